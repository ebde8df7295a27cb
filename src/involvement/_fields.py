"""Validators and converters of fields, shared by every domain class.

A converter makes a value what its field is declared to hold; what it does not understand it hands on as it came.
The validator of the field, which knows class and field, then refuses it with `InvalidValueError`: the place and what
would be right, never the value itself. Functions that take arguments instead of fields use `members`, `listed`, `word`,
`exact` and `standing`, which refuse at once, at the place that they are given.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple, TypeAlias, TypeVar, cast, get_type_hints, overload

import attrs

from involvement.errors import DuplicateKeyError, InvalidValueError, UnknownKeyError
from involvement.references import is_key
from involvement.standing import Standing

_MOST_DIGITS = 100  # of a Decimal: it may stand for a number that fills the memory

K = TypeVar("K")
S = TypeVar("S")
T = TypeVar("T")
W = TypeVar("W", bound=Enum)
Exact: TypeAlias = int | Decimal | Fraction
_Validator = Callable[[object, "attrs.Attribute[Any]", Any], None]


# What a value is


def is_day(value: object) -> bool:
    """True for a date that is not a datetime."""
    return isinstance(value, date) and not isinstance(value, datetime)


def is_count(value: object) -> bool:
    """True for a whole number of 0 or more; True and False are no numbers."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)


def is_pair(value: object) -> bool:
    """True for a tuple of two texts."""
    return isinstance(value, tuple) and len(value) == 2 and all(map(_is_text, value))


@cache
def types_of(kind: Any) -> dict[str, Any]:
    """The types of the fields of a class, by name, as they are at run time."""
    return get_type_hints(kind, include_extras=True)  # no type of ours has extras, and taking them off is slow


# Validators


def place(instance: object, attribute: "attrs.Attribute[Any]") -> str:
    """The class and the field, such as `Flow.days`."""
    return f"{type(instance).__name__}.{attribute.alias or attribute.name}"


def _checked(holds: Callable[[Any], bool], expected: str | Callable[[], str], *, optional: bool = False) -> _Validator:
    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if not (optional and value is None) and not holds(value):
            raise InvalidValueError(place(instance, attribute), _said(expected, optional=optional))

    return validate


def each(holds: Callable[[Any], bool], expected: str, *, optional: bool = False) -> _Validator:
    """A validator for a tuple, of whose members each holds."""
    return _tuple_of(lambda value: all(map(holds, value)), expected, optional=optional)


def _tuple_of(hold: Callable[[Any], bool], expected: str | Callable[[], str], *, optional: bool = False) -> _Validator:
    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if optional and value is None:
            return
        if not isinstance(value, tuple):
            raise InvalidValueError(place(instance, attribute), _not_a_list(value) or _ONE_VALUE)
        if value and not hold(value):
            raise InvalidValueError(place(instance, attribute), _said(expected, optional=optional))

    return validate


def _said(expected: str | Callable[[], str], *, optional: bool) -> str:
    """What would be right; where it lists the words of an enumeration, it is put together only now."""
    return f"{expected if isinstance(expected, str) else expected()}{', or nothing' if optional else ''}"


_KEY = "a key: text of 1 to 200 printable characters, no space at either end"
_DAY = "a date (and not a date with a time)"
_COUNT = "a whole number, 0 or more"

key = _checked(is_key, _KEY)
optional_key = _checked(is_key, _KEY, optional=True)
keys = each(is_key, f"keys, each {_KEY[2:]}")
optional_keys = each(is_key, f"keys, each {_KEY[2:]}", optional=True)
text = _checked(_is_text, "text")
optional_text = _checked(_is_text, "text", optional=True)
filled_text = _checked(lambda value: _is_text(value) and bool(value.strip()), "text that is not blank")
texts = each(_is_text, "a list of texts")
flag = _checked(_is_bool, "true or false")
optional_flag = _checked(_is_bool, "true or false", optional=True)
day = _checked(is_day, _DAY)
optional_day = _checked(is_day, _DAY, optional=True)
days = each(is_day, "dates (and not dates with a time)")
count = _checked(is_count, _COUNT)
optional_count = _checked(is_count, _COUNT, optional=True)
pairs = each(is_pair, "pairs of a system's name and its id")


