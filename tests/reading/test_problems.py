"""Whoever reads the error knows each thing to mend and where; nobody learns what stood there."""

import pickle
import traceback
from datetime import date

import pytest
from attrs import field, frozen

from involvement import (
    DecisionMap,
    DocumentError,
    DuplicateKeyError,
    InvalidValueError,
    InvolvementError,
    LimitExceeded,
    Process,
    UnknownKeyError,
    _fields,
)
from involvement._reading import path_text, structure, unstructure
from involvement.errors import MissingExtraError

MANY = {
    "key": "not a key ",
    "levl": "service",
    "title": 7,
    "decision_map": {
        "forums": [
            {"key": "a", "quota": True},
            {"key": " bad", "papers_due": -1, "seats": [{"stakeholder": "x", "votes": "1"}]},
            {"title": "no key"},
            "no object",
        ],
        "flows": [{"source": "a", "target": "a"}],
    },
}
KEY = "expected a key: text of 1 to 200 printable characters, no space at either end"


def test_every_problem_is_told_at_once_in_the_order_of_the_document():
    """One reading, one list to work through from top to bottom."""
    with pytest.raises(DocumentError) as caught:
        structure(MANY, Process)
    assert [
        ("key", KEY),
        ("levl", "no such key in a Process; did you mean 'level'?"),
        ("title", "expected text"),
        ("decision_map.forums[0].quota", "expected a whole number"),
        ("decision_map.forums[1].key", KEY),
        ("decision_map.forums[1].papers_due", "expected a whole number of days, 0 or more, or Days, or nothing"),
        ("decision_map.forums[1].seats[0].votes", "expected a whole number"),
        ("decision_map.forums[2].key", "expected text, and nothing is there: it is required"),
        ("decision_map.forums[3]", "expected an object"),
        (
            "decision_map.flows[0].target",
            "expected another key than the source: nothing travels from a forum to itself",
        ),
    ] == [(problem.path, problem.message) for problem in caught.value.problems]


@pytest.mark.parametrize("plain", [{"forums": [{}] * 100}, {"forums": [{f"no-{n}": n for n in range(100)}]}])
def test_no_more_than_twenty_problems_are_told(plain):
    """A report of a hundred thousand lines helps nobody, and takes long to make."""
    with pytest.raises(DocumentError) as caught:
        structure(plain, DecisionMap)
    assert 20 == len(caught.value.problems)


def test_a_problem_is_no_longer_than_a_line_of_a_report():
    """Keys are told, and a key can be as long as a document allows."""
    with pytest.raises(DocumentError) as caught:
        structure({"x" * 60_000: 1, "key": "x", "title\n" * 100: 1}, Process)
    assert [] == [problem for problem in caught.value.problems if max(map(len, (problem.path, problem.message))) > 200]
    assert "['xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...']" == caught.value.path


@pytest.mark.parametrize(
    ("way", "written"),
    [
        ((), "$"),
        (("a",), "a"),
        (("a", 3, "b"), "a[3].b"),
        ((3,), "[3]"),
        (("a b",), "['a b']"),
        (("a", "é\u202e"), "a['\\xe9\\u202e']"),
    ],
)
def test_a_place_is_written_as_people_write_it(way, written):
    """What turns a line round in a terminal is written as its number."""
    assert written == path_text(way)


CANARY = "Jane Doe of 12 High Street"


@pytest.mark.parametrize(
    "plain",
    [
        {"key": f"{CANARY} "},
        {"key": "x", "level": CANARY},
        {"key": "x", "methods": CANARY},
        {"key": "x", "methods": [CANARY, 7]},
        {"key": "x", "stakeholders": [CANARY]},
        {"key": "x", "stakeholders": [{"key": "p", "kind": "person", "title": CANARY}]},
        {"key": "x", "stakeholders": [{"key": "p", "role": CANARY}]},
        {"key": "x", "stakeholders": [{"key": "p", "external_ids": [[CANARY]]}]},
        {"key": "x", "decision_map": {"forums": [{"key": "f", "meetings": {"also": [CANARY]}}]}},
        {"key": "x", "decision_map": {"forums": [{"key": "f", "meetings": {"rule": CANARY, "start": "2026-01-01"}}]}},
        {"key": "x", "decision_map": {"decisions": [{"key": "f", "made_at": "f", "on": CANARY}]}},
        {"key": "x", "decision_map": {"flows": [{"source": CANARY, "target": "b", "days": CANARY}]}},
    ],
)
def test_no_value_is_told(plain):
    """Errors go to logs and screens; what stood in the document may be about a person."""
    with pytest.raises(InvolvementError) as caught:
        structure(plain, Process)
    error = caught.value
    told = [str(error), repr(error), *map(str, getattr(error, "problems", ())), *traceback.format_exception(error)]
    assert [] == [each for each in told if CANARY in each]
    assert (None, None) == (error.__cause__, error.__context__)
    assert str(error) == str(pickle.loads(pickle.dumps(error)))


