"""How often does a seat make the difference? Try every coalition, and every order."""

from fractions import Fraction
from itertools import combinations, permutations
from math import factorial
from typing import NamedTuple


class Game(NamedTuple):
    """Votes by seat, in their order; the votes that pass something; those without whom nothing passes."""

    votes: dict[str, int]
    quota: int
    vetoes: frozenset[str] = frozenset()

    def passes(self, coalition: frozenset[str]) -> bool:
        return self.vetoes <= coalition and sum(self.votes[seat] for seat in coalition) >= self.quota


def coalitions(seats: list[str]) -> list[frozenset[str]]:
    """Every set of them, the empty one included."""
    return [frozenset(members) for size in range(len(seats) + 1) for members in combinations(seats, size)]


def as_one(game: Game, blocs: list[frozenset[str]]) -> Game:
    """The game in which each bloc is a seat of its own, named by its first member."""
    votes: dict[str, int] = {}
    vetoes = set()
    for seat in game.votes:
        members = next((bloc for bloc in blocs if seat in bloc), frozenset({seat}))
        name = next(each for each in game.votes if each in members)
        votes[name] = sum(game.votes[each] for each in members)
        if members & game.vetoes:
            vetoes.add(name)
    return Game(votes, game.quota, frozenset(vetoes))


def swings(game: Game) -> dict[str, int]:
    """In how many coalitions each seat is needed."""
    passing = [each for each in coalitions(list(game.votes)) if game.passes(each)]
    return {seat: sum(1 for each in passing if seat in each and not game.passes(each - {seat})) for seat in game.votes}


def banzhaf(game: Game) -> dict[str, Fraction]:
    counted = swings(game)
    return {seat: Fraction(own, sum(counted.values())) for seat, own in counted.items()}


def penrose(game: Game) -> dict[str, Fraction]:
    return {seat: Fraction(own, 2 ** (len(game.votes) - 1)) for seat, own in swings(game).items()}


def pivots(game: Game) -> dict[str, int]:
    """In how many orders of all seats each is the one whose yes passes it."""
    counted = dict.fromkeys(game.votes, 0)
    for order in permutations(game.votes):
        counted[next(seat for place, seat in enumerate(order) if game.passes(frozenset(order[: place + 1])))] += 1
    return counted


def shapley_shubik(game: Game) -> dict[str, Fraction]:
    """The same, for more seats: each coalition without the seat stands for all orders of those before and after it."""
    shares = dict.fromkeys(game.votes, Fraction(0))
    size = len(game.votes)
    for seat in game.votes:
        for before in coalitions([each for each in game.votes if each != seat]):
            if game.passes(before | {seat}) and not game.passes(before):
                orders = factorial(len(before)) * factorial(size - 1 - len(before))
                shares[seat] += Fraction(orders, factorial(size))
    return shares
