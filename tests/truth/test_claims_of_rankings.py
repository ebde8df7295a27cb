"""The words about rankings, tallies and agreements: judged from the lists that parties gave, by counting them again."""

import random
from collections import Counter
from fractions import Fraction
from itertools import combinations

import attrs

from involvement import Feasibility, Priorities, negotiate, rank
from involvement.priorities import first_choices, sensitivity
from involvement.rankings import Tally, closeness, overlap, shortlist
from involvement.references import Ref
from involvement.wording import Statement
from tests.at_once import over

CASES = range(200)
JUDGED: Counter[str] = Counter()
RULES = ("copeland", "schulze", "kemeny")
ISSUES = "abcde"
SMALL = Fraction(1, 10**6)


def lists(number: int, *, sides: bool = False) -> list[Priorities]:
    """Two or three parties, each with a list of issues that may have ties and gaps."""
    chance = random.Random(number)
    found = []
    for party in ("members", "carers", "board")[: chance.randint(2, 3)]:
        issues = chance.sample(ISSUES, chance.randint(0 if number % 5 == 0 else 1, 5))
        if len(issues) > 2 and chance.random() < 0.5:
            issues = [tuple(issues[:2]), *issues[2:]]
        side = ("organisation" if party == "board" else "service_users") if sides else None
        found.append(Priorities(party, issues, weight=chance.choice([1, 1, 2, 3]), side=side))
    return found


def places(position: Priorities) -> dict[str, int]:
    """How many issues a party puts before each; what it does not list comes after all that it does."""
    before, found = 0, {}
    for place in position.issues:
        tied = (place,) if isinstance(place, str) else place
        found.update(dict.fromkeys(tied, before))
        before += len(tied)
    return found


def facts(statement: Statement) -> dict:
    return dict(statement.facts)


def issues(found: tuple[Ref, ...]) -> set[str]:
    assert all(ref.kind == "issue" for ref in found)
    return {ref.keys[0] for ref in found}


def party(statement: Statement) -> str:
    return facts(statement)["party"].keys[0] if statement.code == "party" else statement.code


def told_places(statements: tuple[Statement, ...]) -> dict[str, int]:
    return {issue: facts(each)["place"] - 1 for each in statements for issue in issues(facts(each)["issues"])}


@over(CASES)
def test_a_position_says_the_places_that_a_party_gave(number):
    """A tie is a tie, and the place after it counts both."""
    for position in lists(number):
        said = facts(position.says)
        assert party(said["party"]) == position.stakeholder
        assert told_places(said["places"]) == places(position)
        assert (position.says.code == "ranked.no_position") == (not position.issues)


@over(CASES)
def test_a_ranking_says_the_places_that_points_give(number):
    """Points of Borda by hand: for each party, half a point for what stands equal, one for what comes later."""
    positions = lists(number)
    everything = sorted({issue for position in positions for issue in places(position)})
    weights = sum(position.weight for position in positions)
    points = dict.fromkeys(everything, Fraction(0))
    for position in positions:
        own = {issue: places(position).get(issue, len(everything)) for issue in everything}
        for issue in everything:
            later = sum(own[other] > own[issue] for other in everything)
            equal = sum(own[other] == own[issue] for other in everything if other != issue)
            points[issue] += position.weight / weights * (later + Fraction(equal, 2))
    expected = {issue: sum(points[other] > points[issue] for other in everything) for issue in everything}
    said = rank(positions, rule="borda", balance="parties").says
    assert expected == told_places(facts(said)["places"])
    assert facts(said)["rule"] == "borda"


@over(CASES)
def test_an_overlap_names_what_both_have_first(number):
    """Only issues that both parties put among their first are shared."""
    positions, depth = lists(number), number % 3 + 1
    own = {each.stakeholder: {issue for issue, before in places(each).items() if before < depth} for each in positions}
    for each in overlap(positions, depth=depth):
        said = facts(each.says)
        first, second = party(said["first"]), party(said["second"])
        assert own[first] & own[second] == issues(said["shared"])
        assert depth == said["depth"]


