"""Partial dates of other systems: a day, a month or a year, as a span of days."""

import re
from calendar import monthrange
from datetime import date

from involvement._fields import frozen

__all__ = ["Span", "moment", "span"]

_MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9})\d{0,20})?)?(?:[Zz]|([+-])(\d\d):?(\d\d)?)?)?",
    re.ASCII,
)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d))?", re.ASCII)
_NANO = 10**9


@frozen
class Span:
    """The days on which something may have been: one, or all those of a month or a year."""

    first: date
    last: date


def moment(text: str) -> tuple[date, int] | None:
    """The day as it is written, and the instant in nanoseconds; None where the text is neither day nor moment.

    The day is that of the clock at the place, whatever the offset from UTC. Without an offset, and without a
    clock time, the instant is taken as if it were UTC: good enough to tell which of two versions is the newer.
    """
    read = _MOMENT.fullmatch(text)
    if read is None:
        return None
    day = _day(int(read[1]), int(read[2]), int(read[3]))
    hours, minutes, seconds = int(read[4] or 0), int(read[5] or 0), int(read[6] or 0)
    off_hours, off_minutes = int(read[9] or 0), int(read[10] or 0)
    if day is None or hours > 23 or minutes > 59 or seconds > 60 or off_hours > 23 or off_minutes > 59:
        return None
    offset = (off_hours * 60 + off_minutes) * (-60 if read[8] == "-" else 60)
    whole = day.toordinal() * 86_400 + hours * 3600 + minutes * 60 + seconds - offset
    return day, whole * _NANO + int((read[7] or "").ljust(9, "0"))


def span(text: str) -> Span | None:
    """The days that a date may mean, written as YYYY, YYYY-MM, YYYY-MM-DD or a moment; None where it is none."""
    whole = moment(text)
    if whole is not None:
        return Span(whole[0], whole[0])
    read = _PARTIAL.fullmatch(text)
    if read is None:
        return None
    year, first, last = int(read[1]), int(read[2] or 1), int(read[2] or 12)
    if year < 1 or not 1 <= first <= 12:
        return None
    return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
