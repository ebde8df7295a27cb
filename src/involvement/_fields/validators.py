"""Validators of fields: an error that names class and field, and what would be right, never the value itself."""

from collections.abc import Callable
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from involvement._fields.kinds import (
    A_DAY,
    EXACT,
    ONE_VALUE,
    all_are,
    is_bool,
    is_count,
    is_day,
    is_number,
    is_pair,
    is_period,
    is_text,
    kind_expected,
    not_a_list,
    number_expected,
)
from involvement.errors import InvalidValueError
from involvement.references import is_key

if TYPE_CHECKING:
    from attrs import Attribute

_Validator = Callable[[object, "Attribute[Any]", Any], None]


def place(instance: object, attribute: "Attribute[Any]") -> str:
    """The class and the field, such as `Flow.days`."""
    return f"{type(instance).__name__}.{attribute.alias or attribute.name}"


def _checked(holds: Callable[[Any], bool], expected: str | Callable[[], str], *, optional: bool = False) -> _Validator:
    def validate(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
        if not (optional and value is None) and not holds(value):
            raise InvalidValueError(place(instance, attribute), _said(expected, optional=optional))

    return validate


def each(holds: Callable[[Any], bool], expected: str, *, optional: bool = False) -> _Validator:
    """A validator for a tuple, of whose members each holds."""
    return _tuple_of(lambda value: all(map(holds, value)), expected, optional=optional)


def _tuple_of(hold: Callable[[Any], bool], expected: str | Callable[[], str], *, optional: bool = False) -> _Validator:
    def validate(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
        if optional and value is None:
            return
        if not isinstance(value, tuple):
            raise InvalidValueError(place(instance, attribute), not_a_list(value) or ONE_VALUE)
        if value and not hold(value):
            raise InvalidValueError(place(instance, attribute), _said(expected, optional=optional))

    return validate


def _said(expected: str | Callable[[], str], *, optional: bool) -> str:
    """What would be right; where it lists the words of an enumeration, it is put together only now."""
    return f"{expected if isinstance(expected, str) else expected()}{', or nothing' if optional else ''}"


_KEY = "a key: text of 1 to 200 printable characters, no space at either end"
_COUNT = "a whole number, 0 or more"

key = _checked(is_key, _KEY)
optional_key = _checked(is_key, _KEY, optional=True)
keys = each(is_key, f"keys, each {_KEY[2:]}")
optional_keys = each(is_key, f"keys, each {_KEY[2:]}", optional=True)
text = _checked(is_text, "text")
optional_text = _checked(is_text, "text", optional=True)
filled_text = _checked(lambda value: is_text(value) and bool(value.strip()), "text that is not blank")
texts = each(is_text, "a list of texts")
flag = _checked(is_bool, "true or false")
optional_flag = _checked(is_bool, "true or false", optional=True)
day = _checked(is_day, A_DAY)
optional_day = _checked(is_day, A_DAY, optional=True)
optional_period = _checked(is_period, "a first and a last day, both included", optional=True)
days = each(is_day, "dates (and not dates with a time)")
count = _checked(is_count, _COUNT)
optional_count = _checked(is_count, _COUNT, optional=True)
pairs = each(is_pair, "pairs of a system's name and its id")


def a(kind: type, *, optional: bool = False) -> _Validator:
    """A validator for an instance of *kind*; of an enumeration the words are told."""
    return _checked(lambda value: isinstance(value, kind), lambda: kind_expected(kind), optional=optional)


def many(kind: type, *, optional: bool = False) -> _Validator:
    """A validator for a tuple whose members are all of *kind*."""

    def expected() -> str:
        return f"only {kind_expected(kind)}" if issubclass(kind, Enum) else f"only values of type {kind.__name__}"

    return _tuple_of(lambda value: all_are(kind, value), expected, optional=optional)


def number(
    least: int | None = 0, most: int | None = None, *, above: bool = False, optional: bool = False
) -> _Validator:
    """A validator for an exact number, not below *least* (*above*: above it) and not above *most*."""

    def validate(instance: object, attribute: "Attribute[Any]", value: object) -> None:
        if not (optional and value is None) and not is_number(value, least, most, above=above):
            expected = number_expected(value, least, most, above=above, optional=optional)
            raise InvalidValueError(place(instance, attribute), expected)

    return validate


numbers = each(lambda value: isinstance(value, Fraction), f"numbers, each {EXACT}")
