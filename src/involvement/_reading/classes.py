"""How do values of our own classes stand in a document? As objects: one key a field, defaults left out."""

from collections.abc import Callable
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import attrs

from involvement import _fields
from involvement._reading.forms import (
    Definitions,
    Form,
    Look,
    Plain,
    as_it_is,
    define,
    fields_of,
    refused,
    tag_of,
)
from involvement._reading.places import Refused, near

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["class_form", "converted", "hints", "tagged_form"]

TAG = "type"

_NOTHING = object()


def class_form(kind: type, look: Look) -> Form:
    """The form of an attrs class."""
    generated = cache(lambda: _generated(kind, look))
    writers = cache(lambda: _writers(kind, look))

    def read(value: object, _kind: object = None) -> object:
        if type(value) is not dict:
            raise refused("an object", value)
        return generated()(value, kind)

    def write(value: object) -> Plain:
        written = {}
        for name, default, write_field in writers():
            held = getattr(value, name)
            if held != default:
                written[name] = write_field(held)
        return written

    def schema(definitions: Definitions) -> dict[str, Plain]:
        return define(kind, definitions, lambda: _object_schema(kind, definitions, look))

    return Form("an object", "object", lambda value: type(value) is kind, read, write, schema, as_it_is)


def tagged_form(kinds: tuple[type, ...], look: Look) -> Form:
    """The form of a union of attrs classes: objects told apart by the word in their `type`, written first."""
    by_tag = {tag_of(kind): kind for kind in kinds}
    if len(by_tag) != len(kinds) or any(each.name == TAG for kind in kinds for each in fields_of(kind)):
        message = f"classes that their {TAG!r} cannot tell apart: {kinds!r}"
        raise TypeError(message)
    expected = f"an object whose {TAG!r} is one of {', '.join(by_tag)}"

    def read(value: object, _kind: object = None) -> object:
        if type(value) is not dict:
            raise refused(expected, value)
        tag = value.get(TAG)
        if type(tag) is not str or tag not in by_tag:
            raise Refused(f"expected {expected}{near(tag, by_tag) if type(tag) is str else ''}")
        fields = {name: each for name, each in value.items() if name != TAG}
        return look(by_tag[tag]).read(fields, None)

    def write(value: object) -> Plain:
        return {TAG: tag_of(type(value)), **look(type(value)).write(value)}

    def schema(definitions: Definitions) -> dict[str, Plain]:
        return {"oneOf": [_tagged_schema(tag, kind, definitions, look) for tag, kind in by_tag.items()]}

    return Form(expected, "object", lambda value: type(value) in kinds, read, write, schema, as_it_is)


@cache
def hints(kind: type) -> dict[str, Any]:
    """The types of a class's fields, by name."""
    return get_type_hints(kind)


def converted(field: "attrs.Attribute[Any]", value: object) -> object:
    """The value as the field holds it, if its converter asks for nothing but the value."""
    asks_for_more = field.converter is None or hasattr(field.converter, "takes_self")
    return value if asks_for_more else field.converter(value)  # type: ignore[misc,operator]


def _generated(kind: type, look: Look) -> Callable[[object, object], object]:
    from cattrs.gen import make_dict_structure_fn, override

    attrs.resolve_types(kind)
    # Field by field: the converter's own hooks for text and numbers would come before ours, and turn 7 into "7".
    reads: dict[str, Any] = {
        each.name: override(struct_hook=look(hints(kind)[each.name]).read) for each in fields_of(kind)
    }
    return make_dict_structure_fn(  # type: ignore[return-value]
        kind, _converter(), _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **reads
    )


@cache
def _converter() -> "Converter":
    """The one converter. It is told how to read each field, and asked nothing."""
    from cattrs import Converter

    return Converter()


def _writers(kind: type, look: Look) -> tuple[tuple[str, object, Callable[[Any], Plain]], ...]:
    return tuple((each.name, _default(each), look(hints(kind)[each.name]).write) for each in fields_of(kind))


def _default(field: "attrs.Attribute[Any]") -> object:
    """What the field holds where nothing is given. A default made anew for each value is never left out."""
    made = field.default is attrs.NOTHING or hasattr(field.default, "takes_self")
    return _NOTHING if made else converted(field, field.default)


# Schema


def _object_schema(kind: type, definitions: Definitions, look: Look) -> dict[str, Plain]:
    properties = {each.name: _field_schema(kind, each, definitions, look) for each in fields_of(kind)}
    required = [each.name for each in fields_of(kind) if each.default is attrs.NOTHING]
    if any(_may_be_none(kind, each) and each.default is not None for each in fields_of(kind)):
        message = f"{kind.__name__} has a field in which None is no default: a document cannot tell it from nothing"
        raise TypeError(message)
    return {
        "type": "object", "properties": properties, **({"required": required} if required else {}),
        "additionalProperties": False,
    }  # fmt: skip


def _may_be_none(kind: type, field: "attrs.Attribute[Any]") -> bool:
    return NoneType in get_args(hints(kind)[field.name])


def _tagged_schema(tag: str, kind: type, definitions: Definitions, look: Look) -> dict[str, Plain]:
    def build() -> dict[str, Plain]:
        plain = _object_schema(kind, definitions, look)
        return {
            **plain,
            "properties": {TAG: {"const": tag}, **plain["properties"]},
            "required": [TAG, *plain.get("required", ())],
        }

    return define(kind, definitions, build, name=f"{kind.__name__}.{TAG}")


def _field_schema(kind: type, field: "attrs.Attribute[Any]", definitions: Definitions, look: Look) -> dict[str, Plain]:
    schema = look(hints(kind)[field.name]).schema(definitions)
    if field.validator in _KEYS:
        return {**schema, **_KEY}
    if field.validator is _fields.keys:
        return {**schema, "items": {**schema["items"], **_KEY}}
    if field.validator in _COUNTS:
        return {**schema, "minimum": 0}
    return schema


# Printable, and no space at either end; a schema cannot say all that is not printable.
_KEY = {
    "minLength": 1,
    "maxLength": 200,
    "pattern": r"^[^ \u0000-\u001f\u007f]([^\u0000-\u001f\u007f]*[^ \u0000-\u001f\u007f])?$",
}
_KEYS = (_fields.key, _fields.optional_key)
_COUNTS = (_fields.count, _fields.optional_count)
