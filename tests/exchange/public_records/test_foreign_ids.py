"""Does every id elsewhere have one key here, and the same one tomorrow?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from involvement import Forum
from involvement.exchange.public_records.foreign_ids import foreign_id, keys_of, opaque_keys

ALIKE = "https://ris.example.org/338320/paper", "https://ris.example.org/496811/paper"  # found by trying


def test_two_ids_with_the_same_short_digest_have_two_keys():
    """With a hundred thousand ids it happens now and then, and whoever writes ids can make it happen."""
    one, other = ALIKE
    assert keys_of("paper", [one])[one] == keys_of("paper", [other])[other]
    both = keys_of("paper", ALIKE)
    assert 2 == len(set(both.values()))
    assert both == keys_of("paper", reversed(ALIKE))


@given(ids=st.sets(st.text(st.characters(codec="utf-8"), min_size=1), max_size=20))
def test_different_ids_have_different_keys_whatever_they_look_like(ids):
    """A key that two things share would make one of them."""
    for keys in (keys_of("paper", ids), opaque_keys(ids, b"")):
        assert ids == keys.keys()
        assert len(ids) == len(set(keys.values()))
        assert all(Forum(key).key == key for key in keys.values())


@pytest.mark.parametrize(
    ("own", "start"),
    [
        ("https://ris.example.org/organization/34", "organisation-34-"),
        ("https://ris.example.org/organizations.asp?typ=gr&id=25", "organisation-id-25-"),
        ("https://ris.example.org/organization/34/", "organisation-34-"),
        ("https://ris.example.org/Größe", "organisation-gr-e-"),
        ("https://ris.example.org/größe#Ö", "organisation-"),
        ("///", "organisation-"),
        (f"x/{'y' * 99}", f"organisation-{'y' * 24}-"),
    ],
)
def test_people_can_read_from_a_key_what_it_stands_for(own, start):
    """A digest alone would be safe, and say nothing in a report."""
    key = keys_of("organisation", [own])[own]
    assert (start, 10) == (key[:-10], len(key) - len(start))


@pytest.mark.parametrize("value", [None, 7, "", "a b", "a\nb", "\x7f", "a\u2028b", "\u202eb", "x" * 2001, ["a"], True])
def test_what_cannot_name_anything_is_no_id(value):
    """A number or a sentence in the place of an id is a mistake there, not a name here."""
    assert foreign_id(value) is None
