"""How do texts, numbers, flags, days, fractions and words stand in a document?

Types are taken exactly: `true` is no number, `"7"` is no number, `7.0` is no whole number, and null
stands for nothing, because what is not known is left out.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from involvement._reading.forms import Definitions, Form, Plain, as_it_is, define, refused
from involvement._reading.places import Flaw

__all__ = ["SCALARS", "words"]

_LARGEST = 2**53  # beyond it, readers of JSON in other languages lose digits
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PARTS = re.compile(r"(-?[0-9]{1,100})/([0-9]{1,100})")
_NUMBER = re.compile(r"[+-]?[0-9]{1,100}")


def _read_text(value: object, _kind: object = None) -> str:
    if type(value) is not str:
        raise refused("text", value)
    return value


def _read_flag(value: object, _kind: object = None) -> bool:
    if value is True or value is False:
        return value
    raise refused("true or false", value)


def _read_number(value: object, _kind: object = None) -> int:
    if type(value) is not int:
        raise refused("a whole number", value)
    if not -_LARGEST <= value <= _LARGEST:
        raise refused(f"a whole number from {-_LARGEST} to {_LARGEST}", value)
    return value


def _write_number(value: int) -> Plain:
    if -_LARGEST <= value <= _LARGEST:
        return int(value)
    return Flaw(f"expected a whole number from {-_LARGEST} to {_LARGEST}")


def _read_day(value: object, _kind: object = None) -> date:
    if type(value) is date:
        return value
    if type(value) is str and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise refused("a date, as 2026-09-01", value)


_PORTION = 'a whole number, or a fraction as "1/3"'


def _read_fraction(value: object, _kind: object = None) -> Fraction:
    if type(value) is int:
        return Fraction(_read_number(value))
    parts = _PARTS.fullmatch(value) if type(value) is str else None
    if parts is None or int(parts[2]) == 0:
        raise refused(_PORTION, value)
    return Fraction(int(parts[1]), int(parts[2]))


def _write_fraction(value: Fraction) -> Plain:
    if value.denominator == 1 and -_LARGEST <= value.numerator <= _LARGEST:
        return value.numerator
    largest = 10**100
    if abs(value.numerator) >= largest or value.denominator >= largest:
        return Flaw("expected a fraction of at most 100 digits to a part")
    return f"{value.numerator}/{value.denominator}"


def _cell_number(text: str) -> Plain:
    return int(text) if _NUMBER.fullmatch(text) else text


def _cell_flag(text: str) -> Plain:
    return {"true": True, "false": False}.get(text.lower(), text)


def _scalar(kind: type, expected: str, shape: str, read: Callable[..., Any], schema: dict[str, Plain], *,
            write: Callable[[Any], Plain] = as_it_is, cell: Callable[[str], Plain] = as_it_is) -> Form:  # fmt: skip
    return Form(
        expected, shape, lambda value: type(value) is kind, read, write, lambda _definitions: dict(schema), cell
    )


_WHOLE: dict[str, Plain] = {"type": "integer", "minimum": -_LARGEST, "maximum": _LARGEST}
SCALARS: dict[object, Form] = {
    str: _scalar(str, "text", "text", _read_text, {"type": "string"}),
    bool: _scalar(bool, "true or false", "flag", _read_flag, {"type": "boolean"}, cell=_cell_flag),
    int: _scalar(int, "a whole number", "number", _read_number, _WHOLE, write=_write_number, cell=_cell_number),
    date: _scalar(
        date, "a date, as 2026-09-01", "text", _read_day,
        {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    ),
    Fraction: _scalar(
        Fraction, _PORTION, "number", _read_fraction,
        {"anyOf": [_WHOLE, {"type": "string", "pattern": "^-?[0-9]{1,100}/[0-9]{1,100}$"}]},
        write=_write_fraction, cell=_cell_number,
    ),
}  # fmt: skip


def words(kind: type[Enum]) -> Form:
    members: Mapping[object, Enum] = {member.value: member for member in kind}
    expected = f"one of {', '.join(map(str, members))}"

    def read(value: object, _kind: object = None) -> Enum:
        if type(value) is str and value in members:
            return members[value]
        raise refused(expected, value)

    def schema(definitions: Definitions) -> dict[str, Plain]:
        return define(kind, definitions, lambda: {"type": "string", "enum": list(members)})

    return Form(
        expected, "text", lambda value: isinstance(value, kind), read, lambda value: value.value, schema, as_it_is
    )
