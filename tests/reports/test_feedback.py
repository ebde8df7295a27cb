"""Do people read what came of what they said, and nothing that is theirs alone?"""

from datetime import date

import pytest

from involvement import (
    Contribution,
    Decision,
    DecisionMap,
    Event,
    Forum,
    Issue,
    Ledger,
    Process,
    Promise,
    Stakeholder,
)
from involvement.privacy import (
    NHS_1_7_R5,
    ONS_10_5,
    DisclosureRule,
    FiguresTold,
    FigureTold,
    for_edition,
    published,
)
from involvement.reports import page, you_said_markdown, you_said_text
from involvement.reports.feedback import feedback_account, feedback_tables
from involvement.reports.public_figures import RATES, answers, figures_of, rate
from involvement.reports.readers import Reader
from involvement.reports.subjects import subject_of
from involvement.snapshots import Snapshot
from involvement.wording import easy_read

DAY = date(2026, 9, 1)
LATER = date(2026, 11, 23)
PEOPLE = [
    Stakeholder("members", title="The user group", role="service_user"),
    Stakeholder("p-17", role="carer", kind="person"),
    Stakeholder("estates", title="Estates", role="manager"),
]
CONTRIBUTIONS = [
    Contribution("lamps", on=DAY, stakeholder="members", title="Lamps at the door", says="I fell", owner="estates"),
    Contribution("dark", on=DAY, stakeholder="p-17", about="hours"),
    Contribution("card", on=DAY, way_back=False, title="Large print"),
    Contribution("bus", on=DAY, stakeholder="members", title="A *later* bus"),
    Contribution("contract", on=DAY, stakeholder="members", about="contract"),
    Contribution("gone", on=DAY, stakeholder="members", title="Gone"),
    Contribution("nurses", on=DAY, stakeholder="members", title="Kind nurses"),
]
EVENTS = [
    Event("dark", "merged", on=date(2026, 9, 3), into="lamps"),
    Event("lamps", "answered", on=date(2026, 9, 21), outcome="will_do", due=date(2026, 11, 1), reason="It is dark."),
    Event("lamps", "told", on=date(2026, 9, 22)),
    Event("card", "answered", on=date(2026, 9, 10), outcome="did", reason="it costs nothing"),
    Event("bus", "redirected", on=date(2026, 9, 12), to="county"),
    Event("gone", "withdrawn", on=date(2026, 9, 5)),
    Event("nurses", "answered", on=date(2026, 9, 9), outcome="noted"),
    Event("nurses", "told", on=date(2026, 9, 9)),
]
PROCESS = Process(
    "lights",
    stakeholders=PEOPLE,
    issues=[Issue("hours", title="Opening hours")],
    decision_map=DecisionMap(
        forums=[Forum("board")], decisions=[Decision("contract", made_at="board", title="The contract")]
    ),
    ledger=Ledger(CONTRIBUTIONS, EVENTS, promises=[Promise("told", days=14)]),
)


def tables(process=PROCESS):
    snapshot = Snapshot(process, LATER)
    return {table.key: table for table in feedback_tables(snapshot, Reader(subject_of(snapshot)))}


def account(process, on=LATER):
    snapshot = Snapshot(process, on)
    return feedback_account(snapshot, Reader(subject_of(snapshot)))


def test_people_read_what_came_of_it():
    """Each thing that was said stands there once, whoever said it, with what came of it and why, as it is recorded."""
    lamps = 'We said that we would do it by 1 November 2026. Because: "It is dark." The record does not show that it is done.'
    assert [
        ("Lamps at the door", "2", lamps, "1 still waits to hear"),
        (
            "Large print",
            "1",
            'We did it. Because: "it costs nothing".',
            "nobody can be told: no way to reply is recorded",
        ),
        ("Kind nurses", "1", "We have noted it, thank you.", "yes"),
        ("A *later* bus", "1", "We passed it on to county on 12 September 2026.", "1 still waits to hear"),
        ("The contract", "1", "We have not answered yet.", "there is nothing to tell yet"),
    ] == list(tables()["said"].rows)


def test_who_was_told_without_a_way_to_reply_was_told():
    """The letter says so, and the page does not deny it."""
    ledger = Ledger(
        CONTRIBUTIONS[2:3],
        [
            Event("card", "answered", on=date(2026, 9, 10), outcome="did", reason="it costs nothing"),
            Event("card", "told", on=date(2026, 9, 11)),
        ],
    )
    snapshot = Snapshot(Process("cards", ledger=ledger), LATER)
    table = next(each for each in feedback_tables(snapshot, Reader(subject_of(snapshot))) if each.key == "said")
    assert ["yes"] == [row[-1] for row in table.rows]


