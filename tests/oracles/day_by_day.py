"""When is a view heard? Walk every simple route, one day at a time, and compare them all."""

from collections.abc import Iterator
from typing import NamedTuple

from tests.oracles.plain import Door, Place, Town, Way, simple_routes, usable


class Walk(NamedTuple):
    """One way of a view: its calls are (place, arrives, heard), the entry first."""

    door: Door | None
    ways: tuple[Way, ...]
    calls: tuple[tuple[str, int, int], ...]

    @property
    def heard(self) -> int:
        return self.calls[-1][2]

    @property
    def weakest(self) -> int | None:
        """The lowest rank on the way, entry included; None if nothing on the way has one."""
        ranks = [way.rank for way in self.ways] + ([self.door.rank] if self.door else [])
        return min(ranks, default=None)

    @property
    def preference(self) -> tuple[object, ...]:
        """Earliest; then the higher standing, fewer hearings, the keys on the way, and positions."""
        rank = 8 if self.weakest is None else self.weakest
        keys = tuple(place for place, _, _ in self.calls)
        positions = tuple(way.position for way in self.ways)
        return self.heard, -rank, len(self.calls), keys, (self.door.position if self.door else -1, *positions)


def _day_heard(place: Place, arrives: int, horizon: int) -> int | None:
    for day in range(arrives, horizon + 1):
        if day - arrives >= place.papers and (place.meets is None or day in place.meets):
            return day
    return None


def _day_through(opens: int | None, closes: int | None, comes: int, horizon: int) -> int | None:
    for day in range(comes, horizon + 1):
        if (opens is None or opens <= day) and (closes is None or day <= closes):
            return day
    return None


class DayByDay:
    """The simulation of one town; days seen once are remembered, nothing is searched cleverly."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._places = {place.key: place for place in town.places}
        spans = sum(way.days for way in town.ways) + sum(place.papers for place in town.places)
        mentioned = [day for place in town.places for day in place.meets or ()]
        mentioned += [day for each in (*town.ways, *town.doors) for day in (each.opens, each.closes) if day is not None]
        self._first = min(mentioned, default=None)
        self._last = max(mentioned, default=None)
        self._span = spans + 2
        self._routes: dict[tuple[str, str], tuple[tuple[Way, ...], ...]] = {}
        self._heard: dict[tuple[str, int], int | None] = {}
        self._through: dict[tuple[int | None, int | None, int], int | None] = {}

    def _horizon(self, day: int) -> int:
        """No view that is ever heard is still on its way after this day."""
        return (day if self._last is None else max(self._last, day)) + self._span

    def _routes_between(self, start: str, target: str) -> tuple[tuple[Way, ...], ...]:
        if (start, target) not in self._routes:
            self._routes[start, target] = tuple(simple_routes(self._town.ways, start, target))
        return self._routes[start, target]

    def _hears(self, place: str, arrives: int) -> int | None:
        if (place, arrives) not in self._heard:
            self._heard[place, arrives] = _day_heard(self._places[place], arrives, self._horizon(arrives))
        return self._heard[place, arrives]

    def _passes(self, each: Way | Door, comes: int) -> int | None:
        asked = each.opens, each.closes, comes
        if asked not in self._through:
            self._through[asked] = _day_through(*asked, self._horizon(comes))
        return self._through[asked]

    def _walk(self, door: Door | None, start: str, arrives: int, heard: int, ways: tuple[Way, ...]) -> Walk | None:
        calls = [(start, arrives, heard)]
        for way in ways:
            leaves = self._passes(way, calls[-1][2])
            if leaves is None:
                return None
            arrives = leaves + way.days
            hears = self._hears(way.target, arrives)
            if hears is None:
                return None
            calls.append((way.target, arrives, hears))
        return Walk(door, ways, tuple(calls))

    def walks(self, target: str, raised: int, who: frozenset[str] | None, at_least: int = 0) -> Iterator[Walk]:
        """Every simple walk from a door of *who* that arrives, with no standing below *at_least*."""
        for door in usable(self._town.doors, who):
            comes_in = self._passes(door, raised)
            heard = None if comes_in is None else self._hears(door.place, comes_in)
            if door.rank < at_least or comes_in is None or heard is None:
                continue
            for ways in self._routes_between(door.place, target):
                if all(way.rank >= at_least for way in ways):
                    walk = self._walk(door, door.place, comes_in, heard, ways)
                    if walk is not None:
                        yield walk

    def journey(self, target: str, raised: int, who: frozenset[str] | None = None, at_least: int = 0) -> Walk | None:
        """The earliest walk to *target*, ties broken by the stated rule."""
        return min(self.walks(target, raised, who, at_least), key=lambda walk: walk.preference, default=None)

    def journey_from(self, start: str, day: int, target: str, at_least: int = 0) -> Walk | None:
        """The earliest walk of a view that was already heard at *start* on *day*."""
        found = (
            self._walk(None, start, day, day, ways)
            for ways in self._routes_between(start, target)
            if all(way.rank >= at_least for way in ways)
        )
        return min((walk for walk in found if walk), key=lambda walk: walk.preference, default=None)

    def in_time(self, target: str, by: int, raised: int, who: frozenset[str] | None = None, at_least: int = 0) -> bool:
        """Whether a view raised on that day can be heard at *target* on or before the day *by*."""
        return any(walk.heard <= by for walk in self.walks(target, raised, who, at_least))

    def latest_start(self, target: str, by: int, who: frozenset[str] | None = None, at_least: int = 0) -> int | None:
        """The last day in time for *by*: tries each day, latest first, to one too early to matter."""
        first = min(by, by if self._first is None else self._first) - self._span
        for day in range(by, first - 1, -1):
            if self.in_time(target, by, day, who, at_least):
                return day
        return None

    def last_days(self, target: str, by: int, who: frozenset[str] | None = None) -> tuple[tuple[int, int], ...]:
        """Pairs of rank and latest start, strongest first, leaving out what a stronger one equals or beats."""
        pairs: list[tuple[int, int]] = []
        for rank in range(7, -1, -1):
            day = self.latest_start(target, by, who, rank)
            if day is not None and all(day > other for _, other in pairs):
                pairs.append((rank, day))
        return tuple(pairs)

    def speak_at(self, target: str, by: int, raised: int, who: frozenset[str] | None, at_least: int) -> str:
        """The first place by key at which a view raised that day is in time."""
        walks = self.walks(target, raised, who, at_least)
        return min(walk.door.place for walk in walks if walk.heard <= by and walk.door is not None)

    def best(self, target: str, who: frozenset[str] | None = None) -> int | None:
        """The best rank of any route that leads there, whatever the days."""
        ranks = [
            min(door.rank, *(way.rank for way in ways), 7)
            for door in usable(self._town.doors, who)
            for ways in self._routes_between(door.place, target)
        ]
        return max(ranks, default=None)

    def status(self, target: str, by: int | None, on: int, who: frozenset[str] | None = None, needs: int = 2) -> str:
        """What a stakeholder can still do on a day with a rank: open, missed, too_weak, no_route, no_time or undated."""
        best = self.best(target, who)
        if best is None or best < 2:
            return "no_route"
        if best < needs:
            return "too_weak"
        if by is None:
            return "undated"
        last = self.latest_start(target, by, who, needs)
        if last is None:
            return "no_time"
        return "missed" if last < on else "open"
