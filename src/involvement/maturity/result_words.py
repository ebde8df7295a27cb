"""Statements about results: the level or the score of a part, as far as it is known."""

from fractions import Fraction

from involvement.references import Ref
from involvement.wording import Fact, Statement

__all__ = ["PART", "SHOWN", "level_of", "no_names", "part_of", "result_clause", "result_statement", "result_words"]

PART = ("Framework.title", "Dimension.title")
SHOWN = ("Answer.given", "Framework.levels")
_NONE = Statement("result.none", template="neither a level nor a score")


def no_names(_: Ref) -> None:
    """The names of a result that was made without its framework."""


def part_of(framework: str, dimension: str | None) -> Ref:
    """The whole of a framework, or one dimension of it."""
    return Ref("framework", framework) if dimension is None else Ref("dimension", (framework, dimension))


def level_of(framework: str, dimension: str | None, level: str) -> Ref:
    """A level of the whole, or of one dimension."""
    return Ref("level", (framework, level) if dimension is None else (framework, dimension, level))


def result_clause(
    levels: tuple[Ref | None, Ref | None], scores: tuple[Fraction | None, Fraction | None], *, certain: bool
) -> Statement:
    """The level, or else the score, as a clause: the lowest and the highest; *certain* where that is the level."""
    lowest_level, highest_level = levels
    lowest, highest = scores
    if lowest_level is not None and certain:
        return _clause("result.level", "{level:quoted}", level=lowest_level)
    if lowest_level is not None and lowest_level == highest_level:
        return _clause("result.uncertain", "{level:quoted}, but not for certain", level=lowest_level)
    if lowest_level is not None:
        template = "at least {lowest:quoted} and at most {highest:quoted}"
        return _clause("result.levels", template, lowest=lowest_level, highest=highest_level)
    if lowest is None or highest is None:
        return _NONE
    if lowest == highest:
        return _clause("result.score", "a score of {score}", score=lowest)
    return _clause(
        "result.scores", "a score of at least {lowest} and at most {highest}", lowest=lowest, highest=highest
    )


def result_statement(part: Ref, result: Statement, unknown: tuple[Ref, ...]) -> Statement:
    """The result of a part, and how many criteria have no known answer."""
    nothing = result == _NONE
    return Statement(
        "result.part_none" if nothing else "result.part",
        {"part": part, "result": result, "more": _unknown(unknown)},
        template="{part:quoted} has neither a level nor a score. {more:sentences}"
        if nothing
        else "The result for {part:quoted} is {result:clause}. {more:sentences}",
        sources={"part": PART},
    )


def result_words(result: Statement, unknown: tuple[Ref, ...]) -> tuple[Statement, ...]:
    """The same of what was named just before."""
    if result == _NONE:
        said = Statement("result.whole_none", template="It has neither a level nor a score.")
    else:
        said = Statement("result.whole", {"result": result}, template="The result is {result:clause}.")
    return (said, *_unknown(unknown))


def _unknown(criteria: tuple[Ref, ...]) -> tuple[Statement, ...]:
    if not criteria:
        return ()
    return (
        Statement(
            "result.unknown",
            {"criteria": criteria},
            template="{criteria:criterion has|criteria have} no known answer.",
            sources={"criteria": "Answer.given"},
        ),
    )


def _clause(code: str, template: str, **facts: Fact) -> Statement:
    return Statement(code, facts, template=template, sources=dict.fromkeys(facts, SHOWN))
