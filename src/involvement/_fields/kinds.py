"""Kinds of values: what is a day, a count, an exact number or a list, and what to ask for in place of anything else."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from itertools import repeat

A_DAY = "a date (and not a date with a time)"
ONE_VALUE = "a list of values, not one value"
EXACT = "a whole number, a Decimal or a Fraction"


def is_day(value: object) -> bool:
    """True for a date that is not a datetime."""
    return isinstance(value, date) and not isinstance(value, datetime)


def is_period(value: object) -> bool:
    """Whether it is a pair of days."""
    return isinstance(value, tuple) and len(value) == 2 and all(map(is_day, value))


def is_count(value: object) -> bool:
    """True for a whole number of 0 or more; True and False are no numbers."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_text(value: object) -> bool:
    return isinstance(value, str)


def is_bool(value: object) -> bool:
    return isinstance(value, bool)


def is_pair(value: object) -> bool:
    """True for a tuple of two texts."""
    return isinstance(value, tuple) and len(value) == 2 and all(map(is_text, value))


def kind_expected(kind: type) -> str:
    if issubclass(kind, Enum):
        return f"one of {', '.join(str(member.value) for member in kind)}"
    return f"a value of type {kind.__name__}"


def is_number(value: object, least: int | None, most: int | None, *, above: bool = False) -> bool:
    """True for an exact number within the bounds."""
    if not isinstance(value, Fraction):
        return False
    low = least is not None and (value < least or (above and value == least))
    return not low and not (most is not None and value > most)


def number_expected(
    value: object, least: int | None, most: int | None, *, above: bool = False, optional: bool = False
) -> str:
    """What would be right in place of a value that is no exact number within the bounds."""
    bounds = {
        (True, True): f", from {least} to {most}",
        (True, False): f" above {least}" if above else f", {least} or more",
        (False, False): "",
    }[least is not None, most is not None]
    return f"{EXACT}{bounds}{', or nothing' if optional else ''}{'; a float is not exact' if isinstance(value, float) else ''}"


def not_a_list(items: object, *, ordered: bool = True) -> str:
    """What would be right, if these are no items one after the other."""
    if isinstance(items, tuple | list):
        return ""
    if isinstance(items, str | bytes | bytearray | memoryview | Mapping) or not isinstance(items, Iterable):
        return ONE_VALUE
    return "a list of values in their order: a set has none" if ordered and isinstance(items, set | frozenset) else ""


def all_are(kind: type, items: Iterable[object]) -> bool:
    return all(map(isinstance, items, repeat(kind)))
