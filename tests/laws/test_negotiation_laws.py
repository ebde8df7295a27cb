"""What holds of every negotiation, whatever the parties want and whatever is known?"""

from fractions import Fraction
from itertools import pairwise

from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from involvement import Feasibility, Issue, Move, Priorities, Process, dumps, loads, negotiate, rank
from involvement.priorities import Agreement, MoveKind, Outcome, Override, sensitivity
from involvement.rankings import RankingRule
from involvement.references import Ref
from involvement.wording import Wording
from tests.oracles.negotiation import Fate, fates
from tests.strategies.negotiations import BALANCES, DAYS, PARTIES, RULES, Facts, facts, negotiations, rounds
from tests.strategies.positions import ISSUES, positions
from tests.strategies.words import among

LISTED = [Issue(each) for each in ISSUES]


def fates_of(agreement: Agreement) -> list[Fate]:
    return [Fate(each.issue, str(each.outcome), str(each.ground), each.split) for each in agreement.settlements]


def changes(move: Move) -> bool:
    """Whether it changes what was settled."""
    return move.kind in {"propose", "study", "concede", "override"}


def outcomes(agreement: Agreement) -> dict[str, tuple[str, str]]:
    return {each.issue: (str(each.outcome), str(each.ground)) for each in agreement.settlements}


@given(own=positions(), known=facts(), rule=RULES, balance=BALANCES)
def test_an_agreement_is_the_ranking_walked_with_what_is_known(own, known, rule, balance):
    """The whole of the rule, as the design tells it, by an oracle that shares no line with the library."""
    agreement = known.negotiated(own, rule=rule, balance=balance)
    places = [set(place) for place in rank(own, rule=rule, balance=balance).places]
    unranked = set(ISSUES).difference(*places)
    walked = [*places, *([unranked] if unranked else [])]
    assert fates(walked, known.states, known.effort, known.capacity, known.closed, unranked) == fates_of(agreement)


def facts_said(settlement):
    """The reasons that a settlement says, as data: for each code its facts."""
    why = dict(settlement.says.facts)["why"]
    return {said.code: dict(said.facts) for said in why if said.code not in {"settled.because", "settled.split"}}


def facts_of(known, own, settlement):
    """The same, read from what was known before anything was settled."""
    issue, effort = settlement.issue, known.effort.get(settlement.issue)
    studies = {each.issue: each for each in known.feasibility}
    parties = tuple(
        Ref("stakeholder", each.stakeholder)
        for each in sorted(own, key=lambda each: each.stakeholder)
        if issue in each.ranked()
    )
    found = {
        "ruled_out": {"settled.ruled_out": {}},
        "not_ranked": {"settled.not_ranked": {}},
        "not_studied": {"settled.not_studied": {}, "settled.study": {"who": None, "by": None}},
        "effort_not_known": {"settled.effort_not_known": {}},
        "out_of_reach": {"settled.out_of_reach": {}},
        "too_late": {"settled.too_late": {}},
        "over_capacity": {
            "settled.over_capacity" if settlement.left else "settled.no_days_left": {
                "days": effort,
                "left": settlement.left,
            }
        },
        "wanted_and_possible": {"settled.wanted_and_possible": {"parties": parties}}
        | ({"settled.takes": {"days": effort}} if effort is not None else {}),
    }[settlement.ground]
    state = studies[issue].state.value if issue in studies else "not_studied"
    assert {"settled.ruled_out": "ruled_out", "settled.not_studied": "not_studied"}.get(
        next(iter(found)), state
    ) == state
    assert (parties == ()) is (settlement.ground == "not_ranked") or settlement.ground == "ruled_out"
    assert settlement.ground != "over_capacity" or settlement.left < effort
    return found


@given(own=positions(), known=facts(), rule=RULES, balance=BALANCES)
def test_every_issue_is_settled_once_with_a_reason_and_nothing_barred_is_agreed(own, known, rule, balance):
    """Nobody's issue falls off the table, and no clinic opens before somebody has studied whether it can."""
    agreement = known.negotiated(own, rule=rule, balance=balance)
    assert sorted(ISSUES) == sorted(each.issue for each in agreement.settlements)
    assert all(facts_said(each) == facts_of(known, own, each) for each in agreement.settlements)
    assert set() == {issue for issue in agreement.agreed if known.states.get(issue) != "shown"}
    assert set(agreement.declined) == {issue for issue, state in known.states.items() if state == "ruled_out"}
    needed = sum(known.effort.get(issue, 0) for issue in agreement.agreed)
    assert known.capacity is None or needed <= known.capacity
    parts = (agreement.agreed, agreement.deferred, agreement.declined)
    assert sorted(ISSUES) == sorted(issue for part in parts for issue in part)


