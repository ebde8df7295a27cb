"""Journeys: when a view is heard, where, with which standing, and how the answer returns."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions.decisions import StageName
from involvement.decisions.flows import EntryPoint, Flow, Reply
from involvement.references import Ref
from involvement.standing import Standing
from involvement.wording import Fact, Names, Statement, Template, Wording

__all__ = [
    "Hearing",
    "Journey",
    "LastDay",
    "Opportunity",
    "OpportunityStatus",
    "ReturnJourney",
    "last_heard",
    "stage_said",
    "weaker_said",
]


@frozen
class Hearing:
    """One forum on the way: the view arrives, and is heard at a meeting.

    `by` is what brought it: the entry point, the flow, or the reply; `standing` is that of the
    entry point or flow, None where neither brought it (an answer, or a view already heard there).
    """

    forum: str
    arrives: date
    heard: date
    standing: Standing | None
    by: EntryPoint | Flow | Reply | None

    def __str__(self) -> str:
        return Wording().clause(_hearing_said(self))


@frozen
class Journey:
    """The way of one view, from where it was raised to where it was asked after.

    Attributes:
        raised: the day on which the view was raised.
        entry: the entry point it took; None for a view already heard at a forum.
        hearings: the forums on the way, in order, the entry forum first.
        standing: the weakest on the way, entry included; None if nothing on the way has one.
        shapes: whether the view can still be heard while options are open; None if not known.
        assumes: what is not recorded and was taken in favour of the view, each as a statement about what it is of.
        names: the titles that the default wording uses; no part of equality, repr or plain data.
    """

    raised: date
    entry: EntryPoint | None
    hearings: tuple[Hearing, ...]
    standing: Standing | None
    shapes: bool | None = None
    assumes: tuple[Statement, ...] = ()
    names: Names = field(factory=dict, eq=False, repr=False, kw_only=True)

    @property
    def heard(self) -> date:
        """The day of the last hearing."""
        return self.hearings[-1].heard

    @property
    def says(self) -> Statement:
        """Where the view can be heard, and on which days, with the standing."""
        return _journey_said(self)

    def __str__(self) -> str:
        return Wording(names=self.names).say(self.says)


class OpportunityStatus(StrEnum):
    """Whether a stakeholder can still be heard in time, with the standing that is called for."""

    OPEN = "open"
    MISSED = "missed"  # there was time; the last day has passed
    TOO_WEAK = "too_weak"  # there is a route on which views are heard, and none with what is called for
    NO_ROUTE = "no_route"  # no route on which views are heard: at most, people are told
    NO_TIME = "no_time"  # there is a route, and no day on which it is fast enough
    UNDATED = "undated"


@frozen
class LastDay:
    """The last day to raise a view at a forum, so that it is heard in time with a standing.

    >>> str(LastDay(Standing.CONSULTED, date(2026, 12, 23), forum="survey"))
    'Until 23 December 2026, views raised at survey can still be heard in time. They are collected. Nobody must answer them.'
    """

    standing: Standing
    day: date
    forum: str = field(kw_only=True)

    @property
    def says(self) -> Statement:
        """Until when, where, and what is owed to the view."""
        return weaker_said(self)

    def __str__(self) -> str:
        return Wording().say(self.says)


@frozen
class Opportunity:
    """What one stakeholder can still do, on one day, about one stage of one decision.

    Attributes:
        by: the stage's day.
        status: whether they can be heard in time with the standing that is called for.
        latest_start: the last day on which a view raised still arrives in time with it.
        slack_days: days from the day asked to the latest start, negative once missed.
        last_days: pairs of standing and last day, strongest first, each later than the one before; of weaker ways too.
        standing: the best that still arrives in time from the day asked; with `informed`, people are only told.
        journey: the earliest from the day asked on which a view has what is called for; where none has it any more, the
            earliest on which it is heard; None where it is not.
        assumes: what is not recorded and was taken in favour of the view.
        needs: the standing that is called for, as `Decision.needs` says it.
        best: the best standing of any route, whatever the day; None without a route.
        speak_at: for each of the last days, the forum to speak at.
        forum: where the stage is settled.
        on: the day asked about.
        whose: the stakeholders asked about, sorted; () is anyone.
        names: the titles that the default wording uses; no part of equality, repr or plain data.
    """

    decision: str
    stage: StageName
    by: date | None
    stakeholder: str | None
    status: OpportunityStatus
    latest_start: date | None
    slack_days: int | None
    last_days: tuple[tuple[Standing, date], ...]
    standing: Standing | None
    journey: Journey | None
    assumes: tuple[Statement, ...] = ()
    needs: Standing = field(kw_only=True)
    best: Standing | None = field(default=None, kw_only=True)
    speak_at: tuple[str, ...] = field(default=(), converter=_fields.texts_tuple, validator=_fields.texts, kw_only=True)
    forum: str = field(kw_only=True)
    on: date = field(kw_only=True)
    whose: tuple[str, ...] = field(default=(), converter=_fields.texts_tuple, validator=_fields.texts, kw_only=True)
    names: Names = field(factory=dict, eq=False, repr=False, kw_only=True)

    @property
    def last_day(self) -> LastDay | None:
        """The last day with the standing that is called for, and where to speak; None where there is none."""
        return next(reversed(self._last_days(lambda standing: standing >= self.needs)), None)

    @property
    def weaker(self) -> tuple[LastDay, ...]:
        """What weaker ways allow for longer, by which views are heard and not only told; strongest first."""
        return tuple(self._last_days(lambda standing: Standing.CONSULTED <= standing < self.needs))

    @property
    def ahead(self) -> LastDay | None:
        """The last day that is not past: with what is called for, else by the strongest way left; None where all is past."""
        days = self.weaker if self.last_day is None else (self.last_day, *self.weaker)
        return next((last for last in days if last.day >= self.on), None)

    @property
    def where(self) -> str | None:
        """The forum to speak at, with the standing that is called for; None where no forum gives that."""
        if self.last_day is not None:
            return self.last_day.forum
        way = self.journey
        if way is None or way.entry is None or (way.standing or Standing.NONE) < self.needs:
            return None
        return way.entry.forum

    def _last_days(self, wanted: Callable[[Standing], bool]) -> list[LastDay]:
        days = zip(self.last_days, self.speak_at, strict=True)
        return [LastDay(standing, day, forum=forum) for (standing, day), forum in days if wanted(standing)]

    @property
    def says(self) -> Statement:
        """Whether they can still be heard, where, and until when."""
        return _opportunity_said(self)

    @property
    def reason(self) -> str:
        """The same in the default wording."""
        return Wording(names=self.names).say(self.says)

    def __str__(self) -> str:
        return self.reason


def last_heard(opportunity: Opportunity) -> date | None:
    """The last day on which a view can be raised to be heard, and not only told; None where no day is early enough."""
    return max((day for standing, day in opportunity.last_days if standing >= Standing.CONSULTED), default=None)


@frozen
class ReturnJourney:
    """The way of an answer, from the deciding forum back to a stakeholder.

    Attributes:
        stakeholder: who is answered.
        decision: the decision that is answered for.
        decided: the day it starts; None where that is not known, and then no day below is known.
        replies: the replies taken, in order; empty if the stakeholder takes part where it is decided.
        hearings: the forums that the answer passes, the deciding forum left out; empty if undated.
        ends_at: the stakeholder, for a letter, or the first forum where they enter.
        returned: the day on which the answer is back.
        assumes: what was not known and was taken to be soonest.
    """

    stakeholder: str | None
    decision: str
    decided: date | None
    replies: tuple[Reply, ...]
    hearings: tuple[Hearing, ...]
    ends_at: str
    returned: date | None
    assumes: tuple[Statement, ...] = ()

    @property
    def says(self) -> Statement:
        """Where and when the answer can be back."""
        return _return_said(self)

    def __str__(self) -> str:
        return Wording().say(self.says)


# What there is to say

_ROUTE = ("Decision.on", "EntryPoint.closes", "Flow.closes", "Flow.days", "Forum.meetings", "Forum.papers_due")
_SOURCES = {
    "who": "Stakeholder.title",
    "forum": "Forum.title",
    "by": ("Decision.on", "Stage.by"),
    "where": "Forum.title",
    "needs": ("Decision.calls_for", "Stage.calls_for"),
    "best": ("EntryPoint.standing", "Flow.standing"),
    "last": _ROUTE,
    "days": _ROUTE,
    "on": _ROUTE,
    "heard": _ROUTE,
}
_STAGES = {
    StageName.AGENDA: "the agenda for {decision:quoted}",
    StageName.OPTIONS: "the options for {decision:quoted}",
    StageName.DECISION: "{decision:quoted}",
    StageName.IMPLEMENTATION: "how {decision:quoted} is carried out",
    StageName.EVALUATION: "the evaluation of {decision:quoted}",
}
_TEMPLATES = {
    OpportunityStatus.OPEN: "The last day for {who|anyone} to speak about {what:clause} is {last}, at {where}. "
    "Counted from {on}, that is in {days:day}. {forum} can then hear their views by {by}. {more:sentences}",
    OpportunityStatus.MISSED: "The last day for {who|anyone} to speak about {what:clause} was {last}. Counted from {on}, that was {days:day} ago. "
    "{more:sentences}",
    OpportunityStatus.TOO_WEAK: "{needs:quoted} is called for, but no route lets views of {who|anyone} about {what:clause} count as that. "
    "They count as {best:quoted} at most. {more:sentences}",
    OpportunityStatus.NO_ROUTE: "{forum} settles {what:clause}. No route takes the views of {who|anyone} to {forum}. {more:sentences}",
    OpportunityStatus.NO_TIME: "No view of {who|anyone} about {what:clause} gets to {forum} by {by}, whenever it is raised.",
    OpportunityStatus.UNDATED: "The day on which {forum} settles {what:clause} is not recorded, so the last day for {who|anyone} "
    "is not known. {more:sentences}",
}
_CALLED_FOR = {  # where more than being consulted is called for
    OpportunityStatus.MISSED: "To count as {needs:quoted}, views of {who|anyone} about {what:clause} had to be raised by {last}. "
    "Counted from {on}, that was {days:day} ago. {more:sentences}",
    OpportunityStatus.NO_TIME: "{needs:quoted} is called for. Whenever they are raised, views of {who|anyone} about {what:clause} do "
    "not get to {forum} by {by} on a route that lets them count as that. {more:sentences}",
}
_OWED = {  # to views, where they count so
    Standing.CONSULTED: "They are collected. Nobody must answer them.",
    Standing.ADVISES: "They must be considered and answered.",
    Standing.CODESIGNS: "People then work on the options together.",
    Standing.DECIDES_JOINTLY: "The decision is then made together with them.",
    Standing.DELEGATED: "Service users then hold the majority.",
    Standing.CONTROLS: "Service users then decide.",
}
_WEAKER = "Until {last}, views raised at {where} can still be heard in time. {owed:sentence}"
_TOLD = Statement("opportunity.told", template="People are told, but not asked.")
_JOURNEY = "A view raised on {raised} can be heard {hearings:clauses}. {more:sentences}"
_BACK = "The answer about {decision:quoted} can be back at {end} on {returned}."
_UNDATED = "The answer about {decision:quoted} can come back to {end}, on a day that is not recorded."
_HEARD = "A view raised on {on} can be heard there on {heard}."


def stage_said(decision: str, stage: StageName) -> Statement:
    """What is settled at a stage, as it stands within a sentence: `the options for "The contract"`."""
    return Statement(
        f"opportunity.stage.{stage.value}",
        {"decision": Ref("decision", decision)},
        template=_STAGES[stage],
        sources={"decision": "Decision.title"},
    )


def _opportunity_said(row: Opportunity) -> Statement:
    """What there is to say of one opportunity."""
    facts: dict[str, Fact] = {
        "who": tuple(Ref("stakeholder", key) for key in row.whose),
        "what": stage_said(row.decision, row.stage),
        "forum": Ref("forum", row.forum),
        "by": row.by,
        "last": row.latest_start,
        "where": None if row.where is None else Ref("forum", row.where),
        "on": row.on,
        "days": None if row.slack_days is None else abs(row.slack_days),
        "needs": row.needs,
        "best": row.best,
        "more": (*_MORE[row.status](row), *_weaker(row)),
    }
    called_for = row.needs > Standing.CONSULTED and row.status in _CALLED_FOR
    template = Template((_CALLED_FOR if called_for else _TEMPLATES)[row.status])
    said = {name: fact for name, fact in facts.items() if name in template.names}
    return Statement(
        f"opportunity.{row.status.value}{'_called_for' if called_for else ''}",
        said,
        template=template,
        sources={name: _SOURCES[name] for name in said if name in _SOURCES},
    )


def _nothing_more(row: Opportunity) -> tuple[Statement, ...]:  # noqa: ARG001 - one of several that take an opportunity
    return ()


def _owed(row: Opportunity) -> tuple[Statement, ...]:
    """What is owed to a view of the last day, where more than being consulted is called for."""
    last = row.last_day
    return () if last is None or row.needs == Standing.CONSULTED else (_owed_said(last.standing),)


def _owed_said(standing: Standing) -> Statement:
    return Statement(f"opportunity.owed.{standing.value}", template=_OWED[standing])


def _weaker(row: Opportunity) -> tuple[Statement, ...]:
    """What weaker ways still allow; where nothing else is said of days, until when they did."""
    ahead = tuple(weaker_said(weaker) for weaker in row.weaker if weaker.day >= row.on)
    if ahead or not row.weaker or row.latest_start is not None:
        return ahead
    last = {"last": row.weaker[-1].day}
    template = "Even to be heard at all, the last day was {last}."
    return (Statement("opportunity.weaker_past", last, template=template, sources={"last": _ROUTE}),)


def weaker_said(last: LastDay) -> Statement:
    """Until when a view can be raised where, and what is owed to it: what a weaker way still allows."""
    return Statement(
        "opportunity.weaker",
        {"last": last.day, "where": Ref("forum", last.forum), "owed": _owed_said(last.standing)},
        template=_WEAKER,
        sources={"last": _ROUTE, "where": "Forum.title"},
    )


def _told(row: Opportunity) -> tuple[Statement, ...]:
    return (_TOLD,) if row.best == Standing.INFORMED else ()


def _settled(row: Opportunity) -> tuple[Statement, ...]:
    """By when the stage is settled, or was due to be."""
    facts: dict[str, Fact] = {"forum": Ref("forum", row.forum), "by": row.by}
    over = row.by is not None and row.by < row.on
    return (
        Statement(
            "opportunity.was_settled" if over else "opportunity.settled",
            facts,
            template="{forum} was due to settle it by {by}." if over else "{forum} settles it by {by}.",
            sources={name: _SOURCES[name] for name in facts},
        ),
    )


def _heard(row: Opportunity) -> tuple[Statement, ...]:
    """When a view of today would be heard, where a journey was found."""
    if row.journey is None:
        return ()
    facts: dict[str, Fact] = {"on": row.on, "heard": row.journey.heard}
    heard = Statement("opportunity.heard", facts, template=_HEARD, sources={"on": _ROUTE, "heard": _ROUTE})
    standing = row.journey.standing
    return (heard,) if standing is None or standing >= row.needs else (heard, _counts_as(standing))


_MORE = {
    OpportunityStatus.OPEN: _owed,
    OpportunityStatus.MISSED: _settled,
    OpportunityStatus.TOO_WEAK: _nothing_more,
    OpportunityStatus.NO_ROUTE: _told,
    OpportunityStatus.NO_TIME: _nothing_more,
    OpportunityStatus.UNDATED: _heard,
}


def _counts_as(standing: Standing) -> Statement:
    return Statement(
        "journey.standing",
        {"standing": standing},
        template="It then counts as {standing:quoted}.",
        sources={"standing": ("EntryPoint.standing", "Flow.standing")},
    )


def _journey_said(journey: Journey) -> Statement:
    """What there is to say of the way of one view."""
    return Statement(
        "journey",
        {
            "raised": journey.raised,
            "hearings": tuple(map(_hearing_said, journey.hearings)),
            "more": () if journey.standing is None else (_counts_as(journey.standing),),
        },
        template=_JOURNEY,
        sources={"raised": _ROUTE},
    )


def _hearing_said(hearing: Hearing) -> Statement:
    return Statement(
        "journey.hearing",
        {"forum": Ref("forum", hearing.forum), "heard": hearing.heard},
        template="at {forum} on {heard}",
        sources={"forum": "Forum.title", "heard": "Forum.meetings"},
    )


def _return_said(journey: ReturnJourney) -> Statement:
    """What there is to say of the way of one answer back."""
    end = Ref("forum" if journey.ends_at != journey.stakeholder else "stakeholder", journey.ends_at)
    sources = {"decision": "Decision.title", "end": ("Forum.title", "Stakeholder.title")}
    facts: dict[str, Fact] = {"decision": Ref("decision", journey.decision), "end": end}
    if journey.returned is None:
        return Statement("return.undated", facts, template=_UNDATED, sources=sources)
    return Statement(
        "return", {**facts, "returned": journey.returned}, template=_BACK, sources={**sources, "returned": _ROUTE}
    )
