"""Scoring: the dimensions of a framework as a tree, and the result of each part.

Every rule is monotone: a better answer never gives less. So two readings show what an unknown answer can do: one with the
lowest answer in its place, one with the highest. A criterion whose needs are not met has only the lowest answer. It may
still turn out not to apply, which never gives less: the higher reading leaves it out if nobody has answered it.
"""

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from graphlib import TopologicalSorter
from itertools import pairwise
from math import lcm
from typing import Protocol

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.maturity.criteria import Criterion, Dimension, MaturityLevel, NotApplicableRule, RollUp
from involvement.maturity.scales import AnswerScale
from involvement.publications import Scoring

__all__ = [
    "Bounds",
    "Counted",
    "Given",
    "Known",
    "Leaf",
    "Node",
    "Tree",
    "gate",
    "place_of",
    "refuse_rules",
    "score",
    "tree_of",
]

Given = tuple[int, int] | None  # the lowest and the highest place on the scale; None: it does not apply
Counted = tuple[int, int | None] | None  # likewise, its needs looked at; the higher is None: at most, it does not apply
Bounds = tuple[Fraction, Fraction] | None  # the lowest and the highest score; None: nothing below it applies


class Asked(Protocol):
    """What of a framework its tree is made from."""

    @property
    def key(self) -> str: ...
    @property
    def rule(self) -> RollUp: ...
    @property
    def scoring(self) -> Scoring: ...
    @property
    def not_applicable(self) -> NotApplicableRule | None: ...
    @property
    def levels(self) -> tuple[MaturityLevel, ...]: ...
    @property
    def dimensions(self) -> tuple[Dimension, ...]: ...
    def asked(self, group: str | None = None) -> tuple[Criterion, ...]: ...
    def scale_of(self, criterion: str) -> AnswerScale: ...
    def dimension(self, key: str) -> Dimension: ...
    def levels_of(self, dimension: str) -> tuple[MaturityLevel, ...]: ...


@frozen
class Known:
    """What is known of a criterion: the places that its answer may have, whether it is known, and what is claimed."""

    given: Given
    known: bool = True
    claimed: bool = False  # it was answered, and the evidence that is required does not support it


@frozen
class Leaf:
    """A criterion in its place: `number` is its place among those that are asked."""

    number: int
    criterion: Criterion
    names: tuple[str, ...]
    worths: tuple[Fraction, ...]

    @property
    def top(self) -> int:
        """The place of the highest answer."""
        return len(self.worths) - 1


@frozen
class Node:
    """The whole, or one dimension, with what stands directly below it.

    `points` are the worths of its leaves by their weights, as whole numbers over `unit`.
    """

    key: str | None  # None is the whole
    title: str
    rule: RollUp
    levels: tuple[MaturityLevel, ...]
    weight: Fraction
    not_applicable: NotApplicableRule | None
    leaves: tuple[Leaf, ...] = field(repr=_fields.counted)
    nodes: "tuple[Node, ...]" = field(repr=_fields.counted)
    unit: int
    points: tuple[tuple[int, ...], ...] = field(repr=_fields.counted)

    def all_leaves(self) -> Iterator[Leaf]:
        """The leaves below it, its own first."""
        yield from self.leaves
        for node in self.nodes:
            yield from node.all_leaves()

    def all_nodes(self) -> "Iterator[Node]":
        """It, and the nodes below it, in the order of the file."""
        yield self
        for node in self.nodes:
            yield from node.all_nodes()

    @cached_property
    def reach(self) -> Bounds:
        """The lowest and the highest score that it can have."""
        return score(self, None)


@frozen
class Tree:
    """A framework as it is asked of one group."""

    whole: Node
    leaves: tuple[Leaf, ...] = field(repr=_fields.counted)
    needs: tuple[tuple[int, tuple[int, ...]], ...] = field(repr=_fields.counted)

    def with_needs(self, given: Sequence[Given], claimed: Collection[int] = ()) -> list[Counted]:
        """What the answers count: as not met, where what a criterion needs is not met.

        *claimed* are the criteria that were answered and whose evidence is missing.
        """
        counted: list[Counted] = list(given)
        for number, needed in self.needs:
            own = given[number]
            if own is None:
                continue
            met = [(counted[other], self.leaves[other].top) for other in needed]
            low = own[0] if all(place is None or place[0] == top for place, top in met) else 0
            high: int | None = own[1]
            if not all(place is None or place[1] in {None, top} for place, top in met):
                answered = own != (0, self.leaves[number].top) or number in claimed
                high = 0 if answered else None
            counted[number] = (low, high)
        return counted


@lru_cache(maxsize=64)
def tree_of(framework: Asked, group: str | None) -> Tree:
    """The tree of a framework, for one group or for all."""
    return _grown(framework, group)


