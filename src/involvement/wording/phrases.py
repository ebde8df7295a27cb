"""The fixed phrases of the wording, by code: what a catalogue in another language translates beside the templates."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

__all__ = ["PHRASES", "Phrase", "english"]

Phrase: TypeAlias = Callable[[str], str]

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_KINDS = {
    "activity": "an activity",
    "adjustment": "an adjustment",
    "agenda_item": "an agenda item",
    "agreement": "an agreement",
    "answer": "an answer",
    "assessment": "an assessment",
    "barrier": "a barrier",
    "characteristic": "a characteristic",
    "claim": "a claim",
    "contribution": "a contribution",
    "criterion": "a criterion",
    "decision": "a decision",
    "dimension": "a dimension",
    "entry_point": "an entry point",
    "event": "an event",
    "evidence": "a piece of evidence",
    "expense": "an expense",
    "flow": "a flow",
    "forum": "a forum",
    "framework": "a framework",
    "issue": "an issue",
    "ladder": "a ladder",
    "lead": "a lead",
    "level": "a level",
    "meeting": "a meeting",
    "mitigation": "a mitigation",
    "need": "a need",
    "negotiation": "a negotiation",
    "option": "an option",
    "person": "a person",
    "population": "a population",
    "position": "a position",
    "process": "a process",
    "profile": "a target profile",
    "promise": "a promise",
    "purpose": "a purpose",
    "record": "a record",
    "reply": "a reply",
    "review": "a review",
    "rung": "a rung",
    "seat": "a seat",
    "settlement": "a settlement",
    "stage": "a stage",
    "stakeholder": "a stakeholder",
    "step": "a step",
    "subject": "a subject",
    "tier": "a tier",
    "workplan": "a workplan",
}

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "yes": "yes",
        "no": "no",
        "not_known": "not known",
        "none": "none",
        "quoted": '"{text}"',
        "sentence.end": ".",
        "list.comma": ", ",
        "list.and": " and ",
        "list.more": "{n} more",
        "list.like_this": "And {n} more like this.",
        "number.thousands": ",",
        "number.point": ".",
        "day.long": "{day} {month} {year}",
        "day.short": "{day} {month} {year}",
        **{f"month.{number}": month for number, month in enumerate(_MONTHS, 1)},
        **{f"month.{number}.short": month[:3] for number, month in enumerate(_MONTHS, 1)},
        **{f"kind.{kind}": words for kind, words in _KINDS.items()},
        "channel.entry_point": "the entry point at {first}",
        "channel.entry_point.named": 'the entry point "{first}"',
        "channel.flow": "the flow from {first} to {second}",
        "channel.flow.named": 'the flow "{first}"',
        "channel.reply": "the reply from {first}",
        "characteristic": "{first}: {second}",
        "persons": "{n} people",
        "persons.described": "{text} ({n} people)",
    }
)
"""Every fixed phrase in English, by code; `kind.decision` says a thing of that kind that is not named, `channel.flow` one by its forums, `characteristic` one by its criterion and value."""


def english(code: str) -> str:
    """The English phrase of that code."""
    return PHRASES[code]
