"""Workplans: what will be done, by whom and by when, and the reviews of the plan."""

from involvement.plans.activities import Activity
from involvement.plans.agendas import Agenda, AgendaItem, AgendaItemKind
from involvement.plans.packaged import (
    parse_plan_template,
    plan_template,
    plan_template_schema,
    plan_templates,
)
from involvement.plans.relative_dates import Anchor, When
from involvement.plans.resources import MeetingCycle, Recruitment, WorkingWeek
from involvement.plans.reviews import Interval, IntervalUnit, Review
from involvement.plans.schedules import Schedule, ScheduledActivity
from involvement.plans.templates import PlanTemplate, TemplateAnchor
from involvement.plans.workloads import PersonWeek, Workload
from involvement.plans.workplans import Workplan

__all__ = [
    "Activity",
    "Agenda",
    "AgendaItem",
    "AgendaItemKind",
    "Anchor",
    "Interval",
    "IntervalUnit",
    "MeetingCycle",
    "PersonWeek",
    "PlanTemplate",
    "Recruitment",
    "Review",
    "Schedule",
    "ScheduledActivity",
    "TemplateAnchor",
    "When",
    "WorkingWeek",
    "Workload",
    "Workplan",
    "parse_plan_template",
    "plan_template",
    "plan_template_schema",
    "plan_templates",
]
