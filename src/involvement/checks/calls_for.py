"""Rules about how much say a decision calls for, by its own record and by its stakes."""

from collections.abc import Iterable, Iterator
from typing import Any

from involvement.checks.level_facts import do, gap_to, is_over, open_gap_to, record, shown
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.decisions import Decision, StageName
from involvement.power import (
    InfluenceCondition,
    InfluenceRow,
    Showing,
    called_for,
)
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.standing import Standing
from involvement.wording import Fact, Statement

__all__ = ["RULES"]

_AFTERWARDS = Statement(
    "LAD003.afterwards",
    template="Tell service users openly that they had less say than the decision called for, and agree more for the next one.",
)


@rule(
    "LAD003",
    severity="warning",
    needs=("decision_map",),
    says="{call:sentence} {shown:sentence}",
    says_unknown="{call:sentence} The record does not show whether service users had that much.",
    fix="{missing:sentences}",
    sources={},
)
def less_than_called_for(snapshot: Snapshot) -> Iterator[Observation]:
    """Service users have less say in a decision than it calls for, as far as the record shows.

    *Why it matters.* A route on the map that owes people enough is only half of it. They must be heard while options are
    open, be answered, and have the papers.

    *What would fix it.* What is missing, for one of the groups at least. Before the day of the decision, MAP rules report a
    map that owes too little or lets no view be heard in time. After it, the status is `unknown` where the record leaves
    open how much say people had.

    *Source.* `Decision.calls_for` of the process itself, else `called_for` of its stakes; NHS England (2022), Working in
    partnership with people and communities: involvement that fits the decision.
    """
    by_decision: dict[str, list[InfluenceRow]] = {}
    for row in snapshot.influence.of(stage=StageName.DECISION):
        by_decision.setdefault(row.decision, []).append(row)
    for decision in snapshot.live:
        rows = by_decision[decision.key]
        asked = rows[0].calls_for
        over = is_over(snapshot, rows[0])
        if asked is None or (not over and _is_said_of_the_map(snapshot, decision, asked.at_least, rows)):
            continue
        best = max(rows, key=lambda row: (row.at_most, row.at_least))
        seen: dict[str, Any] = {"about": Ref("decision", decision.key), "call": _call(decision, asked.at_least)}
        if best.at_most < asked.at_least:
            steps = (_AFTERWARDS,) if over else do(gap_to(best, asked.at_least))
            yield found(**seen, shown=shown(best.at_most, over=over), missing=steps)
        elif over and all(row.at_least < asked.at_least for row in rows):
            yield unknown(**seen, missing=record(open_gap_to(best, asked.at_least)))


@rule(
    "LAD008",
    severity="note",
    needs=("decision_map",),
    says="{said:quoted} is entered as what {decision:quoted} calls for. Its stakes call for {calls_for:quoted} at least.",
    fix="Call for {calls_for:quoted}, or say why {said:quoted} is enough for {decision:quoted}.",
    sources={"decision": "Decision.title", "said": "Decision.calls_for", "calls_for": "Decision.stakes"},
)
def calls_for_less_than_its_stakes(snapshot: Snapshot) -> Iterator[Observation]:
    """A decision is set to call for less say than its stakes do.

    *Why it matters.* How much say is fitting depends on what a decision changes for people, how hard it is to undo, what the
    law asks and what is still open. It does not depend on what is convenient.

    *What would fix it.* A higher standing, or the reason why a lower one is enough.

    *Source.* The table `called-for`, which is our own judgement and no published one; OECD (2022), doi 10.1787/f765caf6-en,
    on room for influence.
    """
    for decision in snapshot.live:
        if decision.calls_for is not None and decision.stakes is not None:
            asked = called_for(decision.stakes).at_least
            if decision.calls_for < asked:
                ref = Ref("decision", decision.key)
                yield found(about=ref, decision=ref, said=decision.calls_for, calls_for=asked)


def _call(decision: Decision, asked: Standing) -> Statement:
    """What a decision calls for, and whether it says so itself."""
    facts: dict[str, Fact] = {"decision": Ref("decision", decision.key), "calls_for": asked}
    title = {"decision": "Decision.title"}
    if decision.calls_for is not None:
        template = "{decision:quoted} calls for {calls_for:quoted}."
        return Statement("LAD003.set", facts, template=template, sources={**title, "calls_for": "Decision.calls_for"})
    template = "The stakes of {decision:quoted} call for {calls_for:quoted} at least."
    return Statement("LAD003.stakes", facts, template=template, sources={**title, "calls_for": "Decision.stakes"})


def _is_said_of_the_map(snapshot: Snapshot, decision: Decision, asked: Standing, rows: Iterable[InfluenceRow]) -> bool:
    """Whether rules about the map report it: no route, none in time, or one that owes less than the decision is set to."""
    most, said = snapshot.reach.best_at_most(decision), decision.calls_for
    unheard = all(row.facts.showing(InfluenceCondition.HEARD_IN_TIME) is Showing.NOT_SHOWN for row in rows)
    return most is None or (unheard and asked >= Standing.CONSULTED) or (said is not None and most < said)


RULES: tuple[Rule, ...] = (
    less_than_called_for,
    calls_for_less_than_its_stakes,
)
