"""Does the map answer as a patient person with a calendar would, for every map that can be drawn?"""

import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import attrs
import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from involvement import Days, Decision, DecisionMap, Stage, Standing
from involvement.decisions import Hearing, Journey, LastDay, Opportunity
from involvement.decisions.search import fast_deadlines, fast_rounds, fast_routes
from tests.oracles import routes
from tests.oracles.day_by_day import DayByDay, Walk
from tests.oracles.time_expanded import TimeExpanded
from tests.strategies.maps import (
    FIRST,
    STAKEHOLDERS,
    Who,
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
    small_maps,
    sparse_map,
    stakeholders,
    standing,
)

WORDS = tuple(Standing)


def stages(decision_map: DecisionMap) -> Iterator[tuple[Decision, Stage]]:
    """Every stage of every decision, the decisions themselves included."""
    return ((decision, stage) for decision in decision_map.decisions for stage in decision.all_stages())


def expected_journey(decision_map: DecisionMap, raised: date, walk: Walk, *, shapes: bool | None) -> Journey:
    """The walk in the library's words; what it assumes is another law."""
    entry = None if walk.door is None else decision_map.entry_points[walk.door.position]
    brought_by = (entry, *(decision_map.flows[way.position] for way in walk.ways))
    hearings = tuple(
        Hearing(place, day(arrives), day(heard), WORDS[rank(by.standing)] if by else None, by)
        for (place, arrives, heard), by in zip(walk.calls, brought_by, strict=True)
    )
    weakest = None if walk.weakest is None else WORDS[walk.weakest]
    return Journey(raised, entry, hearings, weakest, shapes)


def without_assumptions(journey: Journey | None) -> Journey | None:
    return None if journey is None else attrs.evolve(journey, assumes=())


def in_time(walk: Walk | None, by: date | None) -> Walk | None:
    return None if walk is None or (by is not None and walk.heard > number(by)) else walk


def taken_back(decision: Decision, decided: date | None) -> bool:
    """Whether nothing is decided on a day: it was withdrawn by then, or was and no day is known."""
    return decision.withdrawn is not None and (decided is None or decision.withdrawn <= decided)


def expected_to_stage(
    decision_map: DecisionMap, decision: Decision, stage: Stage, raised: date, find: Callable[[str, int], Walk | None]
) -> Journey | None:
    """The walk that *find* gives to the stage's forum, if in time, and whether it still meets open options."""
    if decision.withdrawn and decision.withdrawn <= raised:
        return None
    least = needed(decision, stage)
    walk = in_time(find(stage.at, least), stage.by)
    options = decision.stage("options")
    shapes = None
    if options and options.by:
        shapes = in_time(find(options.at, least), options.by) is not None
    return None if walk is None else expected_journey(decision_map, raised, walk, shapes=shapes)


@given(small_maps(), randoms())
def test_a_journey_is_the_best_of_all_walks(decision_map, rng):
    """Earliest, then higher standing, fewer hearings, keys, positions: the answer that people act on is the best one."""
    note(described(decision_map))
    world = DayByDay(plain(decision_map))
    who, at_least, raised = stakeholders(rng), standing(rng), day(rng.randint(0, 60))
    note(f"{who} {at_least} {raised}")

    def find(target: str, least: int = 2) -> Walk | None:
        return world.journey(target, number(raised), group(who), rank(at_least, least))

    for forum in decision_map.forums:
        walk = find(forum.key)
        expected = None if walk is None else expected_journey(decision_map, raised, walk, shapes=None)
        actual = decision_map.journey(forum.key, raised=raised, stakeholder=who, at_least=at_least)
        assert expected == without_assumptions(actual)
    for decision, stage in stages(decision_map):
        actual = decision_map.journey(decision.key, raised=raised, stage=stage.name, stakeholder=who, at_least=at_least)
        expected = expected_to_stage(decision_map, decision, stage, raised, find)
        assert expected == without_assumptions(actual)


