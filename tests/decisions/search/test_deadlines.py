"""Do all ways of finding the last days agree: one by one, all at once, and over arrays?"""

import random
from datetime import date
from itertools import pairwise

import pytest

from involvement import Meetings
from involvement.calendars.calendars import NEVER
from involvement.calendars.meetings import calendar_of
from involvement.decisions.search import fast_deadlines as deadline_arrays
from involvement.decisions.search.deadlines import Deadlines
from involvement.decisions.search.fast_deadlines import DeadlineArrays
from involvement.decisions.search.networks import LAST, Entry, Network, columns
from tests.decisions.search.test_fast_rounds import FIRST, random_network, with_arrays


def random_entries(dice: random.Random, network: Network) -> list[list[Entry]]:
    groups = []
    for _ in range(dice.randint(0, 3)):
        own = []
        for position in range(dice.randint(0, 3)):
            opens = dice.choice([1, FIRST + dice.randint(-50, 300)])
            closes = dice.choice([NEVER, max(opens, FIRST + dice.randint(0, 500))])
            own.append(Entry(dice.randrange(len(network.keys)), opens, closes, dice.randint(0, 7), position))
        groups.append(own)
    return groups


def test_last_days_and_ways_are_the_same_over_arrays_and_one_by_one(monkeypatch):
    """With and without numpy, in one pass or in several, an answer is the same answer, and that of a search for it alone."""
    for seed in range(100):
        dice = random.Random(seed)
        network = random_network(dice, dice.randint(1, 40))
        groups = random_entries(dice, network)
        asked = [
            (dice.randrange(len(network.keys)), FIRST + dice.randint(-10, 900)) for _ in range(dice.randint(0, 12))
        ]
        ranks = sorted({e.rank for group in groups for e in group} | set(network.rank), reverse=True)
        arrays = over_arrays(monkeypatch, network)
        monkeypatch.setattr("involvement.decisions.search.deadlines.MOST_BITS", dice.choice([8, 40, 512]))
        monkeypatch.setattr(deadline_arrays, "_SPAN", dice.choice([0, 30, 1_500]))
        monkeypatch.setattr(deadline_arrays, "_ROWS", dice.choice([1, 4_096]))
        plain = Deadlines(network, groups, asked, ranks)
        fast = Deadlines(network, groups, asked, ranks, arrays=arrays)
        brief = Deadlines(network, groups, asked, ranks, arrays=arrays, ways=False)
        for group, own in enumerate(groups):
            widest = network.widest([(entry.forum, entry.rank) for entry in own])
            for place, (forum, by) in enumerate(asked):
                expected = plain.last_days(group, place)
                assert expected == fast.last_days(group, place) == brief.last_days(group, place)
                assert plain.latest(group, place) == fast.latest(group, place) == brief.latest(group, place)
                assert plain.way(group, place) == fast.way(group, place)
                assert network.latest_start(own, forum, by, floor=0, widest=widest) == plain.latest(group, place)
                for rank, day in expected:
                    assert day == network.latest_start(own, forum, by, floor=rank, widest=widest)


def over_arrays(monkeypatch, network: Network) -> DeadlineArrays:
    arrays = DeadlineArrays.of(with_arrays(monkeypatch, network))
    assert arrays is not None
    return arrays


def test_small_maps_have_no_arrays():
    """One by one is as quick there."""
    every_day = calendar_of(Meetings.any_day())
    assert DeadlineArrays.of(Network([("a", every_day, 0)], columns([]))) is None


@pytest.mark.parametrize("most", [1, 5_000])
def test_a_table_that_would_be_too_large_leaves_the_pass_to_be_made_one_by_one(monkeypatch, most):
    """Whether at once or on the way, nothing is left of the attempt."""
    monthly = calendar_of(Meetings.monthly(week=1, weekday="monday", start=date(2000, 1, 1)))
    keys = [f"f{n:03}" for n in range(120)]
    network = Network([(key, monthly, 0) for key in keys], columns((a, b, 40, 1, NEVER, 7) for a, b in pairwise(keys)))
    groups = [[Entry(0, 1, NEVER, 7, 0)]]
    arrays = over_arrays(monkeypatch, network)
    monkeypatch.setattr(deadline_arrays, "_MOST_TABLED", most)
    monkeypatch.setattr(deadline_arrays, "_SPAN", 1_000)
    asked = [(119, FIRST)]
    plain = Deadlines(network, groups, asked, [7])
    fast = Deadlines(network, groups, asked, [7], arrays=arrays)
    assert (plain.last_days(0, 0), plain.way(0, 0)) == (fast.last_days(0, 0), fast.way(0, 0))
    assert 120 == len(plain.way(0, 0))


def test_nothing_asked_is_nothing_found():
    """No stage, no route, no day: no last day."""
    every_day = calendar_of(None)
    network = Network([("a", every_day, 0), ("b", every_day, 0)], columns([]))
    nothing = Deadlines(network, [[]], [(0, FIRST)], [])
    assert (None, (), ()) == (nothing.latest(0, 0), nothing.last_days(0, 0), nothing.way(0, 0))
    unreached = Deadlines(network, [[Entry(0, 1, NEVER, 3, 0)]], [(1, FIRST), (0, LAST)], [3])
    assert (None, LAST) == (unreached.latest(0, 0), unreached.latest(0, 1))


def test_a_way_does_not_go_round_in_a_ring_of_one_day():
    """What is heard on one day in two forums that tell each other is in time in both, and gets on from one."""
    every_day = calendar_of(Meetings.any_day())
    ring = [("a", "b", 0, 1, NEVER, 7), ("b", "a", 0, 1, NEVER, 7), ("a", "t", 0, 1, NEVER, 7)]
    network = Network([(key, every_day, 0) for key in "abt"], columns(ring))
    [first, last] = Deadlines(network, [[Entry(0, 1, NEVER, 7, 0)]], [(2, FIRST)], [7]).way(0, 0)
    assert (0, 2, FIRST) == (first.forum, last.forum, last.heard)
