"""Rules about matters: what people are asked about, and which decisions nobody asks about."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from itertools import chain, islice
from operator import attrgetter
from typing import NamedTuple

from attrs import evolve

from involvement._fields import frozen
from involvement.checks.map_facts import DECIDED, decided, decision_ref
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.decisions import ANY, Decision, DecisionMap, EntryPoint, Flow
from involvement.decisions.assumptions import channel_ref
from involvement.decisions.flows import takes
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.snapshots.map_reach import MapReach
from involvement.wording import Statement

__all__ = ["RULES"]

_CHANNELS = ("EntryPoint.forum", "Flow.source", "Flow.target", "Forum.title")

_MATTER = ("Decision.title", "Issue.title", "EntryPoint.about", "Flow.about")
_MOST_MATTERS = 3  # that are told of one decision
_MOST_NAMED = 5  # of the channels that take the same, and of what they take

_Channels = dict[Ref, EntryPoint | Flow]


@rule(
    "MAP026",
    severity="warning",
    needs=("decision_map", "issues"),
    says="The map shows {channels} for views about {issue:quoted}. No decision about it is recorded, so these views reach none.",
    says_unknown="People have ranked {issue:quoted}. No decision that would bring it about is recorded.",
    fix="Record the decision that would bring about {issue:quoted}. If none is to be made, tell those who were asked.",
    fix_unknown="Record the decision that would bring about {issue:quoted}, so that people know where and by when to speak.",
    sources={"issue": "Issue.title", "channels": _CHANNELS},
)
def issue_without_a_decision(snapshot: Snapshot) -> Iterator[Observation]:
    """People are asked about an issue, or rank it, and no decision about it is recorded.

    *Why it matters.* People think about it, write, and come to meetings; and nothing is going to be decided, or nobody
    knows where. On the map such views reach no decision. Where an issue is only ranked, the status is `unknown`: it may
    not have been written down. What an agreement has settled is left to PRI019.

    *What would fix it.* The decisions that could change it, on the issue.

    *Source.* Diabetes UK, Making Involvement Happen: involvement is related to decision-making.
    """
    process = snapshot.process
    ranked = {issue for position in process.positions for issue in position.ranked()}
    settled = {settlement.issue for settlement in snapshot.agreement.settlements} if snapshot.agreement else set()
    keys = set().union(*(decision.matter for decision in snapshot.decisions))
    named: dict[str, list[Ref]] = {}
    for ref, channel in _channels(process.decision_map or snapshot.map).items():
        for key in channel.about or ():
            named.setdefault(key, []).append(ref)
    for issue in sorted(issue.key for issue in process.issues if not issue.decisions):
        ref = Ref("issue", issue)
        if issue in named and issue not in keys:
            yield found(about=ref, issue=ref, channels=tuple(sorted(named[issue])))
        elif issue in ranked - settled:
            yield unknown(about=ref, issue=ref)


@rule(
    "MAP027",
    severity="warning",
    needs=("decision_map",),
    says="{gap:sentence} {only:sentences}",
    fix="Ask about {decision:quoted} there as well, or open another route to {forum} for views about it.",
    sources=DECIDED,
)
def nobody_asked_about_it(snapshot: Snapshot) -> Iterator[Observation]:
    """There are routes to the forum of a decision, and views about this decision may take none of them.

    *Why it matters.* A survey about parking makes a council look open, and says nothing about its libraries. Who sees
    only that people are asked there takes it that they are asked about everything.

    *What would fix it.* The question, asked at the same places, or a route that takes views about anything. If one of
    them takes such views already, correct what the record says it is about.

    *Source.* Diabetes UK, Making Involvement Happen: map decisions so that views reach the right places.
    """
    whole = snapshot.map
    if all(entry.about is None for entry in whole.entry_points) and all(flow.about is None for flow in whole.flows):
        return
    anything = MapReach(_about_anything(whole), snapshot.reach.heard)
    particular = _particular(snapshot, anything)
    leading: dict[str, _Leading] = {}
    for decision in snapshot.to_be_made:
        if anything.hears(decision) and not snapshot.reach.hears(decision):
            forum = decision.made_at
            if forum not in leading:
                leading[forum] = _Leading.to(forum, anything, particular)
            yield found(
                **decided(decision),
                gap=_gap(snapshot, decision),
                only=tuple(_only_about(snapshot, leading[forum], decision)),
            )


def _channels(decision_map: DecisionMap) -> _Channels:
    """Its entry points and flows, by their references."""
    parts: tuple[tuple[EntryPoint | Flow, ...], ...] = (decision_map.entry_points, decision_map.flows)
    return {channel_ref(channel, position): channel for part in parts for position, channel in enumerate(part)}


def _about_anything(decision_map: DecisionMap) -> DecisionMap:
    """The same map, if every entry point and flow took views about anything."""
    return evolve(
        decision_map,
        flows=[evolve(flow, about=None) for flow in decision_map.flows],
        entry_points=[evolve(entry, about=None) for entry in decision_map.entry_points],
    )


class _Matter(NamedTuple):
    """What a channel takes views about: the keys of the decisions that it names by key or kind, and of the issues."""

    decisions: frozenset[str]
    issues: frozenset[str]

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The first of them, decisions before issues."""
        decisions = (Ref("decision", key) for key in nsmallest(_MOST_NAMED, self.decisions))
        issues = (Ref("issue", key) for key in nsmallest(_MOST_NAMED, self.issues))
        return tuple(islice(chain(decisions, issues), _MOST_NAMED))