@given(small_maps(), randoms())
def test_a_view_already_heard_goes_on_from_there(decision_map, rng):
    """What a forum has heard needs no entry: its journey goes by the flows alone."""
    note(described(decision_map))
    world = DayByDay(plain(decision_map))
    at_least, raised, start = standing(rng), day(rng.randint(0, 60)), rng.choice(decision_map.forums).key
    note(f"{start} {at_least} {raised}")

    def find(target: str, least: int = 2) -> Walk | None:
        return world.journey_from(start, number(raised), target, rank(at_least, least))

    for forum in decision_map.forums:
        walk = find(forum.key)
        expected = None if walk is None else expected_journey(decision_map, raised, walk, shapes=None)
        actual = decision_map.journey(forum.key, raised=raised, heard_at=start, at_least=at_least)
        assert expected == without_assumptions(actual)
    for decision, stage in stages(decision_map):
        actual = decision_map.journey(decision.key, raised=raised, stage=stage.name, heard_at=start, at_least=at_least)
        expected = expected_to_stage(decision_map, decision, stage, raised, find)
        assert expected == without_assumptions(actual)


@given(small_maps(), randoms())
def test_the_latest_start_is_the_last_day_that_works(decision_map, rng):
    """A day too late costs people their say; a day too early costs them their preparation."""
    note(described(decision_map))
    world = DayByDay(plain(decision_map))
    who, at_least = stakeholders(rng), standing(rng)
    note(f"{who} {at_least}")
    for decision, stage in stages(decision_map):
        last = None
        if stage.by:
            floor = rank(at_least, needed(decision, stage))
            last = world.latest_start(stage.at, number(stage.by), group(who), floor)
        expected = None if last is None else day(last)
        actual = decision_map.latest_start(decision.key, stage=stage.name, stakeholder=who, at_least=at_least)
        assert expected == actual


def never_sits(decision_map, decision, first, last):
    """Whether the deciding forum sits on no day of a period."""
    forum = decision_map.forum(decision.made_at)
    (meets,) = (place.meets for place in plain(decision_map).places if place.key == forum.key)
    if forum.meetings is None or meets is None:
        return False
    return all(
        one - later not in meets
        for one in range(number(first), number(last) + 1)
        for later in range(forum.meetings.days)
    )


def may_sit(decision_map, decision):
    """The first day of the period on which the deciding forum sits; where it sits on none, the first."""
    first, last = map(number, decision.between)
    forum = decision_map.forum(decision.made_at)
    (meets,) = (place.meets for place in plain(decision_map).places if place.key == forum.key)
    if forum.meetings is None or meets is None:
        begins = first if forum.since is None else max(first, number(forum.since))
        return begins if begins <= last else first
    sits = {began + later for began in meets for later in range(forum.meetings.days)}
    return min(sits.intersection(range(first, last + 1)), default=first)


