"""Rows of "you said, we did": each contribution with its answer, in words for people."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from attrs import frozen

from involvement.feedback.contributions import Contribution
from involvement.feedback.events import AnswerOutcome
from involvement.feedback.progress import Progress
from involvement.feedback.timelines import ContributionState

__all__ = ["YouSaidWeDid", "you_said_we_did"]

_WE_DID = {
    AnswerOutcome.DID: "We did it",
    AnswerOutcome.DID_IN_PART: "We did a part of it",
    AnswerOutcome.WILL_DO: "We will do it",
    AnswerOutcome.NOT_YET: "Not yet",
    AnswerOutcome.COULD_NOT: "We could not",
    AnswerOutcome.NOTED: "We have noted it, thank you",
}


@frozen
class YouSaidWeDid:
    """What was said, once, however many said so, and what came of it.

    Attributes:
        said: the line that everybody may read; None where there is none. It never is what was said in its own words.
        about: the issue or decision it is about.
        voices: how many contributions say so: this one and those merged into it.
        untold: how many of these could be told and were not.
        no_way_back: how many of these can be told nothing.
        state: where it stands: open, answered or redirected.
        outcome: what the answer comes to.
        reason: why.
        action: what is done, or is done instead.
        answered: the day of the first answer.
        due: the day by which something is to be done.
        done: whether it is done: the answer says so, or it was followed through after it.
    """

    contribution: str
    said: str | None
    about: str | None
    voices: int
    untold: int
    no_way_back: int
    state: ContributionState
    outcome: AnswerOutcome | None
    reason: str | None
    action: str | None
    answered: date | None
    due: date | None
    done: bool
    redirected_to: str | None

    @property
    def you_said(self) -> str:
        """What was said, or what it was about, or its key."""
        return self.said or self.about or self.contribution

    @property
    def we_did(self) -> str:
        """What was done, in a few words."""
        if self.state is ContributionState.REDIRECTED:
            return f"We passed it on to {self.redirected_to}"
        if self.state is ContributionState.OPEN:
            return "We have not answered yet"
        if self.outcome is None:
            return "We answered, and what the answer comes to is not written down"
        if self.outcome is AnswerOutcome.WILL_DO and self.done:
            return _with(_WE_DID[AnswerOutcome.DID], self.action)
        by = f" by {self.due.isoformat()}" if self.due and not self.done else ""
        instead = self.outcome is AnswerOutcome.COULD_NOT
        return _with(f"{_WE_DID[self.outcome]}{'' if instead else by}", self.action, f"instead{by}" if instead else "")

    @property
    def because(self) -> str:
        """Why, or that no reason is written down where one is owed."""
        if self.reason:
            return self.reason
        owed = self.state is ContributionState.ANSWERED and self.outcome is not AnswerOutcome.NOTED
        return "no reason is written down" if owed else ""

    def __str__(self) -> str:
        because = f" Because: {self.because.rstrip('. ')}." if self.because else ""
        return f"You said: {self.you_said}. {self.we_did}.{because}"


def you_said_we_did(
    contributions: Mapping[str, Contribution], found: Iterable[Progress], *, voiced: Iterable[Progress] | None = None
) -> tuple[YouSaidWeDid, ...]:
    """A row for each contribution that is neither merged nor withdrawn, by the day it was received, then by key.

    With *voiced*, only these have a voice: a row stands for theirs, and counts theirs alone.
    """
    progress = tuple(found)
    heard = progress if voiced is None else tuple(voiced)
    voices = Counter(each.end for each in heard)
    untold = Counter(each.end for each in heard if each.way_back and each.settled is not None and each.told is None)
    no_way_back = Counter(each.end for each in heard if not each.way_back)
    rows = [
        _row(contributions[each.contribution], each, voices[each.end], untold[each.end], no_way_back[each.end])
        for each in progress
        if voices[each.contribution] and each.state not in {ContributionState.MERGED, ContributionState.WITHDRAWN}
    ]
    return tuple(sorted(rows, key=lambda row: (contributions[row.contribution].on, row.contribution)))


def _row(contribution: Contribution, progress: Progress, voices: int, untold: int, no_way_back: int) -> YouSaidWeDid:
    answer = progress.answer
    return YouSaidWeDid(
        contribution=contribution.key,
        said=contribution.title,
        about=contribution.about,
        voices=voices,
        untold=untold,
        no_way_back=no_way_back,
        state=progress.state,
        outcome=None if answer is None else answer.outcome,
        reason=None if answer is None else answer.reason,
        action=None if answer is None else answer.action,
        answered=progress.answered,
        due=None if answer is None else answer.due,
        done=progress.done,
        redirected_to=progress.redirected_to,
    )


def _with(words: str, action: str | None, how: str = "") -> str:
    """The words with the action; a full stop at the end of the action gives way to that of the sentence."""
    return f"{words}{'; ' + how if how and action else ''}{': ' + action.rstrip('. ') if action else ''}"
