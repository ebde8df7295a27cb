"""Time-dependent network on integers: forums by number, days by ordinal, Dijkstra over flat lists.

Forums are numbered in the order of their keys, so that comparing numbers compares keys. Being heard
never comes earlier for having left later, so Dijkstra over days is exact, forwards and backwards.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import count
from operator import add, itemgetter
from typing import NamedTuple, TypeVar

from involvement.calendars.calendars import NEVER, Calendar, Within
from involvement.calendars.day_counts import Lag, one_after_the_other
from involvement.decisions.search.fast_rounds import Rounds
from involvement.decisions.search.fast_routes import MOST_COUNTED, WayArrays

__all__ = ["BARRED", "LAST", "Columns", "Entry", "Network", "Seed", "Step", "Way", "columns"]

LAST = date.max.toordinal()
BARRED = -1  # the rank of a way that no view asked about may go
_RANKS = 8
_T = TypeVar("_T")


# A flow or reply: source, target, days, opens, closes, rank. Its place in the list is its position.
Way = tuple[str, str, int | Lag, int, int, int]
# The same of many, a column for each.
Columns = tuple[Sequence[str], Sequence[str], Sequence[int | Lag], Sequence[int], Sequence[int], Sequence[int]]


class Entry(NamedTuple):
    """An entry point on integers."""

    forum: int
    opens: int
    closes: int
    rank: int
    position: int


class Seed(NamedTuple):
    """Where a search begins: heard at a forum on a day, brought there by the entry at a position."""

    forum: int
    arrives: int
    heard: int
    rank: int
    position: int


class Step(NamedTuple):
    """One hearing on a route; `position` is that of the entry point for the first, then of the way."""

    forum: int
    arrives: int
    heard: int
    position: int


# (other forum, days and papers together, opens, closes, rank, position)
_Edge = tuple[int, int | Lag, int, int, int, int]
_Meeting = Callable[[int], int]


class Network:
    """Forums and the ways between them, numbered once and searched often.

    `source`, `target`, `days`, `lag` (days and papers together), `opens`, `closes` and `rank` are columns: each
    holds one attribute of every way, by position. `counted` are the lags that leave days out, each once.
    """

    def __init__(self, forums: Iterable[tuple[str, Calendar | Within, int | Lag]], ways: Columns) -> None:
        ordered = sorted(forums, key=itemgetter(0))
        self.keys = [key for key, _, _ in ordered]
        self.index = {key: number for number, key in enumerate(self.keys)}
        self.papers = [papers for _, _, papers in ordered]
        self._calendars = [calendar for _, calendar, _ in ordered]
        self.calendar_ids = [id(calendar) for _, calendar, _ in ordered]  # equal for forums that meet alike
        self._following: list[_Meeting | None] = [None if c.every_day else c.next for _, c, _ in ordered]
        self.previous: list[_Meeting | None] = [None if c.every_day else c.previous for _, c, _ in ordered]
        sources, targets, days, opens, closes, ranks = ways
        self.source = list(map(self.index.__getitem__, sources))
        self.target = list(map(self.index.__getitem__, targets))
        self.days = days
        self.lag: list[int | Lag]
        self.lag, self.counted = _together(days, list(map(self.papers.__getitem__, self.target)))
        self.opens, self.closes, self.rank = opens, closes, ranks
        self._all: Network | None = None  # of which this is a part, without what is barred
        self._barred: frozenset[int] = frozenset()
        self._usable: Callable[[int], bool] | None = None

    def narrowed(self, usable: Callable[[int], bool]) -> "Network":
        """The same network, on which `route` and `steps` go only the ways at positions that are *usable*."""
        found = copy(self)
        found._usable = usable  # noqa: SLF001 - its own
        return found

    def without(self, barred: Sequence[int]) -> "Network":
        """The same network, on which nobody may go the ways at these positions; itself where there are none."""
        if not barred:
            return self
        found = copy(self)
        found.rank = list(self.rank)
        for position in barred:
            found.rank[position] = BARRED
        for derived in ("out", "into", "after", "before", "arrays", "rounds"):
            vars(found).pop(derived, None)
        found._all, found._barred = self, frozenset(barred)  # noqa: SLF001 - its own
        return found

    @cached_property
    def out(self) -> list[list[_Edge]]:
        """The ways that lead from each forum."""
        if self._all is not None:
            return _without(self._all.out, {self.source[position] for position in self._barred}, self._barred)
        return self._listed(self.source, self.target)

    @cached_property
    def into(self) -> list[list[_Edge]]:
        """The ways that lead to each forum."""
        if self._all is not None:
            return _without(self._all.into, {self.target[position] for position in self._barred}, self._barred)
        return self._listed(self.target, self.source)

    @cached_property
    def after(self) -> list[list[int]]:
        """The forums after each, as often as ways lead there."""
        return _gathered(len(self.keys), *self._open(self.source, self.target))

    @cached_property
    def before(self) -> list[list[int]]:
        """The forums before each, as often as ways come from there."""
        return _gathered(len(self.keys), *self._open(self.target, self.source))

    def _open(self, *ends: Sequence[int]) -> tuple[Iterable[int], ...]:
        """The ends of the ways that are not barred."""
        if BARRED not in self.rank:
            return ends
        return tuple([forum for forum, rank in zip(side, self.rank, strict=True) if rank >= 0] for side in ends)

    def _listed(self, here: Iterable[int], there: Iterable[int]) -> list[list[_Edge]]:
        edges = zip(there, self.lag, self.opens, self.closes, self.rank, count(), strict=False)
        listed = _gathered(len(self.keys), here, edges)
        if BARRED not in self.rank:
            return listed
        return [[edge for edge in edges if edge[4] >= 0] for edges in listed]

    @cached_property
    def arrays(self) -> WayArrays | None:
        """The ways as arrays, where they are many and numpy is there."""
        if self._all is not None:
            return None if self._all.arrays is None else self._all.arrays.with_ranks(self.rank)
        columns = (self.source, self.target, self.lag, self.opens, self.closes, self.rank)
        return WayArrays.of(len(self.keys), columns, self.counted)

    def meeting_from(self, forum: int, day: int) -> int:
        """The first meeting of the forum on or after the day, or NEVER."""
        following = self._following[forum]
        return day if following is None else following(day)

    def meeting_by(self, forum: int, day: int) -> int:
        """The last meeting of the forum on or before the day, or a negative number."""
        previous = self.previous[forum]
        return day if previous is None else previous(day)

    def seeds(self, entries: Iterable[Entry], raised: int) -> list[Seed]:
        """Where a view raised on that day is first heard, by entry that is still open."""
        found = []
        for forum, opens, closes, rank, position in entries:
            if raised <= closes:
                arrives = max(raised, opens)
                heard = self.meeting_from(forum, arrives + self.papers[forum])
                if heard <= LAST:
                    found.append(Seed(forum, arrives, heard, rank, position))
        return found

    def earliest(self, seeds: Iterable[Seed], *, floor: int = 0, target: int | None = None) -> list[int]:
        """The first day on which each forum hears, NEVER where it does not. O(m log n).

        Only entries and ways of at least the rank *floor* count. With a target, days after the
        target's own need not be worked out. Large maps are searched in rounds where the extra
        `fast` is installed; the days are the same.
        """
        if self.rounds is None:
            return self._by_heap(((seed.forum, seed.heard) for seed in seeds if seed.rank >= floor), floor, target)
        heard, whole = self.rounds.earliest([(seed.forum, seed.heard) for seed in seeds if seed.rank >= floor], floor)
        return heard if whole else self._by_heap(((f, day) for f, day in enumerate(heard) if day < NEVER), floor, None)

    @cached_property
    def rounds(self) -> Rounds | None:
        """The searches forward over arrays, where the ways are many and numpy is there."""
        if self.arrays is None or len(self.counted) > MOST_COUNTED:
            return None
        return Rounds(self._calendars, self.arrays)

    def _by_heap(self, first: Iterable[tuple[int, int]], floor: int, target: int | None) -> list[int]:
        out, following, size = self.out, self._following, len(self.keys)
        heard = [NEVER] * size
        until = LAST
        heap = []
        for forum, day in first:
            if day < heard[forum]:
                heard[forum] = day
                heap.append(day * size + forum)
        heapify(heap)
        while heap:
            day, u = divmod(heappop(heap), size)
            if day > until:
                break
            if u == target:
                until = day
            if day > heard[u]:
                continue
            for v, lag, opens, closes, rank, _ in out[u]:
                if rank < floor or day > closes or day >= heard[v]:
                    continue
                ready = max(opens, day) + lag
                if ready >= heard[v]:
                    continue
                meeting_from = following[v]
                meeting = ready if meeting_from is None else meeting_from(ready)
                if meeting < heard[v] and meeting <= until:
                    heard[v] = meeting
                    heappush(heap, meeting * size + v)
        return heard

    def latest_start(
        self, entries: Sequence[Entry], target: int, by: int, *, floor: int, widest: Sequence[int]
    ) -> int | None:
        """The last day on which a view raised is heard at the target by a day, None if there is none.

        *widest* are the ranks of `routes.widest` for the same entries: forums below *floor* are
        never searched. The search stops as soon as nothing left can be later. O(m log n) at worst.
        """
        at: dict[int, list[Entry]] = {}
        for entry in entries:
            if entry.rank >= floor:
                at.setdefault(entry.forum, []).append(entry)
        size, papers, into = len(self.keys), self.papers, self.into
        latest = {target: by}
        heap = [-(by * size + target)]
        best = 0
        while heap:
            day, v = divmod(-heappop(heap), size)
            if day <= best:
                break
            if day < latest[v]:
                continue
            meeting = self.meeting_by(v, day)
            for entry in at.get(v, ()):
                arrives = meeting - papers[v]
                raised = min(arrives, entry.closes)
                if arrives >= entry.opens and raised > best:
                    best = raised
            for u, lag, opens, closes, rank, _ in into[v]:
                known = latest.get(u, best)
                if rank < floor or meeting <= known or widest[u] < floor:
                    continue
                left = min(meeting - lag, closes)
                if left > known and left >= opens:
                    latest[u] = left
                    heappush(heap, -(left * size + u))
        return best or None

    def route(
        self, seeds: Sequence[Seed], target: int, by: int, *, floor: int, heard: Sequence[int]
    ) -> tuple[Step, ...]:
        """The route by which the target hears by a day: fewest hearings, then forum keys, then positions.

        *heard* are the days of `earliest` for the same seeds and floor, with the target's at most
        *by*. Only forums that are in time both ways are looked at.
        """
        deadlines = self._deadlines(target, by, floor, heard)
        layers = [
            _soonest((s.forum, s.heard) for s in seeds if s.rank >= floor and s.heard <= deadlines.get(s.forum, -1))
        ]
        while layers[-1].get(target, NEVER) > by:
            layers.append(
                _soonest(
                    (step.forum, step.heard)
                    for u, day in layers[-1].items()
                    for step in self.steps(u, day, floor)
                    if step.heard <= deadlines.get(step.forum, -1)
                )
            )
        forums = self._first_by_key(layers, target, by, floor)
        limits = self._limits_along(forums, by, floor)
        first = min(
            (s for s in seeds if s.rank >= floor and s.forum == forums[0] and s.heard <= limits[0]),
            key=lambda seed: seed.position,
        )
        steps = [Step(first.forum, first.arrives, first.heard, first.position)]
        for forum, limit in zip(forums[1:], limits[1:], strict=True):
            here = steps[-1]
            onward = (s for s in self.steps(here.forum, here.heard, floor) if s.forum == forum and s.heard <= limit)
            steps.append(min(onward, key=lambda step: step.position))
        return tuple(steps)

    def steps(self, forum: int, day: int, floor: int = 0) -> Iterator[Step]:
        """Each next hearing of what was heard at a forum on a day, by the ways of at least the rank *floor*."""
        usable = self._usable
        for v, lag, opens, closes, rank, position in self.out[forum]:
            if rank >= floor and day <= closes and (usable is None or usable(position)):
                left = max(day, opens)
                yield Step(v, left + self.days[position], self.meeting_from(v, left + lag), position)

    def _left_by(self, forum: int, by: int, floor: int) -> Iterator[tuple[int, int]]:
        """Each forum before this one, and the last day to be heard there so as to be heard here by a day."""
        meeting = self.meeting_by(forum, by)
        usable = self._usable
        for u, lag, opens, closes, rank, position in self.into[forum]:
            left = meeting - lag
            if rank >= floor and left >= opens and (usable is None or usable(position)):
                yield u, min(left, closes)

    def _deadlines(self, target: int, by: int, floor: int, heard: Sequence[int]) -> dict[int, int]:
        size = len(self.keys)
        latest = {target: by}
        heap = [-(by * size + target)]
        while heap:
            day, v = divmod(-heappop(heap), size)
            if day < latest[v]:
                continue
            for u, left in self._left_by(v, day, floor):
                if left >= heard[u] and left > latest.get(u, -1):
                    latest[u] = left
                    heappush(heap, -(left * size + u))
        return latest

    def _first_by_key(self, layers: Sequence[Mapping[int, int]], target: int, by: int, floor: int) -> list[int]:
        limits: list[dict[int, int]] = [{target: by}]
        for layer in reversed(layers[:-1]):
            limit: dict[int, int] = {}
            for v, day in limits[0].items():
                for u, left in self._left_by(v, day, floor):
                    if left >= layer.get(u, NEVER) and left > limit.get(u, -1):
                        limit[u] = left
            limits.insert(0, limit)
        forums = [min(limits[0])]
        day = layers[0][forums[0]]
        for limit in limits[1:]:
            onward = _soonest(
                (step.forum, step.heard)
                for step in self.steps(forums[-1], day, floor)
                if step.heard <= limit.get(step.forum, -1)
            )
            forums.append(min(onward))
            day = onward[forums[-1]]
        return forums

    def _limits_along(self, forums: Sequence[int], by: int, floor: int) -> list[int]:
        limits = [by]
        for before, forum in zip(reversed(forums[:-1]), reversed(forums), strict=False):
            limits.insert(0, max(left for u, left in self._left_by(forum, limits[0], floor) if u == before))
        return limits

    def reached(self, starts: Collection[int], floor: int) -> bytearray:
        """For each forum whether ways of at least the rank *floor* lead there from the starts. O(m)."""
        seen, whole = bytearray(len(self.keys)), False
        if self.arrays is not None:
            seen, whole = self.arrays.reached(starts, floor)
        if not whole:
            out = self.out
            for forum in starts:
                seen[forum] = 1
            stack = [forum for forum, mark in enumerate(seen) if mark]
            while stack:
                for edge in out[stack.pop()]:
                    if edge[4] >= floor and not seen[edge[0]]:
                        seen[edge[0]] = 1
                        stack.append(edge[0])
        return seen

    def widest(self, starts: Collection[tuple[int, int]]) -> list[int]:
        """The highest rank with which anything gets to each forum from (forum, rank) starts, else -1. O(m)."""
        if self.arrays is None:
            return self._by_bucket(starts)
        best, whole = self.arrays.widest(starts)
        known = ((forum, rank) for forum, rank in enumerate(best) if rank >= 0)
        return best if whole else self._by_bucket([*starts, *known])

    def _by_bucket(self, starts: Iterable[tuple[int, int]]) -> list[int]:
        out = self.out
        best = [-1] * len(self.keys)
        waiting: list[list[int]] = [[] for _ in range(_RANKS)]
        for forum, rank in starts:
            if rank > best[forum]:
                best[forum] = rank
                waiting[rank].append(forum)
        for rank in range(_RANKS - 1, -1, -1):
            stack = waiting[rank]
            while stack:
                u = stack.pop()
                if best[u] == rank:
                    for edge in out[u]:
                        v = edge[0]
                        if best[v] < rank:
                            reached = min(rank, edge[4])
                            if reached > best[v]:
                                best[v] = reached
                                waiting[reached].append(v)
        return best


def _together(days: Sequence[int | Lag], papers: Sequence[int | Lag]) -> tuple[list[int | Lag], list[Lag]]:
    """Days and papers of each way as one lag; and the lags that leave days out, each once."""
    if {*map(type, days), *map(type, papers)} <= {int}:
        numbers: list[int] = list(map(add, days, papers))
        if max(numbers, default=0) > NEVER:  # later than any day is late enough
            numbers = [min(lag, NEVER) for lag in numbers]
        return [*numbers], []
    known: dict[tuple[int | Lag, int | Lag], int | Lag] = {}
    for pair in zip(days, papers, strict=True):
        if pair not in known:
            known[pair] = one_after_the_other(*pair)
    lags = [known[pair] for pair in zip(days, papers, strict=True)]
    return lags, [lag for lag in known.values() if not isinstance(lag, int)]


def columns(ways: Iterable[Way]) -> Columns:
    """The same ways, a column for each attribute."""
    rows = list(ways)
    source, target, days, opens, closes, rank = ([row[place] for row in rows] for place in range(6))
    return source, target, days, opens, closes, rank  # type: ignore[return-value]  # each column is of one kind


def _without(listed: list[list[_Edge]], forums: Iterable[int], barred: Collection[int]) -> list[list[_Edge]]:
    """The ways of each forum without the barred ones, which are those of some forums only."""
    left = list(listed)
    for forum in forums:
        left[forum] = [edge for edge in listed[forum] if edge[5] not in barred]
    return left


def _gathered(forums: int, here: Iterable[int], what: Iterable[_T]) -> list[list[_T]]:
    found: list[list[_T]] = [[] for _ in range(forums)]
    for forum, arrival in zip(here, what, strict=True):
        found[forum].append(arrival)
    return found


def _soonest(found: Iterable[tuple[int, int]]) -> dict[int, int]:
    best: dict[int, int] = {}
    for forum, day in found:
        if day < best.get(forum, NEVER):
            best[forum] = day
    return best
