"""How do lists stand in a document, and values of one type or another?"""

from datetime import date
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from involvement._reading.forms import Definitions, Form, Look, Plain, as_it_is, refused
from involvement._reading.places import MOST_PROBLEMS, Severally

__all__ = ["fixed_list_form", "list_form", "mixed_form"]


def list_form(member: Any, look: Look) -> Form:
    """The form of a tuple of any length, whose members are all of one type."""
    form = _in_a_list(member, look)
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
        lambda value: [write_member(each) for each in value], schema, as_it_is,
    )  # fmt: skip


def fixed_list_form(members: tuple[Any, ...], look: Look) -> Form:
    """The form of a tuple of fixed length, such as a pair of a first and a last day."""
    forms = tuple(_in_a_list(member, look) for member in members)
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

    return Form(expected, "list", lambda value: isinstance(value, tuple), read, write, schema, as_it_is)


def _in_a_list(member: Any, look: Look) -> Form:
    if NoneType in get_args(member) and get_origin(member) in {Union, UnionType}:
        message = f"no form in a document for {member!r} in a list: nothing cannot be left out there"
        raise TypeError(message)
    return look(member)


def mixed_form(members: tuple[Any, ...], look: Look) -> Form:
    """The form of a union whose members are told apart by what they are in JSON: a text, a list, a number..."""
    forms = tuple(map(look, members))
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

    return Form(
        expected, "union", lambda value: any(form.is_one(value) for form in forms), read, write, schema, as_it_is
    )


_SHAPES = {str: "text", date: "text", int: "number", bool: "flag", list: "list", dict: "object"}
