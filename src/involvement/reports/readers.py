"""Readers of reports: what each may see, and in which words."""

from functools import cached_property

from attrs import frozen

from involvement.checks import Finding
from involvement.cycles import NextStep
from involvement.references import Ref
from involvement.reports.subjects import Subject
from involvement.wording import Edition, Statement, Wording

__all__ = ["Reader"]


@frozen
class Reader:
    """The reader of one edition of a report about one subject.

    At the desk persons are called by their keys. In public nobody's key is shown, and what is about one person is
    left out.
    """

    subject: Subject
    edition: Edition = Edition.DESK

    @cached_property
    def wording(self) -> Wording:
        """The words for this reader."""
        return Wording(names=self.subject.titles, persons="keys" if self.edition is Edition.DESK else "hidden")

    def sees(self, told: Finding | NextStep) -> bool:
        """False for a finding or step about one person, in public."""
        return self.edition is Edition.DESK or not any(ref.personal for ref in told.about)

    def told(self, statement: Statement) -> str:
        """The statement in words."""
        return self.wording.say(statement)

    def named(self, ref: Ref) -> str:
        """What the thing is called."""
        return self.wording.words(ref)
