"""Rules about days and details that are not known, so that what is said about routes and time may be too hopeful."""

from collections.abc import Iterable, Iterator, Mapping

from involvement.checks.map_facts import DECIDED, decided, decision_ref
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.decisions import Decision, Opportunity
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.standing import Standing
from involvement.wording import Statement

__all__ = ["RULES"]

_DETAILS = {  # what an answer may assume, beside meetings
    "assumed.days": Statement("MAP021.days", template="how many days it takes"),
    "assumed.papers_due": Statement("MAP021.papers_due", template="when papers are due"),
    "assumed.standing": Statement("MAP021.standing", template="how much say views have"),
    "assumed.closes": Statement("MAP021.closes", template="when it closes"),
}

_EFFECTS = {
    "MAP021.later": "Views may reach {decisions:quoted} later than the map suggests.",
    "MAP021.less": "Views may count for less in {decisions:quoted} than the map suggests.",
    "MAP021.shut": "There may be less time to be heard about {decisions:quoted} than the map suggests.",
}
_EFFECT_OF = {"assumed.standing": "MAP021.less", "assumed.closes": "MAP021.shut"}  # of all others: later


@rule(
    "MAP019",
    severity="note",
    needs=("decision_map",),
    says="{gap:sentence} The last day to speak about {decisions:quoted} may be earlier than shown.",
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
    forums: dict[Ref, dict[Ref, None]] = {}
    for decision in snapshot.reached:
        if decision.last_day is None:
            continue
        for kind, place in _assumed(snapshot, decision):
            if kind in {"assumed.meetings", "assumed.later_meetings"}:
                forums.setdefault(place, {})[decision_ref(decision)] = None
    for forum in sorted(forums):
        yield unknown(about=forum, forum=forum, gap=_gap(snapshot, forum), decisions=tuple(forums[forum]))


@rule(
    "MAP020",
    severity="note",
    needs=("decision_map",),
    says="{forum} decides {decision:quoted}. The day is not recorded, so the last day to speak is not known.",
    fix="Ask {forum} by when it will decide.",
    sources=DECIDED,
)
def decision_undated(snapshot: Snapshot) -> Iterator[Observation]:
    """It is not known when a decision will be made.

    *Why it matters.* Without the day nobody can say by when to speak; too late is noticed after it was.

    *What would fix it.* The day, be it the earliest likely one. Where no view can be heard any more, whatever the day, the last
    day is past: MAP022 or MAP006 says so.

    *Source.* Diabetes UK, Making Involvement Happen: a clear timetable.
    """
    for decision in snapshot.reached:
        if decision.last_day is None and snapshot.heard(decision):
            yield unknown(**decided(decision))


@rule(
    "MAP021",
    severity="note",
    needs=("decision_map",),
    says="For {place}, the record does not say {missing:clauses}. {effects:sentences}",
    fix="Record {missing:clauses}.",
    sources={
        "place": ("Forum.title", "EntryPoint.forum", "Flow.source", "Flow.target"),
        "missing": (
            "EntryPoint.closes",
            "EntryPoint.standing",
            "Flow.closes",
            "Flow.days",
            "Flow.standing",
            "Forum.papers_due",
        ),
    },
)
def details_not_known(snapshot: Snapshot) -> Iterator[Observation]:
    """Days, papers due, standing or closing day are not known of a place on the way that is worked out for a decision.

    *Why it matters.* Days and papers that are not known count as none, a standing as `consulted`. What opens on a day
    counts as open from then on. The true last day may be earlier, the true standing another.

    *What would fix it.* The facts that the finding lists: each place is named once, with the decisions that hang on it.

    *Source.* The library's own rule: what is not known counts in favour of the view, and is said.
    """
    missing: dict[Ref, dict[str, None]] = {}
    decisions: dict[Ref, dict[str, dict[Ref, None]]] = {}
    for decision in snapshot.reached:
        for kind, place in _assumed(snapshot, decision):
            if kind in _DETAILS:
                missing.setdefault(place, {})[kind] = None
                effect = _EFFECT_OF.get(kind, "MAP021.later")
                decisions.setdefault(place, {}).setdefault(effect, {})[decision_ref(decision)] = None
    for place in sorted(missing):
        yield unknown(
            about=place,
            place=place,
            missing=tuple(detail for kind, detail in _DETAILS.items() if kind in missing[place]),
            effects=tuple(_effects(decisions[place])),
        )


def _effects(decisions: Mapping[str, Iterable[Ref]]) -> Iterator[Statement]:
    """What the map may show too hopefully, and about which decisions."""
    for code, template in _EFFECTS.items():
        if code in decisions:
            facts = {"decisions": tuple(decisions[code])}
            yield Statement(code, facts, template=template, sources={"decisions": "Decision.title"})


@rule(
    "MAP022",
    severity="warning",
    needs=("decision_map",),
    says="Every route to {forum} has closed, and the day on which it decides {decision:quoted} is not fixed.",
    fix="Reopen an entry point or flow, and keep it open until the day of the decision is fixed.",
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
        if decision.last_day is None and not _told(snapshot, decision):
            yield found(**decided(decision))


@rule(
    "MAP025",
    severity="warning",
    needs=("decision_map",),
    says="The record does not say what {place} is about. Perhaps it takes no views about {decisions:quoted}. The map counts on "
    "it for them.",
    fix="Record what {place} is about: decisions, issues, kinds of decision, or anything.",
    sources={"place": ("EntryPoint.forum", "Flow.source", "Flow.target", "Forum.title"), "decisions": "Decision.title"},
)
def matter_not_known(snapshot: Snapshot) -> Iterator[Observation]:
    """What has a window, such as a survey, does not say what it is about, and answers about decisions rest on it.

    *Why it matters.* A survey asks about something. Until the record says what, it counts as a route for every view:
    people may be told that they can still be heard about a decision on which no question is put to them.

    *What would fix it.* What it is `about`: keys of decisions or issues, kinds of decision, or `"*"` for anything.

    *Source.* The library's own rule: what is not known counts in favour of the view, and is said.
    """
    places: dict[Ref, dict[Ref, None]] = {}
    for decision in snapshot.reached:
        for kind, place in _assumed(snapshot, decision):
            if kind == "assumed.about":
                places.setdefault(place, {})[decision_ref(decision)] = None
    for place in sorted(places):
        yield unknown(about=place, place=place, decisions=tuple(places[place]))


def _gap(snapshot: Snapshot, ref: Ref) -> Statement:
    """What is not recorded of a forum's meetings: all, or all after a day."""
    meetings = snapshot.forum(str(ref.keys[0])).meetings
    until = None if meetings is None else meetings.known_until
    if until is None:
        return Statement(
            "MAP019.unrecorded",
            {"forum": ref},
            template="The meetings of {forum} are not recorded.",
            sources={"forum": "Forum.title"},
        )
    return Statement(
        "MAP019.until",
        {"forum": ref, "until": until},
        template="The meetings of {forum} are recorded only until {until}.",
        sources={"forum": "Forum.title", "until": "Forum.meetings"},
    )


def _assumed(snapshot: Snapshot, decision: Decision) -> list[tuple[str, Ref]]:
    """Every kind and place that the answers about a decision assume, sorted."""
    assumed = {statement for row in _told(snapshot, decision) for statement in row.assumes}
    return sorted(
        (statement.code, place) for statement in assumed for _, place in statement.facts if isinstance(place, Ref)
    )


def _told(snapshot: Snapshot, decision: Decision) -> list[Opportunity]:
    """The opportunities by which people can still be told at least; where the standing is `none`, there is no route."""
    rows = snapshot.opportunities(decision)
    return [row for row in rows if (row.standing or Standing.NONE) >= Standing.INFORMED]


RULES: tuple[Rule, ...] = (
    calendar_not_known,
    decision_undated,
    details_not_known,
    every_way_closed,
    matter_not_known,
)
