"""What is chosen within a budget, what is told about it, and what is refused?"""

from fractions import Fraction

import attrs
import pytest

from involvement import LimitExceeded, Priorities, UnknownKeyError, rank
from involvement.budgets import equal_shares, leximin, utilitarian
from involvement.rankings import balanced_weights


def test_the_most_for_all_may_leave_one_side_with_nothing():
    """Three quarters of the voices want parking: by sums they get
    everything, by leximin half, and by shares with a budget for all they leave evenings to the fourth."""
    costs = {"evenings": 4, "letters": 4, "parking": 4, "signs": 4}
    wanted = [{"parking", "signs"}] * 3 + [{"evenings", "letters"}]
    scores = {issue: sum(issue in each for each in wanted) for issue in costs}
    assert ("parking", "signs") == utilitarian(scores, costs, 8).chosen
    sides = {"board": {"parking": 3, "signs": 3}, "members": {"evenings": 1, "letters": 1}}
    assert ("evenings", "parking") == leximin(sides, costs, 8).chosen
    shares = equal_shares(wanted, costs, 8)
    assert (("parking",), ("signs",)) == (tuple(each.issue for each in shares.purchases), shares.completed)
    assert ("parking", "signs", "evenings") == tuple(each.issue for each in equal_shares(wanted, costs, 16).purchases)


def test_a_choice_tells_how_many_others_are_as_good():
    """The first keys were taken, and it says that two more would have done."""
    choice = utilitarian({"a": 1, "b": 1, "c": 1}, {"a": 2, "b": 2, "c": 2}, 2)
    assert (("a",), ("b", "c"), 2) == (choice.chosen, choice.left_out, choice.equal)
    assert 'By the highest total score, the choice is "a". The cost is 2 of 2.' == str(choice)
    assert "By the highest total score, the choice is nothing. The cost is 0 of 1." == str(
        utilitarian({"a": 1}, {"a": 2}, 1)
    )
    assert 'The choice is "a". The cost is 2 of 2.' == str(attrs.evolve(choice, rule="by lot"))


@pytest.mark.parametrize(("costs", "cheaper"), [({"a": 2, "b": 1}, "b"), ({"a": 1, "b": 2}, "a")])
def test_of_choices_that_give_as_much_the_cheaper_is_taken(costs, cheaper):
    """Whichever comes first; the dearer is not counted as one that is as good."""
    for choice in (utilitarian({"a": 1, "b": 1}, costs, 2), leximin({"members": {"a": 1, "b": 1}}, costs, 2)):
        assert ((cheaper,), 0) == (choice.chosen, choice.equal)


def test_a_purchase_tells_its_price_and_what_it_was_equal_to():
    """Two want a and b, which cost the same: the first key goes first, and the purchase says so."""
    choice = equal_shares([{"a", "b"}, {"a", "b"}], {"a": 2, "b": 2}, 4)
    first, second = choice.purchases
    assert ("a", 2, 1, 2, ("b",)) == (first.issue, first.cost, first.price, first.payers, first.equal)
    assert ("b", ()) == (second.issue, second.equal)
    assert (2, 2) == choice.paid


def test_points_make_an_issue_cheaper():
    """Both cost the same and have two who want them: the one with five points for each is had for a fifth of the price."""
    choice = equal_shares([{"a": 1, "b": 5}, {"a": 1, "b": 5}], {"a": 2, "b": 2}, 4)
    assert [("b", Fraction(1, 5)), ("a", 1)] == [(each.issue, each.price) for each in choice.purchases]


def test_what_was_as_cheap_before_a_purchase_need_not_be_so_after_it():
    """At first b and c are each had for 5/2 from each of two. Then the third voice spends 1 of its 3 on a, so c costs 3."""
    choice = equal_shares([{"b"}, {"b"}, {"a", "c"}, {"c"}], {"a": 1, "b": 5, "c": 5}, 12)
    assert [("a", 1, ()), ("b", Fraction(5, 2), ()), ("c", 3, ())] == [
        (each.issue, each.price, each.equal) for each in choice.purchases
    ]


