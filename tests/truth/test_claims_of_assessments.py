"""Findings about assessments against the process itself: each fact, each claim, and that nothing is left unsaid."""

from collections import Counter
from functools import cache

import pytest

from involvement import check
from involvement.checks import Finding, select
from tests.truth.claims_of_assessments import CLAIMS, RECKONED, Rated, tried
from tests.truth.findings import codes_in
from tests.truth.processes_of_assessments import processes
from tests.truth.sayings import said

ENOUGH = 20
CLAUSES = {  # said within other sentences
    "MAT001": ("MAT001.says", "MAT001.says_unknown", "answers.to", "answers.about"),
    "MAT004": ("MAT004.outside_period", "MAT004.no_link", "MAT004.no_owner"),
    "MAT005": ("rater.named", "rater.unnamed", "rater.role", "rater.numbered", "rater.role_numbered"),
    "MAT007": ("MAT007.says", "MAT007.says_unknown", "MAT007.service_users", "MAT007.organisation", "MAT007.both"),
    "MAT008": ("MAT008.service_users", "MAT008.organisation"),
    "MAT009": ("result.level", "result.levels", "result.none", "result.scores"),
    "MAT012": ("result.level", "result.score", "result.scores"),
    "MAT013": ("rater.named", "raters.unnamed", "raters.role"),
}


@cache
def worlds() -> tuple[tuple[str, Rated], ...]:
    return tuple((asked.source, Rated(asked.process, asked.on)) for asked in processes())


@cache
def found() -> tuple[tuple[Finding, ...], ...]:
    """What the rules find, for each process."""
    rules = select(["MAT"])
    return tuple(check(world.process, on=world.day, rules=rules) for _, world in worlds())


def findings(code: str) -> list[Finding]:
    return [finding for each in found() for finding in each if finding.rule == code]


def test_every_code_is_judged() -> None:
    """A rule without a truth test may say what it likes."""
    assert [rule.code for rule in select(["MAT"])] == sorted(CLAIMS)


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_every_code_is_said_often_enough_to_be_judged(code: str) -> None:
    """A judge who has heard nothing has found nothing wrong."""
    assert len(findings(code)) >= ENOUGH
    assert ENOUGH <= sum(any(finding.rule == code for finding in each) for each in found())
    clauses = Counter(name for finding in findings(code) for name in {*codes_in(finding.says), *codes_in(finding.fix)})
    assert {} == {name: clauses[name] for name in CLAUSES.get(code, ()) if clauses[name] < 5}


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_what_is_said_is_so_and_nothing_is_left_unsaid(code: str) -> None:
    """An assessment is read by people who were not asked; what is said of it must be what was answered."""
    for (source, world), each in zip(worlds(), found(), strict=True):
        if code in RECKONED and not all(tried(world, sheet) for sheet in world.made):
            continue
        expected = Counter(CLAIMS[code](world))
        assert expected == Counter(said(finding) for finding in each if finding.rule == code), source


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_the_facts_beside_a_finding_are_those_of_its_sentences(code: str) -> None:
    """What a machine reads and what a person reads must not differ."""
    for finding in findings(code):
        told = {**dict(finding.says.facts), **dict(finding.fix.facts)}
        assert told.items() <= dict(finding.facts).items()
