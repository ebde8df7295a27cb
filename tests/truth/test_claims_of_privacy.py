"""Findings about privacy against the process itself: each key, each text, each number and voice, and that none is left out."""

from collections import Counter
from functools import cache

import attrs
import pytest

from involvement import Process, check
from involvement.checks import Finding, select
from tests.truth.claims_of_privacy import CLAIMS
from tests.truth.processes_of_privacy import KEYS, TEXTS, processes
from tests.truth.sayings import Saying, said

ENOUGH = 40


@cache
def findings(code: str) -> tuple[tuple[Finding, ...], ...]:
    rules = select([code])
    return tuple(check(asked.process, on=asked.on, rules=rules) for asked in processes())


def in_any_order(told: Saying) -> Saying:
    """What is said, with the members of its lists sorted: their order is that of the document."""

    def sorted_within(value: object, name: object = None) -> object:
        if not isinstance(value, tuple):
            return value
        if name in ("places", "numbers", "voiced"):
            return tuple(sorted(map(sorted_within, value), key=repr))
        if len(value) == 2 and isinstance(value[0], str) and not isinstance(value[1], str):
            return value[0], sorted_within(value[1], value[0])
        return tuple(map(sorted_within, value))

    whole = sorted_within(told)
    assert isinstance(whole, tuple)
    return whole


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_what_is_said_of_privacy_is_so_and_nothing_is_left_unsaid(code: str) -> None:
    """Every place, on every process: what is not noticed is published."""
    for asked, found in zip(processes(), findings(code), strict=True):
        expected = Counter(map(in_any_order, CLAIMS[code](asked.process, asked.on)))
        assert expected == Counter(in_any_order(said(finding)) for finding in found), asked.source


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_every_code_about_privacy_is_said_often_enough_to_be_judged(code: str) -> None:
    """A judge who has heard nothing has found nothing wrong."""
    fired = {asked.process for asked, found in zip(processes(), findings(code), strict=True) if found}
    assert ENOUGH <= len(fired) < len(processes())


def test_no_finding_about_privacy_quotes_what_it_found() -> None:
    """A warning that repeats the number publishes it once more."""
    held = [text for text, kinds in (*TEXTS.items(), *KEYS.items()) if kinds]
    for code in ("PRV001", "PRV002", "PRV006"):
        for found in findings(code):
            for finding in found:
                told = f"{finding!r} {finding}"
                assert [] == [text for text in held if text in told]


def test_the_order_of_the_document_changes_nothing_that_is_said_of_groups_and_voices() -> None:
    """Whoever sorts a table by name must not read other findings afterwards."""
    rules = select(["PRV003", "PRV005"])
    for asked in processes():
        told = [said(finding) for finding in check(asked.process, on=asked.on, rules=rules)]
        assert told == [said(finding) for finding in check(turned(asked.process), on=asked.on, rules=rules)]


def turned(process: Process) -> Process:
    """The process with its lists of stakeholders, people, profiles and contributions the other way round."""
    whole, ledger = process.representation, process.ledger
    if whole is not None:
        profiles = [attrs.evolve(each, quotas=each.quotas[::-1]) for each in whole.profiles[::-1]]
        whole = attrs.evolve(whole, people=whole.people[::-1], profiles=profiles)
    if ledger is not None:
        ledger = attrs.evolve(ledger, contributions=ledger.contributions[::-1])
    return attrs.evolve(process, stakeholders=process.stakeholders[::-1], representation=whole, ledger=ledger)
