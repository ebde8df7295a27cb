"""What does a forum that receives a view owe it? The one scale the library computes with."""

from enum import Enum
from functools import cached_property

from involvement.errors import InvalidValueError

__all__ = ["Standing"]


class Standing(Enum):
    """What the receiver of a view owes it, lowest first. Compared, never added.

    >>> Standing("advises") < Standing("controls")
    True
    """

    NONE = "none"
    INFORMED = "informed"  # people are told
    CONSULTED = "consulted"  # views are collected
    ADVISES = "advises"  # views must be considered and answered
    CODESIGNS = "codesigns"  # people work on the options
    DECIDES_JOINTLY = "decides_jointly"  # a vote or agreed terms
    DELEGATED = "delegated"  # service users hold the majority
    CONTROLS = "controls"

    @classmethod
    def _missing_(cls, value: object) -> "Standing":  # noqa: ARG003 - a value is never shown
        words = ", ".join(member.value for member in cls)
        raise InvalidValueError("Standing", f"one of {words}")

    @cached_property
    def rank(self) -> int:
        """The place in the order, 0 for `none` to 7 for `controls`: for sorting, not for arithmetic."""
        return list(Standing).index(self)

    def __lt__(self, other: "Standing") -> bool:
        return self.rank < other.rank if isinstance(other, Standing) else NotImplemented

    def __le__(self, other: "Standing") -> bool:
        return self.rank <= other.rank if isinstance(other, Standing) else NotImplemented

    def __gt__(self, other: "Standing") -> bool:
        return self.rank > other.rank if isinstance(other, Standing) else NotImplemented

    def __ge__(self, other: "Standing") -> bool:
        return self.rank >= other.rank if isinstance(other, Standing) else NotImplemented

    def __str__(self) -> str:
        return self.value.replace("_", " ")
