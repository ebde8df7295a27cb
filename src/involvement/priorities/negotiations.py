"""Negotiate positions into an agreement, under feasibility, effort and capacity."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from attrs import evolve

from involvement import _fields
from involvement._fields import Exact
from involvement.decisions import DecisionMap, StageName
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.people import Side
from involvement.priorities.agreements import Agreement
from involvement.priorities.feasibilities import Feasibility
from involvement.priorities.issues import Issue
from involvement.priorities.settlements import Chance, Effort
from involvement.rankings.balances import Balance
from involvement.rankings.positions import Priorities
from involvement.rankings.ranking_rules import RankingRule
from involvement.standing import Standing

__all__ = ["negotiate"]

T = TypeVar("T")
_HEARD = Standing.CONSULTED  # to be told carries no view


def negotiate(
    *positions: Priorities,
    feasibility: Iterable[Feasibility] | Mapping[str, Feasibility] = (),
    effort: Mapping[str, Exact] | Iterable[Effort] = (),
    capacity: Exact | None = None,
    rule: RankingRule | str = "jla",
    balance: Balance | str = "sides",
    issues: Iterable[Issue] = (),
    decision_map: DecisionMap | None = None,
    on: date | None = None,
) -> Agreement:
    """The agreement that follows from what the parties want, what can be done, and what there is time for.

    The ranking of the rule is walked from the best. What is ruled out is declined, with the reason; what nobody has
    studied, whose effort is not known under a capacity, or whose every decision is closed, is deferred; what does not
    fit into the days left is deferred and the walk goes on; the rest is agreed. Every issue that anybody ranks, and
    every one of *issues*, is settled once; what nobody ranks comes last and waits until
    somebody does.

    Args:
        positions: what each party ranks, each party once.
        feasibility: what is known of whether the issues can be acted on.
        effort: days of work by issue.
        capacity: the days of work that there are; None is no limit.
        rule: the rule of `rank`.
        balance: `sides` weighs the sides equally, and parties equally within a side; `parties` every party equally.
        issues: the issues there are; if given, no other may be named, and their decisions say where views count.
        decision_map: with it, an issue is deferred if the service users' parties (or, where none is on that side,
            anyone) can be heard at none of its decisions any more, by more than being told, and before options close.
        on: the day of the negotiation; needed with a decision map.

    Raises:
        UnknownKeyError: something names an issue that is not among *issues*, or one of them a decision not on the map.
        DuplicateKeyError: a party has two positions, or an issue two findings of feasibility.
        InvalidValueError: a rule, balance, effort or capacity that is none; a finding under another issue's key; no day
            with a decision map.
    """
    _only(Priorities, "positions", positions)
    found = _findings(feasibility)
    efforts = _efforts(effort)
    listed = _only(Issue, "issues", issues)
    _fields.distinct("issue", (issue.key for issue in listed))
    if on is not None and not _fields.is_day(on):
        raise InvalidValueError("on", "a date (and not a date with a time)")
    ranked = {issue for position in positions for issue in position.ranked()}
    if listed:
        known = {issue.key for issue in listed}
        for position in positions:
            _fields.all_known("issue", sorted(position.ranked()), known, f"position of {position.stakeholder!r}")
        _fields.all_known("issue", [feasibility.issue for feasibility in found], known, "feasibility")
        _fields.all_known("issue", [effort.issue for effort in efforts], known, "effort")
    chances = _chances(listed, positions, decision_map, on)
    agreement = Agreement(
        positions=sorted(positions, key=lambda position: position.stakeholder),
        feasibility=sorted(found, key=lambda feasibility: feasibility.issue),
        effort=sorted(efforts, key=lambda effort: effort.issue),
        capacity=capacity,
        chances=chances,
        unranked=sorted({issue.key for issue in listed} - ranked),
        rule=rule,
        balance=balance,
        on=on,
    )
    return evolve(agreement, settlements=agreement.settle())


def _only(kind: type[T], where: str, items: Iterable[T]) -> tuple[T, ...]:
    found = _fields.members(where, items)
    if not all(isinstance(item, kind) for item in found):
        raise InvalidValueError(where, f"only values of type {kind.__name__}")
    return found


def _findings(given: Iterable[Feasibility] | Mapping[str, Feasibility]) -> tuple[Feasibility, ...]:
    found = _only(Feasibility, "feasibility", given.values() if isinstance(given, Mapping) else given)
    if isinstance(given, Mapping) and tuple(given) != tuple(feasibility.issue for feasibility in found):
        raise InvalidValueError("feasibility", "each finding under the key of its issue")
    return found


def _efforts(given: Mapping[str, Exact] | Iterable[Effort]) -> tuple[Effort, ...]:
    if isinstance(given, Mapping):
        return tuple(Effort(issue, days) for issue, days in given.items())
    return _only(Effort, "effort", given)


def _chances(
    issues: tuple[Issue, ...], positions: tuple[Priorities, ...], decision_map: DecisionMap | None, on: date | None
) -> list[Chance]:
    if decision_map is None:
        return []
    _only(DecisionMap, "decision_map", [decision_map])
    if on is None:
        raise InvalidValueError("on", "the day of the negotiation, since a decision map says what there is time for")
    users = sorted({position.stakeholder for position in positions if position.side is Side.SERVICE_USERS})
    ask = _Asked(
        decision_map.knowing(users), on, users or (None,), {key for issue in issues for key in issue.decisions}
    )
    return [ask.chance(issue) for issue in sorted(issues, key=lambda issue: issue.key)]


class _Asked:
    """What the service users' parties can still do about the decisions of a map, from a day on."""

    def __init__(
        self, decision_map: DecisionMap, on: date, users: Collection[str | None], named: Collection[str]
    ) -> None:
        self._users = tuple(users)
        self._decisions = {decision.key: decision for decision in decision_map.decisions}
        self._reached = {
            key for user in self._users for key in self._decisions.keys() - set(decision_map.out_of_reach(user))
        }
        asked = evolve(
            decision_map, decisions=[decision for decision in decision_map.decisions if decision.key in named]
        )
        if None in users:  # anyone may go in by all doors, as if they were open to all
            asked = evolve(asked, entry_points=[evolve(entry, stakeholder=None) for entry in asked.entry_points])
        of = None if None in users else {user for user in users if user is not None}
        rows = asked.timetable(on=on, stakeholder=of)
        self._rows = {(row.stakeholder, row.decision, row.stage): row for row in rows}

    def chance(self, issue: Issue) -> Chance:
        """On the decision that leaves most time; one whose day is not known is the last resort."""
        ahead = [(day, key) for key in issue.decisions for day in self._ahead(key)]
        if not ahead:
            reached = any(key in self._reached for key in issue.decisions) if issue.decisions else None
            return Chance(issue.key, open=False if issue.decisions else None, reached=reached)
        day, decision = min(ahead, key=lambda each: (-(each[0] or date.min).toordinal(), each[1]))
        return Chance(issue.key, open=True, reached=True, decision=decision, last_day=day)

    def _ahead(self, decision: str) -> Iterator[date | None]:
        """The day by which all who can still be heard must speak, None if it is not known; nothing if nobody can."""
        days = [day for user in self._users for day in self._last_day(decision, user)]
        if days:
            yield min((day for day in days if day is not None), default=None)

    def _last_day(self, decision: str, user: str | None) -> Iterator[date | None]:
        if decision not in self._decisions:
            raise UnknownKeyError("decision", decision, self._decisions)
        options = self._decisions[decision].stage(StageName.OPTIONS)
        # A view that comes when the options have closed is heard and makes no difference.
        stage = StageName.DECISION if options is None or options.by is None else StageName.OPTIONS
        row = self._rows[user, decision, stage]
        if row.by is None and row.standing is not None and row.standing >= _HEARD:
            yield None
        if row.ahead is not None:
            yield row.ahead.day
