"""Service user involvement: who takes part, where decisions are made, and how views reach them in time."""

from typing import TYPE_CHECKING

__all__ = [
    "ALL_RULES",
    "Case",
    "Change",
    "Conformance",
    "DecidedOtherwise",
    "Decision",
    "DecisionMap",
    "Discovery",
    "DocumentError",
    "DuplicateKeyError",
    "Durations",
    "EntryPoint",
    "Evidence",
    "Finding",
    "FindingStatus",
    "Flow",
    "Forum",
    "Gate",
    "HeardBefore",
    "Hearing",
    "InvalidValueError",
    "InvolvementError",
    "Issue",
    "Journey",
    "KanterBand",
    "Kind",
    "Level",
    "LimitExceeded",
    "Limits",
    "LowerStanding",
    "MapComparison",
    "Meetings",
    "MissingExtraError",
    "Oddity",
    "OddityKind",
    "Openings",
    "Opportunity",
    "OpportunityStatus",
    "Passage",
    "Process",
    "Record",
    "RecordBalance",
    "Reply",
    "ReturnJourney",
    "Role",
    "Rule",
    "Seat",
    "SeatPower",
    "SeatShare",
    "Severity",
    "Side",
    "Source",
    "Spread",
    "Stage",
    "StageName",
    "Stakeholder",
    "Standing",
    "Step",
    "UnknownKeyError",
    "UnusedFlow",
    "check",
    "dump",
    "dumps",
    "load",
    "loads",
    "schema",
    "seat_shares",
    "voting_power",
]

if TYPE_CHECKING:
    from involvement.checks import ALL_RULES, Case, Finding, FindingStatus, Rule, Severity, check
    from involvement.decisions import (
        Change,
        Conformance,
        DecidedOtherwise,
        Decision,
        DecisionMap,
        Discovery,
        Durations,
        EntryPoint,
        Flow,
        Forum,
        Gate,
        HeardBefore,
        Hearing,
        Journey,
        LowerStanding,
        MapComparison,
        Meetings,
        Oddity,
        OddityKind,
        Openings,
        Opportunity,
        OpportunityStatus,
        Passage,
        Record,
        RecordBalance,
        Reply,
        ReturnJourney,
        Spread,
        Stage,
        StageName,
        Step,
        UnusedFlow,
    )
    from involvement.documents import Limits, dump, dumps, load, loads, schema
    from involvement.errors import (
        DocumentError,
        DuplicateKeyError,
        InvalidValueError,
        InvolvementError,
        LimitExceeded,
        MissingExtraError,
        UnknownKeyError,
    )
    from involvement.evidence import Evidence, Source
    from involvement.people import Kind, Role, Seat, Side, Stakeholder
    from involvement.power import KanterBand, SeatPower, SeatShare, seat_shares, voting_power
    from involvement.priorities import Issue
    from involvement.processes import Level, Process
    from involvement.standing import Standing
else:
    _ROOMS = {
        "checks": ("ALL_RULES", "Case", "Finding", "FindingStatus", "Rule", "Severity", "check"),
        "decisions": (
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
            "HeardBefore",
            "Hearing",
            "Journey",
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
            "ReturnJourney",
            "Spread",
            "Stage",
            "StageName",
            "Step",
            "UnusedFlow",
        ),
        "documents": ("Limits", "dump", "dumps", "load", "loads", "schema"),
        "errors": (
            "DocumentError",
            "DuplicateKeyError",
            "InvalidValueError",
            "InvolvementError",
            "LimitExceeded",
            "MissingExtraError",
            "UnknownKeyError",
        ),
        "evidence": ("Evidence", "Source"),
        "people": ("Kind", "Role", "Seat", "Side", "Stakeholder"),
        "power": ("KanterBand", "SeatPower", "SeatShare", "seat_shares", "voting_power"),
        "priorities": ("Issue",),
        "processes": ("Level", "Process"),
        "standing": ("Standing",),
    }
    _ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

    def __getattr__(name):
        room = _ROOM_OF.get(name)
        if room is None:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        from importlib import import_module

        value = getattr(import_module(f"{__name__}.{room}"), name)
        globals()[name] = value
        return value

    def __dir__():
        return sorted({*globals(), *__all__})
