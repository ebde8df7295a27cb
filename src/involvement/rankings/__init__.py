"""Rankings: rules that rank positions, and measures of how far they agree."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.rankings.balances import Balance as Balance, balanced_weights as balanced_weights
    from involvement.rankings.concordances import (
        Closeness as Closeness,
        Overlap as Overlap,
        closeness as closeness,
        closest as closest,
        concordance as concordance,
        overlap as overlap,
    )
    from involvement.rankings.kemeny import Consensus as Consensus
    from involvement.rankings.pairwise import Contests as Contests, StrongestPaths as StrongestPaths
    from involvement.rankings.points import GroupPoints as GroupPoints, Points as Points
    from involvement.rankings.positions import Priorities as Priorities
    from involvement.rankings.ranking_rules import RankingRule as RankingRule
    from involvement.rankings.rankings import Ranking as Ranking, rank as rank, taken_together as taken_together
    from involvement.rankings.shortlists import LostIssues as LostIssues, Shortlist as Shortlist, shortlist as shortlist
    from involvement.rankings.tallies import Tally as Tally
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".balances": "Balance balanced_weights",
        ".concordances": "Closeness Overlap closeness closest concordance overlap",
        ".kemeny": "Consensus",
        ".pairwise": "Contests StrongestPaths",
        ".points": "GroupPoints Points",
        ".positions": "Priorities",
        ".ranking_rules": "RankingRule",
        ".rankings": "Ranking rank taken_together",
        ".shortlists": "LostIssues Shortlist shortlist",
        ".tallies": "Tally",
    })
    # fmt: on
