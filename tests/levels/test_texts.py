"""Is a ladder's file read strictly, and is it told where it is wrong?"""

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from involvement import FrameworkError, InvalidValueError, LimitExceeded, Limits
from involvement._reading import unstructure
from involvement.levels import Ladder, ladder_schema, ladders, packaged, parse_ladder
from tests.strategies.processes import own_ladders

START = 'key = "ours"\nordered = true\n'
RUNG = '[[rungs]]\nkey = "told"\n'
FILES = sorted((Path(packaged.__file__).parent / "data").iterdir())


def test_a_short_text_is_enough():
    """Somebody's own three rungs need no licence and no source."""
    found = parse_ladder(START + RUNG)
    assert ("ours", True, ["told"]) == (found.key, found.ordered, [rung.key for rung in found.rungs])
    assert found == parse_ladder((START + RUNG).encode())


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        ("", "key", "expected text, and nothing is there: it is required"),
        ('key = "ours"\n' + RUNG, "ordered", "expected true or false, and nothing is there: it is required"),
        (START + "rungs = []\n", "rungs", "expected at least one rung"),
        (START + "colour = 1\n" + RUNG, "colour", "no such key in a Ladder"),
        (START + RUNG + 'tittle = "Told"\n', "rungs[0].tittle", "no such key in a Rung; did you mean 'title'?"),
        (START + RUNG + "verified = 1\n", "rungs[0].verified", "expected true or false"),
        (
            START + RUNG + 'standings = [{ relation = "close", standing = "asked" }]\n',
            "rungs[0].standings[0].standing",
            "expected one of none, informed, consulted, advises, codesigns, decides_jointly, delegated, controls",
        ),
        (
            START + RUNG + 'standings = [{ relation = "near" }]\n',
            "rungs[0].standings[0].relation",
            "expected one of exact, close, broad, narrow, none",
        ),
        (START + RUNG + 'band = "low"\n', "rungs[0].band", "no band 'low'; none is known"),
        (START + RUNG + RUNG, "rungs", "two rungs have the key 'told'; each key may be used once"),
        (START + "kind = \n", "", "not TOML at line 3, column 8"),
        (START + 'key = "twice"\n', "", "a key or table stands twice at line 3, column 14"),
        (b"\xff", "", "expected UTF-8 text, and byte 0 is none"),
    ],
)
def test_a_wrong_text_is_told_with_its_file_and_its_table(text, where, message):
    """Whoever writes a file by hand should be sent to the line that is wrong."""
    with pytest.raises(FrameworkError) as caught:
        parse_ladder(text, name="ours.toml")
    error = caught.value
    assert ("ours.toml", where, message) == (error.name, error.where, error.message)
    assert str(error).startswith(f"ours.toml: {where}: {message}" if where else f"ours.toml: {message}")


def test_every_problem_is_told_at_once():
    """Nobody wants to mend one line a run."""
    with pytest.raises(FrameworkError) as caught:
        parse_ladder('ordered = 1\nrungs = [{ key = " told" }, { key = 2 }]')
    assert ["ordered", "rungs[0].key", "rungs[1].key", "key"] == [problem.path for problem in caught.value.problems]
    assert str(caught.value).endswith("(and 3 more problems)")


def test_the_value_that_was_wrong_is_never_told():
    """A gist may hold what somebody said."""
    with pytest.raises(FrameworkError) as caught:
        parse_ladder(START + RUNG + 'verified = "Jane said so"\nlicense = "Jane"\n')
    assert "Jane" not in str(caught.value)
    assert "Jane" not in repr(caught.value)


def test_a_text_beyond_its_limits_is_refused():
    """A stranger's file must not take the memory of a server."""
    with pytest.raises(LimitExceeded, match="more than 20 bytes"):
        parse_ladder(START + RUNG, limits=Limits(toml_size=20))
    with pytest.raises(LimitExceeded, match=r"rungs: more than 1 entries in one list"):
        parse_ladder(START + RUNG + '[[rungs]]\nkey = "b"\n', limits=Limits(entries=1))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"text": None}, r"^text: expected text, or bytes of UTF-8$"),
        ({"text": START, "name": 1}, r"^name: expected text$"),
        ({"text": START, "limits": None}, r"^limits: expected Limits$"),
    ],
)
def test_what_is_no_text_is_refused(arguments, message):
    """A path in place of a text is a common slip."""
    with pytest.raises(InvalidValueError, match=message):
        parse_ladder(**arguments)


# The schema


@cache
def validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(ladder_schema())
    return jsonschema.Draft202012Validator(ladder_schema())


def test_the_schema_accepts_every_packaged_ladder():
    """An editor that checks files by the schema must not mark ours."""
    accepts = validator()
    assert [] == [
        error.message for each in ladders() for error in accepts.iter_errors(json.loads(json.dumps(unstructure(each))))
    ]


def test_the_schema_refuses_what_is_misspelt():
    """A schema that accepts everything helps nobody."""
    accepts = validator()
    assert accepts.is_valid({"key": "ours", "ordered": True, "rungs": [{"key": "told"}]})
    assert not accepts.is_valid({"key": "ours", "ordered": True, "rungs": [{"key": "told", "tittle": "Told"}]})
    assert not accepts.is_valid({"key": "ours", "rungs": [{"key": "told"}]})


@settings(max_examples=25)
@given(st.data())
def test_a_ladder_written_is_read_back(data):
    """Whatever a host's ladder holds stands in a file as well, and the schema accepts it."""
    import tomli_w

    found: Ladder = data.draw(own_ladders("ours"))
    plain = unstructure(found)
    assert found == parse_ladder(tomli_w.dumps(plain))
    validator().validate(plain)
