"""By when must a view be raised, on a large map? The pass of `deadlines` over flat arrays, with the extra `fast`.

All forums that meet on one day are looked at together; a stage and a standing asked are a bit in rows of 64-bit words,
as they are bits of one whole number there. The answers are the same to the last day.
"""

from collections.abc import Callable, Sequence
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any, Optional

from involvement.decisions.networks import Network
from involvement.decisions.way_arrays import WayArrays

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    _Words = NDArray[np.uint64]
    _Numbers = NDArray[np.int64]

__all__ = ["MOST_BITS", "DeadlineArrays"]

MOST_BITS = 512  # in one pass: rows of eight words
_SPAN = 1_500  # days tabled before the first day asked, at first
_MOST_TABLED = 40_000_000

Meet = Callable[[int, int, int], None]  # told of a forum with an entry point, a day, and the bits heard there in time


class DeadlineArrays:
    """The ways of a network by the forum they lead to, and for each calendar the last meeting by each day."""

    def __init__(self, network: Network, ways: WayArrays) -> None:
        import numpy as np

        self._np = np
        self._network = network
        self._first = ways.into.first
        order = ways.into.ways
        self._before, self._rank = ways.source[order], ways.rank[order]
        self._lag, self._opens, self._closes = ways.lag[order], ways.opens[order], ways.closes[order]
        places: dict[int, int] = {}
        self._row = np.array([places.setdefault(own, len(places)) for own in network.calendar_ids], np.int64)
        self._samples = list({own: forum for forum, own in enumerate(network.calendar_ids)}.values())
        self._table: _Numbers = np.empty((0, 0), np.int64)
        self._base = 0

    @classmethod
    def of(cls, network: Network) -> Optional["DeadlineArrays"]:
        """The arrays for a network, or None where it is small or numpy is not there."""
        return None if network.arrays is None else cls(network, network.arrays)

    def tabled(self, first: int, last: int) -> bool:
        """Makes the table for the days from *first* to *last*; False where it would be too large."""
        np = self._np
        first = max(first, 1)
        if len(self._samples) * (last - first + 1) > _MOST_TABLED:
            return False
        self._base = first
        days = np.arange(first, last + 1)
        table = np.empty((len(self._samples), len(days)), np.int64)
        rows = {int(self._row[forum]): forum for forum in self._samples}
        for row, forum in rows.items():
            if self._network.previous[forum] is None:
                table[row] = days
            else:
                table[row] = self._meetings(forum, first, last)
        self._table = table
        return True

    def _meetings(self, forum: int, first: int, last: int) -> Any:
        """The last meeting by each of the days, found from the last one back."""
        np = self._np
        found = np.empty(last - first + 1, np.int64)
        day = last
        while day >= first:
            meeting = self._network.meeting_by(forum, day)
            found[max(meeting - first, 0) : day - first + 1] = meeting
            day = meeting - 1
        return found

    def go_back(
        self,
        seeds: Sequence[tuple[int, int, int]],
        *,
        bits: int,
        kept: int,
        widest: Sequence[int],
        up_to: Sequence[int],
        doors: Sequence[int],
        meet: Meet,
        done_after: Callable[[int], int],
        log: list[tuple[int, Any, Any]],
    ) -> bool:
        """Goes back from the (forum, day, bits) asked; tells *meet* what is heard at *doors*. False if it cannot.

        *log* gathers for each day the forums and the rows that grew, of the words that hold the first *kept* bits.
        """
        np = self._np
        last = max(day for _, day, _ in seeds)
        if not self.tabled(min(day for _, day, _ in seeds) - _SPAN, last):
            return False
        words = -(-bits // 64)
        caps = np.stack([self._words(up_to[rank], words) for rank in range(8)])
        reach = np.array(widest, np.int64)
        cap = np.minimum(self._rank, reach[self._before])
        is_door = np.zeros(len(widest), bool)
        is_door[list(doors)] = True
        reached = np.zeros((len(widest), words), np.uint64)
        waiting: dict[int, list[tuple[Any, Any]]] = {}
        days: list[int] = []
        for forum, day, asked in seeds:
            if day not in waiting:
                waiting[day] = []
                heappush(days, -day)
            waiting[day].append((np.array([forum]), self._words(asked, words)[None, :]))
        while days:
            day = -heappop(days)
            needed = self._words(~done_after(day) & ((1 << bits) - 1), words)
            while waiting[day]:
                forums, new = self._merged(waiting[day])
                waiting[day] = []
                new &= needed & ~reached[forums]
                grew = new.any(axis=1)
                forums, new = forums[grew], new[grew]
                if not forums.size:
                    continue
                reached[forums] |= new
                if kept:
                    log.append((day, forums, new[:, : -(-kept // 64)].copy()))
                for place in np.flatnonzero(is_door[forums]):
                    meet(int(forums[place]), day, int.from_bytes(new[place].tobytes(), "little"))
                rows, ways = self._ways_into(forums)
                left = day - self._lag[ways]
                usable = (left >= self._opens[ways]) & (cap[ways] >= 0)
                rows, ways, left = rows[usable], ways[usable], np.minimum(left[usable], self._closes[ways[usable]])
                before = self._before[ways]
                onward = new[rows] & caps[cap[ways]] & ~reached[before]
                some = onward.any(axis=1)
                before, onward, left = before[some], onward[some], left[some]
                furthest = int(left.min(initial=self._base))
                if furthest < self._base and not self.tabled(min(furthest, 2 * self._base - last), last):
                    return False
                meetings = self._table[self._row[before], left - self._base]
                self._wait(meetings, before, onward, waiting, days)
            del waiting[day]
        return True

    def _words(self, number: int, words: int) -> Any:
        return self._np.frombuffer(number.to_bytes(8 * words, "little"), self._np.uint64)

    def _merged(self, chunks: list[tuple[Any, Any]]) -> tuple[Any, Any]:
        """The forums of some chunks, each once and sorted, with all of their bits."""
        np = self._np
        forums = np.concatenate([forums for forums, _ in chunks])
        bits = np.concatenate([bits for _, bits in chunks])
        order = np.argsort(forums, kind="stable")
        forums, bits = forums[order], bits[order]
        starts = np.flatnonzero(np.concatenate([[True], forums[1:] != forums[:-1]]))
        return forums[starts], np.bitwise_or.reduceat(bits, starts, axis=0)

    def _ways_into(self, forums: Any) -> tuple[Any, Any]:
        """For each way into the forums, which of them it leads to, and its number."""
        np = self._np
        counts = self._first[forums + 1] - self._first[forums]
        rows = np.repeat(np.arange(len(forums)), counts)
        ends = np.cumsum(counts)
        return rows, np.arange(int(ends[-1])) - np.repeat(ends - counts - self._first[forums], counts)

    def _wait(
        self, meetings: Any, forums: Any, bits: Any, waiting: dict[int, list[tuple[Any, Any]]], days: list[int]
    ) -> None:
        np = self._np
        held = meetings > 0
        meetings, forums, bits = meetings[held], forums[held], bits[held]
        if not meetings.size:
            return
        order = np.argsort(meetings, kind="stable")
        meetings, forums, bits = meetings[order], forums[order], bits[order]
        starts = np.flatnonzero(np.concatenate([[True], meetings[1:] != meetings[:-1]]))
        for start, end in zip(starts, [*starts[1:], len(meetings)], strict=True):
            day = int(meetings[start])
            if day not in waiting:
                waiting[day] = []
                heappush(days, -day)
            waiting[day].append((forums[start:end], bits[start:end]))
