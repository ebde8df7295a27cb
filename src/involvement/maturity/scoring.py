"""Scoring: the dimensions of a framework as a tree, and the result of each part.

Every rule is monotone: a better answer never gives less. So what an unknown answer can do is shown by two readings,
with the lowest and with the highest answer in its place.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from graphlib import TopologicalSorter
from itertools import pairwise
from math import lcm
from typing import Protocol

from attrs import field, frozen

from involvement import _fields
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.maturity.criteria import Criterion, Dimension, MaturityLevel, NotApplicableRule, RollUp
from involvement.maturity.scales import AnswerScale
from involvement.publications import Scoring

__all__ = ["Bounds", "Given", "Known", "Leaf", "Node", "Tree", "gate", "place_of", "refuse_rules", "score", "tree_of"]

Given = tuple[int, int] | None  # the lowest and the highest place on the scale; None: it does not apply
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
        for each in self.nodes:
            yield from each.all_leaves()

    def all_nodes(self) -> "Iterator[Node]":
        """It, and the nodes below it, in the order of the file."""
        yield self
        for each in self.nodes:
            yield from each.all_nodes()

    def reach(self) -> Bounds:
        """The lowest and the highest score that it can have."""
        return score(self, None)


@frozen
class Tree:
    """A framework as it is asked of one group."""

    whole: Node
    leaves: tuple[Leaf, ...] = field(repr=_fields.counted)
    needs: tuple[tuple[int, tuple[int, ...]], ...] = field(repr=_fields.counted)

    def with_needs(self, given: Sequence[Given]) -> list[Given]:
        """The answers, where a criterion whose needs are not met counts as not met."""
        effective = list(given)
        for number, needed in self.needs:
            own = effective[number]
            if own is None:
                continue
            low, high = own
            for other in needed:
                met = effective[other]
                if met is not None:
                    low = low if met[0] == self.leaves[other].top else 0
                    high = high if met[1] == self.leaves[other].top else 0
            effective[number] = (low, high)
        return effective


@lru_cache(maxsize=64)
def tree_of(framework: Asked, group: str | None) -> Tree:
    """The tree of a framework, for one group or for all."""
    return _grown(framework, group)


def _grown(framework: Asked, group: str | None) -> Tree:
    asked = framework.asked(group)
    places = {each.key: number for number, each in enumerate(asked)}
    leaves = []
    for number, each in enumerate(asked):
        scale = framework.scale_of(each.key)
        names = tuple(option.key for option in scale.options)
        leaves.append(Leaf(number, each, names, tuple(map(scale.worth, range(len(names))))))
    order = [key for key in TopologicalSorter({each.key: each.needs for each in asked}).static_order() if key in places]
    needs = tuple((places[key], tuple(places[other] for other in asked[places[key]].needs)) for key in order)
    return Tree(_node(framework, None, leaves), tuple(leaves), tuple(each for each in needs if each[1]))


def _node(framework: Asked, key: str | None, leaves: Sequence[Leaf]) -> Node:
    own = tuple(each for each in leaves if each.criterion.dimension == key)
    nodes = tuple(_node(framework, each.key, leaves) for each in framework.dimensions if each.within == key)
    weighted = [[worth * each.criterion.weight for worth in each.worths] for each in own]
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


def score(node: Node, given: Sequence[Given] | None) -> Bounds:
    """The lowest and the highest score of a node that counts; without answers, what it can have at all."""
    if node.rule is RollUp.SUM and node.not_applicable is not NotApplicableRule.SCALED_UP:
        return _sum(node, given)
    scaled = node.rule is RollUp.SUM
    parts = list(_parts(node, given))
    present = [(weight, bounds) for weight, bounds, _reach in parts if bounds is not None]
    if not present:
        return None
    if node.rule is RollUp.BEST:
        return max(low for _, (low, _high) in present), max(high for _, (_low, high) in present)
    if node.rule is RollUp.LEAST:
        return min(low for _, (low, _high) in present), min(high for _, (_low, high) in present)
    low = sum((weight * low for weight, (low, _high) in present), Fraction(0))
    high = sum((weight * high for weight, (_low, high) in present), Fraction(0))
    if not scaled:
        weights = sum((weight for weight, _ in present), Fraction(0))
        return low / weights, high / weights
    whole = sum((weight * reach[1] for weight, _, reach in parts), Fraction(0))
    had = sum((weight * reach[1] for weight, bounds, reach in parts if bounds is not None), Fraction(0))
    return low * whole / had, high * whole / had


def _sum(node: Node, given: Sequence[Given] | None) -> Bounds:
    low = high = 0
    anything = False
    for leaf, points in zip(node.leaves, node.points, strict=True):
        place = _place(node, leaf, given)
        if place is not None:
            low += points[place[0]]
            high += points[place[1]]
            anything = True
    lowest, highest = Fraction(low, node.unit), Fraction(high, node.unit)
    for below in node.nodes:
        bounds = score(below, given)
        if bounds is not None:
            lowest += below.weight * bounds[0]
            highest += below.weight * bounds[1]
            anything = True
    return (lowest, highest) if anything else None


def _parts(node: Node, given: Sequence[Given] | None) -> Iterator[tuple[Fraction, Bounds, tuple[Fraction, Fraction]]]:
    """The weight, the bounds and the reach of all that stands directly below a node."""
    for leaf in node.leaves:
        place = _place(node, leaf, given)
        bounds = None if place is None else (leaf.worths[place[0]], leaf.worths[place[1]])
        yield leaf.criterion.weight, bounds, (leaf.worths[0], leaf.worths[-1])
    for below in node.nodes:
        reach = below.reach()
        if reach is not None:  # a dimension of which nothing is asked counts for nothing
            yield below.weight, reach if given is None else score(below, given), reach


def _place(node: Node, leaf: Leaf, given: Sequence[Given] | None) -> Given:
    place = (0, leaf.top) if given is None else given[leaf.number]
    # Without a rule for what does not apply, its score could be any.
    return (0, leaf.top) if place is None and node.not_applicable is None else place


def gate(node: Node, given: Sequence[Given]) -> tuple[int, int]:
    """The place of the highest level awarded, with the lowest and with the highest answers."""
    by_level: dict[str | None, list[tuple[bool, bool]]] = {each.key: [] for each in node.levels}
    for leaf in node.all_leaves():
        place = given[leaf.number]
        if place is not None:
            by_level[leaf.criterion.level].append((place[0] == leaf.top, place[1] == leaf.top))
    awarded = []
    for reading in (0, 1):
        highest = 0
        for number, level in enumerate(node.levels):
            met = [each[reading] for each in by_level[level.key]]
            if not all(met):
                break
            if met:
                highest = number
        awarded.append(highest)
    return awarded[0], awarded[1]


def place_of(levels: Sequence[MaturityLevel], reached: Fraction) -> tuple[int, int]:
    """The lowest and the highest level that a score may be; they differ where a cut is missing between them."""
    lowest = max((number for number, each in enumerate(levels) if each.reached_by(reached)), default=0)
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
    if any(each.cut_known or each.observed for each in node.levels):
        raise InvalidValueError(f"{place}: levels", "no cuts: a gate counts nothing")
    known = [each.key for each in node.levels[1:]]
    for leaf in node.all_leaves():
        if leaf.criterion.level is None:
            raise InvalidValueError(f"criterion {leaf.criterion.key!r}: level", "the level of the gate that needs it")
        if leaf.criterion.level not in known:
            raise UnknownKeyError("level", leaf.criterion.level, known, f"criterion {leaf.criterion.key!r}")


def _refuse_score(framework: Asked, node: Node, place: str) -> None:
    if any(not each.rule.counts for each in node.nodes):
        raise InvalidValueError(f"{place}: rule", "dimensions below it that give a score too")
    for leaf in node.leaves:
        if not framework.scale_of(leaf.criterion.key).scored:
            raise InvalidValueError(f"criterion {leaf.criterion.key!r}: scale", "a scale whose options have scores")
    if len(node.levels) == 1:
        raise InvalidValueError(f"{place}: levels", "none, or at least two, lowest first")
    cuts = [each.more_than if each.at_least is None else each.at_least for each in node.levels]
    if cuts and cuts[0] is not None:
        raise InvalidValueError(f"{place}: levels", "no cut for the lowest: it is what is left")
    known = [(cut, each.more_than is not None) for cut, each in zip(cuts, node.levels, strict=True) if cut is not None]
    if any(later <= earlier for earlier, later in pairwise(known)):
        raise InvalidValueError(f"{place}: levels", "cuts that rise from level to level")
    if any(
        place_of(node.levels, seen) != (number, number)
        for number, each in enumerate(node.levels)
        for seen in each.observed
    ):
        raise InvalidValueError(f"{place}: levels", "observed scores that the cuts allow for their level")
    if framework.not_applicable is not None:
        _refuse_ranges(framework, node, place)


def _refuse_ranges(framework: Asked, node: Node, place: str) -> None:
    """What does not apply is as if it had never been asked: that must lie within what was thought possible before."""
    ranges = {reach for _weight, _bounds, reach in _parts(node, None)}
    if node.rule is RollUp.SUM:
        fits = all(low <= 0 <= high for low, high in ranges)
        if framework.not_applicable is NotApplicableRule.SCALED_UP:
            fits = all(low == 0 < high for low, high in ranges)
        if not fits:
            raise InvalidValueError(f"{place}: not_applicable", "scores that begin at 0, where some may not apply")
    elif len(ranges) > 1:
        raise InvalidValueError(f"{place}: not_applicable", "scores of one range, where some may not apply")