class _Particular(NamedTuple):
    """A channel that takes views about some things only, and which they are."""

    place: int  # in the order of their references
    ref: Ref
    channel: EntryPoint | Flow
    matter: _Matter


def _particular(snapshot: Snapshot, anything: MapReach) -> dict[str, list[_Particular]]:
    """The channels by which their views are heard and that take views about some things only, by forum, each in order.

    An entry point stands with its forum, and a flow with its source.
    """
    heard = {None, *anything.heard}
    as_recorded = _channels(snapshot.process.decision_map or snapshot.map)
    matters: dict[tuple[str, ...], _Matter] = {}
    by_name: dict[str, set[str]] = {}
    for decision in snapshot.decisions:
        for name in decision.matter:
            by_name.setdefault(name, set()).add(decision.key)
    issues = frozenset(issue.key for issue in snapshot.process.issues)
    found: dict[str, list[_Particular]] = {}
    for place, (ref, channel) in enumerate(sorted(_channels(snapshot.map).items())):
        about = as_recorded[ref].about
        if about is None or about == ANY or not anything.carries(channel):
            continue
        if isinstance(channel, EntryPoint) and channel.stakeholder not in heard:
            continue
        if about not in matters:
            named = frozenset().union(*(by_name.get(name, ()) for name in about))
            matters[about] = _Matter(named, issues.intersection(about))
        forum = channel.forum if isinstance(channel, EntryPoint) else channel.source
        found.setdefault(forum, []).append(_Particular(place, ref, channel, matters[about]))
    return found


@frozen
class _Leading:
    """The channels on the routes to a forum that take views about some things only: those together that take the same."""

    alike: Mapping[_Matter, list[_Particular]]
    about: Mapping[tuple[str, ...] | None, int]

    @classmethod
    def to(cls, forum: str, anything: MapReach, particular: Mapping[str, list[_Particular]]) -> "_Leading":
        """Those that lead to a forum. O(n) in the channels that take views at the forums on the way."""
        on_routes = anything.on_routes_to(forum)

        def leads_there(channel: EntryPoint | Flow) -> bool:
            return isinstance(channel, EntryPoint) or (channel.source != forum and channel.target in on_routes)

        channels = (link for key in on_routes for link in particular.get(key, ()) if leads_there(link.channel))
        alike: dict[_Matter, list[_Particular]] = {}
        for link in sorted(channels, key=attrgetter("place")):
            alike.setdefault(link.matter, []).append(link)
        return cls(alike, Counter(link.channel.about for link in chain.from_iterable(alike.values())))

    def barring(self, decision: Decision) -> Iterator[tuple[_Matter, list[_Particular]]]:
        """Those of them that take no views about a decision."""
        for matter, channels in self.alike.items():
            if not takes(channels[0].channel, decision.matter):
                yield matter, channels

    def count(self, taken: Iterable[tuple[str, ...]]) -> int:
        """How many there are beside those about what is taken."""
        return sum(self.about.values()) - sum(self.about.get(about, 0) for about in taken)


def _gap(snapshot: Snapshot, decision: Decision) -> Statement:
    """What views about the decision lack: somebody who asks for them, or a way onward."""
    facts = {"decision": decision_ref(decision)}
    if not snapshot.reach.about(decision).entered:
        template = "Nobody asks service users about {decision:quoted}."
        return Statement("MAP027.unasked", facts, template=template, sources={"decision": DECIDED["decision"]})
    template = "Views about {decision:quoted} are not passed on to {forum}."
    return Statement(
        "MAP027.not_passed_on",
        {**facts, "forum": Ref("forum", decision.made_at)},
        template=template,
        sources=DECIDED,
    )


def _only_about(snapshot: Snapshot, leading: _Leading, decision: Decision) -> Iterator[Statement]:
    """What the channels take views about and nothing else: of a few matters a few channels each, then how many more."""
    left = leading.count(snapshot.reach.about(decision).taken or ())
    for matter, channels in islice(leading.barring(decision), _MOST_MATTERS):
        named = tuple(link.ref for link in channels[:_MOST_NAMED])
        left -= len(named)
        number = len(matter.decisions) + len(matter.issues)
        many = number > _MOST_NAMED
        yield Statement(
            "MAP027.only_many" if many else "MAP027.only",
            {"channels": named, "matter": matter.refs, **({"number": number} if many else {})},
            template="{channels} {channels#takes|take} only views about {number:decision or issue|decisions and issues}, "
            "such as {matter:quoted}."
            if many
            else "{channels} {channels#takes|take} only views about {matter:quoted}.",
            sources={"channels": _CHANNELS, "matter": _MATTER, **({"number": _MATTER} if many else {})},
        )
    if left:
        yield Statement(
            "MAP027.more",
            {"number": left, "decision": decision_ref(decision)},
            template="{number:more entry point or flow|more entry points and flows} {number#takes|take} no views about "
            "{decision:quoted}.",
            sources={"number": ("EntryPoint.about", "Flow.about"), "decision": DECIDED["decision"]},
        )


RULES: tuple[Rule, ...] = (
    issue_without_a_decision,
    nobody_asked_about_it,
)
