"""Rules about reach: whose views get to decisions, and what is owed to them there."""

from collections.abc import Iterator

from involvement.checks.map_facts import DECIDED, STANDINGS, decided, decision_ref, when_said
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.snapshots import Snapshot
from involvement.standing import Standing

__all__ = ["RULES"]


@rule(
    "MAP001",
    severity="error",
    needs=("decision_map",),
    says="Service users' views about {decision:quoted} do not reach {forum}, where it is decided.",
    fix="Let service users speak about it at {forum}, or agree that a forum which hears them passes their views on to it.",
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
    for decision in snapshot.to_be_made:
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
    fix="Agree with {forum} that it collects service users' views, or how they reach it, and record that on the map.",
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
    says="Views about {decision:quoted} are only collected. Every route to {forum} has a step where nobody need consider or "
    "answer them.",
    fix="Agree for every step of a route to {forum} that views are considered, and answered with reasons.",
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
    "MAP023",
    severity="note",
    needs=("decision_map",),
    says="{forum} was to decide {decision:quoted} {when:clause}. The map shows no route there for service users' views.",
    fix="Find out what was decided and tell service users, with the reasons. Open a route to {forum} before its next decision.",
    sources=DECIDED,
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
            yield found(**decided(decision), when=when_said(decision))


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
    if roleless and not snapshot.process.side("service_users"):
        yield unknown(about=snapshot.process.ref, stakeholders=tuple(sorted(roleless)))


RULES: tuple[Rule, ...] = (
    decision_out_of_reach,
    standing_below_call,
    service_users_only_told,
    views_owed_no_answer,
    some_out_of_reach,
    decided_without_service_users,
    service_users_not_known,
)
