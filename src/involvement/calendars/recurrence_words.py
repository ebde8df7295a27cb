"""Recurrence rules in words that people use."""

from collections.abc import Iterable
from datetime import date

from involvement.calendars.recurrences import WEEKDAYS, Recurrence, rule_at

__all__ = ["in_words", "number_of"]

_ORDINALS = ("", "first", "second", "third", "fourth", "fifth")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def in_words(rule: str, start: date) -> str:
    """The rule as people say it, such as `the second Tuesday of every month`; else the rule itself.

    Where the rule starts and ends is not said. Words are found for the plain rules only: a sentence that needs
    reading twice is no better than the rule.
    """
    read = rule_at(rule, start)
    return _plainly(read) or f"by the rule {rule}"


def number_of(number: int, what: str) -> str:
    """`1 day`, `2 days`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def _plainly(read: Recurrence) -> str | None:
    if read.positions or any(abs(number) > 5 for number, _ in read.numbered):
        return None
    if read.frequency in {"DAILY", "WEEKLY"}:
        return None if read.months or read.month_days else _by_days_or_weeks(read)
    days = _days_of_a_month(read)
    if days is None:
        return None
    if not read.months:
        if read.frequency == "MONTHLY":
            return f"{days} of {_every(read.interval, 'month')}"
        return f"{days} of every month" if read.interval == 1 and not read.numbered else None
    if read.frequency == "MONTHLY" and read.interval != 1:
        return None
    return f"{days} of {_and(_MONTHS[month - 1] for month in sorted(read.months))} {_every(read.interval, 'year')}"


def _by_days_or_weeks(read: Recurrence) -> str | None:
    if not read.weekdays:
        return _every(read.interval, "day")
    weekdays = _and(_weekday(weekday) for weekday in read.weekdays)
    if read.interval == 1:
        return f"every {weekdays}"
    return f"every {read.interval} weeks on {weekdays}" if read.frequency == "WEEKLY" else None


def _days_of_a_month(read: Recurrence) -> str | None:
    if read.weekdays or (read.numbered and read.month_days):
        return None
    if read.numbered:
        return _and(f"the {_counted(number)} {_weekday(weekday)}" for number, weekday in read.numbered)
    return _and(f"the {_day(day)}" for day in read.month_days)


def _counted(number: int) -> str:
    if number > 0:
        return _ORDINALS[number]
    return "last" if number == -1 else f"{_ORDINALS[-number]} last"


def _day(day: int) -> str:
    if day < 0:
        return "last day" if day == -1 else f"{_nth(-day)} last day"
    return _nth(day)


def _nth(number: int) -> str:
    ending = "th" if number in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _every(interval: int, what: str) -> str:
    return f"every {what}" if interval == 1 else f"every {number_of(interval, what)}"


def _weekday(weekday: int) -> str:
    return WEEKDAYS[weekday].capitalize()


def _and(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
