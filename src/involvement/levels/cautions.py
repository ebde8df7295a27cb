"""Cautions against comparing a ladder with others."""

from enum import StrEnum

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.wording.lists import attributed

__all__ = ["Caution", "Refusal"]


class Refusal(StrEnum):
    """Which comparisons a caution rules out."""

    ORDERED = "ordered"  # with any ladder that has an order
    EVERY = "every"  # with any other ladder


def _refusal(value: Refusal | str | None) -> Refusal | None:
    return _fields.as_word(Refusal, value)


@frozen
class Caution:
    """A warning against comparing a ladder with others, in our own words.

    `against` names the ladders that are meant; empty, it is any. `refuses` says which comparisons it
    rules out; where it is None, it is told beside the comparison.
    """

    text: str = field(validator=_fields.text)
    asserted_by: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    source: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    verified: bool = field(default=False, validator=_fields.flag, kw_only=True)
    against: tuple[str, ...] = field(default=(), converter=_fields.texts_tuple, validator=_fields.keys, kw_only=True)
    refuses: Refusal | None = field(
        default=None, converter=_refusal, validator=_fields.a(Refusal, optional=True), kw_only=True
    )

    def __str__(self) -> str:
        return attributed(self.text, [self.asserted_by, self.source])
