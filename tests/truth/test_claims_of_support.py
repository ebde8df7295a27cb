"""Findings about access, support and barriers against the process itself: each fact, and that nothing is left unsaid."""

from collections import Counter
from functools import cache

import attrs
import pytest

from involvement import Process, check
from involvement.checks import Finding, select
from tests.truth import claims_of_access, claims_of_barriers, claims_of_support
from tests.truth.processes_of_support import processes
from tests.truth.sayings import said

CLAIMS = {**claims_of_access.CLAIMS, **claims_of_support.CLAIMS, **claims_of_barriers.CLAIMS}
ENOUGH = 20
UNKNOWN_TOO = ("SUP002", "SUP003", "SUP004", "SUP006", "SUP008", "SUP010", "SUP011", "SUP012", "SUP013", "SUP015",
               "SUP016")  # fmt: skip


@cache
def findings(code: str) -> tuple[tuple[Finding, ...], ...]:
    rules = select([code])
    return tuple(check(asked.process, on=asked.on, rules=rules) for asked in processes())


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_what_is_said_of_support_is_so_and_nothing_is_left_unsaid(code: str) -> None:
    """Every fact, on every process: what is said to be missing is arranged, and what is not said is forgotten."""
    for asked, found in zip(processes(), findings(code), strict=True):
        assert Counter(CLAIMS[code](asked.process, asked.on)) == Counter(map(said, found)), asked.source


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_every_code_about_support_is_said_often_enough_to_be_judged(code: str) -> None:
    """A judge who has heard nothing has found nothing wrong."""
    statuses = Counter(finding.status.value for found in findings(code) for finding in found)
    fired = {asked.process for asked, found in zip(processes(), findings(code), strict=True) if found}
    assert min(statuses["found"], len(fired)) >= ENOUGH
    assert (code in UNKNOWN_TOO) == (statuses["unknown"] >= ENOUGH)


def test_the_order_of_the_document_changes_nothing_that_is_said_of_support() -> None:
    """Whoever sorts a table by name must not read other findings afterwards."""
    rules = select(["SUP"])
    for asked in processes()[::4]:
        told = Counter(said(finding) for finding in check(asked.process, on=asked.on, rules=rules))
        assert told == Counter(said(finding) for finding in check(turned(asked.process), on=asked.on, rules=rules))


def turned(process: Process) -> Process:
    """The process with the lists of its support, its people and its barriers the other way round."""
    names = ("needs", "needs_asked", "adjustments", "attendances", "papers", "expenses", "policies", "offers", "leads",
             "demands", "skills_needed", "engagements", "limits")  # fmt: skip
    support = process.support
    if support is not None:
        support = attrs.evolve(support, **{name: getattr(support, name)[::-1] for name in names})
    people = process.stakeholders[::-1]
    return attrs.evolve(process, stakeholders=people, support=support, barriers=process.barriers[::-1])
