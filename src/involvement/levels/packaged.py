"""Ladders: those that are packaged, and those in texts of your own."""

from typing import Any

from involvement._reading import Limits, read_data_text, schema_of
from involvement.levels.definitions import Ladder
from involvement.publications.shelf import Shelf

__all__ = ["ladder", "ladder_keys", "ladder_schema", "ladders", "parse_ladder"]

DEFAULT = Limits()

_SHELF = Shelf(Ladder, "ladder", __package__)


def ladder(key: str) -> Ladder:
    """The packaged ladder of that key; `UnknownKeyError` where there is none.

    >>> str(ladder("arnstein-1969").rung("placation"))
    'Placation'
    """
    return _SHELF.get(key)


def ladders() -> tuple[Ladder, ...]:
    """Every packaged ladder, by key."""
    return _SHELF.all()


def ladder_keys() -> tuple[str, ...]:
    """The keys of the packaged ladders, sorted. No file is read for that: a file bears its ladder's key."""
    return _SHELF.keys()


def parse_ladder(text: str | bytes, *, name: str = "ladder", limits: Limits = DEFAULT) -> Ladder:
    r"""The ladder that a TOML text holds, read strictly: an unknown key is refused. *name* is told in the errors.

    Raises:
        FrameworkError: with the name of the text, the table and every problem found, up to twenty.
        LimitExceeded: where the text is larger than *limits* allow.

    >>> parse_ladder('key = "ours"\nordered = true\nrungs = [{key = "told"}, {key = "asked"}]').rung("asked").key
    'asked'
    """
    return read_data_text(Ladder, text, name=name, limits=limits)


def ladder_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a ladder's file. Whatever `parse_ladder` accepts, it accepts.

    >>> ladder_schema()["$defs"]["Ladder"]["required"]
    ['key', 'ordered', 'rungs']
    """
    return schema_of(Ladder)
