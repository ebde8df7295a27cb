"""By when must a view be raised, for every stage and every stakeholder at once?

Going back from the latest day to the first, each forum gathers, as bits of one whole number, the stages
that a view heard there that day still reaches in time, once for each standing asked. A forum is looked at
again only on a meeting day on which that set grows, so all stages and standings share one pass.
"""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

from involvement.decisions.networks import Entry, Network, Step

__all__ = ["Deadlines"]

# (other forum, days and papers together, opens, closes, bits it may carry, last meetings by day)
_Edge = tuple[int, int, int, int, int, dict[int, int]]


class Deadlines:
    """The last days to raise a view, for each group of entry points and each (forum, day) asked.

    Days are exact. Every day on which something is still in time is looked at once: with few stages
    the cost is that of a search for each, with many it is bounded by the meetings of the forums.
    """

    def __init__(
        self,
        network: Network,
        entries: Sequence[Sequence[Entry]],
        asked: Sequence[tuple[int, int]],
        ranks: Sequence[int],
    ) -> None:
        """*ranks* are the standings to tell apart, strongest first, as `Index.ranks` gives them."""
        self._network = network
        self._entries = entries
        self._asked = asked
        self._floors = tuple(sorted(ranks))
        self._any = (1 << len(asked)) - 1
        self._up_to = [self._bits_up_to(rank) for rank in range(8)]
        self._starts: list[dict[int, int]] = [{} for _ in entries]
        self._grown: dict[int, list[tuple[int, int]]] = {}
        if self._floors:
            self._go_back()

    def _bits_up_to(self, rank: int) -> int:
        """All bits whose floor something of this rank satisfies: the bits of the lowest floor come first."""
        return (1 << len(self._asked) * sum(1 for floor in self._floors if floor <= rank)) - 1

    def _go_back(self) -> None:
        network, grown = self._network, self._grown
        at = self._entries_at()
        widest = network.widest([(entry.forum, entry.rank) for group in self._entries for entry in group])
        reached = [0] * len(network.keys)
        edges: dict[int, list[_Edge]] = {}
        known: dict[int, dict[int, int]] = {}
        waiting: dict[int, dict[int, int]] = {}
        days: list[int] = []
        for place, (forum, by) in enumerate(self._asked):
            meeting = network.meeting_by(forum, by)
            if widest[forum] >= 0 and meeting > 0:
                if meeting not in waiting:
                    waiting[meeting] = {}
                    heappush(days, -meeting)
                bits = self._each_floor(place) & self._up_to[widest[forum]]
                waiting[meeting][forum] = waiting[meeting].get(forum, 0) | bits
        found = _Found(self._starts)
        while days:
            day = -heappop(days)
            needed = ~found.done_after(day)
            bucket = waiting[day]
            while bucket:
                v, bits = bucket.popitem()
                new = bits & needed & ~reached[v]
                if not new:
                    continue
                reached[v] |= new
                if new & self._any:
                    grown.setdefault(v, []).append((day, new & self._any))
                for group, entry, papers in at.get(v, ()):
                    if day - papers >= entry.opens:
                        found.add(group, min(day - papers, entry.closes), new & self._up_to[entry.rank])
                if v not in edges:
                    edges[v] = self._edges_into(v, widest, known)
                for u, lag, opens, closes, usable, meetings in edges[v]:
                    onward = new & usable & ~reached[u]
                    if onward:
                        left = day - lag
                        if left < opens:
                            continue
                        left = min(left, closes)
                        earlier = meetings.get(left)
                        if earlier is None:
                            earlier = meetings[left] = network.meeting_by(u, left)
                        if earlier > 0:
                            at_day = waiting.get(earlier)
                            if at_day is None:
                                waiting[earlier] = {u: onward}
                                heappush(days, -earlier)
                            else:
                                at_day[u] = at_day.get(u, 0) | onward
            del waiting[day]

    def _edges_into(self, forum: int, widest: Sequence[int], known: dict[int, dict[int, int]]) -> list[_Edge]:
        """The ways into a forum from where views get, with the bits each may carry and the meetings looked up so far."""
        return [
            (
                u,
                lag,
                opens,
                closes,
                self._up_to[min(rank, widest[u])],
                known.setdefault(self._network.calendar_ids[u], {}),
            )
            for u, lag, opens, closes, rank, _ in self._network.into[forum]
            if widest[u] >= 0
        ]

    def _entries_at(self) -> dict[int, list[tuple[int, Entry, int]]]:
        at: dict[int, list[tuple[int, Entry, int]]] = {}
        for group, entries in enumerate(self._entries):
            for entry in entries:
                at.setdefault(entry.forum, []).append((group, entry, self._network.papers[entry.forum]))
        return at

    def _each_floor(self, place: int) -> int:
        return sum(1 << place + len(self._asked) * number for number in range(len(self._floors)))

    def latest(self, group: int, place: int) -> int | None:
        """The last day for a group of entry points about what was asked at a place, at any standing."""
        return self._starts[group].get(place)

    def last_days(self, group: int, place: int) -> tuple[tuple[int, int], ...]:
        """Pairs of rank and last day, strongest first, each later than the one before."""
        pairs: list[tuple[int, int]] = []
        for number in range(len(self._floors) - 1, -1, -1):
            day = self._starts[group].get(place + len(self._asked) * number)
            if day is not None and (not pairs or day > pairs[-1][1]):
                pairs.append((self._floors[number], day))
        return tuple(pairs)

    def way(self, group: int, place: int) -> tuple[Step, ...]:
        """A way that a view raised on the latest day can go; () if there is no such day."""
        raised = self.latest(group, place)
        if raised is None:
            return ()
        target = self._asked[place][0]
        for seed in self._network.seeds(self._entries[group], raised):
            if self._in_time(seed.forum, seed.heard, place):
                return self._followed(Step(seed.forum, seed.arrives, seed.heard, seed.position), target, place)
        raise AssertionError  # the latest day was found by going back along such a way

    def _in_time(self, forum: int, heard: int, place: int) -> bool:
        return any(day >= heard and bits >> place & 1 for day, bits in self._grown.get(forum, ()))

    def _followed(self, first: Step, target: int, place: int) -> tuple[Step, ...]:
        # Every forum in time has a next one in time; only hearings on one day could lead round in a ring.
        way = [first]
        untried = [self._onward(first, place)]
        seen = {first.forum}
        while way[-1].forum != target:
            step = next((step for step in untried[-1] if step.forum not in seen), None)
            if step is None:
                way.pop()
                untried.pop()
            else:
                seen.add(step.forum)
                way.append(step)
                untried.append(self._onward(step, place))
        return tuple(way)

    def _onward(self, here: Step, place: int) -> Iterator[Step]:
        steps = self._network.steps(here.forum, here.heard)
        return (step for step in steps if self._in_time(step.forum, step.heard, place))


class _Found:
    """The latest starts found so far, and which bits need no further looking because all groups have theirs."""

    def __init__(self, starts: Sequence[dict[int, int]]) -> None:
        self._starts = starts
        self._final = [0] * len(starts)
        self._ripening: list[tuple[int, int, int]] = []

    def add(self, group: int, raised: int, bits: int) -> None:
        starts = self._starts[group]
        bits &= ~self._final[group]
        better = 0
        while bits:
            lowest = bits & -bits
            bits ^= lowest
            place = lowest.bit_length() - 1
            if raised > starts.get(place, 0):
                starts[place] = raised
                better |= lowest
        if better:
            heappush(self._ripening, (-raised, group, better))

    def done_after(self, day: int) -> int:
        """The bits that nothing from this day back can better, for any group: their start is later than the day."""
        while self._ripening and -self._ripening[0][0] > day:
            _, group, bits = heappop(self._ripening)
            self._final[group] |= bits
        done = -1
        for final in self._final:
            done &= final
        return done if self._final else 0
