"""Calendars beside dateutil: a thousand rules over five years, and one question for the next meeting."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

import pytest
from dateutil.rrule import rrulestr

from involvement import Meetings
from involvement.calendars.meetings import calendar_of
from involvement.calendars.recurrences import read_rule

_RULES = 1_000
_FIVE_YEARS = timedelta(days=1826)
_ROUNDS = 5
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR")


@cache
def rules() -> tuple[tuple[str, date], ...]:
    """Rules and starts as organisations have them: monthly most of all, a few rare ones; nearly all distinct."""
    return tuple(_drawn(Random(5545)))


def _drawn(chance: Random) -> Iterator[tuple[str, date]]:
    for _ in range(_RULES):
        weekday = chance.choice(_WEEKDAYS)
        kinds = {
            f"FREQ=MONTHLY;BYDAY={chance.choice((1, 2, 3, 4, -1))}{weekday}": 45,
            f"FREQ=MONTHLY;INTERVAL={chance.choice((2, 3))};BYDAY={chance.choice((1, 2, 3, 4, -1))}{weekday}": 20,
            f"FREQ=MONTHLY;BYMONTHDAY={chance.choice((1, 15, 28, -1))}": 10,
            f"FREQ=WEEKLY;BYDAY={weekday}": 8,
            f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}": 7,
            f"FREQ=YEARLY;BYMONTH={chance.choice((3, 6, 9))};BYDAY=1{weekday}": 5,
            f"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={chance.choice((1, -1))}": 5,
        }
        (rule,) = chance.choices(list(kinds), list(kinds.values()))
        yield rule, date(2024, 1, 1) + timedelta(days=chance.randrange(730))


def dates_here() -> list[tuple[date, ...]]:
    """Every rule read anew, and its dates."""
    read_rule.cache_clear()
    return [Meetings(rule, start=start).between(start, start + _FIVE_YEARS) for rule, start in rules()]


def numbers_here() -> list[list[int]]:
    """The same, as the search through a map reads them."""
    read_rule.cache_clear()
    found = []
    for rule, start in rules():
        first = start.toordinal()
        found.append(calendar_of(Meetings(rule, start=start)).between(first, first + _FIVE_YEARS.days))
    return found


def dates_by_dateutil() -> list[tuple[date, ...]]:
    """One rule of dateutil for each."""
    found = []
    for rule, start in rules():
        first = datetime.combine(start, datetime.min.time())
        days = rrulestr(rule, dtstart=first).between(first, first + _FIVE_YEARS, inc=True)
        found.append(tuple(day.date() for day in days))
    return found


EXPANSIONS = {
    "involvement, whole numbers": numbers_here,
    "involvement, dates": dates_here,
    "peer: dateutil, a rule for each": dates_by_dateutil,
}


def test_both_find_the_same_days():
    """A ratio between two different answers would mean nothing."""
    expected = dates_by_dateutil()
    assert expected == dates_here()
    assert expected == [tuple(map(date.fromordinal, days)) for days in numbers_here()]


@pytest.mark.parametrize("name", EXPANSIONS)
def test_expansion(benchmark, name):
    """Nothing is kept from one round to the next: each reads every rule anew."""
    benchmark.group = f"{_RULES} rules over five years"
    benchmark.name = name
    assert len(benchmark.pedantic(EXPANSIONS[name], rounds=_ROUNDS, warmup_rounds=1)) == _RULES


@pytest.mark.parametrize("whose", ["involvement", "peer: dateutil, parse and after"])
def test_next_meeting(benchmark, whose):
    """A map asks its calendars again and again; dateutil begins at the start of the rule each time."""
    benchmark.group = "the next meeting, two years on"
    benchmark.name = whose
    rule, start = "FREQ=MONTHLY;BYDAY=2TU", date(2024, 1, 1)
    asked = start + timedelta(days=730)
    meetings = Meetings(rule, start=start)

    def here() -> date | None:
        return meetings.on_or_after(asked)

    def by_dateutil() -> date:
        first = datetime.combine(start, datetime.min.time())
        return rrulestr(rule, dtstart=first).after(first + timedelta(days=730), inc=True).date()

    assert by_dateutil() == benchmark(here if whose == "involvement" else by_dateutil)
