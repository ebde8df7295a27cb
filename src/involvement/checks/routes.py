"""Rules about the routes of the map: where they end, what they pass by, and who alone carries views on them."""

from collections.abc import Callable, Collection, Iterator

from involvement.checks.map_facts import DECIDED, decided, decision_ref
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.decisions import Decision
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.snapshots.map_reach import MapReach, follow
from involvement.wording import Statement

__all__ = ["RULES"]


@rule(
    "MAP012",
    severity="warning",
    needs=("decision_map",),
    says="The answer about {decision:quoted} starts at {forum}. {without:sentences}",
    says_unknown="The map does not show how answers about {decisions:quoted} get back to anyone. No reply is drawn on it.",
    fix="Agree who brings the answer, with its reasons, back to those who raised the view. Add that reply to the map.",
    sources={**DECIDED, "decisions": "Decision.title"},
)
def no_way_back(snapshot: Snapshot) -> Iterator[Observation]:
    """Views get to a decision, and no reply leads from it back to those who raised them.

    *Why it matters.* People who never hear what came of what they said stop saying it. In one
    study 19 % of public contributors had never had feedback, and 82 % called it important. The
    answer is still owed when the decision is over, so this is asked of past decisions too, and of none that was withdrawn.

    *What would fix it.* Replies from the deciding forum to the forums where service users enter,
    or a letter to them. Where the map has no replies at all, this is one finding with the status
    `unknown`: they may only not have been written down.
    An answer that comes to a forum where they enter has come back.

    *Source.* Mathie et al. (2018), doi 10.1111/hex.12684.
    """
    named = sorted({entry.stakeholder for entry in snapshot.entry_points if entry.stakeholder is not None})
    unanswered: list[tuple[Decision, tuple[Statement, ...]]] = []
    over = (decision for decision in snapshot.over if not decision.is_withdrawn(snapshot.on))
    for decision in sorted((*snapshot.to_be_made, *over), key=lambda decision: decision.key):
        reach = snapshot.reach.about(decision)
        answered, open_to_all = follow(reach.replies, {decision.made_at}), reach.entry_forums(None)
        who = [
            key
            for key in named
            if snapshot.reach.reaches(key, decision)
            and answered.isdisjoint({*open_to_all, *reach.entry_forums(key), key})
        ]
        anyone = snapshot.reach.reaches(None, decision) and answered.isdisjoint(open_to_all)
        if who or anyone:
            unanswered.append((decision, tuple(_without_answer(snapshot, who, open_to_all if anyone else ()))))
    if unanswered and not snapshot.map.replies:
        decisions = tuple(decision_ref(decision) for decision, _ in unanswered)
        yield unknown(about=snapshot.process.ref, decisions=decisions)
        return
    for decision, without in unanswered:
        yield found(**decided(decision), without=without)


@rule(
    "MAP013",
    severity="warning",
    needs=("decision_map",),
    says="{decision:quoted} must pass the {tier} tier. No view of service users is heard there on its way to {forum}.",
    says_unknown="{decision:quoted} must pass the {tier} tier. Which forum belongs to that tier is not recorded.",
    fix="{bring:sentences}",
    sources={**DECIDED, "tier": ("Decision.passes", "Forum.tier")},
)
def tier_passed_by(snapshot: Snapshot) -> Iterator[Observation]:
    """A decision must pass a tier where service users' views are never heard on their way to it.

    *Why it matters.* Decisions are not made in one place: what the clinical, financial and
    executive levels each say shapes them. Views that come in at one level only are outvoted at the next.

    *What would fix it.* A way for views through a forum of that tier. If no forum on the map has
    the tier, the status is `unknown`: write down which forum it is. A decision about which service
    users are only told is not asked after here: no view of theirs is on its way.

    *Source.* Diabetes UK, Making Involvement Happen: decision-making is not in one place but at
    clinical, financial and executive levels.
    """
    on_map = {forum.tier for forum in snapshot.map.forums}
    for decision in snapshot.reached:
        if not decision.passes or not snapshot.reach.hears(decision):
            continue
        heard = {snapshot.forum(key).tier for key in snapshot.reach.about(decision).on_routes_to(decision.made_at)}
        for tier in decision.passes:
            if tier not in heard:
                say = found if tier in on_map else unknown
                ref = Ref("tier", tier)
                yield say(**decided(decision), tier=ref, bring=_to_the_tier(decision, ref, on_map=tier in on_map))


@rule(
    "MAP014",
    severity="warning",
    needs=("decision_map",),
    says="The map shows that views are heard at {forum}, and no route by which they get to a decision.",
    fix="If views go from {forum} to a decision, add that route to the map. If they do not, agree one. If {forum} decides "
    "something itself, record that.",
    sources={"forum": "Forum.title"},
)
def views_end_here(snapshot: Snapshot) -> Iterator[Observation]:
    """Service users' views come to a forum from which no way leads to any decision.

    *Why it matters.* A group that is asked, and whose views go nowhere, is consulted for show. Of
    several such forums in a row, the first is named.

    *What would fix it.* A flow to a forum that decides, or the decision that is made here and is
    not yet on the map.

    *Source.* Diabetes UK, Making Involvement Happen: involvement is related to decision-making.
    """
    for key in sorted(snapshot.reach.leading_nowhere(snapshot.live)):
        yield found(about=Ref("forum", key), forum=Ref("forum", key))


