"""Facts that the rules about agreements share: issues, parties, sides, and what follows from the ranking."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from attrs import evolve

from involvement.errors import InvolvementError
from involvement.feedback import EventKind
from involvement.people import Side
from involvement.plans import Activity
from involvement.priorities import Agreement, FeasibilityState, Outcome, Settlement
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.wording import Statement

__all__ = [
    "ISSUE",
    "SIDES",
    "about_issue",
    "activities_on",
    "agreement_of",
    "issue_refs",
    "outcomes",
    "outcomes_without_overrides",
    "party_refs",
    "settled",
    "studied_issues",
]

ISSUE: dict[str, str | tuple[str, ...]] = {"issue": "Issue.title"}
SIDES = {
    Side.SERVICE_USERS: Statement("side.service_users", template="service users"),
    Side.ORGANISATION: Statement("side.organisation", template="the organisation"),
    Side.OTHER: Statement("side.other", template="neither side"),
}


def about_issue(issue: str) -> dict[str, Ref]:
    """What a finding about an issue is about, and the issue."""
    ref = Ref("issue", issue)
    return {"about": ref, "issue": ref}


def issue_refs(issues: AbstractSet[str]) -> tuple[Ref, ...]:
    """The references to some issues, by key."""
    return tuple(Ref("issue", issue) for issue in sorted(issues))


def party_refs(snapshot: Snapshot, parties: AbstractSet[str]) -> tuple[Ref, ...]:
    """The references to some parties, by key."""
    return tuple(map(snapshot.who, sorted(parties)))


def agreement_of(snapshot: Snapshot) -> Agreement:
    """The last agreement made by the day; an empty one where there is none."""
    return snapshot.agreement or Agreement()


def outcomes(agreement: Agreement) -> dict[str, Outcome] | None:
    """What follows from all that the agreement holds, by issue; None where its parts do not fit together."""
    try:
        return {settlement.issue: settlement.outcome for settlement in agreement.settle()}
    except InvolvementError:
        return None


def outcomes_without_overrides(snapshot: Snapshot) -> Mapping[str, Outcome]:
    """What would follow if nobody had overridden the ranking; empty where nothing can."""
    return outcomes(evolve(agreement_of(snapshot), overrides=())) or {}


def settled(snapshot: Snapshot, outcome: Outcome) -> Iterator[Settlement]:
    """The settlements with that outcome."""
    return (settlement for settlement in agreement_of(snapshot).settlements if settlement.outcome is outcome)


def activities_on(snapshot: Snapshot, issue: str) -> list[Activity]:
    """The activities of the workplan that study the issue or act on it."""
    activities = () if snapshot.plan is None else snapshot.plan.activities
    return [activity for activity in activities if issue in {activity.studies, activity.implements}]


def studied_issues(snapshot: Snapshot) -> frozenset[str]:
    """The issues of which some study is recorded by the day, whatever it found, in any part of the process."""
    agreements, plan, contributions = snapshot.agreements, snapshot.plan, snapshot.contributions
    found = {
        finding.issue
        for agreement in agreements
        for finding in agreement.feasibility
        if finding.state is not FeasibilityState.NOT_STUDIED
    }
    done = {activity.studies for activity in (() if plan is None else plan.activities) if activity.done is not None}
    assessed = {
        contributions[event.contribution].about for event in snapshot.ledger.events if event.kind is EventKind.ASSESSED
    }
    return frozenset(issue for issue in found | done | assessed if issue is not None)