@given(own=positions(), known=facts(), rule=RULES, data=st.data())
def test_the_order_of_what_is_given_never_matters(own, known, rule, data):
    """Whoever is named first has no advantage."""
    shuffled = Facts(
        tuple(data.draw(st.permutations(known.feasibility))),
        dict(data.draw(st.permutations(list(known.effort.items())))),
        known.capacity,
        tuple(data.draw(st.permutations(known.issues))),
        known.with_map,
    )
    again = shuffled.negotiated(data.draw(st.permutations(own)), rule=rule)
    assert known.negotiated(own, rule=rule) == again


@given(own=positions(), known=facts(), rule=RULES, balance=BALANCES)
def test_what_everybody_puts_first_and_can_be_done_is_agreed(own, known, rule, balance):
    """An agreement that passes over what all agree on would be none."""
    first = "evenings"
    unanimous = [
        evolve(
            each, issues=[first, *[[i for i in place if i != first] for place in each.places if set(place) != {first}]]
        )
        for each in own
    ]
    known = evolve(
        known,
        feasibility=(*(each for each in known.feasibility if each.issue != first), Feasibility.shown(first)),
        effort={**known.effort, first: known.capacity or Fraction(0)},
        issues=tuple(Issue(each.key) if each.key == first else each for each in known.issues),
    )
    agreement = known.negotiated(unanimous, rule=rule, balance=balance)
    assert first in agreement.agreed
    assert first == agreement.settlements[0].issue


@given(own=positions(most=4), known=facts(), rule=RULES, data=st.data())
def test_parties_of_one_side_and_weight_can_change_places(own, known, rule, data):
    """What counts is what is wanted, not who wants it."""
    one, two = own[0], evolve(own[0], stakeholder="party-x", issues=data.draw(positions(most=1))[0].issues)
    swapped = [evolve(one, issues=two.issues), evolve(two, issues=one.issues)]
    before, after = (known.negotiated([*own[1:], *pair], rule=rule) for pair in ([one, two], swapped))
    assert fates_of(before) == fates_of(after)


@given(own=positions(), known=facts(), rule=RULES, order=st.permutations(ISSUES))
def test_the_key_of_an_issue_matters_only_where_the_capacity_divides_equals(own, known, rule, order):
    """Otherwise a well-chosen name would win; the tie-break by key is said with the settlement."""
    before = known.negotiated(own, rule=rule)
    assume(not any(each.split for each in before.settlements))
    name = dict(zip(ISSUES, order, strict=True))
    renamed = Facts(
        tuple(evolve(each, issue=name[each.issue]) for each in known.feasibility),
        {name[issue]: days for issue, days in known.effort.items()},
        known.capacity,
        tuple(evolve(each, key=name[each.key]) for each in known.issues),
        known.with_map,
    )
    after = renamed.negotiated(
        [evolve(each, issues=[[name[issue] for issue in place] for place in each.places]) for each in own], rule=rule
    )
    assert {name[issue]: outcome for issue, outcome in outcomes(before).items()} == outcomes(after)


@given(own=positions(), known=facts(), rule=RULES, balance=BALANCES)
def test_shared_disputed_and_only_are_what_their_words_say(own, known, rule, balance):
    """The two sides read these lists first."""
    agreement = known.negotiated(own, rule=rule, balance=balance)
    by_side = {
        side: {issue for each in own if each.side == side for issue in each.ranked()}
        for side in ("service_users", "organisation", "other", None)
    }
    users, organisation = by_side["service_users"], by_side["organisation"]
    assert users & organisation == set(agreement.shared)
    assert users - organisation - by_side["other"] - by_side[None] == set(agreement.only("service_users"))
    assert organisation - users - by_side["other"] - by_side[None] == set(agreement.only("organisation"))
    tops = []
    for side in ("service_users", "organisation"):
        theirs = [each for each in own if each.side == side]
        ranking = rank(theirs, rule=rule, balance=balance) if theirs else None
        tops.append(ranking and {i for i in by_side[side] if ranking.place_of(i) <= len(agreement.agreed)})
    apart = set() if None in tops else tops[0] ^ tops[1]
    assert apart == set(agreement.disputed)
    order = [each.issue for each in agreement.settlements]
    assert all(order.index(a) < order.index(b) for a, b in pairwise(agreement.disputed))


