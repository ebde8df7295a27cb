"""Ladders: their rungs, in which order or none, by whom, and how far they may be used."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import field, fields

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import FrameworkError, InvalidValueError, UnknownKeyError
from involvement.evidence import Source
from involvement.levels.cautions import Caution
from involvement.levels.relations import PublishedMapping, StandingMatch
from involvement.levels.rungs import Axis, Band, Rung
from involvement.publications.facts import (
    Caveat,
    LicenceTier,
    Provenance,
    Scoring,
    TextOrigin,
    caveats_tuple,
    licence_tier,
    names_only,
    provenance_tuple,
    scoring,
    text_origin,
)

__all__ = ["Ladder", "LadderKind"]


class LadderKind(StrEnum):
    """What the rungs of a ladder are to each other."""

    LEVELS = "levels"  # one of them is the case
    CONDITIONS = "conditions"  # all of them are needed at once
    GRID = "grid"  # each is crossed with the values of other axes
    ROLES = "roles"  # each is somebody's role


_Checked = Band | Rung | Axis | Caveat | Caution | PublishedMapping


def _kind(value: LadderKind | str) -> LadderKind:
    return _fields.as_word(LadderKind, value)


def _rungs(items: Iterable[Rung]) -> tuple[Rung, ...]:
    return _fields.as_tuple(items)


def _bands(items: Iterable[Band]) -> tuple[Band, ...]:
    return _fields.as_tuple(items)


def _axes(items: Iterable[Axis]) -> tuple[Axis, ...]:
    return _fields.as_tuple(items)


def _cautions(items: Iterable[Caution]) -> tuple[Caution, ...]:
    return _fields.as_tuple(items)


def _mappings(items: Iterable[PublishedMapping]) -> tuple[PublishedMapping, ...]:
    return _fields.as_tuple(items)


@frozen(cache_hash=True)
class Ladder:
    """A ladder, spectrum, set of conditions or grid by which somebody tells how much say people have.

    Its rungs stand lowest first where it is `ordered`; where it is not, their order means nothing.
    `normative` says whether the author holds a higher rung to be the better one. Nothing is ever counted
    with rungs: what the library computes with is the standing that a rung is near.

    >>> own = Ladder("ours", ordered=True, rungs=[Rung("told"), Rung("asked"), Rung("decide")])
    >>> [rung.key for rung in own.at_or_above("asked")]
    ['asked', 'decide']
    """

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    edition: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    kind: LadderKind = field(default=LadderKind.LEVELS, converter=_kind, validator=_fields.a(LadderKind), kw_only=True)
    ordered: bool = field(validator=_fields.flag, kw_only=True)
    normative: bool | None = field(default=None, validator=_fields.optional_flag, kw_only=True)
    scoring: Scoring = field(default=Scoring.UNSTATED, converter=scoring, validator=_fields.a(Scoring), kw_only=True)
    licence_tier: LicenceTier | None = field(
        default=None, converter=licence_tier, validator=_fields.a(LicenceTier, optional=True), kw_only=True
    )
    licence_note: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    attribution: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    text_origin: TextOrigin | None = field(
        default=None, converter=text_origin, validator=_fields.a(TextOrigin, optional=True), kw_only=True
    )
    source: Source | None = field(default=None, validator=_fields.a(Source, optional=True), kw_only=True)
    provenance: tuple[Provenance, ...] = field(
        default=(), converter=provenance_tuple, validator=_fields.many(Provenance), kw_only=True, repr=_fields.counted
    )
    bands: tuple[Band, ...] = field(
        default=(), converter=_bands, validator=_fields.many(Band), kw_only=True, repr=_fields.counted
    )
    rungs: tuple[Rung, ...] = field(converter=_rungs, validator=_fields.many(Rung), kw_only=True, repr=_fields.counted)
    axes: tuple[Axis, ...] = field(
        default=(), converter=_axes, validator=_fields.many(Axis), kw_only=True, repr=_fields.counted
    )
    caveats: tuple[Caveat, ...] = field(
        default=(), converter=caveats_tuple, validator=_fields.many(Caveat), kw_only=True, repr=_fields.counted
    )
    cautions: tuple[Caution, ...] = field(
        default=(), converter=_cautions, validator=_fields.many(Caution), kw_only=True, repr=_fields.counted
    )
    mappings: tuple[PublishedMapping, ...] = field(
        default=(), converter=_mappings, validator=_fields.many(PublishedMapping), kw_only=True, repr=_fields.counted
    )

    def __attrs_post_init__(self) -> None:
        if not self.rungs:
            raise InvalidValueError("Ladder.rungs", "at least one rung")
        _fields.distinct("rung", (rung.key for rung in self.rungs), "rungs")
        _fields.distinct("band", (band.key for band in self.bands), "bands")
        _fields.distinct("dimension", (axis.key for axis in self.axes), "axes")
        _fields.distinct("provenance", (provenance.of for provenance in self.provenance), "provenance")
        self._refuse_unknown()
        if self.ordered and self.kind is LadderKind.CONDITIONS:
            raise InvalidValueError("Ladder.ordered", "false: conditions are needed at once, and none is above another")
        if self.kind is LadderKind.GRID and not self.axes:
            raise InvalidValueError("Ladder.axes", "at least one axis: the rungs of a grid are crossed with something")
        self._refuse_text()

    def rung(self, key: str) -> Rung:
        """The rung of that key; `UnknownKeyError` where there is none."""
        for rung in self.rungs:
            if rung.key == key:
                return rung
        raise UnknownKeyError("rung", key, (rung.key for rung in self.rungs), f"ladder {self.key!r}")

    def at_or_above(self, rung: str) -> tuple[Rung, ...]:
        """The rung of that key and those above it, lowest first.

        Raises:
            FrameworkError: where the ladder has no order.
        """
        first = self.rungs.index(self.rung(rung))
        if not self.ordered:
            raise FrameworkError(self.key, "", "its rungs have no order, so that none is above another")
        return self.rungs[first:]

    def standings(self, rung: str) -> tuple[StandingMatch, ...]:
        """What the rung of that key is to which standing, in the order of the file; () where nobody says."""
        return self.rung(rung).standings

    def unverified(self) -> tuple[str, ...]:
        """The places of what was not checked in a source: told from memory, inferred, or our own judgement."""
        return tuple(place for place, verified in self._facts() if not verified)

    def __str__(self) -> str:
        return self.title or self.key

    def _facts(self) -> Iterator[tuple[str, bool]]:
        for fact in self.provenance:
            yield fact.of, fact.verified
        parts: tuple[tuple[str, Iterable[_Checked]], ...] = (
            ("bands", self.bands),
            ("rungs", self.rungs),
            ("axes", self.axes),
            ("caveats", self.caveats),
            ("cautions", self.cautions),
            ("mappings", self.mappings),
        )
        for name, items in parts:
            for number, item in enumerate(items):
                yield f"{name}[{number}]", item.verified
        for number, rung in enumerate(self.rungs):
            if rung.attributes is not None:
                yield f"rungs[{number}].attributes", rung.attributes.verified
            for position, match in enumerate(rung.standings):
                yield f"rungs[{number}].standings[{position}]", match.verified

    def _refuse_unknown(self) -> None:
        rungs, bands = {rung.key for rung in self.rungs}, {band.key for band in self.bands}
        names = {attribute.name for attribute in fields(Ladder)}
        for number, rung in enumerate(self.rungs):
            if rung.band is not None and rung.band not in bands:
                raise UnknownKeyError("band", rung.band, bands, f"rungs[{number}].band")
        for number, mapping in enumerate(self.mappings):
            if mapping.rung is not None and mapping.rung not in rungs:
                raise UnknownKeyError("rung", mapping.rung, rungs, f"mappings[{number}].rung")
            if mapping.ladder == self.key:
                raise InvalidValueError(f"ladder {self.key!r}: mappings[{number}]", "another ladder than its own")
        for number, fact in enumerate(self.provenance):
            if fact.of not in names:
                raise UnknownKeyError("fact", fact.of, names, f"provenance[{number}].of")

    def _refuse_text(self) -> None:
        """Names only is names only, no matter who adds a gist later."""
        bare = names_only("Ladder.text_origin", self.licence_tier, self.text_origin)
        if bare and any(rung.gist is not None for rung in self.rungs):
            raise InvalidValueError(f"ladder {self.key!r}: rungs", "names without a gist, as its licence tier says")