@given(small_maps(), randoms())
def test_an_opportunity_says_what_the_days_allow(decision_map, rng):
    """Its status, last days and best standing all follow from trying every day at every standing."""
    note(described(decision_map))
    world = DayByDay(plain(decision_map))
    who, on = rng.choice((None, *STAKEHOLDERS)), day(rng.randint(0, 60))
    note(f"{who} {on}")
    for decision, stage in stages(decision_map):
        actual = decision_map.opportunity(decision.key, on=on, stage=stage.name, stakeholder=who)
        needs, asked = needed(decision, stage), (stage.at, group(who))
        withdrawn = decision.withdrawn is not None and decision.withdrawn <= on
        status = "withdrawn" if withdrawn else world.status(stage.at, number(stage.by), number(on), group(who), needs)
        pairs = () if stage.by is None else world.last_days(stage.at, number(stage.by), group(who))
        last = max((until for each, until in pairs if each >= needs), default=None)
        still = [each for each, until in pairs if day(until) >= on]
        if stage.by is None:
            still = sorted((walk.weakest for walk in world.walks(stage.at, number(on), group(who))), reverse=True)
        still = [] if withdrawn else still
        journey = None
        if still and still[0] >= 2:
            journey = decision_map.journey(
                decision.key,
                raised=on,
                stage=stage.name,
                stakeholder=who,
                at_least=WORDS[needs if still[0] >= needs else 2],
            )
        best = world.best(*asked)
        between = decision.between if stage.name == "decision" else None
        first = may_sit(decision_map, decision) if between else number(stage.by)
        certain = [] if first is None else world.last_days(stage.at, first, group(who))
        sure_days = tuple(
            LastDay(WORDS[each], day(until), forum=world.speak_at(stage.at, first, until, group(who), each))
            for each, until in certain
            if each >= 2
        )
        sure = next((until for each, until in reversed(certain) if each >= needs), None)
        spoken = [world.speak_at(stage.at, number(stage.by), until, group(who), each) for each, until in pairs]
        day_of = decision.between or (decision.on, decision.on)
        expected = Opportunity(
            no_meeting=stage.name == "decision"
            and stage.by is not None
            and never_sits(decision_map, decision, *day_of),
            decision=decision.key,
            stage=stage.name,
            by=stage.by,
            stakeholder=who,
            status=status,
            latest_start=None if last is None else day(last),
            slack_days=None if last is None else last - number(on),
            last_days=tuple((WORDS[each], day(until)) for each, until in pairs),
            standing=WORDS[still[0]] if still else None,
            journey=journey,
            assumes=actual.assumes,
            needs=WORDS[needs],
            best=None if best is None else WORDS[best],
            speak_at=spoken,
            sure_days=sure_days,
            between=between,
            withdrawn=decision.withdrawn if withdrawn else None,
            forum=stage.at,
            on=on,
            whose=actual.whose,
        )
        assert expected == actual
        assert actual.reason
        assert actual.reason == str(actual)
        assert (None if sure is None else day(sure)) == actual.sure_until
        weaker, perhaps = (
            [(WORDS[each], day(until)) for each, until in found if 2 <= each < needs] for found in (certain, pairs)
        )
        weaker = weaker if any(until >= on for _, until in weaker) else perhaps
        weaker = [] if withdrawn else weaker
        assert weaker == [(each.standing, each.day) for each in actual.weaker]
        assert (actual.last_day and actual.last_day.day) == actual.latest_start
        left = [
            each
            for each in (sure, last, *(number(until) for _, until in weaker))
            if each is not None and day(each) >= on
        ]
        assert (None if withdrawn or not left else day(left[0])) == (actual.ahead and actual.ahead.day)


@given(small_maps(), randoms())
def test_a_timetable_is_every_opportunity_in_order(decision_map, rng):
    """Nobody and nothing is left out, and the most pressing comes first."""
    note(described(decision_map))
    on = day(rng.randint(0, 60))
    asked = rng.choice((None, "carers", frozenset({"carers", "peers"})))
    if asked is None:
        rows = {each.stakeholder for each in decision_map.entry_points} - {None} or {None}
    else:
        rows = group(asked)
    opportunities = [
        decision_map.opportunity(decision.key, on=on, stage=stage.name, stakeholder=who)
        for who in rows
        for decision, stage in stages(decision_map)
    ]
    expected = sorted(
        opportunities,
        key=lambda row: (row.latest_start or date.max, row.decision, str(row.stage), str(row.stakeholder)),
    )
    assert tuple(expected) == decision_map.timetable(on=on, stakeholder=asked)


@given(small_maps(), randoms())
def test_gatekeepers_and_carriers_are_on_every_route(decision_map, rng):
    """Whoever is on every route decides what gets through: none may be missed, none accused wrongly."""
    note(described(decision_map))
    town, who, at_least = plain(decision_map), stakeholders(rng), standing(rng) or "consulted"
    note(f"{who} {at_least}")
    for decision in decision_map.decisions:
        asked = town, group(who), decision.made_at, rank(at_least)
        assert routes.gatekeepers(*asked) == decision_map.gatekeepers_of(decision.key, who, at_least=at_least)
        expected, actual = routes.carriers(*asked), decision_map.carriers_of(decision.key, who, at_least=at_least)
        if routes.carriers_keep_one_order(*asked):
            assert expected == actual
        else:
            assert sorted(expected) == sorted(actual)
        assert routes.gatekeepers(*asked[:3], 2) == decision_map.gatekeepers_of(decision.key, who)
        assert sorted(routes.carriers(*asked[:3], 2) or ()) == sorted(decision_map.carriers_of(decision.key, who) or ())


