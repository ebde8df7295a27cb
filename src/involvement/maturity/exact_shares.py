"""Which exact number does a value stand for? Scores, cuts and weights are never floating."""

from collections.abc import Iterable
from fractions import Fraction

from involvement import _fields
from involvement.errors import InvalidValueError

__all__ = ["optional_portion", "portion", "portions"]


def portion(where: str, value: object) -> Fraction:
    """The whole number or fraction as a fraction; anything else is refused."""
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise InvalidValueError(where, "a whole number or a Fraction")
    return Fraction(value)


def optional_portion(where: str, value: object) -> Fraction | None:
    """The number as a fraction; None stays None: not known."""
    return None if value is None else portion(where, value)


def portions(where: str, items: Iterable[object]) -> tuple[Fraction, ...]:
    """The numbers as fractions, sorted."""
    return tuple(sorted(portion(where, each) for each in _fields.members(where, items)))
