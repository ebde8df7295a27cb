"""Picture of the timetable: until when to speak to be heard in time, decision by decision."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions import DecisionMap, Opportunity, OpportunityStatus, StageName
from involvement.decisions.decision_words import period_said
from involvement.decisions.journeys import ROUTE
from involvement.decisions.opportunities import stage_said
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
from involvement.reports.picture_words import BEST_CASE, not_drawn, shown_first
from involvement.reports.subjects import ANYONE, Subject, subject_of
from involvement.snapshots import Snapshot
from involvement.snapshots.questions import asked_of, timetable_of
from involvement.standing import Standing
from involvement.wording import Fact, Statement

__all__ = ["Row", "described", "draw_timetable", "picture_of", "rows_of", "status_of"]

_MOST_ROWS = 40
_EDGE = 16
_LABEL = 310
_AXIS = 530
_STATUS = 240
_PADDING = 9
_LEFT = _EDGE + _LABEL + 20
_WIDTH = _LEFT + _AXIS + 24 + _STATUS + _EDGE
_STAGE = {"stage": "Stage.name", "by": ("Decision.on", "Decision.between", "Stage.by")}
_HEADING = Statement("timetable.heading", template="When to speak")
_NOTHING = Statement("timetable.nothing", template="The record names no decision to speak about")
_NO_DAY = Statement("timetable.no_day", template="no day")
_NO_STANDING = Statement("timetable.no_standing", template="none")
_NOWHERE = Statement("timetable.nowhere", template="nowhere")
_TOLD_ONLY = Statement("timetable.told_only", template="people are only told")
_LAST_DAY = Statement("timetable.last_day", template="the last day")
_PERHAPS = Statement("timetable.perhaps", template="may be too late")
_STATUSES = {
    OpportunityStatus.OPEN: Statement("timetable.open", template="in time"),
    OpportunityStatus.MISSED: Statement("timetable.missed", template="missed"),
    OpportunityStatus.TOO_WEAK: Statement("timetable.too_weak", template="less than is called for"),
    OpportunityStatus.NO_ROUTE: Statement("timetable.no_route", template="no route"),
    OpportunityStatus.NO_TIME: Statement("timetable.no_time", template="no day is early enough"),
    OpportunityStatus.UNDATED: Statement("timetable.undated", template="day not known"),
    OpportunityStatus.WITHDRAWN: Statement("timetable.withdrawn", template="withdrawn"),
}
_SLACK = {
    OpportunityStatus.OPEN: "{days:day} left",
    OpportunityStatus.MISSED: "missed by {days:day}",
}
_AHEAD = ("open", "missed")
_NONE_OPEN = Statement("timetable.rows.none", template="none is open")
_COUNTED = {
    "open": "{n} {n#is|are} open",
    "told": "{n} only {n#tells|tell} people",
    "missed": "{n} {n#was|were} missed",
    "too_weak": "{n} {n#gives|give} less say than is called for",
    "unreached": "{n} {n#is|are} out of reach",
    "undated": "{n} {n#has|have} no day",
    "withdrawn": "{n} {n#was|were} withdrawn",
}


@frozen
class Row:
    """Opportunities that are alike in their days: one row of the picture and of its tables."""

    subject: Subject
    opportunities: tuple[Opportunity, ...]

    @property
    def first(self) -> Opportunity:
        return self.opportunities[0]

    @property
    def decision(self) -> str:
        """What the decision is called."""
        return self.subject.decisions.get(self.first.decision, self.first.decision)

    @property
    def who(self) -> tuple[str, ...]:
        """What everybody in the row is called."""
        refs = (self.subject.ref(key) for opportunity in self.opportunities for key in opportunity.whose)
        return tuple(dict.fromkeys(map(self.subject.labels.words, refs))) or (ANYONE,)

    @property
    def stage(self) -> str:
        return self._said(self.first.stage)

    @property
    def status(self) -> str:
        """How it stands, and what a weaker route still allows."""
        status = status_of(self.first)
        for weaker in _weaker(self.first):
            both: dict[str, Fact] = {"status": status, "weaker": weaker}
            status = Statement("timetable.status", both, template="{status:clause}; {weaker:clause}")
        return self.subject.labels.clause(status)

    @property
    def speak_by(self) -> str:
        """The last day on which a view raised arrives in time, for sure where there is such a day, in words."""
        withdrawn = self.first.status is OpportunityStatus.WITHDRAWN
        return self._said(_NO_DAY if withdrawn else self.first.speak_by or _NO_DAY)

    @property
    def where(self) -> str:
        """The forum to speak at by then, in words."""
        forum = None if self.first.status is OpportunityStatus.WITHDRAWN else self.first.where
        return self._said(_NOWHERE if forum is None else Ref("forum", forum))

    @property
    def day(self) -> str:
        """The day of the stage, in words."""
        return self._said(self.first.by if self.first.between is None else period_said(*self.first.between))

    @property
    def told_only(self) -> bool:
        """True where no route takes the views of anybody in the row there, and some route tells them."""
        return self.first.status is OpportunityStatus.NO_ROUTE and any(
            opportunity.best == Standing.INFORMED for opportunity in self.opportunities
        )

    @property
    def assumes(self) -> tuple[Statement, ...]:
        """What is not recorded for somebody in the row."""
        return tuple(
            dict.fromkeys(statement for opportunity in self.opportunities for statement in opportunity.assumes)
        )

    @property
    def standings(self) -> str:
        """Until when a view has which standing, strongest first; by stakeholder where they differ."""
        groups: dict[Statement, list[Ref]] = {}
        for opportunity in self.opportunities:
            groups.setdefault(_standings(opportunity), []).extend(map(self.subject.ref, opportunity.whose))
        if len(groups) == 1:
            return self.subject.labels.clause(next(iter(groups)))
        said = tuple(_whose_standings(tuple(who), standings) for standings, who in groups.items())
        return self.subject.labels.say(Statement("timetable.standings", {"all": said}, template="{all:sentences}"))

    def _said(self, value: Fact) -> str:
        words = self.subject.labels
        return words.clause(value) if isinstance(value, Statement) else words.words(value)


def _standings(opportunity: Opportunity) -> Statement:
    if not opportunity.last_days:
        return _NO_STANDING
    parts = tuple(
        Statement(
            "timetable.standing",
            {"standing": standing, "last": day},
            template="{standing} until {last}",
            sources={"standing": ("EntryPoint.standing", "Flow.standing"), "last": ROUTE},
        )
        for standing, day in opportunity.last_days
    )
    return Statement("timetable.standings_until", {"parts": parts}, template="{parts:clauses}")


def _whose_standings(who: tuple[Ref, ...], standings: Statement) -> Statement:
    return Statement(
        "timetable.whose_standings",
        {"who": who, "standings": standings},
        template="{who|anyone}: {standings:clause}",
        sources={"who": "Stakeholder.title"},
    )


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
    'The record names no decision to speak about.'
    """
    asked, day = asked_of(reported, on)
    subject = subject_of(asked)
    rows = rows_of(subject, timetable_of(asked, on=day, stakeholder=stakeholder))
    return picture_of(subject, rows, on=day, title=title, id_prefix=id_prefix)


