"""Decision maps: forums, flows and decisions, and how views reach them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.decisions.decisions import Decision as Decision, Stage as Stage, StageName as StageName
    from involvement.decisions.flows import ANY as ANY, EntryPoint as EntryPoint, Flow as Flow, Reply as Reply
    from involvement.decisions.forums import Forum as Forum
    from involvement.decisions.journeys import Hearing as Hearing, Journey as Journey, ReturnJourney as ReturnJourney
    from involvement.decisions.maps import DecisionMap as DecisionMap
    from involvement.decisions.opportunities import (
        LastDay as LastDay,
        Opportunity as Opportunity,
        OpportunityStatus as OpportunityStatus,
    )
    from involvement.decisions.options import Option as Option
    from involvement.decisions.search.comparisons import Change as Change, MapComparison as MapComparison
    from involvement.decisions.search.openings import Openings as Openings
    from involvement.decisions.stakes import (
        HardToUndo as HardToUndo,
        Impact as Impact,
        LegalDuty as LegalDuty,
        ResourcesOpen as ResourcesOpen,
        Stakes as Stakes,
    )
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".decisions": "Decision Stage StageName",
        ".flows": "ANY EntryPoint Flow Reply",
        ".forums": "Forum",
        ".journeys": "Hearing Journey ReturnJourney",
        ".maps": "DecisionMap",
        ".opportunities": "LastDay Opportunity OpportunityStatus",
        ".options": "Option",
        ".search.comparisons": "Change MapComparison",
        ".search.openings": "Openings",
        ".stakes": "HardToUndo Impact LegalDuty ResourcesOpen Stakes",
    })
    # fmt: on