@given(own=positions(), others=positions(), known=facts(), rule=RULES, other=RULES, balance=BALANCES)
def test_what_would_have_been_is_what_a_new_negotiation_gives(own, others, known, rule, other, balance):
    """A what-if that differs from the thing itself would be believed all the same."""
    agreement = known.negotiated(own, rule=rule, balance=balance)
    assert agreement == agreement.under()
    assert known.negotiated(own, rule=other, balance=balance) == agreement.under(rule=other)
    changed = agreement.under(positions=sorted(others, key=lambda each: each.stakeholder))
    assert known.negotiated(others, rule=rule, balance=balance) == changed
    for effect in agreement.compare():
        would_be = known.negotiated(own, rule=effect.rule, balance=balance).agreed
        assert would_be == effect.agreed
        assert (set(would_be) - set(agreement.agreed), set(agreement.agreed) - set(would_be)) == (
            set(effect.added),
            set(effect.left_out),
        )
    assert list(RankingRule) == [each.rule for each in agreement.compare()]


@given(own=positions(), known=facts(), rule=RULES, data=st.data())
def test_an_override_is_visible_and_leaves_the_others_as_they_were(own, known, rule, data):
    """Whoever settles it otherwise does so under their name, with a reason, beside what it would have been."""
    agreement = known.negotiated(own, rule=rule)
    issue = data.draw(among(ISSUES))
    outcome = data.draw(among((Outcome.DEFERRED, Outcome.DECLINED)))
    override = Override(issue, outcome, by="board", reason="promised otherwise")
    changed = evolve(agreement, overrides=[override])
    changed = evolve(changed, settlements=changed.settle())
    was, now = agreement.settlement(issue), changed.settlement(issue)
    assert (outcome, "overridden") == (now.outcome, now.ground)
    assert ("board", "promised otherwise") == (now.overridden_by, now.reason)
    assert (was.outcome, was.ground) == (now.otherwise, now.otherwise_ground)
    said = Wording().say(now.says)
    decided = 'board decided this, not the ranking. Because: "promised otherwise".'
    too = " too" if was.outcome == outcome else ""
    assert f"{decided} By the ranking it would have been {was.outcome}{too}." in said
    assert [each for each in agreement.settlements if each.issue != issue] == [
        each for each in changed.settlements if each.issue != issue
    ]
    assert agreement == changed.under()
    assert agreement.compare() == changed.compare()


# Replaying


def last_said(moves: list[Move]) -> tuple[dict[str, Priorities], dict[str, Feasibility]]:
    """What stands in the end: the last proposal of each party less what it conceded since, the last study of each."""
    studies = {move.feasibility.issue: move.feasibility for move in moves if move.kind == "study"}
    stands = {}
    for party in {move.position.stakeholder for move in moves if move.kind == "propose"}:
        at = max(n for n, m in enumerate(moves) if m.kind == "propose" and m.position.stakeholder == party)
        given_up = {move.issue for move in moves[at:] if move.kind == "concede" and move.by == party}
        places = [[i for i in place if i not in given_up] for place in moves[at].position.places]
        stands[party] = evolve(moves[at].position, issues=[place for place in places if place])
    return stands, studies


@given(by_day=rounds(), data=st.data())
def test_a_replay_is_a_negotiation_of_what_was_said_last(by_day, data):
    """Later proposals and studies take the place of earlier ones; a concession takes an issue away."""
    moves = [move for day in by_day for move in day]
    negotiation = data.draw(negotiations(moves))
    stands, studies = last_said(moves)
    fresh = negotiate(
        *stands.values(), feasibility=studies, rule=negotiation.rule, balance=negotiation.balance, issues=LISTED
    )
    replayed = negotiation.replay(issues=LISTED)
    overridden = {move.issue for move in moves if move.kind is MoveKind.OVERRIDE}
    assert {i: f for i, f in outcomes(fresh).items() if i not in overridden} == {
        issue: fate for issue, fate in outcomes(replayed).items() if issue not in overridden
    }
    assert overridden == {each.issue for each in replayed.overrides}
    assert outcomes(fresh) == outcomes(replayed.under())


@given(by_day=rounds(), data=st.data())
def test_replaying_gives_the_same_bytes_whatever_the_order_within_a_day(by_day, data):
    """Minutes list the moves of a meeting in some order; where none depends on another, it must not matter.

    An acceptance depends on the terms before it, so here those who speak to the whole speak at the end of the day.
    """
    parts = [
        part
        for day in by_day
        for part in ([move for move in day if changes(move)], [move for move in day if not changes(move)])
    ]
    negotiation = data.draw(negotiations([move for part in parts for move in part]))
    shuffled = [move for part in parts for move in data.draw(st.permutations(part))]
    other = evolve(negotiation, moves=shuffled)
    texts = {dumps(Process("p", agreement=each.replay(issues=LISTED))) for each in (negotiation, negotiation, other)}
    assert 1 == len(texts)


