"""Service user involvement: who takes part, where decisions are made, and how views reach them in time."""

from typing import TYPE_CHECKING

__all__ = [
    "Activity",
    "Answer",
    "Claim",
    "Contribution",
    "Decision",
    "DecisionMap",
    "DocumentError",
    "DuplicateKeyError",
    "EntryPoint",
    "Event",
    "Evidence",
    "Feasibility",
    "Flow",
    "Forum",
    "FrameworkError",
    "InvalidValueError",
    "InvolvementError",
    "Issue",
    "Ledger",
    "LimitExceeded",
    "Limits",
    "Meetings",
    "Move",
    "Negotiation",
    "Person",
    "Priorities",
    "Process",
    "Promise",
    "Record",
    "Reply",
    "Representation",
    "Seat",
    "Source",
    "Stage",
    "Stakeholder",
    "Standing",
    "Step",
    "Support",
    "UnknownKeyError",
    "Workplan",
    "__version__",
    "assess",
    "check",
    "dump",
    "dumps",
    "framework",
    "from_dict",
    "influence",
    "involvement_cycle",
    "ladder",
    "load",
    "loads",
    "negotiate",
    "next_steps",
    "rank",
    "schema",
    "to_dict",
]

__version__ = "0.1.0"

if TYPE_CHECKING:
    from involvement._reading import Limits
    from involvement.calendars import Meetings
    from involvement.checks import check
    from involvement.cycles import involvement_cycle, next_steps
    from involvement.decisions import Decision, DecisionMap, EntryPoint, Flow, Forum, Reply, Stage
    from involvement.documents import dump, dumps, from_dict, load, loads, schema, to_dict
    from involvement.errors import (
        DocumentError,
        DuplicateKeyError,
        FrameworkError,
        InvalidValueError,
        InvolvementError,
        LimitExceeded,
        UnknownKeyError,
    )
    from involvement.evidence import Evidence, Source
    from involvement.feedback import Contribution, Event, Ledger, Promise
    from involvement.levels import Claim, ladder
    from involvement.maturity import Answer, assess, framework
    from involvement.people import Person, Representation, Seat, Stakeholder
    from involvement.plans import Activity, Workplan
    from involvement.priorities import Feasibility, Issue, Move, Negotiation, negotiate
    from involvement.processes import Process
    from involvement.rankings import Priorities, rank
    from involvement.records import Record, Step
    from involvement.snapshots import influence
    from involvement.standing import Standing
    from involvement.support import Support
else:
    # Nothing is imported before it is asked for. Hidden from type checkers: a visible `__getattr__` would accept misspelt names.
    # fmt: off
    _ROOMS = {
        "_reading": ("Limits",),
        "calendars": ("Meetings",),
        "checks": ("check",),
        "cycles": ("involvement_cycle", "next_steps"),
        "decisions": ("Decision", "DecisionMap", "EntryPoint", "Flow", "Forum", "Reply", "Stage"),
        "documents": ("dump", "dumps", "from_dict", "load", "loads", "schema", "to_dict"),
        "errors": ("DocumentError", "DuplicateKeyError", "FrameworkError", "InvalidValueError", "InvolvementError", "LimitExceeded", "UnknownKeyError"),
        "evidence": ("Evidence", "Source"),
        "feedback": ("Contribution", "Event", "Ledger", "Promise"),
        "levels": ("Claim", "ladder"),
        "maturity": ("Answer", "assess", "framework"),
        "people": ("Person", "Representation", "Seat", "Stakeholder"),
        "plans": ("Activity", "Workplan"),
        "priorities": ("Feasibility", "Issue", "Move", "Negotiation", "negotiate"),
        "processes": ("Process",),
        "rankings": ("Priorities", "rank"),
        "records": ("Record", "Step"),
        "snapshots": ("influence",),
        "standing": ("Standing",),
        "support": ("Support",),
    }
    # fmt: on
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
