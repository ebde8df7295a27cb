"""Relations between rungs, or a rung and a standing: exact, close, broad, narrow or none."""

from enum import StrEnum

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.standing import Standing

__all__ = ["PublishedMapping", "Relation", "StandingMatch"]


class Relation(StrEnum):
    """What the first is to the second.

    >>> Relation("broad").inverse, Relation("close").then("exact"), Relation("broad").then("narrow")
    (<Relation.NARROW: 'narrow'>, <Relation.CLOSE: 'close'>, <Relation.NONE: 'none'>)
    """

    EXACT = "exact"  # both mean the same
    CLOSE = "close"  # both mean nearly the same
    BROAD = "broad"  # the first covers more than the second
    NARROW = "narrow"  # the first covers less than the second
    NONE = "none"  # nothing is asserted of both

    @property
    def phrase(self) -> str:
        """The relation as it stands in a sentence: `close to`."""
        return _PHRASES[self]

    @property
    def inverse(self) -> "Relation":
        """What the second is to the first."""
        return _INVERSE.get(self, self)

    def then(self, other: "Relation | str") -> "Relation":
        """What the first is to the third, where *other* is what the second is to the third.

        Exact changes nothing. Close adds its own blur: with exact or close it stays close, and what is
        close to something broader is broader. Broad and narrow after each other give none, because
        what is larger than a part of something may be anything to it. Nothing ever comes nearer by a step.
        """
        after = _fields.word(Relation, "relation", other)
        if after is Relation.EXACT or self is after:
            return self
        if self is Relation.EXACT:
            return after
        if Relation.NONE in {self, after} or Relation.CLOSE not in {self, after}:
            return Relation.NONE
        return after if self is Relation.CLOSE else self


_PHRASES = {
    Relation.EXACT: "the same as",
    Relation.CLOSE: "close to",
    Relation.BROAD: "broader than",
    Relation.NARROW: "narrower than",
    Relation.NONE: "not related to",
}
_INVERSE = {Relation.BROAD: Relation.NARROW, Relation.NARROW: Relation.BROAD}


def _relation(value: Relation | str) -> Relation:
    return _fields.as_word(Relation, value)


@frozen
class StandingMatch:
    """What a rung is to a standing, and who says so. With the relation `none` no standing corresponds to it.

    >>> StandingMatch("narrow", standing="advises").standing
    <Standing.ADVISES: 'advises'>
    """

    relation: Relation = field(converter=_relation, validator=_fields.a(Relation))
    standing: Standing | None = field(
        default=None, converter=_fields.optional_standing, validator=_fields.a(Standing, optional=True), kw_only=True
    )
    asserted_by: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    source: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    verified: bool = field(default=False, validator=_fields.flag, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if (self.relation is Relation.NONE) != (self.standing is None):
            raise InvalidValueError("StandingMatch.standing", "a standing, or none where the relation is none")


@frozen
class PublishedMapping:
    """What an author says that a rung is to one of another ladder.

    With the relation `none` one of both is left out: that rung has no counterpart on the other ladder.
    """

    ladder: str = field(validator=_fields.key)
    relation: Relation = field(converter=_relation, validator=_fields.a(Relation), kw_only=True)
    rung: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    to: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    asserted_by: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    source: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    verified: bool = field(default=False, validator=_fields.flag, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if sum(key is None for key in (self.rung, self.to)) != (self.relation is Relation.NONE):
            raise InvalidValueError(
                "PublishedMapping", "a rung and the one it maps to; with the relation none, one of both"
            )