def test_a_voice_that_cannot_pay_for_all_its_points_pays_what_is_left():
    """At 1 for a point the first would pay 3 of its 5/2: it pays these, and the other the rest of the 4."""
    choice = equal_shares([{"a": 3}, {"a": 1}], {"a": 4}, 5)
    assert ((Fraction(5, 2), Fraction(3, 2)), Fraction(3, 2)) == (choice.paid, choice.purchases[0].price)


def test_whoever_has_nothing_left_pays_nothing():
    """The one who is spent is not counted among those who pay."""
    choice = equal_shares([{"a", "b"}, {"b"}], {"a": 1, "b": 1}, 2, complete=False)
    assert [("b", 2, Fraction(1, 2))] == [(each.issue, each.payers, each.price) for each in choice.purchases]
    choice = equal_shares([{"a": 5, "b": 1}, {"b": 1}], {"a": 2, "b": 2}, 4)
    assert [("a", 1, Fraction(2, 5)), ("b", 1, 2)] == [
        (each.issue, each.payers, each.price) for each in choice.purchases
    ]


def test_approvals_may_stand_beside_points():
    """Who only names an issue gives it one point: letters cost 2/3 for each of three points, parking 1 for each of two."""
    choice = equal_shares([{"letters": 3, "parking": 1}, {"parking"}], {"letters": 2, "parking": 2}, 6)
    assert [("letters", Fraction(2, 3)), ("parking", 1)] == [(each.issue, each.price) for each in choice.purchases]
    assert (3, 1) == choice.paid


def test_sides_buy_with_equal_purses():
    """Four parties of the board and one of service users: with balanced weights each side has half of the budget."""
    positions = [Priorities("members", ["evenings"], side="service_users")]
    positions += [Priorities(f"board-{number}", ["parking"], side="organisation") for number in range(4)]
    voices = {each.stakeholder: each.ranked() for each in positions}
    costs = {"evenings": 5, "parking": 5}
    assert {"evenings", "parking"} == set(equal_shares(voices, costs, 10, weights=balanced_weights(positions)).chosen)
    assert ("parking",) == equal_shares(voices, costs, 10, complete=False).chosen


def test_a_voice_that_weighs_nothing_buys_nothing():
    """Not even what costs nothing."""
    choice = equal_shares({"a": {"x"}, "b": {"y"}}, {"x": 0, "y": 0}, 1, weights={"a": 0, "b": 1})
    assert (("y",), ("x",)) == (choice.chosen, choice.left_out)


def test_the_scores_of_a_ranking_can_be_spent():
    """What a ranking scored goes into the budget as it is."""
    positions = [
        Priorities("members", ["evenings", "letters", "parking"], side="service_users"),
        Priorities("board", ["parking", "letters", "evenings"], side="organisation"),
    ]
    ranking, costs = rank(positions), {"evenings": 3, "letters": 2, "parking": 2}
    assert ("letters", "parking") == utilitarian(dict(ranking.scores), costs, 4).chosen
    assert ("letters", "parking") == leximin(ranking.detail.by_group(), costs, 4).chosen


def test_too_many_choices_side_by_side_are_refused():
    """Where every set of issues has another sum, each further issue doubles them: the search ends with a sentence."""
    doubling = {f"i{number:02}": 2**number for number in range(19)}
    with pytest.raises(LimitExceeded, match="utilitarian: more than 200000 choices side by side"):
        utilitarian(doubling, doubling, 2**19)
    with pytest.raises(LimitExceeded, match="leximin: more than 200000 choices side by side"):
        leximin({"members": doubling}, doubling, 2**18 + 2**17 - 1)