def rows_of(subject: Subject, opportunities: Iterable[Opportunity]) -> tuple[Row, ...]:
    """The opportunities in the order given, those joined whose days and status are the same."""
    alike: dict[tuple[object, ...], list[Opportunity]] = {}
    for opportunity in _fields.instances("opportunities", Opportunity, opportunities):
        alike.setdefault(_shown(opportunity), []).append(opportunity)
    return tuple(Row(subject, tuple(same)) for same in alike.values())


def _shown(opportunity: Opportunity) -> tuple[object, ...]:
    """All that a row says of an opportunity but whose it is: of a decision that was withdrawn, no days."""
    stage = (opportunity.decision, opportunity.stage, opportunity.by, opportunity.status)
    if opportunity.status is OpportunityStatus.WITHDRAWN:
        return stage
    days = (opportunity.latest_start, opportunity.sure_until, opportunity.where, _weaker(opportunity))
    return (*stage, *days, opportunity.best == Standing.INFORMED)


def status_of(opportunity: Opportunity) -> Statement:
    """How it stands: `12 days left`, `missed by 5 days`, `no route`."""
    slack, status, sure = opportunity.slack_days, opportunity.status, opportunity.sure_until
    if status is OpportunityStatus.NO_ROUTE and opportunity.best == Standing.INFORMED:
        return _TOLD_ONLY
    if slack is None or status not in _SLACK:
        return _STATUSES[status]
    if status is OpportunityStatus.OPEN and opportunity.between is not None:
        if sure is None or sure < opportunity.on:
            return _PERHAPS
        slack = (sure - opportunity.on).days
    if not slack:
        return _LAST_DAY
    return Statement(
        f"timetable.{status.value}_by", {"days": abs(slack)}, template=_SLACK[status], sources={"days": ROUTE}
    )


