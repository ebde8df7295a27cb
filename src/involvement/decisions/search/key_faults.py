"""Faults of keys in a map: keys that stand twice, and keys that name nothing."""

from collections.abc import Iterator, Sequence
from operator import attrgetter

from involvement.decisions.decisions import Decision
from involvement.decisions.flows import EntryPoint, Flow, Reply
from involvement.decisions.forums import Forum
from involvement.errors import DuplicateKeyError, InvolvementError, UnknownKeyError

__all__ = ["faultless", "faults"]


def faultless(
    forums: Sequence[Forum],
    flows: Sequence[Flow],
    decisions: Sequence[Decision],
    entry_points: Sequence[EntryPoint],
    replies: Sequence[Reply],
) -> bool:
    """True if `faults` has nothing to say: the same, asked of sets, where nothing need be told."""
    known = {forum.key for forum in forums}
    keyed = [key for key in map(attrgetter("key"), flows) if key is not None]
    return (
        len(known) == len(forums)
        and len({decision.key for decision in decisions}) == len(decisions)
        and len(set(keyed)) == len(keyed)
        and known.issuperset(map(attrgetter("source"), flows))
        and known.issuperset(map(attrgetter("target"), flows))
        and known.issuperset(decision.made_at for decision in decisions)
        and known.issuperset(stage.at for decision in decisions for stage in decision.stages)
        and known.issuperset(entry.forum for entry in entry_points)
        and known.issuperset(reply.source for reply in replies)
    )


def faults(
    forums: Sequence[Forum],
    flows: Sequence[Flow],
    decisions: Sequence[Decision],
    entry_points: Sequence[EntryPoint],
    replies: Sequence[Reply],
) -> Iterator[tuple[str, InvolvementError]]:
    """Every key that stands twice or names nothing, with its place."""
    known: set[str] = set()
    for number, forum in enumerate(forums):
        if forum.key in known:
            yield f"forums[{number}].key", DuplicateKeyError("forum", forum.key)
        known.add(forum.key)
    decided: set[str] = set()
    for number, decision in enumerate(decisions):
        if decision.key in decided:
            yield f"decisions[{number}].key", DuplicateKeyError("decision", decision.key)
        decided.add(decision.key)
    keyed: set[str] = set()
    for number, flow in enumerate(flows):
        if flow.key is not None and flow.key in keyed:
            yield f"flows[{number}].key", DuplicateKeyError("flow", flow.key)
        keyed.add(flow.key or "")
    for part, named in (
        ("flows", ((n, name, key) for n, flow in enumerate(flows) for name, key in _ends_of(flow))),
        ("decisions", ((n, name, key) for n, decision in enumerate(decisions) for name, key in _made_at(decision))),
        ("entry_points", ((n, "forum", entry.forum) for n, entry in enumerate(entry_points))),
        ("replies", ((n, "source", reply.source) for n, reply in enumerate(replies))),
    ):
        for number, name, key in named:
            if key not in known:
                place = f"{part}[{number}].{name}"
                yield place, UnknownKeyError("forum", key, known, place)


def _ends_of(flow: Flow) -> tuple[tuple[str, str], ...]:
    return ("source", flow.source), ("target", flow.target)


def _made_at(decision: Decision) -> Iterator[tuple[str, str]]:
    yield "made_at", decision.made_at
    for number, stage in enumerate(decision.stages):
        yield f"stages[{number}].at", stage.at
