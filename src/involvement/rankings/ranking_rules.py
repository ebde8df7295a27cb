"""Rules of ranking, by name."""

from enum import StrEnum

__all__ = ["RankingRule"]


class RankingRule(StrEnum):
    """How several orders become one. Two rules that disagree say that the order is not clear.

    jla: points within each side, then points for each side's places (James Lind Alliance). borda: points
    of all parties. copeland: contests won less contests lost. schulze: the strongest chains of wins. kemeny: the
    least disagreement with the parties, which is the hardest to compute.
    """

    JLA = "jla"
    BORDA = "borda"
    COPELAND = "copeland"
    SCHULZE = "schulze"
    KEMENY = "kemeny"

    @property
    def words(self) -> str:
        """The rule as it stands in a sentence."""
        return "James Lind Alliance" if self is RankingRule.JLA else self.value.capitalize()
