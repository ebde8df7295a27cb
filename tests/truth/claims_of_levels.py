"""How much say is claimed, shown and called for: what LAD001 to 008 ought to say."""

from collections.abc import Iterable

from involvement import Claim, Decision
from involvement.references import Ref
from tests.oracles.influence import called
from tests.truth.influence_worlds import InfluenceWorld, Say, say_of
from tests.truth.sayings import Saying, Sayings, clause, decision_ref, saying
from tests.truth.worlds import CONSULTED, RANKS, rank

VALUES = {
    "impact": ("none", "some", "great"),
    "hard_to_undo": ("easily_undone", "with_effort", "for_good"),
    "legal_duty": ("none", "inform", "consult", "agree"),
    "resources_open": ("none", "some", "most"),
}


def is_over(world: InfluenceWorld, say: Say) -> bool:
    return say.stage.by is not None and say.stage.by < world.day


def place(claim: Claim) -> Saying:
    decision = Ref("decision", claim.decision)
    if claim.stage in {None, "decision"}:
        return clause("place.decision", decision=decision)
    return clause("place.stage", decision=decision, stage=str(claim.stage))


def about(world: InfluenceWorld, claim: Claim) -> dict[str, object]:
    return {
        "stakeholder": world.ref(claim.stakeholder),
        "place": place(claim),
        "claimed": Ref("rung", (claim.ladder, claim.rung)),
        "ladder": Ref("ladder", claim.ladder),
    }


def most(standing: int, *, over: bool) -> Saying:
    kind = "shown" if over else "possible"
    return clause(f"{kind}.at_most", standing=RANKS[standing]) if standing else clause(f"{kind}.nothing")


def do(names: Iterable[str], standing: int = 0) -> tuple[Saying, ...]:
    return tuple(
        clause("do.owed", standing=RANKS[standing]) if name == "owed" else clause(f"do.{name}") for name in names
    )


def record(names: Iterable[str]) -> tuple[Saying, ...]:
    votes = {"votes_count", "majority_of_votes", "all_votes"}
    return tuple(dict.fromkeys(clause("record.seats" if name in votes else f"record.{name}") for name in names))


def rungs_of(claims: Iterable[Claim]) -> list[Claim]:
    """One claim for each rung of each say."""
    return list({(*say_of(claim), claim.ladder, claim.rung): claim for claim in claims}.values())


def overstated(world: InfluenceWorld) -> Sayings:
    """LAD001: whatever turns out, it is less than the least that the claim comes to."""
    for say in world.says:
        for claim in rungs_of(say.claims):
            claimed = world.comes_to(claim)
            if not claimed or say.at_most >= claimed[0]:
                continue
            over = is_over(world, say)
            rungs = tuple(Ref("rung", (claim.ladder, key)) for key in world.rungs_up_to(claim.ladder, say.at_most))
            gap = say.gap(claimed[0])
            code = "LAD001." + (("instead" if over else "until") if rungs else ("drop" if over else "drop_until"))
            instead = clause(code, supported=rungs[-1]) if rungs else clause(code)
            missing = () if over else do((*gap.not_so, *gap.unknown), claimed[0])
            yield saying(
                Ref("decision", claim.decision),
                clause("LAD001.says", **about(world, claim), shown=most(say.at_most, over=over)),
                clause("LAD001.fix", missing=missing, instead=instead),
            )


def unexplained(world: InfluenceWorld) -> Sayings:
    """LAD002: nobody who claims that rung of that say gives a reason."""
    for claim in rungs_of(world.claims):
        alike = [
            other
            for other in world.claims
            if (*say_of(other), other.ladder, other.rung) == (*say_of(claim), claim.ladder, claim.rung)
        ]
        if not any((other.explanation or "").strip() for other in alike):
            facts = about(world, claim)
            fix = clause("LAD002.fix", claimed=facts["claimed"], place=facts["place"])
            yield saying(Ref("decision", claim.decision), clause("LAD002.says", **facts), fix)


