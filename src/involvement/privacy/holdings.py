"""Holdings: how much a process holds about people, counted by field."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import attrs

from involvement import _fields
from involvement.privacy.field_classes import FieldClass, classes_of_fields
from involvement.processes import Process

__all__ = ["OF_PEOPLE", "held_of_people"]

OF_PEOPLE = (FieldClass.PERSONAL, FieldClass.SPECIAL)
"""The classes of the fields that are about one person, or may be."""


def held_of_people(process: Process) -> Mapping[str, int]:
    """How many values a process holds in each field that is about one person, or may be; fields without any are left out.

    It counts, and shows none: for a record of processing, an impact assessment, or the day before a deletion.

    >>> from datetime import date
    >>> from involvement.feedback import Contribution, Ledger
    >>> said = Contribution("c-1", on=date(2026, 3, 2), stakeholder="members", says="The clinic closes too early.")
    >>> dict(held_of_people(Process("screening", ledger=Ledger([said]))))
    {'Contribution.key': 1, 'Contribution.on': 1, 'Contribution.says': 1, 'Contribution.stakeholder': 1}
    """
    held = Counter(_held(_fields.instance("process", Process, process)))
    return MappingProxyType(dict(sorted(held.items())))


def _held(value: Any) -> Iterator[str]:
    """The field of each value about people, once for each that is given."""
    if isinstance(value, tuple):
        for item in value:
            yield from _held(item)
        return
    kind: Any = type(value)  # a class is hashable, which its type does not say
    for name, of_people in _plan(kind):
        field = getattr(value, name)
        if of_people and field not in (None, ()):
            yield f"{kind.__name__}.{name}"
        yield from _held(field)


@cache
def _plan(kind: Any) -> tuple[tuple[str, bool], ...]:
    """The fields of a class that are recorded, and whether each is about people; of what has no fields, nothing."""
    if not attrs.has(kind):
        return ()
    classes = classes_of_fields()
    names = [field.name for field in attrs.fields(kind) if not field.name.startswith("_")]
    return tuple((name, classes.get(f"{kind.__name__}.{name}") in OF_PEOPLE) for name in names)