@given(small_maps(), randoms())
def test_reach_is_the_best_of_all_routes(decision_map, rng):
    """What no route reaches is said to be out of reach, and nothing else is."""
    note(described(decision_map))
    town, who, at_least = plain(decision_map), stakeholders(rng), standing(rng) or "consulted"
    note(f"{who} {at_least}")
    targets = {decision.key: decision.made_at for decision in decision_map.decisions}
    expected = routes.out_of_reach(town, group(who), targets, rank(at_least))
    assert expected == decision_map.out_of_reach(who, at_least=at_least)
    assert routes.out_of_reach(town, group(who), targets, 2) == decision_map.out_of_reach(who)
    named = {each.stakeholder for each in decision_map.entry_points} - {None} or {None}
    best = {
        each: {key: routes.best_standing(town, group(each), target) for key, target in targets.items()}
        for each in named
    }
    assert {
        each: {key: None if found is None else WORDS[found] for key, found in row.items()} for each, row in best.items()
    } == decision_map.reach()


@given(st.one_of(randoms().map(sparse_map), small_maps()), randoms())
def test_fewest_entry_points_is_a_smallest_set(decision_map, rng):
    """Opening a door costs work: no smaller set would do, and what cannot be reached is named."""
    note(described(decision_map))
    town, who, at_least = plain(decision_map), stakeholders(rng), standing(rng) or "consulted"
    forums = [forum.key for forum in decision_map.forums]
    among = None if rng.random() < 0.5 else [key for key in forums if rng.random() < 0.5]
    note(f"{who} {at_least} {among}")
    targets = {decision.key: decision.made_at for decision in decision_map.decisions}
    allowed = frozenset(forums if among is None else among)
    expected = routes.fewest_entry_points(town, group(who), targets, rank(at_least), allowed)
    actual = decision_map.fewest_entry_points(who, at_least=at_least, among=among)
    assert expected == (actual.forums, actual.unreached)


@given(small_maps(), randoms())
def test_an_answer_comes_back_by_the_soonest_way(decision_map, rng):
    """People are told as soon as the replies, meetings and papers allow, and by replies that really join up."""
    note(described(decision_map))
    town, replies, who = plain(decision_map), plain_replies(decision_map), stakeholders(rng)
    for decision in decision_map.decisions:
        asked = None if rng.random() < 0.5 else day(rng.randint(0, 60))
        decided = asked or last_of(decision)
        note(f"{who} {decided}")
        back = routes.ways_back(town, replies, group(who), decision.made_at, number(decided))
        back = [] if taken_back(decision, decided) else back
        actual = decision_map.reply_to(who, decision.key, decided=asked)
        assert bool(back) == (actual is not None)
        if actual is None:
            continue
        taken = tuple(
            next(position for position, each in enumerate(decision_map.replies) if each == reply)
            for reply in actual.replies
        )
        first = tuple(
            tuple(next(i for i, each in enumerate(decision_map.replies) if each == decision_map.replies[p]) for p in b)
            for b in (each.positions for each in back)
        )
        returned = min(each.returned for each in back) if decided else None
        assert (taken, actual.ends_at, number(actual.returned)) in {
            (positions, each.ends_at, each.returned) for positions, each in zip(first, back, strict=True)
        }
        assert (returned, decided, decision.key) == (number(actual.returned), actual.decided, actual.decision)
        forums = tuple(key for reply in actual.replies if (key := reply.target) not in STAKEHOLDERS)
        assert (forums if decided else ()) == tuple(hearing.forum for hearing in actual.hearings)


def without_numpy_and_with(decision_map: DecisionMap, monkeypatch: pytest.MonkeyPatch) -> Iterator[DecisionMap]:
    """The map, too small to be searched over arrays, and the same searched over arrays all the same."""
    yield decision_map
    with monkeypatch.context() as patched:
        patched.setattr(fast_routes, "LARGE", 1)
        for tables in (fast_deadlines, fast_rounds):
            patched.setattr(tables, "_SPAN", 400)  # days are asked for of one year only
        yield attrs.evolve(decision_map)


