"""Meetings: the days on which a forum meets."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Literal

import attrs
from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.calendars.calendars import BEFORE, NEVER, Calendar, Together
from involvement.calendars.exported_rules import BUDGET, read_export
from involvement.calendars.meeting_rules import (
    MeetingRule,
    calendar_of_rule,
    ended,
    optional_rule,
    rule_text,
)
from involvement.calendars.meeting_words import meetings_always, meetings_said
from involvement.calendars.recurrences import LAST_DAY, MOST_REPEATS, month_day, read_rule, rule_at, weekday_code
from involvement.errors import InvalidValueError
from involvement.wording import Statement, Wording

if TYPE_CHECKING:
    from dateutil.rrule import rrulebase

__all__ = ["BEFORE", "NEVER", "Calendar", "Meetings", "calendar_of"]

_Period = tuple[date, date]
_PERIODS = "pairs of a first and a last day, both included"


def _more_rules(items: Iterable[MeetingRule]) -> tuple[MeetingRule, ...]:
    return _fields.as_tuple(items)


def _length(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    if not _fields.is_count(value) or not value:
        raise InvalidValueError(_fields.place(instance, attribute), "a whole number, 1 or more")


def _closed(items: Iterable[_Period]) -> tuple[_Period, ...]:
    return _fields.sorted_pairs(items, once=True)


@frozen(cache_hash=True)
class Meetings:
    """The days on which a forum meets: those of a rule, less the cancelled and closed ones, and those added.

    A rule is a bounded part of RFC 5545: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY with INTERVAL, BYDAY, BYMONTHDAY,
    BYYEARDAY, BYWEEKNO, BYMONTH, BYSETPOS, WKST and COUNT or UNTIL. A month without the day asked for has no meeting;
    its last day is BYMONTHDAY=-1. What a calendar exports is taken in by `from_rrule`. Without a rule and without days,
    the forum never meets.

    >>> board = Meetings.monthly(2, "tuesday", start=date(2026, 1, 1))
    >>> str(board)
    'The second Tuesday of every month from 1 January 2026.'
    >>> board.on_or_after(date(2026, 3, 11))
    datetime.date(2026, 4, 14)

    Attributes:
        rule: the rule, in upper case.
        start: the day that the rule's intervals and counts start from; a meeting only if the rule picks it.
        until: the last day on which the rule may pick one; added days may be later.
        more_rules: further rules: one that follows when the first has ended, or that holds beside it.
        days: how many days each meeting lasts. Papers are due before its first day, and views are heard on that day;
            a decision may fall on any of them. All other days named here are first days.
        also: days added, in order; they win over `cancelled` and `closed`.
        cancelled: days on which the rule's meeting does not take place; it is dropped, not moved, and still counts.
        closed: pairs of a first and a last day, both included, in which no meeting by the rule takes place.
        known_until: the last day for which the calendar is known. Later days of the rule are left out, and every
            later day counts as a possible meeting; None says that all is known.
        always: every day is a meeting.
    """

    rule: str | None = field(default=None, converter=optional_rule, validator=rule_text)
    start: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    until: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    more_rules: tuple[MeetingRule, ...] = field(
        default=(), converter=_more_rules, validator=_fields.many(MeetingRule), kw_only=True
    )
    days: int = field(default=1, validator=_length, kw_only=True)
    also: tuple[date, ...] = field(
        default=(), converter=_fields.sorted_days, validator=_fields.days, kw_only=True, repr=_fields.counted
    )
    cancelled: tuple[date, ...] = field(
        default=(), converter=_fields.sorted_days, validator=_fields.days, kw_only=True, repr=_fields.counted
    )
    closed: tuple[tuple[date, date], ...] = field(
        default=(),
        converter=_closed,
        validator=_fields.each(_fields.is_period, _PERIODS),
        kw_only=True,
        repr=_fields.counted,
    )
    known_until: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    always: bool = field(default=False, validator=_fields.flag, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for first, last in self.closed:
            _fields.in_order("Meetings.closed", first, last)
        if self.always and (self.rule or self.also or self.cancelled or self.closed or self.known_until):
            raise InvalidValueError("Meetings.always", "no rule and no days beside it: every day is a meeting")
        if self.always and self.days > 1:
            raise InvalidValueError("Meetings.days", "1, where every day is a meeting")
        if self.rule is None:
            if self.start is not None or self.until is not None or self.more_rules:
                raise InvalidValueError("Meetings.rule", "a rule, where there is a start, an until or a further rule")
            return
        if self.start is None:
            raise InvalidValueError("Meetings.start", "the day that the rule starts from")
        read = read_rule(self.rule)
        if self.until is not None and (read.count is not None or read.until is not None):
            raise InvalidValueError("Meetings.until", "nothing, as the rule has its own COUNT or UNTIL")
        _fields.in_order("Meetings.until", self.start, self.until or read.until)

    @classmethod
    def on(cls, dates: Iterable[date], known_until: date | None = None, *, days: int = 1) -> "Meetings":
        """Meetings on these dates and no others; with *known_until*, others may be fixed after it."""
        return cls(also=dates, known_until=known_until, days=days)

    @classmethod
    def any_day(cls) -> "Meetings":
        """A meeting every day: for those who hear views as they come."""
        return cls(always=True)

    @classmethod
    def weekly(
        cls,
        weekday: str,
        *,
        start: date,
        every: int = 1,
        until: date | None = None,
        days: int = 1,
        also: Iterable[date] = (),
        cancelled: Iterable[date] = (),
        closed: Iterable[_Period] = (),
        known_until: date | None = None,
    ) -> "Meetings":
        """Every week on *weekday*, such as "wednesday", or every so many weeks from that of the start."""
        rule = f"FREQ=WEEKLY{_interval(every)};BYDAY={weekday_code(weekday)}"
        return cls(
            rule,
            start=start,
            until=until,
            days=days,
            also=also,
            cancelled=cancelled,
            closed=closed,
            known_until=known_until,
        )

    @classmethod
    def monthly(
        cls,
        week: int | Literal["last"],
        weekday: str,
        *,
        start: date,
        every: int = 1,
        until: date | None = None,
        days: int = 1,
        also: Iterable[date] = (),
        cancelled: Iterable[date] = (),
        closed: Iterable[_Period] = (),
        known_until: date | None = None,
    ) -> "Meetings":
        """Every month on the first *weekday* (week 1) to the fifth, or the last ("last" or -1) back to -5.

        A month without a fifth such weekday has no meeting. With *every*, every so many months from that of the start.
        """
        number = -1 if week == "last" else week
        if not isinstance(number, int) or isinstance(number, bool) or not 1 <= abs(number) <= 5:
            raise InvalidValueError("Meetings.monthly: week", "1 to 5, -5 to -1, or 'last'")
        rule = f"FREQ=MONTHLY{_interval(every)};BYDAY={number}{weekday_code(weekday)}"
        return cls(
            rule,
            start=start,
            until=until,
            days=days,
            also=also,
            cancelled=cancelled,
            closed=closed,
            known_until=known_until,
        )

    @classmethod
    def monthly_on(
        cls,
        day: int,
        *,
        start: date,
        or_last_day: bool = False,
        every: int = 1,
        until: date | None = None,
        days: int = 1,
        also: Iterable[date] = (),
        cancelled: Iterable[date] = (),
        closed: Iterable[_Period] = (),
        known_until: date | None = None,
    ) -> "Meetings":
        """Every month on the *day* 1 to 31, or every so many months from that of the start.

        A month without that day has no meeting; with *or_last_day* it meets on its last day instead.
        """
        if not _fields.is_count(day) or not 1 <= day <= 31:
            raise InvalidValueError("Meetings.monthly_on: day", "1 to 31")
        named = month_day(day, or_last_day=_fields.instance("Meetings.monthly_on: or_last_day", bool, or_last_day))
        return cls(
            f"FREQ=MONTHLY{_interval(every)};{named}",
            start=start,
            until=until,
            days=days,
            also=also,
            cancelled=cancelled,
            closed=closed,
            known_until=known_until,
        )

    @classmethod
    def from_rrule(
        cls,
        source: "str | rrulebase",
        *,
        start: date | None = None,
        zone: str | None = None,
        days: int | None = None,
        known_until: date | None = None,
        budget: int = BUDGET,
    ) -> "Meetings":
        r"""The meetings that a calendar exports: its lines DTSTART, RRULE, RDATE and EXDATE, or a rule of dateutil.

        Days are those of the zone in which the event is kept. A DTSTART is a meeting whether the rule picks it or not,
        and the first that COUNT counts, as RFC 5545 has it; *start*, for a text without one, and the start of a dateutil
        rule are meetings only if the rule picks them. Where a week is named and no weekday, that of the start is meant.

        What no rule of `Meetings` can say, such as several times a day or an EXRULE, dateutil works out: all days, or
        those up to *known_until*, ten years from the start unless said; later ones are then not known.

        >>> lines = "DTSTART;TZID=Europe/London:20260106T190000\nRRULE:FREQ=MONTHLY;BYDAY=1TU;UNTIL=20261231T190000Z"
        >>> str(Meetings.from_rrule(lines))
        'The first Tuesday of every month from 6 January 2026 until 31 December 2026.'

        Args:
            source: the lines, in any order; only the rule, with *start*; an `rrule` or an `rruleset`.
            start: the day from which the rule starts, for a text without DTSTART.
            zone: the zone, by its IANA name, for times that are written in UTC.
            days: how many days each meeting lasts; those from DTSTART to DTEND, or of DURATION, unless said.
            known_until: the last day for which the calendar is known.
            budget: the most meetings that dateutil may work out.

        Raises:
            InvalidValueError: the text is no such lines, or a rule is hourly or finer; or its zone is not known, where
                times in UTC stand beside it (names of Windows are known with the extra `calendar`).
            LimitExceeded: more lines, days or meetings than the limits allow.

        References:
            RFC 5545, Internet Calendaring and Scheduling Core Object Specification, sections 3.3.10 and 3.8.5.
        """
        export = read_export(source, start=start, zone=zone, known_until=known_until, budget=budget)
        rules = export.rules
        ends = [end for end in (known_until, export.known_until) if end is not None]
        return cls(
            rules[0].rule if rules else None,
            start=rules[0].start if rules else None,
            until=rules[0].until if rules else None,
            more_rules=rules[1:],
            days=export.days if days is None else days,
            also=export.also,
            cancelled=export.cancelled,
            known_until=min(ends, default=None),
        )

    @classmethod
    def joined(cls, *meetings: "Meetings") -> "Meetings":
        """Calendars that follow each other, as one: each holds until the day before the next one starts.

        For a rule that changes in the middle of a year.

        >>> mondays, thursdays = (Meetings.weekly(day, start=date(2026, month, 1)) for day, month in (("monday", 1), ("thursday", 7)))
        >>> print(Meetings.joined(mondays, thursdays))
        Every Monday from 1 January 2026 until 30 June 2026. Then every Thursday from 1 July 2026.

        Raises:
            InvalidValueError: one has no rule, starts no later than the one before it, or its meetings last longer or
                shorter; or what comes before another is not known so far, or counts meetings that come later.
        """
        return _joined(_fields.instances("Meetings.joined", Meetings, meetings))

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """The known meetings from *first* to *last*, both included, in order; none where *last* is before *first*.

        Days that count only because the calendar is not known by then are left out: see `assumed`.
        """
        return tuple(map(_day, self._calendar.between(_ordinal(first), _ordinal(last))))

    def on_or_after(self, day: date) -> date | None:
        """The first meeting on or after *day*, or None. After `known_until` that is *day* itself."""
        meeting = self._calendar.next(_ordinal(day))
        return None if meeting == NEVER else date.fromordinal(meeting)

    def on_or_before(self, day: date) -> date | None:
        """The last meeting on or before *day*, or None. After `known_until` that is *day* itself."""
        meeting = self._calendar.previous(_ordinal(day))
        return None if meeting == BEFORE else date.fromordinal(meeting)

    def sitting_on(self, day: date) -> date | None:
        """The first day of the meeting that lasts over *day*, or None. After `known_until` that is *day* itself."""
        begins = self.on_or_before(day)
        return None if begins is None or (day - begins).days >= self.days else begins

    def assumed(self, day: date) -> bool:
        """True if *day* counts as a meeting only because the calendar is not known by then."""
        return self._calendar.assumed(_ordinal(day))

    @property
    def rules(self) -> tuple[MeetingRule, ...]:
        """Every rule with its start and end: the first, and those of `more_rules`."""
        if self.rule is None or self.start is None:
            return ()
        return (MeetingRule(self.rule, start=self.start, until=self.until), *self.more_rules)

    @cached_property
    def _calendar(self) -> Calendar:
        known_until = LAST_DAY if self.known_until is None else self.known_until.toordinal()
        also = [day.toordinal() for day in self.also]
        if self.rule is None or self.start is None:
            return Calendar(also=also, known_until=known_until, every_day=self.always)
        recurrence = rule_at(self.rule, self.start)
        start, last = self.start, self.until or recurrence.until
        if self.more_rules:
            start = min(rule.start for rule in self.rules)
            last = max((rule.last or date.max) for rule in self.rules)
        return Calendar(
            Together(map(calendar_of_rule, self.rules)) if self.more_rules else recurrence,
            start=start.toordinal(),
            end=LAST_DAY if last is None else last.toordinal(),
            also=also,
            cancelled=[day.toordinal() for day in self.cancelled],
            closed=[(first.toordinal(), last.toordinal()) for first, last in self.closed],
            known_until=known_until,
        )

    @property
    def says(self) -> Statement:
        """When the forum meets: the rules with their starts and ends, what departs from them, and how far it is known."""
        if self.always:
            return meetings_always()
        return meetings_said(
            self.rules,
            days=self.days,
            also=self.also,
            cancelled=self.cancelled,
            closed=self.closed,
            known_until=self.known_until,
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


_UNKNOWN = Calendar(every_day=True, known=False)


def calendar_of(meetings: Meetings | None) -> Calendar:
    """The calendar of the meetings, the same one each time; that of None knows nothing, and every day counts."""
    return _UNKNOWN if meetings is None else meetings._calendar  # noqa: SLF001 - the search's way in; not public


def _interval(every: int) -> str:
    if not _fields.is_count(every) or not 1 <= every <= MOST_REPEATS:
        raise InvalidValueError("Meetings: every", f"a whole number from 1 to {MOST_REPEATS}")
    return "" if every == 1 else f";INTERVAL={every}"


def _joined(calendars: tuple[Meetings, ...]) -> Meetings:
    rules: list[MeetingRule] = []
    also: list[date] = []
    cancelled: list[date] = []
    closed: list[_Period] = []
    begins = date.min
    for at, (meetings, following) in enumerate(zip_longest(calendars, calendars[1:])):
        place = f"Meetings.joined: [{at}]"
        if meetings.start is None:
            raise InvalidValueError(place, "meetings by a rule")
        if meetings.days != calendars[0].days:
            raise InvalidValueError(place, "meetings that last as long as those before them")
        ends = date.max
        if following is not None:
            if following.start is None or following.start <= max(rule.start for rule in meetings.rules):
                raise InvalidValueError(f"Meetings.joined: [{at + 1}]", "a rule that starts after those before it")
            ends = following.start - timedelta(days=1)
            if meetings.known_until is not None and meetings.known_until < ends:
                raise InvalidValueError(place, "meetings that are known until the next rule starts")
            rules += [ended(rule, ends, place) for rule in meetings.rules]
        else:
            rules += meetings.rules
        also += meetings.also
        cancelled += [day for day in meetings.cancelled if begins <= day <= ends]
        periods = [(max(first, begins), min(last, ends)) for first, last in meetings.closed]
        closed += [(first, last) for first, last in periods if first <= last]
        begins = date.min if following is None or following.start is None else following.start
    if not rules:
        raise InvalidValueError("Meetings.joined", "one calendar or more")
    return Meetings(
        rules[0].rule,
        start=rules[0].start,
        until=rules[0].until,
        more_rules=rules[1:],
        days=calendars[0].days,
        also=also,
        cancelled=cancelled,
        closed=closed,
        known_until=calendars[-1].known_until,
    )


@lru_cache(maxsize=36_525)  # a century: calendars of one map fall on the same days again and again
def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def _ordinal(day: date) -> int:
    if not _fields.is_day(day):
        raise InvalidValueError("Meetings: day", "a date (and not a date with a time)")
    return day.toordinal()
