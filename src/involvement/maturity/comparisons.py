"""Comparison of two assessments, answer by answer and level by level."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.maturity.answers import AnswerSheet
from involvement.maturity.definitions import Framework
from involvement.maturity.part_results import PartResult
from involvement.maturity.result_words import PART, no_names, part_of
from involvement.maturity.scales import AnswerWord
from involvement.wording import Names, Statement, Wording

__all__ = ["AnswerChange", "AssessmentComparison", "Direction", "PartChange", "compared"]


class Direction(StrEnum):
    """Which way something went."""

    ROSE = "rose"
    FELL = "fell"
    SAME = "same"
    UNKNOWN = "unknown"


@frozen
class AnswerChange:
    """The answers to one criterion, before and after; None is no answer at all."""

    criterion: str
    before: str | None
    after: str | None
    direction: Direction


@frozen
class PartChange:
    """The result of the whole (None), or of one dimension, before and after.

    It rose or fell only where that is certain, whatever the unknown answers are.
    """

    dimension: str | None
    before: PartResult = field(repr=False)
    after: PartResult = field(repr=False)
    direction: Direction

    @property
    def fell(self) -> bool:
        """True where it fell for certain."""
        return self.direction is Direction.FELL

    @property
    def says(self) -> Statement:
        """Which way it went, and both results."""
        return Statement(
            f"compared.{self.direction}",
            {
                "part": part_of(self.before.framework, self.dimension),
                "before": self.before.result,
                "after": self.after.result,
            },
            template=_CHANGES[self.direction],
            sources={"part": PART},
        )

    def __str__(self) -> str:
        return Wording(names=self.before.names).say(self.says)


_CHANGES = {
    Direction.ROSE: "{part:quoted} rose. Before: {before:clause}. After: {after:clause}.",
    Direction.FELL: "{part:quoted} fell. Before: {before:clause}. After: {after:clause}.",
    Direction.SAME: "{part:quoted} did not change. It is {after:clause}.",
    Direction.UNKNOWN: "Whether {part:quoted} rose or fell is not known. Before: {before:clause}. After: {after:clause}.",
}


@frozen
class AssessmentComparison:
    """What changed: the answers that are not the same, in the order of the file, and every part that has a measure."""

    answers: tuple[AnswerChange, ...] = field(repr=_fields.counted)
    parts: tuple[PartChange, ...] = field(repr=_fields.counted)
    names: Names = field(default=no_names, eq=False, repr=False, kw_only=True)

    @property
    def says(self) -> Statement:
        """How many answers changed, and which way each part went."""
        return Statement(
            "compared",
            {"answers": len(self.answers), "parts": tuple(part.says for part in self.parts)},
            template="{answers:answer} changed. {parts:sentences}",
            sources={"answers": "Answer.given"},
        )

    def __str__(self) -> str:
        return Wording(names=self.names).say(self.says)


def compared(
    framework: Framework,
    sheets: tuple[AnswerSheet, AnswerSheet],
    parts: tuple[Sequence[PartResult], Sequence[PartResult]],
) -> AssessmentComparison:
    """What changed between two sheets of answers to one framework."""
    before, after = ({answer.criterion: answer.given for answer in sheet.answers} for sheet in sheets)
    answers = []
    for criterion in framework.asked(sheets[0].group):
        first, second = before.get(criterion.key), after.get(criterion.key)
        if first != second:
            places = (_place(framework, criterion.key, first), _place(framework, criterion.key, second))
            answers.append(AnswerChange(criterion.key, first, second, _direction(*places)))
    changes = []
    for old, new in zip(*parts, strict=True):
        direction = _of_part(framework, old, new)
        if direction is not None:
            changes.append(PartChange(old.key, old, new, direction))
    return AssessmentComparison(tuple(answers), tuple(changes), names=framework.names.get)


def _place(framework: Framework, criterion: str, given: str | None) -> int | None:
    if given is None or given in {AnswerWord.ABSENT, AnswerWord.NOT_APPLICABLE}:
        return None
    return framework.scale_of(criterion).place(given)


def _direction(before: int | None, after: int | None) -> Direction:
    if before is None or after is None:
        return Direction.UNKNOWN
    return Direction.ROSE if after > before else Direction.FELL


def _of_part(framework: Framework, before: PartResult, after: PartResult) -> Direction | None:
    """The direction of a part; None where neither has a level or a score."""
    levels = framework.levels if before.key is None else framework.levels_of(before.key)
    places = {level.key: number for number, level in enumerate(levels)}
    old, new = _range(before, places), _range(after, places)
    if old is None or new is None:
        return None if old == new else Direction.UNKNOWN
    if new[0] > old[1]:
        return Direction.ROSE
    if new[1] < old[0]:
        return Direction.FELL
    return Direction.SAME if old == new and old[0] == old[1] else Direction.UNKNOWN


def _range(part: PartResult, places: Mapping[str, int]) -> tuple[Fraction, Fraction] | None:
    """The least and the most that a part can be: its levels, or its score where it has none."""
    if part.at_least is not None and part.at_most is not None:
        return Fraction(places[part.at_least]), Fraction(places[part.at_most])
    return None if part.lowest is None or part.highest is None else (part.lowest, part.highest)
