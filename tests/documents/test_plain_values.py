"""Every public value is plain data too: what is stored comes back as it was, what is computed says all that it knows."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings

from involvement import (
    Decision,
    DecisionMap,
    DocumentError,
    DuplicateKeyError,
    EntryPoint,
    Flow,
    Forum,
    InvalidValueError,
    Meetings,
    Process,
    Record,
    Stakeholder,
    Step,
    UnknownKeyError,
    assess,
    dumps,
    from_dict,
    influence,
    load,
    to_dict,
)
from involvement.documents.plain_values import facts
from involvement.errors import Problem
from involvement.feedback import Closure, ClosureRate
from tests.strategies.processes import processes

EXAMPLE = load(Path(__file__).parents[2] / "examples" / "diabetes_user_group.toml")
DAY = date(2026, 11, 23)


def parts(value: object) -> Iterator[object]:
    """Every value of a class of our own within the value, the whole first."""
    if isinstance(value, tuple):
        for entry in value:
            yield from parts(entry)
    elif attrs.has(type(value)):
        yield value
        for field in attrs.fields(type(value)):
            yield from parts(getattr(value, field.name))


@settings(max_examples=25)
@given(process=processes())
def test_every_fact_is_read_back_as_it_was(process):
    """A host that keeps parts in JSON columns must not lose a day or a half of one."""
    for fact in parts(process):
        data = json.loads(json.dumps(to_dict(fact)))
        assert fact == from_dict(data, type(fact))


@settings(max_examples=25)
@given(process=processes())
def test_the_plain_data_of_a_process_are_those_of_its_document(process):
    """One form for files and for columns; nobody has to write two readers."""
    assert json.loads(dumps(process)) == to_dict(process)


def test_a_process_may_come_without_its_envelope():
    """A web service names the version elsewhere; what is said of it counts all the same."""
    assert Process("x") == from_dict({"key": "x"})
    with pytest.raises(DocumentError, match=r"^version: written by a newer release"):
        from_dict({"format": "involvement", "version": 99, "key": "x"})


def test_an_unknown_role_of_a_step_is_null():
    """Whether a step decided, did not, or nobody knows are three things, and false is the default."""
    steps = [Step("m", "board", decides=decides) for decides in (True, False, None)]
    plain = [{"matter": "m", "forum": "board", **more} for more in ({"decides": True}, {}, {"decides": None})]
    assert plain == to_dict(steps)
    assert Record(steps) == from_dict(to_dict(Record(steps)), Record)


@pytest.mark.parametrize(
    ("given", "kind", "error", "match"),
    [
        ({"key": "x", "titel": 1}, Stakeholder, DocumentError, r"^titel: no such key in a Stakeholder"),
        ({"key": None}, Stakeholder, DocumentError, r"^key: expected text, not null"),
        ({"key": "x", 7: 1}, Stakeholder, DocumentError, r"^\['7'\]: no such key"),
        ({"key": "x", (): 1}, Stakeholder, DocumentError, r"^\['\(\)'\]: no such key"),
        ([], Process, DocumentError, r"^\$: expected an object"),
        (
            {"flows": [{"source": "a", "target": "b"}]},
            DecisionMap,
            UnknownKeyError,
            r"^flows\[0\]\.source: no forum 'a'",
        ),
        ({"forums": [{"key": "a"}, {"key": "a"}]}, DecisionMap, DuplicateKeyError, "two forums have the key 'a'"),
        ({}, Closure, InvalidValueError, "^kind: expected a class of facts"),
        ({}, "Process", InvalidValueError, "^kind: expected a class of facts"),
        ({}, [], InvalidValueError, "^kind: expected a class of facts"),
    ],
)
def test_facts_are_read_as_strictly_as_a_document(given, kind, error, match):
    """A misspelt field that is dropped silently is lost for good."""
    with pytest.raises(error, match=match):
        from_dict(given, kind)


def test_an_answer_gives_its_fields_and_its_properties():
    """Whoever shows an answer on a page of their own asks for nothing twice."""
    rate = ClosureRate(3, 4)
    says = {"code": "closure.rate", "facts": {"n": 3, "of": 4}}
    assert {"share": "3/4", "says": says, **attrs.asdict(rate)} == to_dict(rate)
    assert {field.name for field in attrs.fields(ClosureRate)} | {"share", "says"} == set(to_dict(rate))


def test_an_opportunity_is_whole():
    """What is not known stands there as null, so that every answer has the same keys."""
    decision_map = DecisionMap(
        forums=[Forum("group", meetings=Meetings.any_day()), Forum("board", meetings=Meetings.any_day())],
        flows=[Flow("group", "board", days=3, standing="advises")],
        decisions=[Decision("budget", made_at="board", on=DAY), Decision("site", made_at="board")],
        entry_points=[EntryPoint("group", standing="advises")],
    )
    dated, undated = (to_dict(decision_map.opportunity(key, on=date(2026, 11, 1))) for key in ("budget", "site"))
    assert set(dated) == set(undated)
    assert ("2026-11-20", 19, "advises") == (dated["latest_start"], dated["slack_days"], dated["standing"])
    assert "2026-11-04" == dated["journey"]["heard"]
    assert {"forum": "group", "standing": "advises"} == dated["journey"]["entry"]
    assert None is undated["latest_start"]


def test_results_of_a_whole_process_are_plain():
    """Journeys, assessments and influence go to other languages as they go to ours."""
    row = to_dict(influence(EXAMPLE, on=DAY))["rows"][0]
    assert {"shown", "unknown", "at_least", "at_most", "missing"} <= set(row)
    assessment = to_dict(assess("gunning", {"time": "met"}, on=DAY))
    assert {"level", "at_least", "at_most", "unknown", "assumes", "score"} <= set(assessment)
    assert json.dumps([row, assessment], allow_nan=False)


class Said:
    def as_data(self) -> dict[str, object]:
        return {"code": "MAP001.says", "facts": {"day": DAY}}


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (None, None),
        (DAY, "2026-11-23"),
        (Fraction(1, 3), "1/3"),
        (Decimal("2.50"), "5/2"),
        (Decimal(3), 3),
        ({"a": (DAY, True)}, {"a": ["2026-11-23", True]}),
        ({None: 1}, [[None, 1]]),
        (Problem.at("a[1]", "b"), {"path": "a[1]", "loc": ["a", 1], "message": "b"}),
        ((Said(),), [{"code": "MAP001.says", "facts": {"day": "2026-11-23"}}]),
    ],
)
def test_values_within_answers_are_plain(value, plain):
    """Numbers stay exact, days are ISO text, and what knows its own plain data gives them."""
    assert plain == to_dict(value)


@pytest.mark.parametrize("value", [object(), 0.5, {1, 2}, Process, len])
def test_what_is_no_value_of_ours_is_refused(value):
    """A set has no order and a floating number no exact digits: neither is guessed at."""
    with pytest.raises(InvalidValueError, match=r"^value: expected a value of this library"):
        to_dict(value)


def test_what_no_document_can_hold_is_named():
    """A number that other languages would change is refused where it stands."""
    with pytest.raises(DocumentError, match=r"^stakeholders\[0\]\.size: expected a whole number from"):
        to_dict(Process("x", stakeholders=[Stakeholder("a", size=2**53 + 1)]))
    with pytest.raises(DocumentError, match=r"^size: expected a whole number from"):
        to_dict(Stakeholder("a", size=2**53 + 1))


def test_facts_are_what_documents_and_data_files_hold():
    """An answer that could be read back would be believed without the record that it was made from."""
    names = {kind.__name__ for kind in facts()}
    assert {"Process", "Stakeholder", "Ledger", "Record", "Ladder", "Framework", "StandingTable"} <= names
    assert set() == names & {"Opportunity", "Journey", "Assessment", "Influence", "InfluenceRow", "Finding"}
