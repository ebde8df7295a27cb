"""Findings about levels against the process itself: each fact, each claim, and that nothing is left unsaid."""

from collections import Counter
from functools import cache

import pytest

from involvement import check
from involvement.checks import Finding, select
from tests.truth.claims_of_levels import CLAIMS
from tests.truth.findings import codes_in
from tests.truth.influence_worlds import InfluenceWorld
from tests.truth.processes_of_levels import processes
from tests.truth.sayings import said

ENOUGH = 20
CLAUSES = {  # said within other sentences
    "LAD001": ("LAD001.until", "LAD001.instead", "LAD001.drop", "shown.at_most", "possible.at_most", "shown.nothing", "possible.nothing"),
    "LAD003": ("LAD003.says", "LAD003.says_unknown", "LAD003.set", "LAD003.stakes", "LAD003.afterwards"),
    "LAD005": ("LAD005.keep", "record.seats", "record.owed", "record.heard_in_time", "record.answered_with_reasons"),
    "LAD006": ("place.decision", "place.stage"),
    "LAD007": (
        "LAD007.says", "LAD007.says_unknown", "LAD007.votes", "LAD007.not_heard", "LAD007.cannot_be_heard", "LAD007.papers",
        "LAD007.cannot_shape", "LAD007.did_not_shape", "LAD007.unanswered", "LAD007.no_effect", "LAD007.more_than_shown",
        "LAD007.more_than_possible", "LAD007.next_time",
    ),
}  # fmt: skip


@cache
def worlds() -> tuple[tuple[str, InfluenceWorld], ...]:
    return tuple((asked.source, InfluenceWorld(asked.process, asked.on)) for asked in processes())


@cache
def found() -> tuple[tuple[Finding, ...], ...]:
    """What the rules find, for each process."""
    rules = select(["LAD"])
    return tuple(check(world.process, on=world.day, rules=rules) for _, world in worlds())


def findings(code: str) -> list[Finding]:
    return [finding for each in found() for finding in each if finding.rule == code]


def test_every_code_is_judged() -> None:
    """A rule without a truth test may say what it likes."""
    assert [rule.code for rule in select(["LAD"])] == sorted(CLAIMS)


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_every_code_is_said_often_enough_to_be_judged(code: str) -> None:
    """A judge who has heard nothing has found nothing wrong."""
    assert len(findings(code)) >= ENOUGH
    assert ENOUGH <= sum(any(finding.rule == code for finding in each) for each in found())
    clauses = Counter(name for finding in findings(code) for name in {*codes_in(finding.says), *codes_in(finding.fix)})
    assert {} == {name: clauses[name] for name in CLAUSES.get(code, ()) if clauses[name] < 5}


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_what_is_said_is_so_and_nothing_is_left_unsaid(code: str) -> None:
    """What is claimed of people's say is what they are promised; a false word about it is the token itself."""
    for (source, world), each in zip(worlds(), found(), strict=True):
        expected = Counter(CLAIMS[code](world))
        assert expected == Counter(said(finding) for finding in each if finding.rule == code), source


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_the_facts_beside_a_finding_are_those_of_its_sentences(code: str) -> None:
    """What a machine reads and what a person reads must not differ."""
    for finding in findings(code):
        told = {**dict(finding.says.facts), **dict(finding.fix.facts)}
        assert told.items() <= dict(finding.facts).items()
