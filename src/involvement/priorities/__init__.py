"""Priorities: issues, feasibility, negotiation and agreement."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.priorities.agreements import Agreement as Agreement, RuleEffect as RuleEffect, Voice as Voice
    from involvement.priorities.feasibilities import Feasibility as Feasibility, FeasibilityState as FeasibilityState
    from involvement.priorities.issues import Issue as Issue
    from involvement.priorities.negotiation_records import (
        FirstChoices as FirstChoices,
        Move as Move,
        MoveKind as MoveKind,
        Negotiation as Negotiation,
        first_choices as first_choices,
    )
    from involvement.priorities.negotiations import negotiate as negotiate
    from involvement.priorities.sensitivities import WeightChange as WeightChange, sensitivity as sensitivity
    from involvement.priorities.settlements import (
        Chance as Chance,
        Effort as Effort,
        Ground as Ground,
        Outcome as Outcome,
        Override as Override,
        Rank as Rank,
        Settlement as Settlement,
    )
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".agreements": "Agreement RuleEffect Voice",
        ".feasibilities": "Feasibility FeasibilityState",
        ".issues": "Issue",
        ".negotiation_records": "FirstChoices Move MoveKind Negotiation first_choices",
        ".negotiations": "negotiate",
        ".sensitivities": "WeightChange sensitivity",
        ".settlements": "Chance Effort Ground Outcome Override Rank Settlement",
    })
    # fmt: on
