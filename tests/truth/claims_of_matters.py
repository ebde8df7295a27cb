"""What people are asked about: what MAP026 and MAP027 ought to say, and of which window MAP025 ought to.

A channel takes views about a decision where it names the decision, one of its kinds or an issue of which it is one, names
anything, or names nothing.
"""

from collections.abc import Collection, Iterator

from involvement import Decision, EntryPoint, Flow
from involvement.references import Ref
from tests.truth.sayings import Saying, Sayings, clause, decision_ref, forum_ref, saying
from tests.truth.worlds import CONSULTED, World, rank

Channel = tuple[Ref, EntryPoint | Flow]


def channels_of(world: World) -> Iterator[Channel]:
    for position, entry in enumerate(world.map.entry_points):
        yield Ref("entry_point", (entry.forum, position) if entry.key is None else entry.key), entry
    for position, flow in enumerate(world.map.flows):
        yield Ref("flow", (flow.source, flow.target, position) if flow.key is None else flow.key), flow


def issue_undecided(world: World) -> Sayings:
    """MAP026: a channel names an issue of which no decision is known and that is no decision's key or kind; or it is ranked."""
    words = {word for decision in world.map.decisions for word in (decision.key, *decision.kinds)}
    ranked = {key for position in world.process.positions for place in position.places for key in place}
    agreement = world.process.agreement
    settled = {settlement.issue for settlement in agreement.settlements} if agreement else set()
    for issue in world.process.issues:
        ref = Ref("issue", issue.key)
        asked = sorted(named for named, channel in channels_of(world) if issue.key in (channel.about or ()))
        if issue.decisions:
            continue
        if asked and issue.key not in words:
            says = clause("MAP026.says", channels=tuple(asked), issue=ref)
            yield saying(ref, says, clause("MAP026.fix", issue=ref))
        elif issue.key in ranked and issue.key not in settled:
            says = clause("MAP026.says_unknown", issue=ref)
            yield saying(ref, says, clause("MAP026.fix_unknown", issue=ref), "unknown")


def nobody_asked(world: World) -> Sayings:
    """MAP027: some route would carry views to the forum; of those that take this decision, none does."""
    for decision in world.to_be_made:
        barred = [(ref, each) for ref, each in channels_of(world) if not world.takes(each, decision)]
        shut = {ref for ref, _ in barred}
        if not _hears(world, decision, ()) or _hears(world, decision, shut):
            continue
        on_the_way = {ref: each for ref, each in barred if ref in _on_routes(world, decision)}
        asked = any(
            world.takes(entry, decision)
            for entry in world.map.entry_points
            if _is_open(world, entry) and rank(entry.standing) >= CONSULTED
        )
        forum = {"forum": forum_ref(decision.made_at)} if asked else {}
        part = "not_passed_on" if asked else "unasked"
        yield saying(
            decision_ref(decision),
            clause(
                "MAP027.says",
                gap=clause(f"MAP027.{part}", decision=decision_ref(decision), **forum),
                only=tuple(_only(world, decision, on_the_way)),
            ),
            clause("MAP027.fix", decision=decision_ref(decision), forum=forum_ref(decision.made_at)),
        )


def _only(world: World, decision: Decision, channels: dict[Ref, EntryPoint | Flow]) -> Iterator[Saying]:
    """What channels take and nothing else: the decisions named by their keys or kinds, and the issues named.

    Three such matters are told, five channels and five things of each, and then how many channels are left.
    """
    alike: dict[tuple[Ref, ...], list[Ref]] = {}
    for ref, channel in sorted(channels.items()):
        words = set(channel.about)
        decisions = sorted(decision_ref(each) for each in world.map.decisions if words & {each.key, *each.kinds})
        issues = sorted(Ref("issue", issue.key) for issue in world.process.issues if issue.key in words)
        alike.setdefault((*decisions, *issues), []).append(ref)
    for matter, refs in [*alike.items()][:3]:
        if len(matter) > 5:
            yield clause("MAP027.only_many", channels=tuple(refs[:5]), matter=matter[:5], number=len(matter))
        else:
            yield clause("MAP027.only", channels=tuple(refs[:5]), matter=matter)
    left = len(channels) - sum(len(refs[:5]) for refs in [*alike.values()][:3])
    if left:
        yield clause("MAP027.more", number=left, decision=decision_ref(decision))


def _is_open(world: World, entry: EntryPoint) -> bool:
    return entry.stakeholder is None or entry.stakeholder in world.who


def _links(world: World, shut: Collection[Ref]) -> tuple[set[str], list[tuple[Ref, str, str]]]:
    """Where views come in, and the ways that carry them on, without some channels."""
    doors, ways = set(), []
    for ref, channel in channels_of(world):
        if ref in shut or rank(channel.standing) < CONSULTED:
            continue
        if isinstance(channel, Flow):
            ways.append((ref, channel.source, channel.target))
        elif _is_open(world, channel):
            doors.add(channel.forum)
    return doors, ways


def _closure(starts: Collection[str], steps: Collection[tuple[str, str]]) -> set[str]:
    found = set(starts)
    for _ in range(len(steps)):
        found |= {there for here, there in steps if here in found}
    return found


def _hears(world: World, decision: Decision, shut: Collection[Ref]) -> bool:
    doors, ways = _links(world, shut)
    return decision.made_at in _closure(doors, [(source, target) for _, source, target in ways])


def _on_routes(world: World, decision: Decision) -> set[Ref]:
    """The channels that some view passes on its way to the forum, whatever it is about, before it gets there."""
    doors, ways = _links(world, ())
    before = [(ref, source, target) for ref, source, target in ways if source != decision.made_at]
    heard = _closure(doors, [(source, target) for _, source, target in before])
    leading = _closure({decision.made_at}, [(target, source) for _, source, target in ways])
    found = {ref for ref, source, target in before if source in heard and target in leading}
    return found | {
        ref
        for ref, channel in channels_of(world)
        if isinstance(channel, EntryPoint)
        and _is_open(world, channel)
        and rank(channel.standing) >= CONSULTED
        and channel.forum in leading
    }


CLAIMS = {"MAP026": issue_undecided, "MAP027": nobody_asked}
