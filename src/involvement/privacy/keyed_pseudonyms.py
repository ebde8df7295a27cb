"""Keyed pseudonyms: names for persons that only the holder of a key can make, and that no two data sets share."""

import hmac
from base64 import b32encode
from collections.abc import Iterable

from involvement import _fields
from involvement.errors import InvalidValueError
from involvement.references import is_key

__all__ = ["known_key", "pseudonyms", "with_length"]

_LEAST = 32  # bytes of a key
_DIGEST = 20  # bytes: 160 bits, in 32 letters and digits


def pseudonyms(persons: Iterable[str], *, key: bytes, scope: str) -> dict[str, str]:
    """The pseudonym of each person in a scope, by the person's key, in their order: 32 lower-case letters and digits 2 to 7.

    A scope is a data set, a publication or a recipient. The same person has the same pseudonym within it, and another in every
    other, so that two data sets cannot be joined by them. Without the key none can be made or reversed: an unkeyed hash of a
    ten-digit number is found by trying them all. Who holds the key can tell who it is, so what bears pseudonyms stays
    personal data. Keep the key apart from the data; the library keeps it nowhere.

    Args:
        persons: their keys.
        key: at least 32 random bytes of the host's, such as `secrets.token_bytes(32)`.
        scope: what the pseudonyms are for, such as `report 2026`: text of 1 to 200 printable characters.

    Raises:
        InvalidValueError: a key that is too short, or persons or a scope that are no such text.

    References:
        HMAC: RFC 2104, doi 10.17487/RFC2104; with SHA-256, of which the first 160 bits are taken (RFC 2104, section 5).

    >>> names = pseudonyms(["members/17"], key=bytes(range(32)), scope="report 2026")
    >>> len(names["members/17"])
    32
    """
    known_key(key)
    if not is_key(scope):
        raise InvalidValueError("scope", "text of 1 to 200 printable characters, no space at either end")
    known = _fields.listed("persons", persons)
    if not all(map(is_key, known)):
        raise InvalidValueError("persons", "keys: texts of 1 to 200 printable characters, no space at either end")
    # Each part with its length before it: no scope and person together are another scope and another person.
    opening = with_length(b"involvement pseudonym 1") + with_length(scope.encode())
    return {person: _name(hmac.digest(key, opening + with_length(person.encode()), "sha256")) for person in known}


def known_key(key: bytes) -> bytes:
    """The key, if it is one that nobody can guess."""
    if not isinstance(key, bytes) or len(key) < _LEAST or len(set(key)) == 1:
        raise InvalidValueError("key", f"at least {_LEAST} random bytes, such as secrets.token_bytes({_LEAST})")
    return key


def with_length(part: bytes) -> bytes:
    """A part of what is digested, behind its length."""
    return len(part).to_bytes(4, "big") + part


def _name(digest: bytes) -> str:
    return b32encode(digest[:_DIGEST]).decode("ascii").lower()
