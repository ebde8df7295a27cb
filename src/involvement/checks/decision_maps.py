"""Rules about reach: whether views get to decisions, by which standing, past whom, and whether answers come back."""

from collections.abc import Callable, Collection, Iterator

from involvement.checks.map_facts import DECIDED, STANDINGS, decided, decision_ref
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.decisions import Decision
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.snapshots.map_reach import follow
from involvement.standing import Standing
from involvement.wording import Statement

__all__ = ["RULES"]


@rule(
    "MAP001",
    severity="error",
    needs=("decision_map",),
    says="Service users' views do not reach {forum}, where {decision:quoted} is decided.",
    fix="Let service users speak at {forum}, or agree that a forum which hears them passes their views on to it.",
    sources=DECIDED,
)
def decision_out_of_reach(snapshot: Snapshot) -> Iterator[Observation]:
    """A decision that is still ahead is made where no view of the service users gets to.

    *Why it matters.* Service users may speak often and well, and still not be heard where it is
    decided. Involvement in general planning, away from the point of decision, is an old complaint.

    *What would fix it.* An entry point at the deciding forum, or a flow to it from a forum where
    service users are heard. `DecisionMap.fewest_entry_points` says where it takes fewest.

    *Source.* Diabetes UK, Making Involvement Happen: map decisions so that views reach the right
    places. Joseph Rowntree Foundation (1999), Findings 129, on the National User Involvement Project.
    """
    for decision in snapshot.ahead:
        if snapshot.reach.best(decision) is None:
            yield found(**decided(decision))


@rule(
    "MAP005",
    severity="warning",
    needs=("decision_map",),
    says="{decision:quoted} calls for {calls_for:quoted}. Service users' views have {best:quoted} at most.",
    says_unknown="{decision:quoted} calls for {calls_for:quoted}. It is not known whether service users' views have more "
    "than {best:quoted}.",
    fix="Choose a route to {forum}, and agree at least {calls_for:quoted} at every step of it. Or promise less.",
    sources={**DECIDED, "calls_for": "Decision.calls_for", "best": STANDINGS},
)
def standing_below_call(snapshot: Snapshot) -> Iterator[Observation]:
    """A decision calls for more say than any way to it gives.

    *Why it matters.* A view is worth on arrival what it was worth on the weakest step of its way.
    Those who were promised to decide jointly, and can only be consulted, were promised too much.

    *What would fix it.* A stronger agreement with the forums on the way, or a plainer promise.
    Where the standing of an entry point or flow is not recorded, record it.

    *Source.* Arnstein (1969), doi 10.1080/01944366908977225: participation without power to affect
    the outcome.
    """
    for decision in snapshot.reached:
        best, at_most = snapshot.reach.best(decision), snapshot.reach.best_at_most(decision)
        if decision.calls_for is not None and best is not None and at_most is not None and best < decision.calls_for:
            certain = at_most < decision.calls_for
            say, most = (found, at_most) if certain else (unknown, best)
            yield say(**decided(decision), calls_for=decision.calls_for, best=most)


@rule(
    "MAP007",
    severity="warning",
    needs=("decision_map",),
    says="Service users are told about {decision:quoted}, but nobody collects their views for {forum}.",
    fix="Name an entry point or flow that brings service users' views to {forum}.",
    sources={**DECIDED, "best": STANDINGS},
)
def service_users_only_told(snapshot: Snapshot) -> Iterator[Observation]:
    """Every way to a decision only informs: no view goes up it. Where it calls for more, MAP005 says so.

    *Why it matters.* Being told is where involvement begins, not where it ends; a body that only
    informs has heard nobody.

    *What would fix it.* At least one way to the decision by which views are collected
    (`consulted`), better one by which they must be considered and answered (`advises`).

    *Source.* Arnstein (1969), doi 10.1080/01944366908977225: informing without a channel for feedback.
    """
    for decision in snapshot.reached:
        best = snapshot.reach.best(decision)
        if decision.calls_for is None and not snapshot.reach.hears(decision):
            yield found(**decided(decision), best=best)


