"""Where decisions are made, and how views reach them."""

from involvement.decisions.comparisons import Change, MapComparison
from involvement.decisions.decisions import Decision, Stage, StageName
from involvement.decisions.flows import EntryPoint, Flow, Reply
from involvement.decisions.forums import Forum
from involvement.decisions.journeys import (
    Hearing,
    Journey,
    Opportunity,
    OpportunityStatus,
    ReturnJourney,
)
from involvement.decisions.maps import DecisionMap
from involvement.decisions.meetings import Meetings
from involvement.decisions.openings import Openings

__all__ = [
    "Change",
    "Decision",
    "DecisionMap",
    "EntryPoint",
    "Flow",
    "Forum",
    "Hearing",
    "Journey",
    "MapComparison",
    "Meetings",
    "Openings",
    "Opportunity",
    "OpportunityStatus",
    "Reply",
    "ReturnJourney",
    "Stage",
    "StageName",
]
