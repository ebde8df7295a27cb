"""100,000 services by 50 indicators: as plain objects, as columns, and by hand in numpy. Read the ratios, not the times."""

from datetime import date
from functools import cache
from random import Random

import numpy as np
import pytest

from involvement import assess
from involvement.maturity import AnswerOption, AnswerScale, Criterion, Framework, MaturityLevel, assess_columns

_SERVICES, _SMALL, _INDICATORS = 100_000, 500, 50
_WORDS = ("none", "some", "most", "all", None)
_CUTS = (40, 75, 110)
_DAY = date(2026, 9, 1)


@cache
def framework() -> Framework:
    """A sum of fifty indicators, each worth 0 to 3, with three cuts."""
    options = [AnswerOption(word, score=score) for score, word in enumerate(_WORDS[:4])]
    levels = [MaturityLevel("floor"), *(MaturityLevel(f"from-{cut}", at_least=cut) for cut in _CUTS)]
    criteria = [Criterion(f"c{number}", scale="four") for number in range(_INDICATORS)]
    return Framework(
        "many", rule="sum", levels=levels, scales=[AnswerScale("four", options=options)], criteria=criteria
    )


@cache
def columns(number: int) -> dict[str, list[str | None]]:
    """Answers from a number, the same on every machine; one in five is missing."""
    chance = Random(number)
    return {each.key: chance.choices(_WORDS, k=number) for each in framework().criteria}


def objects(number):
    """An assessment for each service."""
    rows = zip(*columns(number).values(), strict=True)
    keys = list(columns(number))
    found = [assess(framework(), dict(zip(keys, row, strict=True)), on=_DAY) for row in rows]
    return [each.at_least for each in found], [each.at_most for each in found]


def by_columns(number):
    """The room's own quick way."""
    found = assess_columns(framework(), columns(number))
    return list(found.at_least), list(found.at_most)


def by_hand(number):
    """What an analyst would write: codes, two lookups, two sums, and the cuts."""
    code = {word: place for place, word in enumerate(_WORDS)}
    answers = np.array([[code[each] for each in column] for column in columns(number).values()], dtype=np.int8)
    keys = np.array([each.key for each in framework().levels])
    readings = (np.array([0, 1, 2, 3, 0]), np.array([0, 1, 2, 3, 3]))
    return tuple(
        keys[np.searchsorted(_CUTS, reading[answers].sum(axis=0), side="right")].tolist() for reading in readings
    )


@pytest.mark.parametrize("way", [objects, by_columns, by_hand], ids=lambda way: way.__name__)
def test_levels_of_many_services(benchmark, way):
    """All three must say the same; a ratio between two different answers would mean nothing."""
    number = _SMALL if benchmark.disabled else _SERVICES
    benchmark.group = f"{number} services by {_INDICATORS} indicators"
    columns(number)
    rounds = 1 if way is objects else 3
    found = benchmark.pedantic(way, args=(number,), rounds=rounds, warmup_rounds=0)
    assert tuple(map(list, by_hand(number))) == tuple(map(list, found))
