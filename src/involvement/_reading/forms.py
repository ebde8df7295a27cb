"""How does a value of each type stand in a document? One table for reading, writing and the schema.

Types are taken exactly: `true` is no number, `"7"` is no number, `7.0` is no whole number, and null
stands for nothing, because what is not known is left out.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs
from attrs import frozen

from involvement._reading.places import MOST_PROBLEMS, Flaw, Refused, Severally

__all__ = ["LARGEST", "Form", "fields_of", "form_of", "tag_of"]

LARGEST = 2**53  # beyond it, readers of JSON in other languages lose digits
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PARTS = re.compile(r"(-?[0-9]{1,100})/([0-9]{1,100})")
NUMBER = re.compile(r"[+-]?[0-9]{1,100}")

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


def form_of(kind: Any) -> Form:
    """The form of a type. A type that no document can hold raises TypeError: that is for whoever adds a class."""
    return _form(kind)


@cache
def _form(kind: Any) -> Form:
    if get_origin(kind) in {Union, UnionType}:
        members = tuple(member for member in get_args(kind) if member is not NoneType)
        return form_of(members[0]) if len(members) == 1 else _union(members)
    if get_origin(kind) is tuple:
        arguments = get_args(kind)
        return _list(arguments[0]) if arguments[1:] == (...,) else _fixed(arguments)
    if kind in _SCALARS:
        return _SCALARS[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _words(kind)
    if isinstance(kind, type) and attrs.has(kind):
        from involvement._reading.classes import class_form

        return class_form(kind)
    message = f"no form in a document for {kind!r}"
    raise TypeError(message)


def refused(expected: str, value: object) -> Refused:
    """The refusal of a value, in which only its being null is told."""
    return Refused(f"expected {expected}" + (", not null: leave out what is not known" if value is None else ""))


def tag_of(kind: type) -> str:
    """The word in `type` by which a member of a union is told: its class name in lower case, `ruled_out`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", kind.__name__).lower()


def fields_of(kind: type) -> tuple["attrs.Attribute[Any]", ...]:
    """The fields of a class that stand in a document: those its constructor takes."""
    return tuple(each for each in attrs.fields(kind) if each.init)


def _same(value: Any) -> Any:
    return value


# Scalars


def _read_text(value: object, _kind: object = None) -> str:
    if type(value) is not str:
        raise refused("text", value)
    return value


def _read_flag(value: object, _kind: object = None) -> bool:
    if value is True or value is False:
        return value
    raise refused("true or false", value)


def _read_number(value: object, _kind: object = None) -> int:
    if type(value) is not int:
        raise refused("a whole number", value)
    if not -LARGEST <= value <= LARGEST:
        raise refused(f"a whole number from {-LARGEST} to {LARGEST}", value)
    return value


def _write_number(value: int) -> Plain:
    if -LARGEST <= value <= LARGEST:
        return int(value)
    return Flaw(f"expected a whole number from {-LARGEST} to {LARGEST}")


def _read_day(value: object, _kind: object = None) -> date:
    if type(value) is date:
        return value
    if type(value) is str and DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise refused("a date, as 2026-09-01", value)


_PORTION = 'a whole number, or a fraction as "1/3"'


def _read_fraction(value: object, _kind: object = None) -> Fraction:
    if type(value) is int:
        return Fraction(_read_number(value))
    parts = PARTS.fullmatch(value) if type(value) is str else None
    if parts is None or int(parts[2]) == 0:
        raise refused(_PORTION, value)
    return Fraction(int(parts[1]), int(parts[2]))


def _write_fraction(value: Fraction) -> Plain:
    if value.denominator == 1 and -LARGEST <= value.numerator <= LARGEST:
        return value.numerator
    largest = 10**100
    if abs(value.numerator) >= largest or value.denominator >= largest:
        return Flaw("expected a fraction of at most 100 digits to a part")
    return f"{value.numerator}/{value.denominator}"


def _cell_number(text: str) -> Plain:
    return int(text) if NUMBER.fullmatch(text) else text


def _cell_flag(text: str) -> Plain:
    return {"true": True, "false": False}.get(text.lower(), text)


def _scalar(kind: type, expected: str, shape: str, read: Callable[..., Any], schema: dict[str, Plain], *,
            write: Callable[[Any], Plain] = _same, cell: Callable[[str], Plain] = _same) -> Form:  # fmt: skip
    return Form(
        expected, shape, lambda value: type(value) is kind, read, write, lambda _definitions: dict(schema), cell
    )


