"""Does a view about one decision go only where views about it may go, whatever is asked?

The oracles know nothing of matters: they get the town of one decision, from which every other way and door is taken away.
"""

from datetime import date
from itertools import combinations
from random import Random

import attrs
import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from involvement import Decision, DecisionMap, EntryPoint, Forum, Issue, Process, Stakeholder, check, influence
from involvement.checks import select
from involvement.decisions import ANY
from involvement.decisions.search import fast_routes
from involvement.errors import UnknownKeyError
from involvement.references import Ref
from tests.laws.test_map_laws import (
    WORDS,
    answers,
    expected_to_stage,
    stages,
    taken_back,
    without_assumptions,
    without_numpy_and_with,
)
from tests.oracles import routes
from tests.oracles.day_by_day import DayByDay
from tests.oracles.plain import Town, Way
from tests.oracles.time_expanded import TimeExpanded
from tests.strategies.maps import (
    CARRIERS,
    FIRST,
    STAKEHOLDERS,
    day,
    described,
    group,
    larger_map,
    last_of,
    needed,
    number,
    plain,
    plain_replies,
    randoms,
    rank,
    small_map,
    sparse_map,
    stakeholders,
    standing,
)

KINDS = ("contracts", "posts")
TIERS = ("clinical", "executive")
MORE = ("decision-0", "decision-1", "decision-a", "decision-b", *KINDS, "parking")


def with_matters(decision_map: DecisionMap, rng: Random) -> DecisionMap:
    """The map, some of whose channels say what they are about, and some of whose decisions are of a kind."""

    def about() -> tuple[str, ...] | None:
        return rng.choice((None, None, ANY, tuple(rng.sample(MORE, rng.randint(1, 3))), (rng.choice(MORE),)))

    return attrs.evolve(
        decision_map,
        flows=[attrs.evolve(flow, about=about()) for flow in decision_map.flows],
        entry_points=[attrs.evolve(entry, about=about()) for entry in decision_map.entry_points],
        replies=[attrs.evolve(reply, about=about()) for reply in decision_map.replies],
        decisions=[
            attrs.evolve(decision, kinds=rng.sample(KINDS, rng.choice((0, 0, 1, 2))))
            for decision in decision_map.decisions
        ],
    )


def maps() -> st.SearchStrategy[DecisionMap]:
    return st.builds(lambda rng: with_matters(small_map(rng, decisions=rng.randint(1, 4)), rng), randoms())


def open_to(about: tuple[str, ...] | None, matter: set[str]) -> bool:
    return about is None or "*" in about or any(key in matter for key in about)


def town_of(decision_map: DecisionMap, *matter: str) -> Town:
    """The town without the ways and doors that are about something else; what is left keeps its position."""
    town, flows, entries = plain(decision_map), decision_map.flows, decision_map.entry_points
    return Town(
        town.places,
        tuple(way for way in town.ways if open_to(flows[way.position].about, set(matter))),
        tuple(door for door in town.doors if open_to(entries[door.position].about, set(matter))),
    )


def town_about(decision_map: DecisionMap, decision: Decision) -> Town:
    return town_of(decision_map, decision.key, *decision.kinds)


def replies_about(decision_map: DecisionMap, decision: Decision) -> tuple[Way, ...]:
    matter = {decision.key, *decision.kinds}
    return tuple(
        way for way in plain_replies(decision_map) if open_to(decision_map.replies[way.position].about, matter)
    )


@given(maps(), randoms())
def test_a_journey_to_a_decision_goes_only_where_views_about_it_go(decision_map, rng):
    """A survey about parking is no way to the decision about libraries."""
    note(described(decision_map))
    who, at_least, raised = stakeholders(rng), standing(rng), day(rng.randint(0, 60))
    note(f"{who} {at_least} {raised}")
    for decision, stage in stages(decision_map):
        world = DayByDay(town_about(decision_map, decision))

        def find(target: str, least: int, world: DayByDay = world):
            return world.journey(target, number(raised), group(who), rank(at_least, least))

        asked = {"stage": stage.name, "stakeholder": who, "at_least": at_least}
        expected = expected_to_stage(decision_map, decision, stage, raised, find)
        assert expected == without_assumptions(decision_map.journey(decision.key, raised=raised, **asked))
        last = None
        if stage.by:
            floor = rank(at_least, needed(decision, stage))
            last = world.latest_start(stage.at, number(stage.by), group(who), floor)
        assert last == number(decision_map.latest_start(decision.key, **asked))


