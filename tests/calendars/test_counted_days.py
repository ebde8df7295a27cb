"""Are days counted, and called, as people count and call them?"""

import pickle

import pytest

from involvement import Days, InvalidValueError
from involvement.calendars import LeftOut
from involvement.calendars.counted_days import as_counted, days_said
from involvement.wording import Wording

WORDS = [
    (Days(14), "14 days"),
    (Days(1), "1 day"),
    (Days(28, clear=True), "28 clear days"),
    (Days(1, clear=True), "1 clear day"),
    (Days(20, leave_out="weekends"), "20 working days"),
    (Days(5, clear=True, leave_out="weekends"), "5 clear working days"),
    (Days(1000, clear=True, leave_out="weekends"), "1,000 clear working days"),
    (Days(7, leave_out="sundays"), "7 days, Sundays and holidays not counted"),
    (Days(3, clear=True, leave_out="sundays"), "3 clear days, Sundays and holidays not counted"),
]


@pytest.mark.parametrize(("days", "words"), WORDS, ids=[words for _, words in WORDS])
def test_days_are_called_as_people_call_them_and_read_back(days, words):
    """The same words stand in a notice, in a cell of a table and in a sentence."""
    assert (words, days) == (str(days), Days.from_words(words))
    assert words == Wording().clause(days_said(as_counted(days)))


def test_words_are_read_however_they_are_spaced_and_capitalised():
    """People type cells of a table by hand."""
    assert Days(5, clear=True, leave_out="weekends") == Days.from_words(" 5 Clear  working day ")
    assert Days(3, leave_out="sundays") == Days.from_words("3 days,  sundays and HOLIDAYS not counted")


@pytest.mark.parametrize("text", ["", "5", "five days", "-1 days", "5 days clear", "1,00 days", 5])
def test_a_text_that_says_no_days_is_refused_with_one_that_does(text):
    """Guessing what was meant would move a deadline."""
    with pytest.raises(InvalidValueError, match="such as 5 working days"):
        Days.from_words(text)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Days(-1),
        lambda: Days(True),
        lambda: Days(2.0),
        lambda: Days(2, clear="no"),
        lambda: Days(2, leave_out="mondays"),
    ],
)
def test_what_is_no_count_of_days_is_refused(wrong):
    """A count that nobody can make would fail far from where it was written."""
    with pytest.raises(InvalidValueError, match=r"Days\."):
        wrong()


def test_days_of_the_calendar_are_their_number():
    """14 and `Days(14)` say the same, so they are the same wherever one of them is kept."""
    assert (14, None, 14) == (as_counted(Days(14)), as_counted(None), as_counted(14))
    clear = Days(14, clear=True)
    assert clear is as_counted(clear)
    assert clear == pickle.loads(pickle.dumps(clear))
    assert LeftOut.SUNDAYS is Days(3, leave_out="sundays").leave_out
