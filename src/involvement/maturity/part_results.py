"""Results of the parts of an assessment: the whole, or one dimension."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import field, frozen

from involvement import _fields
from involvement.maturity.criteria import RollUp
from involvement.maturity.scoring import Bounds, Known, Node, Tree, gate, place_of, score
from involvement.wording import Statement
from involvement.wording.numbers import mixed_number

__all__ = ["PartResult", "result_of"]


@frozen
class PartResult:
    """What the whole, or one dimension, comes to.

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

    @property
    def score(self) -> Fraction | None:
        """The score, where it is known."""
        return self.lowest if self.lowest == self.highest and not self.undetermined_score else None

    @property
    def undetermined_score(self) -> bool:
        """Whether something does not apply, and no rule says what becomes of the score."""
        return any(each.startswith(_NOT_APPLICABLE) for each in self.undetermined)

    def said(self) -> str:
        """The level, or what is known of it, in words."""
        open_questions = f", {len(self.unknown)} unknown" if self.unknown else ""
        if self.level is not None:
            return f"{self.level}{open_questions}"
        if self.at_least is not None and self.at_least != self.at_most:
            return f"at least {self.at_least}, at most {self.at_most}{open_questions}"
        if self.at_least is not None:
            return f"undetermined{open_questions}"
        if self.lowest is not None and self.highest is not None:
            scored = (
                mixed_number(self.lowest)
                if self.lowest == self.highest
                else f"{mixed_number(self.lowest)} to {mixed_number(self.highest)}"
            )
            return f"{scored}{open_questions}"
        return f"no level{open_questions}"

    def __str__(self) -> str:
        return f"{self.title}: {self.said()}"


_NOT_APPLICABLE = "not_applicable:"


def result_of(tree: Tree, node: Node, known: Sequence[Known], assumes: tuple[Statement, ...]) -> PartResult:
    """What a node comes to."""
    given = tree.with_needs([each.given for each in known])
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
    )


def _missing_cuts(node: Node, bounds: tuple[Fraction, Fraction], places: tuple[int, int]) -> Iterator[str]:
    """The levels without a cut that the score may or may not reach."""
    for number in range(places[0] + 1, places[1] + 1):
        each = node.levels[number]
        if not each.cut_known and not (each.observed and bounds[0] >= each.observed[0]):
            yield each.key
