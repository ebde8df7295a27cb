"""Promises: clocks by which somebody is to hear something."""

from datetime import date

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.calendars.counted_days import Days, as_counted, counted_days, days_said
from involvement.calendars.working_calendars import WorkingCalendar
from involvement.errors import InvalidValueError
from involvement.feedback.events import EventKind
from involvement.wording import Wording

__all__ = ["PROMISED", "Promise"]

PROMISED = (EventKind.ACKNOWLEDGED, EventKind.ANSWERED, EventKind.TOLD, EventKind.FOLLOWED_THROUGH)
_WEEKENDS_ALONE = WorkingCalendar()


def _kind(value: EventKind | str) -> EventKind:
    return _fields.as_word(EventKind, value)


@frozen(cache_hash=True)
class Promise:
    """A clock: that contributions are acknowledged, answered, told of, or followed through within some days.

    The day on which the clock starts does not count, and day 0 is the day itself. It starts: to acknowledge and to
    answer, with the day a contribution was received or reopened; to tell and to follow through, with the day of the
    answer. Which days are left out is said by the working calendar of the ledger.

    >>> Promise("answered", days=Days(20, leave_out="weekends")).due(date(2026, 3, 2))
    datetime.date(2026, 3, 30)

    Attributes:
        days: how many, as a whole number or as `Days`.
        roll: a last day that is no working day is the next working day instead.

    References:
        Freedom of Information Act 2000, section 10: within twenty working days following the day of receipt.
    """

    kind: EventKind = field(converter=_kind, validator=_fields.a(EventKind))
    days: int | Days = field(converter=as_counted, validator=counted_days, metadata=_fields.AT_LEAST_0, kw_only=True)
    roll: bool = field(default=False, validator=_fields.flag, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.kind not in PROMISED:
            raise InvalidValueError("Promise.kind", f"one of {', '.join(PROMISED)}")

    def due(self, start: date, calendar: WorkingCalendar | None = None) -> date | None:
        """The last day in time, if the clock starts on *start*; None if that is past the end of the calendar.

        Without a working calendar, Saturdays and Sundays are no working days. O(log holidays).
        """
        working = _fields.instance_or_nothing("calendar", WorkingCalendar, calendar) or _WEEKENDS_ALONE
        last = working.after(_fields.a_date("start", start), self.days)
        return last if last is None or not self.roll else working.on_or_after(last)

    def __str__(self) -> str:
        return f"{self.kind.value.replace('_', ' ')} within {Wording().clause(days_said(self.days))}"
