"""Evidence of influence from feedback: considered in time, answered with reasons, and acted on."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from involvement._fields import frozen
from involvement.decisions.journeys import ROUTE
from involvement.feedback import AnswerOutcome, Contribution, ContributionState, Event, EventKind, Progress
from involvement.power.agreement_evidence import AgreedTerms
from involvement.power.conditions import ConditionFact, InfluenceCondition, Showing
from involvement.processes import Process
from involvement.wording import Statement, Template

__all__ = ["AnswersGiven", "Said"]

_CONSIDERED = {
    "considered": Template("Something they said was considered on {considered}."),
    "considered_undated": Template(
        "Something they said was considered on {considered}. The day on which it is settled is not recorded."
    ),
    "joined": Template("What they said on {spoke} was joined to something considered on {considered}."),
    "joined_undated": Template(
        "What they said on {spoke} was joined to something considered on {considered}. "
        "The day on which it is settled is not recorded."
    ),
}
_TOO_LATE = Template("The first view recorded of them is of {first}. The last day to be heard in time was {last}.")
_ANSWERED = {
    "no_contribution": Template("No contribution of theirs about it that can be answered is recorded."),
    "answered": Template(
        "{all:contribution of theirs was|contributions of theirs were} answered with a reason, and they were told."
    ),
    "answered_or_noted": Template(
        "{all:contribution of theirs was|contributions of theirs were} answered or noted, and they were told."
    ),
    "without_reason": Template("Of {all:contribution} of theirs, {some} {some#was|were} answered without a reason."),
    "all_without_reason": Template(
        "{all:contribution of theirs was|contributions of theirs were} answered without a reason."
    ),
    "unanswered": Template("Of {all:contribution} of theirs, {some} {some#has|have} no answer."),
    "all_unanswered": Template("{all:contribution of theirs has|contributions of theirs have} no answer."),
    "not_answered_yet": Template("Of {all:contribution} of theirs, {some} {some#has|have} no answer yet."),
    "all_not_answered_yet": Template("{all:contribution of theirs has|contributions of theirs have} no answer yet."),
    "not_shown_told": Template(
        "The record does not show that they were told the answer to {some} of {all:contribution} of theirs."
    ),
    "all_not_shown_told": Template(
        "The record does not show that they were told the answer to {all:contribution} of theirs."
    ),
}
_ACTED_ON = Statement("feedback.acted_on", template="The record shows that something they said was acted on.")
_MAY_BE_ACTED_ON = Statement("feedback.may_be_acted_on", template="Some of what they said may still be acted on.")
_NOT_ACTED_ON = Statement(
    "feedback.not_acted_on", template="All they said is answered. The record shows nothing that was acted on."
)
_GONE = frozenset({ContributionState.WITHDRAWN, ContributionState.REDIRECTED})


@frozen
class Said:
    """One contribution, and how far it has come."""

    contribution: Contribution
    progress: Progress

    @property
    def reasoned(self) -> bool:
        """Whether it has an answer that gives a reason, or needs none because nothing was asked for."""
        answer = self.progress.answer
        return answer is not None and (bool(answer.reason) or answer.outcome is AnswerOutcome.NOTED)


@frozen
class AnswersGiven:
    """The ledger of a process at the end of a day, by whose contributions they are and what they are about.

    What people in a group said counts as said by the group. What is about an issue is about each of its decisions.
    """

    process: Process
    on: date
    progress: Sequence[Progress]
    terms: AgreedTerms

    @cached_property
    def _said(self) -> Mapping[tuple[str, str], tuple[Said, ...]]:
        ledger = self.process.ledger
        if ledger is None:
            return {}
        contributions = {contribution.key: contribution for contribution in ledger.contributions}
        about_issue: dict[str, list[str]] = {}
        for decision, issues in self.terms.issues.items():
            for issue in issues:
                about_issue.setdefault(issue, []).append(decision)
        found: dict[tuple[str, str], list[Said]] = {}
        for progress in self.progress:
            said = Said(contributions[progress.contribution], progress)
            about = said.contribution.about
            if about is None or progress.stakeholder is None or progress.end_state in _GONE:
                continue
            for who in self._groups.get(progress.stakeholder, (progress.stakeholder,)):
                for decision in dict.fromkeys((about, *about_issue.get(about, ()))):
                    found.setdefault((who, decision), []).append(said)
        return {place: tuple(things_said) for place, things_said in found.items()}

    @cached_property
    def _groups(self) -> Mapping[str, tuple[str, ...]]:
        people = () if self.process.representation is None else self.process.representation.people
        return {person.key: (person.key, *person.member_of) for person in people}

    def said(self, stakeholder: str | None, decision: str) -> tuple[Said, ...]:
        """What they said about the decision, less what was withdrawn or went to another body."""
        return self._said.get((stakeholder or "", decision), ())

    @cached_property
    def _considered(self) -> Mapping[str, tuple[Event, ...]]:
        ledger = self.process.ledger
        found: dict[str, list[Event]] = {}
        for event in () if ledger is None else ledger.events:
            if event.kind is EventKind.CONSIDERED and event.on <= self.on:
                found.setdefault(event.contribution, []).append(event)
        return {key: tuple(events) for key, events in found.items()}

    def heard(
        self, condition: InfluenceCondition, stakeholder: str | None, decision: str, at: str, by: date | None
    ) -> ConditionFact | None:
        """That something they said was considered at a forum by a day; None where nothing says so.

        What was considered at another forum went no further, as far as that tells. Nobody is heard before they speak:
        what is merged into something that was considered earlier counts from its own day. Where the day by which is
        not known, neither is this.
        """
        heard = [
            (max(event.on, remark.contribution.on), remark.contribution.on, event.on)
            for remark in self.said(stakeholder, decision)
            for key in dict.fromkeys((remark.progress.end, remark.contribution.key))
            for event in self._considered.get(key, ())
            if event.forum is None or event.forum == at
        ]
        if not heard:
            return None
        first, spoke, considered = min(heard)
        if by is not None and first > by:
            return None
        code = f"{'considered' if spoke <= considered else 'joined'}{'' if by else '_undated'}"
        because = Statement(
            f"feedback.{code}",
            {"spoke": spoke, "considered": considered},
            template=_CONSIDERED[code],
            sources={"spoke": "Contribution.on", "considered": "Event.on"},
        )
        return ConditionFact(condition, Showing.UNKNOWN if by is None else Showing.SHOWN, because=because)

    def too_late(self, stakeholder: str | None, decision: str, last_day: date | None) -> ConditionFact | None:
        """That all they said came after the last day on which it could have been heard; None where it did not."""
        days = [saying.contribution.on for saying in self.said(stakeholder, decision)]
        if not days or last_day is None or min(days) <= last_day:
            return None
        because = Statement(
            "feedback.too_late",
            {"first": min(days), "last": last_day},
            template=_TOO_LATE,
            sources={"first": "Contribution.on", "last": ROUTE},
        )
        return ConditionFact(InfluenceCondition.HEARD_IN_TIME, Showing.NOT_SHOWN, because=because)

    def told(self, stakeholder: str | None, decision: str) -> bool:
        """Whether they were told of an answer about it."""
        return any(saying.progress.told is not None for saying in self.said(stakeholder, decision))

    def answered(self, stakeholder: str | None, decision: str, *, over: bool) -> ConditionFact:
        """Whether everything they said that can be answered was, with the reason, and they were told."""
        said = [saying for saying in self.said(stakeholder, decision) if saying.contribution.way_back]
        reasoned = [saying for saying in said if saying.reasoned]
        told = [saying for saying in reasoned if saying.progress.told is not None]
        bare = [saying for saying in said if saying.progress.answer is not None and not saying.reasoned]
        showing, code, some = Showing.UNKNOWN, "no_contribution", 0
        if said and len(told) == len(said):
            noted = any(saying.progress.answer is not None and not saying.progress.answer.reason for saying in said)
            showing, code = Showing.SHOWN, "answered_or_noted" if noted else "answered"
        elif bare:
            showing, code, some = Showing.NOT_SHOWN, "without_reason", len(bare)
        elif len(reasoned) < len(said):
            some = len(said) - len(reasoned)
            showing, code = (Showing.NOT_SHOWN, "unanswered") if over else (Showing.UNKNOWN, "not_answered_yet")
        elif said:
            code, some = "not_shown_told", len(said) - len(told)
        if some == len(said) > 0:
            code = f"all_{code}"
        because = Statement(
            f"feedback.{code}",
            {"all": len(said), "some": some},
            template=_ANSWERED[code],
            sources={"all": "Contribution.about", "some": "Event.kind"},
        )
        return ConditionFact(InfluenceCondition.ANSWERED_WITH_REASONS, showing, because=because)

    def changed(self, stakeholder: str | None, decision: str) -> ConditionFact | None:
        """Whether anything they said was acted on; None where nothing is answered."""
        said = self.said(stakeholder, decision)
        if any(_acted_on(saying.progress) for saying in said):
            return ConditionFact(InfluenceCondition.CHANGED_SOMETHING, Showing.SHOWN, because=_ACTED_ON)
        answered = [saying.progress for saying in said if saying.progress.answer is not None]
        if not answered:
            return None
        if len(answered) < len(said) or any(_may_follow(progress) for progress in answered):
            return ConditionFact(InfluenceCondition.CHANGED_SOMETHING, Showing.UNKNOWN, because=_MAY_BE_ACTED_ON)
        return ConditionFact(InfluenceCondition.CHANGED_SOMETHING, Showing.NOT_SHOWN, because=_NOT_ACTED_ON)

    def days(self) -> Iterable[date]:
        """The days on which anything was received."""
        return (
            ()
            if self.process.ledger is None
            else (contribution.on for contribution in self.process.ledger.contributions)
        )


def _acted_on(progress: Progress) -> bool:
    in_part = progress.answer is not None and progress.answer.outcome is AnswerOutcome.DID_IN_PART
    return progress.done or in_part or progress.followed_through is not None


def _may_follow(progress: Progress) -> bool:
    waiting = {AnswerOutcome.NOT_YET, AnswerOutcome.WILL_DO, None}
    return progress.owes_action or (progress.answer is not None and progress.answer.outcome in waiting)
