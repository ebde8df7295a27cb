"""Do the tables of support say who needs what and what was done, and name no person?"""

from datetime import date

import pytest

from involvement import Person, Process, Representation, Stakeholder, Support
from involvement.privacy import for_edition
from involvement.reports import page
from involvement.reports.support import support_account, support_tables
from involvement.snapshots import Snapshot
from involvement.support import (
    Adjustment,
    Attendance,
    Barrier,
    Engagement,
    Expense,
    ExpensesPolicy,
    Lead,
    Mitigation,
    NeedsAsked,
    NotedBarrier,
    PaperSent,
    StatedLimit,
    StatedNeed,
)

ON = date(2026, 6, 1)
JUNE, JULY = date(2026, 6, 9), date(2026, 7, 14)
MAY = date(2026, 5, 5)

SUPPORT = Support(
    needs=[
        StatedNeed("members", "hearing_loop"),
        StatedNeed("p-1", "braille"),
        StatedNeed("p-2", "braille"),
        StatedNeed("p-3", "hearing_loop"),
    ],
    needs_asked=[NeedsAsked("carers", MAY)],
    adjustments=[Adjustment("hearing_loop", meeting=JUNE)],
    attendances=[
        Attendance("group", JUNE, expected=["carers", "members", "p-1", "p-2", "p-3", "p-4"], hours=2),
        Attendance("group", JULY, expected=["members"]),
    ],
    reading_days=14,
    papers=[
        PaperSent("members", MAY, forum="group", meeting=JUNE, formats=["print"]),
        PaperSent("p-1", date(2026, 5, 30), forum="group", meeting=JUNE, formats=["print"]),
        PaperSent("p-4", MAY, forum="group", meeting=JUNE),
        PaperSent("members", MAY, meeting=JULY),
        PaperSent("members", MAY),
        PaperSent("members", JULY, meeting=JULY),
    ],
    policies=[ExpensesPolicy(date(2026, 1, 1), until=date(2026, 12, 31), prompt_days=14)],
    expenses=[
        Expense("p-1", claimed_on=MAY, paid_on=date(2026, 5, 30), kind="travel"),
        Expense("p-2", claimed_on=MAY, kind="travel"),
        Expense("p-2", claimed_on=date(2025, 12, 1), kind="support_worker"),
    ],
    leads=[
        Lead("coordinator", days_a_week=2, skills=["listening", "knows_decisions"], admin_support=False),
        Lead("p-3", skills=[]),
        Lead("members", until=MAY),
        Lead("carers"),
    ],
    engagements=[Engagement("p-1", JULY), Engagement("p-1", MAY)],
    limits=[StatedLimit("p-1", meetings=0), StatedLimit("members", meetings=1)],
    own_barriers=[Barrier("last-bus", audience="service_users", title="The last bus leaves at six")],
)
PROCESS = Process(
    "user-group",
    stakeholders=[
        Stakeholder("members", title="Members", role="service_user"),
        Stakeholder("carers", title="Carers", role="carer"),
        Stakeholder("coordinator", title="The coordinator", role="coordinator"),
        Stakeholder("p-3", role="service_user", kind="person"),
    ],
    representation=Representation(people=[Person(f"p-{number}", member_of=["members"]) for number in (1, 2, 4)]),
    barriers=[
        NotedBarrier("su7", stakeholder="members", on=MAY, mitigations=[
            Mitigation("papers read aloud", on=MAY, effect="eased"), Mitigation("a glossary")]),
        NotedBarrier("last-bus", stakeholder="p-1"),
        NotedBarrier("pr4", on=MAY, mitigations=[Mitigation("a secretary", on=JULY)]),
        NotedBarrier("su4", on=JULY),
    ],
    support=SUPPORT,
)  # fmt: skip


def tables(process=PROCESS):
    return {each.key: each for each in support_tables(Snapshot(process, ON))}


def test_what_is_needed_is_told_by_meeting_with_groups_named_and_persons_counted():
    """What somebody needs may tell what ails them; whoever prepares the room needs the number, not the names."""
    assert (
        ("9 Jun 2026", "group", "a hearing loop", "Members and 1 person", "yes"),
        ("9 Jun 2026", "group", "braille", "2 people", "no"),
        ("9 Jun 2026", "group", "not known", "1 person", "not known: nobody has asked"),
        ("14 Jul 2026", "group", "a hearing loop", "Members", "no"),
    ) == tables()["needs"].rows


def test_papers_are_counted_by_meeting():
    """One number for each way in which papers fail; what is not known stands apart."""
    assert (
        ("9 Jun 2026", "group", "3", "1", "1", "1"),
        ("14 Jul 2026", "not known", "1", "0", "0", "0"),
    ) == tables()["papers"].rows


def test_barriers_stand_with_what_was_done_about_them():
    """A barrier without a word beside it is what a reader should see first."""
    read_aloud = ("papers read aloud", "5 May 2026", "eased")
    assert (
        ("Reading and writing", "Members", "5 May 2026", *read_aloud),
        ("Reading and writing", "Members", "5 May 2026", "a glossary", "not known", "not known"),
        ("The last bus leaves at six", "one person", "not known", "nothing", "", ""),
        ("Resources", "everybody", "5 May 2026", "a secretary", "14 Jul 2026", "planned"),
    ) == tables()["barriers"].rows


