"""Findings about feedback against the process itself: each fact, each claim, and that nothing is left unsaid."""

from collections import Counter
from functools import cache

import attrs
import pytest

from involvement import Process, check
from involvement.checks import Finding, select
from tests.truth.claims_of_feedback import CLAIMS, NEED_A_MAP, Told
from tests.truth.findings import codes_in
from tests.truth.processes_of_feedback import processes
from tests.truth.sayings import Saying, said

ENOUGH = 20
CLAUSES = {  # said within other sentences, or in place of them
    "FBK001": ("owed.owner", "owed.nobody"),
    "FBK002": ("FBK002.process", "FBK002.options", "FBK002.outcome", "FBK002.reason"),
    "FBK003": ("FBK002.reason", "FBK002.action"),
    "FBK004": ("FBK004.says", "FBK004.says_unknown"),
    "FBK006": ("FBK006.says", "FBK006.says_unknown"),
    "FBK008": ("promised.will_do", "promised.did_in_part", "promised.not_yet", "promised.could_not"),
    "FBK009": ("promised.will_do", "promised.did_in_part", "promised.not_yet", "promised.could_not",
               "promised.noted", "promised.something"),
    "FBK012": ("FBK012.acknowledged", "FBK012.answered", "FBK012.told", "FBK012.followed_through"),
}  # fmt: skip


@cache
def told() -> tuple[tuple[str, Told], ...]:
    return tuple((asked.source, Told(asked.process, asked.on)) for asked in processes())


@cache
def found() -> tuple[tuple[Finding, ...], ...]:
    """What the rules find, for each process."""
    rules = select(["FBK"])
    return tuple(check(case.process, on=case.day, rules=rules) for _, case in told())


def expected(code: str, case: Told) -> Counter[Saying]:
    return Counter(CLAIMS[code](case) if case.map is not None or code not in NEED_A_MAP else ())


def test_every_code_is_judged() -> None:
    """A rule without a truth test may say what it likes."""
    assert [rule.code for rule in select(["FBK"])] == sorted(CLAIMS)


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_what_is_said_of_feedback_is_so_and_nothing_is_left_unsaid(code: str) -> None:
    """Every fact, on every process: who was promised an answer is judged by what was recorded, and nothing else."""
    for (source, case), findings in zip(told(), found(), strict=True):
        assert expected(code, case) == Counter(said(finding) for finding in findings if finding.rule == code), source


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_every_code_about_feedback_is_said_often_enough_to_be_judged(code: str) -> None:
    """A judge who has heard nothing has found nothing wrong."""
    own = [[finding for finding in findings if finding.rule == code] for findings in found()]
    fired = {case.process for (_, case), findings in zip(told(), own, strict=True) if findings}
    assert len(fired) >= ENOUGH
    clauses = Counter(name for findings in own for finding in findings for name in set(codes_in(finding.says)))
    assert {} == {name: clauses[name] for name in CLAUSES.get(code, ()) if clauses[name] < 5}


def test_the_order_of_the_document_changes_nothing_that_is_said_of_feedback() -> None:
    """Whoever sorts a table by name must not read other findings afterwards."""
    rules = select(["FBK"])
    for asked in processes()[::3]:
        said_of = Counter(said(finding) for finding in check(asked.process, on=asked.on, rules=rules))
        assert said_of == Counter(said(finding) for finding in check(turned(asked.process), on=asked.on, rules=rules))


def turned(process: Process) -> Process:
    """The process with its lists of people, contributions, promises, decisions and replies the other way round."""
    ledger, map_ = process.ledger, process.decision_map
    ledger = attrs.evolve(ledger, contributions=ledger.contributions[::-1], promises=ledger.promises[::-1])
    if map_ is not None:
        names = ("forums", "decisions", "entry_points", "replies")
        map_ = attrs.evolve(map_, **{name: getattr(map_, name)[::-1] for name in names})
    return attrs.evolve(process, stakeholders=process.stakeholders[::-1], ledger=ledger, decision_map=map_)
