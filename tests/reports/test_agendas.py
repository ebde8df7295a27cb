"""Does the page say what must come to each meeting of the weeks ahead?"""

from datetime import date, timedelta

import pytest
from attrs import evolve

from involvement import (
    Activity,
    Contribution,
    DecisionMap,
    Event,
    Forum,
    Ledger,
    Meetings,
    Process,
    Stakeholder,
    Workplan,
)
from involvement.privacy import for_edition
from involvement.reports import page
from involvement.reports.agendas import agenda_table
from involvement.snapshots import Snapshot
from tests.reports.samples import DAY, EXAMPLE

WEEKS = timedelta(days=56)


def test_every_meeting_of_the_weeks_ahead_has_its_agenda():
    """An agenda that somebody has to ask for is made too late."""
    expected = sorted(
        (day, forum.key)
        for forum in EXAMPLE.decision_map.forums
        if forum.meetings is not None and forum.meetings != Meetings.any_day()
        for day in forum.meetings.between(DAY, DAY + WEEKS)
    )
    found = Snapshot(EXAMPLE, DAY).agendas
    assert expected == [(each.meeting, each.forum) for each in found]
    asked = {
        "decision_map": EXAMPLE.decision_map,
        "ledger": EXAMPLE.ledger,
        "stakeholder": EXAMPLE.side("service_users"),
    }
    assert [EXAMPLE.workplan.agenda(key, day, **asked) for day, key in expected] == list(found)


def test_the_table_says_each_thing_once_and_names_a_meeting_to_which_nothing_must_come():
    """A meeting that is left out looks as if it had been forgotten."""
    found = Snapshot(EXAMPLE, DAY).agendas
    table = agenda_table(Snapshot(EXAMPLE, DAY))
    assert sum(max(1, len(each.items)) for each in found) == len(table.rows)
    assert any(not each.items for each in found)
    assert ("26 Nov 2026", "Executive board", "Nothing has to.") in table.rows
    assert "What must come to the meetings of the 8 weeks ahead" in page(EXAMPLE, on=DAY)


def test_forums_that_meet_all_the_time_and_processes_without_a_plan_have_none():
    """Every day is no meeting to prepare."""
    daily = DecisionMap(forums=[Forum("desk", meetings=Meetings.any_day()), Forum("board")])
    process = Process("p", decision_map=daily, workplan=Workplan([Activity("do")]))
    assert () == Snapshot(process, DAY).agendas
    assert () == agenda_table(Snapshot(process, DAY)).rows
    assert () == Snapshot(evolve(EXAMPLE, workplan=None), DAY).agendas
    assert [date.max] == [each.meeting for each in Snapshot(process, date.max).agendas]  # the calendar ends there


def told_rows(edition, *said):
    """What must come to the one meeting of the board, after these were answered."""
    events = [Event(each.key, "answered", on=DAY, outcome="did") for each in said]
    process = Process(
        "p",
        stakeholders=[Stakeholder("group", size=12), Stakeholder("zoe", kind="person")],
        decision_map=DecisionMap(forums=[Forum("board", title="Board", meetings=Meetings.on([DAY + WEEKS / 2]))]),
        workplan=Workplan([Activity("do")]),
        ledger=Ledger(said, events),
    )
    return [row[2] for row in agenda_table(for_edition(Snapshot(process, DAY), edition)).rows]


LAMPS = Contribution("lamps", on=DAY, stakeholder="group", forum="board", title="Lamps")
RAMP = Contribution("ramp", on=DAY, stakeholder="zoe", forum="board", title="Ramp")


@pytest.mark.parametrize("edition", ["partners", "public"])
def test_the_answer_to_one_person_is_on_no_agenda_outside_the_desk(edition):
    """What Zoe asked for stays hers; a meeting with nothing that can be told is not said to have nothing."""
    lamps, ramp = (
        f'Bring back the answer to "{title}", which was given on 23 November 2026.' for title in ("Lamps", "Ramp")
    )
    assert {lamps, ramp} == set(told_rows("desk", LAMPS, RAMP))
    assert [lamps] == told_rows(edition, LAMPS, RAMP)
    assert [] == told_rows(edition, RAMP)
    assert ["Nothing has to."] == told_rows(edition)
