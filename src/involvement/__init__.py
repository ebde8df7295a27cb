"""Service user involvement: who takes part, where decisions are made, and how views reach them in time."""

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from involvement._reading import Limits as Limits
    from involvement.calendars import Days as Days, Meetings as Meetings, WorkingCalendar as WorkingCalendar
    from involvement.checks import check as check
    from involvement.cycles import involvement_cycle as involvement_cycle, next_steps as next_steps
    from involvement.decisions import (
        Decision as Decision,
        DecisionMap as DecisionMap,
        EntryPoint as EntryPoint,
        Flow as Flow,
        Forum as Forum,
        Option as Option,
        Reply as Reply,
        Stage as Stage,
    )
    from involvement.documents import (
        dump as dump,
        dumps as dumps,
        from_dict as from_dict,
        load as load,
        loads as loads,
        schema as schema,
        to_dict as to_dict,
    )
    from involvement.errors import (
        DocumentError as DocumentError,
        DuplicateKeyError as DuplicateKeyError,
        FrameworkError as FrameworkError,
        InvalidValueError as InvalidValueError,
        InvolvementError as InvolvementError,
        LimitExceeded as LimitExceeded,
        UnknownKeyError as UnknownKeyError,
    )
    from involvement.evidence import Evidence as Evidence, Source as Source
    from involvement.feedback import Contribution as Contribution, Event as Event, Ledger as Ledger, Promise as Promise
    from involvement.levels import Claim as Claim, ladder as ladder
    from involvement.maturity import Answer as Answer, assess as assess, framework as framework
    from involvement.people import (
        Person as Person,
        Representation as Representation,
        Seat as Seat,
        Stakeholder as Stakeholder,
    )
    from involvement.plans import Activity as Activity, Workplan as Workplan
    from involvement.priorities import (
        Feasibility as Feasibility,
        Issue as Issue,
        Move as Move,
        Negotiation as Negotiation,
        negotiate as negotiate,
    )
    from involvement.processes import Process as Process
    from involvement.rankings import Priorities as Priorities, rank as rank
    from involvement.records import Record as Record, Step as Step
    from involvement.snapshots import influence as influence
    from involvement.standing import Standing as Standing
    from involvement.support import Support as Support
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        "._reading": "Limits",
        ".calendars": "Days Meetings WorkingCalendar",
        ".checks": "check",
        ".cycles": "involvement_cycle next_steps",
        ".decisions": "Decision DecisionMap EntryPoint Flow Forum Option Reply Stage",
        ".documents": "dump dumps from_dict load loads schema to_dict",
        ".errors":
            "DocumentError DuplicateKeyError FrameworkError InvalidValueError InvolvementError LimitExceeded "
            "UnknownKeyError",
        ".evidence": "Evidence Source",
        ".feedback": "Contribution Event Ledger Promise",
        ".levels": "Claim ladder",
        ".maturity": "Answer assess framework",
        ".people": "Person Representation Seat Stakeholder",
        ".plans": "Activity Workplan",
        ".priorities": "Feasibility Issue Move Negotiation negotiate",
        ".processes": "Process",
        ".rankings": "Priorities rank",
        ".records": "Record Step",
        ".snapshots": "influence",
        ".standing": "Standing",
        ".support": "Support",
    })
    # fmt: on
    __all__ += ["__version__"]
