"""Evidence of influence from feedback: considered in time, answered with reasons, and acted on."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from attrs import frozen

from involvement.feedback import AnswerOutcome, Contribution, ContributionState, Event, EventKind, Progress
from involvement.power.agreement_evidence import AgreedTerms
from involvement.power.conditions import ConditionFact, InfluenceCondition, Showing
from involvement.processes import Process

__all__ = ["AnswersGiven", "Said"]

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
        contributions = {each.key: each for each in ledger.contributions}
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
        return {place: tuple(those) for place, those in found.items()}

    @cached_property
    def _groups(self) -> Mapping[str, tuple[str, ...]]:
        people = () if self.process.representation is None else self.process.representation.people
        return {each.key: (each.key, *each.member_of) for each in people}

    def said(self, stakeholder: str | None, decision: str) -> tuple[Said, ...]:
        """What they said about the decision, less what was withdrawn or went to another body."""
        return self._said.get((stakeholder or "", decision), ())

    @cached_property
    def _considered(self) -> Mapping[str, tuple[Event, ...]]:
        ledger = self.process.ledger
        found: dict[str, list[Event]] = {}
        for each in () if ledger is None else ledger.events:
            if each.kind is EventKind.CONSIDERED and each.on <= self.on:
                found.setdefault(each.contribution, []).append(each)
        return {key: tuple(events) for key, events in found.items()}

    def heard(
        self, condition: InfluenceCondition, stakeholder: str | None, decision: str, at: str, by: date | None
    ) -> ConditionFact | None:
        """That something they said was considered at a forum by a day; None where nothing says so.

        What was considered at another forum went no further, as far as that tells. Nobody is heard before they speak:
        what is merged into something that was considered earlier counts from its own day. Where the day by which is
        not known, neither is this.
        """
        days = [
            max(event.on, each.contribution.on)
            for each in self.said(stakeholder, decision)
            for key in dict.fromkeys((each.progress.end, each.contribution.key))
            for event in self._considered.get(key, ())
            if event.forum is None or event.forum == at
        ]
        first = min(days, default=None)
        if first is None or (by is not None and first > by):
            return None
        because = f"considered on {first.isoformat()}"
        if by is None:
            because += ", and the day on which it is settled is not known"
        return ConditionFact(condition, Showing.UNKNOWN if by is None else Showing.SHOWN, because=because)

    def too_late(self, stakeholder: str | None, decision: str, last_day: date | None) -> ConditionFact | None:
        """That all they said came after the last day on which it could have been heard; None where it did not."""
        days = [each.contribution.on for each in self.said(stakeholder, decision)]
        if not days or last_day is None or min(days) <= last_day:
            return None
        because = f"first said on {min(days).isoformat()}, and heard in time until {last_day.isoformat()}"
        return ConditionFact(InfluenceCondition.HEARD_IN_TIME, Showing.NOT_SHOWN, because=because)

    def told(self, stakeholder: str | None, decision: str) -> bool:
        """Whether they were told of an answer about it."""
        return any(each.progress.told is not None for each in self.said(stakeholder, decision))

    def answered(self, stakeholder: str | None, decision: str, *, over: bool) -> ConditionFact:
        """Whether everything they said that can be answered was, with the reason, and they were told."""
        said = [each for each in self.said(stakeholder, decision) if each.contribution.way_back]
        reasoned = [each for each in said if each.reasoned]
        told = [each for each in reasoned if each.progress.told is not None]
        bare = [each for each in said if each.progress.answer is not None and not each.reasoned]
        of = f"of {len(said)} contributions"
        if not said:
            showing, because = Showing.UNKNOWN, "nothing is recorded that they said about it and could be answered"
        elif len(told) == len(said):
            showing, because = Showing.SHOWN, f"{len(told)} {of} answered with the reason, and told"
        elif bare:
            showing, because = Showing.NOT_SHOWN, f"{len(bare)} {of} answered without a reason"
        elif len(reasoned) < len(said) and over:
            showing, because = Showing.NOT_SHOWN, f"{len(said) - len(reasoned)} {of} not answered"
        elif len(reasoned) < len(said):
            showing, because = Showing.UNKNOWN, f"{len(said) - len(reasoned)} {of} not answered yet"
        else:
            untold = len(said) - len(told)
            showing, because = (
                Showing.UNKNOWN,
                f"of {untold} {of[3:]} it is not recorded that they were told the answer",
            )
        return ConditionFact(InfluenceCondition.ANSWERED_WITH_REASONS, showing, because=because)

    def changed(self, stakeholder: str | None, decision: str) -> ConditionFact | None:
        """Whether anything they said was acted on; None where nothing is answered."""
        said = self.said(stakeholder, decision)
        if any(_acted_on(each.progress) for each in said):
            return ConditionFact(
                InfluenceCondition.CHANGED_SOMETHING, Showing.SHOWN, because="something they said was acted on"
            )
        answered = [each.progress for each in said if each.progress.answer is not None]
        if not answered:
            return None
        if len(answered) < len(said) or any(_may_follow(each) for each in answered):
            because = "some of what they said may still be acted on"
            return ConditionFact(InfluenceCondition.CHANGED_SOMETHING, Showing.UNKNOWN, because=because)
        because = "of what they said nothing was acted on"
        return ConditionFact(InfluenceCondition.CHANGED_SOMETHING, Showing.NOT_SHOWN, because=because)

    def days(self) -> Iterable[date]:
        """The days on which anything was received."""
        return () if self.process.ledger is None else (each.on for each in self.process.ledger.contributions)


def _acted_on(progress: Progress) -> bool:
    in_part = progress.answer is not None and progress.answer.outcome is AnswerOutcome.DID_IN_PART
    return progress.done or in_part or progress.followed_through is not None


def _may_follow(progress: Progress) -> bool:
    waiting = {AnswerOutcome.NOT_YET, AnswerOutcome.WILL_DO, None}
    return progress.owes_action or (progress.answer is not None and progress.answer.outcome in waiting)