@rule(
    "MAP008",
    severity="note",
    needs=("decision_map",),
    says="Views about {decision:quoted} are collected. As recorded, {forum} need not consider or answer them.",
    fix="Agree with {forum} that it considers the views it receives and answers them with reasons.",
    sources=DECIDED,
)
def views_owed_no_answer(snapshot: Snapshot) -> Iterator[Observation]:
    """The best that service users' views have at a decision is to be collected.

    *Why it matters.* Where nobody is bound to consider a view, it may be passed over without a
    word, and nobody can show that it was not.

    *What would fix it.* An agreement that views are considered and answered (`advises`), or more.
    If being consulted is what was meant, say so by `calls_for = "consulted"`.

    *Source.* R v Brent LBC ex p Gunning (1985) 84 LGR 168, the fourth test: what people said is
    conscientiously taken into account.
    """
    for decision in snapshot.reached:
        if (
            decision.calls_for is None
            and snapshot.reach.best(decision) is snapshot.reach.best_at_most(decision) is Standing.CONSULTED
        ):
            yield found(**decided(decision))


@rule(
    "MAP011",
    severity="note",
    needs=("decision_map", "stakeholders"),
    says="Views of {stakeholder} do not reach {decisions:quoted}. Other views from the service users' side do.",
    fix="Open a route for {stakeholder}, or record who speaks for them there.",
    sources={"stakeholder": "Stakeholder.title", "decisions": "Decision.title"},
)
def some_out_of_reach(snapshot: Snapshot) -> Iterator[Observation]:
    """Some on the service users' side have no way to a decision that others of them reach.

    *Why it matters.* Service users, carers and their representatives do not want the same. Those who
    are left out are easily taken as having agreed. Those who have no entry point of their own, and
    sit at a forum or carry a flow, bring the views of others: they are not asked after here.

    *What would fix it.* An entry point or flow for them, or an agreement on who speaks for them.

    *Source.* Diabetes UK, Making Involvement Happen: the right people, in the right places.
    """
    for stakeholder in snapshot.voices.speakers:
        missed = [
            decision_ref(decision)
            for decision in snapshot.reached
            if not snapshot.reach.reaches(stakeholder, decision)
            and any(snapshot.reach.reaches(other, decision) for other in snapshot.voices.speakers)
        ]
        if missed:
            yield found(about=snapshot.who(stakeholder), stakeholder=snapshot.who(stakeholder), decisions=tuple(missed))


@rule(
    "MAP012",
    severity="warning",
    needs=("decision_map",),
    says="{forum} decides {decision:quoted}. {without:sentences}",
    says_unknown="The map does not show how answers about {decisions:quoted} get back to anyone. No reply is drawn on it.",
    fix="Agree who brings the answer, with its reasons, back to those who raised the view. Add that reply to the map.",
    sources={**DECIDED, "decisions": "Decision.title"},
)
def no_way_back(snapshot: Snapshot) -> Iterator[Observation]:
    """Views get to a decision, and no reply leads from it back to those who raised them.

    *Why it matters.* People who never hear what came of what they said stop saying it. In one
    study 19 % of public contributors had never had feedback, and 82 % called it important. The
    answer is still owed when the decision is over, so this is asked of past decisions too.

    *What would fix it.* Replies from the deciding forum to the forums where service users enter,
    or a letter to them. Where the map has no replies at all, this is one finding with the status
    `unknown`: they may only not have been written down.
    An answer that comes to a forum where they enter has come back.

    *Source.* Mathie et al. (2018), doi 10.1111/hex.12684.
    """
    ways: dict[str, list[str]] = {}
    for reply in snapshot.map.replies:
        ways.setdefault(reply.source, []).append(reply.target)
    back = {source: tuple(targets) for source, targets in ways.items()}
    open_to_all = snapshot.reach.entry_forums(None)
    named = sorted({entry.stakeholder for entry in snapshot.entry_points if entry.stakeholder is not None})
    homes = {key: open_to_all | snapshot.reach.entry_forums(key) | {key} for key in named}
    unanswered: list[tuple[Decision, tuple[Statement, ...]]] = []
    for decision in snapshot.decisions:
        answered = follow(back, {decision.made_at})
        who = [key for key in named if snapshot.reach.reaches(key, decision) and answered.isdisjoint(homes[key])]
        anyone = snapshot.reach.reaches(None, decision) and answered.isdisjoint(open_to_all)
        if who or anyone:
            unanswered.append((decision, tuple(_without_answer(snapshot, who, open_to_all if anyone else ()))))
    if unanswered and not snapshot.map.replies:
        decisions = tuple(decision_ref(decision) for decision, _ in unanswered)
        yield unknown(about=Ref("process", snapshot.process.key), decisions=decisions)
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
        heard = {snapshot.forum(key).tier for key in snapshot.reach.on_routes_to(decision.made_at)}
        for tier in decision.passes:
            if tier not in heard:
                say = found if tier in on_map else unknown
                ref = Ref("tier", tier)
                yield say(**decided(decision), tier=ref, bring=_to_the_tier(decision, ref, on_map=tier in on_map))


