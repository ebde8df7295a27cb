"""Journeys: when a view is heard, where, with which standing, and how the answer returns."""

from datetime import date
from enum import StrEnum

from attrs import field, frozen

from involvement import _fields
from involvement.decisions.decisions import StageName
from involvement.decisions.flows import EntryPoint, Flow, Reply
from involvement.standing import Standing
from involvement.wording import Names, Statement, Wording

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

    @property
    def says(self) -> Statement:
        """Where the view can be heard, and on which days, with the standing."""
        from involvement.decisions.opportunity_words import journey_said

        return journey_said(self)

    def __str__(self) -> str:
        return Wording().say(self.says)


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
        from involvement.decisions.opportunity_words import opportunity_said

        return opportunity_said(self)

    @property
    def reason(self) -> str:
        """The same in the default wording."""
        return Wording(names=self.names).say(self.says)

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

    @property
    def says(self) -> Statement:
        """Where and when the answer can be back."""
        from involvement.decisions.opportunity_words import return_said

        return return_said(self)

    def __str__(self) -> str:
        return Wording().say(self.says)
