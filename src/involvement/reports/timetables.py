"""Picture of the timetable: until when to speak to be heard in time, decision by decision."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from attrs import frozen

from involvement import _fields
from involvement.decisions import DecisionMap, Opportunity, OpportunityStatus, StageName
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
from involvement.reports.subjects import Subject, subject_of
from involvement.snapshots import Snapshot
from involvement.snapshots.questions import asked_of, timetable_of
from involvement.standing import Standing
from involvement.wording import Statement
from involvement.wording.days import day_words
from involvement.wording.lists import counted, listed

__all__ = ["Row", "draw_timetable", "picture_of", "rows_of", "status_words"]

_MOST_ROWS = 40
_EDGE = 16
_LABEL = 310
_AXIS = 530
_STATUS = 240
_PADDING = 9
_LEFT = _EDGE + _LABEL + 20
_WIDTH = _LEFT + _AXIS + 24 + _STATUS + _EDGE
_STAGES = {
    StageName.AGENDA: "agenda",
    StageName.OPTIONS: "options close",
    StageName.DECISION: "decision",
    StageName.IMPLEMENTATION: "carrying out",
    StageName.EVALUATION: "evaluation",
}


@frozen
class Row:
    """Opportunities that are alike in their days: one row of the picture and of its table."""

    decision: str
    who: tuple[str, ...]
    opportunities: tuple[Opportunity, ...]

    @property
    def first(self) -> Opportunity:
        return self.opportunities[0]

    @property
    def stage(self) -> str:
        return _STAGES[self.first.stage]

    @property
    def status(self) -> str:
        return status_words(self.first)

    @property
    def speak_by(self) -> str:
        """The last day on which a view raised arrives in time, in words."""
        return day_words(self.first.latest_start) if self.first.latest_start else "no day"

    @property
    def day(self) -> str:
        """The day of the stage, in words."""
        return day_words(self.first.by) if self.first.by else "not known"

    @property
    def told_only(self) -> bool:
        """True where nobody in the row has more than the standing of being told."""
        standings = [each.standing for each in self.opportunities if each.standing is not None]
        return bool(standings) and max(standings) < Standing.CONSULTED

    @property
    def assumes(self) -> tuple[Statement, ...]:
        """What is not recorded for somebody in the row."""
        return tuple(dict.fromkeys(each for opportunity in self.opportunities for each in opportunity.assumes))

    @property
    def standings(self) -> str:
        """Until when a view has which standing, strongest first; by stakeholder where they differ."""
        groups: dict[str, list[str]] = {}
        for name, opportunity in zip(self.who, self.opportunities, strict=True):
            said = "; ".join(f"{standing.words} until {day_words(day)}" for standing, day in opportunity.last_days)
            groups.setdefault(said or "none", []).append(name)
        if len(groups) == 1:
            return next(iter(groups))
        return ". ".join(f"{listed(names)}: {said}" for said, names in groups.items())


def draw_timetable(
    reported: Process | Snapshot | DecisionMap,
    *,
    on: date | None = None,
    stakeholder: str | Collection[str] | None = None,
    title: str | None = None,
    id_prefix: str = "timetable",
) -> Picture:
    """By when to speak: a row for each decision and stage, with a bar from *on* to the last day in time.

    Of the service users' side unless *stakeholder* says whose. Sorted as `DecisionMap.timetable` is; those for whom
    the days are the same share a row. Above 40 rows it says how many more there are.

    >>> draw_timetable(Process("screening"), on=date(2026, 5, 1)).description
    'There is nothing to be on time for: no decision is known.'
    """
    asked, day = asked_of(reported, on)
    subject = subject_of(asked)
    rows = rows_of(subject, timetable_of(asked, on=day, stakeholder=stakeholder))
    return picture_of(subject, rows, on=day, title=title, id_prefix=id_prefix)


def rows_of(subject: Subject, opportunities: Iterable[Opportunity]) -> tuple[Row, ...]:
    """The opportunities in the order given, those joined whose days and status are the same."""
    alike: dict[tuple[object, ...], list[Opportunity]] = {}
    for each in _fields.instances("opportunities", Opportunity, opportunities):
        alike.setdefault((each.decision, each.stage, each.by, each.status, each.latest_start), []).append(each)
    return tuple(
        Row(
            subject.decisions.get(same[0].decision, same[0].decision),
            tuple(subject.who(each.stakeholder) for each in same),
            tuple(same),
        )
        for same in alike.values()
    )


def status_words(opportunity: Opportunity) -> str:
    """How it stands, in words: `12 days left`, `missed by 5 days`, `no route`."""
    slack = opportunity.slack_days
    if opportunity.status is OpportunityStatus.OPEN and slack is not None:
        return f"{counted(slack, 'day')} left" if slack else "the last day"
    if opportunity.status is OpportunityStatus.MISSED and slack is not None:
        return f"missed by {counted(-slack, 'day')}"
    return {
        OpportunityStatus.OPEN: "in time",
        OpportunityStatus.MISSED: "missed",
        OpportunityStatus.NO_ROUTE: "no route",
        OpportunityStatus.NO_TIME: "no day is early enough",
        OpportunityStatus.UNDATED: "day not known",
    }[opportunity.status]


def picture_of(
    subject: Subject, rows: Sequence[Row], *, on: date, title: str | None = None, id_prefix: str = "timetable"
) -> Picture:
    """The rows as a picture."""
    prefix = prefix_of(id_prefix)
    named = titled(title, f"When to speak: {subject.title}")
    shown = rows[:_MOST_ROWS]
    heading = wrapped(named, _WIDTH - 2 * _EDGE, HEADING, bold=True, most=2)
    drawn = [text_lines(heading, _EDGE, _EDGE + HEADING, size=HEADING, bold=True, full=named)]
    y = _EDGE + len(heading.lines) * line_height(HEADING) + 20
    key, height = legend(_samples(), x=_EDGE, y=y, width=_WIDTH - 2 * _EDGE)
    y += height
    if not rows:
        nothing = "There is nothing to be on time for: no decision is known."
        drawn.append(text_lines(Lines((nothing,), cut=False), _EDGE, y, size=SIZE))
        return document(drawn, width=_WIDTH, height=y + _EDGE, title=named, description=nothing, id_prefix=prefix)
    days = [day for row in shown for day in (row.first.by, row.first.latest_start) if day]
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
        more = f"and {counted(len(rows) - len(shown), 'row')} more, which are not drawn"
        drawn.append(text_lines(Lines((more,), cut=False), _EDGE, y + 22))
        y += 26
    return document(
        drawn, width=_WIDTH, height=y + _EDGE, title=named, description=_description(rows, on), id_prefix=prefix
    )


def _row(axis: Axis, row: Row, on: date, y: int) -> tuple[list[str], int]:
    title = wrapped(row.decision, _LABEL, SIZE, most=2)
    who = wrapped(f"{row.stage}: {listed(row.who)}", _LABEL, SMALL, most=3)
    state = wrapped(row.status, _STATUS, SIZE, bold=True, most=2)
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
        text_lines(who, _EDGE, first + len(title.lines) * line_height(SIZE) + SMALL, size=SMALL,
                   full=f"{row.stage}: {listed(row.who, len(row.who))}"),
        text_lines(state, right, first + SIZE, bold=True,
                   fill=Colours.INK if row.first.status is OpportunityStatus.OPEN else Colours.WARNING_LINE),
        text_lines(detail, right, first + len(state.lines) * line_height(SIZE) + SMALL, size=SMALL),
        tag("g", tag("title", words(row.status)), *_bar(axis, row.first, on, y + tall // 2)),
    ], tall  # fmt: skip


def _detail(row: Row) -> Lines:
    said = []
    if row.first.latest_start:
        spoken = "speak by" if row.first.status is OpportunityStatus.OPEN else "the last day was"
        said.append(f"{spoken} {row.speak_by}")
    if row.first.by:
        said.append(f"{row.stage} {row.day}")
    if row.told_only:
        said.append("told only: no view is asked for")
    if row.assumes:
        said.append("at best: not all is known")
    return Lines(tuple(line for each in said for line in wrapped(each, _STATUS, SMALL).lines), cut=False)


def _bar(axis: Axis, opportunity: Opportunity, on: date, y: int) -> Iterator[str]:
    """The time that is left, the last day, and the day that it is for, as shapes."""
    latest, by = opportunity.latest_start, opportunity.by
    if latest and by:
        yield tag("path", d=f"M{axis.x(latest)} {y}H{axis.x(by)}", stroke=Colours.FAINT, stroke_width=2,
                  stroke_dasharray="2 4")  # fmt: skip
    if latest and opportunity.status is OpportunityStatus.OPEN:
        start, end = axis.x(on), axis.x(latest)
        yield tag("rect", x=start, y=y - 8, width=max(end - start, 4), height=16, fill=Colours.FORUM,
                  stroke=Colours.FORUM_LINE, stroke_width=2)  # fmt: skip
        if axis.holds(latest):
            yield tag("path", d=f"M{max(end, start + 4)} {y - 12}V{y + 12}", stroke=Colours.FORUM_LINE, stroke_width=4)
    elif latest:
        yield cross(axis.x(latest), y, line=Colours.WARNING_LINE)
    if by:
        if axis.holds(by):
            yield diamond(axis.x(by), y, fill=Colours.DECISION, line=Colours.DECISION_LINE, half=8)
        else:
            x, back = (_LEFT, 1) if by.toordinal() < axis.first else (_LEFT + _AXIS, -1)
            yield tag("polygon", points=f"{x},{y} {x + 12 * back},{y - 7} {x + 12 * back},{y + 7}",
                      fill=Colours.DECISION, stroke=Colours.DECISION_LINE, stroke_width=2)  # fmt: skip


def _samples() -> Iterator[tuple[str, str]]:
    bar = tag("rect", x=2, y=-7, width=32, height=14, fill=Colours.FORUM, stroke=Colours.FORUM_LINE, stroke_width=2)
    end = tag("path", d="M34 -10V10", stroke=Colours.FORUM_LINE, stroke_width=4)
    yield bar + end, "Time to speak, to the last day"
    yield cross(24, 0, line=Colours.WARNING_LINE), "The last day, missed"
    yield diamond(24, 0, fill=Colours.DECISION, line=Colours.DECISION_LINE, half=8), "The day that it is for"


def _description(rows: Sequence[Row], on: date) -> str:
    def having(*statuses: OpportunityStatus) -> int:
        return sum(row.first.status in statuses for row in rows)

    parts = [
        f"{having(OpportunityStatus.OPEN)} still in time",
        f"{having(OpportunityStatus.MISSED)} missed",
        f"{having(OpportunityStatus.NO_ROUTE, OpportunityStatus.NO_TIME)} that no view can reach in time",
        f"{having(OpportunityStatus.UNDATED)} without a known day",
    ]
    soonest = next((row for row in rows if row.first.status is OpportunityStatus.OPEN), None)
    first = f" Next: {soonest.decision} ({soonest.stage}), speak by {soonest.speak_by}." if soonest else ""
    return f"On {day_words(on)}, of {counted(len(rows), 'opportunity', 'opportunities')}: {', '.join(parts)}.{first}"
