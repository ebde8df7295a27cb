"""Next steps for the coordinator: what to do now, in which order, and why."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from attrs import evolve, field

from involvement import _fields
from involvement._fields import frozen
from involvement.checks import ALL_RULES, Finding, FindingStatus, Severity
from involvement.cycles.stages import cycle_of
from involvement.decisions import LastDay, Opportunity, StageName
from involvement.decisions.journeys import ROUTE
from involvement.decisions.opportunities import best_case, opens_said
from involvement.errors import InvalidValueError
from involvement.feedback import DuePromise, EventKind
from involvement.plans import ScheduledActivity
from involvement.processes import Process
from involvement.references import Ref
from involvement.snapshots import Snapshot, snapshot_of
from involvement.snapshots.plans_ahead import days_ahead
from involvement.standing import Standing
from involvement.wording import Names, Statement, Wording

__all__ = ["NextStep", "StepUrgency", "most_pressing", "next_steps"]

_AT_ONCE = 7  # days
_MOST = 10
_SAID_BY_CLOCKS = frozenset(
    {"FBK001", "FBK004", "FBK005", "FBK008", "FBK009", "PLN004", "PLN008", "PLN009"}
)  # where a clock or the plan says it, with who and when
_OWED = {
    EventKind.ACKNOWLEDGED: "Acknowledge {contributions:quoted}.",
    EventKind.ANSWERED: "Answer {contributions:quoted}.",
    EventKind.TOLD: "Tell those who raised {contributions:quoted} the outcome.",
    EventKind.FOLLOWED_THROUGH: "Do what was promised about {contributions:quoted}.",
}
_DUE = {  # whether it is late, and whether it is one of several
    (True, False): "It was due on {due}, {days:day} ago.",
    (True, True): "The first was due on {due}, {days:day} ago.",
    (False, False): "It is due on {due}.",
    (False, True): "The first is due on {due}.",
}
_BRING = {
    StageName.AGENDA: "Bring views to {entry} for the agenda of {decision:quoted}.",
    StageName.OPTIONS: "Bring views to {entry} on the options for {decision:quoted}.",
    StageName.DECISION: "Bring views to {entry} on {decision:quoted}.",
    StageName.CHALLENGE: "Bring views to {entry} on the challenge to {decision:quoted}.",
    StageName.IMPLEMENTATION: "Bring views to {entry} on how {decision:quoted} is carried out.",
    StageName.EVALUATION: "Bring views to {entry} on the evaluation of {decision:quoted}.",
}
_SPEAK = "The last day for {who|anyone} to speak is {last}. {forum} is to settle it by {by}, and can hear these views by then. {more:sentences}"
_SPEAK_SURE = (
    "{forum} decides between {first} and {by}. To be in time for every meeting at which it may decide, {who|anyone} must speak by {last}. Until then, "
    "their views count as {standing:quoted}. {more:sentences}"
)
_SPEAK_PERHAPS = (
    "{forum} decides between {first} and {by}. It may be too late for {who|anyone} to speak; after {last} it is certainly too late. "
    "Views that are still in time count as {standing:quoted}. {more:sentences}"
)
_SPEAK_CALLED_FOR = (
    "The last day for {who|anyone} to speak is {last}. Until then, their views count as {standing:quoted}. {forum} is to settle "
    "it by {by}, and can hear them by then. {more:sentences}"
)
_REVIEW = Statement("step.review", template="Review the workplan.")


class StepUrgency(StrEnum):
    """How soon something is to be done."""

    NOW = "now"  # it is late, it is lost within a week, or something is wrong
    SOON = "soon"  # it is lost within the days looked ahead, or should be fixed
    THEN = "then"  # before the next stage of the cycle


@frozen
class NextStep:
    """Something to do, with the reason.

    Attributes:
        says: what to do.
        because: why.
        by: the last day on which it does what it is for; None where nothing says.
        who: the stakeholder who is to do it; None where nobody is named.
        about: the things it is about, as in findings.
        rule: the code of the rule that says so; None where a clock, the plan, the map or the cycle does.
        names: the titles that the default wording uses; no part of equality, repr or plain data.
    """

    says: Statement = field(validator=_fields.a(Statement))
    because: Statement = field(validator=_fields.a(Statement))
    urgency: StepUrgency
    by: date | None = None
    who: str | None = None
    about: tuple[Ref, ...] = field(default=(), repr=_fields.counted)
    rule: str | None = None
    names: Names = field(factory=dict, eq=False, repr=False, kw_only=True)

    @property
    def do(self) -> str:
        """What to do, in the default wording."""
        return Wording(names=self.names).say(self.says)

    @property
    def reason(self) -> str:
        """Why, in the default wording."""
        return Wording(names=self.names).say(self.because)

    def as_data(self) -> dict[str, object]:
        """The step as plain values: its attributes by their names, with both sentences."""
        return {
            "do": self.do,
            "reason": self.reason,
            "urgency": self.urgency.value,
            "by": self.by,
            "who": self.who,
            "about": self.about,
            "rule": self.rule,
            "says": self.says,
            "because": self.because,
        }

    def __str__(self) -> str:
        return f"{self.do} {self.reason}"


def next_steps(
    process: Process | Snapshot, *, on: date | None = None, days: int = 28, most: int | None = _MOST
) -> tuple[NextStep, ...]:
    """What to do now, the most pressing first, at the most *most* steps; None gives all.

    Steps come from the clocks of the ledger, the workplan, the last days to speak, the findings of `check` (without
    notes; several findings of one rule are one step), and what the cycle needs before its next stage. What is not yet
    late is included if it falls within so many *days*. Order: urgency, then day (None last).

    >>> from involvement.people import Stakeholder
    >>> process = Process("screening", purpose="To be heard.", stakeholders=[Stakeholder("board", role="board")])
    >>> [step.do for step in next_steps(process, on=date(2026, 5, 1))][-2:]
    ['Record what involvement is for and what it means here.', 'Bring in service users, carers or their representatives.']
    """
    snapshot = snapshot_of(process, on)
    if not _fields.is_count(days):
        raise InvalidValueError("days", "a whole number, 0 or more")
    if most is not None and not _fields.is_count(most):
        raise InvalidValueError("most", "a whole number, 0 or more, or nothing")
    until = days_ahead(snapshot.on, days)
    clocks = [*_promises(snapshot, until), *_plan(snapshot, until)]
    said = frozenset(ref for step in clocks for ref in step.about)
    steps = [*clocks, *_views(snapshot, until), *_findings(snapshot, said), *_cycle(snapshot)]
    order = list(StepUrgency)
    steps.sort(key=lambda step: (order.index(step.urgency), step.by or date.max))
    return tuple(evolve(step, names=snapshot.names) for step in (steps if most is None else steps[:most]))


def most_pressing(steps: Iterable[NextStep]) -> tuple[NextStep, ...]:
    """The first ten of them; all that are for now, where those are more.

    >>> most_pressing([])
    ()
    """
    listed = _fields.instances("steps", NextStep, steps)
    return listed[: max(_MOST, sum(step.urgency is StepUrgency.NOW for step in listed))]


def _urgency(snapshot: Snapshot, by: date) -> StepUrgency:
    return StepUrgency.NOW if (by - snapshot.on).days <= _AT_ONCE else StepUrgency.SOON


def _promises(snapshot: Snapshot, until: date) -> Iterator[NextStep]:
    """What was promised to contributors and is late, or falls due soon; what one has to do in one way is one step."""
    together: dict[tuple[EventKind, str | None, bool, StepUrgency], list[DuePromise]] = {}
    for row in (*snapshot.overdue, *snapshot.due_by(until)):
        together.setdefault((row.promise, row.owed_by, row.days_late > 0, _urgency(snapshot, row.due)), []).append(row)
    for (promise, who, late, urgency), rows in together.items():
        first = rows[0].due
        contributions = tuple(Ref("contribution", row.contribution) for row in rows)
        days = ("Promise.days", "Event.due")
        yield NextStep(
            Statement(
                f"step.{promise.value}",
                {"contributions": contributions},
                template=_OWED[promise],
                sources={"contributions": "Contribution.title"},
            ),
            Statement(
                f"step.{'was' if late else 'is'}_due{'_first' if len(rows) > 1 else ''}",
                {"due": first, "days": (snapshot.on - first).days},
                template=_DUE[late, len(rows) > 1],
                sources={"due": days, "days": days},
            ),
            urgency,
            by=first,
            who=who,
            about=contributions,
        )


def _plan(snapshot: Snapshot, until: date) -> Iterator[NextStep]:
    """What of the plan is to be finished or begun soon, and the reviews that are due."""
    plan = snapshot.plan
    if plan is None or snapshot.schedule is None:
        return
    activities = {activity.key: activity for activity in plan.activities}
    for row in snapshot.schedule.rows:
        if row.done is not None:
            continue
        owner = activities[row.activity].owner
        if row.latest_end is not None and row.latest_end <= until:
            yield _work(snapshot, "step.finish", "Finish {activity:quoted}.", row, row.latest_end, owner)
        elif row.latest_start is not None and row.latest_start <= until:
            yield _work(snapshot, "step.begin", "Begin {activity:quoted}.", row, row.latest_start, owner)
    reviews = snapshot.reviews_until(until)
    passed = bisect_right(reviews, snapshot.on)
    for day in reviews[max(passed - 1, 0) : passed + 1]:
        why = _why_review(snapshot, day)
        yield NextStep(_REVIEW, why, _urgency(snapshot, day), by=day, about=(snapshot.process.ref,))


def _work(
    snapshot: Snapshot, code: str, template: str, row: ScheduledActivity, by: date, owner: str | None
) -> NextStep:
    activity = Ref("activity", row.activity)
    says = Statement(code, {"activity": activity}, template=template, sources={"activity": "Activity.title"})
    why = row.says
    if by < snapshot.on:
        days = ("Activity.due", "Activity.days", "Workplan.start")
        why = Statement(
            "step.late",
            {"by": by, "days": (snapshot.on - by).days},
            template="That was due by {by}, {days:day} ago.",
            sources={"by": days, "days": days},
        )
    return NextStep(says, why, _urgency(snapshot, by), by=by, who=owner, about=(activity,))


def _why_review(snapshot: Snapshot, day: date) -> Statement:
    """How many reviews are overdue by the day asked about, or when the next is due; on its own day none is late."""
    late = len(snapshot.reviews_overdue)
    if day <= snapshot.on and late:
        return Statement(
            "step.reviews_overdue",
            {"reviews": late},
            template="{reviews:review} {reviews#is|are} overdue.",
            sources={"reviews": ("Workplan.review_interval", "Workplan.held")},
        )
    return Statement(
        "step.review_due", {"day": day}, template="It is due on {day}.", sources={"day": "Workplan.review_interval"}
    )


def _views(snapshot: Snapshot, until: date) -> Iterator[NextStep]:
    """The decisions about which views must be raised soon to be heard; told once, with all who have the first last day."""
    together: dict[tuple[str, str], list[tuple[LastDay, Opportunity]]] = {}
    to_be_made = {decision.key for decision in snapshot.to_be_made}
    for row in snapshot.timetable:
        if row.stage is StageName.DECISION and row.decision not in to_be_made:
            continue  # its forum is not there to hear anybody: MAP032 says so
        if row.ahead is not None and row.ahead.day <= until:
            together.setdefault((row.decision, row.stage.value), []).append((row.ahead, row))
    for last, rows in _first_last_days(together.values()):
        row, decision = rows[0], Ref("decision", rows[0].decision)
        yield NextStep(
            Statement(
                f"step.bring_{row.stage.value}",
                {"decision": decision, "entry": Ref("forum", last.forum)},
                template=_BRING[row.stage],
                sources={"decision": "Decision.title", "entry": "Forum.title"},
            ),
            _must_speak(snapshot, rows, last),
            _urgency(snapshot, last.day),
            by=last.day,
            about=(decision,),
        )


def _first_last_days(
    stages: Iterable[list[tuple[LastDay, Opportunity]]],
) -> Iterator[tuple[LastDay, list[Opportunity]]]:
    """The first last day of each stage, with all who have it; one for each forum and standing."""
    for chances in stages:
        first = min(last.day for last, _ in chances)
        alike: dict[LastDay, list[Opportunity]] = {}
        for last, row in chances:
            if last.day == first:
                alike.setdefault(last, []).append(row)
        yield from alike.items()


def _must_speak(snapshot: Snapshot, rows: list[Opportunity], last: LastDay) -> Statement:
    """Who shares the last day of one stage of the decision, and what it is for."""
    row = rows[0]
    called_for = row.needs > Standing.CONSULTED
    if row.between is not None and not (row.is_sure(last) and (last.standing, last.day) in row.last_days):
        return _must_speak_within(snapshot, rows, last, row.between)
    return Statement(
        f"step.speak{'_called_for' if called_for else ''}",
        {
            "who": tuple(
                snapshot.who(opportunity.stakeholder) for opportunity in rows if opportunity.stakeholder is not None
            ),
            "last": last.day,
            "forum": Ref("forum", row.forum),
            "by": row.by,
            "more": _more(rows, last, standing=called_for and last.standing is Standing.CONSULTED),
            **({"standing": last.standing} if called_for else {}),
        },
        template=_SPEAK_CALLED_FOR if called_for else _SPEAK,
        sources={
            "who": "Stakeholder.title",
            "last": ROUTE,
            "forum": "Forum.title",
            "by": ("Decision.on", "Decision.between", "Stage.by"),
            **({"standing": ("EntryPoint.standing", "Flow.standing")} if called_for else {}),
        },
    )


def _more(rows: list[Opportunity], last: LastDay, *, standing: bool) -> tuple[Statement, ...]:
    """From when views are taken there, where that is not yet, and what of what is said rests on what is not recorded."""
    entries = [row.journey.entry for row in rows if row.journey is not None and row.journey.entry is not None]
    opens = {opens_said(entry, rows[0].on) for entry in entries if entry.forum == last.forum}
    assumes = (statement for row in rows for statement in row.assumes)
    of = ("days", "standing") if standing else ("days",)
    return (*(opens.pop() if len(opens) == 1 else ()), *best_case(assumes, of=of))


def _must_speak_within(
    snapshot: Snapshot, rows: list[Opportunity], last: LastDay, between: tuple[date, date]
) -> Statement:
    """The same where the decision is made within a period, and no last day holds for all its days."""
    sure = rows[0].is_sure(last)
    first, by = between
    return Statement(
        "step.speak_sure" if sure else "step.speak_perhaps",
        {
            "who": tuple(snapshot.who(row.stakeholder) for row in rows if row.stakeholder is not None),
            "last": last.day,
            "forum": Ref("forum", rows[0].forum),
            "first": first,
            "by": by,
            "standing": last.standing,
            "more": _more(rows, last, standing=last.standing is Standing.CONSULTED),
        },
        template=_SPEAK_SURE if sure else _SPEAK_PERHAPS,
        sources={
            "who": "Stakeholder.title",
            "last": ROUTE,
            "forum": "Forum.title",
            "first": "Decision.between",
            "by": "Decision.between",
            "standing": ("EntryPoint.standing", "Flow.standing"),
        },
    )


def _findings(snapshot: Snapshot, said: frozenset[Ref]) -> Iterator[NextStep]:
    """What the checks would fix, several findings of one rule taken together."""
    for rule in ALL_RULES:
        if rule.severity is Severity.NOTE:
            continue
        known = said if rule.code in _SAID_BY_CLOCKS else frozenset()
        findings = [
            finding
            for finding in snapshot.once(rule.findings)
            if finding.status is FindingStatus.FOUND and not known.issuperset(finding.about)
        ]
        if findings:
            yield _together(findings)


def _together(findings: list[Finding]) -> NextStep:
    first, more = findings[0], len(findings) - 1
    because = first.says
    if more:
        because = Statement(
            "step.more",
            {"first": first.says, "more": more},
            template="{first:sentence} There {more#is|are} {more:other case|other cases} like this.",
            sources={"more": "Finding.about"},
        )
    urgency = StepUrgency.NOW if first.severity is Severity.ERROR else StepUrgency.SOON
    about = tuple(dict.fromkeys(ref for finding in findings for ref in finding.about))
    return NextStep(first.fix, because, urgency, about=about, rule=first.rule)


def _cycle(snapshot: Snapshot) -> Iterator[NextStep]:
    """What the present stage of the cycle lacks."""
    for need in snapshot.once(cycle_of).lacking:
        yield NextStep(need.says, need.gap, StepUrgency.THEN, about=(snapshot.process.ref,))
