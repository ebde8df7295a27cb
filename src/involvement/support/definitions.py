"""Barriers: what is known to keep people out, whose duty it is, and the signals of it."""

from collections.abc import Iterable
from enum import StrEnum
from functools import partial

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.evidence import Source
from involvement.publications.facts import (
    LicenceTier,
    Provenance,
    TextOrigin,
    licence_tier,
    provenance_tuple,
    text_origin,
)

__all__ = ["Audience", "Barrier", "BarrierKind", "BarrierList", "Signal"]


class Audience(StrEnum):
    """Before whom a barrier stands, or whose duty it is."""

    SERVICE_USERS = "service_users"
    PROVIDERS = "providers"
    COMMISSIONERS = "commissioners"


class BarrierKind(StrEnum):
    """Whether it keeps people out, is a condition to plan for, or is somebody's duty."""

    BARRIER = "barrier"
    CONDITION = "condition"
    DUTY = "duty"


class Signal(StrEnum):
    """What can be found in the record of a process that points to a barrier. It is a hint, and never a proof."""

    NO_DEFINITION = "no_definition"
    ANSWERS_OVERDUE = "answers_overdue"
    NEVER_ANSWERED = "never_answered"
    TOLD_ONLY = "told_only"
    ONE_WAY_IN = "one_way_in"
    NO_INDEPENDENT_VOICE = "no_independent_voice"
    PLAIN_PAPERS_ONLY = "plain_papers_only"
    NEEDS_UNMET = "needs_unmet"
    LEAD_SHORT = "lead_short"
    NEEDS_VARY = "needs_vary"
    SEVERAL_METHODS = "several_methods"
    DISSENT = "dissent"
    SPECIFICATION_UNASSESSED = "specification_unassessed"

    @property
    def words(self) -> str:
        """What the record shows, as a clause."""
        return _SIGNALS[self]


_SIGNALS = {
    Signal.NO_DEFINITION: "no definition of involvement is recorded",
    Signal.ANSWERS_OVERDUE: "somebody has waited longer for an answer than was promised",
    Signal.NEVER_ANSWERED: "nothing that people said has been answered",
    Signal.TOLD_ONLY: "people are told about decisions and not asked",
    Signal.ONE_WAY_IN: "only one way to take part is recorded",
    Signal.NO_INDEPENDENT_VOICE: "no advocate and no peer representative is listed",
    Signal.PLAIN_PAPERS_ONLY: "papers are recorded in ordinary print or electronic form only",
    Signal.NEEDS_UNMET: "no arrangement is recorded for something that somebody needs at a meeting ahead",
    Signal.LEAD_SHORT: "nobody leads the work, or the leads have fewer days than it needs",
    Signal.NEEDS_VARY: "people have stated different needs, and only one method is recorded",
    Signal.SEVERAL_METHODS: "several methods are in use at once",
    Signal.DISSENT: "somebody objected to what was agreed",
    Signal.SPECIFICATION_UNASSESSED: "no assessment against the service specification is recorded",
}


def _audience(value: Audience | str) -> Audience:
    return _fields.as_word(Audience, value)


def _kind(value: BarrierKind | str) -> BarrierKind:
    return _fields.as_word(BarrierKind, value)


def _signals(items: Iterable[Signal | str]) -> tuple[Signal, ...]:
    return _fields.as_each(items, partial(_fields.as_word, Signal))


def _barriers(items: "Iterable[Barrier]") -> "tuple[Barrier, ...]":
    return _fields.as_tuple(items)


@frozen
class Barrier:
    """Something that is known to keep people out, or that has to be reckoned with.

    `signals` name what in the record of a process would point to it; () says that no record shows it, and somebody
    has to ask. `mitigations` are what may help, in our own words. `verified` tells of the barrier, not of these.

    >>> str(Barrier("buses", audience="service_users", title="No bus in the evening"))
    'No bus in the evening'
    """

    key: str = field(validator=_fields.key)
    audience: Audience = field(converter=_audience, validator=_fields.a(Audience), kw_only=True)
    kind: BarrierKind = field(
        default=BarrierKind.BARRIER, converter=_kind, validator=_fields.a(BarrierKind), kw_only=True
    )
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    gist: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    signals: tuple[Signal, ...] = field(default=(), converter=_signals, validator=_fields.many(Signal), kw_only=True)
    mitigations: tuple[str, ...] = field(
        default=(), converter=_fields.texts_tuple, validator=_fields.texts, kw_only=True
    )
    verified: bool = field(default=False, validator=_fields.flag, kw_only=True)
    read_at: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _fields.distinct("signal", self.signals, f"barrier {self.key!r}")

    def __str__(self) -> str:
        return self.title or self.key


@frozen
class BarrierList:
    """The barriers that one publication names, with whose words they are and how far they were checked."""

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    edition: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
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
    barriers: tuple[Barrier, ...] = field(
        converter=_barriers, validator=_fields.many(Barrier), kw_only=True, repr=_fields.counted
    )

    def __attrs_post_init__(self) -> None:
        if not self.barriers:
            raise InvalidValueError("BarrierList.barriers", "at least one barrier")
        _fields.distinct("barrier", (barrier.key for barrier in self.barriers), "barriers")
        _fields.distinct("provenance", (provenance.of for provenance in self.provenance), "provenance")

    def __str__(self) -> str:
        return self.title or self.key
