"""Read meetings from iCalendar files: recurrences, moved and cancelled meetings, zones, whole days."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import zip_longest
from os import PathLike
from typing import IO, NamedTuple, TypeAlias

from attrs import evolve

from involvement import _fields
from involvement._reading import Limits
from involvement.calendars.exported_lines import ExportedEvent, Moment, ends_early, length_of, on_the_clock
from involvement.calendars.exported_rules import BUDGET, Export, meetings_of_event, zone_of
from involvement.calendars.meeting_rules import MeetingRule, calendar_of_rule, cut_off
from involvement.calendars.meetings import Meetings
from involvement.decisions import Forum
from involvement.errors import InvalidValueError, LimitExceeded
from involvement.exchange.calendar_readings import CalendarReading, EventNames
from involvement.exchange.icalendar_events import CalendarEvent, events_of
from involvement.exchange.meeting_lengths import Length, usual_length
from involvement.exchange.readings import Skipped
from involvement.exchange.reasons import Reason

__all__ = ["read_calendar"]

Which: TypeAlias = str | EventNames | Iterable[str | EventNames]
ForumOf: TypeAlias = Mapping[str, Which] | Callable[[EventNames], str | None]

_DEFAULT = Limits(entries=20_000, depth=8)
_DAY = timedelta(days=1)
_LISTED_FOR = timedelta(days=3653)  # a series that dateutil or we list: ten years
_LEAST = 500  # that a series of which a part is moved takes from the budget
_A_RULE = 100  # that a rule of a series which is listed takes from it
_MOST_RULES = 100


def read_calendar(
    source: str | PathLike[str] | IO[str] | IO[bytes],
    *,
    forums: ForumOf,
    zone: str | None = None,
    known_until: date | None = None,
    budget: int = BUDGET,
    limits: Limits = _DEFAULT,
) -> CalendarReading:
    r"""The forums with their meetings that an iCalendar file tells of, and what of it was not understood.

    Days are those of the zone in which an event is kept; times in UTC are those of *zone*, or of the zone that the
    calendar names. A moved meeting is on its new day, a cancelled one on none, and later versions win. What is not
    understood is left out and listed with the number of its event; of a series that is not, the forum's later meetings are
    not known. All meetings of a forum last as long as most of them do; events that say another length are listed too.
    Attendees, organisers, descriptions, places and links are not read at all.

    >>> text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Board\nDTSTART:20260106\nRRULE:FREQ=MONTHLY;BYDAY=1TU\nEND:VEVENT\nEND:VCALENDAR"
    >>> print(read_calendar(text, forums={"executive-board": "Board"}).meetings("executive-board"))
    The first Tuesday of every month from 6 January 2026.

    Args:
        source: a path, an open file, or the text.
        forums: which events belong to which forum: by the key of the forum, the summary of its events, their
            `EventNames` (for categories and UIDs) or several of these; or a function that is given the names of each
            event and gives a key, or None.
        zone: the zone, by its IANA name, for times in UTC.
        known_until: the last day for which the calendar is kept; later meetings are not known.
        budget: the most meetings that may be listed one by one, as no rule says them.
        limits: `size`, `entries` (components), `depth`, `values` (lines) and `text` (characters of a line).

    Raises:
        DocumentError: it is no calendar; nothing of it is shown.
        LimitExceeded: it is larger than *limits*, or lists more meetings than the *budget*.
        MissingExtraError: icalendar, of the extra `calendar`, is not installed.

    References:
        RFC 5545, Internet Calendaring and Scheduling Core Object Specification.
    """
    _fields.instance("limits", Limits, limits)
    _fields.a_date_or_nothing("known_until", known_until)
    _fields.a_count("budget", budget)
    chosen, asked = _chooser(forums)
    given = None if zone is None else zone_of(zone)
    read = events_of(source, limits)
    reader = _Reader(given or _zone_or_nothing(read.zone), known_until, budget)
    series: dict[str, list[_Series]] = {key: [] for key in asked}
    others = 0
    for versions in _by_identity(read.events).values():
        forum = reader.forum_of(versions, chosen)
        if forum is None:
            others += len(versions)
        else:
            series.setdefault(forum, []).append(reader.series(versions))
    with_meetings: list[Forum] = []
    for key, parts in series.items():
        if parts:
            with_meetings.append(Forum(key, meetings=reader.together(parts)))
        else:
            reader.skip(f"forum {key}", "VEVENT", Reason.NO_EVENT)
    return CalendarReading(with_meetings, not_understood=reader.skipped, others=others)


def _zone_or_nothing(name: str | None) -> tzinfo | None:
    """The zone that a calendar names; one that nobody knows is none."""
    try:
        return None if name is None else zone_of(name)
    except InvalidValueError:
        return None


def _chooser(forums: ForumOf) -> tuple[Callable[[EventNames], tuple[str, ...]], tuple[str, ...]]:
    """What gives the keys of the forums of an event, and all keys that are known beforehand."""
    if not isinstance(forums, Mapping):
        choose = _fields.a_function("forums", forums)

        def by_function(names: EventNames) -> tuple[str, ...]:
            key = choose(names)
            return () if key is None else (_fields.a_text("forums: what the function gives", key),)

        return by_function, ()
    wanted = {_fields.a_text("forums: key", key): _named(key, which) for key, which in forums.items()}

    def by_names(names: EventNames) -> tuple[str, ...]:
        return tuple(key for key, its_names in wanted.items() if any(name.fit(names) for name in its_names))

    return by_names, tuple(wanted)


def _named(key: str, which: Which) -> tuple[EventNames, ...]:
    several = (which,) if isinstance(which, str | EventNames) else _fields.members(f"forums[{key!r}]", which)
    named = [EventNames(names.strip()) if isinstance(names, str) else names for names in several]
    return _fields.instances(f"forums[{key!r}]", EventNames, named)


def _by_identity(events: Iterable[CalendarEvent]) -> dict[str | int, list[CalendarEvent]]:
    """The events of each identity, in the order of the file; one without a UID stands alone."""
    versions: dict[str | int, list[CalendarEvent]] = {}
    for event in events:
        versions.setdefault(event.names.uid or event.number, []).append(event)
    return versions


class _Series(NamedTuple):
    """What the events of one identity say of days."""

    rules: tuple[MeetingRule, ...] = ()
    also: frozenset[date] = frozenset()
    cancelled: frozenset[date] = frozenset()
    known_until: date | None = None
    lengths: tuple[Length, ...] = ()

    @property
    def meetings(self) -> Meetings:
        return _meetings(self.rules, self.also, self.cancelled)


def _meetings(rules: Collection[MeetingRule], also: Iterable[date], cancelled: Iterable[date]) -> Meetings:
    if not rules:
        return Meetings.on(also)
    first, *more = rules
    return Meetings(first.rule, start=first.start, until=first.until, more_rules=more, also=also, cancelled=cancelled)


class _Reader:
    """Reads series one after the other, under one budget, and notes what is not understood."""

    def __init__(self, zone: tzinfo | None, known_until: date | None, budget: int) -> None:
        self.skipped: list[Skipped] = []
        self._zone = zone
        self._known_until = known_until
        self._budget = self._left = budget

    def skip(self, where: str, what: str, why: Reason) -> None:
        """Notes that something was not understood, or only in part."""
        self.skipped.append(Skipped(what, where, why))

    def forum_of(self, versions: list[CalendarEvent], chosen: Callable[[EventNames], tuple[str, ...]]) -> str | None:
        """The forum of a series: that of its first event, which is the series itself where that is in the file."""
        first = next((event for event in versions if event.recurrence_id is None), versions[0])
        keys = chosen(first.names)
        if len(keys) > 1:
            self.skip(f"event {first.number}", "VEVENT", Reason.SEVERAL_FORUMS)
        return keys[0] if len(keys) == 1 else None

    def series(self, versions: list[CalendarEvent]) -> _Series:
        """The days of the events of one identity."""
        newest: dict[Moment | None, CalendarEvent] = {}
        for event in versions:
            if "RECURRENCE-ID" in event.broken:  # it stands for nobody knows which
                self._tell(event)
                continue
            known = newest.get(event.recurrence_id)
            if known is None or known.newest <= event.newest:
                newest[event.recurrence_id] = event
            if known is not None:
                older = known if newest[event.recurrence_id] is event else event
                self.skip(f"event {older.number}", "VEVENT", Reason.OLDER)
        for event in newest.values():
            self._tell(event)
        if not newest:
            return _Series()
        master = newest.pop(None, None)
        if master is None:
            return self._without_master(newest.values())
        if master.cancelled:
            self.skip(f"event {master.number}", "VEVENT", Reason.CANCELLED)
            return _Series()
        if master.start is None:
            self.skip(f"event {master.number}", "VEVENT.DTSTART", Reason.NO_START)
            return _Series(known_until=date.min)
        return self._recurring(master, master.start, sorted(newest.values(), key=lambda event: event.number))

    def _tell(self, event: CalendarEvent) -> None:
        """Notes what is not clear about an event, though it is used."""
        where = f"event {event.number}"
        for name in event.broken:
            self.skip(where, f"VEVENT.{name}", Reason.NOT_READABLE)
        if not event.zone_known:
            self.skip(where, "VEVENT.DTSTART", Reason.UNKNOWN_ZONE)
        if event.tentative:
            self.skip(where, "VEVENT.STATUS", Reason.TENTATIVE)

    def _without_master(self, events: Iterable[CalendarEvent]) -> _Series:
        """Instances whose series is not in the file: each is a meeting on its own day."""
        days: set[date] = set()
        lengths: list[Length] = []
        for event in events:
            where = f"event {event.number}"
            if event.cancelled:
                self.skip(where, "VEVENT", Reason.CANCELLED)
            elif event.start is None:
                self.skip(where, "VEVENT.DTSTART", Reason.NO_START)
            else:
                self.skip(where, "VEVENT.RECURRENCE-ID", Reason.NO_SERIES)
                days.add(self._day(event.start, _zone_of(event.start)))
                lengths.append(self._length_alone(event))
        return _Series(also=frozenset(days), lengths=tuple(lengths))

    def _recurring(self, master: CalendarEvent, first: Moment, instances: list[CalendarEvent]) -> _Series:
        kept_in, start = _zone_of(first), _on_the_clock(first)
        begins = self._day(first, kept_in)
        if {"RRULE", "EXRULE", "RDATE", "EXDATE"} & set(master.broken):
            return _Series(known_until=_before(begins))
        event = ExportedEvent(
            start,
            zone=kept_in,
            rules=tuple((start, rule) for rule in master.rules),
            excluded=tuple((start, rule) for rule in master.excluded),
            added=master.added,
            removed=master.removed,
        )
        self._spend(len(master.added) + len(master.removed) + len(instances))
        try:
            export = meetings_of_event(event, zone=self._zone, known_until=self._known_until, budget=self._left)
        except InvalidValueError:
            self.skip(f"event {master.number}", "VEVENT.RRULE", Reason.NOT_A_RULE)
            return _Series(known_until=_before(begins))
        except LimitExceeded as error:
            raise self._spent if error.what == "meetings" else error from None
        if event.rules and not export.rules:
            self._spend(max(len(export.also), _A_RULE * (len(event.rules) + len(event.excluded))))
        return self._with_instances(master, export, instances)

    def _with_instances(self, master: CalendarEvent, export: Export, instances: list[CalendarEvent]) -> _Series:
        """The series, with those of its meetings moved or cancelled that stand in the file by themselves."""
        kept_in = _zone_of(master.start)
        base = _meetings(export.rules, export.also, export.cancelled)
        taken: set[date] = set()
        added: set[date] = set()
        alone: dict[date, CalendarEvent] = {}
        later: list[tuple[date, timedelta | None, CalendarEvent]] = []
        for event in instances:
            original = self._day(event.recurrence_id, kept_in)
            day = None if event.start is None or event.cancelled else self._day(event.start, _zone_of(event.start))
            where = f"event {event.number}"
            if not base.between(original, original):
                self.skip(where, "VEVENT.RECURRENCE-ID", Reason.NO_SUCH_INSTANCE)
            if event.start is None and not event.cancelled:
                self.skip(where, "VEVENT.DTSTART", Reason.NO_START)
            elif event.and_later:
                later.append((original, None if day is None else day - original, event))
            elif day != original:
                taken.add(original)
                added.update(() if day is None else (day,))
            if not event.and_later:
                alone[original] = event
        also = (set(export.also) - taken) | added
        cancelled = set(export.cancelled) | {day for day in taken if _picked(export.rules, day)}
        later.sort(key=lambda change: change[0])
        stretches = [(self._day(master.start, kept_in), master), *((original, event) for original, _, event in later)]
        lengths = [*self._lengths(base, stretches, frozenset(alone)), *map(self._length_alone, alone.values())]
        series = _Series(
            export.rules, frozenset(also), frozenset(cancelled), export.known_until, tuple(lengths)
        )  # fmt: skip
        for original, shift, _ in later:
            series = self._from_then_on(series, original, shift, added)
        return series

    def _lengths(
        self, meetings: Meetings, stretches: list[tuple[date, CalendarEvent]], others: frozenset[date]
    ) -> Iterator[Length]:
        """How long the meetings of a series last: each event of these says it from its day on, until the next one."""
        for (first, event), following in zip_longest(stretches, stretches[1:]):
            last = _listed_until(first) if following is None else _before(following[0])
            yield Length(event.number, self._length(event), meetings, first, last, others)

    def _length_alone(self, event: CalendarEvent) -> Length:
        """How long the one meeting of an event lasts."""
        day = self._day(event.start, _zone_of(event.start))
        return Length(event.number, self._length(event), Meetings.on([day]), day, day)

    def _from_then_on(self, series: _Series, first: date, shift: timedelta | None, added: set[date]) -> _Series:
        """The series, with its meetings from that day on cancelled or moved by so many days; added ones stay."""
        if shift == timedelta(0):
            return series
        rules = tuple(rule for rule in (cut_off(rule, _before(first)) for rule in series.rules) if rule is not None)
        kept = {day for day in series.also if day < first or day in added}
        known_until = series.known_until
        if shift is not None:
            meetings = series.meetings
            last = _listed_until(first)
            moved = [day for day in meetings.between(first, last) if day not in added]
            self._spend(max(len(moved), _LEAST))
            if meetings.on_or_after(last) not in {None, last}:
                known_until = last if known_until is None else min(known_until, last)
            kept.update(date.fromordinal(_within(day.toordinal() + shift.days)) for day in moved)
        cancelled = frozenset(day for day in series.cancelled if day < first)
        return series._replace(rules=rules, also=frozenset(kept), cancelled=cancelled, known_until=known_until)

    def together(self, parts: list[_Series]) -> Meetings:
        """The meetings of a forum, from all of its series."""
        rules = list(dict.fromkeys(rule for series in parts for rule in series.rules))
        if len(rules) > _MOST_RULES:
            raise LimitExceeded("rules of one forum", _MOST_RULES, "calendar")
        by_rules = [series for series in parts if series.rules]
        cancelled = {
            day
            for series in by_rules
            for day in series.cancelled
            if not any(day not in other.cancelled and _picked(other.rules, day) for other in by_rules)
        }
        also = {day for series in parts for day in series.also}
        ends = (self._known_until, *(series.known_until for series in parts))
        known_until = min((end for end in ends if end is not None), default=None)
        days, others = usual_length(length for series in parts for length in series.lengths)
        for event in others:
            self.skip(f"event {event}", "VEVENT.DTEND", Reason.OTHER_LENGTH)
        return evolve(_meetings(rules, also, cancelled), days=days, known_until=known_until)

    def _spend(self, meetings: int) -> None:
        self._left -= meetings
        if self._left < 0:
            raise self._spent

    @property
    def _spent(self) -> LimitExceeded:
        return LimitExceeded("meetings listed one by one", self._budget, "calendar")

    def _length(self, event: CalendarEvent) -> int | None:
        """On how many days it sits, one where that is not said; None where that is not credible, or it does not."""
        start, ends = event.start, event.ends
        if start is None or event.cancelled:
            return None
        if ends is None:
            return 1
        try:
            end = start + ends if isinstance(ends, timedelta) else ends
            if ends_early(start, end):
                self.skip(f"event {event.number}", "VEVENT.DTEND", Reason.ENDS_EARLY)
                return None
            kept_in = self._zone if _zone_of(start) is UTC and self._zone is not None else _zone_of(start)
            return length_of(_in_zone(start, kept_in), _in_zone(end, kept_in))
        except (LimitExceeded, OverflowError):
            self.skip(f"event {event.number}", "VEVENT.DTEND", Reason.TOO_LONG)
            return None

    def _day(self, moment: Moment | None, kept_in: tzinfo | None) -> date:
        """The day of a moment, in the zone in which its series is kept; of times in UTC that which is asked for."""
        if not isinstance(moment, datetime):
            return moment or date.min
        asked = self._zone if kept_in is UTC and self._zone is not None else kept_in
        return _in_zone(moment, asked).date()


def _zone_of(moment: Moment | None) -> tzinfo | None:
    return moment.tzinfo if isinstance(moment, datetime) else None


def _on_the_clock(moment: Moment) -> Moment:
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else moment


def _in_zone(moment: Moment, zone: tzinfo | None) -> datetime:
    """The moment as the clock of the zone shows it; a day begins at midnight."""
    if not isinstance(moment, datetime):
        return datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 - the clock on the wall
    return on_the_clock(moment, zone or moment.tzinfo)


def _picked(rules: Iterable[MeetingRule], day: date) -> bool:
    asked = day.toordinal()
    return any(calendar_of_rule(rule).between(asked, asked) for rule in rules)


def _before(day: date) -> date:
    return day - _DAY if day > date.min else day


def _listed_until(day: date) -> date:
    return min(day, date.max - _LISTED_FOR) + _LISTED_FOR


def _within(ordinal: int) -> int:
    return min(max(ordinal, 1), date.max.toordinal())
