"""Is an edition what it is or what names it, and nothing else?"""

import pytest

from involvement import InvalidValueError
from involvement.wording import Edition
from involvement.wording.editions import edition_of


def test_an_edition_is_named_by_its_word():
    """People write words."""
    assert tuple(Edition) == tuple(map(edition_of, ("desk", "partners", Edition.PUBLIC)))


@pytest.mark.parametrize("value", ["board", "", None, 7, b"desk"])
def test_what_is_no_edition_is_refused(value):
    """A misspelt edition must not fall back to one that shows more."""
    with pytest.raises(InvalidValueError, match="edition: expected one of desk, partners, public"):
        edition_of(value)
