"""Omissions: what of a process a format cannot hold, so that it is lost when it is written."""

from collections import Counter
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

from involvement._reading import unstructure
from involvement.exchange.readings import Reading
from involvement.exchange.slugs import slug

__all__ = ["HOLDS", "Omission", "left_out"]

# What each format holds, in the words of the line that says what it does not.
HOLDS = {
    "json": "the process",
    "toml": "the process",
    "csv": "the decision map, the stakeholders and the record",
    "dot": "the drawn decision map only",
    "mermaid": "the drawn decision map only",
    "graphml": "the decision map, with meetings in words, and the stakeholders",
    "nodes": "the decision map and the stakeholders",
    "ics": "meetings, last days and days of the workplan only",
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
_LOST = {"forums": {"seats", "external_ids"}, "decisions": {"passes", "external_ids"}, "stakeholders": {"kind", "external_ids"}}  # fmt: skip


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

    def __str__(self) -> str:
        times = f" ({self.values})" if self.values != 1 else ""
        name = self.part if self.field is None else f"{self.field} of {self.part}"
        return f"{name.replace('_', ' ')}{times}"


def left_out(reading: Reading, form: str, target: str | PathLike[str] | None = None) -> tuple[Omission, ...]:
    """What is known of the process and the format *form* cannot hold, in the order of a document.

    The key of a process is held by tables whose *target* bears its name. What stands in a process by default
    is not missed. A format that nobody knows holds nothing.

    >>> from involvement.processes import Process
    >>> print(*left_out(Reading(Process("eyes", title="Eye screening"), form="json"), "dot"), sep=", ")
    key, title
    """
    steps = () if reading.record is None or form == "csv" else (Omission("record", None, len(reading.record.steps)),)
    if form in {"json", "toml"}:
        return steps
    plain: dict[str, Any] = unstructure(reading.process)
    plain.update(plain.pop("decision_map", {}))
    if form == "csv" and target is not None and slug(Path(target).stem) == reading.process.key:
        del plain["key"]
    found = (each for name, value in plain.items() for each in _omitted(name, value, form))
    return (*found, *steps)


def _omitted(name: str, value: Any, form: str) -> list[Omission]:
    if name not in _PARTS or (form == "ics" and name not in _DIARY):
        return [Omission(name, None, len(value) if isinstance(value, list) else 1)]
    counted = Counter(field for each in value for field in each)
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
            return field not in _LOST.get(part, ())
        case _:
            return True
