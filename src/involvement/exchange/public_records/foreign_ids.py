"""Keys for things that have an id in another system; opaque ones for persons."""

import hmac
import re
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256

__all__ = ["foreign_id", "keys_of", "opaque_keys"]

_DIGITS = 10  # of the digest in a key; where two ids agree in them, both get all sixty-four
_TAIL = 24
_LONGEST_ID = 2000
_PARTS = re.compile(r"[/?&#]")
_NO_SLUG = re.compile(r"[^a-z0-9]+")


def foreign_id(value: object) -> str | None:
    """The value, if it can be an id elsewhere: text without spaces and signs that cannot be seen."""
    if isinstance(value, str) and 0 < len(value) <= _LONGEST_ID and value.isprintable() and " " not in value:
        return value
    return None


def keys_of(kind: str, ids: Iterable[str]) -> dict[str, str]:
    """A key for each id: the kind, the end of the id for people to read, and a digest of the whole id.

    It depends on the id alone, so that tomorrow's reading has the same keys, unless two ids agree in the
    short digest: then both get the whole one.
    """
    return _told_apart({foreign_id: f"{kind}{_tail(foreign_id)}" for foreign_id in ids}, b"")


def opaque_keys(ids: Iterable[str], secret: bytes) -> dict[str, str]:
    """A key for the id of each person that shows nothing of it; with a *secret*, nobody finds it by trying ids."""
    return _told_apart(dict.fromkeys(ids, "person"), secret)


def _told_apart(starts: dict[str, str], secret: bytes) -> dict[str, str]:
    digests = {start: hmac.new(secret, start.encode(), sha256).hexdigest() for start in starts}
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for own_id, digest in digests.items():
        alike[f"{starts[own_id]}-{digest[:_DIGITS]}"].append(own_id)
    keys = {ids[0]: key for key, ids in alike.items() if len(ids) == 1}
    for several in alike.values():
        if len(several) > 1:
            keys.update({own_id: f"{starts[own_id]}-{digests[own_id]}" for own_id in several})
    return keys


def _tail(foreign: str) -> str:
    last = next((part for part in reversed(_PARTS.split(foreign)) if part), "")
    slug = _NO_SLUG.sub("-", last.lower())[:_TAIL].strip("-")
    return f"-{slug}" if slug else ""
