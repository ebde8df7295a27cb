"""Exported lines: DTSTART, DTEND, DURATION, RRULE, EXRULE, RDATE and EXDATE read from the text of a calendar."""

import re
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple, TypeAlias

from involvement.errors import InvalidValueError, LimitExceeded

__all__ = [
    "ExportedEvent",
    "Moment",
    "ends_early",
    "event_of_lines",
    "length_of",
    "on_the_clock",
    "read_moment",
    "zone_named",
]

Moment: TypeAlias = date | datetime  # a datetime without a zone is that of the zone in which the event is kept

_PLACE = "Meetings.from_rrule"
_LONGEST = 65_536
_LONGEST_MEETING = 366
_LINE = re.compile(r'([A-Za-z]+)((?:;[A-Za-z-]+=(?:"[^"]*"|[^:;"]*))*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([A-Za-z-]+)=("[^"]*"|[^:;"]*)')
_MOMENT = re.compile(r"([0-9]{8})(?:T([0-9]{6})(Z?))?")
_DURATION = re.compile(
    r"\+?P(?:([0-9]{1,4})W|(?:([0-9]{1,4})D)?(?:T(?:([0-9]{1,5})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,7})S)?)?)"
)
_SHORT = timedelta(hours=12)
_NAMES = ("DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE")
_ONCE = ("DTSTART", "DTEND", "DURATION")


class ExportedEvent(NamedTuple):
    """What an event of a calendar says of its days.

    Attributes:
        start: its DTSTART.
        zone: that in which it is kept; None where its times belong to no zone.
        rules: each with the start that it counts from.
        excluded: rules whose moments are taken away, likewise.
        added: RDATE.
        removed: EXDATE.
        starts: True if the start is a meeting, whether a rule picks it or not.
        days: how many days each meeting lasts.
    """

    start: Moment | None
    zone: tzinfo | None = None
    rules: tuple[tuple[Moment, str], ...] = ()
    excluded: tuple[tuple[Moment, str], ...] = ()
    added: tuple[Moment, ...] = ()
    removed: tuple[Moment, ...] = ()
    starts: bool = True
    days: int = 1


class _Line(NamedTuple):
    name: str
    zone: str | None
    value: str


def event_of_lines(text: str, start: date | None) -> ExportedEvent:
    """The event that the lines tell of, in any order; *start* where they have no DTSTART.

    Raises:
        InvalidValueError: what is no such line, and what is missing; no text is shown.
    """
    lines = list(_lines(text))
    named = {name: [line for line in lines if line.name == name] for name in _NAMES}
    if any(len(named[name]) > 1 for name in _ONCE):
        raise InvalidValueError(_PLACE, f"{', '.join(_ONCE)} each once")
    if bool(named["DTSTART"]) == (start is not None):
        raise InvalidValueError(f"{_PLACE}: start", "the start once: as DTSTART in the text, or as a day beside it")
    zone: str | None = None
    begins: Moment
    kept_in: tzinfo | None = None
    if start is not None:
        begins = start
    else:
        [line] = named["DTSTART"]
        begins, zone = read_moment(line.value, "DTSTART"), line.zone
        kept_in = UTC if isinstance(begins, datetime) and begins.tzinfo is not None else None
        begins = begins.replace(tzinfo=None) if isinstance(begins, datetime) else begins
    reader = _Moments(zone)
    moments = {name: [moment for line in named[name] for moment in reader.of(line)] for name in ("RDATE", "EXDATE")}
    ends = [reader.end(begins, line) for name in ("DTEND", "DURATION") for line in named[name]]
    if any(ends_early(begins, end) for end in ends):
        raise InvalidValueError(_PLACE, "DTEND not to be before DTSTART")
    rules = tuple((begins, line.value) for line in named["RRULE"])
    in_utc = any(
        moment.tzinfo is not None for listed in moments.values() for moment in listed if isinstance(moment, datetime)
    )
    if zone is not None and (in_utc or any("Z" in rule.upper().partition("UNTIL=")[2] for _, rule in rules)):
        kept_in = _zone(zone)
    return ExportedEvent(
        begins,
        zone=kept_in,
        rules=rules,
        excluded=tuple((begins, line.value) for line in named["EXRULE"]),
        added=tuple(moments["RDATE"]),
        removed=tuple(moments["EXDATE"]),
        starts=start is None,
        days=length_of(begins, ends[0]) if ends else 1,
    )


