"""The processes that truth about workplans is asked of: the case files, on other days too, and random plans with maps."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from random import Random
from typing import TypeVar

import attrs

from involvement import (
    Activity,
    Decision,
    DecisionMap,
    EntryPoint,
    Feasibility,
    Forum,
    InvolvementError,
    Issue,
    Meetings,
    Process,
    Stakeholder,
    Support,
    Workplan,
)
from involvement.plans import Interval, Recruitment, Review, When, WorkingWeek
from involvement.priorities import Agreement, Settlement
from involvement.support import Lead
from tests.checks.case_files import cases
from tests.strategies import plans
from tests.strategies.maps import FIRST
from tests.truth.processes import Asked, some_withdrawn

RANDOM = 400
SHIFTS = (-40, -1, 1, 30)
ISSUES = ("evenings", "letters", "signs")
OWNERS = ("coordinator", "coordinator", "board", "p-7", None)
PEOPLE = (
    Stakeholder("members", role="service_user"),
    Stakeholder("coordinator", title="The coordinator", role="coordinator"),
    Stakeholder("board", role="board"),
    Stakeholder("p-7", role="coordinator", kind="person"),
)

T = TypeVar("T")


@cache
def processes() -> tuple[Asked, ...]:
    """All of them, the same ones each time."""
    return (*_cases(), *map(random_process, range(RANDOM)), *map(put_off, range(3)))


def _cases() -> Iterator[Asked]:
    for case in cases("PLN"):
        if case.process.workplan is not None and not case.process.workplan.meeting_cycles:
            for shift in (0, *SHIFTS):
                yield Asked(f"{case}, {shift} days later", case.process, case.on + timedelta(days=shift))


def _day(number: int) -> date:
    return FIRST + timedelta(days=number)


def _some(rng: Random, likely: float, value: T) -> T | None:
    return value if rng.random() < likely else None


def random_process(seed: int) -> Asked:
    """Up to seven activities told from each other, from decisions and from meetings, with what was agreed and studied."""
    rng = Random(seed)
    process = Process(
        "screening",
        stakeholders=PEOPLE,
        issues=[Issue(key) for key in ISSUES],
        decision_map=_map(rng),
        agreement=_some(rng, 0.7, _agreement(rng)),
        workplan=_plan(rng),
        support=_some(rng, 0.5, Support(leads=[_lead(rng)])),
    )
    return Asked(f"random {seed}", process, _day(rng.randint(-5, 90)))


def put_off(day: int) -> Asked:
    """Two issues were deferred until they are studied; the study of one is done the day before, on the day or after it."""
    process = Process(
        "screening",
        stakeholders=PEOPLE,
        issues=[Issue(key) for key in ISSUES],
        agreement=Agreement(
            settlements=[Settlement(issue, "deferred", ground="not_studied") for issue in ISSUES[:2]], on=FIRST
        ),
        workplan=Workplan([Activity("study", studies=ISSUES[0], done=_day(1))]),
    )
    return Asked(f"put off {day}", process, _day(day))


def _map(rng: Random) -> DecisionMap:
    meets = Meetings.on([_day(rng.randint(0, 120)) for _ in range(4)])
    map_ = DecisionMap(
        forums=[Forum("group", meetings=meets), Forum("cabinet")],
        decisions=[
            Decision("contract", made_at="group", on=_day(rng.randint(40, 120))),
            Decision("budget", made_at="cabinet", on=_some(rng, 0.3, _day(rng.randint(40, 120)))),
        ],
        entry_points=[
            EntryPoint("group", rng.choice(("members", None))),
            *[EntryPoint("cabinet") for _ in "a" if rng.random() < 0.7],
        ],
    )
    return some_withdrawn(Random(rng.randint(0, 9999)), map_, _day(30))


def _plan(rng: Random) -> Workplan:
    start = _some(rng, 0.7, _day(rng.randint(-20, 30)))
    more = {
        "start": start,
        "reviews": _interval(rng) if start and rng.random() < 0.6 else None,
        "held": [_review(rng) for _ in range(rng.choice((0, 0, 1, 2)))],
        "working_weeks": [
            WorkingWeek(key, Fraction(rng.randint(0, 6), 2)) for key in ("coordinator", "p-7") if rng.random() < 0.5
        ],
        "recruitment": _some(rng, 0.5, _recruitment(rng)),
    }
    while True:
        try:
            return Workplan([_more(rng, each) for each in plans.as_activities(plans.plan(rng))], **more)
        except InvolvementError:  # some activity would come after itself
            continue


def _more(rng: Random, activity: Activity) -> Activity:
    """The same with an owner, an issue and, at times, something that it must be ready for."""
    due = activity.due
    if rng.random() < 0.2:
        due = rng.choice(
            (
                When.before_decision(rng.choice(("contract", "budget")), days=rng.randint(0, 20)),
                When.before_meeting(rng.choice(("group", "cabinet")), days=rng.randint(0, 9), on_or_after=_day(30)),
            )
        )
    start = activity.start
    if rng.random() < 0.08:
        start = When.after_meeting(rng.choice(("group", "cabinet")), days=rng.randint(0, 9))
    if isinstance(start, date) and isinstance(due, date) and start > due:
        start = due
    return attrs.evolve(
        activity,
        start=start,
        due=due,
        owner=rng.choice(OWNERS),
        effort=_some(rng, 0.7, Fraction(rng.randint(0, 30), 2)),
        implements=_some(rng, 0.5, rng.choice(ISSUES)),
        studies=_some(rng, 0.3, rng.choice(ISSUES)),
        decision=_some(rng, 0.2, rng.choice(("contract", "budget"))),
    )


def _interval(rng: Random) -> Interval:
    return rng.choice((Interval.weeks(rng.randint(2, 8)), Interval.months(rng.randint(1, 3)), Interval(20, "days")))


def _review(rng: Random) -> Review:
    day = _day(rng.randint(0, 80))
    return Review(day, due=_some(rng, 0.3, day + timedelta(days=5)))


def _recruitment(rng: Random) -> Recruitment:
    return Recruitment(
        12,
        weeks=_some(rng, 0.8, rng.randint(4, 16)),
        days_a_week=_some(rng, 0.8, Fraction(rng.randint(1, 6), 2)),
        start=_some(rng, 0.5, _day(rng.randint(0, 60))),
        owner=rng.choice(OWNERS),
    )


def _lead(rng: Random) -> Lead:
    since = _some(rng, 0.5, _day(rng.randint(0, 60)))
    return Lead("coordinator", days_a_week=_some(rng, 0.8, Fraction(rng.randint(0, 18), 2)), since=since)


def _agreement(rng: Random) -> Agreement:
    found = [
        rng.choice(
            (
                Feasibility.not_studied(issue),
                Feasibility.shown(issue, on=_day(rng.randint(0, 80))),
                Feasibility.ruled_out(issue, reason="It cannot be paid.", on=_day(rng.randint(0, 80))),
            )
        )
        for issue in ISSUES
        if rng.random() < 0.7
    ]
    likely = rng.choice((0.0, 0.4, 0.8))
    settled = [
        Settlement(issue, "agreed")
        if rng.random() < likely
        else Settlement(issue, rng.choice(("deferred", "declined")), ground=rng.choice(("not_studied", None)))
        for issue in ISSUES
        if rng.random() < 0.7
    ]
    return Agreement(settlements=settled, feasibility=found, on=_some(rng, 0.8, _day(rng.randint(0, 40))))
