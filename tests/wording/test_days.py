"""Are days written as people write them, the same on every machine?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from involvement.wording.days import DayStyle, day_words


@pytest.mark.parametrize(
    ("style", "expected"), [("long", "1 September 2026"), ("short", "1 Sep 2026"), ("iso", "2026-09-01")]
)
def test_a_day_has_three_forms(style, expected):
    """Long in sentences, short where a column is narrow, ISO for other programs."""
    assert expected == day_words(date(2026, 9, 1), DayStyle(style))


@given(st.dates(), st.dates(), st.sampled_from(DayStyle))
def test_two_days_are_never_written_alike(one, other, style):
    """Who reads a day must know which it is."""
    assert (one == other) == (day_words(one, style) == day_words(other, style))


def test_months_are_short_as_people_shorten_them():
    """Three letters, as on a calendar."""
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    assert months == [day_words(date(2026, number, 1)).split()[1] for number in range(1, 13)]
