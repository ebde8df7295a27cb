"""Scalar forms: how texts, numbers, flags, days, exact numbers and words of closed lists stand in a document.

Types are taken exactly: `true` is no number, `"7"` is no number, `7.0` is no whole number, and null
stands for nothing, because what is not known is left out.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from math import isfinite
from typing import Any

from involvement._fields import frozen
from involvement._reading.plain_data import Flaw, Plain
from involvement._reading.problems import refused

__all__ = ["SCALARS", "Definitions", "Form", "as_it_is", "define", "exact_plain", "word_form"]

Definitions = dict[str, tuple[type, dict[str, Plain]]]  # by name: the class, and its schema


@frozen
class Form:
    """How values of one type stand in a document.

    Attributes:
        wanted: what would be right, in words.
        shape: what it is in JSON: text, number, flag, list or object.
        is_one: whether a value is of this type.
        read: the value that plain data stand for; raises Refused and nothing else.
        write: the plain data that stand for a value.
        schema: its JSON Schema; classes and word lists are put into the definitions.
        cell: the plain data that the text in a cell of a table stands for.
    """

    wanted: str
    shape: str
    is_one: Callable[[object], bool]
    read: Callable[[Any], Any]
    write: Callable[[Any], Plain]
    schema: Callable[[Definitions], dict[str, Plain]]
    cell: Callable[[str], Plain]


def as_it_is(value: Any) -> Any:
    """The value itself, where reading or writing changes nothing."""
    return value


def define(
    kind: type, definitions: Definitions, build: Callable[[], dict[str, Plain]], name: str = ""
) -> dict[str, Plain]:
    """A reference to the schema of *kind*, which is put among the definitions with the first line of its docstring."""
    name = name or kind.__name__
    if name not in definitions:
        described: dict[str, Plain] = {"title": kind.__name__}
        definitions[name] = (kind, described)  # before it is built: a class may hold others of its kind
        first_line = (kind.__doc__ or "").strip().partition("\n")[0]
        described.update({"description": first_line} if first_line else {}, **build())
    if definitions[name][0] is not kind:
        message = f"two classes of the name {name!r} in one document"
        raise TypeError(message)
    return {"$ref": f"#/$defs/{name}"}


def word_form(kind: type[Enum]) -> Form:
    """The form of an enumeration: one of its words."""
    members: Mapping[object, Enum] = {member.value: member for member in kind}
    expected = f"one of {', '.join(map(str, members))}"

    def read(value: object) -> Enum:
        if type(value) is str and value in members:
            return members[value]
        raise refused(expected, value)

    def schema(definitions: Definitions) -> dict[str, Plain]:
        return define(kind, definitions, lambda: {"type": "string", "enum": list(members)})

    return Form(expected, "text", lambda value: isinstance(value, kind), read, _write_word, schema, as_it_is)


def _write_word(value: Enum) -> Plain:
    return value.value


_LARGEST = 2**53  # beyond it, readers of JSON in other languages lose digits
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _read_text(value: object) -> str:
    if type(value) is not str:
        raise refused("text", value)
    return value


def _read_flag(value: object) -> bool:
    if value is True or value is False:
        return value
    raise refused("true or false", value)


def _read_number(value: object) -> int:
    if type(value) is not int:
        raise refused("a whole number", value)
    if not -_LARGEST <= value <= _LARGEST:
        raise refused(f"a whole number from {-_LARGEST} to {_LARGEST}", value)
    return value


def _write_number(value: int) -> Plain:
    if -_LARGEST <= value <= _LARGEST:
        return int(value)
    return Flaw(f"expected a whole number from {-_LARGEST} to {_LARGEST}")


def _read_day(value: object) -> date:
    if type(value) is date:
        return value
    if type(value) is str and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise refused("a date, as 2026-09-01", value)


# Exact numbers

_EXACT = 'a number, or a fraction as "1/3"'
_MOST_DIGITS = 100  # of a numerator, of a denominator, and of a decimal written without an exponent
_PARTS = re.compile(rf"(-?[0-9]{{1,{_MOST_DIGITS}}})/([0-9]{{1,{_MOST_DIGITS}}})")
_WHOLE_CELL = re.compile(rf"[+-]?[0-9]{{1,{_MOST_DIGITS}}}")
_DECIMAL_CELL = re.compile(rf"[+-]?[0-9]{{1,{_MOST_DIGITS}}}(\.[0-9]{{1,{_MOST_DIGITS}}})?")


def _read_exact(value: object) -> Fraction:
    if type(value) is int:
        return Fraction(_read_number(value))
    if type(value) is float and isfinite(value):  # from a reader that knows no decimals: it means the digits it shows
        value = Decimal(repr(value))
    if type(value) is Decimal and _is_short(value):
        return Fraction(value)
    parts = _PARTS.fullmatch(value) if type(value) is str else None
    if parts is None or int(parts[2]) == 0:
        raise refused(_EXACT, value)
    return Fraction(int(parts[1]), int(parts[2]))


def _is_short(value: Decimal) -> bool:
    """Whether it is a number of few digits: 1e999999999 would fill the memory as a fraction."""
    _sign, digits, exponent = value.as_tuple()
    return isinstance(exponent, int) and exponent > -_MOST_DIGITS and len(digits) + max(exponent, 0) <= _MOST_DIGITS


def exact_plain(value: Fraction) -> Plain:
    """A whole number as a number, any other as `"1/3"`: what every reader of JSON keeps as it is."""
    if value.denominator == 1 and -_LARGEST <= value.numerator <= _LARGEST:
        return value.numerator
    largest = 10**_MOST_DIGITS
    if abs(value.numerator) >= largest or value.denominator >= largest:
        return Flaw(f"expected a fraction of at most {_MOST_DIGITS} digits to a part")
    return f"{value.numerator}/{value.denominator}"


def _whole_cell(text: str) -> Plain:
    return int(text) if _WHOLE_CELL.fullmatch(text) else text


def _exact_cell(text: str) -> Plain:
    return Decimal(text) if _DECIMAL_CELL.fullmatch(text) else text


def _flag_cell(text: str) -> Plain:
    return {"true": True, "false": False}.get(text.lower(), text)


# The table of scalars


def _scalar(kind: type, expected: str, shape: str, read: Callable[[Any], Any], schema: dict[str, Plain], *,
            write: Callable[[Any], Plain] = as_it_is, cell: Callable[[str], Plain] = as_it_is) -> Form:  # fmt: skip
    return Form(
        expected, shape, lambda value: type(value) is kind, read, write, lambda _definitions: dict(schema), cell
    )


SCALARS: dict[object, Form] = {
    str: _scalar(str, "text", "text", _read_text, {"type": "string"}),
    bool: _scalar(bool, "true or false", "flag", _read_flag, {"type": "boolean"}, cell=_flag_cell),
    int: _scalar(
        int, "a whole number", "number", _read_number,
        {"type": "integer", "minimum": -_LARGEST, "maximum": _LARGEST}, write=_write_number, cell=_whole_cell,
    ),
    date: _scalar(
        date, "a date, as 2026-09-01", "text", _read_day,
        {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    ),
    Fraction: _scalar(
        Fraction, _EXACT, "number", _read_exact,
        {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{_PARTS.pattern}$"}]},
        write=exact_plain, cell=_exact_cell,
    ),
}  # fmt: skip
