"""Persons in public: whoever is a person, under whatever key, what everybody may read is the same."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from involvement import Process, dumps, loads
from involvement.exchange import write_calendar
from involvement.people import Role
from involvement.reports import page, write
from tests.checks.case_files import cases
from tests.strategies.processes import new_processes
from tests.strategies.words import LETTERS, keys
from tests.truth.processes import PERSONS_ONLY, Asked, processes, random_process

DAY = date(2026, 11, 2)
MARK = "zqx"  # opens the key of each person, and stands nowhere else
OTHER = "zqyabcdefghijklmnop"  # stands where MARK did in every order of keys
person_keys = st.text(LETTERS + "-/ <&é", max_size=6).map(lambda rest: f"{MARK}{rest}".strip())


def persons(process: Process) -> Process:
    """The same, where each stakeholder with such a key is a person."""
    people = [
        attrs.evolve(each, title=None, kind="person") if each.key.startswith(MARK) else each
        for each in process.stakeholders
    ]
    return attrs.evolve(process, stakeholders=people)


def with_persons(process: Process) -> Process:
    """The same with a person, under such a key, for each stakeholder and member; but for keys that name other things too."""
    map_, people = process.decision_map, process.representation.people if process.representation else ()
    others = [*process.issues, *(map_.forums if map_ else ()), *(map_.decisions if map_ else ())]
    kept = {each.key for each in others} | set(Role)
    text = dumps(process)
    for number, each in enumerate((*process.stakeholders, *people)):
        if each.key not in kept:
            text = text.replace(json.dumps(each.key), f'"{MARK}{LETTERS[number]} é"')
    return persons(loads(text))


def public(process: Process, on: date) -> dict[str, str]:
    """All that is written for everybody, by name."""
    with TemporaryDirectory() as folder:
        paths = write(process, on=on, out=folder, edition="public")
        texts = {str(path.relative_to(folder)): Path(path).read_text("utf-8") for path in paths}
    return {**texts, "calendar": write_calendar(process, on=on, until=on + timedelta(180), edition="public")}


def assert_nobody_is_known_by(process: Process, on: date) -> None:
    """No key of a person stands there, and nothing hangs on one: no id, tooltip, length, or digits made of it."""
    texts = public(process, on)
    assert [] == [name for name, text in texts.items() if MARK in f"{name} {text}".casefold()]
    assert texts == public(loads(dumps(process).replace(MARK, OTHER)), on)


@settings(max_examples=40)
@given(new_processes(person_keys | keys).map(persons))
def test_what_is_public_is_the_same_under_other_keys_of_persons(process: Process) -> None:
    """Whole processes, with every part that may name somebody."""
    assert_nobody_is_known_by(process, DAY)


@settings(max_examples=25)
@given(st.integers(10_000, 2**24))
def test_what_is_public_of_a_map_where_all_are_persons_names_none(seed: int) -> None:
    """Whoever speaks, sits, carries or waits for an answer: pictures, tables, steps, findings and last days."""
    asked = random_process(seed, PERSONS_ONLY)
    assert_nobody_is_known_by(loads(dumps(asked.process).replace("secret", MARK)), asked.on)


def peopled() -> Iterator[Asked]:
    """Some of the case files of all rules, and of the processes that truth is asked of, with persons in them."""
    for case in list(cases())[::18]:
        yield Asked(str(case), with_persons(case.process), case.on)
    for asked in processes()[::62]:
        yield asked._replace(process=with_persons(asked.process))


def test_what_rules_find_about_persons_is_public_without_them() -> None:
    """Each rule speaks in its case files; at the desk it may say of whom, or this could not fail."""
    named = 0
    for asked in peopled():
        assert_nobody_is_known_by(asked.process, asked.on)
        named += MARK in page(asked.process, on=asked.on, edition="desk")
    assert named > 20