@given(maps(), randoms())
def test_a_journey_to_a_forum_is_about_what_is_said(decision_map, rng):
    """A view about nothing in particular goes anywhere; one about something only where that goes."""
    who, raised = stakeholders(rng), day(rng.randint(0, 60))
    about = rng.choice((None, ("decision-0",), ("parking",), ("contracts", "parking")))
    note(f"{described(decision_map)}\n{who} {raised} {about}")
    kinds = [kind for decision in decision_map.decisions if decision.key in (about or ()) for kind in decision.kinds]
    world = DayByDay(plain(decision_map) if about is None else town_of(decision_map, *about, *kinds))
    for forum in decision_map.forums:
        walk = world.journey(forum.key, number(raised), group(who), 2)
        actual = decision_map.journey(forum.key, raised=raised, stakeholder=who, about=about)
        assert (None if walk is None else walk.heard) == number(actual and actual.heard)


@given(maps(), randoms())
def test_what_is_asked_of_all_decisions_at_once_is_true_of_each(decision_map, rng):
    """Opportunities, timetables, reach, gatekeepers and carriers: each decision is asked by itself."""
    note(described(decision_map))
    who, on, at_least = rng.choice((None, *STAKEHOLDERS)), day(rng.randint(0, 60)), standing(rng) or "consulted"
    note(f"{who} {on} {at_least}")
    beyond = []
    best = decision_map.reach()
    for decision in decision_map.decisions:
        town = town_about(decision_map, decision)
        asked = town, group(who), decision.made_at, rank(at_least)
        assert routes.gatekeepers(*asked) == decision_map.gatekeepers_of(decision.key, who, at_least=at_least)
        expected, actual = routes.carriers(*asked), decision_map.carriers_of(decision.key, who, at_least=at_least)
        assert sorted(expected or ()) == sorted(actual or ())
        assert (expected is None) is (actual is None)
        beyond += routes.out_of_reach(town, group(who), {decision.key: decision.made_at}, rank(at_least))
        for stakeholder, row in best.items():
            found = routes.best_standing(town, group(stakeholder), decision.made_at)
            assert (None if found is None else WORDS[found]) == row[decision.key]
    assert tuple(sorted(beyond)) == decision_map.out_of_reach(who, at_least=at_least)
    rows = []
    for decision, stage in stages(decision_map):
        world = DayByDay(town_about(decision_map, decision))
        row = decision_map.opportunity(decision.key, on=on, stage=stage.name, stakeholder=who)
        pairs = () if stage.by is None else world.last_days(stage.at, number(stage.by), group(who))
        needs = needed(decision, stage)
        if decision.withdrawn is None or decision.withdrawn > on:
            assert world.status(stage.at, number(stage.by), number(on), group(who), needs) == row.status
        assert tuple((WORDS[each], day(until)) for each, until in pairs) == row.last_days
        if row.journey is not None:
            least = row.needs if row.standing >= row.needs else "consulted"
            asked = {"stage": stage.name, "stakeholder": who, "at_least": least}
            assert decision_map.journey(decision.key, raised=on, **asked) == row.journey
        rows.append(row)
    if who is not None:
        key = {row: (row.latest_start or date.max, row.decision, str(row.stage)) for row in rows}
        assert tuple(sorted(rows, key=key.__getitem__)) == decision_map.timetable(on=on, stakeholder=who)


@given(st.builds(lambda rng: with_matters(sparse_map(rng), rng), randoms()), randoms())
def test_fewest_entry_points_is_a_smallest_set_whatever_channels_are_about(decision_map, rng):
    """A door that is opened takes views about anything; the ways onward do not."""
    note(described(decision_map))
    who, at_least = stakeholders(rng), standing(rng) or "consulted"
    forums = sorted(forum.key for forum in decision_map.forums)
    towns = {
        decision.key: (town_about(decision_map, decision), decision.made_at) for decision in decision_map.decisions
    }

    def reached(places: tuple[str, ...]) -> set[str]:
        found = set()
        for key, (town, target) in towns.items():
            opened = routes.fewest_entry_points(town, group(who), {key: target}, rank(at_least), frozenset(places))
            found |= {key} - set(opened.unreached)
        return found

    possible = reached(tuple(forums))
    smallest = next(
        places
        for size in range(len(forums) + 1)
        for places in combinations(forums, size)
        if reached(places) == possible
    )
    actual = decision_map.fewest_entry_points(who, at_least=at_least)
    assert (smallest, tuple(sorted(towns.keys() - possible))) == (actual.forums, actual.unreached)


@given(maps(), randoms())
def test_an_answer_comes_back_by_replies_about_its_decision(decision_map, rng):
    """And ends where people enter who may speak about it."""
    note(described(decision_map))
    who = stakeholders(rng)
    for decision in decision_map.decisions:
        asked = rng.choice((None, day(rng.randint(0, 60))))
        decided = asked or last_of(decision)
        town, replies = town_about(decision_map, decision), replies_about(decision_map, decision)
        back = routes.ways_back(town, replies, group(who), decision.made_at, number(decided))
        back = [] if taken_back(decision, decided) else back
        actual = decision_map.reply_to(who, decision.key, decided=asked)
        assert bool(back) is (actual is not None)
        soonest = min((each.returned for each in back), default=None) if decided else None
        assert soonest == (None if actual is None else number(actual.returned))
        assert actual is None or all(open_to(reply.about, {decision.key, *decision.kinds}) for reply in actual.replies)


