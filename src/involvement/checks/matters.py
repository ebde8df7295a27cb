"""Rules about matters: what people are asked about, and which decisions nobody asks about."""

from collections.abc import Iterator

from attrs import evolve

from involvement.checks.map_facts import DECIDED, decided, decision_ref
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.decisions import Decision, DecisionMap, EntryPoint, Flow
from involvement.decisions.assumptions import channel_ref
from involvement.decisions.flows import takes
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.snapshots.map_reach import MapReach
from involvement.standing import Standing
from involvement.wording import Statement

__all__ = ["RULES"]

_CHANNELS = ("EntryPoint.forum", "Flow.source", "Flow.target", "Forum.title")

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
    particular = {ref: channel for ref, channel in _channels(whole).items() if channel.about is not None}
    anything = MapReach(_about_anything(whole), snapshot.reach.heard)
    for decision in snapshot.to_be_made:
        if anything.hears(decision) and not snapshot.reach.hears(decision):
            barred = _barred(anything, particular, decision)
            yield found(
                **decided(decision),
                gap=_gap(snapshot, decision),
                only=tuple(_only_about(snapshot, barred)),
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


def _barred(anything: MapReach, particular: _Channels, decision: Decision) -> _Channels:
    """The channels on a route to the forum of a decision that take views about other things only."""
    forum = decision.made_at
    on_routes = anything.on_routes_to(forum)
    heard = {None, *anything.heard}

    def leads_there(channel: EntryPoint | Flow) -> bool:
        if (channel.standing or Standing.CONSULTED) < Standing.CONSULTED:
            return False
        if isinstance(channel, EntryPoint):
            return channel.forum in on_routes and channel.stakeholder in heard
        return channel.source in on_routes - {forum} and channel.target in on_routes

    return {
        ref: channel
        for ref, channel in particular.items()
        if not takes(channel, decision.matter) and leads_there(channel)
    }


def _gap(snapshot: Snapshot, decision: Decision) -> Statement:
    """What views about the decision lack: somebody who asks for them, or a way onward."""
    asked = any(
        takes(entry, decision.matter) and (entry.standing or Standing.CONSULTED) >= Standing.CONSULTED
        for entry in snapshot.entry_points
    )
    facts = {"decision": decision_ref(decision)}
    if not asked:
        template = "Nobody asks service users about {decision:quoted}."
        return Statement("MAP027.unasked", facts, template=template, sources={"decision": DECIDED["decision"]})
    template = "Views about {decision:quoted} are not passed on to {forum}."
    return Statement(
        "MAP027.not_passed_on",
        {**facts, "forum": Ref("forum", decision.made_at)},
        template=template,
        sources=DECIDED,
    )


def _only_about(snapshot: Snapshot, barred: _Channels) -> Iterator[Statement]:
    """What the channels take views about and nothing else, those together that take the same."""
    as_recorded = _channels(snapshot.process.decision_map or snapshot.map)
    alike: dict[tuple[Ref, ...], list[Ref]] = {}
    for ref in sorted(barred):
        alike.setdefault(_matter(snapshot, frozenset(as_recorded[ref].about or ())), []).append(ref)
    for matter, channels in alike.items():
        yield Statement(
            "MAP027.only",
            {"channels": tuple(channels), "matter": matter},
            template="{channels} {channels#takes|take} only views about {matter:quoted}.",
            sources={
                "channels": _CHANNELS,
                "matter": ("Decision.title", "Issue.title", "EntryPoint.about", "Flow.about"),
            },
        )


def _matter(snapshot: Snapshot, about: frozenset[str]) -> tuple[Ref, ...]:
    """The decisions and the issues that a channel names, by their keys or kinds."""
    issues = (Ref("issue", issue.key) for issue in snapshot.process.issues if issue.key in about)
    named = (decision_ref(decision) for decision in snapshot.decisions if not decision.matter.isdisjoint(about))
    return (*sorted(named), *sorted(issues))


RULES: tuple[Rule, ...] = (
    issue_without_a_decision,
    nobody_asked_about_it,
)
