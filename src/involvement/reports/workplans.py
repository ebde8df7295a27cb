"""Picture and tables of the workplan: who does what, by when, and whether it is in time."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from involvement._fields import frozen
from involvement.drawings.day_axes import Axis
from involvement.drawings.legends import cross, diamond, legend
from involvement.drawings.svg import (
    HEADING,
    SIZE,
    SMALL,
    Colours,
    Picture,
    document,
    line_height,
    prefix_of,
    tag,
    text_lines,
    titled,
    words,
)
from involvement.drawings.text_widths import Lines, wrapped
from involvement.plans import Activity, ScheduledActivity
from involvement.processes import Process
from involvement.references import Ref
from involvement.reports.agendas import agenda_table
from involvement.reports.picture_words import BEST_CASE, not_drawn, shown_first
from involvement.reports.subjects import Subject, subject_of
from involvement.reports.tables import Table, tabled
from involvement.snapshots import Snapshot, snapshot_of
from involvement.snapshots.plans_ahead import days_ahead
from involvement.wording import Statement
from involvement.wording.days import day_words
from involvement.wording.lists import counted
from involvement.wording.numbers import rounded

__all__ = ["described", "draw_workplan", "plan_tables"]

_MOST_ROWS = 40
_EDGE = 16
_LABEL = 310
_AXIS = 530
_STATUS = 240
_PADDING = 9
_LEFT = _EDGE + _LABEL + 20
_WIDTH = _LEFT + _AXIS + 24 + _STATUS + _EDGE
_REVIEWS_AHEAD = 365  # days
_MOST_OVERDUE = 60  # reviews that were not held and stand one by one
_NONE = "none"
_UNKNOWN = "not known"
_HEADING = Statement("workplan.heading", template="What will be done")
_NOTHING = Statement("workplan.nothing", template="No workplan is recorded yet")
_NO_ACTIVITY = Statement("workplan.no_activity", template="No activity is recorded yet")
_NO_REVIEWS = Statement("workplan.no_reviews", template="No regular reviews are recorded")
_NONE_AHEAD = Statement("workplan.none_ahead", template="No review is due in the year ahead")
_DONE = Statement("workplan.done", template="done")
_DONE_LATE = Statement("workplan.done_late", template="done late")
_NO_DAY = Statement("workplan.no_day", template="no day is early enough")
_NO_START = Statement("workplan.no_start", template="start not known")
_NO_END = Statement("workplan.no_end", template="no last day recorded")
_PLANNED = ("Activity.days", "Activity.due", "Activity.start")
_COUNTED = {
    "done": "{n} {n#is|are} done",
    "kept": "{n} can end in time",
    "late": "{n} cannot end in time",
    "unknown": "{n} cannot be judged",
}


class _ReviewState(StrEnum):
    """How a review stands."""

    HELD = "held"
    OVERDUE = "overdue"
    DUE = "due"


_Reviews = tuple[tuple[date, _ReviewState], ...]
_REVIEWS = {
    _ReviewState.HELD: "review held on {on}",
    _ReviewState.OVERDUE: "review not held, due on {on}",
    _ReviewState.DUE: "review due on {on}",
}


@frozen
class _Row:
    """An activity with its days, in the words of the page."""

    subject: Subject
    activity: Activity
    scheduled: ScheduledActivity

    @property
    def title(self) -> str:
        return self.subject.labels.words(Ref("activity", self.activity.key))

    @property
    def owner(self) -> str:
        if not self.subject.may_tell("Activity.owner"):
            return ""
        return "no owner recorded" if self.activity.owner is None else self.subject.who(self.activity.owner)

    @property
    def why(self) -> str:
        return self.subject.wording.say(self.scheduled.says)

    @property
    def status(self) -> str:
        """How it stands, in words: `12 days to spare`, `3 days too late`, `done`."""
        return self.subject.labels.clause(_status(self.scheduled))

    @property
    def days(self) -> Iterator[str]:
        """The days that count, each with its word."""
        return map(self.subject.labels.clause, _details(self.scheduled))


def _status(row: ScheduledActivity) -> Statement:
    slack = row.slack_days
    if row.done is not None:
        return _DONE_LATE if row.kept is False else _DONE
    if slack is not None:
        return Statement(
            "workplan.spare" if slack >= 0 else "workplan.too_late",
            {"days": abs(slack)},
            template="{days:day} to spare" if slack >= 0 else "{days:day} too late",
            sources={"days": _PLANNED},
        )
    if row.kept is False:
        return _NO_DAY
    return _NO_START if row.start is None else _NO_END


def _details(row: ScheduledActivity) -> Iterator[Statement]:
    if row.done is not None:
        yield _day("done", "done {on}", row.done, "Activity.done")
        return
    if row.start is not None:
        yield _day("begins", "can begin {on}", row.start, *_PLANNED)
    if row.latest_end is not None:
        yield _day("ends", "must end by {on}", row.latest_end, *_PLANNED)
    if row.assumes:
        yield BEST_CASE


def _day(code: str, template: str, on: date, *fields: str) -> Statement:
    return Statement(f"workplan.day.{code}", {"on": on}, template=template, sources={"on": fields})


def draw_workplan(
    process: Process | Snapshot, *, on: date | None = None, title: str | None = None, id_prefix: str = "workplan"
) -> Picture:
    """The workplan as it stands on a day: a row for each activity, with a bar over its days, and one for the reviews.

    By their start, those last of which it is not known. A dashed line leads to the day by which an activity must be
    finished. Above 40 rows it says how many more there are.

    >>> draw_workplan(Process("screening"), on=date(2026, 5, 1)).description
    'No workplan is recorded yet.'
    """
    snapshot = snapshot_of(process, on)
    prefix = prefix_of(id_prefix)
    rows, reviews = snapshot.once(_rows), snapshot.once(_reviews)
    subject = subject_of(snapshot)
    named = titled(title, subject.headed(_HEADING))
    description = subject.wording.say(described(snapshot))
    heading = wrapped(named, _WIDTH - 2 * _EDGE, HEADING, bold=True, most=2)
    drawn = [text_lines(heading, _EDGE, _EDGE + HEADING, size=HEADING, bold=True, full=named)]
    y = _EDGE + len(heading.lines) * line_height(HEADING) + 20
    key, height = legend(_samples(), x=_EDGE, y=y, width=_WIDTH - 2 * _EDGE)
    y += height
    if not rows and not reviews:
        drawn.append(text_lines(wrapped(description, _WIDTH - 2 * _EDGE, SIZE), _EDGE, y, size=SIZE))
        return document(drawn, width=_WIDTH, height=y + _EDGE, title=named, description=description, id_prefix=prefix)
    shown = rows[:_MOST_ROWS]
    days = [day for row in shown for day in _days(row.scheduled)] + [day for day, _ in reviews]
    axis = Axis.of(snapshot.on, days, left=_LEFT, width=_AXIS)
    drawn += [key, axis.months(y + SMALL)]
    y += 2 * line_height(SMALL) + 4
    drawn.append(axis.asked(snapshot.on, y + SMALL))
    y += line_height(SMALL) + 8
    top = y
    front: list[str] = []
    for row in shown:
        lines, tall = _drawn(axis, row, y)
        front += lines
        y += tall
    if reviews:
        front += _drawn_reviews(subject, axis, reviews, y)
        y += line_height(SIZE) + 2 * _PADDING + 8
    drawn += [*axis.behind(snapshot.on, top, y), *front]
    if len(rows) > len(shown):
        more = subject.labels.clause(not_drawn(len(rows) - len(shown), "Activity.key"))
        drawn.append(text_lines(Lines((more,), cut=False), _EDGE, y + 22))
        y += 26
    return document(drawn, width=_WIDTH, height=y + _EDGE, title=named, description=description, id_prefix=prefix)


def described(snapshot: Snapshot) -> Statement:
    """How many activities can end in time, and when the plan is looked at again: what the picture shows."""
    if snapshot.plan is None:
        return _NOTHING
    return Statement("workplan.described", {"parts": tuple(_account(snapshot))}, template="{parts:sentences}")


def _account(snapshot: Snapshot) -> Iterator[Statement]:
    rows = () if snapshot.schedule is None else snapshot.schedule.rows
    if not rows:
        yield _NO_ACTIVITY
    else:
        counts = Counter(map(_kind, rows))
        parts = tuple(
            Statement(f"workplan.rows.{kind}", {"n": counts[kind]}, template=words, sources={"n": _PLANNED})
            for kind, words in _COUNTED.items()
            if counts[kind]
        )
        yield Statement(
            "workplan.counts",
            {"activities": len(rows), "parts": parts},
            template="The workplan has {activities:activity|activities}: {parts:clauses}",
            sources={"activities": "Activity.key"},
        )
    yield _next_review(snapshot)
    yield from shown_first(len(rows), _MOST_ROWS, "Activity.key")


def _kind(row: ScheduledActivity) -> str:
    """Under which of the counts an activity falls."""
    if row.done is not None:
        return "done"
    return {True: "kept", False: "late", None: "unknown"}[row.kept]


def _next_review(snapshot: Snapshot) -> Statement:
    if snapshot.plan is None or snapshot.plan.review_interval is None:
        return _NO_REVIEWS
    overdue = snapshot.reviews_overdue
    if overdue:
        return Statement(
            "workplan.reviews_overdue" if len(overdue) > 1 else "workplan.review_overdue",
            {"n": len(overdue), "first": overdue[0]},
            template="{n:review} {n#was|were} not held; the first was due on {first}"
            if len(overdue) > 1
            else "The review due on {first} was not held",
            sources={"n": "Workplan.held", "first": "Workplan.held"},
        )
    ahead = [day for day, state in snapshot.once(_reviews) if state is _ReviewState.DUE]
    if not ahead:
        return _NONE_AHEAD
    return Statement(
        "workplan.next_review",
        {"due": ahead[0]},
        template="The next review is due on {due}",
        sources={"due": "Workplan.held"},
    )


def plan_tables(snapshot: Snapshot) -> tuple[Table, ...]:
    """What the picture shows, with the reasons, and the weeks of the year ahead in which somebody has too much to do."""
    plan, subject = snapshot.plan, subject_of(snapshot)
    if plan is None:
        return ()
    rows, reviews, weeks = snapshot.once(_rows), snapshot.once(_reviews), snapshot.workload.over
    left = _left_out(snapshot)
    earlier = [(counted(left, "earlier day"), _ReviewState.OVERDUE.value)] if left else []
    found = (
        tabled("activities", "What will be done",
               ("Activity", "Who sees to it", "Begins", "By when", "How it stands", "Days of work", "Why"),
               (_cells(row) for row in rows), len(rows)),
        tabled("reviews", "When the workplan is looked at again", ("Day", "How it stands"),
               [*earlier, *((day_words(day), state.value) for day, state in reviews)], len(earlier) + len(reviews)),
        agenda_table(snapshot),
        tabled("too-much", "Weeks in which somebody has more work than days for it",
               ("Week of", "Who", "Days of work", "Days there are", "Most of it for"),
               ((day_words(week.week), subject.who(week.person), rounded(week.effort), rounded(week.capacity or 0),
                 subject.labels.words(Ref("activity", week.parts[0][0]))) for week in weeks), len(weeks)),
    )  # fmt: skip
    return tuple(table for table in found if table.rows)


def _cells(row: _Row) -> Sequence[str]:
    scheduled = row.scheduled
    ends = scheduled.done or scheduled.latest_end
    return (
        row.title,
        row.owner,
        day_words(scheduled.start) if scheduled.start else _UNKNOWN,
        day_words(ends) if ends else _NONE,
        row.status,
        _UNKNOWN if row.activity.effort is None else rounded(row.activity.effort),
        row.why,
    )


def _rows(snapshot: Snapshot) -> tuple[_Row, ...]:
    if snapshot.plan is None or snapshot.schedule is None:
        return ()
    subject, activities = subject_of(snapshot), {activity.key: activity for activity in snapshot.plan.activities}
    return tuple(_Row(subject, activities[row.activity], row) for row in snapshot.schedule.rows)


def _reviews(snapshot: Snapshot) -> _Reviews:
    """The days of reviews with how each stands, to a year ahead."""
    held = () if snapshot.plan is None else snapshot.plan.held
    due = snapshot.reviews_until(days_ahead(snapshot.on, _REVIEWS_AHEAD))[_left_out(snapshot) :]
    states = ((day, _ReviewState.OVERDUE if day < snapshot.on else _ReviewState.DUE) for day in due)
    return tuple(sorted({*((review.on, _ReviewState.HELD) for review in held), *states}))


def _left_out(snapshot: Snapshot) -> int:
    """How many overdue reviews do not stand one by one, the first of them."""
    return max(len(snapshot.reviews_overdue) - _MOST_OVERDUE, 0)


def _days(row: ScheduledActivity) -> list[date]:
    return [day for day in (row.start, row.end, row.latest_end) if day is not None]


def _drawn(axis: Axis, row: _Row, y: int) -> tuple[list[str], int]:
    title = wrapped(row.title, _LABEL, SIZE, most=2)
    who = wrapped(row.owner, _LABEL, SMALL, most=2) if row.owner else Lines((), cut=False)
    status = wrapped(row.status, _STATUS, SIZE, bold=True, most=2)
    detail = Lines(tuple(line for day in row.days for line in wrapped(day, _STATUS, SMALL).lines), cut=False)
    tall = 2 * _PADDING + max(
        len(title.lines) * line_height(SIZE) + len(who.lines) * line_height(SMALL),
        len(status.lines) * line_height(SIZE) + len(detail.lines) * line_height(SMALL),
    )
    right, first = _LEFT + _AXIS + 24, y + _PADDING
    late = row.scheduled.kept is False
    return [
        tag("path", d=f"M{_EDGE} {y}H{_WIDTH - _EDGE}", stroke=Colours.RULE, stroke_width=1),
        text_lines(title, _EDGE, first + SIZE, full=row.title),
        text_lines(who, _EDGE, first + len(title.lines) * line_height(SIZE) + SMALL, size=SMALL, full=row.owner),
        text_lines(status, right, first + SIZE, bold=True, fill=Colours.WARNING_LINE if late else Colours.INK),
        text_lines(detail, right, first + len(status.lines) * line_height(SIZE) + SMALL, size=SMALL),
        tag("g", tag("title", words(row.why)), *_bar(axis, row.scheduled, y + tall // 2)),
    ], tall  # fmt: skip


def _bar(axis: Axis, row: ScheduledActivity, y: int) -> Iterator[str]:
    """The days of an activity, and the day by which it must be finished, as shapes."""
    if row.latest_end is not None and row.done is None:
        to, end = axis.x(row.latest_end), row.end
        if end is not None:
            yield tag(
                "path", d=f"M{axis.x(end)} {y}H{to}", stroke=Colours.FAINT, stroke_width=2, stroke_dasharray="2 4"
            )
    if row.start is not None and row.end is not None:
        start, end_x = axis.x(row.start), axis.x(row.end)
        yield _block(start, max(end_x - start, 4), y, done=row.done is not None)
    if row.latest_end is not None and row.done is None:
        if row.kept is False:
            yield cross(to, y, line=Colours.WARNING_LINE)
        elif axis.holds(row.latest_end):
            yield tag("path", d=f"M{to} {y - 12}V{y + 12}", stroke=Colours.FORUM_LINE, stroke_width=4)


def _block(x: int, width: int, y: int, *, done: bool) -> str:
    """The bar: filled where it is still to be done, hollow where it is done."""
    fill, line = (Colours.PAPER, Colours.FAINT) if done else (Colours.FORUM, Colours.FORUM_LINE)
    return tag("rect", x=x, y=y - 8, width=width, height=16, fill=fill, stroke=line, stroke_width=2)


def _drawn_reviews(subject: Subject, axis: Axis, reviews: _Reviews, y: int) -> Iterator[str]:
    middle = y + _PADDING + SIZE // 2 + 4
    yield tag("path", d=f"M{_EDGE} {y}H{_WIDTH - _EDGE}", stroke=Colours.RULE, stroke_width=1)
    yield text_lines(Lines(("Reviews of the workplan",), cut=False), _EDGE, y + _PADDING + SIZE)
    for day, state in reviews:
        if axis.holds(day):
            said = _day(f"review.{state.value}", _REVIEWS[state], day, "Review.on", "Workplan.held")
            title = tag("title", words(subject.labels.clause(said)))
            yield tag("g", title, _review(axis.x(day), middle, state))


def _review(x: int, y: int, state: _ReviewState) -> str:
    if state is _ReviewState.OVERDUE:
        return cross(x, y, line=Colours.WARNING_LINE)
    fill = Colours.PAPER if state is _ReviewState.HELD else Colours.DECISION_LINE
    return diamond(x, y, fill=fill, line=Colours.DECISION_LINE, half=8)


def _samples() -> Iterator[tuple[str, str]]:
    yield _block(2, 34, 0, done=False), "To be done"
    yield _block(2, 34, 0, done=True), "Done"
    dashed = tag("path", d="M2 0H34", stroke=Colours.FAINT, stroke_width=2, stroke_dasharray="2 4")
    yield dashed + tag("path", d="M34 -10V10", stroke=Colours.FORUM_LINE, stroke_width=4), "To be finished by"
    yield cross(24, 0, line=Colours.WARNING_LINE), "Too late, or a review not held"
    yield _review(24, 0, _ReviewState.DUE), "Review due"
    yield _review(24, 0, _ReviewState.HELD), "Review held"
