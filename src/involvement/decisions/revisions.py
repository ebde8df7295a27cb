"""Revisions of a map: parts dropped, with what goes with them, and added; a meeting moved; what still stands on a day."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from attrs import evolve

from involvement.calendars.meetings import Meetings
from involvement.decisions.decisions import Decision
from involvement.decisions.flows import EntryPoint, Flow, Reply
from involvement.decisions.forums import Forum
from involvement.decisions.search.key_faults import meant
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.references import Ref

__all__ = ["Part", "revised_parts", "standing_on", "with_meeting_moved"]

Part = Forum | Flow | Decision | EntryPoint | Reply
_KINDS = {"forums": Forum, "flows": Flow, "decisions": Decision, "entry_points": EntryPoint, "replies": Reply}


def revised_parts(parts: Sequence[Part], *, add: Sequence[Part], drop: Iterable[str | Ref | Part]) -> dict[str, Any]:
    """The parts of a map, by their names, that are left, in their order, and then those that are added.

    With a forum go the flows, replies and entry points at it, unless a forum of that key is added.

    Raises:
        UnknownKeyError: something to drop is not there.
    """
    if not all(isinstance(part, Part) for part in add):
        raise InvalidValueError("add", "forums, flows, decisions, entry points or replies")
    gone = _dropped(parts, drop)
    added = {part.key for part in add if isinstance(part, Forum)}
    cut = {part.key for part in gone if isinstance(part, Forum)} - added
    left = (*(part for part in parts if part not in gone and not cut.intersection(_forums_of(part))), *add)
    return {name: [part for part in left if isinstance(part, kind)] for name, kind in _KINDS.items()}


def _dropped(parts: Sequence[Part], drop: Iterable[str | Ref | Part]) -> set[Part]:
    there = set(parts)
    named: dict[str, dict[str, Part]] = {
        "forum": {part.key: part for part in parts if isinstance(part, Forum)},
        "flow": {part.key: part for part in parts if isinstance(part, Flow) and part.key is not None},
        "decision": {part.key: part for part in parts if isinstance(part, Decision)},
        "entry_point": {part.key: part for part in parts if isinstance(part, EntryPoint) and part.key is not None},
    }
    gone: set[Part] = set()
    for dropped in drop:
        if isinstance(dropped, str | Ref):
            kind, key = meant("drop", "forum, flow, decision or entry point", dropped, named)
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
    """The forums and decisions of a map, by their names, with one meeting moved and all that is settled there."""
    meetings = forum.meetings
    if meetings is None or meetings.always or not forum.meets_between(meeting, meeting):
        raise InvalidValueError("meeting", f"a day on which a meeting of forum {forum.key!r} is known to begin")
    if not (forum.since or to) <= to <= (forum.until or to):
        raise InvalidValueError("to", f"a day on which forum {forum.key!r} is there")
    longest = meetings.days - 1
    first, last = max(to.toordinal() - longest, 1), to.toordinal() + longest
    if last > date.max.toordinal():
        raise InvalidValueError("to", f"a day that leaves {meetings.days} days for the meeting")
    if set(meetings.between(date.fromordinal(first), date.fromordinal(last))) - {meeting}:
        raise InvalidValueError("to", f"a day on which forum {forum.key!r} has no other meeting")
    moved = evolve(forum, meetings=_moved(meetings, meeting, to))

    def settled(day: date) -> date:
        """The day on which what is settled there on a day is settled after the move."""
        there = 0 <= (day - meeting).days <= longest and forum.meets_between(meeting, day)[-1:] == (meeting,)
        return to + (day - meeting) if there else day

    return {
        "forums": [moved if other is forum else other for other in forums],
        "decisions": [_resettled(decision, forum.key, settled) for decision in decisions],
    }


def _moved(meetings: Meetings, meeting: date, to: date) -> Meetings:
    """The meetings with one on another day, and no trace of it once it is moved back."""
    left = evolve(meetings, also=[day for day in meetings.also if day != meeting])
    if left.between(meeting, meeting):  # its rule has it on that day
        left = evolve(left, cancelled=[*left.cancelled, meeting])
    held = evolve(left, cancelled=[day for day in left.cancelled if day != to])
    return held if held.between(to, to) else evolve(left, also=[*left.also, to])


def _resettled(decision: Decision, forum: str, settled: Callable[[date], date]) -> Decision:
    """A decision with the days of what is settled at a forum; itself where it was withdrawn, for its past stays."""
    if decision.withdrawn is not None:
        return decision
    stages = [
        evolve(stage, by=settled(stage.by)) if stage.at == forum and stage.by is not None else stage
        for stage in decision.stages
    ]
    on, between = decision.on, decision.between
    if decision.made_at == forum:
        on = None if on is None else settled(on)
        if between is not None and settled(between[0]) - between[0] == settled(between[1]) - between[1]:
            between = (settled(between[0]), settled(between[1]))  # all of it is within the meeting, or outside
    return evolve(decision, stages=stages, on=on, between=between)
