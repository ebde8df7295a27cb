"""Reachability on a decision map, whatever the day: how far views get, by which standing, past whom."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from attrs import evolve

from involvement._fields import frozen
from involvement.decisions import Decision, DecisionMap, EntryPoint, Flow
from involvement.standing import Standing

__all__ = ["MapReach", "follow"]

_Links = Mapping[str, tuple[str, ...]]


@frozen
class MapReach:
    """How far the views of those who are `heard` get on a map, whatever the day.

    What owes less than `least` carries no view up: unless more is asked, only being told does not. A standing that is not
    known is taken as `consulted`, and where the standing is `none` there is no route at all.
    Entry points without a stakeholder are open to all, so they count always.
    """

    map: DecisionMap
    heard: frozenset[str]
    least: Standing = Standing.CONSULTED

    @cached_property
    def _about(self) -> dict[str, "MapReach"]:
        return {}

    def about(self, decision: Decision) -> "MapReach":
        """How far their views about a decision get: by the channels that are open to them only."""
        if decision.key not in self._about:
            about = self.map.about(decision.key)
            self._about[decision.key] = self if about is self.map else evolve(self, map=about)
        return self._about[decision.key]

    @cached_property
    def entry_points(self) -> tuple[EntryPoint, ...]:
        """The entry points open to those whose views count, in the order of the map."""
        return tuple(
            entry for entry in self.map.entry_points if entry.stakeholder is None or entry.stakeholder in self.heard
        )

    @cached_property
    def _entry_forums(self) -> Mapping[str | None, frozenset[str]]:
        forums: dict[str | None, set[str]] = {}
        for entry in self.entry_points:
            forums.setdefault(entry.stakeholder, set()).add(entry.forum)
        return {key: frozenset(entered) for key, entered in forums.items()}

    def entry_forums(self, stakeholder: str | None) -> frozenset[str]:
        """The forums where a stakeholder enters by an entry point of their own; None: by those open to all."""
        return self._entry_forums.get(stakeholder, frozenset())

    @cached_property
    def _best(self) -> Mapping[str, Standing]:
        return _best(self.map, self.heard)

    @cached_property
    def at_most(self) -> DecisionMap:
        """The same map, if every standing that is not known turned out to be the strongest; itself if all are known."""
        channels: tuple[Flow | EntryPoint, ...] = (*self.map.flows, *self.map.entry_points)
        return self.map if all(channel.standing is not None for channel in channels) else _at_most(self.map)

    @cached_property
    def _best_at_most(self) -> Mapping[str, Standing]:
        return self._best if self.at_most is self.map else _best(self.at_most, self.heard)

    def best(self, decision: Decision) -> Standing | None:
        """The best standing of anybody whose views count, None without a route."""
        return self._best.get(decision.key)

    def best_at_most(self, decision: Decision) -> Standing | None:
        """The same, if every standing that is not known turned out to be the strongest."""
        return self._best_at_most.get(decision.key)

    def enough(self, decision: Decision) -> Standing:
        """The standing with which views are in time: what the decision calls for, or `consulted` where no route gives that."""
        needs = decision.needs()
        return needs if (self.best(decision) or Standing.NONE) >= needs else Standing.CONSULTED

    def hears(self, decision: Decision) -> bool:
        """Whether some view of theirs gets there to be heard, and not only told: `consulted` at least."""
        return (self.best(decision) or Standing.NONE) >= Standing.CONSULTED

    @cached_property
    def _unreached(self) -> Mapping[str | None, frozenset[str]]:
        unreached: dict[str | None, frozenset[str]] = {None: frozenset(self.map.out_of_reach(()))}
        for stakeholder in sorted(self.heard):
            unreached[stakeholder] = frozenset(self.map.out_of_reach(stakeholder))
        return unreached

    def reaches(self, stakeholder: str | None, decision: Decision) -> bool:
        """Whether their views get to the decision with `consulted` at least; None: by what is open to all."""
        return decision.key not in self._unreached[stakeholder]

    @cached_property
    def replies(self) -> _Links:
        """For each forum, the forums and stakeholders that replies go to from it."""
        return _links((reply.source, reply.target) for reply in self.map.replies)

    @cached_property
    def backward(self) -> _Links:
        """For each forum, the forums that flows lead from to it."""
        return _links((flow.target, flow.source) for flow in self.map.flows)

    @cached_property
    def heard_without_carrier(self) -> set[str]:
        """The forums that hear views by flows that nobody is said to carry."""
        uncarried = (flow for flow in self.map.flows if flow.carried_by is None and self._carries(flow))
        return follow(_links((flow.source, flow.target) for flow in uncarried), self.entered)

    def _carries(self, channel: Flow | EntryPoint) -> bool:
        return (channel.standing or Standing.CONSULTED) >= self.least

    @cached_property
    def carrying(self) -> DecisionMap:
        """The same map with only what carries views, and not what only tells; itself if that is all."""
        flows = tuple(filter(self._carries, self.map.flows))
        entries = tuple(filter(self._carries, self.map.entry_points))
        if len(flows) + len(entries) == len(self.map.flows) + len(self.map.entry_points):
            return self.map
        return evolve(self.map, flows=flows, entry_points=entries).knowing(self.heard)

    @cached_property
    def carried(self) -> _Links:
        """For each forum, the forums that flows carry views to from it."""
        return _links((flow.source, flow.target) for flow in self.map.flows if self._carries(flow))

    @cached_property
    def _carried_back(self) -> _Links:
        return _links((flow.target, flow.source) for flow in self.map.flows if self._carries(flow))

    @cached_property
    def entered(self) -> frozenset[str]:
        """The forums that hear views as they are raised."""
        return frozenset(entry.forum for entry in self.entry_points if self._carries(entry))

    @cached_property
    def hearing(self) -> set[str]:
        """The forums that hear views, wherever they were raised."""
        return follow(self.carried, self.entered)

    def on_routes_to(self, forum: str) -> frozenset[str]:
        """The forums that hear a view on some route to this one, itself included; told only is not heard. O(n + m)."""
        # Most deciding forums pass nothing on; then what is heard on the way to them is no more than is heard at all.
        before = follow(self.carried, self.entered, past=forum) if forum in self.carried else self.hearing
        return frozenset(before & follow(self._carried_back, {forum}))

    @cached_property
    def never_closing(self) -> DecisionMap:
        """The same map, if no entry point or flow ever closed."""
        return evolve(
            self.map,
            flows=[evolve(flow, closes=None) for flow in self.map.flows],
            entry_points=[evolve(entry, closes=None) for entry in self.map.entry_points],
        )

    @cached_property
    def _into(self) -> Mapping[str, tuple[Flow, ...]]:
        flows: dict[str, list[Flow]] = {}
        for flow in self.carrying.flows:
            flows.setdefault(flow.target, []).append(flow)
        return {forum: tuple(into) for forum, into in flows.items()}

    def comes_to(self, forum: str, raised: date) -> bool:
        """Whether a view of that day comes to the forum on some day, be there a meeting to hear it or not."""
        entries = (entry for entry in self.entry_points if entry.forum == forum and self._carries(entry))
        if any(entry.closes is None or entry.closes >= raised for entry in entries):
            return True
        return any(self._leaves_by(flow, raised) for flow in self._into.get(forum, ()))

    def _leaves_by(self, flow: Flow, raised: date) -> bool:
        if flow.source not in self.hearing:
            return False
        before = self.carrying.journey(flow.source, raised=raised, stakeholder=self.heard, at_least=self.least)
        return before is not None and (flow.closes is None or before.heard <= flow.closes)


def follow(links: _Links, starts: Iterable[str], *, past: str = "") -> set[str]:
    """Every key that links lead to from the starts, these included, without going on from *past*."""
    seen = set(starts)
    layer = seen - {past}
    while layer:  # a whole layer at a time: sets are joined much faster than their members are looked at
        layer = set().union(*(links[key] for key in layer if key in links)) - seen
        seen |= layer
        layer.discard(past)
    return seen


def _links(pairs: Iterable[tuple[str, str]]) -> _Links:
    links: dict[str, list[str]] = {}
    for source, target in pairs:
        links.setdefault(source, []).append(target)
    return {source: tuple(targets) for source, targets in links.items()}


def _at_most(decision_map: DecisionMap) -> DecisionMap:
    return evolve(
        decision_map,
        flows=[evolve(flow, standing=flow.standing or Standing.CONTROLS) for flow in decision_map.flows],
        entry_points=[
            evolve(entry, standing=entry.standing or Standing.CONTROLS) for entry in decision_map.entry_points
        ],
    )


def _best(decision_map: DecisionMap, heard: frozenset[str]) -> dict[str, Standing]:
    # Asked weakest first: what is out of reach for one standing is out of reach for every stronger one.
    # By a route whose standing is `none` nobody is so much as told.
    best: dict[str, Standing] = {}
    reached = {decision.key for decision in decision_map.decisions}
    for standing in list(Standing)[1:]:
        reached.difference_update(decision_map.out_of_reach(heard, at_least=standing))
        if not reached:
            break
        best.update(dict.fromkeys(reached, standing))
    return best
