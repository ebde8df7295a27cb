"""How do values of our own classes stand in a document? As objects: one key a field, defaults left out."""

from collections.abc import Callable
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import attrs

from involvement import _fields
from involvement._reading.forms import Definitions, Form, Plain, define, fields_of, form_of, refused, tag_of
from involvement._reading.places import Refused, near

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["class_form", "converted", "form_of_field", "tagged_form"]

TAG = "type"

_NOTHING = object()


def class_form(kind: type) -> Form:
    """The form of an attrs class."""
    generated = cache(lambda: _generated(kind))
    writers = cache(lambda: _writers(kind))

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
        return define(kind, definitions, lambda: _object_schema(kind, definitions))

    return Form("an object", "object", lambda value: type(value) is kind, read, write, schema, _as_it_is)


def tagged_form(kinds: tuple[type, ...]) -> Form:
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
        return form_of(by_tag[tag]).read(fields, None)

    def write(value: object) -> Plain:
        return {TAG: tag_of(type(value)), **form_of(type(value)).write(value)}

    def schema(definitions: Definitions) -> dict[str, Plain]:
        return {"oneOf": [_tagged_schema(tag, kind, definitions) for tag, kind in by_tag.items()]}

    return Form(expected, "object", lambda value: type(value) in kinds, read, write, schema, _as_it_is)


def form_of_field(kind: type, field: "attrs.Attribute[Any]") -> Form:
    """The form of one field of a class."""
    return form_of(_hints(kind)[field.name])


def _as_it_is(text: str) -> str:
    return text


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _generated(kind: type) -> Callable[[object, object], object]:
    from cattrs.gen import make_dict_structure_fn, override

    attrs.resolve_types(kind)
    # Field by field: the converter's own hooks for text and numbers come before ours, and would turn 7 into "7".
    reads: dict[str, Any] = {
        each.name: override(struct_hook=form_of_field(kind, each).read) for each in fields_of(kind)
    }
    return make_dict_structure_fn(  # type: ignore[return-value]
        kind, _converter(), _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **reads
    )


@cache
def _converter() -> "Converter":
    """The one converter. It asks our table about every type, and knows nothing of its own."""
    from cattrs import Converter

    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    converter.register_structure_hook_factory(lambda _kind: True, lambda kind: form_of(kind).read)
    return converter


def _writers(kind: type) -> tuple[tuple[str, object, Callable[[Any], Plain]], ...]:
    return tuple((each.name, _default(each), form_of_field(kind, each).write) for each in fields_of(kind))


def _default(field: "attrs.Attribute[Any]") -> object:
    """What the field holds where nothing is given. A default made anew for each value is never left out."""
    made = field.default is attrs.NOTHING or hasattr(field.default, "takes_self")
    return _NOTHING if made else converted(field, field.default)


def converted(field: "attrs.Attribute[Any]", value: object) -> object:
    """The value as the field holds it, if its converter asks for nothing but the value."""
    asks_for_more = field.converter is None or hasattr(field.converter, "takes_self")
    return value if asks_for_more else field.converter(value)  # type: ignore[misc,operator]


# Schema


def _object_schema(kind: type, definitions: Definitions) -> dict[str, Plain]:
    properties = {each.name: _field_schema(kind, each, definitions) for each in fields_of(kind)}
    required = [each.name for each in fields_of(kind) if each.default is attrs.NOTHING]
    if any(_may_be_none(kind, each) and each.default is not None for each in fields_of(kind)):
        message = f"{kind.__name__} has a field in which None is no default: a document cannot tell it from nothing"
        raise TypeError(message)
    return {
        "type": "object", "properties": properties, **({"required": required} if required else {}),
        "additionalProperties": False,
    }  # fmt: skip


def _may_be_none(kind: type, field: "attrs.Attribute[Any]") -> bool:
    return NoneType in get_args(_hints(kind)[field.name])


def _tagged_schema(tag: str, kind: type, definitions: Definitions) -> dict[str, Plain]:
    def build() -> dict[str, Plain]:
        plain = _object_schema(kind, definitions)
        return {
            **plain,
            "properties": {TAG: {"const": tag}, **plain["properties"]},
            "required": [TAG, *plain.get("required", ())],
        }

    return define(kind, definitions, build, name=f"{kind.__name__}.{TAG}")


def _field_schema(kind: type, field: "attrs.Attribute[Any]", definitions: Definitions) -> dict[str, Plain]:
    schema = form_of_field(kind, field).schema(definitions)
    if field.validator in _KEYS:
        return {**schema, "pattern": _SLUG}
    if field.validator is _fields.keys:
        return {**schema, "items": {**schema["items"], "pattern": _SLUG}}
    if field.validator in _COUNTS:
        return {**schema, "minimum": 0}
    return schema


_SLUG = "^[a-z0-9][a-z0-9_-]*$"
_KEYS = (_fields.key, _fields.optional_key)
_COUNTS = (_fields.count, _fields.optional_count)
