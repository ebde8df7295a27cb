"""Next steps for the coordinator: what to do now, in which order, and why."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from attrs import field, frozen

from involvement import _fields
from involvement.checks import ALL_RULES, Finding, FindingStatus, Severity
from involvement.cycles.stages import cycle_of
from involvement.decisions import Decision, Opportunity, OpportunityStatus, StageName
from involvement.errors import InvalidValueError
from involvement.feedback import DuePromise, EventKind
from involvement.processes import Process
from involvement.references import Ref
from involvement.snapshots import Snapshot, snapshot_of
from involvement.snapshots.plans_ahead import days_ahead
from involvement.wording import Statement, Wording

__all__ = ["NextStep", "StepUrgency", "next_steps"]

_AT_ONCE = 7  # days
_MOST = 10
_TOLD_BY_CLOCKS = frozenset(
    {"FBK001", "FBK004", "FBK005", "FBK009", "PLN004", "PLN009"}
)  # where a clock says it, with who and when
_SHOWN = 3  # of what is taken together
_OWED = {
    EventKind.ACKNOWLEDGED: "Acknowledge",
    EventKind.ANSWERED: "Answer",
    EventKind.TOLD: "Tell what came of",
    EventKind.FOLLOWED_THROUGH: "Do what was promised about",
}


_SPEAK = "{who|Anyone} must speak by {last} to be heard at {forum} by {by}."
_SPEAK_SOURCES = {
    "who": "Stakeholder.title",
    "last": ("Decision.on", "EntryPoint.closes", "Flow.closes", "Flow.days", "Forum.meetings", "Forum.papers_due"),
    "forum": "Forum.title",
    "by": ("Decision.on", "Stage.by"),
}
_AT_STAGE = {
    StageName.AGENDA: ", for its agenda",
    StageName.OPTIONS: ", while its options are open",
    StageName.DECISION: "",
    StageName.IMPLEMENTATION: ", for how it is carried out",
    StageName.EVALUATION: ", for its evaluation",
}


class StepUrgency(StrEnum):
    """How soon something is to be done."""

    NOW = "now"  # it is late, it is lost within a week, or something is wrong
    SOON = "soon"  # it is lost within the days looked ahead, or should be mended
    THEN = "then"  # before the next stage of the cycle


@frozen
class NextStep:
    """Something to do, with the reason.

    Attributes:
        do: what to do, in a sentence.
        reason: why, in a sentence.
        by: the last day on which it does what it is for; None where nothing says.
        who: the stakeholder who is to do it; None where nobody is named.
        about: the things it is about, as in findings.
        rule: the code of the rule that says so; None where a clock, the plan, the map or the cycle does.
    """

    do: str
    reason: str
    urgency: StepUrgency
    by: date | None = None
    who: str | None = None
    about: tuple[Ref, ...] = field(default=(), repr=_fields.counted)
    rule: str | None = None

    def __str__(self) -> str:
        by = f"By {self.by.isoformat()}: " if self.by else ""
        who = f" ({self.who})" if self.who else ""
        return f"{by}{self.do}{who} {self.reason}"


def next_steps(
    process: Process | Snapshot, *, on: date | None = None, days: int = 28, most: int | None = _MOST
) -> tuple[NextStep, ...]:
    """What to do now, the most pressing first, at the most *most* steps; None gives all.

    It is taken from the clocks of the ledger, the workplan, the last days to speak, the findings of `check` (but for
    notes, and several findings of one rule are one step), and what the cycle needs before its next stage. What is not
    late is told if it falls within so many *days*. Order: urgency, day (None last), what is about it.

    >>> from involvement.people import Stakeholder
    >>> process = Process("screening", purpose="To be heard.", stakeholders=[Stakeholder("board", role="board")])
    >>> [step.do for step in next_steps(process, on=date(2026, 5, 1))][-2:]
    ['Write down what involvement is for, and what it means here.', 'Bring in service users, carers or their representatives.']
    """
    snapshot = snapshot_of(process, on)
    if not _fields.is_count(days):
        raise InvalidValueError("days", "a whole number, 0 or more")
    if most is not None and not _fields.is_count(most):
        raise InvalidValueError("most", "a whole number, 0 or more, or nothing")
    until = days_ahead(snapshot.on, days)
    clocks = [*_promises(snapshot, until), *_plan(snapshot, until)]
    told = frozenset(ref for step in clocks for ref in step.about)
    found = [*clocks, *_views(snapshot, until), *_findings(snapshot, told), *_cycle(snapshot)]
    order = list(StepUrgency)
    found.sort(key=lambda step: (order.index(step.urgency), step.by or date.max))
    return tuple(found if most is None else found[:most])


def _urgency(snapshot: Snapshot, by: date) -> StepUrgency:
    return StepUrgency.NOW if (by - snapshot.on).days <= _AT_ONCE else StepUrgency.SOON


def _promises(snapshot: Snapshot, until: date) -> Iterator[NextStep]:
    """What was promised to contributors and is late, or falls due soon; what one has to do in one way is one step."""
    together: dict[tuple[EventKind, str | None, bool, StepUrgency], list[DuePromise]] = {}
    for row in (*snapshot.overdue, *snapshot.due_by(until)):
        together.setdefault((row.promise, row.owed_by, row.days_late > 0, _urgency(snapshot, row.due)), []).append(row)
    for (promise, who, late, urgency), rows in together.items():
        first = rows[0].due
        names = _named([snapshot.contribution(row.contribution) for row in rows])
        ago = (snapshot.on - first).days
        since = f"{first.isoformat()}, {ago} day{'' if ago == 1 else 's'} ago"
        yield NextStep(
            f"{_OWED[promise]} {names}.",
            f"That was promised{' for the first of them' if len(rows) > 1 else ''} by {since if late else first.isoformat()}.",
            urgency,
            by=first,
            who=who,
            about=tuple(Ref("contribution", row.contribution) for row in rows),
        )


def _named(titles: list[str]) -> str:
    shown = [f'"{title}"' for title in titles[:_SHOWN]]
    if len(titles) > _SHOWN:
        return f"{', '.join(shown)} and {len(titles) - _SHOWN} more"
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def _plan(snapshot: Snapshot, until: date) -> Iterator[NextStep]:
    """What of the plan is to be finished or begun soon, and the reviews that are due."""
    plan = snapshot.plan
    if plan is None or snapshot.schedule is None:
        return
    activities = {each.key: each for each in plan.activities}
    for row in snapshot.schedule.rows:
        activity = activities[row.activity]
        about, owner = (Ref("activity", row.activity),), activity.owner
        if row.done is not None:
            continue
        if row.latest_end is not None and row.latest_end <= until:
            yield NextStep(f'Finish "{activity}".', f"{_sentence(row.reason)}", _urgency(snapshot, row.latest_end),
                           by=row.latest_end, who=owner, about=about)  # fmt: skip
        elif row.latest_start is not None and row.latest_start <= until:
            yield NextStep(f'Begin "{activity}".', f"{_sentence(row.reason)}", _urgency(snapshot, row.latest_start),
                           by=row.latest_start, who=owner, about=about)  # fmt: skip
    reviews, late = snapshot.reviews_until(until), len(snapshot.reviews_overdue)  # on the day itself it is not late
    passed = bisect_right(reviews, snapshot.on)
    for day in reviews[max(passed - 1, 0) : passed + 1]:
        missed = f"{late} reviews are overdue." if late > 1 else "A review is overdue." if late else "It is due today."
        missed = missed if day <= snapshot.on else "It is due then."
        yield NextStep(
            "Review the workplan.",
            missed,
            _urgency(snapshot, day),
            by=day,
            about=(Ref("process", snapshot.process.key),),
        )


def _views(snapshot: Snapshot, until: date) -> Iterator[NextStep]:
    """The decisions about which views must be raised soon; told once, with all who have the first last day."""
    decisions = {each.key: each for each in snapshot.decisions}
    together: dict[tuple[str, str], list[Opportunity]] = {}
    for row in snapshot.timetable:
        if _closes_soon(row, until):
            together.setdefault((row.decision, row.stage.value), []).append(row)
    for rows in together.values():
        row = rows[0]
        entry = row.journey.entry if row.journey is not None else None
        where = f" to {snapshot.forum_name(entry.forum)}" if entry is not None else ""
        yield NextStep(
            f'Bring views on "{decisions[row.decision]}"{where}{_AT_STAGE[row.stage]}.',
            _must_speak(
                snapshot, decisions[row.decision], [each for each in rows if each.latest_start == row.latest_start]
            ),
            _urgency(snapshot, row.latest_start or until),
            by=row.latest_start,
            about=(Ref("decision", row.decision),),
        )


def _must_speak(snapshot: Snapshot, decision: Decision, rows: list[Opportunity]) -> str:
    """Who shares the last day of one stage of the decision, and what it is for."""
    row = rows[0]
    stage = next(each for each in decision.all_stages() if each.name is row.stage)
    facts = {
        "who": tuple(snapshot.who(each.stakeholder) for each in rows if each.stakeholder is not None),
        "last": row.latest_start,
        "forum": Ref("forum", stage.at),
        "by": row.by,
    }
    return Wording(names=snapshot.names).say(Statement("step.speak", facts, template=_SPEAK, sources=_SPEAK_SOURCES))


def _closes_soon(row: Opportunity, until: date) -> bool:
    return row.status is OpportunityStatus.OPEN and row.latest_start is not None and row.latest_start <= until


def _findings(snapshot: Snapshot, told: frozenset[Ref]) -> Iterator[NextStep]:
    """What the checks would mend, several findings of one rule taken together."""
    for rule in ALL_RULES:
        if rule.severity is Severity.NOTE:
            continue
        known = told if rule.code in _TOLD_BY_CLOCKS else frozenset()
        found = [
            each
            for each in snapshot.once(rule.findings)
            if each.status is FindingStatus.FOUND and not known.issuperset(each.about)
        ]
        if found:
            yield _together(found)


def _together(found: list[Finding]) -> NextStep:
    first = found[0]
    more = f" And so for {len(found) - 1} more." if len(found) > 1 else ""
    urgency = StepUrgency.NOW if first.severity is Severity.ERROR else StepUrgency.SOON
    about = tuple(dict.fromkeys(ref for each in found for ref in each.about))
    return NextStep(first.remedy, f"{first.message}{more}", urgency, about=about, rule=first.rule)


def _cycle(snapshot: Snapshot) -> Iterator[NextStep]:
    """What the present stage of the cycle lacks."""
    for need in snapshot.once(cycle_of).lacking:
        known = "" if need.status == "unmet" else " It is not known whether that is so."
        yield NextStep(
            need.says,
            f"The stage of {need.stage} needs it before the next.{known}",
            StepUrgency.THEN,
            about=(Ref("process", snapshot.process.key),),
        )


def _sentence(text: str) -> str:
    said = text.strip()
    return f"{said[:1].upper()}{said[1:]}{'' if said.endswith(('.', '!', '?')) else '.'}" if said else ""
