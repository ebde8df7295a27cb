"""Kanter's bands: how mixed a group is, by the share of its minority."""

from enum import StrEnum
from fractions import Fraction

from involvement.errors import InvalidValueError

__all__ = ["KanterBand"]


class KanterBand(StrEnum):
    """How mixed a group is, by the share of its minority.

    Uniform: nobody; skewed: up to 15 %, where Kanter calls the few tokens; tilted: above 15 % and up to
    35 %; balanced: above 35 %. Kanter gives ratios (85:15, 65:35) and leaves what lies between 15 % and
    16 %, or 35 % and 36 %, open; here it belongs to the higher band. Numbers are not influence.

    References:
        Kanter, R. M. (1977). Some effects of proportions on group life. doi:10.1086/226425

    >>> KanterBand.of(2, 9)
    <KanterBand.TILTED: 'tilted'>
    """

    UNIFORM = "uniform"
    SKEWED = "skewed"
    TILTED = "tilted"
    BALANCED = "balanced"

    @classmethod
    def of(cls, some: int, everyone: int) -> "KanterBand":
        """The band of a group in which *some* of *everyone* are of one kind and the rest of the other."""
        if everyone < 1:
            raise InvalidValueError("everyone", "at least one: nobody is no group")
        if not 0 <= some <= everyone:
            raise InvalidValueError("some", "at least 0, and no more than everyone")
        fewer = Fraction(min(some, everyone - some), everyone)
        if not fewer:
            return cls.UNIFORM
        if fewer <= _SKEWED:
            return cls.SKEWED
        return cls.TILTED if fewer <= _TILTED else cls.BALANCED


_SKEWED = Fraction(15, 100)
_TILTED = Fraction(35, 100)
