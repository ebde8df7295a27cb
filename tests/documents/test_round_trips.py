"""What is written is read back as it was: the first promise of a document."""

import json
import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from involvement import DocumentError, LimitExceeded, Limits, Process, Stakeholder, dump, dumps, load, loads, schema
from tests.strategies.processes import processes
from tests.strategies.words import AWKWARD_TEXTS

FORMATS = ("json", "toml")


@settings(max_examples=40)
@given(process=processes())
def test_a_process_is_read_back_as_it_was_written(process):
    """A document that loses or changes a value silently is worse than none."""
    assert [process, process] == [loads(dumps(process, name), name) for name in FORMATS]


@settings(max_examples=30)
@given(process=processes())
def test_a_document_written_again_is_the_same_bytes(process):
    """People keep documents under version control: what did not change must not show as a change."""
    once = [dumps(process, name) for name in FORMATS]
    assert once == [dumps(loads(text, name), name) for text, name in zip(once, FORMATS, strict=True)]


@settings(max_examples=30)
@given(process=processes())
def test_the_schema_accepts_what_is_written(process):
    """Editors and other languages check documents by the schema alone."""
    CHECKER.validate(json.loads(dumps(process)))


@st.composite
def narrow_limits(draw: st.DrawFn) -> Limits:
    """Limits of which one or another is near to what a small process needs."""
    most = {"size": 3000, "toml_size": 3000, "depth": 8, "values": 200, "text": 30, "entries": 4, "dots": 3}
    names = draw(st.lists(st.sampled_from(sorted(most)), max_size=2))
    return Limits(**{name: draw(st.integers(1, most[name])) for name in names})


@given(process=processes(), limits=narrow_limits(), name=st.sampled_from(FORMATS))
def test_what_is_written_within_limits_is_read_within_them(process, limits, name):
    """A document that its own host refuses to open again is as good as lost."""
    try:
        text = dumps(process, name, limits=limits)
    except LimitExceeded:
        with pytest.raises(LimitExceeded):
            loads(dumps(process, name, limits=WIDE), name, limits=limits)
    else:
        assert process == loads(text, name, limits=limits)


WIDE = Limits(size=2**40, toml_size=2**40, values=2**40)


def test_more_than_the_limits_allow_is_not_written(tmp_path):
    """`load` would refuse the file, so `dump` does, and leaves what stood there."""
    process = Process("x", title="y" * 70_000)
    with pytest.raises(LimitExceeded, match=r"^title: more than 65536 characters in one text$"):
        dumps(process)
    with pytest.raises(LimitExceeded, match=r"^title: more than 65536 characters in one text$"):
        dump(process, tmp_path / "x.json")
    dump(process, tmp_path / "x.json", limits=Limits(text=70_000))
    assert process == load(tmp_path / "x.json", limits=Limits(text=70_000))


CHECKER = Draft202012Validator(schema())


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", AWKWARD_TEXTS)
def test_no_character_is_lost_on_the_way(name, text):
    """Control characters, line ends and unlike forms of one letter are the author's, and stay."""
    process = Process("x", title=text, methods=[text, text])
    assert process == loads(dumps(process, name).encode(), name)


def test_one_entry_of_a_list_stands_on_one_line():
    """A changed stakeholder is one changed line for whoever reviews it."""
    process = Process("x", stakeholders=[Stakeholder("a", size=3), Stakeholder("b")], methods=["survey", "panel"])
    assert dumps(process) == (
        "{\n"
        '  "format": "involvement",\n'
        '  "version": 1,\n'
        '  "key": "x",\n'
        '  "methods": [\n'
        '    "survey",\n'
        '    "panel"\n'
        "  ],\n"
        '  "stakeholders": [\n'
        '    {"key": "a", "size": 3},\n'
        '    {"key": "b"}\n'
        "  ]\n"
        "}\n"
    )


def test_the_bytes_do_not_depend_on_the_hash_seed():
    """The same process is the same file on every machine."""
    program = (
        "from involvement import *\n"
        "process = Process('x', stakeholders=[Stakeholder(k, role='carer') for k in 'abc'],"
        " decision_map=DecisionMap(forums=[Forum('f', title='F', meetings=Meetings.any_day())]))\n"
        "print(dumps(process), dumps(process, 'toml'), schema())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(runs) == 1


def test_everything_that_cannot_be_written_is_named_at_once():
    """A document that nobody could read again is refused before it is written, with each place."""
    process = Process(
        "x", title="\ud800", stakeholders=[Stakeholder("a", size=2**53), Stakeholder("b", size=2**53 + 1)]
    )
    with pytest.raises(DocumentError) as caught:
        dumps(process)
    assert ["title", "stakeholders[1].size"] == [problem.path for problem in caught.value.problems]
    with pytest.raises(DocumentError):
        dumps(process, "toml")
