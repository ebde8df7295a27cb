"""Journeys: when a view is heard, where, with which standing, and how the answer returns."""

from datetime import date

from attrs import field

from involvement._fields import frozen
from involvement.decisions.flows import EntryPoint, Flow, Reply
from involvement.references import Ref
from involvement.standing import Standing
from involvement.wording import Fact, Names, Statement, Wording

__all__ = ["ROUTE", "Hearing", "Journey", "ReturnJourney", "counts_as"]


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

ROUTE = (
    "Decision.on",
    "Decision.between",
    "EntryPoint.closes",
    "Flow.closes",
    "Flow.days",
    "Forum.meetings",
    "Forum.papers_due",
)
_JOURNEY = "A view raised on {raised} can be heard {hearings:clauses}. {more:sentences}"
_BACK = "The answer about {decision:quoted} can be back at {end} on {returned}."
_UNDATED = "The answer about {decision:quoted} can come back to {end}, on a day that is not recorded."


def counts_as(standing: Standing) -> Statement:
    """With which standing a view is then heard."""
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
            "more": () if journey.standing is None else (counts_as(journey.standing),),
        },
        template=_JOURNEY,
        sources={"raised": ROUTE},
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
        "return", {**facts, "returned": journey.returned}, template=_BACK, sources={**sources, "returned": ROUTE}
    )
