"""Noted barriers, mitigations, and their effects."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError

__all__ = ["Mitigation", "MitigationEffect", "NotedBarrier"]


class MitigationEffect(StrEnum):
    """What came of something that was done about a barrier."""

    REMOVED = "removed"
    EASED = "eased"
    UNCHANGED = "unchanged"
    WORSE = "worse"


def _effect(value: MitigationEffect | str | None) -> MitigationEffect | None:
    return _fields.as_word(MitigationEffect, value)


def _mitigations(items: "Iterable[Mitigation]") -> "tuple[Mitigation, ...]":
    return _fields.as_tuple(items)


@frozen
class Mitigation:
    """Something that was done about a barrier, or is going to be, and what came of it.

    `effect=None` says that nobody has written down whether it helped; `effect_on` is the day somebody did.
    """

    what: str = field(validator=_fields.text, repr=False)
    on: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    until: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    by: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder or person"), kw_only=True
    )
    effect: MitigationEffect | None = field(
        repr=_fields.closed,
        default=None,
        converter=_effect,
        validator=_fields.a(MitigationEffect, optional=True),
        kw_only=True,
    )
    effect_on: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    note: str | None = field(default=None, validator=_fields.optional_text, kw_only=True, repr=False)

    def __attrs_post_init__(self) -> None:
        _fields.in_order("Mitigation.until", self.on, self.until)
        _fields.in_order("Mitigation.effect_on", self.on, self.effect_on)
        if self.effect_on is not None and self.effect is None:
            raise InvalidValueError("Mitigation.effect", "what came of it, beside the day on which that was recorded")

    def begun(self, on: date) -> bool | None:
        """Whether it was begun by that day; None where its day is not known."""
        _fields.a_date("on", on)
        return None if self.on is None else self.on <= on

    def effect_by(self, on: date) -> MitigationEffect | None:
        """What was recorded of its effect by that day; an effect without a day counts as soon as it was begun."""
        day = self.on if self.effect_on is None else self.effect_on
        return self.effect if day is None or day <= _fields.a_date("on", on) else None


@frozen
class NotedBarrier:
    """Somebody noted that a barrier stands in the way of a stakeholder, None: of anybody, and what was done.

    >>> told = Mitigation("a letter after each meeting", on=date(2026, 6, 1), effect="eased")
    >>> NotedBarrier("su6", stakeholder="members", mitigations=[told]).stands(date(2026, 7, 1))
    True
    """

    barrier: str = field(repr=_fields.closed, validator=_fields.key, metadata=_fields.names("barrier"))
    stakeholder: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder or person"), kw_only=True
    )
    on: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    by: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder or person"), kw_only=True
    )
    note: str | None = field(default=None, validator=_fields.optional_text, kw_only=True, repr=False)
    mitigations: tuple[Mitigation, ...] = field(
        repr=_fields.closed, default=(), converter=_mitigations, validator=_fields.many(Mitigation), kw_only=True
    )

    def noted_by(self, on: date) -> bool:
        """Whether it was noted by that day; without a day it always was."""
        _fields.a_date("on", on)
        return self.on is None or self.on <= on

    def stands(self, on: date) -> bool:
        """Whether it was noted by that day and is not recorded as removed."""
        effects = {mitigation.effect_by(on) for mitigation in self.mitigations}
        return self.noted_by(on) and MitigationEffect.REMOVED not in effects
