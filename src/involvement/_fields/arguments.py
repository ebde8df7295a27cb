"""Arguments of functions: what is wrong is refused at once, at the place that is given; what is right comes back."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, TypeVar, cast

from involvement._fields.converters import Exact, as_fraction, as_word
from involvement._fields.kinds import (
    A_DAY,
    ONE_VALUE,
    all_are,
    is_count,
    is_day,
    is_number,
    kind_expected,
    not_a_list,
    number_expected,
)
from involvement.errors import DuplicateKeyError, InvalidValueError, UnknownKeyError
from involvement.standing import Standing

K = TypeVar("K")
T = TypeVar("T")
W = TypeVar("W", bound=Enum)


def members(where: str, items: Iterable[T]) -> tuple[T, ...]:
    """The items as a tuple, where their order means nothing. A text is refused: its letters are never what was meant."""
    if not_a_list(items, ordered=False):
        raise InvalidValueError(where, ONE_VALUE)
    return tuple(items)


def listed(where: str, items: Iterable[T]) -> tuple[T, ...]:
    """The items as a tuple, where their order means something: a set has none, and is refused as a text is."""
    refusal = not_a_list(items)
    if refusal:
        raise InvalidValueError(where, refusal)
    return tuple(items)


def instance(where: str, kind: type[T], value: object) -> T:
    """The value, if it is of that kind."""
    if not isinstance(value, kind):
        raise InvalidValueError(where, kind_expected(kind))
    return value


def instance_or_nothing(where: str, kind: type[T], value: object) -> T | None:
    """The value, if it is of that kind, or None."""
    return None if value is None else instance(where, kind, value)


def instances(where: str, kind: type[T], items: object) -> tuple[T, ...]:
    """The items as a tuple, in their order, if all are of that kind."""
    found = listed(where, cast("Iterable[Any]", items))
    if not all_are(kind, found):
        raise InvalidValueError(where, f"only values of type {kind.__name__}")
    return found


def a_mapping(where: str, value: Mapping[K, T]) -> Mapping[K, T]:
    """The mapping."""
    if not isinstance(value, Mapping):
        raise InvalidValueError(where, "a mapping")
    return value


def a_function(where: str, value: K) -> K:
    """The function, or whatever else can be called."""
    if not callable(value):
        raise InvalidValueError(where, "a function")
    return value


def a_text(where: str, value: object) -> str:
    """The text."""
    return instance(where, str, value)


def a_count(where: str, value: int, least: int = 0) -> int:
    """The whole number, of so many at the least."""
    if not is_count(value) or value < least:
        raise InvalidValueError(where, f"a whole number, {least} or more")
    return value


def known(kind: str, key: object, things: Mapping[str, T], where: str = "") -> T:
    """The thing of that key; `UnknownKeyError` where there is none."""
    if not isinstance(key, str) or key not in things:
        raise UnknownKeyError(kind, cast("str", key), things, where)
    return things[key]


def all_known(
    kind: str, keys: Iterable[object], known_ones: Collection[str], where: str = "", *, unlisted: Collection[str] = ()
) -> None:
    """Refuses the first key, in their order, that is not among the known ones; the error lists these but the unlisted."""
    for key in keys:
        if not isinstance(key, str) or key not in known_ones:
            raise UnknownKeyError(kind, cast("str", key), listed_of(known_ones, unlisted), where)


def listed_of(known_ones: Collection[str], unlisted: Collection[str]) -> list[str] | None:
    """The known keys that an error may list; None where it may list none of those that there are."""
    listed = [key for key in known_ones if key not in unlisted]
    return listed if listed or not known_ones else None


def a_date(where: str, value: date) -> date:
    """The day; a datetime is none, because it neither equals a date nor compares with one."""
    if not is_day(value):
        raise InvalidValueError(where, A_DAY)
    return value


def a_date_or_nothing(where: str, value: date | None) -> date | None:
    """The day, or None."""
    return None if value is None else a_date(where, value)


def word(kind: type[W], where: str, value: object) -> W:
    """The member of *kind* that *value* is or names."""
    found = as_word(kind, cast("W | str", value))
    if not isinstance(found, kind):
        raise InvalidValueError(where, kind_expected(kind))
    return found


def standing(value: object, where: str = "standing") -> Standing:
    """The standing that *value* is or names."""
    return word(Standing, where, value)


def exact(where: str, value: object, least: int | None = None, most: int | None = None) -> Fraction:
    """The exact number as the fraction that it is, from *least* to *most*."""
    found = as_fraction(cast("Exact", value))
    if not is_number(found, least, most):
        raise InvalidValueError(where, number_expected(found, least, most))
    return found


def distinct(
    kind: str, found: Iterable[str | tuple[object, ...]], where: str = "", *, unsaid: Collection[str] = ()
) -> None:
    """Refuses the first key, or the first keys that belong together, that stand twice among *found*.

    Of a key that is to be left *unsaid*, the error says its places.
    """
    seen: dict[str | tuple[object, ...], int] = {}
    for place, key in enumerate(found):
        if key in seen and key in unsaid:
            part = where or f"{kind}s"
            raise DuplicateKeyError(kind, "", f"{part}[{place}], beside {part}[{seen[key]}]")
        if key in seen:
            raise DuplicateKeyError(kind, key if isinstance(key, str) else " ".join(map(str, key)), where)
        seen[key] = place


def in_order(where: str, first: date | None, last: date | None) -> None:
    """Refuses a period that ends before it begins."""
    if first is not None and last is not None and last < first:
        raise InvalidValueError(where, "a last day that is not before the first")
