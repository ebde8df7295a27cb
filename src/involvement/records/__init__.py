"""Records: what really happened, and the decision map that it implies."""

from involvement.records.conformance import Conformance, DecidedOtherwise, LowerStanding, UnusedFlow
from involvement.records.discoveries import Discovery, Passage
from involvement.records.durations import Durations, Spread
from involvement.records.earlier_hearings import HeardBefore
from involvement.records.gates import Gate
from involvement.records.record_gaps import Oddity, OddityKind, RecordBalance
from involvement.records.records import Record
from involvement.records.steps import Step

__all__ = [
    "Conformance",
    "DecidedOtherwise",
    "Discovery",
    "Durations",
    "Gate",
    "HeardBefore",
    "LowerStanding",
    "Oddity",
    "OddityKind",
    "Passage",
    "Record",
    "RecordBalance",
    "Spread",
    "Step",
    "UnusedFlow",
]
