"""Layered layout: a box for each thing, and an orthogonal or curved route for each line.

Lines to a later column run through the columns between in slots of their own. All others, back, inside one
column, or answers, run at right angles on tracks: upright lanes beside the columns and level lanes below them.
No two lines share a piece of a track. Whole numbers throughout, so that the drawing is the same on every machine.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import pairwise

from attrs import evolve

from involvement._fields import frozen
from involvement.drawings.heights import Node, levelled, straighten
from involvement.drawings.layers import ordered

__all__ = ["Arrangement", "Box", "Item", "Link", "Point", "Route", "Way", "arrange"]

Point = tuple[int, int]

COLUMN = 212
INSET = 10
BOX = COLUMN - 2 * INSET
_PORT = 13  # between two lines at one side of a box
_LANE = 11  # between two lanes
_CLEAR = 9  # between the ends of two lines on one lane
_STUB = 18  # from a box to the nearest lane: room for an arrowhead
_GAP = 20  # between two boxes
_SLOT = 12  # the height of a line that passes a column
_MARGIN = 16
_ROUNDS = 3


class Way(Enum):
    """How a line runs."""

    ONWARD = "onward"
    INSIDE = "inside"
    UNDER = "under"


@frozen
class Item:
    """Something to be placed: the height of its head, where lines end, and of the tail below it.

    No line ends within `rounding` of a corner of the head.
    """

    key: str
    head: int
    tail: int = 0
    rounding: int = 4


@frozen
class Link:
    """A line to be drawn. An answer never runs onward among the views, whichever way it goes."""

    source: str
    target: str
    answer: bool = False


@frozen
class Box:
    """Where an item stands: lines end at the sides of its head."""

    x: int
    y: int
    width: int
    head: int
    tail: int

    @property
    def right(self) -> int:
        return self.x + self.width


@frozen
class Route:
    """The way of one line: its corners, or for a line onward the ends of its level pieces, joined by curves."""

    way: Way
    points: tuple[Point, ...]


@frozen
class Arrangement:
    """The whole layout: boxes by key, a route for each link in the order given, and the left edge of each column."""

    boxes: dict[str, Box]
    routes: tuple[Route, ...]
    columns: tuple[int, ...]
    floor: int
    width: int
    height: int


def arrange(columns: Sequence[Sequence[Item]], links: Sequence[Link], *, top: int = 0) -> Arrangement:
    """The layout of the items, each sequence a column; *links* name items by key.

    Linear in the items and links, each link counted once for every column it passes, but for sorting.
    """
    return _Layout(columns, links, top).arrangement()


class _Layout:
    """The steps of the layout, each setting what the next ones need."""

    def __init__(self, columns: Sequence[Sequence[Item]], links: Sequence[Link], top: int) -> None:
        self.top = top
        self.nodes: list[Node] = []
        self.number: dict[str, int] = {}
        self.order: list[list[int]] = []
        for place, items in enumerate(columns):
            self.order.append([])
            for item in items:
                self.number[item.key] = self._added(Node(place, item.head, item.tail, item.rounding))
        self.ways = [self._way(link) for link in links]
        self.chains = [self._chain(link, way) for link, way in zip(links, self.ways, strict=True)]

    def _added(self, node: Node) -> int:
        self.nodes.append(node)
        self.order[node.column].append(len(self.nodes) - 1)
        return len(self.nodes) - 1

    def _way(self, link: Link) -> Way:
        source, target = (self.nodes[self.number[key]].column for key in (link.source, link.target))
        if source == target:
            return Way.INSIDE
        return Way.ONWARD if target > source and not link.answer else Way.UNDER

    def _chain(self, link: Link, way: Way) -> list[int]:
        """The nodes that a line meets: its ends and, for a line onward, a slot in each column between."""
        source, target = self.number[link.source], self.number[link.target]
        between = range(self.nodes[source].column + 1, self.nodes[target].column) if way is Way.ONWARD else ()
        return [source, *(self._added(Node(column, _SLOT, passing=True)) for column in between), target]

    def arrangement(self) -> Arrangement:
        steps = [pair for _, chain in self._links(Way.ONWARD) for pair in pairwise(chain)]
        self.order = ordered(self.order, steps)
        self._grow()
        self.middle = levelled(self.order, self.nodes, steps)
        for _ in range(_ROUNDS):
            straighten([chain[1:-1] for _, chain in self._links(Way.ONWARD)], self.order, self.nodes, self.middle)
        highest = min((self.middle[n] - self.nodes[n].head // 2 for n in range(len(self.nodes))), default=0)
        self.middle = [middle - highest + self.top for middle in self.middle]
        self._end()
        lowest = (self._top_of(n) + node.head + node.tail for n, node in enumerate(self.nodes))
        self.floor = max(lowest, default=self.top) + _GAP
        return self._placed(steps)

    def _links(self, *ways: Way) -> Iterator[tuple[int, list[int]]]:
        return ((link, self.chains[link]) for link, way in enumerate(self.ways) if way in ways)

    def _top_of(self, node: int) -> int:
        return self.middle[node] - self.nodes[node].head // 2

    def _grow(self) -> None:
        """Makes every head high enough for the lines that end at its sides."""
        ends: dict[tuple[int, bool], int] = defaultdict(int)
        for chain, way in zip(self.chains, self.ways, strict=True):
            ends[chain[0], True] += 1
            ends[chain[-1], way is Way.INSIDE] += 1
        for (node, _), count in ends.items():
            old = self.nodes[node]
            self.nodes[node] = evolve(old, head=max(old.head, count * _PORT + 2 * old.rounding))

    def _end(self) -> None:
        """Sets the height at which each link leaves its source and meets its target."""
        left: dict[int, list[tuple[tuple[int, ...], int, bool]]] = defaultdict(list)
        right: dict[int, list[tuple[tuple[int, ...], int, bool]]] = defaultdict(list)
        for link, (chain, way) in enumerate(zip(self.chains, self.ways, strict=True)):
            source, target = chain[0], chain[-1]
            if way is Way.ONWARD:
                right[source].append(((1, self.middle[chain[1]], link), link, True))
                left[target].append(((1, self.middle[chain[-2]], link), link, False))
            elif way is Way.INSIDE:
                # Upwards from the top, downwards from the bottom: the shorter line nests inside the longer.
                reach = self.middle[target] - self.middle[source]
                right[source].append(((0 if reach < 0 else 2, -reach, link), link, True))
                right[target].append(((2 if reach < 0 else 0, reach, -link), link, False))
            else:
                # The longer and the higher its other end, the higher: lines that run together nest and do not cross.
                span = abs(self.nodes[source].column - self.nodes[target].column)
                right[source].append(((3, -span, self.middle[target], link), link, True))
                left[target].append(((3, -span, self.middle[source], link), link, False))
        self.leaves: dict[int, int] = {}
        self.meets: dict[int, int] = {}
        for side in (left, right):
            for node, ends in side.items():
                rounding = self.nodes[node].rounding
                straight = self.nodes[node].head - 2 * rounding
                for number, (_, link, leaving) in enumerate(sorted(ends)):
                    height = self._top_of(node) + rounding + straight * (2 * number + 1) // (2 * len(ends))
                    (self.leaves if leaving else self.meets)[link] = height

    def _placed(self, steps: Sequence[tuple[int, int]]) -> Arrangement:
        beside, before = self._lanes()
        count = len(self.order)
        leaving = [_lanes_width(beside, links) for links in self._by_column(source=True)]
        entering = [_lanes_width(before, links) for links in self._by_column(source=False)]
        busy = [0] * (count + 1)
        for source, _ in steps:
            busy[self.nodes[source].column] += 1
        left: list[int] = []
        right = _MARGIN
        for column in range(count):
            left.append(right + entering[column])
            curve = min(120, 44 + 3 * busy[column]) if busy[column] else _GAP // 2
            right = left[column] + COLUMN + leaving[column] + curve
        width = (left[-1] + COLUMN + leaving[-1] if left else right) + _MARGIN
        self.curves = [
            (left[column] + COLUMN + leaving[column], left[column + 1] - entering[column + 1])
            for column in range(count - 1)
        ]
        boxes = {
            key: Box(left[node.column] + INSET, self._top_of(number), BOX, node.head, node.tail)
            for key, number in self.number.items()
            for node in (self.nodes[number],)
        }
        by_number = {number: boxes[key] for key, number in self.number.items()}
        exits = {link: by_number[self.chains[link][0]].right + _STUB + lane * _LANE for link, lane in beside.items()}
        entries = {link: by_number[self.chains[link][-1]].x - _STUB - lane * _LANE for link, lane in before.items()}
        depths = self._depths(exits, entries)
        routes = tuple(
            Route(way, self._points(link, by_number, exits, entries, depths)) for link, way in enumerate(self.ways)
        )
        deepest = max(depths.values(), default=self.floor)
        return Arrangement(boxes, routes, tuple(left), self.floor, width, deepest + _MARGIN)

    def _by_column(self, *, source: bool) -> list[list[int]]:
        """The links with an upright lane at each column: at the right those that leave, at the left those that enter."""
        found: list[list[int]] = [[] for _ in self.order]
        for link, chain in self._links(Way.UNDER, *((Way.INSIDE,) if source else ())):
            found[self.nodes[chain[0 if source else -1]].column].append(link)
        return found

    def _lanes(self) -> tuple[dict[int, int], dict[int, int]]:
        """The upright lane of each link, 0 nearest the boxes: at its source, and at its target."""
        beside: dict[int, int] = {}
        before: dict[int, int] = {}
        for links in self._by_column(source=True):
            spans = {}
            for link in links:
                start, end = sorted((self.leaves[link], self.meets[link]))
                inside = self.ways[link] is Way.INSIDE
                # Short lines inside the column first; then the lowest end nearest, so that none cross on the way down.
                order = (0, end - start) if inside else (1, -self.leaves[link])
                spans[link] = (order, (start, end) if inside else (self.leaves[link], self.floor))
            beside |= _packed(spans)
        for links in self._by_column(source=False):
            before |= _packed({link: ((-self.meets[link],), (self.meets[link], self.floor)) for link in links})
        return beside, before

    def _depths(self, exits: Mapping[int, int], entries: Mapping[int, int]) -> dict[int, int]:
        """The height of each link's level lane below the columns: the shorter the line, the nearer."""
        spans = {}
        for link, chain in self._links(Way.UNDER):
            start, end = sorted((exits[link], entries[link]))
            columns = abs(self.nodes[chain[0]].column - self.nodes[chain[-1]].column)
            spans[link] = ((columns, -self.leaves[link]), (start, end))
        return {link: self.floor + _MARGIN + lane * _LANE for link, lane in _packed(spans).items()}

    def _points(
        self, link: int, boxes: Mapping[int, Box], exits: Mapping[int, int], entries: Mapping[int, int],
        depths: Mapping[int, int],
    ) -> tuple[Point, ...]:  # fmt: skip
        chain, leaves, meets = self.chains[link], self.leaves[link], self.meets[link]
        start = (boxes[chain[0]].right, leaves)
        if self.ways[link] is Way.INSIDE:
            return (start, (exits[link], leaves), (exits[link], meets), (boxes[chain[-1]].right, meets))
        end = (boxes[chain[-1]].x, meets)
        if self.ways[link] is Way.UNDER:
            down, up, depth = exits[link], entries[link], depths[link]
            return (start, (down, leaves), (down, depth), (up, depth), (up, meets), end)
        points = [start]
        heights = [leaves, *(self.middle[node] for node in chain[1:-1]), meets]
        first = self.nodes[chain[0]].column
        for number, (before, after) in enumerate(pairwise(heights)):
            begins, ends = self.curves[first + number]
            points += [(begins, before), (ends, after)]
        return (*points, end)


def _lanes_width(lanes: Mapping[int, int], links: Iterable[int]) -> int:
    return max(((lanes[link] + 1) * _LANE + _STUB - INSET - _LANE // 2 for link in links), default=0)


def _packed(spans: Mapping[int, tuple[tuple[int, ...], tuple[int, int]]]) -> dict[int, int]:
    """A lane for each span, in the order given with it, so that on no lane two spans meet."""
    lanes: list[list[tuple[int, int]]] = []
    found: dict[int, int] = {}
    for link, (_, (start, end)) in sorted(spans.items(), key=lambda each: (each[1][0], each[0])):
        free = (
            number
            for number, lane in enumerate(lanes)
            if all(end + _CLEAR < other[0] or other[1] + _CLEAR < start for other in lane)
        )
        found[link] = next(free, len(lanes))
        if found[link] == len(lanes):
            lanes.append([])
        lanes[found[link]].append((start, end))
    return found