def _grown(framework: Asked, group: str | None) -> Tree:
    asked = framework.asked(group)
    places = {criterion.key: number for number, criterion in enumerate(asked)}
    leaves = []
    for number, criterion in enumerate(asked):
        scale = framework.scale_of(criterion.key)
        names = tuple(option.key for option in scale.options)
        leaves.append(Leaf(number, criterion, names, tuple(map(scale.worth, range(len(names))))))
    order = [
        key
        for key in TopologicalSorter({criterion.key: criterion.needs for criterion in asked}).static_order()
        if key in places
    ]
    needs = tuple((places[key], tuple(places[other] for other in asked[places[key]].needs)) for key in order)
    return Tree(_node(framework, None, leaves), tuple(leaves), tuple(need for need in needs if need[1]))


def _node(framework: Asked, key: str | None, leaves: Sequence[Leaf]) -> Node:
    own = tuple(leaf for leaf in leaves if leaf.criterion.dimension == key)
    nodes = tuple(
        _node(framework, dimension.key, leaves) for dimension in framework.dimensions if dimension.within == key
    )
    weighted = [[worth * leaf.criterion.weight for worth in leaf.worths] for leaf in own]
    unit = lcm(*(worth.denominator for worths in weighted for worth in worths))
    points = tuple(tuple(int(worth * unit) for worth in worths) for worths in weighted)
    part = None if key is None else framework.dimension(key)
    return Node(
        key=key,
        title=str(framework if part is None else part),
        rule=framework.rule if part is None else part.rule,
        levels=framework.levels if key is None else framework.levels_of(key),
        weight=Fraction(1) if part is None else part.weight,
        not_applicable=framework.not_applicable,
        leaves=own,
        nodes=nodes,
        unit=unit,
        points=points,
    )


def score(node: Node, given: Sequence[Counted] | None) -> Bounds:
    """The lowest and the highest score of a node that counts; without answers, what it can have at all."""
    lowest, highest = _score(node, given, 0), _score(node, given, 1)
    if lowest is None:
        return None
    if highest is None and given is not None:  # something must apply: the one criterion that costs least
        alone = [_score(node, _only(given, leaf), 0) for leaf in node.all_leaves()]
        highest = max(reached for reached in alone if reached is not None)
    return lowest, lowest if highest is None else highest


def _only(given: Sequence[Counted], leaf: Leaf) -> list[Counted]:
    """As if one criterion alone applied."""
    only: list[Counted] = [None] * len(given)
    only[leaf.number] = given[leaf.number]
    return only


def _score(node: Node, given: Sequence[Counted] | None, reading: int) -> Fraction | None:
    """The score in the lower (0) or the higher (1) reading; None where nothing below it applies."""
    if node.rule is RollUp.SUM and node.not_applicable is not NotApplicableRule.SCALED_UP:
        return _sum(node, given, reading)
    parts = list(_parts(node, given, reading))
    present = [(weight, reached) for weight, reached, _reach in parts if reached is not None]
    if not present:
        return None
    if node.rule is RollUp.BEST:
        return max(reached for _, reached in present)
    if node.rule is RollUp.LEAST:
        return min(reached for _, reached in present)
    total = sum((weight * reached for weight, reached in present), Fraction(0))
    if node.rule is RollUp.MEAN:
        return total / sum((weight for weight, _ in present), Fraction(0))
    whole = sum((weight * reach[1] for weight, _, reach in parts), Fraction(0))
    had = sum((weight * reach[1] for weight, reached, reach in parts if reached is not None), Fraction(0))
    return total * whole / had


def _sum(node: Node, given: Sequence[Counted] | None, reading: int) -> Fraction | None:
    points_in_all = 0
    anything = False
    for leaf, points in zip(node.leaves, node.points, strict=True):
        place = _place(node, leaf, given, reading)
        if place is not None:
            points_in_all += points[place]
            anything = True
    total = Fraction(points_in_all, node.unit)
    for below in node.nodes:
        reached = _score(below, given, reading)
        if reached is not None:
            total += below.weight * reached
            anything = True
    return total if anything else None


def _parts(
    node: Node, given: Sequence[Counted] | None, reading: int
) -> Iterator[tuple[Fraction, Fraction | None, tuple[Fraction, Fraction]]]:
    """The weight, the score and the reach of all that stands directly below a node."""
    for leaf in node.leaves:
        place = _place(node, leaf, given, reading)
        yield leaf.criterion.weight, None if place is None else leaf.worths[place], (leaf.worths[0], leaf.worths[-1])
    for below in node.nodes:
        reach = below.reach
        if reach is not None:  # a dimension of which nothing is asked counts for nothing
            yield below.weight, reach[reading] if given is None else _score(below, given, reading), reach


def _place(node: Node, leaf: Leaf, given: Sequence[Counted] | None, reading: int) -> int | None:
    counted = (0, leaf.top) if given is None else given[leaf.number]
    place = None if counted is None else counted[reading]
    if place is None and node.not_applicable is None:
        return leaf.top if reading else 0  # without a rule for what does not apply, its score could be any
    return place


def gate(node: Node, given: Sequence[Counted]) -> tuple[int, int]:
    """The place of the highest level awarded, with the lowest and with the highest answers."""
    return _gate(node, given, 0), _gate(node, given, 1)


