"""Meeting lengths: how many days the meetings of a calendar last, and the usual length where they differ."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from involvement.calendars.meetings import Meetings

__all__ = ["Length", "usual_length"]


class Length(NamedTuple):
    """How many days some meetings last, as one event says.

    Attributes:
        event: the number of the event.
        days: None where it is not known.
        meetings: those of its series.
        first: the first day of the stretch for which the event says it.
        last: the last day of that stretch.
        apart: the days of the series' meetings of which other events say it.
    """

    event: int
    days: int | None
    meetings: Meetings
    first: date
    last: date
    apart: frozenset[date] = frozenset()


def usual_length(lengths: Iterable[Length]) -> tuple[int, tuple[int, ...]]:
    """How many days most of the meetings last, and the events whose meetings last longer or shorter.

    Of lengths that as many meetings have, it is the longest; where no length is known, it is one day.
    """
    known = [(length.days, length) for length in lengths if length.days is not None]
    if len({days for days, _ in known}) < 2:
        return next((days for days, _ in known), 1), ()
    count = cache(_count)  # series by the same rule have the same meetings
    counted = [
        (days, count(length.meetings, length.first, length.last, length.apart), length.event) for days, length in known
    ]
    meetings: Counter[int] = Counter()
    for days, number, _ in counted:
        meetings[days] += number
    usual = max(meetings, key=lambda days: (meetings[days], days))
    return usual, tuple(event for days, number, event in counted if number and days != usual)


def _count(meetings: Meetings, first: date, last: date, apart: frozenset[date]) -> int:
    return sum(day not in apart for day in meetings.between(first, last))
