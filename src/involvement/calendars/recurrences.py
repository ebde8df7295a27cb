"""Recurrence rules: a bounded part of RFC 5545, in whole numbers of days.

There are only fourteen kinds of year and 28 of month (seven weekdays to begin on, and a length). What a rule picks from
one depends on its kind alone, so each kind is worked out once, and every one after that is one addition for each day
found. What several rules pick alike from a month, and several calendars from a rule, is worked out once for all of them.
"""

import re
from bisect import bisect_left, bisect_right
from datetime import date
from functools import lru_cache
from itertools import pairwise

from attrs import define, field

from involvement.calendars.week_numbers import week_of_year
from involvement.errors import InvalidValueError

__all__ = ["LAST_DAY", "MOST_REPEATS", "WEEKDAYS", "Recurrence", "month_day", "read_rule", "rule_at", "weekday_code"]

LAST_DAY = date.max.toordinal()
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_PLACE = "Meetings.rule"
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
MOST_REPEATS = 1000  # intervals and counts: enough for any committee, and a bound on the work
_WEEKS_OF_A_MONTH = 5
_WEEKS_OF_A_YEAR = 53
_PARTS = (
    "FREQ", "INTERVAL", "BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYSETPOS", "COUNT", "UNTIL", "WKST",
)  # fmt: skip
_WEEKDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_COUNT = re.compile(r"[0-9]{1,4}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,4}")
_UNTIL = re.compile(r"[0-9]{8}")
_MONTHS = (  # days from the new year to each month and to the next new year; by leap year or not
    (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365),
    (0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366),
)
_SHARED = 73_050  # two hundred years of a rule are kept for all its calendars; longer stretches are worked out anew
_BLOCK = 731  # two years at a time: calendars of one rule start at about the same time

_Month = tuple[int, int]  # the weekday that it begins on, and its length
_Stretch = tuple[int, int, list[int]]  # the first day and the last, and those between that the rule picks


