"""Compound forms: how tuples, unions and attrs classes stand in a document, and the table of all types.

A class is an object: one key a field, defaults left out. A union of classes is an object whose `type` says which.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs

from involvement import _fields
from involvement._reading.plain_data import Plain
from involvement._reading.problems import MOST_PROBLEMS, Fault, Refused, did_you_mean, refused
from involvement._reading.scalar_forms import SCALARS, Definitions, Form, as_it_is, define, word_form
from involvement.errors import InvolvementError

__all__ = ["field_forms", "form_of", "tag_of"]


def form_of(kind: Any) -> Form:
    """The form of a type. A type that no document can hold raises TypeError: that is for the author of a new class."""
    return _form(kind)


@cache
def _form(kind: Any) -> Form:
    if get_origin(kind) in {Union, UnionType}:
        members = tuple(member for member in get_args(kind) if member is not NoneType)
        if len(members) == 1:
            return form_of(members[0])
        of_ours = all(isinstance(member, type) and attrs.has(member) for member in members)
        return _tagged_form(members) if of_ours else _mixed_form(members)
    if get_origin(kind) is tuple:
        members = get_args(kind)
        return _list_form(members[0]) if members[1:] == (...,) else _fixed_list_form(members)
    if kind in SCALARS:
        return SCALARS[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return word_form(kind)
    if isinstance(kind, type) and attrs.has(kind):
        return _class_form(kind)
    message = f"no form in a document for {kind!r}"
    raise TypeError(message)


@cache
def field_forms(kind: type) -> Mapping[str, Form]:
    """The form of each field of a class that stands in a document, by name, in the order of the class."""
    hints = _fields.types_of(kind)
    return {field.name: _field_form(hints[field.name], field.default) for field in _fields_of(kind)}


def _field_form(hint: Any, default: object) -> Form:
    """The form of a field. Where nothing given means something else than None, null stands for None."""
    form = form_of(hint)
    if default is None or NoneType not in get_args(hint):
        return form
    return attrs.evolve(
        form,
        read=lambda value: None if value is None else form.read(value),
        write=lambda value: None if value is None else form.write(value),
        schema=lambda definitions: {"anyOf": [form.schema(definitions), {"type": "null"}]},
    )


def tag_of(kind: type) -> str:
    """The word in `type` for a member of a union: its class name in lower case, `ruled_out`."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in kind.__name__)[1:]


def _fields_of(kind: type) -> tuple["attrs.Attribute[Any]", ...]:
    """The fields of a class that stand in a document: those its constructor takes."""
    return tuple(field for field in attrs.fields(kind) if field.init)


def _argument(field: "attrs.Attribute[Any]") -> str:
    """What the constructor calls the field."""
    return field.alias or field.name


# Lists


def _list_form(member: Any) -> Form:
    """The form of a tuple of any length, whose members are all of one type."""
    form = _member_form(member)
    read_member, write_member = form.read, form.write

    def read(value: Plain) -> tuple[object, ...]:
        if type(value) is not list:
            raise refused("a list", value)
        members: list[object] = []
        faults: list[Fault] = []
        for position, entry in enumerate(value):
            try:
                members.append(read_member(entry))
            except Refused as refusal:
                faults.extend(refusal.within(position))
                if len(faults) >= MOST_PROBLEMS:
                    break
        if faults:
            raise Refused(faults)
        return tuple(members)

    def write(value: Iterable[object]) -> Plain:
        return [write_member(member) for member in value]

    def schema(definitions: Definitions) -> dict[str, Plain]:
        return {"type": "array", "items": form.schema(definitions)}

    return Form("a list", "list", lambda value: isinstance(value, tuple), read, write, schema, as_it_is)


def _fixed_list_form(members: tuple[Any, ...]) -> Form:
    """The form of a tuple of fixed length, such as a pair of a first and a last day."""
    forms = tuple(map(_member_form, members))
    expected = f"a list of {len(forms)}: {', '.join(form.wanted for form in forms)}"

    def read(value: Plain) -> tuple[object, ...]:
        if type(value) is not list or len(value) != len(forms):
            raise refused(expected, value)
        members: list[object] = []
        faults: list[Fault] = []
        for position, (form, entry) in enumerate(zip(forms, value, strict=True)):
            try:
                members.append(form.read(entry))
            except Refused as refusal:
                faults.extend(refusal.within(position))
        if faults:
            raise Refused(faults)
        return tuple(members)

    def write(value: tuple[object, ...]) -> Plain:
        return [form.write(member) for form, member in zip(forms, value, strict=True)]

    def schema(definitions: Definitions) -> dict[str, Plain]:
        items = [form.schema(definitions) for form in forms]
        return {
            "type": "array", "prefixItems": items, "items": False, "minItems": len(items), "maxItems": len(items),
        }  # fmt: skip

    return Form(expected, "list", lambda value: isinstance(value, tuple), read, write, schema, as_it_is)


def _member_form(member: Any) -> Form:
    if NoneType in get_args(member) and get_origin(member) in {Union, UnionType}:
        message = f"no form in a document for {member!r} in a list: nothing cannot be left out there"
        raise TypeError(message)
    return form_of(member)


