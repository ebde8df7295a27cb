"""Formats that a process is read from and written to, by name and file ending."""

from datetime import date
from os import PathLike
from pathlib import Path
from typing import IO

from involvement import _files
from involvement.documents import dumps, load
from involvement.errors import InvalidValueError
from involvement.exchange.graphs import write_dot, write_graphml, write_mermaid, write_node_edge_json
from involvement.exchange.icalendar_texts import write_calendar
from involvement.exchange.public_records.committee_records import CommitteeRecords
from involvement.exchange.public_records.oparl import read_oparl
from involvement.exchange.public_records.popolo import read_popolo
from involvement.exchange.readings import Reading
from involvement.exchange.slugs import slug
from involvement.exchange.tables.map_tables import read_tables, write_tables
from involvement.privacy.redactions import redacted
from involvement.processes import Process
from involvement.wording.editions import Edition, edition_of

__all__ = ["READ", "WRITTEN", "format_read", "format_written", "read_as", "write_as"]

READ = ("json", "toml", "csv", "oparl", "popolo")
WRITTEN = ("json", "toml", "csv", "dot", "mermaid", "graphml", "nodes", "ics")

_DOCUMENTS = {"json", "toml"}
_READ_BY_NAME = {".json": "json", ".toml": "toml", ".csv": "csv"}
_WRITTEN_BY_NAME = {
    ".json": "json", ".toml": "toml", ".csv": "csv", ".dot": "dot", ".gv": "dot", ".mmd": "mermaid", ".mermaid": "mermaid",
    ".graphml": "graphml", ".ics": "ics",
}  # fmt: skip
_GRAPHS = {"dot": write_dot, "mermaid": write_mermaid, "graphml": write_graphml, "nodes": write_node_edge_json}


def format_read(path: str) -> str | None:
    """The format that a file's name tells, or a folder with tables in it; None where nothing tells."""
    if Path(path).is_dir():
        tables = any(path.suffix.lower() == ".csv" for path in _files.entries(Path(path)))
        return "csv" if tables else None
    return _READ_BY_NAME.get(Path(path).suffix.lower())


def format_written(path: str) -> str | None:
    """The format that a file's name tells; a folder that is there takes tables. None where nothing tells."""
    return "csv" if Path(path).is_dir() else _WRITTEN_BY_NAME.get(Path(path).suffix.lower())


def read_as(
    source: str | PathLike[str] | IO[bytes],
    form: str,
    *,
    key: str | None = None,
    on: date | None = None,
    delimiter: str = ",",
) -> Reading:
    """The process in a file of that format, with what was left aside.

    Committee records (`oparl`, `popolo`) give the map that their record implies, with forums that decide and those that
    only have seats; *on* is the last day of the record, or the day on which seats are held.
    """
    match form:
        case "json" | "toml":
            return Reading(load(source, format=form), form=form)
        case "csv":
            return read_tables(source, delimiter=delimiter, key=key)
        case "oparl" if isinstance(source, str | PathLike):
            return _implied(read_oparl(source, until=on), "OParl", key or slug(Path(_files.name_of(source)).stem))
        case "popolo" if isinstance(source, str | PathLike):
            if on is None:
                raise InvalidValueError("on", "the day on which seats are held")
            return _implied(read_popolo(source, on=on), "Popolo", key or slug(Path(_files.name_of(source)).stem))
        case _:
            raise InvalidValueError("source", f"a folder or file in one of the formats {', '.join(READ)}")


def _implied(records: CommitteeRecords, form: str, key: str) -> Reading:
    a_map = records.named(records.record.discover().decision_map)
    known = {forum.key for forum in a_map.forums}
    a_map = a_map.revised(add=[forum for forum in records.forums if forum.key not in known])
    return Reading(
        Process(key or "records", stakeholders=records.stakeholders, decision_map=a_map),
        form=form,
        skipped=(*records.skipped, *records.oddities),
        record=records.record,
    )


def write_as(
    reading: Reading,
    form: str,
    target: str | PathLike[str] | None,
    *,
    on: date | None = None,
    until: date | None = None,
    stakeholder: str | None = None,
    delimiter: str = ",",
    overwrite: bool = True,
    secret: bytes = b"",
    earlier: str | PathLike[str] | None = None,
    edition: Edition | str | None = None,
) -> str:
    """Writes the process in that format, or gives the text where there is no *target*.

    Tables go to a folder, or into one file where its name ends in `.csv`. A calendar needs its first and last day; its
    identities are made with the *secret*, and what was published *earlier* is brought up to date.
    A document and a calendar are for the desk unless an *edition* is asked for, tables and graphs for partners.
    A file that is there already is refused where *overwrite* is false.
    """
    asked = edition_of(edition or (Edition.DESK if form in {*_DOCUMENTS, "ics"} else Edition.PARTNERS))
    if form == "csv":
        if target is None:
            raise InvalidValueError("target", "a file or a folder for tables")
        write_tables(
            reading.process, target, delimiter=delimiter, record=reading.record, edition=asked, overwrite=overwrite
        )
        return ""
    text = _text(reading.process, form, asked, on, until, stakeholder, secret, earlier)
    if target is None:
        return text
    _files.write(target, text, overwrite=overwrite)
    return ""


def _text(
    process: Process,
    form: str,
    edition: Edition,
    on: date | None,
    until: date | None,
    stakeholder: str | None,
    secret: bytes,
    earlier: str | PathLike[str] | None,
) -> str:
    if form in _DOCUMENTS:
        return dumps(redacted(process, edition), format=form)
    if form in _GRAPHS:
        return _GRAPHS[form](process, edition=edition)
    if form != "ics":
        raise InvalidValueError("form", f"one of {', '.join(WRITTEN)}")
    if on is None or until is None:
        raise InvalidValueError("on, until", "the first and the last day of a calendar")
    return write_calendar(
        process, on=on, until=until, stakeholder=stakeholder, secret=secret, earlier=earlier, edition=edition
    )
