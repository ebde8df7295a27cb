"""Rules about workplans: owners, days, reviews, studies before action, and enough time."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache, partial
from itertools import chain, takewhile

from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.plans import Activity, Anchor, Schedule, ScheduledActivity, When, Workplan, plan_template
from involvement.priorities import FeasibilityState, Ground, Outcome
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.snapshots.map_reach import follow
from involvement.wording.numbers import mixed_number

__all__ = ["RULES"]

_DAYS_MISSING = frozenset({"assumed.on", "assumed.next_meeting"})  # of what a due day is counted from
_GROUP = "user-group"  # the template that says what finding a group took


@rule(
    "PLN001",
    severity="warning",
    needs=("workplan",),
    says="Nobody is named who sees to {activity:quoted}.",
    fix="Name one person or group who sees to {activity:quoted}; others may share the work.",
)
def activity_without_owner(snapshot: Snapshot) -> Iterator[Observation]:
    """An activity that is not done has no owner.

    *Why it matters.* What is everybody's work is done by nobody, or by whoever already does too much.

    *What would fix it.* One owner, with the time for it. What is done needs none any more.

    *Source.* Diabetes UK, Making Involvement Happen: that somebody takes responsibility for delivering the work.
    """
    for each in _to_do(snapshot):
        if each.owner is None:
            yield found(about=Ref("activity", each.key), activity=str(each))


@rule(
    "PLN002",
    severity="warning",
    needs=("workplan",),
    says="No day is set by which {activity:quoted} is to be finished.",
    says_unknown="The day by which {activity:quoted} is to be finished is not known. {missing:sentences}",
    fix="Set a day for {activity:quoted}, or say which decision or meeting it is for.",
    sources={"activity": "Activity.title"},
)
def activity_without_day(snapshot: Snapshot) -> Iterator[Observation]:
    """Nothing says by when an activity is to be finished.

    *Why it matters.* A plan without days is a list of wishes: views that come when it suits come after the
    decision.

    *What would fix it.* A day; or the decision, meeting or activity that it must be ready for. Where it names one
    whose day is not known, the status is `unknown`.

    *Source.* Diabetes UK, Making Involvement Happen: a clear timetable for the user group's activity.
    """
    for each, row in _rows_to_do(snapshot):
        if row.latest_end is None and row.kept is None:
            missing = tuple(assumed for assumed in row.assumes if assumed.code in _DAYS_MISSING)
            activity = Ref("activity", each.key)
            if missing and (each.due is not None or each.decision is not None):
                yield unknown(about=activity, activity=activity, missing=missing)
            else:
                yield found(about=activity, activity=activity)


@rule(
    "PLN003",
    severity="warning",
    needs=("workplan",),
    says="No regular reviews of the workplan are set.",
    fix="Set how often the workplan is reviewed, such as every three months, and at which forum.",
)
def plan_without_reviews(snapshot: Snapshot) -> Iterator[Observation]:
    """The workplan is not looked at again at regular times.

    *Why it matters.* Projects end and circumstances change; a plan that nobody reviews still tells people
    what mattered last year.

    *What would fix it.* A rule for reviews, set when the plan is made.

    *Source.* Diabetes UK, Making Involvement Happen: regular reviews of the plan need to be scheduled as part of the
    project planning.
    """
    plan = _plan(snapshot)
    if plan.activities and plan.review_interval is None:
        yield found(about=Ref("process", snapshot.process.key))


@rule(
    "PLN004",
    severity="warning",
    needs=("workplan",),
    says="The review of the workplan that was due on {due} is {days_late:day} late; not held: {reviews:review} in all.",
    fix="Hold the review, and write down what changed; one review stands for all that were due before it.",
)
def review_overdue(snapshot: Snapshot) -> Iterator[Observation]:
    """A regular review was due and has not been held.

    *Why it matters.* Reviews that are skipped are the first sign that the plan no longer guides the work.

    *What would fix it.* To hold it; or, where the rule asks for more than anybody needs, a longer interval. On the day
    itself it is not late.

    *Source.* Diabetes UK, Making Involvement Happen: regular reviews. Joseph Rowntree Foundation (1999),
    Findings 129: scheduled reviews.
    """
    late = snapshot.reviews_overdue
    if late:
        yield found(
            about=Ref("process", snapshot.process.key),
            due=late[0],
            days_late=(snapshot.on - late[0]).days,
            reviews=len(late),
        )


@rule(
    "PLN005",
    severity="error",
    needs=("workplan",),
    says="{activity:quoted} acts on {issue:quoted}, and nobody has studied whether that can be done, nor is to.",
    says_unknown="{activity:quoted} acts on {issue:quoted}, and it is not written down whether anybody has studied if that "
    "can be done.",
    fix="Study first whether {issue:quoted} can be done, as any other idea would be studied, and begin after that.",
)
def unstudied_issue_begun(snapshot: Snapshot) -> Iterator[Observation]:
    """An activity acts on an issue that nobody has studied or is planned to study.

    *Why it matters.* In North Mersey an evening clinic was opened because a user group had asked for it, without
    the study that any other idea would have had. Few people came, and it closed after four weeks.

    *What would fix it.* An activity that studies it, which this one comes after. Where no agreement says anything of
    the issue either way, the status is `unknown`.

    *Source.* Diabetes UK, the North Mersey case: ideas are assessed before they are carried out.
    """
    studied = _studied(snapshot)
    planned = {each.studies for each in _plan(snapshot).activities}
    for each in _by_key(snapshot):
        if each.implements is not None and each.implements not in planned:
            state = studied.get(each.implements)
            if state in {None, FeasibilityState.NOT_STUDIED}:
                say = unknown if state is None else found
                yield say(about=Ref("activity", each.key), activity=str(each), issue=snapshot.issue(each.implements))


@rule(
    "PLN006",
    severity="error",
    needs=("workplan",),
    says="{activity:quoted} begins on {begins}, and {study:quoted} shows only on {shown} whether it can be done.",
    says_unknown="It is not known whether {activity:quoted} begins before {study:quoted} shows that it can be done.",
    fix="Begin {activity:quoted} after {study:quoted}, and only if that shows that it can be done.",
)
def begun_before_its_study(snapshot: Snapshot) -> Iterator[Observation]:
    """An activity begins before it is shown that what it does can be done.

    *Why it matters.* A study beside the work comes too late to stop it, and those who asked are blamed for what
    fails.

    *What would fix it.* To let the activity come after the study. Where the days of either are not known and
    neither comes after the other, the status is `unknown`.

    *Source.* Diabetes UK, the North Mersey case: ideas are assessed before they are carried out.
    """
    rows = {row.activity: row for row in _schedule(snapshot).rows}
    dated: dict[str | None, list[Activity]] = {}
    undated: dict[str | None, list[Activity]] = {}
    for activity in _by_key(snapshot):
        (undated if rows[activity.key].end is None else dated).setdefault(activity.studies, []).append(activity)
    for studies in dated.values():  # an activity that begins after the study that shows last begins after all of them
        studies.sort(key=lambda study: rows[study.key].end or date.max, reverse=True)
    onward = _onward(_plan(snapshot))
    later = cache(lambda study: follow(onward, {study}) - {study})
    for activity in _by_key(snapshot):
        if activity.implements is None:
            continue
        key, begins = activity.key, rows[activity.key].start
        too_late = takewhile(partial(_shows_too_late, rows, begins), dated.get(activity.implements, ()))
        asked = chain(too_late, undated.get(activity.implements, ()))
        study = next((study for study in asked if study.key != key and key not in later(study.key)), None)
        if study is None:
            continue
        about, shown = Ref("activity", key), rows[study.key].end
        if begins is None or shown is None:
            yield unknown(about=about, activity=str(activity), study=str(study))
        else:
            yield found(about=about, activity=str(activity), study=str(study), begins=begins, shown=shown)


@rule(
    "PLN007",
    severity="error",
    needs=("workplan", "agreement"),
    says="{activity:quoted} acts on {issue:quoted}, which a study has ruled out.",
    fix="Take {activity:quoted} out of the plan and say why, or study {issue:quoted} anew.",
)
def ruled_out_issue_begun(snapshot: Snapshot) -> Iterator[Observation]:
    """An activity that is not done acts on an issue that was ruled out.

    *Why it matters.* Work on what cannot be done takes the days from what can, and keeps up a hope that was
    answered with no.

    *What would fix it.* To drop it and tell those who asked; or a new study, if the reason no longer holds.

    *Source.* Diabetes UK, the North Mersey case.
    """
    studied = _studied(snapshot)
    for each in _to_do(snapshot):
        if each.implements is not None and studied.get(each.implements) is FeasibilityState.RULED_OUT:
            yield found(about=Ref("activity", each.key), activity=str(each), issue=snapshot.issue(each.implements))


@rule(
    "PLN008",
    severity="error",
    needs=("workplan",),
    says="{activity:quoted} cannot be finished in time: {reason}.",
    fix="Begin earlier what {activity:quoted} waits for, take less time for it, move the day that it is for, "
    "or open a way for views where there is none.",
)
def day_that_cannot_be_kept(snapshot: Snapshot) -> Iterator[Observation]:
    """An activity cannot be finished by the day by which it must be.

    *Why it matters.* What comes after the last day to speak informs nothing. A plan that cannot be kept is
    known weeks before, and mostly told afterwards.

    *What would fix it.* What the reason names: it says what holds the activity up and what presses it. What is not
    known counts in favour of the plan, so that what cannot be kept is certain. A day that is past is another
    problem, `activity-overdue`.

    *Source.* Diabetes UK, Making Involvement Happen: views feed in at the right time; a clear timetable.
    """
    for each, row in _rows_to_do(snapshot):
        if row.kept is False and (row.latest_end is None or row.latest_end >= snapshot.on):
            yield found(about=Ref("activity", each.key), activity=str(each), reason=row.reason)


@rule(
    "PLN009",
    severity="warning",
    needs=("workplan",),
    says="{activity:quoted} was to be finished by {due}, {days_late:day} ago, and it is not written down that it was.",
    fix="Write down when {activity:quoted} was done; or set a new day, and look at what waits for it.",
)
def activity_overdue(snapshot: Snapshot) -> Iterator[Observation]:
    """The day by which an activity was to be finished is past, and it is not done.

    *Why it matters.* What waits for it is late already, and nobody may have noticed.

    *What would fix it.* To do it, to write down that it was done, or to drop it and say so. The day may be that of what
    waits for it: then that is late.

    *Source.* Diabetes UK, Making Involvement Happen: the plan is updated as projects are completed.
    """
    for each, row in _rows_to_do(snapshot):
        if row.latest_end is not None and row.latest_end < snapshot.on:
            late = (snapshot.on - row.latest_end).days
            yield found(about=Ref("activity", each.key), activity=str(each), due=row.latest_end, days_late=late)


@rule(
    "PLN010",
    severity="warning",
    needs=("workplan", "agreement"),
    says="{issue:quoted} was agreed, and no activity acts on it.",
    fix="Plan who does what about {issue:quoted} by when, or tell those who agreed that it will wait.",
)
def agreed_issue_without_activity(snapshot: Snapshot) -> Iterator[Observation]:
    """An issue was agreed, and the workplan has nothing that acts on it.

    *Why it matters.* An agreement that nobody works on is found out at the next meeting, and costs the trust
    that it won.

    *What would fix it.* An activity that implements the issue. `Workplan.from_agreement` makes one for each.

    *Source.* Diabetes UK, Making Involvement Happen: the final workplan includes a shared agreement about priorities
    for action.
    """
    acted_on = {each.implements for each in _plan(snapshot).activities}
    for issue in _agreed(snapshot):
        if acted_on and issue not in acted_on:
            yield found(about=Ref("issue", issue), issue=snapshot.issue(issue))


@rule(
    "PLN011",
    severity="warning",
    needs=("workplan",),
    says="{who} has more work than days in {weeks:week} of the year ahead, most in that of {worst}: {work} of {has}.",
    says_unknown="{who} has up to {work} of work in a week of the year ahead, and it is not known how many days there are.",
    fix="Share the work of {who} with others, move some of it, or find more days.",
)
def more_work_than_days(snapshot: Snapshot) -> Iterator[Observation]:
    """In some weeks of the year ahead, somebody has more work than days for it.

    *Why it matters.* It becomes relentless: a meeting, then the minutes, then preparing for the next, and all the work
    that develops out of the group beside it. What gives way is the answer to those who spoke.

    *What would fix it.* Another owner, another week, more days. Work is spread evenly over the days of each
    activity; where nobody says how many days a week somebody has, the status is `unknown`. The days of a lead
    count where the plan names no working week.

    *Source.* Diabetes UK, Making Involvement Happen, Hammersmith and Fulham; it is easy to underestimate the amount of
    time involved.
    """
    load = snapshot.workload
    for key in sorted({row.person for row in load.weeks if row.person is not None}):
        rows = load.of(key)
        over = [row for row in rows if row.over]
        worst = max(over or rows, key=lambda row: row.effort)  # the first of the worst
        about, who, work = snapshot.who(key), snapshot.stakeholder(key), _days(worst.effort)
        if worst.capacity is None:
            yield unknown(about=about, who=who, work=work)
        elif over:
            has = _days(worst.capacity)
            yield found(about=about, who=who, weeks=len(over), worst=worst.week, work=work, has=has)


@rule(
    "PLN012",
    severity="note",
    needs=("workplan",),
    says="Finding the people is planned with {planned} of work; elsewhere it took {least} to {most}.",
    says_unknown="It is not written down how many days of work finding the people is to take; elsewhere it took {least} "
    "to {most}.",
    fix="Plan more days for finding the people, or say why it takes fewer here.",
)
def recruitment_underestimated(snapshot: Snapshot) -> Iterator[Observation]:
    """Finding the people who take part is planned with less work than a site reported.

    *Why it matters.* All three sites of a project found that recruiting a group took more time than they had
    expected. It is advice, not a rule: a smaller group, or one that exists already, may take less.

    *What would fix it.* More days; or a reason. Where the weeks or the days a week are not said, the status is
    `unknown`.

    *Source.* Diabetes UK, Making Involvement Happen: in North Mersey about three months at two to three days a week;
    that this is 26 to 39 days is our own reckoning, in the template `user-group`.
    """
    recruitment, reported = _plan(snapshot).recruitment, plan_template(_GROUP)
    least, most = reported.effort_at_least, reported.effort_at_most
    if recruitment is None or least is None or most is None:
        return
    about, facts = Ref("process", snapshot.process.key), {"least": mixed_number(least), "most": _days(most)}
    if recruitment.effort is None:
        yield unknown(about=about, **facts)
    elif recruitment.effort < least:
        yield found(about=about, planned=_days(recruitment.effort), **facts)


@rule(
    "PLN013",
    severity="warning",
    needs=("workplan",),
    says="There is a workplan, and no agreement about what matters most.",
    fix="Agree with service users and the organisation on what matters most, and plan from that.",
)
def plan_without_agreed_priorities(snapshot: Snapshot) -> Iterator[Observation]:
    """The workplan rests on no agreement about priorities.

    *Why it matters.* A plan that one side has written carries out what that side wants, whoever does the work.

    *What would fix it.* A negotiation between all the stakeholders, and its agreement in the process.

    *Source.* Diabetes UK, Making Involvement Happen: agreeing priorities for action requires negotiation between all
    the stakeholders involved; the workplan includes a shared agreement.
    """
    if _plan(snapshot).activities and not _agreed(snapshot):
        yield found(about=Ref("process", snapshot.process.key))


@rule(
    "PLN014",
    severity="warning",
    needs=("workplan", "agreement"),
    says="{issue:quoted} waits to be studied, and no activity studies it.",
    fix="Plan who studies by when whether {issue:quoted} can be done.",
)
def study_without_activity(snapshot: Snapshot) -> Iterator[Observation]:
    """An issue was put off until it is studied, and the workplan has nothing that studies it.

    *Why it matters.* Not yet becomes never, without anybody having said no.

    *What would fix it.* An activity that studies the issue, with an owner and a day.

    *Source.* Diabetes UK, the North Mersey case: ideas are assessed; feasibility work has to be somebody's.
    """
    plan, agreement = _plan(snapshot), snapshot.agreement
    studied = {each.studies for each in plan.activities}
    for each in agreement.settlements if agreement is not None and plan.activities else ():
        if each.outcome is Outcome.DEFERRED and each.ground is Ground.NOT_STUDIED and each.issue not in studied:
            yield found(about=Ref("issue", each.issue), issue=snapshot.issue(each.issue))


def _shows_too_late(rows: Mapping[str, ScheduledActivity], begins: date | None, study: Activity) -> bool:
    """Whether a study with a known end does not end before a day, as far as that is known."""
    shown = rows[study.key].end
    return begins is None or shown is None or begins <= shown


def _plan(snapshot: Snapshot) -> Workplan:
    return snapshot.plan or Workplan()


def _schedule(snapshot: Snapshot) -> Schedule:
    return snapshot.schedule or Schedule()


def _by_key(snapshot: Snapshot) -> list[Activity]:
    return sorted(_plan(snapshot).activities, key=lambda each: each.key)


def _to_do(snapshot: Snapshot) -> list[Activity]:
    return [activity for activity in _by_key(snapshot) if activity.done is None]


def _rows_to_do(snapshot: Snapshot) -> list[tuple[Activity, ScheduledActivity]]:
    rows = {row.activity: row for row in _schedule(snapshot).rows}
    return [(each, rows[each.key]) for each in _to_do(snapshot)]


def _agreed(snapshot: Snapshot) -> tuple[str, ...]:
    return () if snapshot.agreement is None else snapshot.agreement.agreed


def _studied(snapshot: Snapshot) -> dict[str, FeasibilityState]:
    agreement = snapshot.agreement
    return {} if agreement is None else {each.issue: each.state for each in agreement.feasibility}


def _onward(plan: Workplan) -> dict[str, tuple[str, ...]]:
    """For each activity, those that begin only when it is finished, by what they come after or are told from."""
    onward: dict[str, list[str]] = {}
    for each in plan.activities:
        told = each.start if isinstance(each.start, When) and each.start.anchor is Anchor.END else None
        for before in (*each.after, *([told.key] if told is not None and told.days > 0 else [])):
            onward.setdefault(before, []).append(each.key)
    return {before: tuple(after) for before, after in onward.items()}


def _days(effort: Fraction | int) -> str:
    return f"{mixed_number(effort)} day{'' if effort == 1 else 's'}"


RULES: tuple[Rule, ...] = (
    activity_without_owner,
    activity_without_day,
    plan_without_reviews,
    review_overdue,
    unstudied_issue_begun,
    begun_before_its_study,
    ruled_out_issue_begun,
    day_that_cannot_be_kept,
    activity_overdue,
    agreed_issue_without_activity,
    more_work_than_days,
    recruitment_underestimated,
    plan_without_agreed_priorities,
    study_without_activity,
)
