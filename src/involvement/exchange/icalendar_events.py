"""Events of iCalendar texts: what they say of days and of which meeting they are, and nothing of people.

Lines about people, places and links are dropped before the text is parsed, so that no error can show them. Zones are
found here as well: icalendar keeps those that one calendar defines for all that come later, and a definition can be made
to keep it busy.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, tzinfo
from io import StringIO
from os import PathLike
from typing import IO, Any, NamedTuple

from involvement import _files
from involvement._reading import Limits
from involvement.calendars.exported_lines import Moment, zone_named
from involvement.errors import DocumentError, LimitExceeded, MissingExtraError
from involvement.exchange.calendar_readings import EventNames

__all__ = ["CalendarEvent", "Events", "events_of"]

_KEPT = {
    "CATEGORIES", "DTEND", "DTSTAMP", "DTSTART", "DURATION", "EXDATE", "EXRULE", "LAST-MODIFIED", "RDATE",
    "RECURRENCE-ID", "RRULE", "SEQUENCE", "STATUS", "SUMMARY", "UID", "X-INVOLVEMENT-SERIES",
}  # fmt: skip
_KEPT_OF_CALENDARS = {"METHOD", "X-INVOLVEMENT-NEXT-SEQUENCE", "X-INVOLVEMENT-UNTIL", "X-WR-TIMEZONE"}
_KEPT_OF_ZONES = {"TZID", "DTSTART", "RRULE", "TZOFFSETFROM", "TZOFFSETTO"}
_IN_ZONES = {"DTSTART", "DTEND", "RDATE", "EXDATE", "RECURRENCE-ID"}
_ZONE_PARTS = ("STANDARD", "DAYLIGHT")
_MOST_ZONE_PARTS = 500
_NAME = re.compile(r"([A-Za-z0-9-]+)[;:]")
_TZID = re.compile(r';TZID=("[^"]*"|[^:;]*)', re.IGNORECASE)
_OWN_TZID = "involvement-"
_SAFE_IN_ZONES = re.compile(
    r"(?!RRULE|TZOFFSET).*|TZOFFSET(?:FROM|TO):[+-](?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9])?|RRULE:FREQ=YEARLY(?:;(?:INTERVAL=1|BYMONTH=[0-9]{1,2}|BYMONTHDAY=[0-9,-]{1,30}|BYDAY=[+-]?[1-5]?[A-Z]{2}"
    r"|WKST=[A-Z]{2}|UNTIL=[0-9]{8}T[0-9]{6}Z?))*",
    re.IGNORECASE,
)
_SEQUENCE = re.compile("[0-9]{1,10}")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CALENDAR = "BEGIN:VCALENDAR"


class CalendarEvent(NamedTuple):
    """One event, as far as it is about days.

    Attributes:
        number: its place in the file, from 1.
        names: what says which forum it belongs to.
        start: None where it has none that can be read.
        ends: its end, or how long it lasts; None where it has neither.
        recurrence_id: the instance of its series that it stands for.
        and_later: True if it stands for all later instances too.
        zone_known: False where its times are in a zone that nobody knows.
        newest: by which the newest of several versions is found.
        broken: the names of the lines that cannot be read.
        series: to what it belongs in a calendar that we wrote.
    """

    number: int
    names: EventNames
    start: Moment | None
    ends: Moment | timedelta | None = None
    rules: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    added: tuple[Moment, ...] = ()
    removed: tuple[Moment, ...] = ()
    recurrence_id: Moment | None = None
    and_later: bool = False
    cancelled: bool = False
    tentative: bool = False
    zone_known: bool = True
    newest: tuple[int, str] = (0, "")
    broken: tuple[str, ...] = ()
    series: str | None = None


class Events(NamedTuple):
    """The events of a calendar, and what it says of itself.

    Attributes:
        zone: the zone that it is kept in.
        until: the last day that we wrote it for.
        next_sequence: above the SEQUENCE of all entries that we wrote once and no longer do.
    """

    events: tuple[CalendarEvent, ...]
    zone: str | None = None
    until: date | None = None
    next_sequence: int = 0


def events_of(source: str | PathLike[str] | IO[str] | IO[bytes], limits: Limits) -> Events:
    """The events of a text, of a file or of an open one.

    Raises:
        DocumentError: it is no iCalendar text; nothing of it is shown.
        LimitExceeded: it is larger than the limits allow.
        MissingExtraError: icalendar, of the extra `calendar`, is not installed.
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise MissingExtraError("a calendar", "calendar") from None
    sieve = _Sieve(limits)
    sifted = sieve.sifted(_text(source, limits.size))
    events: Events | None = None
    with suppress(Exception):  # what a parser raises at strange texts is of many kinds, and may quote them
        events = _read(Calendar.from_ical(sifted, multiple=True), sieve.zones())
    if events is None:
        raise _not_a_calendar("lines that can be read")
    return events