def test_larger_maps_agree_with_a_time_expanded_graph(monkeypatch):
    """What holds on maps small enough to enumerate must hold on maps of real size: on 200, with numpy and without."""
    heard = 0
    for seed in range(200):
        rng = Random(seed)
        drawn = larger_map(rng, counted=seed % 2 == 1)
        graph = TimeExpanded(plain(drawn), 0, 400)
        who, raised = stakeholders(rng), day(rng.randint(0, 120))
        at_least = rng.choice((None, "consulted"))
        first = graph.earliest(number(raised), group(who), rank(at_least))
        heard += len(first)
        last = {
            each.key: graph.latest_start(each.made_at, number(last_of(each)), group(who), rank(at_least))
            for each in drawn.decisions
        }
        asked = [forum.key for forum in rng.sample(drawn.forums, 8)]
        for decision_map in without_numpy_and_with(drawn, monkeypatch):
            for forum in asked:
                actual = decision_map.journey(forum, raised=raised, stakeholder=who, at_least=at_least)
                assert (seed, first.get(forum)) == (seed, number(actual and actual.heard))
            for decision, expected in last.items():
                actual = decision_map.latest_start(decision, stakeholder=who, at_least=at_least)
                shown = None if actual is None or actual < FIRST else number(actual)
                assert (seed, decision, expected) == (seed, decision, shown)
    assert heard > 2000


def test_a_larger_timetable_agrees_with_a_time_expanded_graph(monkeypatch):
    """Asked about all stakeholders, stages and standings at once, the map gives the days that each alone would get.

    Asked of 25 maps, with numpy and without.
    """
    dated = 0
    for seed in range(25):
        drawn = larger_map(Random(seed), counted=seed % 2 == 1)
        graph = TimeExpanded(plain(drawn), 0, 400)
        forums = {(decision.key, stage.name): stage.at for decision, stage in stages(drawn)}
        rows, over_arrays = (each.timetable(on=day(60)) for each in without_numpy_and_with(drawn, monkeypatch))
        assert rows == over_arrays
        for row in rows:
            for least in (0, 2, 4, 6):
                last = max((last for found, last in row.last_days if rank(found) >= least), default=None)
                target = forums[row.decision, row.stage]
                expected = graph.latest_start(target, number(row.by), group(row.stakeholder), least)
                shown = None if last is None or last < FIRST else number(last)
                assert (seed, row.decision, row.stage, row.stakeholder, expected) == (
                    seed,
                    row.decision,
                    row.stage,
                    row.stakeholder,
                    shown,
                )
                dated += shown is not None
    assert dated > 500


@given(small_maps(), randoms())
def test_raising_a_view_earlier_never_makes_it_heard_later(decision_map, rng):
    """Waiting costs time and gains none: nobody should be advised to hold a view back."""
    note(described(decision_map))
    who, at_least, forum = stakeholders(rng), standing(rng), rng.choice(decision_map.forums).key
    heard = [
        decision_map.journey(forum, raised=day(each), stakeholder=who, at_least=at_least) for each in range(0, 40, 3)
    ]
    days = [journey.heard if journey else date.max for journey in heard]
    assert sorted(days) == days


@given(small_maps(), randoms())
def test_raised_on_the_latest_start_it_arrives_and_a_day_later_it_does_not(decision_map, rng):
    """The two searches, forwards and backwards, meet on the same day."""
    note(described(decision_map))
    who, at_least = stakeholders(rng), standing(rng)
    for decision, stage in stages(decision_map):
        asked = {"stage": stage.name, "stakeholder": who, "at_least": at_least}
        last = decision_map.latest_start(decision.key, **asked)
        if stage.by is None:
            assert last is None
        elif last is None:
            assert decision_map.journey(decision.key, raised=FIRST - timedelta(days=500), **asked) is None
        else:
            heard = decision_map.journey(decision.key, raised=last, **asked)
            if decision.withdrawn and decision.withdrawn <= last:
                assert heard is None
            else:
                assert heard.heard <= stage.by
            assert decision_map.journey(decision.key, raised=last + timedelta(days=1), **asked) is None


