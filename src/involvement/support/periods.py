"""Periods in which something holds, and currency codes."""

from datetime import date
from typing import Any

import attrs

from involvement import _fields
from involvement.errors import InvalidValueError

__all__ = ["covers", "currency_letters"]


def covers(since: date | None, until: date | None, day: date) -> bool:
    """Whether the day lies in the period; both ends count, and None is no end."""
    _fields.a_date("day", day)
    return (since is None or since <= day) and (until is None or day <= until)


def currency_letters(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """A validator for the three capital letters of a currency, or nothing."""
    good = isinstance(value, str) and len(value) == 3 and value.isascii() and value.isalpha() and value.isupper()
    if value is not None and not good:
        raise InvalidValueError(
            _fields.place(instance, attribute), "the three capital letters of a currency, such as GBP, or nothing"
        )
