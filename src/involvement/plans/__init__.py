"""Workplans: what will be done, by whom and by when, and the reviews of the plan."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.plans.activities import Activity as Activity
    from involvement.plans.agendas import Agenda as Agenda, AgendaItem as AgendaItem, AgendaItemKind as AgendaItemKind
    from involvement.plans.packaged import (
        parse_plan_template as parse_plan_template,
        plan_template as plan_template,
        plan_template_schema as plan_template_schema,
        plan_templates as plan_templates,
    )
    from involvement.plans.relative_dates import Anchor as Anchor, When as When
    from involvement.plans.resources import (
        MeetingCycle as MeetingCycle,
        Recruitment as Recruitment,
        WorkingWeek as WorkingWeek,
    )
    from involvement.plans.reviews import Interval as Interval, IntervalUnit as IntervalUnit, Review as Review
    from involvement.plans.schedules import Schedule as Schedule, ScheduledActivity as ScheduledActivity
    from involvement.plans.templates import PlanTemplate as PlanTemplate, TemplateAnchor as TemplateAnchor
    from involvement.plans.workloads import PersonWeek as PersonWeek, Workload as Workload
    from involvement.plans.workplans import Workplan as Workplan
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".activities": "Activity",
        ".agendas": "Agenda AgendaItem AgendaItemKind",
        ".packaged": "parse_plan_template plan_template plan_template_schema plan_templates",
        ".relative_dates": "Anchor When",
        ".resources": "MeetingCycle Recruitment WorkingWeek",
        ".reviews": "Interval IntervalUnit Review",
        ".schedules": "Schedule ScheduledActivity",
        ".templates": "PlanTemplate TemplateAnchor",
        ".workloads": "PersonWeek Workload",
        ".workplans": "Workplan",
    })
    # fmt: on