def test_groups_are_named_and_single_persons_are_not():
    """How soon one carer was answered is nobody else's business, and a key may be known to colleagues."""
    rows = tables()["closure"].rows
    assert ["Everybody", "The user group"] == [row[0] for row in rows]
    assert ("2 of 4", "3 of 4", "2 of 3", "0 of 2", "half within 20 days, the longest 20 days") == rows[0][1:]


def test_what_is_late_stands_with_whom_it_lies():
    """A list of what is late that names nobody is read by nobody."""
    assert [
        ("A *later* bus", "told", "26 Sep 2026", "58", "not known"),
        ("Opening hours", "told", "5 Oct 2026", "49", "Estates"),
        ("Opening hours", "followed through", "1 Nov 2026", "22", "Estates"),
        ("Lamps at the door", "followed through", "1 Nov 2026", "22", "Estates"),
    ] == list(tables()["overdue"].rows)


def test_the_account_tells_the_whole_first():
    """What was withdrawn and what was joined is said too: the numbers must add up."""
    parts = "3 answered, 1 not answered yet, 1 joined to another that says the same, 1 passed on to another body"
    assert (
        f"7 contributions: {parts} and 1 withdrawn.",
        "Of 3 with an answer, 2 have been told. Of 2 where the answer was yes, 0 are done.",
        "1 contribution left no way to reply.",
        "4 promises to people are late.",
        "Owner: Estates.",
        "2 more wait without a promised day; nobody can say if that is late.",
    ) == account(PROCESS)


def test_the_account_of_little_is_short():
    """One contribution, done in time, needs one line and no plural."""
    ledger = Ledger(
        [Contribution("a", on=DAY)],
        [Event("a", "answered", on=DAY, outcome="did"), Event("a", "told", on=DAY)],
    )
    process = Process("small", ledger=ledger)
    assert (
        "1 contribution: 1 answered.",
        "Of 1 with an answer, 1 has been told. Of 1 where the answer was yes, 1 is done.",
    ) == account(process, DAY)
    late = Process("late", ledger=Ledger([Contribution("a", on=DAY)], promises=[Promise("answered", days=1)]))
    assert (
        "1 contribution: 1 not answered yet.",
        "1 promise to people is late.",
        "1 more waits without a promised day; nobody can say if that is late.",
    ) == account(late)
    assert "none yet" == tables(late)["closure"].rows[0][-1]


@pytest.mark.parametrize("process", [Process("none"), Process("empty", ledger=Ledger())], ids=str)
def test_where_nothing_was_said_the_report_is_silent(process):
    """A part that is not used is no fault."""
    assert () == account(process)
    assert {} == tables(process)
    assert "There is nothing yet that everybody may read.\n" == you_said_text(process, on=LATER)
    assert 'id="feedback"' not in page(process, on=LATER)


def test_cards_alone_have_no_rates():
    """Of those whom nobody can answer, no share was answered."""
    process = Process("cards", ledger=Ledger([Contribution("card", on=DAY, way_back=False, title="Large print")]))
    assert ["said"] == list(tables(process))


def test_the_text_is_for_reading_aloud_and_the_markdown_for_minutes():
    """The same sentences; in Markdown nothing that people wrote becomes markup."""
    first, *_ = you_said_text(PROCESS, on=LATER).split("\n")
    will_do = 'You said: Lamps at the door. We said that we would do it by 1 November 2026. Because: "It is dark."'
    assert f"{will_do} The record does not show that it is done." == first
    passed_on = "We passed it on to county on 12 September 2026.\n"
    assert f"\nYou said: A *later* bus. {passed_on}" in you_said_text(PROCESS, on=LATER)
    assert f"\n- You said: A \\*later\\* bus. {passed_on}" in you_said_markdown(PROCESS, on=LATER)


def test_the_page_shows_it_and_never_the_words_of_a_person():
    """What somebody wrote on a card stays with those who have to answer it."""
    text = page(PROCESS, on=LATER)
    assert "You said, we did" in text
    assert "I fell" not in text
    assert "I fell" not in you_said_text(PROCESS, on=LATER) + you_said_markdown(PROCESS, on=LATER)
    assert "p-17" not in text.partition('id="feedback"')[2].partition("</section>")[0]


# Outside the desk


