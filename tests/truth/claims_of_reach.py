"""Where views get to, by whom and with which standing: what MAP001, 005, 007, 008, 011 to 016 and 023 ought to say."""

from involvement.references import Ref
from tests.oracles.plain import Way, simple_routes
from tests.truth.sayings import (
    Sayings,
    about_decision,
    clause,
    decision_ref,
    decision_refs,
    forum_ref,
    saying,
    when,
)
from tests.truth.worlds import CONSULTED, INFORMED, NONE, RANKS, Routes, World, rank


def out_of_reach(world: World) -> Sayings:
    """MAP001: no route, or none on which service users are as much as told."""
    for decision in world.to_be_made:
        if world.routes.best(decision.made_at, world.who) in {None, NONE}:
            yield about_decision("MAP001", decision)


def below_call(world: World) -> Sayings:
    """MAP005: the best of all routes is below what is called for; not known where an unknown standing might be enough."""
    for decision in world.to_be_made:
        best = world.routes.best(decision.made_at, world.who)
        if best in {None, NONE} or decision.calls_for is None or best >= rank(decision.calls_for):
            continue
        most = world.hopeful.best(decision.made_at, world.who)
        status, part, shown = (
            ("found", "says", most) if most < rank(decision.calls_for) else ("unknown", "says_unknown", best)
        )
        calls_for = RANKS[rank(decision.calls_for)]
        yield saying(
            decision_ref(decision),
            clause(f"MAP005.{part}", decision=decision_ref(decision), calls_for=calls_for, best=RANKS[shown]),
            clause("MAP005.fix", calls_for=calls_for, forum=forum_ref(decision.made_at)),
            status,
        )


def only_told(world: World) -> Sayings:
    """MAP007: the best of all routes informs. Where more is called for, MAP005 says it; where no more is, nothing is wrong."""
    for decision in world.to_be_made:
        if decision.calls_for is None and world.routes.best(decision.made_at, world.who) == INFORMED:
            yield about_decision("MAP007", decision)


def owed_no_answer(world: World) -> Sayings:
    """MAP008: the best of all routes collects views, whatever the standings are that are not known."""
    for decision in world.to_be_made:
        if decision.calls_for is None and world.hopeful.best(decision.made_at, world.who) == CONSULTED:
            yield about_decision("MAP008", decision)


def some_out_of_reach(world: World) -> Sayings:
    """MAP011: somebody's views get by no route where those of others get."""
    for speaker in world.speakers:
        decisions = [
            decision
            for decision in world.to_be_made
            if world.routes.reaches(decision.made_at, world.who)
            and not world.routes.reaches(decision.made_at, {speaker})
        ]
        if decisions:
            ref = world.ref(speaker)
            yield saying(
                ref,
                clause("MAP011.says", stakeholder=ref, decisions=decision_refs(decisions)),
                clause("MAP011.fix", stakeholder=ref),
            )


def no_answer_back(world: World) -> Sayings:
    """MAP012: no chain of replies to those who reach a decision: a letter, or a forum where they enter.

    Those who come in where all may are one party: an answer at one of these forums is back.
    """
    unanswered = {}
    over = [decision for decision in world.live if decision not in world.ahead]
    asked = [*world.to_be_made, *(each for each in over if not each.withdrawn or each.withdrawn > world.day)]
    for decision in sorted(asked, key=lambda decision: decision.key):
        heard = world.routes.to(decision.made_at, world.who)
        named, without = [], []
        for key in sorted(world.who & {entry.stakeholder for entry in world.map.entry_points}):
            enters = {entry.forum for entry in world.map.entry_points if entry.stakeholder in {None, key}}
            if any(route.is_for({key}) for route in heard) and not _answered(world, decision.made_at, {key, *enters}):
                named.append(world.ref(key))
        if named:
            without.append(clause("MAP012.stakeholders", stakeholders=tuple(named)))
        open_to_all = sorted({entry.forum for entry in world.map.entry_points if entry.stakeholder is None})
        if any(route.is_for(()) for route in heard) and not _answered(world, decision.made_at, set(open_to_all)):
            without.append(clause("MAP012.anyone", forums=tuple(map(forum_ref, open_to_all))))
        if without:
            unanswered[decision] = tuple(without)
    if unanswered and not world.map.replies:
        decisions = decision_refs(list(unanswered))
        says = clause("MAP012.says_unknown", decisions=decisions)
        yield saying(Ref("process", world.process.key), says, clause("MAP012.fix"), "unknown")
    elif unanswered:
        for decision, without in unanswered.items():
            yield about_decision("MAP012", decision, without=without, fix=clause("MAP012.fix"))