def _lines(text: str) -> Iterator[_Line]:
    if len(text) > _LONGEST:
        raise LimitExceeded("characters", _LONGEST, _PLACE)
    unfolded = re.sub("\r?\n[ \t]", "", text)
    for line in filter(None, map(str.strip, re.split("\r?\n", unfolded))):
        if line.upper().startswith("FREQ="):
            yield _Line("RRULE", None, line)
            continue
        match = _LINE.fullmatch(line)
        if match is None or match[1].upper() not in _NAMES:
            raise InvalidValueError(_PLACE, f"lines such as RRULE:FREQ=WEEKLY, each one of {', '.join(_NAMES)}")
        parameters = {name.upper(): value.strip('"') for name, value in _PARAMETER.findall(match[2])}
        yield _Line(match[1].upper(), parameters.get("TZID"), match[3].strip())


class _Moments:
    """The moments that lines name, beside an event that is kept in a zone."""

    def __init__(self, zone: str | None) -> None:
        self._zone = zone

    def of(self, line: _Line) -> Iterator[Moment]:
        for value in line.value.split(","):
            moment = read_moment(value.partition("/")[0], line.name)
            if isinstance(moment, datetime) and moment.tzinfo is None and line.zone not in {None, self._zone}:
                moment = moment.replace(tzinfo=_zone(str(line.zone)))
            yield moment

    def end(self, start: Moment, line: _Line) -> Moment:
        if line.name == "DURATION":
            return _after(start, line.value)
        if line.zone != self._zone:
            raise InvalidValueError(_PLACE, "DTEND in the zone of DTSTART")
        end = read_moment(line.value, line.name)
        return end.replace(tzinfo=None) if isinstance(end, datetime) else end


def read_moment(text: str, name: str) -> Moment:
    """The day, or the time on it, such as 20260331 or 20260331T180000Z; *name* is that of its line."""
    match = _MOMENT.fullmatch(text.strip().upper())
    try:
        if match is not None:
            day = date(int(match[1][:4]), int(match[1][4:6]), int(match[1][6:]))
            if match[2] is None:
                return day
            hour, minute, second = (int(match[2][at : at + 2]) for at in (0, 2, 4))
            return datetime.combine(day, time(hour, minute, min(second, 59)), UTC if match[3] else None)
    except ValueError:
        pass  # no calendar has such a day: told below
    raise InvalidValueError(_PLACE, f"{name} to be days or times such as 20260331, 20260331T180000 or 20260331T180000Z")


def _after(start: Moment, duration: str) -> Moment:
    match = _DURATION.fullmatch(duration.upper())
    if match is None or not any(match.groups()):
        raise InvalidValueError(_PLACE, "DURATION to be such as PT2H or P3D")
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in match.groups())
    try:
        return start + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        raise InvalidValueError(_PLACE, "DURATION to end within the calendar") from None


def on_the_clock(moment: datetime, zone: tzinfo | None) -> datetime:
    """The moment as the clock of that zone shows it; in the first and the last year that there are, as it is written."""
    if moment.tzinfo is None or not MINYEAR < moment.year < MAXYEAR:
        return moment.replace(tzinfo=None)
    return moment.astimezone(zone).replace(tzinfo=None)


def ends_early(start: Moment, end: Moment) -> bool:
    """True if an event ends before it starts, as some write by mistake."""
    if isinstance(start, datetime) and isinstance(end, datetime) and (start.tzinfo is None) == (end.tzinfo is None):
        return end < start
    return _day(end) < _day(start)


def length_of(start: Moment, end: Moment) -> int:
    """On how many days a meeting sits; one of less than twelve hours sits on one, also where it ends after midnight."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        if end - start < _SHORT:
            return 1
        days = ((end - timedelta(microseconds=1)).date() - start.date()).days + 1
    else:
        days = max((_day(end) - _day(start)).days, 1)
    if days > _LONGEST_MEETING:
        raise LimitExceeded("days", _LONGEST_MEETING, "a meeting")
    return days


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _zone(name: str) -> tzinfo:
    zone = zone_named(name)
    if zone is None:
        raise InvalidValueError(
            _PLACE, "TZID to be the IANA name of a zone, such as Europe/London, where times in UTC stand beside it"
        )
    return zone


def zone_named(name: str) -> tzinfo | None:
    """The zone of an IANA name, also after the name of a program's own database, or of a name of Windows; else None."""
    from zoneinfo import ZoneInfo

    parts = name.split("/")
    for known in (name, "/".join(parts[-2:]), "/".join(parts[-3:]), _of_windows(name)):
        try:
            return ZoneInfo(known)
        except (KeyError, OSError, ValueError):
            continue
    return None


def _of_windows(name: str) -> str:
    """The IANA name for one that Windows uses, such as `GMT Standard Time`; an empty text where nobody here knows it."""
    try:
        from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON
    except ImportError:  # the extra `calendar`
        return ""
    return WINDOWS_TO_OLSON.get(name, "")
