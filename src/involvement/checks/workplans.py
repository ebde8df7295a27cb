"""Rules about workplans: owners, days, reviews, and enough time."""

from collections.abc import Iterator

from involvement.checks.plan_facts import ACTIVITY, DAYS, about, agreed, plan_of, rows_to_do, to_do
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.plans import Activity, Anchor, When, plan_template
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.wording import Statement

__all__ = ["RULES"]

_EFFORT = ("Activity.effort", "Activity.days", "MeetingCycle.steps", "Recruitment.days_a_week")
_INTERVAL = ("Workplan.review_interval", "Workplan.held")
_DAYS_MISSING = frozenset({"assumed.on", "assumed.next_meeting"})  # of what a due day is counted from
_GROUP = "user-group"  # the template that says what finding a group took


@rule(
    "PLN001",
    severity="warning",
    needs=("workplan",),
    says="No owner is recorded for {activity:quoted}.",
    fix="Name one person or group who is responsible for {activity:quoted}. Others can share the work.",
    sources=ACTIVITY,
)
def activity_without_owner(snapshot: Snapshot) -> Iterator[Observation]:
    """An activity that is not done has no owner.

    *Why it matters.* Work that belongs to everybody is done by nobody, or by those who already do too much.

    *What would fix it.* One owner, with the time for it. Activities that are done need none.

    *Source.* Diabetes UK, Making Involvement Happen: that somebody takes responsibility for delivering the work.
    """
    for activity in to_do(snapshot):
        if activity.owner is None:
            yield found(**about(activity))


@rule(
    "PLN002",
    severity="warning",
    needs=("workplan",),
    says="No day is set by which {activity:quoted} must be finished. {withdrawn:sentences}",
    says_unknown="The day by which {activity:quoted} must be finished is not known. {missing:sentences}",
    fix="{remedy:sentence}",
    sources=ACTIVITY,
)
def activity_without_day(snapshot: Snapshot) -> Iterator[Observation]:
    """Nothing says by when an activity must be finished.

    *Why it matters.* A plan without days is a list of wishes, and its views arrive after the decision.

    *What would fix it.* A day, or the decision, meeting or activity that it must be ready for. If the day of that is not
    recorded, the status is `unknown`. A decision that was withdrawn sets no day.

    *Source.* Diabetes UK, Making Involvement Happen: a clear timetable for the user group's activity.
    """
    withdrawn = {Ref("decision", decision.key) for decision in snapshot.decisions if decision.is_withdrawn(snapshot.on)}
    for activity, row in rows_to_do(snapshot):
        never = row.kept is False and row.slack_days is None
        if row.latest_end is not None or never:
            continue
        of_activity = isinstance(activity.due, When) and activity.due.of_activity
        asked = _counted_from(activity)
        if asked <= withdrawn and not of_activity:
            gone = (_withdrawn(asked),) if asked else ()
            yield found(**about(activity), withdrawn=gone, remedy=_set_a_day(activity, gone=bool(asked)))
        else:
            missing = (
                assumed
                for assumed in row.assumes
                if assumed.code in _DAYS_MISSING and dict(assumed.facts)["of"] in asked
            )
            yield unknown(**about(activity), missing=tuple(missing), remedy=_set_a_day(activity, gone=False))


@rule(
    "PLN003",
    severity="warning",
    needs=("workplan",),
    says="No regular reviews of the workplan are set.",
    fix="Decide how often to review the workplan, such as every three months, and at which forum.",
    sources={},
)
def plan_without_reviews(snapshot: Snapshot) -> Iterator[Observation]:
    """Nothing says when the workplan is reviewed.

    *Why it matters.* Projects end and circumstances change. A plan that nobody reviews still says what mattered last
    year.

    *What would fix it.* An interval for reviews, set when the plan is made.

    *Source.* Diabetes UK, Making Involvement Happen: regular reviews of the plan need to be scheduled as part of the
    project planning.
    """
    plan = plan_of(snapshot)
    if plan.activities and plan.review_interval is None:
        yield found(about=snapshot.process.ref)


