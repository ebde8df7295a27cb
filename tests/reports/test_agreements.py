"""Do the tables of an agreement say all that the picture shows, and all that it cannot show?"""

import pytest
from attrs import evolve

from involvement import Priorities, Process, Stakeholder, check
from involvement.priorities import Agreement, Settlement
from involvement.privacy import for_edition
from involvement.reports import told_findings
from involvement.reports.agreements import accord_of, accord_tables, account
from involvement.reports.table_columns import shown_to
from involvement.snapshots import Snapshot
from tests.reports.agreements import AGREED, OBJECTION, REALISTIC, SMALL, by_hand


def tables_of(process):
    return {table.key: table for table in accord_tables(accord_of(Snapshot(process, AGREED)))}


def test_each_issue_has_a_row_with_its_place_on_each_side():
    """The twin of the picture."""
    found = tables_of(REALISTIC)["ranked"]
    assert ("Issue", "Service users", "The organisation", "What was settled") == found.headings
    assert ("Screening on weekday evenings and on Saturdays", "1", "7=", "agreed") in found.rows
    assert ("One rota for all clinics", "not ranked", "1", "agreed") in found.rows
    assert len(accord_of(Snapshot(REALISTIC, AGREED)).issues) == len(found.rows)


def test_each_settlement_has_its_reason_and_what_is_missing_is_said():
    """An empty cell could mean anything."""
    rows = {row[0]: row[1:] for row in tables_of(by_hand())["settled"].rows}
    nobody = ("no one", "not known", "not recorded")
    assert ("declined", "No reason is recorded.", "none", *nobody) == rows["evenings"]
    assert ("agreed", "No reason is recorded.", "none", "board", "not known", "not recorded") == rows["letters"]
    told = {row[0]: row[1:] for row in tables_of(REALISTIC)["settled"].rows}
    assert ("Screening service", "1 Mar 2027") == told["A shuttle bus from the station"][3:5]


def test_overrides_and_voices_have_tables_of_their_own():
    """They are no footnotes."""
    found = tables_of(REALISTIC)
    audit = ("A yearly audit of missed appointments", "deferred", "Executive board", "the auditor is away until May")
    assert ((*audit, "20 Nov 2026"),) == found["overrides"].rows
    assert ["objects", "dissents"] == [row[1] for row in found["voices"].rows]
    assert {"ranked", "settled"} == set(tables_of(SMALL))


def test_the_account_says_by_which_rule_and_who_has_agreed():
    """The rule and the weights are part of what was decided."""
    said = " ".join(account(accord_of(Snapshot(REALISTIC, AGREED))))
    for expected in (
        "13 issues: 7 agreed, 4 deferred and 2 declined.",
        "It was settled on 23 November 2026, by the Borda rule, with the same weight for each side.",
        "Accepted by Executive board and Members of the user group.",
        "1 issue was settled against the ranking; see below by whom, and why.",
        "Not agreed to by Carers' network",
    ):
        assert expected in said
    other = evolve(SMALL.agreement, capacity=5, balance="parties", on=None)
    said = account(accord_of(Snapshot(Process("p", agreement=other), AGREED)))
    assert "It was settled by the James Lind Alliance rule, with the same weight for each party." in said
    assert "5 days of work could be shared out." in said
    assert "No one is recorded as having accepted it." in said


def test_an_agreement_about_nothing_is_told_without_numbers():
    """`0 issues: .` is no sentence."""
    said = account(accord_of(Snapshot(Process("p", agreement=Agreement()), AGREED)))
    assert "It was settled by the James Lind Alliance rule" in said[0]
    assert ("Nothing has been settled yet.",) == account(
        accord_of(Snapshot(Process("p", positions=[Priorities("a", ["b"])]), AGREED))
    )


def test_an_objection_to_what_has_no_title_is_told_by_its_key():
    """Better a key than silence."""
    agreement = evolve(SMALL.agreement, objections=[OBJECTION], settlements=[Settlement("evenings", "agreed")])
    assert ("members", "objects", "evenings", "too slow", "not known") in tables_of(Process("p", agreement=agreement))[
        "voices"
    ].rows


# Outside the desk


def accord(process, edition):
    return accord_of(for_edition(Snapshot(process, AGREED), edition))


@pytest.mark.parametrize("edition", ["partners", "public"])
def test_outside_the_desk_nobody_reads_who_accepted_or_dissented(edition):
    """What was settled against the ranking is for everybody, with who of an organisation did so, and why."""
    found = accord(REALISTIC, edition)
    said = account(found)
    assert "1 issue was settled against the ranking; see below by whom, and why." in said
    assert [] == [line for line in said if "Accepted" in line or "agreed to by" in line]
    tables = {table.key: table for table in shown_to(found.subject, accord_tables(found))}
    assert ("Issue", "Settled as", "By whom", "Why", "On") == tables["overrides"].headings
    assert {"ranked", "settled", "overrides"} == set(tables)


@pytest.mark.parametrize(
    ("edition", "parties"), [("desk", {"carer", "members", "zoe"}), ("public", {"members"}), ("partners", {"members"})]
)
def test_what_one_person_wishes_is_not_shown_outside_the_desk(edition, parties):
    """A list of wishes of a party of one is that person's."""
    stakeholders = [Stakeholder("members", size=9), Stakeholder("carer", size=1), Stakeholder("zoe", kind="person")]
    positions = [Priorities(each.key, ["evenings"]) for each in stakeholders]
    process = Process("p", stakeholders=stakeholders, agreement=Agreement(positions=positions, balance="parties"))
    shown = accord(process, edition).wishes
    assert len(parties) == sum(len(each.stakeholders) for each in shown)
    assert parties == {key for each in shown for key in each.stakeholders}


def test_outside_the_desk_nobody_is_told_to_ask_those_who_have_not_accepted():
    """Who has not, by name, would tell of the others that they have."""
    desk, public = Snapshot(REALISTIC, AGREED), for_edition(Snapshot(REALISTIC, AGREED), "public")
    assert "PRI016" in {finding.rule for finding in told_findings(check(desk), of=desk)}
    assert "PRI016" not in {finding.rule for finding in told_findings(check(public), of=public)}
