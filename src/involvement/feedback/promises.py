"""Promises: clocks by which somebody is to hear something."""

from bisect import bisect_right
from datetime import date
from functools import cached_property

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.feedback.events import EventKind

__all__ = ["PROMISED", "Promise"]

PROMISED = (EventKind.ACKNOWLEDGED, EventKind.ANSWERED, EventKind.TOLD, EventKind.FOLLOWED_THROUGH)
_LAST = date.max.toordinal()
_WEEK = 5  # working days of a week


def _kind(value: EventKind | str) -> EventKind:
    return _fields.as_word(EventKind, value)


@frozen(cache_hash=True)
class Promise:
    """A clock: that contributions are acknowledged, answered, told of, or followed through within some days.

    The day on which the clock starts does not count; closed days never do, Saturdays and Sundays not if only
    `working_days` count. Day 0 is the day itself. It starts: to acknowledge and to answer, with the day a contribution
    was received or reopened; to tell and to follow through, with the day of the answer.

    >>> Promise("answered", days=20, working_days=True).due(date(2026, 3, 2))
    datetime.date(2026, 3, 30)

    References:
        Freedom of Information Act 2000, section 10: within twenty working days following the day of receipt.
    """

    kind: EventKind = field(converter=_kind, validator=_fields.a(EventKind))
    days: int = field(validator=_fields.count, kw_only=True)
    working_days: bool = field(default=False, validator=_fields.flag, kw_only=True)
    closed: tuple[date, ...] = field(
        default=(), converter=_fields.sorted_days, validator=_fields.days, kw_only=True, repr=_fields.counted
    )

    def __attrs_post_init__(self) -> None:
        if self.kind not in PROMISED:
            raise InvalidValueError("Promise.kind", f"one of {', '.join(PROMISED)}")

    @cached_property
    def _closed_days(self) -> list[int]:
        return [day.toordinal() for day in self.closed if not self.working_days or day.weekday() < _WEEK]

    def due(self, start: date) -> date | None:
        """The last day in time, if the clock starts on *start*; None if that is past the end of the calendar.

        O(closed days) at the most.
        """
        if not _fields.is_day(start):
            raise InvalidValueError("Promise.due: start", "a date (and not a date with a time)")
        found = self.due_after(start.toordinal())
        return None if found is None else date.fromordinal(found)

    def due_after(self, start: int) -> int | None:
        """The same, in ordinals of days."""
        _fields.a_count("Promise.due_after: start", start, least=1)
        if self.days == 0:
            return start
        before = bisect_right(self._closed_days, start)
        closed, end = 0, _counted_on(start, self.days, working=self.working_days)
        # Each closed day on the way makes the way longer by one, and the longer way may meet more of them.
        while end <= _LAST and (met := bisect_right(self._closed_days, end) - before) > closed:
            closed, end = met, _counted_on(start, self.days + met, working=self.working_days)
        return end if end <= _LAST else None

    def __str__(self) -> str:
        unit = "working day" if self.working_days else "day"
        plural = "" if self.days == 1 else "s"
        return f"{self.kind.value.replace('_', ' ')} within {self.days} {unit}{plural}"


def _counted_on(start: int, days: int, *, working: bool) -> int:
    """The day that is so many counted days after *start*."""
    if not working:
        return start + days
    weekday = (start - 1) % 7
    if weekday >= _WEEK:  # from a weekend it counts as from the Friday before
        start, weekday = start - weekday + _WEEK - 1, _WEEK - 1
    weeks, rest = divmod(days, _WEEK)
    return start + 7 * weeks + rest + (2 if weekday + rest >= _WEEK else 0)
