"""Picture of the timetable: until when to speak to be heard in time, decision by decision."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from involvement.decisions import DecisionMap, Opportunity, OpportunityStatus, StageName
from involvement.decisions.journeys import ROUTE
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
from involvement.processes import Process
from involvement.references import Ref
from involvement.reports.picture_words import BEST_CASE, not_drawn
from involvement.reports.subjects import Subject, subject_of
from involvement.reports.timetable_rows import MOST_ROWS, Row, beside, described, rows_of, settled_when, status_of
from involvement.snapshots import Snapshot
from involvement.snapshots.questions import asked_of, timetable_of
from involvement.wording import Statement

__all__ = ["draw_timetable", "picture_of"]

_EDGE = 16
_LABEL = 310
_AXIS = 530
_STATUS = 240
_PADDING = 9
_LEFT = _EDGE + _LABEL + 20
_WIDTH = _LEFT + _AXIS + 24 + _STATUS + _EDGE
_STAGE = {"stage": "Stage.name", "by": ("Decision.on", "Decision.between", "Stage.by")}
_DAY = {  # whether the stage is the options, and whether it is a period
    (True, False): "options close {by}",
    (True, True): "options close {by:clause}",
    (False, False): "{stage} {by}",
    (False, True): "{stage} {by:clause}",
}
_HEADING = Statement("timetable.heading", template="When to speak")

_NOTHING_TOLD = Statement("timetable.nothing_told", template="No day to speak can be told here")


def draw_timetable(
    reported: Process | Snapshot | DecisionMap,
    *,
    on: date | None = None,
    stakeholder: str | Collection[str] | None = None,
    title: str | None = None,
    id_prefix: str = "timetable",
) -> Picture:
    """By when to speak: a row for each decision and stage, with a bar from *on* to the last day in time.

    Of the service users' side unless *stakeholder* says whose. Sorted by the day to speak by, those without one last; those for
    whom the days are the same share a row. Above 40 rows it says how many more there are.

    >>> draw_timetable(Process("screening"), on=date(2026, 5, 1)).description
    'The record names no decision to speak about.'
    """
    asked, day = asked_of(reported, on)
    subject = subject_of(asked)
    rows = rows_of(subject, timetable_of(asked, on=day, stakeholder=stakeholder))
    return picture_of(subject, rows, on=day, title=title, id_prefix=id_prefix)


def picture_of(
    subject: Subject, rows: Sequence[Row], *, on: date, title: str | None = None, id_prefix: str = "timetable"
) -> Picture:
    """The rows as a picture."""
    prefix = prefix_of(id_prefix)
    named = titled(title, subject.headed(_HEADING))
    nothing = not rows and not subject.internal
    description = subject.wording.say(_NOTHING_TOLD if nothing else described(rows, on))
    shown = rows[:MOST_ROWS]
    heading = wrapped(named, _WIDTH - 2 * _EDGE, HEADING, bold=True, most=2)
    drawn = [text_lines(heading, _EDGE, _EDGE + HEADING, size=HEADING, bold=True, full=named)]
    y = _EDGE + len(heading.lines) * line_height(HEADING) + 20
    key, height = legend(_samples(), x=_EDGE, y=y, width=_WIDTH - 2 * _EDGE)
    y += height
    if not rows:
        drawn.append(text_lines(Lines((description,), cut=False), _EDGE, y, size=SIZE))
        return document(drawn, width=_WIDTH, height=y + _EDGE, title=named, description=description, id_prefix=prefix)
    days = [day for row in shown for day in _days_drawn(row.first)]
    axis = Axis.of(on, days, left=_LEFT, width=_AXIS)
    drawn += [key, axis.months(y + SMALL)]
    y += 2 * line_height(SMALL) + 4
    drawn.append(axis.asked(on, y + SMALL))
    y += line_height(SMALL) + 8
    top = y
    front: list[str] = []
    for row in shown:
        lines, tall = _row(axis, row, on, y)
        front += lines
        y += tall
    drawn += [*axis.behind(on, top, y), *front]
    if len(rows) > len(shown):
        more = subject.labels.clause(not_drawn(len(rows) - len(shown), "Stage.name"))
        drawn.append(text_lines(Lines((more,), cut=False), _EDGE, y + 22))
        y += 26
    return document(drawn, width=_WIDTH, height=y + _EDGE, title=named, description=description, id_prefix=prefix)


def _days_drawn(opportunity: Opportunity) -> Iterator[date]:
    days = (opportunity.by, opportunity.speak_by, opportunity.latest_start, *(opportunity.between or ()))
    yield from (day for day in days if day is not None)


def _row(axis: Axis, row: Row, on: date, y: int) -> tuple[list[str], int]:
    subject = row.subject
    title = wrapped(row.decision, _LABEL, SIZE, most=2)
    label = subject.labels.clause(_stage_and_who(row))
    who = wrapped(label, _LABEL, SMALL, most=3)
    state = wrapped(subject.labels.clause(status_of(row.first)), _STATUS, SIZE, bold=True, most=2)
    detail = _detail(row)
    tall = 2 * _PADDING + max(
        len(title.lines) * line_height(SIZE) + len(who.lines) * line_height(SMALL),
        len(state.lines) * line_height(SIZE) + len(detail.lines) * line_height(SMALL),
    )
    right = _LEFT + _AXIS + 24
    first = y + _PADDING
    return [
        tag("path", d=f"M{_EDGE} {y}H{_WIDTH - _EDGE}", stroke=Colours.RULE, stroke_width=1),
        text_lines(title, _EDGE, first + SIZE, full=row.decision),
        text_lines(who, _EDGE, first + len(title.lines) * line_height(SIZE) + SMALL, size=SMALL, full=label),
        text_lines(state, right, first + SIZE, bold=True,
                   fill=Colours.INK if row.first.status is OpportunityStatus.OPEN else Colours.WARNING_LINE),
        text_lines(detail, right, first + len(state.lines) * line_height(SIZE) + SMALL, size=SMALL),
        tag("g", tag("title", words(row.status)), *_bar(axis, row.first, on, y + tall // 2)),
    ], tall  # fmt: skip


def _stage_and_who(row: Row) -> Statement:
    who = tuple(row.subject.ref(key) for opportunity in row.opportunities for key in opportunity.whose)
    return Statement(
        "timetable.who",
        {"stage": row.first.stage, "who": who},
        template="{stage}: {who|anyone}",
        sources={"stage": "Stage.name", "who": "Stakeholder.title"},
    )


def _detail(row: Row) -> Lines:
    lines = (wrapped(row.subject.labels.clause(statement), _STATUS, SMALL).lines for statement in _details(row))
    return Lines(tuple(line for part in lines for line in part), cut=False)


def _details(row: Row) -> Iterator[Statement]:
    """The days of a row, each with its word, and what is to be known of them."""
    first = row.first
    if first.speak_by and first.where:
        ahead = first.ahead is not None
        yield Statement(
            "timetable.speak_by" if ahead else "timetable.last_day_was",
            {"last": first.speak_by, "where": Ref("forum", first.where)},
            template="speak at {where} by {last}" if ahead else "the last day was {last}, at {where}",
            sources={"last": ROUTE, "where": "Forum.title"},
        )
    yield from beside(first)
    if first.by:
        yield Statement(
            f"timetable.day.{first.stage.value}",
            {"stage": first.stage, "by": settled_when(first)},
            template=_DAY[first.stage is StageName.OPTIONS, first.between is not None],
            sources=_STAGE,
        )
    if row.assumes:
        yield BEST_CASE


def _bar(axis: Axis, opportunity: Opportunity, on: date, y: int) -> Iterator[str]:
    """The time that is left, the last day, the one that was missed, and the day or the period that it is for, as shapes."""
    latest, by, ahead = opportunity.speak_by, opportunity.by, opportunity.ahead
    if latest and by:
        yield tag("path", d=f"M{axis.x(latest)} {y}H{axis.x(by)}", stroke=Colours.FAINT, stroke_width=2,
                  stroke_dasharray="2 4")  # fmt: skip
    if opportunity.between is not None and axis.holds(opportunity.between[0]):
        first = axis.x(opportunity.between[0])
        yield tag(
            "path", d=f"M{first} {y}H{axis.x(opportunity.between[1])}", stroke=Colours.DECISION_LINE, stroke_width=4
        )
    if ahead is not None:
        start, end = axis.x(on), axis.x(ahead.day)
        yield _time_left(start, max(end - start, 4), y, weaker=ahead.standing < opportunity.needs)
        if axis.holds(ahead.day):
            yield tag("path", d=f"M{max(end, start + 4)} {y - 12}V{y + 12}", stroke=Colours.FORUM_LINE, stroke_width=4)
    if opportunity.status is OpportunityStatus.MISSED and opportunity.latest_start is not None:
        yield cross(axis.x(opportunity.latest_start), y, line=Colours.WARNING_LINE)
    if opportunity.between is not None and axis.holds(opportunity.between[0]):
        yield diamond(axis.x(opportunity.between[0]), y, fill=Colours.DECISION, line=Colours.DECISION_LINE, half=8)
    if by:
        if axis.holds(by):
            yield diamond(axis.x(by), y, fill=Colours.DECISION, line=Colours.DECISION_LINE, half=8)
        else:
            x, back = (_LEFT, 1) if by.toordinal() < axis.first else (_LEFT + _AXIS, -1)
            yield tag("polygon", points=f"{x},{y} {x + 12 * back},{y - 7} {x + 12 * back},{y + 7}",
                      fill=Colours.DECISION, stroke=Colours.DECISION_LINE, stroke_width=2)  # fmt: skip


def _time_left(x: int, width: int, y: int, *, weaker: bool, half: int = 8) -> str:
    fill, dashes = (Colours.PAPER, {"stroke_dasharray": "5 3"}) if weaker else (Colours.FORUM, {})
    return tag("rect", x=x, y=y - half, width=width, height=2 * half, fill=fill, stroke=Colours.FORUM_LINE,
               stroke_width=2, **dashes)  # fmt: skip


def _samples() -> Iterator[tuple[str, str]]:
    end = tag("path", d="M34 -10V10", stroke=Colours.FORUM_LINE, stroke_width=4)
    yield _time_left(2, 32, 0, weaker=False, half=7) + end, "Time to speak, to the last day"
    yield _time_left(2, 32, 0, weaker=True, half=7) + end, "With less say than is called for"
    yield cross(24, 0, line=Colours.WARNING_LINE), "The last day, missed"
    yield diamond(24, 0, fill=Colours.DECISION, line=Colours.DECISION_LINE, half=8), "The day that it is for"
