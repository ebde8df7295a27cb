"""The words of the findings of the map: everything that a sentence is about stands in it, and no person does."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from involvement import Process, check
from involvement.checks import select
from involvement.references import Ref
from involvement.wording import Statement
from tests.truth.findings import CODES, judged
from tests.truth.processes import PERSONS_ONLY, random_process

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
ONE, MANY = "day|option|more entry point or flow", "days|options|more entry points and flows|decisions and issues"
MOST_LISTED = 5  # a longer list says how many more there are


def names_of(process: Process) -> dict[Ref, str]:
    """The title of each thing, else its key."""
    map_ = process.decision_map
    names = {Ref("forum", forum.key): forum.title or forum.key for forum in map_.forums}
    names |= {Ref("decision", decision.key): f'"{decision.title or decision.key}"' for decision in map_.decisions}
    names |= {Ref("issue", issue.key): f'"{issue.title or issue.key}"' for issue in process.issues}
    named = {stakeholder.key: stakeholder.title for stakeholder in process.stakeholders}
    keys = {entry.stakeholder for entry in map_.entry_points} | {flow.carried_by for flow in map_.flows} | set(named)
    names |= {Ref("stakeholder", key): named.get(key) or key for key in keys - {None}}
    names |= {Ref("person", key): "person" for key in named}
    for position, entry in enumerate(map_.entry_points):
        names[Ref("entry_point", (entry.forum, position))] = f"the entry point at {names[Ref('forum', entry.forum)]}"
        names[Ref("entry_point", entry.key or "none")] = f'the entry point "{entry.key}"'
    for position, flow in enumerate(map_.flows):
        ends = (names[Ref("forum", flow.source)], names[Ref("forum", flow.target)])
        names[Ref("flow", (flow.source, flow.target, position))] = " to ".join(ends)
    return names


def facts_of(statement: Statement) -> Iterator[object]:
    for _, fact in statement.facts:
        for value in fact if isinstance(fact, tuple) else (fact,):
            if isinstance(value, Statement):
                yield from facts_of(value)
            elif not isinstance(fact, tuple) or len(fact) <= MOST_LISTED:
                yield value


def words_for(fact: object, names: dict[Ref, str]) -> str:
    """What a reader must find of a fact, by the words of the house for days, standings and names."""
    if isinstance(fact, Ref):
        return fact.keys[0] if fact.kind == "tier" else names[fact]
    if isinstance(fact, date):
        return f"{fact.day} {MONTHS[fact.month - 1]} {fact.year}"
    return str(fact).replace("_", " ")


def persons_counted(statement: Statement) -> range:
    """How many hidden persons may be counted together: two, or as many more as the statement is about."""
    persons = {fact for fact in facts_of(statement) if isinstance(fact, Ref) and fact.personal}
    return range(2, len(persons) + 1)


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_names_what_it_is_about(code: str) -> None:
    """Titles, or else keys; days as people write them; standings in words; nothing of the template's own marks."""
    for case in judged(code):
        names = names_of(case.world.process)
        for finding in case.findings:
            for words, statement in ((finding.message, finding.says), (finding.remedy, finding.fix)):
                for fact in facts_of(statement):
                    if isinstance(fact, int):
                        assert re.search(rf"\b{fact} ({ONE if fact == 1 else MANY})\b", words), (words, fact)
                        continue
                    told = words_for(fact, names).lower()
                    counted = persons_counted(statement) if isinstance(fact, Ref) and fact.personal else ()
                    assert told in words.lower() or any(f" {number} people" in f" {words}" for number in counted), (
                        case.source, words, fact,
                    )  # fmt: skip
                assert words[0] == words[0].upper() or words.startswith(tuple(names.values())), words
                assert words.endswith(".")
                assert not re.search(r"[{}_]|\d{4}-\d\d-\d\d|  ", words.replace("evening_group", "group")), words


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_names_no_person(code: str) -> None:
    """Unless a host asks for keys, nobody learns who the person is."""
    for case in judged(code):
        persons = [person.key for person in case.world.process.stakeholders if person.kind == "person"]
        for finding in case.findings:
            assert not [key for key in persons if key in f"{finding} {finding!r}"], (case.source, finding.message)


@given(st.integers(10_000, 2**24))
def test_no_rule_of_the_map_names_a_person_whoever_is_one(seed: int) -> None:
    """Whoever speaks, sits and carries may be a person, under a key that gives them away if it is shown."""
    asked = random_process(seed, PERSONS_ONLY)
    findings = check(asked.process, on=asked.on, rules=select(["MAP"]))
    assert "secret" not in " ".join(f"{finding.message} {finding.remedy}" for finding in findings)
