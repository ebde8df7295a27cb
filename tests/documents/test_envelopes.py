"""A document says what it is and by which version; what says neither is not guessed at."""

import json
import subprocess
import sys

import pytest

from involvement import DocumentError, DuplicateKeyError, Process, UnknownKeyError, loads, schema
from involvement.documents.migrations import CURRENT, STEPS, migrated

HEAD = {"format": "involvement", "version": 1}
FORMAT = "expected 'involvement': that is how a document of ours begins"
VERSION = "expected the version that it was written by, a whole number from 1"


@pytest.mark.parametrize(
    ("plain", "path", "message"),
    [
        ([], "$", "expected an object: a process, with its format and version"),
        ("text", "$", "expected an object: a process, with its format and version"),
        (None, "$", "expected an object: a process, with its format and version"),
        ({}, "format", FORMAT),
        ({"version": 1, "key": "x"}, "format", FORMAT),
        ({"format": "Involvement", "version": 1, "key": "x"}, "format", FORMAT),
        ({"format": ["involvement"], "version": 1, "key": "x"}, "format", FORMAT),
        ({"format": None, "version": 1, "key": "x"}, "format", FORMAT),
        ({"format": "involvement", "key": "x"}, "version", VERSION),
        ({**HEAD, "version": True, "key": "x"}, "version", VERSION),
        ({**HEAD, "version": 1.0, "key": "x"}, "version", VERSION),
        ({**HEAD, "version": "1", "key": "x"}, "version", VERSION),
        ({**HEAD, "version": 0, "key": "x"}, "version", VERSION),
        ({**HEAD, "version": -1, "key": "x"}, "version", VERSION),
        ({**HEAD, "version": 2, "no-such": 1}, "version", "written by a newer release; this one reads up to version 1"),
        (HEAD, "key", "expected text, and nothing is there: it is required"),
        ({**HEAD, "key": "x", "formats": 1}, "formats", "no such key in a Process"),
    ],
)
def test_what_is_not_a_document_of_ours_is_told_in_one_line(plain, path, message):
    """Somebody dropped the wrong file, or has an older release: neither wants a list of unknown keys."""
    with pytest.raises(DocumentError) as caught:
        loads(json.dumps(plain))
    assert [(path, message)] == [(problem.path, problem.message) for problem in caught.value.problems]


def test_the_envelope_may_stand_anywhere_in_the_object():
    """The order of keys means nothing in JSON."""
    assert Process("x") == loads('{"key": "x", "version": 1, "format": "involvement"}')


def test_keys_across_parts_keep_their_own_errors():
    """Whoever embeds the library tells a wrong key from a wrong document."""
    with pytest.raises(UnknownKeyError, match=r"^issues\[0\]\.decisions: no decision 'd'"):
        loads(json.dumps({**HEAD, "key": "x", "decision_map": {}, "issues": [{"key": "i", "decisions": ["d"]}]}))
    with pytest.raises(UnknownKeyError, match=r"^decision_map\.flows\[0\]\.source: no forum 'a'"):
        loads(json.dumps({**HEAD, "key": "x", "decision_map": {"flows": [{"source": "a", "target": "b"}]}}))
    with pytest.raises(DuplicateKeyError, match=r"^decision_map: two forums"):
        loads(json.dumps({**HEAD, "key": "x", "decision_map": {"forums": [{"key": "a"}, {"key": "a"}]}}))
    with pytest.raises(DuplicateKeyError, match=r"^two stakeholders"):
        loads(json.dumps({**HEAD, "key": "x", "stakeholders": [{"key": "a"}, {"key": "a"}]}))


def test_each_version_is_one_step_from_the_last():
    """Nobody tries every pair of versions; steps of one are tried each by itself, and come in order."""
    steps = {
        1: lambda plain: {**plain, "way": [*plain["way"], "1 to 2"]},
        2: lambda plain: {**plain, "way": [*plain["way"], "2 to 3"]},
    }
    before = {"way": []}
    assert [["1 to 2", "2 to 3"], ["2 to 3"], []] == [
        migrated(before, version, steps=steps, current=3)["way"] for version in (1, 2, 3)
    ]
    assert {"way": []} == before
    with pytest.raises(DocumentError, match=r"^version: written by a newer release; this one reads up to version 3$"):
        migrated(before, 4, steps=steps, current=3)


def test_there_is_a_step_from_every_earlier_version():
    """Old documents open for ever."""
    assert list(range(1, CURRENT)) == sorted(STEPS)


def test_every_schema_is_the_caller_s_own():
    """Whoever adds to it does not add to anybody else's."""
    first = schema()
    first["properties"]["key"]["pattern"] = "set by somebody"
    first["$defs"].clear()
    assert "set by somebody" not in json.dumps(schema())
    assert "Forum" in schema()["$defs"]


def test_nothing_is_loaded_before_it_is_needed():
    """Whoever imports the library to ask one question does not wait for what reads and writes documents."""
    program = "import sys, involvement.documents; print(sorted({'tomllib', 'tomli_w'} & set(sys.modules)))"
    assert b"[]" == subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout.strip()
