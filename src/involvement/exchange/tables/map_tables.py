"""Read and write decision maps as CSV tables."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from attrs import evolve

from involvement import _fields, _files
from involvement._reading import Limits, did_you_mean, path_text, refuse_rows, rows, unstructure
from involvement.decisions import ANY, DecisionMap
from involvement.errors import (
    DocumentError,
    DuplicateKeyError,
    InvalidValueError,
    LimitExceeded,
    Problem,
    UnknownKeyError,
)
from involvement.exchange.readings import Reading, Skipped
from involvement.exchange.reasons import Reason
from involvement.exchange.slugs import slug
from involvement.exchange.subjects import Subject, plain_of, told_of, told_record
from involvement.exchange.tables.csv_texts import (
    DELIMITERS,
    Dialect,
    Problems,
    Sheet,
    column_name,
    dialect_of,
    problem_in,
    read_sheet,
    sheet_text,
    with_iso_days,
)
from involvement.exchange.tables.formula_guards import bare, guarded
from involvement.exchange.tables.map_columns import LAYOUTS, Unpacked
from involvement.people import Kind
from involvement.processes import Process
from involvement.records import Record
from involvement.wording.editions import Edition

__all__ = ["read_tables", "write_tables"]

_DEFAULT = Limits()
_WHICH = "table"  # the column that says, in a single sheet, of which table a row is
_MAP = ("forums", "flows", "decisions", "entry_points", "replies")
_NAMES = {**{name: name for name in LAYOUTS}, **{name.removesuffix("s"): name for name in LAYOUTS}, "reply": "replies"}
_EXPECTED = ", ".join(LAYOUTS)

Values = dict[str, tuple[Any, ...]]


def read_tables(
    path_or_file: str | PathLike[str] | IO[bytes],
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
    days: str | None = None,
    absent: Iterable[str] = (),
    columns: Mapping[str, str | None] = MappingProxyType({}),
    key: str | None = None,
    limits: Limits = _DEFAULT,
) -> Reading:
    """What the tables in a folder say, or those in a single sheet whose column `table` says of which table a row is.

    In a folder: `forums.csv`, `flows.csv`, `decisions.csv`, `entry_points.csv`, `replies.csv`, `issues.csv`,
    `stakeholders.csv` and `steps.csv`, any of them. A column is a field, `Papers due` as well as `papers_due`.

    Args:
        path_or_file: the folder, or the one file.
        delimiter: what stands between cells; a first line `sep=;` says it too.
        encoding: `utf-8`, or `cp1252` for what spreadsheets on Windows save unless asked; marks of UTF-8 and UTF-16 are seen.
        days: how days with slashes are written, `day_first` or `month_first`; unless said, 3/4/2026 is refused.
        absent: texts that stand where nothing is known, such as `N/A`; cells that are empty are absent anyhow.
        columns: fields by other names of columns, `{"Decision maker": "made_at"}`; None leaves a column out.
        key: the key of the process; that of the folder or file unless said.
        limits: how large tables may be.

    Raises:
        DocumentError: with everything that is wrong in `problems`, each with its file, line and column.
        LimitExceeded: where a table is larger than *limits* allow.
    """
    dialect = dialect_of(delimiter, encoding, days, absent, columns)
    if not isinstance(limits, Limits):
        raise InvalidValueError("limits", "Limits")
    problems: Problems = []
    skipped: list[Skipped] = []
    tables = {name: _Table(name) for name in LAYOUTS}
    for sheet, name in _sheets(path_or_file, dialect, limits, skipped, problems):
        _distribute(sheet, name, tables, dialect.days, problems)
    values = {name: table.values(problems) for name, table in tables.items()}
    refuse_rows(sorted(problems, key=_by_line))
    refuse_rows(sorted((tables[str(fault.loc[0])].placed(fault) for fault in _faults(values)), key=_by_line))
    return Reading(
        Process(
            key or slug(Path(_files.name_of(path_or_file)).stem) or "tables",
            stakeholders=values["stakeholders"],
            issues=values["issues"],
            decision_map=_map(values) if any(values[table] for table in _MAP) else None,
        ),
        form="tables",
        skipped=skipped,
        record=Record(values["steps"], forums=[forum.key for forum in values["forums"]])
        if tables["steps"].stands
        else None,
    )


def write_tables(
    process: Subject,
    path: str | PathLike[str],
    *,
    delimiter: str = ",",
    record: Record | None = None,
    edition: Edition | str = Edition.PARTNERS,
    safe: bool = True,
    overwrite: bool = True,
) -> tuple[Path, ...]:
    """Writes tables that `read_tables` reads back, and gives their paths.

    One file for each part of the map, for the issues that it is about, for the stakeholders of a process and for the
    steps of a *record*, into a folder; or all into one sheet, where the name ends in `.csv`. Cells that a spreadsheet would run are guarded
    by an apostrophe, which reading takes away; `safe=False` leaves them as they are, for programs alone. Persons and what is
    about them are left out, unless the edition `desk` is asked for, which is read back equal.

    Raises:
        FileError: where a file cannot be written, or is there already and *overwrite* is false.
        DocumentError: where a text holds what no table can.
        LimitExceeded: where a cell is larger than those of spreadsheets.
    """
    if not isinstance(delimiter, str) or delimiter not in set(DELIMITERS):
        raise InvalidValueError("delimiter", "a comma, a semicolon, a tab or a bar")
    target = _files.path_of("path", path)
    record = told_record(_fields.instance_or_nothing("record", Record, record), process, edition)
    process = told_of(process, edition)
    plain = plain_of(process, record)
    names = [
        *_MAP,
        "issues",
        *(["stakeholders"] if isinstance(process, Process) else []),
        *(["steps"] if record else []),
    ]
    packed = {name: [LAYOUTS[name].packed(thing) for thing in plain.get(name, ())] for name in names}
    refuse_rows(_unwritable(packed))
    guard = guarded if safe else bare
    cells = {name: [{column: guard(cell) for column, cell in row.items()} for row in packed[name]] for name in names}
    if target.suffix.lower() != ".csv":
        texts = {f"{name}.csv": sheet_text(LAYOUTS[name].columns, cells[name], delimiter) for name in names}
        return _files.write_folder(target, texts, overwrite=overwrite)
    used = {column for cell in cells.values() for row in cell for column in row}
    columns = dict.fromkeys(column for name in names for column in LAYOUTS[name].columns if column in used)
    together = ({_WHICH: name, **row} for name in names for row in cells[name])
    _files.write(target, sheet_text((_WHICH, *columns), together, delimiter), overwrite=overwrite)
    return (target,)


# Reading


class _Table:
    """The rows of one table as they are gathered, with the place of each."""

    __slots__ = ("_places", "_unpacked", "name", "stands")

    def __init__(self, name: str) -> None:
        self.name = name
        self.stands = False
        self._places: list[tuple[str, int]] = []
        self._unpacked: list[Unpacked] = []

    def add(self, place: tuple[str, int], cells: Mapping[str, str]) -> None:
        self.stands = True
        self._places.append(place)
        self._unpacked.append(LAYOUTS[self.name].unpacked(cells))

    def values(self, problems: Problems) -> tuple[Any, ...]:
        """The value of each row; what is wrong is added to *problems*."""
        wrong: Problems = []
        for position, unpacked in enumerate(self._unpacked):
            wrong.extend(_problem(expected, self.name, position, column) for column, expected in unpacked.problems)
        unknown = {
            position for position, unpacked in enumerate(self._unpacked) if unpacked.plain.get("decides", "") is None
        }
        for position in unknown:
            del self._unpacked[position].plain["decides"]
        values: tuple[Any, ...] = rows(
            LAYOUTS[self.name].kind, [unpacked.plain for unpacked in self._unpacked], self.name, wrong, as_written=True
        )
        problems.extend(map(self.placed, wrong))
        if unknown and not wrong:
            return tuple(evolve(step, decides=None) if place in unknown else step for place, step in enumerate(values))
        return values

    def placed(self, problem: Problem) -> Problem:
        """The problem with the file, line and column of a place such as `forums[3].meetings.start`."""
        _table, number, *steps = problem.loc
        columns = self._unpacked[int(number)].columns
        named = [step for step in steps if isinstance(step, str)]
        column = columns.get(path_text(tuple(steps))) or columns.get(path_text(tuple(named))) or next(iter(named), None)
        return problem_in(problem.message, *self._places[int(number)], column)


def _problem(message: str, *loc: str | int) -> Problem:
    return Problem(path_text(loc), loc, message)


def _by_line(problem: Problem) -> tuple[str, int]:
    """The file and the line; what is about a file as a whole comes first."""
    file, line = (*problem.loc, 0)[:2]
    return str(file), int(line)


def _sheets(
    path_or_file: str | PathLike[str] | IO[bytes],
    dialect: Dialect,
    limits: Limits,
    skipped: list[Skipped],
    problems: Problems,
) -> Iterator[tuple[Sheet, str | None]]:
    """Each sheet, with the table that its name tells."""
    if not isinstance(path_or_file, str | PathLike):
        name = _files.name_of(path_or_file) or "tables"
        data = _files.read_bytes(path_or_file, limits.size)
        yield read_sheet(data, name, dialect, limits, problems), _NAMES.get(_stem(name))
        return
    path = Path(path_or_file)
    tables = {path: _NAMES.get(_stem(path.name))}
    if path.is_dir():
        tables = {}
        for entry in _files.entries(path):
            table = _NAMES.get(_stem(entry.name)) if entry.suffix.lower() == ".csv" else None
            if table is None:
                skipped.append(Skipped("file", entry.name, Reason.NOT_A_TABLE))
            elif table in tables.values():
                problems.append(problem_in(f"expected one file of {table}, and there are two", entry.name))
            else:
                tables[entry] = table
        if not tables:
            expected = f"expected a table in the folder, such as forums.csv; known: {_EXPECTED}"
            problems.append(problem_in(expected, path.name))
    for file, table in tables.items():
        if file != path and not file.is_file():  # a pipe named like a table would make the reader wait for ever
            problems.append(problem_in("cannot be read: it is no file", file.name))
            continue
        yield read_sheet(_files.read_bytes(file, limits.size), file.name, dialect, limits, problems), table


def _stem(name: str) -> str:
    return column_name(Path(name).stem)


def _distribute(
    sheet: Sheet, name: str | None, tables: Mapping[str, _Table], days: str | None, problems: Problems
) -> None:
    """Gives each row to its table."""
    together = _WHICH in sheet.columns
    if not together and name is None and sheet.columns:
        expected = f"expected a column `{_WHICH}`, or a file named after what is in it: {_EXPECTED}"
        problems.append(problem_in(expected, sheet.name, 1))
        return
    wanted = [layout.columns for table, layout in LAYOUTS.items() if together or table == name]
    known = {_WHICH}.union(*wanted) if together else set().union(*wanted)
    for column in sheet.columns:
        if column not in known:
            problems.append(problem_in(f"no such column: {column}{did_you_mean(column, sorted(known))}", sheet.name, 1))
    if name is not None and not together:
        tables[name].stands = True
    for line, cells in sheet.rows:
        which = cells.pop(_WHICH, "")
        table = (_NAMES.get(which) or _NAMES.get(column_name(which))) if together else name
        if table is None:
            problems.append(problem_in(f"expected one of {_EXPECTED}", sheet.name, line, _WHICH))
            continue
        its_cells = {column: cell for column, cell in cells.items() if column in LAYOUTS[table].columns}
        if len(its_cells) < len(cells):
            others = [column for column in cells if column in known and column not in its_cells]
            expected = f"expected nothing: {table} have no such column"
            problems.extend(problem_in(expected, sheet.name, line, column) for column in others)
        its_cells = with_iso_days(its_cells, LAYOUTS[table].days, days, sheet.name, line, problems)
        tables[table].add((sheet.name, line), its_cells)


def _map(values: Values) -> DecisionMap:
    return DecisionMap(
        forums=values["forums"],
        flows=values["flows"],
        decisions=values["decisions"],
        entry_points=values["entry_points"],
        replies=values["replies"],
    )


def _faults(values: Values) -> Iterator[Problem]:
    """Every key that stands twice or names nothing, with the place of its row."""
    for kind, name in (("stakeholder", "stakeholders"), ("issue", "issues")):
        seen: set[str] = set()
        for position, row in enumerate(values[name]):
            if row.key in seen:
                unsaid = kind == "stakeholder" and row.kind is Kind.PERSON  # no error says the key of a person
                yield _problem(str(DuplicateKeyError(kind, "" if unsaid else row.key)), name, position, "key")
            seen.add(row.key)
    keys = {stakeholder.key for stakeholder in values["stakeholders"]}
    persons = {stakeholder.key for stakeholder in values["stakeholders"] if stakeholder.kind is Kind.PERSON}
    if keys:
        yield from _unknown("stakeholder", _named_stakeholders(values), keys, unlisted=persons)
    if any(values[table] for table in _MAP):
        decided = {decision.key for decision in values["decisions"]}
        kinds = {kind for decision in values["decisions"] for kind in decision.kinds}
        matters = {*ANY, *decided, *kinds, *(issue.key for issue in values["issues"])}
        yield from _unknown("decision", _named("issues", "decisions", values), decided)
        for table in ("flows", "entry_points", "replies"):
            yield from _unknown("decision, issue or kind", _named(table, "about", values), matters)
    try:
        _map(values)
    except (DuplicateKeyError, UnknownKeyError):
        try:
            plain = {name: list(map(unstructure, values[name])) for name in _MAP}
            DecisionMap.from_rows(
                forums=plain["forums"],
                flows=plain["flows"],
                decisions=plain["decisions"],
                entry_points=plain["entry_points"],
                replies=plain["replies"],
            )
        except DocumentError as error:  # the same again, with the place of each
            yield from error.problems


def _unknown(
    kind: str,
    named: Iterable[tuple[tuple[str | int, ...], str]],
    known: Collection[str],
    *,
    unlisted: Collection[str] = (),
) -> Iterator[Problem]:
    listed = _fields.listed_of(known, unlisted)
    for loc, key in named:
        if key not in known:
            yield _problem(str(UnknownKeyError(kind, key, listed)), *loc)


def _named(table: str, field: str, values: Values) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The keys that the rows of a table list in a field, with the place of each."""
    for position, row in enumerate(values[table]):
        yield from (((table, position, field), key) for key in getattr(row, field) or ())


