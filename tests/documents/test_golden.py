"""Old documents open for ever: one full example of each version and format, and none of them ever changes."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from involvement import dumps, load, schema
from involvement.documents.migrations import CURRENT

GOLDEN = Path(__file__).parent / "golden"

# Written down when a version is released, and never touched again: a changed line here is a broken promise.
SHA_256 = {
    "version-1.json": "f1f61ff9abd5a8b67e1a50ecd11eb2c4482b6f01863d6abf5b42b8741c39854a",
    "version-1.toml": "a594de39c94c177fba229e8c0e599d05732ad7537b40263aa11c8c679899c430",
}


@pytest.mark.parametrize("name", SHA_256)
def test_a_golden_document_is_what_it_was(name):
    """An example that is mended to pass is no example."""
    assert SHA_256[name] == sha256((GOLDEN / name).read_bytes()).hexdigest()


def test_every_golden_document_is_written_down():
    """A file that is not frozen can change unseen; a version without a file has no witness."""
    expected = {f"version-{version}.{suffix}" for version in range(1, CURRENT + 1) for suffix in ("json", "toml")}
    assert expected == set(SHA_256) == {path.name for path in GOLDEN.iterdir()}


@pytest.mark.parametrize("version", range(1, CURRENT + 1))
def test_a_golden_document_says_the_same_in_both_formats(version):
    """The format is a matter of taste, not of content."""
    assert load(GOLDEN / f"version-{version}.json") == load(GOLDEN / f"version-{version}.toml")


def test_the_golden_document_of_this_version_is_written_as_it_stands():
    """The bytes are part of the promise: a document that is loaded and saved shows no change."""
    path = GOLDEN / f"version-{CURRENT}.json"
    assert path.read_text(encoding="utf-8") == dumps(load(path))


def test_the_golden_document_of_this_version_has_every_field():
    """A field that no example holds can stop being read without anybody noticing.

    A new field goes into the example, with its new hash, until the version is released; after that it
    calls for a new version.
    """
    described = schema()
    plain = json.loads((GOLDEN / f"version-{CURRENT}.json").read_text(encoding="utf-8"))
    fields = {(name, each) for name, part in parts_of(described).items() for each in part.get("properties", ())}
    assert set() == fields - held_fields(plain, described, described)


def parts_of(described: dict) -> dict:
    return {"Process": described, **described["$defs"]}


def held_fields(plain: object, part: dict, described: dict) -> set[tuple[str, str]]:
    """The pairs of class and field that stand in plain data, by the schema of these data."""
    if isinstance(plain, dict) and "anyOf" in part:
        part = next(option for option in part["anyOf"] if "$ref" in option)
    if "$ref" in part:
        part = described["$defs"][part["$ref"].removeprefix("#/$defs/")]
    if isinstance(plain, list):
        return set().union(*(held_fields(each, part.get("items") or {}, described) for each in plain))
    if not isinstance(plain, dict):
        return set()
    for option in part.get("oneOf", ()):
        found = described["$defs"][option["$ref"].removeprefix("#/$defs/")]
        if found["properties"]["type"]["const"] == plain["type"]:
            part = found
    name = next(name for name, each in parts_of(described).items() if each is part)
    inner = (held_fields(value, part["properties"][field], described) for field, value in plain.items())
    return {(name, field) for field in plain}.union(*inner)
