"""Picture and tables of the workplan: who does what, by when, and whether it is in time."""

from collections.abc import Iterator, Sequence
from datetime import date

from attrs import frozen

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
from involvement.plans import Activity, ScheduledActivity, Workplan
from involvement.processes import Process
from involvement.reports.agendas import agenda_table
from involvement.reports.subjects import Subject, subject_of
from involvement.reports.tables import Table, tabled
from involvement.snapshots import Snapshot, snapshot_of
from involvement.snapshots.plans_ahead import days_ahead
from involvement.wording import Wording
from involvement.wording.days import day_words
from involvement.wording.lists import counted
from involvement.wording.numbers import rounded
from involvement.wording.texts import brief, clean

__all__ = ["draw_workplan", "plan_account", "plan_tables"]

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


@frozen
class _Row:
    """An activity with its days, in the words of the page."""

    activity: Activity
    scheduled: ScheduledActivity
    owner: str
    why: str

    @property
    def title(self) -> str:
        return brief(clean(str(self.activity)) or self.activity.key)

    @property
    def status(self) -> str:
        """How it stands, in words: `12 days to spare`, `3 days too late`, `done`."""
        slack, row = self.scheduled.slack_days, self.scheduled
        if row.done is not None:
            return "done" if row.kept else "done late"
        if row.kept is False and slack is None:
            return "no day is early enough"
        if slack is not None:
            return f"{counted(slack, 'day')} to spare" if slack >= 0 else f"{counted(-slack, 'day')} too late"
        return "not known when it begins" if row.start is None else "no day set to be finished"

    @property
    def days(self) -> Iterator[str]:
        """The days that count, each with its word."""
        row = self.scheduled
        if row.done is not None:
            yield f"done {day_words(row.done)}"
            return
        if row.start is not None:
            yield f"begins {day_words(row.start)}"
        if row.latest_end is not None:
            yield f"to be finished by {day_words(row.latest_end)}"
        if row.assumes:
            yield "at best: not all is known"


def draw_workplan(
    process: Process | Snapshot, *, on: date | None = None, title: str | None = None, id_prefix: str = "workplan"
) -> Picture:
    """The workplan as it stands on a day: a row for each activity, with a bar over its days, and one for the reviews.

    By their start, those last of which it is not known. A dashed line leads to the day by which an activity must be
    finished. Above 40 rows it says how many more there are.

    >>> draw_workplan(Process("screening"), on=date(2026, 5, 1)).description
    'There is nothing to be done: no workplan is known.'
    """
    snapshot = snapshot_of(process, on)
    prefix = prefix_of(id_prefix)
    rows, reviews = snapshot.once(_rows), snapshot.once(_reviews)
    named = titled(title, f"What will be done: {subject_of(snapshot).title}")
    heading = wrapped(named, _WIDTH - 2 * _EDGE, HEADING, bold=True, most=2)
    drawn = [text_lines(heading, _EDGE, _EDGE + HEADING, size=HEADING, bold=True, full=named)]
    y = _EDGE + len(heading.lines) * line_height(HEADING) + 20
    key, height = legend(_samples(), x=_EDGE, y=y, width=_WIDTH - 2 * _EDGE)
    y += height
    if not rows and not reviews:
        nothing = "There is nothing to be done: no workplan is known."
        drawn.append(text_lines(Lines((nothing,), cut=False), _EDGE, y, size=SIZE))
        return document(drawn, width=_WIDTH, height=y + _EDGE, title=named, description=nothing, id_prefix=prefix)
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
        front += _drawn_reviews(axis, reviews, y)
        y += line_height(SIZE) + 2 * _PADDING + 8
    drawn += [*axis.behind(snapshot.on, top, y), *front]
    if len(rows) > len(shown):
        more = f"and {counted(len(rows) - len(shown), 'activity', 'activities')} more, which are not drawn"
        drawn.append(text_lines(Lines((more,), cut=False), _EDGE, y + 22))
        y += 26
    told = " ".join(plan_account(snapshot))
    return document(drawn, width=_WIDTH, height=y + _EDGE, title=named, description=told, id_prefix=prefix)


def plan_account(snapshot: Snapshot) -> tuple[str, ...]:
    """What there is to say of the workplan as a whole, in sentences; () without one."""
    if snapshot.schedule is None:
        return ()
    rows = snapshot.schedule.rows
    counts = (
        (sum(row.done is not None for row in rows), "done"),
        (sum(row.done is None and row.kept is True for row in rows), "in time"),
        (sum(row.done is None and row.kept is False for row in rows), "too late as things stand"),
        (sum(row.done is None and row.kept is None for row in rows), "without the days that would tell"),
    )
    said = [f"{counted(len(rows), 'activity', 'activities')}: {', '.join(f'{n} {word}' for n, word in counts if n)}."]
    if not rows:
        said = ["No activity is planned yet."]
    return (*said, _next_review(snapshot))


