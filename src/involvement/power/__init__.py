"""Power: how much say people really had, by claims, evidence and votes."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.power.calls import CalledFor as CalledFor, called_for as called_for
    from involvement.power.claim_comparisons import (
        ClaimComparison as ClaimComparison,
        ClaimPlace as ClaimPlace,
        compare_claim as compare_claim,
        contradict as contradict,
    )
    from involvement.power.conditions import (
        ConditionFact as ConditionFact,
        InfluenceCondition as InfluenceCondition,
        InfluenceGap as InfluenceGap,
        SayFacts as SayFacts,
        Showing as Showing,
        evidenced as evidenced,
        gaps as gaps,
    )
    from involvement.power.influences import Influence as Influence, InfluenceRow as InfluenceRow
    from involvement.power.kanter_bands import KanterBand as KanterBand
    from involvement.power.packaged import called_for_table as called_for_table, evidence_table as evidence_table
    from involvement.power.seats import (
        SeatPower as SeatPower,
        SeatShare as SeatShare,
        seat_shares as seat_shares,
    )
    from involvement.power.shifts import (
        InfluenceChange as InfluenceChange,
        InfluenceComparison as InfluenceComparison,
        Shift as Shift,
    )
    from involvement.power.standing_tables import (
        StandingRange as StandingRange,
        StandingRow as StandingRow,
        StandingTable as StandingTable,
        TableInput as TableInput,
        TableNeed as TableNeed,
        TokenismDimension as TokenismDimension,
        parse_table as parse_table,
    )
    from involvement.power.tokenism import TokenismFlag as TokenismFlag
    from involvement.power.votes import voting_power as voting_power
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".calls": "CalledFor called_for",
        ".claim_comparisons": "ClaimComparison ClaimPlace compare_claim contradict",
        ".conditions": "ConditionFact InfluenceCondition InfluenceGap SayFacts Showing evidenced gaps",
        ".influences": "Influence InfluenceRow",
        ".kanter_bands": "KanterBand",
        ".packaged": "called_for_table evidence_table",
        ".seats": "SeatPower SeatShare seat_shares",
        ".shifts": "InfluenceChange InfluenceComparison Shift",
        ".standing_tables":
            "StandingRange StandingRow StandingTable TableInput TableNeed TokenismDimension parse_table",
        ".tokenism": "TokenismFlag",
        ".votes": "voting_power",
    })
    # fmt: on
