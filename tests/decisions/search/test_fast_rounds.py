"""Does the search in rounds over arrays give the days of the search by heap, to the last one?"""

import random
import sys
from datetime import date
from itertools import pairwise

from involvement import Days, Meetings, WorkingCalendar
from involvement.calendars.calendars import NEVER, Within
from involvement.calendars.meetings import calendar_of
from involvement.calendars.recurrences import LAST_DAY
from involvement.calendars.working_calendars import lag_of
from involvement.decisions.search import fast_rounds as rounds
from involvement.decisions.search import fast_routes as way_arrays
from involvement.decisions.search.fast_deadlines import DeadlineArrays
from involvement.decisions.search.fast_rounds import Rounds
from involvement.decisions.search.fast_routes import WayArrays
from involvement.decisions.search.networks import LAST, Network, Seed, columns

START = date(2026, 1, 1)
FIRST = START.toordinal()
MEETINGS = (
    None,
    Meetings.any_day(),
    Meetings.on([]),
    Meetings.on([date(2026, 2, 3), date(2026, 5, 5)]),
    Meetings.on([date(2026, 2, 3)], known_until=date(2026, 3, 1)),
    Meetings.monthly(week=2, weekday="tuesday", start=START),
    Meetings("FREQ=WEEKLY;BYDAY=WE", start=date(2026, 6, 1)),
    Meetings("FREQ=YEARLY;BYMONTH=9;BYDAY=1TU", start=START),
    Meetings("FREQ=MONTHLY;COUNT=3;BYMONTHDAY=31", start=START),
)
HOLIDAYS = WorkingCalendar(holidays=[date(2026, 4, 3), date(2026, 4, 6), date(2026, 12, 25), date(2026, 12, 28)])
COUNTED = [
    lag_of(HOLIDAYS, days)
    for days in (
        Days(5, clear=True, leave_out="weekends"),
        Days(3, leave_out="sundays"),
        Days(0, leave_out="weekends"),
        Days(400, leave_out="weekends"),
        Days(10**12, leave_out="sundays"),
    )
]
ALWAYS = [calendar_of(meetings) for meetings in MEETINGS]
CALENDARS = [
    *ALWAYS,
    *(Within(calendar, 1, FIRST + 90) for calendar in ALWAYS),  # of forums that end
    *(Within(calendar, FIRST + 40, LAST_DAY) for calendar in ALWAYS),
    *(Within(calendar, FIRST + 40, FIRST + 150) for calendar in ALWAYS),
]


def random_network(dice: random.Random, size: int) -> Network:
    counted = dice.choice([[], COUNTED])
    forums = [(f"forum-{n:04}", dice.choice(CALENDARS), dice.choice([0, 0, 3, 10, *counted])) for n in range(size)]
    ways = []
    for _ in range(dice.randint(0, 4 * size)):
        opens = dice.choice([1, 1, FIRST + dice.randint(-50, 200)])
        ways.append(
            (
                dice.choice(forums)[0],
                dice.choice(forums)[0],
                dice.choice([0, 1, 14, 400, 10**12, *counted]),
                opens,
                dice.choice([NEVER, max(opens, FIRST + dice.randint(0, 500))]),
                dice.randint(0, 7),
            )
        )
    return Network(forums, columns(ways))


def with_arrays(monkeypatch, network):
    """The same network, searched over arrays."""
    monkeypatch.setattr(way_arrays, "LARGE", 0)
    names = network.keys
    twin = Network(
        zip(names, network._calendars, network.papers, strict=True),
        (
            [names[n] for n in network.source],
            [names[n] for n in network.target],
            network.days,
            network.opens,
            network.closes,
            network.rank,
        ),
    )
    assert isinstance(twin.arrays, WayArrays)
    monkeypatch.undo()
    return twin


def both(monkeypatch, network, seeds, floor):
    assert network.arrays is None
    twin = with_arrays(monkeypatch, network)
    assert isinstance(twin.rounds, Rounds)
    return network.earliest(seeds, floor=floor), twin.earliest(seeds, floor=floor)


def test_rounds_and_heap_give_the_same_days(monkeypatch):
    """With and without numpy an answer is the same answer."""
    for seed in range(100):
        dice = random.Random(seed)
        network = random_network(dice, dice.randint(1, 60))
        seeds = []
        for _ in range(dice.randint(0, 4)):
            forum, raised = dice.randrange(len(network.keys)), FIRST + dice.randint(0, 400)
            heard = network.meeting_from(forum, raised)
            if heard <= LAST:
                seeds.append(Seed(forum, raised, heard, dice.randint(0, 7), 0))
        plain, fast = both(monkeypatch, network, seeds, dice.randint(0, 7))
        assert plain == fast


