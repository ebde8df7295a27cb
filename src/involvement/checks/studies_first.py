"""Rules about studies in workplans: ideas are studied before anybody acts on them."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, partial
from itertools import chain, takewhile

from involvement.checks.agreement_facts import studied_issues
from involvement.checks.plan_facts import ACTIVITY, DAYS, ISSUE, about, by_key, plan_of, scheduled, to_do
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.plans import Activity, Anchor, ScheduledActivity, When, Workplan
from involvement.priorities import FeasibilityState, Ground, Outcome
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.snapshots.map_reach import follow

__all__ = ["RULES"]


@rule(
    "PLN005",
    severity="error",
    needs=("workplan",),
    says="{activity:quoted} acts on {issue:quoted}. No study of whether that can be done is recorded or planned.",
    says_unknown="{activity:quoted} acts on {issue:quoted}. The record does not show whether it was studied.",
    fix="Study whether {issue:quoted} can be done, and begin {activity:quoted} after that.",
    sources=ISSUE,
)
def unstudied_issue_begun(snapshot: Snapshot) -> Iterator[Observation]:
    """An activity acts on an issue that nobody has studied, and no activity studies it.

    *Why it matters.* In North Mersey an evening clinic was opened because a user group had asked for it, without
    the study that any other idea would have had. Few people came, and it closed after four weeks.

    *What would fix it.* An activity that studies it and comes before this one. An assessment in the ledger and a finding
    in an earlier agreement count as a study. Where the agreement says nothing about the issue, the status is `unknown`.

    *Source.* Diabetes UK, the North Mersey case: ideas are assessed before they are carried out.
    """
    told = _studied(snapshot)
    studied = {activity.studies for activity in plan_of(snapshot).activities} | snapshot.once(studied_issues)
    for activity in by_key(snapshot):
        issue = activity.implements
        if issue is not None and issue not in studied:
            say = found if issue in told else unknown
            yield say(**about(activity), issue=Ref("issue", issue))


@rule(
    "PLN006",
    severity="error",
    needs=("workplan",),
    says="{study:quoted} finds out whether {activity:quoted} can be done. It ends on {shown}, but by the plan {activity:quoted} starts on "
    "{begins}.",
    says_unknown="{study:quoted} finds out whether {activity:quoted} can be done. The plan does not make {activity:quoted} wait for it.",
    fix="Begin {activity:quoted} after {study:quoted}, and only if it can be done.",
    sources={**ACTIVITY, "study": "Activity.title", "begins": DAYS, "shown": DAYS},
)
def begun_before_its_study(snapshot: Snapshot) -> Iterator[Observation]:
    """An activity can begin before its study ends.

    *Why it matters.* A study alongside the work comes too late to stop it, and those who asked are blamed if it fails.

    *What would fix it.* Letting the activity come after the study. Where the days of either are not recorded and the plan
    puts neither after the other, the status is `unknown`.

    *Source.* Diabetes UK, the North Mersey case: ideas are assessed before they are carried out.
    """
    rows = {row.activity: row for row in scheduled(snapshot).rows}
    dated: dict[str | None, list[Activity]] = {}
    undated: dict[str | None, list[Activity]] = {}
    for activity in by_key(snapshot):
        (undated if rows[activity.key].end is None else dated).setdefault(activity.studies, []).append(activity)
    for studies in dated.values():  # an activity that begins after the study that shows last begins after all of them
        studies.sort(key=lambda study: rows[study.key].end or date.max, reverse=True)
    onward = _onward(plan_of(snapshot))
    later = cache(lambda study: follow(onward, {study}) - {study})
    for activity in by_key(snapshot):
        if activity.implements is None:
            continue
        key, begins = activity.key, rows[activity.key].start
        too_late = takewhile(partial(_shows_too_late, rows, begins), dated.get(activity.implements, ()))
        asked = chain(too_late, undated.get(activity.implements, ()))
        study = next((study for study in asked if study.key != key and key not in later(study.key)), None)
        if study is None:
            continue
        shown, ref = rows[study.key].end, Ref("activity", study.key)
        if begins is None or shown is None:
            yield unknown(**about(activity), study=ref)
        else:
            yield found(**about(activity), study=ref, begins=begins, shown=shown)


@rule(
    "PLN007",
    severity="error",
    needs=("workplan", "agreement"),
    says="{activity:quoted} acts on {issue:quoted}, which was ruled out.",
    fix="Take {activity:quoted} out of the plan and say why, or study {issue:quoted} again.",
    sources=ISSUE,
)
def ruled_out_issue_begun(snapshot: Snapshot) -> Iterator[Observation]:
    """An activity that is not done acts on an issue that was ruled out.

    *Why it matters.* Work on what cannot be done takes days from what can, and keeps alive a hope that was refused.

    *What would fix it.* Dropping it and telling those who asked, or a new study if the reason no longer holds.

    *Source.* Diabetes UK, the North Mersey case.
    """
    studied = _studied(snapshot)
    for activity in to_do(snapshot):
        if activity.implements is not None and studied.get(activity.implements) is FeasibilityState.RULED_OUT:
            yield found(**about(activity), issue=Ref("issue", activity.implements))


@rule(
    "PLN014",
    severity="warning",
    needs=("workplan", "agreement"),
    says="{issue:quoted} was deferred until it is studied. No activity in the workplan studies it.",
    fix="Plan who studies {issue:quoted}, and by when.",
    sources={"issue": "Issue.title"},
)
def study_without_activity(snapshot: Snapshot) -> Iterator[Observation]:
    """An issue was deferred until it is studied, and the workplan has nothing that studies it.

    *Why it matters.* "Not yet" becomes "never" without anybody saying no.

    *What would fix it.* An activity that studies the issue, with an owner and a day.

    *Source.* Diabetes UK, the North Mersey case: ideas are assessed; feasibility work has to be somebody's.
    """
    plan, agreement = plan_of(snapshot), snapshot.agreement
    studied = {activity.studies for activity in plan.activities}
    for settlement in agreement.settlements if agreement is not None and plan.activities else ():
        if (
            settlement.outcome is Outcome.DEFERRED
            and settlement.ground is Ground.NOT_STUDIED
            and settlement.issue not in studied
        ):
            ref = Ref("issue", settlement.issue)
            yield found(about=ref, issue=ref)


def _shows_too_late(rows: Mapping[str, ScheduledActivity], begins: date | None, study: Activity) -> bool:
    """Whether a study with a known end does not end before a day, as far as that is known."""
    shown = rows[study.key].end
    return begins is None or shown is None or begins <= shown


def _studied(snapshot: Snapshot) -> dict[str, FeasibilityState]:
    agreement = snapshot.agreement
    return {} if agreement is None else {feasibility.issue: feasibility.state for feasibility in agreement.feasibility}


def _onward(plan: Workplan) -> dict[str, tuple[str, ...]]:
    """For each activity, those that begin only when it is finished, by what they come after or are told from."""
    onward: dict[str, list[str]] = {}
    for activity in plan.activities:
        told = activity.start if isinstance(activity.start, When) and activity.start.anchor is Anchor.END else None
        for before in (*activity.after, *([told.key] if told is not None and told.lag > 0 else [])):
            onward.setdefault(before, []).append(activity.key)
    return {before: tuple(after) for before, after in onward.items()}


RULES: tuple[Rule, ...] = (
    unstudied_issue_begun,
    begun_before_its_study,
    ruled_out_issue_begun,
    study_without_activity,
)
