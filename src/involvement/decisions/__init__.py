"""Where decisions are made, and how views reach them."""

from involvement.decisions.comparisons import Change, MapComparison
from involvement.decisions.conformance import Conformance, DecidedOtherwise, LowerStanding, UnusedFlow
from involvement.decisions.decisions import Decision, Stage, StageName
from involvement.decisions.discoveries import Discovery, Passage
from involvement.decisions.durations import Durations, Spread
from involvement.decisions.earlier_hearings import HeardBefore
from involvement.decisions.flows import EntryPoint, Flow, Reply
from involvement.decisions.forums import Forum
from involvement.decisions.gates import Gate
from involvement.decisions.journeys import (
    Hearing,
    Journey,
    Opportunity,
    OpportunityStatus,
    ReturnJourney,
)
from involvement.decisions.maps import DecisionMap
from involvement.decisions.meetings import Meetings
from involvement.decisions.oddities import Oddity, OddityKind, RecordBalance
from involvement.decisions.openings import Openings
from involvement.decisions.records import Record
from involvement.decisions.stakes import HardToUndo, Impact, LegalDuty, ResourcesOpen, Stakes
from involvement.decisions.steps import Step

__all__ = [
    "Change",
    "Conformance",
    "DecidedOtherwise",
    "Decision",
    "DecisionMap",
    "Discovery",
    "Durations",
    "EntryPoint",
    "Flow",
    "Forum",
    "Gate",
    "HardToUndo",
    "HeardBefore",
    "Hearing",
    "Impact",
    "Journey",
    "LegalDuty",
    "LowerStanding",
    "MapComparison",
    "Meetings",
    "Oddity",
    "OddityKind",
    "Openings",
    "Opportunity",
    "OpportunityStatus",
    "Passage",
    "Record",
    "RecordBalance",
    "Reply",
    "ResourcesOpen",
    "ReturnJourney",
    "Spread",
    "Stage",
    "StageName",
    "Stakes",
    "Step",
    "UnusedFlow",
]
