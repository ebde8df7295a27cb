"""Findings and timetables in plain text and in Markdown, for minutes, mails and terminals."""

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence

from involvement import _fields
from involvement._fields import frozen
from involvement.checks import Finding, FindingStatus, Severity
from involvement.checks.checking import anything_recorded
from involvement.decisions import DecisionMap, Opportunity
from involvement.processes import Process
from involvement.references import Ref
from involvement.reports.readers import Reader
from involvement.reports.subjects import Subject, subject_of
from involvement.reports.timetable_rows import Row, rows_of
from involvement.snapshots import Snapshot
from involvement.wording import Edition, Statement, Wording
from involvement.wording.lists import listed, more_like_this
from involvement.wording.texts import clean, isolated

__all__ = [
    "NOTHING_RECORDED",
    "NOTHING_TOLD",
    "findings_markdown",
    "findings_text",
    "first_of_each_rule",
    "of_severity",
    "plain",
    "source_of",
    "summed",
    "summed_up",
    "timetable_markdown",
    "timetable_text",
    "to_fix",
]

_WIDTH = 100
_WIDEST_COLUMN = 44
_OF_ONE_RULE = 5  # findings that stand one by one: nobody reads five thousand of a kind
_HEADINGS = ("Speak by", "Where", "How it stands", "Decision", "Stage", "Its day", "Who")
NOTHING_RECORDED = "Nothing is recorded yet that could be checked."
_NOTHING_FOUND = "Nothing was found."
NOTHING_TOLD = "Nothing was found that can be told here."
_NO_ROWS = "No decision is known."
_NO_ROWS_TOLD = "No day to speak can be told here."
_SEVERITY = {"n": "Finding.severity"}
_COUNTED = {Severity.ERROR: "{n:error}", Severity.WARNING: "{n:warning}", Severity.NOTE: "{n:note}"}
# What Markdown takes for markup inside a line, and what some of its readers make a link of by itself. All texts
# here stand behind other words, so what counts only at the start of a line does not count.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>&|~$]|:(?=//)|(?<=www)\.)", re.IGNORECASE)


@frozen
class _Words:
    """The words for findings: at the desk all of them, in another edition what that may tell."""

    subject: Subject | None  # where it is for another edition

    @classmethod
    def of(cls, of: Process | Snapshot | None) -> "_Words":
        """The words for the edition of a snapshot; else those of the desk."""
        return cls(subject_of(of) if _is_told(of) and of is not None else None)

    def of_finding(self, finding: Finding) -> Wording:
        if self.subject is None:
            return Wording(names=finding.names)
        return Wording(names=self.subject.titles, tells=self.subject.telling)


def findings_text(findings: Iterable[Finding], *, of: Process | Snapshot | None = None, width: int = _WIDTH) -> str:
    r"""The findings as plain text, one paragraph each, in the order given, with a line that counts them.

    Of one rule the first five stand there, with how many more there are. Given the process that was checked, it says
    where nothing is recorded that could be. Given a snapshot of another edition than the desk's, it is for that edition:
    what that may not tell is left out.

    >>> findings_text([]), findings_text([], of=Process("screening"))
    ('Nothing was found.\n', 'Nothing is recorded yet that could be checked.\n')
    """
    found, width = _seen(findings, of), _fields.a_count("width", width, least=20)
    if not found:
        return f"{_nothing(of)}\n"
    words = _Words.of(of)
    paragraphs = [_paragraph(words, finding, left, width) for finding, left in first_of_each_rule(found)]
    return "\n".join([f"{summed_up(found)}\n", *paragraphs])


def findings_markdown(findings: Iterable[Finding], *, of: Process | Snapshot | None = None) -> str:
    """The findings as a Markdown list in the order given, the first five of each rule; nothing is taken for markup.

    Given the process that was checked, it says where nothing is recorded that could be.
    """
    found, words = _seen(findings, of), _Words.of(of)
    if not found:
        return f"{_nothing(of)}\n"
    items = [
        f"- **{finding.severity.value}**{_doubt(finding)} {plain(words.of_finding(finding).say(finding.says))}\n"
        f"  {plain(words.of_finding(finding).say(to_fix(finding)))}\n"
        f"  ({plain(words.of_finding(finding).clause(source_of(finding)))})\n"
        + (f"- {more_like_this(left)}\n" if left else "")
        for finding, left in first_of_each_rule(found)
    ]
    return "\n".join([f"{plain(summed_up(found))}\n", *items])


def _nothing(of: Process | Snapshot | None) -> str:
    process = of.process if isinstance(of, Snapshot) else _fields.instance_or_nothing("of", Process, of)
    if _is_told(of):
        return NOTHING_TOLD
    return _NOTHING_FOUND if process is None or anything_recorded(process) else NOTHING_RECORDED


def timetable_text(opportunities: Iterable[Opportunity], *, of: Process | Snapshot | DecisionMap | None = None) -> str:
    r"""The opportunities as a plain table in the order given, those joined whose days are the same.

    *of* says what people call the decisions and the stakeholders; without it they are named by key.

    >>> timetable_text([])
    'No decision is known.\n'
    """
    subject = _named(of)
    table = [_cells(row) for row in rows_of(subject, opportunities)]
    if not table:
        return f"{_NO_ROWS if subject.internal else _NO_ROWS_TOLD}\n"
    rows = [
        [list(map(isolated, textwrap.wrap(cell, _WIDEST_COLUMN))) or [""] for cell in row]
        for row in (_HEADINGS, *table)
    ]
    widths = [max(len(line) for row in rows for line in row[column]) for column in range(len(_HEADINGS))]
    lines = [line for row in rows for line in _ruled(row, widths)]
    rule = "  ".join("-" * width for width in widths)
    return "\n".join([lines[0], rule, *lines[1:]]) + "\n"


