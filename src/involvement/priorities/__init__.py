"""What matters to whom, and what was agreed."""

from involvement.priorities.agreements import Agreement, RuleEffect, Voice
from involvement.priorities.balances import Balance, balanced_weights
from involvement.priorities.contests import Contests, StrongestPaths
from involvement.priorities.feasibilities import Feasibility, FeasibilityState
from involvement.priorities.issues import Issue
from involvement.priorities.kemeny import Consensus
from involvement.priorities.moves import FirstChoices, Move, MoveKind, Negotiation, first_choices
from involvement.priorities.negotiations import negotiate
from involvement.priorities.points import GroupPoints, Points
from involvement.priorities.positions import Priorities
from involvement.priorities.rankings import Ranking, RankingRule, rank
from involvement.priorities.settlements import Chance, Effort, Ground, Outcome, Override, Rank, Settlement

__all__ = [
    "Agreement",
    "Balance",
    "Chance",
    "Consensus",
    "Contests",
    "Effort",
    "Feasibility",
    "FeasibilityState",
    "FirstChoices",
    "Ground",
    "GroupPoints",
    "Issue",
    "Move",
    "MoveKind",
    "Negotiation",
    "Outcome",
    "Override",
    "Points",
    "Priorities",
    "Rank",
    "Ranking",
    "RankingRule",
    "RuleEffect",
    "Settlement",
    "StrongestPaths",
    "Voice",
    "balanced_weights",
    "first_choices",
    "negotiate",
    "rank",
]
