"""Journeys: when a view is heard, where, with which standing, and how the answer returns."""

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

__all__ = ["Hearing", "Journey", "Opportunity", "OpportunityStatus", "ReturnJourney", "last_heard", "stage_said"]


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
    """Whether a stakeholder can still be heard in time."""

    OPEN = "open"
    MISSED = "missed"  # there was time; the last day has passed
    NO_ROUTE = "no_route"
    NO_TIME = "no_time"  # there is a route, and no day on which it is fast enough
    UNDATED = "undated"


@frozen
class Opportunity:
    """What one stakeholder can still do, on one day, about one stage of one decision.

    Attributes:
        by: the stage's day.
        latest_start: the last day on which a view raised still arrives in time.
        slack_days: days from the day asked to the latest start, negative once missed.
        last_days: pairs of standing and latest start, strongest first, each later than the one before.
        standing: the best that still arrives in time from the day asked.
        journey: the earliest from the day asked, None unless open or undated.
        assumes: what is not recorded and was taken in favour of the view.
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
    forum: str = field(kw_only=True)
    on: date = field(kw_only=True)
    whose: tuple[str, ...] = field(default=(), converter=_fields.texts_tuple, validator=_fields.texts, kw_only=True)
    names: Names = field(factory=dict, eq=False, repr=False, kw_only=True)

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
    OpportunityStatus.OPEN: "The last day for {who|anyone} to speak about {what:clause} is {last}. "
    "Counted from {on}, that is in {days:day}. {forum} can then hear their views by {by}.",
    OpportunityStatus.MISSED: "The last day for {who|anyone} to speak about {what:clause} was {last}. Counted from {on}, that was {days:day} ago. "
    "{more:sentences}",
    OpportunityStatus.NO_ROUTE: "{forum} settles {what:clause}. No route takes the views of {who|anyone} to {forum}.",
    OpportunityStatus.NO_TIME: "No view of {who|anyone} about {what:clause} gets to {forum} by {by}, whenever it is raised.",
    OpportunityStatus.UNDATED: "The day on which {forum} settles {what:clause} is not recorded, so the last day for {who|anyone} "
    "is not known. {more:sentences}",
}
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
        "on": row.on,
        "days": None if row.slack_days is None else abs(row.slack_days),
        "more": _settled(row) if row.status is OpportunityStatus.MISSED else _heard(row),
    }
    template = Template(_TEMPLATES[row.status])
    said = {name: fact for name, fact in facts.items() if name in template.names}
    return Statement(
        f"opportunity.{row.status.value}",
        said,
        template=template,
        sources={name: _SOURCES[name] for name in said if name in _SOURCES},
    )


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
    return (Statement("opportunity.heard", facts, template=_HEARD, sources={"on": _ROUTE, "heard": _ROUTE}),)


def _journey_said(journey: Journey) -> Statement:
    """What there is to say of the way of one view."""
    more = Statement(
        "journey.standing",
        {"standing": journey.standing},
        template="It then counts as {standing:quoted}.",
        sources={"standing": ("EntryPoint.standing", "Flow.standing")},
    )
    return Statement(
        "journey",
        {
            "raised": journey.raised,
            "hearings": tuple(map(_hearing_said, journey.hearings)),
            "more": () if journey.standing is None else (more,),
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
