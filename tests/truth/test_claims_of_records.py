"""The words of records: what each line says of many small records, counted from their steps alone."""

import random
from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise

from involvement import Decision, DecisionMap, EntryPoint, Flow, Forum, Record, Step
from involvement.references import Ref
from involvement.standing import Standing
from involvement.wording import Statement
from tests.at_once import over

CASES = range(130)
FORUMS = ("panel", "committee", "council")
MAP = DecisionMap(
    forums=[Forum(key) for key in FORUMS],
    flows=[Flow("panel", "committee", standing="advises"), Flow("committee", "council", standing="consulted")],
    entry_points=[EntryPoint("panel")],
    decisions=[Decision(f"m{number}", made_at="council", on=date(2026, 3, 2 + number)) for number in range(4)],
)
JUDGED: Counter[str] = Counter()


@cache
def case(number: int) -> tuple[list[Step], Record]:
    """A few matters: each at forums on days of one month, no two of its steps on the same day."""
    chance = random.Random(number)
    steps = []
    for matter in range(chance.randint(1, 5)):
        days = sorted(chance.sample(range(1, 28), chance.randint(1, 4)))
        for place, day in enumerate(days):
            decides = place == len(days) - 1 and chance.random() < 0.8
            on = None if chance.random() < 0.1 else date(2026, 3, day)
            standing = chance.choice([None, "informed", "consulted", "advises"])
            steps.append(Step(f"m{matter}", chance.choice(FORUMS), on, standing=standing, decides=decides))
    return steps, Record(steps)


def facts(statement: Statement) -> dict:
    """The facts of a statement by name; it is counted as judged."""
    JUDGED[statement.code] += 1
    return dict(statement.facts)


def by_code(statements: object) -> dict[str, dict]:
    return {each.code: facts(each) for each in statements}


def histories(steps: list[Step]) -> dict[str, list[Step]]:
    """The dated steps of each matter in order."""
    found = defaultdict(list)
    for step in steps:
        found[step.matter] += [step] if step.on else []
    return {matter: sorted(own, key=lambda step: step.on) for matter, own in found.items()}


def decided(steps: list[Step]) -> dict[str, list[Step]]:
    """The dated steps of each matter that was decided on a recorded day."""
    return {matter: own for matter, own in histories(steps).items() if any(step.decides for step in own)}


def undated_decisions(steps: list[Step]) -> set[str]:
    return {step.matter for step in steps if step.decides and step.on is None}


def passages(steps: list[Step]) -> list[tuple[Step, Step]]:
    """Each step to another forum on the way of a matter: up to its decision, or to its end."""
    return [
        (here, there) for own in histories(steps).values() for here, there in pairwise(own) if here.forum != there.forum
    ]


@over(CASES)
def test_every_step_is_counted_once(number):
    """The sum is what a reader checks first."""
    steps, record = case(number)
    dated = decided(steps)
    told = facts(record.balance().says)
    assert told == {
        "steps": len(steps),
        "repeated": 0,
        "no_day": sum(step.on is None for step in steps),
        "deciding": sum(step.decides for step in steps if step.on),
        "earlier": sum(len(own) - 1 for own in dated.values()),
        "same_day": 0,
        "between": 0,
        "later": 0,
        "undecided": sum(len(own) for matter, own in histories(steps).items() if matter not in dated),
    }


@over(CASES)
def test_what_is_odd_is_counted(number):
    """A number that is not so would send somebody to look for what is not there."""
    steps, record = case(number)
    matters = {step.matter for step in steps}
    hidden = undated_decisions(steps)
    expected = {
        "oddity.no_day": [step.matter for step in steps if step.on is None],
        "oddity.standing_not_recorded": [step.matter for step in steps if step.standing is None],
        "oddity.no_decision": sorted(matters - set(decided(steps)) - hidden),
        "oddity.decision_without_day": sorted(hidden),
    }
    found = by_code(each.says for each in record.oddities())
    assert {code: len(matters) for code, matters in expected.items() if matters} == {
        code: told["count"] for code, told in found.items()
    }
    for code, told in found.items():
        (where,) = [facts(part) for part in told["more"]]
        assert sorted(set(expected[code])) == [quote.text for quote in where["places"]]


