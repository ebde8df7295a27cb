"""Agendas of the weeks ahead, as a table."""

from collections.abc import Iterator

from involvement.plans import Agenda
from involvement.reports.subjects import Subject, subject_of
from involvement.reports.tables import Table, tabled
from involvement.snapshots import Snapshot
from involvement.snapshots.plans_ahead import AGENDA_WEEKS
from involvement.wording import Wording
from involvement.wording.days import day_words
from involvement.wording.lists import counted

__all__ = ["agenda_table"]

_NOTHING = "Nothing has to."


def agenda_table(snapshot: Snapshot) -> Table:
    """What must come to each of these meetings, as a table without rows where there are none."""
    agendas = snapshot.agendas
    return tabled(
        "agendas", f"What must come to the meetings of the {counted(AGENDA_WEEKS, 'week')} ahead",
        ("Meeting", "Of", "What"), _rows(subject_of(snapshot), agendas),
        sum(max(len(agenda.items), 1) for agenda in agendas),
    )  # fmt: skip


def _rows(subject: Subject, agendas: tuple[Agenda, ...]) -> Iterator[tuple[str, str, str]]:
    wording = Wording(names=subject.titles)
    for agenda in agendas:
        said = [wording.say(item.says) for item in agenda.items] or [_NOTHING]
        yield from ((day_words(agenda.meeting), subject.place(agenda.forum), reason) for reason in said)
