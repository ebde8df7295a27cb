"""Persons in a group, or who might join it, under opaque keys."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.references import is_key

__all__ = ["Person"]

_Pairs: TypeAlias = "Iterable[tuple[str, str]] | Mapping[str, str]"


def _characteristics(given: _Pairs) -> tuple[tuple[str, str], ...]:
    return _fields.sorted_pairs(given.items() if isinstance(given, Mapping) else given, once=True)


def _are_keys(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and all(map(is_key, value))


@frozen(cache_hash=True)
class Person:
    """One who is in a group or might join it, under an opaque key, with what is known of them.

    Names live apart. A criterion that is named has the values given and no others; of one that is not
    named nothing is known, which is not no. `member_of` and `candidate_for` name groups: stakeholders or
    forums, by key. What is known of a person is never shown in a repr.

    >>> Person("p-17", {"diabetes": "type-1", "carer": "no"}, member_of=["members"]).has("carer", "yes")
    False
    """

    key: str = field(validator=_fields.key)
    characteristics: tuple[tuple[str, str], ...] = field(
        default=(),
        converter=_characteristics,
        validator=_fields.each(_are_keys, "pairs of a criterion and a value, both keys"),
        repr=False,
    )
    member_of: tuple[str, ...] = field(
        default=(),
        converter=_fields.sorted_keys,
        validator=_fields.keys,
        metadata=_fields.names("stakeholder or forum"),
        kw_only=True,
    )
    candidate_for: tuple[str, ...] = field(
        default=(),
        converter=_fields.sorted_keys,
        validator=_fields.keys,
        metadata=_fields.names("stakeholder or forum"),
        kw_only=True,
    )

    def values(self, criterion: str) -> tuple[str, ...] | None:
        """The values of one criterion, sorted; None where nothing is known of it."""
        found = tuple(value for characteristic, value in self.characteristics if characteristic == criterion)
        return found or None

    def has(self, criterion: str, value: str) -> bool | None:
        """Whether the person has that characteristic; None where nothing is known of the criterion."""
        found = self.values(criterion)
        return None if found is None else value in found
