"""Is everything said of a day as it stood on that day, whatever was recorded later?"""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from involvement import (
    Activity,
    Contribution,
    Decision,
    DecisionMap,
    EntryPoint,
    Event,
    Feasibility,
    Forum,
    InvalidValueError,
    Issue,
    Ledger,
    Priorities,
    Process,
    Promise,
    Stakeholder,
    Workplan,
    check,
    influence,
    next_steps,
)
from involvement.checks import select
from involvement.cycles import involvement_cycle
from involvement.exchange import write_calendar
from involvement.maturity import AnswerSheet
from involvement.plans import Interval, Review
from involvement.priorities import Agreement, Settlement, Voice
from involvement.reports import (
    draw_heatmap,
    draw_overlap,
    draw_timetable,
    draw_workplan,
    letters,
    page,
    write,
    you_said_text,
)
from involvement.snapshots import Snapshot, snapshot_of
from tests.reports.samples import EXAMPLE
from tests.strategies.processes import processes

DAYS = [date(2026, 1, 5), date(2026, 6, 15), date(2026, 10, 16), date(2026, 11, 15), date(2026, 11, 16)]
ON = date(2026, 6, 1)
LATER = date(2026, 6, 2)


def known_parts(agreement, day):
    """The agreement without studies, objections and dissents of later days."""
    names = ("feasibility", "objections", "dissent")
    known = {name: [each for each in getattr(agreement, name) if not each.on or each.on <= day] for name in names}
    return evolve(agreement, **known)


def known_by(process, day):
    """The same process without what its agreements, assessments, ledger and plan say of later days."""
    made = [
        known_parts(agreement, day)
        for agreement in (*process.past_agreements, process.agreement)
        if agreement is not None and (agreement.on is None or agreement.on <= day)
    ]
    ledger, plan = process.ledger, process.workplan
    if ledger is not None:
        ledger = Ledger(
            [contribution for contribution in ledger.contributions if contribution.on <= day],
            [event for event in ledger.events if event.on <= day],
            promises=ledger.promises,
        )
    if plan is not None:
        plan = evolve(
            plan,
            activities=[
                evolve(activity, done=None) if activity.done and activity.done > day else activity
                for activity in plan.activities
            ],
            held=[review for review in plan.held if review.on <= day],
        )
    return evolve(
        process,
        past_agreements=made[:-1],
        agreement=made[-1] if made else None,
        assessments=[sheet for sheet in process.assessments if sheet.on <= day],
        ledger=ledger,
        workplan=plan,
    )


def all_said(process, day):
    """What everybody who asks is told of the process on the day."""
    until = date.fromordinal(min(day.toordinal() + 60, date.max.toordinal()))
    return {
        "check": check(process, on=day),
        "next": next_steps(process, on=day, most=None),
        "cycle": involvement_cycle(process, on=day),
        "influence": influence(process, on=day),
        "page": page(process, on=day),
        "letters": letters(process, on=day),
        "said": you_said_text(process, on=day),
        "diary": write_calendar(process, on=day, until=until),
        "pictures": [draw(process, on=day).svg for draw in (draw_timetable, draw_workplan, draw_overlap, draw_heatmap)],
    }


@pytest.mark.no_cover
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_nothing_of_a_day_to_come_counts_in_the_example(day):
    """On 5 January the page told an agreement that was settled on 16 November."""
    assert EXAMPLE != known_by(EXAMPLE, day)
    assert all_said(known_by(EXAMPLE, day), day) == all_said(EXAMPLE, day)


