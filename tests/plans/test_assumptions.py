"""What is not recorded of a plan is said in words."""

from datetime import date

import pytest

from involvement import Activity, DecisionMap, Forum, Workplan
from involvement.plans import MeetingCycle, Recruitment, When
from involvement.references import Ref
from involvement.wording import Wording

MONDAY = date(2026, 6, 1)
SAYS = Wording(names={Ref("activity", "invite"): "Invite people", Ref("forum", "group"): "the user group"})
MAP = DecisionMap(forums=[Forum("group")])


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (Workplan([Activity("invite")]), ['How many days "Invite people" takes is not recorded, so it counts as one.',
                                          'When "Invite people" can begin is not recorded.']),
        (Workplan([Activity("invite", days=2, due=When.before_meeting("group"))], start=MONDAY),
         ["No set day is recorded for the next meeting of the user group."]),
    ],
)  # fmt: skip
def test_a_schedule_says_what_it_takes_for_granted(plan, expected):
    """A plan that looks kept may rest on a guess."""
    assert expected == sorted(SAYS.say(statement) for statement in plan.schedule(MAP).assumes)


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (Workplan([Activity("invite", days=2, start=MONDAY)]), ['How many days of work "Invite people" takes is not recorded.']),
        (Workplan(recruitment=Recruitment(25)), ["How many days of work recruitment takes is not recorded."]),
        (Workplan(recruitment=Recruitment(weeks=13, days_a_week=2)), ["When recruitment begins is not recorded."]),
        (Workplan(meeting_cycles=[MeetingCycle("group", [Activity("invite", effort=1)])]),
         ["No set day is recorded for the next meeting of the user group."]),
    ],
)  # fmt: skip
def test_a_workload_says_what_it_leaves_out(plan, expected):
    """Work that nobody counted is work all the same."""
    assert expected == [SAYS.say(statement) for statement in plan.workload(MONDAY, MONDAY, decision_map=MAP).assumes]
