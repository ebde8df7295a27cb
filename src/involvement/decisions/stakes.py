"""Stakes of a decision: for people, for good, by law, and in resources."""

from collections.abc import Mapping
from enum import StrEnum

from attrs import field, fields

from involvement import _fields
from involvement._fields import frozen

__all__ = ["HardToUndo", "Impact", "LegalDuty", "ResourcesOpen", "Stakes"]


class Impact(StrEnum):
    """How much a decision changes for people."""

    NONE = "none"
    SOME = "some"
    GREAT = "great"


class HardToUndo(StrEnum):
    """How hard a decision is to undo."""

    EASILY_UNDONE = "easily_undone"
    WITH_EFFORT = "with_effort"
    FOR_GOOD = "for_good"


class LegalDuty(StrEnum):
    """What the law asks towards those whom a decision is about."""

    NONE = "none"
    INFORM = "inform"
    CONSULT = "consult"
    AGREE = "agree"


class ResourcesOpen(StrEnum):
    """How much of the means that a decision is about can still be given otherwise."""

    NONE = "none"
    SOME = "some"
    MOST = "most"


def _impact(value: Impact | str | None) -> Impact | None:
    return _fields.as_word(Impact, value)


def _hard_to_undo(value: HardToUndo | str | None) -> HardToUndo | None:
    return _fields.as_word(HardToUndo, value)


def _legal_duty(value: LegalDuty | str | None) -> LegalDuty | None:
    return _fields.as_word(LegalDuty, value)


def _resources_open(value: ResourcesOpen | str | None) -> ResourcesOpen | None:
    return _fields.as_word(ResourcesOpen, value)


@frozen(cache_hash=True)
class Stakes:
    """What is at stake in a decision, which decides how much say it calls for. What is not given is not known.

    >>> Stakes(impact="great").impact
    <Impact.GREAT: 'great'>
    """

    impact: Impact | None = field(
        default=None, converter=_impact, validator=_fields.a(Impact, optional=True), kw_only=True
    )
    hard_to_undo: HardToUndo | None = field(
        default=None, converter=_hard_to_undo, validator=_fields.a(HardToUndo, optional=True), kw_only=True
    )
    legal_duty: LegalDuty | None = field(
        default=None, converter=_legal_duty, validator=_fields.a(LegalDuty, optional=True), kw_only=True
    )
    resources_open: ResourcesOpen | None = field(
        default=None, converter=_resources_open, validator=_fields.a(ResourcesOpen, optional=True), kw_only=True
    )

    def said(self) -> Mapping[str, str | None]:
        """What is said of each, by its name; None where it is not known."""
        words = {attribute.name: getattr(self, attribute.name) for attribute in fields(Stakes)}
        return {name: None if value is None else value.value for name, value in words.items()}