def a(kind: type, *, optional: bool = False) -> _Validator:
    """A validator for an instance of *kind*; of an enumeration the words are told."""
    return _checked(lambda value: isinstance(value, kind), lambda: _one(kind), optional=optional)


def many(kind: type, *, optional: bool = False) -> _Validator:
    """A validator for a tuple whose members are all of *kind*."""

    def expected() -> str:
        return f"only {_one(kind)}" if issubclass(kind, Enum) else f"only values of type {kind.__name__}"

    return _tuple_of(lambda value: _all_are(kind, value), expected, optional=optional)


def _one(kind: type) -> str:
    if issubclass(kind, Enum):
        return f"one of {', '.join(str(member.value) for member in kind)}"
    return f"a value of type {kind.__name__}"


def number(
    least: int | None = 0, most: int | None = None, *, above: bool = False, optional: bool = False
) -> _Validator:
    """A validator for an exact number, not below *least* (*above*: above it) and not above *most*."""

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
        if not (optional and value is None) and not _is_number(value, least, most, above=above):
            expected = _number_expected(value, least, most, above=above, optional=optional)
            raise InvalidValueError(place(instance, attribute), expected)

    return validate


_EXACT = "a whole number, a Decimal or a Fraction"
numbers = each(lambda value: isinstance(value, Fraction), f"numbers, each {_EXACT}")


def _is_number(value: object, least: int | None, most: int | None, *, above: bool = False) -> bool:
    """True for an exact number within the bounds."""
    if not isinstance(value, Fraction):
        return False
    low = least is not None and (value < least or (above and value == least))
    return not low and not (most is not None and value > most)


def _number_expected(
    value: object, least: int | None, most: int | None, *, above: bool = False, optional: bool = False
) -> str:
    """What would be right in place of a value that is no exact number within the bounds."""
    bounds = {
        (True, True): f", from {least} to {most}",
        (True, False): f" above {least}" if above else f", {least} or more",
        (False, False): "",
    }[least is not None, most is not None]
    return f"{_EXACT}{bounds}{', or nothing' if optional else ''}{'; a float is not exact' if isinstance(value, float) else ''}"


# Converters


def as_tuple(items: Iterable[T]) -> tuple[T, ...]:
    """The items as a tuple, in their order."""
    return cast("tuple[T, ...]", items) if _not_a_list(items) else tuple(items)


def as_each(items: Iterable[S], made: Callable[[S], T], *, ordered: bool = True) -> tuple[T, ...]:
    """What is made of each item, as a tuple, in their order."""
    return cast("tuple[T, ...]", items) if _not_a_list(items, ordered=ordered) else tuple(map(made, items))


def as_sorted(items: Iterable[T], key: Callable[[T], Any] | None = None, *, once: bool = False) -> tuple[T, ...]:
    """The items as a tuple, sorted; it may be a set."""
    if (type(items) is tuple and not items) or _not_a_list(items, ordered=False):  # most have none: seen first
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
    whole = type(found) is tuple and _all_are(kind, found)
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


# Arguments of functions


def members(where: str, items: Iterable[T]) -> tuple[T, ...]:
    """The items as a tuple, where their order means nothing. A text is refused: its letters are never what was meant."""
    if _not_a_list(items, ordered=False):
        raise InvalidValueError(where, _ONE_VALUE)
    return tuple(items)


def listed(where: str, items: Iterable[T]) -> tuple[T, ...]:
    """The items as a tuple, where their order means something: a set has none, and is refused as a text is."""
    refusal = _not_a_list(items)
    if refusal:
        raise InvalidValueError(where, refusal)
    return tuple(items)