@over(CASES)
def test_closeness_is_counted_pair_by_pair(number):
    """In how many of all pairs both say the same; a tie of one is half of it."""
    positions = lists(number)
    everything = sorted({issue for position in positions for issue in places(position)})
    pairs = list(combinations(everything, 2))
    own = {each.stakeholder: {i: places(each).get(i, len(everything)) for i in everything} for each in positions}
    for each in closeness(positions):
        said = facts(each.says)
        one, other = own[party(said["first"])], own[party(said["second"])]
        orders = [
            ((one[a] > one[b]) - (one[a] < one[b]), (other[a] > other[b]) - (other[a] < other[b])) for a, b in pairs
        ]
        if not pairs:
            assert each.says.code == "closeness.none"
            continue
        same = sum(Fraction(2 - abs(ours - theirs), 2) for ours, theirs in orders)
        assert said["share"] == 100 * same / len(pairs)
        assert said["opposed"] == sum(abs(ours - theirs) == 2 for ours, theirs in orders)


@over(CASES)
def test_a_shortlist_says_which_groups_would_lose_too_much(number):
    """A group loses too much where more than half of its own first are not on the combined list."""
    positions = [attrs.evolve(each, side=None) for each in lists(number)]
    size, top = number % 4 + 1, number % 2 + 1
    head = set(rank(positions, balance="parties").first(size))
    first = {each.stakeholder: {i for i, before in places(each).items() if before < top} for each in positions}
    losers = {key for key, own in first.items() if 2 * len(own - head) > len(own)}
    found = shortlist(positions, size=size, top=top, balance="parties")
    JUDGED[found.says.code] += 1
    said = facts(found.says)
    assert losers == {party(group) for group in said["groups"]}
    assert ("shortlist.joined" if losers else "shortlist.combined") == found.says.code
    assert (set().union(*first.values()) if losers else head) == issues(said["issues"])


@over(range(40))
def test_a_tally_says_how_many_responses_count(number):
    """A second response from one source is said, and not counted."""
    chance = random.Random(number)
    sources = [chance.choice([None, "x", "y"]) for _ in range(chance.randint(1, 5))]
    again = sum(source is not None and source in sources[:place] for place, source in enumerate(sources))
    points, least, each = chance.randint(1, 9), chance.randint(0, 2), chance.randint(1, 9)
    made = {
        "tally.places": (Tally.of_rankings("members", [["a"]] * len(sources), points=points, sources=sources), [points]),
        "tally.scores": (
            Tally.of_scores("members", [{"a": 3}] * len(sources), least=least, sources=sources), [least, 5],
        ),
        "tally.mean": (
            Tally.of_scores("members", [{}] * len(sources), least=least, dont_know="left_out", sources=sources), [least, 5],
        ),
        "tally.approvals": (Tally.of_approvals("members", [["a"]] * len(sources), sources=sources), []),
        "tally.points": (Tally.of_points("members", [{}] * len(sources), each=each, sources=sources), [each]),
    }  # fmt: skip
    for code, (tally, numbers) in made.items():
        said = facts(tally.says)
        assert (Ref("stakeholder", "members"), len(sources) - again) == (said["party"], said["responses"])
        *duplicates, way = said["more"]
        assert [again] * bool(again) == [facts(each)["again"] for each in duplicates]
        assert (code, numbers) == (way.code, [value for _, value in way.facts])


def settled(number: int, **parts):
    """A negotiation in which each issue is studied, ruled out or neither, and takes a day."""
    chance = random.Random(-number)
    positions = parts.pop("positions", None) or lists(number)
    everything = sorted({issue for position in positions for issue in places(position)})
    kinds = {issue: chance.choice(["shown", "shown", "shown", "ruled_out", "not_studied"]) for issue in everything}
    studies = [
        Feasibility.ruled_out(issue, reason="no room") if kind == "ruled_out" else getattr(Feasibility, kind)(issue)
        for issue, kind in kinds.items()
    ]
    capacity = chance.choice([1, 2, None])
    agreement = negotiate(
        *positions, feasibility=studies, effort=dict.fromkeys(everything, 1), capacity=capacity,
        balance="parties", **{"rule": "borda", **parts},
    )  # fmt: skip
    return kinds, capacity, agreement


