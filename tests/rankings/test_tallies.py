"""What do many respondents say together, and what is no response?"""

from fractions import Fraction

import pytest

from involvement import UnknownKeyError
from involvement.rankings import Tally


def test_those_that_one_respondent_ties_have_the_mean_of_their_places():
    """Second and third of ten have 9 and 8: two that are both have 17/2 each."""
    tally = Tally.of_rankings("members", [["a", ("b", "c"), "d"]])
    assert {"a": 10, "b": Fraction(17, 2), "c": Fraction(17, 2), "d": 7} == dict(tally.totals)
    assert str(tally) == (
        "1 response of members counts. The first of each list has 10 points, each next one fewer. "
        "Those that one respondent puts equal share the points of their places."
    )


def test_a_tie_that_reaches_beyond_the_points_shares_what_is_left():
    """With two points to give, the places of a tie of three have 2, 1 and 0."""
    assert {1} == {points for _, points in Tally.of_rankings("members", [[("a", "b", "c")]], points=2).totals}


def test_issues_are_in_the_order_of_their_points():
    """Best first, equal points by key; and as a position, tied."""
    tally = Tally.of_approvals("members", [["c", "a"], ["b", "c"], ["a", "b", "c"], []], issues=list("abcd"))
    assert (("c", 3), ("a", 2), ("b", 2), ("d", 0)) == tally.totals == tally.answers
    assert ("c", ("a", "b"), "d") == tally.priorities().issues


def test_a_tally_becomes_the_position_of_its_party():
    """However many answered, it weighs what a party weighs."""
    position = Tally.of_approvals("members", [["a"]] * 3).priorities(weight=2, side="service_users")
    assert ("members", 2, "service_users") == (position.stakeholder, position.weight, position.side)


def test_those_who_do_not_know_add_nothing_or_are_left_out():
    """Three know letters and find them a 4; nobody else does. As a sum they are behind evenings, as a mean before."""
    scores = [{"letters": 4, "evenings": 3}] * 3 + [{"letters": None, "evenings": 3}] * 2
    added, mean = (Tally.of_scores("members", scores, dont_know=word) for word in ("nothing", "left_out"))
    assert (("evenings", 15), ("letters", 12)) == added.totals
    assert (("letters", 4), ("evenings", 3)) == mean.totals
    assert (("evenings", 5), ("letters", 3)) == added.answers
    assert str(added).endswith("Scores from 1 to 5 are added. Those who do not know add nothing.")
    assert str(mean).endswith("The mean of the scores from 1 to 5 counts. Those who do not know are left out.")


def test_points_are_added_and_none_has_more_than_another():
    """Ten each, given as one likes, even not at all."""
    tally = Tally.of_points("members", [{"a": 10}, {"a": 3, "b": 7}, {}], each=10)
    assert ((("a", 13), ("b", 7)), (("a", 2), ("b", 1)), 3) == (tally.totals, tally.answers, tally.respondents)
    assert str(tally).endswith("The points that respondents gave are added, at most 10 from each.")


def test_only_a_source_that_is_known_can_answer_twice():
    """The second card of x does not count; two cards that nobody can place may be of two people."""
    tally = Tally.of_approvals("members", [["a"], ["b"], ["b"], ["c"], ["c"]], sources=["x", "y", "x", None, None])
    assert ((("c", 2), ("a", 1), ("b", 1)), (2,)) == (tally.totals, tally.duplicates)


def test_a_tally_says_how_many_answered_and_how():
    """And how many do not count, for the report."""
    counted = "Each issue has a point from each respondent who chose it."
    assert f"2 responses of members count. {counted}" == str(Tally.of_approvals("members", [["a"], ["b"]]))
    once = Tally.of_approvals("members", [["a"], ["b"]], sources=["x", "x"])
    again = "1 more response came from the same sources and does not count."
    assert f"1 response of members counts. {again} {counted}" == str(once)
    twice = Tally.of_approvals("members", [["a"]] * 3, sources=["x", "x", "x"])
    assert "2 more responses came from the same sources and do not count." in str(twice)
    assert "x'" not in repr(twice)


def test_an_issue_that_was_not_asked_about_is_an_error_at_once():
    """A misspelt key would otherwise be an issue of its own with few points."""
    with pytest.raises(UnknownKeyError, match=r"responses: no issue 'lettres'; known: letters, \.\.\."):
        Tally.of_rankings("members", [["lettres"]], issues=["letters", "parking"])


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Tally.of_rankings(" members", []), "Tally.stakeholder: expected a key"),
        (lambda: Tally.of_rankings("members", [["a"], ["b", "b"]]), "responses[1]: expected keys of issues, each once"),
        (lambda: Tally.of_rankings("members", [["a", ()]]), "responses[0]: expected keys of issues, each once"),
        (lambda: Tally.of_rankings("members", [[("a", 1)]]), "responses[0]: expected keys of issues, each once"),
        (lambda: Tally.of_rankings("members", ["evenings"]), "responses[0]: expected a list of values, not one value"),
        (lambda: Tally.of_rankings("members", [[" evenings"]]), "responses: expected keys of issues: text of 1 to 200"),
        (lambda: Tally.of_rankings("members", [], points=0), "points: expected a whole number, 1 or more"),
        (lambda: Tally.of_rankings("members", [], points=1.5), "points: expected a whole number, 1 or more"),
        (lambda: Tally.of_rankings("members", [], issues=[" a"]), "issues: expected keys of issues"),
        (
            lambda: Tally.of_rankings("members", [["a"]], sources=[]),
            "sources: expected an opaque key, or None, for each",
        ),
        (
            lambda: Tally.of_rankings("members", [["a"]], sources=[1]),
            "sources: expected an opaque key, or None, for each",
        ),
        (lambda: Tally.of_scores("members", [["a"]]), "responses[0]: expected whole numbers from 1 to 5 by issue"),
        (lambda: Tally.of_scores("members", [{"a": 6}]), "responses[0]: expected whole numbers from 1 to 5 by issue"),
        (
            lambda: Tally.of_scores("members", [{"a": True}]),
            "responses[0]: expected whole numbers from 1 to 5 by issue",
        ),
        (lambda: Tally.of_scores("members", [], dont_know="zero"), "dont_know: expected one of nothing, left_out"),
        (lambda: Tally.of_scores("members", [], least=-1), "least: expected a whole number, 0 or more"),
        (lambda: Tally.of_scores("members", [], most="5"), "most: expected a whole number, 0 or more"),
        (lambda: Tally.of_approvals("members", [["a", "a"]]), "responses[0]: expected keys of issues, each once"),
        (lambda: Tally.of_approvals("members", [["a", "b"]], at_most=1), "each once, 1 at most"),
        (lambda: Tally.of_approvals("members", [], at_most=-1), "at_most: expected a whole number, 0 or more"),
        (
            lambda: Tally.of_points("members", [{"a": 6, "b": 5}], each=10),
            "responses[0]: expected whole numbers by issue",
        ),
        (lambda: Tally.of_points("members", [{"a": -1}], each=10), "0 or more, 10 together at most"),
        (lambda: Tally.of_points("members", [{"a": 0.5}], each=10), "0 or more, 10 together at most"),
        (lambda: Tally.of_points("members", [], each=None), "each: expected a whole number, 0 or more"),
    ],
)
def test_what_is_no_response_is_refused_by_its_number(make, said):
    """One bad row in a hundred thousand must be found, and what it says never shown."""
    with pytest.raises(ValueError) as refused:
        make()
    assert said in str(refused.value)
