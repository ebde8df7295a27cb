"""Fields that may name a person: what is done with each when the person is erased, from the metadata of the fields."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, get_args

import attrs

from involvement import _fields
from involvement.data_protection import RecordKind
from involvement.feedback import Event, EventKind

__all__ = [
    "PERSONAL_NAMES",
    "TEXTS_OF_EVENTS",
    "TREATMENTS",
    "HeldField",
    "Treatment",
    "argument_of",
    "held_fields",
    "keys_of",
    "may_name_a_person",
    "own_words",
    "record_kind",
]

PERSONAL_NAMES = frozenset({"stakeholder", "stakeholder or person", "stakeholder or forum"})
"""The kinds of names, in the metadata of fields, that the key of a person may be."""


class Treatment(StrEnum):
    """What is done with a thing when the person whom one of its fields names is erased."""

    CLEARED = "cleared"  # the thing is somebody else's, and stays without the name
    DROPPED = "dropped"  # the thing exists only for that person
    LEFT_OUT = "left_out"  # others stand beside them
    STOOD_IN = "stood_in"  # the thing says something else without a name, so that a neutral one takes its place


_CLEARED, _DROPPED, _LEFT_OUT = Treatment.CLEARED, Treatment.DROPPED, Treatment.LEFT_OUT

TREATMENTS: Mapping[str, Treatment] = {
    "Activity.owner": _CLEARED,
    "Adjustment.by": _CLEARED,
    "Adjustment.stakeholder": _DROPPED,  # without a name it would be for everybody
    "Agreement.accepted_by": _LEFT_OUT,
    "AnswerSheet.about": _DROPPED,
    "AnswerSheet.rater": _CLEARED,
    "Attendance.attended": _LEFT_OUT,
    "Attendance.expected": _LEFT_OUT,
    "Claim.stakeholder": _DROPPED,
    "Consent.who": _DROPPED,
    "Contribution.owner": _CLEARED,
    "Contribution.stakeholder": _CLEARED,  # what is counted stays, and what was said goes with the name
    "DecisionMap.stakeholders": _LEFT_OUT,
    "Engagement.stakeholder": _DROPPED,
    "EntryPoint.run_by": _CLEARED,
    "EntryPoint.stakeholder": _DROPPED,  # without a name it would be open to all
    "Event.by": _CLEARED,
    "Event.owner": _CLEARED,
    "Event.to": Treatment.STOOD_IN,  # without a name the contributor would have been told
    "Evidence.owner": _CLEARED,
    "Expense.stakeholder": _DROPPED,
    "Feasibility.who": _CLEARED,
    "Flow.carried_by": _CLEARED,
    "Lead.stakeholder": _DROPPED,
    "MeetingCycle.owner": _CLEARED,
    "Mitigation.by": _CLEARED,
    "Move.by": _CLEARED,  # where the move needs nobody; else it goes
    "NeedsAsked.by": _CLEARED,
    "NeedsAsked.stakeholder": _DROPPED,
    "NotedBarrier.by": _CLEARED,
    "NotedBarrier.stakeholder": _DROPPED,  # without a name it would stand before everybody
    "Option.proposed_by": _CLEARED,
    "Override.by": _DROPPED,  # what it settled stays in the settlement
    "PaperSent.stakeholder": _DROPPED,
    "PaymentOffer.stakeholder": _DROPPED,  # without a name it would be made to everybody
    "Person.candidate_for": _LEFT_OUT,
    "Person.key": _DROPPED,
    "Person.member_of": _LEFT_OUT,
    "Priorities.stakeholder": _DROPPED,
    "Rank.party": _DROPPED,
    "Recruitment.owner": _CLEARED,
    "Reply.carried_by": _CLEARED,
    "Reply.target": _DROPPED,
    "Seat.stakeholder": _DROPPED,
    "Settlement.overridden_by": _CLEARED,
    "Settlement.who": _CLEARED,
    "Stakeholder.key": _DROPPED,
    "StatedLimit.stakeholder": _DROPPED,
    "StatedNeed.stakeholder": _DROPPED,
    "TargetProfile.group": _CLEARED,
    "Voice.by": _DROPPED,
    "WorkingWeek.stakeholder": _DROPPED,
}
"""What is done with every field that may name a person, by class and field. Four of them say so in no metadata: the key of a
person and of a stakeholder, the owner of evidence, and whom or what an assessment is about."""

TEXTS_OF_EVENTS = ("reason", "process", "action", "options")
"""The fields of an event that hold what somebody wrote."""
_SAID_BY_CONTRIBUTORS = frozenset({EventKind.WITHDRAWN, EventKind.REOPENED})
_OWN_WORDS = {"Move.by": ("reason",), "NotedBarrier.by": ("note",), "Settlement.overridden_by": ("reason",)}
_HOLDS_DATA = ("Attendance.attended", "Attendance.expected", "AnswerSheet.rater", "Contribution.stakeholder", "Move.by")
"""Fields of things that are about the person named, and are not dropped with the name."""

_OF_OTHER_KINDS = {"Rank": RecordKind.PRIORITIES}


class HeldField(NamedTuple):
    """A field of a class that may name a person, or that holds values which may.

    Attributes:
        name: the name of the field.
        names: what it names, from its metadata; None where it names nothing.
        treatment: what is done when the person whom it names is erased; None where it can name none.
    """

    name: str
    names: _fields.Names | None
    treatment: Treatment | None


@cache
def held_fields(kind: Any) -> tuple[HeldField, ...]:
    """The fields of a class that may name a person, or that hold values which may; in the order of the class."""
    if not attrs.has(kind):
        return ()
    hints = _fields.types_of(kind)
    found = []
    for field in attrs.fields(kind):
        treatment = TREATMENTS.get(f"{kind.__name__}.{field.name}")
        if treatment is not None or any(held_fields(part) for part in _classes(hints[field.name])):
            found.append(HeldField(field.name, field.metadata.get("names"), treatment))
    return tuple(found)


def _classes(hint: object) -> Iterator[Any]:
    if isinstance(hint, type):
        yield hint
    for part in get_args(hint):
        yield from _classes(part)


def may_name_a_person(names: _fields.Names | None) -> bool:
    """Whether the metadata of a field say that it may name a person, always or for some values."""
    return names is not None and (callable(names.kind) or names.kind in PERSONAL_NAMES)


def keys_of(value: object, field: HeldField) -> tuple[str, ...]:
    """The keys in a field of a value that may be those of persons; () where it names something else, or nothing."""
    held = getattr(value, field.name)
    kind = None if field.names is None else field.names.kind
    if held is None or (callable(kind) and kind(value) not in PERSONAL_NAMES):
        return ()
    return (held,) if isinstance(held, str) else tuple(held)


def own_words(value: object, field: str) -> tuple[str, ...]:
    """The fields of a thing that hold the words of the person whom a field names: they are theirs, and go with the name."""
    if isinstance(value, Event):
        return TEXTS_OF_EVENTS if field == "by" and value.kind in _SAID_BY_CONTRIBUTORS else ()
    return _OWN_WORDS.get(f"{type(value).__name__}.{field}", ())


def record_kind(kind: str, field: str) -> RecordKind | None:
    """The kind of thing that a class is where that field names a person: None where it is about somebody else."""
    place = f"{kind}.{field}"
    if TREATMENTS.get(place) is not Treatment.DROPPED and place not in _HOLDS_DATA:
        return None
    return _OF_OTHER_KINDS.get(kind) or RecordKind(_snake(kind))


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).removeprefix("_")


def argument_of(kind: type[Any], name: str) -> str:
    """The name by which a constructor takes a field."""
    field = attrs.fields_dict(kind)[name]
    return field.alias or field.name
