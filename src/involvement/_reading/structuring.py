"""Structuring: plain data to values and back, and the JSON Schema of both, all from one table of types."""

from typing import Any, TypeVar

from involvement._reading.compound_forms import form_of
from involvement._reading.json_and_toml import read_toml
from involvement._reading.limits import Limits
from involvement._reading.problems import Refused, refusal
from involvement._reading.scalar_forms import Definitions
from involvement.errors import DocumentError, DuplicateKeyError, FrameworkError, InvalidValueError, UnknownKeyError

__all__ = ["classes_within", "known_limits", "read_data_text", "schema_of", "structure", "unstructure"]

T = TypeVar("T")


def structure(plain: object, kind: type[T]) -> T:
    """The value of *kind* that plain data stand for.

    Raises:
        DocumentError: with every problem found, up to twenty, in the order of the document.
        UnknownKeyError, DuplicateKeyError, LimitExceeded: where nothing else is wrong.
    """
    try:
        value: T = form_of(kind).read(plain)
    except Refused as caught:
        faults = caught.faults
    else:
        return value
    raise refusal(faults)


def unstructure(value: object) -> Any:
    """The plain data that stand for a value: text, whole numbers, flags, dates, lists and dicts. Defaults are left out."""
    return form_of(type(value)).write(value)


def schema_of(kind: type) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a class, as plain data of its own; classes are defined by name, in their order."""
    definitions: Definitions = {}
    reference = form_of(kind).schema(definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **reference,
        "$defs": {name: schema for name, (_kind, schema) in sorted(definitions.items())},
    }


def classes_within(kind: type) -> frozenset[type]:
    """The class itself and every class and enumeration that its values can hold."""
    definitions: Definitions = {}
    form_of(kind).schema(definitions)
    return frozenset(defined for defined, _schema in definitions.values())


def read_data_text(kind: type[T], text: str | bytes, *, name: str, limits: Limits) -> T:
    """The value of *kind* that a TOML text holds, read strictly; *name* stands in the errors.

    Raises:
        FrameworkError: with the name of the text, the table and every problem found, up to twenty.
        LimitExceeded: where the text is larger than *limits* allow.
    """
    if not isinstance(text, str | bytes):
        raise InvalidValueError("text", "text, or bytes of UTF-8")
    if not isinstance(name, str):
        raise InvalidValueError("name", "text")
    known_limits(limits)
    try:
        return structure(read_toml(text, limits), kind)
    except (DocumentError, UnknownKeyError, DuplicateKeyError) as error:
        problems = error.problems
    first = problems[0]
    raise FrameworkError(name, first.path if first.loc else "", first.message, problems)


def known_limits(limits: object) -> None:
    """Refuses what is no set of limits."""
    if not isinstance(limits, Limits):
        raise InvalidValueError("limits", "Limits")
