"""Rules about the decisions behind settlements: whether one is recorded, and whether views can still shape it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from involvement.checks.agreement_facts import ISSUE, about_issue, activities_on, agreement_of, settled
from involvement.checks.map_facts import ROUTE
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.decisions import Decision, LastDay
from involvement.decisions.opportunities import last_heard
from involvement.priorities import Outcome, Settlement
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.standing import Standing
from involvement.wording import Fact, Statement

__all__ = ["RULES"]

_LAST_DAY = (*ROUTE, "Settlement.last_day")
_DAY = ("Decision.on", "Decision.between")
_HEARD = {  # by the stage, and whether more than being consulted is called for
    ("decision", False): "to be heard about {decision:quoted}",
    ("options", False): "to be heard about {decision:quoted} before its options close",
    ("decision", True): "to raise views about {decision:quoted} that count as {needs:quoted}",
    ("options", True): "to raise views about {decision:quoted} that count as {needs:quoted} before its options close",
}


@rule(
    "PRI008",
    severity="warning",
    needs=("agreement",),
    says="{issue:quoted} was deferred to {by}. That is {days:day} after {last_day}, the last day {chance:clause}.",
    fix="{remedy:sentence}",
    sources={**ISSUE, "by": "Settlement.by", "last_day": _LAST_DAY, "days": (*_LAST_DAY, "Settlement.by")},
)
def deferred_past_the_last_day(snapshot: Snapshot) -> Iterator[Observation]:
    """An issue comes back on a day on which no view about it can be heard in time any more.

    *Why it matters.* While it waits, it is decided without those who raised it. Each day by itself looks harmless; only
    both together show it.

    *What would fix it.* An earlier day, or a later decision. The last day is that of the map as it is now: of the decision
    on the issue that leaves most time, and of its options where their day is known. Where the map knows no decision on
    the issue, the day in the agreement counts. Once the day of the deferral is past, PRI007 reports it. What was too late
    when it was deferred is left out, and so are decisions that were withdrawn.

    *Source.* R v Brent LBC ex p Gunning (1985) 84 LGR 168, the first test: while proposals are formative.
    """
    agreed_on = agreement_of(snapshot).on or date.min
    for settlement in settled(snapshot, Outcome.DEFERRED):
        chance = _last_chance(snapshot, settlement)
        if chance is None or settlement.by is None or settlement.by < snapshot.on:
            continue
        if agreed_on <= chance.last_day < settlement.by:
            yield found(
                **about_issue(settlement.issue),
                by=settlement.by,
                last_day=chance.last_day,
                days=(settlement.by - chance.last_day).days,
                chance=chance.says,
                remedy=_sooner(snapshot, settlement.issue, chance.last_day),
            )


@rule(
    "PRI018",
    severity="warning",
    needs=("agreement", "issues", "decision_map"),
    says="{issue:quoted} was agreed, but service users cannot now shape any decision about it. {why:sentences}",
    fix="{remedy:sentence}",
    sources=ISSUE,
)
def agreed_out_of_reach(snapshot: Snapshot) -> Iterator[Observation]:
    """No view raised now can shape a decision about an agreed issue: each is out of reach, too late, or closed.

    A decision of which service users are only told is out of reach; one whose options have closed is closed.

    *Why it matters.* The parties agree, and the body that decides never hears it from those who asked.

    *What would fix it.* A decision that is still open, or a route to the one that there is. A decision that was due after
    the agreement, or on its day, is left out once that day is past: it may have followed the agreement. So is one that is
    past where the day of the agreement is not recorded.

    *Source.* Diabetes UK, Making Involvement Happen: map decisions so that views reach the right places.
    """
    decisions = snapshot.once(_decisions_about)
    for issue in agreement_of(snapshot).agreed:
        why = [_closed(snapshot, decision) for decision in decisions.get(issue, ())]
        if why and None not in why:
            ahead = any(decision in snapshot.to_be_made for decision in decisions[issue])
            yield found(
                **about_issue(issue),
                why=tuple(reason for reason in why if reason is not None),
                remedy=Statement(
                    "PRI018.move" if ahead else "PRI018.another",
                    {"issue": Ref("issue", issue)},
                    template="Name another decision that can bring about {issue:quoted}, decide later, or open a route "
                    "that is in time."
                    if ahead
                    else "Name another decision that can bring about {issue:quoted}.",
                    sources=ISSUE,
                ),
            )


@rule(
    "PRI019",
    severity="note",
    needs=("agreement", "issues", "decision_map"),
    says="{issue:quoted} was agreed. Which decision would bring it about is not recorded.",
    fix="Record the decision that would bring about {issue:quoted}, so that people know by when to speak.",
    sources=ISSUE,
)
def agreed_without_a_decision(snapshot: Snapshot) -> Iterator[Observation]:
    """An agreed issue names no decision.

    *Why it matters.* What was agreed still has to be decided somewhere, on some day. Until the record shows where and
    when, nobody can say whether it is in time.

    *What would fix it.* The decisions that could change it, on the issue. A decision that an activity of the workplan feeds
    when it acts on the issue counts.

    *Source.* Diabetes UK, Making Involvement Happen: involvement is related to decision-making.
    """
    undecided = {issue.key for issue in snapshot.process.issues if not issue.decisions}
    for issue in agreement_of(snapshot).agreed:
        if issue in undecided and all(
            activity.implements != issue or activity.decision is None for activity in activities_on(snapshot, issue)
        ):
            yield unknown(**about_issue(issue))


class _Chance(NamedTuple):
    """The last day on which a view about an issue could be raised in time, and for what."""

    last_day: date
    says: Statement


def _last_chance(snapshot: Snapshot, settlement: Settlement) -> _Chance | None:
    """The chance that leaves most time; None where there is none, or where one has no day."""
    decisions = snapshot.once(_decisions_about).get(settlement.issue, ())
    if not decisions:
        as_agreed = Statement("PRI008.as_agreed", template="the agreement gives for views about it")
        return None if settlement.last_day is None else _Chance(settlement.last_day, as_agreed)
    chances: list[tuple[LastDay, str, str, Standing]] = []
    for decision in decisions:
        if decision.is_withdrawn(snapshot.on):
            continue
        options = decision.stage("options")
        stage = "decision" if options is None or options.by is None else "options"
        if stage == "decision" and decision.last_day is None and snapshot.heard(decision):
            return None
        for row in snapshot.opportunities(decision, stage):
            days = [last for last in (row.ahead, row.last_day, *row.weaker) if last is not None]
            chances += [(last, decision.key, stage, row.needs) for last in days[:1]]
    if not chances:
        return None
    last, key, stage, needs = min(
        chances, key=lambda chance: (-chance[0].day.toordinal(), chance[1], -chance[0].standing.rank)
    )
    facts: dict[str, Fact] = {"decision": Ref("decision", key)}
    sources: dict[str, str | tuple[str, ...]] = {"decision": "Decision.title"}
    called_for = last.standing >= needs > Standing.CONSULTED
    if called_for:
        facts["needs"], sources["needs"] = needs, ("Decision.calls_for", "Stage.calls_for")
    heard = Statement(
        f"PRI008.{stage}{'_called_for' if called_for else ''}",
        facts,
        template=_HEARD[stage, called_for],
        sources=sources,
    )
    return _Chance(last.day, heard)


def _sooner(snapshot: Snapshot, issue: str, last_day: date) -> Statement:
    """What helps before the last day, and what once it is past."""
    ref = Ref("issue", issue)
    if last_day < snapshot.on:
        return Statement(
            "PRI008.too_late",
            {"issue": ref},
            template="Tell those who asked for {issue:quoted} that it comes back too late. Name a decision that it can "
            "still shape.",
            sources=ISSUE,
        )
    return Statement(
        "PRI008.sooner",
        {"issue": ref, "last_day": last_day},
        template="Bring {issue:quoted} back by {last_day}, or decide later.",
        sources={**ISSUE, "last_day": _LAST_DAY},
    )


def _closed(snapshot: Snapshot, decision: Decision) -> Statement | None:
    """Why no view raised now can shape the decision; None where one can, or where it may have followed the agreement."""
    agreed_on = agreement_of(snapshot).on
    if decision.is_withdrawn(snapshot.on):
        template = "{decision:quoted} was withdrawn on {day}."
        return _about(decision, "withdrawn", decision.withdrawn, "Decision.withdrawn", template)
    if decision.last_day is not None and decision.last_day < snapshot.on:
        before = agreed_on is not None and decision.last_day < agreed_on
        template = "{decision:quoted} was due by {day}, before the agreement."
        return _about(decision, "over", decision.last_day, _DAY, template) if before else None
    options = decision.stage("options")
    if options is not None and options.by is not None and options.by < snapshot.on:
        return _about(decision, "options", options.by, "Stage.by", "The options for {decision:quoted} closed on {day}.")
    if snapshot.heard(decision):
        return None
    last = _last_heard(snapshot, decision)
    if last is not None:
        return _about(decision, "late", last, ROUTE, "The last day to speak about {decision:quoted} was {day}.")
    return Statement(
        "PRI018.never",
        {"decision": Ref("decision", decision.key)},
        template="It depends on {decision:quoted}. Service users cannot be heard about that.",
        sources={"decision": "Decision.title"},
    )


def _about(decision: Decision, why: str, day: date | None, source: str | tuple[str, ...], template: str) -> Statement:
    return Statement(
        f"PRI018.{why}",
        {"decision": Ref("decision", decision.key), "day": day},
        template=template,
        sources={"decision": "Decision.title", "day": source},
    )


def _decisions_about(snapshot: Snapshot) -> Mapping[str, tuple[Decision, ...]]:
    """The decisions that each listed issue names, by issue; those of an issue by key."""
    decisions = {decision.key: decision for decision in snapshot.decisions}
    return {
        issue.key: tuple(decisions[key] for key in sorted(issue.decisions) if key in decisions)
        for issue in snapshot.process.issues
    }


def _last_heard(snapshot: Snapshot, decision: Decision, stage: str = "decision") -> date | None:
    """The last day on which any view could be raised to be heard at that stage, and not only told."""
    days = map(last_heard, snapshot.opportunities(decision, stage))
    return max((day for day in days if day is not None), default=None)


RULES: tuple[Rule, ...] = (deferred_past_the_last_day, agreed_out_of_reach, agreed_without_a_decision)
