"""Whole processes, each on three days: a random map with people, an agreement, a plan, a ledger, support, claims and ratings.

Whatever is named in print has a title that nothing else has, or a key that nothing else has, so that what an output says
can be traced back to what it is about. Persons have keys that stand in no text of ours.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import count
from random import Random
from typing import Any, NamedTuple, TypeVar

import attrs

from involvement import (
    Activity,
    Answer,
    Claim,
    Contribution,
    Days,
    DecisionMap,
    Event,
    Feasibility,
    InvolvementError,
    Issue,
    Ledger,
    Meetings,
    Person,
    Priorities,
    Process,
    Promise,
    Reply,
    Representation,
    Seat,
    Stakeholder,
    Support,
    WorkingCalendar,
    Workplan,
    ladder,
    negotiate,
)
from involvement.maturity import AnswerSheet, framework
from involvement.people import Quota, TargetProfile
from involvement.plans import Interval, Review
from involvement.priorities import Agreement, Override, Settlement, Voice
from involvement.support import AccessNeed, Adjustment, Attendance, NeedsAsked, PaperSent, StatedNeed
from tests.truth.processes import random_process

FIRST = date(2026, 3, 2)
PERSONS = ("p-4711", "p-0815", "p-2207", "p-9034")
EVERYBODY = (
    Stakeholder("members", title="Members of the user group", role="service_user", kind="group"),
    Stakeholder("carers", title="Carers", role="carer", kind="group"),
    Stakeholder(PERSONS[0], role="service_user", kind="person"),
    Stakeholder("managers", title="Managers", role="manager"),
    Stakeholder("coordinator", title="Involvement coordinator", role="coordinator"),
    Stakeholder(PERSONS[1], role="coordinator", kind="person"),
)
ISSUES = {"hours": "Longer hours", "parking": "Parking spaces", "texts": "Text reminders", "ramp": "A ramp at the door"}
SAID = ("Open later", "A quiet room", "Shorter forms", "Nearer stops", "Warm meals", "A phone line")
WORK = ("Study the rota", "Paint the lines", "Write the notice", "Hire a nurse")
KINDS = (
    "acknowledged", "considered", "considered", "merged", "redirected", "answered", "answered", "answered", "answered",
    "told", "told", "told", "followed_through", "withdrawn", "reopened",
)  # fmt: skip
OUTCOMES = ("did", "did_in_part", "will_do", "will_do", "not_yet", "could_not", "noted", None)
NEEDS = (AccessNeed.LARGE_PRINT, AccessNeed.HEARING_LOOP, AccessNeed.BREAKS, AccessNeed.LANGUAGE)
LADDER = "iap2-2018"
MOST_FORUMS = 3  # enough for two ways to one decision, and quick to draw

T = TypeVar("T")


class Whole(NamedTuple):
    """A process, and one day before, one amid and one after what is recorded."""

    seed: int
    process: Process
    days: tuple[date, date, date]


def whole_process(seed: int) -> Whole:
    """The process of that seed, the same each time."""
    rng = Random(f"whole {seed}")
    drawn = next(process for process in _drawn(seed) if len(process.decision_map.forums) <= MOST_FORUMS)
    two = attrs.evolve(drawn.decision_map, decisions=drawn.decision_map.decisions[:2])  # enough, and quicker
    named = {stakeholder.key for stakeholder in drawn.stakeholders}
    people = tuple(person for person in EVERYBODY if person.key in named)
    keys = [person.key for person in people] or ["somebody"]
    map_ = _with_seats(rng, _with_replies(rng, _with_meetings(rng, two)), keys)
    decisions = [decision.key for decision in map_.decisions]
    issues = [
        Issue(key, title=title, decisions=rng.sample(decisions, 1) if rng.random() < 0.8 else ())
        for key, title in ISSUES.items()
    ]
    process = Process(
        "screening",
        title="Retinal screening",
        purpose="To hear those who are screened.",
        stakeholders=people,
        representation=_some(rng, 0.5, _representation(rng, keys)),
        decision_map=map_,
        issues=issues,
        positions=[_position(rng, key) for key in keys if rng.random() < 0.4],
        agreement=_some(rng, 0.85, _agreement(rng, keys, issues, map_, _day(rng.randint(5, 40)))),
        past_agreements=[_agreement(rng, keys, issues, map_, _day(rng.randint(-60, 0)))] if rng.random() < 0.3 else (),
        workplan=_some(rng, 0.8, _plan(rng, keys, decisions, [forum.key for forum in map_.forums])),
        ledger=_ledger(rng, keys, [*ISSUES, *decisions], [forum.key for forum in map_.forums]),
        support=_some(rng, 0.7, _support(rng, keys, map_, decisions)),
        claims=[_claim(rng, keys, decisions) for _ in range(rng.choice((0, 1, 3)))],
        assessments=[_sheet(rng)] if rng.random() < 0.2 else (),
    )
    amid = _day(rng.randint(14, 50))
    turning = [days for kind in _days_that_turn(process) if (days := [d for d in kind if _day(8) <= d <= _day(75)])]
    if turning and rng.random() < 0.8:
        amid = rng.choice(rng.choice(turning)) + timedelta(days=rng.choice((0, 0, 0, 1)))
    first, last = _day(rng.randint(-4, 2)), _day(rng.randint(125, 200))
    return Whole(seed, _counted(Random(seed), process) if seed % 3 == 0 else process, (first, amid, last))


def _counted(rng: Random, process: Process) -> Process:
    """The process, some of whose days are counted as people do, by a calendar that it has or that nobody recorded."""

    def days(number: int | None) -> int | Days | None:
        leave_out = rng.choice((None, "weekends", "weekends", "sundays"))
        return (
            number
            if number is None or rng.random() < 0.4
            else Days(number, clear=rng.random() < 0.5, leave_out=leave_out)
        )

    map_ = attrs.evolve(
        process.decision_map,
        forums=[attrs.evolve(forum, papers_due=days(forum.papers_due)) for forum in process.decision_map.forums],
        flows=[attrs.evolve(flow, days=days(flow.days)) for flow in process.decision_map.flows],
        replies=[attrs.evolve(reply, days=days(reply.days)) for reply in process.decision_map.replies],
    )
    promises = [
        attrs.evolve(promise, days=days(promise.days), roll=rng.random() < 0.3) for promise in process.ledger.promises
    ]
    calendar = WorkingCalendar(holidays=[_day(rng.randint(0, 120)) for _ in range(6)])
    return attrs.evolve(
        process,
        decision_map=map_,
        ledger=attrs.evolve(process.ledger, promises=promises),
        calendar=_some(rng, 0.7, calendar),
    )


def _days_that_turn(process: Process) -> Iterator[list[date]]:
    """The last days on which something is in time: of work, reviews, promises, decisions and what was put off."""
    plan, ledger, map_, agreement = process.workplan, process.ledger, process.decision_map, process.agreement
    if plan is not None:
        for _ in "ab":  # twice as often as others: many a plan has none
            yield [each.due for each in plan.activities if isinstance(each.due, date) and each.done is None]
        yield list(plan.reviews(_day(75)))
    yield [said.on + timedelta(days=promise.days) for said in ledger.contributions for promise in ledger.promises]
    yield [decision.on for decision in map_.decisions if decision.on is not None]
    if agreement is not None:
        yield [settled.by for settled in agreement.settlements if settled.by is not None]


def _drawn(seed: int) -> Iterator[Process]:
    return (random_process(number, EVERYBODY).process for number in count(1000 * seed))


def _day(number: int) -> date:
    return FIRST + timedelta(days=number)


def _some(rng: Random, likely: float, value: T) -> T | None:
    return value if rng.random() < likely else None


# The map


def _with_replies(rng: Random, map_: DecisionMap) -> DecisionMap:
    """The map, at times with an answer that comes back from where it is decided to where views enter."""
    more = [
        Reply(decision.made_at, entry.forum, days=rng.choice((0, 5, 20)))
        for decision in map_.decisions
        for entry in map_.entry_points
        if decision.made_at != entry.forum and rng.random() < 0.3
    ]
    return attrs.evolve(map_, replies=(*map_.replies, *more))


def _with_meetings(rng: Random, map_: DecisionMap) -> DecisionMap:
    """The map, where many a forum meets on days that are known, for as long as anything is recorded."""
    return attrs.evolve(
        map_,
        forums=[
            attrs.evolve(forum, meetings=Meetings.on(map(_day, range(rng.randint(0, 14), 260, rng.choice((14, 28))))))
            if rng.random() < 0.6
            else forum
            for forum in map_.forums
        ],
    )


def _with_seats(rng: Random, map_: DecisionMap, people: Sequence[str]) -> DecisionMap:
    """The map with seats for some at some forums, mostly where nobody had one."""
    return attrs.evolve(
        map_,
        forums=[
            attrs.evolve(forum, seats=[Seat(key) for key in people if rng.random() < 0.5])
            if rng.random() < 0.35
            else forum
            for forum in map_.forums
        ],
    )


# What is wanted and agreed


def _position(rng: Random, party: str) -> Priorities:
    return Priorities(party, rng.sample(sorted(ISSUES), rng.randint(1, len(ISSUES))))


def _agreement(rng: Random, people: Sequence[str], issues: Sequence[Issue], map_: DecisionMap, on: date) -> Agreement:
    parties = rng.sample(list(people), min(len(people), rng.randint(1, 4)))
    agreement = negotiate(
        *(_position(rng, party) for party in parties),
        feasibility=[_study(rng, issue.key, on) for issue in issues if rng.random() < 0.9],
        effort={issue.key: Fraction(rng.randint(1, 6)) for issue in issues},
        capacity=rng.choice((None, 4, 8)),
        issues=issues,
        decision_map=map_ if rng.random() < 0.5 else None,
        on=on,
    )
    settlements = [
        attrs.evolve(
            settled,
            who=_some(rng, 0.5, rng.choice(people)),
            by=_some(rng, 0.6, on + timedelta(days=rng.randint(5, 40))),
        )
        for settled in agreement.settlements
    ]
    overrides = []
    if settlements and rng.random() < 0.3:
        settled = rng.choice(settlements)
        overrides = [Override(settled.issue, "declined", by=rng.choice(people), reason="It is too dear.", on=on)]
        settlements[settlements.index(settled)] = Settlement(settled.issue, "declined", reason="It is too dear.")
    elif settlements and rng.random() < 0.2:  # the agreement does not follow it, or does not settle the issue at all
        unheeded = rng.choice(settlements)
        overrides = [Override(unheeded.issue, "agreed", by=rng.choice(people), reason="It cannot wait.", on=on)]
        if rng.random() < 0.4:
            settlements.remove(unheeded)
    return attrs.evolve(
        agreement,
        settlements=settlements,
        overrides=overrides,
        accepted_by=sorted(party for party in parties if rng.random() < 0.5),
        dissent=[Voice(rng.choice(parties), reason="It comes too late.", on=on)] if rng.random() < 0.3 else (),
        on=None if rng.random() < 0.1 else on,
    )


def _study(rng: Random, issue: str, on: date) -> Feasibility:
    made = on - timedelta(days=rng.randint(0, 20))
    kind = rng.random()
    if kind < 0.15:
        return Feasibility.not_studied(issue, by=_some(rng, 0.6, on + timedelta(days=20)))
    if kind < 0.3:
        return Feasibility.ruled_out(issue, reason="There is no staff.", instead=_some(rng, 0.5, "A bus."), on=made)
    return Feasibility.shown(issue, on=made)


# What is planned


def _plan(rng: Random, people: Sequence[str], decisions: Sequence[str], forums: Sequence[str]) -> Workplan:
    activities = [
        Activity(
            f"work-{number}",
            title=title,
            owner=rng.choice((None, *people)),
            days=_some(rng, 0.7, rng.randint(1, 15)),
            effort=_some(rng, 0.7, Fraction(rng.randint(1, 9))),
            start=_some(rng, 0.4, _day(rng.randint(-10, 20))),
            due=_some(rng, 0.8, _day(rng.randint(20, 90))),
            done=_some(rng, 0.3, _day(rng.randint(0, 100))),
            decision=_some(rng, 0.3, rng.choice(decisions)),
            forum=_some(rng, 0.5, rng.choice(forums)),
            **{rng.choice(("implements", "studies")): rng.choice(sorted(ISSUES))},
        )
        for number, title in enumerate(WORK[: rng.randint(1, len(WORK))])
    ]
    return Workplan(
        activities,
        start=_day(0),
        reviews=rng.choice((None, Interval.weeks(3), Interval.weeks(5), Interval.months(1))),
        held=[_review(_day(rng.randint(15, 60)), rng.randint(0, 30))] if rng.random() < 0.5 else (),
    )


def _review(on: date, days: int) -> Review:
    """A review that was held so many days before the one for which it stands."""
    return Review(on, due=on + timedelta(days=days) if days else None)


# What was said and came of it


def _ledger(rng: Random, people: Sequence[str], about: Sequence[str], forums: Sequence[str]) -> Ledger:
    kinds = [kind for kind in ("acknowledged", "answered", "told", "followed_through") if rng.random() < 0.75]
    ledger = Ledger(
        [
            Contribution(
                f"c-{number}",
                on=_day(rng.randint(0, 20)),
                stakeholder=rng.choice((*people, "members" if "members" in people else people[0], None)),
                about=rng.choice((None, *about, *about[-2:])),
                title=_some(rng, 0.85, title),
                way_back=rng.random() < 0.85,
                forum=_some(rng, 0.7, rng.choice(forums)),
                owner=_some(rng, 0.3, rng.choice(people)),
            )
            for number, title in enumerate(SAID[: rng.randint(4, len(SAID))])
        ],
        promises=[Promise(kind, days=rng.randint(2, 15)) for kind in kinds],
    )
    keys = [said.key for said in ledger.contributions]
    events = [_event(rng, keys, _day(rng.randint(0, 90)), people) for _ in range(rng.randint(3, 18))]
    events += [event for said in ledger.contributions if rng.random() < 0.5 for event in _good_story(rng, said)]
    for event in sorted(events, key=lambda event: event.on):
        try:
            ledger = ledger.append(event)
        except InvolvementError:  # it cannot have happened
            continue
    return ledger


def _good_story(rng: Random, said: Contribution) -> list[Event]:
    """It is considered, answered with a reason, and mostly told."""
    days = [said.on + timedelta(days=number) for number in sorted(rng.sample(range(1, 40), 3))]
    answer = _answer(rng, days[1]) | {"reason": "It helps many."}
    return [
        Event(said.key, "considered", on=days[0]),
        Event(said.key, "answered", on=days[1], **answer),
        *[Event(said.key, "told", on=days[2]) for _ in "a" if rng.random() < 0.7],
    ]


def _event(rng: Random, keys: Sequence[str], on: date, people: Sequence[str]) -> Event:
    kind, (said, other), more = rng.choice(KINDS), rng.sample(keys, 2), {}
    if kind == "merged":
        more = {"into": other}
    elif kind == "redirected":
        more = {"to": "council"}
    elif kind == "answered":
        more = _answer(rng, on)
    return Event(said, kind, on=on, by=rng.choice((None, *people)), **more)


def _answer(rng: Random, on: date) -> dict[str, Any]:
    return {
        "outcome": rng.choice(OUTCOMES),
        "due": _some(rng, 0.4, on + timedelta(days=rng.randint(0, 25))),
        "reason": _some(rng, 0.6, "It helps many."),
        "process": _some(rng, 0.5, "At two meetings."),
        "options": ["now", "later"] if rng.random() < 0.5 else (),
        "action": _some(rng, 0.4, "A nurse visits."),
    }


# Who takes part, and what they need


def _representation(rng: Random, people: Sequence[str]) -> Representation:
    groups = [key for key in ("members", "carers") if key in people]
    quotas = [Quota("age", "under-30", at_least=rng.randint(1, 2)), Quota("carer", "yes", at_least=1)]
    return Representation(
        people=[
            Person(
                key,
                {"age": rng.choice(("under-30", "over-30")), **({"carer": "yes"} if rng.random() < 0.4 else {})},
                member_of=rng.sample(groups, min(len(groups), 1)),
            )
            for key in PERSONS[2:]
        ],
        profiles=[TargetProfile("mix", quotas, group=groups[0], chairs=4)] if groups else (),
    )


def _support(rng: Random, people: Sequence[str], map_: DecisionMap, decisions: Sequence[str]) -> Support:
    places = {(rng.choice(map_.forums).key, _day(rng.randint(0, 110))) for _ in range(rng.randint(1, 5))}
    return Support(
        attendances=[
            Attendance(
                forum,
                meeting,
                expected=rng.sample(list(people), min(len(people), rng.randint(1, 4))),
                attended=_some(rng, 0.5, rng.sample(list(people), min(len(people), rng.randint(0, 2)))),
                hours=_some(rng, 0.5, Fraction(rng.randint(1, 4))),
            )
            for forum, meeting in sorted(places)
        ],
        needs=[StatedNeed(rng.choice(people), rng.choice(NEEDS)) for _ in range(rng.randint(0, 4))],
        needs_asked=[NeedsAsked(rng.choice(people), _day(rng.randint(-30, 30))) for _ in range(rng.randint(0, 3))],
        adjustments=[
            Adjustment(
                rng.choice(NEEDS), stakeholder=_some(rng, 0.5, rng.choice(people)), forum=rng.choice(map_.forums).key
            )
            for _ in range(rng.randint(0, 3))
        ],
        papers=[
            PaperSent(rng.choice(people), _day(rng.randint(-10, 60)), decision=rng.choice(decisions), formats=["print"])
            for _ in range(rng.randint(0, 3))
        ],
        reading_days=rng.choice((None, 5, 10)),
    )


# What is claimed, and how it is rated


def _claim(rng: Random, people: Sequence[str], decisions: Sequence[str]) -> Claim:
    return Claim(
        rng.choice(people),
        rng.choice(decisions),
        ladder=LADDER,
        rung=rng.choice(ladder(LADDER).rungs).key,
        on=_some(rng, 0.6, _day(rng.randint(-5, 60))),
    )


def _sheet(rng: Random) -> AnswerSheet:
    asked = framework("gunning")
    answers = [Answer(each.key, rng.choice(asked.scale_of(each.key).options).key) for each in asked.criteria]
    return AnswerSheet(
        "gunning", edition=asked.edition, on=_day(rng.randint(0, 60)), role="service_user", answers=answers
    )
