"""Tables of influence: the say that is claimed and shown, and what is missing."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from involvement.decisions import StageName
from involvement.drawings.text_widths import days_in_words
from involvement.power import (
    ClaimComparison,
    ClaimPlace,
    Influence,
    InfluenceGap,
    InfluenceRow,
    evidence_table,
)
from involvement.processes import Process
from involvement.reports.subjects import Subject, subject_of
from involvement.reports.tables import Table, tabled
from involvement.snapshots import Snapshot
from involvement.wording.lists import counted, listed
from involvement.wording.texts import brief, clean

__all__ = ["Say", "say_of"]

_NONE = "nothing"
_PLACES = {
    ClaimPlace.ABOVE: "above what is shown",
    ClaimPlace.AT: "as is shown",
    ClaimPlace.BELOW: "below what is shown",
    ClaimPlace.UNKNOWN: "not known whether it is so",
    ClaimPlace.NOT_COMPARABLE: "cannot be compared",
}


@frozen
class Say:
    """What there is to say of the influence as a whole, and its tables."""

    account: tuple[str, ...]
    tables: tuple[Table, ...]


def say_of(snapshot: Snapshot) -> Say | None:
    """The account and the tables; None where there is no decision to ask about."""
    found = snapshot.influence
    if not found.rows:
        return None
    words = {each.key: str(each) for each in evidence_table().inputs}
    told = _Told(snapshot.process, subject_of(snapshot), words)
    claimed = _joined((told.claimed(row), told.who(row)) for row in found.rows)
    shown = _joined((told.shown(row), told.who(row)) for row in found.rows)
    signs = _joined(sign for row in found.rows for sign in told.signs(row))
    tables = (
        tabled("say", "What is claimed and what is shown",
               ("Decision", "Who", "Claimed", "Shown", "Called for", "What the next step would need"),
               claimed, len(claimed)),
        tabled("shown", "What it rests on", ("Decision", "Who", "Shown", "Not so", "Not known"), shown, len(shown)),
        tabled("signs", "Signs that involvement may be for show", ("Decision", "Who", "By", "What is seen", "What would clear it"),
               signs, len(signs)),
    )  # fmt: skip
    return Say(tuple(_account(found)), tuple(table for table in tables if table.rows))


def _account(found: Influence) -> Iterator[str]:
    above = sum(each.kept is False for row in found.rows for each in row.claims)
    claims = sum(len(row.claims) for row in found.rows)
    if claims:
        kept = sum(each.kept is True for row in found.rows for each in row.claims)
        yield f"{counted(claims, 'claim')}: {kept} shown, {above} above what is shown, {claims - kept - above} not known or not comparable."
    else:
        yield "Nobody has written down what say is claimed."
    yield "A standing counts as shown where it is owed, and kept. Where something is not known, the answer is a range."
    yield "What each standing needs is our own judgement; no published table was found."
    if found.flags:
        yield "Signs are questions to put to the people concerned, never a verdict: what was meant stands in no record."
    if any(flag.early for flag in found.flags):
        yield "The process is in its first months: genuine work can look like this at first."


@frozen
class _Told:
    """The words for the cells."""

    process: Process
    subject: Subject
    words: dict[str, str]

    def who(self, row: InfluenceRow) -> str:
        return self.subject.who(row.stakeholder)

    def decision(self, row: InfluenceRow) -> str:
        title = brief(self.subject.decisions[row.decision])
        return title if row.stage is StageName.DECISION else f"{title} ({row.stage})"

    def claimed(self, row: InfluenceRow) -> Sequence[str]:
        claims = [self._claim(each) for each in row.claims]
        called = "not said" if row.calls_for is None else str(row.calls_for)
        missing = _NONE if row.missing is None else self._gap(row.missing)
        return (self.decision(row), "; ".join(claims) or _NONE, str(row.evidenced), called, missing)

    def shown(self, row: InfluenceRow) -> Sequence[str]:
        cells = []
        for conditions, reasons in ((row.shown, True), (row.not_shown, True), (row.unknown, False)):
            facts = [row.facts.fact(each) for each in conditions]
            told = [
                f"{self.words[each.condition]} ({days_in_words(each.because)})"
                if reasons and each.because
                else self.words[each.condition]
                for each in facts
            ]
            cells.append("; ".join(told) or _NONE)
        return (self.decision(row), *cells)

    def signs(self, row: InfluenceRow) -> Iterator[tuple[Sequence[str], str]]:
        for flag in row.flags:
            clears = "; ".join(flag.clears) or "not known"
            yield (self.decision(row), flag.dimension.value, days_in_words(flag.reason), clears), self.who(row)

    def _claim(self, each: ClaimComparison) -> str:
        ladder = self.process.ladder(each.claim.ladder)
        more = each.kept is True and each.place is ClaimPlace.UNKNOWN
        place = "shown, and perhaps more" if more else _PLACES[each.place]
        return f"{clean(str(ladder.rung(each.claim.rung)))} on {brief(clean(str(ladder)))}: {place}"

    def _gap(self, gap: InfluenceGap) -> str:
        lacks = [f"{self.words[key]} (not so)" for key in gap.not_shown]
        lacks += [f"{self.words[key]} (not known)" for key in gap.unknown]
        return f"{gap.standing.words}: {'; '.join(lacks)}"


def _joined(rows: Iterable[tuple[Sequence[str], str]]) -> list[tuple[str, ...]]:
    """The rows with who they are about in the second place; those that say the same of several stand once."""
    people: dict[tuple[str, ...], list[str]] = {}
    for cells, who in rows:
        people.setdefault(tuple(cells), []).append(who)
    return [(cells[0], listed(list(dict.fromkeys(who)), 20), *cells[1:]) for cells, who in people.items()]
