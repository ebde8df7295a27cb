"""Calendars as day ordinals: the next and the last meeting, for the search through the map.

A day is its proleptic Gregorian ordinal (`date.toordinal`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from threading import Lock

from involvement.calendars.recurrences import LAST_DAY, Recurrence

__all__ = ["BEFORE", "NEVER", "Calendar", "Together", "Within"]

NEVER = 10**9  # later than any day
BEFORE = -1  # earlier than any day

_LISTED = 73_050  # two hundred years from the start are kept; what lies beyond is worked out when asked for
_FIRST_SPAN = 731  # two years at first, then twice as far each time
_LONGEST_SPAN = 146_097  # four hundred years: then the Gregorian calendar repeats
_NONE: list[int] = []  # one for all calendars, and never added to: most have no exceptions


class Calendar:
    """The days of one `Meetings`, worked out only as far as asked. Safe to share between threads.

    Attributes:
        days: the meeting days known so far, sorted; all of them up to `horizon`, and growing in place at its end.
        horizon: the day up to which `days` is complete; NEVER once all of it is.
        every_day: every day is a meeting, and `next(day)` is *day*.
        known: False where nothing is known of the meetings; every day then counts as one.
    """

    __slots__ = (
        "_also",
        "_bare_until",
        "_cancelled",
        "_closed_from",
        "_closed_to",
        "_end",
        "_limit",
        "_lock",
        "_recurrence",
        "_start",
        "_unknown_from",
        "days",
        "every_day",
        "horizon",
        "known",
    )

    def __init__(
        self,
        recurrence: "Recurrence | Together | None" = None,
        *,
        start: int = 1,
        end: int = LAST_DAY,
        also: Sequence[int] = (),
        cancelled: Iterable[int] = (),
        closed: Sequence[tuple[int, int]] = (),
        known_until: int = LAST_DAY,
        every_day: bool = False,
        known: bool = True,
    ) -> None:
        self.every_day = every_day
        self.known = known
        self._recurrence = recurrence
        self._start = start
        self._end = min(end, known_until)
        self._also = sorted(also) if also else _NONE
        self._cancelled = frozenset(cancelled)
        self._closed_from, self._closed_to = _joined(closed) if closed else (_NONE, _NONE)
        self._unknown_from = NEVER if known_until == LAST_DAY else known_until + 1
        self._limit = min(start + _LISTED, LAST_DAY)
        self._bare_until = self._limit
        self._lock = Lock()
        self.horizon = NEVER
        if recurrence is None:
            self.days = self._listed(1, LAST_DAY)
        elif recurrence.count is not None:
            self.days = self._with_also(self._kept(self._counted(recurrence, recurrence.count)), 1, LAST_DAY)
        else:
            self.days = []
            self.horizon = (min(start, self._also[0]) if also else start) - 1

    def next(self, day: int) -> int:
        """The first meeting on or after *day*, or NEVER."""
        if self.every_day or day >= self._unknown_from:
            return max(day, 1) if day <= LAST_DAY else NEVER
        while True:
            horizon = self.horizon  # read before the days: another thread may add to both
            at = bisect_left(self.days, day)
            if at < len(self.days):
                return min(self.days[at], self._unknown_from)
            if horizon >= self._limit or day > self._limit:
                return min(self._search_after(max(day, horizon + 1)), self._unknown_from)
            self._grow(day, horizon)

    def previous(self, day: int) -> int:
        """The last meeting on or before *day*, or BEFORE."""
        day = min(day, LAST_DAY)
        if self.every_day or day >= self._unknown_from:
            return day if day >= 1 else BEFORE
        if day > self._limit >= self.horizon:
            meeting = self._search_before(day)
            if meeting != BEFORE:
                return meeting
            day = self._limit
        while day > (horizon := self.horizon):
            self._grow(day, horizon)
        at = bisect_right(self.days, day)
        return self.days[at - 1] if at else BEFORE

    def between(self, first: int, last: int) -> list[int]:
        """The known meetings from *first* to *last*, both included, sorted."""
        first, last = max(first, 1), min(last, LAST_DAY)
        if self.every_day:
            return list(range(first, last + 1))
        if last > self.horizon:
            return self._listed(first, last)
        return self.days[bisect_left(self.days, first) : bisect_right(self.days, last)]

    def assumed(self, day: int) -> bool:
        """True if *day* counts as a meeting only because nobody knows yet."""
        if not self.known:
            return True
        at = bisect_left(self._also, day)
        return day >= self._unknown_from and self._also[at : at + 1] != [day]

    def _grow(self, day: int, horizon: int) -> None:
        """Lists the days beyond *horizon*, to *day* at least where that is within the limit."""
        with self._lock:
            if self.horizon != horizon:
                return  # another thread came first
            last = min(max(day, 2 * horizon - self._start, self._start + _FIRST_SPAN), self._limit)
            if last >= self._end:
                last = LAST_DAY
            self.days.extend(self._listed(horizon + 1, last))
            self.horizon = NEVER if last == LAST_DAY else last

    def _search_after(self, day: int) -> int:
        """The first meeting on or after *day*, which lies beyond the days listed, or NEVER."""
        at = bisect_left(self._also, day)
        added = self._also[at] if at < len(self._also) else NEVER
        first, span = day, _FIRST_SPAN
        while first <= self._end:
            first = self._open_after(first)
            last = min(first + span, self._end)
            meetings = self._by_rule(first, last)
            if meetings:
                return min(meetings[0], added)
            first, span = last + 1, min(2 * span, _LONGEST_SPAN)
        self._end = min(self._end, day - 1)  # nothing more by the rule: do not search again
        return added

    def _search_before(self, day: int) -> int:
        """The last meeting on or before *day*, if it lies beyond the limit of the days listed, or BEFORE."""
        at = bisect_right(self._also, day)
        added = self._also[at - 1] if at and self._also[at - 1] > self._limit else BEFORE
        last, span = min(day, self._end), _FIRST_SPAN
        while last > self._bare_until:
            last = self._open_before(last)
            first = max(last - span, self._limit + 1)
            meetings = self._by_rule(first, last)
            if meetings:
                return max(meetings[-1], added)
            last, span = first - 1, min(2 * span, _LONGEST_SPAN)
        self._bare_until = max(self._bare_until, min(day, self._end))  # nothing here by the rule: do not search again
        return added

    def _listed(self, first: int, last: int) -> list[int]:
        days = self._by_rule(first, min(last, self._end))
        return self._with_also(days, first, last) if self._also else days

    def _by_rule(self, first: int, last: int) -> list[int]:
        if self._recurrence is None:
            return []
        return self._kept(self._recurrence.days(self._start, first, last))

    def _counted(self, recurrence: "Recurrence | Together", count: int) -> list[int]:
        """The first *count* days by the rule, up to the end; cancelled and closed days are counted too."""
        days: list[int] = []
        first, span = self._start, _FIRST_SPAN
        while len(days) < count and first <= self._end:
            last = min(first + span, self._end)
            days += recurrence.days(self._start, first, last)
            first, span = last + 1, 2 * span
        return days[:count]

    def _with_also(self, days: list[int], first: int, last: int) -> list[int]:
        also = self._also[bisect_left(self._also, first) : bisect_right(self._also, last)]
        return sorted({*days, *also}) if also else days

    def _kept(self, days: list[int]) -> list[int]:
        if self._cancelled:
            days = [day for day in days if day not in self._cancelled]
        if self._closed_from:
            days = [day for day in days if self._open_after(day) == day]
        return days

    def _open_after(self, day: int) -> int:
        """The first day on or after *day* that is not in a closed period."""
        at = bisect_right(self._closed_from, day) - 1
        return self._closed_to[at] + 1 if at >= 0 and self._closed_to[at] >= day else day

    def _open_before(self, day: int) -> int:
        """The last day on or before *day* that is not in a closed period."""
        at = bisect_right(self._closed_from, day) - 1
        return self._closed_from[at] - 1 if at >= 0 and self._closed_to[at] >= day else day


class Within:
    """The days of a calendar that lie within a period, its first and its last day included."""

    __slots__ = ("_calendar", "_first", "_last", "every_day", "known")

    def __init__(self, calendar: Calendar, first: int, last: int) -> None:
        self._calendar, self._first, self._last = calendar, first, last
        self.every_day = False
        self.known = calendar.known

    def next(self, day: int) -> int:
        """The first meeting on or after *day*, or NEVER."""
        meeting = self._calendar.next(max(day, self._first))
        return meeting if meeting <= self._last else NEVER

    def previous(self, day: int) -> int:
        """The last meeting on or before *day*, or BEFORE."""
        meeting = self._calendar.previous(min(day, self._last))
        return meeting if meeting >= self._first else BEFORE

    def between(self, first: int, last: int) -> list[int]:
        """The known meetings from *first* to *last*, both included, sorted."""
        return self._calendar.between(max(first, self._first), min(last, self._last))

    def assumed(self, day: int) -> bool:
        """True if *day*, or the last day of the period before it, counts as a meeting only because nobody knows yet."""
        return self._calendar.assumed(min(day, self._last))


class Together:
    """Several rules as if they were one: each with its own start and end, and a day that several pick only once."""

    __slots__ = ("_rules",)

    count = None  # each rule counts its own

    def __init__(self, rules: Iterable[Calendar]) -> None:
        self._rules = tuple(rules)

    def days(self, start: int, first: int, last: int) -> list[int]:
        """The days that any of the rules picks from *first* to *last*, both included; none before *start*."""
        first = max(first, start)
        return sorted({day for rule in self._rules for day in rule.between(first, last)})


def _joined(periods: Iterable[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """First and last days of the periods, in order; those that touch are made one."""
    firsts: list[int] = []
    lasts: list[int] = []
    for first, last in sorted(periods):
        if lasts and first <= lasts[-1] + 1:
            lasts[-1] = max(lasts[-1], last)
        else:
            firsts.append(first)
            lasts.append(last)
    return firsts, lasts
