"""Can pseudonyms be reversed, joined or found by trying, and does the key stay where it belongs?"""

import re
from base64 import b32encode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from involvement import InvalidValueError
from involvement.privacy import pseudonyms
from tests.strategies.words import keys

KEY = bytes(range(7, 39))
CANARY = b"canary of a key of 32 bytes, yes"
MANY = 20_000  # by hand once a release: 1,000,000, see docs/explanation/quality.md


def by_hand(key: bytes, scope: str, person: str) -> str:
    """RFC 2104 written out: H(K xor opad, H(K xor ipad, text)), with the parts of the text each behind its length."""
    key = (sha256(key).digest() if len(key) > 64 else key).ljust(64, b"\0")
    parts = [b"involvement pseudonym 1", scope.encode(), person.encode()]
    text = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    inner = sha256(bytes(byte ^ 0x36 for byte in key) + text).digest()
    return b32encode(sha256(bytes(byte ^ 0x5C for byte in key) + inner).digest()[:20]).decode().lower()


def one(person: str, key: bytes = KEY, scope: str = "report") -> str:
    return pseudonyms([person], key=key, scope=scope)[person]


@given(st.binary(min_size=32, max_size=100).filter(lambda key: len(set(key)) > 1), keys, keys)
def test_a_pseudonym_is_the_keyed_hash_of_rfc_2104(key, scope, person):
    """What is published by one machine must be found again by every other."""
    assert by_hand(key, scope, person) == one(person, key, scope)


@given(keys, keys, keys, keys)
def test_no_two_scopes_and_no_two_persons_share_one(scope, other, person, another):
    """Joined by a shared name, two harmless tables tell of one person."""
    asked = sorted({person, another})
    names = [name for each in {scope, other} for name in pseudonyms(asked, key=KEY, scope=each).values()]
    assert len(names) == len(set(names))
    assert all(re.fullmatch("[a-z2-7]{32}", name) for name in names)
    assert list(pseudonyms(asked[::-1], key=KEY, scope=scope)) == asked[::-1]
    assert one(person, CANARY, scope) != one(person, KEY, scope)


def test_what_ends_the_scope_and_begins_the_key_makes_a_difference():
    """`a` of `bc` and `ab` of `c` are two persons in two scopes."""
    assert one("bc", scope="a") != one("c", scope="ab")


def test_many_persons_have_as_many_pseudonyms():
    """Two people of one name would be mixed up for ever."""
    first, second = (set(pseudonyms(map(str, range(MANY)), key=KEY, scope=scope).values()) for scope in ("a", "b"))
    assert (MANY, MANY, 0) == (len(first), len(second), len(first & second))


@pytest.mark.parametrize(
    "wrong", [b"", b"short", b"x" * 31, b"\0" * 32, "text of more than thirty-two characters", None, 5]
)
def test_a_key_that_could_be_guessed_is_refused(wrong):
    """A weak key is no key: all ten-digit numbers are tried within minutes."""
    with pytest.raises(InvalidValueError, match="key: expected at least 32 random bytes") as caught:
        one("members", key=wrong)
    assert "short" not in str(caught.value)


@pytest.mark.parametrize("wrong", ["", " a", None, 5, "a" * 201])
def test_a_scope_and_a_person_have_names(wrong):
    """An empty scope would be every scope."""
    with pytest.raises(InvalidValueError, match="scope: expected text"):
        one("members", scope=wrong)
    with pytest.raises(InvalidValueError, match="persons: expected keys"):
        pseudonyms(["members", wrong], key=KEY, scope="report")
    with pytest.raises(InvalidValueError, match="persons: "):
        pseudonyms("members", key=KEY, scope="report")


def test_the_key_is_in_no_error():
    """An error ends in a log, and a log is no place for a key."""
    for person, scope in ((" a", "report"), ("a", "")):
        with pytest.raises(InvalidValueError) as caught:
            one(person, CANARY, scope)
        assert "canary" not in f"{caught.value} {caught.value!r}"
