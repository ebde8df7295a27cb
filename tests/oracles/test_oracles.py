"""Are the second opinions themselves right? Small maps worked out by hand."""

from tests.oracles.day_by_day import DayByDay
from tests.oracles.plain import Door, Place, Town, Way, simple_routes
from tests.oracles.routes import (
    Back,
    Opened,
    best_standing,
    carriers,
    carriers_keep_one_order,
    fewest_entry_points,
    gatekeepers,
    out_of_reach,
    ways_back,
)
from tests.oracles.time_expanded import TimeExpanded

GROUP = Place("group", frozenset({3, 10, 17}), 2)
BOARD = Place("board", frozenset({12, 20, 30}), 5)
ANYONE = Door(0, "group", None, 2)
CHAIN = Town((GROUP, BOARD), (Way(0, "group", "board", 4, 3),), (ANYONE,))


def diamond(*ways: Way, doors: tuple[Door, ...] = (Door(0, "a", None, 7),)) -> Town:
    """Four forums that hear on any day, a to d, joined by these ways."""
    return Town(tuple(Place(key, None, 0) for key in "abcd"), ways, doors)


ROUND = (Way(0, "a", "b", 1, 3), Way(1, "a", "c", 1, 4), Way(2, "b", "d", 1, 5), Way(3, "c", "d", 1, 3))


def test_a_view_waits_for_papers_meetings_and_the_way():
    """Raised on 2: papers in by 4 miss the meeting on 3; 10 + 4 days + 5 for papers is 19: the board of 20."""
    walk = DayByDay(CHAIN).journey("board", 2)
    assert walk.calls == (("group", 2, 10), ("board", 14, 20))
    assert walk.weakest == 2


def test_the_latest_start_leaves_just_enough_days():
    """For the board of 20 the group of 10 is the last that is soon enough, its papers due on 8; for that of 12 the group of 3."""
    world = DayByDay(CHAIN)
    assert world.latest_start("board", 20) == 8
    assert world.latest_start("board", 29) == 8
    assert world.latest_start("board", 30) == 15
    assert world.latest_start("board", 19) == 1
    assert world.latest_start("board", 11) is None


def test_a_board_reached_too_late_for_every_meeting_hears_nothing():
    """Raised on 16 the group has no meeting left, and a view that nobody hears goes nowhere."""
    assert DayByDay(CHAIN).journey("board", 16) is None


def test_the_calendar_that_nobody_knows_may_meet_before_the_first_day_mentioned():
    """A decision on day 3 with 7 days on the way must be prepared before day 0."""
    town = Town((Place("a", None, 2), Place("b", None, 1)), (Way(0, "a", "b", 4, 2),), (Door(0, "a", None, 2),))
    assert DayByDay(town).latest_start("b", 3) == -4


def test_both_ends_of_a_window_are_open():
    """A view heard before opening leaves on opening, on the last day it still leaves, a day later it is lost."""
    town = Town(
        (Place("a", None, 0), Place("b", None, 0)), (Way(0, "a", "b", 1, 2, 5, 8),), (Door(0, "a", None, 2, None, 9),)
    )
    world = DayByDay(town)
    assert [walk and walk.heard for walk in (world.journey("b", day) for day in (1, 8, 9))] == [6, 9, None]
    assert [walk and walk.heard for walk in (world.journey("a", day) for day in (9, 10))] == [9, None]
    assert world.latest_start("b", 40) == 8


def test_an_entry_point_before_opening_lets_a_view_wait_outside():
    """The view arrives on the day of opening, not on the day it was raised."""
    town = Town((GROUP,), (), (Door(0, "group", "carers", 2, 9, 9),))
    assert DayByDay(town).journey("group", 1, frozenset({"carers"})).calls == (("group", 9, 17),)
    assert DayByDay(town).journey("group", 1, frozenset({"staff"})) is None