# Unions


def _mixed_form(members: tuple[Any, ...]) -> Form:
    """The form of a union whose members differ by what they are in JSON: a text, a list, a number..."""
    forms = tuple(map(form_of, members))
    by_shape = {form.shape: form for form in forms}
    if len(by_shape) != len(forms):
        message = f"members of a union that look alike in a document: {members!r}"
        raise TypeError(message)
    expected = "; or ".join(form.wanted for form in forms)

    def read(value: Plain) -> object:
        form = by_shape.get(_SHAPES.get(type(value), ""))
        if form is None:
            raise refused(expected, value)
        return form.read(value)

    def write(value: object) -> Plain:
        return next(form.write(value) for form in forms if form.is_one(value))

    def schema(definitions: Definitions) -> dict[str, Plain]:
        return {"anyOf": [form.schema(definitions) for form in forms]}

    def cell(text: str) -> Plain:
        meant = (form.cell(text) for form in forms)
        return next((plain for plain in meant if plain != text), text)

    return Form(expected, "union", lambda value: any(form.is_one(value) for form in forms), read, write, schema, cell)


_SHAPES = {
    str: "text", date: "text", int: "number", Decimal: "number", float: "number", bool: "flag", list: "list",
    dict: "object",
}  # fmt: skip


def _tagged_form(kinds: tuple[type, ...]) -> Form:
    """The form of a union of attrs classes: objects whose `type` says of which class they are; it is written first."""
    by_tag = {tag_of(kind): kind for kind in kinds}
    if len(by_tag) != len(kinds) or any(field.name == _TAG for kind in kinds for field in _fields_of(kind)):
        message = f"classes that their {_TAG!r} cannot tell apart: {kinds!r}"
        raise TypeError(message)
    expected = f"an object whose {_TAG!r} is one of {', '.join(by_tag)}"

    def read(value: Plain) -> object:
        if type(value) is not dict:
            raise refused(expected, value)
        tag = value.get(_TAG)
        if type(tag) is not str or tag not in by_tag:
            raise Refused([((), f"expected {expected}{did_you_mean(tag, by_tag)}", None)])
        return form_of(by_tag[tag]).read({name: plain for name, plain in value.items() if name != _TAG})

    def write(value: object) -> Plain:
        return {_TAG: tag_of(type(value)), **form_of(type(value)).write(value)}

    def schema(definitions: Definitions) -> dict[str, Plain]:
        return {"oneOf": [_tagged_schema(tag, kind, definitions) for tag, kind in by_tag.items()]}

    return Form(expected, "object", lambda value: type(value) in kinds, read, write, schema, as_it_is)


_TAG = "type"


# Classes


def _class_form(kind: type) -> Form:
    """The form of an attrs class. Its fields are looked at when the first value is read: a class may hold its own kind."""
    fields = _fields_of(kind)
    readers = cache(lambda: {field.name: (_argument(field), field_forms(kind)[field.name].read) for field in fields})
    writers = cache(lambda: _writers(kind))

    def read(value: Plain) -> object:
        if type(value) is not dict:
            raise refused("an object", value)
        known = readers()
        arguments: dict[str, object] = {}
        refusals: dict[str, Refused] = {}
        for name, plain in value.items():
            try:
                argument, read_field = known[name]
                arguments[argument] = read_field(plain)
            except Refused as refusal:
                refusals[name] = refusal
            except KeyError:  # no field of that name
                refusals[name] = _unknown(name, kind, known)
                if len(refusals) >= MOST_PROBLEMS:
                    break
        error: Exception | None = None
        if not refusals:
            try:
                return kind(**arguments)
            except Exception as caught:  # noqa: BLE001 - whatever it is, it leaves as one of our own
                error = caught
        raise Refused(_faults(kind, value, arguments, refusals, error))

    def write(value: object) -> Plain:
        written = {}
        for name, default, write_field in writers():
            held = getattr(value, name)
            if held is not default and held != default:
                written[name] = write_field(held)
        return written

    def schema(definitions: Definitions) -> dict[str, Plain]:
        return define(kind, definitions, lambda: _object_schema(kind, definitions))

    def said(text: str) -> Plain:
        try:
            return write(kind.from_words(text))  # type: ignore[attr-defined]  # asked only of classes that have it
        except InvolvementError:
            return text

    # What a class can say in words stands so in the cell of a table.
    in_words = getattr(kind, "in_words", None)
    cell = as_it_is if in_words is None else said
    wanted = "an object" if in_words is None else f"{kind.__name__}, in a table as {in_words}"
    return Form(wanted, "object", lambda value: type(value) is kind, read, write, schema, cell)


def _writers(kind: type) -> tuple[tuple[str, object, Callable[[Any], Plain]], ...]:
    forms = field_forms(kind)
    return tuple((field.name, _default(field), forms[field.name].write) for field in _fields_of(kind))


