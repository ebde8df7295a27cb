"""Read answers to a framework from a document or a spreadsheet table."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from attrs import field

from involvement import _fields, _files
from involvement._fields import frozen
from involvement._reading import Limits, refuse_rows, rows
from involvement.errors import DocumentError, InvalidValueError, Problem
from involvement.exchange.tables.csv_texts import (
    Dialect,
    Problems,
    Sheet,
    dialect_of,
    problem_in,
    read_sheet,
    with_iso_days,
)
from involvement.maturity import Answer, AnswerFile, AnswerSheet, Framework, RaterAnswers, parse_answers
from involvement.maturity.answer_files import sheets_of
from involvement.people import Role

__all__ = ["ANSWER_FORMATS", "read_answers"]

ANSWER_FORMATS = ("json", "toml", "csv")
_DEFAULT = Limits()


def _role(value: Role | str | None) -> Role | None:
    return _fields.as_word(Role, value)


@frozen
class _Row:
    """One answer, and what its row says of the rater."""

    criterion: str = field(validator=_fields.key)
    given: str = field(validator=_fields.key)
    reason: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    action: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    on: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    about: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    rater: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    role: Role | None = field(default=None, converter=_role, validator=_fields.a(Role, optional=True), kw_only=True)
    group: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)

    def __attrs_post_init__(self) -> None:
        self.answer()

    def answer(self) -> Answer:
        return Answer(self.criterion, self.given, reason=self.reason, action=self.action)

    @property
    def whose(self) -> tuple[tuple[str, Any], ...]:
        """What tells its sheet from others."""
        return tuple((name, getattr(self, name)) for name in _WHOSE)


_WHOSE = ("on", "about", "rater", "role", "group")
_WORDS = ("given", "role")
_COLUMNS = ("criterion", "given", "reason", "action", *_WHOSE)


def read_answers(
    path_or_file: str | PathLike[str] | IO[bytes],
    *,
    framework: Framework | str | None = None,
    on: date | None = None,
    form: str | None = None,
    delimiter: str = ",",
    encoding: str = "utf-8",
    days: str | None = None,
    absent: Iterable[str] = (),
    columns: Mapping[str, str | None] = MappingProxyType({}),
    limits: Limits = _DEFAULT,
) -> tuple[AnswerSheet, ...]:
    """The sheets of answers in a file: JSON and TOML as `parse_answers` takes them, or a table.

    A table has a row for each answer, and columns `criterion`, `given`, `reason`, `action`, `rater`, `role`, `about`, `on`
    and `group`, the first two needed; rows that say the same in the last five are one sheet. It holds no evidence.
    A row whose `given` is empty gives no answer.
    *form* is `json`, `toml` or `csv` where the name of the file does not say it. *delimiter*, *encoding*, *days*, *absent*
    and *columns* say how a table is written, as for `read_tables`.

    Raises:
        DocumentError: with everything that is wrong in `problems`; in a table each with its file, line and column.
        LimitExceeded: where the file is larger than *limits* allow.
    """
    dialect = dialect_of(delimiter, encoding, days, absent, columns)
    if not isinstance(limits, Limits):
        raise InvalidValueError("limits", "Limits")
    name = _files.name_of(path_or_file)
    form = Path(name).suffix.lower().removeprefix(".") if form is None else form
    if form not in ANSWER_FORMATS:
        raise InvalidValueError("form", f"one of {', '.join(ANSWER_FORMATS)}, or a file whose name ends so")
    data = _files.read_bytes(path_or_file, limits.size)
    if form != "csv":
        return parse_answers(data, format=form, framework=framework, on=on, limits=limits)
    return _from_table(data, name or "table", dialect, limits, framework, on)


def _from_table(
    data: bytes, name: str, dialect: Dialect, limits: Limits, framework: Framework | str | None, on: date | None
) -> tuple[AnswerSheet, ...]:
    problems: Problems = []
    sheet = read_sheet(data, name, dialect, limits, problems)
    refuse_rows(problems)
    refuse_rows(_wrong_columns(sheet))
    answered = list(_rows(sheet, dialect.days, problems))
    refuse_rows(problems)
    if not answered:
        refuse_rows([problem_in("expected at least one answer", name)])
    whole: dict[tuple[tuple[str, Any], ...], list[tuple[int, Answer]]] = {}
    for line, row in answered:
        whole.setdefault(row.whose, []).append((line, row.answer()))
    file = AnswerFile(
        sheets=[
            RaterAnswers(**dict(whose), answers=[answer for _, answer in answers]) for whose, answers in whole.items()
        ]
    )
    lines = [[line for line, _ in answers] for answers in whole.values()]
    try:
        return sheets_of(file, framework=framework, on=on)
    except DocumentError as error:
        placed = [_placed(problem, name, lines) for problem in error.problems]
    raise DocumentError(placed[0].path, placed[0].message, placed)


def _wrong_columns(sheet: Sheet) -> Iterator[Problem]:
    for column in sheet.columns:
        if column not in _COLUMNS:
            expected = f"no such column in a table of answers: {column}; known: {', '.join(_COLUMNS)}"
            yield problem_in(expected, sheet.name, 1)
    for column in _COLUMNS[:2]:
        if column not in sheet.columns:
            yield problem_in(f"expected a column {column!r}", sheet.name, 1)


def _rows(sheet: Sheet, days: str | None, problems: Problems) -> Iterator[tuple[int, _Row]]:
    for line, written in sheet.rows:
        if "given" not in written:
            continue
        cells = with_iso_days(written, ("on",), days, sheet.name, line, problems)
        wrong: Problems = []
        for row in rows(_Row, [_plain(cells)], "", wrong, as_written=True):
            yield line, row
        for problem in wrong:
            _, _, *steps = problem.loc
            column = str(steps[0]) if steps else None
            problems.append(problem_in(problem.message, sheet.name, line, column))


def _plain(cells: Mapping[str, str]) -> dict[str, str]:
    """Words of a list as people write them: `Not met` is `not_met`."""
    return {
        column: re.sub(r"\s+", "_", cell.strip().lower()) if column in _WORDS else cell.strip()
        for column, cell in cells.items()
    }


def _placed(problem: Problem, name: str, lines: list[list[int]]) -> Problem:
    """The problem with the line of the table, for a place in the file of answers that was made from it."""
    match problem.loc:
        case ("sheets", int(sheet), "answers", int(answer), str(column)):
            return problem_in(problem.message, name, lines[sheet][answer], column)
        case ("sheets", int(sheet), str(column)):
            return problem_in(problem.message, name, lines[sheet][0], column)
    return problem_in(f"{problem.path}: {problem.message}", name)
