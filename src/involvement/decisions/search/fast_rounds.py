"""Earliest hearings on a large map: searches forward over flat arrays, with the extra `fast`.

For one question, each round looks at all ways out of the forums whose day became earlier in the round before. For many
at once, all forums that hear something on one day are looked at together. The days are those of the searches over lists,
to the last one; only the time it takes differs.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from involvement.calendars.calendars import NEVER, Calendar, Within
from involvement.calendars.recurrences import LAST_DAY
from involvement.decisions.search.fast_passes import Grew, Growth, Waiting, kinds_of_ways, words_of
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
            found = self._onward(out, heard[changed][rows], floor)
            if found is None:
                return heard.tolist(), False
            usable, meetings = found
            before = heard.copy()
            np.minimum.at(heard, ways.target[out[usable]], meetings)
            changed = np.flatnonzero(heard < before)
            if not changed.size:
                return heard.tolist(), True
        return heard.tolist(), False

    def growth(
        self,
        seeds: Sequence[tuple[int, int, int]],
        bits: int,
        about: Mapping[int, int],
        usable: Callable[[int, int], int],
    ) -> Growth | None:
        """On which day each forum first hears each of the bits, from (forum, day, bits); None if that cannot be told.

        *about* and *usable* say which of the bits the ways may carry, as in `kinds_of_ways`.
        """
        np, ways = self._np, self._ways
        words = -(-bits // 64)
        kind, kinds = kinds_of_ways(np, ways.rank, about, usable, words)
        waiting = Waiting.of(np, len(self._row), kinds)
        if waiting is None or not self._tabled(min(day for _, day, _ in seeds)):
            return None
        waiting.begin([(forum, -day, asked) for forum, day, asked in seeds])
        needed = words_of(np, (1 << bits) - 1, words)
        log: list[Grew] = []
        for day in waiting.days():
            for forums, new, first in waiting.growing(day, needed):
                log.append((-day, forums, new))
                rows, out = ways.out.of(np, forums)
                carries = kind[out] >= 0
                rows, out = rows[carries], out[carries]
                found = self._onward(out, np.int32(-day))
                if found is None:
                    return None
                usable_now, meetings = found
                rows, out = rows[usable_now], out[usable_now]
                ahead = meetings < NEVER
                rows, out = rows[ahead], out[ahead]
                waiting.add(-meetings[ahead], ways.target[out], first + rows, kind[out])
        return Growth(log)

    def _onward(self, out: Any, day: Any, floor: int = 0) -> tuple[Any, Any] | None:
        """Which ways, of at least the rank *floor*, lead on from the days, and when those are heard; None if later than tabled."""
        np, ways = self._np, self._ways
        assert self._table is not None  # it was made for the first day
        left = np.maximum(day, ways.opens[out])
        ready = left + ways.lag[out]
        if ways.kind is not None:
            ready += self._left_out(ways.kind[out], left)
        usable = (ways.rank[out] >= floor) & (day <= ways.closes[out]) & (ready <= LAST_DAY)
        ready = ready[usable] - self._base
        if ready.size and int(ready.max()) >= self._span:
            return None
        return usable, self._table[self._row[ways.target[out[usable]]], ready]

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