COSTS = {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (
            lambda: utilitarian({"a": 0.5}, COSTS, 1),
            "scores['a']: expected a whole number, a Decimal or a Fraction, 0 or more",
        ),
        (
            lambda: utilitarian({"a": -1}, COSTS, 1),
            "scores['a']: expected a whole number, a Decimal or a Fraction, 0 or more",
        ),
        (lambda: utilitarian(["a"], COSTS, 1), "scores: expected whole numbers or Fractions by key of an issue"),
        (lambda: utilitarian({" a": 1}, COSTS, 1), "scores: expected whole numbers or Fractions by key of an issue"),
        (
            lambda: utilitarian({"a": 1}, {"a": True}, 1),
            "costs['a']: expected a whole number, a Decimal or a Fraction, 0 or more",
        ),
        (
            lambda: utilitarian({"a": 1}, COSTS, None),
            "budget: expected a whole number, a Decimal or a Fraction, 0 or more",
        ),
        (lambda: leximin({}, COSTS, 1), "scores: expected the scores of at least one group, by its name"),
        (lambda: leximin([COSTS], COSTS, 1), "scores: expected the scores of at least one group, by its name"),
        (lambda: leximin({"x": {"a": 0}}, COSTS, 1), "scores['x']: expected at least one issue with points"),
        (lambda: equal_shares([], COSTS, 1), "scores_or_approvals: expected at least one voice"),
        (lambda: equal_shares(["a"], COSTS, 1), "scores_or_approvals[0]: expected a list of values, not one value"),
        (lambda: equal_shares([{" a"}], COSTS, 1), "scores_or_approvals[0]: expected keys of issues, or points by key"),
        (lambda: equal_shares([[1]], COSTS, 1), "scores_or_approvals[0]: expected keys of issues, or points by key"),
        (
            lambda: equal_shares([{"a": -1}], COSTS, 1),
            "scores_or_approvals[0]: expected a whole number, a Decimal or a Fraction",
        ),
        (lambda: equal_shares([{" b": 1}], COSTS, 1), "scores_or_approvals[0]: expected keys of issues, or points"),
        (lambda: equal_shares({" b": {"a"}}, COSTS, 1), "scores_or_approvals: expected voices by key, or a list"),
        (
            lambda: equal_shares([{"a"}], COSTS, 1, weights={"x": 1}),
            "weights: expected a weight for each key of a voice",
        ),
        (
            lambda: equal_shares({"x": {"a"}}, COSTS, 1, weights={}),
            "weights: expected a weight for each key of a voice",
        ),
        (lambda: equal_shares({"x": {"a"}}, COSTS, 1, weights={"x": 0}), "not all of them 0"),
    ],
)
def test_what_is_no_amount_is_refused(ask, said):
    """Floats are never exact, and a negative cost would buy what nobody wants."""
    with pytest.raises(ValueError) as refused:
        ask()
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("ask", "where"),
    [
        (lambda: utilitarian({"c": 1}, COSTS, 1), "scores"),
        (lambda: leximin({"x": {"c": 1}}, COSTS, 1), "scores['x']"),
        (lambda: equal_shares([{"a"}, {"c"}], COSTS, 1), "scores_or_approvals[1]"),
        (lambda: equal_shares({"x": {"c"}}, COSTS, 1), "scores_or_approvals['x']"),
    ],
)
def test_an_issue_without_a_cost_is_an_error_at_once(ask, where):
    """Nothing is free because somebody forgot to say what it costs."""
    with pytest.raises(UnknownKeyError) as refused:
        ask()
    assert f"{where}: no cost of issue 'c'; known: a, b" == str(refused.value)


@pytest.mark.parametrize(("missing", "bought"), [(0, ("letters", "parking")), (1, ("letters",))])
def test_one_unit_in_a_million_millions_decides_whether_two_can_pay(missing, bought):
    """Purses are compared by rounded numbers first: what these cannot tell apart must be settled exactly."""
    million_millions = 10**12
    costs = {"letters": million_millions, "parking": million_millions + missing}
    choice = equal_shares([{"letters", "parking"}] * 2, costs, 2 * million_millions, complete=False)
    assert bought == tuple(each.issue for each in choice.purchases)


def test_prices_and_purses_beyond_floating_point_are_exact():
    """A budget may be written in the smallest unit there is: nothing overflows, and the answer is that of the small one."""
    unit = 10**400
    small = equal_shares([{"a": 2, "b": 1}, {"a": 1}, {"b": 3}], {"a": 3, "b": 4}, 9)
    large = equal_shares([{"a": 2, "b": 1}, {"a": 1}, {"b": 3}], {"a": 3 * unit, "b": 4 * unit}, 9 * unit)
    assert small.chosen == large.chosen
    assert [each.price * unit for each in small.purchases] == [each.price for each in large.purchases]
    assert [own * unit for own in small.paid] == list(large.paid)