@rule(
    "PLN004",
    severity="warning",
    needs=("workplan",),
    says="A review of the workplan was due on {due}, {days_late:day} ago. The record does not show that it was held. "
    "{more:sentences}",
    fix="Hold a review now, and record what changed.",
    sources={"due": _INTERVAL, "days_late": _INTERVAL},
)
def review_overdue(snapshot: Snapshot) -> Iterator[Observation]:
    """A regular review was due and is not recorded as held.

    *Why it matters.* Skipped reviews are the first sign that the plan no longer guides the work.

    *What would fix it.* Holding it, or a longer interval where reviews come more often than anybody needs. On its own day
    a review is not late.

    *Source.* Diabetes UK, Making Involvement Happen: regular reviews. Joseph Rowntree Foundation (1999),
    Findings 129: scheduled reviews.
    """
    late = snapshot.reviews_overdue
    if late:
        yield found(
            about=snapshot.process.ref,
            due=late[0],
            days_late=(snapshot.on - late[0]).days,
            more=_missed_since(len(late) - 1),
        )


@rule(
    "PLN008",
    severity="error",
    needs=("workplan",),
    says="{why:sentence}",
    fix="Start {activity:quoted}, or what it waits for, earlier. Or shorten it, or agree a later day.",
    sources=ACTIVITY,
)
def day_that_cannot_be_kept(snapshot: Snapshot) -> Iterator[Observation]:
    """An activity cannot be finished by the day by which it must be.

    *Why it matters.* Work that ends after the last day to speak informs nothing. Such a plan could be put right weeks
    before; mostly people hear of it afterwards.

    *What would fix it.* The finding says what holds the activity up and what it must be ready for. What is not recorded
    counts in favour of the plan, so "cannot" is certain. Once the day is past, `activity-overdue` reports it.

    *Source.* Diabetes UK, Making Involvement Happen: views feed in at the right time; a clear timetable.
    """
    for activity, row in rows_to_do(snapshot):
        if row.kept is False and (row.latest_end is None or row.latest_end >= snapshot.on):
            yield found(**about(activity), why=row.says)


@rule(
    "PLN009",
    severity="warning",
    needs=("workplan",),
    says="{activity:quoted} should have been finished by {due}. It is {days_late:day} late. {owner:sentence}",
    fix="If {activity:quoted} is done, record the day. If not, agree a new day and tell those who wait for it.",
    sources={**ACTIVITY, "due": DAYS, "days_late": DAYS},
)
def activity_overdue(snapshot: Snapshot) -> Iterator[Observation]:
    """The day by which an activity should have been finished is past, and it is not recorded as done.

    *Why it matters.* Everything that waits for it is late too, and nobody may have noticed.

    *What would fix it.* Doing it, recording that it was done, or dropping it and saying so. Where the activity has no due
    day of its own, the day is that of what waits for it.

    *Source.* Diabetes UK, Making Involvement Happen: the plan is updated as projects are completed.
    """
    for activity, row in rows_to_do(snapshot):
        if row.latest_end is not None and row.latest_end < snapshot.on:
            late = (snapshot.on - row.latest_end).days
            yield found(**about(activity), due=row.latest_end, days_late=late, owner=_owner(snapshot, activity))


@rule(
    "PLN010",
    severity="warning",
    needs=("workplan", "agreement"),
    says="{issue:quoted} was agreed. No activity in the workplan acts on it.",
    fix="Plan who does what about {issue:quoted} and by when, or say that it will wait and tell those who agreed it.",
    sources={"issue": "Issue.title"},
)
def agreed_issue_without_activity(snapshot: Snapshot) -> Iterator[Observation]:
    """An issue was agreed, and the workplan has nothing that acts on it.

    *Why it matters.* People notice at the next meeting that nobody works on what they agreed, and trust is lost.

    *What would fix it.* An activity that implements the issue. `Workplan.from_agreement` makes one for each.

    *Source.* Diabetes UK, Making Involvement Happen: the final workplan includes a shared agreement about priorities
    for action.
    """
    acted_on = {activity.implements for activity in plan_of(snapshot).activities}
    for issue in agreed(snapshot):
        if acted_on and issue not in acted_on:
            ref = Ref("issue", issue)
            yield found(about=ref, issue=ref)


