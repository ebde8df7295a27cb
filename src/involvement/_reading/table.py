"""Which form has a value of each type? One table for reading, writing and the schema."""

from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs

from involvement._reading.classes import class_form, hints, tagged_form
from involvement._reading.forms import Form
from involvement._reading.lists import fixed_list_form, list_form, mixed_form
from involvement._reading.scalars import SCALARS, words

__all__ = ["form_of", "form_of_field"]


def form_of(kind: Any) -> Form:
    """The form of a type. A type that no document can hold raises TypeError: that is for whoever adds a class."""
    return _form(kind)


@cache
def _form(kind: Any) -> Form:
    if get_origin(kind) in {Union, UnionType}:
        members = tuple(member for member in get_args(kind) if member is not NoneType)
        if len(members) == 1:
            return form_of(members[0])
        are_ours = all(isinstance(member, type) and attrs.has(member) for member in members)
        return tagged_form(members, form_of) if are_ours else mixed_form(members, form_of)
    if get_origin(kind) is tuple:
        arguments = get_args(kind)
        return list_form(arguments[0], form_of) if arguments[1:] == (...,) else fixed_list_form(arguments, form_of)
    if kind in SCALARS:
        return SCALARS[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return words(kind)
    if isinstance(kind, type) and attrs.has(kind):
        return class_form(kind, form_of)
    message = f"no form in a document for {kind!r}"
    raise TypeError(message)


def form_of_field(kind: type, field: "attrs.Attribute[Any]") -> Form:
    """The form of one field of a class."""
    return form_of(hints(kind)[field.name])
