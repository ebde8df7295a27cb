"""Is the packaged list of bank holidays what GOV.UK published, and does it say where it comes from?"""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from dateutil.easter import easter as easter_sunday

from involvement.calendars import bank_holidays
from involvement.publications import LicenceTier

FILES = sorted((Path(__file__).parents[2] / "src" / "involvement" / "calendars" / "data").iterdir())
LISTED = bank_holidays()


def test_the_list_bears_the_name_of_its_file_and_says_where_it_comes_from():
    """A list without a source and a day would be a rumour."""
    assert [LISTED.key] == [path.stem for path in FILES]
    assert ("GOV.UK", "OGL-UK-3.0", LicenceTier.A) == (
        LISTED.source.publisher,
        LISTED.source.licence,
        LISTED.licence_tier,
    )
    assert date(2026, 8, 21) == LISTED.taken
    assert {fact.of: fact.verified for fact in LISTED.provenance} == {"holidays": True, "licence_tier": False}
    assert "UK bank holidays (2026-02-25)" == str(LISTED)


def test_no_holiday_stands_twice_or_outside_the_days_that_are_known():
    """The file is written by hand from another form."""
    for path in FILES:
        for division in tomllib.loads(path.read_text(encoding="utf-8"))["divisions"]:
            days = division["holidays"]
            assert sorted(set(days)) == days
            assert division["known_from"] <= days[0]
            assert days[-1] <= division["known_until"]


@pytest.mark.parametrize("division", LISTED.divisions, ids=lambda division: division.key)
def test_every_bank_holiday_is_a_weekday(division):
    """GOV.UK names the substitute day where one falls on a Saturday or Sunday."""
    assert [] == [day for day in division.holidays if day.weekday() > 4]


def monday(year: int, month: int, *, last: bool = False) -> date:
    """The first or the last Monday of a month."""
    days = [date(year, month, 1) + timedelta(number) for number in range(31)]
    mondays = [day for day in days if day.month == month and day.weekday() == 0]
    return mondays[-1 if last else 0]


def by_law(division: str, year: int) -> set[date]:
    """The holidays of a year by statute, by custom and by proclamation; one at a weekend moves to the next free weekday."""
    easter = easter_sunday(year)
    scotland, ireland = division == "scotland", division == "northern-ireland"
    found = {
        easter - timedelta(2),
        monday(year, 5) if year != 2020 else date(2020, 5, 8),
        monday(year, 5, last=True) if year != 2022 else date(2022, 6, 2),
        monday(year, 8, last=not scotland),
        *(() if scotland else [easter + timedelta(1)]),
        *PROCLAIMED.get(year, ()),
        *([date(2026, 6, 15)] if scotland and year == 2026 else ()),
    }
    fixed = [
        (1, 1),
        (12, 25),
        (12, 26),
        *([(1, 2), (11, 30)] if scotland else ()),
        *([(3, 17), (7, 12)] if ireland else ()),
    ]
    days = [date(year, *each) for each in fixed]
    found.update(day for day in days if day.weekday() < 5)
    for day in sorted(day for day in days if day.weekday() > 4):
        while day.weekday() > 4 or day in found:
            day += timedelta(1)  # noqa: PLW2901 - it moves
        found.add(day)
    return found


PROCLAIMED = {2022: [date(2022, 6, 3), date(2022, 9, 19)], 2023: [date(2023, 5, 8)]}


@pytest.mark.parametrize("division", LISTED.divisions, ids=lambda division: division.key)
def test_the_list_is_what_the_law_says(division):
    """A wrong digit in the file would move every deadline of that week.

    References:
        Banking and Financial Dealings Act 1971, section 1 and Schedule 1; St Andrew's Day Bank Holiday (Scotland) Act
        2007; the proclamations for the first Monday in May, New Year's Day and the days in place of those at weekends.
    """
    for year in range(division.known_from.year, division.known_until.year + 1):
        assert sorted(by_law(division.key, year)) == [day for day in division.holidays if day.year == year]


def test_the_days_that_were_proclaimed_are_there():
    """They are in no rule: two jubilee days, a funeral, a coronation, and a day for Scotland's football team.

    References:
        Royal proclamations: 3 June 2022 (Platinum Jubilee), 19 September 2022 (state funeral), 8 May 2023 (coronation);
        15 June 2026 (Scotland, World Cup).
    """
    days = {division.key: set(division.holidays) for division in LISTED.divisions}
    assert all({date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)} <= found for found in days.values())
    assert ["scotland"] == [key for key, found in days.items() if date(2026, 6, 15) in found]
    assert ["northern-ireland"] == [key for key, found in days.items() if date(2026, 7, 13) in found]
