"""Publication facts: where published data come from, what of them was verified, and what may be copied."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.evidence import Source
from involvement.wording.lists import attributed

__all__ = [
    "Caveat",
    "LicenceTier",
    "Provenance",
    "Published",
    "Scoring",
    "TextOrigin",
    "caveats_tuple",
    "licence_tier",
    "names_only",
    "provenance_tuple",
    "scoring",
    "text_origin",
]


class LicenceTier(StrEnum):
    """What of a publication may be shipped; engineering shorthand, not legal advice."""

    A = "A"  # its text may be shipped with attribution
    B = "B"  # its names, its order, and a gist in our own words
    C = "C"  # its names and a link, and nothing that defines them


class TextOrigin(StrEnum):
    """Whose words the gists are."""

    NAMES_ONLY = "names_only"
    PARAPHRASE = "paraphrase"
    VERBATIM = "verbatim"


class Scoring(StrEnum):
    """What the authors say about counting with their rungs or levels."""

    UNSTATED = "unstated"
    DISCOURAGED = "discouraged"


@frozen
class Provenance:
    """Where one fact about a publication as a whole comes from, and whether it was checked there.

    `of` is the name of the fact: `source`, `ordered`, `normative`, `scoring`, `licence_tier`.
    """

    of: str = field(validator=_fields.key)
    verified: bool = field(default=False, validator=_fields.flag, kw_only=True)
    read_at: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    note: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)


@frozen
class Caveat:
    """What somebody says about the use of a publication, in our own words."""

    text: str = field(validator=_fields.text)
    asserted_by: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    source: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    verified: bool = field(default=False, validator=_fields.flag, kw_only=True)

    def __str__(self) -> str:
        return attributed(self.text, [self.asserted_by, self.source])


class Published(Protocol):
    """What ladders, frameworks, templates of plans and lists of barriers say of themselves.

    Attributes:
        edition: which edition it is; a new edition is a new file.
        licence_tier: what of it may be shipped; `licence_note` says why.
        attribution: the line that its licence asks for.
        text_origin: whose words the gists are.
        provenance: of which facts it is known where they come from, and whether they were checked there.
    """

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def edition(self) -> str | None: ...
    @property
    def licence_tier(self) -> LicenceTier | None: ...
    @property
    def licence_note(self) -> str | None: ...
    @property
    def attribution(self) -> str | None: ...
    @property
    def text_origin(self) -> TextOrigin | None: ...
    @property
    def source(self) -> Source | None: ...
    @property
    def provenance(self) -> tuple[Provenance, ...]: ...


def licence_tier(value: LicenceTier | str | None) -> LicenceTier | None:
    """The licence tier that a word names; the converter of such a field."""
    return _fields.as_word(LicenceTier, value)


def text_origin(value: TextOrigin | str | None) -> TextOrigin | None:
    """The origin of texts that a word names; the converter of such a field."""
    return _fields.as_word(TextOrigin, value)


def scoring(value: Scoring | str) -> Scoring:
    """What a word says about scoring; the converter of such a field."""
    return _fields.as_word(Scoring, value)


def provenance_tuple(items: Iterable[Provenance]) -> tuple[Provenance, ...]:
    """The provenance of facts as a tuple; the converter of such a field."""
    return _fields.as_tuple(items)


def caveats_tuple(items: Iterable[Caveat]) -> tuple[Caveat, ...]:
    """The caveats as a tuple; the converter of such a field."""
    return _fields.as_tuple(items)


def names_only(where: str, tier: LicenceTier | None, origin: TextOrigin | None) -> bool:
    """Whether nothing but names may be told; refuses an origin that the licence tier does not allow."""
    if tier is LicenceTier.C and origin not in {None, TextOrigin.NAMES_ONLY}:
        raise InvalidValueError(where, "names_only, which is all that the licence tier allows")
    return tier is LicenceTier.C or origin is TextOrigin.NAMES_ONLY
