"""What must be true of whatever is chosen within a budget?"""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from involvement.budgets import Choice, equal_shares, leximin, utilitarian
from tests.oracles import budgets as slowly

ISSUES = ("clinic", "evenings", "letters", "parking", "shuttle")
AMOUNT = st.sampled_from(
    [Fraction(0), Fraction(1), Fraction(1), Fraction(2), Fraction(3), Fraction(1, 2), Fraction(5, 3)]
)
COSTS = st.fixed_dictionaries(dict.fromkeys(ISSUES, AMOUNT))
BUDGET = st.sampled_from([Fraction(number, 2) for number in range(14)])
SCORES = st.dictionaries(st.sampled_from(ISSUES), AMOUNT)
POINTS = st.dictionaries(st.sampled_from(ISSUES), AMOUNT.filter(bool))
APPROVALS = st.sets(st.sampled_from(ISSUES))
GROUPS = st.dictionaries(st.sampled_from("xyz"), SCORES.filter(lambda own: any(own.values())), min_size=1)


def fits(choice: Choice, costs: dict[str, Fraction], budget: Fraction) -> None:
    assert sum((costs[issue] for issue in choice.chosen), Fraction(0)) == choice.cost
    assert choice.cost <= choice.budget == budget
    assert sorted([*choice.chosen, *choice.left_out]) == sorted(costs)


@given(scores=SCORES, costs=COSTS, budget=BUDGET)
def test_no_set_of_issues_scores_more(scores, costs, budget):
    """Every set is tried; of several as good, the cheapest ones, and of these the one with the first keys."""
    choice = utilitarian(scores, costs, budget)
    fits(choice, costs, budget)
    if any(scores.values()):
        best = slowly.best({"everyone": scores}, costs, budget)
        assert (min(best), len(best) - 1) == (choice.chosen, choice.equal)
    else:
        assert ((), 0) == (choice.chosen, choice.equal)
    assert (("everyone", slowly.total(scores, choice.chosen)),) == choice.totals


@given(scores=GROUPS, costs=COSTS, budget=BUDGET)
def test_no_set_of_issues_does_more_for_whom_gets_least(scores, costs, budget):
    """Every set is tried, group by group from the one that gets least."""
    choice = leximin(scores, costs, budget)
    fits(choice, costs, budget)
    best = slowly.best(scores, costs, budget)
    assert len(best) - 1 == choice.equal
    assert max(best, key=lambda chosen: [issue in chosen for issue in ISSUES]) == choice.chosen
    shares = {name: slowly.total(own, choice.chosen) / sum(own.values()) for name, own in scores.items()}
    assert shares == dict(choice.totals)


@given(scores=GROUPS, costs=COSTS, budget=BUDGET)
def test_what_is_best_for_all_and_what_is_best_for_the_last(scores, costs, budget):
    """One gives more in all, the other more to whom gets least: neither can better the other at its own."""
    shares = {
        name: {issue: points / sum(own.values()) for issue, points in own.items()} for name, own in scores.items()
    }
    together = {issue: sum((own.get(issue, Fraction(0)) for own in shares.values()), Fraction(0)) for issue in ISSUES}
    most, fairest = utilitarian(together, costs, budget), leximin(scores, costs, budget)
    assert sum(dict(fairest.totals).values()) <= dict(most.totals)["everyone"]
    assert min(slowly.total(own, most.chosen) for own in shares.values()) <= min(dict(fairest.totals).values())


@given(voices=st.lists(POINTS, min_size=1, max_size=5), costs=COSTS, budget=BUDGET)
def test_equal_shares_buy_what_the_slow_way_buys(voices, costs, budget):
    """The bounds that save time and the whole numbers that save digits change neither issue, price nor purse."""
    choice = equal_shares(voices, costs, budget, complete=False)
    fits(choice, costs, budget)
    bought, left = slowly.equal_shares(voices, [budget / len(voices)] * len(voices), costs)
    assert bought == [(each.issue, each.price) for each in choice.purchases]
    assert [budget / len(voices) - purse for purse in left] == list(choice.paid)


@given(voices=st.lists(POINTS | APPROVALS, min_size=1, max_size=5), costs=COSTS, budget=BUDGET)
def test_nobody_pays_more_than_a_share(voices, costs, budget):
    """Together they pay for what is bought, to the last part."""
    choice = equal_shares(voices, costs, budget)
    assert max(choice.paid) <= budget / len(voices)
    assert min(choice.paid) >= 0
    assert sum(choice.paid) == sum(each.cost for each in choice.purchases)
    prices = [each.price for each in choice.purchases]
    assert sorted(prices) == prices


@given(voices=st.lists(POINTS | APPROVALS, min_size=1, max_size=5), costs=COSTS, budget=BUDGET)
def test_completion_leaves_nothing_that_is_wanted_and_fits(voices, costs, budget):
    """What equal shares leave over is spent, after what they bought."""
    shares, choice = (equal_shares(voices, costs, budget, complete=complete) for complete in (False, True))
    fits(choice, costs, budget)
    assert shares.chosen + choice.completed == choice.chosen
    wanted = {issue for voice in voices for issue in voice}
    assert all(costs[issue] > budget - choice.cost for issue in wanted.difference(choice.chosen))
    assert set(choice.chosen) <= wanted


@given(voices=st.lists(APPROVALS, min_size=1, max_size=6), seats=st.integers(1, 5))
def test_no_group_with_a_common_wish_is_passed_over(voices, seats):
    """Extended justified representation, by asking every group: who is numerous enough for l issues has one with l."""
    choice = equal_shares(voices, dict.fromkeys(ISSUES, 1), seats, complete=False)
    assert slowly.unheard_groups(voices, set(choice.chosen), seats) == []


@given(voices=st.lists(POINTS, min_size=1, max_size=4), costs=COSTS, budget=BUDGET, data=st.data())
def test_who_comes_first_buys_nothing_more(voices, costs, budget, data):
    """Voices without a key are alike: in another order they buy the same, and each pays the same."""
    order = data.draw(st.permutations(range(len(voices))))
    choice, again = equal_shares(voices, costs, budget), equal_shares([voices[each] for each in order], costs, budget)
    assert (choice.chosen, choice.purchases) == (again.chosen, again.purchases)
    assert [choice.paid[each] for each in order] == list(again.paid)


@given(voices=st.lists(POINTS, min_size=2, max_size=4), costs=COSTS, budget=BUDGET)
def test_a_weight_is_so_many_voices(voices, costs, budget):
    """A party of weight two buys what two parties of one mind buy."""
    weighted = equal_shares(
        {f"v{number}": voice for number, voice in enumerate(voices)},
        costs,
        budget,
        weights={f"v{number}": 2 if number == 0 else 1 for number in range(len(voices))},
    )
    several = equal_shares([voices[0], *voices], costs, budget)
    assert weighted.chosen == several.chosen
    assert [(each.issue, each.price, each.equal) for each in weighted.purchases] == [
        (each.issue, each.price, each.equal) for each in several.purchases
    ]
