"""Rankings: rules that rank positions, and measures of how far they agree."""

from involvement.rankings.balances import Balance, balanced_weights
from involvement.rankings.concordances import Closeness, Overlap, closeness, closest, concordance, overlap
from involvement.rankings.kemeny import Consensus
from involvement.rankings.pairwise import Contests, StrongestPaths
from involvement.rankings.points import GroupPoints, Points
from involvement.rankings.positions import Priorities
from involvement.rankings.rankings import Ranking, RankingRule, rank, taken_together
from involvement.rankings.shortlists import LostIssues, Shortlist, shortlist
from involvement.rankings.tallies import Tally

__all__ = [
    "Balance",
    "Closeness",
    "Consensus",
    "Contests",
    "GroupPoints",
    "LostIssues",
    "Overlap",
    "Points",
    "Priorities",
    "Ranking",
    "RankingRule",
    "Shortlist",
    "StrongestPaths",
    "Tally",
    "balanced_weights",
    "closeness",
    "closest",
    "concordance",
    "overlap",
    "rank",
    "shortlist",
    "taken_together",
]