def test_reach_over_arrays_is_that_over_lists(monkeypatch):
    """Also where the arrays give up on a long route and the lists go on from there."""
    for seed in range(100):
        dice = random.Random(seed)
        network = random_network(dice, dice.randint(1, 60))
        starts = [(dice.randrange(len(network.keys)), dice.randint(0, 7)) for _ in range(dice.randint(0, 4))]
        floor = dice.randint(0, 7)
        twin = with_arrays(monkeypatch, network)
        monkeypatch.setattr(way_arrays, "_MOST_STEPS", dice.choice([1, 2, 100]))
        assert network.widest(starts) == twin.widest(starts)
        strong = {forum for forum, rank in starts if rank >= floor}
        reached = network.reached(strong, floor)
        assert reached == twin.reached(strong, floor)
        assert reached == bytearray(best >= floor for best in network.widest(starts))


def test_a_route_of_more_rounds_than_are_gone_is_finished_by_heap(monkeypatch):
    """A chain of a thousand forums would be a thousand rounds over everything."""
    every_day = calendar_of(Meetings.any_day())
    keys = [f"forum-{n:04}" for n in range(1_000)]
    chain = Network(
        [(key, every_day, 0) for key in keys],
        columns((a, b, 1, 1, NEVER, 7) for a, b in pairwise(keys)),
    )
    plain, fast = both(monkeypatch, chain, [Seed(0, FIRST, FIRST, 7, 0)], 0)
    assert [FIRST + n for n in range(1_000)] == plain == fast


def test_the_end_of_time_is_reached_and_not_passed(monkeypatch):
    """No day lies beyond the year 9999."""
    every_day = calendar_of(None)
    network = Network(
        [("a", every_day, 0), ("b", every_day, 0), ("c", every_day, 0)],
        columns([("a", "b", 1, 1, NEVER, 7), ("b", "c", 1, 1, NEVER, 7)]),
    )
    plain, fast = both(monkeypatch, network, [Seed(0, LAST - 1, LAST - 1, 7, 0)], 0)
    assert [LAST - 1, LAST, NEVER] == plain == fast


def test_arrays_are_for_large_maps_with_numpy(monkeypatch):
    """Elsewhere lists and the heap are as quick, or all there is."""
    many = [[0], [1], [0], [1], [NEVER], [7]]
    assert WayArrays.of(2, [column * (way_arrays.LARGE - 1) for column in many]) is None
    many = [column * way_arrays.LARGE for column in many]
    assert isinstance(WayArrays.of(2, many), WayArrays)
    monkeypatch.setitem(sys.modules, "numpy", None)
    assert WayArrays.of(2, many) is None


def test_many_kinds_of_counted_days_are_searched_over_lists(monkeypatch):
    """A table for each would be larger than the map."""
    every_day = calendar_of(Meetings.any_day())
    ways = columns([("a", "b", lag, 1, NEVER, 7) for lag in COUNTED])
    network = Network([("a", every_day, 0), ("b", every_day, 0)], ways)
    twin = with_arrays(monkeypatch, network)
    assert (twin.rounds, DeadlineArrays.of(twin)) != (None, None)
    twin = with_arrays(monkeypatch, network)
    monkeypatch.setattr("involvement.decisions.search.networks.MOST_COUNTED", 1)
    monkeypatch.setattr("involvement.decisions.search.fast_deadlines.MOST_COUNTED", 1)
    assert (None, None) == (twin.rounds, DeadlineArrays.of(twin))


def test_a_way_that_is_left_beyond_the_table_is_finished_by_heap(monkeypatch):
    """A flow that opens in ten years has no working day in a table of five."""
    every_day, later = calendar_of(Meetings.any_day()), FIRST + 3_650
    network = Network(
        [("a", every_day, 0), ("b", every_day, 0)],
        columns([("a", "b", COUNTED[0], later, NEVER, 7)]),
    )
    plain, fast = both(monkeypatch, network, [Seed(0, FIRST, FIRST, 7, 0)], 0)
    assert [FIRST, later + COUNTED[0]] == plain == fast


def test_a_table_of_many_calendars_is_not_made(monkeypatch):
    """It would be larger than the map; the heap looks up only the meetings it needs."""
    monkeypatch.setattr(rounds, "_MOST_TABLED", 1)
    one = WayArrays(2, [[0], [1], [0], [1], [NEVER], [7]])
    assert ([FIRST, NEVER], False) == Rounds(CALENDARS[:2], one).earliest([(0, FIRST)], 0)


def test_a_table_serves_later_questions_and_is_made_anew_for_far_ones():
    """Most questions to one map are about days near each other."""
    search = Rounds(CALENDARS[:2], WayArrays(2, [[0], [1], [5], [1], [NEVER], [7]]))
    for first in (FIRST, FIRST + 100, FIRST + 5_000, FIRST):
        assert ([first, first + 5], True) == search.earliest([(0, first)], 0)


def test_what_lies_beyond_the_table_is_finished_by_heap(monkeypatch):
    """A way of ten years leaves the days that were tabled."""
    every_day = calendar_of(Meetings.any_day())
    network = Network(
        [(key, every_day, 0) for key in "abc"],
        columns([("a", "b", 3_650, 1, NEVER, 7), ("b", "c", 1, 1, NEVER, 7)]),
    )
    plain, fast = both(monkeypatch, network, [Seed(0, FIRST, FIRST, 7, 0)], 0)
    assert [FIRST, FIRST + 3_650, FIRST + 3_651] == plain == fast
