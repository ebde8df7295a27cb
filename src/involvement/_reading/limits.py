"""Limits on the size of a text and of what it holds."""

from typing import Any

import attrs
from attrs import field

from involvement._fields import frozen
from involvement.errors import InvalidValueError

__all__ = ["Limits"]


def _at_least_one(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    if type(value) is not int or value < 1:
        raise InvalidValueError(f"{type(instance).__name__}.{attribute.name}", "a whole number, 1 or more")


def _limit(default: int) -> Any:
    return field(default=default, validator=_at_least_one, kw_only=True)


@frozen
class Limits:
    """The most that a reader takes; beyond it `LimitExceeded` is raised at once. Raise a limit by naming it.

    Attributes:
        size: bytes of a text, as UTF-8.
        toml_size: bytes of a TOML text: its parser is the slower one.
        depth: lists and objects within each other.
        values: values in the whole text, lists and objects included.
        text: characters of one text.
        entries: entries of one list.
        dots: dots in one TOML key.
        columns: columns of a table; its rows are entries.
        cell: characters of one cell of a table.

    >>> Limits(entries=500_000).entries
    500000
    """

    size: int = _limit(10 * 1024 * 1024)
    toml_size: int = _limit(1024 * 1024)
    depth: int = _limit(64)
    values: int = _limit(250_000)
    text: int = _limit(64 * 1024)
    entries: int = _limit(100_000)
    dots: int = _limit(16)
    columns: int = _limit(200)
    cell: int = _limit(32 * 1024)
