"""Forums: bodies that meet, in a tier, with seats."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve, field

from involvement import _fields
from involvement._fields import frozen
from involvement.calendars.calendars import Calendar, Within
from involvement.calendars.counted_days import Days, as_counted, optional_counted_days
from involvement.calendars.meetings import Meetings, calendar_of
from involvement.people import Seat
from involvement.people.stakeholders import one_at_a_time

__all__ = ["Forum"]


def _seats(items: Iterable[Seat]) -> tuple[Seat, ...]:
    return _fields.as_tuple(items)


@frozen(cache_hash=True)
class Forum:
    """A body that hears views: a user group, a committee, a board, a survey.

    A view is heard at the first meeting by which its papers were due: `papers_due` days after it arrived, or later.
    `meetings=None` says that the calendar is not known; `quota`, in votes, is a simple majority
    where it is None. `tier` says at which level it sits, such as `clinical` or `executive`. Before `since` and after
    `until` it does not meet; both days are included. `notice` says how many days before a decision it promised to
    announce it. A stakeholder has one seat at a time.

    >>> Forum("board", title="Executive board", meetings=Meetings.any_day(), papers_due=7).tier
    """

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    meetings: Meetings | None = field(default=None, validator=_fields.a(Meetings, optional=True), kw_only=True)
    papers_due: int | Days | None = field(
        default=None,
        converter=as_counted,
        validator=optional_counted_days,
        metadata=_fields.AT_LEAST_0,
        kw_only=True,
    )
    tier: str | None = field(default=None, validator=_fields.optional_key, metadata=_fields.names("tier"), kw_only=True)
    seats: tuple[Seat, ...] = field(default=(), converter=_seats, validator=_fields.many(Seat), kw_only=True)
    quota: int | None = field(default=None, validator=_fields.optional_count, kw_only=True)
    venue: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    notice: int | Days | None = field(default=None, converter=as_counted, validator=optional_counted_days, kw_only=True)
    since: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    until: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    external_ids: tuple[tuple[str, str], ...] = field(
        default=(), converter=_fields.external_ids, validator=_fields.pairs, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        _fields.in_order("Forum.until", self.since, self.until)
        one_at_a_time(self.seats, f"forum {self.key!r}")

    @property
    def calendar(self) -> Calendar | Within:
        """The days on which it meets, for the search."""
        calendar = calendar_of(self.meetings)
        if self.since is None and self.until is None:
            return calendar
        return Within(calendar, (self.since or date.min).toordinal(), (self.until or date.max).toordinal())

    def meets_between(self, first: date, last: date) -> tuple[date, ...]:
        """Its meetings from *first* to *last*, both included, sorted; () where its calendar is not known."""
        _fields.a_date("first", first)
        _fields.a_date("last", last)
        if self.meetings is None:
            return ()
        first, last = max(first, self.since or first), min(last, self.until or last)
        return self.meetings.between(first, last) if first <= last else ()

    def next_meeting(self, day: date) -> date | None:
        """Its first meeting on a day or after it; None where there is none, or its calendar is not known."""
        _fields.a_date("day", day)
        meeting = None if self.meetings is None else self.meetings.on_or_after(max(day, self.since or day))
        return None if meeting is None or meeting > (self.until or meeting) else meeting

    def may_sit(self, first: date, last: date) -> date:
        """The first day of a period on which it is there and may sit, by its calendar; *first* where that knows of no such day.

        >>> Forum("board", meetings=Meetings.on([date(2026, 5, 20)])).may_sit(date(2026, 5, 1), date(2026, 5, 31))
        datetime.date(2026, 5, 20)
        """
        _fields.a_date("last", last)
        meeting = self.next_meeting(first)
        if self.meetings is None:
            meeting = max(first, self.since or first)
        return first if meeting is None or meeting > last or self.sits_on(first) else meeting

    def may_sit_until(self, first: date, last: date) -> date:
        """The last day of a period on which it is there and may sit, by its calendar; *last* where that knows of no such day.

        >>> Forum("board", meetings=Meetings.on([date(2026, 5, 20)])).may_sit_until(date(2026, 5, 1), date(2026, 5, 31))
        datetime.date(2026, 5, 20)
        """
        _fields.a_date("first", first)
        _fields.a_date("last", last)
        until = min(last, self.until or last)
        if until < first:
            return last
        if self.meetings is None or self.meetings.assumed(until):
            return until
        begun = self.meetings.on_or_before(until)
        if begun is None or begun < (self.since or begun):
            return last
        ends = date.fromordinal(min(begun.toordinal() + self.meetings.days - 1, last.toordinal()))
        return ends if ends >= first else last

    def never_sits(self, first: date, last: date) -> bool:
        """Whether it is known not to sit on any day of a period; a day that is not known may be a meeting."""
        _fields.a_date("first", first)
        _fields.a_date("last", last)
        if self.meetings is None:
            return False
        there = min(last, self.until or last)
        if max(first, self.since or first) <= there and self.meetings.assumed(there):
            return False
        return not self.sits_on(first) and not self.meets_between(first, last)

    def is_there(self, first: date, last: date) -> bool:
        """Whether it is there on some day of a period, or sits on its first at a meeting that began when it was.

        >>> Forum("board", until=date(2026, 5, 31)).is_there(date(2026, 6, 1), date(2026, 6, 30))
        False
        """
        _fields.a_date("last", last)
        return self.sits_on(first) or ((self.since or last) <= last and first <= (self.until or first))

    def sits_on(self, day: date) -> bool:
        """Whether it is known to sit on a day, be it one of several days of a meeting."""
        _fields.a_date("day", day)
        begun = None if self.meetings is None else self.meetings.sitting_on(day)
        return begun is not None and (self.since or begun) <= begun <= (self.until or begun)

    def as_of(self, day: date) -> "Forum":
        """The forum with the seats that are held on a day; the same one if those are all."""
        _fields.a_date("day", day)
        seats = [seat for seat in self.seats if seat.holds_on(day)]
        return self if len(seats) == len(self.seats) else evolve(self, seats=seats)

    def __str__(self) -> str:
        return self.title or self.key
