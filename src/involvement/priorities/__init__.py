"""What matters to whom, and what was agreed."""

from involvement.priorities.agreements import Agreement, RuleEffect, Voice
from involvement.priorities.balances import Balance, balanced_weights
from involvement.priorities.choices import Choice, Purchase
from involvement.priorities.concordances import Closeness, Overlap, closeness, closest, concordance, overlap
from involvement.priorities.contests import Contests, StrongestPaths
from involvement.priorities.feasibilities import Feasibility, FeasibilityState
from involvement.priorities.issues import Issue
from involvement.priorities.kemeny import Consensus
from involvement.priorities.knapsacks import leximin, utilitarian
from involvement.priorities.moves import FirstChoices, Move, MoveKind, Negotiation, first_choices
from involvement.priorities.negotiations import negotiate
from involvement.priorities.points import GroupPoints, Points
from involvement.priorities.positions import Priorities
from involvement.priorities.rankings import Ranking, RankingRule, rank, taken_together
from involvement.priorities.sensitivities import WeightChange, sensitivity
from involvement.priorities.settlements import Chance, Effort, Ground, Outcome, Override, Rank, Settlement
from involvement.priorities.sharing import equal_shares
from involvement.priorities.shortlists import LostIssues, Shortlist, shortlist
from involvement.priorities.tallies import Tally

__all__ = [
    "Agreement",
    "Balance",
    "Chance",
    "Choice",
    "Closeness",
    "Consensus",
    "Contests",
    "Effort",
    "Feasibility",
    "FeasibilityState",
    "FirstChoices",
    "Ground",
    "GroupPoints",
    "Issue",
    "LostIssues",
    "Move",
    "MoveKind",
    "Negotiation",
    "Outcome",
    "Overlap",
    "Override",
    "Points",
    "Priorities",
    "Purchase",
    "Rank",
    "Ranking",
    "RankingRule",
    "RuleEffect",
    "Settlement",
    "Shortlist",
    "StrongestPaths",
    "Tally",
    "Voice",
    "WeightChange",
    "balanced_weights",
    "closeness",
    "closest",
    "concordance",
    "equal_shares",
    "first_choices",
    "leximin",
    "negotiate",
    "overlap",
    "rank",
    "sensitivity",
    "shortlist",
    "taken_together",
    "utilitarian",
]
