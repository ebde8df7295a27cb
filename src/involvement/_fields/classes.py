"""Classes of values: attrs classes that share how they are shown, compared and hashed.

attrs writes and compiles these methods for each class when it is made, and a check of one document needs some two hundred
classes. Methods in common say and do the same, and it starts a tenth sooner.
"""

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

import attrs

__all__ = ["AT_LEAST_0", "NOT_EMPTY", "Names", "counted", "frozen", "names", "types_of"]

if TYPE_CHECKING:
    from attrs import frozen
else:

    def frozen(kind: type | None = None, **options: object) -> Any:
        """The class, or a decorator, as `attrs.frozen` has it."""
        if kind is None:
            return lambda given: frozen(given, **options)
        compares = not options.keys() & {"cache_hash", "eq", "order"}
        for name in ("__repr__", "__eq__", "__hash__") if compares else ("__repr__",):
            if name not in vars(kind):
                setattr(kind, name, vars(_Value)[name])
        return attrs.frozen(kind, **options)  # which makes no method that it finds


class _Value:
    """What the classes of values share, as attrs would make it for each."""

    @recursive_repr()
    def __repr__(self: Any) -> str:
        parts = ", ".join(
            f"{field.name}={(repr if field.repr is True else field.repr)(getattr(self, field.name))}"
            for field in attrs.fields(self.__class__)
            if field.repr is not False
        )
        return f"{self.__class__.__qualname__.rsplit('>.', 1)[-1]}({parts})"

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        compared = _compared(self.__class__)
        return compared(self) == compared(other)

    def __hash__(self) -> int:
        return hash(_compared(self.__class__)(self))


def _by_fields(kind: type[Any]) -> Callable[[object], object]:
    return attrgetter(*(field.name for field in attrs.fields(kind) if field.eq))


_compared: Callable[..., Callable[[object], object]] = cache(_by_fields)


def counted(items: tuple[object, ...]) -> str:
    """How many there are, for the repr of a container."""
    return f"<{len(items)}>"


def closed(value: object) -> str:
    """That there is something, and not what: for the repr of a field that only some may read."""
    return repr(value) if value is None or value == () else "<given>"


@cache
def types_of(kind: Any) -> dict[str, Any]:
    """The types of the fields of a class, by name, as they are at run time."""
    return get_type_hints(kind, include_extras=True)  # no type of ours has extras, and taking them off is slow


class Names(NamedTuple):
    """What the key in a field names.

    Attributes:
        kind: the kind of thing, such as `forum`, or a function that tells it from the value; None: nothing here.
        within: the field that names the thing that has it, such as the decision of a stage.
    """

    kind: str | Callable[[Any], str | None]
    within: str | None = None


AT_LEAST_0 = {"least": 0}
"""Metadata of a field whose number, where it holds one, is 0 or more: for the schema."""
NOT_EMPTY = {"fewest": 1}
"""Metadata of a field that holds a list of one or more, or nothing: for the schema."""


def names(kind: str | Callable[[Any], str | None], *, within: str | None = None) -> dict[str, Names]:
    """Metadata of a field that holds a key, or keys: what they name."""
    return {"names": Names(kind, within)}
