"""Columns of tables: the fields that each is made of, by which an edition shows it or leaves it out."""

from collections.abc import Iterable, Mapping

from attrs import evolve

from involvement.reports.subjects import Subject
from involvement.reports.tables import Table

__all__ = ["shown_to"]

_ANY = "*"  # columns whose headings are names
_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "timetable": {
        "Speak by": "Decision.on Meetings.rule", "Where": "Forum.title", "How it stands": "Decision.on",
        "Decision": "Decision.title", "Stage": "Stage.name", "Its day": "Stage.by", "Who": "Stakeholder.title",
        "Standing": "EntryPoint.standing Flow.standing",
    },
    "entries": {
        "Who": "EntryPoint.stakeholder", "Forum": "EntryPoint.forum", "Standing": "EntryPoint.standing",
        "When": "EntryPoint.opens EntryPoint.closes", "How": "EntryPoint.method", "About": "EntryPoint.about",
    },
    "flows": {
        "From": "Flow.source", "To": "Flow.target", "Takes": "Flow.days", "Standing": "Flow.standing",
        "When": "Flow.opens Flow.closes", "Carried by": "Flow.carried_by", "By way of": "Flow.medium", "About": "Flow.about",
    },
    "decisions": {
        "Decision": "Decision.title", "Forum": "Decision.made_at", "Day": "Decision.on", "Other stages": "Stage.name",
        "Calls for": "Decision.calls_for", _ANY: "Flow.source EntryPoint.forum",
    },
    "replies": {
        "From": "Reply.source", "To": "Reply.target", "Takes": "Reply.days", "Carried by": "Reply.carried_by",
        "By way of": "Reply.medium", "About": "Reply.about",
    },
    "answers": {"Decision": "Decision.title", _ANY: "Reply.source Reply.target"},
    "forums": {
        "Forum": "Forum.title", "Tier": "Forum.tier", "Meets": "Forum.meetings", "Papers due": "Forum.papers_due",
        "Who has a seat": "Seat.stakeholder Seat.votes",
    },
    "stakeholders": {
        "Who": "Stakeholder.title", "Role": "Stakeholder.role", "What they are": "Stakeholder.kind",
        "How many": "FigureTold.number",
    },
    "cycle": {_ANY: "Process.key"},
    "ranked": {"Issue": "Issue.title", "What was settled": "Settlement.outcome", _ANY: "Priorities.issues"},
    "settled": {
        "Issue": "Issue.title", "What was settled": "Settlement.outcome", "Why": "Settlement.reason",
        "Instead": "Settlement.instead", "Who is named in it": "Settlement.who", "By": "Settlement.by",
        "Last day to speak, as seen then": "Settlement.last_day",
    },
    "overrides": {
        "Issue": "Override.issue", "Settled as": "Override.outcome", "By whom": "Override.by", "Why": "Override.reason",
        "On": "Override.on",
    },
    "activities": {
        "Activity": "Activity.title", "Who sees to it": "Activity.owner", "Begins": "Activity.start",
        "By when": "Activity.due", "How it stands": "Activity.due", "Days of work": "Activity.effort",
    },
    "reviews": {"Day": "Review.due", "How it stands": "Review.on"},
    "agendas": {"Meeting": "Meetings.rule", "Of": "Forum.title", "What": "Activity.title"},
    "say": {
        "Decision": "Decision.title", "Who": "Stakeholder.title", "Claimed": "Claim.rung", "Shown": "EntryPoint.standing",
        "Called for": "Decision.calls_for",
    },
    "said": {
        "You said": "Contribution.title", "What we did, and why": "Event.action Event.reason",
    },
    "closure": {
        "Whose": "Stakeholder.title", "Heard that it arrived": "FigureTold.number", "Got an answer": "FigureTold.number",
        "Were told of it": "FigureTold.number", "Done, of what was accepted": "FigureTold.number",
    },
    "overdue": {
        "What": "Contribution.title", "To be": "Promise.kind", "By": "Promise.days", "Days late": "Promise.days",
        "Owner": "Event.owner",
    },
    "next-steps": {_ANY: "Criterion.title AnswerOption.title"},
    "heatmap": {_ANY: "Answer.given"},
}  # fmt: skip


def shown_to(subject: Subject, tables: Iterable[Table | None]) -> tuple[Table, ...]:
    """The tables with those columns that the readers may see; without those of which they may not see the first.

    At the desk all of them. Else a column whose fields are not known is left out, and so is a table.
    """
    if subject.internal:
        return tuple(table for table in tables if table is not None)
    return tuple(seen for table in tables if table is not None and (seen := _seen(subject, table)) is not None)


def _seen(subject: Subject, table: Table) -> Table | None:
    known = _COLUMNS.get(table.key.partition("-")[0] if table.key.startswith("heatmap") else table.key, {})
    fields = [known.get(heading, known.get(_ANY, "")).split() for heading in table.headings]
    kept = [place for place, names in enumerate(fields) if names and subject.may_tell(*names)]
    if not kept or kept[0] or len(kept) == 1 or not table.rows:
        return None
    headings = tuple(table.headings[place] for place in kept)
    return evolve(table, headings=headings, rows=tuple(tuple(row[place] for place in kept) for row in table.rows))
