"""Does `check` say the same in the same order, whoever asks, and does a selection select?"""

import os
import pickle
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from involvement import (
    DecisionMap,
    DuplicateKeyError,
    InvalidValueError,
    Process,
    Stakeholder,
    UnknownKeyError,
    check,
    load,
)
from involvement.checks import ALL_RULES, Severity, rule_named, select
from involvement.snapshots import Snapshot
from tests.strategies.maps import CARRIERS, STAKEHOLDERS, day, larger_map, randoms, small_maps
from tests.strategies.words import among

EXAMPLE = Path(__file__).parents[2] / "examples" / "diabetes_user_group.toml"
TODAY = date(2026, 11, 23)
ROLES = (None, "service_user", "carer", "peer_representative", "manager", "advocate")

days = st.integers(-5, 120).map(day)


@st.composite
def processes(draw: st.DrawFn) -> Process:
    """A small map, with stakeholders of all sides, of unknown side, or none listed."""
    decision_map = evolve(draw(small_maps()), stakeholders=())  # the process is what knows of them
    listed = draw(st.booleans())
    stakeholders = [Stakeholder(key, role=draw(among(ROLES))) for key in (*STAKEHOLDERS, *CARRIERS)]
    letters = {each.target for each in decision_map.replies} - {each.key for each in decision_map.forums}
    more = [Stakeholder(key) for key in sorted(letters - {*STAKEHOLDERS, *CARRIERS})]
    return Process("process", stakeholders=[*stakeholders, *more] if listed else (), decision_map=decision_map)


def shuffled(decision_map: DecisionMap, rng: Random) -> DecisionMap:
    """The same forums, decisions and entry points, written down in another order."""

    def mixed(items):
        return tuple(rng.sample(items, len(items)))

    return evolve(decision_map, forums=mixed(decision_map.forums), decisions=mixed(decision_map.decisions))


@given(processes(), days)
def test_findings_come_most_serious_first_then_by_code_and_place(process: Process, on: date) -> None:
    """Whoever has ten minutes reads from the top."""
    findings = check(process, on=on)
    order = list(Severity)
    keys = [(order.index(each.severity), each.rule, each.about, each.message) for each in findings]
    assert sorted(keys) == keys


@given(processes(), days)
def test_a_finding_is_said_once(process: Process, on: date) -> None:
    """What is said twice looks like two problems."""
    findings = check(process, on=on)
    assert len(findings) == len(set(findings))


@given(processes(), days, randoms())
def test_the_order_of_writing_changes_nothing(process: Process, on: date, rng: Random) -> None:
    """Two people who write down the same map get the same findings."""
    assert process.decision_map is not None
    other = evolve(process, decision_map=shuffled(process.decision_map, rng))
    rules = rng.sample(ALL_RULES, len(ALL_RULES))
    assert check(process, on=on) == check(other, on=on, rules=rules)


@given(processes(), days)
def test_each_rule_alone_finds_what_it_finds_among_all(process: Process, on: date) -> None:
    """Rules share what is worked out, never what they find."""
    alone = [finding for each in ALL_RULES for finding in check(process, on=on, rules=[each])]
    assert sorted(map(str, alone)) == sorted(map(str, check(process, on=on)))


@settings(max_examples=10)
@given(randoms(), st.sampled_from([date.min, day(0), day(100), date.max]))
def test_a_larger_map_is_checked_on_any_day(rng: Random, on: date) -> None:
    """The first and the last day of the calendar are days like others."""
    findings = check(Process("process", decision_map=larger_map(rng)), on=on)
    assert all(each.message and each.remedy for each in findings)


