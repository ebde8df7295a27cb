"""Swing counting: in how many coalitions each seat makes the difference.

A *coalition* is any set of seats that vote yes; it passes with the quota. How many coalitions have how
many votes is counted seat by seat, in one list of whole numbers. With sizes asked for, each number holds
a row of counters, one for each size of coalition, so that one addition adds them all.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, repeat
from math import comb, gcd
from operator import add, lshift

from involvement._fields import frozen
from involvement.errors import LimitExceeded

__all__ = ["BUDGET", "Swings", "swings"]

BUDGET = 2**31


@frozen
class Swings:
    """What was counted, by the size of the coalition where sizes were asked for, else in one number.

    Attributes:
        made: for each distinct number of votes, the coalitions of others to which a seat with that many
            votes brings the quota. Sizes go from none to all the others.
        passing: the coalitions that have the quota. Sizes go from none to all.
    """

    made: dict[int, tuple[int, ...]]
    passing: tuple[int, ...]


def swings(votes: Sequence[int], quota: int, *, by_size: bool, budget: int = BUDGET) -> Swings:
    """The coalitions in which each seat makes the difference; votes of at least 1, a quota from 1 to their sum.

    With n seats and a quota of q votes (or, if fewer, the votes that are enough to stop something) it takes
    about n x q additions of numbers with n bits, or n x n bits by size; where there are fewer coalitions
    than that, it goes through the coalitions. Votes with a common divisor are counted in units of it, which
    makes a large count of members in hundreds a small one. More than *budget* bits at once raise `LimitExceeded`.
    """
    unit = gcd(*votes)
    if unit > 1:
        found = swings([weight // unit for weight in votes], -(-quota // unit), by_size=by_size, budget=budget)
        return Swings({weight * unit: row for weight, row in found.made.items()}, found.passing)
    seats = len(votes)
    blocking = sum(votes) - quota + 1
    # A seat makes the difference for yes as often as for no: whichever takes fewer votes is counted.
    mirrored = blocking < quota
    below = min(quota, blocking)
    sparse = 1 << seats <= below
    counters = (seats + 1) ** 2 if by_size else seats + 1
    if min(below, 1 << seats) * counters > budget:
        raise LimitExceeded(
            f"bits to count the coalitions of so many seats and votes ({seats} seats can be counted up to a quota of "
            f"{budget // counters}, or of as many short of all)",
            budget,
            "voting_power",
        )
    slot = (seats // 8 + 1) * 8 if by_size else 0
    made, lacking = (_by_coalition if sparse else _by_votes)(votes, below, slot)

    def row(packed: int, size: int) -> tuple[int, ...]:
        if not by_size:
            return (packed,)
        width = slot // 8
        raw = packed.to_bytes(size * width, "little")
        return tuple(int.from_bytes(raw[start : start + width], "little") for start in range(0, len(raw), width))

    lost = row(lacking, seats + 1)
    if mirrored:
        return Swings({weight: row(packed, seats)[::-1] for weight, packed in made.items()}, lost[::-1])
    every = [comb(seats, size) for size in range(seats + 1)] if by_size else [1 << seats]
    return Swings({weight: row(packed, seats) for weight, packed in made.items()}, tuple(map(int.__sub__, every, lost)))


def _by_votes(votes: Sequence[int], below: int, slot: int) -> tuple[dict[int, int], int]:
    """Through all numbers of votes below the quota: best with many seats and few votes."""
    up_to = list(accumulate(_rows(votes, below, slot)))
    made = {}
    for weight in sorted(set(votes)):
        # Without the seat: its votes taken away once, added back twice, and so on down to none.
        steps = up_to[below - 1 - weight :: -weight] if weight < below else []
        if slot:
            without = 0
            for step in reversed(steps):
                without = step - (without << slot)
        else:
            without = sum(steps[::2]) - sum(steps[1::2])
        made[weight] = up_to[-1] - without - (without << slot)
    return made, up_to[-1]


def _rows(votes: Sequence[int], below: int, slot: int) -> list[int]:
    """How many coalitions have each number of votes from 0 to *below* - 1, in one row by size."""
    # Most are seats with the same votes, whose coalitions are binomial; then the fewest votes first, so
    # that lists and numbers stay short for long.
    common, members = min(Counter(votes).items(), key=lambda each: (-each[1], each[0]))
    total = members * common
    # The others of a coalition are one too, with the votes that it lacks: where sizes do not count, the
    # upper half of the list mirrors the lower.
    parts = 1 if slot else 2
    rows = [0] * min(below, total // parts + 1)
    for size in range((len(rows) - 1) // common + 1):
        rows[size * common] = comb(members, size) << size * slot
    for weight in sorted(vote for vote in votes if vote != common):
        joined = list(map(lshift, rows, repeat(slot))) if slot else rows
        further = range(len(rows), min(below, (total + weight) // parts + 1))
        rows = rows + [0 if slot or held > total else rows[total - held] for held in further]
        rows[weight:] = map(add, rows[weight:], joined)
        total += weight
    return rows


def _by_coalition(votes: Sequence[int], below: int, slot: int) -> tuple[dict[int, int], int]:
    """Through all coalitions that lack the quota: best with few seats and many votes."""
    made = {}
    for weight in sorted(set(votes)):
        others = list(votes)
        others.remove(weight)
        made[weight] = sum(row for held, row in _sums(others, below, slot).items() if held >= below - weight)
    return made, sum(_sums(votes, below, slot).values())


def _sums(votes: Sequence[int], below: int, slot: int) -> dict[int, int]:
    rows = {0: 1}
    for weight in votes:
        for held, row in list(rows.items()):
            if held + weight < below:
                rows[held + weight] = rows.get(held + weight, 0) + (row << slot)
    return rows
