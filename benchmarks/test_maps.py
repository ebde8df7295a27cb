"""Questions to large maps, each in one group with its peer: read the ratios in brackets, not the times."""

import pytest

from benchmarks.maps import FIRST, GROUP
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
