"""Findings of the map against the process itself: each fact, each claim, and that nothing is left unsaid."""

from collections import Counter
from datetime import date

import pytest

from involvement.references import Ref
from tests.oracles.day_by_day import DayByDay
from tests.truth import (
    claims_of_decision_records,
    claims_of_matters,
    claims_of_reach,
    claims_of_the_unknown,
    claims_of_time,
)
from tests.truth.claims_of_the_unknown import Missing, Unknown
from tests.truth.findings import CODES, Judged, count, judged, worlds
from tests.truth.sayings import clause, said, saying
from tests.truth.worlds import last_of

CLAIMS = {
    **claims_of_reach.CLAIMS,
    **claims_of_time.CLAIMS,
    **claims_of_the_unknown.CLAIMS,
    **claims_of_decision_records.CLAIMS,
    **claims_of_matters.CLAIMS,
}
TOO_HOPEFUL = ("MAP019", "MAP021", "MAP025")  # these say that something may be so, and are judged apart
ENOUGH = 20
EFFECTS = {"standing": "less", "closes": "shut"}  # of what is not known; all else makes views later
CLAUSES = {  # said within other sentences
    "MAP002": ("late", "late_called_for", "move", "reopen", "either", "plainly", "less"),
    "MAP003": ("slow", "slow_called_for"),
    "MAP005": ("says", "says_unknown"),
    "MAP028": ("says", "says_unknown"),
    "MAP029": ("says", "says_unknown"),
    "MAP030": ("says", "says_unknown", "who", "names"),
    "MAP031": ("sure", "perhaps"),
    "MAP032": ("dated", "undated", "stage", "ended", "ends", "begins"),
    "MAP006": ("late", "closed", "never"),
    "MAP010": ("late", "never"),
    "MAP012": ("stakeholders", "anyone", "says", "says_unknown"),
    "MAP013": ("says", "says_unknown"),
    "MAP019": ("unrecorded", "until"),
    "MAP021": ("days", "papers_due", "standing", "closes", "later", "less", "shut"),
    "MAP026": ("says", "says_unknown"),
    "MAP027": ("unasked", "not_passed_on", "only", "only_many", "more"),
}


def test_every_code_is_judged() -> None:
    """A rule without a truth test may say what it likes."""
    assert sorted([*CLAIMS, *TOO_HOPEFUL]) == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_said_often_enough_to_be_judged(code: str) -> None:
    """A judge who has heard nothing has found nothing wrong."""
    counted = count(code)
    assert counted.findings >= ENOUGH
    assert counted.processes >= ENOUGH
    assert {} == {
        name: counted.clauses[f"{code}.{name}"]
        for name in CLAUSES.get(code, ())
        if counted.clauses[f"{code}.{name}"] < 5
    }


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_what_is_said_is_so_and_nothing_is_left_unsaid(code: str) -> None:
    """Every fact, on every process: who reads a finding acts on it, and who reads none goes home."""
    for case in judged(code):
        expected = Counter(CLAIMS[code](case.world))
        assert expected == Counter(map(said, case.findings)), case.source


@pytest.mark.parametrize("code", CODES)
def test_the_facts_beside_a_finding_are_those_of_its_sentences(code: str) -> None:
    """What a machine reads and what a person reads must not differ."""
    for case in judged(code):
        for finding in case.findings:
            told = {**dict(finding.says.facts), **dict(finding.fix.facts)}
            assert told.items() <= dict(finding.facts).items(), case.source


def unknown_of(case: Judged) -> tuple[Unknown, dict[Ref, dict[str, Missing]]]:
    """What is not known, and by place and kind: calendars for MAP019, matters for MAP025, all else for MAP021."""
    unknown = Unknown(case.world)
    places: dict[Ref, dict[str, Missing]] = {}
    for fact in unknown.missing:
        places.setdefault(fact.place, {})[fact.what] = fact
    return unknown, places


def hopeful_decisions(unknown: Unknown, refs: object) -> list:
    """The decisions that a finding names, in order, each once; all of them open."""
    decisions = {Ref("decision", decision.key): decision for decision in unknown.world.to_be_made}
    assert isinstance(refs, tuple)
    assert refs == tuple(sorted(set(refs)))
    named = [decisions[ref] for ref in refs]
    assert all(map(unknown.is_open, named))
    return named