def test_ties_go_to_standing_then_hearings_then_keys_then_positions():
    """Each rule decides only where those before it are even."""
    assert DayByDay(diamond(*ROUND)).journey("d", 0).calls[1][0] == "b"
    stronger = (*ROUND[:3], Way(3, "c", "d", 1, 4))
    assert DayByDay(diamond(*stronger)).journey("d", 0).calls[1][0] == "c"
    straight = (*ROUND, Way(4, "a", "d", 2, 3))
    assert DayByDay(diamond(*straight)).journey("d", 0).calls == (("a", 0, 0), ("d", 2, 2))
    twice = (Way(0, "b", "d", 0, 3), Way(1, "a", "b", 0, 3), Way(2, "a", "b", 0, 3))
    doors = (Door(0, "b", "x", 1), Door(1, "a", None, 7), Door(2, "a", None, 7))
    walk = DayByDay(diamond(*twice, doors=doors)).journey("d", 0)
    assert (walk.door.position, tuple(way.position for way in walk.ways)) == (1, (1, 0))


def test_a_view_already_heard_has_no_entry_and_only_the_standing_of_its_flows():
    """It starts from the day it was heard, meeting or not."""
    world = DayByDay(CHAIN)
    assert world.journey_from("group", 1, "board").calls == (("group", 1, 1), ("board", 5, 12))
    assert world.journey_from("group", 1, "board").weakest == 3
    assert world.journey_from("board", 1, "board").weakest is None
    assert world.journey_from("group", 1, "board", at_least=4) is None


def test_last_days_keep_only_what_a_weaker_standing_gains():
    """Waiting for the stronger way costs a day; a standing that gains nothing is left out."""
    town = diamond(Way(0, "a", "d", 3, 6), Way(1, "a", "d", 2, 4), Way(2, "a", "d", 2, 1))
    assert DayByDay(town).last_days("d", 10) == ((6, 7), (4, 8))


def test_status_follows_route_day_and_time_in_that_order():
    """Nothing can be missed where no route leads, and nothing is late where no day is set."""
    world = DayByDay(CHAIN)
    assert DayByDay(diamond(*ROUND[:1])).status("d", None, 0) == "no_route"
    assert world.status("board", None, 0) == "undated"
    assert world.status("board", 11, 0) == "no_time"
    assert [world.status("board", 20, on) for on in (8, 9)] == ["open", "missed"]


def test_less_than_is_called_for_is_too_weak_and_to_be_told_is_no_route():
    """The weakest part of a route says what it gives, and the best route counts."""
    worlds = [DayByDay(diamond(Way(0, "a", "d", 3, rank))) for rank in (1, 2, 4)]
    assert [world.best("d") for world in worlds] == [1, 2, 4]
    assert [world.status("d", 10, 0, needs=3) for world in worlds] == ["no_route", "too_weak", "open"]
    assert [world.status("d", None, 0, needs=3) for world in worlds] == ["no_route", "too_weak", "undated"]


def test_the_time_expanded_graph_finds_the_same_days():
    """Two independent second opinions agree on the example worked out by hand."""
    graph = TimeExpanded(CHAIN, 0, 60)
    assert graph.earliest(2) == {"group": 10, "board": 20}
    assert graph.earliest(2, at_least=3) == {}
    assert [graph.latest_start("board", day) for day in (11, 19, 20, 30)] == [None, 1, 8, 15]
    window = Town(
        (Place("a", None, 0), Place("b", None, 0)), (Way(0, "a", "b", 1, 2, 5, 8),), (Door(0, "a", None, 2, 3, 9),)
    )
    graph = TimeExpanded(window, 0, 60)
    assert [graph.earliest(day) for day in (1, 8, 9, 10)] == [{"a": 3, "b": 6}, {"a": 8, "b": 9}, {"a": 9}, {}]


def test_simple_routes_call_nowhere_twice():
    """Two ways round and one back again are two routes, not endlessly many."""
    ways = (*ROUND, Way(4, "b", "a", 0, 3))
    assert [tuple(way.position for way in ways) for ways in simple_routes(ways, "a", "d")] == [(0, 2), (1, 3)]
    assert list(simple_routes(ways, "a", "a")) == [()]


