"""Which order disagrees least with the positions?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from involvement.errors import LimitExceeded
from involvement.priorities.contests import margins, places_below
from involvement.priorities.profiles import Order, Profile, bits_of

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
    issues the search takes 2^k k steps; between circles there is nothing to search.

    Raises:
        LimitExceeded: a circle is larger than 18 issues.

    References:
        Kemeny, J. G. (1959). Mathematics without numbers. Daedalus 88, 577-591.
        Betzler, N., Bredereck, R. & Niedermeier, R. (2014). Theoretical and empirical evaluation of data reduction
        for exact Kemeny rank aggregation. doi:10.1007/s10458-013-9236-y
    """
    found = margins(profile)
    beats = [sum(1 << other for other, margin in enumerate(row) if margin > 0) for row in found]
    circles = _circles(beats)
    largest = max(map(len, circles), default=1)
    if largest > LARGEST_CIRCLE:
        raise LimitExceeded("issues that beat each other in a circle", LARGEST_CIRCLE, "rule kemeny")
    searched = [_searched(circle, found) for circle in circles]
    # Each pair costs at least what its winner's opponents weigh; within a circle some wins must be reversed as well.
    agreed = _preferring(profile)
    reversed_wins = sum(cost for _, cost in searched)
    least = (agreed - sum(abs(row[other]) for own, row in enumerate(found) for other in range(own))) // 2
    places = tuple(_places([blocks for blocks, _ in searched], beats))
    alone = all(len(place) == 1 for place in places)
    detail = Consensus(Fraction(least + reversed_wins, profile.whole), alone, largest)
    return Order(places, places_below(places), detail)


def _preferring(profile: Profile) -> int:
    """Over all pairs of issues, the weight that prefers one of the two, added up."""
    pairs = 0
    for places, weight in zip(profile.places, profile.weights, strict=True):
        before = 0
        for place in places:
            pairs += weight * before * len(place)
            before += len(place)
    return pairs


def _circles(beats: Sequence[int]) -> list[tuple[int, ...]]:
    """Issues that beat each other, directly or through others; every circle before those that it beats."""
    size = len(beats)
    onward = [_reached(beats, 1 << issue) for issue in range(size)]
    circles: dict[int, list[int]] = {}
    for issue in range(size):
        circles.setdefault(onward[issue], []).append(issue)
    # Of two circles that are not the same, one that beats the other reaches more.
    return [tuple(members) for reach, members in sorted(circles.items(), key=lambda each: -each[0].bit_count())]


def _reached(beats: Sequence[int], start: int) -> int:
    reached, new = start, start
    while new:
        onward = 0
        for issue in bits_of(new):
            onward |= beats[issue]
        new = onward & ~reached
        reached |= new
    return reached


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
    # What it costs to put an issue after a set: the margins by which it beats them. Half of the set at a time.
    half = len(circle) // 2
    wins = [[max(0, found[issue][other]) for other in circle] for issue in circle]
    low, high = [_sums(row[:half]) for row in wins], [_sums(row[half:]) for row in wins]
    mask = (1 << half) - 1
    best = [0] * (1 << len(circle))  # the least cost of putting a set first
    for those in range(1, len(best)):
        least = -1
        rest = those
        while rest:
            bit = rest & -rest
            rest ^= bit
            before = those ^ bit
            issue = bit.bit_length() - 1
            cost = best[before] + low[issue][before & mask] + high[issue][before >> half]
            if cost < least or least < 0:
                least = cost
        best[those] = least

    def makes(before: int, issue: int, those: int) -> bool:
        return best[before] + low[issue][before & mask] + high[issue][before >> half] == best[those]

    return list(_blocks(circle, makes))[::-1], best[-1]


def _sums(values: Sequence[int]) -> list[int]:
    """The sum of each subset of the values, the subset as bits."""
    sums = [0]
    for value in values:
        sums += [each + value for each in sums]
    return sums


def _blocks(circle: tuple[int, ...], makes: Callable[[int, int, int], bool]) -> Iterator[_Block]:
    """From the last to the first: the sets that some best order puts first, those of one size at a time.

    Where there is only one of a size, every best order puts it first.
    """
    end = lasts = (1 << len(circle)) - 1
    sets = {end}
    while end:
        smaller = set()
        gone = 0
        for those in sets:
            for issue in bits_of(those):
                before = those ^ (1 << issue)
                if makes(before, issue, those):
                    smaller.add(before)
                    gone |= 1 << issue
        if sets == {end}:
            lasts = gone
        sets = smaller
        if len(sets) == 1:
            (start,) = sets
            yield _Block(*(sum(1 << circle[issue] for issue in bits_of(each)) for each in (end ^ start, gone, lasts)))
            end = start


def _places(circles: Sequence[Sequence[_Block]], beats: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The issues between one cut and the next. A cut is a set that every best order puts first.

    One best order is circle after circle, so only its beginnings can be cuts. A beginning is none if an issue
    that is last in it, in some best order, and one that is first after it, in some best order, belong to
    different circles and neither beats the other: these two may then change places.
    """
    beaten_by = [0] * len(beats)
    for issue, those in enumerate(beats):
        for other in bits_of(those):
            beaten_by[other] |= 1 << issue
    fellows = {issue: own for blocks in circles for own in [_joined(blocks)] for issue in bits_of(own)}
    steps = [(number, place) for number, blocks in enumerate(circles) for place in range(len(blocks))]
    before = start = 0
    for number, place in steps:
        before |= circles[number][place].issues
        ended = [*(blocks[-1] for blocks in circles[:number]), circles[number][place]]
        next_ones = [*circles[number][place + 1 : place + 2], *(blocks[0] for blocks in circles[number + 1 :])]
        lasts = _joined_bits(each.lasts for each in ended)
        firsts = _joined_bits(each.firsts for each in next_ones)
        last = [each for each in bits_of(lasts) if not beats[each] & before & ~fellows[each]]
        free = sum(1 << each for each in bits_of(firsts) if not beaten_by[each] & ~before & ~fellows[each])
        if not any(free & ~beats[each] & ~fellows[each] for each in last):
            yield tuple(bits_of(before ^ start))
            start = before


def _joined(blocks: Sequence[_Block]) -> int:
    return _joined_bits(each.issues for each in blocks)


def _joined_bits(sets: Iterable[int]) -> int:
    joined = 0
    for each in sets:
        joined |= each
    return joined
