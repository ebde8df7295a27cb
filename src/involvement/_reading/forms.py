"""What is said about each type of field: how its values are read, written, and described?"""

import re
from collections.abc import Callable
from typing import Any

import attrs
from attrs import frozen

from involvement._reading.places import Refused

__all__ = ["Definitions", "Form", "Look", "Plain", "as_it_is", "define", "fields_of", "refused", "tag_of"]

Plain = Any  # text, whole number, True, False, date, list, or dict by text: what a document holds
Definitions = dict[str, tuple[type, dict[str, Plain]]]  # by name: the class, and its schema


@frozen
class Form:
    """How values of one type stand in a document.

    Attributes:
        expected: what would be right, in words.
        shape: what it is in JSON: text, number, flag, list or object.
        is_one: whether a value is of this type.
        read: the value that plain data stand for; the second argument is ignored.
        write: the plain data that stand for a value.
        schema: its JSON Schema; classes and word lists are put into the definitions.
        cell: the plain data that a cell of text in a table stands for.
    """

    expected: str
    shape: str
    is_one: Callable[[object], bool]
    read: Callable[..., Any]
    write: Callable[[Any], Plain]
    schema: Callable[[Definitions], dict[str, Plain]]
    cell: Callable[[str], Plain]


Look = Callable[[Any], Form]  # finds the form of a type in the table


def refused(expected: str, value: object) -> Refused:
    """The refusal of a value, in which only its being null is told."""
    return Refused(f"expected {expected}" + (", not null: leave out what is not known" if value is None else ""))


def tag_of(kind: type) -> str:
    """The word in `type` by which a member of a union is told: its class name in lower case, `ruled_out`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", kind.__name__).lower()


def fields_of(kind: type) -> tuple["attrs.Attribute[Any]", ...]:
    """The fields of a class that stand in a document: those its constructor takes."""
    return tuple(each for each in attrs.fields(kind) if each.init)


def as_it_is(value: Any) -> Any:
    """The value itself, where reading or writing changes nothing."""
    return value


def define(
    kind: type, definitions: Definitions, build: Callable[[], dict[str, Plain]], name: str = ""
) -> dict[str, Plain]:
    """A reference to the schema of *kind*, which is put among the definitions with the first line of its docstring."""
    name = name or kind.__name__
    if name not in definitions:
        described: dict[str, Plain] = {"title": kind.__name__}
        definitions[name] = (kind, described)  # before it is built: a class may hold others of its kind
        first_line = (kind.__doc__ or "").strip().partition("\n")[0]
        described.update({"description": first_line} if first_line else {}, **build())
    if definitions[name][0] is not kind:
        message = f"two classes of the name {name!r} in one document"
        raise TypeError(message)
    return {"$ref": f"#/$defs/{name}"}
