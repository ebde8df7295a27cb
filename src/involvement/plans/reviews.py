"""Reviews of a plan: how often they come, and which were held."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import overload

import attrs
from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError

__all__ = ["Interval", "IntervalUnit", "Review", "ReviewDays"]

_MOST = 1000


class IntervalUnit(StrEnum):
    """What an interval is counted in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


def _unit(value: IntervalUnit | str) -> IntervalUnit:
    return _fields.as_word(IntervalUnit, value)


def _some(_instance: object, _attribute: "attrs.Attribute[int]", value: int) -> None:
    if not _fields.is_count(value) or not 1 <= value <= _MOST:
        raise InvalidValueError("Interval.count", f"a whole number from 1 to {_MOST}")


@frozen
class Interval:
    """How often something comes again, counted from a first day.

    Months and years keep the day of the month they are counted from: a shorter month has it on its last day, and the
    next month again on its own.

    >>> [str(day) for day in Interval.months(1).dates(date(2026, 1, 31), date(2026, 3, 31))]
    ['2026-02-28', '2026-03-31']
    """

    count: int = field(validator=_some)
    unit: IntervalUnit = field(converter=_unit, validator=_fields.a(IntervalUnit))

    @classmethod
    def weeks(cls, count: int) -> "Interval":
        """Every so many weeks."""
        return cls(count, IntervalUnit.WEEKS)

    @classmethod
    def months(cls, count: int) -> "Interval":
        """Every so many months."""
        return cls(count, IntervalUnit.MONTHS)

    def dates(self, start: date, until: date) -> Iterator[date]:
        """The days after *start*, each one interval after the other, up to *until*, which is included."""
        return iter(ReviewDays.of(self, _fields.a_date("start", start), date.min, _fields.a_date("until", until)))

    def __str__(self) -> str:
        return f"every {self.count} {self.unit}" if self.count > 1 else f"every {self.unit[:-1]}"


@frozen(eq=False)
class ReviewDays(Sequence[date]):
    """Days of regular reviews, each worked out when asked for: a thousand years of them cost no more than one.

    Attributes:
        interval: how often they come.
        start: the day that they are counted from.
        numbers: which of them these are; the first is one interval after the start.

    >>> days = ReviewDays.of(Interval.months(3), date(2026, 1, 1), date(2026, 5, 1), date(2027, 1, 1))
    >>> len(days), days.numbers, str(days[-1])
    (3, range(2, 5), '2027-01-01')
    """

    interval: Interval
    start: date
    numbers: range

    @classmethod
    def of(cls, interval: Interval, start: date, after: date, until: date) -> "ReviewDays":
        """Those after one day and up to another, which is included."""
        every = cls(interval, start, range(1, _most(interval, start) + 1))
        return every[bisect_right(every, after) : bisect_right(every, until)]

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> date: ...

    @overload
    def __getitem__(self, place: slice) -> "ReviewDays": ...

    def __getitem__(self, place: int | slice) -> "date | ReviewDays":
        if isinstance(place, slice):
            return ReviewDays(self.interval, self.start, self.numbers[place])
        return _later(self.interval, self.start, self.numbers[place])


@frozen
class Review:
    """A review of the plan that was held.

    Attributes:
        on: the day on which it was held.
        due: the day of the regular review that it was, where it was held before it was due.
        changed: what changed in the plan.
    """

    on: date = field(validator=_fields.day)
    due: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    changed: str | None = field(
        default=None, converter=_fields.as_said, validator=_fields.optional_text, kw_only=True, repr=False
    )

    @property
    def covers(self) -> date:
        """The day up to which no regular review is due any more."""
        return self.on if self.due is None else max(self.on, self.due)


def _later(interval: Interval, start: date, number: int) -> date:
    """The day so many intervals after the start, which the calendar holds."""
    units = interval.count * number
    if interval.unit in _IN_DAYS:
        return start + timedelta(units * _IN_DAYS[interval.unit])
    year, month = divmod(start.year * 12 + start.month - 1 + units * _IN_MONTHS[interval.unit], 12)
    first = date(year, month + 1, 1)
    return first + timedelta(min(start.day, _days_in(first)) - 1)


def _days_in(first: date) -> int:
    """How many days the month of a first day has."""
    return 31 if first.month == 12 else (first.replace(month=first.month + 1) - first).days


def _most(interval: Interval, start: date) -> int:
    """How many intervals after the start the calendar holds."""
    if interval.unit in _IN_DAYS:
        return (date.max - start).days // (interval.count * _IN_DAYS[interval.unit])
    months = (date.max.year - start.year) * 12 + date.max.month - start.month
    return months // (interval.count * _IN_MONTHS[interval.unit])


_IN_DAYS = {IntervalUnit.DAYS: 1, IntervalUnit.WEEKS: 7}
_IN_MONTHS = {IntervalUnit.MONTHS: 1, IntervalUnit.YEARS: 12}
