"""Priorities of many: folding, ranking and sharing at the sizes of national surveys and of city budgets.

Where they are installed, pref_voting and pabutools do the same work beside (`.ci/long peers` installs them apart, as one
weighs 750 MB and the other is under the GPL), and must find the same. A size of benchmarks is not one of maps.
"""

from collections.abc import Callable, Mapping
from functools import cache
from random import Random

import pytest

from involvement import Priorities, rank
from involvement.budgets import Choice, equal_shares, utilitarian
from involvement.rankings import Ranking, Tally

_ROUNDS = 3


def keys(number: int) -> list[str]:
    return [f"i{each:03}" for each in range(number)]


@cache
def responses(respondents: int, issues: int, ranked: int) -> tuple[list[str], ...]:
    """Lists drawn at random: the first of many."""
    chance, asked = Random(6), keys(issues)
    return tuple(chance.sample(asked, ranked) for _ in range(respondents))


@cache
def scores(respondents: int, issues: int) -> tuple[dict[str, int], ...]:
    chance, asked = Random(4), keys(issues)
    return tuple({issue: chance.randint(1, 5) for issue in asked} for _ in range(respondents))


@cache
def positions(parties: int, issues: int) -> tuple[Priorities, ...]:
    """Whole orders without ties: what every peer can read."""
    return tuple(Priorities(f"p{number:03}", order) for number, order in enumerate(responses(parties, issues, issues)))


@cache
def projects(issues: int) -> dict[str, int]:
    chance = Random(8)
    return {issue: chance.randint(1, 1000) for issue in keys(issues)}


@cache
def approvals(voices: int, issues: int) -> tuple[frozenset[str], ...]:
    chance, asked = Random(13), keys(issues)
    return tuple(frozenset(chance.sample(asked, chance.randint(3, 12))) for _ in range(voices))


