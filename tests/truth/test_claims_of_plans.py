"""Findings about workplans against the process itself: each fact, each claim, and that nothing is left unsaid."""

from collections import Counter
from datetime import date
from functools import cache

import pytest

from involvement import check
from involvement.checks import Finding, select
from involvement.references import Ref
from tests.truth.claims_of_plans import CLAIMS, Planned, not_kept
from tests.truth.processes_of_plans import processes
from tests.truth.sayings import Saying, clause, said

ENOUGH = 20
JUDGED_APART = "PLN008"
UNKNOWN_TOO = ("PLN002", "PLN005", "PLN006", "PLN011", "PLN012")


@cache
def planned() -> tuple[tuple[str, Planned], ...]:
    return tuple((asked.source, Planned(asked.process, asked.on)) for asked in processes())


@cache
def found() -> tuple[tuple[Finding, ...], ...]:
    """What the rules find, for each process."""
    rules = select(["PLN"])
    return tuple(check(case.process, on=case.day, rules=rules) for _, case in planned())


def expected(code: str, case: Planned) -> Counter[Saying]:
    return Counter(CLAIMS[code](case))


def test_every_code_is_judged() -> None:
    """A rule without a truth test may say what it likes."""
    assert [rule.code for rule in select(["PLN"])] == sorted([*CLAIMS, JUDGED_APART])


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_what_is_said_of_plans_is_so_and_nothing_is_left_unsaid(code: str) -> None:
    """Every fact, on every process: people move their work by what this says."""
    for (source, case), findings in zip(planned(), found(), strict=True):
        assert expected(code, case) == Counter(said(finding) for finding in findings if finding.rule == code), source


@pytest.mark.parametrize("code", sorted([*CLAIMS, JUDGED_APART]))
def test_every_code_about_plans_is_said_often_enough_to_be_judged(code: str) -> None:
    """A judge who has heard nothing has found nothing wrong."""
    own = [[finding for finding in findings if finding.rule == code] for findings in found()]
    fired = {case.process for (_, case), findings in zip(planned(), own, strict=True) if findings}
    assert len(fired) >= ENOUGH
    statuses = Counter(finding.status.value for findings in own for finding in findings)
    assert statuses["found"] >= ENOUGH
    assert (code in UNKNOWN_TOO) == (statuses["unknown"] >= 5)


def test_what_cannot_be_kept_is_late_by_so_many_days() -> None:
    """It cannot begin, or be finished, before one day, must by another, and the days between are told."""
    told: Counter[str] = Counter()
    for (source, case), findings in zip(planned(), found(), strict=True):
        own = [finding for finding in findings if finding.rule == JUDGED_APART]
        assert Counter((Ref("activity", each.key),) for each in not_kept(case)) == Counter(
            finding.about for finding in own
        ), source
        for finding in own:
            (activity,) = finding.about
            days = case.days[activity.keys[0]]
            status, _, says, fix = said(finding)
            assert (status, fix) == ("found", clause("PLN008.fix", activity=activity)), source
            ((_, (_, ((_, parts),))),) = says[1]
            codes = [code for code, _ in parts]
            told.update(codes)
            facts = {code: dict(named) for code, named in parts}
            if days.never:
                assert codes[0] == "bound.never", source
                assert "scheduled.too_late" not in facts
            else:
                assert facts["scheduled.too_late"] == {"days": -days.slack}, source
            pairs = {
                "scheduled.can_end": days.ends,
                "scheduled.can_begin": days.begins,
                "scheduled.must_end": days.must_end,
                "scheduled.must_begin": days.must_begin,
                "bound.due.its": days.must_end,
            }
            for code, day in pairs.items():
                if code in facts:
                    assert facts[code]["day"] == date.fromordinal(day), (source, code)
    often = ("bound.never", "scheduled.too_late", "scheduled.can_end", "scheduled.must_end", "scheduled.can_begin")
    assert {} == {code: told[code] for code in often if told[code] < 5}
