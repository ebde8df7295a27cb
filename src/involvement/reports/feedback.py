"""The page "you said, we did", for everybody to read, as text and as Markdown."""

from collections.abc import Callable
from datetime import date

from involvement.decisions import Decision
from involvement.drawings.text_widths import days_in_words
from involvement.feedback import (
    Closure,
    ContributionState,
    GroupClosure,
    Overdue,
    YouSaidWeDid,
)
from involvement.people import Kind
from involvement.priorities import Issue
from involvement.processes import Process
from involvement.reports.subjects import Subject, subject_of
from involvement.reports.tables import Table, tabled
from involvement.reports.texts import plain
from involvement.snapshots import Snapshot, snapshot_of
from involvement.wording.days import day_words
from involvement.wording.lists import counted
from involvement.wording.numbers import rounded
from involvement.wording.texts import clean

__all__ = [
    "feedback_account",
    "feedback_tables",
    "subjects_of",
    "you_said_markdown",
    "you_said_text",
]

_UNKNOWN = "not known"
_NO_REASON = {
    ContributionState.OPEN: "there is no answer yet",
    ContributionState.ANSWERED: "nothing was asked for",
    ContributionState.REDIRECTED: "it is theirs to answer",
}
_NOTHING_SAID = "Nothing that people said is written down."


def you_said_text(process: Process | Snapshot, *, on: date | None = None) -> str:
    """What people said and what came of it by a day as plain text, a paragraph each, what was answered last first."""
    return _written(snapshot_of(process, on), clean, "")


def you_said_markdown(process: Process | Snapshot, *, on: date | None = None) -> str:
    """The same as a list in Markdown; nothing in it is taken for markup."""
    return _written(snapshot_of(process, on), plain, "- ")


def feedback_account(snapshot: Snapshot) -> tuple[str, ...]:
    """What is to be said first of what came of it, in sentences; () where nothing was said yet."""
    balance, closure = snapshot.balance, snapshot.closure
    if not balance.received:
        return ()
    parts = (
        (balance.answered, "answered"),
        (balance.open, "not answered yet"),
        (balance.merged, "joined to another that says the same"),
        (balance.redirected, "passed on to another body"),
        (balance.withdrawn, "taken back"),
    )
    said = ", ".join(f"{number} {words}" for number, words in parts if number)
    lines = [f"{counted(balance.received, 'contribution')}: {said}."]
    overall = closure.overall
    if overall.answered.n:
        lines.append(f"Of {overall.told.of} with an answer, {overall.told.n} heard it; of {_accepted(overall)}.")
    if closure.no_way_back:
        lines.append(f"{counted(closure.no_way_back, 'contribution')} can be told nothing: there is no way back.")
    lines += _lateness(snapshot.overdue, subject_of(snapshot))
    return tuple(lines)


def feedback_tables(snapshot: Snapshot) -> tuple[Table, ...]:
    """What people said and what came of it, how far the loop is closed, and what is overdue; without empty ones."""
    subject, rows, overdue = subject_of(snapshot), _rows(snapshot), snapshot.overdue.rows
    about = subjects_of(snapshot.process)
    said = (
        (
            _said(row, about),
            str(row.voices),
            days_in_words(row.we_did),
            row.because or _NO_REASON[row.state],
            _told(row),
        )
        for row in rows
    )
    groups = _public_groups(snapshot.process, snapshot.closure)
    late = (
        (snapshot.contribution(row.contribution), f"to be {row.promise.value.replace('_', ' ')}", day_words(row.due),
         counted(row.days_late, "day"), subject.who(row.owed_by) if row.owed_by else _UNKNOWN)
        for row in overdue
    )  # fmt: skip
    found = (
        tabled("said", "You said, we did", ("You said", "How many said so", "We did", "Because", "Was everybody told?"),
               said, len(rows)),
        tabled("closure", "How many got an answer",
               ("Whose", "Heard that it arrived", "Got an answer", "Were told of it", "Done, of what was accepted",
                "Days to an answer"),
               (_closed(group, name) for name, group in groups), len(groups)),
        tabled("overdue", "What was promised and is late", ("What", "Promised", "By", "Late", "Owner"),
               late, len(overdue)),
    )  # fmt: skip
    return tuple(table for table in found if table.rows)


def _rows(snapshot: Snapshot) -> tuple[YouSaidWeDid, ...]:
    """What was answered last first, then what is not answered, each by the day it was received."""
    return tuple(
        sorted(snapshot.you_said_we_did, key=lambda row: -row.answered.toordinal() if row.answered else 1),
    )


def _written(snapshot: Snapshot, shown: Callable[[str], str], mark: str) -> str:
    about = subjects_of(snapshot.process)
    rows = _rows(snapshot)
    if not rows:
        return f"{_NOTHING_SAID}\n"
    lines = []
    for row in rows:
        voices = f" ({counted(row.voices, 'voice')})" if row.voices > 1 else ""
        because = f" Because: {shown(row.because).rstrip('.')}." if row.because else ""
        lines.append(
            f"{mark}You said: {shown(_said(row, about))}{voices}. {shown(days_in_words(row.we_did))}.{because}\n"
        )
    return "\n".join(lines)


def subjects_of(process: Process) -> dict[str, str]:
    """What people call the issues and decisions."""
    named: list[Decision | Issue] = [*process.issues]
    if process.decision_map is not None:
        named = [*process.decision_map.decisions, *named]
    return {each.key: str(each) for each in named}


def _said(row: YouSaidWeDid, about: dict[str, str]) -> str:
    return row.said or about.get(row.about or "", row.you_said)


def _told(row: YouSaidWeDid) -> str:
    if row.answered is None and row.redirected_to is None:
        return "there is nothing to tell yet"
    if row.no_way_back == row.voices:
        return "nobody can be: there is no way back"
    return f"{row.untold} still wait{'s' if row.untold == 1 else ''} to hear" if row.untold else "yes"


def _public_groups(process: Process, closure: Closure) -> list[tuple[str, GroupClosure]]:
    """All together, then each group by its title. A single person's answers are nobody else's business."""
    if not closure.overall.answered.of:
        return []
    shown = {each.key: str(each) for each in process.stakeholders if each.kind is not Kind.PERSON}
    groups = [(shown[each.stakeholder], each) for each in closure.groups if each.stakeholder in shown]
    return [("Everybody", closure.overall), *groups]


def _closed(group: GroupClosure, name: str) -> tuple[str, ...]:
    days = group.days_to_answer
    half = "none yet" if days.median is None else f"half within {rounded(days.median)}, at most {days.most}"
    return name, str(group.acknowledged), str(group.answered), str(group.told), str(group.followed_through), half


def _accepted(group: GroupClosure) -> str:
    done = group.followed_through
    return f"{done.of} where the answer was yes, {done.n} {'is' if done.n == 1 else 'are'} done"


def _lateness(overdue: Overdue, subject: Subject) -> list[str]:
    lines = []
    if overdue.rows:
        owed = sorted({subject.who(row.owed_by) for row in overdue.rows if row.owed_by})
        whose = f" They lie with {', '.join(owed)}." if owed else ""
        lines.append(
            f"{counted(len(overdue.rows), 'promise')} to people {'is' if len(overdue.rows) == 1 else 'are'} late.{whose}"
        )
    waiting = sum(count for _, count in overdue.unknown)
    if waiting:
        lines.append(
            f"{waiting} more wait{'s' if waiting == 1 else ''} without any promise by when; nobody knows if that is late."
        )
    return lines
