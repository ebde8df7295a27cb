"""Rows of "you said, we did": each contribution with its answer, as statements and in words for people."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from attrs import field

from involvement._fields import frozen
from involvement.feedback.contributions import Contribution
from involvement.feedback.progress import Progress
from involvement.feedback.reply_statements import (
    answer_statements,
    row_statement,
    subject_statement,
)
from involvement.feedback.timelines import ContributionState
from involvement.references import Ref
from involvement.wording import Names, Statement, Wording

__all__ = ["YouSaidWeDid", "you_said_we_did"]


@frozen
class YouSaidWeDid:
    """What was said, once, however many said so, and what came of it.

    Attributes:
        subject: what was said, as a clause: its title, or what it is about. It never is what was said in its own words.
        progress: how far it has come on the day.
        voices: how many contributions say so: this one and those merged into it.
        untold: how many of these could be told and were not.
        no_way_back: how many of these left no way to be told, and were not told all the same.
        body: the body that it was passed on to; None where it was not.
        names: the titles that the default wording uses; no part of equality or repr.
    """

    contribution: str
    subject: Statement
    progress: Progress
    voices: int
    untold: int
    no_way_back: int
    body: Ref | None
    names: Names = field(factory=dict, eq=False, repr=False, kw_only=True)

    @property
    def answered(self) -> date | None:
        """The day of the first answer."""
        return self.progress.answered

    @property
    def done(self) -> bool:
        """Whether it is done: the answer says so, or it was followed through after it."""
        return self.progress.done

    @property
    def answer(self) -> tuple[Statement, ...]:
        """What came of it, and why: sentences for everybody to read."""
        return tuple(answer_statements(self.progress, body=self.body))

    def answer_to(self, stakeholder: str) -> tuple[Statement, ...]:
        """The same to one reader: only who reopened it is told so, in their own words."""
        return tuple(answer_statements(self.progress, body=self.body, to=stakeholder))

    @property
    def says(self) -> Statement:
        """What was said, what came of it, and why."""
        return row_statement(self.subject, self.voices, self.answer)

    @property
    def you_said(self) -> str:
        """What was said, in the default wording."""
        return Wording(names=self.names).clause(self.subject)

    @property
    def we_did(self) -> str:
        """What came of it, and why, in the default wording."""
        return " ".join(map(Wording(names=self.names).say, self.answer))

    def __str__(self) -> str:
        return Wording(names=self.names).say(self.says)


def you_said_we_did(
    contributions: Mapping[str, Contribution],
    found: Iterable[Progress],
    *,
    voiced: Iterable[Progress] | None = None,
    about: Callable[[str], Ref] | None = None,
    who: Callable[[str], Ref] | None = None,
    names: Names | None = None,
) -> tuple[YouSaidWeDid, ...]:
    """A row for each contribution that is neither merged nor withdrawn, by the day it was received, then by key.

    With *voiced*, only these have a voice: a row stands for theirs, and counts theirs alone. *about* refers to the issue
    or decision of a key, *who* to a body; a ledger alone takes them for an issue and a stakeholder, and knows no titles
    but those of the contributions.
    """
    progress = tuple(found)
    heard = progress if voiced is None else tuple(voiced)
    voices = Counter(progress.end for progress in heard)
    untold = Counter(
        progress.end
        for progress in heard
        if progress.way_back and progress.settled is not None and progress.told is None
    )
    no_way_back = Counter(progress.end for progress in heard if not progress.way_back and progress.told is None)
    about, who = about or _issue, who or _stakeholder
    names = _titles(contributions) if names is None else names
    rows = []
    for line in progress:
        key = line.contribution
        if voices[key] and line.state not in {ContributionState.MERGED, ContributionState.WITHDRAWN}:
            said = contributions[key]
            rows.append(
                YouSaidWeDid(
                    contribution=key,
                    subject=subject_statement(said, None if said.about is None else about(said.about)),
                    progress=line,
                    voices=voices[key],
                    untold=untold[key],
                    no_way_back=no_way_back[key],
                    body=None if line.redirected_to is None else who(line.redirected_to),
                    names=names,
                )
            )
    return tuple(sorted(rows, key=lambda row: (contributions[row.contribution].on, row.contribution)))


def _issue(key: str) -> Ref:
    return Ref("issue", key)


def _stakeholder(key: str) -> Ref:
    return Ref("stakeholder", key)


def _titles(contributions: Mapping[str, Contribution]) -> Mapping[Ref, str]:
    return {
        Ref("contribution", key): contribution.title
        for key, contribution in contributions.items()
        if contribution.title is not None
    }
