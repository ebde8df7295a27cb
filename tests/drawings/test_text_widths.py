"""Does a label fit, whatever is in it?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from involvement.drawings.text_widths import measured, wrapped
from involvement.wording.texts import clean

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


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("é", 616),
        ("—", 1000),
        ("\u2019", 318),
        ("中", 1000),
        ("\u0429", 1326),
        ("\u05e9", 759),
        ("\u0301", 0),
    ],
)
def test_a_letter_is_measured_no_narrower_than_it_is(text, least):
    """The widths are those of the wider of two common fonts; what is not in the table counts as wide."""
    assert measured(text, 1000) >= least


def test_a_mark_above_a_letter_takes_no_room():
    """It stands on the letter before it."""
    assert measured("e", 1000) == measured("e\u1dc4", 1000)
