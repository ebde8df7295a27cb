"""What must be true of every ranking, whoever ranks what?"""

from collections.abc import Sequence
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from involvement import Priorities, rank
from involvement.people import Side
from involvement.rankings import Balance, Ranking, RankingRule, balanced_weights, taken_together
from tests.oracles import orders as slowly
from tests.strategies.positions import ISSUES, ballots, positions
from tests.strategies.words import among

RULES = list(RankingRule)
BALANCES = list(Balance)
EVERY_RULE = st.sampled_from(RULES)
EVERY_BALANCE = st.sampled_from(BALANCES)


def listed(found: Sequence[Priorities]) -> list[str]:
    return sorted({issue for each in found for issue in each.ranked()})


def as_sets(ranking: Ranking) -> list[set[str]]:
    return [set(place) for place in ranking.places]


# The same as by brute force


@given(found=positions(), balance=EVERY_BALANCE)
def test_every_rule_finds_what_the_slow_way_finds(found, balance):
    """The quick ways - sums in long numbers, circles, subsets, sets as bits - may change the time and nothing else."""
    issues, voices = listed(found), ballots(found, balanced_weights(found, balance))
    ranked = {rule: rank(found, rule=rule, balance=balance) for rule in RULES}
    borda = slowly.borda(voices, issues)
    assert slowly.tied_by(borda) == as_sets(ranked["borda"])
    assert {issue: score * len(found) for issue, score in borda.items()} == dict(ranked["borda"].scores)
    assert slowly.tied_by(slowly.copeland(voices, issues)) == as_sets(ranked["copeland"])
    assert slowly.copeland(voices, issues) == dict(ranked["copeland"].scores)
    assert slowly.schulze(voices, issues) == as_sets(ranked["schulze"])
    least, best = slowly.kemeny(voices, issues)
    consensus = ranked["kemeny"].detail
    assert (least, len(best) == 1) == (consensus.disagreement, consensus.alone)
    assert slowly.in_common(best) == as_sets(ranked["kemeny"])


@given(found=positions(sides=("service_users", "organisation")))
def test_the_two_stages_find_what_the_slow_way_finds(found):
    """Points within each side, then points for the side's places."""
    voices = ballots(found, balanced_weights(found))
    groups = [
        [voice for voice, each in zip(voices, found, strict=True) if each.side is side]
        for side in (Side.SERVICE_USERS, Side.ORGANISATION)
    ]
    present = [group for group in groups if group]
    expected = slowly.jla(present, listed(found))
    ranking = rank(found)
    assert slowly.tied_by(expected) == as_sets(ranking)
    assert {issue: score * len(present) for issue, score in expected.items()} == dict(ranking.scores)


@given(found=positions(), one=st.sampled_from(ISSUES), other=st.sampled_from(ISSUES))
def test_the_strongest_path_is_the_best_of_all_paths(found, one, other):
    """Each pair is joined once, in the order of wins: that must give what walking every path gives."""
    issues = listed(found)
    assume(one != other and {one, other} <= set(issues))
    paths = rank(found, rule="schulze").detail
    voices = ballots(found, balanced_weights(found))
    assert slowly.strength(voices, issues, one, other) == paths.strength(one, other)


# Who asks, in what order, under what names


@given(found=positions(), rule=EVERY_RULE, balance=EVERY_BALANCE, data=st.data())
def test_the_order_of_the_input_never_matters(found, rule, balance, data):
    """Neither whose position comes first, nor how a tie is written."""
    shuffled = [
        Priorities(each.stakeholder, [place[::-1] for place in each.places], weight=each.weight, side=each.side)
        for each in data.draw(st.permutations(found))
    ]
    assert rank(found, rule=rule, balance=balance) == rank(shuffled, rule=rule, balance=balance)


@given(found=positions(), rule=EVERY_RULE, balance=EVERY_BALANCE)
def test_who_the_parties_are_does_not_matter(found, rule, balance):
    """Anonymity: other names for the parties, in the opposite order of keys, give the same places and scores."""
    renamed = [attrs.evolve(each, stakeholder=f"z{9 - number}") for number, each in enumerate(found)]
    ranking, again = (rank(each, rule=rule, balance=balance) for each in (found, renamed))
    assert (ranking.places, ranking.scores) == (again.places, again.scores)


