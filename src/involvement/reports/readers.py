"""Readers of reports: what each may see, and in which words."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Literal

from attrs import evolve

from involvement import _fields
from involvement._fields import frozen
from involvement.checks import ALL_RULES, Finding
from involvement.checks.facts import Facts
from involvement.cycles import NextStep
from involvement.privacy import FiguresTold
from involvement.privacy.figures import FigureKey
from involvement.references import Ref
from involvement.reports.subjects import Subject, subject_of
from involvement.snapshots import Snapshot
from involvement.wording import Catalogue, Statement, Wording

__all__ = ["NEEDS_OF_PERSONS", "OWNERS", "Reader", "told_findings", "told_steps"]

OWNERS = ("Activity.owner", "Contribution.owner", "Event.owner")
"""The fields that name who is to do something: post-holders, who are no business of the public."""
_CLOSED_PARTS = frozenset({"assessments", "barriers", "data_protection", "representation", "support"})
"""The parts of a process that are about single people: what rules find in them is for the desk."""
_PARTS = {rule.code: frozenset(rule.needs) for rule in ALL_RULES}
NEEDS_OF_PERSONS = frozenset({"adjustments", "barriers-eased", "lead"})
"""The needs of the cycle that only records of persons show."""
_OF_PERSONS = frozenset(f"cycle.{need}" for need in NEEDS_OF_PERSONS)
_LACKS = Statement("catalogue.lacks", template="We do not have all of this in this language or form yet")


@frozen
class Reader:
    """The reader of a report about one subject, in its edition.

    At the desk persons are called by their keys. In other editions nobody's key is shown, what is about one person is
    left out, and so is all that comes from fields which the edition may not tell of. With a catalogue they read it in
    another language or form, easy read for one.
    """

    subject: Subject
    catalogue: Catalogue | None = None
    hides_persons: bool = False  # at the desk too, as in a letter
    figures: FiguresTold | None = None  # outside the desk, counts of people as they are told

    @cached_property
    def _counts(self) -> Mapping[FigureKey, Statement]:
        told = self.figures
        return {} if told is None else {figure.key: told.said(figure.key) for figure in told.figures}

    def count(self, key: FigureKey) -> Statement | None:
        """A count of people as readers outside the desk are told of it; None where it is not counted."""
        return self._counts.get(key)

    def number(self, key: FigureKey) -> int | None:
        """The number that is told; None where none is."""
        return self.figures.number(key) if self.figures is not None and key in self._counts else None

    def share(self, part: FigureKey, whole: FigureKey) -> Fraction | None:
        """The share of one count in another, from the numbers that are told; None where that is not told."""
        told = self.figures
        return None if told is None or not {part, whole} <= self._counts.keys() else told.share(part, whole)

    @cached_property
    def wording(self) -> Wording:
        """The words for this reader."""
        persons: Literal["keys", "hidden"] = "keys" if self.subject.internal and not self.hides_persons else "hidden"
        return Wording(names=self.subject.titles, persons=persons, catalogue=self.catalogue, tells=self.subject.telling)

    def lacking(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """That some of it is in English only, where the catalogue lacks it; () where it lacks nothing."""
        return (_LACKS,) if any(map(self.wording.lacks, statements)) else ()

    def sees(self, told: Finding | NextStep) -> bool:
        """False for what is about one person, or cannot be said without more than the edition may tell.

        A finding is said with its remedy, and a step with its reason.
        """
        if self.subject.internal:
            return True
        if _PARTS.get(told.rule or "", frozenset()) & _CLOSED_PARTS or told.says.code in _OF_PERSONS:
            return False
        telling, more = self.subject.telling, told.fix if isinstance(told, Finding) else told.because
        return all(map(telling.may_name, told.about)) and telling.stands(told.says) and telling.stands(more)

    def told(self, statement: Statement) -> str:
        """The statement in words; no text where the edition may not tell it."""
        return self.wording.say(statement)

    def lines(self, statements: Iterable[Statement]) -> tuple[str, ...]:
        """Those statements in words that the edition may tell."""
        return tuple(filter(None, map(self.wording.say, statements)))

    def named(self, ref: Ref) -> str:
        """What the thing is called."""
        return self.wording.words(ref)


def told_findings(findings: Iterable[Finding], *, of: Snapshot) -> tuple[Finding, ...]:
    """The findings of a snapshot as far as its edition may tell them, in the order given; at the desk as they are.

    Outside it those are left out that are about one person, or cannot be said without what the edition may not tell, and so
    are the facts behind the others.
    """
    found = _fields.instances("findings", Finding, findings)
    subject = subject_of(_fields.instance("of", Snapshot, of))
    if subject.internal:
        return tuple(found)
    told = subject.telling
    return tuple(
        evolve(finding, says=says, fix=fix, facts=Facts(), names=subject.titles)
        for finding in filter(Reader(subject).sees, found)
        if (says := told(finding.says)) is not None and (fix := told(finding.fix)) is not None
    )


def told_steps(steps: Iterable[NextStep], *, of: Snapshot) -> tuple[NextStep, ...]:
    """The next steps of a snapshot as far as its edition may tell them; outside the desk without who is to take them."""
    found = _fields.instances("steps", NextStep, steps)
    subject = subject_of(_fields.instance("of", Snapshot, of))
    if subject.internal:
        return tuple(found)
    told = subject.telling
    return tuple(
        evolve(step, says=says, because=because, who=step.who if subject.may_tell(*OWNERS) else None)
        for step in filter(Reader(subject).sees, found)
        if (says := told(step.says)) is not None and (because := told(step.because)) is not None
    )
