"""Earliest hearings on a large map: a search in rounds over flat arrays, with the extra `fast`.

Each round looks at all ways out of the forums whose day became earlier in the round before. The days are
those of the search by heap, to the last one; only the time it takes differs.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from involvement.calendars.calendars import NEVER, Calendar, Within
from involvement.calendars.recurrences import LAST_DAY
from involvement.decisions.search.fast_routes import WayArrays

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    _Days = NDArray[np.int32]

__all__ = ["Rounds"]

_SPAN = 2_048  # days tabled at first: five years and a half
_MOST_TABLED = 40_000_000
_MOST_ROUNDS = 100  # a map with longer routes is finished by heap


class Rounds:
    """The ways of one network as arrays, and a table of the next meeting of each calendar from each day."""

    def __init__(self, calendars: Sequence[Calendar | Within], ways: WayArrays) -> None:
        import numpy as np

        self._np = np
        self._ways = ways
        places: dict[int, int] = {}
        self._row = np.array([places.setdefault(id(calendar), len(places)) for calendar in calendars], np.int64)
        self._calendars = list({id(calendar): calendar for calendar in calendars}.values())
        self._table: _Days | None = None
        self._later: _Days | None = None
        self._base = 0
        self._span = 0

    def earliest(self, first: Sequence[tuple[int, int]], floor: int) -> tuple[list[int], bool]:
        """The first day on which each forum hears, from (forum, day) pairs; and whether that is all.

        If it is not all, every day is one on which the forum does hear, and some could be earlier.
        """
        np = self._np
        heard: _Days = np.full(len(self._row), NEVER, np.int32)
        if not first:
            return heard.tolist(), True
        for forum, day in first:
            heard[forum] = min(heard[forum], day)
        if not self._tabled(min(day for _, day in first)):
            return heard.tolist(), False
        ways = self._ways
        changed = np.flatnonzero(heard < NEVER)
        for _ in range(_MOST_ROUNDS):
            rows, out = ways.out.of(np, changed)
            day = heard[changed][rows]
            left = np.maximum(day, ways.opens[out])
            ready = left + ways.lag[out]
            if ways.kind is not None:
                ready += self._left_out(ways.kind[out], left)
            usable = (ways.rank[out] >= floor) & (day <= ways.closes[out]) & (ready <= LAST_DAY)
            out, ready = out[usable], ready[usable] - self._base
            if ready.size and int(ready.max()) >= self._span:
                return heard.tolist(), False
            before = heard.copy()
            target = ways.target[out]
            np.minimum.at(heard, target, self._meetings(target, ready))
            changed = np.flatnonzero(heard < before)
            if not changed.size:
                return heard.tolist(), True
        return heard.tolist(), False

    def _left_out(self, kinds: Any, left: Any) -> Any:
        """What lags that leave days out take from these days on, 0 for others and where no day is tabled.

        A way that is left beyond the days tabled is ready no earlier, and so ends the search in rounds.
        """
        np = self._np
        if self._later is None:
            days = np.arange(self._base, self._base + self._span)
            self._later = np.zeros((1 + len(self._ways.counted), self._span), np.int32)
            for row, lag in enumerate(self._ways.counted, 1):
                self._later[row] = lag.later(np, days) - days
        at = left - self._base
        inside = at < self._span
        return np.where(inside, self._later[kinds, np.where(inside, at, 0)], 0)

    def _meetings(self, forums: Any, after: Any) -> Any:
        assert self._table is not None  # it was made for the first day
        return self._table[self._row[forums], after]

    def _tabled(self, first: int) -> bool:
        """Makes the table from about that day on; False where it would be too large."""
        np = self._np
        if self._table is not None and self._base <= first < self._base + self._span // 2:
            return True
        if len(self._calendars) * _SPAN > _MOST_TABLED:
            return False
        self._base, self._span = first, _SPAN
        days = np.arange(first, first + _SPAN)
        table = np.empty((len(self._calendars), _SPAN), np.int32)
        for row, calendar in enumerate(self._calendars):
            if calendar.every_day:
                table[row] = np.where(days <= LAST_DAY, days, NEVER)
                continue
            end = first + _SPAN
            if calendar.assumed(end):
                table[row] = [calendar.next(day) for day in range(first, end)]
            else:
                meetings = np.array([*calendar.between(first, end - 1), calendar.next(end)])
                table[row] = meetings[np.searchsorted(meetings, days)]
        self._table, self._later = table, None
        return True