def test_gatekeepers_are_on_every_route():
    """Two ways round leave only the entry; an entry at the deciding forum leaves none; no route is None."""
    town = diamond(*ROUND)
    assert gatekeepers(town, None, "d", 1) == ("a",)
    assert gatekeepers(diamond(*ROUND, doors=(Door(0, "a", None, 1), Door(1, "d", None, 1))), None, "d", 1) == ()
    assert gatekeepers(diamond(*ROUND[:2]), None, "d", 1) is None
    assert gatekeepers(diamond(*ROUND[:1], ROUND[2]), None, "d", 1) == ("a", "b")


def test_weaker_doors_and_ways_make_no_route():
    """Of two ways round, the one that only informs does not count where more is asked, nor does a door that only informs."""
    told = diamond(*ROUND[:3], ROUND[3]._replace(rank=1), doors=(Door(0, "a", None, 3), Door(1, "d", None, 1)))
    assert [gatekeepers(told, None, "d", rank) for rank in (0, 1, 2, 3, 4)] == [(), (), ("a", "b"), ("a", "b"), None]


def test_carriers_are_on_every_route_though_not_on_the_same_flow():
    """Ann carries the first half one way and the second half the other: without her nothing arrives."""
    ways = (
        Way(0, "a", "b", 1, 3, carrier="ann"),
        Way(1, "a", "c", 1, 3, carrier="bob"),
        Way(2, "b", "d", 1, 3, carrier="bob"),
        Way(3, "c", "d", 1, 3, carrier="ann"),
    )
    assert {"ann", "bob"} == set(carriers(diamond(*ways), None, "d", 1))
    assert not carriers_keep_one_order(diamond(*ways), None, "d", 1)
    assert carriers(diamond(*ways, Way(4, "a", "d", 0, 0)), None, "d", 0) == ()
    assert {"ann", "bob"} == set(carriers(diamond(*ways, Way(4, "a", "d", 0, 0)), None, "d", 1))
    assert carriers(diamond(*ways[:2]), None, "d", 1) is None
    assert carriers(diamond(ways[0], ways[2]), None, "d", 1) == ("ann", "bob")
    assert carriers_keep_one_order(diamond(ways[0], ways[2]), None, "d", 1)


def test_reach_is_the_best_of_the_weakest():
    """A chain is as strong as its weakest flow; of two chains the stronger counts."""
    town = diamond(*ROUND)
    assert best_standing(town, None, "d") == 3
    assert best_standing(diamond(*ROUND[:2]), None, "d") is None
    assert out_of_reach(town, None, {"one": "c", "two": "d"}, 4) == ("two",)


def test_fewest_entry_points_is_smallest_then_first_by_key():
    """Opening a or b reaches d; a comes first. A forum that may not be opened leaves a decision unreached."""
    town = diamond(*ROUND, doors=())
    targets = {"one": "b", "two": "d"}
    assert Opened(("a",), ()) == fewest_entry_points(town, None, targets, 2, frozenset("abcd"))
    assert Opened(("d",), ("one",)) == fewest_entry_points(town, None, targets, 2, frozenset("d"))
    assert Opened(("b", "d"), ()) == fewest_entry_points(town, None, targets, 7, frozenset("abcd"))
    assert Opened((), ()) == fewest_entry_points(diamond(*ROUND), None, targets, 2, frozenset("abcd"))


def test_an_answer_ends_at_a_letter_or_the_first_forum_where_they_enter():
    """It waits for meetings and papers on the way, and a letter waits for nothing."""
    town = Town((GROUP, BOARD), (), (Door(0, "group", "carers", 2),))
    replies = (Way(0, "board", "group", 2, 0), Way(1, "group", "carers", 1, 0), Way(2, "board", "carers", 30, 0))
    carers = frozenset({"carers"})
    assert [Back((0,), "group", 17), Back((2,), "carers", 42)] == ways_back(town, replies, carers, "board", 12)
    assert [Back((2,), "carers", 50)] == ways_back(town, replies, carers, "board", 20)
    assert [back.returned for back in ways_back(town, replies, carers, "board", None)] == [None, None]
    assert [Back((), "group", 5)] == ways_back(town, replies, carers, "group", 5)
    assert ways_back(town, replies, frozenset({"staff"}), "board", 12) == []
