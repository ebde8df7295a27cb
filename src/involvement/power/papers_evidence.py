"""Evidence of influence from papers: information that came in time, in a form people can use."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from involvement._fields import frozen
from involvement.decisions import Stage
from involvement.power.conditions import ConditionFact, InfluenceCondition, Showing
from involvement.processes import Process
from involvement.support import PaperCheck
from involvement.wording import Statement

__all__ = ["NO_PAPER", "PapersGiven"]

NO_PAPER = Statement("papers.none", template="No paper to them about it is recorded.")
_USABLE = Statement("papers.usable", template="A paper about it came in time, in a form they can use.")
_UNUSABLE = Statement(
    "papers.unusable", template="Every paper to them about it came too late, or in a form they cannot use."
)
_NOT_SHOWN = Statement(
    "papers.not_shown", template="The record does not show whether a paper came in time, in a form they can use."
)


@frozen
class PapersGiven:
    """The papers of a process that were sent by a day."""

    process: Process
    on: date

    @cached_property
    def _checks(self) -> Mapping[str, tuple[PaperCheck, ...]]:
        support = self.process.support
        decision_map = None if self.process.decision_map is None else self.process.resolved_map
        found: dict[str, list[PaperCheck]] = {}
        for paper_check in () if support is None else support.paper_checks(decision_map):
            if paper_check.paper.on <= self.on:
                found.setdefault(paper_check.paper.stakeholder, []).append(paper_check)
        return {who: tuple(paper_checks) for who, paper_checks in found.items()}

    def about(self, stakeholder: str | None, decision: str, stage: Stage) -> tuple[PaperCheck, ...]:
        """The papers to them about a decision, and those for the meeting of this stage that name no decision."""
        return tuple(
            paper_check
            for paper_check in self._checks.get(stakeholder or "", ())
            if paper_check.paper.decision == decision
            or (
                paper_check.paper.decision is None
                and paper_check.paper.forum == stage.at
                and _same(paper_check.paper.meeting, stage.by)
            )
        )

    def in_time(self, stakeholder: str | None, decision: str, stage: Stage) -> ConditionFact:
        """Whether any paper is known to have come in time and to be usable."""
        papers = self.about(stakeholder, decision, stage)
        if not papers:
            showing, because = Showing.UNKNOWN, NO_PAPER
        elif any(paper_check.usable and paper_check.in_time for paper_check in papers):
            showing, because = Showing.SHOWN, _USABLE
        elif all(paper_check.usable is False or paper_check.in_time is False for paper_check in papers):
            showing, because = Showing.NOT_SHOWN, _UNUSABLE
        else:
            showing, because = Showing.UNKNOWN, _NOT_SHOWN
        return ConditionFact(InfluenceCondition.INFORMATION_IN_TIME, showing, because=because)


def _same(one: date | None, other: date | None) -> bool:
    return one is not None and one == other
