"""What do the oracles know of a map? Plain tuples with days as whole numbers and standings as ranks 0 to 7."""

from collections.abc import Iterator
from typing import NamedTuple


class Place(NamedTuple):
    """A forum: the days on which it meets (None: any day), and how many days before papers are due."""

    key: str
    meets: frozenset[int] | None
    papers: int


class Way(NamedTuple):
    """A flow or reply at its position in the map; `opens` and `closes` of None are no bound."""

    position: int
    source: str
    target: str
    days: int
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