def heard(count, answered=0, told=0, who="group"):
    """So many contributions of a group of 40, or of one advocate, all of which could be told."""
    said = [Contribution(f"c-{number:02}", on=DAY, stakeholder=who, title=f"Lamp {number}") for number in range(count)]
    events = [Event(f"c-{number:02}", "answered", on=DAY, outcome="did") for number in range(answered)]
    events += [Event(f"c-{number:02}", "told", on=DAY) for number in range(told)]
    people = [Stakeholder("group", title="User group", size=40), Stakeholder("advocate", title="Advocate", size=1)]
    return Process("lamps", stakeholders=people, ledger=Ledger(said, events))


def told_reader(process, edition, rule=ONS_10_5):
    snapshot = for_edition(Snapshot(process, LATER), edition)
    return snapshot, Reader(subject_of(snapshot), figures=published(figures_of(snapshot), rule))


OTHERS = (
    "fewer than 10 joined to another that says the same, fewer than 10 passed on to another body and fewer than 10"
    " withdrawn."
)


@pytest.mark.parametrize("edition", ["partners", "public"])
def test_outside_the_desk_contributions_are_counted_as_people_are(edition):
    """Of 24, 13 were answered: to the nearest 5. None of the others is told like a few of them.

    How many are open is withheld: all of them stand in the table, so that everybody could count how many do not.
    """
    snapshot, reader = told_reader(heard(24, answered=13), edition)
    assert (f"About 25 contributions: about 15 answered, {OTHERS}",) == feedback_account(snapshot, reader)


def test_a_rule_that_tells_of_none_leaves_them_out():
    """Where everybody may know that none was withdrawn, nobody has to read it."""
    snapshot, reader = told_reader(heard(24, answered=13), "public", NHS_1_7_R5)
    assert ("About 25 contributions: about 15 answered.",) == feedback_account(snapshot, reader)


def test_one_contribution_is_one():
    """A rule of one's own may tell every count, and the noun goes with it."""
    every = DisclosureRule(least=1, zero=True)
    snapshot, reader = told_reader(heard(1), "public", every)
    assert ("1 contribution: 1 not answered yet.",) == feedback_account(snapshot, reader)


def withheld(*names):
    """What is told of 24 contributions, 13 of them answered, where these counts are withheld."""
    counts = {"received": 25, "answered": 15, "open": 10}
    told = [
        FigureTold(answers(name), None if name in names else count, withheld=name in names)
        for name, count in counts.items()
    ]
    snapshot = for_edition(Snapshot(heard(24, answered=13), LATER), "public")
    return feedback_account(snapshot, Reader(subject_of(snapshot), figures=FiguresTold(LATER, ONS_10_5, told)))


def test_a_count_that_is_withheld_is_no_part_of_the_sentence():
    """`Not told contributions` is no English, and a part that is not told says nothing."""
    assert ("Contributions: about 15 answered and about 10 not answered yet.",) == withheld("received")
    assert ("About 25 contributions: about 15 answered.",) == withheld("open")
    assert () == withheld("received", "answered", "open")


def test_nothing_is_counted_where_nothing_was_said_to_the_public_either():
    """As at the desk."""
    snapshot, reader = told_reader(Process("p", ledger=Ledger()), "public")
    assert ((), ()) == (feedback_account(snapshot, reader), feedback_tables(snapshot, reader))


def closure(process, rule=ONS_10_5):
    found = feedback_tables(*told_reader(process, "public", rule))
    return {row[0]: row[1:5] for table in found if table.key == "closure" for row in table.rows}


def test_rates_are_told_of_what_is_told():
    """Of 24 contributions 13 were answered, of which 5 were told and 13 done; all 24 were the group's."""
    row = ("fewer than 10 of about 25", "about 15 of about 25", "fewer than 10 of about 15", "about 15 of about 15")
    rates = closure(heard(24, answered=13, told=5))
    assert {"Everybody", "User group"} == set(rates)
    assert row[1:] == rates["User group"][1:]


@pytest.mark.parametrize(
    ("process", "rule", "row"),
    [
        (heard(3, answered=1), ONS_10_5, ("too few to tell",) * 4),
        (heard(30), NHS_1_7_R5, ("not told", "not told", "none yet", "none yet")),
    ],
    ids=["few", "none"],
)
def test_few_and_none_are_told_in_words(process, rule, row):
    """Three people are too few. Of 30, all listed without an answer, "none" would say it of each; of none answered, none was told."""
    assert row == closure(process, rule)["Everybody"]


