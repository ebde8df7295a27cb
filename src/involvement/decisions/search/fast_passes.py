"""Passes through time over arrays: what waits for which day, and what grew on which, in rows of 64-bit words.

Back through time the days run down. Forward they run up, and wait here as negative numbers.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any, Optional

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Words = NDArray[np.uint64]

__all__ = ["Grew", "Growth", "Waiting", "kinds_of_ways", "words_of"]

_ROWS = 4_096  # held at first
_LEAST_ROW_BITS = 28  # in what waits: room for so many rows must be left beside the forum and the kind of way

Grew = tuple[int, Any, Any]  # a day, the forums that grew on it, and the rows of what was new there


def words_of(np: Any, bits: int, words: int) -> "Words":
    """A whole number as a row of words."""
    return np.frombuffer(bits.to_bytes(8 * words, "little"), np.uint64)  # type: ignore[no-any-return]


def kinds_of_ways(
    np: Any, ranks: Any, about: Mapping[int, int], usable: Callable[[int, int], int], words: int, order: Any = None
) -> tuple[Any, Any]:
    """For each way the row of the bits that it may carry, -1 where it carries none; and the rows, the last for all.

    *ranks* are those of the ways in an *order*, -1 where nothing gets to one; *about* numbers, by position, what those are
    about that do not take everything; *usable* gives the bits for such a number, -1 for everything, and a rank.
    """
    kinds, row = np.arange(8), ranks
    if about:
        numbers = np.zeros(len(ranks), np.int64)
        numbers[np.fromiter(about, np.int64, len(about))] = np.fromiter(about.values(), np.int64, len(about)) + 1
        numbers = numbers if order is None else numbers[order]
        kinds, row = np.unique(np.where(ranks < 0, -1, numbers << 3 | ranks), return_inverse=True)
    bits = [0 if kind < 0 else usable((kind >> 3) - 1, kind & 7) for kind in (*kinds.tolist(), 7)]
    idle = np.array([not mask for mask in bits])
    return np.where((ranks < 0) | idle[row], -1, row), np.stack([words_of(np, mask, words) for mask in bits])


class Waiting:
    """What waits, by day: forum, row and kind of way in one whole number, so that sorting puts forums together."""

    def __init__(self, np: Any, forums: int, kinds: Any, row_bits: int) -> None:
        self._np = np
        self._kinds = kinds
        self._kind_bits = len(kinds).bit_length()
        self._forum_at = row_bits + self._kind_bits
        self._kind, self._row = (1 << self._kind_bits) - 1, (1 << row_bits) - 1
        self._chunks: dict[int, list[Any]] = {}
        self._days: list[int] = []
        self._reached = np.zeros((forums, kinds.shape[1]), np.uint64)
        self._rows = np.empty((_ROWS, kinds.shape[1]), np.uint64)
        self._first = 0  # the number of the row held first
        self._next = 0

    @classmethod
    def of(cls, np: Any, forums: int, kinds: Any) -> Optional["Waiting"]:
        """Nothing that waits yet, for ways of these kinds; None where too many leave no room."""
        row_bits = 63 - forums.bit_length() - len(kinds).bit_length()
        return cls(np, forums, kinds, row_bits) if row_bits >= _LEAST_ROW_BITS else None

    def begin(self, seeds: Sequence[tuple[int, int, int]]) -> None:
        """Lets forums wait for bits, from (forum, day, bits)."""
        np = self._np
        for forum, day, bits in seeds:
            first = self._keep(words_of(np, bits, self._rows.shape[1])[None, :])
            self.add(np.array([day]), np.array([forum]), np.array([first]), np.array([len(self._kinds) - 1]))

    def days(self) -> Iterator[int]:
        """The days on which something waits, the latest first, also those that are added on the way."""
        while self._days:
            day = -heappop(self._days)
            yield day
            del self._chunks[day]

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

    def growing(self, day: int, needed: Any) -> Iterator[tuple[Any, Any, int]]:
        """The forums that gain some of the bits needed on the day, sorted, and their new rows, until none does.

        Beside them stands the number of the first of the rows, for which other forums may wait.
        """
        np, reached = self._np, self._reached
        while self._chunks[day]:
            waits, self._chunks[day] = np.concatenate(self._chunks[day]), []
            waits.sort()
            forums = waits >> self._forum_at
            starts = np.flatnonzero(np.append(True, forums[1:] != forums[:-1]))
            bits = self._rows[(waits >> self._kind_bits & self._row) - self._first]
            bits &= self._kinds[waits & self._kind]
            forums, rows = forums[starts], np.bitwise_or.reduceat(bits, starts, axis=0)
            rows &= needed & ~reached[forums]
            grew = rows.any(axis=1)
            forums, rows = forums[grew], rows[grew]
            if forums.size:
                reached[forums] |= rows
                yield forums, rows, self._keep(rows)

    def _keep(self, rows: Any) -> int:
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


class Growth:
    """What a pass logged, by forum: the day on which a bit was first there."""

    def __init__(self, log: Sequence[Grew]) -> None:
        import numpy as np

        forums = np.concatenate([forums for _, forums, _ in log])
        self._rows = np.concatenate([rows for _, _, rows in log])
        self._order = order = np.argsort(forums, kind="stable")
        days = np.repeat([day for day, _, _ in log], [len(forums) for _, forums, _ in log])
        self._days: list[int] = days[order].tolist()
        self._first: list[int] = np.searchsorted(forums[order], np.arange(int(forums.max()) + 2)).tolist()

    def day_of(self, forum: int, bit: int, never: int) -> int:
        """The day on which the forum first held the bit, or *never*."""
        if forum + 1 >= len(self._first):
            return never
        first, last = self._first[forum : forum + 2]
        word, shift = divmod(bit, 64)
        held = self._rows[self._order[first:last], word].tolist()
        return next((day for day, bits in zip(self._days[first:last], held, strict=True) if bits >> shift & 1), never)
