"""Ladders of participation: rungs, the standings they come to, and claims made on them."""

from involvement.levels.cautions import Caution, Refusal
from involvement.levels.claims import Claim, claims_in_force
from involvement.levels.crosswalks import Correspondence, Crosswalk, crosswalk
from involvement.levels.definitions import Ladder, LadderKind
from involvement.levels.packaged import ladder, ladder_schema, ladders, parse_ladder
from involvement.levels.relations import PublishedMapping, Relation, StandingMatch
from involvement.levels.rungs import (
    Axis,
    AxisValue,
    Band,
    InformationFlow,
    Initiator,
    PartPlayed,
    Rung,
    RungAttributes,
)

__all__ = [
    "Axis",
    "AxisValue",
    "Band",
    "Caution",
    "Claim",
    "Correspondence",
    "Crosswalk",
    "InformationFlow",
    "Initiator",
    "Ladder",
    "LadderKind",
    "PartPlayed",
    "PublishedMapping",
    "Refusal",
    "Relation",
    "Rung",
    "RungAttributes",
    "StandingMatch",
    "claims_in_force",
    "crosswalk",
    "ladder",
    "ladder_schema",
    "ladders",
    "parse_ladder",
]