@given(found=positions(), rule=EVERY_RULE, balance=EVERY_BALANCE, names=st.permutations(ISSUES))
def test_what_the_issues_are_called_does_not_matter(found, rule, balance, names):
    """Neutrality: a key breaks no tie."""
    name = dict(zip(ISSUES, names, strict=True))
    renamed = [
        attrs.evolve(each, issues=[tuple(name[issue] for issue in place) for place in each.places]) for each in found
    ]
    ranking, again = (rank(each, rule=rule, balance=balance) for each in (found, renamed))
    assert [{name[issue] for issue in place} for place in ranking.places] == as_sets(again)
    assert {name[issue]: score for issue, score in ranking.scores} == dict(again.scores)


# What everybody wants


@given(found=positions(), rule=EVERY_RULE, balance=EVERY_BALANCE)
def test_what_everybody_puts_first_is_first(found, rule, balance):
    """Unanimity. The places of kemeny keep equal what best orders disagree about, but never turn it round."""
    ranking = rank(found, rule=rule, balance=balance)
    voices = ballots(found, balanced_weights(found))
    for one in listed(found):
        for other in listed(found):
            if all(slowly.prefers(voice, one, other) for voice in voices):
                ahead = ranking.place_of(other) - ranking.place_of(one)
                assert ahead >= (rule != "kemeny")


@given(found=positions(most=1), rule=EVERY_RULE)
def test_one_party_alone_has_its_own_way(found, rule):
    """A rule that changed the order of one would be no rule. Kemeny has an order for ties as well: all of them."""
    (only,) = found
    ranking = rank(found, rule=rule)
    if rule == "kemeny":
        assert [set(place) for place in only.places] == as_sets(ranking)
    else:
        assert tuple(tuple(sorted(place)) for place in only.places) == ranking.places


@given(found=positions(), balance=EVERY_BALANCE)
def test_what_wins_every_contest_is_first_alone(found, balance):
    """Condorcet consistency of copeland, schulze and kemeny; and what loses every contest is last."""
    contests = rank(found, rule="copeland", balance=balance).detail
    winner = contests.beats_all
    issues = contests.issues
    loser = next(
        (one for one in issues if all(contests.margin(one, other) < 0 for other in issues if other != one)), None
    )
    for rule in ("copeland", "schulze", "kemeny"):
        places = rank(found, rule=rule, balance=balance).places
        assert winner is None or (winner,) == places[0]
        assert loser is None or (loser,) == places[-1]


@given(found=positions(), balance=EVERY_BALANCE)
def test_what_loses_every_contest_is_never_first_by_points(found, balance):
    """Borda may pass over the winner of all contests, but never puts the loser of all of them first."""
    contests = rank(found, rule="copeland", balance=balance).detail
    ranking = rank(found, rule="borda", balance=balance)
    for one in contests.issues:
        if (
            all(contests.margin(one, other) < 0 for other in contests.issues if other != one)
            and len(ranking.scores) > 1
        ):
            assert one not in ranking.places[0]


# What changes what


@given(found=positions(whole=True), rule=EVERY_RULE, data=st.data())
def test_more_support_never_does_harm(found, rule, data):
    """Monotonicity: an issue that one party moves up does not fall behind by points or contests, and stays first.

    By rule jla this holds only where each party is its own group: a side that ranks again by its sums may lift a third.
    """
    ranking = rank(found, rule=rule, balance="parties")
    raised = data.draw(among(ISSUES))
    chosen = data.draw(among(found))
    at = next(number for number, place in enumerate(chosen.places) if raised in place)
    to = data.draw(st.integers(0, at))
    rest = [[issue for issue in place if issue != raised] for place in chosen.places]
    moved = [tuple(place) for place in (*rest[:to], [raised], *rest[to:]) if place]
    changed = [attrs.evolve(each, issues=moved) if each is chosen else each for each in found]
    again = rank(changed, rule=rule, balance="parties")
    if rule in {"schulze", "kemeny"}:
        if (raised,) == ranking.places[0]:
            assert (raised,) == again.places[0]
        if rule == "schulze" and raised in ranking.places[0]:
            assert raised in again.places[0]
    else:
        assert again.place_of(raised) <= ranking.place_of(raised)


