"""Results of the parts of an assessment: the whole, or one dimension."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.maturity.criteria import RollUp
from involvement.maturity.definitions import Framework
from involvement.maturity.result_words import level_of, no_names, part_of, result_clause, result_statement
from involvement.maturity.scoring import Bounds, Counted, Known, Node, Tree, gate, place_of, score
from involvement.references import Ref
from involvement.wording import Names, Statement, Wording

__all__ = ["PartResult", "counted", "result_of"]


@frozen
class PartResult:
    """The result of the whole, or of one dimension.

    Attributes:
        key: the dimension; None is the whole.
        level: the key of its level; None while it is undetermined, not known, or where it has none.
        at_least: the lowest level that it can be.
        at_most: the highest level that it can be.
        lowest: the lowest score that it can have; None where nothing is counted or nothing applies.
        highest: the highest score that it can have.
        unknown: the criteria whose answer is not known.
        undetermined: the levels whose cut is missing where it would tell, and `not_applicable:KEY`.
        assumes: what is not recorded and was taken for granted.
        framework: the key of the framework.
        names: the titles that the default wording uses; no part of equality, repr or plain data.
    """

    key: str | None
    title: str
    level: str | None
    at_least: str | None
    at_most: str | None
    lowest: Fraction | None
    highest: Fraction | None
    unknown: tuple[str, ...] = field(repr=_fields.counted)
    undetermined: tuple[str, ...]
    assumes: tuple[Statement, ...]
    framework: str = field(kw_only=True)
    names: Names = field(default=no_names, eq=False, repr=False, kw_only=True)

    @property
    def score(self) -> Fraction | None:
        """The score, where it is known."""
        return self.lowest if self.lowest == self.highest and not self.undetermined_score else None

    @property
    def undetermined_score(self) -> bool:
        """Whether something does not apply, and no rule says what becomes of the score."""
        return any(gap.startswith(_NOT_APPLICABLE) for gap in self.undetermined)

    @property
    def result(self) -> Statement:
        """The level, or what is known of it, or the score: a clause."""
        levels = (self._level(self.at_least), self._level(self.at_most))
        return result_clause(levels, (self.lowest, self.highest), certain=self.level is not None)

    @property
    def says(self) -> Statement:
        """The result, and how many criteria have no known answer."""
        return result_statement(part_of(self.framework, self.key), self.result, self.criteria(self.unknown))

    def criteria(self, keys: Iterable[str]) -> tuple[Ref, ...]:
        """Criteria of the framework by their keys, as statements name them."""
        return tuple(Ref("criterion", (self.framework, key)) for key in _fields.members("keys", keys))

    def _level(self, key: str | None) -> Ref | None:
        return None if key is None else level_of(self.framework, self.key, key)

    def __str__(self) -> str:
        return Wording(names=self.names).say(self.says)


_NOT_APPLICABLE = "not_applicable:"


def counted(tree: Tree, known: Sequence[Known]) -> list[Counted]:
    """What is known of each criterion, as it counts."""
    claimed = {number for number, known in enumerate(known) if known.claimed}
    return tree.with_needs([known.given for known in known], claimed)


def result_of(
    framework: Framework, tree: Tree, node: Node, known: Sequence[Known], assumes: tuple[Statement, ...]
) -> PartResult:
    """The result of a node."""
    given = counted(tree, known)
    leaves = sorted(node.all_leaves(), key=lambda leaf: leaf.number)
    unknown = tuple(leaf.criterion.key for leaf in leaves if not known[leaf.number].known)
    undetermined: list[str] = []
    bounds: Bounds = None
    places: tuple[int, int] | None = None
    if node.rule is RollUp.GATE:
        places = gate(node, given)
    elif node.rule.counts:
        bounds = score(node, given)
        if node.not_applicable is None:
            undetermined.extend(
                f"{_NOT_APPLICABLE}{leaf.criterion.key}" for leaf in leaves if given[leaf.number] is None
            )
        if bounds is not None and node.levels:
            places = place_of(node.levels, bounds[0])[0], place_of(node.levels, bounds[1])[1]
            undetermined.extend(_missing_cuts(node, bounds, places))
    sure = places is not None and places[0] == places[1] and not undetermined
    return PartResult(
        key=node.key,
        title=node.title,
        level=node.levels[places[0]].key if places is not None and sure else None,
        at_least=None if places is None else node.levels[places[0]].key,
        at_most=None if places is None else node.levels[places[1]].key,
        lowest=None if bounds is None else bounds[0],
        highest=None if bounds is None else bounds[1],
        unknown=unknown,
        undetermined=tuple(undetermined),
        assumes=assumes,
        framework=framework.key,
        names=framework.names.get,
    )


def _missing_cuts(node: Node, bounds: tuple[Fraction, Fraction], places: tuple[int, int]) -> Iterator[str]:
    """The levels without a cut that the score may or may not reach."""
    for number in range(places[0] + 1, places[1] + 1):
        each = node.levels[number]
        if not each.cut_known and not (each.observed and bounds[0] >= each.observed[0]):
            yield each.key
