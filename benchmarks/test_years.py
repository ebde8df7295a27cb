"""A year of one group: what has to be mended, what to do now, and the report. Each is to take less than a second."""

import pytest

from benchmarks.years import ON, year
from involvement import check, dumps, influence, loads, next_steps
from involvement.reports import write


@pytest.fixture(scope="module")
def process(request):
    small = request.config.getoption("benchmark_disable")
    return year(50, 10) if small else year()


def asked(process):
    """The same process as it comes from a document: nothing is worked out yet."""
    return (loads(dumps(process)),), {}


def test_check(benchmark, process):
    findings = benchmark.pedantic(lambda fresh: check(fresh, on=ON), setup=lambda: asked(process), rounds=5)
    assert findings


def test_next_steps(benchmark, process):
    steps = benchmark.pedantic(lambda fresh: next_steps(fresh, on=ON), setup=lambda: asked(process), rounds=5)
    assert steps


def test_influence(benchmark, process):
    found = benchmark.pedantic(lambda fresh: influence(fresh, on=ON), setup=lambda: asked(process), rounds=5)
    assert found.rows


def test_report(benchmark, process, tmp_path):
    written = benchmark.pedantic(
        lambda fresh: write(fresh, on=ON, out=tmp_path), setup=lambda: asked(process), rounds=5
    )
    assert written