@given(found=positions(whole=True), rule=EVERY_RULE, balance=EVERY_BALANCE)
def test_the_opposite_positions_give_the_opposite_ranking(found, rule, balance):
    """Reversal. By rule schulze it is the strengths that turn round: its places are filled from the best."""
    opposite = [attrs.evolve(each, issues=each.places[::-1]) for each in found]
    ranking, again = (rank(each, rule=rule, balance=balance) for each in (found, opposite))
    if rule == "schulze":
        for one in ISSUES:
            for other in ISSUES:
                assert ranking.detail.strength(one, other) == again.detail.strength(other, one)
    else:
        assert ranking.places[::-1] == again.places


@given(found=positions(whole=True), rule=EVERY_RULE, balance=EVERY_BALANCE, data=st.data())
def test_to_leave_out_the_last_changes_nothing(found, rule, balance, data):
    """What is not listed comes last: to list it last says the same."""
    number = data.draw(st.integers(0, len(found) - 1))
    shorter = [attrs.evolve(each, issues=each.places[:-1]) if each is found[number] else each for each in found]
    ranking, again = (rank(each, rule=rule, balance=balance, issues=ISSUES) for each in (found, shorter))
    assert (ranking.places, ranking.scores) == (again.places, again.scores)


@given(found=positions(sides=(None,)), rule=EVERY_RULE, number=st.integers(1, 3))
def test_a_party_that_weighs_more_is_as_several(found, rule, number):
    """Weights are what they say: a party of weight three is three parties of weight one with one mind."""
    first, *others = found
    heavy = [attrs.evolve(first, weight=first.weight * number), *others]
    several = [*(attrs.evolve(first, stakeholder=f"part-{part}") for part in range(number)), *others]
    assert rank(heavy, rule=rule).places == rank(several, rule=rule).places


@given(found=positions(), balance=EVERY_BALANCE)
def test_no_order_of_another_rule_disagrees_less(found, balance):
    """That is what kemeny is for."""
    voices = ballots(found, balanced_weights(found, balance))
    least = rank(found, rule="kemeny", balance=balance).detail.disagreement
    for rule in RULES:
        order = tuple(issue for issue, _ in rank(found, rule=rule, balance=balance).scores)
        assert least <= slowly.disagreement(voices, order)


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=40)
@given(found=positions())
def test_every_issue_has_one_place_and_places_follow_the_scores(rule, found):
    """Nothing is lost, and equal scores are a tie."""
    ranking = rank(found, rule=rule)
    assert listed(found) == sorted(issue for place in ranking.places for issue in place)
    score = dict(ranking.scores)
    assert [{score[issue]} for place in ranking.places for issue in place[:1]] == [
        {score[issue] for issue in place} for place in ranking.places
    ]
    firsts = [score[place[0]] for place in ranking.places]
    assert sorted(set(firsts), reverse=True) == firsts


# Weights


@given(found=positions(), balance=EVERY_BALANCE)
def test_shares_add_up_and_sides_are_even(found, balance):
    """However many parties a side has, the two sides have the same say."""
    shares = balanced_weights(found, balance)
    assert sum(shares.values()) == 1
    assert list(shares) == sorted(each.stakeholder for each in found)
    by_side = {
        side: sum(shares[each.stakeholder] for each in found if each.side is side)
        for side in {each.side for each in found if each.side is not None}
    }
    if balance == "sides":
        assert len(set(by_side.values())) <= 1


@given(found=positions())
def test_a_side_taken_together_lists_what_its_parties_list(found):
    """Nothing is lost between a party and its side."""
    for side in taken_together(found):
        own = [each for each in found if side.side is not None and each.side is side.side] or [
            each for each in found if each.stakeholder == side.stakeholder
        ]
        assert sorted(side.ranked()) == listed(own)
        assert side.weight == Fraction(1)
