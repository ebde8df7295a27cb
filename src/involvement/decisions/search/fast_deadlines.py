"""Latest starts on a large map: the pass of `deadlines` over flat arrays, with the extra `fast`.

All forums that meet on one day are looked at together; a stage and a standing asked are a bit in rows of 64-bit words,
as they are bits of one whole number there. The answers are the same to the last day.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Optional

from involvement.decisions.search.fast_passes import Grew, Waiting, kinds_of_ways, words_of
from involvement.decisions.search.fast_routes import MOST_COUNTED, WayArrays
from involvement.decisions.search.networks import Network

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    _Numbers = NDArray[np.int64]

__all__ = ["MOST_BITS", "DeadlineArrays"]

MOST_BITS = 1_024  # in one pass: rows of sixteen words
_SPAN = 1_500  # days tabled before the first day asked, at first
_MOST_TABLED = 40_000_000

Meet = Callable[[int, int, int], None]  # told of a forum with an entry point, a day, and the bits heard there in time


class DeadlineArrays:
    """The ways of a network by the forum they lead to, and for each calendar the last meeting by each day."""

    def __init__(self, network: Network, ways: WayArrays) -> None:
        import numpy as np

        self._np = np
        self._network = network
        self._into = ways.into
        order = ways.into.ways
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
        doors: Sequence[int],
        meet: Meet,
        done_after: Callable[[int], int],
        log: list[Grew],
        about: Mapping[int, int],
        usable: Callable[[int, int], int],
    ) -> bool:
        """Goes back from the (forum, day, bits) asked; tells *meet* what is heard at *doors*. False if it cannot.

        *log* gathers for each day the forums and the rows that grew, of the words that hold the first *kept* bits.
        *about* and *usable* say what the ways may carry, as in `kinds_of_ways`.
        """
        np = self._np
        last = max(day for _, day, _ in seeds)
        if not self.tabled(min(day for _, day, _ in seeds) - _SPAN, last):
            return False
        words = -(-bits // 64)
        ranks = np.minimum(self._rank, np.array(widest, np.int64)[self._before])
        kind, kinds = kinds_of_ways(np, ranks, about, usable, words, self._into.ways)
        waiting = Waiting.of(np, len(widest), kinds)
        if waiting is None:
            return False
        is_door = np.zeros(len(widest), bool)
        is_door[list(doors)] = True
        waiting.begin(seeds)
        for day in waiting.days():
            needed = words_of(np, ~done_after(day) & ((1 << bits) - 1), words)
            for forums, new, first in waiting.growing(day, needed):
                if kept:
                    log.append((day, forums, new[:, : -(-kept // 64)].copy()))
                for place in np.flatnonzero(is_door[forums]):
                    meet(int(forums[place]), day, int.from_bytes(new[place].tobytes(), "little"))
                own, ways = self._into.places(np, forums)
                left = day - self._lag[ways]
                if self._kind is not None:
                    left -= self._left_out(day)[self._kind[ways]]
                usable_now = (left >= self._opens[ways]) & (kind[ways] >= 0)
                own, ways, left = own[usable_now], ways[usable_now], np.minimum(left, self._closes[ways])[usable_now]
                before = self._before[ways]
                furthest = int(left.min(initial=self._base))
                if furthest < self._base and not self.tabled(min(furthest, 2 * self._base - last), last):
                    return False
                meetings = self._table[self._row[before], left - self._base]
                held = meetings > 0
                waiting.add(meetings[held], before[held], first + own[held], kind[ways[held]])
        return True

    def _left_out(self, day: int) -> Any:
        """How far back from a day the lags go that leave days out, behind 0 for those that leave none out."""
        if day >= self._base:
            return self._earlier[day - self._base]
        return self._np.array([0, *(day - (day - lag) for lag in self._counted)])
