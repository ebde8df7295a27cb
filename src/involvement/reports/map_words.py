"""Statements about a decision map: what it counts, what its lines carry, and which decisions views cannot get to."""

from involvement.calendars.counted_days import days_said
from involvement.decisions import Decision, DecisionMap, EntryPoint, Flow, Reply
from involvement.decisions.decision_words import when_said
from involvement.references import Ref
from involvement.reports.subjects import Subject
from involvement.wording import Fact, Statement

__all__ = [
    "MAP_HEADING",
    "WHO",
    "counts",
    "decision_day",
    "entry_said",
    "flow_said",
    "get_there",
    "more_decisions",
    "out_of_reach_sign",
    "reply_said",
    "unreached",
]

MAP_HEADING = Statement("map.heading", template="Where views enter decisions")
WHO = Statement("map.who", template="Who takes part")
_ROUTE = ("EntryPoint.standing", "Flow.standing")
_ALL_REACHED = "A route brings {views} to every decision."
_UNREACHED = "No route brings {views} to {decisions:quoted}."
_PACE = {  # by whether days, and a standing, are known: the code, and the template
    (True, True): ("map.line.days_standing", "{line:clause} ({days:clause}, standing {standing:quoted})"),
    (True, False): ("map.line.days", "{line:clause} ({days:clause})"),
    (False, True): ("map.line.standing", "{line:clause} (standing {standing:quoted})"),
}


def counts(subject: Subject) -> Statement:
    """How many forums, ways and decisions there are."""
    whole = subject.drawn_map
    if whole is not subject.decision_map:
        return _counts_without_ways(whole)
    return Statement(
        "map.counts",
        {
            "forums": len(whole.forums),
            "entries": len(whole.entry_points),
            "flows": len(whole.flows),
            "replies": len(whole.replies),
            "decisions": len(whole.decisions),
        },
        template="The decision map has {forums:forum}, {entries:entry point}, {flows:flow} of views, "
        "{replies:reply|replies} and {decisions:decision}.",
        sources={
            "forums": "Forum.key",
            "entries": "EntryPoint.forum",
            "flows": "Flow.source",
            "replies": "Reply.source",
            "decisions": "Decision.key",
        },
    )


def _counts_without_ways(whole: DecisionMap) -> Statement:
    """The same where ways in and out of persons are not shown, which would be counted wrong."""
    return Statement(
        "map.counts_without_ways",
        {"forums": len(whole.forums), "flows": len(whole.flows), "decisions": len(whole.decisions)},
        template="The decision map has {forums:forum}, {flows:flow} of views and {decisions:decision}.",
        sources={"forums": "Forum.key", "flows": "Flow.source", "decisions": "Decision.key"},
    )


def unreached(subject: Subject) -> tuple[Statement, ...]:
    """Which decisions no route brings views to; () where there is no decision."""
    lost = tuple(
        Ref("decision", decision.key)
        for decision in subject.decision_map.decisions
        if decision.key in subject.unreached
    )
    if not subject.decision_map.decisions:
        return ()
    facts: dict[str, Fact] = {"views": subject.views, "decisions": lost} if lost else {"views": subject.views}
    sources = {"views": "Stakeholder.role", "decisions": "Decision.title"}
    return (
        Statement(
            "map.unreached" if lost else "map.all_reached",
            facts,
            template=_UNREACHED if lost else _ALL_REACHED,
            sources={name: sources[name] for name in facts},
        ),
    )


def out_of_reach_sign(subject: Subject) -> Statement:
    """What the sign of a decision out of reach means."""
    return Statement(
        "map.sign.out_of_reach",
        {"views": subject.views},
        template="Out of reach: no route brings {views} there",
        sources={"views": "Stakeholder.role"},
    )


def get_there(subject: Subject) -> Statement:
    """The question of whether views get to a decision."""
    return Statement(
        "map.get_there",
        {"views": subject.views},
        template="Can {views} get there?",
        sources={"views": "Stakeholder.role"},
    )


def decision_day(decision: Decision) -> Statement:
    """The day of a decision, as far as it is known."""
    if decision.last_day is None:
        return Statement("map.no_day", template="day not known")
    if decision.between is None:
        return Statement("map.day", {"on": decision.on}, template="decision day {on}", sources={"on": "Decision.on"})
    return Statement("map.days", {"when": when_said(decision)}, template="decision {when:clause}")


def more_decisions(number: int, lost: int) -> Statement:
    """How many more decisions a forum makes, and how many of them views cannot get to."""
    facts: dict[str, Fact] = {"n": number, "lost": lost} if lost else {"n": number}
    return Statement(
        "map.more_decisions_out_of_reach" if lost else "map.more_decisions",
        facts,
        template="and {n} more decisions, {lost} of them out of reach" if lost else "and {n} more decisions",
        sources=dict.fromkeys(facts, "Decision.made_at"),
    )


def entry_said(subject: Subject, entry: EntryPoint) -> Statement:
    """Who can speak where."""
    who = None if entry.stakeholder is None else subject.ref(entry.stakeholder)
    line = Statement(
        "map.entry",
        {"who": who, "forum": Ref("forum", entry.forum)},
        template="{who|anyone} can speak at {forum}",
        sources={"who": "EntryPoint.stakeholder", "forum": "EntryPoint.forum"},
    )
    return _with_pace(line, entry)


def flow_said(flow: Flow) -> Statement:
    """From where to where views go."""
    line = Statement(
        "map.flow",
        {"source": Ref("forum", flow.source), "target": Ref("forum", flow.target)},
        template="views go from {source} to {target}",
        sources={"source": "Flow.source", "target": "Flow.target"},
    )
    return _with_pace(line, flow)


def reply_said(subject: Subject, reply: Reply) -> Statement:
    """From where to where answers come back."""
    line = Statement(
        "map.reply",
        {"source": Ref("forum", reply.source), "target": subject.place_ref(reply.target)},
        template="answers come from {source} to {target}",
        sources={"source": "Reply.source", "target": "Reply.target"},
    )
    return _with_pace(line, reply)


def _with_pace(line: Statement, way: EntryPoint | Flow | Reply) -> Statement:
    """The line with how long it takes and what is owed, as far as that is known."""
    days = None if isinstance(way, EntryPoint) else way.days
    standing = None if isinstance(way, Reply) else way.standing
    known = days is not None, standing is not None
    if known not in _PACE:
        return line
    code, template = _PACE[known]
    facts: dict[str, Fact] = {"line": line, "days": None if days is None else days_said(days), "standing": standing}
    return Statement(
        code,
        facts,
        template=template,
        sources={"days": ("Flow.days", "Reply.days"), "standing": _ROUTE},
    )
