"""Findings about agreements against the process itself: each fact, each claim, and that nothing is left unsaid."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from involvement import check
from involvement.checks import Finding, select
from tests.truth.agreed_processes import agreed_processes
from tests.truth.claims_of_agreements import CLAIMS, Agreed
from tests.truth.findings import codes_in
from tests.truth.sayings import said

ENOUGH = 20
CLAUSES = {  # said within other sentences, or in place of them
    "PRI001": ("says", "says_unknown"),
    "PRI003": ("at_least", "exactly", "more", "record"),
    "PRI006": ("nobody", "no_day", "who", "when"),
    "PRI008": (
        "as_agreed",
        "decision",
        "decision_called_for",
        "options",
        "options_called_for",
        "sooner",
        "too_late",
    ),
    "PRI010": ("ranked", "fits"),
    "PRI011": ("says", "says_unknown"),
    "PRI014": ("more", "less"),
    "PRI015": ("says", "says_unknown", "otherwise"),
    "PRI016": ("says", "says_unknown"),
    "PRI017": ("whole", "issues", "both"),
    "PRI018": ("over", "options", "late", "never", "move", "another"),
    "PRI020": ("says", "says_unknown"),
    "PRI021": ("agreement", "now"),
}


@cache
def agreed() -> tuple[tuple[str, Agreed], ...]:
    return tuple((asked.source, Agreed(asked.process, asked.on)) for asked in agreed_processes())


@cache
def all_found() -> tuple[tuple[Finding, ...], ...]:
    """What the rules find, for each process."""
    rules = select(["PRI"])
    return tuple(check(case.process, on=case.day, rules=rules) for _, case in agreed())


def found(code: str) -> Iterator[tuple[Finding, ...]]:
    """What one rule finds, for each process."""
    return (tuple(finding for finding in each if finding.rule == code) for each in all_found())


def test_every_code_is_judged() -> None:
    """A rule without a truth test may say what it likes."""
    assert [rule.code for rule in select(["PRI"])] == sorted(CLAIMS)


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_every_code_is_said_often_enough_to_be_judged(code: str) -> None:
    """A judge who has heard nothing has found nothing wrong."""
    fired = [findings for findings in found(code) if findings]
    assert len(fired) >= ENOUGH
    statements = Counter(
        name for findings in fired for finding in findings for name in {*codes_in(finding.says), *codes_in(finding.fix)}
    )
    rare = {name: statements[f"{code}.{name}"] for name in CLAUSES.get(code, ())}
    assert {} == {name: number for name, number in rare.items() if number < 5}


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_what_is_said_of_agreements_is_so_and_nothing_is_left_unsaid(code: str) -> None:
    """Every fact, on every process: who reads a finding acts on it, and who reads none goes home."""
    for (source, case), findings in zip(agreed(), found(code), strict=True):
        expected = Counter(CLAIMS[code](case)) if case.agreements or code == "PRI021" else Counter()
        assert expected == Counter(map(said, findings)), source