@given(maps(), randoms())
def test_the_map_about_a_decision_answers_as_the_whole_map_does(decision_map, rng):
    """What others work out from it must not depend on which of the two they were given."""
    note(described(decision_map))
    who = stakeholders(rng)
    for decision in decision_map.decisions:
        about = decision_map.about(decision.key)
        assert decision_map.gatekeepers_of(decision.key, who) == about.gatekeepers_of(decision.key, who)
        assert (decision.key in decision_map.out_of_reach(who)) is (decision.key in about.out_of_reach(who))
        assert decision_map.latest_start(decision.key, stakeholder=who) == about.latest_start(
            decision.key, stakeholder=who
        )


@given(maps(), randoms())
def test_a_matter_that_is_not_given_changes_nothing(decision_map, rng):
    """What stands open takes any view: to say so, or to leave it unsaid, is one."""
    said = {
        part: [attrs.evolve(each, about=rng.choice((None, ANY))) for each in getattr(decision_map, part)]
        for part in ("flows", "entry_points", "replies")
    }
    unsaid = {part: [attrs.evolve(each, about=None) for each in rows] for part, rows in said.items()}
    who = stakeholders(rng)
    expected = answers(attrs.evolve(decision_map, **unsaid), who)
    actual = answers(attrs.evolve(decision_map, **said), who)
    for question, answer in expected.items():
        if question[0] not in {"journey", "opportunity", "reply"} and question != "timetable":
            assert answer == actual[question]
        elif question[0] == "opportunity":
            assert answer.last_days == actual[question].last_days


@given(maps(), maps())
def test_a_comparison_asks_each_decision_by_itself(before, after):
    """What a change of matter does is shown as a change of days and reach."""
    keys = {decision.key for decision in (*before.decisions, *after.decisions)}
    named = {entry.stakeholder for entry in (*before.entry_points, *after.entry_points)} - {None}
    expected = {}
    for who in named:
        for key in keys:
            was, now = (last_day(each, key, who) for each in (before, after))
            if was != now:
                expected[who, key] = (was, now)
    found = before.compare(after, on=FIRST).last_days
    actual = {
        (change.stakeholder, change.decision): (change.before, change.after)
        for change in found
        if change.stage == "decision" and change.stakeholder in named
    }
    assert expected == actual


def last_day(decision_map: DecisionMap, key: str, who: str) -> date | None:
    """None too where there is no such decision."""
    known = key in {decision.key for decision in decision_map.decisions}
    if not known:
        return None
    enough = decision_map.latest_start(key, stakeholder=who)
    return enough or decision_map.latest_start(key, stakeholder=who, at_least="consulted")


def test_larger_maps_with_matters_agree_with_a_time_expanded_graph(monkeypatch):
    """With numpy and without, what holds on small maps must hold on maps of real size: on 40."""
    found = 0
    for seed in range(40):
        rng = Random(seed)
        drawn = with_matters(larger_map(rng), rng)
        who = stakeholders(rng)
        expected = {
            each.key: TimeExpanded(town_about(drawn, each), 0, 400).latest_start(
                each.made_at, number(last_of(each)), group(who), 2
            )
            for each in drawn.decisions
        }
        found += sum(last is not None for last in expected.values())
        for decision_map in without_numpy_and_with(drawn, monkeypatch):
            rows = decision_map.timetable(on=FIRST, stakeholder=who) if isinstance(who, str) else ()
            for decision, last in expected.items():
                actual = decision_map.latest_start(decision, stakeholder=who)
                row = decision_map.opportunity(decision, on=FIRST, stakeholder=who)
                assert actual == row.latest_start
                assert not rows or row in rows  # all last days at once
                shown = None if actual is None or actual < FIRST else number(actual)
                assert (seed, last) == (seed, shown)
    assert found > 40


def about_one(process: Process, decision: Decision) -> Process:
    """The process with that decision alone, on a map without the channels that are about something else."""
    decision_map = process.decision_map
    matter = {decision.key, *decision.kinds}
    kept = {
        part: [attrs.evolve(each, about=None) for each in getattr(decision_map, part) if open_to(each.about, matter)]
        for part in ("flows", "entry_points", "replies")
    }
    alone = attrs.evolve(decision_map, decisions=[attrs.evolve(decision, kinds=())], **kept)
    return attrs.evolve(process, decision_map=alone)


