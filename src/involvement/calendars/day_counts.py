"""Counts of days on ordinals: which days count, ranked and selected in closed form.

A day is its proleptic Gregorian ordinal (`date.toordinal`). How many days count up to a day is a division by seven less
a bisection into the holidays, and so is the day that is the n-th of them; no count walks over days. Short counts, which
a search asks for again and again, are looked up in lists of a stretch of days.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate, compress
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from involvement.calendars.calendars import BEFORE, NEVER
from involvement.calendars.recurrences import LAST_DAY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ordinals = NDArray[np.int64]

__all__ = ["CountedDays", "Lag", "one_after_the_other"]

_WEEK = 7
_BITS = 9
_BLOCK = (
    1 << _BITS
)  # days whose counts are listed together, once one of them is asked for, and as many more behind them
_BLOCKS_KEPT = 256
_KEPT = 73_050  # answers of one lag: two hundred years


class CountedDays:
    """The days that count: those on some weekdays, less the holidays. O(log holidays) for each question."""

    __slots__ = ("_before_holiday", "_blocks", "_holidays", "_in_week", "_offsets")

    def __init__(self, weekdays: Iterable[int], holidays: Iterable[int]) -> None:
        """*weekdays* count from Monday, 0; there is at least one. *holidays* are sorted."""
        self._offsets = sorted(weekdays)
        self._in_week = [sum(offset < day for offset in self._offsets) for day in range(_WEEK)]
        self._holidays = [day for day in holidays if (day - 1) % _WEEK in self._offsets]
        # How many days count before each holiday; the holidays before it do not.
        self._before_holiday = [self._weekly(day) - 1 - place for place, day in enumerate(self._holidays)]
        self._blocks: dict[int, tuple[list[int], list[int]]] = {}

    def _weekly(self, day: int) -> int:
        """How many of the weekdays there are up to a day, holidays and all."""
        weeks, rest = divmod(day, _WEEK)
        return weeks * len(self._offsets) + self._in_week[rest]

    def up_to(self, day: int) -> int:
        """How many days count up to *day*, itself included."""
        return self._weekly(day) - bisect_right(self._holidays, day)

    def nth(self, number: int) -> int:
        """The day that is the *number*-th to count, from 1 on; it may be later than any date."""
        number += bisect_left(self._before_holiday, number)
        weeks, rest = divmod(number - 1, len(self._offsets))
        return weeks * _WEEK + self._offsets[rest] + 1

    def _block(self, number: int) -> tuple[list[int], list[int]]:
        """Of a stretch of days, how many count behind the day before it and up to each; and those that count, in order."""
        before = number * _BLOCK - 1
        flags = [day in self._offsets for day in range(_WEEK)] * (2 * _BLOCK // _WEEK + 2)
        flags = flags[before % _WEEK : before % _WEEK + 2 * _BLOCK]  # an ordinal less 1 is the weekday: Monday is 0
        for holiday in self._holidays[
            bisect_right(self._holidays, before) : bisect_right(self._holidays, before + 2 * _BLOCK)
        ]:
            flags[holiday - before - 1] = False
        if len(self._blocks) >= _BLOCKS_KEPT:
            self._blocks.clear()
        block = self._blocks[number] = (
            list(accumulate(flags)),
            list(compress(range(before + 1, before + 1 + 2 * _BLOCK), flags)),
        )
        return block

    def after(self, day: int, number: int) -> int:
        """The *number*-th day that counts strictly after *day*, from 1 on."""
        ranks, counted = self._blocks.get(day >> _BITS) or self._block(day >> _BITS)
        place = ranks[day & _BLOCK - 1] + number - 1
        return counted[place] if place < len(counted) else self.nth(self.up_to(day) + number)

    def before(self, day: int, number: int) -> int:
        """The last day of which the *number*-th counted one after it is no later than *day*; less than 1 if there is none."""
        ranks, counted = self._blocks.get(day >> _BITS) or self._block(day >> _BITS)
        place = ranks[day & _BLOCK - 1] - number
        if place >= 0:
            return counted[place] - 1
        left = self.up_to(day) - number
        return self.nth(left + 1) - 1 if left >= 0 else BEFORE

    # The same over arrays, with the extra `fast`

    def _up_to_each(self, np: Any, days: "Ordinals") -> Any:
        weekly = days // _WEEK * len(self._offsets) + np.array(self._in_week)[days % _WEEK]
        return weekly - np.searchsorted(np.array(self._holidays, np.int64), days, "right")

    def _nth_each(self, np: Any, numbers: Any) -> Any:
        numbers = numbers - 1 + np.searchsorted(np.array(self._before_holiday, np.int64), numbers)
        return numbers // len(self._offsets) * _WEEK + np.array(self._offsets)[numbers % len(self._offsets)] + 1

    def after_each(self, np: Any, days: "Ordinals", number: int) -> "Ordinals":
        """What `after` gives for each of the days."""
        return self._nth_each(np, self._up_to_each(np, days) + number)  # type: ignore[no-any-return]

    def before_each(self, np: Any, days: "Ordinals", number: int) -> "Ordinals":
        """What `before` gives for each of the days."""
        left = self._up_to_each(np, days) - number
        return np.where(left >= 0, self._nth_each(np, np.maximum(left, 0) + 1) - 1, BEFORE)  # type: ignore[no-any-return]


class Lag:
    """Counts of days one after the other, of which some leave days out, as something to add to a day or to take from one.

    `day + lag` is the day on which the last count ends that begins on *day* with the first, NEVER where that is past the
    calendar. `day - lag` is the last day on which the first may begin so that the last ends by *day*, BEFORE where there
    is none. Both never fall as the day rises, so a search by days stays exact. Safe to share between threads.
    """

    __slots__ = ("_after", "_backwards", "_before", "counts")

    def __init__(self, counts: "tuple[_Count, ...]") -> None:
        self.counts: Final = counts
        self._backwards: Final = counts[::-1]
        self._after: dict[int, int] = {}
        self._before: dict[int, int] = {}

    def __radd__(self, day: int) -> int:
        ends = self._after.get(day)
        if ends is None:
            ends = day
            for counted, number in self.counts:
                if ends > LAST_DAY:
                    break
                ends = ends + number if counted is None else counted.after(ends, number)
            if ends > LAST_DAY:
                ends = NEVER
            if len(self._after) >= _KEPT:
                self._after.clear()
            self._after[day] = ends
        return ends

    def __rsub__(self, day: int) -> int:
        starts = self._before.get(day)
        if starts is None:
            starts = min(day, LAST_DAY)
            for counted, number in self._backwards:
                if starts < 1:
                    break
                starts = starts - number if counted is None else counted.before(starts, number)
            if starts < 1:
                starts = BEFORE
            if len(self._before) >= _KEPT:
                self._before.clear()
            self._before[day] = starts
        return starts

    def later(self, np: Any, days: "Ordinals") -> "Ordinals":
        """`day + self` for each of the days, with the extra `fast`."""
        for counted, number in self.counts:
            over = days + number if counted is None else counted.after_each(np, days, number)
            days = np.where(days <= LAST_DAY, over, NEVER)
        return np.where(days <= LAST_DAY, days, NEVER)  # type: ignore[no-any-return]

    def earlier(self, np: Any, days: "Ordinals") -> "Ordinals":
        """`day - self` for each of the days, with the extra `fast`."""
        days = np.minimum(days, LAST_DAY)
        for counted, number in self._backwards:
            over = days - number if counted is None else counted.before_each(np, days, number)
            days = np.where(days >= 1, over, BEFORE)
        return np.where(days >= 1, days, BEFORE)  # type: ignore[no-any-return]


# How many days of those that count; None counts all.
_Count: TypeAlias = tuple[CountedDays | None, int]


def one_after_the_other(*lags: int | Lag) -> int | Lag:
    """All counts, each from the day on which the one before ends; a number where none leaves days out.

    Two counts of the same days are one count of both numbers together.
    """
    counts: list[_Count] = []
    for lag in lags:
        for counted, number in lag.counts if isinstance(lag, Lag) else ((None, lag),):
            before = counts.pop()[1] if counts and counts[-1][0] is counted else 0
            if before + number:
                counts.append((counted, min(before + number, NEVER)))  # past any day, and fits into the arrays
    if all(counted is None for counted, _ in counts):
        return sum(number for _, number in counts)
    return Lag(tuple(counts))
