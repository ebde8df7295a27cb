"""How much falls to whom in each week, and is it more than they have?"""

from datetime import date
from fractions import Fraction

import pytest

from involvement import Activity, InvalidValueError, LimitExceeded, UnknownKeyError, Workplan
from involvement.plans import MeetingCycle, Recruitment, When, WorkingWeek, plan_template
from tests.plans.group import MAP
from tests.shorthand import assumed

MONDAY = date(2026, 3, 2)


def test_the_effort_of_an_activity_is_spread_over_its_days():
    """Three days of work from Saturday to Friday: two sevenths fall into the first week."""
    plan = Workplan([Activity("write", effort=3, start=date(2026, 3, 7), days=7, owner="ann")])
    found = plan.workload(MONDAY, date(2026, 3, 31))
    assert [(MONDAY, Fraction(6, 7)), (date(2026, 3, 9), Fraction(15, 7))] == [
        (row.week, row.effort) for row in found.weeks
    ]
    assert 3 == found.total
    assert (("write", Fraction(6, 7)),) == found.weeks[0].parts


def test_weeks_are_whole_and_the_others_are_left_out():
    """Asked about a Wednesday, it is the week that is told: nobody has three days of a Wednesday."""
    plan = Workplan([Activity("write", effort=3, start=MONDAY, days=21, owner="ann")])
    found = plan.workload(date(2026, 3, 11), date(2026, 3, 11))
    assert [(date(2026, 3, 9), 1)] == [(row.week, row.effort) for row in found.weeks]


def test_the_weeks_that_break_are_named():
    """Sums over a quarter hide the week before the board."""
    plan = Workplan(
        [
            Activity("write", effort=3, start=MONDAY, days=7, owner="ann"),
            Activity("print", effort=1, start=MONDAY, days=7, owner="ann"),
            Activity("visit", effort=1, start=MONDAY, days=7, owner="bob"),
            Activity("wait", effort=1, start=MONDAY, days=7),
            Activity("rest", effort=0, start=MONDAY, days=7),
        ],
        working_weeks=[WorkingWeek("ann", Fraction(7, 2)), WorkingWeek("zoe", 1)],
    )
    found = plan.workload(MONDAY, MONDAY)
    assert [
        "In the week from 2 March 2026, ann must do 4 days of work. They have 3½ days.",
        "In the week from 2 March 2026, bob must do 1 day of work.",
        "In the week from 2 March 2026, nobody is named for 1 day of work.",
    ] == list(map(str, found.weeks))
    assert [True, None, None] == [row.over for row in found.weeks]
    assert found.weeks[:1] == found.over
    assert (found.weeks[1:2], found.weeks[2:]) == (found.of("bob"), found.of(None))
    assert (("write", Fraction(3)), ("print", Fraction(1))) == found.weeks[0].parts


def test_what_has_no_day_or_no_effort_is_told_apart():
    """Work that nobody has dated is not no work."""
    found = Workplan([Activity("a", effort=2), Activity("b", start=MONDAY, days=1)]).workload(MONDAY, MONDAY)
    assert (("a", Fraction(2)),) == found.undated
    assert ("effort:b", "length:a", "start:a") == assumed(found.assumes)
    assert () == found.weeks


def test_recruitment_falls_into_each_of_its_weeks():
    """Thirteen weeks at two days: what North Mersey spent at the least."""
    finding = Recruitment(25, weeks=13, days_a_week=2, owner="ann")
    found = Workplan(start=MONDAY, recruitment=finding).workload(MONDAY, date(2026, 12, 31))
    assert ([2] * 13, 26) == ([row.effort for row in found.weeks], finding.effort)
    assert (("recruitment", Fraction(26)),) == Workplan(recruitment=finding).workload(MONDAY, MONDAY).undated
    unknown = Workplan(recruitment=Recruitment(25)).workload(MONDAY, MONDAY)
    assert (("recruitment_effort",), None) == (assumed(unknown.assumes), Recruitment(25).effort)
    late = Recruitment(weeks=13, days_a_week=2, start=date(9999, 12, 1))
    assert (("recruitment", Fraction(26)),) == Workplan(recruitment=late).workload(MONDAY, MONDAY).undated