@given(by_day=rounds(), data=st.data(), until=st.sampled_from(DAYS))
def test_a_replay_until_a_day_is_the_replay_of_what_was_recorded_by_then(by_day, data, until):
    """What was agreed in spring can be had again in autumn."""
    negotiation = data.draw(negotiations([move for day in by_day for move in day]))
    begun = evolve(negotiation, moves=[move for move in negotiation.moves if move.on <= until])
    assume(begun.moves)
    assert begun.replay(issues=LISTED) == negotiation.replay(until=until, issues=LISTED)
    grown = evolve(negotiation, moves=())
    for move in negotiation.moves:
        grown = grown.with_move(move)
    assert negotiation == grown
    assert [move for _, moves in negotiation.rounds for move in moves] == list(negotiation.moves)


@given(by_day=rounds(), data=st.data())
def test_the_last_word_on_the_whole_is_what_counts(by_day, data):
    """Nobody is listed as agreeing who has said since that they do not, or who agreed before the terms changed."""
    moves = [move for day in by_day for move in data.draw(st.permutations(day))]
    agreement = data.draw(negotiations(moves)).replay(issues=LISTED)
    changed = max((number for number, move in enumerate(moves) if changes(move)), default=-1)
    for party in PARTIES:
        said = [move.kind for move in moves if move.by == party and move.kind in {"accept", "dissent"}]
        dissents = [each for each in agreement.dissent if each.by == party]
        lately = [move.kind for move in moves[changed + 1 :] if move.by == party and move.kind in {"accept", "dissent"}]
        assert (lately[-1:] == [MoveKind.ACCEPT]) == (party in agreement.accepted_by)
        assert (said[-1:] == [MoveKind.DISSENT]) == bool(dissents)
    assert sorted(agreement.accepted_by) == list(agreement.accepted_by)


@given(own=positions(), known=facts(), rule=RULES)
def test_an_agreement_is_read_back_as_it_was_written(own, known, rule):
    """An agreement is a fact that outlives the program that made it."""
    agreement = known.negotiated(own, rule=rule)
    process = Process("p", positions=own, agreement=agreement, past_agreements=[agreement.under(rule="borda")])
    assert [process, process] == [loads(dumps(process, name), name) for name in ("json", "toml")]
    assert agreement.settlements == tuple(loads(dumps(process)).agreement.settle())


# Weights

STEPS = [Fraction(step, 12) for step in (1, 3, 5, 7, 9, 11, 13, 15, 18, 22, 25, 30, 36, 48, 72, 144)]
CLOSE = Fraction(1, 10**9)


@st.composite
def tight(draw: st.DrawFn) -> Agreement:
    """An agreement of parties on both sides in which every issue can be done, but not all together."""
    own = draw(positions(sides=("service_users", "organisation", None), most=4))
    effort = {issue: draw(st.integers(1, 3)) for issue in ISSUES}
    return negotiate(
        *own,
        feasibility=[Feasibility.shown(issue) for issue in ISSUES],
        effort=effort,
        capacity=draw(st.integers(2, 6)),
        rule=draw(among(("jla", "borda", "copeland"))),
        balance=draw(BALANCES),
    )


def agreed_at(agreement: Agreement, party: str, weight: Fraction) -> set[str]:
    own = [evolve(each, weight=weight) if each.stakeholder == party else each for each in agreement.positions]
    return set(agreement.under(positions=own).agreed)


@settings(max_examples=30)
@given(agreement=tight())
def test_the_nearest_weight_is_found_and_none_is_nearer(agreement):
    """A scan over many weights finds no change that is nearer, and the weight that is named does what it says."""
    now = set(agreement.agreed)
    changes = {each.party: each for each in sensitivity(agreement)}
    for position in agreement.positions:
        party, weight = position.stakeholder, position.weight
        turned = [step for step in STEPS if agreed_at(agreement, party, step) != now]
        change = changes.get(party)
        if change is None:
            assert [] == turned
            continue
        assert all(abs(step - weight) >= abs(change.change) for step in turned)
        assert set(change.agreed) == agreed_at(agreement, party, change.example) != now
        assert (set(change.agreed) - now, now - set(change.agreed)) == (set(change.added), set(change.left_out))
        at_turn = agreed_at(agreement, party, change.turns_at) != now
        assert change.included == at_turn
        toward = 1 if change.example > change.turns_at else -1
        assert change.included or agreed_at(agreement, party, change.turns_at + toward * CLOSE) != now
        before = change.turns_at + CLOSE * (1 if change.change < 0 else -1)
        assert not change.change or agreed_at(agreement, party, before) == now
    nearest = [(abs(each.change), each.party) for each in sensitivity(agreement)]
    assert sorted(nearest) == nearest
