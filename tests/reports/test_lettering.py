"""Does a label fit, whatever is in it, and is nothing shown that was not meant to be seen?"""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from involvement.drawings.text_widths import (
    brief,
    clean,
    counted,
    day_words,
    days_in_words,
    isolated,
    listed,
    measured,
    wrapped,
)

anything = st.text(max_size=300) | st.text(alphabet="ab W\u0301\u202e\ud800\x00\n\u00a0中\U0001f600", max_size=300)


@given(anything, st.integers(30, 400), st.sampled_from((13, 15, 20)), st.booleans())
def test_every_line_fits_the_width(text, width, size, bold):
    """A line that is too wide runs over its box and into the next."""
    lines = wrapped(text, width, size, bold=bold)
    assert len(lines.lines) <= 4
    assert all(measured(line, size, bold=bold) <= width for line in lines.lines)


@given(anything, st.integers(30, 400))
def test_no_letter_is_lost_unless_the_label_is_cut(text, width):
    """A name must not change because it was broken over lines."""
    lines = wrapped(text, width, 15)
    if not lines.cut:
        assert clean(text).replace(" ", "") == "".join(lines.lines).replace(" ", "")
    else:
        assert lines.lines[-1].endswith("…")


def test_a_label_is_cut_only_after_four_lines():
    """Four lines hold most names; what is cut is marked as cut."""
    four = " ".join(["Commissioning"] * 4)
    assert (4, False) == (len(wrapped(four, 150, 15).lines), wrapped(four, 150, 15).cut)
    assert (4, True) == (len(wrapped(f"{four} group", 120, 15).lines), wrapped(f"{four} group", 120, 15).cut)
    assert wrapped("word " * 2000, 10_000, 15).cut


@given(anything)
def test_a_clean_text_is_one_line_that_xml_may_hold(text):
    """One forbidden character makes the whole picture unreadable, one bidirectional one reverses its neighbours."""
    shown = clean(text)
    assert shown == clean(shown)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufffe\uffff")


def test_marks_do_not_pile_up():
    """Hundreds of accents on one letter reach over the lines above and below."""
    assert "a" + "\u0301" * 4 + "b\u0301" == clean("a" + "\u0301" * 500 + "b\u0301")


def test_joiners_that_make_one_sign_of_two_stay():
    """A family of four is one sign, and Persian needs its joiners."""
    assert "\U0001f469\u200d\U0001f467" == clean("\U0001f469\u200d\U0001f467\ufffe\ufdd0")


def test_right_to_left_text_is_set_apart_only_where_it_is_needed():
    """Plain text stays plain for search; Hebrew must not drag the punctuation around it along."""
    assert "board" == isolated("board")
    assert "\u2068\u05dc\u05d5\u05d7\u2069" == isolated("\u202e\u05dc\u05d5\u05d7\u202c")


@pytest.mark.parametrize(
    ("text", "least"),
    [("é", 616), ("—", 1000), ("\u2019", 318), ("中", 1000), ("\u0429", 1326), ("\u05e9", 759), ("\u0301", 0)],
)
def test_a_letter_is_measured_no_narrower_than_it_is(text, least):
    """The widths are those of the wider of two common fonts; what is not in the table counts as wide."""
    assert measured(text, 1000) >= least


def test_numbers_days_and_lists_are_said_as_people_say_them():
    """A report is read aloud; it must not depend on the machine's language."""
    assert ("1 way in", "2 ways in", "0 days") == (
        counted(1, "way in", "ways in"),
        counted(2, "way in", "ways in"),
        counted(0, "day"),
    )
    assert "1 Sep 2026" == day_words(date(2026, 9, 1))
    assert "by 1 Mar 2027, not 2026-13-01 or x-2026-09-01" == days_in_words(
        "by 2027-03-01, not 2026-13-01 or x-2026-09-01"
    )
    assert ["", "a", "a and b", "a, b and c"] == [listed(list("abc")[:number]) for number in range(4)]
    assert "a, b and 2 more" == listed(list("abcd"), 2)
    assert ("short", "lon…") == (brief("short"), brief("long name", 4))