def test_a_rate_whose_count_is_withheld_is_not_told():
    """`Not told of about 20` is no answer, and it is not because they are few."""
    snapshot = for_edition(Snapshot(heard(24, answered=13), LATER), "public")
    told = [
        FigureTold(rate(name, part), None if name == "told" else 15, withheld=name == "told")
        for name in RATES
        for part in ("n", "of")
    ]
    reader = Reader(subject_of(snapshot), figures=FiguresTold(LATER, ONS_10_5, told))
    rows = {table.key: table for table in feedback_tables(snapshot, reader)}["closure"].rows
    assert (
        "Everybody",
        "about 15 of about 15",
        "about 15 of about 15",
        "not told",
        "about 15 of about 15",
        "",
    ) == rows[0]


@pytest.mark.parametrize("edition", ["partners", "public"])
def test_a_party_of_one_has_no_row_of_its_own(edition):
    """That the advocate said something is the advocate's."""
    snapshot, reader = told_reader(heard(20, answered=20, who="advocate"), edition)
    found = {table.key: table.rows for table in feedback_tables(snapshot, reader)}
    assert ["Everybody"] == [row[0] for row in found["closure"]]
    assert "said" not in found


def test_what_a_lone_voice_is_promised_is_late_at_the_desk_alone():
    """The card without a name and the carer's word stand in no other list."""
    process = Process(
        "late", stakeholders=PEOPLE, ledger=Ledger(CONTRIBUTIONS[1:4], promises=[Promise("answered", days=1)])
    )
    late = {edition: [] for edition in ("desk", "partners", "public")}
    for edition, rows in late.items():
        for table in feedback_tables(*told_reader(process, edition)):
            rows.extend(row[0] for row in table.rows if table.key == "overdue")
    assert {"A *later* bus"} == set(late["public"]) == set(late["partners"])
    assert len(late["desk"]) > 1


def agreeing(count):
    """Lamps, and others who said the same."""
    others = [Contribution(f"m-{number}", on=DAY, stakeholder="group") for number in range(count - 1)]
    merged = [Event(other.key, "merged", on=DAY, into="lamps") for other in others]
    lamps = Contribution("lamps", on=DAY, stakeholder="group", title="Lamps")
    return Process("p", stakeholders=[Stakeholder("group", size=40)], ledger=Ledger([lamps, *others], merged))


@pytest.mark.parametrize(
    ("voices", "said"),
    [
        (1, "Lamps."),
        (9, "Lamps."),
        (10, "Lamps (about 10 voices)."),
        (12, "Lamps (about 10 voices)."),
        (13, "Lamps (about 15 voices)."),
    ],
)
def test_how_many_said_so_is_told_of_ten_and_more(voices, said):
    """Nine people who said the same can be found out; ten are told to the nearest 5."""
    assert f"You said: {said} We have not answered yet.\n" == you_said_text(agreeing(voices), on=LATER)


def test_what_one_person_said_is_not_for_everybody_to_read():
    """The card is nobody's that is known, and the carer is one."""
    text = you_said_text(PROCESS, on=LATER)
    assert "Large print" not in text
    assert 4 == len(text.strip().split("\n\n"))
    only = Process("cards", ledger=Ledger(CONTRIBUTIONS[2:3]))
    assert "There is nothing yet that everybody may read.\n" == you_said_text(only, on=LATER)


@pytest.mark.parametrize("edition", ["partners", "public"])
def test_what_has_no_title_has_no_row_where_its_day_is_closed(edition):
    """At the desk it is `something on 1 September 2026`; others would read an empty cell."""
    said = [Contribution("untitled", on=DAY, stakeholder="group")]
    process = Process(
        "p", stakeholders=[Stakeholder("group", size=40)], ledger=Ledger(said, promises=[Promise("answered", days=1)])
    )
    found = {table.key: table.rows for table in feedback_tables(*told_reader(process, edition))}
    assert [] == [key for key in ("said", "overdue") if key in found]
    assert "There is nothing yet that everybody may read.\n" == you_said_text(process, on=LATER)
    assert "There is nothing yet that everybody may read.\n" == you_said_markdown(process, on=LATER)


def test_many_voices_are_told_in_easy_read_too():
    """Nobody is sent to the English page for a number."""
    said = you_said_text(agreeing(13), on=LATER, catalogue=easy_read())
    assert "You said this: Lamps. People who said so: about 15. We have not answered yet.\n" == said
