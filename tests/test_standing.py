"""Is standing a scale that is compared and never added?"""

import json
import operator
import pickle
from itertools import product

import pytest

from involvement import InvalidValueError, Standing

ORDER = ["none", "informed", "consulted", "advises", "codesigns", "decides_jointly", "delegated", "controls"]


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge, operator.eq])
def test_standings_compare_as_the_words_are_listed(compare):
    """The order is the one thing that the library computes with."""
    for first, second in product(ORDER, repeat=2):
        expected = compare(ORDER.index(first), ORDER.index(second))
        assert expected == compare(Standing(first), Standing(second))


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne])
def test_a_text_on_either_side_is_read_as_the_standing_that_it_names(compare):
    """As texts `advises` comes before `none`; people write words, and mean standings."""
    for first, second in product(ORDER, repeat=2):
        expected = compare(ORDER.index(first), ORDER.index(second))
        assert expected == compare(Standing(first), second)
        assert expected == compare(first, Standing(second))


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
@pytest.mark.parametrize("other", [3, None, 2.5, ["advises"], "Advises", "", "listens"])
def test_what_names_no_standing_compares_with_none(compare, other):
    """Ladders measure different things; the order of the alphabet, or of numbers, would pretend otherwise."""
    for sides in ((Standing.ADVISES, other), (other, Standing.ADVISES)):
        with pytest.raises(TypeError):
            compare(*sides)


def test_a_standing_is_its_text():
    """What a host stores, looks up or sends is the word."""
    assert {"advises": 1}[Standing.ADVISES] == 1
    assert hash("advises") == hash(Standing.ADVISES)
    assert ("decides_jointly", '"decides_jointly"') == (
        str(Standing.DECIDES_JOINTLY),
        json.dumps(Standing.DECIDES_JOINTLY),
    )
    assert Standing.ADVISES != "Advises"
    assert Standing.ADVISES is pickle.loads(pickle.dumps(Standing.ADVISES))


def test_a_list_of_words_and_standings_sorts_by_rank():
    """Two plain texts would compare as texts, so that the key says what they are."""
    mixed = ["controls", Standing.ADVISES, "none", Standing.DELEGATED, "consulted"]
    assert ["none", "consulted", "advises", "delegated", "controls"] == sorted(mixed, key=Standing)
    assert (Standing.NONE, Standing.CONTROLS) == (min(Standing), max(Standing))


@pytest.mark.parametrize("word", ["Advises", "", None, 3, "empower"])
def test_a_word_that_is_no_standing_is_told_the_words_that_are(word):
    """The eight words are few enough to list."""
    with pytest.raises(InvalidValueError, match="one of none, informed, consulted"):
        Standing(word)


def test_standings_read_as_words():
    """A sentence for minutes says 'decides jointly', not a name with an underscore."""
    assert "decides jointly" == Standing("decides_jointly").words
    assert list(range(8)) == [standing.rank for standing in Standing]
