"""What matters to whom, and what was agreed."""

from involvement.priorities.balances import Balance, balanced_weights
from involvement.priorities.contests import Contests, StrongestPaths
from involvement.priorities.issues import Issue
from involvement.priorities.kemeny import Consensus
from involvement.priorities.points import GroupPoints, Points
from involvement.priorities.positions import Priorities
from involvement.priorities.rankings import Ranking, RankingRule, rank

__all__ = [
    "Balance",
    "Consensus",
    "Contests",
    "GroupPoints",
    "Issue",
    "Points",
    "Priorities",
    "Ranking",
    "RankingRule",
    "StrongestPaths",
    "balanced_weights",
    "rank",
]
