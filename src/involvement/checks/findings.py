"""Findings: what a check says, with the reason, the remedy and the facts behind both."""

from collections.abc import Iterable
from enum import StrEnum

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.checks.facts import Facts
from involvement.references import Ref
from involvement.wording import Names, Statement, Wording

__all__ = ["Finding", "FindingStatus", "Severity"]


class Severity(StrEnum):
    """How serious a finding is, most serious first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class FindingStatus(StrEnum):
    """Whether a problem was found, or whether it is not known if there is one."""

    FOUND = "found"
    UNKNOWN = "unknown"


def _severity(value: Severity | str) -> Severity:
    return _fields.as_word(Severity, value)


def _status(value: FindingStatus | str) -> FindingStatus:
    return _fields.as_word(FindingStatus, value)


def _about(refs: Ref | Iterable[Ref]) -> tuple[Ref, ...]:
    return (refs,) if isinstance(refs, Ref) else _fields.members("Finding.about", refs)


def _no_names(_: Ref) -> None:
    return None


@frozen
class Finding:
    """Something to fix, or something that would have to be known to say so.

    Attributes:
        rule: the code of the rule that says it, such as `MAP002`.
        about: the things it is about, the main one first.
        says: what is so.
        fix: what to do about it.
        facts: the values behind both, by name: references, days, numbers.
        names: the titles that the default wording uses; no part of equality, repr or plain data.
    """

    rule: str = field(validator=_fields.text)
    severity: Severity = field(converter=_severity, validator=_fields.a(Severity), kw_only=True)
    status: FindingStatus = field(
        default=FindingStatus.FOUND, converter=_status, validator=_fields.a(FindingStatus), kw_only=True
    )
    about: tuple[Ref, ...] = field(converter=_about, validator=_fields.many(Ref), kw_only=True)
    says: Statement = field(validator=_fields.a(Statement), kw_only=True)
    fix: Statement = field(validator=_fields.a(Statement), kw_only=True)
    facts: Facts = field(factory=Facts, validator=_fields.a(Facts), kw_only=True)
    names: Names = field(default=_no_names, eq=False, repr=False, kw_only=True)

    @property
    def message(self) -> str:
        """What is so, in the default wording."""
        return Wording(names=self.names).say(self.says)

    @property
    def remedy(self) -> str:
        """What to do, in the default wording."""
        return Wording(names=self.names).say(self.fix)

    def as_data(self) -> dict[str, object]:
        """The finding as plain JSON values: its attributes by their names, with both statements and their words."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "status": self.status.value,
            "about": [ref.as_data() for ref in self.about],
            "message": self.message,
            "remedy": self.remedy,
            "facts": self.facts.as_data(),
            "says": self.says.as_data(),
            "fix": self.fix.as_data(),
        }

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"
