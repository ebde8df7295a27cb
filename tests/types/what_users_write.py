"""What users write, for a type checker: it must know the type of every answer, and misspelt names.

`mypy` reads this file as part of `.ci/run`; nobody runs it. Each `type: ignore` names an error that must be found:
an ignore that is not needed is itself an error.
"""

from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import assert_type

from dateutil.rrule import WEEKLY, rrule

import involvement
from involvement import (
    Contribution,
    Days,
    Decision,
    DecisionMap,
    EntryPoint,
    Event,
    Feasibility,
    Flow,
    Forum,
    Ledger,
    Limits,
    Meetings,
    Priorities,
    Process,
    Promise,
    Seat,
    Stakeholder,
    Standing,
    WorkingCalendar,
    Workplan,
    assess,
    check,
    dumps,
    framework,
    influence,
    load,
    loads,
    negotiate,
    next_steps,
    rank,
    reports,
)
from involvement.calendars import MeetingRule
from involvement.checks import Finding, Severity
from involvement.cycles import NextStep
from involvement.decisions import Journey, Opportunity
from involvement.drawings import Picture
from involvement.exchange import CalendarReading, EventNames, Skipped, read_calendar
from involvement.feedback import LedgerBalance, Overdue
from involvement.maturity import Assessment, Framework
from involvement.plans import Activity, Schedule, Workload
from involvement.power import Influence
from involvement.priorities import Agreement, Settlement
from involvement.rankings import Ranking

TODAY = date(2026, 11, 23)


def documents() -> Process:
    """Read and written."""
    process = load("process.toml", limits=Limits())
    assert_type(process, Process)
    assert_type(loads("{}"), Process)
    assert_type(dumps(process), str)
    load(7)  # type: ignore[arg-type]
    return process


def a_map() -> DecisionMap:
    """Written by hand: lists where tuples are kept, words where there are enumerations."""
    chart = DecisionMap(
        forums=[
            Forum("group", meetings=Meetings("FREQ=MONTHLY;BYDAY=2TU", start=TODAY), papers_due=7),
            Forum("board", meetings=Meetings.on([TODAY]), seats=[Seat("members", votes=2)], quota=2),
        ],
        entry_points=[EntryPoint("group", "members", standing="advises")],
        flows=[
            Flow("group", "board", days=14, standing=Standing.CONSULTED),
            Flow("group", "board", days=Days(5, clear=True, leave_out="weekends")),
        ],
        decisions=[Decision("contract", made_at="board", on=TODAY)],
    )
    assert_type(chart.forums, tuple[Forum, ...])
    assert_type(chart.out_of_reach("members", at_least="consulted"), tuple[str, ...])
    assert_type(chart.latest_start("contract", stakeholder={"members"}), date | None)
    assert_type(chart.journey("contract", raised=TODAY), Journey | None)
    assert_type(chart.timetable(on=TODAY), tuple[Opportunity, ...])
    assert_type(chart.opportunity("contract", on=TODAY).latest_start, date | None)
    assert_type(chart.gatekeepers_of("contract"), tuple[str, ...] | None)
    Flow("group", "board", 14)  # type: ignore[call-arg]
    Flow("group", "board", day=14)  # type: ignore[call-arg]
    chart.journey("contract")  # type: ignore[call-arg]
    chart.last_start("contract")  # type: ignore[attr-defined]
    chart.latest_start("contract").isoformat()  # type: ignore[union-attr]
    return chart


def calendars(text: str) -> Meetings | None:
    """Rules as calendars and dateutil have them, and whole calendars."""
    first = Meetings.from_rrule(text, zone="Europe/London")
    later = Meetings.from_rrule(rrule(WEEKLY, dtstart=datetime(2026, 1, 6, tzinfo=UTC)), known_until=TODAY)
    assert_type(Meetings.joined(first, later), Meetings)
    assert_type(first.sitting_on(TODAY), date | None)
    Meetings("FREQ=DAILY", start=TODAY, more_rules=[MeetingRule("FREQ=WEEKLY", start=TODAY)], days=2)
    reading = read_calendar(text, forums={"board": "Board", "group": [EventNames(uid="1"), "Group"]})
    assert_type(reading, CalendarReading)
    assert_type(reading.not_understood, tuple[Skipped, ...])
    read_calendar("board.ics", forums=lambda names: names.summary)
    Meetings.from_rrule(7)  # type: ignore[arg-type]
    read_calendar(text, forums=7)  # type: ignore[arg-type]
    return reading.meetings("board")


