"""From when until when does something hold, and how much of it is there?"""

from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from involvement.errors import InvalidValueError

__all__ = ["amount", "covers", "currency_letters", "optional_amount"]


def covers(since: date | None, until: date | None, day: date) -> bool:
    """Whether the day lies in the period; both ends count, and None is no end."""
    return (since is None or since <= day) and (until is None or day <= until)


def optional_amount(value: int | Fraction | None) -> Fraction | None:
    """A whole number as the fraction that it is; anything else as it came, for the validator."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return Fraction(value) if whole and value is not None else value  # type: ignore[return-value]  # a bool is refused next


def amount(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """A validator for an exact amount of 0 or more, or nothing."""
    if value is not None and (not isinstance(value, Fraction) or value < 0):
        raise InvalidValueError(_place(instance, attribute), "a whole number or a Fraction, 0 or more; or nothing")


def currency_letters(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """A validator for the three capital letters of a currency, or nothing."""
    good = isinstance(value, str) and len(value) == 3 and value.isascii() and value.isalpha() and value.isupper()
    if value is not None and not good:
        raise InvalidValueError(
            _place(instance, attribute), "the three capital letters of a currency, such as GBP, or nothing"
        )


def _place(instance: object, attribute: "attrs.Attribute[Any]") -> str:
    return f"{type(instance).__name__}.{attribute.name}"
