"""Does every packaged framework load, say where it comes from, and hold nothing that may not be shipped?"""

import json
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest

from involvement import UnknownKeyError
from involvement._reading import unstructure
from involvement.maturity import framework, framework_schema, frameworks, parse_framework
from involvement.maturity.packaged import framework_keys
from involvement.maturity.pages import framework_text, frameworks_page

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "src" / "involvement" / "maturity" / "data").iterdir())
FACTS = ("provenance", "levels", "dimension_levels", "dimensions", "criteria", "caveats")

every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
every_framework = pytest.mark.parametrize("each", frameworks(), ids=lambda each: each.key)


def raw(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def checkable(plain: dict) -> Iterator[dict]:
    """Every table of a file that tells a fact of its own."""
    for name in FACTS:
        yield from plain.get(name, ())
    if "evidence" in plain:
        yield plain["evidence"]


@every_file
def test_a_file_bears_the_key_of_its_framework(path):
    """A framework is found by the name of its file, before any file is read."""
    found = parse_framework(path.read_bytes(), name=path.name)
    assert (path.stem, ".toml", found) == (found.key, path.suffix, framework(path.stem))


def test_the_packaged_frameworks_are_the_files():
    """A file that is not listed is lost; the list needs nobody to keep it."""
    assert [path.stem for path in FILES] == list(framework_keys()) == [each.key for each in frameworks()]


def test_a_framework_that_is_not_there_is_named_with_its_neighbours():
    """A misspelt key should cost a second, not a search."""
    with pytest.raises(UnknownKeyError, match="no framework 'guning'; known: gunning"):
        framework("guning")


@every_framework
def test_a_framework_has_a_source_a_licence_an_attribution_and_a_provenance(each):
    """Whoever shows a framework owes its author a name, and its reader a way to the source."""
    assert each.title
    assert each.source.title
    assert each.source.authors
    assert each.source.doi or each.source.url or each.source.publisher
    assert each.licence_tier is not None
    assert each.licence_note
    assert each.attribution
    assert each.text_origin is not None
    assert {"source", "licence_tier", "rule"} <= {fact.of for fact in each.provenance}
    assert all(criterion.title for criterion in each.criteria)


@every_file
def test_every_fact_says_itself_whether_it_was_verified(path):
    """A default is nobody's word: what was checked and what was not must be written down."""
    assert [] == [table for table in checkable(raw(path)) if "verified" not in table]


@every_file
def test_what_was_verified_says_where(path):
    """A check that nobody can repeat is none."""
    assert [] == [
        table for table in checkable(raw(path)) if table["verified"] and not table.get("read_at", table.get("source"))
    ]


@every_file
def test_what_is_not_verified_shows(path):
    """Whoever builds on memory or judgement should see it without reading the file."""
    unverified = [table for table in checkable(raw(path)) if not table["verified"]]
    assert len(unverified) == len(framework(path.stem).unverified())


@every_framework
def test_names_only_is_names_only(each):
    """A licence that allows no text allows none."""
    if each.text_origin == "names_only" or each.licence_tier == "C":
        assert {None} == {criterion.text for criterion in each.criteria}


@every_file
def test_no_word_of_the_spectrum_of_another_owner_is_shipped(path):
    """The Spectrum may not be copied without written permission."""
    text = path.read_text(encoding="utf-8").lower()
    assert "iap2" not in text
    assert "promise to the public" not in text


@every_file
def test_the_schema_accepts_every_file(path):
    """Whatever is read is described; dates stand in JSON as texts."""
    plain = json.loads(json.dumps(raw(path), default=str))
    jsonschema.validate(plain, framework_schema())


MEANING = {
    "commissioner-specification": "bc827e1c9d80f2a2",
    "community-engagement-2005": "b1d63f58cc61a835",
    "community-engagement-2016": "58c272d73676428e",
    "edge": "41d7959c8bb665ca",
    "four-pi-2019": "81ca899fb3fdf4d4",
    "getting-ready": "4a5d0af5a3dfec84",
    "gripp2-long-2017": "17ea6f554141320d",
    "gripp2-short-2017": "cd41fa1dbaeef6b1",
    "gunning": "56330cde6a9859c2",
    "nhs-england-indicator-2018": "5e7ea8ce5082accd",
    "oecd-readiness-2022": "db78bcfcc61d5a19",
    "supporting-people-qaf-2009": "b8ed7cf43c2c172b",
    "uk-standards-2019": "aff648b9fc1c9cef",
}


def meaning(each) -> str:
    """The questions, rules, cuts and weights of a framework, without what is told about it."""
    plain = unstructure(each)
    told = ("provenance", "caveats", "attribution", "licence_note", "licence_tier", "source", "title", "text_origin")
    kept = {name: value for name, value in plain.items() if name not in told}
    return sha256(json.dumps(kept, sort_keys=True, default=str).encode()).hexdigest()[:16]


def test_a_published_framework_never_changes_its_meaning():
    """A new edition is a new file: what was assessed by the old one must stay what it was."""
    assert MEANING == {each.key: meaning(each) for each in frameworks()}


def test_the_page_of_the_frameworks_is_made_from_them():
    """Write it anew with `involvement.maturity.pages.frameworks_page()`; a page by hand drifts from the files."""
    page = ROOT / "docs" / "reference" / "frameworks.md"
    assert page.read_text(encoding="utf-8") == frameworks_page()


@every_framework
def test_a_framework_reads_as_text(each):
    """Whoever answers needs the keys, the words that may be given, and whose questions they are."""
    text = framework_text(each)
    assert text.startswith(f"{each} (")
    assert all(f"    {criterion.key}: {criterion}" in text for criterion in each.criteria)
    assert all(f"    {level.key}: {level}" in text for level in (*each.levels, *each.dimension_levels))
    assert "not_applicable and absent\n" in text
    assert text.endswith(f"{each.attribution}\n")


def test_a_framework_of_ones_own_reads_as_text():
    """It may have neither a title nor a source, and levels with cuts."""
    own = parse_framework(
        'key = "own"\nrule = "sum"\nlevels = [{key = "low"}, {key = "high", at_least = 1}]\ncriteria = [{key = "a", text = "Is it so?"}]'
    )
    assert framework_text(own) == (
        "own (a sum of scores)\n\n    a: a. Is it so?\n\nAnswers: not_met, partly, met, not_applicable and absent\n\n"
        "Levels, lowest first:\n    low: low\n    high: high (from 1)\n"
    )
