"""How much say, in others' words: ladders, what their rungs come to, and what is claimed on them."""

from involvement.levels.claims import Claim
from involvement.levels.crosswalks import Correspondence, Crosswalk, crosswalk
from involvement.levels.definitions import Ladder, LadderKind, Scoring
from involvement.levels.facts import Caution, Caveat, LicenceTier, Provenance, Refusal, TextOrigin, names_only
from involvement.levels.packaged import ladder, ladder_keys, ladders
from involvement.levels.pages import ladder_text, ladders_page
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
from involvement.levels.texts import ladder_schema, parse_ladder

__all__ = [
    "Axis",
    "AxisValue",
    "Band",
    "Caution",
    "Caveat",
    "Claim",
    "Correspondence",
    "Crosswalk",
    "InformationFlow",
    "Initiator",
    "Ladder",
    "LadderKind",
    "LicenceTier",
    "PartPlayed",
    "Provenance",
    "PublishedMapping",
    "Refusal",
    "Relation",
    "Rung",
    "RungAttributes",
    "Scoring",
    "StandingMatch",
    "TextOrigin",
    "crosswalk",
    "ladder",
    "ladder_keys",
    "ladder_schema",
    "ladder_text",
    "ladders",
    "ladders_page",
    "names_only",
    "parse_ladder",
]
