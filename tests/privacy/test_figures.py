"""Do figures hang together as they say, and is nothing told that was not?"""

from datetime import date
from fractions import Fraction

import pytest

from involvement import DuplicateKeyError, InvalidValueError, UnknownKeyError
from involvement.privacy import (
    ONS_10_5,
    AtLeast,
    AtLeastTold,
    Figure,
    Figures,
    FiguresTold,
    FigureTold,
    PartOf,
    Total,
)
from involvement.wording import Wording

DAY = date(2026, 5, 1)
A, B, C = Figure("a", 12), Figure("b", 3), Figure("c", 15)
TOLD = FiguresTold(
    DAY,
    ONS_10_5,
    [
        FigureTold("places", 12, known=True),
        FigureTold("members", withheld=True),
        FigureTold("carers"),
        FigureTold("answers", 25),
        FigureTold("late", 10),
        FigureTold("none", 0, known=True),
    ],
    at_least=[AtLeastTold("carers", 3, True), AtLeastTold("carers", 5)],
)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("places", "12"),
        ("members", "not told"),
        ("carers", "fewer than 10"),
        ("answers", "about 25"),
        (("late",), "about 10"),
        ("none", "none"),
    ],
)
def test_a_figure_is_said_as_it_is_told(key, words):
    assert words == Wording().clause(TOLD.said(key))


def test_numbers_and_shares_are_those_that_are_told():
    """A share is worked out of rounded numbers, so that it tells no more than they do."""
    assert [TOLD.number(key) for key in ("places", "members", "carers", "answers")] == [12, None, None, 25]
    assert TOLD.share("late", "answers") == Fraction(2, 5)
    assert TOLD.share("answers", "late") == 1
    assert [TOLD.share(*pair) for pair in (("carers", "answers"), ("late", "members"), ("late", "none"))] == [None] * 3
    assert [TOLD.met("carers", number) for number in (3, 5)] == [True, None]


@pytest.mark.parametrize(
    "asked", [lambda: TOLD.number("x"), lambda: TOLD.said(["a", "b"]), lambda: TOLD.met("late", 3)]
)
def test_what_is_no_figure_is_refused_by_name(asked):
    with pytest.raises(UnknownKeyError):
        asked()


@pytest.mark.parametrize(
    "made",
    [
        lambda: Figure("", 1),
        lambda: Figure((), 1),
        lambda: Figure(3, 1),
        lambda: Figure("a", -1),
        lambda: Figure("a", True),
        lambda: Figure("a", 1, known=1),
        lambda: Total("a", []),
        lambda: Total("a", ["a"]),
        lambda: Total("a", ["b", "b"]),
        lambda: Total("a", [""]),
        lambda: Total("a", "b"),
        lambda: PartOf("a", "a"),
        lambda: AtLeast("a", -1),
        lambda: AtLeastTold("a", "3"),
        lambda: AtLeastTold("a", 3, 1),
        lambda: FigureTold("a", -5),
        lambda: FigureTold("a", 10, withheld=True),
        lambda: FigureTold("a", known=True),
        lambda: Figures("2026-05-01", [A]),
        lambda: Figures(DAY, [3]),
        lambda: Figures(DAY, [A, B, C], totals=[Total("a", ["b", "c"])]),
        lambda: Figures(DAY, [A, C], parts=[PartOf("c", "a")]),
        lambda: FiguresTold(DAY, "ons", []),
        lambda: FiguresTold(DAY, ONS_10_5, [FigureTold("a", 11)]),
        lambda: FiguresTold(DAY, ONS_10_5, [FigureTold("a", 0)]),
    ],
)
def test_figures_that_cannot_be_are_refused(made):
    with pytest.raises(InvalidValueError):
        made()


@pytest.mark.parametrize(
    "made",
    [
        lambda: Figures(DAY, [A, Figure("a", 12)]),
        lambda: Figures(DAY, [A], at_least=[AtLeast("a", 3), AtLeast("a", 3)]),
    ],
)
def test_nothing_stands_twice(made):
    with pytest.raises(DuplicateKeyError):
        made()


@pytest.mark.parametrize(
    ("made", "where"),
    [
        (lambda: Figures(DAY, [A], totals=[Total("a", ["b"])]), "Figures.totals[0]"),
        (lambda: Figures(DAY, [A], parts=[PartOf("b", "a")]), "Figures.parts[0]"),
        (lambda: FiguresTold(DAY, ONS_10_5, [], at_least=[AtLeastTold("b", 3)]), "FiguresTold.at_least[0]"),
    ],
)
def test_what_hangs_together_is_there(made, where):
    with pytest.raises(UnknownKeyError) as caught:
        made()
    assert caught.value.where == where


def test_a_count_shows_in_no_repr():
    """A true count is not for logs."""
    assert repr(Figure("members", 37)) == "Figure(key=('members',), count=<given>, known=False)"
    assert "37" not in repr(Figures(DAY, [Figure("members", 37)]))


@pytest.mark.parametrize("asked", [lambda: TOLD.number(""), lambda: TOLD.said([]), lambda: TOLD.met(["a", ""], 3)])
def test_what_can_be_the_key_of_no_figure_is_refused(asked):
    """A mistake in the key is not a figure that is missing."""
    with pytest.raises(InvalidValueError, match="a key such as members"):
        asked()
