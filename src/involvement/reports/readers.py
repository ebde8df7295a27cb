"""Readers of reports: what each may see, and in which words."""

from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from involvement._fields import frozen
from involvement.checks import Finding
from involvement.cycles import NextStep
from involvement.references import Ref
from involvement.reports.subjects import Subject
from involvement.wording import Catalogue, Edition, Statement, Wording

__all__ = ["Reader"]

_LACKS = Statement("catalogue.lacks", template="We do not have all of this in this language or form yet")


@frozen
class Reader:
    """The reader of one edition of a report about one subject.

    At the desk persons are called by their keys. In public nobody's key is shown, and what is about one person is
    left out. With a catalogue they read it in another language or form, easy read for one.
    """

    subject: Subject
    edition: Edition = Edition.DESK
    catalogue: Catalogue | None = None

    @cached_property
    def wording(self) -> Wording:
        """The words for this reader."""
        persons: Literal["keys", "hidden"] = "keys" if self.edition is Edition.DESK else "hidden"
        return Wording(names=self.subject.titles, persons=persons, catalogue=self.catalogue)

    def lacking(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """That some of it is in English only, where the catalogue lacks it; () where it lacks nothing."""
        return (_LACKS,) if any(map(self.wording.lacks, statements)) else ()

    def sees(self, told: Finding | NextStep) -> bool:
        """False for a finding or step about one person, in public."""
        return self.edition is Edition.DESK or not any(ref.personal for ref in told.about)

    def told(self, statement: Statement) -> str:
        """The statement in words."""
        return self.wording.say(statement)

    def named(self, ref: Ref) -> str:
        """What the thing is called."""
        return self.wording.words(ref)