@rule(
    "MAP014",
    severity="warning",
    needs=("decision_map",),
    says="Views heard at {forum} do not reach any decision. The map shows no route from there to a decision.",
    fix="Add the flow that takes views from {forum} towards a decision, or record what is decided there.",
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
    places = {stage.at for decision in snapshot.decisions for stage in decision.all_stages()}
    if not places:
        return
    lead_on = follow(snapshot.reach.backward, places)
    carried = snapshot.reach.carried
    heard = {target for source in snapshot.reach.hearing & lead_on for target in carried.get(source, ())}
    for key in sorted((snapshot.reach.entered | heard) - lead_on):
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
        snapshot, lambda decision: snapshot.reach.carrying.gatekeepers_of(decision.key, snapshot.whose_views)
    ):
        yield found(about=Ref("forum", key), forum=Ref("forum", key), decisions=decisions)


@rule(
    "MAP016",
    severity="warning",
    needs=("decision_map",),
    says="Nobody but {carrier} takes service users' views to {decisions:quoted}.",
    fix="Name a second carrier for {decisions:quoted}, and a stand-in for {carrier}.",
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
    uncarried = snapshot.reach.heard_without_carrier

    def carriers(decision: Decision) -> tuple[str, ...] | None:
        return (
            None
            if decision.made_at in uncarried
            else snapshot.reach.carrying.carriers_of(decision.key, snapshot.whose_views)
        )

    for key, decisions in _on_every_way(snapshot, carriers):
        yield found(about=snapshot.who(key), carrier=snapshot.who(key), decisions=decisions)


@rule(
    "MAP023",
    severity="note",
    needs=("decision_map",),
    says="{forum} was to decide {decision:quoted} on {decided}. The map shows no route there for service users' views.",
    fix="Find out what was decided and tell service users, with the reasons. Open a route to {forum} before its next decision.",
    sources={**DECIDED, "decided": "Decision.on"},
)
def decided_without_service_users(snapshot: Snapshot) -> Iterator[Observation]:
    """A decision that is over was made where no view of the service users gets to.

    *Why it matters.* It cannot be put right for this decision, and the next one at that forum will be
    made in the same way.

    *What would fix it.* An answer to service users about what was decided, and a way to the forum.

    *Source.* R v Brent LBC ex p Gunning (1985) 84 LGR 168, the fourth test.
    """
    for decision in snapshot.over:
        if snapshot.reach.best(decision) is None:
            yield found(**decided(decision), decided=decision.on)


@rule(
    "MAP024",
    severity="note",
    needs=("decision_map", "stakeholders"),
    says="Nobody is recorded as a service user or carer. The {stakeholders#role|roles} of {stakeholders} "
    "{stakeholders#is|are} not recorded. Until {stakeholders#it is|they are}, their views count as those of service users.",
    fix="Record the role of each stakeholder.",
    sources={"stakeholders": ("Stakeholder.title", "Stakeholder.role")},
)
def service_users_not_known(snapshot: Snapshot) -> Iterator[Observation]:
    """No stakeholder is known to be on the service users' side, and the roles of some are not known.

    *Why it matters.* All other findings about the map ask for service users' views. If those
    counted here are staff, a decision may look well connected that no service user reaches.

    *What would fix it.* The roles of the stakeholders.

    *Source.* The library's own rule: unknown is not no.
    """
    roleless = tuple(
        snapshot.who(stakeholder.key) for stakeholder in snapshot.process.stakeholders if stakeholder.role is None
    )
    if roleless and not snapshot.service_users:
        yield unknown(about=Ref("process", snapshot.process.key), stakeholders=tuple(sorted(roleless)))


def _on_every_way(
    snapshot: Snapshot, who_or_what: Callable[[Decision], tuple[str, ...] | None]
) -> Iterator[tuple[str, tuple[Ref, ...]]]:
    """Each key on every route, sorted, with the decisions; asked once for each deciding forum."""
    at_forum: dict[str, tuple[str, ...]] = {}
    decisions: dict[str, list[Ref]] = {}
    for decision in snapshot.reached:
        if decision.made_at not in at_forum:
            at_forum[decision.made_at] = who_or_what(decision) or ()
        for key in at_forum[decision.made_at]:
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
    decision_out_of_reach,
    standing_below_call,
    service_users_only_told,
    views_owed_no_answer,
    some_out_of_reach,
    no_way_back,
    tier_passed_by,
    views_end_here,
    single_gatekeeper,
    single_carrier,
    decided_without_service_users,
    service_users_not_known,
)
