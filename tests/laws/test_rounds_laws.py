"""Does the search in rounds over arrays give the days of the search by heap, to the last one?"""

import random
import sys
from datetime import date
from itertools import pairwise

import pytest

from involvement import Meetings
from involvement.decisions import rounds
from involvement.decisions.calendars import NEVER
from involvement.decisions.meetings import calendar_of
from involvement.decisions.networks import LAST, Network, Seed
from involvement.decisions.rounds import Rounds

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
CALENDARS = [calendar_of(meetings) for meetings in MEETINGS]


def random_network(dice: random.Random, size: int) -> Network:
    forums = [(f"forum-{n:04}", dice.choice(CALENDARS), dice.choice([0, 0, 3, 10])) for n in range(size)]
    ways = []
    for _ in range(dice.randint(0, 4 * size)):
        opens = dice.choice([1, 1, FIRST + dice.randint(-50, 200)])
        ways.append(
            (
                dice.choice(forums)[0],
                dice.choice(forums)[0],
                dice.choice([0, 1, 14, 400, 10**12]),
                opens,
                dice.choice([NEVER, max(opens, FIRST + dice.randint(0, 500))]),
                dice.randint(0, 7),
            )
        )
    return Network(forums, ways)


def both(monkeypatch, network, seeds, floor):
    plain = network.earliest(seeds, floor=floor)
    monkeypatch.setattr(rounds, "LARGE", 0)
    twin = Network(
        zip(network.keys, network._calendars, network.papers, strict=True),
        [
            (network.keys[u], network.keys[v], lag - network.papers[v], opens, closes, rank)
            for u, edges in enumerate(network.out)
            for v, lag, opens, closes, rank, _ in edges
        ],
    )
    fast = twin.earliest(seeds, floor=floor)
    monkeypatch.undo()
    assert isinstance(twin._rounds, Rounds)
    return plain, fast


@pytest.mark.parametrize("seed", range(200))
def test_rounds_and_heap_give_the_same_days(monkeypatch, seed):
    """With and without numpy an answer is the same answer."""
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


def test_a_route_of_more_rounds_than_are_gone_is_finished_by_heap(monkeypatch):
    """A chain of a thousand forums would be a thousand rounds over everything."""
    every_day = calendar_of(Meetings.any_day())
    keys = [f"forum-{n:04}" for n in range(1_000)]
    chain = Network(
        [(key, every_day, 0) for key in keys],
        [(a, b, 1, 1, NEVER, 7) for a, b in pairwise(keys)],
    )
    plain, fast = both(monkeypatch, chain, [Seed(0, FIRST, FIRST, 7, 0)], 0)
    assert [FIRST + n for n in range(1_000)] == plain == fast


def test_the_end_of_time_is_reached_and_not_passed(monkeypatch):
    """No day lies beyond the year 9999."""
    every_day = calendar_of(None)
    network = Network(
        [("a", every_day, 0), ("b", every_day, 0), ("c", every_day, 0)],
        [("a", "b", 1, 1, NEVER, 7), ("b", "c", 1, 1, NEVER, 7)],
    )
    plain, fast = both(monkeypatch, network, [Seed(0, LAST - 1, LAST - 1, 7, 0)], 0)
    assert [LAST - 1, LAST, NEVER] == plain == fast


def test_rounds_are_for_large_maps_with_numpy_and_few_calendars(monkeypatch):
    """Elsewhere the heap is as quick, or all there is."""
    ways = [(0, 1, 0, 1, NEVER, 7)] * rounds.LARGE
    calendars = CALENDARS[:2]
    assert isinstance(Rounds.of(calendars, ways), Rounds)
    assert Rounds.of(calendars, ways[1:]) is None
    monkeypatch.setattr(rounds, "_MOST_TABLED", 1)
    assert ([FIRST, NEVER], False) == Rounds(calendars, ways[:1]).earliest([(0, FIRST)], 0)
    monkeypatch.setitem(sys.modules, "numpy", None)
    assert Rounds.of(calendars, ways) is None


def test_a_table_serves_later_questions_and_is_made_anew_for_far_ones():
    """Most questions to one map are about days near each other."""
    search = Rounds(CALENDARS[:2], [(0, 1, 5, 1, NEVER, 7)])
    for first in (FIRST, FIRST + 100, FIRST + 5_000, FIRST):
        assert ([first, first + 5], True) == search.earliest([(0, first)], 0)


def test_what_lies_beyond_the_table_is_finished_by_heap(monkeypatch):
    """A way of ten years leaves the days that were tabled."""
    every_day = calendar_of(Meetings.any_day())
    network = Network(
        [(key, every_day, 0) for key in "abc"], [("a", "b", 3_650, 1, NEVER, 7), ("b", "c", 1, 1, NEVER, 7)]
    )
    plain, fast = both(monkeypatch, network, [Seed(0, FIRST, FIRST, 7, 0)], 0)
    assert [FIRST, FIRST + 3_650, FIRST + 3_651] == plain == fast
