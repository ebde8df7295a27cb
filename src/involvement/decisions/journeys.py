"""Journeys: when a view is heard, where, with which standing, and how the answer returns."""

from datetime import date
from enum import StrEnum

from attrs import frozen

from involvement.decisions.decisions import StageName
from involvement.decisions.flows import EntryPoint, Flow, Reply
from involvement.standing import Standing
from involvement.wording import Statement

__all__ = ["Hearing", "Journey", "Opportunity", "OpportunityStatus", "ReturnJourney"]


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
        return f"{self.forum} on {self.heard.isoformat()}"


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
    """

    raised: date
    entry: EntryPoint | None
    hearings: tuple[Hearing, ...]
    standing: Standing | None
    shapes: bool | None = None
    assumes: tuple[Statement, ...] = ()

    @property
    def heard(self) -> date:
        """The day of the last hearing."""
        return self.hearings[-1].heard

    def __str__(self) -> str:
        way = ", then ".join(str(hearing) for hearing in self.hearings)
        standing = f", with the standing '{self.standing.words}'" if self.standing else ""
        at_best = " at best" if self.assumes else ""
        return f"raised on {self.raised.isoformat()}, heard{at_best} at {way}{standing}"


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
        reason: one sentence.
        assumes: what was not known and was taken in favour of the view.
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
    reason: str
    assumes: tuple[Statement, ...] = ()

    def __str__(self) -> str:
        return self.reason


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

    def __str__(self) -> str:
        when = f" on {self.returned.isoformat()}" if self.returned else ", on a day that is not known"
        at_best = " at best" if self.assumes and self.returned else ""
        return f"the answer about {self.decision} is back at {self.ends_at}{at_best}{when}"