def test_each_meeting_brings_its_work_before_and_after():
    """A meeting, then the minutes, then preparing for the next: it becomes relentless."""
    cycle = plan_template("meeting-cycle").cycle("group", owner="ann")
    plan = Workplan(meeting_cycles=[cycle])
    whole = plan.workload(date(2026, 1, 1), date(2026, 12, 31), decision_map=MAP)
    assert 12 * 5 - Fraction(5, 7) < whole.total < 12 * 5 + 2
    week = plan.workload(date(2026, 3, 9), date(2026, 3, 9), decision_map=MAP)
    parts = {
        "group-2026-03-10-hold": Fraction(1),
        "group-2026-03-10-minutes": Fraction(1),
        "group-2026-03-10-prepare": Fraction(1, 14),
    }
    assert parts == dict(week.weeks[0].parts)
    assert {"ann"} == {row.person for row in whole.weeks}


def test_the_work_of_meetings_is_the_same_in_whichever_weeks_it_is_asked_for():
    """Asked week by week or for the year, no week is told twice or left out."""
    plan = Workplan(meeting_cycles=[plan_template("meeting-cycle").cycle("group")])
    year = plan.workload(date(2026, 1, 1), date(2026, 12, 31), decision_map=MAP)
    again = [row for each in year.weeks for row in plan.workload(each.week, each.week, decision_map=MAP).weeks]
    assert list(year.weeks) == again


def test_a_cycle_needs_to_know_when_the_forum_meets():
    """Where nobody knows, the work is not known either, and that is said."""
    for forum, decision_map in (("group", None), ("cabinet", MAP), ("inbox", MAP)):
        found = Workplan(meeting_cycles=[MeetingCycle(forum, [Activity("hold", effort=1)])]).workload(
            MONDAY, MONDAY, decision_map=decision_map
        )
        assert ((f"next_meeting:{forum}",), ()) == (assumed(found.assumes), found.weeks)
    with pytest.raises(UnknownKeyError, match=r"^meeting cycle: no forum 'grup'; known: group"):
        Workplan(meeting_cycles=[MeetingCycle("grup", [Activity("hold")])]).workload(MONDAY, MONDAY, decision_map=MAP)
    bare = Workplan(meeting_cycles=[MeetingCycle("group", [Activity("hold")])])
    assert ("step_effort:group>hold",) == assumed(bare.workload(MONDAY, MONDAY, decision_map=MAP).assumes)


@pytest.mark.parametrize(
    "step",
    [
        Activity("a", start=MONDAY),
        Activity("a", due=When.before_meeting("group")),
        Activity("a", start=When.after_decision("contract")),
        Activity("a", done=MONDAY),
    ],
)
def test_the_steps_of_a_cycle_have_no_days_of_their_own(step):
    """They must stand around any meeting."""
    with pytest.raises(InvalidValueError, match=r"^MeetingCycle\.steps: expected steps told from each other"):
        MeetingCycle("group", [step])


def test_the_steps_of_a_cycle_are_checked_as_those_of_a_plan():
    """A loop in a template would be in every plan."""
    with pytest.raises(InvalidValueError, match="a > a"):
        MeetingCycle("group", [Activity("a", after=["a"])])
    with pytest.raises(UnknownKeyError, match="no activity 'b'"):
        MeetingCycle("group", [Activity("a", after=["b"])])


def test_work_at_the_end_of_the_calendar_is_counted():
    """A stranger's file may hold any day there is."""
    plan = Workplan([Activity("a", effort=1, start=date(9999, 12, 20), days=12, owner="ann")])
    assert 1 == plan.workload(date(9999, 12, 1), date.max).total


def test_a_workload_of_more_than_a_hundred_years_is_refused():
    """A mistyped year is no plan."""
    with pytest.raises(LimitExceeded, match="more than 36525 days"):
        Workplan([]).workload(date(1926, 1, 1), date(2026, 11, 23))


def test_an_activity_is_called_by_its_title():
    """Or by its key, where nobody gave it one."""
    assert ("Ask them", "a") == (str(Activity("a", title="Ask them")), str(Activity("a")))
