"""Reachability on a decision map, whatever the day: how far views get, by which standing, past whom."""

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

from attrs import evolve, field

from involvement._fields import frozen
from involvement.calendars.calendars import NEVER
from involvement.calendars.working_calendars import lag_of
from involvement.decisions import ANY, Decision, DecisionMap, EntryPoint, Flow, Forum, Reply
from involvement.standing import Standing

__all__ = ["MapReach", "follow"]

_Links = Mapping[str, tuple[str, ...]]
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_Channel = TypeVar("_Channel", EntryPoint, Flow)


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
    taken: frozenset[tuple[str, ...]] | None = None
    whole: "MapReach | None" = field(default=None, eq=False, repr=False)

    @cached_property
    def _matters(self) -> dict[str, frozenset[tuple[str, ...]]]:
        """What channels say they are about, anything left out, by each of the keys that it names."""
        channels: tuple[EntryPoint | Flow | Reply, ...] = (*self.map.entry_points, *self.map.flows, *self.map.replies)
        matters: dict[str, set[tuple[str, ...]]] = {}
        for about in {channel.about for channel in channels if channel.about is not None} - {ANY}:
            for key in about:
                matters.setdefault(key, set()).add(about)
        return {key: frozenset(named) for key, named in matters.items()}

    @cached_property
    def _about(self) -> dict[frozenset[tuple[str, ...]], "MapReach"]:
        return {}

    def about(self, decision: Decision) -> "MapReach":
        """How far their views about a decision get: by the channels that take views about it; one for all that take the same."""
        if not self._matters:
            return self
        return self._only(frozenset().union(*(self._matters.get(key, ()) for key in decision.matter)))

    @property
    def _everything(self) -> "MapReach":
        """How far views get by the channels that take any."""
        return self._only(frozenset()) if self._matters else self

    def _only(self, taken: frozenset[tuple[str, ...]]) -> "MapReach":
        if taken not in self._about:
            self._about[taken] = evolve(self, taken=taken, whole=self)
        return self._about[taken]

    def _takes(self, channel: EntryPoint | Flow | Reply) -> bool:
        """Whether the channel is one of those that are looked at: all; or those about what is `taken`, or about anything."""
        return self.taken is None or channel.about is None or channel.about == ANY or channel.about in self.taken

    @cached_property
    def _base(self) -> "MapReach | None":
        """How far views get by the channels that take any, to which the others that are looked at are added; None alone."""
        whole = self.whole
        if whole is None or not self.taken or whole.least is not self.least:
            return None
        return whole._everything  # noqa: SLF001 - of its own kind

    @cached_property
    def _entries_about(self) -> dict[tuple[str, ...] | None, list[EntryPoint]]:
        return _by_matter(self.entry_points)

    @cached_property
    def _flows_about(self) -> dict[tuple[str, ...] | None, list[Flow]]:
        return _by_matter(self._flows)

    @cached_property
    def _added_entries(self) -> Sequence[EntryPoint]:
        """The entry points that are added to the base; all of them where there is none."""
        if self.whole is None or self._base is None:
            return self.entry_points
        by_matter = self.whole._entries_about  # noqa: SLF001 - of its own kind
        return [entry for about in sorted(self.taken or ()) for entry in by_matter.get(about, ())]

    @cached_property
    def _added_flows(self) -> Sequence[Flow]:
        """The flows that are added to the base; all of them where there is none."""
        if self.whole is None or self._base is None:
            return self._flows
        by_matter = self.whole._flows_about  # noqa: SLF001 - of its own kind
        return [flow for about in sorted(self.taken or ()) for flow in by_matter.get(about, ())]

    @cached_property
    def entry_points(self) -> tuple[EntryPoint, ...]:
        """The entry points open to those whose views count, in the order of the map."""
        return tuple(
            entry
            for entry in self.map.entry_points
            if (entry.stakeholder is None or entry.stakeholder in self.heard) and self._takes(entry)
        )

    @cached_property
    def _flows(self) -> tuple[Flow, ...]:
        return tuple(filter(self._takes, self.map.flows))

    @cached_property
    def _entry_forums(self) -> Mapping[str | None, frozenset[str]]:
        base: Mapping[str | None, frozenset[str]] = {} if self._base is None else self._base._entry_forums  # noqa: SLF001 - of its own kind
        return _joined(base, ((entry.stakeholder, entry.forum) for entry in self._added_entries))

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
    def _replies_about(self) -> dict[tuple[str, ...], list[Reply]]:
        """The replies of the map by what they are about, anything where they do not say."""
        found: dict[tuple[str, ...], list[Reply]] = {ANY: []}
        for reply in self.map.replies:
            found.setdefault(reply.about or ANY, []).append(reply)
        return found

    @cached_property
    def _replies_about_anything(self) -> dict[str, tuple[str, ...]]:
        return _links((reply.source, reply.target) for reply in self._replies_about[ANY])

    @cached_property
    def replies(self) -> _Links:
        """For each forum, the forums and stakeholders that replies go to from it."""
        whole = self.whole or self
        about = whole._replies_about  # noqa: SLF001 - of its own kind
        taken = about.keys() - {ANY} if self.taken is None else self.taken & about.keys()
        more = ((reply.source, reply.target) for key in sorted(taken) for reply in about[key])
        return _added(whole._replies_about_anything, more)  # noqa: SLF001 - the same

    @cached_property
    def heard_without_carrier(self) -> set[str]:
        """The forums that hear views by flows that nobody is said to carry."""
        return follow(self._uncarried, self.entered)

    @cached_property
    def _uncarried(self) -> _Links:
        base: _Links = {} if self._base is None else self._base._uncarried  # noqa: SLF001 - of its own kind
        flows = (flow for flow in self._added_flows if flow.carried_by is None and self.carries(flow))
        return _added(base, ((flow.source, flow.target) for flow in flows))

    def uncarried(self, decision: Decision) -> bool:
        """Whether some view about the decision gets to its forum by flows that nobody is said to carry."""
        forum = decision.made_at
        if forum not in self.heard_without_carrier:
            return False
        return forum in self._everything.heard_without_carrier or forum in self.about(decision).heard_without_carrier

    def leading_nowhere(self, decisions: Iterable[Decision]) -> frozenset[str]:
        """The forums, of several in a row the first, that hear views and from which views get to no decision.

        Asked of all decisions together, with a bit for each set of channels that takes the same. O(n + m) where most of
        them take any view.
        """
        reaches: dict[MapReach, int] = {}
        ends: dict[str, int] = {}
        for decision in decisions:
            bit = reaches.setdefault(self.about(decision), 1 << len(reaches))
            for stage in decision.all_stages():
                ends[stage.at] = ends.get(stage.at, 0) | bit
        every = (1 << len(reaches)) - 1
        taken: dict[tuple[str, ...], int] = {}
        for reach, bit in reaches.items():
            for about in reach.taken or ():
                taken[about] = taken.get(about, 0) | bit

        def bits(channel: EntryPoint | Flow) -> int:
            return every if channel.about is None or channel.about == ANY else taken.get(channel.about, 0)

        onward: dict[str, list[tuple[str, int]]] = {}
        back: dict[str, list[tuple[str, int]]] = {}
        for flow in self.map.flows:
            back.setdefault(flow.target, []).append((flow.source, bits(flow)))
            if self.carries(flow):
                onward.setdefault(flow.source, []).append((flow.target, bits(flow)))
        entered: dict[str, int] = {}
        for entry in self.entry_points:
            if self.carries(entry):
                entered[entry.forum] = entered.get(entry.forum, 0) | bits(entry)
        heard, leads = _spread(onward, entered), _spread(back, ends)
        on = {forum: heard.get(forum, 0) & bits for forum, bits in leads.items()}
        first = {forum for forum, bits in entered.items() if bits}
        first.update(
            target
            for source, ways in onward.items()
            if (own := on.get(source, 0))
            for target, bits in ways
            if own & bits
        )
        return frozenset(forum for forum in first if not on.get(forum, 0))

    def carries(self, channel: Flow | EntryPoint) -> bool:
        """Whether a channel carries views up, and does not only tell."""
        return (channel.standing or Standing.CONSULTED) >= self.least

    @cached_property
    def carrying(self) -> DecisionMap:
        """The same map with only what carries views, and not what only tells; itself if that is all."""
        flows = tuple(filter(self.carries, self._flows))
        entries = tuple(entry for entry in self.map.entry_points if self.carries(entry) and self._takes(entry))
        if len(flows) + len(entries) == len(self.map.flows) + len(self.map.entry_points):
            return self.map
        return evolve(self.map, flows=flows, entry_points=entries).knowing(self.heard)

    @cached_property
    def carried(self) -> _Links:
        """For each forum, the forums that flows carry views to from it."""
        base: _Links = {} if self._base is None else self._base.carried
        return _added(base, ((flow.source, flow.target) for flow in self._added_flows if self.carries(flow)))

    @cached_property
    def _carried_back(self) -> _Links:
        base: _Links = {} if self._base is None else self._base._carried_back  # noqa: SLF001 - of its own kind
        return _added(base, ((flow.target, flow.source) for flow in self._added_flows if self.carries(flow)))

    @cached_property
    def entered(self) -> frozenset[str]:
        """The forums that hear views as they are raised."""
        base: frozenset[str] = frozenset() if self._base is None else self._base.entered
        return base.union(entry.forum for entry in self._added_entries if self.carries(entry))

    @cached_property
    def listeners(self) -> Mapping[str, frozenset[tuple[str | None, bool | None]]]:
        """For each forum that hears views as they are raised, who runs an entry point there, and whether it takes views unnamed."""
        base: Mapping[str, frozenset[tuple[str | None, bool | None]]] = (
            {} if self._base is None else self._base.listeners
        )
        carrying = (entry for entry in self._added_entries if self.carries(entry))
        return _joined(base, ((entry.forum, (entry.run_by, entry.unnamed)) for entry in carrying))

    @cached_property
    def hearing(self) -> set[str]:
        """The forums that hear views, wherever they were raised."""
        return follow(self.carried, self.entered)

    @cached_property
    def _on_routes(self) -> dict[str, frozenset[str]]:
        return {}

    def on_routes_to(self, forum: str) -> frozenset[str]:
        """The forums that hear a view on some route to this one, itself included; told only is not heard. O(n + m), once."""
        if forum not in self._on_routes:
            # Most deciding forums pass nothing on; then what is heard on the way to them is no more than is heard at all.
            before = follow(self.carried, self.entered, past=forum) if forum in self.carried else self.hearing
            self._on_routes[forum] = frozenset(before & follow(self._carried_back, {forum}))
        return self._on_routes[forum]

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

    def ready_at(self, forum: Forum, raised: date) -> date | None:
        """The first day on which a forum could hear a view of that day, were it to meet then; None where it never comes."""
        arrivals = [
            max(raised, entry.opens or raised).toordinal()
            for entry in self.entry_points
            if entry.forum == forum.key and self.carries(entry) and (entry.closes is None or entry.closes >= raised)
        ]
        for flow in self._into.get(forum.key, ()):
            left = self._leaves(flow, raised)
            if left is not None:
                arrivals.append(left.toordinal() + lag_of(self.map.calendar, flow.days or 0))
        ready = min(arrivals, default=NEVER) + lag_of(self.map.calendar, forum.papers_due or 0)
        return date.fromordinal(ready) if ready <= date.max.toordinal() else None

    def _leaves(self, flow: Flow, raised: date) -> date | None:
        """The day on which a flow carries on a view of a day; None where it has closed before it is heard, or it never is."""
        if flow.source not in self.hearing:
            return None
        before = self.carrying.journey(flow.source, raised=raised, stakeholder=self.heard, at_least=self.least)
        if before is None or (flow.closes is not None and before.heard > flow.closes):
            return None
        return max(before.heard, flow.opens or before.heard)


