"""Searches for many matters at once: how far views get, and when first, with a bit for each matter and standing asked."""

from collections import deque
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

from involvement.calendars.calendars import NEVER
from involvement.decisions.search.matters import Matters
from involvement.decisions.search.networks import LAST, Entry, Network, Seed

__all__ = ["FirstDays", "WidestReach"]


class _Bits:
    """The bits that a channel of a rank may carry: those of the matters that it takes, for each floor up to the rank."""

    def __init__(self, matters: Matters, floors: Sequence[int]) -> None:
        self.size = len(matters.taken)
        self.floors = sorted(set(floors))
        every = (1 << self.size) - 1
        self._up_to = [self._spread(every, rank) for rank in range(8)]
        self._matters = matters
        self._carried = [self._spread(mask, 7) for mask in matters.masks(range(self.size))]

    def _spread(self, mask: int, rank: int) -> int:
        return sum(mask << self.size * number for number, floor in enumerate(self.floors) if floor <= rank)

    def of_way(self, position: int, rank: int) -> int:
        number = self._matters.ways.get(position)
        return self._up_to[rank] if number is None else self._up_to[rank] & self._carried[number]

    def of_entry(self, position: int, rank: int) -> int:
        number = self._matters.entries.get(position)
        return self._up_to[rank] if number is None else self._up_to[rank] & self._carried[number]

    def of(self, place: int, floor: int) -> int:
        """The one bit of a matter at a floor."""
        return 1 << place + self.size * self.floors.index(floor)


class WidestReach:
    """For each of many matters the best rank with which views about it get to each forum, whatever the day.

    Each forum is looked at again when more matters, or better ranks, get there: O(m) where most go the same ways.
    """

    def __init__(self, network: Network, entries: Iterable[Entry], matters: Matters, floors: Sequence[int]) -> None:
        self._bits = bits = _Bits(matters, floors)
        self._reached = reached = [0] * len(network.keys)
        out = network.out
        waiting: dict[int, int] = {}
        for forum, _, _, rank, position in entries:
            waiting[forum] = waiting.get(forum, 0) | bits.of_entry(position, rank)
        turn = deque(waiting)
        while turn:
            u = turn.popleft()
            new = waiting.pop(u) & ~reached[u]
            if not new:
                continue
            reached[u] |= new
            for v, _, _, _, rank, position in out[u]:
                onward = new & ~reached[v] & bits.of_way(position, rank)
                if onward:
                    if v not in waiting:
                        turn.append(v)
                        waiting[v] = onward
                    else:
                        waiting[v] |= onward

    def widest(self, place: int, forum: int) -> int:
        """The best rank with which a view about the matter at a place gets to the forum, -1 without a route."""
        reached = self._reached[forum] >> place
        numbers = range(len(self._bits.floors) - 1, -1, -1)
        return next((self._bits.floors[n] for n in numbers if reached >> self._bits.size * n & 1), -1)


class FirstDays:
    """For each of many matters the first day on which each forum hears a view about it, for each rank asked.

    One pass forward through time: a forum is looked at again only on a meeting day on which more matters or ranks are
    heard there first.
    """

    def __init__(self, network: Network, seeds: Iterable[Seed], matters: Matters, floors: Sequence[int]) -> None:
        self._bits = bits = _Bits(matters, floors)
        self._heard: dict[int, list[tuple[int, int]]] = {}
        reached = [0] * len(network.keys)
        out = network.out
        waiting: dict[int, dict[int, int]] = {}
        days: list[int] = []

        def wait(forum: int, day: int, new: int) -> None:
            if day not in waiting:
                waiting[day] = {}
                heappush(days, day)
            waiting[day][forum] = waiting[day].get(forum, 0) | new

        for seed in seeds:
            wait(seed.forum, seed.heard, bits.of_entry(seed.position, seed.rank))
        while days:
            day = heappop(days)
            bucket = waiting[day]
            while bucket:
                u, told = bucket.popitem()
                new = told & ~reached[u]
                if not new:
                    continue
                reached[u] |= new
                self._heard.setdefault(u, []).append((day, new))
                for v, lag, opens, closes, rank, position in out[u]:
                    if day > closes:
                        continue
                    onward = new & ~reached[v] & bits.of_way(position, rank)
                    if onward:
                        meeting = network.meeting_from(v, max(day, opens) + lag)
                        if meeting <= LAST:
                            wait(v, meeting, onward)
            del waiting[day]

    def of(self, place: int, floor: int) -> "_Days":
        """The first days for one matter and rank, by forum; NEVER where it is not heard."""
        return _Days(self._heard, self._bits.of(place, floor))


class _Days(Sequence[int]):
    """The first days of one matter, looked up forum by forum."""

    def __init__(self, heard: dict[int, list[tuple[int, int]]], bit: int) -> None:
        self._heard, self._bit = heard, bit

    def __getitem__(self, forum: int) -> int:  # type: ignore[override]  # no slices are asked for
        return next((day for day, bits in self._heard.get(forum, ()) if bits & self._bit), NEVER)

    def __len__(self) -> int:
        return len(self._heard)
