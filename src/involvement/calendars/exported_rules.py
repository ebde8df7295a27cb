"""Exported rules: DTSTART, RRULE, RDATE and EXDATE as calendars write them, and rules of dateutil, as meeting rules."""

import re
from calendar import isleap
from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple, cast

from involvement import _fields
from involvement.calendars.exported_lines import ExportedEvent, Moment, event_of_lines, on_the_clock, read_moment
from involvement.calendars.meeting_rules import MeetingRule, calendar_of_rule
from involvement.calendars.recurrences import MOST_REPEATS, month_day, read_rule
from involvement.errors import InvalidValueError, LimitExceeded

if TYPE_CHECKING:
    from dateutil.rrule import rrulebase

__all__ = ["BUDGET", "Export", "meetings_of_event", "read_export", "zone_of"]

BUDGET = 20_000  # meetings that dateutil works out for one calendar
_YEARS = 10  # for which it works them out, unless said
_PLACE = "Meetings.from_rrule"
_PARTS = re.compile(r"(?:FREQ|INTERVAL|BY[A-Z]{3,8}|COUNT|UNTIL|WKST|RSCALE|SKIP)")
_TIMES = {"BYHOUR": 23, "BYMINUTE": 59, "BYSECOND": 59}
_NUMBERS = re.compile(r"[0-9]{1,2}(?:,[0-9]{1,2})*")
_DIGITS = re.compile(r"[0-9]{1,5}")
_MOST_COUNTED = 99_999  # of a rule; more than the rules of `Meetings` count, dateutil works out
_POSITIONS = re.compile(r"[+-]?[0-9]{1,3}(?:,[+-]?[0-9]{1,3})*")
_MOST_RULES = 20  # of one event
_FINER = {"HOURLY", "MINUTELY", "SECONDLY"}
_DAY = timedelta(days=1)


class Export(NamedTuple):
    """What an event says of its days, in the terms of `Meetings`."""

    rules: tuple[MeetingRule, ...] = ()
    also: tuple[date, ...] = ()
    cancelled: tuple[date, ...] = ()
    known_until: date | None = None
    days: int = 1


def read_export(
    source: "str | rrulebase",
    *,
    start: date | None,
    zone: str | None,
    known_until: date | None,
    budget: int,
) -> Export:
    """What the lines of a calendar, or a rule of dateutil, say of days; see `Meetings.from_rrule`."""
    _fields.a_date_or_nothing(f"{_PLACE}: start", start)
    _fields.a_date_or_nothing(f"{_PLACE}: known_until", known_until)
    _fields.a_count(f"{_PLACE}: budget", budget)
    of_times = None if zone is None else zone_of(zone)
    event = event_of_lines(source, start) if isinstance(source, str) else _event_of_dateutil(source)
    return meetings_of_event(event, zone=of_times, known_until=known_until, budget=budget)


