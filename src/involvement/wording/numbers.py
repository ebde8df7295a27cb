"""Exact numbers in words, and their rounding, half up: the one place where anything is rounded."""

from decimal import Decimal
from fractions import Fraction

from involvement.wording.phrases import Phrase, english

__all__ = ["is_singular", "mixed_number", "number_words", "rounded"]

_PARTS = {
    Fraction(1, 4): "¼",
    Fraction(1, 3): "⅓",
    Fraction(1, 2): "½",
    Fraction(2, 3): "⅔",
    Fraction(3, 4): "¾",
}


def rounded(value: Fraction | int, places: int = 2) -> str:
    """The number with that many places at most, half away from zero, and no zeros at its end.

    >>> rounded(Fraction(2, 3)), rounded(Fraction(1, 8)), rounded(3)
    ('0.67', '0.13', '3')
    """
    whole = (abs(value) * 10**places * 2 + 1) // 2
    digits = str(int(whole)).rjust(places + 1, "0")
    front, behind = (digits[:-places], digits[-places:].rstrip("0")) if places else (digits, "")
    sign = "-" if value < 0 and whole else ""
    return f"{sign}{front}.{behind}" if behind else f"{sign}{front}"


def mixed_number(value: Fraction | int) -> str:
    """The number exactly, in plain characters: `3`, `1/2`, `2 1/4`."""
    whole, part = divmod(abs(Fraction(value)), 1)
    sign = "-" if value < 0 else ""
    if not part:
        return f"{sign}{whole}"
    return f"{sign}{whole} {part}" if whole else f"{sign}{part}"


def number_words(value: Decimal | Fraction | int, phrase: Phrase = english) -> str:
    """The number as people write it: `1,200`, `3¼`, `½`, and other parts rounded to one place, `6.8`.

    A part that one place would hide has two (`3.04`), so that only what is whole to two places looks whole.

    >>> number_words(Fraction(13, 4)), number_words(Fraction(250, 37)), number_words(1200)
    ('3¼', '6.8', '1,200')
    """
    if isinstance(value, int):
        return _thousands(value, phrase)
    exact = Fraction(value)
    whole, part = divmod(abs(exact), 1)
    sign = "-" if exact < 0 else ""
    if part in _PARTS:
        return f"{sign}{_thousands(whole, phrase) if whole else ''}{_PARTS[part]}"
    decimal = rounded(exact, 1)
    front, _, behind = (decimal if "." in decimal else rounded(exact, 2)).removeprefix("-").partition(".")
    sign = sign if front != "0" or behind else ""
    return f"{sign}{_thousands(int(front), phrase)}{phrase('number.point') + behind if behind else ''}"


def _thousands(whole: int, phrase: Phrase) -> str:
    return f"{whole:,}".replace(",", phrase("number.thousands"))


def is_singular(value: Decimal | Fraction | int) -> bool:
    """True for a number that is said with one thing: `1 day`, `½ day`; not `0 days`, `1½ days`, `0.8 days`."""
    if isinstance(value, int):
        return abs(value) == 1
    return number_words(abs(Fraction(value))) in {"1", *_PARTS.values()}
