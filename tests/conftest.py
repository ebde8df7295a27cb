"""How the tests draw their examples: the same ones every time, or, for a long search, new ones; and how they ask the command line."""

import gc

import pytest
from hypothesis import HealthCheck, settings

from involvement.cli import main

DAILY = 50  # examples of a law, where the test does not ask for fewer
LONGER = 100  # times as many of them in a long search
UNTRACED = {"hostile", "laws", "truth"}  # these run again what the tests of the rooms run, thousands of times

settings.register_profile("house", max_examples=DAILY, derandomize=True, deadline=None)
settings.register_profile("long", max_examples=DAILY * LONGER, derandomize=False, deadline=None, print_blob=True)
settings.load_profile("house")  # --hypothesis-profile=long comes later, and wins


def pytest_configure(config: pytest.Config) -> None:
    """In a worker pytest-cov begins twice, since the worker reads the session's options as well: what begins first traces all for nothing."""
    tracing = config.pluginmanager.get_plugin("_cov")
    if hasattr(config, "workerinput") and tracing is not None and tracing.cov_controller is not None:
        tracing.cov_controller.pause()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Only examples are traced: each line of a module has one that reaches it. In a long search a test's own settings give way: they keep the daily run short."""
    for item in items:
        if not UNTRACED.isdisjoint(item.path.parts) or hasattr(getattr(item, "obj", None), "hypothesis"):
            item.add_marker("no_cover")
    if config.getoption("--hypothesis-profile") != "long":
        return
    for item in items:
        test = getattr(item, "obj", None)
        own = getattr(test, "_hypothesis_internal_use_settings", None)
        if own is not None:
            test._hypothesis_internal_use_settings = settings(
                own,
                derandomize=False,
                database=settings.get_profile("long").database,
                max_examples=own.max_examples * LONGER,
                suppress_health_check=list(HealthCheck),
            )


def pytest_collection_finish() -> None:
    """What was collected stays until the end: the collector need not look at it again, least of all while a test takes the time."""
    gc.freeze()


@pytest.fixture
def said(capsys):
    """Runs one command here and gives its status, what it answered and what it complained of."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        seen = capsys.readouterr()
        return status, seen.out, seen.err

    return run
