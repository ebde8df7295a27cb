"""Do all ways of finding the last days agree: one by one, all at once, and over arrays?"""

import random
from datetime import date
from functools import partial
from itertools import pairwise

import pytest

from involvement import Meetings, Standing
from involvement.calendars.calendars import NEVER
from involvement.calendars.meetings import calendar_of
from involvement.decisions.search import fast_deadlines as deadline_arrays
from involvement.decisions.search import fast_passes
from involvement.decisions.search.deadlines import Deadlines
from involvement.decisions.search.fast_deadlines import DeadlineArrays
from involvement.decisions.search.networks import LAST, Entry, Network, columns
from tests.decisions.search.test_fast_rounds import FIRST, random_network, with_arrays

HEARD = Standing.CONSULTED.rank


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
            (dice.randrange(len(network.keys)), FIRST + dice.randint(-10, 900), dice.randint(HEARD, 7))
            for _ in range(dice.randint(0, 12))
        ]
        ranks = sorted({e.rank for group in groups for e in group} | set(network.rank), reverse=True)
        arrays = over_arrays(monkeypatch, network)
        monkeypatch.setattr("involvement.decisions.search.deadlines.MOST_BITS", dice.choice([8, 40, 512]))
        monkeypatch.setattr(deadline_arrays, "_SPAN", dice.choice([0, 30, 1_500]))
        monkeypatch.setattr(fast_passes, "_ROWS", dice.choice([1, 4_096]))
        plain = Deadlines(network, groups, asked, ranks)
        fast = Deadlines(network, groups, asked, ranks, arrays=arrays)
        brief = Deadlines(network, groups, asked, ranks, arrays=arrays, ways=False)
        for group, own in enumerate(groups):
            widest = network.widest([(entry.forum, entry.rank) for entry in own])
            for place, each in enumerate(asked):
                expected = plain.last_days(group, place)
                assert expected == fast.last_days(group, place) == brief.last_days(group, place)
                assert plain.latest(group, place) == fast.latest(group, place) == brief.latest(group, place)
                alone = partial(last_of_one, network, widest, each)
                assert alone(own, each[2]) == plain.latest(group, place)
                for rank, day, speak_at in expected:
                    doors = [entry.forum for entry in own if day == alone([entry], rank)]
                    assert (day, speak_at) == (alone(own, rank), min(doors))
                for least in range(HEARD, each[2] + 1):
                    way = plain.way(group, place, least)
                    assert way == fast.way(group, place, least)
                    assert (alone(own, least) is None) == (way == ())
                    assert not way or (each[0] == way[-1].forum and way[-1].heard <= each[1])
                    speak_at = [forum for rank, _, forum in expected if rank >= least]
                    assert [step.forum for step in way[:1]] == speak_at[-1:]


def last_of_one(network, widest, asked, entries, floor):
    """The last day found by a search for it alone."""
    forum, by, _ = asked
    return network.latest_start(entries, forum, by, floor=floor, widest=widest)


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
    asked = [(119, FIRST, 7)]
    plain = Deadlines(network, groups, asked, [7])
    fast = Deadlines(network, groups, asked, [7], arrays=arrays)
    assert (plain.last_days(0, 0), plain.way(0, 0, 7)) == (fast.last_days(0, 0), fast.way(0, 0, 7))
    assert 120 == len(plain.way(0, 0, 7))


def test_nothing_asked_is_nothing_found():
    """No stage, no route, no day: no last day."""
    every_day = calendar_of(None)
    network = Network([("a", every_day, 0), ("b", every_day, 0)], columns([]))
    nothing = Deadlines(network, [[]], [(0, FIRST, HEARD)], [])
    assert (None, (), ()) == (nothing.latest(0, 0), nothing.last_days(0, 0), nothing.way(0, 0, HEARD))
    asked = [(1, FIRST, 3), (0, LAST, 3), (0, LAST, 4)]
    unreached = Deadlines(network, [[Entry(0, 1, NEVER, 3, 0)]], asked, [3])
    assert [None, LAST, None] == [unreached.latest(0, place) for place in range(3)]


def test_the_last_day_is_that_of_the_rank_asked_and_weaker_ways_stand_beside_it():
    """Straight in only collects views, and until the day; by the other forum they count for more, three days before.

    Of two forums to speak at until the same day, the first by key is told.
    """
    every_day = calendar_of(Meetings.any_day())
    network = Network([(key, every_day, 0) for key in "abct"], columns((key, "t", 3, 1, NEVER, 4) for key in "bc"))
    groups = [[Entry(2, 1, NEVER, 5, 0), Entry(1, 1, NEVER, 4, 1), Entry(3, 1, NEVER, HEARD, 2)]]
    asked = [(3, FIRST, 4), (3, FIRST, HEARD), (3, FIRST, 5)]
    found = Deadlines(network, groups, asked, [5, 4, HEARD])
    for place in range(3):
        assert ((4, FIRST - 3, 1), (HEARD, FIRST, 3)) == found.last_days(0, place)
    assert [FIRST - 3, FIRST, None] == [found.latest(0, place) for place in range(3)]
    assert [2, 1, 0] == [len(found.way(0, place, needs)) for place, (_, _, needs) in enumerate(asked)]
    assert [1, 1, 1] == [len(found.way(0, place, HEARD)) for place in range(3)]


def test_a_way_does_not_go_round_in_a_ring_of_one_day():
    """What is heard on one day in two forums that tell each other is in time in both, and gets on from one."""
    every_day = calendar_of(Meetings.any_day())
    ring = [("a", "b", 0, 1, NEVER, 7), ("b", "a", 0, 1, NEVER, 7), ("a", "t", 0, 1, NEVER, 7)]
    network = Network([(key, every_day, 0) for key in "abt"], columns(ring))
    [first, last] = Deadlines(network, [[Entry(0, 1, NEVER, 7, 0)]], [(2, FIRST, 7)], [7]).way(0, 0, 7)
    assert (0, 2, FIRST) == (first.forum, last.forum, last.heard)
