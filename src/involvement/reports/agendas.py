"""Agendas of the weeks ahead, as a table."""

from collections.abc import Iterator

from involvement.plans import Agenda
from involvement.reports.subjects import Subject, subject_of
from involvement.reports.tables import Table, tabled
from involvement.snapshots import Snapshot
from involvement.snapshots.plans_ahead import AGENDA_WEEKS
from involvement.wording import Statement
from involvement.wording.days import day_words

__all__ = ["agenda_table"]

_NOTHING = "Nothing has to."
_CAPTION = Statement(
    "agendas.caption",
    {"weeks": AGENDA_WEEKS},
    template="What must come to the meetings of the {weeks:week} ahead",
    sources={"weeks": "Workplan.start"},
)


def agenda_table(snapshot: Snapshot) -> Table:
    """What must come to each of these meetings, as a table without rows where there are none."""
    subject = subject_of(snapshot)
    rows = list(_rows(subject, snapshot.agendas))
    return tabled("agendas", subject.labels.clause(_CAPTION), ("Meeting", "Of", "What"), rows, len(rows))


def _rows(subject: Subject, agendas: tuple[Agenda, ...]) -> Iterator[tuple[str, str, str]]:
    for agenda in agendas:
        said = [subject.wording.say(item.says) for item in agenda.items]
        shown = list(filter(None, said)) if said else [_NOTHING]
        yield from ((day_words(agenda.meeting), subject.place(agenda.forum), reason) for reason in shown)