@rule(
    "MAP015",
    severity="note",
    needs=("decision_map",),
    says="Service users' views reach {decisions:quoted} only through {forum}.",
    fix="Agree with those who run {forum} that views are passed on unchanged, or open a second route.",
    sources={"forum": "Forum.title", "decisions": "Decision.title"},
)
def single_gatekeeper(snapshot: Snapshot) -> Iterator[Observation]:
    """One forum stands on every way to a decision.

    *Why it matters.* What that forum does not pass on is not heard at all; its chair, its agenda
    and its cancelled meetings decide for everybody. The forum where views enter counts as one.

    *What would fix it.* A second way, or an agreement on what the forum passes on, and how soon.

    *Source.* `DecisionMap.gatekeepers_of`; Lukes (1974), Power: a radical view, on keeping matters
    off the agenda.
    """
    for key, decisions in _on_every_way(
        snapshot, lambda decision: snapshot.map.gatekeepers_of(decision.key, snapshot.whose_views)
    ):
        yield found(about=Ref("forum", key), forum=Ref("forum", key), decisions=decisions)


@rule(
    "MAP016",
    severity="warning",
    needs=("decision_map",),
    says="Service users' views get to {decisions:quoted} only if one carrier passes them on: {carrier}.",
    fix="Name a second carrier for {decisions:quoted}, and a stand-in for the first.",
    sources={"carrier": "Flow.carried_by", "decisions": "Decision.title"},
)
def single_carrier(snapshot: Snapshot) -> Iterator[Observation]:
    """One and the same carrier brings the views on every way to a decision.

    *Why it matters.* When that one is ill, leaves or disagrees, nothing arrives, and nobody may notice.

    *What would fix it.* At least two who carry views, as there should be at least two
    representatives on a planning group.

    *Source.* Diabetes UK, position statement on involving people with diabetes: at least two
    representatives on each planning group.
    """

    def carriers(decision: Decision) -> tuple[str, ...] | None:
        return (
            None if snapshot.reach.uncarried(decision) else snapshot.map.carriers_of(decision.key, snapshot.whose_views)
        )

    for key, decisions in _on_every_way(snapshot, carriers):
        yield found(about=snapshot.who(key), carrier=snapshot.who(key), decisions=decisions)


def _on_every_way(
    snapshot: Snapshot, who_or_what: Callable[[Decision], tuple[str, ...] | None]
) -> Iterator[tuple[str, tuple[Ref, ...]]]:
    """Each key on every route, sorted, with the decisions; asked once for each deciding forum and the routes to it."""
    at_forum: dict[tuple[str, MapReach], tuple[str, ...]] = {}
    decisions: dict[str, list[Ref]] = {}
    for decision in snapshot.reached:
        place = decision.made_at, snapshot.reach.about(decision)
        if place not in at_forum:
            at_forum[place] = who_or_what(decision) or ()
        for key in at_forum[place]:
            decisions.setdefault(key, []).append(decision_ref(decision))
    for key in sorted(decisions):
        yield key, tuple(decisions[key])


def _to_the_tier(decision: Decision, tier: Ref, *, on_map: bool) -> Statement:
    """How views come to be heard at a tier: first of all one must know which forum it is."""
    facts = {"forum": Ref("forum", decision.made_at), "tier": tier}
    sources = {"forum": DECIDED["forum"], "tier": ("Decision.passes", "Forum.tier")}
    if on_map:
        template = "Bring service users' views to the {tier} tier before they go on to {forum}, and show it on the map."
        return Statement("MAP013.bring", facts, template=template, sources=sources)
    template = (
        "Record which forum belongs to the {tier} tier. If service users' views are not heard there on their way to "
        "{forum}, bring them there."
    )
    return Statement("MAP013.record", facts, template=template, sources=sources)


def _without_answer(snapshot: Snapshot, who: Collection[str], forums: Collection[str]) -> Iterator[Statement]:
    """To whom no reply route leads: these, and those who speak at these forums, which are open to everybody."""
    if who:
        yield Statement(
            "MAP012.stakeholders",
            {"stakeholders": tuple(map(snapshot.who, who))},
            template="No reply route brings the answer back to {stakeholders}.",
            sources={"stakeholders": ("EntryPoint.stakeholder", "Stakeholder.title")},
        )
    if forums:
        yield Statement(
            "MAP012.anyone",
            {"forums": tuple(Ref("forum", key) for key in sorted(forums))},
            template="No reply route reaches those who speak at {forums}.",
            sources={"forums": ("EntryPoint.forum", "Forum.title")},
        )


RULES: tuple[Rule, ...] = (
    no_way_back,
    tier_passed_by,
    views_end_here,
    single_gatekeeper,
    single_carrier,
)