def fewer(benchmark: object, number: int) -> int:
    """A hundredth of it, where nothing is timed."""
    return number if benchmark.enabled else max(10, number // 100)


@pytest.mark.parametrize("kind", ["ten of fifty ranked", "fifty of fifty ranked", "fifty scored"])
def test_a_hundred_thousand_respondents(benchmark, kind):
    """A national survey, folded into one position."""
    benchmark.group = "a hundred thousand respondents, fifty issues"
    benchmark.name = kind
    respondents = fewer(benchmark, 100_000)

    def fold() -> Tally:
        if kind == "fifty scored":
            return Tally.of_scores("members", scores(respondents, 50))
        return Tally.of_rankings("members", responses(respondents, 50, 10 if kind.startswith("ten") else 50))

    scores(respondents, 50)  # drawn before it is timed
    responses(respondents, 50, 50)
    tally = benchmark.pedantic(fold, rounds=_ROUNDS, warmup_rounds=1)
    assert respondents == tally.respondents


@pytest.mark.parametrize(
    ("rule", "issues", "parties"),
    [
        ("jla", 100, 200),
        ("borda", 100, 200),
        ("copeland", 100, 200),
        ("schulze", 100, 200),
        ("schulze", 500, 5),
        ("schulze", 500, 200),
        ("kemeny", 8, 101),
        ("kemeny", 12, 101),
        ("kemeny", 16, 101),
        ("kemeny", 18, 101),
    ],
)
def test_ranking(benchmark, rule, issues, parties):
    """By every rule, at sizes beyond what a workshop has seen."""
    if not benchmark.enabled:
        issues = min(issues, 12)
    found = positions(parties, issues)
    benchmark.group = f"{rule}, {issues} issues, {parties} parties"
    benchmark.name = "involvement"
    ranking = benchmark.pedantic(lambda: rank(found, rule=rule), rounds=_ROUNDS, warmup_rounds=1)
    assert issues == sum(map(len, ranking.places))


@pytest.mark.parametrize(("issues", "voices"), [(50, 1_000), (100, 5_000), (500, 10_000)])
def test_equal_shares(benchmark, issues, voices):
    """A city's budget, in exact fractions."""
    voices = fewer(benchmark, voices)
    costs, wanted = projects(issues), approvals(voices, issues)
    benchmark.group = f"equal shares, {issues} projects, {voices} voices"
    benchmark.name = "involvement"
    choice = benchmark.pedantic(
        lambda: equal_shares(wanted, costs, 100 * issues, complete=False), rounds=_ROUNDS, warmup_rounds=1
    )
    assert choice.cost <= choice.budget


def test_knapsack(benchmark):
    """Three hundred issues within ten thousand days."""
    issues = 300 if benchmark.enabled else 30
    costs, worth = projects(issues), dict(zip(keys(issues), Random(2).choices(range(1, 101), k=issues), strict=True))
    benchmark.group = f"utilitarian, {issues} issues"
    choice = benchmark.pedantic(lambda: utilitarian(worth, costs, 10_000), rounds=_ROUNDS, warmup_rounds=1)
    assert choice.cost <= choice.budget


# Peers, where they are installed


def peer_of(rule: str, found: tuple[Priorities, ...]) -> Callable[[], set[str]]:
    """The first place by pref_voting, and what it needs for it, reading included."""
    pytest.importorskip("pref_voting")
    from pref_voting import c1_methods, margin_based_methods, other_methods, scoring_methods
    from pref_voting.profiles import Profile

    method = {
        "borda": scoring_methods.borda,
        "copeland": c1_methods.copeland,
        "schulze": margin_based_methods.beat_path,
        "kemeny": other_methods.kemeny_young,
    }[rule]
    names = keys(len(found[0].issues))
    number = {issue: own for own, issue in enumerate(names)}
    orders = [[number[issue] for issue in each.issues] for each in found]
    return lambda: {names[own] for own in method(Profile(orders))}


def first_place(ranking: Ranking) -> set[str]:
    return set(ranking.places[0])


@pytest.mark.parametrize("rule", ["borda", "copeland", "schulze", "kemeny"])
def test_pref_voting_finds_the_same_first_place(rule):
    """On five hundred profiles drawn at random. Ours for kemeny may be larger: it ties what best orders disagree about."""
    chance = Random(1)
    for _ in range(500):
        names = keys(chance.randint(2, 6))
        found = tuple(Priorities(f"p{each}", chance.sample(names, len(names))) for each in range(chance.randint(1, 7)))
        theirs, ours = peer_of(rule, found)(), first_place(rank(found, rule=rule))
        assert theirs <= ours if rule == "kemeny" else theirs == ours


@pytest.mark.parametrize(
    ("rule", "issues", "parties"),
    [("borda", 100, 200), ("copeland", 100, 200), ("schulze", 50, 200), ("schulze", 100, 200), ("kemeny", 8, 101)],
)
def test_ranking_by_pref_voting(benchmark, rule, issues, parties):
    """The same work beside, from lists of numbers; ours starts from positions and explains itself."""
    if not benchmark.enabled:
        issues = min(issues, 5)
    found = positions(parties, issues)
    ask = peer_of(rule, found)
    benchmark.group = f"{rule}, {issues} issues, {parties} parties"
    benchmark.name = "peer: pref_voting"
    assert benchmark.pedantic(ask, rounds=_ROUNDS, warmup_rounds=1)


def shares_by_pabutools(
    voices: tuple[frozenset[str], ...], costs: Mapping[str, int], budget: int
) -> Callable[[], set[str]]:
    pytest.importorskip("pabutools")
    from pabutools.election import ApprovalBallot, ApprovalProfile, Cardinality_Sat, Instance, Project
    from pabutools.rules import method_of_equal_shares

    projects_of = {issue: Project(issue, cost) for issue, cost in costs.items()}
    instance = Instance(projects_of.values(), budget_limit=budget)
    profile = ApprovalProfile(
        [ApprovalBallot(projects_of[issue] for issue in voice) for voice in voices], instance=instance
    )
    return lambda: {each.name for each in method_of_equal_shares(instance, profile, sat_class=Cardinality_Sat)}


def bought(choice: Choice) -> set[str]:
    return {each.issue for each in choice.purchases}


def test_pabutools_buys_the_same():
    """On three hundred budgets drawn at random, those in which a price was equal to another left out."""
    chance = Random(3)
    compared = 0
    for _ in range(300):
        names = keys(chance.randint(1, 6))
        costs = {issue: chance.randint(1, 40) for issue in names}
        voices = tuple(
            frozenset(chance.sample(names, chance.randint(0, len(names)))) for _ in range(chance.randint(1, 7))
        )
        budget = chance.randint(1, 100)
        ask = shares_by_pabutools(voices, costs, budget)
        ours = equal_shares(voices, costs, budget, complete=False)
        prices = [each.price for each in ours.purchases]
        if len(set(prices)) == len(prices) and not any(each.equal for each in ours.purchases):
            compared += 1
            assert ask() == bought(ours)
    assert compared > 100


@pytest.mark.parametrize(("issues", "voices"), [(50, 1_000), (100, 5_000)])
def test_equal_shares_by_pabutools(benchmark, issues, voices):
    """The same budget beside, in its own fractions."""
    voices = fewer(benchmark, voices)
    ask = shares_by_pabutools(approvals(voices, issues), projects(issues), 100 * issues)
    benchmark.group = f"equal shares, {issues} projects, {voices} voices"
    benchmark.name = "peer: pabutools"
    assert benchmark.pedantic(ask, rounds=_ROUNDS, warmup_rounds=0)
