"""What do all rules ask of a process on a day? Worked out once, and only when a rule asks."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from attrs import evolve, field, frozen

from involvement import _fields
from involvement.decisions import Decision, DecisionMap, EntryPoint, Flow, Forum, Opportunity, OpportunityStatus
from involvement.feedback import Contribution, Ledger, Overdue, Progress
from involvement.feedback.clocks import overdue_of
from involvement.maturity import Assessment, latest
from involvement.people import Side
from involvement.plans import Schedule
from involvement.power import Influence, influence
from involvement.processes import Process
from involvement.rankings import Priorities
from involvement.standing import Standing
from involvement.support import Arrangement

__all__ = ["Case"]

_Ways = Mapping[str, tuple[str, ...]]


@frozen
class Case:
    """One process on one day, as the rules see it: from the service users' side.

    Whose views count: the stakeholders whose role is on the service users' side. Where a process
    lists none of them, their side is not known, and unknown is not no: then everybody counts
    whose role is not known to be on another side, be they listed or only named on an entry point.
    Entry points without a stakeholder are open to all, so they count always.

    A decision is *ahead* until its day is past, and while its day is not known; then it is *over*.
    Being told, less than `consulted`, carries no view up; a standing that is not known is taken as `consulted`.

    >>> Case(Process("screening"), date(2026, 5, 1)).ahead
    ()
    """

    process: Process = field(validator=_fields.a(Process))
    on: date = field(validator=_fields.day)

    @property
    def map(self) -> DecisionMap:
        """The decision map, an empty one where the process has none."""
        return self.process.decision_map or DecisionMap()

    # Who counts

    @cached_property
    def service_users(self) -> tuple[str, ...]:
        """The stakeholders whose side is known to be the service users', sorted; () where none is."""
        return self.process.side(Side.SERVICE_USERS)

    @cached_property
    def who(self) -> frozenset[str]:
        """Everybody whose views count."""
        if self.service_users:
            return frozenset(self.service_users)
        others = {each.key for each in self.process.stakeholders if each.side is not None}
        listed = {each.key for each in self.process.stakeholders}
        named = {entry.stakeholder for entry in self.map.entry_points if entry.stakeholder is not None}
        return frozenset((listed | named) - others)

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """The service users' side less those who have no entry point and only sit at a forum or carry a flow, sorted."""
        enter = {entry.stakeholder for entry in self.map.entry_points}
        sit = {seat.stakeholder for forum in self.map.forums for seat in forum.seats}
        carry = {flow.carried_by for flow in self.map.flows}
        return tuple(each for each in self.service_users if each in enter or each not in sit | carry)

    @cached_property
    def entry_points(self) -> tuple[EntryPoint, ...]:
        """The entry points open to those whose views count, in the order of the map."""
        return tuple(each for each in self.map.entry_points if each.stakeholder is None or each.stakeholder in self.who)

    # The decisions

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, by key."""
        return tuple(sorted(self.map.decisions, key=lambda decision: decision.key))

    @cached_property
    def ahead(self) -> tuple[Decision, ...]:
        """The decisions whose day is not past, or not known, by key."""
        return tuple(each for each in self.decisions if each.on is None or each.on >= self.on)

    @cached_property
    def over(self) -> tuple[Decision, ...]:
        """The decisions whose day is past, by key."""
        return tuple(each for each in self.decisions if each.on is not None and each.on < self.on)

    @cached_property
    def reached(self) -> tuple[Decision, ...]:
        """The decisions ahead that some view of theirs has a route to, by key."""
        return tuple(each for each in self.ahead if self.best(each) is not None)

    # How far views get, whatever the day

    @cached_property
    def _best(self) -> Mapping[str, Standing]:
        return _best(self.map, self.who)

    @cached_property
    def _best_at_most(self) -> Mapping[str, Standing]:
        ways: tuple[Flow | EntryPoint, ...] = (*self.map.flows, *self.map.entry_points)
        certain = all(each.standing is not None for each in ways)
        return self._best if certain else _best(_at_most(self.map), self.who)

    def best(self, decision: Decision) -> Standing | None:
        """The best standing of anybody whose views count, None without a route."""
        return self._best.get(decision.key)

    def best_at_most(self, decision: Decision) -> Standing | None:
        """The same, if every standing that is not known turned out to be the strongest."""
        return self._best_at_most.get(decision.key)

    @cached_property
    def _unreached(self) -> Mapping[str | None, frozenset[str]]:
        unreached: dict[str | None, frozenset[str]] = {None: frozenset(self.map.out_of_reach(()))}
        for each in sorted(self.who):
            unreached[each] = frozenset(self.map.out_of_reach(each))
        return unreached

    def reaches(self, stakeholder: str | None, decision: Decision) -> bool:
        """Whether their views get to the decision with `consulted` at least; None: by what is open to all."""
        return decision.key not in self._unreached[stakeholder]

    @cached_property
    def onward(self) -> _Ways:
        """For each forum, the forums that flows lead to from it."""
        return _ways((flow.source, flow.target) for flow in self.map.flows)

    @cached_property
    def backward(self) -> _Ways:
        """For each forum, the forums that flows lead from to it."""
        return _ways((flow.target, flow.source) for flow in self.map.flows)

    @cached_property
    def heard_without_carrier(self) -> set[str]:
        """The forums that views get to by flows that nobody is said to carry."""
        uncarried = _ways((flow.source, flow.target) for flow in self.map.flows if flow.carried_by is None)
        return follow(uncarried, {entry.forum for entry in self.entry_points})

    @cached_property
    def _carried(self) -> _Ways:
        return _ways((flow.source, flow.target) for flow in self.map.flows if _carries(flow))

    @cached_property
    def _carried_back(self) -> _Ways:
        return _ways((flow.target, flow.source) for flow in self.map.flows if _carries(flow))

    @cached_property
    def _entered(self) -> frozenset[str]:
        return frozenset(entry.forum for entry in self.entry_points if _carries(entry))

    @cached_property
    def _heard(self) -> set[str]:
        return follow(self._carried, self._entered)

    def on_routes_to(self, forum: str) -> frozenset[str]:
        """The forums that hear a view on some route to this one, itself included; told only is not heard. O(n + m)."""
        # Most deciding forums pass nothing on; then what is heard on the way to them is no more than is heard at all.
        before = follow(self._carried, self._entered, past=forum) if forum in self._carried else self._heard
        return frozenset(before & follow(self._carried_back, {forum}))

    # In time

    @cached_property
    def timetable(self) -> tuple[Opportunity, ...]:
        """What each of them can still do, as `DecisionMap.timetable` says it."""
        if self.who:
            return self.map.timetable(on=self.on, stakeholder=self.who)
        return tuple(
            self.map.opportunity(decision.key, on=self.on, stage=stage.name, stakeholder=self.who)
            for decision in self.decisions
            for stage in decision.all_stages()
        )

    @cached_property
    def _rows(self) -> dict[tuple[str, str], tuple[Opportunity, ...]]:
        rows: dict[tuple[str, str], list[Opportunity]] = {}
        for row in self.timetable:
            rows.setdefault((row.decision, row.stage.value), []).append(row)
        return {place: tuple(found) for place, found in rows.items()}

    def opportunities(self, decision: Decision, stage: str = "decision") -> tuple[Opportunity, ...]:
        """What each of them can still do about one stage of one decision; () if it has no such stage."""
        return self._rows.get((decision.key, stage), ())

    def open(self, decision: Decision) -> tuple[Opportunity, ...]:
        """The opportunities that are not lost: in time still, or about a decision without a day."""
        hopeful = {OpportunityStatus.OPEN, OpportunityStatus.UNDATED}
        return tuple(row for row in self.opportunities(decision) if row.status in hopeful)

    def heard(self, decision: Decision) -> tuple[Opportunity, ...]:
        """The open opportunities by which a view raised today is heard, and not only told: `consulted` at least."""
        return tuple(row for row in self.open(decision) if (row.standing or Standing.NONE) >= Standing.CONSULTED)

    @cached_property
    def never_closing(self) -> DecisionMap:
        """The same map, if no entry point or flow ever closed."""
        return evolve(
            self.map,
            flows=[evolve(each, closes=None) for each in self.map.flows],
            entry_points=[evolve(each, closes=None) for each in self.map.entry_points],
        )

    @cached_property
    def undated(self) -> DecisionMap:
        """The same map, if no decision had a day."""
        return evolve(self.map, decisions=[evolve(each, on=None) for each in self.map.decisions])

    # Assessments

    @cached_property
    def _assessed(self) -> tuple[Assessment, ...]:
        return tuple(each for each in self.process.assessed() if each.on <= self.on)

    @cached_property
    def assessments(self) -> tuple[Assessment, ...]:
        """What each rater answered last about each subject, on the day or before it."""
        return latest(self._assessed)

    @cached_property
    def earlier_assessments(self) -> tuple[Assessment, ...]:
        """What was answered before that."""
        return tuple(each for each in self._assessed if each not in self.assessments)

    # Support

    @cached_property
    def arrangements(self) -> tuple[Arrangement, ...]:
        """Who needs what at which meeting, as `Support.arrangements` says it; () where there is no support."""
        return () if self.process.support is None else self.process.support.arrangements()

    @cached_property
    def _groups(self) -> Mapping[str, tuple[str, ...]]:
        people = () if self.process.representation is None else self.process.representation.people
        return {each.key: each.member_of for each in people if each.member_of}

    def may_be_service_user(self, key: str) -> bool:
        """False where the role is known to be on another side; a person is on the sides of their groups."""
        sides = {self._sides.get(group) for group in self._groups.get(key, (key,))}
        return not sides.isdisjoint({None, Side.SERVICE_USERS})

    # What say was had, and what is planned

    @cached_property
    def influence(self) -> Influence:
        """What say is claimed and shown, as `influence` says it."""
        return influence(self.process, on=self.on)

    @cached_property
    def schedule(self) -> Schedule | None:
        """The days of the workplan as it stands today, as `Workplan.schedule` says it; None without a workplan."""
        plan = self.process.workplan
        return (
            None if plan is None else plan.schedule(self.process.decision_map, stakeholder=self.who or None, on=self.on)
        )

    # What people said

    @cached_property
    def ledger(self) -> Ledger:
        """What people said and what came of it, an empty ledger where the process has none."""
        return self.process.ledger or Ledger()

    @cached_property
    def contributions(self) -> dict[str, Contribution]:
        """The contributions by key."""
        return {each.key: each for each in self.ledger.contributions}

    @cached_property
    def progress(self) -> tuple[Progress, ...]:
        """How far each contribution has come that is not known to be from the organisation's side."""
        sides = self._sides
        return tuple(
            each
            for each in self.ledger.all_progress(self.on)
            if each.stakeholder is None or sides.get(each.stakeholder) is not Side.ORGANISATION
        )

    @cached_property
    def overdue(self) -> Overdue:
        """What is overdue to them, as `Ledger.overdue` says it."""
        return overdue_of(self.progress, self.ledger.promises, self.on)

    @cached_property
    def _decided(self) -> Mapping[str, tuple[Decision, ...]]:
        own = {each.key: (each,) for each in self.decisions}
        by_issue = {
            each.key: tuple(own[key][0] for key in each.decisions if key in own) for each in self.process.issues
        }
        return {**by_issue, **own}

    def decided_about(self, about: str | None) -> tuple[Decision, ...]:
        """The decisions that what a contribution is about names: a decision itself, or those of an issue."""
        return self._decided.get(about or "", ())

    # Names for messages

    @cached_property
    def _forums(self) -> dict[str, Forum]:
        return {forum.key: forum for forum in self.map.forums}

    def forum(self, key: str) -> Forum:
        """The forum with that key."""
        return self._forums[key]

    def forum_name(self, key: str) -> str:
        """The title of a forum where there is one, else its key, be it on the map or not."""
        return str(self._forums.get(key, key))

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {each.key: str(each) for each in self.process.stakeholders}

    def stakeholder(self, key: str) -> str:
        """The title of a stakeholder where there is one, else its key."""
        return self._titles.get(key, key)

    def contribution(self, key: str) -> str:
        """The title of a contribution where there is one, else its key."""
        return str(self.contributions[key])

    @cached_property
    def _issues(self) -> dict[str, str]:
        return {each.key: str(each) for each in self.process.issues}

    def issue(self, key: str) -> str:
        """The title of an issue where there is one, else its key."""
        return self._issues.get(key, key)

    @cached_property
    def _sides(self) -> dict[str, Side | None]:
        return {each.key: each.side for each in self.process.stakeholders}

    def side_of(self, position: Priorities) -> Side | None:
        """The side that a position speaks for: as it says itself, else as the role of its party says."""
        return position.side or self._sides.get(position.stakeholder)