def test_expenses_are_counted_by_what_they_were_for():
    """How long people wait is a matter of the organisation; what each of them claimed is theirs."""
    assert (
        ("support worker", "1", "0", "0", "1", "0; 1 not known", "182 days"),
        ("travel", "2", "1", "1", "1", "1", "27 days"),
    ) == tables()["expenses"].rows


def test_those_who_lead_stand_with_what_is_known_of_them():
    """What is not written down is not known, and not nothing."""
    assert (
        ("The coordinator", "2", "no", "listening and knows decisions"),
        ("one person", "not known", "not known", "none that is listed"),
        ("Carers", "not known", "not known", "not known"),
    ) == tables()["leads"].rows


def test_what_is_asked_is_told_for_groups_and_for_persons_together():
    """Who carries too much is shown as a number: a name beside it would be gossip."""
    assert (
        ("Carers", "Jun 2026", "1", "0", "0", "2", "not known"),
        ("Members", "Jun 2026", "1", "0", "0", "2", "no"),
        ("Members", "Jul 2026", "1", "1", "0", "not known", "no"),
        ("4 people, each at most", "Jun 2026", "1", "0", "0", "2", "1; 3 not known"),
        ("1 person, each at most", "Jul 2026", "0", "0", "1", "not known", "0"),
    ) == tables()["burdens"].rows
    much = Support(
        attendances=[Attendance("group", day, expected=["members"], hours=2) for day in (JUNE, date(2026, 6, 10))],
        limits=[StatedLimit("members", meetings=1, hours=3)],
    )
    assert (
        "2 meetings (the limit is 1) and 4 hours (the limit is 3)"
        == (tables(Process("p", support=much))["burdens"].rows[0][6])
    )
    both = Support(engagements=[Engagement("members", ON, hours=1), Engagement("members", ON)])
    assert "1 or more" == tables(Process("p", support=both))["burdens"].rows[0][5]


def test_before_the_tables_stands_what_they_cannot_say():
    """Whether people were asked, what is paid and who leads is said in sentences."""
    assert (
        "5 of 6 expected at the meetings ahead were asked what they need, or said so.",
        "What the rest need is not known.",
        "Since 1 January 2026, a policy says that expenses are paid within 14 days.",
    ) == support_account(Snapshot(PROCESS, ON))
    vague = Support(
        needs_asked=[NeedsAsked("members", MAY)],
        attendances=[Attendance("group", JUNE, expected=["members"])],
        policies=[ExpensesPolicy(MAY)],
    )
    assert (
        "1 of 1 expected at the meetings ahead was asked what they need, or said so.",
        "The policy in force since 5 May 2026 does not say how soon expenses are paid.",
        "Who leads the work on this day is not recorded.",
    ) == support_account(Snapshot(Process("p", support=vague), ON))
    assert (
        "No policy on expenses and payment is recorded for this day.",
        "Who leads the work on this day is not recorded.",
    ) == support_account(Snapshot(Process("p", support=Support()), ON))


def test_a_process_without_support_or_barriers_says_nothing_of_them():
    """A part that is not used is silent, on the page too."""
    nothing = Process("p")
    assert ({}, ()) == (tables(nothing), support_account(Snapshot(nothing, ON)))
    assert 'id="support"' not in page(nothing, on=ON)
    barriers_alone = Process("p", barriers=[NotedBarrier("su1")])
    assert 'id="table-barriers"' in page(barriers_alone, on=ON)


def test_no_table_and_no_sentence_names_a_person():
    """Keys of persons stand in the findings, where somebody has to act on them, and nowhere in these tables."""
    cells = [cell for table in tables().values() for row in table.rows for cell in row]
    assert not [each for each in (*cells, *support_account(Snapshot(PROCESS, ON))) if "p-" in each]
    text = page(PROCESS, on=ON)
    start = text.index('<h2 id="support">')
    assert "p-1" not in text[start : text.index("</section>", start)]


def test_the_page_shows_the_part_and_links_to_it():
    """A part that is not in the list at the top is not found."""
    text = page(PROCESS, on=ON)
    assert '<a href="#support">Whether people can take part</a>' in text
    assert text.count('<h2 id="support">') == 1


@pytest.mark.parametrize("edition", ["partners", "public"])
def test_outside_the_desk_stands_the_policy_alone(edition):
    """All else is about single people: what they need, what they claim, and who leads."""
    snapshot = for_edition(Snapshot(PROCESS, ON), edition)
    assert ("Since 1 January 2026, a policy says that expenses are paid within 14 days.",) == support_account(snapshot)
    assert () == support_tables(snapshot)
    other = Process(
        "p", support=Support(limits=[StatedLimit("members", meetings=0)]), stakeholders=PROCESS.stakeholders
    )
    said = support_account(for_edition(Snapshot(other, ON), edition))
    assert ("No policy on expenses and payment is recorded for this day.",) == said