@define(eq=False)
class Recurrence:
    """A rule that was read: which days it picks, once it is told where it starts.

    Weekdays count from Monday, 0; a day is its proleptic Gregorian ordinal (`date.toordinal`).
    """

    frequency: str
    interval: int = 1
    months: frozenset[int] = frozenset()
    week_numbers: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    numbered: tuple[tuple[int, int], ...] = ()  # (2, 1): the second Tuesday
    positions: tuple[int, ...] = ()
    count: int | None = None
    until: date | None = None
    week_start: int = 0
    _shared: dict[int, _Stretch] = field(factory=dict, init=False, repr=False)  # by where the intervals fall
    _month_tables: dict[_Month, list[int]] = field(init=False, repr=False)
    _year_tables: dict[int, list[int]] = field(factory=dict, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        positions = self.positions if self.frequency == "MONTHLY" else ()
        self._month_tables = _tables_of_months(self.weekdays, self.numbered, self.month_days, positions)

    def days(self, start: int, first: int, last: int) -> list[int]:
        """The days that the rule picks from *first* to *last*, both included, where it starts on *start*.

        `count` and `until` are not applied: they belong to the whole, this is a part. Starts from which the intervals
        fall alike share their days, so that most calendars are a slice of what another has worked out.
        Otherwise it costs a step for each day found and each year passed, and nothing for the time between *start* and
        *first*.
        """
        first = max(first, start)
        if first > last:
            return []
        if last - first > _SHARED - 2 * _BLOCK:
            return self._worked_out(start, first, last)
        phase = self._phase(start)
        stretch = self._shared.get(phase)
        if stretch is None or first < stretch[0] or last > stretch[1]:
            # Another thread may do the same: either stretch is right, and each is replaced as a whole.
            stretch = self._shared[phase] = self._stretched(stretch, start, first, last)
        listed = stretch[2]
        return listed[bisect_left(listed, first) : bisect_right(listed, last)]

    def _phase(self, start: int) -> int:
        """Where the intervals fall: the same for starts from which the rule picks the same days."""
        if self.frequency == "WEEKLY":
            return self._week_of(start) % (7 * self.interval)
        if self.interval == 1:
            return 0
        if self.frequency == "DAILY":
            return start % self.interval
        return (date.fromordinal(start).year if self.frequency == "YEARLY" else _month_of(start)) % self.interval

    def _stretched(self, known: _Stretch | None, start: int, first: int, last: int) -> _Stretch:
        """The days of whole blocks around *first* to *last*, with those known already unless that is too long."""
        first = max(first - first % _BLOCK, 1)
        last = min(last - last % _BLOCK + _BLOCK - 1, LAST_DAY)
        if known is None or max(last, known[1]) - min(first, known[0]) > _SHARED:
            return first, last, self._worked_out(start, first, last)
        since, until, days = known
        earlier = self._worked_out(start, first, since - 1) if first < since else []
        later = self._worked_out(start, until + 1, last) if last > until else []
        return min(first, since), max(last, until), [*earlier, *days, *later]

    def _worked_out(self, start: int, first: int, last: int) -> list[int]:
        """The days from *first* to *last* on which the rule falls, also before *start*."""
        if self.frequency == "DAILY" and not (self.months or self.month_days or self.weekdays or self.positions):
            return list(range(first + (start - first) % self.interval, last + 1, self.interval))
        if not (self.months or self.month_days) and (self.frequency == "WEEKLY" or self._is_weekly_by_another_name):
            return self._by_weeks(start, first, last)
        if self.frequency == "WEEKLY" and self.positions:
            return self._by_weeks_in_months(start, first, last)
        return self._by_years(start, first, last)

    @property
    def _is_weekly_by_another_name(self) -> bool:
        return self.frequency == "DAILY" and self.interval == 1 and not self.positions

    def _week_of(self, day: int) -> int:
        return day - (day - 1 - self.week_start) % 7

    def _weekdays_in_order(self) -> list[int]:
        """Days from the start of the week, in order."""
        return sorted((weekday - self.week_start) % 7 for weekday in self.weekdays)

    def _by_weeks(self, start: int, first: int, last: int) -> list[int]:
        picked = self._at_positions(self._weekdays_in_order())
        step = 7 * self.interval
        week = self._week_of(first)
        week += (self._week_of(start) - week) % step
        weeks = range(week, last + 1, step)
        days = [0] * (len(weeks) * len(picked))
        for at, day in enumerate(picked):  # each weekday is one range, laid between those of the others
            days[at :: len(picked)] = range(week + day, week + day + step * len(weeks), step)
        return _within(days, first, last)

    def _by_weeks_in_months(self, start: int, first: int, last: int) -> list[int]:
        in_order = self._weekdays_in_order()
        if all(abs(position) > len(in_order) for position in self.positions):
            return []
        step = 7 * self.interval
        week = self._week_of(first)
        week += (self._week_of(start) - week) % step
        # Whole weeks at both ends: the first of a week is not the first of what is left of it.
        open_days = set(self._picked_from_years(max(week, 1), min(last + 6, LAST_DAY), 0))
        days = [
            day
            for monday in range(week, last + 1, step)
            for day in self._at_positions([monday + weekday for weekday in in_order if monday + weekday in open_days])
        ]
        return _within(days, first, last)

    def _by_years(self, start: int, first: int, last: int) -> list[int]:
        if self.frequency == "DAILY":
            return self._by_days(start, first, last)
        if self.frequency == "WEEKLY":
            days = self._picked_from_years(first, last, 0)
            week = self._week_of(start)
            return [day for day in days if not (day - week) // 7 % self.interval] if self.interval > 1 else days
        if self.frequency == "MONTHLY":
            return self._by_months(start, first, last)
        return self._picked_from_years(first, last, date.fromordinal(start).year)

    def _by_months(self, start: int, first: int, last: int) -> list[int]:
        month, last_month = _month_of(first), _month_of(last)
        month += (_month_of(start) - month) % self.interval
        days: list[int] = []
        tables = self._month_tables
        for number in range(month, last_month + 1, self.interval):
            if self.months and number % 12 + 1 not in self.months:
                continue
            begins, kind = _months_of(number // 12)[number % 12]
            table = tables.get(kind)
            if table is None:
                table = tables[kind] = self._at_positions(self._picked_from_month(*kind))
            days += [begins + day for day in table]
        return _within(days, first, last)

    def _by_days(self, start: int, first: int, last: int) -> list[int]:
        if self.positions and not {1, -1} & set(self.positions):
            return []  # a day holds one day: it has no second
        if not self.interval % 7 and self.weekdays and (start - 1) % 7 not in self.weekdays:
            return []  # always the same weekday, and not one of these
        days = self._picked_from_years(first, last, 0)
        return [day for day in days if not (day - start) % self.interval] if self.interval > 1 else days

    def _picked_from_years(self, first: int, last: int, origin: int) -> list[int]:
        year, last_year, step = date.fromordinal(first).year, date.fromordinal(last).year, 1
        if self.frequency == "YEARLY":
            step = self.interval
            year += (origin - year) % step
        days: list[int] = []
        tables = self._year_tables
        for number in range(year, last_year + 1, step):
            new_year, kind = _year(number)
            weeks = _neighbours(number) if self.week_numbers else 0  # how long the years beside it are
            table = tables.get(kind + weeks)
            if table is None:
                table = tables[kind + weeks] = self._picked_from_kind(kind % 7, _MONTHS[kind // 7], weeks)
            days += [new_year + day for day in table]
        return _within(days, first, last)

    def _picked_from_kind(self, weekday: int, months: tuple[int, ...], weeks: int) -> list[int]:
        """Days from the new year that are picked from a year that begins on *weekday*."""
        if self.week_numbers or self.year_days:
            return self._at_positions(self._picked_from_whole_year(weekday, months, weeks))
        if self.frequency == "YEARLY" and self.numbered and not self.months:
            in_year = self._on_weekdays(0, months[-1], weekday)
            on_numbers = {day for begins, ends in pairwise(months) for day in self._on_month_days(begins, ends)}
            return self._at_positions(sorted(on_numbers.intersection(in_year)) if self.month_days else in_year)
        picked: list[int] = []
        for month in sorted(self.months) or range(1, 13):
            begins, ends = months[month - 1], months[month]
            kind = (weekday + begins) % 7, ends - begins
            in_month = self._month_tables.get(kind)
            if in_month is None:
                in_month = self._month_tables[kind] = self._picked_from_month(*kind)
            picked += [begins + day for day in in_month]
        return self._at_positions(picked) if self.frequency == "YEARLY" else picked

    def _picked_from_whole_year(self, weekday: int, months: tuple[int, ...], weeks: int) -> list[int]:
        """The days on which the numbers of weeks or of days in the year and all other parts agree."""
        length = months[-1]
        picked = set(range(length))
        if self.months:
            picked = {day for month in self.months for day in range(months[month - 1], months[month])}
        if self.month_days:
            picked &= {day for begins, ends in pairwise(months) for day in self._on_month_days(begins, ends)}
        if self.year_days:
            picked &= {day - 1 if day > 0 else length + day for day in self.year_days}
        if self.weekdays or self.numbered:
            picked.intersection_update(
                day
                for begins, ends in ([months[month - 1 : month + 1] for month in self.months] or [(0, length)])
                for day in self._on_weekdays(begins, ends, (weekday + begins) % 7)
            )
        if self.week_numbers:
            offset = (weekday - self.week_start) % 7
            picked = {
                day for day in picked if not set(self.week_numbers).isdisjoint(week_of_year(day, offset, length, weeks))
            }
        return sorted(picked)

    def _picked_from_month(self, weekday: int, length: int) -> list[int]:
        """Days from the first of the month that are picked from a month of that length that begins on *weekday*."""
        if not (self.weekdays or self.numbered):
            return sorted(self._on_month_days(0, length)) if self.month_days else list(range(length))
        on_weekdays = self._on_weekdays(0, length, weekday)
        if not self.month_days:
            return on_weekdays
        return sorted(self._on_month_days(0, length).intersection(on_weekdays))

    def _on_month_days(self, begins: int, ends: int) -> set[int]:
        """The days that BYMONTHDAY names; a month without that day has none in its place."""
        length = ends - begins
        return {begins + (day - 1 if day > 0 else length + day) for day in self.month_days if abs(day) <= length}

    def _on_weekdays(self, begins: int, ends: int, weekday: int) -> list[int]:
        """The days of a month or year, which begins on *weekday*, that BYDAY names, sorted."""
        days: list[int] = []
        for wanted in self.weekdays:
            days += range(begins + (wanted - weekday) % 7, ends, 7)
        for number, wanted in self.numbered:
            same_weekdays = range(begins + (wanted - weekday) % 7, ends, 7)
            if abs(number) <= len(same_weekdays):
                days.append(same_weekdays[number - 1 if number > 0 else number])
        return sorted(set(days)) if len(days) > 1 else days

    def _at_positions(self, days: list[int]) -> list[int]:
        if not self.positions:
            return days
        have = len(days)
        at = {position - 1 if position > 0 else have + position for position in self.positions if abs(position) <= have}
        return [days[index] for index in sorted(at)]


def rule_at(rule: str, start: date) -> Recurrence:
    """The rule as it runs from *start*, which says what the rule leaves open: the weekday, the day or the month."""
    read = read_rule(rule)
    if read.weekdays or read.numbered or read.month_days or read.year_days or read.frequency == "DAILY":
        return read
    if read.frequency == "WEEKLY" or read.week_numbers:
        return read_rule(f"{rule};BYDAY={_CODES[start.weekday()]}")
    if read.frequency == "YEARLY" and not read.months:
        rule = f"{rule};BYMONTH={start.month}"
    return read_rule(f"{rule};BYMONTHDAY={start.day}")


@lru_cache(maxsize=1024)
def _year(year: int) -> tuple[int, int]:
    """The new year's day, and which of the fourteen kinds of year it begins: its weekday, and 7 more if a leap year."""
    before = year - 1
    new_year = 365 * before + before // 4 - before // 100 + before // 400 + 1
    leap = not year % 4 and (year % 100 != 0 or not year % 400)
    return new_year, (new_year - 1) % 7 + 7 * leap


def _neighbours(year: int) -> int:
    """A number by which the lengths of the year before and the year after are told apart; 0 to 42, in fourteens."""
    return 14 * (_year(year - 1)[1] // 7) + 28 * (_year(year + 1)[1] // 7)


@lru_cache(maxsize=1024)
def _months_of(year: int) -> list[tuple[int, _Month]]:
    """The first day and the kind of each month."""
    new_year, kind = _year(year)
    weekday, months = kind % 7, _MONTHS[kind // 7]
    return [(new_year + begins, ((weekday + begins) % 7, ends - begins)) for begins, ends in pairwise(months)]


def _month_of(day: int) -> int:
    """The number of the month, counted on from year to year."""
    as_date = date.fromordinal(day)
    return 12 * as_date.year + as_date.month - 1


@lru_cache(maxsize=1024)
def _tables_of_months(
    weekdays: tuple[int, ...],  # noqa: ARG001 - what tells the tables apart
    numbered: tuple[tuple[int, int], ...],  # noqa: ARG001 - as above
    month_days: tuple[int, ...],  # noqa: ARG001 - as above
    positions: tuple[int, ...],  # noqa: ARG001 - as above
) -> dict[_Month, list[int]]:
    """What is picked from each kind of month, as far as it was asked; rules that pick alike fill the same tables."""
    return {}


@lru_cache(maxsize=1024)
def read_rule(rule: str) -> Recurrence:
    """The rule, read and checked; upper case, without `RRULE:`. Equal texts share one recurrence.

    Raises:
        InvalidValueError: the rule is outside the part of RFC 5545 that is understood; says what would be right.

    References:
        RFC 5545, Internet Calendaring and Scheduling Core Object Specification, section 3.3.10.
    """
    values: dict[str, str] = {}
    for part in rule.split(";"):
        name, _, value = part.partition("=")
        if name not in _PARTS or name in values or not value:
            raise _wrong(f"parts such as FREQ=MONTHLY, joined by semicolons, each once, of {', '.join(_PARTS)}")
        values[name] = value
    frequency = values.get("FREQ")
    if frequency not in _FREQUENCIES:
        raise _wrong(f"FREQ to be one of {', '.join(_FREQUENCIES)}")
    months = _numbers(values, "BYMONTH", range(1, 13))
    month_days = _numbers(values, "BYMONTHDAY", range(-31, 32))
    week_numbers = _numbers(values, "BYWEEKNO", range(-53, 54))
    year_days = _numbers(values, "BYYEARDAY", range(-366, 367))
    positions = _numbers(values, "BYSETPOS", range(-366, 367))
    weekdays, numbered = _weekdays(values, frequency, by_month=frequency == "MONTHLY" or bool(months))
    if "BYMONTHDAY" in values and frequency == "WEEKLY":
        raise _wrong("no BYMONTHDAY in a weekly rule")
    if (week_numbers or year_days) and frequency != "YEARLY":
        raise _wrong("BYWEEKNO and BYYEARDAY only in yearly rules")
    if week_numbers and numbered:
        raise _wrong("no numbers in BYDAY beside BYWEEKNO")
    if positions and not (months or week_numbers or year_days or month_days or weekdays or numbered):
        raise _wrong("BYSETPOS only beside BYDAY, BYMONTHDAY or BYMONTH")
    if "COUNT" in values and "UNTIL" in values:
        raise _wrong("COUNT or UNTIL, not both")
    week_start = values.get("WKST", "MO")
    if week_start not in _CODES:
        raise _wrong(f"WKST to be one of {', '.join(_CODES)}")
    return Recurrence(
        frequency=frequency,
        interval=_number(values, "INTERVAL") or 1,
        months=frozenset(months),
        week_numbers=week_numbers,
        year_days=year_days,
        month_days=month_days,
        weekdays=weekdays,
        numbered=numbered,
        positions=positions,
        count=_number(values, "COUNT"),
        until=_until(values.get("UNTIL")),
        week_start=_CODES.index(week_start),
    )


def _wrong(expected: str) -> InvalidValueError:
    return InvalidValueError(_PLACE, expected)


def _number(values: dict[str, str], name: str) -> int | None:
    if name not in values:
        return None
    if not _COUNT.fullmatch(values[name]) or not 1 <= int(values[name]) <= MOST_REPEATS:
        raise _wrong(f"{name} to be a whole number from 1 to {MOST_REPEATS}")
    return int(values[name])


def _numbers(values: dict[str, str], name: str, allowed: range) -> tuple[int, ...]:
    if name not in values:
        return ()
    texts = values[name].split(",")
    if not all(_NUMBER.fullmatch(text) and int(text) in allowed and int(text) for text in texts):
        most = allowed[-1]
        or_back = f", or from -{most} to -1 counting back from the end" if allowed[0] < 0 else ""
        raise _wrong(f"{name} to be whole numbers from 1 to {most}{or_back}, joined by commas")
    return tuple(sorted({int(text) for text in texts}))


def _weekdays(
    values: dict[str, str], frequency: str, *, by_month: bool
) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    plain: set[int] = set()
    numbered: set[tuple[int, int]] = set()
    for text in values["BYDAY"].split(",") if "BYDAY" in values else ():
        match = _WEEKDAY.fullmatch(text)
        if match is None:
            raise _wrong("BYDAY to be weekdays of MO, TU, WE, TH, FR, SA, SU, such as 2TU or -1FR, joined by commas")
        number, code = match.groups()
        if number is None:
            plain.add(_CODES.index(code))
            continue
        if frequency not in {"MONTHLY", "YEARLY"}:
            raise _wrong("numbers in BYDAY only in monthly and yearly rules")
        most = _WEEKS_OF_A_MONTH if by_month else _WEEKS_OF_A_YEAR
        if not 1 <= abs(int(number)) <= most:
            raise _wrong(
                f"numbers in BYDAY from 1 to {most}, or from -{most} to -1, within a {_span(by_month=by_month)}"
            )
        numbered.add((int(number), _CODES.index(code)))
    return tuple(sorted(plain)), tuple(sorted(numbered))


def _span(*, by_month: bool) -> str:
    return "month" if by_month else "year"


def _until(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        if _UNTIL.fullmatch(text):
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        pass  # a month or day that no calendar has: told below
    raise _wrong("UNTIL to be a date written YYYYMMDD, without a time")


def _within(days: list[int], first: int, last: int) -> list[int]:
    """The part of the sorted *days* from *first* to *last*; trims the ends only."""
    if days and (days[0] < first or days[-1] > last):
        return days[bisect_left(days, first) : bisect_right(days, last)]
    return days


def weekday_code(name: str) -> str:
    """`TU` for "tuesday"."""
    if not isinstance(name, str) or name.lower() not in WEEKDAYS:
        raise InvalidValueError("Meetings: weekday", f"one of {', '.join(WEEKDAYS)}")
    return _CODES[WEEKDAYS.index(name.lower())]


def month_day(day: int, *, or_last_day: bool) -> str:
    """The parts of a monthly rule for that day of the month, or else its last day."""
    if not or_last_day or day <= 28:
        return f"BYMONTHDAY={day}"
    return f"BYMONTHDAY={','.join(map(str, range(28, day + 1)))};BYSETPOS=-1"
