"""Meetings: the days on which a forum meets."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Literal, TypeGuard

import attrs
from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.calendars.calendars import BEFORE, NEVER, Calendar
from involvement.calendars.recurrence_words import rule_says
from involvement.calendars.recurrences import LAST_DAY, read_rule, rule_at, weekday_code
from involvement.errors import InvalidValueError
from involvement.wording import Fact, Statement, Wording

__all__ = ["BEFORE", "NEVER", "Calendar", "Meetings", "calendar_of"]

_LONGEST_RULE = 500
_Period = tuple[date, date]
_PERIODS = "pairs of a first and a last day, both included"


def _rule(value: str | None) -> str | None:
    return value.upper().removeprefix("RRULE:") if _is_short(value) else value


def _is_short(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) <= _LONGEST_RULE and value.isascii()


def _rule_text(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    _fields.optional_text(instance, attribute, value)
    if value is not None and not _is_short(value):
        raise InvalidValueError("Meetings.rule", f"at most {_LONGEST_RULE} plain letters, digits and signs")


def _closed(items: Iterable[_Period]) -> tuple[_Period, ...]:
    return _fields.sorted_pairs(items, once=True)


@frozen(cache_hash=True)
class Meetings:
    """The days on which a forum meets: those of a rule, less the cancelled and closed ones, and those added.

    A rule is a bounded part of RFC 5545: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY with INTERVAL, BYDAY, BYMONTHDAY,
    BYMONTH, BYSETPOS, WKST and COUNT or UNTIL. A month without the day asked for has no meeting; its last day is
    BYMONTHDAY=-1. Without a rule and without days, the forum never meets.

    >>> board = Meetings.monthly(2, "tuesday", start=date(2026, 1, 1))
    >>> str(board)
    'The second Tuesday of every month from 1 January 2026.'
    >>> board.on_or_after(date(2026, 3, 11))
    datetime.date(2026, 4, 14)

    Attributes:
        rule: the rule, in upper case.
        start: the day that the rule's intervals and counts start from; a meeting only if the rule picks it.
        until: the last day on which the rule may pick one; added days may be later.
        also: days added, in order; they win over `cancelled` and `closed`.
        cancelled: days on which the rule's meeting does not take place; it is dropped, not moved, and still counts.
        closed: pairs of a first and a last day, both included, in which no meeting by the rule takes place.
        known_until: the last day for which the calendar is known. Later days of the rule are left out, and every
            later day counts as a possible meeting; None says that all is known.
        always: every day is a meeting.
    """

    rule: str | None = field(default=None, converter=_rule, validator=_rule_text)
    start: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    until: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
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
        if self.rule is None:
            if self.start is not None or self.until is not None:
                raise InvalidValueError("Meetings.rule", "a rule, where there is a start or an until")
            return
        if self.start is None:
            raise InvalidValueError("Meetings.start", "the day that the rule starts from")
        read = read_rule(self.rule)
        if self.until is not None and (read.count is not None or read.until is not None):
            raise InvalidValueError("Meetings.until", "nothing, as the rule has its own COUNT or UNTIL")
        _fields.in_order("Meetings.until", self.start, self.until or read.until)

    @classmethod
    def on(cls, dates: Iterable[date], known_until: date | None = None) -> "Meetings":
        """Meetings on these dates and no others; with *known_until*, others may be fixed after it."""
        return cls(also=dates, known_until=known_until)

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
        also: Iterable[date] = (),
        cancelled: Iterable[date] = (),
        closed: Iterable[_Period] = (),
        known_until: date | None = None,
    ) -> "Meetings":
        """Every week on *weekday*, such as "wednesday", or every so many weeks from that of the start."""
        rule = f"FREQ=WEEKLY{_interval(every)};BYDAY={weekday_code(weekday)}"
        return cls(
            rule, start=start, until=until, also=also, cancelled=cancelled, closed=closed, known_until=known_until
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
            rule, start=start, until=until, also=also, cancelled=cancelled, closed=closed, known_until=known_until
        )

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """The known meetings from *first* to *last*, both included, in order; none where *last* is before *first*.

        Days that count only because the calendar is not known by then are left out: see `assumed`.
        """
        return tuple(map(_day, self._calendar.between(_ordinal(first), _ordinal(last))))

    def on_or_after(self, day: date) -> date | None:
        """The first meeting on or after *day*, or None. After `known_until` that is *day* itself."""
        found = self._calendar.next(_ordinal(day))
        return None if found == NEVER else date.fromordinal(found)

    def on_or_before(self, day: date) -> date | None:
        """The last meeting on or before *day*, or None. After `known_until` that is *day* itself."""
        found = self._calendar.previous(_ordinal(day))
        return None if found == BEFORE else date.fromordinal(found)

    def assumed(self, day: date) -> bool:
        """True if *day* counts as a meeting only because the calendar is not known by then."""
        return self._calendar.assumed(_ordinal(day))

    @cached_property
    def _calendar(self) -> Calendar:
        known_until = LAST_DAY if self.known_until is None else self.known_until.toordinal()
        also = [day.toordinal() for day in self.also]
        if self.rule is None or self.start is None:
            return Calendar(also=also, known_until=known_until, every_day=self.always)
        recurrence = rule_at(self.rule, self.start)
        until = self.until or recurrence.until
        return Calendar(
            recurrence,
            start=self.start.toordinal(),
            end=LAST_DAY if until is None else until.toordinal(),
            also=also,
            cancelled=[day.toordinal() for day in self.cancelled],
            closed=[(first.toordinal(), last.toordinal()) for first, last in self.closed],
            known_until=known_until,
        )

    @property
    def says(self) -> Statement:
        """When the forum meets: the rule with its start and end, what departs from it, and how far it is known."""
        code, facts = "none", dict[str, Fact]()
        if self.always:
            code = "always"
        elif self.rule is not None and self.start is not None:
            read = read_rule(self.rule)
            until = self.until or read.until
            code = "rule_until" if until else "rule_times" if read.count else "rule"
            facts = {"rule": rule_says(self.rule, self.start), "start": self.start, "until": until, "times": read.count}
            facts["more"] = tuple(self._departures())
        elif self.also:
            code = "listed" if self.known_until is None else "listed_until"
            facts = {"also": self.also, "known_until": self.known_until}
        elif self.known_until is not None:
            code, facts = "none_until", {"known_until": self.known_until}
        sources = {name: _SOURCES[name] for name in facts if name in _SOURCES}
        return Statement(f"meetings.{code}", facts, template=_MEETINGS[code], sources=sources)

    def _departures(self) -> Iterator[Statement]:
        """Where the days of the rule are not the meetings; the added days last, as they win over the others."""
        periods = tuple(
            Statement(f"meetings.{code}", {"first": first, "last": last}, template=_PERIODS_SAID[code], sources=_CLOSED)
            for first, last in self.closed
            for code in ("period" if first < last else "day",)
        )
        departures: dict[str, Fact] = {
            "known_until": self.known_until,
            "closed": periods,
            "cancelled": tuple(day for day in self.cancelled if day not in self.also),
            "also": self.also,
        }
        for code, fact in departures.items():
            if fact:
                sources = {code: _SOURCES[code]} if code in _SOURCES else {}
                yield Statement(f"meetings.{code}", {code: fact}, template=_DEPARTURES[code], sources=sources)

    def __str__(self) -> str:
        return Wording().say(self.says)


_SOURCES = {
    "start": "Meetings.start",
    "until": ("Meetings.rule", "Meetings.until"),
    "times": "Meetings.rule",
    "also": "Meetings.also",
    "cancelled": "Meetings.cancelled",
    "known_until": "Meetings.known_until",
}
_CLOSED = {"first": "Meetings.closed", "last": "Meetings.closed"}
_MEETINGS = {
    "none": "no meetings",
    "none_until": "no meetings until {known_until}. Later meetings are not known.",
    "always": "on any day",
    "rule": "{rule:clause} from {start}. {more:sentences}",
    "rule_until": "{rule:clause} from {start} until {until}. {more:sentences}",
    "rule_times": "{rule:clause} from {start}, {times:time}. {more:sentences}",
    "listed": "on {also}",
    "listed_until": "on {also}. Other meetings after {known_until} are not known.",
}
_DEPARTURES = {
    "known_until": "Meetings after {known_until} are not known.",
    "closed": "Closed {closed:clauses}.",
    "cancelled": "Not on {cancelled}.",
    "also": "Also on {also}.",
}
_PERIODS_SAID = {"period": "from {first} to {last}", "day": "on {first}"}


_UNKNOWN = Calendar(every_day=True, known=False)


def calendar_of(meetings: Meetings | None) -> Calendar:
    """The calendar of the meetings, the same one each time; that of None knows nothing, and every day counts."""
    return _UNKNOWN if meetings is None else meetings._calendar  # noqa: SLF001 - the search's way in; not public


def _interval(every: int) -> str:
    if not _fields.is_count(every) or not every:
        raise InvalidValueError("Meetings: every", "a whole number, 1 or more")
    return "" if every == 1 else f";INTERVAL={every}"


@lru_cache(maxsize=36_525)  # a century: calendars of one map fall on the same days again and again
def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def _ordinal(day: date) -> int:
    if not _fields.is_day(day):
        raise InvalidValueError("Meetings: day", "a date (and not a date with a time)")
    return day.toordinal()
