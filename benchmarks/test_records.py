"""A register of 200,000 steps: every question to it, and the making of it. Nothing passes or fails by time."""

from datetime import date, timedelta
from functools import cache
from random import Random

import pytest
from tests.exchange.public_records.oparl_bodies import many

from involvement import Limits, Record, Standing, Step
from involvement.exchange import read_oparl

_STEPS = 200_000
_SMALL = 2_000
_ROUNDS = 3

QUESTIONS = {
    "balance": Record.balance,
    "oddities": Record.oddities,
    "heard before the decision": Record.heard_before_decision,
    "durations": Record.durations,
    "gatekeepers": Record.gatekeepers,
    "no recorded route": Record.no_recorded_route,
    "discover": Record.discover,
    "discover by matter": lambda record: record.discover(decisions="matters"),
    "conformance to the map implied": lambda record: record.conformance(implied(len(record.steps))),
}


@cache
def rows(number: int) -> list[tuple[str, str, date | None, Standing | None, bool]]:
    """Matters of one to eight steps through sixty forums over eleven years; one day in fifty is not recorded."""
    chance = Random(47594)
    standings = (None, *Standing)
    found: list[tuple[str, str, date | None, Standing | None, bool]] = []
    while len(found) < number:
        matter = f"matter-{len(found)}"
        day, place, length = (
            date(2010, 1, 1) + timedelta(chance.randrange(4000)),
            chance.randrange(50),
            chance.randint(1, 8),
        )
        for step in range(length):
            day += timedelta(chance.choice((0, 7, 14, 14, 28)))
            place = min(59, place + chance.choice((0, 1, 2, 3)))
            recorded = day if chance.random() < 0.98 else None
            found.append((matter, f"forum-{place:02}", recorded, chance.choice(standings), step == length - 1))
    return found[:number]


def made(number: int) -> Record:
    """The register, its histories not yet put in order."""
    return Record(
        Step(matter, forum, day, standing=standing, decides=decides)
        for matter, forum, day, standing, decides in rows(number)
    )


@cache
def implied(number: int):
    """The map that the register implies."""
    return made(number).discover().decision_map


@cache
def ordered(number: int) -> Record:
    """The register after a first question."""
    record = made(number)
    record.balance()
    return record


@pytest.fixture
def number(request):
    return _SMALL if request.config.getoption("benchmark_disable") else _STEPS


def test_making_a_record(benchmark, number):
    """Every step is checked once."""
    rows(number)
    benchmark.group = f"a record of {number} steps"
    assert number == len(benchmark.pedantic(made, (number,), rounds=_ROUNDS).steps)


def test_the_first_question(benchmark, number):
    """It puts the steps of every matter in order; the others find that done."""
    benchmark.group = f"a record of {number} steps"
    balance = benchmark.pedantic(Record.balance, setup=lambda: ((made(number),), {}), rounds=_ROUNDS)
    assert number == balance.steps


def test_the_papers_of_a_city(benchmark, request):
    """Published as OParl: a hundred thousand objects."""
    papers = 400 if request.config.getoption("benchmark_disable") else 49_000
    benchmark.group = f"OParl: {papers} papers and their consultations"
    published, limits = many(papers), Limits(values=2_000_000)
    found = benchmark.pedantic(read_oparl, (published,), {"limits": limits}, rounds=_ROUNDS)
    assert papers == len(found.record.steps)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_to_a_record(benchmark, number, question):
    """Each goes once through the histories."""
    record, _ = ordered(number), implied(number)
    benchmark.group = f"a record of {number} steps"
    assert benchmark.pedantic(QUESTIONS[question], (record,), rounds=_ROUNDS) is not None
