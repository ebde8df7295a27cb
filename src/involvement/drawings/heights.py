"""Vertical coordinates of boxes: level lines, as far as the order of each column allows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from involvement._fields import frozen

__all__ = ["Node", "levelled", "straighten"]

_GAP = 20  # between two boxes
_SWEEPS = 10


@frozen
class Node:
    column: int
    head: int
    tail: int = 0
    rounding: int = 0
    passing: bool = False


def levelled(columns: Sequence[Sequence[int]], nodes: Sequence[Node], steps: Iterable[tuple[int, int]]) -> list[int]:
    """The middle of each head: as near to what it is joined to as the order in its column allows."""
    joined: tuple[dict[int, list[int]], dict[int, list[int]]] = (defaultdict(list), defaultdict(list))
    for source, target in steps:
        joined[0][target].append(source)
        joined[1][source].append(target)
    middle = [0] * len(nodes)
    offsets = [_offsets([nodes[node] for node in column]) for column in columns]
    for column, distances in zip(columns, offsets, strict=True):
        for node, distance in zip(column, distances, strict=True):
            middle[node] = distance
    for sweep in range(_SWEEPS):
        sides = joined if sweep == _SWEEPS - 1 else (joined[sweep % 2],)
        pairs = list(zip(columns, offsets, strict=True))
        for column, distances in pairs if sweep % 2 == 0 else pairs[::-1]:
            wanted = [_wanted(node, sides, nodes, middle) for node in column]
            for node, height in zip(column, _spread(wanted, distances), strict=True):
                middle[node] = height
    return middle


def straighten(
    lines: Iterable[Sequence[int]], columns: Sequence[Sequence[int]], nodes: Sequence[Node], middle: list[int]
) -> None:
    """Brings the slots of each long line to one height, where their neighbours leave room for that."""
    offsets = [_offsets([nodes[node] for node in column]) for column in columns]
    place = {node: number for column in columns for number, node in enumerate(column)}
    for line in lines:
        lowest, highest = [], []
        for node in line:
            column, room, number = columns[nodes[node].column], offsets[nodes[node].column], place[node]
            if number > 0:
                lowest.append(middle[column[number - 1]] + room[number] - room[number - 1])
            if number + 1 < len(column):
                highest.append(middle[column[number + 1]] - room[number + 1] + room[number])
        if line:
            height = min([max([sum(middle[node] for node in line) // len(line), *lowest]), *highest])
            if all(height >= low for low in lowest):
                for node in line:
                    middle[node] = height


def _offsets(column: Sequence[Node]) -> list[int]:
    """How far each middle is from the first one when all stand as close as they may."""
    distances = [0] if column else []
    for above, below in pairwise(column):
        gap = _GAP if not (above.passing or below.passing) else 2 if above.passing and below.passing else _GAP // 2
        distances.append(distances[-1] + above.head - above.head // 2 + above.tail + gap + below.head // 2)
    return distances


def _wanted(
    node: int, sides: Sequence[Mapping[int, Sequence[int]]], nodes: Sequence[Node], middle: Sequence[int]
) -> tuple[int, int]:
    """Where a middle would best be, and how much that matters: most for a long line, which is to run straight."""
    total = weight = 0
    for side in sides:
        for other in side.get(node, ()):
            matters = 8 if nodes[node].passing and nodes[other].passing else 2 if nodes[other].passing else 1
            total += matters * middle[other]
            weight += matters
    return (total // weight, weight) if weight else (middle[node], 1)


def _spread(wanted: Sequence[tuple[int, int]], distances: Sequence[int]) -> list[int]:
    """The heights nearest to those wanted, in weighted squares, that keep their distances (pool adjacent violators)."""
    blocks: list[list[int]] = []
    for (height, weight), distance in zip(wanted, distances, strict=True):
        blocks.append([weight * (height - distance), weight, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] > blocks[-1][0] * blocks[-2][1]:
            total, weighs, members = blocks.pop()
            blocks[-1] = [blocks[-1][0] + total, blocks[-1][1] + weighs, blocks[-1][2] + members]
    levels = [total // weight for total, weight, members in blocks for _ in range(members)]
    return [level + distance for level, distance in zip(levels, distances, strict=True)]
