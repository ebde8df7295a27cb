"""What will be done, by whom and by when, and when is the plan looked at again?"""

from involvement.plans.activities import Activity
from involvement.plans.relative_dates import Anchor, When
from involvement.plans.resources import MeetingCycle, Recruitment, WorkingWeek
from involvement.plans.reviews import Interval, IntervalUnit, Review
from involvement.plans.workplans import Workplan

__all__ = [
    "Activity",
    "Anchor",
    "Interval",
    "IntervalUnit",
    "MeetingCycle",
    "Recruitment",
    "Review",
    "When",
    "WorkingWeek",
    "Workplan",
]
