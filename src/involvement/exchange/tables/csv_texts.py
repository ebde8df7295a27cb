"""CSV texts (RFC 4180): rows with their lines, read and written."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

from attrs import field, frozen

from involvement._reading import Limits
from involvement.errors import LimitExceeded, Problem
from involvement.exchange.tables.formula_guards import unguarded

__all__ = ["DELIMITERS", "Problems", "Sheet", "column_name", "problem_in", "read_sheet", "sheet_text"]

DELIMITERS = ";,\t|"
Problems = list[Problem]

_LARGEST_CELL = 131_072  # of Python's own reader, for all who use it


@frozen
class Sheet:
    """The rows of one file: the line on which each begins, and its texts by column; empty cells are left out."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...] = field(repr=lambda rows: f"<{len(rows)}>")


def problem_in(message: str, name: str, line: int | None = None, column: str | None = None) -> Problem:
    """A problem in a table, with its file, line and column as far as they are known."""
    loc = tuple(step for step in (name, line, column) if step is not None)
    place = name if line is None else f"{name}:{line}"
    return Problem(place if column is None else f"{place}, {column}", loc, message)


def column_name(title: str) -> str:
    """The name of a column as we write it: `Papers due` is `papers_due`."""
    return re.sub(r"[\s_-]+", "_", title.strip().lower()).strip("_")


def read_sheet(data: bytes, name: str, delimiter: str, limits: Limits, problems: Problems) -> Sheet:
    """The rows of a text; what is wrong with it is added to *problems*.

    Raises:
        LimitExceeded: it is larger than the limits allow.
    """
    text = _decoded(data, name, limits, problems)
    if text is None:
        return Sheet(name, (), ())
    lines = _lines(text, name, delimiter, limits, problems)
    line, titles = next(lines, (1, ()))
    columns = tuple(map(column_name, titles))
    doubts = [problem_in(doubt, name, line) for doubt in _doubts(titles, columns, delimiter)]
    problems.extend(doubts)
    if doubts:
        return Sheet(name, (), ())  # what stands under such a line cannot be told
    return Sheet(name, tuple(filter(None, columns)), tuple(_rows(lines, columns, name, problems)))


def _decoded(data: bytes, name: str, limits: Limits, problems: Problems) -> str | None:
    if len(data) > limits.size:
        raise LimitExceeded("bytes", limits.size, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(problem_in("expected UTF-8 text: save the table as `CSV UTF-8`", name, line))
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        problems.append(problem_in("expected text without NUL characters", name, line))
        return None
    return text


def _lines(
    text: str, name: str, delimiter: str, limits: Limits, problems: Problems
) -> Iterator[tuple[int, Sequence[str]]]:
    """The cells of each row that has any, with the line on which it begins."""
    largest = min(limits.cell, _LARGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    count = 0
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            if "field larger" in str(error):
                raise LimitExceeded("characters in one cell", largest, f"{name}:{line}") from None
            problems.append(
                problem_in("expected quotes that are closed, and doubled within a cell in quotes", name, line)
            )
            return
        if cells is None:
            return
        if not any(map(str.strip, cells)):
            continue
        count += 1
        if count > limits.entries + 1:
            raise LimitExceeded("rows", limits.entries, f"{name}:{line}")
        if len(cells) > limits.columns:
            raise LimitExceeded("columns", limits.columns, f"{name}:{line}")
        if max(map(len, cells)) > largest:
            raise LimitExceeded("characters in one cell", largest, f"{name}:{line}")
        yield line, cells


def _doubts(titles: Sequence[str], columns: Sequence[str], delimiter: str) -> Iterator[str]:
    """What is wrong with the first line."""
    if not titles:
        yield "expected a first line that names the columns"
    for column in sorted({column for column in columns if column and columns.count(column) > 1}):
        yield f"expected each column once, and {column!r} stands there twice"
    others = [other for other in DELIMITERS if other != delimiter and len(titles) == 1 and other in titles[0]]
    if others:
        yield f"expected several columns: are they parted by {others[0]!r}?"


def _rows(
    lines: Iterable[tuple[int, Sequence[str]]], columns: Sequence[str], name: str, problems: Problems
) -> Iterator[tuple[int, dict[str, str]]]:
    for line, cells in lines:
        told = {column: unguarded(cell) for column, cell in zip(columns, cells, strict=False) if cell.strip()}
        if len(cells) != len(columns):
            expected = f"expected {len(columns)} cells, as in the first line, and there are {len(cells)}"
            problems.append(problem_in(expected, name, line))
        elif "" in told:
            expected = "expected a name in the first line for every column that holds something"
            problems.append(problem_in(expected, name, line))
        else:
            yield line, told


def sheet_text(columns: Sequence[str], rows: Iterable[Mapping[str, str]], delimiter: str) -> str:
    """The text of a table: every cell in quotes, lines as in RFC 4180, and a mark by which spreadsheets know UTF-8."""
    out = StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return out.getvalue()
