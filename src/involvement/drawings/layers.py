"""Layer assignment and crossing reduction: a column and a place in it for each thing."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["crossings", "layered", "ordered"]

_SWEEPS = 12
_SWAPS = 8


def layered(keys: Iterable[str], edges: Mapping[tuple[str, str], int]) -> dict[str, int]:
    """The layer of each key: 0 without a predecessor, else one more than the latest predecessor's.

    *edges* are pairs with a weight. Edges that close a cycle do not count: those that point backwards in the
    order of Eades, Lin and Smyth, which drops few of them; ties go to the smaller key.

    References:
        Eades, Lin, Smyth (1993), A fast and effective heuristic for the feedback arc set problem,
        doi:10.1016/0020-0190(93)90079-O.
    """
    order = _sequence(sorted(set(keys)), edges)
    place = {key: number for number, key in enumerate(order)}
    into: dict[str, list[str]] = defaultdict(list)
    for source, target in edges:
        if place[source] < place[target]:
            into[target].append(source)
    layer: dict[str, int] = {}
    for key in order:
        layer[key] = max((layer[source] + 1 for source in into[key]), default=0)
    return layer


def _sequence(keys: Sequence[str], edges: Mapping[tuple[str, str], int]) -> list[str]:
    """The keys in an order against which little weight points. O(n^2 + m)."""
    out: dict[str, dict[str, int]] = {key: {} for key in keys}
    into: dict[str, dict[str, int]] = {key: {} for key in keys}
    for (source, target), weight in edges.items():
        if source != target:
            out[source][target] = weight
            into[target][source] = weight
    left = dict.fromkeys(keys)
    first: list[str] = []
    last: list[str] = []

    def take(key: str) -> None:
        del left[key]
        for target in out.pop(key):
            del into[target][key]
        for source in into.pop(key):
            del out[source][key]

    while left:
        if sinks := [key for key in left if not out[key] and into[key]]:
            last.extend(sinks)
        elif sources := [key for key in left if not into[key]]:
            first.extend(sources)
        else:
            sources = [min(left, key=lambda key: (sum(into[key].values()) - sum(out[key].values()), key))]
            first.extend(sources)
        for key in sinks or sources:
            take(key)
    return first + last[::-1]


def crossings(upper: Sequence[Sequence[int]]) -> int:
    """How many pairs of lines cross between two columns: per thing in order, the sorted places it leads to.

    Each line is looked for among those before it: O(m log m) but for the insertions, which are cheap.
    """
    count = 0
    seen: list[int] = []
    for places in upper:
        for place in places:
            count += len(seen) - bisect_left(seen, place + 1)
        for place in places:
            seen.insert(bisect_left(seen, place), place)
    return count


def ordered(columns: Sequence[Sequence[int]], edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The columns with their numbers in an order in which few lines between neighbouring columns cross.

    Every edge joins one column to the next. Barycentres in sweeps to and fro, then neighbours are swapped
    while that helps; the best order met is kept, and the given order breaks ties.
    """
    before: dict[int, list[int]] = defaultdict(list)
    after: dict[int, list[int]] = defaultdict(list)
    for source, target in edges:
        after[source].append(target)
        before[target].append(source)
    now = [list(column) for column in columns]
    place = {node: number for column in now for number, node in enumerate(column)}
    best, fewest = [list(column) for column in now], _total(now, after, place)
    for sweep in range(_SWEEPS):
        onward = sweep % 2 == 0
        for column in now[1:] if onward else now[-2::-1]:
            _by_barycentre(column, before if onward else after, place)
        _swapped(now, before, after, place)
        count = _total(now, after, place)
        if count < fewest:
            best, fewest = [list(column) for column in now], count
    return best


def _by_barycentre(column: list[int], joined: Mapping[int, Sequence[int]], place: dict[int, int]) -> None:
    def middle(node: int) -> tuple[int, int]:
        others = joined.get(node, ())
        # In thousandths: whole numbers keep the order the same on every machine.
        return (sum(place[other] for other in others) * 1000 // len(others) if others else place[node] * 1000), place[
            node
        ]

    column.sort(key=middle)
    place.update({node: number for number, node in enumerate(column)})


def _swapped(
    columns: list[list[int]],
    before: Mapping[int, Sequence[int]],
    after: Mapping[int, Sequence[int]],
    place: dict[int, int],
) -> None:
    for _ in range(_SWAPS):
        better = False
        for column in columns:
            for number in range(len(column) - 1):
                one, two = column[number], column[number + 1]
                gain = 0
                for joined in (before, after):
                    ones = sorted(place[other] for other in joined.get(one, ()))
                    twos = sorted(place[other] for other in joined.get(two, ()))
                    gain += _inverted(ones, twos) - _inverted(twos, ones)
                if gain > 0:
                    column[number], column[number + 1] = two, one
                    place[one], place[two] = number + 1, number
                    better = True
        if not better:
            return


def _inverted(ones: Sequence[int], twos: Sequence[int]) -> int:
    """How many lines of the first cross lines of the second, the first standing before."""
    return sum(bisect_left(twos, place) for place in ones)


def _total(columns: Sequence[Sequence[int]], after: Mapping[int, Sequence[int]], place: Mapping[int, int]) -> int:
    return sum(
        crossings([sorted(place[other] for other in after.get(node, ())) for node in column]) for column in columns
    )
