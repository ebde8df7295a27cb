"""Rows of a timetable in words: until when to speak, where, and how it stands."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions import LastDay, Opportunity, OpportunityStatus
from involvement.decisions.decision_words import period_said
from involvement.decisions.journeys import ROUTE
from involvement.decisions.opportunities import stage_said
from involvement.references import Ref
from involvement.reports.picture_words import shown_first
from involvement.reports.subjects import ANYONE, Subject
from involvement.standing import Standing
from involvement.wording import Fact, Statement, Template

__all__ = ["MOST_ROWS", "Row", "beside", "described", "rows_of", "settled_when", "status_of"]

MOST_ROWS = 40  # of a picture

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
    OpportunityStatus.NO_ROUTE: Statement("timetable.no_route", template="no route"),
    OpportunityStatus.NO_TIME: Statement("timetable.no_time", template="no day is early enough"),
    OpportunityStatus.UNDATED: Statement("timetable.undated", template="day not known"),
    OpportunityStatus.WITHDRAWN: Statement("timetable.withdrawn", template="withdrawn"),
}
_MISSED = "missed by {days:day}"
_SHORT_OF = {  # what is called for, where a weaker route is open or none gives more
    OpportunityStatus.MISSED: "too late by {days:day} to count as {needs:quoted}",
    OpportunityStatus.TOO_WEAK: "no route gives {needs:quoted}",
    OpportunityStatus.NO_TIME: "no day is early enough to count as {needs:quoted}",
}
_NEXT = {  # whether views count for less then than is called for
    False: "The next last day is {last}, to speak about {what:clause} at {where}.",
    True: "The next last day is {last}, to speak about {what:clause} at {where}. "
    "Views then count for less than is called for.",
}
_WEAKER = {  # whether the day holds on whichever day it is decided
    True: "{standing} until {last} at {where}",
    False: "perhaps {standing} until {last} at {where}",
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
        for more in beside(self.first):
            both: dict[str, Fact] = {"status": status, "more": more}
            status = Statement("timetable.status", both, template="{status:clause}; {more:clause}")
        return self.subject.labels.clause(status)

    @property
    def speak_by(self) -> str:
        """The day to speak by, by the strongest route that is still open, in words."""
        undated = self.first.by is None and self.first.where is not None
        return self._said(self.first.speak_by or (None if undated else _NO_DAY))

    @property
    def where(self) -> str:
        """The forum to speak at by then, in words."""
        return self._said(_NOWHERE if self.first.where is None else Ref("forum", self.first.where))

    @property
    def day(self) -> str:
        """The day of the stage, in words."""
        return self._said(settled_when(self.first))

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


def settled_when(opportunity: Opportunity) -> Fact:
    """The day of the stage, or the period that it is within."""
    return opportunity.by if opportunity.between is None else period_said(*opportunity.between)


def _standings(opportunity: Opportunity) -> Statement:
    if not opportunity.last_days or opportunity.status is OpportunityStatus.WITHDRAWN:
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


def rows_of(subject: Subject, opportunities: Iterable[Opportunity]) -> tuple[Row, ...]:
    """The opportunities by the day to speak by (None last), then in the order given; those joined whose days and status are the same."""
    alike: dict[tuple[object, ...], list[Opportunity]] = {}
    for opportunity in _fields.instances("opportunities", Opportunity, opportunities):
        if subject.draws(opportunity.stakeholder):
            alike.setdefault(_shown(opportunity), []).append(opportunity)
    rows = (Row(subject, tuple(same)) for same in alike.values())
    return tuple(sorted(rows, key=lambda row: row.first.speak_by or date.max))


def _shown(opportunity: Opportunity) -> tuple[object, ...]:
    """All that a row says of an opportunity but whose it is: of a decision that was withdrawn, no days."""
    stage = (opportunity.decision, opportunity.stage, opportunity.by, opportunity.status)
    if opportunity.status is OpportunityStatus.WITHDRAWN:
        return stage
    days = (opportunity.latest_start, opportunity.sure_until, opportunity.speak_by, opportunity.where)
    return (*stage, *days, *beside(opportunity), status_of(opportunity))


def status_of(opportunity: Opportunity) -> Statement:
    """How it stands: `12 days left`, `missed by 5 days`, `no route`; by a weaker route, as what views then count."""
    status, ahead = opportunity.status, opportunity.ahead
    if ahead is not None:
        left = _left((ahead.day - opportunity.on).days) if _is_sure(opportunity, ahead) else _PERHAPS
        return left if ahead.standing >= opportunity.needs else _as_what(left, ahead.standing)
    if status is OpportunityStatus.NO_ROUTE and opportunity.best == Standing.INFORMED:
        return _TOLD_ONLY
    if status is OpportunityStatus.TOO_WEAK:
        return _short_of(opportunity)
    if status is not OpportunityStatus.MISSED or opportunity.slack_days is None:
        return _STATUSES[status]
    return _counted_days("timetable.missed_by", opportunity.slack_days, _MISSED)


def _is_sure(opportunity: Opportunity, last: LastDay) -> bool:
    return opportunity.between is None or opportunity.is_sure(last)


def _left(days: int) -> Statement:
    return _counted_days("timetable.open_by", days, "{days:day} left") if days else _LAST_DAY


def _as_what(left: Statement, standing: Standing) -> Statement:
    return Statement(
        "timetable.open_weaker",
        {"left": left, "standing": standing},
        template="{left:clause} to count as {standing:quoted}",
        sources={"standing": ("EntryPoint.standing", "Flow.standing")},
    )


def _counted_days(code: str, days: int, template: str) -> Statement:
    return Statement(code, {"days": abs(days)}, template=template, sources={"days": ROUTE})


def _short_of(opportunity: Opportunity) -> Statement:
    """Why views no longer count as what is called for, or never did."""
    facts: dict[str, Fact] = {"needs": opportunity.needs, "days": abs(opportunity.slack_days or 0)}
    template = Template(_SHORT_OF[opportunity.status])
    sources = {"needs": ("Decision.calls_for", "Stage.calls_for"), "days": ROUTE}
    return Statement(
        f"timetable.short_of.{opportunity.status.value}",
        {name: facts[name] for name in template.names},
        template=template,
        sources={name: sources[name] for name in template.names},
    )


def beside(opportunity: Opportunity) -> Iterator[Statement]:
    """What is to be known beside: why a view counts for less, until when other routes take views, and that there is no meeting."""
    ahead = opportunity.ahead
    if ahead is not None and ahead.standing < opportunity.needs and opportunity.status in _SHORT_OF:
        yield _short_of(opportunity)
    journey = opportunity.journey
    if opportunity.by is None and journey is not None and journey.standing and journey.standing < opportunity.needs:
        yield Statement(
            "timetable.counts_as",
            {"standing": journey.standing},
            template="there, views count as {standing:quoted}",
            sources={"standing": ("EntryPoint.standing", "Flow.standing")},
        )
    yield from _weaker(opportunity)
    if opportunity.no_meeting and opportunity.status is not OpportunityStatus.WITHDRAWN:
        yield Statement(
            "timetable.no_meeting",
            {"forum": Ref("forum", opportunity.forum)},
            template="by its calendar, {forum} does not meet then",
            sources={"forum": "Forum.title"},
        )


def described(rows: Sequence[Row], on: date) -> Statement:
    """How many of the last days are open, how many are not, and which comes next: what the picture shows."""
    if not rows:
        return _NOTHING
    counts = Counter(map(_kind, rows))
    first = _counted(counts, _AHEAD) or (_NONE_OPEN,)
    others = _counted(counts, [kind for kind in _COUNTED if kind not in _AHEAD])
    rest = Statement("timetable.rest", {"parts": others}, template="Of the others, {parts:clauses}.")
    ahead = [(last, row.first) for row in rows if (last := row.first.ahead) is not None]
    more = (_next(*min(ahead, key=lambda pair: pair[0].day)),) if ahead else ()
    drawn = shown_first(len(rows), MOST_ROWS, "Stage.name")
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


def _next(last: LastDay, opportunity: Opportunity) -> Statement:
    weaker = last.standing < opportunity.needs
    return Statement(
        "timetable.next_weaker" if weaker else "timetable.next",
        {
            "last": last.day,
            "what": stage_said(opportunity.decision, opportunity.stage),
            "where": Ref("forum", last.forum),
        },
        template=_NEXT[weaker],
        sources={"last": ROUTE, "where": "Forum.title"},
    )


def _weaker(opportunity: Opportunity) -> tuple[Statement, ...]:
    """Until when weaker routes than the one to speak by still take views, and where."""
    return tuple(
        Statement(
            "timetable.weaker" if _is_sure(opportunity, weaker) else "timetable.weaker_perhaps",
            {"last": weaker.day, "where": Ref("forum", weaker.forum), "standing": weaker.standing},
            template=_WEAKER[_is_sure(opportunity, weaker)],
            sources={"last": ROUTE, "where": "Forum.title", "standing": ("EntryPoint.standing", "Flow.standing")},
        )
        for weaker in opportunity.weaker
        if weaker.day >= opportunity.on and weaker != opportunity.ahead
    )
