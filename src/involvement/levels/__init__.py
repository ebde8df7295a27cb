"""Ladders of participation: rungs, the standings they are near, and claims made on them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.levels.cautions import Caution as Caution, Refusal as Refusal
    from involvement.levels.claims import Claim as Claim
    from involvement.levels.crosswalks import (
        Correspondence as Correspondence,
        Crosswalk as Crosswalk,
        crosswalk as crosswalk,
    )
    from involvement.levels.definitions import Ladder as Ladder, LadderKind as LadderKind
    from involvement.levels.packaged import (
        ladder as ladder,
        ladder_schema as ladder_schema,
        ladders as ladders,
        parse_ladder as parse_ladder,
    )
    from involvement.levels.relations import (
        PublishedMapping as PublishedMapping,
        Relation as Relation,
        StandingMatch as StandingMatch,
    )
    from involvement.levels.rungs import (
        Axis as Axis,
        AxisValue as AxisValue,
        Band as Band,
        InformationFlow as InformationFlow,
        Initiator as Initiator,
        PartPlayed as PartPlayed,
        Rung as Rung,
        RungAttributes as RungAttributes,
    )
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".cautions": "Caution Refusal",
        ".claims": "Claim",
        ".crosswalks": "Correspondence Crosswalk crosswalk",
        ".definitions": "Ladder LadderKind",
        ".packaged": "ladder ladder_schema ladders parse_ladder",
        ".relations": "PublishedMapping Relation StandingMatch",
        ".rungs": "Axis AxisValue Band InformationFlow Initiator PartPlayed Rung RungAttributes",
    })
    # fmt: on