def _next_review(snapshot: Snapshot) -> str:
    if snapshot.plan is None or snapshot.plan.review_interval is None:
        return "No regular reviews are set."
    if snapshot.reviews_overdue:
        return f"The review of {day_words(snapshot.reviews_overdue[0])} was not held."
    ahead = [day for day, word in snapshot.once(_reviews) if word == "due"]
    return f"The next review is due on {day_words(ahead[0])}." if ahead else "No review is due in the year ahead."


def plan_tables(snapshot: Snapshot) -> tuple[Table, ...]:
    """What the picture shows, with the reasons, and the weeks of the year ahead in which somebody has too much to do."""
    plan, subject = snapshot.plan, subject_of(snapshot)
    if plan is None:
        return ()
    rows, reviews, weeks = snapshot.once(_rows), snapshot.once(_reviews), snapshot.workload.over
    left = _left_out(snapshot)
    earlier = [(counted(left, "earlier day"), "overdue")] if left else []
    found = (
        tabled("activities", "What will be done",
               ("Activity", "Who sees to it", "Begins", "By when", "How it stands", "Days of work", "Why"),
               (_cells(row) for row in rows), len(rows)),
        tabled("reviews", "When the workplan is looked at again", ("Day", "How it stands"),
               [*earlier, *((day_words(day), word) for day, word in reviews)], len(earlier) + len(reviews)),
        agenda_table(snapshot),
        tabled("too-much", "Weeks in which somebody has more work than days for it",
               ("Week of", "Who", "Days of work", "Days there are", "Most of it for"),
               ((day_words(each.week), subject.who(each.person), rounded(each.effort), rounded(each.capacity or 0),
                 _most(plan, each.parts[0][0])) for each in weeks), len(weeks)),
    )  # fmt: skip
    return tuple(table for table in found if table.rows)


def _most(plan: Workplan, key: str) -> str:
    return next((brief(clean(str(each)) or each.key) for each in plan.activities if each.key == key), key)


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
    wording = Wording(names=subject.titles)
    return tuple(
        _Row(activities[row.activity], row, _owner(subject, activities[row.activity]), wording.say(row.says))
        for row in snapshot.schedule.rows
    )


def _owner(subject: Subject, activity: Activity) -> str:
    return subject.who(activity.owner) if activity.owner is not None else "no owner recorded"


def _reviews(snapshot: Snapshot) -> tuple[tuple[date, str], ...]:
    """The days of reviews with how each stands, to a year ahead: held, overdue, due."""
    held = () if snapshot.plan is None else snapshot.plan.held
    due = snapshot.reviews_until(days_ahead(snapshot.on, _REVIEWS_AHEAD))[_left_out(snapshot) :]
    words_of_due = ((day, "overdue" if day < snapshot.on else "due") for day in due)
    return tuple(sorted({*((review.on, "held") for review in held), *words_of_due}))


def _left_out(snapshot: Snapshot) -> int:
    """How many overdue reviews do not stand one by one, the first of them."""
    return max(len(snapshot.reviews_overdue) - _MOST_OVERDUE, 0)


def _days(row: ScheduledActivity) -> list[date]:
    return [day for day in (row.start, row.end, row.latest_end) if day is not None]


def _drawn(axis: Axis, row: _Row, y: int) -> tuple[list[str], int]:
    title = wrapped(row.title, _LABEL, SIZE, most=2)
    who = wrapped(row.owner, _LABEL, SMALL, most=2)
    status = wrapped(row.status, _STATUS, SIZE, bold=True, most=2)
    detail = Lines(tuple(line for each in row.days for line in wrapped(each, _STATUS, SMALL).lines), cut=False)
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


def _drawn_reviews(axis: Axis, reviews: Sequence[tuple[date, str]], y: int) -> Iterator[str]:
    middle = y + _PADDING + SIZE // 2 + 4
    yield tag("path", d=f"M{_EDGE} {y}H{_WIDTH - _EDGE}", stroke=Colours.RULE, stroke_width=1)
    yield text_lines(Lines(("Reviews of the workplan",), cut=False), _EDGE, y + _PADDING + SIZE)
    for day, word in reviews:
        if axis.holds(day):
            yield tag("g", tag("title", words(f"Review {word}, {day_words(day)}")), _review(axis.x(day), middle, word))


def _review(x: int, y: int, word: str) -> str:
    if word == "overdue":
        return cross(x, y, line=Colours.WARNING_LINE)
    fill = Colours.PAPER if word == "held" else Colours.DECISION_LINE
    return diamond(x, y, fill=fill, line=Colours.DECISION_LINE, half=8)


def _samples() -> Iterator[tuple[str, str]]:
    yield _block(2, 34, 0, done=False), "To be done"
    yield _block(2, 34, 0, done=True), "Done"
    dashed = tag("path", d="M2 0H34", stroke=Colours.FAINT, stroke_width=2, stroke_dasharray="2 4")
    yield dashed + tag("path", d="M34 -10V10", stroke=Colours.FORUM_LINE, stroke_width=4), "To be finished by"
    yield cross(24, 0, line=Colours.WARNING_LINE), "Too late, or a review not held"
    yield _review(24, 0, "due"), "Review due"
    yield _review(24, 0, "held"), "Review held"