@frozen
class Inner:
    key: str = field(validator=_fields.key)


@frozen
class Outer:
    """Raises what its word says, as a constructor may."""

    word: str = ""
    inner: Inner | None = None

    def __attrs_post_init__(self) -> None:
        if self.word:
            raise RAISED[self.word]


@frozen
class Whole:
    outer: Outer
    other: int = 0


RAISED = {
    "unknown": UnknownKeyError("forum", "x", ("y",), "seat of z"),
    "unknown-at": UnknownKeyError("forum", "x", ("y",), "inner.key"),
    "duplicate": DuplicateKeyError("forum", "x"),
    "limit": LimitExceeded("candidates", 5),
    "extra": MissingExtraError("this", "that"),
    "field": InvalidValueError("Outer.inner", "something"),
    "class": InvalidValueError("Outer", "something"),
    "elsewhere": InvalidValueError("somewhere", "something"),
    "foreign": ZeroDivisionError("with the value 42"),
}


@pytest.mark.parametrize(
    ("word", "error"),
    [
        ("unknown", UnknownKeyError("forum", "x", ("y",), "outer: seat of z")),
        ("unknown-at", UnknownKeyError("forum", "x", ("y",), "outer.inner.key")),
        ("duplicate", DuplicateKeyError("forum", "x", "outer")),
        ("limit", LimitExceeded("candidates", 5, "outer")),
        ("extra", DocumentError("outer", str(RAISED["extra"]))),
        ("field", DocumentError("outer.inner", "expected something")),
        ("class", DocumentError("outer", "expected something")),
        ("elsewhere", DocumentError("outer", "somewhere: expected something")),
        ("foreign", DocumentError("outer", "expected what Outer takes")),
    ],
)
def test_what_a_constructor_refuses_is_told_with_its_place(word, error):
    """A key that nobody knows stays that error, for whoever catches it; all else is about the document."""
    with pytest.raises(InvolvementError) as caught:
        structure({"outer": {"word": word}}, Whole)
    assert (type(error), str(error)) == (type(caught.value), str(caught.value))


def test_an_unknown_key_among_other_problems_is_one_of_them():
    """Two errors cannot be raised at once, and none may be lost."""
    with pytest.raises(DocumentError) as caught:
        structure({"outer": {"word": "duplicate"}, "other": "x"}, Whole)
    assert [
        ("outer", "two forums have the key 'x'; each key may be used once"),
        ("other", "expected a whole number"),
    ] == [(problem.path, problem.message) for problem in caught.value.problems]


@frozen
class Asked:
    first: int = field(default=1)
    second: int = field(default=1)

    @second.validator
    def _not_below(self, _attribute: object, value: int) -> None:
        if value < self.first:
            raise InvalidValueError("Asked.second", "a number not below the first")


def test_a_field_that_looks_at_another_still_tells_its_problem():
    """Fields are asked one by one for all their problems; one that cannot be asked alone is asked with the rest."""
    with pytest.raises(DocumentError) as caught:
        structure({"first": 2, "second": 1}, Asked)
    assert [("second", "expected a number not below the first")] == [
        (problem.path, problem.message) for problem in caught.value.problems
    ]


def test_plain_data_hold_days_as_days():
    """TOML has a word for them; JSON writes them as text when the time comes."""
    process = Process("x", decision_map=DecisionMap(forums=[]))
    assert {"key": "x", "decision_map": {}} == unstructure(process)
    assert date(2026, 9, 1) == structure({"day": date(2026, 9, 1)}, Dated).day


@frozen
class Dated:
    day: date