@over(CASES)
def test_an_agreement_says_what_was_settled(number):
    """What was ruled out is declined, what nobody studied is deferred, and the rest agreed while there are days."""
    kinds, capacity, agreement = settled(number)
    said = {each.code: issues(facts(each)["issues"]) for each in facts(agreement.says).get("outcomes", ())}
    of = {
        kind: {issue for issue, own in kinds.items() if own == kind} for kind in ("shown", "ruled_out", "not_studied")
    }
    assert of["ruled_out"] == said.get("agreement.declined", set())
    agreed, deferred = said.get("agreement.agreed", set()), said.get("agreement.deferred", set())
    assert agreed | deferred == of["shown"] | of["not_studied"]
    assert len(agreed) == min(len(of["shown"]), len(kinds) if capacity is None else capacity)
    assert agreed <= of["shown"]
    assert (agreement.says.code == "agreement.nothing") == (not kinds)


@over(CASES)
def test_an_effect_says_what_another_rule_agrees(number):
    """Negotiated again by the other rule."""
    agreement = settled(number)[2]
    for rule in RULES:
        (effect,) = agreement.compare([rule])
        JUDGED[effect.says.code] += 1
        then, now = set(settled(number, rule=rule)[2].agreed), set(agreement.agreed)
        said = facts(effect.says)
        assert said["rule"] == rule
        changes = {each.code: issues(facts(each)["issues"]) for each in said.get("changed", ())}
        expected = {"effect.added": then - now, "effect.left_out": now - then}
        assert changes == {code: found for code, found in expected.items() if found}
        assert (effect.says.code == "effect.same") == (then == now)


@over(CASES)
def test_a_weight_at_which_the_list_changes_is_tried(number):
    """At the weight that is named, or just beyond it, the list is as it is said; on this side it is not."""
    agreement = settled(number)[2]
    for change in sensitivity(agreement):
        JUDGED[change.says.code] += 1
        said = facts(change.says)
        (own,) = (each for each in agreement.positions if Ref("stakeholder", each.stakeholder) == said["party"])
        assert own.weight == said["weight"]
        beyond = {"sensitivity.at": 0, "sensitivity.above": SMALL, "sensitivity.below": -SMALL}[change.says.code]

        def agreed(weight: Fraction, own: Priorities = own) -> set[str]:
            others = [attrs.evolve(each, weight=weight) if each is own else each for each in agreement.positions]
            return set(settled(number, positions=others)[2].agreed)

        then, now = agreed(said["turns_at"] + beyond), set(agreement.agreed)
        changes = {each.code: issues(facts(each)["issues"]) for each in said["changed"]}
        expected = {"effect.added": then - now, "effect.left_out": now - then}
        assert changes == {code: found for code, found in expected.items() if found}
        assert then != now
        if said["turns_at"] != own.weight:
            assert agreed((said["turns_at"] + own.weight) / 2) == now


@over(CASES)
def test_first_choices_are_counted(number):
    """Equals in first place all count."""
    agreement = settled(number)[2]
    for row in first_choices([agreement]):
        said = facts(row.says)
        (own,) = (each for each in agreement.positions if Ref("stakeholder", each.stakeholder) == said["party"])
        first = {issue for issue, before in places(own).items() if not before}
        assert (len(first), len(first & set(agreement.agreed))) == (said["asked"], said["agreed"])


def test_every_sentence_about_rankings_is_judged_often_enough():
    """A sentence that is never made is never judged."""
    for judge in (
        test_a_shortlist_says_which_groups_would_lose_too_much,
        test_an_effect_says_what_another_rule_agrees,
        test_a_weight_at_which_the_list_changes_is_tried,
    ):
        judge()
    often = {
        "sensitivity.at", "sensitivity.above", "sensitivity.below", "effect", "effect.same",
        "shortlist.combined", "shortlist.joined",
    }  # fmt: skip
    assert set() == {code for code in often if JUDGED[code] < 20}
    assert set(JUDGED) == often
