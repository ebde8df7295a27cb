"""Erasure on whole processes: nobody who was erased is found again, nobody else loses anything, and the counts hold."""

import json
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from involvement import Ledger, Process, check, dumps, loads, next_steps, to_dict
from involvement.data_protection import Consent, DataProtection, ProcessingPurpose, RecordKind
from involvement.exchange import Reading, write_calendar
from involvement.exchange.conversions import WRITTEN, write_as
from involvement.plans import Interval
from involvement.privacy import due_for_purge, erase, erasure_entry, purge, record_of, replay
from involvement.reports import write
from tests.laws.whole_processes import PERSONS, whole_process
from tests.strategies.processes import new_processes
from tests.strategies.words import keys

DAY = date(2026, 11, 2)
KEY = bytes(range(32))
MARK = "zqx"  # opens the key of each person, and stands nowhere else
person_keys = st.integers(1, 60).map(lambda number: f"{MARK}{number:04}")


def persons(process: Process) -> Process:
    """The same, where each stakeholder with such a key is a person."""
    people = [
        attrs.evolve(each, title=None, kind="person") if each.key.startswith(MARK) else each
        for each in process.stakeholders
    ]
    return attrs.evolve(process, stakeholders=people)


def strings(value: object) -> list[str]:
    """Every text in plain data, keys of objects left out."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in strings(each)]
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    return [value] if isinstance(value, str) else []


def named(process: Process) -> list[str]:
    """Whoever of these persons stands anywhere in it."""
    return sorted({text for text in strings(to_dict(process)) if text.startswith(MARK)})


def gone(process: Process, person: str) -> Process:
    return erase(process, person, on=DAY, basis="objection").process


def days_of(ledger: Ledger) -> list[date]:
    days = sorted({each.on for each in (*ledger.contributions, *ledger.events)})
    return [*days, *(day + timedelta(1) for day in days)]


def states(ledger: Ledger | None) -> list[object]:
    """How many were received and how each stood, on every day on which anything happened."""
    if ledger is None:
        return []
    return [
        (ledger.balance(day), [ledger.state(each.key, day) for each in ledger.contributions]) for day in days_of(ledger)
    ]


@cache
def drawn() -> list[Process]:
    """Whole processes with persons in them, drawn once for all of these laws."""
    found = []

    @settings(max_examples=60, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None)
    @given(new_processes(person_keys | keys))
    def draw(process: Process) -> None:
        found.append(persons(process))

    draw()
    return sorted((process for process in found if named(process)), key=dumps)


def any_process() -> st.SearchStrategy[Process]:
    """One of those; in a long search new ones for each law."""
    if settings.default.derandomize:
        return st.sampled_from(drawn())
    return new_processes(person_keys | keys).map(persons).filter(named)


processes = st.deferred(any_process)
some = settings(max_examples=40)


@some
@given(processes, st.data())
def test_nothing_of_who_was_erased_stands_anywhere(process, data):
    """The key in a document, in plain data, or in any field would find the person again."""
    for person in named(process):
        left = gone(process, person)
        assert person not in dumps(left)
        assert person not in json.dumps(to_dict(left))
        assert left == loads(dumps(left))
        assert left == gone(left, person)
        assert record_of(left, person).held == ()
        assert not erase(left, person, on=DAY, basis="objection").found


@some
@given(processes)
def test_the_ledger_counts_and_stands_as_before(process):
    """Received is open, answered, withdrawn, merged and redirected together, whoever is erased."""
    left = process
    for person in named(process):
        left = gone(left, person)
    assert states(process.ledger) == states(left.ledger)


@some
@given(processes)
def test_the_order_of_erasures_and_a_replay_make_no_difference(process):
    """A log is replayed in any order, on any older copy: before, between and after."""
    people = named(process)
    entries = [erasure_entry(process, person, on=DAY, basis="objection", key=KEY) for person in people]
    forwards = backwards = process
    for person, other in zip(people, people[::-1], strict=True):
        assert replay(forwards, entries, key=KEY).process == replay(process, entries[::-1], key=KEY).process
        forwards, backwards = gone(forwards, person), gone(backwards, other)
    assert forwards == backwards == replay(process, entries, key=KEY).process
    assert forwards is replay(forwards, entries, key=KEY).process
    assert process is replay(process, entries, key=KEY[::-1]).process
    assert named(forwards) == []


@some
@given(processes)
def test_nobody_else_loses_anything(process):
    """What is held about others is theirs: it goes only where it is about the one who is erased as well."""
    people = named(process)
    for person in people:
        theirs = {value.path.rpartition(".")[0] for value in record_of(process, person).held}
        barriers = {path for path in theirs if path.startswith("barriers[")}  # with what was done about them
        left = gone(process, person)
        for other in people:
            if other != person:
                before = Counter(
                    (value.field, str(value.value))
                    for value in record_of(process, other).held
                    if value.path.rpartition(".")[0] not in theirs and value.path.partition(".")[0] not in barriers
                )
                after = Counter((value.field, str(value.value)) for value in record_of(left, other).held)
                assert before <= after


@some
@given(processes)
def test_the_record_of_a_person_names_no_other(process):
    """A copy for one person must not tell of another."""
    people = named(process)
    for person in people:
        text = json.dumps(to_dict(record_of(process, person)))
        assert [] == [other for other in people if other != person and other in text]


@settings(max_examples=40)
@given(processes, st.dates(date(2000, 1, 1), date(2200, 1, 1)))
def test_after_a_purge_nothing_is_due_and_the_rest_stands(process, day):
    """What a purge takes out is what was said; nobody else loses anything, and the counts hold."""
    covered = ProcessingPurpose("all", basis="public_task", retention=Interval.months(1), covers=RecordKind)
    due = attrs.evolve(process, data_protection=DataProtection(purposes=[covered], consents=consents_of(process)))
    left = purge(due, on=day).process
    assert due_for_purge(left, on=day).due == ()
    assert left == loads(dumps(left)) == purge(left, on=day).process
    assert states(due.ledger) == states(left.ledger)
    assert set(named(left)) <= set(named(due))


def consents_of(process: Process) -> list[Consent]:
    given = () if process.data_protection is None else process.data_protection.consents
    return [attrs.evolve(each, to="publish") for each in given]


def outputs(process: Process, on: date) -> str:
    """All that the library writes of a process, for the desk and for everybody."""
    texts = []
    with TemporaryDirectory() as folder:
        for edition in ("desk", "public"):
            paths = write(process, on=on, out=Path(folder) / edition, edition=edition)
            texts += [f"{path.relative_to(folder)}\n{path.read_text('utf-8')}" for path in map(Path, paths)]
            texts.append(write_calendar(process, on=on, until=on + timedelta(180), edition=edition))
        for form in set(WRITTEN) - {"ics"}:
            write_as(Reading(process, form=form), form, Path(folder) / f"as-{form}", on=on)
        texts += [path.read_text("utf-8") for path in Path(folder).glob("as-*/**/*") if path.is_file()]
        texts += [path.read_text("utf-8") for path in Path(folder).glob("as-*") if path.is_file()]
    findings = [f"{each.message} {each.remedy} {to_dict(each)}" for each in check(process, on=on)]
    return "\n".join([*texts, *findings, *(str(to_dict(step)) for step in next_steps(process, on=on))])


@pytest.mark.parametrize("seed", range(6))
def test_no_later_output_of_any_edition_names_who_was_erased(seed):
    """What is written after the erasure, at the desk too, is written from what is left."""
    whole = whole_process(seed)
    present = [person for person in PERSONS if person in dumps(whole.process)]
    left = whole.process
    for person in present:
        left = gone(left, person)
    on = whole.days[1]
    before, after = outputs(whole.process, on), outputs(left, on)
    assert [] == [person for person in present if person in after]
    assert not present or any(person in before for person in present)
