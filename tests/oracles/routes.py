"""Who and what does every route pass, and what does no route reach? Look at all the routes."""

from itertools import combinations
from typing import NamedTuple

from tests.oracles.plain import Place, Town, Way, over, simple_routes, usable


def _routes(town: Town, who: frozenset[str] | None, target: str, at_least: int) -> list[tuple[str, tuple[Way, ...]]]:
    starts = sorted({door.place for door in usable(town.doors, who) if door.rank >= at_least})
    routes = [(start, ways) for start in starts for ways in simple_routes(town.ways, start, target)]
    return [(start, ways) for start, ways in routes if all(way.rank >= at_least for way in ways)]


def _in_common(sequences: list[list[str]]) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys(sequences[0]) if all(key in other for other in sequences))


def gatekeepers(town: Town, who: frozenset[str] | None, target: str, at_least: int) -> tuple[str, ...] | None:
    """The places on every route of that rank, nearest the entry first, the target left out; None without a route."""
    called = [[start, *(way.target for way in ways)][:-1] for start, ways in _routes(town, who, target, at_least)]
    return _in_common(called) if called else None


def carriers(town: Town, who: frozenset[str] | None, target: str, at_least: int) -> tuple[str, ...] | None:
    """The people on every route of that rank, by the order of one of them; None without a route."""
    carried = [[way.carrier for way in ways if way.carrier] for _, ways in _routes(town, who, target, at_least)]
    return _in_common(carried) if carried else None


def carriers_keep_one_order(town: Town, who: frozenset[str] | None, target: str, at_least: int) -> bool:
    """Whether the people on every route come in the same order on each, so that an order can be asked for."""
    wanted = set(carriers(town, who, target, at_least) or ())
    routes = _routes(town, who, target, at_least)
    carried = [[way.carrier for way in ways if way.carrier in wanted] for _, ways in routes]
    return len({tuple(dict.fromkeys(each)) for each in carried}) <= 1


def best_standing(town: Town, who: frozenset[str] | None, target: str) -> int | None:
    """The highest of the weakest standings of all routes, entry included; None without a route."""
    weakest = [
        min([door.rank, *(way.rank for way in ways)])
        for door in usable(town.doors, who)
        for ways in simple_routes(town.ways, door.place, target)
    ]
    return max(weakest, default=None)


def out_of_reach(town: Town, who: frozenset[str] | None, targets: dict[str, str], at_least: int) -> tuple[str, ...]:
    """The decisions (key to deciding place) that no view reaches with that standing, sorted."""
    best = {key: best_standing(town, who, target) for key, target in targets.items()}
    return tuple(sorted(key for key, rank in best.items() if rank is None or rank < at_least))


def _reached(town: Town, starts: set[str], at_least: int) -> set[str]:
    reached = set(starts)
    while more := {w.target for w in town.ways if w.rank >= at_least and w.source in reached} - reached:
        reached |= more
    return reached


class Opened(NamedTuple):
    places: tuple[str, ...]
    unreached: tuple[str, ...]


def fewest_entry_points(
    town: Town, who: frozenset[str] | None, targets: dict[str, str], at_least: int, among: frozenset[str]
) -> Opened:
    """The first of the smallest sets of places, tried in the order of their sorted keys, that reaches all that can be."""
    already = {door.place for door in usable(town.doors, who) if door.rank >= at_least}
    most = _reached(town, already | among, at_least)
    wanted = {target for target in targets.values() if target in most}
    unreached = tuple(sorted(key for key, target in targets.items() if target not in most))
    for size in range(len(among) + 1):
        for places in combinations(sorted(among), size):
            if wanted <= _reached(town, already | set(places), at_least):
                return Opened(places, unreached)
    raise AssertionError


class Back(NamedTuple):
    """One way back of an answer; `returned` of None is a day not known."""

    positions: tuple[int, ...]
    ends_at: str
    returned: int | None


def _heard(place: Place, arrives: int) -> int | None:
    if place.meets is None:
        return over(arrives, place.papers)
    return min((day for day in place.meets if day >= over(arrives, place.papers)), default=None)


def ways_back(
    town: Town, replies: tuple[Way, ...], who: frozenset[str] | None, start: str, decided: int | None
) -> list[Back]:
    """Every simple way of an answer from *start* to a letter or the first place where they enter.

    Those that never arrive on any day are left out; without a day decided, all are kept.
    """
    places = {place.key: place for place in town.places}
    ends = {door.place for door in usable(town.doors, who)}
    letters = {reply.target for reply in replies} - set(places)
    ends |= letters if who is None else letters & who
    found: list[Back] = []

    def onward(at: str, day: int | None, taken: tuple[int, ...], been: frozenset[str]) -> None:
        if at in ends:
            found.append(Back(taken, at, day))
            return
        for reply in replies:
            if reply.source != at or reply.target in been:
                continue
            arrives = None if day is None else over(day, reply.days)
            if reply.target in places and arrives is not None:
                arrives = _heard(places[reply.target], arrives)
                if arrives is None:
                    continue
            onward(reply.target, arrives, (*taken, reply.position), been | {reply.target})

    onward(start, decided, (), frozenset({start}))
    return found
