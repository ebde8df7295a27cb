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
    strongest = Fraction(0)
    between = [each for each in issues if each not in {issue, other}]
    for size in range(len(between) + 1):
        for chosen in permutations(between, size):
            chain = (issue, *chosen, other)
            strongest = max(strongest, min(margin(ballots, a, b) for a, b in pairwise(chain)))
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
