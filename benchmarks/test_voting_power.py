"""Voting power of large assemblies, beside the plain lists that a textbook would write: read the ratios, not the times."""

from fractions import Fraction
from random import Random

import pytest

from involvement.power import voting_power

_SIZES = [(20, 20), (50, 50), (100, 100), (500, 20), (1_000, 10)]  # seats, and the most votes that one has
_LARGEST = (1_000, 1_000)
_BY_SIZE = [(20, 20), (50, 50), (100, 20)]
_BY_SIZE_LARGEST = (500, 20)


def _votes(seats, most):
    chance = Random(seats)
    return {f"seat-{number}": chance.randint(1, most) for number in range(seats)}


def by_list(votes):
    """Banzhaf by simple majority: coalitions by votes in a list, each seat with other votes taken out of it again."""
    quota = sum(votes.values()) // 2 + 1
    ways = [1] + [0] * (quota - 1)
    for own in votes.values():
        for held in range(quota - 1, own - 1, -1):
            ways[held] += ways[held - own]
    swings = {}
    for own in set(votes.values()):
        without = ways[:]
        for held in range(own, quota):
            without[held] -= without[held - own]
        swings[own] = sum(without[max(0, quota - own) :])
    everybody = sum(swings[own] for own in votes.values())
    return {seat: Fraction(swings[own], everybody) for seat, own in votes.items()}


def by_table(votes):
    """Shapley-Shubik by simple majority: coalitions by size and votes in a table, and the same for each seat."""
    size = len(votes)
    quota = sum(votes.values()) // 2 + 1
    ways = [[0] * quota for _ in range(size + 1)]
    ways[0][0] = 1
    for number, own in enumerate(votes.values()):
        for members in range(number, -1, -1):
            row, longer = ways[members], ways[members + 1]
            for held in range(quota - own):
                longer[held + own] += row[held]
    orders = [1]
    for members in range(1, size):
        orders.append(orders[-1] * members)
    powers = {}
    for own in set(votes.values()):
        without = [ways[0][:]]
        for members in range(1, size):
            fewer = without[-1]
            without.append([n - (fewer[held - own] if held >= own else 0) for held, n in enumerate(ways[members])])
        swings = [sum(row[max(0, quota - own) :]) for row in without]
        counted = sum(n * orders[members] * orders[size - 1 - members] for members, n in enumerate(swings))
        powers[own] = Fraction(counted, orders[-1] * size)
    return {seat: powers[own] for seat, own in votes.items()}


_PEERS = {"banzhaf": by_list, "shapley-shubik": by_table}
_GAMES = [("banzhaf", *size) for size in _SIZES] + [("shapley-shubik", *size) for size in _BY_SIZE]
_LARGE = [("banzhaf", *_LARGEST), ("shapley-shubik", *_BY_SIZE_LARGEST)]


@pytest.mark.parametrize("whose", ["ours", "theirs"])
@pytest.mark.parametrize(("index", "seats", "most"), _GAMES)
def test_the_power_of_an_assembly(benchmark, index, seats, most, whose):
    """The peer answers the same question exactly too, so that the ratio is one of time alone."""
    if benchmark.disabled and seats > 100:
        seats = 100
    votes = _votes(seats, most)
    benchmark.group = f"{index}, {seats} seats of up to {most} votes"
    benchmark.name = "involvement" if whose == "ours" else "peer: plain lists"
    ask = (lambda: voting_power(votes, index=index)) if whose == "ours" else (lambda: _PEERS[index](votes))
    assert voting_power(votes, index=index) == benchmark.pedantic(ask, rounds=3, warmup_rounds=0)


@pytest.mark.parametrize(("index", "seats", "most"), _LARGE)
def test_the_largest_assemblies(benchmark, index, seats, most):
    """What takes seconds, and what the plain lists would take minutes for."""
    if benchmark.disabled:
        seats = 100
    votes = _votes(seats, most)
    benchmark.group = f"{index}, {seats} seats of up to {most} votes, alone"
    found = benchmark.pedantic(lambda: voting_power(votes, index=index), rounds=1, warmup_rounds=0)
    assert sum(found.values()) == 1
