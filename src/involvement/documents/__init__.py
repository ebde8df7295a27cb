"""A process as a document: read from JSON or TOML, written so that the same process is the same bytes."""

from involvement._reading import Limits
from involvement.documents.envelopes import schema
from involvement.documents.files import dump, load
from involvement.documents.texts import dumps, loads

__all__ = ["Limits", "dump", "dumps", "load", "loads", "schema"]