@rule(
    "PLN011",
    severity="warning",
    needs=("workplan",),
    says="{who} has more work than days in {weeks:week} of the year ahead. {weeks#That week|The fullest of them} starts on "
    "{worst} and needs {work:day}. {who} has {has:day|days|no days} in that week.",
    says_unknown="In the fullest week of the year ahead, {who} has {work:day} of work. How many days a week they can give is not "
    "recorded.",
    fix="Share the work of {who} with others, move some of it, or find and record more days.",
    sources={
        "who": ("Activity.owner", "Stakeholder.title"),
        "weeks": _EFFORT,
        "worst": _EFFORT,
        "work": _EFFORT,
        "has": ("WorkingWeek.days", "Lead.days_a_week"),
    },
)
def more_work_than_days(snapshot: Snapshot) -> Iterator[Observation]:
    """In some weeks of the year ahead, somebody has more work than days for it.

    *Why it matters.* It becomes relentless: a meeting, then the minutes, then preparing for the next one, and beside it all
    the work that grows out of the group. The answers to those who spoke are what gets dropped.

    *What would fix it.* Another owner, another week, or more days. Work is spread evenly over the days of each activity.
    Where nobody's days a week are recorded, the status is `unknown`. The days of a lead count where the plan gives no
    working week.

    *Source.* Diabetes UK, Making Involvement Happen, Hammersmith and Fulham; it is easy to underestimate the amount of
    time involved.
    """
    load = snapshot.workload
    for key in sorted({row.person for row in load.weeks if row.person is not None}):
        rows = load.of(key)
        over = [row for row in rows if row.over]
        worst = max(rows, key=lambda row: row.effort)  # the first of the worst, and over if any is
        who, work = snapshot.who(key), worst.effort
        if worst.capacity is None:
            yield unknown(about=who, who=who, work=work)
        elif over:
            has = worst.capacity or None
            yield found(about=who, who=who, weeks=len(over), worst=worst.week, work=work, has=has)


@rule(
    "PLN012",
    severity="note",
    needs=("workplan",),
    says="Recruiting people is planned to take {planned:day} of work. Another site needed {least} to {most:day}.",
    says_unknown="How many days of work recruiting people takes is not recorded. Another site needed {least} to {most:day}.",
    fix="Plan more days for recruiting people, or say why it takes fewer here.",
    sources={
        "planned": ("Recruitment.weeks", "Recruitment.days_a_week"),
        "least": "PlanTemplate.effort_at_least",
        "most": "PlanTemplate.effort_at_most",
    },
)
def recruitment_underestimated(snapshot: Snapshot) -> Iterator[Observation]:
    """Recruiting the people who take part is planned with less work than a site reported.

    *Why it matters.* All three sites of a project found that recruiting a group took more time than they had
    expected. This is advice: a smaller group, or one that already exists, may take less.

    *What would fix it.* More days, or a reason. Where the weeks or the days a week are not recorded, the status is
    `unknown`.

    *Source.* Diabetes UK, Making Involvement Happen: in North Mersey about three months at two to three days a week;
    that this is 26 to 39 days is our own reckoning, in the template `user-group`.
    """
    recruitment, reported = plan_of(snapshot).recruitment, plan_template(_GROUP)
    least, most = reported.effort_at_least, reported.effort_at_most
    if recruitment is None or least is None or most is None:
        return
    about = snapshot.process.ref
    if recruitment.effort is None:
        yield unknown(about=about, least=least, most=most)
    elif recruitment.effort < least:
        yield found(about=about, planned=recruitment.effort, least=least, most=most)