def least_called(decision: Decision) -> int:
    """What its stakes call for whatever is not known of them."""
    known = {name: getattr(decision.stakes, name) for name in VALUES}
    choices = [[str(value)] if value is not None else VALUES[name] for name, value in known.items()]
    combined: list[tuple[str, ...]] = [()]
    for choice in choices:
        combined = [(*before, value) for before in combined for value in choice]
    return min(RANKS.index(called(*values)) for values in combined)


def less_than_called(world: InfluenceWorld) -> Sayings:
    """LAD003: nobody of them can have had, or is known to have had, as much as the decision calls for."""
    for decision in world.map.decisions:
        if decision.calls_for is None and decision.stakes is None:
            continue
        asked = rank(decision.calls_for) if decision.calls_for is not None else least_called(decision)
        says = [say for say in world.says if say.decision == decision and say.stage.name == "decision"]
        over = is_over(world, says[0])
        hopes = world.hopeful.best(decision.made_at, world.who)
        if not over and (
            not hopes
            or (asked >= CONSULTED and all(say.facts["heard_in_time"] is False for say in says))
            or (decision.calls_for is not None and hopes < rank(decision.calls_for))
        ):
            continue  # rules about the map say so
        call = clause(
            "LAD003.stakes" if decision.calls_for is None else "LAD003.set",
            decision=decision_ref(decision),
            calls_for=RANKS[asked],
        )
        best = min(says, key=lambda say: (-say.at_most, -say.at_least))
        if best.at_most < asked:
            gap = best.gap(asked)
            missing = (clause("LAD003.afterwards"),) if over else do((*gap.not_so, *gap.unknown), asked)
            says_ = clause("LAD003.says", call=call, shown=most(best.at_most, over=over))
            yield saying(decision_ref(decision), says_, clause("LAD003.fix", missing=missing))
        elif over and all(say.at_least < asked for say in says):
            fix = clause("LAD003.fix", missing=record(best.open_gap(asked).unknown))
            yield saying(decision_ref(decision), clause("LAD003.says_unknown", call=call), fix, "unknown")


def incomparable(world: InfluenceWorld) -> Sayings:
    """LAD004: nothing is recorded that its rung comes to."""
    for claim in rungs_of(world.claims):
        if not world.comes_to(claim):
            says = clause("LAD004.says", **about(world, claim))
            yield saying(Ref("decision", claim.decision), says, clause("LAD004.fix"))


def neither(world: InfluenceWorld) -> Sayings:
    """LAD005: it may be so, and it may not."""
    for say in world.says:
        for claim in rungs_of(say.claims):
            claimed = world.comes_to(claim)
            if claimed and say.at_least < claimed[0] <= say.at_most:
                gap = say.open_gap(claimed[0])
                lowest = next(
                    standing
                    for standing in range(claimed[0], 8)
                    if standing > say.at_least and not say.gap(standing).not_so
                )
                steps = (
                    record(gap.unknown) if is_over(world, say) else (*do(gap.unknown, lowest), clause("LAD005.keep"))
                )
                says = clause("LAD005.says", **about(world, claim))
                fix = clause("LAD005.fix", missing=steps)
                yield saying(Ref("decision", claim.decision), says, fix, "unknown")


def at_odds(world: InfluenceWorld) -> Sayings:
    """LAD006: all claims of one say that some other one, of the same day or without one, excludes."""
    for place_ in dict.fromkeys(map(say_of, world.claims)):
        claims = [claim for claim in world.claims if say_of(claim) == place_ and world.comes_to(claim)]
        odd = [claim for claim in claims if any(_exclude(world, claim, other) for other in claims)]
        if odd:
            odd.sort(key=lambda claim: (world.comes_to(claim)[0], world.comes_to(claim)[-1], claim.ladder, claim.rung))
            said = dict.fromkeys(
                clause("LAD006.claim", claimed=about(world, claim)["claimed"], ladder=about(world, claim)["ladder"])
                for claim in odd
            )
            who = world.ref(odd[0].stakeholder)
            yield saying(
                Ref("decision", odd[0].decision),
                clause("LAD006.says", stakeholder=who, place=place(odd[0]), claims=tuple(said)),
                clause("LAD006.fix", stakeholder=who),
            )


