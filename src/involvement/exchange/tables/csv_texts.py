"""CSV texts (RFC 4180): rows with their lines, read and written."""

import codecs
import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from io import StringIO

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement._reading import Limits
from involvement.errors import InvalidValueError, LimitExceeded, Problem
from involvement.exchange.tables.formula_guards import unguarded

__all__ = [
    "DELIMITERS",
    "Dialect",
    "Problems",
    "Sheet",
    "column_name",
    "dialect_of",
    "problem_in",
    "read_sheet",
    "sheet_text",
    "with_iso_days",
]

DELIMITERS = ";,\t|"
Problems = list[Problem]

_LARGEST_CELL = 131_072  # of Python's own reader, for all who use it
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ENCODINGS = ("utf-8", "cp1252")
_DAY_FIRST, _MONTH_FIRST = "day_first", "month_first"
_SEPARATED_BY = re.compile(r"\Asep=([;,\t|])[;,\t|]*(?:\r?\n|\Z)", re.IGNORECASE)
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[ T]00:00(?::00)?(?!\d)", re.ASCII)
_DAY = re.compile(r"(?<!\d)(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\d)", re.ASCII)


@frozen
class Dialect:
    """How a table is written: see `read_tables`."""

    delimiter: str
    encoding: str
    days: str | None
    absent: frozenset[str]
    columns: Mapping[str, str | None]


def dialect_of(
    delimiter: str,
    encoding: str,
    days: str | None,
    absent: Iterable[str],
    columns: Mapping[str, str | None],
) -> Dialect:
    """The dialect, if there is one such."""
    if not isinstance(delimiter, str) or delimiter not in set(DELIMITERS):
        raise InvalidValueError("delimiter", "a comma, a semicolon, a tab or a bar")
    if encoding not in _ENCODINGS:
        raise InvalidValueError("encoding", "utf-8, which may be UTF-16 where its first mark says so, or cp1252")
    if days not in (None, _DAY_FIRST, _MONTH_FIRST):
        raise InvalidValueError("days", "day_first, month_first, or nothing where each day can be read in one way only")
    named = _fields.a_mapping("columns", columns).items()
    return Dialect(
        delimiter,
        encoding,
        days,
        frozenset(_fields.a_text("absent", text).strip().casefold() for text in _fields.members("absent", absent)),
        {
            column_name(_fields.a_text("columns", title)): _fields.instance_or_nothing("columns", str, column)
            for title, column in named
        },
    )


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


def with_iso_days(
    cells: Mapping[str, str], columns: Iterable[str], order: str | None, name: str, line: int, problems: Problems
) -> dict[str, str]:
    """The cells, with days such as 9.12.2026 and 25/12/2026 in these columns as ISO text.

    A day with dots begins with the day. One with slashes is read in the *order* that is said; where it is not said, a day
    that can be read in two ways is added to *problems*.
    """
    iso_cells = dict(cells)
    for column in columns:
        if column in cells:
            try:
                iso = _DAY.sub(lambda written: _iso_day(written, order), cells[column])
            except InvalidValueError as error:
                problems.append(problem_in(error.problems[0].message, name, line, column))
                del iso_cells[column]
            else:
                iso_cells[column] = _MIDNIGHT.sub(r"\1", iso)
    return iso_cells


def _iso_day(written: "re.Match[str]", order: str | None) -> str:
    """The day as ISO text; what is no day stays as it is, for the reader to refuse."""
    first, second, year = int(written[1]), int(written[3]), int(written[4])
    day_first, month_first = _iso(year, second, first), _iso(year, first, second)
    if written[2] == "." or order == _DAY_FIRST:
        month_first = None
    elif order == _MONTH_FIRST:
        day_first = None
    if day_first and month_first and day_first != month_first:
        raise InvalidValueError(
            "days",
            f"a day that can be read in one way: this is {day_first} or {month_first}; say day_first or month_first",
        )
    return day_first or month_first or written[0]


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def read_sheet(data: bytes, name: str, dialect: Dialect, limits: Limits, problems: Problems) -> Sheet:
    """The rows of a text; what is wrong with it is added to *problems*.

    Raises:
        LimitExceeded: it is larger than the limits allow.
    """
    text = _decoded(data, name, dialect.encoding, limits, problems)
    if text is None:
        return Sheet(name, (), ())
    separator = _SEPARATED_BY.match(text)  # a line that spreadsheets write and read, and that is no row
    delimiter = dialect.delimiter if separator is None else separator[1]
    lines = _lines(text, name, delimiter, limits, problems, skip=separator is not None)
    line, titles = next(lines, (1, ()))
    columns = tuple(dialect.columns.get(column, column) for column in map(column_name, titles))
    doubts = list(_doubts(titles, columns, delimiter, name, line))
    problems.extend(doubts)
    if doubts:
        return Sheet(name, (), ())  # what stands under such a line cannot be told
    return Sheet(name, tuple(filter(None, columns)), tuple(_rows(lines, columns, dialect.absent, name, problems)))


def _decoded(data: bytes, name: str, encoding: str, limits: Limits, problems: Problems) -> str | None:
    if len(data) > limits.size:
        raise LimitExceeded("bytes", limits.size, name)
    if data.startswith(_UTF_16):
        encoding = "utf-16"
    elif encoding == "utf-8" or data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        expected = "expected UTF-8 text: save the table as `CSV UTF-8`, or say that its encoding is cp1252"
        problems.append(problem_in(expected, name, line))
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        problems.append(problem_in("expected text without NUL characters", name, line))
        return None
    return text


def _lines(
    text: str, name: str, delimiter: str, limits: Limits, problems: Problems, *, skip: bool
) -> Iterator[tuple[int, Sequence[str]]]:
    """The cells of each row that has any, with the line on which it begins."""
    largest = min(limits.cell, _LARGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    count = 0
    if skip:
        next(reader)
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


def _doubts(
    titles: Sequence[str], columns: Sequence[str | None], delimiter: str, name: str, line: int
) -> Iterator[Problem]:
    """What is wrong with the first line."""
    if not titles:
        yield problem_in("expected a first line that names the columns", name, line)
    for column in sorted({column for column in columns if column and columns.count(column) > 1}):
        yield problem_in(f"expected each column once, and {column!r} stands there twice", name, line)
    others = [other for other in DELIMITERS if other != delimiter and len(titles) == 1 and other in titles[0]]
    if others:
        yield problem_in(f"expected several columns: are they parted by {others[0]!r}?", name, line)


def _rows(
    lines: Iterable[tuple[int, Sequence[str]]],
    columns: Sequence[str | None],
    absent: Collection[str],
    name: str,
    problems: Problems,
) -> Iterator[tuple[int, dict[str, str]]]:
    for line, cells in lines:
        filled = {
            column: unguarded(cell)
            for column, cell in zip(columns, cells, strict=False)
            if column is not None and (text := cell.strip()) and text.casefold() not in absent
        }
        if len(cells) != len(columns):
            expected = f"expected {len(columns)} cells, as in the first line, and there are {len(cells)}"
            problems.append(problem_in(expected, name, line))
        elif "" in filled:
            expected = "expected a name in the first line for every column that holds something"
            problems.append(problem_in(expected, name, line))
        else:
            yield line, filled


def sheet_text(columns: Sequence[str], rows: Iterable[Mapping[str, str]], delimiter: str) -> str:
    """The text of a table: every cell in quotes, lines as in RFC 4180, and a mark by which spreadsheets know UTF-8."""
    out = StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return out.getvalue()
