"""How far can what is told of a ladder be relied on, and what may be copied from it?"""

from enum import StrEnum

from attrs import field, frozen

from involvement import _fields
from involvement.errors import InvalidValueError

__all__ = ["Caution", "Caveat", "LicenceTier", "Provenance", "Refusal", "TextOrigin", "names_only"]


class LicenceTier(StrEnum):
    """What of a ladder may be shipped; engineering shorthand, not legal advice."""

    A = "A"  # its text may be shipped with attribution
    B = "B"  # its names, its order, and a gist in our own words
    C = "C"  # its names and a link, and nothing that defines them


class TextOrigin(StrEnum):
    """Whose words the gists are."""

    NAMES_ONLY = "names_only"
    PARAPHRASE = "paraphrase"
    VERBATIM = "verbatim"


class Refusal(StrEnum):
    """Which comparisons a caution rules out."""

    ORDERED = "ordered"  # with any ladder that has an order
    EVERY = "every"  # with any other ladder


def _refusal(value: Refusal | str | None) -> Refusal | None:
    return _fields.as_word(Refusal, value)


@frozen
class Provenance:
    """Where one fact about a ladder as a whole comes from, and whether it was checked there.

    `of` is the name of the fact: `source`, `ordered`, `normative`, `scoring`, `licence_tier`.
    """

    of: str = field(validator=_fields.key)
    verified: bool = field(default=False, validator=_fields.flag, kw_only=True)
    read_at: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    note: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)


@frozen
class Caveat:
    """What somebody says about the use of a ladder, in our own words."""

    text: str = field(validator=_fields.text)
    asserted_by: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    source: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    verified: bool = field(default=False, validator=_fields.flag, kw_only=True)

    def __str__(self) -> str:
        said = [each for each in (self.asserted_by, self.source) if each is not None]
        return f"{self.text} ({', '.join(said)})" if said else self.text


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
        said = [each for each in (self.asserted_by, self.source) if each is not None]
        return f"{self.text} ({', '.join(said)})" if said else self.text


def names_only(where: str, tier: LicenceTier | None, origin: TextOrigin | None) -> bool:
    """Whether nothing but names may be told; refuses an origin that the licence tier does not allow."""
    if tier is LicenceTier.C and origin not in {None, TextOrigin.NAMES_ONLY}:
        raise InvalidValueError(where, "names_only, which is all that the licence tier allows")
    return tier is LicenceTier.C or origin is TextOrigin.NAMES_ONLY
