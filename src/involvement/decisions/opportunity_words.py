"""Statements about opportunities and journeys: whether people can still be heard, where, and until when."""

from involvement.decisions.decisions import StageName
from involvement.decisions.journeys import Hearing, Journey, Opportunity, OpportunityStatus, ReturnJourney
from involvement.references import Ref
from involvement.wording import Fact, Statement

__all__ = ["journey_said", "opportunity_said", "return_said"]

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
    OpportunityStatus.OPEN: "{who|Anyone} must speak by {last} to be heard about {what:clause} at {forum} by {by}. "
    "That is {days:day} from {on}.",
    OpportunityStatus.MISSED: "The last day for {who|anyone} to speak about {what:clause} was {last}, {days:day} before {on}. "
    "{forum} settles it by {by}.",
    OpportunityStatus.NO_ROUTE: "{forum} settles {what:clause}. No route brings the views of {who|anyone} there.",
    OpportunityStatus.NO_TIME: "No view of {who|anyone} can be heard at {forum} by {by} about {what:clause}, on whatever day it "
    "is raised.",
    OpportunityStatus.UNDATED: "The day on which {forum} settles {what:clause} is not recorded, so the last day for {who|anyone} "
    "is not known. {more:sentences}",
}
_JOURNEY = "A view raised on {raised} can be heard {hearings:clauses}. {more:sentences}"
_BACK = "The answer about {decision:quoted} can be back at {end} on {returned}."
_UNDATED = "The answer about {decision:quoted} can come back to {end}, on a day that is not recorded."
_HEARD = "A view raised on {on} can be heard there on {heard}."


def opportunity_said(row: Opportunity) -> Statement:
    """What there is to say of one opportunity."""
    decision = Statement(
        f"opportunity.stage.{row.stage.value}",
        {"decision": Ref("decision", row.decision)},
        template=_STAGES[row.stage],
        sources={"decision": "Decision.title"},
    )
    facts: dict[str, Fact] = {
        "who": tuple(Ref("stakeholder", key) for key in row.whose),
        "what": decision,
        "forum": Ref("forum", row.forum),
        "by": row.by,
        "last": row.latest_start,
        "on": row.on,
        "days": None if row.slack_days is None else abs(row.slack_days),
        "more": _heard(row),
    }
    template = _TEMPLATES[row.status]
    said = {name: fact for name, fact in facts.items() if f"{{{name}" in template}
    return Statement(
        f"opportunity.{row.status.value}",
        said,
        template=template,
        sources={name: _SOURCES[name] for name in said if name in _SOURCES},
    )


def _heard(row: Opportunity) -> tuple[Statement, ...]:
    """When a view of today would be heard, where a journey was found."""
    if row.journey is None:
        return ()
    facts: dict[str, Fact] = {"on": row.on, "heard": row.journey.heard}
    return (Statement("opportunity.heard", facts, template=_HEARD, sources={"on": _ROUTE, "heard": _ROUTE}),)


def journey_said(journey: Journey) -> Statement:
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


def return_said(journey: ReturnJourney) -> Statement:
    """What there is to say of the way of one answer back."""
    end = Ref("forum" if journey.ends_at != journey.stakeholder else "stakeholder", journey.ends_at)
    sources = {"decision": "Decision.title", "end": ("Forum.title", "Stakeholder.title")}
    facts: dict[str, Fact] = {"decision": Ref("decision", journey.decision), "end": end}
    if journey.returned is None:
        return Statement("return.undated", facts, template=_UNDATED, sources=sources)
    return Statement(
        "return", {**facts, "returned": journey.returned}, template=_BACK, sources={**sources, "returned": _ROUTE}
    )
