"""Do page, check, next steps, influence and what is overdue give one answer about the same process and day?"""

from datetime import date

from attrs import evolve

from involvement import (
    Claim,
    Contribution,
    Decision,
    DecisionMap,
    EntryPoint,
    Event,
    Flow,
    Forum,
    Ledger,
    Process,
    Promise,
    Stakeholder,
    Workplan,
    check,
    influence,
    next_steps,
)
from involvement.plans import Activity, WorkingWeek
from involvement.references import Ref
from involvement.reports import letter, page
from involvement.reports.feedback import feedback_account, feedback_tables
from involvement.reports.readers import Reader
from involvement.reports.subjects import subject_of
from involvement.snapshots import Snapshot
from involvement.support import Lead, Support

ON = date(2026, 6, 1)
STAFF = [Stakeholder("members", role="service_user"), Stakeholder("boss", title="The boss", role="manager")]


# Whose views count: claims name members; nobody is listed, and the one way in is open to all.


def nobody_listed():
    board = DecisionMap(
        forums=[Forum("group"), Forum("board")],
        flows=[Flow("group", "board", days=7)],
        entry_points=[EntryPoint("group")],
        decisions=[Decision("contract", made_at="board", on=date(2026, 9, 1))],
    )
    return Process(
        "x", decision_map=board, claims=[Claim("members", "contract", ladder="arnstein-1969", rung="placation")]
    )


def test_whose_views_count_has_one_answer():
    """The rules took anybody, influence the members who are claimed for, and the page anybody again."""
    snapshot = Snapshot(nobody_listed(), date(2026, 8, 1))
    assert frozenset({"members"}) == snapshot.whose_views
    assert ("members",) == subject_of(snapshot).heard
    assert [("members", date(2026, 8, 25))] == [(row.stakeholder, row.latest_start) for row in snapshot.timetable]
    assert ["members"] == [row.stakeholder for row in influence(snapshot).rows]
    claimed = [finding.facts["stakeholder"] for finding in check(snapshot) if finding.rule == "LAD005"]
    assert [Ref("stakeholder", "members")] == claimed
    (bring, *_) = next_steps(snapshot, days=28)
    assert ('Bring views to group on "contract".', date(2026, 8, 25)) == (bring.do, bring.by)
    text = page(snapshot)
    for table in ("timetable", "say", "shown"):
        assert (
            '<td dir="auto">members</td>' in text.partition(f'<table id="table-{table}">')[2].partition("</table>")[0]
        )


# What the organisation says to itself is owed no answer.


def ledger_of(*stakeholders):
    return Ledger(
        [
            Contribution(f"from-{key}", on=date(2026, 1, 5), stakeholder=key, title=f"from-{key}")
            for key in stakeholders
        ],
        promises=[Promise("answered", days=28)],
    )


def late_of(process):
    """Whose contribution is late: by check, next steps, the snapshot, and the page."""
    snapshot = Snapshot(process, ON)
    tables = {table.key: table for table in feedback_tables(snapshot, Reader(subject_of(snapshot)))}
    return (
        [about.keys for finding in check(snapshot) if finding.rule == "FBK001" for about in finding.about],
        [about.keys for step in next_steps(snapshot) for about in step.about if step.do.startswith("Answer")],
        [(row.contribution,) for row in snapshot.overdue],
        [row[:1] for row in (tables["overdue"].rows if "overdue" in tables else ())],
    )


def test_what_the_organisation_says_to_itself_is_owed_no_answer():
    """The page told that a promise was late of which check and next steps said nothing."""
    process = Process("x", stakeholders=STAFF, ledger=ledger_of("boss"))
    assert ([], [], [], []) == late_of(process)
    snapshot = Snapshot(process, ON)
    assert (0, 0, 0) == (snapshot.balance.received, len(snapshot.overdue), snapshot.closure.overall.answered.of)
    assert () == feedback_account(snapshot, Reader(subject_of(snapshot)))
    assert 1 == len(process.ledger.overdue(ON))  # a ledger alone does not know who is on which side


def test_what_service_users_say_is_owed_one():
    """Beside that of the organisation it counts alone."""
    process = Process("x", stakeholders=STAFF, ledger=ledger_of("boss", "members"))
    assert ([("from-members",)],) * 4 == late_of(process)
    snapshot = Snapshot(process, ON)
    account = feedback_account(snapshot, Reader(subject_of(snapshot)))
    assert "1 contribution: 1 not answered yet." == account[0]
    assert "1 promise to people is late." in account


def test_signals_of_barriers_ask_what_is_late_to_those_who_are_owed_an_answer():
    """A clock that only the organisation waits for keeps nobody out."""
    alone = Process("x", stakeholders=STAFF, ledger=ledger_of("boss"), support=Support())
    both = evolve(alone, ledger=ledger_of("boss", "members"))
    signals = [{f.about for f in check(process, on=ON) if f.rule == "SUP019"} for process in (alone, both)]
    assert signals[0] < signals[1]


def test_what_is_joined_to_what_the_organisation_said_keeps_its_line():
    """One voice of a service user, answered with the organisation's own: it is told once, and counts once."""
    ledger = Ledger(
        [
            Contribution("lamps", on=date(2026, 1, 5), stakeholder="boss", title="Lamps"),
            Contribution("dark", on=date(2026, 1, 6), stakeholder="members"),
        ],
        [
            Event("dark", "merged", on=date(2026, 1, 7), into="lamps"),
            Event("lamps", "answered", on=date(2026, 2, 1), outcome="did", reason="it is dark"),
        ],
    )
    process = Process("x", stakeholders=STAFF, ledger=ledger)
    (row,) = Snapshot(process, ON).you_said_we_did
    assert ("lamps", 1, 1) == (row.contribution, row.voices, row.untold)
    assert "We did it." in letter(process, "members", on=ON)
    assert "We did it." in letter(process, "boss", on=ON)


# Who has too much to do.


def test_the_page_and_the_rule_weigh_work_against_the_same_days():
    """The rule counted the days of the lead, and the page only those that the plan names."""
    plan = Workplan([Activity("recruit", owner="boss", effort=4, days=5, start=ON)])
    lead = Support(leads=[Lead("boss", days_a_week=2)])
    process = Process("x", stakeholders=STAFF, workplan=plan, support=lead)
    assert [("PLN011", "boss")] == [
        (finding.rule, *finding.about[0].keys) for finding in check(process, on=ON) if finding.rule == "PLN011"
    ]
    assert "Weeks in which somebody has more work than days for it" in page(process, on=ON)
    enough = evolve(process, workplan=evolve(plan, working_weeks=[WorkingWeek("boss", 5)]))
    assert [] == [finding for finding in check(enough, on=ON) if finding.rule == "PLN011"]
    assert "Weeks in which somebody has more work than days for it" not in page(enough, on=ON)