_WHOLE: dict[str, Plain] = {"type": "integer", "minimum": -LARGEST, "maximum": LARGEST}
_SCALARS: dict[object, Form] = {
    str: _scalar(str, "text", "text", _read_text, {"type": "string"}),
    bool: _scalar(bool, "true or false", "flag", _read_flag, {"type": "boolean"}, cell=_cell_flag),
    int: _scalar(int, "a whole number", "number", _read_number, _WHOLE, write=_write_number, cell=_cell_number),
    date: _scalar(
        date, "a date, as 2026-09-01", "text", _read_day,
        {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    ),
    Fraction: _scalar(
        Fraction, _PORTION, "number", _read_fraction,
        {"anyOf": [_WHOLE, {"type": "string", "pattern": "^-?[0-9]{1,100}/[0-9]{1,100}$"}]},
        write=_write_fraction, cell=_cell_number,
    ),
}  # fmt: skip


def _words(kind: type[Enum]) -> Form:
    members: Mapping[object, Enum] = {member.value: member for member in kind}
    expected = f"one of {', '.join(map(str, members))}"

    def read(value: object, _kind: object = None) -> Enum:
        if type(value) is str and value in members:
            return members[value]
        raise refused(expected, value)

    def schema(definitions: Definitions) -> dict[str, Plain]:
        return define(kind, definitions, lambda: {"type": "string", "enum": list(members)})

    return Form(expected, "text", lambda value: isinstance(value, kind), read, lambda value: value.value, schema, _same)


# Lists


def _list(member: Any) -> Form:
    form = _in_a_list(member)
    read_member, write_member = form.read, form.write

    def read(value: object, _kind: object = None) -> tuple[object, ...]:
        if type(value) is not list:
            raise refused("a list", value)
        found: list[object] = []
        wrong: list[tuple[int, Exception]] = []
        for position, each in enumerate(value):
            try:
                found.append(read_member(each, member))
            except Exception as error:  # noqa: BLE001 - every problem is collected, and none passes unseen
                wrong.append((position, error))
                if len(wrong) == MOST_PROBLEMS:
                    break
        if wrong:
            raise Severally(wrong)
        return tuple(found)

    def schema(definitions: Definitions) -> dict[str, Plain]:
        return {"type": "array", "items": form.schema(definitions)}

    return Form(
        "a list", "list", lambda value: isinstance(value, tuple), read,
        lambda value: [write_member(each) for each in value], schema, _same,
    )  # fmt: skip


def _fixed(members: tuple[Any, ...]) -> Form:
    forms = tuple(map(_in_a_list, members))
    expected = f"a list of {len(forms)}: {', '.join(form.expected for form in forms)}"

    def read(value: object, _kind: object = None) -> tuple[object, ...]:
        if type(value) is not list or len(value) != len(forms):
            raise refused(expected, value)
        found: list[object] = []
        wrong: list[tuple[int, Exception]] = []
        for position, (form, each) in enumerate(zip(forms, value, strict=True)):
            try:
                found.append(form.read(each, None))
            except Exception as error:  # noqa: BLE001 - every problem is collected, and none passes unseen
                wrong.append((position, error))
        if wrong:
            raise Severally(wrong)
        return tuple(found)

    def write(value: tuple[object, ...]) -> Plain:
        return [form.write(each) for form, each in zip(forms, value, strict=True)]

    def schema(definitions: Definitions) -> dict[str, Plain]:
        items = [form.schema(definitions) for form in forms]
        return {
            "type": "array", "prefixItems": items, "items": False, "minItems": len(items), "maxItems": len(items),
        }  # fmt: skip

    return Form(expected, "list", lambda value: isinstance(value, tuple), read, write, schema, _same)


def _in_a_list(member: Any) -> Form:
    if NoneType in get_args(member) and get_origin(member) in {Union, UnionType}:
        message = f"no form in a document for {member!r} in a list: nothing cannot be left out there"
        raise TypeError(message)
    return form_of(member)


# Unions


def _union(members: tuple[Any, ...]) -> Form:
    if all(isinstance(member, type) and attrs.has(member) for member in members):
        from involvement._reading.classes import tagged_form

        return tagged_form(members)
    forms = tuple(map(form_of, members))
    by_shape = {form.shape: form for form in forms}
    if len(by_shape) != len(forms):
        message = f"members of a union that look alike in a document: {members!r}"
        raise TypeError(message)
    expected = "; or ".join(form.expected for form in forms)

    def read(value: object, _kind: object = None) -> object:
        form = by_shape.get(_SHAPES.get(type(value), ""))
        if form is None:
            raise refused(expected, value)
        return form.read(value, None)

    def write(value: object) -> Plain:
        return next(form.write(value) for form in forms if form.is_one(value))

    def schema(definitions: Definitions) -> dict[str, Plain]:
        return {"anyOf": [form.schema(definitions) for form in forms]}

    return Form(expected, "union", lambda value: any(form.is_one(value) for form in forms), read, write, schema, _same)


_SHAPES = {str: "text", date: "text", int: "number", bool: "flag", list: "list", dict: "object"}


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
