"""Counted days beside days of the calendar, each question in one group: read the ratios in brackets, not the times."""

import pytest

from benchmarks.counted_days import ASKED, both

_ROUNDS = 5


@pytest.mark.parametrize("place", [0, 1], ids=["calendar", "counted"])
@pytest.mark.parametrize("name", ASKED)
def test_a_question(benchmark, size, name, place):
    """Every round asks a fresh map, its index built."""
    benchmark.group = f"{name}, {size} forums"
    answer = benchmark.pedantic(ASKED[name], setup=lambda: ((both(size)[place],), {}), rounds=_ROUNDS, warmup_rounds=1)
    assert answer is not None
