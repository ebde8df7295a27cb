"""Counts of days on ordinals: which days count, ranked and selected in closed form.

A day is its proleptic Gregorian ordinal (`date.toordinal`). How many days count up to a day is a division by seven less
a bisection into the holidays, and so is the day that is the n-th of them; no count walks over days.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Final

from involvement.calendars.calendars import BEFORE, NEVER
from involvement.calendars.recurrences import LAST_DAY

__all__ = ["EVERY_DAY", "CountedDays", "Lag", "one_after_the_other"]

_WEEK = 7
_KEPT = 73_050  # answers of one lag: two hundred years


class CountedDays:
    """The days that count: those on some weekdays, less the holidays. O(log holidays) for each question."""

    __slots__ = ("_before_holiday", "_holidays", "_in_week", "_offsets")

    def __init__(self, weekdays: Iterable[int], holidays: Iterable[int]) -> None:
        """*weekdays* count from Monday, 0; there is at least one. *holidays* are sorted."""
        self._offsets = sorted(weekdays)
        self._in_week = [sum(offset < day for offset in self._offsets) for day in range(_WEEK)]
        self._holidays = [day for day in holidays if (day - 1) % _WEEK in self._offsets]
        # How many days count before each holiday; the holidays before it do not.
        self._before_holiday = [self._weekly(day) - 1 - place for place, day in enumerate(self._holidays)]

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

    def after(self, day: int, number: int) -> int:
        """The *number*-th day that counts strictly after *day*, and *day* itself for 0."""
        return self.nth(self.up_to(day) + number) if number else day

    def before(self, day: int, number: int) -> int:
        """The last day of which the *number*-th counted one after it is no later than *day*; less than 1 if there is none."""
        if not number:
            return day
        left = self.up_to(day) - number
        return self.nth(left + 1) - 1 if left >= 0 else BEFORE


EVERY_DAY = CountedDays(range(_WEEK), ())


class Lag:
    """A count of days of which some are left out, as something to add to a day or to take from one.

    `day + lag` is the day on which a count that begins on *day* ends, NEVER where that is past the calendar. `day - lag`
    is the last day on which a count may begin so as to end by *day*, less than 1 where there is none. Both never fall
    as the day rises, so a search by days stays exact. Safe to share between threads.

    Attributes:
        steps: which days count and how many of them, one step from the end of the other.
    """

    __slots__ = ("_after", "_before", "steps")

    def __init__(self, *steps: tuple[CountedDays, int]) -> None:
        self.steps: Final = steps
        self._after: dict[int, int] = {}
        self._before: dict[int, int] = {}

    def __radd__(self, day: int) -> int:
        found = self._after.get(day)
        if found is None:
            found = day
            for counted, number in self.steps:
                found = counted.after(found, number) if found <= LAST_DAY else NEVER
            found = _kept(self._after, day, found if found <= LAST_DAY else NEVER)
        return found

    def __rsub__(self, day: int) -> int:
        found = self._before.get(day)
        if found is None:
            found = min(day, LAST_DAY)
            for counted, number in reversed(self.steps):
                found = counted.before(found, number) if found >= 1 else BEFORE
            found = _kept(self._before, day, found)
        return found


def one_after_the_other(first: int | Lag, then: int | Lag) -> int | Lag:
    """Both counts, the second from the day on which the first ends; a number where both are."""
    if isinstance(first, int) and isinstance(then, int):
        return first + then
    return Lag(*_steps(first), *_steps(then))


def _steps(lag: int | Lag) -> tuple[tuple[CountedDays, int], ...]:
    return lag.steps if isinstance(lag, Lag) else ((EVERY_DAY, lag),)


def _kept(answers: dict[int, int], day: int, answer: int) -> int:
    if len(answers) >= _KEPT:
        answers.clear()
    answers[day] = answer
    return answer
