"""How little would one party's weight have to change, for something else to be agreed?"""

from fractions import Fraction

import pytest

from involvement import Feasibility, InvalidValueError, Priorities, negotiate
from involvement.priorities import WeightChange, sensitivity


def agreement(*own, rule="borda", balance="sides", capacity=1):
    """One day of work for each issue: so many are agreed as there are days."""
    issues = {issue for each in own for issue in each.ranked()}
    return negotiate(
        *own,
        feasibility=[Feasibility.shown(issue) for issue in issues],
        effort=dict.fromkeys(issues, 1),
        capacity=capacity,
        rule=rule,
        balance=balance,
    )


def party(key, *issues, weight=1, side="service_users"):
    return Priorities(key, issues, weight=weight, side=side)


@pytest.mark.parametrize("rule", ["jla", "borda", "copeland"])
def test_of_two_opposed_parties_the_lighter_turns_it_by_weighing_more(rule):
    """Three against two: beyond equal weights the other issue is agreed; at equal weights the key decides."""
    one, two = party("one", "zebra", "apple", weight=3), party("two", "apple", "zebra", weight=2)
    first, second = sensitivity(agreement(one, two, rule=rule))
    assert ("one", Fraction(2), True) == (first.party, first.turns_at, first.included)
    assert ("two", Fraction(3), True) == (second.party, second.turns_at, second.included)
    assert (Fraction(-1), Fraction(1)) == (first.change, second.change)
    assert (
        'The weight of two is 2. At 3, the list would change. "apple" would be agreed. "zebra" would no longer be agreed.'
        == str(second)
    )


def test_where_the_key_decides_between_equals_the_turn_is_just_beyond():
    """At equal weights apple stays agreed, for its key; the least bit more for zebra is enough."""
    one, two = party("one", "apple", "zebra", weight=3), party("two", "zebra", "apple", weight=2)
    first, second = sensitivity(agreement(one, two))
    assert [(Fraction(2), False), (Fraction(3), False)] == [(each.turns_at, each.included) for each in (first, second)]
    assert str(first).startswith("The weight of one is 3. Just below 2, the list would change.")
    assert str(second).startswith("The weight of two is 2. Just above 3, the list would change.")
    assert first.example < 2
    assert second.example > 3


def test_a_party_that_already_stands_at_the_turn_is_no_step_away():
    """Equal weights: any more for zebra's party, or any less for apple's, changes the list."""
    changes = sensitivity(agreement(party("one", "apple", "zebra"), party("two", "zebra", "apple")))
    assert [0, 0] == [each.change for each in changes]
    assert [("one", "sensitivity.below"), ("two", "sensitivity.above")] == [
        (each.party, each.says.code) for each in changes
    ]


def test_one_side_does_not_outweigh_the_other_whatever_the_weights_within():
    """With equal sides the only party of a side has its whole side, at any weight."""
    users = party("users", "apple", "zebra")
    board = party("board", "zebra", "apple", side="organisation", weight=5)
    assert () == sensitivity(agreement(users, board))
    assert {"users", "board"} == {each.party for each in sensitivity(agreement(users, board, balance="parties"))}


@pytest.mark.parametrize("rule", ["jla", "borda", "copeland"])
def test_a_party_without_a_side_is_weighed_with_the_sides(rule):
    """It stands for itself, and weighs as much as a side, times its weight: beyond one it wins."""
    users = party("users", "apple", "zebra")
    alone = party("alone", "zebra", "apple", side=None)
    (change,) = sensitivity(agreement(users, alone, rule=rule))
    assert ("alone", Fraction(1), False) == (change.party, change.turns_at, change.included)
    assert change.example > 1


@pytest.mark.parametrize("rule", ["jla", "borda", "copeland"])
def test_a_party_without_a_side_has_to_outweigh_all_sides_together(rule):
    """Three sides are of one mind: it takes more than the weight of three."""
    sides = [
        party(side.replace("_", "-"), "apple", "zebra", side=side)
        for side in ("service_users", "organisation", "other")
    ]
    (change,) = sensitivity(agreement(*sides, party("alone", "zebra", "apple", side=None), rule=rule))
    assert ("alone", Fraction(3), False) == (change.party, change.turns_at, change.included)


def test_what_everybody_agrees_on_hangs_on_nobodys_weight():
    """A list that stands whatever the weights is worth saying."""
    assert () == sensitivity(agreement(party("one", "apple", "zebra"), party("two", "apple", "pear")))
    assert () == sensitivity(negotiate())


@pytest.mark.parametrize("rule", ["schulze", "kemeny"])
def test_rules_without_such_weights_are_refused(rule):
    """An answer that is not exact would look like one that is."""
    with pytest.raises(InvalidValueError, match="jla, borda or copeland"):
        sensitivity(agreement(party("one", "apple"), rule=rule))


def test_what_is_only_added_or_only_left_out_is_said_alone():
    """A list can grow, as by less effort for what comes first."""
    half, one = Fraction(1, 2), Fraction(1)
    more = WeightChange("one", one, half, True, half, ("a", "b"), ("b",), ())
    less = WeightChange("one", one, half, True, half, ("a",), (), ("b",))
    half_of_one = "The weight of one is 1. At ½, the list would change."
    assert f'{half_of_one} "b" would be agreed.' == str(more)
    assert f'{half_of_one} "b" would no longer be agreed.' == str(less)
