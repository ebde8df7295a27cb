"""Which order do the rules give? Slowly: every order is tried, every path is walked, every pair is asked.

A position is a list of places, best first, each a set of issues; a ballot is a position with its weight.
"""

from fractions import Fraction
from itertools import combinations, pairwise, permutations
from typing import NamedTuple


class Ballot(NamedTuple):
    """What one party wants, best first, and the share that it weighs."""

    places: list[set[str]]
    weight: Fraction


def place(ballot: Ballot, issue: str) -> int:
    """At which place it stands; one that is not listed stands after all."""
    return next((number for number, tied in enumerate(ballot.places) if issue in tied), len(ballot.places))


def prefers(ballot: Ballot, issue: str, other: str) -> bool:
    return place(ballot, issue) < place(ballot, other)


def margin(ballots: list[Ballot], issue: str, other: str) -> Fraction:
    """What weighs for the one against the other, less what weighs the other way."""
    return sum(
        (each.weight * (prefers(each, issue, other) - prefers(each, other, issue)) for each in ballots), Fraction(0)
    )


def tied_by(scores: dict[str, Fraction]) -> list[set[str]]:
    return [
        {issue for issue in scores if scores[issue] == score} for score in sorted(set(scores.values()), reverse=True)
    ]


def borda(ballots: list[Ballot], issues: list[str]) -> dict[str, Fraction]:
    """A point for every issue that stands below, half a point for every one that ties."""
    return {
        issue: sum(
            (
                each.weight * (prefers(each, issue, other) + Fraction(place(each, issue) == place(each, other), 2))
                for each in ballots
                for other in issues
                if other != issue
            ),
            Fraction(0),
        )
        for issue in issues
    }


def copeland(ballots: list[Ballot], issues: list[str]) -> dict[str, Fraction]:
    """Contests won less contests lost."""
    return {
        issue: Fraction(
            sum((margin(ballots, issue, other) > 0) - (margin(ballots, issue, other) < 0) for other in issues)
        )
        for issue in issues
    }


def strength(ballots: list[Ballot], issues: list[str], issue: str, other: str) -> Fraction:
    """The best of all paths: each a chain of wins without a repeated issue, as strong as its weakest win."""
    wins = {(a, b): margin(ballots, a, b) for a, b in permutations(issues, 2)}
    strongest = Fraction(0)
    between = [each for each in issues if each not in {issue, other}]
    for size in range(len(between) + 1):
        for chosen in permutations(between, size):
            chain = (issue, *chosen, other)
            strongest = max(strongest, min(wins[pair] for pair in pairwise(chain)))
    return strongest


def schulze(ballots: list[Ballot], issues: list[str]) -> list[set[str]]:
    """First those that nobody beats along paths, then those that none of the rest beats."""
    strong = {(a, b): strength(ballots, issues, a, b) for a in issues for b in issues if a != b}
    rest, places = set(issues), []
    while rest:
        first = {a for a in rest if not any(strong[b, a] > strong[a, b] for b in rest - {a})}
        places.append(first)
        rest -= first
    return places


def disagreement(ballots: list[Ballot], order: tuple[str, ...]) -> Fraction:
    """For every pair, the weight of those who prefer the later one."""
    return sum(
        (each.weight for first, second in combinations(order, 2) for each in ballots if prefers(each, second, first)),
        Fraction(0),
    )


def kemeny(ballots: list[Ballot], issues: list[str]) -> tuple[Fraction, list[tuple[str, ...]]]:
    """The least disagreement, and every order that has it."""
    found = [(disagreement(ballots, order), order) for order in permutations(issues)]
    least = min(cost for cost, _ in found)
    return least, [order for cost, order in found if cost == least]


def in_common(orders: list[tuple[str, ...]]) -> list[set[str]]:
    """The finest places such that in every order all issues of one come before all of the next."""
    cuts = [size for size in range(len(orders[0]) + 1) if len({frozenset(order[:size]) for order in orders}) == 1]
    return [set(orders[0][start:end]) for start, end in pairwise(cuts)]


def position_scores(order: list[set[str]], issues: list[str]) -> dict[str, Fraction]:
    """The mean of the points of the places that a tie fills, the best place having as many as there are issues."""
    scores, top = {}, len(issues)
    for tied in [*order, set(issues).difference(*order)]:
        places = [Fraction(top - each) for each in range(len(tied))]
        scores.update({issue: sum(places) / len(places) for issue in tied})
        top -= len(tied)
    return scores


def jla(groups: list[list[Ballot]], issues: list[str]) -> dict[str, Fraction]:
    """Points are added within each group; its places by these sums give points again, which are added."""
    total = dict.fromkeys(issues, Fraction(0))
    for members in groups:
        sums = {
            issue: sum((each.weight * position_scores(each.places, issues)[issue] for each in members), Fraction(0))
            for issue in issues
        }
        weight = sum(each.weight for each in members)
        for issue, points in position_scores(tied_by(sums), issues).items():
            total[issue] += weight * points
    return total


def concordance(orders: list[list[set[str]]], issues: list[str]) -> Fraction | None:
    """The spread of the sums of ranks, as a share of what it is if all rank alike with their own ties.

    Written as the mean of Spearman's rank correlations of all pairs of raters would lead to it: from the deviations.
    """
    ranks = [
        {issue: len(issues) + 1 - points for issue, points in position_scores(each, issues).items()} for each in orders
    ]
    mean = Fraction(len(issues) + 1, 2)
    between = sum((sum(each[issue] for each in ranks) - len(ranks) * mean) ** 2 for issue in issues)
    within = sum((each[issue] - mean) ** 2 for each in ranks for issue in issues)
    if len(orders) == 1 or not within:
        return None
    return Fraction(between) / (len(orders) * within)


def agreement(one: list[set[str]], other: list[set[str]], issues: list[str]) -> tuple[Fraction | None, int]:
    """The share of pairs in one order, half for those that one of the two ties; and how many are in opposite order."""
    first, second = Ballot(one, Fraction(1)), Ballot(other, Fraction(1))
    pairs = list(combinations(issues, 2))
    alike, opposed = Fraction(0), 0
    for a, b in pairs:
        ours = prefers(first, a, b) - prefers(first, b, a)
        theirs = prefers(second, a, b) - prefers(second, b, a)
        opposed += ours * theirs == -1
        alike += 1 if ours == theirs else Fraction(0) if ours * theirs else Fraction(1, 2)
    return (alike / len(pairs) if pairs else None), opposed
