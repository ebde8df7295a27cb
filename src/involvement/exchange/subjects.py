"""Subjects of an export: a process, or a decision map on its own."""

import json
from datetime import date
from typing import Any

from attrs import evolve

from involvement._reading import unstructure, unwritable
from involvement.decisions import ANY, DecisionMap
from involvement.errors import InvalidValueError
from involvement.priorities import Issue
from involvement.privacy.redactions import redacted, redacted_map
from involvement.privacy.told_fields import told_by
from involvement.processes import Process
from involvement.records import Record
from involvement.snapshots.names import persons_in
from involvement.wording.editions import Edition, edition_of

__all__ = ["Subject", "issues_of", "map_of", "plain_of", "process_of", "told_of", "told_record"]

Subject = Process | DecisionMap


def map_of(subject: Subject) -> DecisionMap:
    """The decision map; an empty one where a process has none."""
    if isinstance(subject, DecisionMap):
        return subject
    return process_of(subject).decision_map or DecisionMap()


def told_of(subject: Subject, edition: Edition | str) -> Subject:
    """What an edition may tell of a process or a map."""
    if isinstance(subject, Process):
        return redacted(subject, edition)
    return redacted_map(map_of(subject), edition_of(edition))


def told_record(record: Record | None, subject: Subject, edition: Edition | str) -> Record | None:
    """The record without the persons who took the steps, and outside the desk and partners without anybody who did."""
    asked = edition_of(edition)
    if record is None or asked is Edition.DESK:
        return record
    tells = told_by(asked)
    persons = persons_in(subject) if isinstance(subject, Process) else frozenset[str]()
    steps = [
        evolve(
            step,
            by=None if step.by in persons or not tells("Step.by") else step.by,
            source=step.source if tells("Step.source") else None,
        )
        for step in record.steps
    ]
    return evolve(record, steps=steps)


def process_of(subject: object) -> Process:
    """The process, if it is one."""
    if isinstance(subject, Process):
        return subject
    raise InvalidValueError("process", "a Process or a DecisionMap")


def issues_of(subject: Subject) -> tuple[Issue, ...]:
    """The issues of a process; of a map on its own, those that its channels are about, which no decision could change.

    What a channel is about and is no decision and no kind of one can be nothing else.
    """
    if isinstance(subject, Process):
        return subject.issues
    a_map = map_of(subject)
    about = {
        key for part in (a_map.flows, a_map.entry_points, a_map.replies) for row in part for key in row.about or ()
    }
    return tuple(map(Issue, sorted(about.difference(ANY, *(decision.matter for decision in a_map.decisions)))))


def plain_of(subject: Subject, record: Record | None = None) -> dict[str, Any]:
    """The map, the issues, the stakeholders and the steps of a record as plain data, by their names in a document.

    Raises:
        DocumentError: with the place of what no text can hold: half a character, or a number beyond 2**53.
    """
    plain = unstructure(map_of(subject))
    plain["issues"] = [unstructure(issue) for issue in issues_of(subject)]
    if isinstance(subject, Process):
        plain["stakeholders"] = [unstructure(stakeholder) for stakeholder in subject.stakeholders]
    if record is not None:
        plain["steps"] = [unstructure(step) for step in record.steps]
    try:
        json.dumps(plain, ensure_ascii=False, default=date.isoformat).encode()
    except (TypeError, UnicodeEncodeError):
        pass  # told below, where the error does not carry the text with it
    else:
        return plain  # type: ignore[no-any-return]  # a map becomes a dict
    raise unwritable(plain)