@rule(
    "PLN013",
    severity="warning",
    needs=("workplan",),
    says="{state:sentence}",
    fix="Agree with service users and the organisation on what matters most, and plan from that.",
    sources={},
)
def plan_without_agreed_priorities(snapshot: Snapshot) -> Iterator[Observation]:
    """No agreement on priorities stands behind the workplan, or the one there is agreed nothing.

    *Why it matters.* A plan written by one side carries out what that side wants.

    *What would fix it.* A negotiation between all the stakeholders, with its agreement in the process. An agreement that
    deferred or declined everything is reported too, unless the plan studies what was deferred.

    *Source.* Diabetes UK, Making Involvement Happen: agreeing priorities for action requires negotiation between all
    the stakeholders involved; the workplan includes a shared agreement.
    """
    plan, agreement = plan_of(snapshot), snapshot.agreement
    if not plan.activities or agreed(snapshot):
        return
    settled = set() if agreement is None else {settlement.issue for settlement in agreement.settlements}
    if any(activity.studies in settled for activity in plan.activities):
        return
    state = Statement("PLN013.none", template="There is a workplan, but no agreement on what matters most.")
    if settled:
        state = Statement(
            "PLN013.nothing", template="There is a workplan, but the agreement in force lists nothing as agreed."
        )
    yield found(about=snapshot.process.ref, state=state)


def _counted_from(activity: Activity) -> set[Ref]:
    """The decisions and forums that the day by which an activity must be finished is counted from."""
    asked = set() if activity.decision is None else {Ref("decision", activity.decision)}
    if isinstance(activity.due, When) and not activity.due.of_activity:
        asked.add(Ref("decision" if activity.due.anchor is Anchor.DECISION else "forum", activity.due.key))
    return asked


def _withdrawn(decisions: set[Ref]) -> Statement:
    """That what the activity was for, or was counted from, is no longer to be decided."""
    return Statement(
        "PLN002.withdrawn",
        {"decisions": tuple(sorted(decisions))},
        template="{decisions:quoted} {decisions#was|were} withdrawn, and no longer {decisions#sets|set} a day.",
        sources={"decisions": "Decision.title"},
    )


def _set_a_day(activity: Activity, *, gone: bool) -> Statement:
    """How an activity comes to have a day; what it was for may be gone, and it with it."""
    template = (
        "If {activity:quoted} is still needed, set a day for it, or say which other decision or meeting it is for. If it is "
        "not, take it out of the plan."
        if gone
        else "Set a day for {activity:quoted}, or say which decision or meeting it is for."
    )
    facts = {"activity": Ref("activity", activity.key)}
    return Statement("PLN002.still_needed" if gone else "PLN002.set", facts, template=template, sources=ACTIVITY)


def _missed_since(reviews: int) -> tuple[Statement, ...]:
    """That later reviews were not held either."""
    if not reviews:
        return ()
    return (
        Statement(
            "PLN004.more",
            {"reviews": reviews},
            template="Since then {reviews:more review|more reviews} {reviews#was|were} due. One review now counts for all.",
            sources={"reviews": _INTERVAL},
        ),
    )


def _owner(snapshot: Snapshot, activity: Activity) -> Statement:
    """Who is responsible for an activity."""
    if activity.owner is None:
        return Statement("PLN009.nobody", template="No owner is recorded.")
    return Statement(
        "PLN009.owner",
        {"owner": snapshot.who(activity.owner)},
        template="Owner: {owner}.",
        sources={"owner": "Activity.owner"},
    )


RULES: tuple[Rule, ...] = (
    activity_without_owner,
    activity_without_day,
    plan_without_reviews,
    review_overdue,
    day_that_cannot_be_kept,
    activity_overdue,
    agreed_issue_without_activity,
    more_work_than_days,
    recruitment_underestimated,
    plan_without_agreed_priorities,
)
