"""Evidence of influence from agreements: what was settled about a decision, and who wanted it."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from involvement._fields import frozen
from involvement.power.conditions import ConditionFact, InfluenceCondition, Showing
from involvement.priorities import Agreement, Issue, Outcome
from involvement.references import Ref
from involvement.wording import Statement, Template

__all__ = ["AgreedTerms"]

_TERMS = {
    Showing.SHOWN: Statement("agreement.accepted", template="They accepted an agreement about it."),
    Showing.NOT_SHOWN: Statement(
        "agreement.not_accepted", template="The record shows no agreement about it that they accepted."
    ),
    Showing.UNKNOWN: Statement("agreement.not_recorded", template="No accepted agreement about it is recorded."),
}
_WANTED = Template("They ranked {issues:quoted}, and {issues#it was|they were} agreed.")
_EFFECT = {
    Showing.NOT_SHOWN: Statement("agreement.not_wanted", template="No issue about it that they ranked was agreed."),
    Showing.UNKNOWN: Statement("agreement.not_settled", template="No issue about it that they ranked is settled."),
}


@frozen
class AgreedTerms:
    """The agreements that were made by a day, and the issues they settle."""

    listed: Sequence[Issue]
    agreements: Sequence[Agreement]

    @cached_property
    def issues(self) -> dict[str, frozenset[str]]:
        """The issues that each decision could change, by decision."""
        found: dict[str, set[str]] = {}
        for issue in self.listed:
            for decision in issue.decisions:
                found.setdefault(decision, set()).add(issue.key)
        return {decision: frozenset(issues) for decision, issues in found.items()}

    @cached_property
    def _settled(self) -> tuple[tuple[Agreement, dict[str, Outcome], dict[str, frozenset[str]]], ...]:
        return tuple(
            (
                agreement,
                {settlement.issue: settlement.outcome for settlement in agreement.settlements},
                {position.stakeholder: frozenset(position.ranked()) for position in agreement.positions},
            )
            for agreement in self.agreements
        )

    def agreed_to(self, stakeholder: str | None, decision: str) -> ConditionFact:
        """Whether they accepted an agreement in which something about the decision was agreed."""
        about = self.issues.get(decision, frozenset())
        showings = [Showing.UNKNOWN]
        for agreement, outcomes, _ in self._settled:
            settled = about & outcomes.keys()
            if settled and not any(outcomes[issue] is Outcome.AGREED for issue in settled):
                showings.append(Showing.NOT_SHOWN)
            elif settled and agreement.accepted_by:
                showings.append(Showing.SHOWN if stakeholder in agreement.accepted_by else Showing.NOT_SHOWN)
        showing = _known(showings)
        return ConditionFact(InfluenceCondition.TERMS_AGREED, showing, because=_TERMS[showing])

    def changed(self, stakeholder: str | None, decision: str) -> ConditionFact:
        """Whether something about the decision that they ranked was agreed."""
        about = self.issues.get(decision, frozenset())
        showings, wanted = [Showing.UNKNOWN], set()
        for _, outcomes, ranked in self._settled:
            own = about & outcomes.keys() & ranked.get(stakeholder or "", frozenset())
            agreed = {issue for issue in own if outcomes[issue] is Outcome.AGREED}
            wanted |= agreed
            if own:
                showings.append(Showing.SHOWN if agreed else Showing.NOT_SHOWN)
        showing = _known(showings)
        because = _EFFECT.get(showing) or Statement(
            "agreement.wanted",
            {"issues": tuple(Ref("issue", issue) for issue in sorted(wanted))},
            template=_WANTED,
            sources={"issues": "Issue.title"},
        )
        return ConditionFact(InfluenceCondition.CHANGED_SOMETHING, showing, because=because)


def _known(showings: Iterable[Showing]) -> Showing:
    """Shown where anything shows it, not shown where anything speaks against it, else unknown."""
    found = set(showings)
    return next(showing for showing in (Showing.SHOWN, Showing.NOT_SHOWN, Showing.UNKNOWN) if showing in found)
