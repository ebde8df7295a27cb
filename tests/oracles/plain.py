"""What do the oracles know of a map? Plain tuples with days as whole numbers and standings as ranks 0 to 7."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple


class Counted(NamedTuple):
    """So many days of which some are left out: those of the week (the day modulo 7), and the holidays."""

    n: int
    clear: bool
    of_the_week: frozenset[int]
    holidays: frozenset[int]


@cache
def over(day: int, days: "int | Counted") -> int:
    """The day on which the days, counted from a day on, are over: one by one."""
    if not isinstance(days, Counted):
        return day + days
    left = days.n
    while left:
        day += 1
        left -= day % 7 not in days.of_the_week and day not in days.holidays
    return day + days.clear


@cache
def longest(days: "int | Counted") -> int:
    """The most days of the calendar that they can take."""
    if not isinstance(days, Counted):
        return days
    around = range(min(days.holidays, default=0) - 7 * days.n - 7, max(days.holidays, default=0) + 8)
    return max(over(day, days) - day for day in around)


class Place(NamedTuple):
    """A forum: the days on which it meets (None: any day), and how many days before papers are due."""

    key: str
    meets: frozenset[int] | None
    papers: int | Counted


class Way(NamedTuple):
    """A flow or reply at its position in the map; `opens` and `closes` of None are no bound."""

    position: int
    source: str
    target: str
    days: int | Counted
    rank: int
    opens: int | None = None
    closes: int | None = None
    carrier: str | None = None


class Door(NamedTuple):
    """An entry point at its position in the map; `who` of None is open to all."""

    position: int
    place: str
    who: str | None
    rank: int
    opens: int | None = None
    closes: int | None = None


class Town(NamedTuple):
    """A whole map."""

    places: tuple[Place, ...]
    ways: tuple[Way, ...]
    doors: tuple[Door, ...]


def usable(doors: tuple[Door, ...], who: frozenset[str] | None) -> tuple[Door, ...]:
    """The doors that anyone of *who* may use: their own, and those open to all. None is anyone."""
    return tuple(door for door in doors if who is None or door.who is None or door.who in who)


def simple_routes(ways: tuple[Way, ...], start: str, target: str) -> Iterator[tuple[Way, ...]]:
    """Every sequence of ways from *start* to *target* that calls nowhere twice; () where they are one."""

    def onward(place: str, taken: tuple[Way, ...], been: frozenset[str]) -> Iterator[tuple[Way, ...]]:
        if place == target:
            yield taken
            return
        for way in ways:
            if way.source == place and way.target not in been:
                yield from onward(way.target, (*taken, way), been | {way.target})

    yield from onward(start, (), frozenset({start}))