def _answered(world: World, start: str, ends: set[str]) -> bool:
    replies = tuple(Way(position, reply.source, reply.target, 0, 0) for position, reply in enumerate(world.map.replies))
    return any(True for end in ends for _ in simple_routes(replies, start, end))


def tier_passed_by(world: World) -> Sayings:
    """MAP013: nowhere in the tier is a view heard that then goes on to the deciding forum, not having been there."""
    for decision in world.to_be_made:
        if not world.routes.reaches(decision.made_at, world.who):
            continue
        before = world.without(lambda way, place=decision.made_at: way.source == place)
        for name in decision.passes:
            tier = Ref("tier", name)
            forums = {forum.key for forum in world.map.forums if forum.tier == name}
            heard = any(
                before.reaches(forum, world.who) and leads(before, forum, decision.made_at, CONSULTED)
                for forum in forums
            )
            if heard:
                continue
            facts = {"decision": decision_ref(decision), "tier": tier}
            bring = clause("MAP013.bring" if forums else "MAP013.record", forum=forum_ref(decision.made_at), tier=tier)
            fix = clause("MAP013.fix", bring=bring)
            if forums:
                yield about_decision("MAP013", decision, tier=tier, fix=fix)
            else:
                yield saying(decision_ref(decision), clause("MAP013.says_unknown", **facts), fix, "unknown")


def leads(routes: Routes, start: str, target: str, at_least: int) -> bool:
    """Whether ways lead from the one place to the other."""
    ways = tuple(way for way in routes.town.ways if way.rank >= at_least)
    return any(True for _ in simple_routes(ways, start, target))


def views_end(world: World) -> Sayings:
    """MAP014: views are heard at a forum, and no way leads from it to a decision or a stage of one.

    Where they come from another such forum and enter nowhere else, that one is named and not this.
    """
    goals = {stage.at for decision in world.live for stage in decision.all_stages()}
    heard = {forum for forum in world.forums if world.routes.reaches(forum, world.who)}
    dead = {forum for forum in heard if goals and not any(leads(world.routes, forum, goal, NONE) for goal in goals)}
    for forum in dead:
        enters = any(not route.ways for route in world.routes.to(forum, world.who))
        before = {way.source for way in world.routes.town.ways if way.target == forum and way.rank >= CONSULTED}
        if enters or before & heard - dead:
            yield saying(
                forum_ref(forum),
                clause("MAP014.says", forum=forum_ref(forum)),
                clause("MAP014.fix", forum=forum_ref(forum)),
            )


def _lost(world: World, routes: Routes, but: str | None = None) -> tuple[Ref, ...]:
    """The decisions ahead that views reach, and no longer by these routes."""
    return decision_refs(
        [
            decision
            for decision in world.to_be_made
            if decision.made_at != but
            and world.routes.reaches(decision.made_at, world.who)
            and not routes.reaches(decision.made_at, world.who)
        ]
    )


def single_gatekeeper(world: World) -> Sayings:
    """MAP015: take the forum away, and nothing gets there any more."""
    for forum in world.forums:
        rest = world.without(
            lambda way, forum=forum: forum in {way.source, way.target}, lambda door, forum=forum: door.place == forum
        )
        if decisions := _lost(world, rest, but=forum):
            ref = forum_ref(forum)
            says = clause("MAP015.says", decisions=decisions, forum=ref)
            yield saying(ref, says, clause("MAP015.fix", forum=ref))


def single_carrier(world: World) -> Sayings:
    """MAP016: take the carrier away, and nothing gets there any more."""
    for key in {flow.carried_by for flow in world.map.flows} - {None}:
        rest = world.without(lambda way, key=key: way.carrier == key)
        if decisions := _lost(world, rest):
            ref = world.ref(key)
            yield saying(
                ref,
                clause("MAP016.says", carrier=ref, decisions=decisions),
                clause("MAP016.fix", decisions=decisions),
            )


def decided_without(world: World) -> Sayings:
    """MAP023: over, and there was no route, or none on which service users were as much as told."""
    for decision in world.map.decisions:
        if world.is_over(decision) and world.routes.best(decision.made_at, world.who) in {None, NONE}:
            forum = forum_ref(decision.made_at)
            says = clause("MAP023.says", forum=forum, decision=decision_ref(decision), when=when(decision))
            yield saying(decision_ref(decision), says, clause("MAP023.fix", forum=forum))


CLAIMS = {
    "MAP001": out_of_reach,
    "MAP005": below_call,
    "MAP007": only_told,
    "MAP008": owed_no_answer,
    "MAP011": some_out_of_reach,
    "MAP012": no_answer_back,
    "MAP013": tier_passed_by,
    "MAP014": views_end,
    "MAP015": single_gatekeeper,
    "MAP016": single_carrier,
    "MAP023": decided_without,
}
