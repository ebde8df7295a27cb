"""Records: what really happened, and the decision map that it implies."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.records.conformance import (
        Conformance as Conformance,
        DecidedOtherwise as DecidedOtherwise,
        LowerStanding as LowerStanding,
        UnusedFlow as UnusedFlow,
    )
    from involvement.records.discoveries import Discovery as Discovery, Passage as Passage
    from involvement.records.durations import Durations as Durations
    from involvement.records.earlier_hearings import HeardBefore as HeardBefore
    from involvement.records.gates import Gate as Gate
    from involvement.records.record_gaps import (
        Oddity as Oddity,
        OddityKind as OddityKind,
        RecordBalance as RecordBalance,
    )
    from involvement.records.records import Record as Record
    from involvement.records.spreads import Spread as Spread
    from involvement.records.steps import Step as Step
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".conformance": "Conformance DecidedOtherwise LowerStanding UnusedFlow",
        ".discoveries": "Discovery Passage",
        ".durations": "Durations",
        ".earlier_hearings": "HeardBefore",
        ".gates": "Gate",
        ".record_gaps": "Oddity OddityKind RecordBalance",
        ".records": "Record",
        ".spreads": "Spread",
        ".steps": "Step",
    })
    # fmt: on