@given(small_maps(), randoms())
def test_asking_for_more_standing_is_never_quicker(decision_map, rng):
    """A stricter question has fewer routes to choose from, and its answer keeps to it."""
    note(described(decision_map))
    who, raised = stakeholders(rng), day(rng.randint(0, 60))
    for forum in decision_map.forums:
        days = []
        for least in Standing:
            journey = decision_map.journey(forum.key, raised=raised, stakeholder=who, at_least=least)
            assert journey is None or journey.standing >= least
            days.append(journey.heard if journey else date.max)
        assert sorted(days) == days
        anyhow = decision_map.journey(forum.key, raised=raised, stakeholder=who)
        assert days[2] == (anyhow.heard if anyhow else date.max)


def answers(decision_map: DecisionMap, who: Who = None, on: date = FIRST) -> dict[object, object]:
    """Everything one can ask of a map, by question."""
    found: dict[object, object] = {}
    for forum in decision_map.forums:
        found["journey", forum.key] = decision_map.journey(forum.key, raised=on, stakeholder=who)
    for decision, stage in stages(decision_map):
        asked = decision.key, stage.name
        found["journey", asked] = decision_map.journey(decision.key, raised=on, stage=stage.name, stakeholder=who)
        found["latest", asked] = decision_map.latest_start(decision.key, stage=stage.name, stakeholder=who)
        found["opportunity", asked] = decision_map.opportunity(decision.key, on=on, stage=stage.name, stakeholder=who)
    for decision in decision_map.decisions:
        found["gatekeepers", decision.key] = decision_map.gatekeepers_of(decision.key, who)
        found["carriers", decision.key] = decision_map.carriers_of(decision.key, who)
        found["reply", decision.key] = decision_map.reply_to(who, decision.key)
    found["reach"] = decision_map.reach()
    found["out of reach"] = decision_map.out_of_reach(who)
    found["fewest"] = decision_map.fewest_entry_points(who)
    found["timetable"] = decision_map.timetable(on=on, stakeholder=who)
    return found


@given(small_maps(), randoms())
def test_another_flow_or_entry_point_never_makes_anything_later(decision_map, rng):
    """More ways in and on can only help: if they seem to hurt, the search has lost one."""
    note(described(decision_map))
    other, who = small_map(rng), stakeholders(rng)
    keys = {forum.key for forum in decision_map.forums}
    flows = [flow for flow in other.flows if {flow.source, flow.target} <= keys][:2]
    entries = [each for each in other.entry_points if each.forum in keys][:1]
    more = attrs.evolve(
        decision_map,
        flows=(*decision_map.flows, *flows),
        entry_points=(*decision_map.entry_points, *entries),
    )
    for forum in keys:
        before = decision_map.journey(forum, raised=FIRST, stakeholder=who)
        after = more.journey(forum, raised=FIRST, stakeholder=who)
        assert before is None or (after is not None and after.heard <= before.heard)
    for decision, stage in stages(decision_map):
        before = decision_map.latest_start(decision.key, stage=stage.name, stakeholder=who)
        after = more.latest_start(decision.key, stage=stage.name, stakeholder=who)
        assert before is None or (after is not None and after >= before)
    assert set(more.out_of_reach(who)) <= set(decision_map.out_of_reach(who))


@given(small_maps(), randoms())
def test_without_a_gatekeeper_no_view_arrives(decision_map, rng):
    """That is what makes it a gatekeeper."""
    note(described(decision_map))
    who = stakeholders(rng)
    for decision in decision_map.decisions:
        for gatekeeper in decision_map.gatekeepers_of(decision.key, who) or ():
            closed = DecisionMap(
                forums=[forum for forum in decision_map.forums if forum.key != gatekeeper],
                flows=[flow for flow in decision_map.flows if gatekeeper not in {flow.source, flow.target}],
                decisions=[Decision(decision.key, made_at=decision.made_at, on=last_of(decision))],
                entry_points=[each for each in decision_map.entry_points if each.forum != gatekeeper],
                stakeholders=STAKEHOLDERS,
            )
            assert closed.gatekeepers_of(decision.key, who) is None
            assert (decision.key,) == closed.out_of_reach(who)
            assert closed.latest_start(decision.key, stakeholder=who) is None