@over(CASES)
def test_heard_before_the_decision_is_heard_before_it(number):
    """Any earlier step that owes views at least consulting counts; what is not recorded counts as consulted."""
    steps, record = case(number)
    dated = decided(steps)
    owed = (None, Standing("consulted"), Standing("advises"))
    heard = [matter for matter, own in dated.items() if any(step.standing in owed for step in own[:-1])]
    told = facts(record.heard_before_decision().says)
    if dated:
        assert (len(heard), len(dated)) == (told["heard"], told["decided"])
    hidden = undated_decisions(steps)
    doubts = by_code(told["more"])
    unclear = [
        matter
        for matter in dated
        if matter not in heard
        and any(step.matter == matter and step.on is None and step.standing in owed for step in steps)
    ]
    expected = {"heard_before.undated": len(hidden), "heard_before.unclear": len(unclear)}
    assert {code: n for code, n in expected.items() if n} == {code: each["number"] for code, each in doubts.items()}


@over(CASES)
def test_the_days_to_a_decision_are_those_of_the_calendar(number):
    """From the first step to the deciding one, where every step of the matter has a day."""
    steps, record = case(number)
    open_ended = {step.matter for step in steps if step.on is None}
    dated = decided(steps)
    days = sorted((own[-1].on - own[0].on).days for matter, own in dated.items() if matter not in open_ended)
    unknown = len(open_ended & (set(dated) | undated_decisions(steps)))
    statement = record.durations().says
    told = facts(statement)
    assert ("durations.some" if days else "durations.none") == statement.code
    spread = facts(told["days"])
    middle = sorted([days[(len(days) - 1) // 2], days[len(days) // 2]]) if days else []
    assert {
        "least": days[0] if days else None,
        "median": Fraction(sum(middle), 2) if days else None,
        "most": days[-1] if days else None,
        "times": len(days),
    } == spread
    if days:
        assert 2 * sum(each <= spread["median"] for each in days) >= len(days)
    assert ([unknown] if unknown else []) == [facts(each)["number"] for each in told["more"]]


@over(CASES)
def test_a_gate_was_passed_by_so_many_matters(number):
    """What was there before the sitting that decided."""
    steps, record = case(number)
    dated = decided(steps)
    for gate in record.gatekeepers():
        told = facts(gate.says)
        assert Ref("forum", gate.forum) == told["forum"]
        assert len(dated) == told["decided"]
        assert sum(any(step.forum == gate.forum for step in own[:-1]) for own in dated.values()) == told["matters"]


@over(CASES)
def test_a_discovered_map_names_what_it_rests_on_and_why_the_rest_is_left_out(number):
    """A reason that is not so would make somebody lower the wrong threshold."""
    steps, record = case(number)
    pairs = Counter((here.forum, there.forum) for here, there in passages(steps))
    leaving = Counter(here.forum for here, _ in passages(steps))
    share = Fraction(1, 3)
    few = {pair for pair, count in pairs.items() if count < 2}
    small = {pair for pair, count in pairs.items() if Fraction(count, leaving[pair[0]]) < share}
    found = record.discover(min_count=2, min_share=share)
    told = facts(found.says)
    firsts = Counter(own[0].forum for own in histories(steps).values() if own)
    assert {
        "forums": len({step.forum for step in steps}),
        "flows": len(set(pairs) - few - small),
        "entry_points": sum(count >= 2 for count in firsts.values()),
        "passages": sum(pairs[pair] for pair in set(pairs) - few - small),
    } == {name: value for name, value in told.items() if name != "more"}
    lost = few | small
    assert bool(lost) == bool(told["more"])
    for left_out in told["more"]:
        parts = facts(left_out)
        assert sum(pairs[pair] for pair in lost) == parts["lost"]
        reasons = by_code(parts["reasons"])
        assert {"discovery.few": bool(few), "discovery.share": bool(small)} == {
            "discovery.few": "discovery.few" in reasons,
            "discovery.share": "discovery.share" in reasons,
        }
    for passage in (*found.passages, *found.left_out):
        part = facts(passage.says)
        ends = part["source"].keys[0], part["target"].keys[0]
        days = [(there.on - here.on).days for here, there in passages(steps) if (here.forum, there.forum) == ends]
        spread = facts(part["days"])
        assert (min(days), max(days), len(days)) == (spread["least"], spread["most"], spread["times"])


@over(CASES)
def test_a_record_parts_from_its_map_where_it_says_so(number):
    """Every difference is looked up in the steps and on the map."""
    steps, record = case(number)
    on_map = {(flow.source, flow.target): flow for flow in MAP.flows}
    pairs = [(here.forum, there.forum) for here, there in passages(steps)]
    fit = record.conformance(MAP)
    told = facts(fit.says)
    unused = set(on_map) - set(pairs)
    if pairs:
        kept = sum(pair in on_map for pair in pairs)
        assert {"on_map": kept, "passages": len(pairs), "unused": len(unused)} == told
    places = {step.forum for step in steps}
    assert sorted((*pair, "unused" if {*pair} <= places else "not_recorded") for pair in unused) == sorted(
        (*(facts(each.says)[end].keys[0] for end in ("source", "target")), each.says.code.partition(".")[2])
        for each in fit.unused
    )
    recorded = defaultdict(list)
    for here, there in passages(steps):
        if (here.forum, there.forum) in on_map and there.standing is not None:
            recorded[here.forum, there.forum].append(there.standing)
    lower = {}
    for pair, standings in recorded.items():
        below = Counter(each for each in standings if each < on_map[pair].standing)
        if below:
            lower[pair] = (on_map[pair].standing, len(standings), dict(below))
    found = {}
    for each in fit.lower_standing:
        part = facts(each.says)
        observed = {shown["standing"]: shown["number"] for shown in map(facts, part["observed"])}
        found[part["source"].keys[0], part["target"].keys[0]] = (part["promised"], part["count"], observed)
    assert lower == found
    for each in fit.decided_otherwise:
        part = facts(each.says)
        matter = part["decision"].keys[0]
        own = [step for step in steps if step.matter == matter and step.decides]
        planned, shown = facts(part["planned"]), facts(part["recorded"])
        (stored,) = [decision for decision in MAP.decisions if decision.key == matter]
        assert {"forum": Ref("forum", stored.made_at), "day": stored.on} == planned
        assert [(shown["forum"], shown.get("day"))] == [(Ref("forum", step.forum), step.on) for step in own]
        assert (stored.made_at, stored.on) != (own[0].forum, own[0].on)


def test_every_sentence_was_judged_often_enough():
    """What is said twice in all has hardly been judged."""
    for judge in (
        test_every_step_is_counted_once,
        test_what_is_odd_is_counted,
        test_heard_before_the_decision_is_heard_before_it,
        test_the_days_to_a_decision_are_those_of_the_calendar,
        test_a_gate_was_passed_by_so_many_matters,
        test_a_discovered_map_names_what_it_rests_on_and_why_the_rest_is_left_out,
        test_a_record_parts_from_its_map_where_it_says_so,
    ):
        judge()
    often = {
        "record.balance", "oddity.no_day", "oddity.standing_not_recorded", "oddity.no_decision", "oddity.places",
        "heard_before.some", "durations.some", "durations.unknown", "spread.range", "gate.some", "discovery",
        "discovery.left_out", "discovery.few", "passage", "conformance", "conformance.unused", "conformance.lower",
        "conformance.otherwise",
    }  # fmt: skip
    assert set() == {code for code in often if JUDGED[code] < 20}