def follow(links: _Links, starts: Iterable[str], *, past: str = "") -> set[str]:
    """Every key that links lead to from the starts, these included, without going on from *past*."""
    seen = set(starts)
    layer = seen - {past}
    while layer:  # a whole layer at a time: sets are joined much faster than their members are looked at
        layer = set().union(*(links[key] for key in layer if key in links)) - seen
        seen |= layer
        layer.discard(past)
    return seen


def _spread(links: Mapping[str, Iterable[tuple[str, int]]], starts: Mapping[str, int]) -> dict[str, int]:
    """The bits that get to each key from the starts, each link passing on some of them."""
    found: dict[str, int] = {}
    waiting = dict(starts)
    while waiting:
        layer, waiting = waiting, {}
        for key, bits in layer.items():
            known = found.get(key, 0)
            new = bits & ~known
            if new:
                found[key] = known | new
                for target, passed in links.get(key, ()):
                    onward = new & passed
                    if onward:
                        waiting[target] = waiting.get(target, 0) | onward
    return found


def _links(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    links: dict[str, list[str]] = {}
    for source, target in pairs:
        links.setdefault(source, []).append(target)
    return {source: tuple(targets) for source, targets in links.items()}


def _added(base: _Links, pairs: Iterable[tuple[str, str]]) -> _Links:
    """The links of the base and those of the pairs."""
    more = _links(pairs)
    if not base or not more:
        return more or base
    return ChainMap({source: (*base.get(source, ()), *targets) for source, targets in more.items()}, base)  # type: ignore[arg-type]


def _joined(
    base: Mapping[_Key, frozenset[_Value]], pairs: Iterable[tuple[_Key, _Value]]
) -> Mapping[_Key, frozenset[_Value]]:
    """The values of each key, those of the base and those of the pairs."""
    more: dict[_Key, set[_Value]] = {}
    for key, value in pairs:
        more.setdefault(key, set()).add(value)
    if not base or not more:
        return {key: frozenset(values) for key, values in more.items()} or base
    return ChainMap({key: base.get(key, frozenset()) | values for key, values in more.items()}, base)  # type: ignore[arg-type]


def _by_matter(channels: Iterable[_Channel]) -> dict[tuple[str, ...] | None, list[_Channel]]:
    """The channels by what they are about."""
    by_matter: dict[tuple[str, ...] | None, list[_Channel]] = {}
    for channel in channels:
        by_matter.setdefault(channel.about, []).append(channel)
    return by_matter


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
