"""Searches for many matters at once: how far views get, and when first, with a bit for each matter and standing asked."""

from collections import deque
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

from involvement.calendars.calendars import NEVER
from involvement.decisions.search.fast_passes import Growth
from involvement.decisions.search.matters import Matters
from involvement.decisions.search.networks import LAST, Entry, Network, Seed

__all__ = ["FirstDays", "WidestReach", "led_back"]


class _Bits:
    """The bits that a channel of a rank may carry: those of the matters that it takes, for each floor up to the rank."""

    def __init__(self, matters: Matters, floors: Sequence[int], least: Sequence[int] | None) -> None:
        """*least* is the lowest floor that counts for each matter; None: all do."""
        self.size = len(matters.taken)
        self.floors = sorted(set(floors))
        self._counts = [
            sum(1 << place for place in range(self.size) if least is None or least[place] <= floor)
            for floor in self.floors
        ]
        self._entries = matters.entries
        self.any = self._by_rank(-1)
        self.carried = [self._by_rank(mask) for mask in matters.masks(range(self.size))]

    def _by_rank(self, mask: int) -> list[int]:
        """For each rank, the bits of these matters at the floors up to it."""
        masks = [0] * 8
        for number, floor in enumerate(self.floors):
            for rank in range(floor, 8):
                masks[rank] |= (mask & self._counts[number]) << self.size * number
        return masks

    def of_way(self, number: int, rank: int) -> int:
        """The bits for the number of what a way is about, -1 for everything, and for its rank."""
        return (self.any if number < 0 else self.carried[number])[rank]

    def of_entry(self, position: int, rank: int) -> int:
        number = self._entries.get(position)
        return (self.any if number is None else self.carried[number])[rank]

    def of(self, place: int, floor: int) -> int | None:
        """The number of the bit of a matter at a floor; None where nothing is looked for at that floor."""
        return place + self.size * self.floors.index(floor) if floor in self.floors else None


class WidestReach:
    """For each of many matters the best rank with which views about it get to each forum, whatever the day.

    Each forum is looked at again when more matters, or better ranks, get there: O(m) where most go the same ways.
    """

    def __init__(
        self,
        network: Network,
        entries: Iterable[Entry],
        matters: Matters,
        floors: Sequence[int],
        least: Sequence[int] | None = None,
    ) -> None:
        """Of each matter only the floors from its *least* on are looked for; None: all."""
        self._bits = bits = _Bits(matters, floors, least)
        self._reached = reached = [0] * len(network.keys)
        out, numbers, usable, carried = network.out, matters.ways, bits.any, bits.carried
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
                number = numbers.get(position)
                onward = new & ~reached[v] & (usable if number is None else carried[number])[rank]
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

    def __init__(
        self,
        network: Network,
        seeds: Iterable[Seed],
        matters: Matters,
        floors: Sequence[int],
        least: Sequence[int] | None = None,
    ) -> None:
        """Of each matter only the floors from its *least* on are looked for; None: all."""
        first = list(seeds)
        best = max((seed.rank for seed in first), default=-1)  # what entered with less is heard with no more
        self._bits = bits = _Bits(matters, [floor for floor in floors if floor <= best], least)
        self._size = len(network.keys)
        self._growth: Growth | None = None
        told = [(s.forum, s.heard, new) for s in first if (new := bits.of_entry(s.position, s.rank))]
        if told and network.rounds is not None:
            self._growth = network.rounds.growth(told, bits.size * len(bits.floors), matters.ways, bits.of_way)
        self._heard = self._over_lists(network, told, matters) if self._growth is None else {}

    def _over_lists(
        self, network: Network, first: Iterable[tuple[int, int, int]], matters: Matters
    ) -> dict[int, list[tuple[int, int]]]:
        bits = self._bits
        found: dict[int, list[tuple[int, int]]] = {}
        reached = [0] * self._size
        kept: dict[int, int] = {}  # most forums hear the same together: one number is kept for all of them
        out, numbers, usable, carried = network.out, matters.ways, bits.any, bits.carried
        waiting: dict[int, dict[int, int]] = {}
        days: list[int] = []

        def wait(forum: int, day: int, new: int) -> None:
            if day not in waiting:
                waiting[day] = {}
                heappush(days, day)
            waiting[day][forum] = waiting[day].get(forum, 0) | new

        for forum, day, new in first:
            wait(forum, day, new)
        while days:
            day = heappop(days)
            bucket = waiting[day]
            while bucket:
                u, told = bucket.popitem()
                new = told & ~reached[u]
                if not new:
                    continue
                new = kept.setdefault(new, new)
                reached[u] = kept.setdefault(reached[u] | new, reached[u] | new)
                found.setdefault(u, []).append((day, new))
                for v, lag, opens, closes, rank, position in out[u]:
                    if day > closes:
                        continue
                    number = numbers.get(position)
                    onward = new & ~reached[v] & (usable if number is None else carried[number])[rank]
                    if onward:
                        meeting = network.meeting_from(v, max(day, opens) + lag)
                        if meeting <= LAST:
                            wait(v, meeting, onward)
            del waiting[day]
        return found

    def of(self, place: int, floor: int) -> Sequence[int]:
        """The first days for one matter and rank, by forum; NEVER where it is not heard."""
        return _Days(self, self._bits.of(place, floor), self._size)

    def day_of(self, forum: int, bit: int) -> int:
        """The day on which the forum first hears a bit, or NEVER."""
        if self._growth is not None:
            return self._growth.day_of(forum, bit, NEVER)
        return next((day for day, bits in self._heard.get(forum, ()) if bits >> bit & 1), NEVER)


class _Days(Sequence[int]):
    """The first days of one matter, looked up forum by forum."""

    def __init__(self, found: FirstDays, bit: int | None, size: int) -> None:
        self._found, self._bit, self._size = found, bit, size

    def __getitem__(self, forum: int) -> int:  # type: ignore[override]  # no slices are asked for
        return NEVER if self._bit is None else self._found.day_of(forum, self._bit)

    def __len__(self) -> int:
        return self._size


def led_back(network: Network, reached: list[int], matters: Matters, floor: int) -> None:
    """Adds to the bits of each forum those of the matters that views heard there get to by channels about them.

    *reached* holds a bit for each place of *matters*, where views get by what takes views about anything.
    """
    carried = matters.masks(range(len(matters.taken)))
    into, numbers = network.into, matters.ways
    turn = deque({network.target[position] for position in numbers})
    waiting = set(turn)
    while turn:
        v = turn.popleft()
        waiting.discard(v)
        for u, _, _, _, rank, position in into[v]:
            number = numbers.get(position)
            onward = reached[v] & ~reached[u] & (-1 if number is None else carried[number])
            if onward and rank >= floor:
                reached[u] |= onward
                if u not in waiting:
                    waiting.add(u)
                    turn.append(u)