def _read(calendars: list[Any], in_zones: "_InZones") -> Events:
    zones = [str(zone) for calendar in calendars for zone in _all(calendar, "X-WR-TIMEZONE")]
    ends = [_day(str(end)) for calendar in calendars for end in _all(calendar, "X-INVOLVEMENT-UNTIL")]
    sequences = [str(number) for calendar in calendars for number in _all(calendar, "X-INVOLVEMENT-NEXT-SEQUENCE")]
    events: list[CalendarEvent] = []
    for calendar in calendars:
        cancels = any(str(value).upper() == "CANCEL" for value in _all(calendar, "METHOD"))
        for event in calendar.walk("VEVENT"):
            events.append(_event(event, len(events) + 1, in_zones, cancels=cancels))
    return Events(
        tuple(events),
        zone=next(iter(zones), None),
        until=next(iter(ends), None),
        next_sequence=max((int(number) for number in sequences if _SEQUENCE.fullmatch(number)), default=0),
    )


def _text(source: str | PathLike[str] | IO[str] | IO[bytes], most: int) -> str:
    if isinstance(source, str) and ("\n" in source or "\r" in source or _CALENDAR in source.upper()):
        read: str | bytes = source
    else:
        read = _files.read(source, most)
    if len(read.encode(errors="surrogatepass") if isinstance(read, str) else read) > most:
        raise LimitExceeded("bytes", most, "calendar")
    if isinstance(read, str):
        return read.removeprefix("\ufeff")
    with suppress(UnicodeDecodeError):
        return re.sub(b"\r?\n[ \t]", b"", read).decode("utf-8-sig")  # some fold within a letter
    raise _not_a_calendar("text in UTF-8")


def _not_a_calendar(expected: str) -> DocumentError:
    return DocumentError("$", f"expected a calendar: {expected}")


