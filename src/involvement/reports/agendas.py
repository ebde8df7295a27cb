"""What must come to the meetings of the weeks ahead?"""

from collections.abc import Iterator
from datetime import date, timedelta

from involvement.drawings.text_widths import days_in_words
from involvement.plans import Agenda
from involvement.processes import Process
from involvement.reports.subjects import Subject
from involvement.reports.tables import Table, tabled
from involvement.snapshots import Snapshot
from involvement.wording.days import day_words
from involvement.wording.lists import counted

__all__ = ["agenda_table", "agendas_ahead"]

_AHEAD = timedelta(days=56)
_MOST = 8  # meetings of one forum: one that meets more often than weekly has no agenda of its own for each
_NOTHING = "nothing has to"


def agendas_ahead(process: Process, *, on: date) -> tuple[Agenda, ...]:
    """The agendas of all meetings from *on* to eight weeks later, by day and forum.

    Of forums whose calendar is known and that meet no oftener than once a week; none without a workplan or a map.
    """
    if process.workplan is None or process.decision_map is None:
        return ()
    until = min(on, date.max - _AHEAD) + _AHEAD
    who = Snapshot(process, on).whose_views or None
    meetings = [
        (day, forum.key)
        for forum in process.decision_map.forums
        if forum.meetings is not None and len(days := forum.meetings.between(on, until)) <= _MOST
        for day in days
    ]
    return tuple(
        process.workplan.agenda(forum, day, decision_map=process.decision_map, ledger=process.ledger, stakeholder=who)
        for day, forum in sorted(meetings)
    )


def agenda_table(process: Process, subject: Subject, on: date) -> Table:
    """What must come to each of these meetings, as a table without rows where there are none."""
    agendas = agendas_ahead(process, on=on)
    return tabled(
        "agendas", f"What must come to the meetings of the {counted(_AHEAD.days // 7, 'week')} ahead",
        ("Meeting", "Of", "What"), _rows(subject, agendas), sum(max(len(each.items), 1) for each in agendas),
    )  # fmt: skip


def _rows(subject: Subject, agendas: tuple[Agenda, ...]) -> Iterator[tuple[str, str, str]]:
    for agenda in agendas:
        said = [subject.without_persons(days_in_words(item.reason)) for item in agenda.items] or [_NOTHING]
        yield from ((day_words(agenda.meeting), subject.place(agenda.forum), reason) for reason in said)
