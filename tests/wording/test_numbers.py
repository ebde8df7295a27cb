"""Are numbers rounded in one way, and written as people write them?"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from involvement.wording.numbers import mixed_number, number_words, rounded


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (0, 2, "0"),
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(-1, 400), 2, "0"),
        (Fraction(1, 200), 2, "0.01"),
        (Fraction(-5, 4), 1, "-1.3"),
        (Fraction(10), 2, "10"),
        (Fraction(1, 3), 3, "0.333"),
    ],
)
def test_halves_go_away_from_zero(value, places, expected):
    """As people learn it at school, and the same on every machine."""
    assert expected == rounded(value, places)
    assert "0.13" == rounded(Fraction(1, 8))


@given(st.fractions(), st.integers(0, 5))
def test_a_rounded_number_is_no_further_than_half_a_unit(value, places):
    """A law that needs no example."""
    assert abs(Fraction(rounded(value, places)) - value) * 10**places <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("value", "expected"), [(Fraction(3), "3"), (Fraction(1, 2), "1/2"), (Fraction(-9, 4), "-2 1/4")]
)
def test_a_mixed_number_is_exact_in_plain_characters(value, expected):
    """A sum that a reader is to check must not be rounded."""
    assert expected == mixed_number(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0"),
        (1200, "1,200"),
        (-1_234_567, "-1,234,567"),
        (Fraction(13, 4), "3¼"),
        (Decimal("0.5"), "½"),
        (Fraction(-2, 3), "-⅔"),
        (Fraction(250, 37), "6.8"),
        (Fraction(1, 20), "0.1"),
        (Decimal("3.04"), "3.04"),
        (Decimal("1999.96"), "1,999.96"),
        (Decimal("2.001"), "2"),
        (Decimal("-0.001"), "0"),
        (Decimal("-0.05"), "-0.1"),
        (Decimal("-0.75"), "-¾"),
        (Decimal("12345678901234567890123456789012345.25"), "12,345,678,901,234,567,890,123,456,789,012,345¼"),
    ],
)
def test_a_number_is_written_as_people_write_it(value, expected):
    """Three and a quarter days, not 13/4."""
    assert expected == number_words(value)


@given(st.fractions() | st.decimals(allow_nan=False, allow_infinity=False) | st.integers())
def test_a_number_in_words_is_no_further_than_a_twentieth(value):
    """Rounding is for the eye; nobody may be told a different number."""
    words = number_words(value).replace(",", "")
    parts = {"¼": "25", "⅓": "3333", "½": "5", "⅔": "6667", "¾": "75"}
    whole, part = (words[:-1] or "0", parts[words[-1]]) if words[-1] in parts else words.partition(".")[::2]
    read = Fraction(f"{whole if whole != '-' else '-0'}.{part or '0'}")
    assert abs(read - Fraction(value)) <= Fraction(1, 20)
