"""Which values do the rows of a table stand for, as people keep them in spreadsheets?"""

from collections.abc import Iterable, Mapping
from enum import Enum
from fractions import Fraction
from math import isnan
from typing import TypeVar

import attrs

from involvement._reading.forms import Form, Plain, fields_of
from involvement._reading.places import document_error, place
from involvement._reading.problems import problems_in
from involvement._reading.table import form_of, form_of_field

__all__ = ["refuse_rows", "rows"]

_MOST_PROBLEMS = 1000

T = TypeVar("T")


def rows(
    kind: type[T],
    items: Iterable[Mapping[str, object]],
    where: str,
    problems: list[tuple[str, str]],
    *,
    as_written: bool = False,
) -> tuple[T, ...]:
    """A value of *kind* for each row; what is wrong with a row is added to *problems*, and the row left out.

    A column is a field. A cell holds a value of the field's type, plain data as in a document, or text: `14` where a
    number is called for, `2026-09-01` where a date is. Surrounding spaces do not count, and a cell that is
    empty, None or not a number is absent. A column that is no field is refused, unless all its cells are empty.
    With *as_written*, spaces count and no text is absent: whoever calls has looked after both.
    """
    form = form_of(kind)
    forms = {each.name: form_of_field(kind, each) for each in fields_of(kind)}
    found = []
    for position, item in enumerate(items):
        row = place((position,), where)
        if not isinstance(item, Mapping):
            problems.append((row, "expected a row: a cell for each column, by its name"))
            continue
        plain = _plain_row(item, forms, as_written=as_written)
        if _TOO_MANY in plain:
            problems.append((row, "expected no more cells than columns"))
            continue
        try:
            found.append(form.read(plain, kind))
        except Exception as error:  # noqa: BLE001 - every problem is collected, and none passes unseen
            problems.extend((place(way, row), str(problem)) for way, problem in problems_in(error, plain, kind))
    return tuple(found)


def refuse_rows(problems: Iterable[tuple[str, str]]) -> None:
    """Raises one DocumentError with the problems, if there are any: up to a thousand."""
    listed = list(problems)
    if listed:
        raise document_error(listed, most=_MOST_PROBLEMS)


_TOO_MANY = ""  # no column can be called that


def _plain_row(item: Mapping[str, object], forms: Mapping[str, Form], *, as_written: bool) -> dict[str, Plain]:
    plain = {}
    for column, cell in item.items():
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
        return form_of(Fraction).write(value)
    if attrs.has(type(value)):
        return form_of(type(value)).write(value)
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
