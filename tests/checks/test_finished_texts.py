"""Are the sentences whose facts are texts still made whole, on one line?"""

from datetime import date

import pytest

from involvement import InvalidValueError, Standing
from involvement.checks import Facts
from involvement.checks.finished_texts import finished
from involvement.wording import Wording

FACTS = {
    "forum": "Executive board",
    "days_late": 3,
    "by": date(2026, 9, 1),
    "standing": Standing.DECIDES_JOINTLY,
    "decisions": ("contract", "budget"),
    "meeting": None,
}


def said(sentence: str, **facts: object) -> str:
    return Wording().clause(finished("FBK001.says", sentence, Facts(facts or FACTS)))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("at {forum}", "at Executive board"),
        ("{forum:quoted}", '"Executive board"'),
        ("{days_late:day} late", "3 days late"),
        ("by {by}", "by 2026-09-01"),
        ("'{standing}'", "'decides jointly'"),
        ("{decisions}", "contract and budget"),
        ("{decisions:quoted}", '"contract" and "budget"'),
        ("{meeting}", "not known"),
    ],
)
def test_a_sentence_takes_its_facts_in_words(sentence, expected) -> None:
    """A coordinator pastes the message into minutes, so it must read as a sentence, not as a data structure."""
    assert expected == said(sentence)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("a",), "a"),
        (("a", "b", "c"), "a, b and c"),
        (("a", "b", "c", "d", "e"), "a, b, c, d and e"),
        (("a", "b", "c", "d", "e", "f", "g"), "a, b, c, d, e and 2 more"),
    ],
)
def test_a_long_list_is_cut_and_says_so(names, expected) -> None:
    """A hundred decisions in one sentence are read by nobody."""
    assert expected == said("{names}", names=names)


def test_one_day_is_one_day() -> None:
    """`1 days` looks careless, and is then taken as such."""
    assert "1 day, 0 days" == said("{a:day}, {b:day}", a=1, b=0)


def test_a_title_cannot_break_the_line_or_the_terminal() -> None:
    """Titles come from outside; a message is one line, and braces in a title are only braces."""
    assert "Line one line two[31m {title}" == said("{title}", title="Line one\nline two\x1b[31m {title} \u202e")


def test_a_sentence_with_a_name_that_is_no_fact_is_refused() -> None:
    """Whoever writes a rule learns at once which fact is missing."""
    with pytest.raises(InvalidValueError, match="none for 'fourm'"):
        said("{fourm}")
