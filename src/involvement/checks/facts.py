"""Facts of a finding: a small mapping from name to value that never changes."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeAlias

from attrs import field, frozen

from involvement import _fields
from involvement.errors import InvalidValueError
from involvement.wording import Fact
from involvement.wording.statements import is_fact, plain_value

__all__ = ["FactValue", "Facts"]

FactValue: TypeAlias = Fact | str | tuple[str, ...]

_SHOWN = 5  # names of a long list that a message shows


def _pairs(values: "Mapping[str, FactValue] | Iterable[tuple[str, FactValue]]") -> tuple[tuple[str, FactValue], ...]:
    return _fields.sorted_pairs(values.items() if isinstance(values, Mapping) else values)


def _is_named(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str)


def _is_value(value: object) -> bool:
    texts = value if isinstance(value, tuple) else (value,)
    return is_fact(value) or all(isinstance(text, str) for text in texts)


@frozen(eq=False)
class Facts(Mapping[str, FactValue]):
    """The values that a finding names, by name. It equals any mapping with the same items.

    A value is a reference, a date, an exact number, a standing or word of a closed list, a quote, a statement, text,
    a tuple of these, or None: not known.

    >>> Facts({"days": 3})["days"]
    3
    """

    pairs: tuple[tuple[str, FactValue], ...] = field(
        default=(), converter=_pairs, validator=_fields.each(_is_named, "pairs of a name and a value")
    )

    def __attrs_post_init__(self) -> None:
        _fields.distinct("fact", (name for name, _ in self.pairs))
        for name, value in self.pairs:
            if not _is_value(value):
                raise InvalidValueError(f"Facts.{name}", "a fact as in Statement, or text")

    def __getitem__(self, name: str) -> FactValue:
        for own, value in self.pairs:
            if own == name:
                return value
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def __hash__(self) -> int:
        return hash(self.pairs)

    def as_data(self) -> dict[str, object]:
        """The facts as plain JSON values, as `Statement.as_data` has them."""
        return {name: _plain(value) for name, value in self.pairs}


def _plain(value: FactValue) -> object:
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return value
    return [_plain(member) for member in value] if isinstance(value, tuple) else plain_value(value)
