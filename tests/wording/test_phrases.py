"""Is there a phrase for everything that the wording says itself?"""

from involvement.references import KINDS
from involvement.wording import PHRASES, Template


def test_every_kind_has_its_words():
    """What is hidden is still said to be something: `a person`, `a need`."""
    kinds = {code.removeprefix("kind."): words for code, words in PHRASES.items() if code.startswith("kind.")}
    assert set(KINDS) == set(kinds)
    for words in kinds.values():
        article, noun = words.split(" ", 1)
        assert ("an" if noun[0] in "aeiou" else "a") == article


def test_a_phrase_is_a_template():
    """A catalogue is checked by the same function for both."""
    assert {"text", "n", "day", "month", "year", "first", "second"} == set().union(
        *(Template(text).names for text in PHRASES.values())
    )