def _gate(node: Node, given: Sequence[Counted], reading: int) -> int:
    by_level: dict[str | None, list[bool]] = {level.key: [] for level in node.levels}
    for leaf in node.all_leaves():
        counted = given[leaf.number]
        place = None if counted is None else counted[reading]
        if place is not None:
            by_level[leaf.criterion.level].append(place == leaf.top)
    awarded = 0
    for number, level in enumerate(node.levels):
        if not all(by_level[level.key]):
            break
        if by_level[level.key]:
            awarded = number
    return awarded


def place_of(levels: Sequence[MaturityLevel], reached: Fraction) -> tuple[int, int]:
    """The lowest and the highest level that a score may be; they differ where a cut is missing between them."""
    lowest = max((number for number, level in enumerate(levels) if level.reached_by(reached)), default=0)
    highest = len(levels) - 1
    for number in range(len(levels) - 1, 0, -1):
        each = levels[number]
        below_seen = any(reached <= seen for lower in levels[:number] for seen in lower.observed)
        if each.reached_by(reached) is False or below_seen:
            highest = number - 1
    return lowest, max(lowest, highest)


# What no file may ask for


def refuse_rules(framework: Asked) -> None:
    """Refuses rules that contradict each other, or that the authors warn against."""
    whole = _grown(framework, None).whole  # a framework has no hash before it is whole
    for node in whole.all_nodes():
        place = f"framework {framework.key!r}" if node.key is None else f"dimension {node.key!r}"
        if framework.scoring is Scoring.DISCOURAGED and node.rule.counts:
            raise InvalidValueError(f"{place}: rule", "profile: its authors advise against scoring")
        if node.rule is RollUp.GATE:
            _refuse_gate(node, place)
        if node.rule.counts:
            _refuse_score(framework, node, place)
        if node.rule is RollUp.PROFILE and node.levels:
            raise InvalidValueError(f"{place}: levels", "none: a profile has no total")
    gated = {leaf.number for node in whole.all_nodes() if node.rule is RollUp.GATE for leaf in node.all_leaves()}
    for leaf in whole.all_leaves():
        if leaf.criterion.level is not None and leaf.number not in gated:
            raise InvalidValueError(f"criterion {leaf.criterion.key!r}: level", "nothing: it stands below no gate")


def _refuse_gate(node: Node, place: str) -> None:
    if len(node.levels) < 2:
        raise InvalidValueError(f"{place}: levels", "at least two, lowest first: a gate leads from one to the next")
    if any(level.cut_known or level.observed for level in node.levels):
        raise InvalidValueError(f"{place}: levels", "no cuts: a gate counts nothing")
    known = [level.key for level in node.levels[1:]]
    for leaf in node.all_leaves():
        if leaf.criterion.level is None:
            raise InvalidValueError(f"criterion {leaf.criterion.key!r}: level", "the level of the gate that needs it")
        if leaf.criterion.level not in known:
            raise UnknownKeyError("level", leaf.criterion.level, known, f"criterion {leaf.criterion.key!r}")


def _refuse_score(framework: Asked, node: Node, place: str) -> None:
    if any(not node.rule.counts for node in node.nodes):
        raise InvalidValueError(f"{place}: rule", "dimensions below it that give a score too")
    for leaf in node.leaves:
        if not framework.scale_of(leaf.criterion.key).scored:
            raise InvalidValueError(f"criterion {leaf.criterion.key!r}: scale", "a scale whose options have scores")
    if len(node.levels) == 1:
        raise InvalidValueError(f"{place}: levels", "none, or at least two, lowest first")
    cuts = [level.more_than if level.at_least is None else level.at_least for level in node.levels]
    if cuts and cuts[0] is not None:
        raise InvalidValueError(f"{place}: levels", "no cut for the lowest: it is what is left")
    known = [
        (cut, level.more_than is not None) for cut, level in zip(cuts, node.levels, strict=True) if cut is not None
    ]
    if any(later <= earlier for earlier, later in pairwise(known)):
        raise InvalidValueError(f"{place}: levels", "cuts that rise from level to level")
    if any(
        place_of(node.levels, seen) != (number, number)
        for number, level in enumerate(node.levels)
        for seen in level.observed
    ):
        raise InvalidValueError(f"{place}: levels", "observed scores that the cuts allow for their level")
    if framework.not_applicable is not None:
        _refuse_ranges(framework, node, place)


def _refuse_ranges(framework: Asked, node: Node, place: str) -> None:
    """What does not apply is as if it had never been asked: that must lie within what was thought possible before."""
    ranges = {reach for _weight, _reached, reach in _parts(node, None, 0)}
    if node.rule is RollUp.SUM:
        fits = all(low <= 0 <= high for low, high in ranges)
        if framework.not_applicable is NotApplicableRule.SCALED_UP:
            fits = all(low == 0 < high for low, high in ranges)
        if not fits:
            raise InvalidValueError(f"{place}: not_applicable", "scores that begin at 0, where some may not apply")
    elif len(ranges) > 1:
        raise InvalidValueError(f"{place}: not_applicable", "scores of one range, where some may not apply")
