"""Everything that is read is read here: text to plain data, plain data to values, and the schema of both."""

from involvement._reading.data_texts import read_data_text
from involvement._reading.flaws import unwritable
from involvement._reading.limits import Limits
from involvement._reading.rows import refuse_rows, rows
from involvement._reading.schemas import schema_of
from involvement._reading.texts import read_json, read_toml
from involvement._reading.values import structure, unstructure

__all__ = [
    "Limits",
    "read_data_text",
    "read_json",
    "read_toml",
    "refuse_rows",
    "rows",
    "schema_of",
    "structure",
    "unstructure",
    "unwritable",
]
