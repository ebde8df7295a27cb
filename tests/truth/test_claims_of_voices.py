"""Findings about voices and representation against the process itself: each fact, and that nothing is left unsaid."""

from collections import Counter
from functools import cache

import attrs
import pytest

from involvement import Process, check
from involvement.checks import Finding, select
from tests.truth.claims_of_voices import CLAIMS
from tests.truth.processes_of_voices import processes
from tests.truth.sayings import said

ENOUGH = 20
UNKNOWN_TOO = ("VOI001", "VOI002", "VOI003", "VOI005", "VOI009", "VOI010")


@cache
def findings(code: str) -> tuple[tuple[Finding, ...], ...]:
    rules = select([code])
    return tuple(check(asked.process, on=asked.on, rules=rules) for asked in processes())


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_what_is_said_of_voices_is_so_and_nothing_is_left_unsaid(code: str) -> None:
    """Every fact, on every process: a coordinator fills chairs and changes votes by what this says."""
    for asked, found in zip(processes(), findings(code), strict=True):
        assert Counter(CLAIMS[code](asked.process, asked.on)) == Counter(map(said, found)), asked.source


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_every_code_about_voices_is_said_often_enough_to_be_judged(code: str) -> None:
    """A judge who has heard nothing has found nothing wrong."""
    fired = {asked.process for asked, found in zip(processes(), findings(code), strict=True) if found}
    assert len(fired) >= ENOUGH
    statuses = Counter(finding.status.value for found in findings(code) for finding in found)
    assert code == "VOI009" or statuses["found"] >= ENOUGH
    assert (code in UNKNOWN_TOO) == (statuses["unknown"] >= 5)


def test_the_order_of_the_document_changes_nothing_that_is_said_of_voices() -> None:
    """Whoever sorts a table by name must not read other findings afterwards."""
    rules = select(["VOI"])
    for asked in processes():
        told = [said(finding) for finding in check(asked.process, on=asked.on, rules=rules)]
        assert told == [said(finding) for finding in check(turned(asked.process), on=asked.on, rules=rules)]


def turned(process: Process) -> Process:
    """The process with its lists of people, forums, seats, decisions, profiles and quotas the other way round."""
    map_, whole = process.decision_map, process.representation
    if map_ is not None:
        forums = [attrs.evolve(forum, seats=forum.seats[::-1]) for forum in map_.forums[::-1]]
        map_ = attrs.evolve(map_, forums=forums, decisions=map_.decisions[::-1], entry_points=map_.entry_points[::-1])
    if whole is not None:
        profiles = [attrs.evolve(each, quotas=each.quotas[::-1]) for each in whole.profiles[::-1]]
        populations = [attrs.evolve(each, shares=each.shares[::-1]) for each in whole.populations[::-1]]
        whole = attrs.evolve(whole, profiles=profiles, populations=populations, people=whole.people[::-1])
    people = process.stakeholders[::-1]
    return attrs.evolve(process, stakeholders=people, decision_map=map_, representation=whole)
