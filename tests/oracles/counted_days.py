"""Days counted on the fingers, one by one."""

from collections.abc import Callable
from datetime import date, timedelta

from involvement import Days, WorkingCalendar

ONE = timedelta(days=1)


def counting(days: Days, calendar: WorkingCalendar) -> Callable[[date], bool]:
    """Whether a day counts."""
    weekend = {str(weekday) for weekday in calendar.weekend}
    left_out = {None: set(), "weekends": weekend, "sundays": {"sunday"}}[days.leave_out]
    holidays = set(calendar.holidays) if days.leave_out else set()
    return lambda day: f"{day:%A}".lower() not in left_out and day not in holidays


def naive_after(day: date, days: int | Days, calendar: WorkingCalendar) -> date | None:
    """The day on which the days, counted from *day*, are over; None past the last date."""
    if not isinstance(days, Days):
        days = Days(days)
    counts, left = counting(days, calendar), days.n
    while left:
        if day == date.max:
            return None
        day += ONE
        left -= counts(day)
    if not days.clear:
        return day
    return None if day == date.max else day + ONE


def naive_latest_start(by: date, days: int | Days, calendar: WorkingCalendar) -> date | None:
    """The last day from which the days are over by a day; None if there is none."""
    day = by
    while (end := naive_after(day, days, calendar)) is None or end > by:
        if day == date.min:
            return None
        day -= ONE
    return day
