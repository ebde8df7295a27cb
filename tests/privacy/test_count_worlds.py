"""Are two worlds found where there are any, and is each of them one?"""

from datetime import date
from itertools import product
from random import Random

import pytest

from involvement import LimitExceeded
from involvement.privacy import count_worlds
from involvement.privacy.count_system import CountSystem, narrowed
from involvement.privacy.count_worlds import Worlds, components


def system_of(bounds, equations):
    system = CountSystem()
    for low, high in bounds:
        system.new(low, high)
    for terms in equations:
        system.equate(terms)
    narrowed(system)
    return system


def every_world(system):
    """All of them, one by one."""
    ranges = [range(low, high + 1) for low, high in zip(system.least, system.most, strict=True)]
    for world in product(*ranges):
        if all(sum(factor * world[number] for number, factor in terms) == 0 for terms in system.equations):
            yield world


def a_system(rng):
    """Three parts and their total, two of which make a group of their own."""
    parts = [rng.randint(0, 6) for _ in range(3)]
    true = [*parts, sum(parts), parts[0] + parts[1]]
    bounds = [(max(0, count - rng.randint(0, 2)), count + rng.randint(0, 2)) for count in true]
    equations = [((3, -1), (0, 1), (1, 1), (2, 1)), ((4, -1), (0, 1), (1, 1))]
    return system_of(bounds, equations), dict(enumerate(true))


SUMS = [((0, 1),), ((3, 1),), ((3, 1), (2, -1)), ((4, 1), (0, -1))]


@pytest.mark.parametrize("seed", range(60))
def test_the_spread_is_that_of_all_worlds_up_to_enough(seed):
    """By looking at every world: the search in small systems is exact, however much of the truth is known."""
    rng = Random(seed)
    system, true = a_system(rng)
    worlds = list(every_world(system))
    assert tuple(true.values()) in worlds
    for terms in SUMS:
        values = [sum(factor * world[number] for number, factor in terms) for world in worlds]
        widest = min(3, max(values) - min(values))
        for known in (true, {}, {0: true[0]}):
            like = {} if known else {number: count + rng.randint(-1, 1) for number, count in true.items()}
            assert widest == Worlds(system, known, like).spread(terms, 3, range(5))
        assert Worlds(system, true, exactly=False).spread(terms, 3, range(5)) <= widest


@pytest.mark.parametrize("seed", range(20))
def test_a_world_of_another_day_is_brought_within_what_was_told(seed):
    rng = Random(seed)
    system, true = a_system(rng)
    parts = [max(0, true[number] + rng.randint(-1, 2)) for number in range(3)]
    like = dict(enumerate([*parts, sum(parts), parts[0] + parts[1]]))
    del like[4]
    values = [world[0] for world in every_world(system)]
    assert min(3, max(values) - min(values)) == Worlds(system, {}, like).spread(((0, 1),), 3, range(5))


def test_a_count_by_itself_spreads_between_its_bounds():
    system = system_of([(10, 12), (0, 9)], [])
    assert [Worlds(system, {}).spread(((number, 1),), 3, [number]) for number in (0, 1)] == [2, 3]
    assert [together is components(system)[0] for together in components(system)] == [False, False]
    assert components(system) == [[0], [1]]


def parts_of_one(many, low, high):
    """One whole of which all are told, and so many parts."""
    return system_of(
        [(many * low + 1, many * low + 1), *[(low, high)] * many],
        [((0, -1), *((part, 1) for part in range(1, many + 1)))],
    )


def test_in_a_large_system_what_is_not_found_is_taken_for_known(monkeypatch):
    """A search that gives up protects too much, never too little."""
    small, large = parts_of_one(20, 3, 9), parts_of_one(100, 3, 9)
    for system, many in ((small, 20), (large, 100)):
        true = {0: 3 * many + 1, 1: 4, **dict.fromkeys(range(2, many + 1), 3)}
        assert Worlds(system, true).spread(((1, 1),), 3, range(many + 1)) == 1
        assert Worlds(system, {}).spread(((1, 1),), 3, range(many + 1)) == 1
    monkeypatch.setattr(count_worlds, "_STEPS", 10)
    true = {0: 61, 1: 4, **dict.fromkeys(range(2, 21), 3)}
    assert Worlds(small, true).spread(((1, 1),), 3, range(21)) == 1


def test_without_a_world_to_begin_with_nothing_is_shown():
    """a = b + c, b = a + c with c of 1 or more: bounds alone do not see that nothing fits."""
    for size in (1, 100):
        bounds = [(0, 10**6), (0, 10**6), (1, 3), *[(0, 3)] * size]
        system = CountSystem()
        for low, high in bounds:
            system.new(low, high)
        system.equate(((0, -1), (1, 1), (2, 1)))
        system.equate(((1, -1), (0, 1), (2, 1), *((3 + number, 1) for number in range(size))))
        assert Worlds(system, {}).spread(((2, 1),), 2, range(3 + size)) == 0


def test_numbers_of_counts_are_by_day_and_key():
    system = CountSystem()
    names = [(date(2026, 5, 1), ("a",)), (date(2026, 6, 1), ("a",)), (date(2026, 5, 1), ("a",))]
    assert [system.number_of(name) for name in names] == [0, 1, 0]


def halves(most):
    """t = a + b and a = s + b, so that t = 2 b + s: s moves in steps of two, and bounds do not tell whether it is odd."""
    bounds = [(0, most), (2 * most + 1, 2 * most + 1), (0, 2 * most), (0, 2 * most)]
    return system_of(bounds, [((1, -1), (2, 1), (3, 1)), ((2, -1), (0, 1), (3, 1))])


def test_where_steps_of_one_find_nothing_a_search_in_whole_numbers_does(monkeypatch):
    system, true = halves(9), {0: 3, 1: 19, 2: 11, 3: 8}
    assert {world[0] for world in every_world(system)} == {1, 3, 5, 7, 9}
    assert Worlds(system, true, exactly=False).spread(((0, 1),), 3, range(4)) == 0
    assert Worlds(system, true).spread(((0, 1),), 3, range(4)) == 3
    assert Worlds(system, {}).spread(((0, 1),), 3, range(4)) == 3
    assert Worlds(system, true).spread(((2, 1),), 3, range(4)) == 3  # 10 to 14
    assert Worlds(halves(2), {}).spread(((0, 1),), 1, range(4)) == 0  # 1 or nothing: 0 and 2 are even
    monkeypatch.setattr(count_worlds, "_STEPS", 10)
    assert Worlds(system, true).spread(((0, 1),), 3, range(4)) == 0


def test_trying_stops_after_a_while(monkeypatch):
    monkeypatch.setattr(count_worlds, "_NODES", 0)
    monkeypatch.setattr(count_worlds, "_GLANCES", 0)
    system, true = a_system(Random(3))
    worlds = Worlds(system, true, exactly=False)
    assert [worlds.spread(terms, 3, range(5)) for terms in SUMS] == [0] * len(SUMS)


def test_a_search_that_takes_too_long_is_given_up():
    patience = count_worlds.Patience(100)
    with pytest.raises(LimitExceeded):
        Worlds(parts_of_one(300, 3, 9), {}, patience=patience).spread(((1, 1),), 3, range(301))
