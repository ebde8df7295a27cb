"""What can the parties agree on, and why not the rest?"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import TypeVar

from attrs import evolve

from involvement import _fields
from involvement.decisions import DecisionMap, OpportunityStatus
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.people import Side
from involvement.priorities.agreements import Agreement
from involvement.priorities.balances import Balance
from involvement.priorities.feasibilities import Feasibility
from involvement.priorities.issues import Issue
from involvement.priorities.positions import Priorities
from involvement.priorities.rankings import RankingRule
from involvement.priorities.settlements import Chance, Effort

__all__ = ["negotiate"]

T = TypeVar("T")
_AHEAD = (OpportunityStatus.OPEN, OpportunityStatus.UNDATED)


def negotiate(
    *positions: Priorities,
    feasibility: Iterable[Feasibility] | Mapping[str, Feasibility] = (),
    effort: Mapping[str, Fraction | int] | Iterable[Effort] = (),
    capacity: Fraction | int | None = None,
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
    every one of *issues*, is settled once; what nobody ranks comes last.

    Args:
        positions: what each party ranks, each party once.
        feasibility: what is known of whether the issues can be acted on.
        effort: days of work by issue.
        capacity: the days of work that there are; None is no limit.
        rule: the rule of `rank`.
        balance: `sides` weighs the sides equally, and parties equally within a side; `parties` every party equally.
        issues: the issues there are; if given, no other may be named, and their decisions say where views count.
        decision_map: with it, an issue is deferred if the service users' parties (or, where none is on that side,
            anyone) can be heard in time at none of its decisions any more.
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
    _fields.distinct("issue", (each.key for each in listed))
    if on is not None and not _fields.is_day(on):
        raise InvalidValueError("on", "a date (and not a date with a time)")
    ranked = {issue for each in positions for issue in each.ranked()}
    if listed:
        known = {each.key for each in listed}
        named = [(issue, f"position of {each.stakeholder!r}") for each in positions for issue in sorted(each.ranked())]
        named += [(each.issue, "feasibility") for each in found] + [(each.issue, "effort") for each in efforts]
        for issue, where in named:
            if issue not in known:
                raise UnknownKeyError("issue", issue, known, where)
    chances = _chances(listed, positions, decision_map, on)
    agreement = Agreement(
        positions=sorted(positions, key=lambda each: each.stakeholder),
        feasibility=sorted(found, key=lambda each: each.issue),
        effort=sorted(efforts, key=lambda each: each.issue),
        capacity=capacity,
        chances=chances,
        unranked=sorted({each.key for each in listed} - ranked),
        rule=rule,
        balance=balance,
        on=on,
    )
    return evolve(agreement, settlements=agreement.settle())


def _only(kind: type[T], where: str, items: Iterable[T]) -> tuple[T, ...]:
    found = _fields.members(where, items)
    if not all(isinstance(each, kind) for each in found):
        raise InvalidValueError(where, f"only values of type {kind.__name__}")
    return found


def _findings(given: Iterable[Feasibility] | Mapping[str, Feasibility]) -> tuple[Feasibility, ...]:
    found = _only(Feasibility, "feasibility", given.values() if isinstance(given, Mapping) else given)
    if isinstance(given, Mapping) and tuple(given) != tuple(each.issue for each in found):
        raise InvalidValueError("feasibility", "each finding under the key of its issue")
    return found


def _efforts(given: Mapping[str, Fraction | int] | Iterable[Effort]) -> tuple[Effort, ...]:
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
    users = {each.stakeholder for each in positions if each.side is Side.SERVICE_USERS} or None
    found = []
    for issue in sorted(issues, key=lambda issue: issue.key):
        rows = [decision_map.opportunity(key, on=on, stakeholder=users) for key in issue.decisions]
        ahead = [row for row in rows if row.status in _AHEAD]
        if not ahead:
            found.append(Chance(issue.key, open=False if rows else None))
            continue
        # The latest day there is to speak; a decision whose day is not known is the last resort.
        best = min(ahead, key=lambda row: (-(row.latest_start or date.min).toordinal(), row.decision))
        found.append(Chance(issue.key, open=True, decision=best.decision, last_day=best.latest_start))
    return found