def described(rows: Sequence[Row], on: date) -> Statement:
    """How many of the last days are open, how many are not, and which comes next: what the picture shows."""
    if not rows:
        return _NOTHING
    counts = Counter(map(_kind, rows))
    first = _counted(counts, _AHEAD) or (_NONE_OPEN,)
    others = _counted(counts, [kind for kind in _COUNTED if kind not in _AHEAD])
    rest = Statement("timetable.rest", {"parts": others}, template="Of the others, {parts:clauses}.")
    ahead = [row.first for row in rows if _kind(row) == "open" and row.first.speak_by]
    more = (_next(min(ahead, key=lambda opportunity: opportunity.speak_by or on)),) if ahead else ()
    drawn = shown_first(len(rows), _MOST_ROWS, "Stage.name")
    return Statement(
        "timetable.described",
        {"on": on, "rows": len(rows), "parts": first, "more": (*((rest,) if others else ()), *more, *drawn)},
        template="This timetable has {rows:row}. On {on}, {parts:clauses}. {more:sentences}",
        sources={"on": ROUTE, "rows": "Stage.name"},
    )


def _counted(counts: Counter[str], kinds: Iterable[str]) -> tuple[Statement, ...]:
    return tuple(
        Statement(f"timetable.rows.{kind}", {"n": counts[kind]}, template=_COUNTED[kind], sources={"n": ROUTE})
        for kind in kinds
        if counts[kind]
    )


def _kind(row: Row) -> str:
    """Under which of the counts a row falls."""
    match row.first.status:
        case OpportunityStatus.NO_TIME if row.first.weaker:
            return "too_weak"
        case OpportunityStatus.NO_ROUTE if row.told_only:
            return "told"
        case OpportunityStatus.NO_ROUTE | OpportunityStatus.NO_TIME:
            return "unreached"
        case status:
            return status.value


def _next(opportunity: Opportunity) -> Statement:
    return Statement(
        "timetable.next",
        {
            "last": opportunity.speak_by,
            "what": stage_said(opportunity.decision, opportunity.stage),
            "where": None if opportunity.where is None else Ref("forum", opportunity.where),
        },
        template="The next last day is {last}, to speak about {what:clause} at {where}.",
        sources={"last": ROUTE, "where": "Forum.title"},
    )


def picture_of(
    subject: Subject, rows: Sequence[Row], *, on: date, title: str | None = None, id_prefix: str = "timetable"
) -> Picture:
    """The rows as a picture."""
    prefix = prefix_of(id_prefix)
    named = titled(title, subject.headed(_HEADING))
    description = subject.wording.say(described(rows, on))
    shown = rows[:_MOST_ROWS]
    heading = wrapped(named, _WIDTH - 2 * _EDGE, HEADING, bold=True, most=2)
    drawn = [text_lines(heading, _EDGE, _EDGE + HEADING, size=HEADING, bold=True, full=named)]
    y = _EDGE + len(heading.lines) * line_height(HEADING) + 20
    key, height = legend(_samples(), x=_EDGE, y=y, width=_WIDTH - 2 * _EDGE)
    y += height
    if not rows:
        drawn.append(text_lines(Lines((description,), cut=False), _EDGE, y, size=SIZE))
        return document(drawn, width=_WIDTH, height=y + _EDGE, title=named, description=description, id_prefix=prefix)
    days = [day for row in shown for day in (row.first.by, row.first.speak_by, row.first.latest_start) if day]
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
    if first.latest_start and first.status is not OpportunityStatus.WITHDRAWN:
        ahead = first.status is OpportunityStatus.OPEN
        yield Statement(
            "timetable.speak_by" if ahead else "timetable.last_day_was",
            {"last": first.speak_by, "where": None if first.where is None else Ref("forum", first.where)},
            template="speak at {where} by {last}" if ahead else "the last day was {last}, at {where}",
            sources={"last": ROUTE, "where": "Forum.title"},
        )
    yield from _weaker(first)
    if first.by:
        yield Statement(
            f"timetable.day.{first.stage.value}",
            {"stage": first.stage, "by": first.by},
            template="options close {by}" if first.stage is StageName.OPTIONS else "{stage} {by}",
            sources=_STAGE,
        )
    if row.assumes:
        yield BEST_CASE


def _weaker(opportunity: Opportunity) -> tuple[Statement, ...]:
    """Until when weaker routes still take views, and where."""
    return tuple(
        Statement(
            "timetable.weaker",
            {"last": weaker.day, "where": Ref("forum", weaker.forum), "standing": weaker.standing},
            template="{standing} until {last} at {where}",
            sources={"last": ROUTE, "where": "Forum.title", "standing": ("EntryPoint.standing", "Flow.standing")},
        )
        for weaker in opportunity.weaker
        if weaker.day >= opportunity.on
    )


def _bar(axis: Axis, opportunity: Opportunity, on: date, y: int) -> Iterator[str]:
    """The time that is left, the last day, and the day that it is for, as shapes."""
    latest, by = opportunity.speak_by, opportunity.by
    if opportunity.status is OpportunityStatus.WITHDRAWN:
        latest = None
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
