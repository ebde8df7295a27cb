"""Rules about agreements: overrides of the ranking, and who accepted, was asked or dissented."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from involvement.checks.agreement_facts import (
    ISSUE,
    about_issue,
    agreement_of,
    issue_refs,
    outcomes_without_overrides,
    party_refs,
)
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.priorities import Outcome
from involvement.snapshots import Snapshot
from involvement.wording import Statement

__all__ = ["RULES"]

_RANKED_BY = {"parties": ("Priorities.stakeholder", "Stakeholder.title")}


@rule(
    "PRI015",
    severity="note",
    needs=("agreement",),
    says="{by} overrode the ranking. {issue:quoted} was {outcome}. {otherwise:sentences}",
    says_unknown="{by} decided that {issue:quoted} should be {outcome}. In the settlements it is {settled|not settled}.",
    fix="Tell every party that {by} decided this, and why.",
    fix_unknown="Correct the override or the settlement, then tell every party.",
    sources={
        **ISSUE,
        "by": ("Override.by", "Stakeholder.title"),
        "outcome": "Override.outcome",
        "settled": "Settlement.outcome",
    },
)
def settled_by_override(snapshot: Snapshot) -> Iterator[Observation]:
    """Somebody overrode the ranking for an issue.

    *Why it matters.* There may be good reasons; they are recorded with the override. Everybody should see that the parties
    did not put it there together.

    *What would fix it.* Nothing, if everybody knows. The letters to the parties say it. An override that settles what the
    ranking would have settled anyway is left out. Where the settlement says something else than the override, the status
    is `unknown`.

    *Source.* The library's own rule: what one decided is not shown as agreed by all.
    """
    agreement = agreement_of(snapshot)
    settled = {settlement.issue: settlement.outcome for settlement in agreement.settlements}
    follows = snapshot.once(outcomes_without_overrides)
    for override in sorted(agreement.overrides, key=lambda override: override.issue):
        if override.on is not None and override.on > snapshot.on:
            continue
        about, by, outcome = about_issue(override.issue), snapshot.who(override.by), override.outcome
        now, otherwise = settled.get(override.issue), follows.get(override.issue)
        if now is not outcome:
            yield unknown(**about, by=by, outcome=outcome, settled=now)
        elif otherwise is not outcome:
            yield found(**about, by=by, outcome=outcome, otherwise=_otherwise(otherwise))


@rule(
    "PRI016",
    severity="note",
    needs=("agreement",),
    says="{parties} ranked issues for the agreement. The record does not show that they accepted it or dissented.",
    says_unknown="The record does not show that anybody has accepted the agreement. {parties} ranked issues for it.",
    fix="Ask them whether they accept it. Record the answer. If it is no, record why.",
    sources={"parties": (*_RANKED_BY["parties"], "Agreement.accepted_by", "Agreement.dissent")},
)
def party_never_asked_to_accept(snapshot: Snapshot) -> Iterator[Observation]:
    """A party whose ranking went into the agreement has neither accepted it nor dissented.

    *Why it matters.* What a rule makes of the rankings is a proposal. It becomes an agreement when people agree.

    *What would fix it.* Their yes or no. An acceptance lapses when the terms change after it. Where nobody's answer is
    recorded, the status is `unknown`.

    *Source.* James Lind Alliance, Guidebook: the final list is agreed in a meeting of all partners.
    """
    agreement = agreement_of(snapshot)
    spoken = {*agreement.accepted_by, *(voice.by for voice in agreement.dissent)}
    ranked = {position.stakeholder for position in agreement.positions if position.ranked()}
    if ranked - spoken:
        say = found if spoken else unknown
        yield say(about=snapshot.process.ref, parties=party_refs(snapshot, ranked - spoken))


@rule(
    "PRI017",
    severity="note",
    needs=("agreement",),
    says="{by} did not agree with {what:clause}.",
    fix="Answer {by}, and keep the dissent in the record of the agreement.",
    sources={"by": ("Voice.by", "Stakeholder.title")},
)
def dissent_in_the_agreement(snapshot: Snapshot) -> Iterator[Observation]:
    """Somebody dissented from the whole agreement, or from what it says about an issue.

    *Why it matters.* An agreement that shows its dissent is stronger than one that hides it. Those who carry it out know
    where people will contest it.

    *What would fix it.* An answer. The dissent stays, as nobody has to agree.

    *Source.* The library's own rule: dissent is kept and shown.
    """
    dissent = agreement_of(snapshot).dissent
    for key in sorted({voice.by for voice in dissent}):
        issues = {voice.issue for voice in dissent if voice.by == key}
        by = snapshot.who(key)
        yield found(about=by, by=by, what=_dissented({issue for issue in issues if issue}, whole=None in issues))


def _otherwise(outcome: Outcome | None) -> tuple[Statement, ...]:
    """What the ranking would have settled, where that is known."""
    if outcome is None:
        return ()
    return (
        Statement(
            "PRI015.otherwise",
            {"outcome": outcome},
            template="By the ranking it would have been {outcome}.",
            sources={"outcome": "Agreement.rule"},
        ),
    )


def _dissented(issues: AbstractSet[str], *, whole: bool) -> Statement:
    """What somebody dissented from."""
    if not issues:
        return Statement("PRI017.whole", template="the agreement as a whole")
    return Statement(
        "PRI017.both" if whole else "PRI017.issues",
        {"issues": issue_refs(issues)},
        template="the agreement as a whole, nor with what it says about {issues:quoted}"
        if whole
        else "what the agreement says about {issues:quoted}",
        sources={"issues": ("Issue.title", "Voice.issue")},
    )


RULES: tuple[Rule, ...] = (
    settled_by_override,
    party_never_asked_to_accept,
    dissent_in_the_agreement,
)
