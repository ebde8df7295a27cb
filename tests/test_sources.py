"""Does the library do what its founding texts ask for, as the page about them says?"""

import re
from pathlib import Path

import pytest

from involvement.cli import main
from tests.public_names import PUBLIC, ROOMS

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "explanation" / "sources.md"
TEXTS = dict(
    section.split("\n", 1) for section in re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
)
SENTENCES = {
    "Challenges of service user involvement": 17,
    "Service user involvement is vital": 11,
    "Who is going to lead this work?": 25,
    "What will the group do?": 18,
    "Power imbalances within health and social care": 17,
}
DATA = {path.name for path in (ROOT / "src" / "involvement").glob("*/data/*.toml")}


def rows(text: str) -> list[tuple[str, str, list[str]]]:
    """The numbers, the paraphrase and the names of each row of a table."""
    found = re.findall(r"^\| ([\d-]+) \| (.+) \| (.+) \|$", text, re.MULTILINE)
    return [(numbers, said, re.findall(r"`([^`]+)`", names)) for numbers, said, names in found]


def counted(numbers: str) -> list[int]:
    """Which sentences a cell, or a list in a sentence, is about."""
    spans = (each.split("-") for each in re.findall(r"\d+(?:-\d+)?", numbers))
    return [number for span in spans for number in range(int(span[0]), int(span[-1]) + 1)]


def test_the_page_is_about_the_five_texts_and_all_their_sentences():
    """A text that is left out, or that lost a sentence, would not be missed by the tests below."""
    said = {title: int(re.search(r"It has (\d+) sentences", text)[1]) for title, text in TEXTS.items()}
    assert SENTENCES == said


@pytest.mark.parametrize("title", SENTENCES)
def test_every_sentence_is_in_the_table_or_asks_for_nothing(title):
    """A sentence that nobody looked at may ask for something that nothing does."""
    text = TEXTS[title]
    nothing = re.search(r"^Sentences? ([\d, and]+) asks? for nothing:", text, re.MULTILINE)
    told = [number for numbers, _, _ in rows(text) for number in counted(numbers)]
    told += counted(nothing[1]) if nothing else []
    assert list(range(1, SENTENCES[title] + 1)) == sorted(told)


@pytest.mark.parametrize("title", SENTENCES)
def test_every_row_names_something_that_does_it(title):
    """A row without a name is a wish."""
    assert [] == [numbers for numbers, _, names in rows(TEXTS[title]) if not names]


@pytest.mark.parametrize("title", SENTENCES)
def test_everything_that_is_named_is_there(title):
    """A name that was changed or taken back is a claim that is no longer true."""
    missing = [name for _, _, names in rows(TEXTS[title]) for name in names if not is_there(name)]
    assert [] == missing


@pytest.mark.parametrize("name", ["MAP000", "su9", "Ledger.nothing", "Nobody", "no-such.toml", "involvement sing"])
def test_a_name_that_is_not_there_is_found_out(name):
    """The test above would pass as well if everything counted as there."""
    assert not is_there(name)


def test_every_barrier_of_the_first_text_stands_in_its_table():
    """Its seventeen points are the library's list of barriers."""
    named = {name for _, _, names in rows(TEXTS["Challenges of service user involvement"]) for name in names}
    assert set() == {each.key for each in PUBLIC.barriers()} - named


def test_no_row_says_more_than_a_sentence_of_our_own():
    """Four of the texts may not be copied: what they say stands here in few words, and none of them in quotes."""
    said = [said for text in TEXTS.values() for _, said, _ in rows(text)]
    assert [] == [each for each in said if len(each.split()) > 30 or '"' in each or "“" in each]


def is_there(name: str) -> bool:
    """Whether a rule, a barrier, a file, a command, or a public name with its attributes is there."""
    if re.fullmatch(r"[A-Z]{3}\d{3}", name):
        return name in {each.code for each in PUBLIC.ALL_RULES}
    if re.fullmatch(r"(su|pr|cm)\d", name):
        return name in {each.key for each in PUBLIC.barriers()}
    if "/" in name:
        return (ROOT / name).is_file()
    if name.endswith(".toml"):
        return name in DATA
    if name.startswith("involvement "):
        return main([name.partition(" ")[2], "--help"]) == 0
    first, *attributes = name.split(".")
    found = getattr(PUBLIC, first, ROOMS.get(first))
    for attribute in attributes:
        found = getattr(found, attribute, None)
    return found is not None
