"""The page "you said, we did", for everybody to read, as text and as Markdown."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from datetime import date

from involvement.feedback import Closure, GroupClosure, Overdue, YouSaidWeDid
from involvement.feedback.reply_statements import row_statement
from involvement.people import Kind
from involvement.privacy.disclosure_rules import ONS_10_5, WITHHELD
from involvement.privacy.masks import for_edition
from involvement.processes import Process
from involvement.reports.public_figures import RATES, answers, balance_parts, rate
from involvement.reports.readers import Reader
from involvement.reports.subjects import subject_of
from involvement.reports.tables import Table, tabled
from involvement.reports.texts import plain
from involvement.snapshots import Snapshot, snapshot_of
from involvement.wording import Catalogue, Edition, Fact, Statement
from involvement.wording.days import day_words
from involvement.wording.texts import clean

__all__ = ["feedback_account", "feedback_tables", "you_said_markdown", "you_said_text"]

_UNKNOWN = "not known"
_NOTHING_SAID = Statement("you_said.nothing", template="There is nothing yet that everybody may read")
_COUNTED = "Contribution.key"
_LATE = ("Promise.days", "Event.due")
_UNTOLD = Statement("told.nothing_yet", template="there is nothing to tell yet")
_NO_WAY_BACK = Statement("told.no_way_back", template="nobody can be told: no way to reply is recorded")
_TOLD = Statement("told.all", template="yes")
_NO_DAYS = Statement("closure.no_days", template="none yet")
_BALANCE = {
    "answered": "{n} answered",
    "open": "{n} not answered yet",
    "merged": "{n} joined to another that says the same",
    "redirected": "{n} passed on to another body",
    "withdrawn": "{n} withdrawn",
}


def you_said_text(process: Process | Snapshot, *, on: date | None = None, catalogue: Catalogue | None = None) -> str:
    """What people said and what came of it by a day as plain text, a paragraph each, what was answered last first.

    With a catalogue, in its words; what it lacks is said in English, and a line at the end says so.
    """
    return _written(for_edition(snapshot_of(process, on), Edition.PUBLIC), catalogue, clean, "")


def you_said_markdown(
    process: Process | Snapshot, *, on: date | None = None, catalogue: Catalogue | None = None
) -> str:
    """The same as a list in Markdown; nothing in it is taken for markup."""
    return _written(for_edition(snapshot_of(process, on), Edition.PUBLIC), catalogue, plain, "- ")


def feedback_account(snapshot: Snapshot, reader: Reader) -> tuple[str, ...]:
    """What is to be said first of what came of it, in sentences; () where nothing was said yet."""
    return reader.lines(_account(snapshot) if reader.subject.internal else _account_told(snapshot, reader))


def feedback_tables(snapshot: Snapshot, reader: Reader) -> tuple[Table, ...]:
    """What people said and what came of it, how far the loop is closed, and what is overdue; without empty ones."""
    words = reader.wording
    rows = _rows(snapshot, reader)
    owed = (row for row in snapshot.overdue.rows if row.contribution not in reader.subject.unnamed)
    told = ((words.clause(snapshot.what_was_said(row.contribution)), row) for row in owed)
    overdue = [(what, row) for what, row in told if what]  # what has no title is told by its day, at the desk
    said = (
        (
            words.clause(row.subject),
            str(row.voices),
            " ".join(map(words.say, row.answer)),
            words.clause(_told(row)),
        )
        for row in rows
    )
    groups = _public_groups(snapshot.process, snapshot.closure, reader.subject.lone)
    late = (
        (what, words.words(row.promise), day_words(row.due),
         words.words(row.days_late), words.words(snapshot.who(row.owed_by)) if row.owed_by else _UNKNOWN)
        for what, row in overdue
    )  # fmt: skip
    found = (
        tabled("said", "You said, we did",
               ("You said", "How many said so", "What we did, and why", "Was everybody told?"), said, len(rows)),
        tabled("closure", "How many got an answer",
               ("Whose", "Heard that it arrived", "Got an answer", "Were told of it", "Done, of what was accepted",
                "Days to an answer"),
               (_closed(group, name, reader) for name, group in groups), len(groups)),
        tabled("overdue", "What was promised and is late", ("What", "To be", "By", "Days late", "Owner"),
               late, len(overdue)),
    )  # fmt: skip
    return tuple(table for table in found if table.rows)


def _rows(snapshot: Snapshot, reader: Reader) -> tuple[YouSaidWeDid, ...]:
    """What was answered last first, then what is not answered, each by the day it was received.

    Outside the desk without what one person said, or nobody is known to have said, and without what has no title where its
    day may not be told.
    """
    rows = (
        row
        for row in snapshot.you_said_we_did
        if row.contribution not in reader.subject.unnamed
        and reader.wording.clause(row.subject)
        and any(map(reader.told, row.answer))
    )
    return tuple(sorted(rows, key=lambda row: -row.answered.toordinal() if row.answered else 1))


def _written(snapshot: Snapshot, catalogue: Catalogue | None, shown: Callable[[str], str], mark: str) -> str:
    reader = Reader(subject_of(snapshot), catalogue)
    rows = [row_statement(row.subject, _voices_told(row.voices), row.answer) for row in _rows(snapshot, reader)]
    lines = [f"{mark}{shown(reader.told(row))}\n" for row in rows] or [f"{reader.told(_NOTHING_SAID)}\n"]
    return "\n".join([*lines, *(f"{reader.told(line)}\n" for line in reader.lacking(rows or [_NOTHING_SAID]))])


def _voices_told(voices: int) -> Statement | None:
    """How many said so, as everybody is told; None of a small count."""
    told = ONS_10_5.told(voices)
    return None if told is None else ONS_10_5.said(told)


def _account(snapshot: Snapshot) -> Iterator[Statement]:
    balance, closure = snapshot.balance, snapshot.closure
    if not balance.received:
        return
    yield Statement(
        "account.received",
        {
            "received": balance.received,
            "parts": tuple(
                Statement(f"account.{name}", {"n": n}, template=_BALANCE[name], sources={"n": "Event.kind"})
                for name, n in balance_parts(snapshot).items()
                if n
            ),
        },
        template="{received:contribution}: {parts:clauses}",
        sources={"received": _COUNTED},
    )
    told, done = closure.overall.told, closure.overall.followed_through
    if closure.overall.answered.n:
        yield Statement(
            "account.closed",
            {"answered": told.of, "told": told.n, "accepted": done.of, "done": done.n},
            template="Of {answered} with an answer, {told} {told#has|have} been told. "
            "Of {accepted} where the answer was yes, {done} {done#is|are} done",
            sources=dict.fromkeys(("answered", "told", "accepted", "done"), "Event.kind"),
        )
    if closure.no_way_back:
        yield Statement(
            "account.no_way_back",
            {"n": closure.no_way_back},
            template="{n:contribution} left no way to reply",
            sources={"n": "Contribution.way_back"},
        )
    yield from _lateness(snapshot, snapshot.overdue)


def _account_told(snapshot: Snapshot, reader: Reader) -> Iterator[Statement]:
    """How many were received and what came of them, for readers outside the desk: as such counts are told."""
    if not snapshot.balance.received:
        return
    # None is told of only where the rule tells of none; and what is withheld is no part of a sentence.
    told = {name: reader.count(answers(name)) for name in balance_parts(snapshot) if reader.number(answers(name)) != 0}
    parts = tuple(
        Statement(f"account.{name}.told", {"n": n}, template=_BALANCE[name].replace("{n}", "{n:clause}"))
        for name, n in told.items()
        if n not in {None, WITHHELD}
    )
    received = reader.count(answers("received"))
    if received not in {None, WITHHELD}:
        facts: dict[str, Fact] = {"received": received, "n": reader.number(answers("received")) or 0, "parts": parts}
        yield Statement(
            "account.received.told",
            facts,
            template="{received:clause} {n#contribution|contributions}: {parts:clauses}",
            sources={"n": "FigureTold.number"},
        )
    elif parts:
        yield Statement("account.parts.told", {"parts": parts}, template="Contributions: {parts:clauses}")


def _lateness(snapshot: Snapshot, overdue: Overdue) -> Iterator[Statement]:
    owners = tuple(sorted({snapshot.who(row.owed_by) for row in overdue.rows if row.owed_by}, key=lambda ref: ref.keys))
    if overdue.rows:
        yield Statement(
            "account.late",
            {"late": len(overdue.rows)},
            template="{late:promise} to people {late#is|are} late",
            sources={"late": _LATE},
        )
    if owners:
        yield Statement(
            "account.owners",
            {"owners": owners, "number": len(owners)},
            template="{number#Owner|Owners}: {owners}",
            sources={"owners": "Event.owner", "number": "Event.owner"},
        )
    waiting = sum(count for _, count in overdue.unknown)
    if waiting:
        yield Statement(
            "account.waiting",
            {"waiting": waiting},
            template="{waiting} more {waiting#waits|wait} without a promised day; nobody can say if that is late",
            sources={"waiting": _LATE},
        )


def _told(row: YouSaidWeDid) -> Statement:
    if row.progress.settled is None:
        return _UNTOLD
    if row.no_way_back == row.voices:
        return _NO_WAY_BACK
    if not row.untold:
        return _TOLD
    return Statement(
        "told.waiting",
        {"untold": row.untold},
        template="{untold} still {untold#waits|wait} to hear",
        sources={"untold": "Event.kind"},
    )


def _public_groups(process: Process, closure: Closure, lone: AbstractSet[str]) -> list[tuple[str, GroupClosure]]:
    """All together, then each group by its title. A single person's answers are nobody else's business."""
    if not closure.overall.answered.of:
        return []
    shown = {
        stakeholder.key: str(stakeholder)
        for stakeholder in process.stakeholders
        if stakeholder.kind is not Kind.PERSON and stakeholder.key not in lone
    }
    groups = [
        (shown[group_closure.stakeholder], group_closure)
        for group_closure in closure.groups
        if group_closure.stakeholder in shown
    ]
    return [("Everybody", closure.overall), *groups]


def _closed(group: GroupClosure, name: str, reader: Reader) -> tuple[str, ...]:
    days = group.days_to_answer
    half = (
        _NO_DAYS
        if days.median is None
        else Statement(
            "closure.days",
            {"median": days.median, "most": days.most},
            template="half within {median:day}, the longest {most:day}",
            sources={"median": "Event.on", "most": "Event.on"},
        )
    )
    rates = (group.acknowledged, group.answered, group.told, group.followed_through)
    if not reader.subject.internal:
        return name, *(_rate_told(reader, rate, group.stakeholder) for rate in RATES), ""
    return name, *map(str, rates), reader.wording.clause(half)


def _rate_told(reader: Reader, name: str, whose: str | None) -> str:
    """A rate for readers outside the desk: its counts as they are told."""
    of = reader.number(rate(name, "of", whose))
    facts = {part: reader.count(rate(name, part, whose)) for part in ("n", "of")}
    if WITHHELD in facts.values():
        return "not told"
    if of is None:
        return "too few to tell"
    if of == 0:
        return reader.wording.clause(_NO_DAYS)
    return reader.wording.clause(Statement("closure.rate_told", facts, template="{n:clause} of {of:clause}"))
