"""Which agendas and how much work lie ahead of a day?"""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from involvement import Activity, DecisionMap, Forum, Meetings, Process, Workplan
from involvement.plans import WorkingWeek
from involvement.snapshots import Snapshot
from involvement.snapshots.plans_ahead import days_ahead
from involvement.support import Lead, Support

SATURDAY = date(2026, 6, 6)


def agendas(*forums, on=SATURDAY):
    process = Process("p", decision_map=DecisionMap(forums=forums), workplan=Workplan([Activity("survey")]))
    return [(agenda.meeting, agenda.forum) for agenda in Snapshot(process, on).agendas]


def test_agendas_are_those_of_eight_weeks_by_day_and_forum():
    """Fifty-six days later is the last; a forum whose calendar is not known has none."""
    last, beyond = SATURDAY + timedelta(56), SATURDAY + timedelta(57)
    forums = [
        Forum("panel", meetings=Meetings.on([SATURDAY - timedelta(1), SATURDAY, last, beyond])),
        Forum("group", meetings=Meetings.on([last])),
        Forum("cabinet"),
    ]
    assert [(SATURDAY, "panel"), (last, "group"), (last, "panel")] == agendas(*forums)


@pytest.mark.parametrize(("meetings", "expected"), [(8, 8), (9, 0)])
def test_a_forum_that_meets_oftener_than_weekly_has_no_agenda_of_its_own_for_each(meetings, expected):
    """A page of daily agendas is read by nobody."""
    assert expected == len(
        agendas(Forum("group", meetings=Meetings.on([SATURDAY + timedelta(n) for n in range(meetings)])))
    )


@pytest.mark.parametrize(("start", "weeks"), [(date(2027, 6, 6), 1), (date(2027, 6, 7), 0)])
def test_work_is_that_of_the_weeks_up_to_a_year_ahead(start, weeks):
    """365 days later is Sunday, 6 June 2027; what is done on the Monday after it is of no week ahead."""
    plan = Workplan([Activity("survey", start=start, days=1, effort=1, owner="ann")])
    assert weeks == len(Snapshot(Process("p", workplan=plan), SATURDAY).workload.weeks)
    assert () == Snapshot(Process("p"), SATURDAY).workload.weeks


def test_the_days_of_a_lead_count_where_the_plan_names_no_working_week():
    """Nobody works more than seven days a week, and a lead who has left works none."""
    owners = ("ann", "bo", "cy", "di", "ed")
    plan = Workplan(
        [Activity(f"by-{owner}", start=SATURDAY, days=1, effort=1, owner=owner) for owner in owners],
        working_weeks=[WorkingWeek("ann", 2)],
    )
    leads = [
        Lead("ann", days_a_week=4),
        Lead("bo", days_a_week=3),
        Lead("cy", days_a_week=9),
        Lead("di", days_a_week=3, until=SATURDAY - timedelta(1)),
        Lead("ed"),
    ]
    found = Snapshot(Process("p", workplan=plan, support=Support(leads=leads)), SATURDAY).workload
    assert {"ann": 2, "bo": 3, "cy": 7, "di": None, "ed": None} == {
        week.person: week.capacity and Fraction(week.capacity) for week in found.weeks
    }


def test_days_ahead_stop_at_the_last_day_of_the_calendar():
    """No document may crash a page."""
    assert [SATURDAY, date(2026, 7, 4), date.max] == [days_ahead(SATURDAY, days) for days in (0, 28, 10**7)]
