"""What may stand in a field: validators and named converters shared by every domain class.

Validators raise `InvalidValueError` with the place and what would be right, never the value itself.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import Enum
from itertools import repeat
from typing import Any, TypeVar

import attrs

from involvement.errors import DuplicateKeyError, InvalidValueError
from involvement.standing import Standing

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*")

T = TypeVar("T")
_Validator = Callable[[object, "attrs.Attribute[Any]", Any], None]


def _place(instance: object, attribute: "attrs.Attribute[Any]") -> str:
    return f"{type(instance).__name__}.{attribute.name}"


def _checked(holds: Callable[[Any], bool], expected: str, *, optional: bool) -> _Validator:
    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if not (optional and value is None) and not holds(value):
            raise InvalidValueError(_place(instance, attribute), expected)

    return validate


def is_key(value: object) -> bool:
    """True for a lower-case slug: letters a to z, digits, hyphens and underscores, not first."""
    return isinstance(value, str) and _SLUG.fullmatch(value) is not None


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


_KEY = "a key: lower-case letters, digits, hyphens or underscores, a letter or digit first"

key = _checked(is_key, _KEY, optional=False)
optional_key = _checked(is_key, f"{_KEY}; or nothing", optional=True)
keys = _checked(lambda value: all(map(is_key, value)), f"keys, each {_KEY[2:]}", optional=False)
text = _checked(_is_text, "text", optional=False)
optional_text = _checked(_is_text, "text, or nothing", optional=True)
texts = _checked(lambda value: all(map(_is_text, value)), "a list of texts", optional=False)
flag = _checked(_is_bool, "true or false", optional=False)
optional_flag = _checked(_is_bool, "true or false, or nothing", optional=True)
day = _checked(is_day, "a date (and not a date with a time)", optional=False)
optional_day = _checked(is_day, "a date (and not a date with a time), or nothing", optional=True)
days = _checked(lambda value: all(map(is_day, value)), "dates (and not dates with a time)", optional=False)
count = _checked(is_count, "a whole number, 0 or more", optional=False)
optional_count = _checked(is_count, "a whole number, 0 or more, or nothing", optional=True)


def a(kind: type, *, optional: bool = False) -> _Validator:
    """A validator for an instance of *kind*."""
    expected = f"a value of type {kind.__name__}" + (", or nothing" if optional else "")
    return _checked(lambda value: isinstance(value, kind), expected, optional=optional)


def many(kind: type) -> _Validator:
    """A validator for a tuple whose members are all of *kind*."""
    expected = f"only values of type {kind.__name__}"
    return _checked(lambda value: all(map(isinstance, value, repeat(kind))), expected, optional=False)


def members(where: str, items: Iterable[T]) -> tuple[T, ...]:
    """The items as a tuple. A text is refused: its letters are never what was meant."""
    if isinstance(items, str | bytes) or not isinstance(items, Iterable):
        raise InvalidValueError(where, "a list of values, not one value")
    return tuple(items)


def word(kind: type[Enum], where: str, value: object) -> Any:
    """The member of *kind* that *value* is or names."""
    if isinstance(value, kind):
        return value
    for member in kind:
        if isinstance(value, str) and member.value == value:
            return member
    raise InvalidValueError(where, f"one of {', '.join(str(member.value) for member in kind)}")


def standing(value: Standing | str) -> Standing:
    """The standing that *value* is or names."""
    return word(Standing, "standing", value)  # type: ignore[no-any-return]


def optional_standing(value: Standing | str | None) -> Standing | None:
    """The standing that *value* is or names; None stays None: not known."""
    return None if value is None else standing(value)


def texts_tuple(items: Iterable[str]) -> tuple[str, ...]:
    """The texts as a tuple."""
    return members("texts", items)


def external_ids(items: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Pairs of a system's name and its own id for the thing, sorted."""
    pairs = members("external_ids", items)
    if not all(isinstance(pair, tuple | list) and len(pair) == 2 and all(map(_is_text, pair)) for pair in pairs):
        raise InvalidValueError("external_ids", "pairs of a system's name and its id")
    return tuple(sorted((system, own) for system, own in pairs))


def distinct(kind: str, found: Iterable[str], where: str = "") -> None:
    """Refuses the first key that stands twice among *found*."""
    seen: set[str] = set()
    for each in found:
        if each in seen:
            raise DuplicateKeyError(kind, each, where)
        seen.add(each)


def in_order(where: str, first: date | None, last: date | None) -> None:
    """Refuses a period that ends before it begins."""
    if first is not None and last is not None and last < first:
        raise InvalidValueError(where, "a last day that is not before the first")


def counted(items: tuple[object, ...]) -> str:
    """How many there are, for the repr of a container."""
    return f"<{len(items)}>"
