"""Are the second opinions about priorities themselves right? Small cases worked out by hand."""

from fractions import Fraction

from tests.oracles import budgets, orders
from tests.oracles.orders import Ballot

# Two thirds put a before b before c; the rest c first, and do not list the others.
BALLOTS = [Ballot([{"a"}, {"b"}, {"c"}], Fraction(2, 3)), Ballot([{"c"}], Fraction(1, 3))]


def test_an_issue_that_is_not_listed_stands_after_all_that_are():
    """And ties with every other that is not."""
    assert [1, 1, 0] == [orders.place(BALLOTS[1], issue) for issue in "abc"]
    assert (Fraction(2, 3), Fraction(1, 3)) == (orders.margin(BALLOTS, "a", "b"), orders.margin(BALLOTS, "a", "c"))


def test_points_and_contests_by_hand():
    """Borda: a has 2 and 1/2, b 1 and 1/2, c 0 and 2 points; Copeland: a wins twice, b once, c never."""
    points = {"a": Fraction(3, 2), "b": Fraction(5, 6), "c": Fraction(2, 3)}
    assert points == orders.borda(BALLOTS, list("abc"))
    assert {"a": 2, "b": 0, "c": -2} == orders.copeland(BALLOTS, list("abc"))


def test_the_orders_with_least_disagreement_have_their_cuts_in_common():
    """Half want a, b, c and half b, a, c: two orders are best, which agree that c is last."""
    halves = [Ballot([{"a"}, {"b"}, {"c"}], Fraction(1, 2)), Ballot([{"b"}, {"a"}, {"c"}], Fraction(1, 2))]
    least, best = orders.kemeny(halves, list("abc"))
    assert (Fraction(1, 2), [("a", "b", "c"), ("b", "a", "c")]) == (least, best)
    assert [{"a", "b"}, {"c"}] == orders.in_common(best)


def test_a_path_is_as_strong_as_its_weakest_win():
    """a beats b by 3, b beats c by 2, c beats a by 1, all of 6: from a to c it is 2, back it is 1."""
    circle = [
        Ballot([{"a"}, {"b"}, {"c"}], Fraction(3, 6)),
        Ballot([{"b"}, {"c"}, {"a"}], Fraction(1, 6)),
        Ballot([{"c"}, {"a"}, {"b"}], Fraction(2, 6)),
    ]
    ahead = [orders.margin(circle, one, other) for one, other in ("ab", "bc", "ca")]
    assert [Fraction(4, 6), Fraction(2, 6), 0] == ahead
    assert Fraction(2, 6) == orders.strength(circle, list("abc"), "a", "c")
    assert [{"a"}, {"b"}, {"c"}] == orders.schulze(circle, list("abc"))


def test_the_price_is_where_the_purses_add_up_to_the_cost():
    """Purses of 1 and 5, a point each: 4 is raised at a price of 3; with a purse of 2 besides and 9 to pay, never."""
    voices, left = [{"x": Fraction(1)}, {"x": Fraction(1)}], [Fraction(1), Fraction(5)]
    assert Fraction(3) == budgets.lowest_price("x", voices, left, Fraction(4))
    assert budgets.lowest_price("x", voices, left, Fraction(9)) is None


def test_a_group_that_is_passed_over_is_found():
    """Two of four who both want b are owed one of two seats: a and c leave them unheard, a and b do not."""
    approvals = [{"a"}, {"a"}, {"b"}, {"b"}]
    assert [(2, 3)] == budgets.unheard_groups(approvals, {"a", "c"}, 2)
    assert [] == budgets.unheard_groups(approvals, {"a", "b"}, 2)
