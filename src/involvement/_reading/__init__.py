"""Reading: text to plain data, plain data to values, and the schema of both."""

from involvement._reading.answers import plain_answer
from involvement._reading.json_and_toml import read_json, read_toml, refuse_unreadable
from involvement._reading.limits import Limits
from involvement._reading.paths import Loc, path_text
from involvement._reading.plain_data import unwritable
from involvement._reading.structuring import (
    classes_within,
    known_limits,
    read_data_text,
    schema_of,
    structure,
    unstructure,
)
from involvement._reading.table_rows import refuse_rows, rows

__all__ = [
    "Limits",
    "Loc",
    "classes_within",
    "known_limits",
    "path_text",
    "plain_answer",
    "read_data_text",
    "read_json",
    "read_toml",
    "refuse_rows",
    "refuse_unreadable",
    "rows",
    "schema_of",
    "structure",
    "unstructure",
    "unwritable",
]