def instance(where: str, kind: type[T], value: object) -> T:
    """The value, if it is of that kind."""
    if not isinstance(value, kind):
        raise InvalidValueError(where, _one(kind))
    return value


def instance_or_nothing(where: str, kind: type[T], value: object) -> T | None:
    """The value, if it is of that kind, or None."""
    return None if value is None else instance(where, kind, value)


def instances(where: str, kind: type[T], items: object) -> tuple[T, ...]:
    """The items as a tuple, in their order, if all are of that kind."""
    found = listed(where, cast("Iterable[Any]", items))
    if not _all_are(kind, found):
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


def all_known(kind: str, keys: Iterable[object], known_ones: Collection[str], where: str = "") -> None:
    """Refuses the first key, in their order, that is not among the known ones."""
    for key in keys:
        if not isinstance(key, str) or key not in known_ones:
            raise UnknownKeyError(kind, cast("str", key), known_ones, where)


def a_date(where: str, value: date) -> date:
    """The day; a datetime is none, because it neither equals a date nor compares with one."""
    if not is_day(value):
        raise InvalidValueError(where, _DAY)
    return value


def a_date_or_nothing(where: str, value: date | None) -> date | None:
    """The day, or None."""
    return None if value is None else a_date(where, value)


def word(kind: type[W], where: str, value: object) -> W:
    """The member of *kind* that *value* is or names."""
    found = as_word(kind, cast("W | str", value))
    if not isinstance(found, kind):
        raise InvalidValueError(where, _one(kind))
    return found


def standing(value: object, where: str = "standing") -> Standing:
    """The standing that *value* is or names."""
    return word(Standing, where, value)


def exact(where: str, value: object, least: int | None = None, most: int | None = None) -> Fraction:
    """The exact number as the fraction that it is, from *least* to *most*."""
    found = as_fraction(cast("Exact", value))
    if not _is_number(found, least, most):
        raise InvalidValueError(where, _number_expected(found, least, most))
    return found


_ONE_VALUE = "a list of values, not one value"


def _not_a_list(items: object, *, ordered: bool = True) -> str:
    """What would be right, if these are no items one after the other."""
    if isinstance(items, tuple | list):
        return ""
    if isinstance(items, str | bytes | bytearray | memoryview | Mapping) or not isinstance(items, Iterable):
        return _ONE_VALUE
    return "a list of values in their order: a set has none" if ordered and isinstance(items, set | frozenset) else ""


def _all_are(kind: type, items: Iterable[object]) -> bool:
    return all(map(isinstance, items, repeat(kind)))


# What a key names


class Names(NamedTuple):
    """What the key in a field names.

    Attributes:
        kind: the kind of thing, such as `forum`, or a function that tells it from the value; None: nothing here.
        within: the field that names the thing that has it, such as the decision of a stage.
    """

    kind: str | Callable[[Any], str | None]
    within: str | None = None


def names(kind: str | Callable[[Any], str | None], *, within: str | None = None) -> dict[str, Names]:
    """Metadata of a field that holds a key, or keys: what they name."""
    return {"names": Names(kind, within)}


# Several fields together


def distinct(kind: str, found: Iterable[str | tuple[object, ...]], where: str = "") -> None:
    """Refuses the first key, or the first keys that belong together, that stand twice among *found*."""
    seen: set[str | tuple[object, ...]] = set()
    for key in found:
        if key in seen:
            raise DuplicateKeyError(kind, key if isinstance(key, str) else " ".join(map(str, key)), where)
        seen.add(key)


def in_order(where: str, first: date | None, last: date | None) -> None:
    """Refuses a period that ends before it begins."""
    if first is not None and last is not None and last < first:
        raise InvalidValueError(where, "a last day that is not before the first")


def counted(items: tuple[object, ...]) -> str:
    """How many there are, for the repr of a container."""
    return f"<{len(items)}>"
