"""Slugs: keys made from the names that other people use."""

import re
import unicodedata

__all__ = ["slug"]

_LONGEST = 60


def slug(name: str) -> str:
    """The name as a key: lower-case letters, digits and hyphens; an empty text where nothing of it is left.

    >>> slug("Ärzte & Pflege: Beirat")
    'arzte-pflege-beirat'
    """
    plain = unicodedata.normalize("NFKD", name[: 4 * _LONGEST]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-")
