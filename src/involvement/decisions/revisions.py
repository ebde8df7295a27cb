"""Revisions of a map: parts dropped, with what goes with them, and parts added."""

from collections.abc import Iterable, Sequence

from involvement.decisions.decisions import Decision
from involvement.decisions.flows import EntryPoint, Flow, Reply
from involvement.decisions.forums import Forum
from involvement.decisions.search.key_faults import meant
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.references import Ref

__all__ = ["Part", "revised_parts"]

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