def _default(field: "attrs.Attribute[Any]") -> object:
    """What the field holds where nothing is given. A default made anew for each value is never left out."""
    made = field.default is attrs.NOTHING or hasattr(field.default, "takes_self")
    return _NOTHING if made else _converted(field, field.default)


def _converted(field: "attrs.Attribute[Any]", value: object) -> object:
    """The value as the field holds it, if its converter asks for nothing but the value."""
    asks_for_more = field.converter is None or hasattr(field.converter, "takes_self")
    return value if asks_for_more else field.converter(value)  # type: ignore[misc,operator]


_NOTHING = object()


# What is wrong with an object


def _faults(
    kind: type,
    value: Mapping[str, Plain],
    arguments: Mapping[str, object],
    refusals: Mapping[str, Refused],
    error: Exception | None,
) -> list[Fault]:
    """Everything that is wrong with an object: its fields, each on its own; if they are right, what its constructor said."""
    fields = {field.name: field for field in _fields_of(kind)}
    faults: list[Fault] = []
    for name in value:
        if name in refusals:
            faults.extend(refusals[name].within(str(name)))
        elif name in fields and _argument(fields[name]) in arguments:
            faults.extend(_complaints(kind, fields[name], arguments[_argument(fields[name])]))
    for name, field in fields.items():
        if field.default is attrs.NOTHING and name not in value:
            expected = field_forms(kind)[name].wanted
            faults.append(((name,), f"expected {expected}, and nothing is there: it is required", None))
    return faults or _placed(error, kind)


def _unknown(name: str, kind: type, known: Iterable[str]) -> Refused:
    article = "an" if kind.__name__[0] in "AEIOU" else "a"
    return Refused([((), f"no such key in {article} {kind.__name__}{did_you_mean(name, known)}", None)])


def _complaints(kind: type, field: "attrs.Attribute[Any]", value: object) -> list[Fault]:
    """What a field says against its value on its own: a constructor stops at the first that complains."""
    try:
        held = _converted(field, value)
        if field.validator is not None:
            field.validator(object.__new__(kind), field, held)
    except InvolvementError as error:
        return _placed(error, kind)
    except Exception:  # noqa: BLE001 - this field looks at others, and cannot be asked on its own
        return []
    return []


def _placed(error: Exception | None, kind: type) -> list[Fault]:
    """What a constructor said, with the place of it: a field where its words name one, else the object."""
    if not isinstance(error, InvolvementError):
        return [((), f"expected what {kind.__name__} takes", None)]
    names = {_argument(field): field.name for field in _fields_of(kind)}
    faults: list[Fault] = []
    for problem in error.problems:
        first, *rest = (problem.loc[1:] if problem.loc[:1] == (kind.__name__,) else problem.loc) or ("",)
        named = problem.path.rpartition(": ")[2]  # such as `answer to 'time': reason`
        if first in names:
            faults.append(((names[str(first)], *rest), problem.message, error))
        elif named in names:
            faults.append(((names[named],), problem.message, error))
        else:
            where = f"{problem.path}: " if problem.path not in {"", kind.__name__} else ""
            faults.append(((), f"{where}{problem.message}", error))
    return faults


# Schemas


def _object_schema(kind: type, definitions: Definitions) -> dict[str, Plain]:
    properties = {field.name: _field_schema(kind, field, definitions) for field in _fields_of(kind)}
    required = [field.name for field in _fields_of(kind) if field.default is attrs.NOTHING]
    return {
        "type": "object", "properties": properties, **({"required": required} if required else {}),
        "additionalProperties": False,
    }  # fmt: skip


def _tagged_schema(tag: str, kind: type, definitions: Definitions) -> dict[str, Plain]:
    def build() -> dict[str, Plain]:
        plain = _object_schema(kind, definitions)
        return {
            **plain,
            "properties": {_TAG: {"const": tag}, **plain["properties"]},
            "required": [_TAG, *plain.get("required", ())],
        }

    return define(kind, definitions, build, name=f"{kind.__name__}.{_TAG}")


def _field_schema(kind: type, field: "attrs.Attribute[Any]", definitions: Definitions) -> dict[str, Plain]:
    schema = field_forms(kind)[field.name].schema(definitions)
    if field.validator in _KEYS:
        return {**schema, **_KEY}
    if field.validator is _fields.keys:
        return {**schema, "items": {**schema["items"], **_KEY}}
    if field.validator in _COUNTS or _fields.AT_LEAST_0.keys() <= field.metadata.keys():
        return {**schema, "minimum": 0}
    if _fields.NOT_EMPTY.keys() <= field.metadata.keys():
        return {**schema, "minItems": 1}
    return schema


# Printable, and no space at either end; a pattern cannot say all that is not printable.
_KEY: dict[str, Plain] = {
    "minLength": 1,
    "maxLength": 200,
    "pattern": r"^[^ \u0000-\u001f\u007f]([^\u0000-\u001f\u007f]*[^ \u0000-\u001f\u007f])?$",
}
_KEYS = (_fields.key, _fields.optional_key)
_COUNTS = (_fields.count, _fields.optional_count)
