"""Is standing a scale that is compared and never added?"""

import operator
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


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge, operator.add])
def test_standing_is_no_number(compare):
    """Ladders measure different things; arithmetic on rungs would pretend otherwise."""
    with pytest.raises(TypeError):
        compare(Standing("advises"), 3)


@pytest.mark.parametrize("word", ["Advises", "", None, 3, "empower"])
def test_a_word_that_is_no_standing_is_told_the_words_that_are(word):
    """The eight words are few enough to list."""
    with pytest.raises(InvalidValueError, match="one of none, informed, consulted"):
        Standing(word)


def test_standings_read_as_words():
    """A sentence for minutes says 'decides jointly', not a name with an underscore."""
    assert "decides jointly" == str(Standing("decides_jointly"))
    assert list(range(8)) == [standing.rank for standing in Standing]
