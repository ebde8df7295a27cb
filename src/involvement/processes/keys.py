"""Keys that name things: one walk over the metadata of fields finds them, and those that nobody has are refused."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple, Protocol, TypeAlias, TypeVar, get_args

import attrs

from involvement._fields import Names, listed_of, types_of
from involvement.errors import DuplicateKeyError, UnknownKeyError

__all__ = ["Known", "Named", "names_in", "one_of", "refuse_packaged", "refuse_unknown"]

Known: TypeAlias = Mapping[str, Collection[str] | Callable[[str], Collection[str]]]
"""The keys of each kind; those of what belongs to something, such as the stages of a decision, by the key of that."""


class Named(NamedTuple):
    """A key that stands somewhere: of what kind of thing, within what, and where."""

    kind: str
    key: str
    within: str | None
    where: str


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


_Own = TypeVar("_Own", bound=_Keyed)


def names_in(value: Any, where: str) -> Iterator[Named]:
    """Every key in a value, and in the values that it holds, that names something; in the order of the fields.

    What a field names is in its metadata, see `involvement._fields.names`. *where* is the place of the value.
    """
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from names_in(item, f"{where}[{number}]")
        return
    kind: Any = type(value)  # a class is hashable, which its type does not say
    for field, names, _holds in _plan(kind):
        held = getattr(value, field)
        if held is None:
            continue
        if names is not None:
            of = names.kind if isinstance(names.kind, str) else names.kind(value)
            within = None if names.within is None else getattr(value, names.within)
            if of is not None and (names.within is None or within is not None):
                yield from (Named(of, key, within, f"{where}.{field}") for key in _keys(held))
        else:
            yield from names_in(held, f"{where}.{field}")


def _keys(held: str | tuple[Any, ...]) -> Iterator[str]:
    """The keys in a field: one, several, or, in a ranking, several of which some are equal."""
    if isinstance(held, str):
        yield str(held)
        return
    for item in held:
        yield from _keys(item)


@cache
def _plan(kind: Any) -> tuple[tuple[str, Names | None, bool], ...]:
    """The fields of a class that name something, or that hold values which do."""
    if not attrs.has(kind):
        return ()
    hints = types_of(kind)
    fields = [(field.name, field.metadata.get("names"), hints[field.name]) for field in attrs.fields(kind)]
    return tuple(
        (name, names, holds)
        for name, names, hint in fields
        if (holds := any(map(_plan, _classes(hint)))) or names is not None
    )


def _classes(hint: object) -> Iterator[type]:
    """The classes in a type."""
    if isinstance(hint, type):
        yield hint
    for part in get_args(hint):
        yield from _classes(part)


def refuse_unknown(
    value: Any, where: str, known: Known, *, personal: Collection[str] = (), forgotten: Collection[str] = ()
) -> None:
    """Refuses the first key in a value that is not among those of its kind. What is not known of a kind is not asked.

    The kinds that are *forgotten* are not asked either. The error lists the keys that would have been right, and never
    one of a person.
    """
    if _all_known([value], known):
        return
    for kind, key, within, place in names_in(value, where):
        if kind in forgotten:
            continue
        keys = known.get(kind)
        found = keys(within or "") if callable(keys) else keys
        if found is not None and key not in found:
            raise UnknownKeyError(kind, key, listed_of(found, personal), place)


def _all_known(values: Sequence[Any], known: Known) -> bool:
    """True if `names_in` finds nothing unknown: the same, asked of one field of all values at once, which is fast."""
    by_class: dict[Any, list[Any]] = {}
    for value in values:
        by_class.setdefault(type(value), []).append(value)
    return all(_columns_known(kind, items, known) for kind, items in by_class.items())


def _columns_known(kind: Any, items: Sequence[Any], known: Known) -> bool:
    if kind is tuple:
        return _all_known(list(chain.from_iterable(items)), known)
    for field, names, _ in _plan(kind):
        column = [held for held in map(attrgetter(field), items) if held is not None and held != ()]
        if not column:
            continue
        if names is None:
            if not _all_known(column, known):
                return False
        elif not isinstance(names.kind, str) or names.within is not None:
            return False  # one by one
        elif (keys := known.get(names.kind)) is not None:
            found = set(column) if isinstance(column[0], str) else set(chain.from_iterable(map(_keys, column)))
            if callable(keys) or not found.issubset(keys):
                return False
    return True


def refuse_packaged(kind: str, own: Iterable[_Keyed], packaged: Collection[str]) -> None:
    """What is published never changes its meaning, so nobody may put another one in its place."""
    for number, keyed in enumerate(own):
        if keyed.key in packaged:
            raise DuplicateKeyError(kind, keyed.key, f"{kind}s[{number}], beside those of the library")


def one_of(kind: str, key: str, own: Iterable[_Own], packaged: Collection[str], look_up: Callable[[str], _Own]) -> _Own:
    """The thing of that key: one of the process's own, or else one of the library's."""
    found = {thing.key: thing for thing in own}
    if not isinstance(key, str) or (key not in found and key not in packaged):
        raise UnknownKeyError(kind, key, {*found, *packaged})
    return found.get(key) or look_up(key)
