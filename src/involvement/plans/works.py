"""Planned work by day: activities, recruitment, and what each meeting takes."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from attrs import define, field

from involvement.decisions import DecisionMap
from involvement.errors import UnknownKeyError
from involvement.plans.activities import Activity
from involvement.plans.assumptions import (
    RECRUITMENT_EFFORT,
    RECRUITMENT_START,
    effort_assumed,
    meeting_assumed,
    step_effort_assumed,
)
from involvement.plans.links import Links
from involvement.plans.resolved_dates import Bounds, moved
from involvement.plans.resources import MeetingCycle, Recruitment
from involvement.plans.schedules import Schedule
from involvement.plans.scheduling import schedule_of
from involvement.plans.workloads import Work, monday, sunday
from involvement.wording import Statement

__all__ = ["planned_work"]

_RECRUITMENT = "recruitment"
_ANY_DAY = date(2000, 1, 3)  # the steps of a cycle are told from each other, so their distances are those of any day


@define
class _Found:
    """The work found so far, what has no days, and what was not known."""

    works: list[Work] = field(factory=list)
    undated: list[tuple[str, Fraction]] = field(factory=list)
    assumes: set[Statement] = field(factory=set)

    def add_recruitment(self, recruitment: Recruitment | None, start: date | None) -> None:
        """The work of finding people, as much in each of its weeks."""
        if recruitment is None:
            return
        if recruitment.effort is None:
            self.assumes.add(RECRUITMENT_EFFORT)
            return
        days = recruitment.days_from(start)
        if days is None:
            self.undated.append((_RECRUITMENT, recruitment.effort))
            self.assumes.add(RECRUITMENT_START)
        else:
            self.works.append(Work(_RECRUITMENT, recruitment.owner, recruitment.effort, *days))

    def add_cycle(self, cycle: MeetingCycle, decision_map: DecisionMap | None, first: date, last: date) -> None:
        """What each meeting takes of which some step falls into the weeks asked about."""
        forums = {} if decision_map is None else {forum.key: forum for forum in decision_map.forums}
        if decision_map is not None and cycle.forum not in forums:
            raise UnknownKeyError("forum", cycle.forum, forums, "meeting cycle")
        meetings = None if decision_map is None else forums[cycle.forum].meetings
        if meetings is None or meetings.always:
            self.assumes.add(meeting_assumed(cycle.forum))
            return
        steps = cycle.at(_ANY_DAY)
        rows = {
            activity.activity: activity for activity in schedule_of(Links.of(steps), Bounds(None, _ANY_DAY), None).rows
        }
        spans = [
            (cycle_step, placed_, (rows[placed_.key].start or _ANY_DAY), (rows[placed_.key].end or _ANY_DAY))
            for cycle_step, placed_ in zip(cycle.steps, steps, strict=True)
        ]
        self.assumes.update(
            step_effort_assumed(cycle.forum, cycle_step.key)
            for cycle_step, _, _, _ in spans
            if cycle_step.effort is None
        )
        before = max(((_ANY_DAY - begin).days for _, _, begin, _ in spans), default=0)
        after = max(((end - _ANY_DAY).days for _, _, _, end in spans), default=0)
        for day in meetings.between(moved(monday(first), -after), moved(sunday(last), before)):
            distance = day - _ANY_DAY
            self.works.extend(
                Work(f"{cycle.forum}-{day.isoformat()}-{cycle_step.key}", step.owner, step.effort,
                     _shifted(begin, distance), _shifted(end, distance))
                for cycle_step, step, begin, end in spans if step.effort is not None
            )  # fmt: skip


def planned_work(activities: Iterable[Activity], schedule: Schedule) -> _Found:
    """The work of activities, on the days of their schedule."""
    found = _Found()
    rows = {row.activity: row for row in schedule.rows}
    for activity in activities:
        row = rows[activity.key]
        found.assumes.update(row.assumes)
        if activity.effort is None:
            found.assumes.add(effort_assumed(activity.key))
        elif row.start is None or row.end is None:
            found.undated.append((activity.key, activity.effort))
        else:
            found.works.append(Work(activity.key, activity.owner, activity.effort, row.start, row.end))
    return found


def _shifted(day: date, distance: timedelta) -> date:
    return moved(day, distance.days)