_NAMING = (
    ("flows", "carried_by"), ("entry_points", "stakeholder"), ("entry_points", "run_by"), ("replies", "carried_by"),
)  # fmt: skip


def _named_stakeholders(values: Values) -> Iterator[tuple[tuple[str | int, ...], str]]:
    forums = {forum.key for forum in values["forums"]}
    for position, forum in enumerate(values["forums"]):
        yield from ((("forums", position, "seats"), seat.stakeholder) for seat in forum.seats)
    for name, field in _NAMING:
        named = ((position, getattr(row, field)) for position, row in enumerate(values[name]))
        yield from (((name, position, field), key) for position, key in named if key is not None)
    for position, reply in enumerate(values["replies"]):
        if reply.target not in forums:
            yield ("replies", position, "target"), reply.target
    for position, decision in enumerate(values["decisions"]):
        for number, option in enumerate(decision.options):
            if option.proposed_by is not None:
                yield ("decisions", position, "options", number, "proposed_by"), option.proposed_by


# Writing


def _unwritable(packed: Mapping[str, list[dict[str, str]]]) -> Iterator[Problem]:
    for name, listed in packed.items():
        for position, row in enumerate(listed):
            for column, cell in row.items():
                if len(cell) > _DEFAULT.cell:
                    raise LimitExceeded("characters in one cell", _DEFAULT.cell, f"{name}[{position}].{column}")
                if "\0" in cell:
                    yield _problem("expected text without NUL characters", name, position, column)
