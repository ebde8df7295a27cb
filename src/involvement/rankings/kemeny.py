"""Kemeny's rule: the order that disagrees least with the positions, exactly."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from involvement._fields import frozen
from involvement.errors import LimitExceeded
from involvement.rankings.pairwise import margins_of, places_below, preferences
from involvement.rankings.profiles import Order, Profile, bits_of

__all__ = ["LARGEST_CIRCLE", "Consensus", "kemeny"]

LARGEST_CIRCLE = 18  # issues that beat each other in a circle: the search tries each of their 2^18 subsets


@frozen
class Consensus:
    """How near the order of Kemeny is to the positions.

    Attributes:
        disagreement: over all pairs of issues, the share of weight that prefers the later one, added up. A
            party for which the two are equal does not disagree.
        alone: whether no other order disagrees as little.
        largest_circle: how many issues beat each other in a circle, at most; 1 where there is no circle.
    """

    disagreement: Fraction
    alone: bool
    largest_circle: int


def kemeny(profile: Profile) -> Order[Consensus]:
    """The order that disagrees least with the positions, exactly; where several do, what they have in common.

    Issues stand in places of their own as far as every best order agrees: all of one place come before all of
    the next in each of them. An issue's score is the number of those in later places.

    Issues fall apart into circles, in which each beats each, directly or through others. Within a circle of k
    issues the search takes 2^k k steps at most, and mostly few of them; between circles there is nothing to search.

    Raises:
        LimitExceeded: a circle is larger than 18 issues.

    References:
        Kemeny, J. G. (1959). Mathematics without numbers. Daedalus 88, 577-591.
        Betzler, N., Bredereck, R. & Niedermeier, R. (2014). Theoretical and empirical evaluation of data reduction
        for exact Kemeny rank aggregation. doi:10.1007/s10458-013-9236-y
    """
    won = preferences(profile)
    found = margins_of(won)
    beats = [sum(1 << other for other, margin in enumerate(row) if margin > 0) for row in found]
    circles = _circles(beats)
    largest = max(map(len, circles), default=1)
    if largest > LARGEST_CIRCLE:
        raise LimitExceeded("issues that beat each other in a circle", LARGEST_CIRCLE, "rule kemeny")
    searched = [_searched(circle, found) for circle in circles]
    # Each pair costs at least what its winner's opponents weigh; within a circle some wins must be reversed as well.
    agreed = sum(map(sum, won))  # over all pairs of issues, the weight that prefers one of the two
    reversed_wins = sum(cost for _, cost in searched)
    least = (agreed - sum(abs(row[other]) for issue, row in enumerate(found) for other in range(issue))) // 2
    places = tuple(_places([blocks for blocks, _ in searched], beats))
    alone = all(len(place) == 1 for place in places)
    detail = Consensus(Fraction(least + reversed_wins, profile.whole), alone, largest)
    return Order(places, places_below(places), detail)


def _circles(beats: Sequence[int]) -> list[tuple[int, ...]]:
    """Issues that beat each other, directly or through others; every circle before those that it beats."""
    size = len(beats)
    onward = [beaten | 1 << issue for issue, beaten in enumerate(beats)]
    for through in range(size):  # Warshall's, a row in one step
        for issue in range(size):
            if onward[issue] >> through & 1:
                onward[issue] |= onward[through]
    circles: dict[int, list[int]] = {}
    for issue in range(size):
        circles.setdefault(onward[issue], []).append(issue)
    # Of two circles that are not the same, one that beats the other reaches more.
    return [tuple(members) for reach, members in sorted(circles.items(), key=lambda each: -each[0].bit_count())]


@frozen
class _Block:
    """Issues of one circle: in each of its best orders they come after those of the block before, whichever comes first.

    Attributes:
        issues: as bits.
        firsts: those that come first among them in some best order.
        lasts: those that come last among them in some best order.
    """

    issues: int
    firsts: int
    lasts: int


def _searched(circle: tuple[int, ...], found: Sequence[Sequence[int]]) -> tuple[list[_Block], int]:
    """The blocks of a circle, first to last, and the margins of the wins that a best order reverses, added up."""
    if len(circle) == 1:
        only = 1 << circle[0]
        return [_Block(only, only, only)], 0
    # What it costs to put an issue before a set: the margins by which they beat it. Half of the set at a time.
    half = len(circle) // 2
    mask = (1 << half) - 1
    wins = [[own if (own := found[other][issue]) > 0 else 0 for other in circle] for issue in circle]
    rows = [(1 << issue, _sums(row[:half]), _sums(row[half:])) for issue, row in enumerate(wins)]
    every = (1 << len(circle)) - 1
    most = _in_turn(rows, every, half)
    # The least cost of putting a set first, before all others; of sets that cost too much for a best order, none.
    best = {0: 0}
    reached = best
    for _ in circle:
        larger: dict[int, int] = {}
        for first, cost in reached.items():
            rest = every ^ first
            low_rest, high_rest = rest & mask, rest >> half
            for bit, low, high in rows:
                if rest & bit:
                    own = cost + low[low_rest] + high[high_rest]
                    if own <= most:
                        joined = first | bit
                        if joined not in larger or own < larger[joined]:
                            larger[joined] = own
        best.update(larger)
        reached = larger

    return list(_blocks(circle, rows, best))[::-1], best[every]


_Row = tuple[int, list[int], list[int]]  # an issue as a bit, and the cost of putting it before a set, half by half


def _in_turn(rows: Sequence[_Row], every: int, half: int) -> int:
    """The cost of the order that takes, each time, the issue that costs least: no best order costs more."""
    whole, rest, mask = 0, every, (1 << half) - 1
    while rest:
        cost, bit = min((low[rest & mask] + high[rest >> half], bit) for bit, low, high in rows if rest & bit)
        whole += cost
        rest ^= bit
    return whole


def _sums(values: Sequence[int]) -> list[int]:
    """The sum of each subset of the values, the subset as bits."""
    sums = [0]
    for value in values:
        sums += [sum_ + value for sum_ in sums]
    return sums


def _blocks(circle: tuple[int, ...], rows: Sequence[_Row], best: Mapping[int, int]) -> Iterator[_Block]:
    """From the last to the first: the sets that some best order puts first, those of one size at a time.

    Where there is only one of a size, every best order puts it first.
    """
    half = len(circle) // 2
    mask = (1 << half) - 1
    every = end = lasts = (1 << len(circle)) - 1
    sets = {end}
    while end:
        smaller = set()
        gone = 0
        for first in sets:
            least, rest = best[first], every ^ first
            for bit, low, high in rows:
                before = first ^ bit
                if bit & first and before in best and best[before] + low[rest & mask] + high[rest >> half] == least:
                    smaller.add(before)
                    gone |= bit
        if sets == {end}:
            lasts = gone
        sets = smaller
        if len(sets) == 1:
            (start,) = sets
            yield _Block(*(sum(1 << circle[issue] for issue in bits_of(part)) for part in (end ^ start, gone, lasts)))
            end = start


def _places(circles: Sequence[Sequence[_Block]], beats: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The issues between one cut and the next. A cut is a set that every best order puts first.

    One best order is circle after circle, so only its beginnings can be cuts. A beginning is none if an issue
    that is last in it, in some best order, and one that is first after it, in some best order, belong to
    different circles and neither beats the other: these two may then change places.
    """
    beaten_by = [0] * len(beats)
    for issue, beaten in enumerate(beats):
        for other in bits_of(beaten):
            beaten_by[other] |= 1 << issue
    fellows = {issue: joined for blocks in circles for joined in [_joined(blocks)] for issue in bits_of(joined)}
    steps = [(number, place) for number, blocks in enumerate(circles) for place in range(len(blocks))]
    before = start = 0
    for number, place in steps:
        before |= circles[number][place].issues
        ended = [*(blocks[-1] for blocks in circles[:number]), circles[number][place]]
        next_ones = [*circles[number][place + 1 : place + 2], *(blocks[0] for blocks in circles[number + 1 :])]
        lasts = _joined_bits(block.lasts for block in ended)
        firsts = _joined_bits(block.firsts for block in next_ones)
        last = [bit for bit in bits_of(lasts) if not beats[bit] & before & ~fellows[bit]]
        free = sum(1 << bit for bit in bits_of(firsts) if not beaten_by[bit] & ~before & ~fellows[bit])
        if not any(free & ~beats[bit] & ~fellows[bit] for bit in last):
            yield tuple(bits_of(before ^ start))
            start = before


def _joined(blocks: Sequence[_Block]) -> int:
    return _joined_bits(block.issues for block in blocks)


def _joined_bits(sets: Iterable[int]) -> int:
    joined = 0
    for set_ in sets:
        joined |= set_
    return joined
