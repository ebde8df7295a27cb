"""Omissions: what of a process a format cannot hold, so that it is lost when it is written."""

from collections import Counter
from collections.abc import Collection
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

from involvement._reading import unstructure
from involvement.exchange.readings import Reading
from involvement.exchange.slugs import slug
from involvement.wording import Fact, Quote, Statement, Wording

__all__ = ["Omission", "left_out", "loss"]

_HOLDS = {
    "json": "A JSON document holds the process.",
    "toml": "A TOML document holds the process.",
    "csv": "A set of tables holds the decision map, the issues, the stakeholders and the record.",
    "dot": "A DOT graph holds the drawn decision map only.",
    "mermaid": "A Mermaid flowchart holds the drawn decision map only.",
    "graphml": "A GraphML graph holds the decision map, with meetings in words, and the stakeholders.",
    "nodes": "Node-edge JSON holds the decision map, the issues and the stakeholders.",
    "ics": "An iCalendar text holds meetings, last days and days of the workplan only.",
}
_LOST = {
    "parts": "{holds:sentence} It has no place for {parts}.",
    "details": "{holds:sentence} It has no place for details of {partly}.",
    "both": "{holds:sentence} It has no place for {parts}, or for details of {partly}.",
}
_OMITTED = {
    "part": "{part}",
    "parts": "{part}, in {values:place}",
    "field": "{field} of {part}",
    "fields": "{field} of {part}, in {values:place}",
}
_PARTS = ("forums", "flows", "decisions", "entry_points", "replies", "stakeholders")
_DRAWN = {
    "forums": {"key", "title"},
    "flows": {"source", "target", "days", "standing"},
    "decisions": {"key", "title", "made_at", "on", "stages"},
    "entry_points": {"forum", "stakeholder", "standing"},
    "replies": {"source", "target", "days"},
    "stakeholders": {"key", "title"},
}
_NUMBERED = {  # nodes bear a number in place of a key
    part: fields - {"key"} if part in {"forums", "decisions", "stakeholders"} else fields
    for part, fields in _DRAWN.items()
}
_DIARY = {"forums": {"title", "meetings", "venue"}, "decisions": {"title", "on", "made_at", "stages"}}
_HELD_IN = {"csv": (*_PARTS, "issues"), "nodes": (*_PARTS, "issues"), "ics": tuple(_DIARY)}
_NO_PLACE = {"forums": {"seats", "external_ids"}, "decisions": {"passes", "external_ids"}, "stakeholders": {"kind", "external_ids"}}  # fmt: skip


class Omission(NamedTuple):
    """Something that a format cannot hold.

    Attributes:
        part: the part of the process: `title`, `agreement`, `forums`.
        field: the field of that part, where the format holds others of its fields.
        values: in how many values it stands.
    """

    part: str
    field: str | None
    values: int

    @property
    def says(self) -> Statement:
        """What is left out and, if that is more than one value, in how many places."""
        code = f"{'part' if self.field is None else 'field'}{'' if self.values == 1 else 's'}"
        facts: dict[str, Fact] = {"part": _named(self.part), "values": self.values}
        if self.field is not None:
            facts["field"] = _named(self.field)
        sources = {name: f"Omission.{name}" for name in facts}
        return Statement(f"omission.{code}", facts, template=_OMITTED[code], sources=sources)

    def __str__(self) -> str:
        return Wording().clause(self.says)


def _named(name: str) -> Quote:
    return Quote(name.replace("_", " "), "Omission.part")


def loss(omitted: Collection[Omission], form: str) -> Statement:
    """What the format *form* holds, and the parts of a process that it has no place for."""
    whole = dict.fromkeys(omission.part for omission in omitted if omission.field is None)
    partly = dict.fromkeys(omission.part for omission in omitted if omission.field is not None)
    facts: dict[str, Fact] = {
        "holds": Statement(f"holds.{form}", template=_HOLDS[form]),
        "parts": tuple(map(_named, whole)),
        "partly": tuple(map(_named, partly)),
    }
    code = "both" if whole and partly else "parts" if whole else "details"
    sources = dict.fromkeys(("parts", "partly"), "Omission.part")
    return Statement(f"loss.{code}", facts, template=_LOST[code], sources=sources)


def left_out(reading: Reading, form: str, target: str | PathLike[str] | None = None) -> tuple[Omission, ...]:
    """What is known of the process and the format *form* cannot hold, in the order of a document.

    The key of a process is held by tables whose *target* bears its name. What stands in a process by default
    is not missed. A format that nobody knows holds nothing.

    >>> from involvement.processes import Process
    >>> print(*left_out(Reading(Process("eyes", title="Eye screening"), form="json"), "dot"), sep=", ")
    "key", "title"
    """
    steps = () if reading.record is None or form == "csv" else (Omission("record", None, len(reading.record.steps)),)
    if form in {"json", "toml"}:
        return steps
    plain: dict[str, Any] = unstructure(reading.process)
    plain.update(plain.pop("decision_map", {}))
    if form == "csv" and target is not None and slug(Path(target).stem) == reading.process.key:
        del plain["key"]
    omissions = (omission for name, value in plain.items() for omission in _omitted(name, value, form))
    return (*omissions, *steps)


def _omitted(name: str, value: Any, form: str) -> list[Omission]:
    if name not in _HELD_IN.get(form, _PARTS):
        return [Omission(name, None, len(value) if isinstance(value, list) else 1)]
    counted = Counter(field for entry in value for field in entry)
    return [Omission(name, field, times) for field, times in counted.items() if not _held(name, field, form)]


def _held(part: str, field: str, form: str) -> bool:
    match form:
        case "dot":
            return field in _DRAWN[part]
        case "mermaid":
            return field in _NUMBERED[part]
        case "ics":
            return field in _DIARY[part]
        case "graphml":
            return field not in _NO_PLACE.get(part, ())
        case _:
            return True