def said_of(process: Process, decision: Decision, on: date, *, replies: bool) -> list[object]:
    """What is found of the decision and of its stages, and what to do; and who stands alone on the way to it."""
    said: list[object] = []
    # MAP027 speaks of the channels that are about something else; of a map without any reply MAP012 says only that.
    rules = select(["MAP", "LAD"], ignore=["MAP027"] if replies else ["MAP012", "MAP027"])
    for finding in check(process, on=on, rules=rules):
        ref = Ref("decision", decision.key)
        if ref in finding.about:
            said.append((finding.rule, finding.status.value, str(finding.fix)))
        elif finding.rule in {"MAP015", "MAP016"} and ref in dict(finding.facts)["decisions"]:
            said.append((finding.rule, str(finding.about)))
    return sorted(said)


@given(maps(), randoms())
def test_rules_and_influence_ask_each_decision_by_itself(decision_map, rng):
    """What is said of a decision must not come from a route on which views about it never go."""
    note(described(decision_map))
    people = [Stakeholder(key, role=rng.choice(("service_user", "carer"))) for key in STAKEHOLDERS]
    people += [Stakeholder(key, role="facilitator") for key in CARRIERS]
    unknown = {key for key in MORE if key not in {decision.key for decision in decision_map.decisions}} - {*KINDS}
    issues = [Issue(key) for key in sorted(unknown)]
    kinds = [attrs.evolve(decision_map.decisions[0], kinds=KINDS), *decision_map.decisions[1:]]
    passing = [attrs.evolve(each, passes=rng.sample(TIERS, rng.randint(0, 2))) for each in kinds]
    forums = [attrs.evolve(forum, tier=rng.choice(TIERS)) for forum in decision_map.forums]
    decision_map = attrs.evolve(decision_map, forums=forums, decisions=passing)
    process = Process("p", decision_map=decision_map, stakeholders=people, issues=issues)
    on = day(rng.randint(0, 60))
    rows = influence(process, on=on).rows
    for decision in process.decision_map.decisions:
        one = about_one(process, decision)
        replies = bool(one.decision_map.replies)
        assert said_of(one, decision, on, replies=replies) == said_of(process, decision, on, replies=replies)
        expected = {(row.stakeholder, row.stage): row.evidenced for row in influence(one, on=on).rows}
        actual = {(row.stakeholder, row.stage): row.evidenced for row in rows if row.decision == decision.key}
        assert {who: actual[who] for who in expected} == expected


def test_an_issue_means_its_decisions():
    """People say that a survey is about parking, and know nothing of decisions; without one it reaches none yet."""
    survey = EntryPoint("board", "carers", about=["parking"])
    decisions = [Decision("car-park", made_at="board"), Decision("library", made_at="board")]
    asked = DecisionMap(forums=[Forum("board")], decisions=decisions, entry_points=[survey])
    assert ("car-park", "library") == asked.out_of_reach()
    about = [Issue("parking", decisions=["car-park"])]
    assert ("library",) == Process("p", decision_map=asked, issues=about).resolved_map.out_of_reach()
    undecided = Process("p", decision_map=asked, issues=[Issue("parking")])
    assert ("car-park", "library") == undecided.resolved_map.out_of_reach()


def test_what_a_channel_is_about_is_known_to_the_process():
    """A misspelt key would shut people out, and nobody would see it."""
    asked = DecisionMap(
        forums=[Forum("board")],
        decisions=[Decision("library", made_at="board", kinds=["buildings"])],
        entry_points=[EntryPoint("board", about=["libary"])],
    )
    expected = r"decision_map.entry_points\[0\].about: no decision, issue or kind 'libary'; known: library, ..."
    with pytest.raises(UnknownKeyError, match=expected):
        Process("p", decision_map=asked)
    assert EntryPoint("board", about=["library", "*"]).about == ANY
    for about in (["library"], ["buildings"], ANY):
        right = attrs.evolve(asked, entry_points=[EntryPoint("board", about=about)])
        assert Process("p", decision_map=right).decision_map == right
    assert EntryPoint("board").about is None


def test_with_arrays_and_without_an_answer_is_the_same_answer(monkeypatch):
    """Numpy makes large maps quicker, and nothing else."""
    dated = 0
    for seed in range(8):
        rng = Random(seed)
        decision_map = with_matters(larger_map(rng), rng)
        expected = decision_map.timetable(on=FIRST), decision_map.reach(), decision_map.out_of_reach()
        with monkeypatch.context() as patched:
            patched.setattr(fast_routes, "LARGE", 1)
            again = attrs.evolve(decision_map)
            assert expected == (again.timetable(on=FIRST), again.reach(), again.out_of_reach())
        dated += sum(row.latest_start is not None for row in expected[0])
    assert dated > 40
