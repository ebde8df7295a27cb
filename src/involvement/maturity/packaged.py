"""Frameworks: those that are packaged, and those in texts of your own."""

from typing import Any

from involvement._reading import Limits, read_data_text, schema_of
from involvement.maturity.definitions import Framework
from involvement.publications.shelf import Shelf

__all__ = ["framework", "framework_keys", "framework_schema", "frameworks", "parse_framework"]

DEFAULT = Limits()

_SHELF = Shelf(Framework, "framework", __package__)


def framework(key: str) -> Framework:
    """The packaged framework of that key; `UnknownKeyError` where there is none.

    >>> [str(criterion) for criterion in framework("gunning").criteria][:1]
    ['Formative stage']
    """
    return _SHELF.get(key)


def frameworks() -> tuple[Framework, ...]:
    """Every packaged framework, by key."""
    return _SHELF.all()


def framework_keys() -> tuple[str, ...]:
    """The keys of the packaged frameworks, sorted. No file is read for that: a file bears its framework's key."""
    return _SHELF.keys()


def parse_framework(text: str | bytes, *, name: str = "framework", limits: Limits = DEFAULT) -> Framework:
    r"""The framework that a TOML text holds, read strictly: an unknown key is refused. *name* is told in the errors.

    Raises:
        FrameworkError: with the name of the text, the table and every problem found, up to twenty.
        LimitExceeded: where the text is larger than *limits* allow.

    >>> str(parse_framework('key = "ours"\ntitle = "Our own"\ncriteria = [{key = "minutes"}]'))
    'Our own'
    """
    return read_data_text(Framework, text, name=name, limits=limits)


def framework_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a framework's file. Whatever `parse_framework` accepts, it accepts.

    >>> framework_schema()["$defs"]["Framework"]["required"]
    ['key', 'criteria']
    """
    return schema_of(Framework)
