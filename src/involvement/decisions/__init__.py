"""Decision maps: forums, flows and decisions, and how views reach them."""

from involvement.decisions.decisions import Decision, Stage, StageName
from involvement.decisions.flows import EntryPoint, Flow, Reply
from involvement.decisions.forums import Forum
from involvement.decisions.journeys import Hearing, Journey, Opportunity, OpportunityStatus, ReturnJourney
from involvement.decisions.maps import DecisionMap
from involvement.decisions.search.comparisons import Change, MapComparison
from involvement.decisions.search.openings import Openings
from involvement.decisions.stakes import HardToUndo, Impact, LegalDuty, ResourcesOpen, Stakes

__all__ = [
    "Change",
    "Decision",
    "DecisionMap",
    "EntryPoint",
    "Flow",
    "Forum",
    "HardToUndo",
    "Hearing",
    "Impact",
    "Journey",
    "LegalDuty",
    "MapComparison",
    "Openings",
    "Opportunity",
    "OpportunityStatus",
    "Reply",
    "ResourcesOpen",
    "ReturnJourney",
    "Stage",
    "StageName",
    "Stakes",
]
