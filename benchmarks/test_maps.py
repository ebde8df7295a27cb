"""Questions to large maps, each in one group with its peer: read the ratios in brackets, not the times."""

from functools import partial

import pytest

from benchmarks.maps import FIRST, GROUP, parts, with_entry_points, with_matters
from benchmarks.questions import QUESTIONS, by_hand, fresh

_ROUNDS = 5


def test_the_journey_is_the_one_found_by_hand(size):
    """A ratio between two different answers would mean nothing."""
    ground = fresh(size)
    journey = ground.map.journey(ground.furthest, raised=FIRST, stakeholder=GROUP)
    assert journey is not None
    assert by_hand(ground) == journey.heard


@pytest.mark.parametrize("whose", ["ours", "theirs"])
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_question(benchmark, size, question, whose):
    """What was asked before must not have been kept: every round asks a fresh map, its index built."""
    benchmark.group = f"{question.name}, {size} forums"
    benchmark.name = "involvement" if whose == "ours" else f"peer: {question.peer}"
    answer = benchmark.pedantic(
        getattr(question, whose), setup=lambda: ((fresh(size),), {}), rounds=_ROUNDS, warmup_rounds=1
    )
    assert answer is not None


_MATTERS = {
    "peer: no channel says what it is about": lambda built: built,
    **{f"one flow in {number} is about one decision": partial(with_matters, one_in=number) for number in (50, 10, 3)},
    "an entry point about each decision": with_entry_points,
}


@pytest.mark.parametrize("name", _MATTERS)
def test_the_timetable_where_every_decision_is_a_matter_of_its_own(benchmark, size, name):
    """Beside the same map without matters: one mask of decisions a channel should cost little more than none."""
    benchmark.group = f"timetable with matters, {size} forums"
    benchmark.name = name
    made_of = _MATTERS[name](parts(size))

    def ready():
        decision_map = made_of.build()
        decision_map.journey("forum-1", raised=FIRST)
        return (decision_map,), {}

    assert benchmark.pedantic(
        lambda decision_map: decision_map.timetable(on=FIRST, stakeholder=GROUP), setup=ready, rounds=_ROUNDS
    )
