"""The processes that truth is asked of: the case files of the map with small changes, and random small maps."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any, NamedTuple, TypeVar

import attrs

from involvement import (
    Decision,
    DecisionMap,
    EntryPoint,
    Flow,
    Forum,
    Meetings,
    Option,
    Process,
    Reply,
    Seat,
    Stage,
    Stakeholder,
    dumps,
    loads,
)
from tests.checks.case_files import CaseOfRule, cases

FIRST = date(2026, 3, 2)
RANDOM_MAPS = 600
TWO_ROUTES = 160
CHANGED_CASES = 5  # so many changes of each case
PERSONS = ("p-4711", "p-0815", "p-2207")
TITLES = {
    "group": "User group",
    "board": "Executive board",
    "panel": "Engagement panel",
    "clinic": "Clinic team",
    "network": None,
}
PEOPLE = (
    Stakeholder("members", title="Members of the user group", role="service_user"),
    Stakeholder("carers", title="Carers", role="carer"),
    Stakeholder("peers", role="peer_representative"),
    Stakeholder(PERSONS[0], role="service_user", kind="person"),
    Stakeholder("managers", title="Managers", role="manager"),
    Stakeholder("coordinator", title="Involvement coordinator", role="coordinator"),
    Stakeholder(PERSONS[1], kind="person"),
)
PERSONS_ONLY = tuple(
    Stakeholder(f"secret-{number}-xq", role=role, kind="person")
    for number, role in enumerate(
        ("service_user", "carer", "carer", "peer_representative", "coordinator", "board", None)
    )
)
STANDINGS = (None, "none", "informed", "consulted", "consulted", "advises", "advises", "codesigns", "controls")
RENAMED = {"contract": "case-2024-0017", "group": "evening_group", "members": "ks-7", "board": "001"}

T = TypeVar("T")


class Asked(NamedTuple):
    """A process and the day on which the rules are asked about it; `source` says where it comes from."""

    source: str
    process: Process
    on: date


@cache
def processes() -> tuple[Asked, ...]:
    """All of them, the same ones each time."""
    return (
        *_cases(),
        *_changed_cases(),
        *(random_process(seed, lasting=True) for seed in range(RANDOM_MAPS)),
        *map(two_routes_process, range(TWO_ROUTES)),
    )


def _of_any_matter() -> Iterator[CaseOfRule]:
    """The cases whose channels take views about anything.

    That rules ask each decision by itself, as if no other channel were there, is a law of `laws/test_matter_laws`; what they
    say of such a map is asked here.
    """
    for case in cases("MAP"):
        a_map = case.process.decision_map
        channels = () if a_map is None else (*a_map.flows, *a_map.entry_points, *a_map.replies)
        if all(channel.about is None for channel in channels):
            yield case


def _cases() -> Iterator[Asked]:
    for case in _of_any_matter():
        yield Asked(str(case), case.process, case.on)


def _changed_cases() -> Iterator[Asked]:
    for case in _of_any_matter():
        for again in range(CHANGED_CASES):
            rng = Random(f"{case}, {again}")  # of the case's own name: a new one leaves the others as they are
            process, on = case.process, case.on
            for _ in range(rng.randint(1, 3)):
                process, on = rng.choice(CHANGES)(rng, process, on)
            yield Asked(f"{case}, changed {again}", process, on)


Changed = tuple[Process, date]


def _on_map(process: Process, **parts: Any) -> Process:
    return attrs.evolve(process, decision_map=attrs.evolve(process.decision_map, **parts))


def _with_one(rng: Random, items: Sequence[T], change: Callable[[T], T]) -> tuple[T, ...]:
    """The items, one of them changed."""
    if not items:
        return ()
    place = rng.randrange(len(items))
    return tuple(change(item) if number == place else item for number, item in enumerate(items))


def _less_one(rng: Random, items: Sequence[T]) -> tuple[T, ...]:
    place = rng.randrange(len(items)) if items else 0
    return tuple(item for number, item in enumerate(items) if number != place)


def _other_day(rng: Random, process: Process, on: date) -> Changed:
    return process, on + timedelta(days=rng.choice((-60, -14, -3, -1, 1, 2, 10, 21, 45)))


def _without_flow(rng: Random, process: Process, on: date) -> Changed:
    return _on_map(process, flows=_less_one(rng, process.decision_map.flows)), on


def _without_entry(rng: Random, process: Process, on: date) -> Changed:
    return _on_map(process, entry_points=_less_one(rng, process.decision_map.entry_points)), on


def _without_reply(rng: Random, process: Process, on: date) -> Changed:
    return _on_map(process, replies=_less_one(rng, process.decision_map.replies)), on


def _window(rng: Random, process: Process, on: date) -> Changed:
    def change(item: Any) -> Any:
        if rng.random() < 0.3:
            return attrs.evolve(item, opens=on + timedelta(days=rng.randint(-5, 60)), closes=None)
        return attrs.evolve(item, opens=None, closes=on + timedelta(days=rng.randint(-30, 20)))

    name = rng.choice(("flows", "entry_points"))
    return _on_map(process, **{name: _with_one(rng, getattr(process.decision_map, name), change)}), on


def _standing(rng: Random, process: Process, on: date) -> Changed:
    name, standing = rng.choice(("flows", "entry_points")), rng.choice(STANDINGS)
    items = getattr(process.decision_map, name)
    return _on_map(process, **{name: _with_one(rng, items, lambda item: attrs.evolve(item, standing=standing))}), on


def _days(rng: Random, process: Process, on: date) -> Changed:
    days = rng.choice((None, 0, 5, 20, 60))
    flows = _with_one(rng, process.decision_map.flows, lambda flow: attrs.evolve(flow, days=days))
    return _on_map(process, flows=flows), on


def _carrier(rng: Random, process: Process, on: date) -> Changed:
    process = _also(process, PEOPLE[-2:])
    carrier = rng.choice((None, "coordinator", PERSONS[1]))
    flows = _with_one(rng, process.decision_map.flows, lambda flow: attrs.evolve(flow, carried_by=carrier))
    return _on_map(process, flows=flows), on


def _forum(rng: Random, process: Process, on: date) -> Changed:
    part, value = rng.choice(
        (
            ("meetings", None),
            ("meetings", Meetings.any_day()),
            ("meetings", Meetings.on([on + timedelta(days=rng.randint(-10, 60)) for _ in range(3)])),
            ("papers_due", None),
            ("papers_due", 10),
            ("title", None),
        )
    )
    forums = _with_one(rng, process.decision_map.forums, lambda forum: attrs.evolve(forum, **{part: value}))
    return _on_map(process, forums=forums), on


def _decision(rng: Random, process: Process, on: date) -> Changed:
    part, value = rng.choice(
        (
            ("on", None),
            ("on", on + timedelta(days=rng.randint(-5, 60))),
            ("calls_for", rng.choice(STANDINGS)),
            ("title", "Who screens"),
        )
    )
    change = {part: value, **({"between": None} if part == "on" else {})}
    decisions = _with_one(rng, process.decision_map.decisions, lambda decision: attrs.evolve(decision, **change))
    return _on_map(process, decisions=decisions), on


def _another_decision(rng: Random, process: Process, on: date) -> Changed:
    forums = process.decision_map.forums
    if any(decision.key == "letters" for decision in process.decision_map.decisions):
        return process, on
    day = rng.choice((None, on + timedelta(days=rng.randint(-5, 90))))
    more = Decision("letters", title="The letters", made_at=rng.choice(forums).key, on=day)
    return _on_map(process, decisions=(*process.decision_map.decisions, more)), on


def _also(process: Process, people: Sequence[Stakeholder]) -> Process:
    known = {stakeholder.key for stakeholder in process.stakeholders}
    return (
        attrs.evolve(
            process,
            stakeholders=(*process.stakeholders, *(person for person in people if person.key not in known)),
        )
        if known
        else process
    )


def _person(rng: Random, process: Process, on: date) -> Changed:
    """A person who speaks for themselves, at one of the forums."""
    process = _also(process, [Stakeholder(PERSONS[2], role="service_user", kind="person")])
    entry = EntryPoint(rng.choice(process.decision_map.forums).key, PERSONS[2])
    return _on_map(process, entry_points=(*process.decision_map.entry_points, entry)), on


def _renamed(rng: Random, process: Process, on: date) -> Changed:
    """Another key, as hosts have them, in every place of the document."""
    old = rng.choice(sorted(RENAMED))
    return loads(dumps(process).replace(f'"{old}"', f'"{RENAMED[old]}"')), on


CHANGES: tuple[Callable[[Random, Process, date], Changed], ...] = (
    _other_day,
    _other_day,
    _without_flow,
    _without_entry,
    _without_reply,
    _window,
    _window,
    _standing,
    _days,
    _carrier,
    _forum,
    _forum,
    _decision,
    _another_decision,
    _person,
    _renamed,
)


def _day(number: int) -> date:
    return FIRST + timedelta(days=number)


def _some(rng: Random, likely: float, value: T) -> T | None:
    return value if rng.random() < likely else None


def random_process(seed: int, everybody: tuple[Stakeholder, ...] = PEOPLE, *, lasting: bool = False) -> Asked:
    """Two to five forums and what lies between them, within some ten weeks; some of *everybody* take part.

    With *lasting*, some decisions are made within a period, some are withdrawn, and some forums begin or end.
    """
    rng = Random(seed)
    forums = rng.sample(sorted(TITLES), rng.randint(2, 5))
    people = [person for person in everybody if rng.random() < 0.75]
    if rng.random() < 0.25:
        people = [
            attrs.evolve(person, role=None) if rng.random() < 0.7 or person.side == "service_users" else person
            for person in people
        ]
    keys = [person.key for person in people] or ["somebody"]
    map_ = DecisionMap(
        forums=[_random_forum(rng, key, keys) for key in forums],
        flows=[_random_flow(rng, forums, keys) for _ in range(rng.randint(1, 7))],
        entry_points=[_random_entry(rng, forums, keys, open_to_all=seed % 3 == 0) for _ in range(rng.randint(1, 4))],
        decisions=[
            _random_decision(rng, key, forums) for key in ("budget", "contract", "letters")[: rng.randint(1, 3)]
        ],
        replies=[_random_reply(rng, forums, keys) for _ in range(rng.choice((0, 1, 2, 4, 6)))],
    )
    if seed % 5 == 0:
        keyed = [attrs.evolve(entry, key=f"door-{n}") for n, entry in enumerate(map_.entry_points)]
        map_ = attrs.evolve(map_, entry_points=keyed)
    if lasting:
        map_ = attrs.evolve(
            map_,
            decisions=[_lasting_decision(rng, decision, people) for decision in map_.decisions],
            forums=[_lasting_forum(rng, forum) for forum in map_.forums],
            entry_points=[_lasting_entry(rng, entry) for entry in map_.entry_points],
        )
        people = [*people, Stakeholder("trust", role="provider"), Stakeholder("managers-too", role="manager")]
    process = Process("screening", title=_some(rng, 0.5, "Retinal screening"), stakeholders=people, decision_map=map_)
    return Asked(f"random {seed}", process, _day(rng.randint(0, 60)))


def some_withdrawn(rng: Random, decision_map: DecisionMap, day: date) -> DecisionMap:
    """The map on which one decision in eight was withdrawn, on a day or within three weeks of it."""
    days = [_some(rng, 0.125, day + timedelta(days=rng.randint(-21, 21))) for _ in decision_map.decisions]
    decisions = [
        attrs.evolve(decision, withdrawn=withdrawn)
        for decision, withdrawn in zip(decision_map.decisions, days, strict=True)
    ]
    return attrs.evolve(decision_map, decisions=decisions)


def _lasting_decision(rng: Random, decision: Decision, people: Sequence[Stakeholder]) -> Decision:
    if decision.on is not None and rng.random() < 0.25:
        first = decision.on - timedelta(days=rng.choice((0, 1, 6, 20)))
        decision = attrs.evolve(decision, on=None, between=(first, decision.on))
    options = [
        Option(
            key,
            proposed_by=rng.choice((None, "trust", "trust", "managers-too", *(person.key for person in people))),
            dropped=_some(rng, 0.15, _day(rng.randint(0, 60))),
            chosen=_some(rng, 0.05, _day(rng.randint(0, 60))),
        )
        for key in ("van", "clinic", "post")[: rng.choice((0, 0, 1, 1, 2, 3))]
    ]
    return attrs.evolve(
        decision,
        withdrawn=_some(rng, 0.2, _day(rng.randint(0, 80))),
        announced=_some(rng, 0.4, _day(rng.randint(-20, 60))),
        options=options,
    )


def _lasting_entry(rng: Random, entry: EntryPoint) -> EntryPoint:
    run_by, unnamed = rng.choice(("trust", "trust", "trust", None)), rng.choice((False, False, False, True, None))
    return attrs.evolve(entry, run_by=run_by, unnamed=unnamed)


def _lasting_forum(rng: Random, forum: Forum) -> Forum:
    since, until = sorted((rng.randint(0, 60), rng.randint(20, 90)))
    return attrs.evolve(
        forum,
        since=_some(rng, 0.1, _day(since)),
        until=_some(rng, 0.1, _day(until)),
        notice=_some(rng, 0.4, rng.choice((5, 28))),
    )


def two_routes_process(seed: int) -> Asked:
    """A slow route with much say and a quick one with less: when only the weaker is left, and why."""
    rng = Random(seed)
    strong, weak = rng.choice(
        (("codesigns", "consulted"), ("advises", "consulted"), ("controls", "advises"), (None, "informed"))
    )
    opens, closes = _random_window(rng, 0.6)
    map_ = DecisionMap(
        forums=[
            Forum("group", title="User group", meetings=_every(rng), papers_due=rng.choice((0, 0, 7))),
            Forum("network", meetings=Meetings.any_day(), papers_due=0),
            Forum(
                "board", title="Executive board", meetings=rng.choice((Meetings.any_day(), _every(rng))), papers_due=0
            ),
        ],
        flows=[
            Flow("group", "board", days=rng.choice((7, 20, 40, 120)), standing=strong, opens=opens, closes=closes),
            Flow("network", "board", days=1, standing=_some(rng, 0.9, weak)),
        ],
        entry_points=[
            EntryPoint("group", rng.choice(("members", "carers")), standing=strong),
            EntryPoint("network", rng.choice(("carers", None)), standing=_some(rng, 0.9, weak)),
        ],
        decisions=[
            Decision(
                "contract",
                title="The contract",
                made_at="board",
                on=_some(rng, 0.7, _day(rng.randint(20, 70))),
                stages=[Stage("options", at=rng.choice(("group", "board")), by=_day(rng.randint(20, 60)))],
                calls_for=_some(rng, 0.4, strong),
            )
        ],
    )
    people = (*PEOPLE[:2], Stakeholder("managers", role="manager"))
    return Asked(
        f"two routes {seed}", Process("screening", stakeholders=people, decision_map=map_), _day(rng.randint(0, 50))
    )


def _every(rng: Random) -> Meetings:
    first, step = rng.randint(0, 20), rng.choice((7, 14, 28))
    return Meetings.on(map(_day, range(first, 80, step)), days=3 if first % 3 == 0 else 1)


def _random_forum(rng: Random, key: str, people: list[str]) -> Forum:
    kind = rng.randint(0, 9)
    known_until = _some(rng, 0.15, _day(rng.randint(10, 70)))
    if kind == 0:
        meetings = None
    elif kind <= 4:
        meetings = Meetings.any_day()
    elif kind == 5:
        meetings = Meetings.monthly(
            rng.choice((1, 2, "last")), "tuesday", start=_day(0), until=_day(120), known_until=known_until
        )
    elif kind <= 7:
        days = range(rng.randint(0, 20), 80, rng.choice((7, 14, 21)))
        meetings = Meetings.on(map(_day, days), known_until=known_until)
    else:
        days = {_day(rng.randint(0, 75)) for _ in range(4)}
        meetings = Meetings.on(days, known_until=known_until, days=(1, 1, 2, 5)[min(days).day % 4])
    return Forum(
        key,
        title=TITLES[key],
        meetings=meetings,
        papers_due=rng.choice((None, 0, 0, 0, 3, 7)),
        tier=rng.choice((None, None, "clinical", "financial")),
        seats=[Seat(rng.choice(people))] if rng.random() < 0.2 else (),
    )


def _random_window(rng: Random, likely: float) -> tuple[date | None, date | None]:
    if rng.random() >= likely:
        return None, None
    opens = rng.randint(-10, 50)
    return rng.choice(((_day(opens), None), (None, _day(opens)), (_day(opens), _day(opens + rng.randint(0, 25)))))


def _random_flow(rng: Random, forums: list[str], people: list[str]) -> Flow:
    source, target = rng.sample(forums, 2)
    opens, closes = _random_window(rng, 0.2)
    return Flow(
        source,
        target,
        days=rng.choice((None, 0, 0, 1, 2, 7, 14)),
        standing=rng.choice(STANDINGS),
        carried_by=rng.choice((None, None, *people)),
        opens=opens,
        closes=closes,
    )


def _random_entry(rng: Random, forums: list[str], people: list[str], *, open_to_all: bool) -> EntryPoint:
    opens, closes = _random_window(rng, 0.25)
    who = None if open_to_all and rng.random() < 0.6 else rng.choice((None, *people, *people))
    return EntryPoint(rng.choice(forums), who, standing=rng.choice(STANDINGS), opens=opens, closes=closes)


def _random_decision(rng: Random, key: str, forums: list[str]) -> Decision:
    stages = [
        Stage(
            name,
            at=rng.choice(forums),
            by=_some(rng, 0.85, _day(rng.randint(0, 75))),
            calls_for=_some(rng, 0.15, rng.choice(("informed", "advises", "codesigns"))),
        )
        for name in ("agenda", "options", "implementation")
        if rng.random() < 0.35
    ]
    return Decision(
        key,
        title=_some(rng, 0.7, f"The {key}"),
        made_at=rng.choice(forums),
        on=_some(rng, 0.8, _day(rng.randint(15, 80))),
        stages=stages,
        calls_for=_some(rng, 0.4, rng.choice(("informed", "consulted", "advises", "codesigns", "delegated"))),
        passes=[tier for tier in ("clinical", "financial", "executive") if rng.random() < 0.2],
    )


def _random_reply(rng: Random, forums: list[str], people: list[str]) -> Reply:
    source, target = rng.sample(forums, 2)
    return Reply(source, rng.choice(people) if rng.random() < 0.2 else target, days=rng.choice((None, 0, 2, 7)))