def test_a_calendar_that_is_not_known_makes_last_days_too_hopeful() -> None:
    """The forum's calendar ends too early or is absent, and an answer rests on it."""
    for case in judged("MAP019"):
        unknown, places = unknown_of(case)
        spoken = set()
        for finding in case.findings:
            facts = dict(finding.says.facts)
            (about,) = finding.about
            fact = places[about]["meetings"]
            meetings = case.world.forums[fact.key].meetings
            gap = (
                clause("MAP019.unrecorded", forum=about)
                if meetings is None
                else clause("MAP019.until", forum=about, until=meetings.known_until)
            )
            says = clause("MAP019.says", gap=gap, decisions=facts["decisions"])
            assert saying(about, says, clause("MAP019.fix", forum=about), "unknown") == said(finding)
            for decision in hopeful_decisions(unknown, facts["decisions"]):
                assert last_of(decision) is not None, case.source
                assert unknown.rests_on(fact, decision), (case.source, about, decision.key)
                assert (fact, decision) not in spoken
                spoken.add((fact, decision))
        calendars = [fact for fact in unknown.missing if fact.what == "meetings"]
        for fact in calendars:
            for decision in case.world.to_be_made:
                if unknown.takes_days(fact, decision):
                    assert (fact, decision) in spoken, (case.source, fact, decision.key)


def test_a_window_whose_matter_is_not_known_may_be_no_route() -> None:
    """The channel has a window and says nothing of its matter, and an answer rests on it."""
    for case in judged("MAP025"):
        unknown, places = unknown_of(case)
        spoken = set()
        for finding in case.findings:
            decisions = dict(finding.says.facts)["decisions"]
            (about,) = finding.about
            says = clause("MAP025.says", place=about, decisions=decisions)
            assert saying(about, says, clause("MAP025.fix", place=about), "unknown") == said(finding)
            fact = places[about]["about"]
            for decision in hopeful_decisions(unknown, decisions):
                assert unknown.rests_on(fact, decision), (case.source, about, decision.key)
                assert (fact, decision) not in spoken
                spoken.add((fact, decision))
        for fact in unknown.missing:
            for decision in case.world.to_be_made:
                if fact.what == "about" and unknown.takes_days(fact, decision):
                    assert (fact, decision) in spoken, (case.source, fact, decision.key)


def test_a_detail_that_is_not_known_makes_answers_too_hopeful() -> None:
    """The place lacks just these facts, and an answer about each of the decisions rests on them."""
    for case in judged("MAP021"):
        unknown, places = unknown_of(case)
        spoken = set()
        for finding in case.findings:
            facts = dict(finding.says.facts)
            (about,) = finding.about
            missing = [statement.code.removeprefix("MAP021.") for statement in facts["missing"]]
            assert missing == [name for name in ("days", "papers_due", "standing", "closes") if name in missing]
            clauses = tuple(clause(f"MAP021.{name}") for name in missing)
            effects = tuple((effect.code, effect.facts) for effect in facts["effects"])
            says = clause("MAP021.says", place=about, missing=clauses, effects=effects)
            assert saying(about, says, clause("MAP021.fix", missing=clauses), "unknown") == said(finding)
            rested = set()
            for code, told in effects:
                names = [name for name in missing if EFFECTS.get(name, "later") == code.removeprefix("MAP021.")]
                (decisions,) = [hopeful_decisions(unknown, refs) for name, refs in told if name == "decisions"]
                resting = {
                    (places[about][name], decision)
                    for name in names
                    for decision in decisions
                    if unknown.rests_on(places[about][name], decision)
                }
                assert set(decisions) == {decision for _, decision in resting}, (case.source, about)
                rested |= {fact.what for fact, _ in resting}
                spoken |= {(places[about][name], decision) for name in names for decision in decisions}
            assert set(missing) == rested, (case.source, about)
        assert len(case.findings) == len({finding.about for finding in case.findings})
        for fact in unknown.missing:
            for decision in case.world.to_be_made:
                if fact.what not in {"meetings", "about"} and unknown.takes_days(fact, decision):
                    assert (fact, decision) in spoken, (case.source, fact, decision.key)


def test_the_days_of_the_judge_are_those_of_the_day_by_day_oracle() -> None:
    """A judge who counts days wrongly condemns what is right: the slow oracle, on some processes, agrees."""
    for source, world in worlds()[::24]:
        oracle = DayByDay(world.routes.town)
        for decision, by in world.dated:
            days = [oracle.latest_start(decision.made_at, by, world.who, rank) for rank in (0, 2, 3)]
            judge = [world.routes.last_day(decision.made_at, by, world.who, rank) for rank in (0, 2, 3)]
            assert days == judge, (source, decision.key, date.fromordinal(by))
