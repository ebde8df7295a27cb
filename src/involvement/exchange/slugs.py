"""Slugs: keys made from the names that other people use."""

import re
import unicodedata

__all__ = ["KeyMaker", "slug"]

_LONGEST = 60


def slug(name: str) -> str:
    """The name as a key: lower-case letters, digits and hyphens; an empty text where nothing of it is left.

    >>> slug("Ärzte & Pflege: Beirat")
    'arzte-pflege-beirat'
    """
    plain = unicodedata.normalize("NFKD", name[: 4 * _LONGEST]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-")


class KeyMaker:
    """Makes keys, each once: of two things of one name the second becomes `name-2`, and so on."""

    __slots__ = ("_next", "_taken")

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, key: str) -> None:
        """Says that a key is in use."""
        self._taken.add(key)

    def key(self, *names: str) -> str:
        """A key made of the first of the names of which something is left."""
        wanted = next(filter(None, map(slug, names)))
        number = self._next.get(wanted, 1)
        found = wanted if number == 1 else f"{wanted}-{number}"
        while found in self._taken:
            number += 1
            found = f"{wanted}-{number}"
        self._next[wanted] = number + 1
        self._taken.add(found)
        return found
