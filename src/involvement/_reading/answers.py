"""Answers as plain data: JSON-ready, for any public value."""

import inspect
from collections.abc import Collection, Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache, cached_property
from typing import Any

import attrs

from involvement import _fields
from involvement._reading.compound_forms import form_of
from involvement._reading.plain_data import Flaw, Plain, everything, unwritable
from involvement._reading.scalar_forms import exact_plain
from involvement.errors import InvalidValueError

__all__ = ["plain_answer"]


def plain_answer(value: Any, facts: Collection[type]) -> Any:
    """Text, numbers, true, false, null, lists and dicts that say what the value says.

    A class among *facts* is written as in a document, so that it can be read back. Any other gives its public fields and
    properties that are no functions, null where nothing is known; what has a method `as_data` gives that. Days are ISO text, words of closed
    lists are text, exact numbers are whole or as `"1/3"`; a mapping whose keys are no texts is a list of pairs.

    Raises:
        DocumentError: where a fact holds what no document can, such as a whole number beyond 2**53.
        InvalidValueError: where the value is none of the library's, nor a list or mapping of such values.
    """
    kind = type(value)
    if kind in facts:
        return _plain_fact(value)
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | str):
        return value
    if _fields.is_day(value):
        return value.isoformat()
    if isinstance(value, Fraction | Decimal):
        return exact_plain(_fields.exact("value", value))
    if hasattr(value, "as_data"):
        return plain_answer(value.as_data(), facts)
    if attrs.has(kind):
        held = ((name, getattr(value, name)) for name in _names(kind))
        return {name: plain_answer(part, facts) for name, part in held if not inspect.isroutine(part)}
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {str(key): plain_answer(inner, facts) for key, inner in value.items()}
    if isinstance(value, Mapping):
        return plain_answer(list(value.items()), facts)
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return plain_answer(value._asdict(), facts)
    if isinstance(value, list | tuple):
        return [plain_answer(entry, facts) for entry in value]
    raise InvalidValueError("value", "a value of this library, or a list or mapping of such values")


def _plain_fact(value: object) -> Plain:
    plain = form_of(type(value)).write(value)
    if any(type(inner) is Flaw for _loc, inner in everything(plain)):
        raise unwritable(plain)
    return plain_answer(plain, ())  # days become text


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The public fields of a class in their order, but those that tell no two values apart; then its properties, sorted."""
    fields = [field.name for field in attrs.fields(kind) if field.eq and not field.name.startswith("_")]
    properties = [
        name
        for name, part in inspect.getmembers_static(kind)
        if isinstance(part, property | cached_property) and not name.startswith("_")
    ]
    return (*fields, *properties)
