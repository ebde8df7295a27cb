"""Is what is found for many matters in one search what each of them gives by itself?"""

from collections.abc import Iterator
from datetime import date
from random import Random

import attrs
import pytest

from involvement import Decision, DecisionMap, EntryPoint, Flow, Forum, Meetings, Stage
from involvement.decisions import ANY
from involvement.decisions.search import fast_passes, fast_routes
from tests.strategies.maps import FIRST, STAKEHOLDERS, larger_map, small_map

KINDS = ("contracts", "posts")
PARTS = ("flows", "entry_points", "replies")


def with_matters(decision_map: DecisionMap, rng: Random, likely: float) -> DecisionMap:
    """The map, some of whose channels are about decisions and kinds of decision, and some of whose days are not known."""
    keys = [decision.key for decision in decision_map.decisions]

    def about() -> tuple[str, ...] | None:
        if rng.random() < likely:
            return tuple(rng.sample((*keys, *KINDS), 2))
        return rng.choice((None, ANY))

    def changed(decision: Decision) -> Decision:
        kinds = rng.sample(KINDS, rng.choice((0, 0, 1)))
        return attrs.evolve(decision, kinds=kinds, on=decision.on if rng.random() < 0.7 else None)

    channels = {part: [attrs.evolve(one, about=about()) for one in getattr(decision_map, part)] for part in PARTS}
    return attrs.evolve(decision_map, decisions=map(changed, decision_map.decisions), **channels)


def maps() -> Iterator[DecisionMap]:
    for seed in range(60):
        rng = Random(seed)
        yield with_matters(small_map(rng, flows=14, decisions=4), rng, rng.choice((0.2, 0.5, 0.9)))
    for seed in range(6):
        rng = Random(seed)
        yield with_matters(larger_map(rng), rng, (0.05, 0.3)[seed % 2])


def alone(decision_map: DecisionMap, decision: Decision) -> DecisionMap:
    """The map with that decision only, and with no channel but those about it, which take views about anything there."""
    matter = {decision.key, *decision.kinds, "*"}
    channels = {
        part: [
            attrs.evolve(one, about=ANY)
            for one in getattr(decision_map, part)
            if one.about is None or matter & {*one.about}
        ]
        for part in PARTS
    }
    found = attrs.evolve(decision_map, decisions=[attrs.evolve(decision, kinds=())], **channels)
    return found.knowing(STAKEHOLDERS)


def told(row: object) -> tuple[object, ...]:
    """What a row says, without the channels themselves: they say what they are about, or not."""
    journey = row.journey
    heard = journey and [(each.forum, each.arrives, each.heard, each.standing) for each in journey.hearings]
    shapes = None if journey is None else journey.shapes
    return row.decision, row.stage, row.status, row.last_days, row.standing, row.best, heard, shapes


@pytest.mark.parametrize("over_arrays", [False, True], ids=["lists", "arrays"])
def test_many_decisions_are_answered_as_each_is_alone(monkeypatch, over_arrays):
    """Who asks for the timetable of a town must not be told of a route that views about one decision never take."""
    if over_arrays:
        monkeypatch.setattr(fast_routes, "LARGE", 1)
        monkeypatch.setattr(fast_passes, "_ROWS", 1)
    told_apart = 0
    for decision_map in maps():
        rows = {who: decision_map.timetable(on=FIRST, stakeholder=who) for who in STAKEHOLDERS}
        best = decision_map.reach()
        doors = [forum.key for forum in decision_map.forums[:2]]
        for decision in decision_map.decisions:
            one = alone(decision_map, decision)
            for who in STAKEHOLDERS:
                expected = sorted(map(told, one.timetable(on=FIRST, stakeholder=who)), key=repr)
                actual = [told(row) for row in rows[who] if row.decision == decision.key]
                assert expected == sorted(actual, key=repr)
                assert one.gatekeepers_of(decision.key, who) == decision_map.gatekeepers_of(decision.key, who)
                assert one.carriers_of(decision.key, who) == decision_map.carriers_of(decision.key, who)
                assert one.latest_start(decision.key, stakeholder=who) == decision_map.latest_start(
                    decision.key, stakeholder=who
                )
                for least in ("informed", "consulted", "advises"):
                    beyond = decision.key in decision_map.out_of_reach(who, at_least=least)
                    assert (decision.key in one.out_of_reach(who, at_least=least)) is beyond
            reach = one.reach()
            for who in reach.keys() & best.keys():
                assert reach[who][decision.key] == best[who][decision.key]
                for least in ("consulted", "codesigns"):
                    unreached = decision_map.fewest_entry_points(who, at_least=least, among=doors).unreached
                    alone_too = one.fewest_entry_points(who, at_least=least, among=doors).unreached
                    assert (decision.key in alone_too) is (decision.key in unreached)
            told_apart += one.timetable(on=FIRST) != attrs.evolve(
                decision_map,
                decisions=[decision],
                flows=[attrs.evolve(flow, about=None) for flow in decision_map.flows],
            ).timetable(on=FIRST)
    assert told_apart > 100


