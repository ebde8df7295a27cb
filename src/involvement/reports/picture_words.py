"""Statements that several pictures make: what they leave out, and what is a best case."""

from involvement.wording import Statement

__all__ = ["BEST_CASE", "not_drawn", "shown_first"]

BEST_CASE = Statement("picture.best_case", template="best case: not all is recorded")


def not_drawn(number: int, field: str) -> Statement:
    """That there are so many more; *field* is what they were counted by."""
    return Statement("picture.not_drawn", {"n": number}, template="{n} more {n#is|are} not drawn", sources={"n": field})


def shown_first(number: int, most: int, field: str) -> tuple[Statement, ...]:
    """How many of so many stand in the picture, where it has no room for all."""
    if number <= most:
        return ()
    return (
        Statement(
            "picture.shown_first",
            {"shown": most, "left": number - most},
            template="The picture shows the first {shown}; {left} {left#is|are} not drawn",
            sources={"shown": field, "left": field},
        ),
    )