def findings(process: Process) -> list[str]:
    """What to mend and what to do."""
    found = check(process, on=TODAY)
    assert_type(found, tuple[Finding, ...])
    assert_type(found[0].severity, Severity)
    assert_type(found[0].message, str)
    assert_type(next_steps(process, on=TODAY), tuple[NextStep, ...])
    assert_type(influence(process, on=TODAY), Influence)
    check(process, on="2026-11-23")  # type: ignore[arg-type]
    return [finding.remedy for finding in found]


def priorities() -> Agreement:
    """What the parties want, and what is agreed."""
    members = Priorities("members", ["evenings", ("letters", "parking")], weight=2, side="service_users")
    staff = Priorities("staff", ["parking"], weight=Fraction(1, 2), side="organisation")
    assert_type(rank([members, staff], rule="borda"), Ranking)
    agreement = negotiate(members, staff, feasibility=[Feasibility.shown("evenings")], on=TODAY)
    assert_type(agreement, Agreement)
    assert_type(agreement.settlements, tuple[Settlement, ...])
    assert_type(agreement.settlements[0].by, date | None)
    negotiate([members, staff])  # type: ignore[arg-type]
    return agreement


def feedback() -> Ledger:
    """What was said, and what came of it."""
    ledger = Ledger(
        [Contribution("c-1", on=TODAY, stakeholder="members")],
        [Event("c-1", "acknowledged", on=TODAY, by="coordinator")],
        promises=[Promise("answered", days=28), Promise("told", days=Days(5, leave_out="weekends"), roll=True)],
        calendar=WorkingCalendar.uk("scotland"),
    )
    assert_type(ledger.append(Event("c-1", "answered", on=TODAY, by="coordinator")), Ledger)
    assert_type(ledger.balance(TODAY), LedgerBalance)
    assert_type(ledger.balance(TODAY).received, int)
    assert_type(ledger.overdue(TODAY), Overdue)
    ledger.overdue()  # type: ignore[call-arg]
    return ledger


def work() -> Workplan:
    """What is planned, and when."""
    plan = Workplan([Activity("invite", owner="coordinator", days=5, due=TODAY)], start=TODAY)
    assert_type(plan.schedule(), Schedule)
    assert_type(plan.reviews(TODAY), tuple[date, ...])
    assert_type(plan.workload(TODAY, TODAY), Workload)
    return plan


def maturity() -> Assessment:
    """What answers come to."""
    assert_type(framework("jla-2021"), Framework)
    assessment = assess("jla-2021", {"time": "met"}, on=TODAY, role="carer")
    assert_type(assessment, Assessment)
    assert_type(assessment.level, str | None)
    assess("jla-2021", {"time": "met"})  # type: ignore[call-arg]
    return assessment


def written(process: Process) -> None:
    """Pages and pictures."""
    assert_type(reports.write(process, on=TODAY, out="report"), tuple[Path, ...])
    assert_type(reports.draw_map(process), Picture)
    reports.write(process, on=TODAY)  # type: ignore[call-arg]


def the_whole() -> Process:
    """All of it; whatever is misspelt is an error before anything runs."""
    process = Process(
        "screening",
        stakeholders=[Stakeholder("members", role="service_user")],
        decision_map=a_map(),
        ledger=feedback(),
        workplan=work(),
        assessments=[],
    )
    assert_type(process.decision_map, DecisionMap | None)
    Process("screening", descision_map=a_map())  # type: ignore[call-arg]
    process.key = "another"  # type: ignore[misc]
    process.decision_mapp  # type: ignore[attr-defined]  # noqa: B018 - it is read to be refused
    involvement.DecisonMap  # type: ignore[attr-defined]  # noqa: B018
    reports.wirte(process, on=TODAY, out="report")  # type: ignore[attr-defined]
    return process
