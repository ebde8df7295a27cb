"""Is the packaged list of bank holidays what GOV.UK published, and does it say where it comes from?"""

import tomllib
from datetime import date
from pathlib import Path

import pytest

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