def timetable_markdown(
    opportunities: Iterable[Opportunity], *, of: Process | Snapshot | DecisionMap | None = None
) -> str:
    """The same table in Markdown; nothing in it is taken for markup."""
    subject = _named(of)
    table = [_cells(row) for row in rows_of(subject, opportunities)]
    if not table:
        return f"{_NO_ROWS if subject.internal else _NO_ROWS_TOLD}\n"
    lines = [_HEADINGS, ("---",) * len(_HEADINGS), *([plain(cell) for cell in row] for row in table)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def summed(findings: Sequence[Finding]) -> Statement:
    """How many there are, and of each severity."""
    counts = Counter(finding.severity for finding in findings)
    parts = tuple(of_severity(severity, counts[severity]) for severity in Severity if counts[severity])
    return Statement(
        "findings",
        {"n": len(findings), "parts": parts},
        template="{n:finding}: {parts:clauses}",
        sources=_SEVERITY,
    )


def of_severity(severity: Severity, number: int) -> Statement:
    """So many findings of a severity."""
    return Statement(f"findings.{severity.value}", {"n": number}, template=_COUNTED[severity], sources=_SEVERITY)


def summed_up(findings: Sequence[Finding]) -> str:
    """How many there are of each severity: `3 findings: 1 error and 2 warnings`."""
    return Wording().clause(summed(findings))


def first_of_each_rule(findings: Sequence[Finding]) -> list[tuple[Finding, int]]:
    """The first findings of each rule, in the order given; with the last of them, how many more there are."""
    counts = Counter(finding.rule for finding in findings)
    seen: Counter[str] = Counter()
    shown = []
    for finding in findings:
        seen[finding.rule] += 1
        if seen[finding.rule] <= _OF_ONE_RULE:
            last = seen[finding.rule] == _OF_ONE_RULE
            shown.append((finding, counts[finding.rule] - _OF_ONE_RULE if last else 0))
    return shown


def _paragraph(words: _Words, finding: Finding, left: int, width: int) -> str:
    def indented(text: str) -> str:
        return textwrap.fill(text, width, initial_indent="    ", subsequent_indent="    ") + "\n"

    said = words.of_finding(finding)
    return (
        f"{_headed(words, finding, width)}\n"
        f"{indented(clean(said.say(finding.says)))}{indented(clean(said.say(to_fix(finding))))}"
        f"{indented(more_like_this(left)) if left else ''}"
    )


def _headed(words: _Words, finding: Finding, width: int) -> str:
    about = f"{clean(_about(finding) if words.subject is None else words.of_finding(finding).words(finding.about))}{_doubt(finding)}"
    first = f"{finding.severity.value:<7}  {clean(finding.rule)}  "
    return textwrap.fill(about, width, initial_indent=first, subsequent_indent=" " * 17)


def _about(finding: Finding) -> str:
    return listed(list(map(str, finding.about)), len(finding.about))


def source_of(finding: Finding) -> Statement:
    """The rule, and what it speaks about."""
    return Statement(
        "finding.source",
        {"rule": Ref("rule", finding.rule), "about": finding.about},
        template="rule {rule}, about {about|nothing in particular}",
        sources={"rule": "Finding.rule", "about": "Finding.about"},
    )


def to_fix(finding: Finding) -> Statement:
    """What to do about a finding."""
    return Statement("finding.to_fix", {"fix": finding.fix}, template="To fix it: {fix:sentence}")


def _is_told(of: Process | Snapshot | None) -> bool:
    """Whether it is a snapshot of another edition than the desk's."""
    return isinstance(of, Snapshot) and of.edition is not Edition.DESK


def _seen(findings: Iterable[Finding], of: Process | Snapshot | None) -> Sequence[Finding]:
    found = _fields.instances("findings", Finding, findings)
    return tuple(filter(Reader(subject_of(of)).sees, found)) if of is not None and _is_told(of) else found


def _doubt(finding: Finding) -> str:
    return " (not known)" if finding.status is FindingStatus.UNKNOWN else ""


def _named(of: Process | Snapshot | DecisionMap | None) -> Subject:
    return subject_of(DecisionMap() if of is None else of)


def _cells(row: Row) -> tuple[str, ...]:
    texts = (row.speak_by, row.where, row.status, row.decision, row.stage, row.day, listed(row.who, len(row.who)))
    return tuple(map(clean, texts))


def _ruled(row: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
    height = max(len(cell) for cell in row)
    lines = []
    for number in range(height):
        parts = [cell[number] if number < len(cell) else "" for cell in row]
        lines.append("  ".join(part.ljust(width) for part, width in zip(parts, widths, strict=True)).rstrip())
    return lines


def plain(text: str) -> str:
    """The text with every character escaped that Markdown could take for markup."""
    return _SPECIAL.sub(r"\\\1", isolated(clean(text)))
