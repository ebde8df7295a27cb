"""Classes of fields: which of what is stored may be published, is for those at work, or is about one person."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from involvement import _fields
from involvement.errors import UnknownKeyError

__all__ = ["FieldClass", "class_of_field", "classes_of_fields"]


class FieldClass(StrEnum):
    """What a field of a stored class holds: the later, the fewer may see it."""

    PUBLIC = "public"
    INTERNAL = "internal"  # for those who run the process
    PERSONAL = "personal"  # about one person, or it may be
    SPECIAL = "special"  # of the special categories of personal data: Article 9 of the UK and EU GDPR


def class_of_field(field: str) -> FieldClass:
    """What a field of a stored class holds, such as `StatedNeed.need`.

    >>> class_of_field("StatedNeed.need").value
    'special'

    Raises:
        UnknownKeyError: no stored class has such a field, so that nothing may be told of it.
    """
    known = classes_of_fields()
    found = known.get(field) if isinstance(field, str) else None
    if found is None:
        raise UnknownKeyError("field of a stored class", str(field), known)
    return found


@cache
def classes_of_fields() -> Mapping[str, FieldClass]:
    """What every field of every stored class holds, by `Class.field`, sorted."""
    text = files(__package__).joinpath("data/classes-of-fields.toml").read_text(encoding="utf-8")
    found = {
        f"{kind}.{name}": _fields.word(FieldClass, "class", word)
        for kind, fields in tomllib.loads(text).items()
        for word, names in fields.items()
        for name in names
    }
    return MappingProxyType(dict(sorted(found.items())))
