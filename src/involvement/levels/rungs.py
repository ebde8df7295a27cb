"""Rungs of a ladder: names, bands, axes, attributes and standings."""

from collections.abc import Iterable
from enum import StrEnum

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.levels.relations import StandingMatch

__all__ = ["Axis", "AxisValue", "Band", "InformationFlow", "Initiator", "PartPlayed", "Rung", "RungAttributes"]


class InformationFlow(StrEnum):
    """Which way information goes at a rung, seen from the organisation."""

    NONE = "none"
    OUT = "out"
    IN = "in"
    TWO_WAY = "two_way"


class PartPlayed(StrEnum):
    """What service users are at a rung."""

    NONE = "none"
    RECIPIENT = "recipient"
    INFORMANT = "informant"
    ADVISER = "adviser"
    CO_DESIGNER = "co_designer"
    PARTNER = "partner"
    MAJORITY = "majority"
    CONTROLLER = "controller"


class Initiator(StrEnum):
    """Who sets it going."""

    ORGANISATION = "organisation"
    SHARED = "shared"
    SERVICE_USERS = "service_users"
    ANY = "any"


def _flow(value: InformationFlow | str | None) -> InformationFlow | None:
    return _fields.as_word(InformationFlow, value)


def _role(value: PartPlayed | str | None) -> PartPlayed | None:
    return _fields.as_word(PartPlayed, value)


def _initiator(value: Initiator | str | None) -> Initiator | None:
    return _fields.as_word(Initiator, value)


def _matches(items: Iterable[StandingMatch]) -> tuple[StandingMatch, ...]:
    return _fields.as_tuple(items)


def _axis_values(items: "Iterable[AxisValue]") -> "tuple[AxisValue, ...]":
    return _fields.as_tuple(items)


@frozen
class RungAttributes:
    """A few facts by which rungs of different ladders can be told apart; they are our reading, unless verified.

    `genuine` is false where the author calls the rung a pretence.
    """

    flow: InformationFlow | None = field(
        default=None, converter=_flow, validator=_fields.a(InformationFlow, optional=True), kw_only=True
    )
    role: PartPlayed | None = field(
        default=None, converter=_role, validator=_fields.a(PartPlayed, optional=True), kw_only=True
    )
    initiator: Initiator | None = field(
        default=None, converter=_initiator, validator=_fields.a(Initiator, optional=True), kw_only=True
    )
    genuine: bool | None = field(default=None, validator=_fields.optional_flag, kw_only=True)
    verified: bool = field(default=False, validator=_fields.flag, kw_only=True)


@frozen
class Rung:
    """One rung, condition or role of a ladder. What is not given is not known.

    `verified` and `read_at` tell of its name, its place and its band; the gist is in our own words.

    >>> str(Rung("placation", title="Placation", band="tokenism"))
    'Placation'
    """

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    band: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    gist: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    verified: bool = field(default=False, validator=_fields.flag, kw_only=True)
    read_at: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    attributes: RungAttributes | None = field(
        default=None, validator=_fields.a(RungAttributes, optional=True), kw_only=True
    )
    standings: tuple[StandingMatch, ...] = field(
        default=(), converter=_matches, validator=_fields.many(StandingMatch), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        matched = (str(match.standing.value if match.standing else None) for match in self.standings)
        _fields.distinct("standing", matched, "standings")

    def __str__(self) -> str:
        return self.title or self.key


@frozen
class Band:
    """Several neighbouring rungs that the author names as one. It is a level, and never a finding."""

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    verified: bool = field(default=False, validator=_fields.flag, kw_only=True)
    read_at: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)

    def __str__(self) -> str:
        return self.title or self.key


@frozen
class AxisValue:
    """One value of an axis."""

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)


@frozen
class Axis:
    """A second question that a ladder asks beside the rung, such as at which phase."""

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    values: tuple[AxisValue, ...] = field(
        default=(), converter=_axis_values, validator=_fields.many(AxisValue), kw_only=True
    )
    verified: bool = field(default=False, validator=_fields.flag, kw_only=True)
    read_at: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _fields.distinct("value", (axis_value.key for axis_value in self.values), "values")
