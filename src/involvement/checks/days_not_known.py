"""Rules about days and details that are not known, so that what is said about time may be too hopeful."""

from collections.abc import Iterator, Mapping
from datetime import date
from operator import ge

from involvement.checks.map_facts import DECIDED, decided, decision_ref
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.decisions import Decision, Flow, Forum, Opportunity
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.standing import Standing
from involvement.wording import Statement

__all__ = ["RULES"]

_DETAILS = {  # what an answer may assume, beside meetings
    "days": Statement("MAP021.days", template="the days it takes"),
    "papers_due": Statement("MAP021.papers_due", template="when papers are due"),
    "standing": Statement("MAP021.standing", template="what is owed to views"),
}


@rule(
    "MAP019",
    severity="note",
    needs=("decision_map",),
    says="{gap:sentence} Last days for {decisions:quoted} may be too hopeful.",
    fix="Record when {forum} meets, as far ahead as it is fixed.",
    sources={"forum": "Forum.title", "decisions": "Decision.title"},
)
def calendar_not_known(snapshot: Snapshot) -> Iterator[Observation]:
    """The calendar of a forum is not known, or not far enough, and the time that is left depends on it.

    *Why it matters.* An unknown calendar counts as if the forum met on any day. Then `in time` means
    at best, and the true last day may be weeks earlier. A decision without a day has no last day: MAP020 says so.

    *What would fix it.* The forum's dates, or its rule such as the second Tuesday of each month.

    *Source.* The library's own rule: what is not known counts in favour of the view, and is said.
    """
    forums: dict[str, dict[Ref, None]] = {}
    for decision in snapshot.reached:
        if decision.on is None:
            continue
        for kind, key in _assumed(snapshot, decision):
            if kind == "meetings":
                forums.setdefault(key, {})[decision_ref(decision)] = None
    for key in sorted(forums):
        ref = Ref("forum", key)
        yield unknown(about=ref, forum=ref, gap=_gap(snapshot.forum(key)), decisions=tuple(forums[key]))


@rule(
    "MAP020",
    severity="note",
    needs=("decision_map",),
    says="The day on which {forum} decides {decision:quoted} is not recorded, so the last day to be heard is not known.",
    fix="Ask {forum} by when it will decide.",
    sources=DECIDED,
)
def decision_undated(snapshot: Snapshot) -> Iterator[Observation]:
    """It is not known when a decision will be made.

    *Why it matters.* Without the day nobody can say by when to speak; too late is noticed after it was.

    *What would fix it.* The day, be it the earliest likely one.

    *Source.* Diabetes UK, Making Involvement Happen: a clear timetable.
    """
    for decision in snapshot.reached:
        if decision.on is None and snapshot.reach.hears(decision):
            yield unknown(**decided(decision))


@rule(
    "MAP021",
    severity="note",
    needs=("decision_map",),
    says="Not recorded for {place}: {missing:clauses}. Answers about {decisions:quoted} may be too hopeful.",
    fix="Record {missing:clauses}.",
    sources={"place": ("Forum.title", "Flow.source", "Flow.target"), "decisions": "Decision.title"},
)
def details_not_known(snapshot: Snapshot) -> Iterator[Observation]:
    """Days, papers due or standing are not known of a place on the way that is worked out for a decision.

    *Why it matters.* Days and papers that are not known count as none, a standing as `consulted`. The
    true last day may be earlier, the true standing another.

    *What would fix it.* The facts that the finding lists: each place is named once, with the decisions that hang on it.

    *Source.* The library's own rule: what is not known counts in favour of the view, and is said.
    """
    between: dict[str, list[tuple[int, Flow]]] = {}
    for position, flow in enumerate(snapshot.map.flows):
        open_flows = between.setdefault(f"{flow.source}>{flow.target}", [])
        if flow.closes is None or flow.closes >= snapshot.on:
            open_flows.append((position, flow))
    missing: dict[Ref, dict[str, None]] = {}
    decisions: dict[Ref, dict[Ref, None]] = {}
    for decision in snapshot.reached:
        for kind, key in _assumed(snapshot, decision):
            for place in _places(between, kind, key) if kind in _DETAILS else ():
                missing.setdefault(place, {})[kind] = None
                decisions.setdefault(place, {})[decision_ref(decision)] = None
    for place in sorted(missing):
        yield unknown(
            about=place,
            place=place,
            missing=tuple(detail for kind, detail in _DETAILS.items() if kind in missing[place]),
            decisions=tuple(decisions[place]),
        )


