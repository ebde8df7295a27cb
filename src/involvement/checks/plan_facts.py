"""Facts that the rules about workplans share: activities, the schedule, and the fields they came from."""

from involvement.plans import Activity, Schedule, ScheduledActivity, Workplan
from involvement.references import Ref
from involvement.snapshots import Snapshot

__all__ = ["ACTIVITY", "DAYS", "ISSUE", "about", "agreed", "by_key", "plan_of", "rows_to_do", "scheduled", "to_do"]

ACTIVITY = {"activity": "Activity.title"}
ISSUE = {**ACTIVITY, "issue": "Issue.title"}
DAYS = ("Activity.days", "Activity.done", "Activity.due", "Activity.start", "Workplan.start")


def about(activity: Activity) -> dict[str, Ref]:
    """What a finding about an activity is about, and the activity."""
    ref = Ref("activity", activity.key)
    return {"about": ref, "activity": ref}


def plan_of(snapshot: Snapshot) -> Workplan:
    """The workplan as it stood, an empty one where there is none."""
    return snapshot.plan or Workplan()


def scheduled(snapshot: Snapshot) -> Schedule:
    """Its schedule, likewise."""
    return snapshot.schedule or Schedule()


def by_key(snapshot: Snapshot) -> list[Activity]:
    """Its activities, by key."""
    return sorted(plan_of(snapshot).activities, key=lambda activity: activity.key)


def to_do(snapshot: Snapshot) -> list[Activity]:
    """Those that are not done, by key."""
    return [activity for activity in by_key(snapshot) if activity.done is None]


def rows_to_do(snapshot: Snapshot) -> list[tuple[Activity, ScheduledActivity]]:
    """The same, each with its row of the schedule."""
    rows = {row.activity: row for row in scheduled(snapshot).rows}
    return [(activity, rows[activity.key]) for activity in to_do(snapshot)]


def agreed(snapshot: Snapshot) -> tuple[str, ...]:
    """The issues that the agreement in force agreed, in its order."""
    return () if snapshot.agreement is None else snapshot.agreement.agreed
