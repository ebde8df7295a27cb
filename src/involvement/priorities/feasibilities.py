"""Feasibility: whether anybody has studied that an issue can be acted on, and the result.

The lesson of North Mersey: an evening clinic was opened at once because a user group had asked for it, without the
feasibility work that any other idea would have had, and was closed after four weeks.
"""

from datetime import date
from enum import StrEnum

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError

__all__ = ["Feasibility", "FeasibilityState"]


class FeasibilityState(StrEnum):
    """What a study has shown, or that there was none."""

    SHOWN = "shown"
    RULED_OUT = "ruled_out"
    NOT_STUDIED = "not_studied"


def _state(value: FeasibilityState | str) -> FeasibilityState:
    return _fields.as_word(FeasibilityState, value)


@frozen
class Feasibility:
    """What is known about whether an issue can be acted on. Made by one of its three constructors.

    Attributes:
        on: the day of the finding.
        evidence: the key of what shows it.
        reason: why it is ruled out; required then.
        instead: what is offered instead, if it is ruled out.
        who: the stakeholder who is to study it, if nobody has.
        by: the day by which they are to.

    >>> Feasibility.ruled_out("evenings", reason="no staff after six", instead="Saturdays").state
    <FeasibilityState.RULED_OUT: 'ruled_out'>
    """

    issue: str = field(validator=_fields.key, metadata=_fields.names("issue"))
    state: FeasibilityState = field(converter=_state, validator=_fields.a(FeasibilityState))
    on: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    evidence: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    reason: str | None = field(default=None, converter=_fields.as_said, validator=_fields.optional_text, kw_only=True)
    instead: str | None = field(default=None, converter=_fields.as_said, validator=_fields.optional_text, kw_only=True)
    who: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder"), kw_only=True
    )
    by: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.state is FeasibilityState.RULED_OUT and self.reason is None:
            raise InvalidValueError("Feasibility.reason", "why it is ruled out: a no without a reason is no answer")
        if self.state is not FeasibilityState.RULED_OUT and self.instead is not None:
            raise InvalidValueError("Feasibility.instead", "nothing: only what is ruled out has something instead")
        if self.state is not FeasibilityState.NOT_STUDIED and (self.who, self.by) != (None, None):
            raise InvalidValueError("Feasibility.who", "nobody: the study is done")

    @classmethod
    def shown(
        cls, issue: str, *, on: date | None = None, evidence: str | None = None, reason: str | None = None
    ) -> "Feasibility":
        """A study has shown that it can be done."""
        return cls(issue, FeasibilityState.SHOWN, on=on, evidence=evidence, reason=reason)

    @classmethod
    def ruled_out(
        cls,
        issue: str,
        *,
        reason: str,
        instead: str | None = None,
        on: date | None = None,
        evidence: str | None = None,
    ) -> "Feasibility":
        """It cannot be done, for a reason, and perhaps something else can."""
        return cls(issue, FeasibilityState.RULED_OUT, on=on, evidence=evidence, reason=reason, instead=instead)

    @classmethod
    def not_studied(
        cls, issue: str, *, who: str | None = None, by: date | None = None, reason: str | None = None
    ) -> "Feasibility":
        """Nobody has studied it; perhaps somebody is to, by a day."""
        return cls(issue, FeasibilityState.NOT_STUDIED, who=who, by=by, reason=reason)
