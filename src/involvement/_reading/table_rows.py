"""Table rows to values, as people keep them in spreadsheets."""

from collections.abc import Iterable, Mapping
from enum import Enum
from fractions import Fraction
from math import isnan
from typing import Any, TypeVar

import attrs

from involvement._reading.compound_forms import field_forms, form_of
from involvement._reading.plain_data import Plain
from involvement._reading.problems import Refused, problem_at
from involvement._reading.scalar_forms import Form, exact_plain
from involvement.errors import DocumentError, Problem

__all__ = ["refuse_rows", "rows"]

_MOST_PROBLEMS = 1000

T = TypeVar("T")


def rows(
    kind: type[T],
    items: Iterable[Mapping[str, object]],
    where: str,
    problems: list[Problem],
    *,
    as_written: bool = False,
) -> tuple[T, ...]:
    """A value of *kind* for each row; what is wrong with a row is added to *problems*, and the row left out.

    A column is a field. A cell holds a value of the field's type, plain data as in a document, or text: `14` where a
    number is called for, `2026-09-01` where a date is. Surrounding spaces do not count, and a cell that is
    empty, None or not a number is absent. A column that is no field is refused, unless all its cells are empty.
    With *as_written*, spaces count and no text is absent: the caller has looked after both.
    """
    of: Any = kind  # a class is hashable, which its type does not say
    read, forms = form_of(kind).read, field_forms(of)
    values = []
    for position, row in enumerate(items):
        if not isinstance(row, Mapping):
            problems.append(problem_at((where, position), "expected a row: a cell for each column, by its name"))
            continue
        plain = _plain_row(row, forms, as_written=as_written)
        if _TOO_MANY in plain:
            problems.append(problem_at((where, position), "expected no more cells than columns"))
            continue
        try:
            values.append(read(plain))
        except Refused as refusal:
            problems.extend(problem_at((where, position, *loc), message) for loc, message, _error in refusal.faults)
    return tuple(values)


def refuse_rows(problems: Iterable[Problem]) -> None:
    """Raises one DocumentError with the problems, if there are any: up to a thousand."""
    listed = list(problems)[:_MOST_PROBLEMS]
    if listed:
        raise DocumentError(listed[0].path, listed[0].message, listed)


_TOO_MANY = ""  # no column can be called that


def _plain_row(row: Mapping[str, object], forms: Mapping[str, Form], *, as_written: bool) -> dict[str, Plain]:
    plain = {}
    for column, cell in row.items():
        value = cell.strip() if type(cell) is str and not as_written else cell
        spilled = column is None and isinstance(cell, list) and all(map(_is_blank, cell))
        if as_written or not (spilled or _is_blank(value)):
            name = column.strip() if isinstance(column, str) else _TOO_MANY  # csv.DictReader puts them under None
            plain[name] = forms[name].cell(value) if type(value) is str and name in forms else _plain(value)
    return plain


def _is_blank(value: object) -> bool:
    if type(value) is float:
        return isnan(value)  # what tables of numbers hold where nothing is
    return value is None or (type(value) is str and not value)


def _plain(value: object) -> Plain:
    """The plain data that a typed cell stands for."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return exact_plain(value)
    if attrs.has(type(value)):
        return form_of(type(value)).write(value)
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    return value
