"""Facts that the rules about levels share: a claim and its place, what the record shows, and what is missing."""

from typing import Any

from involvement.decisions import StageName
from involvement.levels import Claim
from involvement.power import InfluenceCondition, InfluenceGap, InfluenceRow
from involvement.power.condition_words import STEPS, place_of
from involvement.power.conditions import OWED
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.standing import Standing
from involvement.wording import Statement

__all__ = ["CLAIM", "about_claim", "do", "gap_to", "is_over", "open_gap_to", "place", "record", "shown"]

_STANDINGS = ("EntryPoint.standing", "Flow.standing")
_EVIDENCE = (*_STANDINGS, "Event.kind", "Seat.votes", "Settlement.outcome")
CLAIM: dict[str, str | tuple[str, ...]] = {
    "claimed": "Claim.rung",
    "ladder": "Claim.ladder",
    "stakeholder": "Stakeholder.title",
}

_SEATS = Statement("record.seats", template="Record who has a seat there, on which side, and with how many votes.")
_RECORD = {
    OWED: Statement("record.owed", template="Record what each step of the route owes their views."),
    InfluenceCondition.TOLD_OF_IT: Statement("record.told_of_it", template="Record whether they were told."),
    InfluenceCondition.HEARD_IN_TIME: Statement(
        "record.heard_in_time", template="Record whether they were heard in time."
    ),
    InfluenceCondition.WHILE_OPEN: Statement(
        "record.while_open", template="Record whether they were heard while options were open."
    ),
    InfluenceCondition.INFORMATION_IN_TIME: Statement(
        "record.information_in_time",
        template="Record whether papers reached them in time, in formats they can use.",
    ),
    InfluenceCondition.ANSWERED_WITH_REASONS: Statement(
        "record.answered_with_reasons", template="Record whether they were answered with reasons."
    ),
    InfluenceCondition.CHANGED_SOMETHING: Statement(
        "record.changed_something", template="Record whether anything they asked for was agreed or done."
    ),
    InfluenceCondition.VOTES_COUNT: _SEATS,
    InfluenceCondition.TERMS_AGREED: Statement(
        "record.terms_agreed", template="Record whether they accepted an agreement about it."
    ),
    InfluenceCondition.MAJORITY_OF_VOTES: _SEATS,
    InfluenceCondition.ALL_VOTES: _SEATS,
}


def about_claim(snapshot: Snapshot, claim: Claim) -> dict[str, Any]:
    """What a finding about a claim is about, and what is claimed for whom and where."""
    return {
        "about": Ref("decision", claim.decision),
        "stakeholder": snapshot.who(claim.stakeholder),
        "place": place(claim),
        "claimed": Ref("rung", (claim.ladder, claim.rung)),
        "ladder": Ref("ladder", claim.ladder),
    }


def place(claim: Claim) -> Statement:
    """The decision, or the stage of it, that a claim is about."""
    return place_of(claim.decision, StageName(claim.stage or StageName.DECISION))


def shown(standing: Standing, *, over: bool) -> Statement:
    """The most that the record allows: what was had where it is over, else what can still be had."""
    if standing is Standing.NONE:
        if over:
            return Statement("shown.nothing", template="Going by the record, there was no say.")
        return Statement("possible.nothing", template="As recorded, no say is possible.")
    template = (
        "The record supports {standing:quoted} at most."
        if over
        else "As recorded, {standing:quoted} is the most that is possible."
    )
    return Statement(
        "shown.at_most" if over else "possible.at_most",
        {"standing": standing},
        template=template,
        sources={"standing": _EVIDENCE},
    )


def is_over(snapshot: Snapshot, row: InfluenceRow) -> bool:
    """Whether the day of the stage is past."""
    return row.by is not None and row.by < snapshot.on


def do(gap: InfluenceGap) -> tuple[Statement, ...]:
    """What would fill a gap, what is known to be missing first."""
    owed = Statement(
        "do.owed",
        {"standing": gap.standing},
        template="Choose a route for their views, and agree at least {standing:quoted} at every step of it.",
        sources={"standing": ("Claim.rung", "Decision.calls_for", "Decision.stakes")},
    )
    names = (*gap.not_shown, *gap.unknown)
    return tuple(owed if name == OWED else STEPS[name] for name in names)


def record(gap: InfluenceGap) -> tuple[Statement, ...]:
    """What to record, so that it is known whether there is a gap."""
    names = (name if name == OWED else InfluenceCondition(name) for name in gap.unknown)
    return tuple(dict.fromkeys(_RECORD[name] for name in names))


def gap_to(row: InfluenceRow, standing: Standing) -> InfluenceGap:
    """What one standing lacks."""
    return next(gap for gap in row.gaps if gap.standing is standing)


def open_gap_to(row: InfluenceRow, standing: Standing) -> InfluenceGap:
    """What is not known of the lowest standing, that one or above, against which nothing speaks."""
    return next(gap for gap in row.gaps if gap.standing >= standing and not gap.not_shown)