class _Sieve:
    """Keeps the lines about days, and drops all others; sees to it that what was begun is ended."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._open: list[str] = []
        self._kept: list[str] = []
        self._zone: list[str] | None = []  # the lines of the zone that is read; None where it cannot be used
        self._defined: dict[str, str] = {}  # zones, by the names that the calendar gives them
        self._named: dict[str, int] = {}  # those that events name, with a number for each
        self._components = 0

    def sifted(self, text: str) -> str:
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        lines = re.sub("\n[ \t]", "", plain).split("\n")
        if len(lines) > self._limits.values:
            raise LimitExceeded("lines", self._limits.values, "calendar")
        if not any(map(str.strip, lines)):
            raise _not_a_calendar("BEGIN:VCALENDAR")
        for line in lines:
            if len(line) > self._limits.text:
                raise LimitExceeded("characters of one line", self._limits.text, "calendar")
            self._take(_CONTROLS.sub("", line))
        if self._open:
            raise _not_a_calendar("an END for every BEGIN")
        return "\r\n".join([*self._kept, ""])

    def zones(self) -> "_InZones":
        """The zones that events name: known ones, or as the calendar defines them; None where it does neither."""
        return _InZones([zone_named(name) or _defined(name, self._defined.get(name)) for name in self._named])

    def _take(self, line: str) -> None:
        match = _NAME.match(line)
        name = "" if match is None else match[1].upper()
        if name == "BEGIN":
            self._begin(line[6:].strip().upper())
        elif name == "END":
            self._end(line[4:].strip().upper())
        elif not self._open:
            if line.strip():
                raise _not_a_calendar(_CALENDAR)
        elif name in self._kept_here():
            self._keep(_TZID.sub(self._numbered, line, count=1) if name in _IN_ZONES else line)

    def _numbered(self, match: "re.Match[str]") -> str:
        """A name of our own for a zone, which icalendar does not know."""
        name = match[1].strip('"').strip()
        return f";TZID={_OWN_TZID}{self._named.setdefault(name, len(self._named))}"

    def _begin(self, component: str) -> None:
        if not self._open and component != "VCALENDAR":
            raise _not_a_calendar(_CALENDAR)
        self._open.append(component)
        self._components += 1
        if len(self._open) > self._limits.depth:
            raise LimitExceeded("components within each other", self._limits.depth, "calendar")
        if self._components > self._limits.entries:
            raise LimitExceeded("components", self._limits.entries, "calendar")
        if component == "VTIMEZONE":
            self._zone = []
        if self._is_kept():
            self._keep(f"BEGIN:{component}")

    def _end(self, component: str) -> None:
        if not self._open or self._open[-1] != component:
            raise _not_a_calendar("an END for every BEGIN")
        if self._is_kept():
            self._keep(f"END:{component}")
        self._open.pop()
        if component == "VTIMEZONE" and len(self._open) == 1 and self._zone is not None:
            names = [line[5:].strip() for line in self._zone if line[:5].upper() == "TZID:"]
            self._defined.update((name, "\n".join(self._zone)) for name in names[:1])

    def _keep(self, line: str) -> None:
        if len(self._open) < 2 or self._open[1] != "VTIMEZONE":
            self._kept.append(line)
        elif self._zone is not None:
            self._zone.append(line)
            if not _SAFE_IN_ZONES.fullmatch(line.strip()) or len(self._zone) > _MOST_ZONE_PARTS:
                self._zone = None

    def _is_kept(self) -> bool:
        inner = self._open[1:]
        return inner in ([], ["VEVENT"], ["VTIMEZONE"]) or (
            len(inner) == 2 and inner[0] == "VTIMEZONE" and inner[1] in _ZONE_PARTS
        )

    def _kept_here(self) -> set[str]:
        if not self._is_kept():
            return set()
        if len(self._open) == 1:
            return _KEPT_OF_CALENDARS
        return _KEPT if self._open[1] == "VEVENT" else _KEPT_OF_ZONES


def _all(component: Any, name: str) -> list[Any]:
    """The values of that name, without those that cannot be read."""
    values = component.get(name, [])
    values = values if isinstance(values, list) else [values]
    return [value for value in values if type(value).__name__ != "vBroken"]


def _first(component: Any, name: str) -> Any:
    return next(iter(_all(component, name)), None)


def _defined(name: str, lines: str | None) -> tzinfo | None:
    """A zone by the rules that a calendar gives for it; None where they cannot be followed."""
    from dateutil.tz import tzical

    if lines is not None:
        with suppress(Exception):  # dateutil raises what Python raises at such a place
            return tzical(StringIO(lines)).get(name)
    return None


class _InZones:
    """Puts moments into the zones that their lines name."""

    def __init__(self, zones: list[tzinfo | None]) -> None:
        self._zones = zones

    def known(self, value: Any) -> bool:
        """False for a line in a zone that nobody knows."""
        number = self._number(value)
        return number is None or self._zones[number] is not None

    def moment(self, value: Any, moment: Moment) -> Moment:
        """The moment in the zone of its line; with the one zone that says UTC, where that is it."""
        if not isinstance(moment, datetime):
            return moment
        number = self._number(value)
        if moment.tzinfo is None and number is not None:
            return moment.replace(tzinfo=self._zones[number])
        return moment if moment.tzinfo is None else moment.astimezone(UTC)

    @staticmethod
    def _number(value: Any) -> int | None:
        name = str(value.params.get("TZID", ""))
        return int(name.removeprefix(_OWN_TZID)) if name.startswith(_OWN_TZID) else None


def _event(event: Any, number: int, in_zones: _InZones, *, cancels: bool) -> CalendarEvent:
    starts, identity, summary = _first(event, "DTSTART"), _first(event, "UID"), _first(event, "SUMMARY")
    start = _moment(starts, in_zones)
    status = str(_first(event, "STATUS") or "").upper()
    ends = _first(event, "DTEND") or _first(event, "DURATION")
    instance = _first(event, "RECURRENCE-ID")
    stamp = _first(event, "LAST-MODIFIED") or _first(event, "DTSTAMP")
    sequence = _first(event, "SEQUENCE")
    categories = [str(text).strip() for value in _all(event, "CATEGORIES") for text in value.cats]
    return CalendarEvent(
        number,
        EventNames(
            None if summary is None else str(summary).strip(),
            categories=list(filter(None, categories)),
            uid=None if identity is None else str(identity).strip(),
        ),
        start,
        ends=ends.dt if ends is not None and isinstance(ends.dt, timedelta) else _moment(ends, in_zones),
        rules=tuple(_rule(value) for value in _all(event, "RRULE")),
        excluded=tuple(_rule(value) for value in _all(event, "EXRULE")),
        added=tuple(_moments(_all(event, "RDATE"), in_zones)),
        removed=tuple(_moments(_all(event, "EXDATE"), in_zones)),
        recurrence_id=_moment(instance, in_zones),
        and_later=instance is not None and str(instance.params.get("RANGE", "")).upper() == "THISANDFUTURE",
        cancelled=cancels or status == "CANCELLED",
        tentative=status == "TENTATIVE",
        zone_known=not isinstance(start, datetime) or in_zones.known(starts),
        newest=(0 if sequence is None else int(sequence), "" if stamp is None else str(_in_utc(stamp.dt))),
        broken=tuple(sorted({str(name or "line") for name, _ in event.errors})),
        series=next(map(str, _all(event, "X-INVOLVEMENT-SERIES")), None),
    )


def _moment(value: Any, in_zones: _InZones) -> Moment | None:
    moment = getattr(value, "dt", None)
    return in_zones.moment(value, moment) if isinstance(moment, date) else None


def _moments(values: list[Any], in_zones: _InZones) -> Iterator[Moment]:
    for value in values:
        for listed in value.dts:
            moment = listed.dt[0] if isinstance(listed.dt, tuple) else listed.dt
            if isinstance(moment, date):
                yield in_zones.moment(value, moment)


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None


def _in_utc(moment: object) -> object:
    if isinstance(moment, datetime) and moment.tzinfo is not None and 1 < moment.year < 9999:
        return moment.astimezone(UTC).replace(tzinfo=None)
    return moment


def _rule(value: Any) -> str:
    written: str = value.to_ical().decode()
    return written