@given(small_maps(), randoms())
def test_the_order_in_which_forums_and_decisions_are_listed_changes_no_answer(decision_map, rng):
    """Two people who write the same map in another order must get the same answers."""
    note(described(decision_map))
    who = stakeholders(rng)
    forums, decisions = list(decision_map.forums), list(decision_map.decisions)
    rng.shuffle(forums)
    rng.shuffle(decisions)
    shuffled = attrs.evolve(decision_map, forums=forums, decisions=decisions)
    note(described(shuffled))
    assert answers(decision_map, who) == answers(shuffled, who)


@given(small_maps(), randoms())
def test_the_order_of_flows_and_entry_points_changes_no_day_and_no_standing(decision_map, rng):
    """Their order only breaks the last of ties: which of two like flows is named."""
    note(described(decision_map))
    who, raised = stakeholders(rng), day(rng.randint(0, 60))
    flows, entries = list(decision_map.flows), list(decision_map.entry_points)
    rng.shuffle(flows)
    rng.shuffle(entries)
    shuffled = attrs.evolve(decision_map, flows=flows, entry_points=entries)
    for forum in decision_map.forums:
        one = decision_map.journey(forum.key, raised=raised, stakeholder=who)
        two = shuffled.journey(forum.key, raised=raised, stakeholder=who)
        ways = [each and ([h.forum for h in each.hearings], each.heard, each.standing) for each in (one, two)]
        assert ways[0] == ways[1]
    for key, found in answers(decision_map, who).items():
        if key[0] in {"latest", "gatekeepers"} or key in {"reach", "out of reach", "fewest"}:
            assert found == answers(shuffled, who)[key]


@given(small_maps(), randoms())
def test_new_names_for_the_same_forums_change_only_the_names(decision_map, rng):
    """Nothing may hang on what a forum is called, beyond the order of the keys."""
    note(described(decision_map))
    who = stakeholders(rng)

    def renamed(key: str) -> str:
        return key if key in STAKEHOLDERS else f"z-{key}"

    other = DecisionMap(
        forums=[attrs.evolve(forum, key=renamed(forum.key)) for forum in decision_map.forums],
        flows=[attrs.evolve(f, source=renamed(f.source), target=renamed(f.target)) for f in decision_map.flows],
        decisions=[
            attrs.evolve(
                decision,
                made_at=renamed(decision.made_at),
                stages=[attrs.evolve(stage, at=renamed(stage.at)) for stage in decision.stages],
            )
            for decision in decision_map.decisions
        ],
        entry_points=[attrs.evolve(each, forum=renamed(each.forum)) for each in decision_map.entry_points],
        replies=[attrs.evolve(r, source=renamed(r.source), target=renamed(r.target)) for r in decision_map.replies],
        stakeholders=STAKEHOLDERS,
        calendar=decision_map.calendar,
    )
    for decision, stage in stages(decision_map):
        asked = {"stage": stage.name, "stakeholder": who}
        before = decision_map.journey(decision.key, raised=FIRST, **asked)
        after = other.journey(decision.key, raised=FIRST, **asked)
        assert (before and [(renamed(h.forum), h.arrives, h.heard, h.standing) for h in before.hearings]) == (
            after and [(h.forum, h.arrives, h.heard, h.standing) for h in after.hearings]
        )
        assert decision_map.latest_start(decision.key, **asked) == other.latest_start(decision.key, **asked)
    for decision in decision_map.decisions:
        gatekeepers = decision_map.gatekeepers_of(decision.key, who)
        assert (gatekeepers and tuple(map(renamed, gatekeepers))) == other.gatekeepers_of(decision.key, who)
        assert decision_map.carriers_of(decision.key, who) == other.carriers_of(decision.key, who)
    assert decision_map.reach() == other.reach()
    assert tuple(map(renamed, decision_map.fewest_entry_points(who).forums)) == other.fewest_entry_points(who).forums


