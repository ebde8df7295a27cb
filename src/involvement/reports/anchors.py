"""Anchors of drawings and pages derived from keys: without spaces or signs, reversible, and never one for two keys."""

import re

__all__ = ["anchor"]

_OTHER = re.compile("[^A-Za-z0-9_-]")


def anchor(key: str) -> str:
    """The key as a part of an id: letters, digits, `-` and `_` as they are, all else by its number between full stops.

    >>> anchor("user-group"), anchor("CASE/2024/0017")
    ('user-group', 'CASE.2f.2024.2f.0017')
    """
    return _OTHER.sub(lambda found: f".{ord(found[0]):x}.", key)