@settings(max_examples=25)
@given(processes(), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_nothing_of_a_day_to_come_counts_in_any_process(process, day):
    """A past day that is asked about anew has the answer that it had then."""
    assert all_said(known_by(process, day), day) == all_said(process, day)


def test_before_the_first_agreement_nothing_is_agreed():
    """The day before 16 November, both sides have wishes and nothing else."""
    before, after = Snapshot(EXAMPLE, date(2026, 11, 15)), Snapshot(EXAMPLE, date(2026, 11, 16))
    assert (None, ()) == (before.agreement, before.agreements)
    assert EXAMPLE.agreement == after.agreement
    assert "What was agreed" not in page(before)
    assert "It was settled on 16 November 2026" in page(after)
    assert "PRI006" not in {finding.rule for finding in check(before)}
    assert "PRI006" in {finding.rule for finding in check(after)}


def test_what_was_said_against_an_agreement_later_is_not_said_yet():
    """Two weeks before the carers dissented, check said that they had; the study of the same month counted too."""
    agreement = Agreement(
        settlements=[Settlement("lamps", "agreed")],
        positions=[Priorities("carers", ["lamps"]), Priorities("board", ["lamps"])],
        feasibility=[Feasibility.ruled_out("lamps", reason="no socket", on=LATER)],
        dissent=[Voice("carers", reason="too little", on=LATER)],
        on=date(2026, 5, 1),
    )
    process = Process("p", issues=[Issue("lamps")], agreement=agreement)
    said = [{finding.rule for finding in check(process, on=day, rules=select(["PRI"]))} for day in (ON, LATER)]
    assert [{"PRI001", "PRI011", "PRI016"}, {"PRI002", "PRI011", "PRI016", "PRI017"}] == said
    assert agreement == Snapshot(process, LATER).agreement


def test_the_last_agreement_made_by_the_day_is_the_agreement():
    """While a new one is ahead, the one before it holds."""
    first = Agreement(settlements=[Settlement("lamps", "agreed")], on=date(2026, 1, 12))
    second = Agreement(settlements=[Settlement("lamps", "declined")], on=date(2026, 6, 12))
    process = Process("p", issues=[Issue("lamps")], agreement=second, past_agreements=[first])
    assert [None, first, second] == [
        Snapshot(process, day).agreement for day in (date(2026, 1, 11), date(2026, 6, 11), date(2026, 6, 12))
    ]
    assert [(False, False), (True, False), (True, True)] == [
        (snapshot.has("agreement"), snapshot.has("past_agreements"))
        for snapshot in (Snapshot(process, day) for day in (date(2026, 1, 11), date(2026, 6, 11), date(2026, 6, 12)))
    ]


def test_an_event_of_a_day_to_come_has_not_happened():
    """`considered` and `followed_through` tomorrow are promises, and no facts, today."""
    board = DecisionMap(
        forums=[Forum("board")],
        entry_points=[EntryPoint("board", "members", standing="consulted")],
        decisions=[Decision("contract", made_at="board", on=LATER)],
    )
    events = [Event("lamps", "considered", on=LATER), Event("lamps", "followed_through", on=LATER)]
    ledger = Ledger([Contribution("lamps", on=ON, stakeholder="members", about="contract")], events)
    process = Process(
        "p", stakeholders=[Stakeholder("members", role="service_user")], decision_map=board, ledger=ledger
    )
    today, tomorrow = Snapshot(process, ON), Snapshot(process, LATER)
    assert (None, None) == (today.progress[0].considered, today.progress[0].followed_through)
    assert (LATER, LATER) == (tomorrow.progress[0].considered, tomorrow.progress[0].followed_through)
    assert () == today.ledger.events
    assert tuple(events) == tomorrow.ledger.events
    assert ledger is tomorrow.ledger
    assert "considered on 2026-06-02" not in str(influence(today))
    assert {} == Snapshot(process, date(2026, 5, 31)).contributions


def test_what_is_done_or_held_on_a_day_to_come_is_still_to_do():
    """An activity that is recorded as done tomorrow is not done today."""
    plan = Workplan(
        [Activity("ask", due=ON, done=LATER, owner="lead")],
        reviews=Interval.months(1),
        start=date(2026, 5, 1),
        held=[Review(LATER)],
    )
    process = Process("p", workplan=plan)
    assert ['Finish "ask".', "Review the workplan."] == [step.do for step in next_steps(process, on=ON)][:2]
    assert not [step for step in next_steps(process, on=LATER) if step.do == 'Finish "ask".']
    assert (ON,) == tuple(Snapshot(process, ON).reviews_until(ON))
    assert () == tuple(Snapshot(process, LATER).reviews_until(LATER))
    never_held = evolve(process, workplan=evolve(plan, held=[]))
    assert (date(2026, 6, 1),) == tuple(Snapshot(never_held, LATER).reviews_overdue)


def test_an_assessment_of_a_day_to_come_has_not_been_made():
    """A level that is reached in June says nothing of May."""
    process = Process("p", assessments=[AnswerSheet("gunning", edition="1985", on=LATER)])
    assert (False, True) == (Snapshot(process, ON).has("assessments"), Snapshot(process, LATER).has("assessments"))
    assert ((), 1) == (Snapshot(process, ON).assessed, len(Snapshot(process, LATER).assessed))


def test_a_part_without_days_is_there_on_every_day():
    """Positions, support and barriers carry no day of their own."""
    snapshot = Snapshot(Process("p", positions=[Priorities("members", ["lamps"])]), date.min)
    assert [True, False, False] == [snapshot.has(part) for part in ("positions", "support", "ledger")]


def test_a_snapshot_stands_for_the_process_and_its_day():
    """Whoever has asked once hands the answers on."""
    snapshot = Snapshot(EXAMPLE, ON)
    assert snapshot is snapshot_of(snapshot)
    assert snapshot is snapshot_of(snapshot, ON)
    assert snapshot == snapshot_of(EXAMPLE, ON)
    assert check(EXAMPLE, on=ON) == check(snapshot)
    assert next_steps(EXAMPLE, on=ON) == next_steps(snapshot)
    assert involvement_cycle(EXAMPLE, on=ON) == involvement_cycle(snapshot)
    assert draw_heatmap(EXAMPLE, on=ON) == draw_heatmap(snapshot)
    assert write_calendar(EXAMPLE, on=ON, until=LATER) == write_calendar(snapshot, until=LATER)


QUESTIONS = {
    "check": check,
    "next_steps": next_steps,
    "influence": influence,
    "involvement_cycle": involvement_cycle,
    "page": page,
    "letters": letters,
    "you_said_text": you_said_text,
    "draw_timetable": draw_timetable,
    "draw_workplan": draw_workplan,
    "draw_overlap": draw_overlap,
    "draw_heatmap": draw_heatmap,
    "write_calendar": lambda of, **on: write_calendar(of, until=date.max, **on),
    "write": lambda of, **on: write(of, out="nowhere", **on),
}


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
def test_a_process_without_a_day_and_a_snapshot_with_another_are_refused(ask):
    """Nothing here reads a clock, and two days would be two answers."""
    with pytest.raises(InvalidValueError, match=r"^on: expected a date"):
        ask(EXAMPLE)
    with pytest.raises(InvalidValueError, match=r"^on: expected the day of the snapshot, or nothing"):
        ask(Snapshot(EXAMPLE, ON), on=LATER)


@pytest.mark.parametrize("ask", [ask for name, ask in QUESTIONS.items() if name != "draw_heatmap"])
def test_what_is_neither_is_refused(ask):
    """The error says what would be right."""
    with pytest.raises(InvalidValueError, match=r"^process: expected a Process, "):
        ask("process.json", on=ON)


def test_the_promises_of_the_coming_weeks_are_those_that_fall_due():
    """What is late already stands apart."""
    ledger = Ledger(
        [Contribution("old", on=date(2026, 5, 1)), Contribution("new", on=date(2026, 5, 10))],
        promises=[Promise("answered", days=28)],
    )
    snapshot = Snapshot(Process("p", ledger=ledger), ON)
    assert ["old"] == [row.contribution for row in snapshot.overdue]
    assert [("new", date(2026, 6, 7))] == [(row.contribution, row.due) for row in snapshot.due_by(date(2026, 6, 7))]
    assert () == snapshot.due_by(date(2026, 6, 6))
