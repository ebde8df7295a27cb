"""Recurrence rules as statements, in words that people use."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from involvement.calendars.recurrences import Recurrence, rule_at
from involvement.wording import Fact, Quote, Statement

__all__ = ["Month", "Weekday", "rule_says"]


class Weekday(StrEnum):
    """A day of the week, as it is said."""

    MONDAY = "Monday"
    TUESDAY = "Tuesday"
    WEDNESDAY = "Wednesday"
    THURSDAY = "Thursday"
    FRIDAY = "Friday"
    SATURDAY = "Saturday"
    SUNDAY = "Sunday"


class Month(StrEnum):
    """A month of the year, as it is said."""

    JANUARY = "January"
    FEBRUARY = "February"
    MARCH = "March"
    APRIL = "April"
    MAY = "May"
    JUNE = "June"
    JULY = "July"
    AUGUST = "August"
    SEPTEMBER = "September"
    OCTOBER = "October"
    NOVEMBER = "November"
    DECEMBER = "December"


_WEEKDAYS, _MONTHS = tuple(Weekday), tuple(Month)
_MOST = 5  # a longer list is cut where it is said
_SOURCES = ("Meetings.rule", "Meetings.start")
_RULES = {
    "daily": "every day",
    "days": "every {interval:day}",
    "weekdays": "every {weekdays}",
    "all_weekdays_but": "every day but {weekdays}",
    "weeks": "every {interval:week} on {weekdays}",
    "monthly": "{days:clauses} of every month",
    "months": "{days:clauses} of every {interval:month}",
    "yearly": "{days:clauses} of {months} every year",
    "all_months_but": "{days:clauses} of every month but {months}",
    "years": "{days:clauses} of {months} every {interval:year}",
    "monthly.where_one": "{days:clauses}, where there is one, of every month",
    "months.where_one": "{days:clauses}, where there is one, of every {interval:month}",
    "yearly.where_one": "{days:clauses}, where there is one, of {months} every year",
    "all_months_but.where_one": "{days:clauses}, where there is one, of every month but {months}",
    "years.where_one": "{days:clauses}, where there is one, of {months} every {interval:year}",
    "monthly.where_some": "{days:clauses}, where there are such days, of every month",
    "months.where_some": "{days:clauses}, where there are such days, of every {interval:month}",
    "yearly.where_some": "{days:clauses}, where there are such days, of {months} every year",
    "all_months_but.where_some": "{days:clauses}, where there are such days, of every month but {months}",
    "years.where_some": "{days:clauses}, where there are such days, of {months} every {interval:year}",
    "week": "the {weekdays} of week {numbers} of every year",
    "weeks_of_years": "the {weekdays} of weeks {numbers} of every year",
    "whole_week": "every day of week {numbers} of every year",
    "whole_weeks": "every day of weeks {numbers} of every year",
    "year_day": "day {numbers} of every year",
    "year_days": "days {numbers} of every year",
    "other": "by the rule {rule}",
}
_ON_WEEKDAYS = {
    1: "the first {weekday}",
    2: "the second {weekday}",
    3: "the third {weekday}",
    4: "the fourth {weekday}",
    5: "the fifth {weekday}",
    -1: "the last {weekday}",
    -2: "the second last {weekday}",
    -3: "the third last {weekday}",
    -4: "the fourth last {weekday}",
    -5: "the fifth last {weekday}",
}
_ON_DAYS = {"st": "the {day}st", "nd": "the {day}nd", "rd": "the {day}rd", "th": "the {day}th"}
_OR_LAST = {"st": "the {day}st or last day", "th": "the {day}th or last day"}
_FROM_THE_END = {
    "last": "the last day",
    "st": "the {day}st last day",
    "nd": "the {day}nd last day",
    "rd": "the {day}rd last day",
    "th": "the {day}th last day",
}


def rule_says(rule: str, start: date) -> Statement:
    """The rule as people say it, such as `the second Tuesday of every month`; else the rule itself.

    Where the rule starts and ends is not said. Words are found for the plain rules only: a sentence that needs
    reading twice is no better than the rule.
    """
    read = rule_at(rule, start)
    code, facts = _plainly(read, start) or ("other", {"rule": Quote(rule, "Meetings.rule")})
    sources = dict.fromkeys((name for name in facts if name != "days"), _SOURCES)
    return Statement(f"rule.{code}", facts, template=_RULES[code], sources=sources)


def _plainly(read: Recurrence, start: date) -> tuple[str, dict[str, Fact]] | None:
    day = _or_last(read)
    if day is None and (read.positions or any(abs(number) not in _ON_WEEKDAYS for number, _ in read.numbered)):
        return None
    if read.frequency in {"DAILY", "WEEKLY"}:
        return None if read.months or read.month_days else _by_days_or_weeks(read)
    if read.week_numbers or read.year_days:
        return _by_numbers_in_years(read)
    days = tuple(_days_of_a_month(read)) if day is None else (_on_or_last(day),)
    if not 1 <= len(days) <= _MOST:
        return None
    if not read.months:
        code_and_facts = _by_months(read, days)
    else:
        code_and_facts = _by_years(read, days) if read.frequency == "YEARLY" or read.interval == 1 else None
    if code_and_facts is None or day is not None:
        return code_and_facts
    return f"{code_and_facts[0]}{_where(read, start)}", code_and_facts[1]


def _or_last(read: Recurrence) -> int | None:
    """The day of the month, 29 to 31, for which a shorter month has its last day instead; None for other rules."""
    if read.frequency != "MONTHLY" or read.weekdays or read.numbered:
        return None
    for day in (29, 30, 31):
        if (read.positions, read.month_days) in {((-1,), tuple(range(28, day + 1))), ((1,), (-1, day))}:
            return day
    return None


def _where(read: Recurrence, start: date) -> str:
    """What says that some months have no such day, if that is so, and whether it is the last day that was named."""
    months = read.months
    if not months:
        step = read.interval if read.frequency == "MONTHLY" else 1
        months = frozenset((start.month - 1 + step * times) % 12 + 1 for times in range(12))
    shortest = min(28 if month == 2 else 30 if month in {4, 6, 9, 11} else 31 for month in months)
    lacking = [day for day in read.month_days if abs(day) > shortest]
    if not lacking:
        return ""
    return ".where_one" if lacking == [read.month_days[-1]] else ".where_some"


def _by_numbers_in_years(read: Recurrence) -> tuple[str, dict[str, Fact]] | None:
    """By the numbers of weeks, or of days, within every year."""
    numbers = read.week_numbers or read.year_days
    plain = read.interval == 1 and not (read.months or read.month_days or (read.week_numbers and read.year_days))
    if not plain or len(numbers) > _MOST or numbers[0] < 0 or numbers[-1] > 365:
        return None
    if read.year_days:
        return None if read.weekdays or read.numbered else _counted("year_day", "year_days", numbers)
    if read.week_start or numbers[-1] > 52:  # weeks that begin on another day are numbered otherwise
        return None
    if len(read.weekdays) == len(_WEEKDAYS):
        return _counted("whole_week", "whole_weeks", numbers)
    code, facts = _counted("week", "weeks_of_years", numbers)
    on = tuple(_WEEKDAYS[weekday] for weekday in read.weekdays)
    return (code, {"weekdays": on, **facts}) if len(on) <= _MOST else None


def _counted(one: str, many: str, numbers: tuple[int, ...]) -> tuple[str, dict[str, Fact]]:
    return one if len(numbers) == 1 else many, {"numbers": numbers}


def _by_days_or_weeks(read: Recurrence) -> tuple[str, dict[str, Fact]] | None:
    if not read.weekdays:
        return ("daily", {}) if read.interval == 1 else ("days", {"interval": read.interval})
    on = tuple(_WEEKDAYS[weekday] for weekday in read.weekdays)
    if read.interval == 1:
        others = tuple(weekday for weekday in Weekday if weekday not in on)
        if not others:
            return "daily", {}
        return ("weekdays", {"weekdays": on}) if len(on) <= _MOST else ("all_weekdays_but", {"weekdays": others})
    if read.frequency == "DAILY" or len(on) > _MOST:
        return None
    return "weeks", {"interval": read.interval, "weekdays": on}


def _by_months(read: Recurrence, days: tuple[Statement, ...]) -> tuple[str, dict[str, Fact]] | None:
    if read.interval == 1:
        return ("monthly", {"days": days}) if read.frequency == "MONTHLY" or not read.numbered else None
    return ("months", {"days": days, "interval": read.interval}) if read.frequency == "MONTHLY" else None


def _by_years(read: Recurrence, days: tuple[Statement, ...]) -> tuple[str, dict[str, Fact]] | None:
    months = tuple(_MONTHS[month - 1] for month in sorted(read.months))
    others = tuple(month for month in Month if month not in months)
    if len(months) <= _MOST:
        facts: dict[str, Fact] = {"days": days, "months": months}
        return ("yearly", facts) if read.interval == 1 else ("years", {**facts, "interval": read.interval})
    if read.interval != 1 or len(others) > _MOST:
        return None
    return ("all_months_but", {"days": days, "months": others}) if others else ("monthly", {"days": days})


def _days_of_a_month(read: Recurrence) -> Iterator[Statement]:
    """Each day of a month that the rule names; none where it names them in more ways than one."""
    if read.weekdays or (read.numbered and read.month_days):
        return
    for number, weekday in read.numbered:
        facts: dict[str, Fact] = {"weekday": _WEEKDAYS[weekday]}
        code = f"on_weekday.{'last_' if number < 0 else ''}{abs(number)}"
        yield Statement(code, facts, template=_ON_WEEKDAYS[number], sources={"weekday": _SOURCES})
    for day in read.month_days:
        yield _on_day(day)


def _on_day(day: int) -> Statement:
    """A day of the month by its number, from its end where that is below 0."""
    if day == -1:
        return Statement("on_day.last", template=_FROM_THE_END["last"])
    number = abs(day)
    ending = _ending(number)
    code, template = ("on_day", _ON_DAYS[ending]) if day > 0 else ("on_day.from_the_end", _FROM_THE_END[ending])
    return Statement(f"{code}.{ending}", {"day": number}, template=template, sources={"day": _SOURCES})


def _on_or_last(day: int) -> Statement:
    """A day of the month by its number, or else the last."""
    ending = _ending(day)
    return Statement(f"on_day.or_last.{ending}", {"day": day}, template=_OR_LAST[ending], sources={"day": _SOURCES})


def _ending(number: int) -> str:
    return "th" if number in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
