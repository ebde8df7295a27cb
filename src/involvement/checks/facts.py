"""Facts of a finding: a small mapping from name to value that never changes."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.wording import Fact
from involvement.wording.statements import FACT, is_fact, plain_value

__all__ = ["Facts"]


def _pairs(values: "Mapping[str, Fact] | Iterable[tuple[str, Fact]]") -> tuple[tuple[str, Fact], ...]:
    return _fields.sorted_pairs(values.items() if isinstance(values, Mapping) else values)


def _is_named(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str)


@frozen(eq=False)
class Facts(Mapping[str, Fact]):
    """The values that a finding names, by name. It equals any mapping with the same items.

    A value is a reference, a date, an exact number, a standing or word of a closed list, a quote, a statement, a
    tuple of these, or None: not known.

    >>> Facts({"days": 3})["days"]
    3
    """

    pairs: tuple[tuple[str, Fact], ...] = field(
        default=(), converter=_pairs, validator=_fields.each(_is_named, "pairs of a name and a value")
    )

    def __attrs_post_init__(self) -> None:
        _fields.distinct("fact", (name for name, _ in self.pairs))
        for name, value in self.pairs:
            if not is_fact(value):
                raise InvalidValueError(f"Facts.{name}", FACT)

    def __getitem__(self, name: str) -> Fact:
        for key, value in self.pairs:
            if key == name:
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
        return {name: plain_value(value) for name, value in self.pairs}
