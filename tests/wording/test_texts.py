"""Is nothing shown that was not meant to be seen?"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from involvement.wording.texts import brief, capitalised, clean, isolated, one_line

anything = st.text(max_size=300) | st.text(alphabet="ab W\u0301\u202e\ud800\x00\n\u00a0中\U0001f600", max_size=300)


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


def test_marks_before_the_first_letter_are_counted_too():
    """Four stay, wherever they stand."""
    assert "\u0301" * 4 + "a" == clean("\u0301" * 6 + "a")


def test_joiners_that_make_one_sign_of_two_stay():
    """A family of four is one sign, and Persian needs its joiners."""
    assert "\U0001f469\u200d\U0001f467" == clean("\U0001f469\u200d\U0001f467\ufffe\ufdd0")


def test_right_to_left_text_is_set_apart_only_where_it_is_needed():
    """Plain text stays plain for search; Hebrew must not drag the punctuation around it along."""
    assert "board" == isolated("board")
    assert "\u2068\u05dc\u05d5\u05d7\u2069" == isolated("\u202e\u05dc\u05d5\u05d7\u202c")


@given(anything)
def test_what_another_program_cannot_show_is_replaced_for_all_to_see(text):
    """In a graph or a calendar a letter that is left out would be missed by nobody."""
    shown = one_line(text)
    assert shown == one_line(shown)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert len(text.split()) == len(shown.split())


def test_a_long_name_is_cut_and_says_so():
    """A name that is repeated in every row must not fill the page."""
    assert ("short", "lon…") == (brief("short"), brief("long name", 4))
    assert 160 == len(brief("x" * 161))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("user group", "User group"),
        ("the eGFR clinic", "The eGFR clinic"),
        ("eGFR clinic", "eGFR clinic"),
        ("ßa", "ßa"),
        ("éa", "Éa"),
        ("3 days", "3 days"),
        ("", ""),
    ],
)
def test_a_sentence_begins_with_a_large_letter_unless_the_word_has_its_own(text, expected):
    """A trade name such as eGFR keeps its spelling."""
    assert expected == capitalised(text)
