"""Standing: what the receiver of a view owes it, the one ordered scale that the library computes with."""

from enum import StrEnum
from functools import cached_property

from involvement.errors import InvalidValueError

__all__ = ["Standing"]


class Standing(StrEnum):
    """What the receiver of a view owes it, lowest first. Compared, never added.

    A standing equals its text. In a comparison by rank a text is read as the standing that it names; any other
    text is refused, as everything else is. A list that holds texts too is sorted with `key=Standing`.

    >>> Standing("advises") < Standing("controls"), Standing("advises") >= "consulted", Standing("advises") == "advises"
    (True, True, True)
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

    @property
    def words(self) -> str:
        """The standing as it stands in a sentence: `decides jointly`."""
        return self.value.replace("_", " ")

    def __lt__(self, other: str) -> bool:
        return self.rank < _rank(other) if isinstance(other, str) else NotImplemented

    def __le__(self, other: str) -> bool:
        return self.rank <= _rank(other) if isinstance(other, str) else NotImplemented

    def __gt__(self, other: str) -> bool:
        return self.rank > _rank(other) if isinstance(other, str) else NotImplemented

    def __ge__(self, other: str) -> bool:
        return self.rank >= _rank(other) if isinstance(other, str) else NotImplemented


def _rank(text: str) -> int:
    if isinstance(text, Standing):
        return text.rank
    try:
        return Standing(text).rank
    except InvalidValueError:
        message = "a standing compares with standings and the texts that name them, and with no other text"
    raise TypeError(message)
