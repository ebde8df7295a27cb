"""Tables of influence: the say that is claimed and shown, and what is missing."""

from collections.abc import Iterable, Iterator, Sequence

from involvement._fields import frozen
from involvement.decisions import StageName
from involvement.power import ConditionFact, InfluenceRow, Showing
from involvement.references import Ref
from involvement.reports.readers import Reader
from involvement.reports.subjects import ANYONE
from involvement.reports.table_columns import shown_to
from involvement.reports.tables import Table, tabled
from involvement.snapshots import Snapshot
from involvement.wording import Statement, Template
from involvement.wording.lists import listed

__all__ = ["Say", "say_of"]

_NOTHING = "nothing"
_ONE_AFTER_THE_OTHER = Template("{all:sentences}")
_CLAIMS = Statement("influence.no_claims", template="No claim about the level of involvement is recorded.")
_ACCOUNT = (
    Statement(
        "influence.levels",
        template='"Informed" means that people are told. "Consulted" means that their views are collected. "Advises" means '
        'that their views must be considered and answered. "Codesigns" means that they work on the options. "Decides '
        'jointly" means that their votes can make the difference, or that they agree the terms. "Delegated" means that '
        'their votes can pass a decision. "Controls" means that they have all the votes.',
    ),
    Statement(
        "influence.meaning",
        template="A level counts as shown where the receivers of a view owe it and the record or the map supports it. "
        "Where something is not known, the answer is a range.",
    ),
    Statement(
        "influence.judgement", template="What each level needs is our own judgement; we found no published table."
    ),
)
_QUESTIONS = Statement(
    "influence.questions",
    template="Signs are questions to ask the people concerned, never a verdict. No record shows what was meant.",
)
_EARLY = Statement(
    "influence.early", template="The process is in its first months, when genuine work can look like this."
)


@frozen
class Say:
    """What there is to say of the influence as a whole, and its tables."""

    account: tuple[str, ...]
    tables: tuple[Table, ...]


def say_of(snapshot: Snapshot, reader: Reader) -> Say | None:
    """The account and the tables for a reader; None where there is no decision to ask about.

    What is about one person is left out in public.
    """
    found = snapshot.influence
    if not found.rows:
        return None
    told = _Told(reader)
    rows = [row for row in found.rows if told.sees(row)]
    claimed = _joined((told.claimed(row), told.who(row)) for row in rows)
    shown = _joined((told.shown(row), told.who(row)) for row in rows)
    signs = _joined(sign for row in rows for sign in told.signs(row))
    tables = (
        tabled("say", "What is claimed and what is shown",
               ("Decision", "Who", "Claimed", "Shown", "Called for", "What the next level needs"),
               claimed, len(claimed)),
        tabled("shown", "What it rests on", ("Decision", "Who", "Shown", "Not shown", "Not known"), shown, len(shown)),
        tabled("signs", "Signs that involvement may be only for show",
               ("Decision", "Who", "By", "What is seen", "What would clear it"), signs, len(signs)),
    )  # fmt: skip
    account = reader.lines(_account(rows, shown=reader.subject.internal))
    return Say(account, shown_to(reader.subject, (table for table in tables if table.rows)))


def _account(rows: Sequence[InfluenceRow], *, shown: bool) -> Iterator[Statement]:
    kept = [claim.kept for row in rows for claim in row.claims]
    if kept:
        counts = {"claims": len(kept), "kept": kept.count(True), "above": kept.count(False), "open": kept.count(None)}
        yield Statement(
            "influence.claims",
            counts,
            template="{claims:claim}: {kept} supported by what is recorded, {above} above what is shown, "
            "{open} not known or not comparable.",
            sources=dict.fromkeys(counts, "Claim.rung"),
        )
    else:
        yield _CLAIMS
    yield from _ACCOUNT
    flags = [flag for row in rows for flag in row.flags]
    if flags and shown:
        yield _QUESTIONS
    if shown and any(flag.early for flag in flags):
        yield _EARLY


@frozen
class _Told:
    """The words for the cells."""

    reader: Reader

    def sees(self, row: InfluenceRow) -> bool:
        subject = self.reader.subject
        alone = row.who is not None and (row.who.personal or str(row.who.keys[0]) in subject.lone)
        return subject.internal or not alone

    def who(self, row: InfluenceRow) -> str:
        return ANYONE if row.who is None else self.reader.named(row.who)

    def claimed(self, row: InfluenceRow) -> Sequence[str]:
        called = "not recorded" if row.calls_for is None else self.reader.wording.clause(row.calls_for.says)
        return (
            self._decision(row),
            self._said(claim.says for claim in row.claims),
            self.reader.wording.clause(row.evidenced.says),
            called,
            self._said(gap.says for gap in row.gaps[:1]),
        )

    def shown(self, row: InfluenceRow) -> Sequence[str]:
        return (self._decision(row), *(self._because(row.facts.facts, showing) for showing in Showing))

    def signs(self, row: InfluenceRow) -> Iterator[tuple[Sequence[str], str]]:
        for flag in row.flags:
            cells = (self._decision(row), flag.dimension.value, self._said(flag.signs), self._said(flag.clears))
            yield cells, self.who(row)

    def _decision(self, row: InfluenceRow) -> str:
        title = Statement(
            "influence.decision" if row.stage is StageName.DECISION else "influence.stage",
            {"decision": Ref("decision", row.decision), "stage": row.stage},
            template="{decision}" if row.stage is StageName.DECISION else "{decision} ({stage})",
            sources={"decision": "Decision.title", "stage": "Stage.name"},
        )
        return self.reader.wording.clause(title)

    def _because(self, facts: Iterable[ConditionFact], showing: Showing) -> str:
        return self._said(fact.because for fact in facts if fact.showing is showing and fact.because is not None)

    def _said(self, statements: Iterable[Statement]) -> str:
        every = tuple(dict.fromkeys(statements))
        if not every:
            return _NOTHING
        return self.reader.wording.say(Statement("influence.cell", {"all": every}, template=_ONE_AFTER_THE_OTHER))


def _joined(rows: Iterable[tuple[Sequence[str], str]]) -> list[tuple[str, ...]]:
    """The rows with who they are about in the second place; those that say the same of several stand once."""
    people: dict[tuple[str, ...], list[str]] = {}
    for cells, who in rows:
        people.setdefault(tuple(cells), []).append(who)
    return [(cells[0], listed(list(dict.fromkeys(who)), 20), *cells[1:]) for cells, who in people.items()]