def test_where_too_many_matters_leave_no_room_the_pass_is_made_one_by_one(monkeypatch):
    """A number that runs over would put a view where it never was."""
    monkeypatch.setattr(fast_routes, "LARGE", 1)
    rng = Random(3)
    decision_map = with_matters(larger_map(rng), rng, 0.3)
    expected = decision_map.timetable(on=FIRST)
    monkeypatch.setattr(fast_passes, "_LEAST_ROW_BITS", 63)
    assert expected == attrs.evolve(decision_map).timetable(on=FIRST)


ANY_DAY = {"meetings": Meetings.any_day(), "papers_due": 0}


def town(*, on: date | None = date(2026, 9, 1)) -> DecisionMap:
    """A survey about the car park is quick; the group takes any view, and is slow."""
    options = [Stage("options", at="council", by=date(2026, 6, 8))]
    return DecisionMap(
        forums=[Forum("council", **ANY_DAY), Forum("group", **ANY_DAY)],
        flows=[Flow("group", "council", days=14, standing="advises")],
        decisions=[
            Decision("car-park", made_at="council", on=on, stages=options),
            Decision("library", made_at="council", on=on, stages=options),
        ],
        entry_points=[
            EntryPoint("council", "members", standing="consulted", about=["car-park"]),
            EntryPoint("group", "members", standing="advises"),
        ],
    )


def test_a_survey_about_one_decision_is_quick_for_that_one_only():
    """Its days, its journey and whether it shapes the options are not those of the other decision."""
    rows = {(row.decision, str(row.stage)): row for row in town().timetable(on=date(2026, 6, 1))}
    car_park, library = rows["car-park", "decision"], rows["library", "decision"]
    assert (date(2026, 9, 1), date(2026, 8, 18)) == (car_park.latest_start, library.latest_start)
    assert (["council"], ["group", "council"]) == tuple(
        [hearing.forum for hearing in row.journey.hearings] for row in (car_park, library)
    )
    assert (True, False) == (car_park.journey.shapes, library.journey.shapes)
    assert ("open", "missed") == (rows["car-park", "options"].status, rows["library", "options"].status)


@pytest.mark.parametrize("standing", ["consulted", "informed"])
def test_without_a_day_what_is_heard_goes_by_what_is_about_it(standing):
    """Where no day is set, only routes count; those about something else do not."""
    quick = EntryPoint("council", "members", standing=standing, about=["car-park"])
    undated = attrs.evolve(town(on=None), entry_points=[quick], flows=[])
    rows = {row.decision: row for row in undated.timetable(on=date(2026, 6, 1)) if row.stage == "decision"}
    assert (standing, None) == (rows["car-park"].standing, rows["library"].standing)


def test_the_fewest_doors_open_for_each_decision_by_its_own_ways():
    """The group's flow takes only the library: for the car park another door is needed, and one that is open takes it."""
    narrow = attrs.evolve(
        town(), flows=[Flow("group", "council", about=["library"])], entry_points=[EntryPoint("group", "members")]
    )
    needed = narrow.fewest_entry_points("members")
    assert (("council",), ()) == (needed.forums, needed.unreached)
    asked = attrs.evolve(narrow, entry_points=[*narrow.entry_points, EntryPoint("council", about=["car-park"])])
    assert () == asked.fewest_entry_points("members").forums


def test_the_map_about_a_decision_has_the_channels_that_views_about_it_may_take():
    """Who draws it shows no survey that is about something else; where there is none, it is the map itself."""
    about = town().about("library")
    assert [EntryPoint("group", "members", standing="advises")] == list(about.entry_points)
    assert about.knows("members")
    whole = town()
    assert whole is whole.about("car-park")
    silent = attrs.evolve(whole, entry_points=[EntryPoint("council")])
    assert silent is silent.about("library")


def test_what_is_heard_beyond_the_days_tabled_is_found_over_lists(monkeypatch):
    """A flow of ten years leaves the table of five; the days are the same."""
    flows = [Flow("group", "council", days=3_650, standing="advises")]
    slow = attrs.evolve(town(on=date(2040, 9, 1)), flows=flows)
    expected = slow.timetable(on=date(2026, 6, 1))
    assert date(2036, 5, 29) in {row.journey.heard for row in expected if row.journey is not None}
    monkeypatch.setattr(fast_routes, "LARGE", 1)
    assert expected == attrs.evolve(slow).timetable(on=date(2026, 6, 1))