def _exclude(world: InfluenceWorld, one: Claim, other: Claim) -> bool:
    low, high = sorted((world.comes_to(one), world.comes_to(other)), key=lambda ranks: ranks[0])
    return low[-1] < high[0] and (one.on is None or other.on is None or one.on == other.on)


TIMING = ("heard_in_time", "while_open", "information_in_time")
SIGN = {
    "heard_in_time": ("cannot_be_heard", "not_heard"),
    "while_open": ("cannot_shape", "did_not_shape"),
    "information_in_time": ("papers", "papers"),
    "answered_with_reasons": ("unanswered", "unanswered"),
    "changed_something": ("no_effect", "no_effect"),
}


def for_show(world: InfluenceWorld) -> Sayings:
    """LAD007: of power, timing, answer and effect, more than one speaks against those who were asked at all."""
    for say in world.says:
        if say.stage.name != "decision" or not say.invited:
            continue
        over = is_over(world, say)
        idle = say.seated and say.facts["votes_count"] is False
        too_high = [claim for claim in say.claims if (ranks := world.comes_to(claim)) and ranks[0] > say.at_most]
        missed = [name for name in TIMING if say.facts[name] is False]
        answers = [name for name in ("answered_with_reasons",) if say.facts[name] is False]
        effects = [name for name in ("changed_something",) if over and say.facts[name] is False]
        if sum(map(bool, (idle or too_high, missed, answers, effects))) < 2:
            continue
        options = next((stage.by for stage in say.decision.stages if stage.name == "options"), None)
        closed = over or (options is not None and options < world.day)
        signs = [clause("LAD007.more_than_shown" if over else "LAD007.more_than_possible")] if too_high else []
        signs += [clause("LAD007.votes", forum=Ref("forum", say.decision.made_at))] if idle else []
        conditions = [*missed, *answers, *effects]
        signs += [clause(f"LAD007.{SIGN[name][closed if name == 'while_open' else over]}") for name in conditions]
        steps: list[Saying] = []
        for claim in too_high:
            standing = world.comes_to(claim)[0]
            gap = say.gap(standing)
            steps += do((*gap.not_so, *gap.unknown), standing)
        steps += do([*(["votes_count"] if idle else []), *conditions])
        who = None if say.who is None else world.ref(say.who)
        status, part = ("unknown", "says_unknown") if world.early else ("found", "says")
        yield saying(
            decision_ref(say.decision),
            clause(f"LAD007.{part}", stakeholder=who, decision=decision_ref(say.decision), signs=tuple(signs)),
            clause(
                "LAD007.fix",
                stakeholder=who,
                steps=(clause("LAD007.next_time"),) if over else tuple(dict.fromkeys(steps)),
            ),
            status,
        )


def calls_for_too_little(world: InfluenceWorld) -> Sayings:
    """LAD008: what it is set to call for is below what its stakes call for."""
    for decision in world.map.decisions:
        if decision.calls_for is not None and decision.stakes is not None:
            asked = least_called(decision)
            if rank(decision.calls_for) < asked:
                facts = {
                    "decision": decision_ref(decision),
                    "said": decision.calls_for.value,
                    "calls_for": RANKS[asked],
                }
                yield saying(decision_ref(decision), clause("LAD008.says", **facts), clause("LAD008.fix", **facts))


CLAIMS = {
    "LAD001": overstated,
    "LAD002": unexplained,
    "LAD003": less_than_called,
    "LAD004": incomparable,
    "LAD005": neither,
    "LAD006": at_odds,
    "LAD007": for_show,
    "LAD008": calls_for_too_little,
}
