"""Are the levels of many services, read off whole columns, those that each of them has alone?"""

from fractions import Fraction

import pytest

from involvement import InvalidValueError, UnknownKeyError
from involvement.maturity import Criterion, Dimension, Framework, MaturityLevel, assess_columns

TWO = [Criterion("a"), Criterion("b", weight=2)]
CUTS = [MaturityLevel("low"), MaturityLevel("high", at_least=2)]
NONE = "not_applicable"


def levels(used: Framework, *rows: tuple[str | None, ...]) -> list[tuple[str | None, str | None]]:
    """The lowest and the highest level of each row, where a row holds the answers in the order of the criteria."""
    columns = {each.key: column for each, column in zip(used.criteria, zip(*rows, strict=True), strict=True)}
    found = assess_columns(used, columns)
    return list(zip(found.at_least, found.at_most, strict=True))


def summed(**parts) -> Framework:
    return Framework("ours", rule="sum", levels=CUTS, criteria=TWO, **parts)


def test_gates_are_opened_column_by_column():
    """Every standard up to a level must be met, and something must be asked at the level itself."""
    used = Framework(
        "ours",
        rule="gate",
        levels=[MaturityLevel(key) for key in ("low", "middle", "unasked", "high")],
        criteria=[Criterion("report", level="middle"), Criterion("survey", level="high")],
    )
    rows = {
        ("met", "met"): ("high", "high"),
        ("met", "partly"): ("middle", "middle"),
        ("not_met", "met"): ("low", "low"),
        ("met", None): ("middle", "high"),
        (None, "absent"): ("low", "high"),
        (None, "not_met"): ("low", "middle"),
        ("met", NONE): ("middle", "middle"),
        (NONE, "met"): ("high", "high"),
        (NONE, NONE): ("low", "low"),
    }
    assert list(rows.values()) == levels(used, *rows)
    assert list(rows.values()) * 2 == levels(used, *rows, *rows)


def test_points_are_added_column_by_column():
    """With 2 as the cut, b alone is enough and a alone is not; what does not apply is left out, and all of it leaves no level."""
    rows = {
        ("met", "met"): ("high", "high"),
        ("met", "partly"): ("high", "high"),
        ("partly", "partly"): ("low", "low"),
        ("met", "not_met"): ("low", "low"),
        (None, "met"): ("high", "high"),
        (None, "partly"): ("low", "high"),
        (NONE, "met"): ("high", "high"),
        (NONE, None): ("low", "high"),
        ("met", NONE): ("low", "low"),
        (NONE, NONE): (None, None),
    }
    assert list(rows.values()) == levels(summed(not_applicable="left_out"), *rows)


def test_the_mean_is_that_of_the_weights():
    """A third of the weight is a's: met alone it gives 1/3, and b partly met gives as much."""
    cuts = [MaturityLevel("low"), MaturityLevel("middle", at_least=Fraction(1, 3)), MaturityLevel("high", at_least=1)]
    used = Framework("ours", rule="mean", levels=cuts, criteria=TWO)
    rows = {
        ("met", "not_met"): ("middle", "middle"),
        ("not_met", "partly"): ("middle", "middle"),
        ("partly", "not_met"): ("low", "low"),
        ("met", "met"): ("high", "high"),
        ("partly", None): ("low", "middle"),
    }
    assert list(rows.values()) == levels(used, *rows)


def test_parts_are_scored_row_by_row():
    """The wards are as good as the weakest of their answers, and add that to c."""
    used = Framework(
        "ours",
        rule="sum",
        levels=CUTS,
        dimensions=[Dimension("wards", rule="least")],
        criteria=[Criterion("a", dimension="wards"), Criterion("b", dimension="wards"), Criterion("c")],
    )
    rows = {
        ("met", "met", "met"): ("high", "high"),
        ("met", "partly", "met"): ("low", "low"),
        ("met", None, "met"): ("low", "high"),
    }
    assert list(rows.values()) == levels(used, *rows)


def test_what_counts_only_with_another_is_looked_at_row_by_row():
    """Without a, b counts as not met; where a does not apply, b counts by itself."""
    needy = [Criterion("a"), Criterion("b", weight=2, needs=["a"])]
    used = Framework("ours", rule="sum", levels=CUTS, criteria=needy, not_applicable="left_out")
    rows = {("met", "met"): ("high", "high"), ("not_met", "met"): ("low", "low"), (NONE, "met"): ("high", "high")}
    assert list(rows.values()) == levels(used, *rows)


def test_columns_that_do_not_fit_are_refused():
    """A table whose columns differ in length has slipped."""
    for columns, said in (
        ({"a": ["met"], "b": []}, "one length"),
        ({"a": ["mett"]}, "column 'a': expected the words"),
    ):
        with pytest.raises(InvalidValueError, match=said):
            assess_columns(summed(), columns)
    with pytest.raises(UnknownKeyError):
        assess_columns(summed(), {"c": []})


def test_a_missing_column_is_unknown_and_a_profile_has_no_levels():
    """What was never asked is not known; what has no level has none in columns either."""
    found = assess_columns(summed(), {"a": ["met", None]})
    assert (("low", "low"), ("high", "high")) == (found.at_least, found.at_most)
    assert ((None,), (None,)) == (
        assess_columns("edge", {"mission": ["gripping"]}).at_least,
        assess_columns("edge", {"mission": ["gripping"]}).at_most,
    )
    assert () == assess_columns("gunning", {}).at_least
