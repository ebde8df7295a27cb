"""What matters to one party, and how much does it weigh?"""

from fractions import Fraction

import pytest

from involvement import Priorities, rank
from involvement.rankings import balanced_weights
from tests.shorthand import assumed


def test_a_tie_is_written_in_any_order_and_a_tie_of_one_is_that_one():
    """Two ways to write the same list are the same value."""
    assert Priorities("members", ["c", ("b",), ("d", "a")]) == Priorities("members", ["c", "b", {"a", "d"}])
    assert ("c", "b", ("a", "d")) == Priorities("members", ["c", "b", {"a", "d"}]).issues


def test_equals_share_the_better_place():
    """Two that are second leave no third."""
    ours = Priorities("members", ["a", ("b", "c"), "d"])
    assert [1, 2, 2, 4, None] == [ours.place_of(issue) for issue in ("a", "b", "c", "d", "e")]


def test_the_first_issues_include_all_of_the_place_that_divides():
    """To cut a tie would decide by key."""
    ours = Priorities("members", ["a", ("b", "c"), "d"])
    assert [(), ("a",), ("a", "b", "c"), ("a", "b", "c"), ("a", "b", "c", "d")] == [
        ours.first(n) for n in (0, 1, 2, 3, 9)
    ]


def test_priorities_say_who_wants_what():
    """A line for the minutes."""
    assert 'These are the priorities of members. Place 1: "a". Place 2: "b" and "c".' == str(
        Priorities("members", ["a", ("b", "c")])
    )
    assert "No priorities of members are recorded." == str(Priorities("members", []))


@pytest.mark.parametrize(
    ("issues", "said"),
    [
        ("evenings", "a list of values, not one value"),
        ([" evenings"], "keys of issues, best first; those that are equal in a tuple"),
        ([("a", " b")], "keys of issues, best first; those that are equal in a tuple"),
        ([()], "keys of issues, best first; those that are equal in a tuple"),
        ([1], "keys of issues, best first; those that are equal in a tuple"),
        (["a", ("b", "a")], "priorities of 'members': two issues have the key 'a'"),
    ],
)
def test_a_list_that_is_none_is_refused(issues, said):
    """At once, and by the place that is wrong."""
    with pytest.raises(ValueError, match=said):
        Priorities("members", issues)


@pytest.mark.parametrize("weight", [0, -1, True, 0.5, "2"])
def test_a_weight_is_a_whole_number_or_a_fraction_above_nothing(weight):
    """Who is to have no weight is left out, and a float is never exact."""
    with pytest.raises(
        ValueError, match=r"Priorities\.weight: expected a whole number, a Decimal or a Fraction above 0"
    ):
        Priorities("members", ["a"], weight=weight)


def test_a_side_is_one_of_three():
    """A misspelt side would weigh as a side of its own."""
    with pytest.raises(ValueError, match=r"Priorities\.side: expected one of service_users, organisation, other"):
        Priorities("members", ["a"], side="users")


MEMBERS = Priorities("members", ["a"], side="service_users")
CARERS = Priorities("carers", ["a"], side="service_users", weight=3)
BOARD = Priorities("board", ["b"], side="organisation", weight=7)
FRIENDS = Priorities("friends", ["b"])


def test_sides_weigh_the_same_and_weights_divide_a_side():
    """A side with one party weighs what a side with two weighs, whatever that party's own weight."""
    assert {"board": Fraction(1, 2), "carers": Fraction(3, 8), "members": Fraction(1, 8)} == balanced_weights(
        [MEMBERS, CARERS, BOARD]
    )


def test_a_party_without_a_side_weighs_as_a_side():
    """Three sides, then: and the ranking says that it took one for granted."""
    assert Fraction(1, 3) == balanced_weights([MEMBERS, CARERS, BOARD, FRIENDS])["friends"]
    assert ("party_side:friends",) == assumed(rank([MEMBERS, CARERS, BOARD, FRIENDS]).assumes)


def test_parties_weigh_the_same_but_for_their_weights():
    """Sides do not matter then, nor whether they are known."""
    shares = balanced_weights([MEMBERS, CARERS, BOARD, FRIENDS], "parties")
    assert {
        "board": Fraction(7, 12),
        "carers": Fraction(3, 12),
        "friends": Fraction(1, 12),
        "members": Fraction(1, 12),
    } == shares
    assert () == rank([MEMBERS, FRIENDS], balance="parties").assumes


@pytest.mark.parametrize("positions", [[], [MEMBERS, "board"], [None]])
def test_nothing_can_be_weighed_without_positions(positions):
    """An empty ranking of nobody would look like an answer."""
    with pytest.raises(ValueError, match="positions: expected at least one Priorities, and nothing else"):
        balanced_weights(positions)


def test_a_party_has_one_position():
    """Many respondents of one party are a tally, not many positions."""
    with pytest.raises(ValueError, match="two positions have the key 'members'"):
        rank([MEMBERS, MEMBERS])
