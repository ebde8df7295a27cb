"""Latest starts for every stage and stakeholder at once: one pass back through time.

Going back from the latest day to the first, each forum gathers, as bits of one whole number, the stages
that a view heard there that day still reaches in time, once for each standing asked. A forum is looked at
again only on a meeting day on which that set grows, so all stages and standings share one pass.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import heappop, heappush

from involvement.calendars.day_counts import Lag
from involvement.decisions.search.fast_deadlines import MOST_BITS, DeadlineArrays
from involvement.decisions.search.fast_passes import Grew, Growth
from involvement.decisions.search.matters import Matters
from involvement.decisions.search.networks import Entry, Network, Step
from involvement.standing import Standing

__all__ = ["Asked", "Deadlines"]

# A forum, a day, and the rank with which a view is to be heard there by then.
Asked = tuple[int, int, int]
# (other forum, days and papers together, opens, closes, bits it may carry, last meetings by day)
_Edge = tuple[int, int | Lag, int, int, int, dict[int, int]]
_HEARD = Standing.CONSULTED.rank
_NEVER = (0, 0)


class Deadlines:
    """The last days to raise a view, for each group of entry points and each (forum, day, rank) asked.

    The rank is that with which a view is to be heard there. Days are exact. Every day on which something is still in
    time is looked at once: with few stages the cost is that of a search for each, with many it is bounded by the
    meetings of the forums.
    """

    def __init__(
        self,
        network: Network,
        entries: Sequence[Sequence[Entry]],
        asked: Sequence[Asked],
        ranks: Sequence[int],
        *,
        arrays: DeadlineArrays | None = None,
        ways: bool = True,
        matters: Matters | None = None,
    ) -> None:
        """*ranks* are the standings to tell apart, strongest first; *ways* says whether `way` will be asked.

        *matters* says which channels take views about what is asked at each place; None: all take any.
        """
        self._network = network
        self._matters = matters
        self._entries = entries
        self._asked = asked
        self._pass_of: dict[int, tuple[_Pass, int]] = {}
        widest = network.widest([(entry.forum, entry.rank) for group in entries for entry in group])
        # Stages of about the same time share a pass: their ways overlap, and rows of bits stay short.
        order = sorted((place for place in range(len(asked)) if ranks), key=lambda place: (-asked[place][1], place))
        size = len(order) if arrays is None else MOST_BITS // len(ranks or (0,))
        for first in range(0, len(order), size or 1):
            places = order[first : first + size]
            carries = None if matters is None else _Carries(matters, places)
            one = _Pass(network, entries, [asked[place] for place in places], ranks, widest, ways=ways, carries=carries)
            one.go_back(arrays)
            self._pass_of.update((place, (one, local)) for local, place in enumerate(places))

    def latest(self, group: int, place: int) -> int | None:
        """The last day for a group of entry points about what was asked at a place, with the rank asked."""
        needs = self._asked[place][2]
        return max((day for rank, day, _ in self.last_days(group, place) if rank >= needs), default=None)

    def last_days(self, group: int, place: int) -> tuple[tuple[int, int, int], ...]:
        """Rank, last day and the forum to speak at, strongest first, each day later than the one before.

        Of several forums it is the first by key.
        """
        found = self._pass_of.get(place)
        days: list[tuple[int, int, int]] = []
        for rank, day, forum in () if found is None else found[0].by_rank(group, found[1]):
            if not days or day > days[-1][1]:
                days.append((rank, day, forum))
        return tuple(days)

    def way(self, group: int, place: int, needs: int) -> tuple[Step, ...]:
        """A way that a view raised on the last day with a rank can go: that asked, or a weaker one; () if there is none.

        It begins at the forum that is named to speak at.
        """
        enough = [(day, forum) for rank, day, forum in self.last_days(group, place) if rank >= needs]
        if not enough:
            return ()
        raised, where = max(enough)
        one, local = self._pass_of[place]
        by = one.deadlines(local, needs)
        # There is one: the last day was found by going back along such a way.
        entries = (entry for entry in self._entries[group] if entry.rank >= needs and entry.forum == where)
        takes = (entry for entry in entries if self._takes(place, entry))
        seeds = (
            seed for entry in takes for seed in self._network.seeds([entry], raised)
        )  # most often the first will do
        seed = next(seed for seed in seeds if seed.heard <= by(seed.forum))
        first = Step(seed.forum, seed.arrives, seed.heard, seed.position)
        return self._followed(first, place, by, needs)

    def _takes(self, place: int, entry: Entry) -> bool:
        return self._matters is None or self._matters.takes_entry(place, entry.position)

    def _followed(self, first: Step, place: int, by: Callable[[int], int], floor: int) -> tuple[Step, ...]:
        # Every forum in time has a next one in time; only hearings on one day could lead round in a ring.
        way = [first]
        untried = [self._onward(first, place, by, floor)]
        seen = {first.forum}
        while way[-1].forum != self._asked[place][0]:
            step = next((step for step in untried[-1] if step.forum not in seen), None)
            if step is None:
                way.pop()
                untried.pop()
            else:
                seen.add(step.forum)
                way.append(step)
                untried.append(self._onward(step, place, by, floor))
        return tuple(way)

    def _onward(self, here: Step, place: int, by: Callable[[int], int], floor: int) -> Iterator[Step]:
        matters = self._matters
        return (
            step
            for step in self._network.steps(here.forum, here.heard, floor)
            if step.heard <= by(step.forum) and (matters is None or matters.takes_way(place, step.position))
        )


class _Carries:
    """For one pass, the bits that each channel may carry for what it is about: a bit for each of some places."""

    def __init__(self, matters: Matters, places: Sequence[int]) -> None:
        self.matters = matters
        self.bits = matters.masks(places)

    def spread(self, size: int, floors: int) -> None:
        """Makes them bits for each place and each floor."""
        self.bits = [sum(mask << size * number for number in range(floors)) for mask in self.bits]

    def of_way(self, position: int) -> int:
        number = self.matters.ways.get(position)
        return -1 if number is None else self.bits[number]

    def of_entry(self, position: int) -> int:
        number = self.matters.entries.get(position)
        return -1 if number is None else self.bits[number]


class _Pass:
    """One way back through time for some of what was asked: a bit for each of them and each floor.

    The floors of each, in its own order, begin with those of which the ways may be asked: the least rank that is enough,
    and the weaker ones with which a view is heard at all.
    """

    def __init__(
        self,
        network: Network,
        entries: Sequence[Sequence[Entry]],
        asked: Sequence[Asked],
        ranks: Sequence[int],
        widest: Sequence[int],
        *,
        ways: bool,
        carries: _Carries | None,
    ) -> None:
        self._network = network
        self._asked = asked
        self._carries = carries
        self._widest = widest
        self._size = len(asked)
        orders = {needs: _floors(ranks, needs) for needs in {needs for _, _, needs in asked}}
        self._floors = [orders[needs][0] for _, _, needs in asked]
        first = max((orders[needs][1] for needs in orders), default=0) if ways else 0
        self._kept = (1 << self._size * first) - 1
        self._up_to = self._masks({needs: floors for needs, (floors, _) in orders.items()})
        if carries is not None:
            carries.spread(self._size, len(self._floors[0]))
        self._doors: dict[int, dict[tuple[int, int, int], int]] = {}  # by forum: the bits of each group and window
        for group, starts in enumerate(entries):
            for entry in starts:
                usable = self._up_to[entry.rank] & (-1 if carries is None else carries.of_entry(entry.position))
                doors, window = self._doors.setdefault(entry.forum, {}), (group, entry.opens, entry.closes)
                doors[window] = doors.get(window, 0) | usable
        self.starts: list[dict[int, tuple[int, int]]] = [{} for _ in entries]
        self._found = _Found(self.starts)
        self._grown: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._log: list[Grew] = []
        self._growth: Growth | None = None

    def _masks(self, floors_of: Mapping[int, tuple[int, ...]]) -> list[int]:
        """For each rank, the bits that it may carry: those of floors up to it."""
        places: dict[int, int] = {}
        for local, (_, _, needs) in enumerate(self._asked):
            places[needs] = places.get(needs, 0) | 1 << local
        masks = [0] * 8
        for needs, mask in places.items():
            for number, floor in enumerate(floors_of[needs]):
                for rank in range(floor, 8):
                    masks[rank] |= mask << self._size * number
        return masks

    def by_rank(self, group: int, local: int) -> Iterator[tuple[int, int, int]]:
        """The last day at each rank and where to speak, strongest first."""
        floors = self._floors[local]
        for floor in sorted(floors, reverse=True):
            found = self.starts[group].get(local + self._size * floors.index(floor))
            if found is not None:
                yield floor, *found

    def deadlines(self, local: int, needs: int) -> Callable[[int], int]:
        """For a forum, the last day to be heard there in time for what was asked, with a rank, or -1."""
        floors = self._floors[local]
        bit = local + self._size * floors.index(min(floor for floor in floors if floor >= needs))
        if not self._log:
            return lambda forum: next((day for day, bits in self._grown.get(forum, ()) if bits >> bit & 1), -1)
        if self._growth is None:
            self._growth = Growth(self._log)
        growth = self._growth
        return lambda forum: growth.day_of(forum, bit, -1)

    def go_back(self, arrays: DeadlineArrays | None) -> None:
        """Finds the starts: over arrays where there are some and they are not too large, else forum by forum."""
        seeds = []
        for place, (forum, by, _) in enumerate(self._asked):
            meeting = self._network.meeting_by(forum, by)
            if self._widest[forum] >= 0 and meeting > 0:
                bits = sum(1 << place + self._size * number for number in range(len(self._floors[place])))
                seeds.append((forum, meeting, bits & self._up_to[self._widest[forum]]))
        if not seeds or (arrays is not None and self._over_arrays(arrays, seeds)):
            return
        self._one_by_one(seeds)

    def _over_arrays(self, arrays: DeadlineArrays, seeds: Sequence[tuple[int, int, int]]) -> bool:
        """True if that found the starts; if not, nothing is left of the attempt."""
        done = arrays.go_back(
            seeds,
            bits=self._size * len(self._floors[0]),
            kept=self._kept.bit_length(),
            widest=self._widest,
            doors=list(self._doors),
            meet=self._meet,
            done_after=self._found.done_after,
            log=self._log,
            about={} if self._carries is None else self._carries.matters.ways,
            usable=self._usable,
        )
        if not done:
            self._log.clear()
            self.starts = [{} for _ in self.starts]
            self._found = _Found(self.starts)
        return done

    def _usable(self, number: int, rank: int) -> int:
        """The bits that a way of a rank may carry, by the number of what it is about, -1 for everything."""
        return self._up_to[rank] & (-1 if number < 0 or self._carries is None else self._carries.bits[number])

    def _meet(self, forum: int, day: int, bits: int) -> None:
        for (group, opens, closes), usable in self._doors[forum].items():
            left = day - self._network.papers[forum]
            if left >= opens:
                self._found.add(group, forum, min(left, closes), bits & usable)

    def _one_by_one(self, seeds: Sequence[tuple[int, int, int]]) -> None:
        network, grown, kept = self._network, self._grown, self._kept
        reached = [0] * len(network.keys)
        edges: dict[int, list[_Edge]] = {}
        known: dict[int, dict[int, int]] = {}
        waiting: dict[int, dict[int, int]] = {}
        days: list[int] = []
        for forum, meeting, bits in seeds:
            if meeting not in waiting:
                waiting[meeting] = {}
                heappush(days, -meeting)
            waiting[meeting][forum] = waiting[meeting].get(forum, 0) | bits
        while days:
            day = -heappop(days)
            needed = ~self._found.done_after(day)
            bucket = waiting[day]
            while bucket:
                v, bits = bucket.popitem()
                new = bits & needed & ~reached[v]
                if not new:
                    continue
                reached[v] |= new
                if new & kept:
                    grown[v].append((day, new & kept))
                if v in self._doors:
                    self._meet(v, day, new)
                if v not in edges:
                    edges[v] = self._edges_into(v, known)
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

    def _edges_into(self, forum: int, known: dict[int, dict[int, int]]) -> list[_Edge]:
        """The ways into a forum from where views get, with the bits each may carry and the meetings looked up so far."""
        widest, ids, carries = self._widest, self._network.calendar_ids, self._carries
        return [
            (
                u,
                lag,
                opens,
                closes,
                self._up_to[min(rank, widest[u])] & (-1 if carries is None else carries.of_way(position)),
                known.setdefault(ids[u], {}),
            )
            for u, lag, opens, closes, rank, position in self._network.into[forum]
            if widest[u] >= 0
        ]


class _Found:
    """The latest starts found so far, and which bits need no further looking because all groups have theirs."""

    def __init__(self, starts: Sequence[dict[int, tuple[int, int]]]) -> None:
        self._starts = starts
        self._final = [0] * len(starts)
        self._ripening: list[tuple[int, int, int]] = []

    def add(self, group: int, forum: int, raised: int, bits: int) -> None:
        """Keeps a day and the forum for the bits that it betters; of the same day, the forum with the first key."""
        starts = self._starts[group]
        bits &= ~self._final[group]
        better = 0
        while bits:
            lowest = bits & -bits
            bits ^= lowest
            place = lowest.bit_length() - 1
            day, where = starts.get(place, _NEVER)
            if raised > day:
                starts[place] = raised, forum
                better |= lowest
            elif raised == day and forum < where:
                starts[place] = raised, forum
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


def _floors(ranks: Sequence[int], needs: int) -> tuple[tuple[int, ...], int]:
    """All ranks, first those of which ways may be asked, then the others; and how many are the first."""
    first = [min((rank for rank in ranks if rank >= needs), default=-1), *range(needs - 1, _HEARD - 1, -1)]
    first = [rank for rank in first if rank in ranks]
    return (*first, *sorted(set(ranks).difference(first))), len(first)