def zone_of(name: str) -> tzinfo:
    """The zone of that IANA name."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(_fields.a_text("zone", name))
    except (KeyError, OSError, ValueError):  # a name that is not known, that of a folder, a path
        raise InvalidValueError("zone", "the IANA name of a zone, such as Europe/London") from None


def meetings_of_event(
    event: ExportedEvent, *, zone: tzinfo | None = None, known_until: date | None = None, budget: int = BUDGET
) -> Export:
    """What an event says of its days: by rules, where rules of `Meetings` can say it, else worked out by dateutil."""
    if len(event.rules) + len(event.excluded) > _MOST_RULES:
        raise LimitExceeded("rules", _MOST_RULES, _PLACE)
    days = _Days(event, zone)
    rules = None if event.excluded or days.shifts else days.rules()
    return _worked_out(days, known_until, budget) if rules is None else days.export(rules)


class _BeyondError(Exception):
    """A rule means more than rules of `Meetings` can say."""


class _Days:
    """The days of one event: its times are those of the zone in which it is kept, and days those of the zone asked for."""

    def __init__(self, event: ExportedEvent, zone: tzinfo | None) -> None:
        self.event = event
        self.kept_in = event.zone or zone or UTC
        self.asked = zone if event.zone is UTC and zone is not None else None
        self.removed = frozenset(map(self.local, event.removed))

    def local(self, moment: Moment) -> Moment:
        """The moment as the clock shows it where the event is kept; a day as it is."""
        return on_the_clock(moment, self.kept_in) if isinstance(moment, datetime) else moment

    def day(self, moment: Moment) -> date:
        """The day of a moment that is local."""
        if not isinstance(moment, datetime):
            return moment
        if self.asked is not None:
            moment = on_the_clock(moment.replace(tzinfo=UTC), self.asked)
        return moment.date()

    @property
    def shifts(self) -> bool:
        """True if a rule in UTC falls on other days where it is asked for, in summer or in winter."""
        if self.asked is None:
            return False
        return any(
            self.day(datetime.combine(date(start.year + years, month, 15), start.time())).day != 15
            for start, _ in self.event.rules
            if isinstance(start, datetime)
            for years in range(min(_YEARS, MAXYEAR - start.year))
            for month in (1, 7)
        )

    def rules(self) -> list[MeetingRule] | None:
        """The rules that pick a day; None where one of them means more than rules of `Meetings` can say."""
        try:
            rules = [self._rule(start, text) for start, text in self.event.rules]
        except _BeyondError:
            return None
        return [rule for rule in rules if rule is not None]

    def _rule(self, start: Moment, text: str) -> MeetingRule | None:
        """The rule as one of `Meetings`; None where it picks nothing."""
        parts = _parts_of(text)
        times = _times(parts, start)
        if isinstance(start, datetime) and times != (start.time(),) and self.counts_times(parts, start, times):
            raise _BeyondError
        if "BYEASTER" in parts or int(parts.get("COUNT", 0)) > MOST_REPEATS:
            raise _BeyondError
        parts = _without(parts, *_TIMES)
        until = parts.pop("UNTIL", None)
        last = None if until is None else self.last_day(until, start, times[0])
        last = None if last is not None and last.year == MAXYEAR else last  # so some write that there is none
        begins = start.date() if isinstance(start, datetime) else start
        if last is not None and last < begins:
            return None
        rule = MeetingRule(_joined(parts), start=begins, until=last)
        if self.event.starts and "COUNT" in parts and not self.picks([rule], begins):
            rest = int(parts["COUNT"]) - 1  # the start is the first
            return None if not rest else MeetingRule(_joined({**parts, "COUNT": str(rest)}), start=begins)
        return rule

    def counts_times(self, parts: dict[str, str], start: datetime, times: tuple[time, ...]) -> bool:
        """True if it matters for the days that a meeting is at several times, or at another time than the start."""
        of_times = any(isinstance(moment, datetime) for moment in self.removed)
        return of_times or bool({"COUNT", "BYSETPOS"} & parts.keys()) or times[-1] < start.time()

    def last_day(self, until: str, start: Moment, at: time) -> date:
        """The last day on which a meeting at that time is not after *until*."""
        moment = read_moment(until, "UNTIL")
        if not isinstance(moment, datetime):
            return moment
        if not isinstance(start, datetime):
            return self.day(self.local(moment))
        if moment.tzinfo is None:
            return moment.date() if at <= moment.time() else moment.date() - _DAY
        if not MINYEAR < moment.year < MAXYEAR:
            return moment.date()
        day = moment.astimezone(self.kept_in).date() + _DAY
        while datetime.combine(day, at, self.kept_in).astimezone(UTC) > moment:
            day -= _DAY
        return day

    @staticmethod
    def picks(rules: Iterable[MeetingRule], day: date) -> bool:
        """True if any of the rules falls on the day."""
        asked = day.toordinal()
        return any(calendar_of_rule(rule).between(asked, asked) for rule in rules)

    def export(self, rules: list[MeetingRule]) -> Export:
        """The rules, with the days added to them and those taken away."""
        added = {self.local(moment) for moment in self.event.added}
        begins = self.event.start
        if self.event.starts and begins is not None and not self.picks(rules, self.day(begins)):
            added.add(begins)
        also = {self.day(moment) for moment in added if not self.is_removed(moment)}
        starts = [start for start, _ in self.event.rules]
        times = {start.time() for start in starts if isinstance(start, datetime)}
        cancelled = {
            self.day(moment)
            for moment in self.removed
            if not isinstance(moment, datetime) or not times or moment.time() in times
        }
        dropped = sorted(day for day in cancelled - also if self.picks(rules, day))
        return Export(tuple(rules), tuple(sorted(also)), tuple(dropped), days=self.event.days)

    def is_removed(self, moment: Moment) -> bool:
        """True if an EXDATE names the moment, or its whole day."""
        day = moment.date() if isinstance(moment, datetime) else moment
        return moment in self.removed or day in self.removed


def _parts_of(text: str) -> dict[str, str]:
    """The parts of a rule by name, checked as far as `MeetingRule` does not check them."""
    parts: dict[str, str] = {}
    for part in text.upper().removeprefix("RRULE:").split(";"):
        name, _, value = (piece.strip() for piece in part.partition("="))
        if not name and not value:
            continue
        if not _PARTS.fullmatch(name) or name in parts or not value:
            raise InvalidValueError(_PLACE, "a rule of parts such as FREQ=MONTHLY, joined by semicolons, each once")
        parts[name] = value
    if "BYEASTER" in parts and parts.get("FREQ") != "YEARLY":
        raise InvalidValueError(_PLACE, "BYEASTER only in a yearly rule")
    if parts.get("FREQ") in _FINER:
        raise InvalidValueError(_PLACE, "a rule with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY: meetings are days")
    for name, most in (("INTERVAL", MOST_REPEATS), ("COUNT", _MOST_COUNTED)):
        if name in parts and not (_DIGITS.fullmatch(parts[name]) and 1 <= int(parts[name]) <= most):
            raise InvalidValueError(_PLACE, f"{name} to be a whole number from 1 to {most}")
    for name, most in _TIMES.items():
        numbers = parts.get(name, "0")
        if not _NUMBERS.fullmatch(numbers) or any(int(number) > most for number in numbers.split(",")):
            raise InvalidValueError(_PLACE, f"{name} to be whole numbers from 0 to {most}, joined by commas")
    if {"COUNT", "UNTIL"} <= parts.keys():
        raise InvalidValueError(_PLACE, "COUNT or UNTIL, not both")
    return parts


def _times(parts: dict[str, str], start: Moment) -> tuple[time, ...]:
    """The times of the meetings of a day, in order; that of the start where no part says another."""
    if not isinstance(start, datetime):
        return (time.min,)  # a day has no time, and the parts about times no meaning
    of_start = {"BYHOUR": start.hour, "BYMINUTE": start.minute, "BYSECOND": start.second}
    hours, minutes, seconds = (sorted(map(int, parts.get(name, str(of_start[name])).split(","))) for name in _TIMES)
    first, last = time(hours[0], minutes[0], seconds[0]), time(hours[-1], minutes[-1], seconds[-1])
    return (first,) if first == last else (first, last)


def _joined(parts: dict[str, str]) -> str:
    parts = dict(parts)
    scale, skip = parts.pop("RSCALE", "GREGORIAN"), parts.pop("SKIP", "OMIT")
    days = parts.get("BYMONTHDAY", "")
    if scale != "GREGORIAN" or skip not in {"OMIT", "BACKWARD"}:
        raise InvalidValueError(_PLACE, "RSCALE=GREGORIAN and SKIP=OMIT or BACKWARD, where they stand")
    if skip == "BACKWARD":
        plain = parts.keys() <= {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTHDAY", "BYMONTH"}
        if (
            parts.get("FREQ") != "MONTHLY"
            or not plain
            or not re.fullmatch("[0-9]{1,2}", days)
            or not 1 <= int(days) <= 31
        ):
            raise InvalidValueError(
                _PLACE, "SKIP=BACKWARD only in a monthly rule with one day of BYMONTHDAY, from 1 to 31"
            )
        del parts["BYMONTHDAY"]
        return ";".join([*(f"{name}={value}" for name, value in parts.items()), month_day(int(days), or_last_day=True)])
    return ";".join(f"{name}={value}" for name, value in parts.items())


# What dateutil works out


def _worked_out(days: _Days, known_until: date | None, budget: int) -> Export:
    """Every day of an event up to a last one, from dateutil."""
    event = days.event
    first = min(_as_time(start) for start, _ in (*event.rules, *event.excluded))
    try:
        last = known_until or first.date().replace(year=first.year + _YEARS, day=min(first.day, 28))
    except ValueError:
        last = date.max
    window = _Window(days, datetime.combine(last, time.max), budget)
    moments = {moment for start, text in event.rules for moment in window.moments(start, text)}
    open_ended = window.open_ended
    moments -= {moment for start, text in event.excluded for moment in window.moments(start, text)}
    moments |= {_as_time(days.local(moment)) for moment in event.added}
    if event.starts and event.start is not None:
        moments.add(_as_time(event.start))
    kept = {days.day(moment) for moment in moments if not days.is_removed(moment)}
    return Export(also=tuple(sorted(kept)), known_until=last if open_ended else None, days=event.days)


def _as_time(moment: Moment) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time.min)


class _Window:
    """The meetings that dateutil works out, of all rules of an event together, up to a last moment and a budget."""

    def __init__(self, days: _Days, last: datetime, budget: int) -> None:
        self._days = days
        self._last = last
        self._budget = self._left = budget
        self.open_ended = False

    def moments(self, begins: Moment, text: str) -> Iterator[datetime]:
        """The moments that a rule picks."""
        from dateutil.rrule import rrulestr

        start = _as_time(begins)
        parts = _parts_of(text)
        read_rule(_joined(_without(parts, *_TIMES, "BYSETPOS", "BYEASTER", "COUNT", "UNTIL")))
        if not _POSITIONS.fullmatch(parts.get("BYSETPOS", "1")):
            raise InvalidValueError(_PLACE, "BYSETPOS to be whole numbers from -366 to 366")
        count, ends = int(parts.pop("COUNT", "0")), parts.pop("UNTIL", None)
        until = self._last if ends is None else self._until(ends, begins)
        if not count and (ends is None or until > self._last):
            self.open_ended = True
        if not isinstance(begins, datetime):
            parts = _without(parts, *_TIMES)
        # Where nothing more fits, dateutil searches until the year 9999: let that be near.
        shift = timedelta(days=0 if "BYEASTER" in parts else _to_the_end(start.year, self._last.year))
        ends_at = (min(until, self._last) + shift).isoformat(timespec="seconds")
        parts["UNTIL"] = re.sub("[-:]", "", ends_at)
        number = 0
        for moment in (later - shift for later in rrulestr(_joined(parts), dtstart=start + shift)):
            if not number and self._days.event.starts and moment != start:
                number = 1  # the start is the first
            number += 1
            if count and number > count:
                return
            self._left -= 1
            if self._left < 0:
                raise LimitExceeded("meetings", self._budget, _PLACE)
            yield moment
        if number < count:
            self.open_ended = True

    def _until(self, text: str, start: Moment) -> datetime:
        moment = self._days.local(read_moment(text, "UNTIL"))
        if isinstance(moment, datetime) and isinstance(start, datetime):
            return moment
        return datetime.combine(self._days.day(moment), time.max.replace(microsecond=0))


def _to_the_end(first: int, last: int) -> int:
    """How many days later the calendar of these years, and of those beside them, is that of years near the last of all."""
    begins = date(first, 1, 1)
    years = range(min(first, last) - 1, max(first, last) + 2)
    for later in range(MAXYEAR - years[-1], 0, -1):  # each 400 years are alike, so it is found among as many
        days = date(first + later, 1, 1) - begins
        if days.days % 7 == 0 and all(isleap(year) == isleap(year + later) for year in years):
            return days.days
    return 0


def _without(parts: dict[str, str], *names: str) -> dict[str, str]:
    return {name: value for name, value in parts.items() if name not in names}


def _event_of_dateutil(source: object) -> ExportedEvent:
    """What a rule of dateutil says, as lines would; its start is a meeting only if it picks it."""
    from dateutil.rrule import rrule, rruleset

    if isinstance(source, rrule):
        return ExportedEvent(None, zone=_zone_of(source), rules=(_text_of(source),), starts=False)
    if not isinstance(source, rruleset):
        raise InvalidValueError(_PLACE, "text such as RRULE:FREQ=WEEKLY, or an rrule or rruleset of dateutil")
    parts = cast("dict[str, list[rrule]]", vars(source))  # there is no other way to ask for them
    moments = cast("dict[str, list[datetime]]", vars(source))
    rules, excluded = parts["_rrule"], parts["_exrule"]
    return ExportedEvent(
        None,
        zone=next(map(_zone_of, rules), None),
        rules=tuple(map(_text_of, rules)),
        excluded=tuple(map(_text_of, excluded)),
        added=tuple(moments["_rdate"]),
        removed=tuple(moments["_exdate"]),
        starts=False,
    )


def _zone_of(rule: "rrulebase") -> tzinfo | None:
    return cast("datetime", vars(rule)["_dtstart"]).tzinfo


def _text_of(rule: "rrulebase") -> tuple[datetime, str]:
    """The start and the text of a rule; an end in a zone is written in UTC."""
    until = cast("datetime | None", vars(rule)["_until"])
    text = str(rule).rpartition("RRULE:")[2]
    if until is not None and until.tzinfo is not None:
        text = re.sub("UNTIL=[0-9T]+", f"UNTIL={until.astimezone(UTC):%Y%m%dT%H%M%S}Z", text)
    return cast("datetime", vars(rule)["_dtstart"]).replace(tzinfo=None), text
