"""Priorities: issues, feasibility, negotiation and agreement."""

from involvement.priorities.agreements import Agreement, RuleEffect, Voice
from involvement.priorities.feasibilities import Feasibility, FeasibilityState
from involvement.priorities.issues import Issue
from involvement.priorities.negotiation_records import FirstChoices, Move, MoveKind, Negotiation, first_choices
from involvement.priorities.negotiations import negotiate
from involvement.priorities.sensitivities import WeightChange, sensitivity
from involvement.priorities.settlements import Chance, Effort, Ground, Outcome, Override, Rank, Settlement

__all__ = [
    "Agreement",
    "Chance",
    "Effort",
    "Feasibility",
    "FeasibilityState",
    "FirstChoices",
    "Ground",
    "Issue",
    "Move",
    "MoveKind",
    "Negotiation",
    "Outcome",
    "Override",
    "Rank",
    "RuleEffect",
    "Settlement",
    "Voice",
    "WeightChange",
    "first_choices",
    "negotiate",
    "sensitivity",
]
