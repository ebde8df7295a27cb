"""Voting power indices: Banzhaf and Shapley-Shubik, exact."""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from math import factorial
from operator import mul
from typing import Literal

from involvement import _fields
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.power.coalitions import BUDGET, Swings, swings
from involvement.power.quotas import Quota, votes_needed
from involvement.references import is_key

__all__ = ["voting_power"]


def voting_power(
    votes: Mapping[str, int],
    quota: Quota = None,
    *,
    index: Literal["banzhaf", "shapley-shubik"] = "banzhaf",
    absolute: bool = False,
    blocs: Iterable[Collection[str]] = (),
    vetoes: Iterable[str] = (),
    budget: int = BUDGET,
) -> dict[str, Fraction]:
    """The share of the power to decide that each seat has, exactly, in the order of *votes*.

    Votes are whole numbers of 0 or more by key. Something passes with the quota and with the yes of
    everybody who has a veto. The quota is a number of votes, a Fraction of all votes, or a word:
    `"majority"` is more than half, and so is None; `"two-thirds"` at least two thirds; `"unanimity"` all.
    A quota of half the votes or less is allowed; then two groups without a common member can each pass
    what the other would not.

    A seat makes the difference in a coalition that passes with it and not without it. `"banzhaf"` counts
    these coalitions, as shares of all seats' counts; with `absolute=True`, as shares of all coalitions of
    the others (the measure of Penrose: how often the seat decides if the others toss coins), which
    do not add up to 1. `"shapley-shubik"` asks how often the seat is the one that brings the quota, if all
    say yes one after the other, in every order. Both say what the rules allow, not what happens: boards
    often decide without a vote, and who speaks well decides more.

    Those in a bloc vote as one. A bloc's power cannot be divided, so it is one entry, with the key and at the place of
    its first member in the order of *votes*; its other members have none. It has a veto if a member has.

    Raises:
        InvalidValueError: votes that are not whole numbers, no votes at all, a quota beyond them.
        UnknownKeyError: a bloc or a veto names a key without a seat.
        DuplicateKeyError: a key stands in two blocs.
        LimitExceeded: the count would take more than *budget* bits at once. By Banzhaf, 1,000 seats
            with up to 1,000 votes each are within it and take some ten seconds. Shapley-Shubik needs the
            sizes of coalitions as well: 500 seats with up to 20 votes take as long, and the budget ends at
            about 60 votes each, or at 7 with 1,000 seats, which takes three quarters of a minute. A thousand
            seats with up to a thousand votes would take 31 GB and, at that pace, more than an hour.
            Votes are counted in the largest unit that divides them all.

    References:
        Banzhaf, J. F. (1965). Weighted voting doesn't work. Rutgers Law Review 19, 317-343.
        Penrose, L. S. (1946). The elementary statistics of majority voting. doi:10.2307/2981392
        Shapley, L. S. & Shubik, M. (1954). A method for evaluating the distribution of power in a
        committee system. doi:10.2307/1951053

    >>> power = voting_power({"chair": 50, "provider": 49, "service-users": 1}, quota=51)
    >>> print(*power.values())
    3/5 1/5 1/5
    """
    if index not in ("banzhaf", "shapley-shubik"):
        raise InvalidValueError("index", "one of banzhaf, shapley-shubik")
    if absolute and index != "banzhaf":
        raise InvalidValueError("absolute", "the index banzhaf: only that has an absolute measure")
    _fields.a_count("budget", budget)
    held = _held(votes)
    needed = votes_needed(quota, sum(held.values()))
    joined = _joined(held, blocs)
    holders = _with_veto(held, joined, vetoes)
    players = {key: sum(held[member] for member in members) for key, members in joined.items()}
    left = needed - sum(weight for key, weight in players.items() if key in holders)
    # What nobody needs makes no difference, in any order: leaving it out changes no other's power.
    free = [weight for key, weight in players.items() if weight and key not in holders] if left > 0 else []
    by_size = index == "shapley-shubik"
    found = swings(free, left, by_size=by_size, budget=budget) if free else Swings({}, (1,))
    size = len(free) + len(holders)
    # In how many orders do so many come first, then the seat, then everybody else?
    orders = [factorial(first) * factorial(size - 1 - first) for first in range(size)] if by_size else []

    def counted(row: tuple[int, ...], before: int) -> int:
        return sum(map(mul, row, orders[before:])) if by_size else sum(row)

    made = {weight: counted(row, len(holders)) for weight, row in found.made.items()}
    with_veto = counted(found.passing, len(holders) - 1) if holders else 0
    counts = {key: with_veto if key in holders else made.get(weight, 0) for key, weight in players.items()}
    every = factorial(size) if by_size else 2 ** (size - 1)
    whole = every if by_size or absolute else sum(counts.values())
    return {key: Fraction(number, whole) for key, number in counts.items()}


def _held(votes: Mapping[str, int]) -> dict[str, int]:
    if not isinstance(votes, Mapping) or not all(map(is_key, votes)):
        raise InvalidValueError("votes", "votes by key, text of 1 to 200 printable characters, no space at either end")
    for key, weight in votes.items():
        if not _fields.is_count(weight):
            raise InvalidValueError(f"votes[{key!r}]", "a whole number, 0 or more")
    if not sum(votes.values()):
        raise InvalidValueError("votes", "at least one seat with a vote")
    return dict(votes)


def _joined(held: Mapping[str, int], blocs: Iterable[Collection[str]]) -> dict[str, tuple[str, ...]]:
    """Who votes as one, by the key of their entry, in the order of their first members."""
    place = {key: number for number, key in enumerate(held)}
    together: dict[str, tuple[str, ...]] = {}
    for number, bloc in enumerate(_fields.listed("blocs", blocs)):
        where = f"blocs[{number}]"
        members = sorted(_known(held, _fields.members(where, bloc), where), key=place.__getitem__)
        if not members:
            raise InvalidValueError(where, "at least one member")
        _fields.distinct("member", [*together, *members], "blocs")
        together.update(dict.fromkeys(members, tuple(members)))
    entries = dict.fromkeys(together.get(key, (key,)) for key in held)
    return {members[0]: members for members in entries}


def _with_veto(held: Mapping[str, int], joined: Mapping[str, tuple[str, ...]], vetoes: Iterable[str]) -> frozenset[str]:
    asked = set(_known(held, _fields.members("vetoes", vetoes), "vetoes"))
    return frozenset(key for key, members in joined.items() if asked.intersection(members))


def _known(held: Mapping[str, int], keys: tuple[str, ...], where: str) -> tuple[str, ...]:
    for key in keys:
        if not is_key(key):
            raise InvalidValueError(where, "keys of seats")
        if key not in held:
            raise UnknownKeyError("seat", key, held, where)
    return keys
