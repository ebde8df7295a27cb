"""Events: what happened to a contribution after it was received."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError

__all__ = ["AnswerOutcome", "Event", "EventKind"]


class EventKind(StrEnum):
    """What can happen to a contribution."""

    ACKNOWLEDGED = "acknowledged"
    ASSESSED = "assessed"
    CONSIDERED = "considered"
    MERGED = "merged"
    REDIRECTED = "redirected"
    ANSWERED = "answered"
    TOLD = "told"
    FOLLOWED_THROUGH = "followed_through"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"


class AnswerOutcome(StrEnum):
    """What an answer comes to: we did, we did a part, we will, not yet, we could not, or thank you."""

    DID = "did"
    DID_IN_PART = "did_in_part"
    WILL_DO = "will_do"
    NOT_YET = "not_yet"
    COULD_NOT = "could_not"
    NOTED = "noted"  # nothing was asked for: praise, or something to know


_ONLY_FOR = {  # the kinds of event that each of these fields belongs to
    "into": {EventKind.MERGED},
    "to": {EventKind.REDIRECTED, EventKind.TOLD},
    "feasible": {EventKind.ASSESSED},
    "outcome": {EventKind.ANSWERED},
    "process": {EventKind.ANSWERED},
    "options": {EventKind.ANSWERED},
    "action": {EventKind.ANSWERED},
    "due": {EventKind.ANSWERED},
}
_NEEDED = {EventKind.MERGED: "into", EventKind.REDIRECTED: "to"}


def _kind(value: EventKind | str) -> EventKind:
    return _fields.as_word(EventKind, value)


def _outcome(value: AnswerOutcome | str | None) -> AnswerOutcome | None:
    return _fields.as_word(AnswerOutcome, value)


def _options(items: Iterable[str]) -> tuple[str, ...]:
    return _fields.as_tuple(items)


def _kind_of_to(event: "Event") -> str | None:
    return "stakeholder or person" if event.kind is EventKind.TOLD else None  # else it is a body outside


@frozen
class Event:
    """Something that happened to a contribution on a day.

    A complete answer tells the process, the options considered, the outcome and the reason; a no tells
    also what is done instead.

    Attributes:
        by: the stakeholder who did it.
        owner: the stakeholder who has to act from here on, if that changed.
        forum: where it was considered or answered.
        outcome: what the answer comes to.
        reason: why.
        process: how the answer was come to.
        options: the options considered.
        action: what is done, or is done instead.
        due: the day by which what the answer promises is to be done.
        into: the contribution that this one was merged into.
        to: the outside body that it was redirected to; or who was told, if not the contributor.
        feasible: whether it can be done, as assessed.
        evidence: the key of what shows it.

    References:
        SCDC (2016) National Standards for Community Engagement, Communication: feedback tells the process, the
        options considered, the decisions or actions, and the reasons why.

    >>> answer = Event("evenings-1", "answered", on=date(2026, 4, 1), outcome="could_not", reason="no staff after six")
    >>> answer.missing
    ('process', 'options', 'action')
    """

    contribution: str = field(validator=_fields.key, metadata=_fields.names("contribution"))
    kind: EventKind = field(converter=_kind, validator=_fields.a(EventKind))
    on: date = field(validator=_fields.day, kw_only=True)
    by: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder or person"), kw_only=True
    )
    owner: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder or person"), kw_only=True
    )
    forum: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("forum"), kw_only=True
    )
    outcome: AnswerOutcome | None = field(
        default=None, converter=_outcome, validator=_fields.a(AnswerOutcome, optional=True), kw_only=True
    )
    reason: str | None = field(
        default=None, converter=_fields.as_said, validator=_fields.optional_text, kw_only=True, repr=False
    )
    process: str | None = field(
        default=None, converter=_fields.as_said, validator=_fields.optional_text, kw_only=True, repr=False
    )
    options: tuple[str, ...] = field(
        default=(), converter=_options, validator=_fields.texts, kw_only=True, repr=_fields.counted
    )
    action: str | None = field(
        default=None, converter=_fields.as_said, validator=_fields.optional_text, kw_only=True, repr=False
    )
    due: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    into: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("contribution"), kw_only=True
    )
    to: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names(_kind_of_to), kw_only=True
    )
    feasible: bool | None = field(default=None, validator=_fields.optional_flag, kw_only=True)
    evidence: str | None = field(repr=_fields.closed, default=None, validator=_fields.optional_key, kw_only=True)

    def __attrs_post_init__(self) -> None:
        needed = _NEEDED.get(self.kind)
        if needed is not None and getattr(self, needed) is None:
            raise InvalidValueError(
                f"Event.{needed}", f"a key, since an event of the kind {self.kind.value!r} needs it"
            )
        for name, kinds in _ONLY_FOR.items():
            if self.kind not in kinds and getattr(self, name) not in {None, ()}:
                raise InvalidValueError(
                    f"Event.{name}", f"nothing: an event of the kind {self.kind.value!r} has no such thing"
                )
        if self.into == self.contribution:
            raise InvalidValueError("Event.into", "another contribution: none is merged into itself")
        _fields.in_order("Event.due", self.on, self.due)

    @property
    def missing(self) -> tuple[str, ...]:
        """What a complete answer would tell and this one does not; () for every other kind of event.

        A no needs an action beside its reason. What was only noted needs neither process nor options.
        """
        if self.kind is not EventKind.ANSWERED:
            return ()
        if self.outcome is AnswerOutcome.NOTED:
            return ()
        options = "".join(self.options)
        told = {"process": self.process, "options": options, "outcome": self.outcome, "reason": self.reason}
        if self.outcome is AnswerOutcome.COULD_NOT:
            told["action"] = self.action
        return tuple(name for name, value in told.items() if not (value or "").strip())

    def __str__(self) -> str:
        into = f" into {self.into}" if self.into else ""
        to = f" to {self.to}" if self.to else ""
        came_to = f" ({self.outcome.replace('_', ' ')})" if self.outcome else ""
        words = self.kind.value.replace("_", " ")
        return f"{self.contribution} {words}{into}{to}{came_to} on {self.on.isoformat()}"
