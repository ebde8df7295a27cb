"""Searches for many matters at once: how far views get, and when first, with a bit for each matter and standing asked."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush

from involvement.calendars.calendars import NEVER
from involvement.decisions.decisions import Decision
from involvement.decisions.search.fast_passes import Growth
from involvement.decisions.search.indexes import Index
from involvement.decisions.search.matters import Matters
from involvement.decisions.search.networks import LAST, Network, Seed
from involvement.decisions.search.routes import masks

__all__ = ["FirstDays", "ReachedBack"]


class ReachedBack:
    """Whether views about each of many decisions get to a forum, each to its own, with a rank, whatever the day.

    Back from all these forums at once, for a rank at a time: O(n + m) where most go the same ways. Places are those of the
    decisions in the order given.
    """

    def __init__(
        self, index: Index, who: frozenset[str] | None, decisions: Sequence[Decision], targets: Sequence[int]
    ) -> None:
        self._index, self._who, self._targets = index, who, targets
        self._matters = index.matters_of(decisions)
        self._carried = [] if self._matters is None else self._matters.masks(range(len(decisions)))
        self._entered: dict[int, int] = {}

    def from_each(self, floor: int) -> list[int]:
        """For each forum, a bit for each place that a view heard there gets to with at least the rank *floor*."""
        matters, index = self._matters, self._index
        everything = index if matters is None else index.about(frozenset())  # the ways that any view may go
        reached = masks(everything.network, self._targets, floor)
        if matters is not None:
            self._led_back(reached, matters.ways, floor)
        return reached

    def entered(self, floor: int) -> int:
        """The same for a view that enters."""
        if floor not in self._entered:
            numbers = {} if self._matters is None else self._matters.entries
            reached, found = self.from_each(floor), 0
            for entry in self._index.entries(self._who):
                if entry.rank >= floor:
                    number = numbers.get(entry.position)
                    found |= reached[entry.forum] & (-1 if number is None else self._carried[number])
            self._entered[floor] = found
        return self._entered[floor]

    def best(self, place: int, ranks: Iterable[int]) -> int:
        """The first of the ranks with which a view that enters gets there, -1 if there is none."""
        return next((rank for rank in ranks if self.entered(rank) >> place & 1), -1)

    def _led_back(self, reached: list[int], numbers: Mapping[int, int], floor: int) -> None:
        """Adds the bits of what views get to by channels that take some views only."""
        network, carried = self._index.network, self._carried
        into = network.into
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


class _Bits:
    """The bits that a channel of a rank may carry: those of the matters that it takes, for each floor up to the rank."""

    def __init__(self, matters: Matters, floors: Sequence[int], least: Sequence[int]) -> None:
        """*least* is the lowest floor that counts for each matter: there are bits for it and those above."""
        self._entries = matters.entries
        self._of: dict[tuple[int, int], int] = {}
        self.any = [0] * 8
        self.carried = [[0] * 8 for _ in range(matters.size)]
        self.size = 0
        for floor in sorted(set(floors)):
            places = [place for place, lowest in enumerate(least) if lowest <= floor]
            self._of.update(((place, floor), self.size + number) for number, place in enumerate(places))
            every = (1 << len(places)) - 1
            for by_rank, mask in zip((self.any, *self.carried), (every, *matters.masks(places)), strict=True):
                for rank in range(floor, 8):
                    by_rank[rank] |= mask << self.size
            self.size += len(places)

    def of_way(self, number: int, rank: int) -> int:
        """The bits for the number of what a way is about, -1 for everything, and for its rank."""
        return (self.any if number < 0 else self.carried[number])[rank]

    def of_entry(self, position: int, rank: int) -> int:
        return self.of_way(self._entries.get(position, -1), rank)

    def of(self, place: int, floor: int) -> int | None:
        """The number of the bit of a matter at a floor; None where nothing is looked for there."""
        return self._of.get((place, floor))


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
        least: Sequence[int],
    ) -> None:
        """Of each matter only the floors from its *least* on are looked for."""
        first = list(seeds)
        best = max((seed.rank for seed in first), default=-1)  # what entered with less is heard with no more
        self._bits = bits = _Bits(matters, [floor for floor in floors if floor <= best], least)
        self._size = len(network.keys)
        self._growth: Growth | None = None
        told = [(s.forum, s.heard, new) for s in first if (new := bits.of_entry(s.position, s.rank))]
        if told and network.rounds is not None:
            self._growth = network.rounds.growth(told, bits.size, matters.ways, bits.of_way)
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
