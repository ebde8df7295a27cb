"""Facts that the rules about the map share: a decision with its forum, and the fields that facts came from."""

from involvement.decisions import Decision
from involvement.decisions.decision_words import when_said
from involvement.decisions.journeys import ROUTE
from involvement.references import Ref

__all__ = ["DECIDED", "ROUTE", "STANDINGS", "decided", "decision_ref", "when_said"]

DECIDED = {"decision": "Decision.title", "forum": "Forum.title"}
STANDINGS = ("EntryPoint.standing", "Flow.standing")


def decision_ref(decision: Decision) -> Ref:
    """The reference to a decision."""
    return Ref("decision", decision.key)


def decided(decision: Decision) -> dict[str, Ref]:
    """What a finding about a decision is about, the decision and the forum where it is made."""
    ref = decision_ref(decision)
    return {"about": ref, "decision": ref, "forum": Ref("forum", decision.made_at)}
