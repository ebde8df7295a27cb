"""Latest starts on a large map: the pass of `deadlines` over flat arrays, with the extra `fast`.

All forums that meet on one day are looked at together; a stage and a standing asked are a bit in rows of 64-bit words,
as they are bits of one whole number there. The answers are the same to the last day.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any, Optional

from involvement.decisions.search.fast_routes import MOST_COUNTED, WayArrays
from involvement.decisions.search.networks import Network

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    _Words = NDArray[np.uint64]
    _Numbers = NDArray[np.int64]

__all__ = ["MOST_BITS", "DeadlineArrays", "Growth"]

MOST_BITS = 1_024  # in one pass: rows of sixteen words
_SPAN = 1_500  # days tabled before the first day asked, at first
_MOST_TABLED = 40_000_000
_ROWS = 4_096  # held at first
_LEAST_ROW_BITS = 28  # in what waits: room for so many rows must be left beside the forum and the kind of way

Meet = Callable[[int, int, int], None]  # told of a forum with an entry point, a day, and the bits heard there in time


class DeadlineArrays:
    """The ways of a network by the forum they lead to, and for each calendar the last meeting by each day."""

    def __init__(self, network: Network, ways: WayArrays) -> None:
        import numpy as np

        self._np = np
        self._network = network
        self._first = ways.into.first
        self._order = order = ways.into.ways
        self._before, self._rank = ways.source[order], ways.rank[order]
        self._lag, self._opens, self._closes = ways.lag[order], ways.opens[order], ways.closes[order]
        self._kind = None if ways.kind is None else ways.kind[order]
        self._counted = ways.counted
        places: dict[int, int] = {}
        self._row = np.array([places.setdefault(calendar, len(places)) for calendar in network.calendar_ids], np.int64)
        self._samples = list({calendar: forum for forum, calendar in enumerate(network.calendar_ids)}.values())
        self._table: _Numbers = np.empty((0, 0), np.int64)
        self._earlier: Any = None
        self._base = 0

    @classmethod
    def of(cls, network: Network) -> Optional["DeadlineArrays"]:
        """The arrays for a network, or None where it is small or numpy is not there."""
        few = len(network.counted) <= MOST_COUNTED
        return cls(network, network.arrays) if network.arrays is not None and few else None

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
        # Of each day as `_left_out` says it.
        self._earlier = np.zeros((len(days), 1 + len(self._counted)), np.int32)
        for row, lag in enumerate(self._counted, 1):
            self._earlier[:, row] = days - lag.earlier(np, days)
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
        numbers: Mapping[int, int],
        carried: Sequence[int],
    ) -> bool:
        """Goes back from the (forum, day, bits) asked; tells *meet* what is heard at *doors*. False if it cannot.

        *log* gathers for each day the forums and the rows that grew, of the words that hold the first *kept* bits.
        *numbers* says of a way that may not carry all bits, by its position, which of *carried* it may.
        """
        np = self._np
        last = max(day for _, day, _ in seeds)
        if not self.tabled(min(day for _, day, _ in seeds) - _SPAN, last):
            return False
        words = -(-bits // 64)
        cap, caps = self._caps(widest, up_to, numbers, carried, words)
        row_bits = 63 - len(widest).bit_length() - len(caps).bit_length()
        if row_bits < _LEAST_ROW_BITS:
            return False
        is_door = np.zeros(len(widest), bool)
        is_door[list(doors)] = True
        reached = np.zeros((len(widest), words), np.uint64)
        waiting = _Waiting(np, words, row_bits, len(caps).bit_length())
        for forum, day, asked in seeds:
            first = waiting.keep(self._words(asked, words)[None, :])
            waiting.add(np.array([day]), np.array([forum]), np.array([first]), np.array([len(caps) - 1]))
        for day in waiting.days():
            needed = self._words(~done_after(day) & ((1 << bits) - 1), words)
            for told, rows in waiting.on(day, caps):
                rows &= needed & ~reached[told]  # noqa: PLW2901 - in place: it is the largest array of all
                grew = rows.any(axis=1)
                forums, new = told[grew], rows[grew]
                if not forums.size:
                    continue
                reached[forums] |= new
                if kept:
                    log.append((day, forums, new[:, : -(-kept // 64)].copy()))
                for place in np.flatnonzero(is_door[forums]):
                    meet(int(forums[place]), day, int.from_bytes(new[place].tobytes(), "little"))
                first = waiting.keep(new)
                own, ways = self._ways_into(forums)
                left = day - self._lag[ways]
                if self._kind is not None:
                    left -= self._left_out(day)[self._kind[ways]]
                usable = (left >= self._opens[ways]) & (cap[ways] >= 0)
                own, ways, left = own[usable], ways[usable], np.minimum(left[usable], self._closes[ways[usable]])
                before = self._before[ways]
                furthest = int(left.min(initial=self._base))
                if furthest < self._base and not self.tabled(min(furthest, 2 * self._base - last), last):
                    return False
                meetings = self._table[self._row[before], left - self._base]
                held = meetings > 0
                waiting.add(meetings[held], before[held], first + own[held], cap[ways[held]])
        return True

    def _caps(
        self,
        widest: Sequence[int],
        up_to: Sequence[int],
        numbers: Mapping[int, int],
        carried: Sequence[int],
        words: int,
    ) -> tuple[Any, Any]:
        """For each way the row of the bits that it may carry, -1 where nothing gets to it; and the rows, the last for all."""
        np = self._np
        cap = np.minimum(self._rank, np.array(widest, np.int64)[self._before])
        if not numbers:
            return cap, np.stack([self._words(up_to[rank], words) for rank in range(8)])
        about = np.zeros(len(self._order), np.int64)
        about[np.fromiter(numbers, np.int64, len(numbers))] = np.fromiter(numbers.values(), np.int64, len(numbers)) + 1
        kinds, row = np.unique(np.where(cap < 0, -1, about[self._order] << 3 | cap), return_inverse=True)
        bits = [
            0 if kind < 0 else up_to[kind & 7] & (carried[(kind >> 3) - 1] if kind >> 3 else -1)
            for kind in (*kinds.tolist(), 7)
        ]
        rows = np.stack([self._words(mask, words) for mask in bits])
        idle = np.array([not mask for mask in bits])
        return np.where(idle[row], -1, row), rows

    def _left_out(self, day: int) -> Any:
        """How far back from a day the lags go that leave days out, behind 0 for those that leave none out."""
        if day >= self._base:
            return self._earlier[day - self._base]
        return self._np.array([0, *(day - (day - lag) for lag in self._counted)])

    def _words(self, number: int, words: int) -> Any:
        return self._np.frombuffer(number.to_bytes(8 * words, "little"), self._np.uint64)

    def _ways_into(self, forums: Any) -> tuple[Any, Any]:
        """For each way into the forums, which of them it leads to, and its number."""
        np = self._np
        counts = self._first[forums + 1] - self._first[forums]
        rows = np.repeat(np.arange(len(forums)), counts)
        ends = np.cumsum(counts)
        return rows, np.arange(int(ends[-1])) - np.repeat(ends - counts - self._first[forums], counts)


class _Waiting:
    """What waits, by day: forum, row and kind of way in one whole number, so that sorting puts forums together."""

    def __init__(self, np: Any, words: int, row_bits: int, kind_bits: int) -> None:
        self._np = np
        self._kind_bits, self._forum_at = kind_bits, row_bits + kind_bits
        self._kind, self._row = (1 << kind_bits) - 1, (1 << row_bits) - 1
        self._chunks: dict[int, list[Any]] = {}
        self._days: list[int] = []
        self._rows = np.empty((_ROWS, words), np.uint64)
        self._first = 0  # the number of the row held first
        self._next = 0

    def days(self) -> Iterator[int]:
        """The days on which something waits, the latest first, also those that are added on the way."""
        while self._days:
            day = -heappop(self._days)
            yield day
            del self._chunks[day]

    def keep(self, rows: Any) -> int:
        """Keeps rows of bits, for which forums will wait; the number of the first of them."""
        first, self._next = self._next, self._next + len(rows)
        if self._next - self._first > len(self._rows):
            self._make_room(first)
        self._rows[first - self._first : self._next - self._first] = rows
        return first

    def _make_room(self, end: int) -> None:
        """Forgets the rows before the first that something waits for, and doubles the room until all fits."""
        np = self._np
        waited = (
            int((waits >> self._kind_bits & self._row).min()) for chunks in self._chunks.values() for waits in chunks
        )
        first = min(waited, default=end)
        size = len(self._rows)
        while size < 2 * (self._next - first):
            size *= 2
        rows = np.empty((size, self._rows.shape[1]), np.uint64)
        rows[: end - first] = self._rows[first - self._first : end - self._first]
        self._rows, self._first = rows, first

    def add(self, days: Any, forums: Any, rows: Any, kinds: Any) -> None:
        """Lets forums wait for rows, each until its day; of a row counts what the kind of way may carry."""
        np = self._np
        if not days.size:
            return
        order = np.argsort(days)
        days = days[order]
        waits = (forums.astype(np.int64) << self._forum_at | rows << self._kind_bits | kinds)[order]
        starts = np.flatnonzero(np.append(True, days[1:] != days[:-1])).tolist()
        for day, start, end in zip(days[starts].tolist(), starts, [*starts[1:], len(days)], strict=True):
            if day not in self._chunks:
                self._chunks[day] = []
                heappush(self._days, -day)
            self._chunks[day].append(waits[start:end])

    def on(self, day: int, caps: Any) -> Iterator[tuple[Any, Any]]:
        """The forums for which something waits on the day, each once and sorted, with all of the bits; until none does."""
        np = self._np
        while self._chunks[day]:
            waits, self._chunks[day] = np.concatenate(self._chunks[day]), []
            waits.sort()
            forums = waits >> self._forum_at
            starts = np.flatnonzero(np.append(True, forums[1:] != forums[:-1]))
            bits = self._rows[(waits >> self._kind_bits & self._row) - self._first]
            bits &= caps[waits & self._kind]
            yield forums[starts], np.bitwise_or.reduceat(bits, starts, axis=0)


class Growth:
    """What a pass logged, by forum: the day on which a bit was first there."""

    def __init__(self, log: Sequence[tuple[int, Any, Any]]) -> None:
        import numpy as np

        self._np = np
        forums = np.concatenate([forums for _, forums, _ in log])
        order = np.argsort(forums, kind="stable")
        self._rows = np.concatenate([rows for _, _, rows in log])[order]
        self._days = np.repeat([day for day, _, _ in log], [len(forums) for _, forums, _ in log])[order]
        self._first = np.searchsorted(forums[order], np.arange(int(forums.max()) + 2))

    def day_of(self, forum: int, bit: int) -> int:
        """The latest day on which the forum held the bit, or -1."""
        if forum + 1 >= len(self._first):
            return -1
        first, last = self._first[forum : forum + 2]
        word, shift = divmod(bit, 64)
        held = self._np.flatnonzero(self._rows[first:last, word] >> shift & 1)
        return int(self._days[first + held[0]]) if held.size else -1
