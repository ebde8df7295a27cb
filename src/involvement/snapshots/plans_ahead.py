"""Agendas, reviews and workloads of the weeks ahead, from one schedule of the workplan."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve

from involvement.decisions import DecisionMap
from involvement.feedback import Contribution, Progress
from involvement.plans import Schedule, WorkingWeek, Workload, Workplan
from involvement.plans.workplans import agenda_of, workload_of
from involvement.support import Support

if TYPE_CHECKING:
    from involvement.plans import Agenda

__all__ = ["AGENDA_WEEKS", "agendas_ahead", "days_ahead", "work_ahead"]

AGENDA_WEEKS = 8
_MOST_MEETINGS = 8  # of one forum: one that meets more often than weekly has no agenda of its own for each
_YEAR = 365  # days: how far ahead work is weighed against days


def days_ahead(on: date, days: int) -> date:
    """So many days later, or the last day of the calendar."""
    return date.fromordinal(min(on.toordinal() + days, date.max.toordinal()))


def agendas_ahead(
    plan: Workplan,
    on: date,
    *,
    decision_map: DecisionMap,
    schedule: Schedule,
    contributions: Mapping[str, Contribution],
    progress: Iterable[Progress],
) -> "tuple[Agenda, ...]":
    """The agendas of all meetings from the day to eight weeks later, by day and forum.

    Of forums whose calendar is known and that meet no oftener than once a week.
    """
    from involvement.plans.agendas import Sitting

    until = days_ahead(on, 7 * AGENDA_WEEKS)
    meetings = [
        (day, forum.key)
        for forum in decision_map.forums
        if forum.meetings is not None and len(days := forum.meets_between(on, until)) <= _MOST_MEETINGS
        for day in days
    ]
    return tuple(
        agenda_of(
            plan,
            Sitting.of(forum, day, decision_map),
            schedule=schedule,
            decision_map=decision_map,
            contributions=contributions,
            progress=progress,
        )
        for day, forum in sorted(meetings)
    )


def work_ahead(
    plan: Workplan, on: date, *, decision_map: DecisionMap | None, schedule: Schedule, support: Support
) -> Workload:
    """The work of each person in each week of the year ahead.

    The days of a lead count where the plan names no working week.
    """
    weeks = {week.stakeholder: week for week in plan.working_weeks}
    for lead in support.leads:
        if lead.days_a_week is not None and lead.holds(on):
            weeks.setdefault(lead.stakeholder, WorkingWeek(lead.stakeholder, min(lead.days_a_week, Fraction(7))))
    return workload_of(
        evolve(plan, working_weeks=weeks.values()),
        on,
        days_ahead(on, _YEAR),
        schedule=schedule,
        decision_map=decision_map,
    )
