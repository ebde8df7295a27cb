"""What matters to whom, and what was agreed."""

from involvement.priorities.agreements import Agreement, RuleEffect, Voice
from involvement.priorities.choices import Choice, Purchase
from involvement.priorities.feasibilities import Feasibility, FeasibilityState
from involvement.priorities.issues import Issue
from involvement.priorities.knapsacks import leximin, utilitarian
from involvement.priorities.moves import FirstChoices, Move, MoveKind, Negotiation, first_choices
from involvement.priorities.negotiations import negotiate
from involvement.priorities.sensitivities import WeightChange, sensitivity
from involvement.priorities.settlements import Chance, Effort, Ground, Outcome, Override, Rank, Settlement
from involvement.priorities.sharing import equal_shares

__all__ = [
    "Agreement",
    "Chance",
    "Choice",
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
    "Purchase",
    "Rank",
    "RuleEffect",
    "Settlement",
    "Voice",
    "WeightChange",
    "equal_shares",
    "first_choices",
    "leximin",
    "negotiate",
    "sensitivity",
    "utilitarian",
]
