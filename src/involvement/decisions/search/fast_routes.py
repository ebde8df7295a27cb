"""The ways of a large network as arrays: what the searches with the extra `fast` share.

They give what the searches over lists give, to the last one; only the time they take differs.
"""

from collections.abc import Collection, Sequence
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Optional

from involvement.calendars.day_counts import Lag

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int32]

__all__ = ["LARGE", "MOST_COUNTED", "WayArrays"]

LARGE = 20_000  # ways: below that the arrays cost more than they save
MOST_COUNTED = 4_096  # lags that leave days out: with more, days are searched over lists
_MOST_STEPS = 100  # a network with longer routes is finished over lists
_RANKS = 8


class _Ordered(NamedTuple):
    """Ways in the order of the forum at one end, and where those of each forum begin."""

    ways: Any
    first: Any

    def of(self, np: Any, forums: Any) -> tuple[Any, Any]:
        """For each way of the forums, which of them it belongs to, and its position."""
        rows, places = self.places(np, forums)
        return rows, self.ways[places]

    def places(self, np: Any, forums: Any) -> tuple[Any, Any]:
        """For each way of the forums, which of them it belongs to, and its place in the order."""
        counts = self.first[forums + 1] - self.first[forums]
        rows = np.repeat(np.arange(len(forums)), counts)
        ends = np.cumsum(counts)
        size = int(ends[-1]) if len(ends) else 0
        return rows, np.arange(size) - np.repeat(ends - counts - self.first[forums], counts)


class WayArrays:
    """The ways of one network, an array for each of their attributes, in the order of their positions.

    Where lags leave days out, `lag` is 0 for them and `kind` their place in `counted`, counted from 1; else it is None.
    """

    def __init__(self, forums: int, columns: Sequence[Sequence[int | Lag]], counted: Sequence[Lag] = ()) -> None:
        """*columns* are source, target, days and papers together, opens, closes and rank, none above NEVER.

        *counted* are the lags among them that leave days out.
        """
        import numpy as np

        self._np = np
        self._forums = forums
        self.counted = counted
        self.kind: Numbers | None = None
        if counted:
            places = {lag: place for place, lag in enumerate(counted, 1)}
            source, target, lags, *others = columns
            self.kind = np.array([0 if isinstance(lag, int) else places[lag] for lag in lags], np.int32)
            columns = [source, target, [lag if isinstance(lag, int) else 0 for lag in lags], *others]
        arrays: list[Numbers] = [np.array(column, np.int32) for column in columns]
        self.source, self.target, self.lag, self.opens, self.closes, self.rank = arrays

    @classmethod
    def of(
        cls, forums: int, columns: Sequence[Sequence[int | Lag]], counted: Sequence[Lag] = ()
    ) -> Optional["WayArrays"]:
        """The arrays for a network, or None where it is small or numpy is not there."""
        if len(columns[0]) < LARGE:
            return None
        try:
            return cls(forums, columns, counted)
        except ImportError:
            return None

    def with_ranks(self, ranks: Sequence[int]) -> "WayArrays":
        """The same ways with other ranks, in the same orders."""
        found = copy(self)
        vars(found).pop("_by_rank", None)
        found.rank = self._np.array(ranks, self._np.int32)
        vars(found).update(out=self.out, into=self.into)
        return found

    @cached_property
    def out(self) -> _Ordered:
        """By the forum they lead from."""
        return self._ordered(self.source)

    @cached_property
    def into(self) -> _Ordered:
        """By the forum they lead to."""
        return self._ordered(self.target)

    def _ordered(self, ends: "Numbers") -> _Ordered:
        np = self._np
        first = np.zeros(self._forums + 1, np.int64)
        np.cumsum(np.bincount(ends, minlength=self._forums), out=first[1:])
        return _Ordered(np.argsort(ends, kind="stable"), first)

    @cached_property
    def _by_rank(self) -> dict[int, Any]:
        np = self._np
        return {rank: np.flatnonzero(self.rank == rank) for rank in np.unique(self.rank).tolist()}

    def reached(self, starts: Collection[int], floor: int) -> tuple[bytearray, bool]:
        """A mark for each forum that ways of at least the rank *floor* lead to; and whether that is all."""
        seen = self._np.zeros(self._forums, bool)
        seen[list(starts)] = True
        whole = self._go_on(self._np.array(sorted(set(starts)), self._np.int64), floor, seen)
        return bytearray(seen), whole

    def widest(self, starts: Collection[tuple[int, int]]) -> tuple[list[int], bool]:
        """The highest rank with which anything gets to each forum, else -1; and whether that is all.

        If it is not all, every rank is one with which something does get there.
        """
        np = self._np
        best = np.full(self._forums, -1, np.int8)
        seen = np.zeros(self._forums, bool)
        for rank in sorted({*self._by_rank, *(rank for _, rank in starts)}, reverse=True):
            # From what is reached at a higher rank, the ways of just this one lead on.
            ways = self._by_rank.get(rank, np.empty(0, np.int64))
            onward = self.target[ways[seen[self.source[ways]]]]
            fresh = np.unique(
                np.append(onward, [forum for forum, start_rank in starts if start_rank == rank]).astype(np.int64)
            )
            fresh = fresh[~seen[fresh]]
            before = seen.copy()
            seen[fresh] = True
            whole = self._go_on(fresh, rank, seen)
            best[seen & ~before] = rank
            if not whole:
                return best.tolist(), False
        return best.tolist(), True

    def _go_on(self, fresh: Any, floor: int, seen: Any) -> bool:
        """Marks all that ways of at least the rank lead to from the fresh forums; False if that was cut short."""
        np = self._np
        for _ in range(_MOST_STEPS):
            if not fresh.size:
                return True
            _, ways = self.out.of(np, fresh)
            onward = self.target[ways[self.rank[ways] >= floor]]
            marked = np.zeros(self._forums, bool)
            marked[onward] = True
            marked &= ~seen
            fresh = np.flatnonzero(marked)
            seen[fresh] = True
        return not fresh.size