def follow(ways: _Ways, starts: Iterable[str], *, past: str = "") -> set[str]:
    """Every key that ways lead to from the starts, these included, without going on from *past*."""
    seen = set(starts)
    layer = seen - {past}
    while layer:  # a whole layer at a time: sets are joined much faster than their members are looked at
        layer = set().union(*(ways[here] for here in layer if here in ways)) - seen
        seen |= layer
        layer.discard(past)
    return seen


def _ways(pairs: Iterable[tuple[str, str]]) -> _Ways:
    ways: dict[str, list[str]] = {}
    for source, target in pairs:
        ways.setdefault(source, []).append(target)
    return {source: tuple(targets) for source, targets in ways.items()}


def _carries(way: Flow | EntryPoint) -> bool:
    return way.standing is None or way.standing >= Standing.CONSULTED


def _at_most(decision_map: DecisionMap) -> DecisionMap:
    return evolve(
        decision_map,
        flows=[evolve(each, standing=each.standing or Standing.CONTROLS) for each in decision_map.flows],
        entry_points=[evolve(each, standing=each.standing or Standing.CONTROLS) for each in decision_map.entry_points],
    )


def _best(decision_map: DecisionMap, who: frozenset[str]) -> dict[str, Standing]:
    # Asked weakest first: whoever is out of reach for one standing is so for every stronger one.
    best: dict[str, Standing] = {}
    reached = {decision.key for decision in decision_map.decisions}
    for standing in Standing:
        reached.difference_update(decision_map.out_of_reach(who, at_least=standing))
        if not reached:
            break
        best.update(dict.fromkeys(reached, standing))
    return best
