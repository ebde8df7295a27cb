"""Converters of fields: each makes a value what its field is declared to hold.

What a converter does not understand it hands on as it came, and the validator of the field refuses it.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, TypeAlias, TypeVar, cast, overload

from involvement._fields.kinds import all_are, not_a_list
from involvement.standing import Standing

_MOST_DIGITS = 100  # of a Decimal: it may stand for a number that fills the memory

S = TypeVar("S")
T = TypeVar("T")
W = TypeVar("W", bound=Enum)
Exact: TypeAlias = int | Decimal | Fraction


def as_tuple(items: Iterable[T]) -> tuple[T, ...]:
    """The items as a tuple, in their order."""
    return cast("tuple[T, ...]", items) if not_a_list(items) else tuple(items)


def as_each(items: Iterable[S], made: Callable[[S], T], *, ordered: bool = True) -> tuple[T, ...]:
    """What is made of each item, as a tuple, in their order."""
    return cast("tuple[T, ...]", items) if not_a_list(items, ordered=ordered) else tuple(map(made, items))


def as_sorted(items: Iterable[T], key: Callable[[T], Any] | None = None, *, once: bool = False) -> tuple[T, ...]:
    """The items as a tuple, sorted; it may be a set."""
    if (type(items) is tuple and not items) or not_a_list(items, ordered=False):  # most have none: seen first
        return cast("tuple[T, ...]", items)
    found = tuple(items)
    try:
        return tuple(sorted(set(found) if once else found, key=key))  # type: ignore[type-var, arg-type]  # or a TypeError
    except (AttributeError, TypeError):
        return found


def as_said(value: str | None) -> str | None:
    """What was said, or None where the text is blank: a box of a form that was left empty says nothing."""
    return None if isinstance(value, str) and not value.strip() else value


@overload
def as_word(kind: type[W], value: W | str) -> W: ...
@overload
def as_word(kind: type[W], value: W | str | None) -> W | None: ...
def as_word(kind: type[W], value: W | str | None) -> W | None:
    """The member of *kind* that *value* is or names."""
    if isinstance(value, kind):
        return value
    if isinstance(value, str):
        try:
            return kind(value)
        except ValueError:
            pass
    return cast("W | None", value)


def as_words(kind: type[W], items: Iterable[W | str]) -> tuple[W, ...]:
    """The members of *kind* that the items are or name, each once, in the order of *kind*; it may be a set."""
    found = as_each(items, lambda item: as_word(kind, item), ordered=False)
    whole = type(found) is tuple and all_are(kind, found)
    return tuple(member for member in kind if member in found) if whole else found


def as_standing(value: Standing | str) -> Standing:
    """The standing that *value* is or names."""
    return as_word(Standing, value)


def optional_standing(value: Standing | str | None) -> Standing | None:
    """The standing that *value* is or names; None stays None: not known."""
    return as_word(Standing, value)


def plain_text(value: str) -> str:
    """The text, also of a member of an enumeration of texts."""
    return str(value) if isinstance(value, str) else value


def optional_plain_text(value: str | None) -> str | None:
    """The text, also of a member of an enumeration of texts; None stays None: not known."""
    return None if value is None else plain_text(value)


def texts_tuple(items: Iterable[str]) -> tuple[str, ...]:
    """The texts as a tuple."""
    return as_tuple(items)


def sorted_keys(items: Iterable[str]) -> tuple[str, ...]:
    """The keys, each once, sorted."""
    return as_sorted(items, once=True)


def as_period(value: tuple[date, date] | None) -> tuple[date, date] | None:
    """A first and a last day as a tuple; nothing stays as it is."""
    return None if value is None else cast("tuple[date, date]", as_tuple(value))


def sorted_days(items: Iterable[date]) -> tuple[date, ...]:
    """The days, each once, in their order."""
    return as_sorted(items, once=True)


def in_pairs(items: Iterable[tuple[T, T]], *, ordered: bool = True) -> tuple[tuple[T, T], ...]:
    """The pairs, in their order; a list may stand for a pair."""
    return as_each(items, lambda item: tuple(item) if isinstance(item, list) else item, ordered=ordered)


def sorted_pairs(items: Iterable[tuple[T, T]], *, once: bool = False) -> tuple[tuple[T, T], ...]:
    """The pairs, sorted; a list may stand for a pair."""
    return as_sorted(in_pairs(items, ordered=False), once=once)


def external_ids(items: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Pairs of a system's name and its own id for the thing, sorted."""
    return sorted_pairs(items)


def as_fraction(value: Exact) -> Fraction:
    """The exact number as the fraction that it is."""
    if type(value) is Fraction:
        return value
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal):
        return cast("Fraction", value)
    if isinstance(value, Decimal) and not _short(value):
        return cast("Fraction", value)
    return Fraction(value)


def optional_fraction(value: Exact | None) -> Fraction | None:
    """The exact number as the fraction that it is; None stays None: not known."""
    return None if value is None else as_fraction(value)


def _short(value: Decimal) -> bool:
    return value.is_finite() and max(abs(value.adjusted()), len(value.as_tuple().digits)) <= _MOST_DIGITS
