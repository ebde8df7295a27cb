"""Reviews of a plan: how often they come, and which were held."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

import attrs
from attrs import field, frozen

from involvement import _fields
from involvement.errors import InvalidValueError

__all__ = ["Interval", "IntervalUnit", "Review"]

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
        return self._dates(_fields.a_date("start", start), _fields.a_date("until", until))

    def _dates(self, start: date, until: date) -> Iterator[date]:
        number = 1
        while (day := self._later(start, number)) is not None and day <= until:
            yield day
            number += 1

    def _later(self, start: date, number: int) -> date | None:
        """The day so many intervals after the start; None beyond the calendar."""
        if self.unit in {IntervalUnit.DAYS, IntervalUnit.WEEKS}:
            days = self.count * number * (7 if self.unit is IntervalUnit.WEEKS else 1)
            return start + timedelta(days) if days <= (date.max - start).days else None
        months = self.count * number * (12 if self.unit is IntervalUnit.YEARS else 1)
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        if year > date.max.year:
            return None
        return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))

    def __str__(self) -> str:
        return f"every {self.count} {self.unit}" if self.count > 1 else f"every {self.unit[:-1]}"


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
    changed: str | None = field(default=None, validator=_fields.optional_text, kw_only=True, repr=False)

    @property
    def covers(self) -> date:
        """The day up to which no regular review is due any more."""
        return self.on if self.due is None else max(self.on, self.due)
