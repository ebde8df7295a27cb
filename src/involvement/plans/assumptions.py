"""Assumptions of a plan: what is not recorded of its activities, and is taken in favour of the plan."""

from involvement.references import Ref
from involvement.wording import Statement

__all__ = [
    "RECRUITMENT_EFFORT",
    "RECRUITMENT_START",
    "effort_assumed",
    "length_assumed",
    "meeting_assumed",
    "start_assumed",
    "step_effort_assumed",
]

RECRUITMENT_EFFORT = Statement(
    "assumed.recruitment_effort", template="How many days of work recruitment takes is not recorded."
)
RECRUITMENT_START = Statement("assumed.recruitment_start", template="When recruitment begins is not recorded.")


def length_assumed(activity: str) -> Statement:
    """How many days an activity takes: one."""
    return Statement(
        "assumed.length",
        {"of": Ref("activity", activity)},
        template="How many days {of:quoted} takes is not recorded, so it counts as one.",
        sources={"of": "Activity.title"},
    )


def start_assumed(activity: str) -> Statement:
    """When an activity begins, where nothing else says it."""
    return Statement(
        "assumed.start",
        {"of": Ref("activity", activity)},
        template="When {of:quoted} can begin is not recorded.",
        sources={"of": "Activity.title"},
    )


def meeting_assumed(forum: str) -> Statement:
    """The meeting of a forum that days are counted from, or that follows: nothing is counted from it."""
    return Statement(
        "assumed.next_meeting",
        {"of": Ref("forum", forum)},
        template="No set day is recorded for the next meeting of {of}.",
        sources={"of": "Forum.title"},
    )


def effort_assumed(activity: str) -> Statement:
    """How many days of work an activity takes: it is left out of the workload."""
    return Statement(
        "assumed.effort",
        {"of": Ref("activity", activity)},
        template="How many days of work {of:quoted} takes is not recorded.",
        sources={"of": "Activity.title"},
    )


def step_effort_assumed(forum: str, step: str) -> Statement:
    """How many days of work a step of a forum's meetings takes: it is left out of the workload."""
    return Statement(
        "assumed.step_effort",
        {"of": Ref("forum", forum), "step": Ref("activity", step)},
        template="How many days of work {step:quoted} takes for a meeting of {of} is not recorded.",
        sources={"of": "Forum.title", "step": "Activity.title"},
    )
