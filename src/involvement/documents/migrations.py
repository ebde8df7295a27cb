"""Migrations: a document of an earlier version becomes one of the present version.

`version` rises with each release that changes the schema, additions included. Every step is a function from
the plain data of version n to those of version n + 1, without the envelope, and never changes once it is released.
"""

from collections.abc import Callable, Mapping
from typing import Any

from involvement.errors import DocumentError

__all__ = ["CURRENT", "STEPS", "Step", "migrated"]

Step = Callable[[dict[str, Any]], dict[str, Any]]

CURRENT = 1
STEPS: Mapping[int, Step] = {}  # by the version that a step starts from; the first release has nothing to step from


def migrated(
    plain: Mapping[str, Any], version: int, *, steps: Mapping[int, Step] = STEPS, current: int = CURRENT
) -> dict[str, Any]:
    """The plain data of a document of *version*, brought up to the current version, one step after the other."""
    if version > current:
        raise DocumentError("version", f"written by a newer release; this one reads up to version {current}")
    found = dict(plain)
    for before in range(version, current):
        found = steps[before](found)
    return found
