"""Are lists and counts said as people say them?"""

from decimal import Decimal
from fractions import Fraction

import pytest

from involvement.wording.lists import counted, listed, more_like_this, noun


def test_a_list_reads_as_people_list_things():
    """A report is read aloud."""
    assert ["", "a", "a and b", "a, b and c"] == [listed(list("abc")[:number]) for number in range(4)]


def test_a_long_list_is_cut_and_says_how_much_is_left():
    """Forty names say no more than five and a number."""
    assert "a, b and 2 more" == listed(list("abcd"), 2)
    assert "a, b, c and d" == listed(list("abcd"), 4)
    assert "a, b and 1,998 more" == listed(["a", "b", *["c"] * 1998], 2)


def test_what_is_left_of_a_kind_is_counted():
    """One line stands for the rest of them."""
    assert "And 4,995 more like this." == more_like_this(4995)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (-1, "-1 day"),
        (3, "3 days"),
        (1000, "1,000 days"),
        (Fraction(1, 2), "½ day"),
        (Fraction(13, 4), "3¼ days"),
        (Decimal("1.0"), "1 day"),
        (Decimal("0.2"), "0.2 days"),
        (Decimal("1.001"), "1 day"),
    ],
)
def test_a_count_goes_with_its_noun(number, expected):
    """One thing in the singular, however the number is stored."""
    assert expected == counted(number, "day")


def test_a_noun_may_have_its_own_plural_and_a_verb_go_with_it():
    """English has few rules here."""
    assert ("1 way in", "2 ways in") == (counted(1, "way in", "ways in"), counted(2, "way in", "ways in"))
    assert ("takes", "take") == (noun(1, "takes", "take"), noun(2, "takes", "take"))