@rule(
    "MAP022",
    severity="warning",
    needs=("decision_map",),
    says="Every route to {forum} has closed, and the day on which it decides {decision:quoted} is not fixed.",
    fix="Reopen an entry point or flow until the day of the decision is fixed.",
    sources=DECIDED,
)
def every_way_closed(snapshot: Snapshot) -> Iterator[Observation]:
    """A decision without a day is still ahead, and every way to it has closed.

    *Why it matters.* Without a day nothing can be too late, so nobody notices that a window has
    shut or a calendar has ended before the decision.

    *What would fix it.* A window or a calendar that lasts as long as the decision is open.

    *Source.* R v Brent LBC ex p Gunning (1985) 84 LGR 168, the third test: adequate time.
    """
    for decision in snapshot.reached:
        if decision.on is None and not _told(snapshot, decision):
            yield found(**decided(decision))


def _gap(forum: Forum) -> Statement:
    """What is not recorded of a forum's meetings: all, or all after a day."""
    ref, until = Ref("forum", forum.key), None if forum.meetings is None else forum.meetings.known_until
    if until is None:
        return Statement(
            "MAP019.unrecorded",
            {"forum": ref},
            template="When {forum} meets is not recorded.",
            sources={"forum": "Forum.title"},
        )
    return Statement(
        "MAP019.until",
        {"forum": ref, "until": until},
        template="When {forum} meets is recorded only until {until}.",
        sources={"forum": "Forum.title", "until": "Forum.meetings"},
    )


def _places(between: Mapping[str, list[tuple[int, Flow]]], kind: str, key: str) -> Iterator[Ref]:
    """The open flows between two forums of which that is not known, where the key is that of flows; else the forum.

    A flow is left out where another is as good in all and better in something: no answer rests on it.
    """
    flows = between.get(key, ())
    if key not in between:
        yield Ref("forum", key)
    for position, flow in flows:
        if getattr(flow, kind) is None and not any(_outdoes(other, flow) for _, other in flows):
            yield Ref("flow", (flow.source, flow.target, position))


def _outdoes(other: Flow, flow: Flow) -> bool:
    theirs, own = _worth(other), _worth(flow)
    return theirs != own and all(map(ge, theirs, own))


def _worth(flow: Flow) -> tuple[int, ...]:
    """How good a flow is, by days, standing and window; what is not known is as answers take it."""
    standing, opens, closes = flow.standing or Standing.CONSULTED, flow.opens or date.min, flow.closes or date.max
    return -(flow.days or 0), standing.rank, -opens.toordinal(), closes.toordinal()


def _assumed(snapshot: Snapshot, decision: Decision) -> list[tuple[str, str]]:
    """Every kind and place that the answers about a decision assume, sorted."""
    assumed = {each for row in _told(snapshot, decision) for each in row.assumes}
    return sorted((kind, place) for kind, _, place in (each.partition(":") for each in assumed))


def _told(snapshot: Snapshot, decision: Decision) -> list[Opportunity]:
    """The open opportunities by which people are at least told; where the standing is `none`, there is no route."""
    return [row for row in snapshot.open(decision) if (row.standing or Standing.NONE) >= Standing.INFORMED]


RULES: tuple[Rule, ...] = (
    calendar_not_known,
    decision_undated,
    details_not_known,
    every_way_closed,
)
