"""Power: how much say people really had, by claims, evidence and votes."""

from involvement.power.calls import CalledFor, called_for
from involvement.power.claim_comparisons import ClaimComparison, ClaimPlace, compare_claim, contradict
from involvement.power.conditions import (
    ConditionFact,
    InfluenceCondition,
    InfluenceGap,
    SayFacts,
    Showing,
    evidenced,
    gaps,
)
from involvement.power.influences import Influence, InfluenceRow
from involvement.power.packaged import called_for_table, evidence_table
from involvement.power.seats import KanterBand, SeatPower, SeatShare, seat_shares
from involvement.power.shifts import InfluenceChange, InfluenceComparison, Shift
from involvement.power.standing_tables import (
    StandingRange,
    StandingRow,
    StandingTable,
    TableInput,
    TableNeed,
    TokenismDimension,
    parse_table,
)
from involvement.power.tokenism import TokenismFlag
from involvement.power.votes import voting_power

__all__ = [
    "CalledFor",
    "ClaimComparison",
    "ClaimPlace",
    "ConditionFact",
    "Influence",
    "InfluenceChange",
    "InfluenceComparison",
    "InfluenceCondition",
    "InfluenceGap",
    "InfluenceRow",
    "KanterBand",
    "SayFacts",
    "SeatPower",
    "SeatShare",
    "Shift",
    "Showing",
    "StandingRange",
    "StandingRow",
    "StandingTable",
    "TableInput",
    "TableNeed",
    "TokenismDimension",
    "TokenismFlag",
    "called_for",
    "called_for_table",
    "compare_claim",
    "contradict",
    "evidence_table",
    "evidenced",
    "gaps",
    "parse_table",
    "seat_shares",
    "voting_power",
]