def test_the_same_findings_come_from_every_machine() -> None:
    """Python orders sets of texts anew in each run; nothing that is said may depend on it."""
    script = (
        "import sys; from datetime import date; from involvement import check, load\n"
        "for each in check(load(sys.argv[1]), on=date(2026, 11, 23)): print(each.as_data(), each)"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script, str(EXAMPLE)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert 1 == len(said)
    assert b"MAP001" in said.pop()


def test_findings_travel() -> None:
    """What a worker found is what the parent process gets."""
    findings = check(load(EXAMPLE), on=TODAY)
    assert findings == pickle.loads(pickle.dumps(findings))
    assert len(findings) > 10


def test_a_case_travels_and_is_a_value() -> None:
    """What was worked out stays behind; the process and the day go along."""
    case = Snapshot(load(EXAMPLE), TODAY)
    assert case.timetable
    again = pickle.loads(pickle.dumps(case))
    assert case == again
    assert case.timetable == again.timetable


@pytest.mark.parametrize("on", [datetime(2026, 5, 1, 12, tzinfo=UTC), "2026-05-01", None])
def test_the_day_asked_is_a_date(on) -> None:
    """Nothing here reads a clock, and a time of day would only pretend to count."""
    with pytest.raises(InvalidValueError, match=r"^on: expected a date"):
        check(Process("screening"), on=on)


def test_what_is_checked_is_a_process_and_what_asks_are_rules() -> None:
    """A map or a code in the wrong place is told from the first line."""
    with pytest.raises(InvalidValueError, match="process: expected a Process, or a Snapshot of one"):
        check(DecisionMap(), on=TODAY)
    with pytest.raises(InvalidValueError, match="rules: expected only values of type Rule; `select` finds them"):
        check(Process("screening"), on=TODAY, rules=["MAP001"])
    with pytest.raises(InvalidValueError, match="a list of values, not one value"):
        check(Process("screening"), on=TODAY, rules="MAP001")
    with pytest.raises(DuplicateKeyError, match="two rules have the key 'MAP001'"):
        check(Process("screening"), on=TODAY, rules=select(["MAP001"]) * 2)


def test_a_selection_is_by_code_or_its_beginning() -> None:
    """`--select MAP` is a family, `--select MAP00` its first nine."""
    by_code = tuple(sorted(ALL_RULES, key=lambda each: each.code))
    families = sorted({each.family for each in ALL_RULES}, reverse=True)
    assert by_code == select(families) == select() == select([]) == select(None, ignore=None)
    assert tuple(each for each in by_code if each.family == "MAP") == select(["MAP"])
    assert ["MAP001", "MAP002"] == [each.code for each in select(["MAP002", "MAP001", "MAP001"])]
    assert [f"MAP00{number}" for number in range(1, 10)] == [each.code for each in select(["MAP00"])]


def test_what_is_ignored_is_left_out() -> None:
    """Ignoring wins over selecting; ignoring everything leaves nothing, and not everything."""
    assert ["MAP003"] == [each.code for each in select(["MAP002", "MAP003"], ignore=["MAP002"])]
    assert len(ALL_RULES) - 1 == len(select(ignore=["MAP015"]))
    families = {each.family for each in ALL_RULES}
    assert families - {"MAP"} == {each.family for each in select(ignore=["MAP"])}
    assert () == select(ignore=families)
    assert () == select(["MAP001"], ignore=["MAP001"])


@pytest.mark.parametrize("codes", [["MAP999"], ["map001"], ["MAP001", "XYZ"], [""]])
def test_a_code_that_nobody_knows_is_refused(codes) -> None:
    """A misspelt code that selected nothing would look like all is well."""
    with pytest.raises(UnknownKeyError, match="no rule"):
        select(codes)
    with pytest.raises(UnknownKeyError, match="no rule"):
        select(ignore=codes)


def test_codes_are_a_list_of_texts() -> None:
    """The letters of one text are never what was meant."""
    with pytest.raises(InvalidValueError, match="a list of values, not one value"):
        select("MAP001")
    with pytest.raises(InvalidValueError, match="texts, such as MAP002"):
        select([2])


def test_a_rule_is_found_by_its_code_or_its_name() -> None:
    """Codes are for files, names for people."""
    for each in ALL_RULES:
        assert rule_named(each.code) is rule_named(each.name) is each
    with pytest.raises(UnknownKeyError, match="no rule 'view-to-late'; known: view-too-late"):
        rule_named("view-to-late")
