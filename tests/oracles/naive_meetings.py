"""On which days does a recurrence rule fall, looked at one day after another? Slow, and easy to follow.

Its own reading of RFC 5545, section 3.3.10, for days without a time. BYSETPOS counts within the whole day, week, month
or year, also where that began before the start; a BYDAY with numbers and without takes the days of both.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

DAY = timedelta(days=1)
NAMES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


class NaiveRule:
    """A rule from its start on. It trusts that the rule is well made."""

    def __init__(self, rule: str, start: date) -> None:
        self.parts = dict(part.split("=") for part in rule.split(";"))
        self.start = start
        self.frequency = self.parts["FREQ"]
        self.interval = int(self.parts.get("INTERVAL", "1"))
        self.week_start = NAMES.index(self.parts.get("WKST", "MO"))
        self.months = self.numbers("BYMONTH")
        self.month_days = self.numbers("BYMONTHDAY")
        self.positions = self.numbers("BYSETPOS")
        self.weeks, self.year_days = self.numbers("BYWEEKNO"), self.numbers("BYYEARDAY")
        self.weekdays = self.parts["BYDAY"].split(",") if "BYDAY" in self.parts else []
        if not self.weekdays and not self.month_days and not self.year_days:
            if self.frequency == "WEEKLY" or self.weeks:
                self.weekdays = [NAMES[start.weekday()]]
            elif self.frequency in {"MONTHLY", "YEARLY"}:
                self.month_days = [start.day]
                if self.frequency == "YEARLY" and not self.months:
                    self.months = [start.month]
        self.candidates: dict[date, list[date]] = {}

    def numbers(self, name: str) -> list[int]:
        return [int(text) for text in self.parts[name].split(",")] if name in self.parts else []

    def until(self, last: date) -> Iterator[date]:
        """The days picked from the start to *last*."""
        day, number = self.start, 0
        while day <= last and number < int(self.parts.get("COUNT", "1000000")):
            if "UNTIL" in self.parts and day.strftime("%Y%m%d") > self.parts["UNTIL"]:
                return
            if self.picks(day):
                number += 1
                yield day
            day += DAY

    def picks(self, day: date) -> bool:
        """Does the rule pick this day, if it is not before the start?"""
        if self.period(day) % self.interval:
            return False
        if not self.positions:
            return self.is_candidate(day)
        first = self.first_of_period(day)
        if first not in self.candidates:
            self.candidates[first] = [each for each in self.days_of_period(first) if self.is_candidate(each)]
        found = self.candidates[first]
        if day not in found:
            return False
        from_front = found.index(day) + 1
        return from_front in self.positions or from_front - len(found) - 1 in self.positions

    def period(self, day: date) -> int:
        """How many days, weeks, months or years after that of the start."""
        if self.frequency == "DAILY":
            return (day - self.start).days
        if self.frequency == "WEEKLY":
            return (self.first_of_period(day) - self.first_of_period(self.start)).days // 7
        years = day.year - self.start.year
        return 12 * years + day.month - self.start.month if self.frequency == "MONTHLY" else years

    def first_of_period(self, day: date) -> date:
        if self.frequency == "WEEKLY":
            while day.weekday() != self.week_start:
                day -= DAY
            return day
        return {
            "DAILY": day,
            "MONTHLY": date(day.year, day.month, 1),
            "YEARLY": date(day.year, 1, 1),
        }[self.frequency]

    def days_of_period(self, first: date) -> Iterator[date]:
        day = first
        while self.first_of_period(day) == first:
            yield day
            day += DAY

    def is_candidate(self, day: date) -> bool:
        """Do the BY parts hold for this day, positions and intervals aside?"""
        if self.months and day.month not in self.months:
            return False
        if self.weeks and not set(week_numbers(day, self.week_start)) & set(self.weeks):
            return False
        first, last = date(day.year, 1, 1), date(day.year, 12, 31)
        if self.year_days and not {(day - first).days + 1, (day - last).days - 1} & set(self.year_days):
            return False
        if self.month_days and not {day.day, day.day - days_in_month(day) - 1} & set(self.month_days):
            return False
        return not self.weekdays or any(self.is_named(day, name) for name in self.weekdays)

    def is_named(self, day: date, name: str) -> bool:
        """Is this day a `TU`, or the `2TU` of its month or year?"""
        if day.weekday() != NAMES.index(name[-2:]):
            return False
        if len(name) == 2:
            return True
        if self.frequency == "MONTHLY" or self.months:
            before, after = day.day - 1, days_in_month(day) - day.day
        else:
            before, after = (day - date(day.year, 1, 1)).days, (date(day.year, 12, 31) - day).days
        return int(name[:-2]) in {before // 7 + 1, -(after // 7) - 1}


def week_numbers(day: date, week_start: int) -> tuple[int, int]:
    """The week of the year, and the same counted from the year's last week; Thursday's year where weeks begin on Monday."""
    middle = day + (3 - (day.weekday() - week_start) % 7) * DAY  # a week is of the year that has its fourth day
    number = (middle - date(middle.year, 1, 1)).days // 7
    weeks_left = (date(middle.year, 12, 31) - middle).days // 7
    return number + 1, -weeks_left - 1


def days_in_month(day: date) -> int:
    """28 to 31."""
    return max(number for number in range(28, 32) if number == 28 or exists(day.year, day.month, number))


def exists(year: int, month: int, number: int) -> bool:
    """Is there such a day?"""
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


def naive_meetings(
    rule: str | None,
    start: date | None,
    last: date,
    *,
    until: date | None = None,
    more_rules: Collection[Any] = (),
    also: Collection[date] = (),
    cancelled: Collection[date] = (),
    closed: Collection[tuple[date, date]] = (),
    known_until: date | None = None,
) -> list[date]:
    """Every known meeting up to *last*, in order."""
    found = {day for day in also if day <= last}
    rules = [] if rule is None or start is None else [(rule, start, until)]
    for text, begins, ends in rules + [(more.rule, more.start, more.until) for more in more_rules]:
        for day in NaiveRule(text, begins).until(last):
            too_late = any(end is not None and day > end for end in (ends, known_until))
            shut = any(first <= day <= final for first, final in closed)
            if not (too_late or shut or day in cancelled):
                found.add(day)
    return sorted(found)