@given(small_maps(), randoms())
def test_several_stakeholders_have_all_their_entry_points_together(decision_map, rng):
    """A set of stakeholders is their union: as early as the quickest, and anyone is everyone."""
    note(described(decision_map))
    some, raised = frozenset(STAKEHOLDERS[:2]), day(rng.randint(0, 60))
    for forum in decision_map.forums:
        alone = [decision_map.journey(forum.key, raised=raised, stakeholder=each) for each in sorted(some)]
        together = decision_map.journey(forum.key, raised=raised, stakeholder=some)
        assert min((journey.heard for journey in alone if journey), default=None) == (together and together.heard)
        everyone = decision_map.journey(forum.key, raised=raised, stakeholder=STAKEHOLDERS)
        assert decision_map.journey(forum.key, raised=raised) == everyone
    for decision in decision_map.decisions:
        alone = [decision_map.latest_start(decision.key, stakeholder=each) for each in sorted(some)]
        together = decision_map.latest_start(decision.key, stakeholder=some)
        assert max((last for last in alone if last), default=None) == together
    out = set.intersection(*(set(decision_map.out_of_reach(each)) for each in some))
    assert out == set(decision_map.out_of_reach(some))


@given(small_maps(), randoms())
def test_last_days_give_time_for_standing(decision_map, rng):
    """Strongest first; each weaker standing buys at least a day, else it is not worth naming."""
    note(described(decision_map))
    who = rng.choice((None, *STAKEHOLDERS))
    for row in decision_map.timetable(on=day(rng.randint(0, 60)), stakeholder=who):
        asked = {"stage": row.stage, "stakeholder": row.stakeholder}
        for (strong, early), (weak, late) in pairwise(row.last_days):
            assert strong > weak
            assert early < late
        for least, last in row.last_days:
            assert last == decision_map.latest_start(row.decision, at_least=least, **asked)
        for least in Standing:
            latest = decision_map.latest_start(row.decision, at_least=least, **asked)
            assert latest == max((last for found, last in row.last_days if found >= least), default=None)


def leaves_days_out(days: int | Days | None) -> bool:
    return isinstance(days, Days) and days.leave_out is not None


@given(small_maps(), randoms())
def test_a_journey_assumes_exactly_what_is_not_known_on_its_way(decision_map, rng):
    """A day that rests on a guess must say so, and a day that does not must not."""
    note(described(decision_map))
    papers = {forum.key: forum.papers_due for forum in decision_map.forums}
    known = {forum.key: forum.meetings is not None and forum.papers_due is not None for forum in decision_map.forums}
    for forum in decision_map.forums:
        journey = decision_map.journey(forum.key, raised=day(rng.randint(0, 60)))
        if journey is None:
            continue
        by = [hearing.by for hearing in journey.hearings]
        counts = [papers[hearing.forum] for hearing in journey.hearings] + [each.days for each in by[1:]]
        guessed = (
            not all(known[hearing.forum] for hearing in journey.hearings)
            or any(each.standing is None for each in by)
            or any(each.days is None for each in by[1:])
            or any(each.about is None and not each.opens is each.closes is None for each in by)
            or any(each.opens is not None and each.closes is None for each in by)
            # A calendar of this strategy has holidays, and knows those of the whole year.
            or (decision_map.calendar is None and any(map(leaves_days_out, counts)))
        )
        assert guessed == bool(journey.assumes)


@given(small_maps())
def test_asking_leaves_the_map_as_it_was(decision_map):
    """What is worked out on the way stays out of equality, hash and pickles."""
    before, fresh = hash(decision_map), pickle.dumps(decision_map)
    found = answers(decision_map)
    assert fresh == pickle.dumps(decision_map)
    copy = pickle.loads(pickle.dumps(decision_map))
    assert copy == decision_map
    assert before == hash(decision_map) == hash(copy)
    assert found == answers(copy) == answers(decision_map)


def test_threads_get_the_same_answers():
    """A map is shared between the threads of a web server without locks."""
    for seed in range(20):
        decision_map = small_map(Random(seed))
        expected = answers(decision_map)
        shared = pickle.loads(pickle.dumps(decision_map))
        with ThreadPoolExecutor(8) as pool:
            for found in pool.map(lambda _, shared=shared: answers(shared), range(16)):
                assert expected == found
