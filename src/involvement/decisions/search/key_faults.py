"""Keys of a map: those that stand twice, those that name nothing, and what a key means."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import attrgetter

from involvement.decisions.decisions import Decision
from involvement.decisions.flows import EntryPoint, Flow, Reply
from involvement.decisions.forums import Forum
from involvement.errors import DuplicateKeyError, InvalidValueError, InvolvementError, UnknownKeyError
from involvement.references import Ref

__all__ = ["faultless", "faults", "meant"]


def faultless(
    forums: Sequence[Forum],
    flows: Sequence[Flow],
    decisions: Sequence[Decision],
    entry_points: Sequence[EntryPoint],
    replies: Sequence[Reply],
) -> bool:
    """True if `faults` has nothing to say: the same, asked of sets, where nothing need be told."""
    known = {forum.key for forum in forums}
    keyed = [[key for key in map(attrgetter("key"), channels) if key is not None] for channels in (flows, entry_points)]
    return (
        len(known) == len(forums)
        and len({decision.key for decision in decisions}) == len(decisions)
        and all(len(set(keys)) == len(keys) for keys in keyed)
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
    channels: tuple[tuple[str, str, Sequence[Flow | EntryPoint]], ...] = (
        ("flows", "flow", flows),
        ("entry_points", "entry point", entry_points),
    )
    for part, kind, named_ones in channels:
        keyed: set[str] = set()
        for number, channel in enumerate(named_ones):
            if channel.key is not None and channel.key in keyed:
                yield f"{part}[{number}].key", DuplicateKeyError(kind, channel.key)
            keyed.add(channel.key or "")
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


def meant(where: str, kinds: str, named: str | Ref, known: Mapping[str, Collection[str]]) -> tuple[str, str]:
    """The kind and the key of what is named: by a reference, or by a key that only one of these kinds has."""
    if isinstance(named, Ref):
        if named.kind not in known or len(named.keys) > 1:
            raise InvalidValueError(where, f"a reference to a {kinds}")
        key = str(named.keys[0])
        if key not in known[named.kind]:
            raise UnknownKeyError(named.kind, key, known[named.kind], where)
        return named.kind, key
    found = [kind for kind, keys in known.items() if isinstance(named, str) and named in keys]
    if not found:
        raise UnknownKeyError(kinds, named, set().union(*known.values()))
    if len(found) > 1:
        raise InvalidValueError(where, "a Ref that says which is meant, as this key is that of several things")
    return found[0], named
