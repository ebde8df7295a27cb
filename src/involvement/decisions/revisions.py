"""Revisions of a map: parts dropped, with what goes with them, and added; a meeting moved; what still stands on a day."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from attrs import evolve

from involvement.decisions.decisions import Decision
from involvement.decisions.flows import EntryPoint, Flow, Reply
from involvement.decisions.forums import Forum
from involvement.decisions.search.key_faults import meant
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.references import Ref

__all__ = ["Part", "revised_parts", "standing_on", "with_meeting_moved"]

Part = Forum | Flow | Decision | EntryPoint | Reply


def revised_parts(parts: Sequence[Part], *, add: Sequence[Part], drop: Iterable[str | Ref | Part]) -> tuple[Part, ...]:
    """The parts that are left, in their order, and then those that are added.

    With a forum go the flows, replies and entry points at it, unless a forum of that key is added.

    Raises:
        UnknownKeyError: something to drop is not there.
    """
    if not all(isinstance(part, Part) for part in add):
        raise InvalidValueError("add", "forums, flows, decisions, entry points or replies")
    gone = _dropped(parts, drop)
    added = {part.key for part in add if isinstance(part, Forum)}
    cut = {part.key for part in gone if isinstance(part, Forum)} - added
    return (*(part for part in parts if part not in gone and not cut.intersection(_forums_of(part))), *add)


def _dropped(parts: Sequence[Part], drop: Iterable[str | Ref | Part]) -> set[Part]:
    there = set(parts)
    named: dict[str, dict[str, Part]] = {
        "forum": {part.key: part for part in parts if isinstance(part, Forum)},
        "flow": {part.key: part for part in parts if isinstance(part, Flow) and part.key is not None},
        "decision": {part.key: part for part in parts if isinstance(part, Decision)},
    }
    gone: set[Part] = set()
    for dropped in drop:
        if isinstance(dropped, str | Ref):
            kind, key = meant("drop", "forum, flow or decision", dropped, named)
            gone.add(named[kind][key])
        elif isinstance(dropped, Part) and dropped in there:
            gone.add(dropped)
        else:
            raise UnknownKeyError("part to drop", str(dropped), set().union(*named.values()))
    return gone


def _forums_of(part: Part) -> tuple[str, ...]:
    match part:
        case Flow() | Reply():
            return part.source, part.target
        case EntryPoint():
            return (part.forum,)
        case _:
            return ()


def standing_on(
    forums: Iterable[Forum],
    flows: Iterable[Flow],
    decisions: Iterable[Decision],
    entry_points: Iterable[EntryPoint],
    replies: Iterable[Reply],
    *,
    on: date,
) -> dict[str, Any]:
    """The parts of a map, by their names, without what has closed or ended before a day, or was withdrawn by then."""
    ended = {forum.key for forum in forums if forum.until is not None and forum.until < on}
    return {
        "flows": [flow for flow in flows if _still(flow, on) and ended.isdisjoint(_forums_of(flow))],
        "entry_points": [entry for entry in entry_points if _still(entry, on) and entry.forum not in ended],
        "replies": [reply for reply in replies if ended.isdisjoint(_forums_of(reply))],
        "decisions": [decision for decision in decisions if not decision.is_withdrawn(on)],
    }


def _still(channel: EntryPoint | Flow, on: date) -> bool:
    return channel.closes is None or channel.closes >= on


def with_meeting_moved(
    forums: Iterable[Forum], decisions: Iterable[Decision], *, forum: Forum, meeting: date, to: date
) -> dict[str, Any]:
    """The forums and decisions of a map, by their names, with one meeting moved and what is settled there on that day."""
    if forum.meetings is None or forum.meetings.always or not forum.meets_between(meeting, meeting):
        raise InvalidValueError("meeting", f"a day on which forum {forum.key!r} is known to meet")
    if not (forum.since or to) <= to <= (forum.until or to):
        raise InvalidValueError("to", f"a day on which forum {forum.key!r} is there")
    also = [day for day in forum.meetings.also if day != meeting]
    moved = evolve(
        forum, meetings=evolve(forum.meetings, also=[*also, to], cancelled=[*forum.meetings.cancelled, meeting])
    )
    return {
        "forums": [moved if other is forum else other for other in forums],
        "decisions": [_decided_on(decision, forum.key, meeting, to) for decision in decisions],
    }


def _decided_on(decision: Decision, forum: str, day: date, to: date) -> Decision:
    stages = [evolve(stage, by=to) if stage.at == forum and stage.by == day else stage for stage in decision.stages]
    on = to if decision.made_at == forum and decision.on == day else decision.on
    return evolve(decision, stages=stages, on=on)
