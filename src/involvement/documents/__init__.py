"""Documents: a process read from JSON or TOML, and written so that the same process is the same bytes."""

from involvement._reading import Limits
from involvement.documents.envelopes import schema
from involvement.documents.files import dump, load
from involvement.documents.plain_values import from_dict, to_dict
from involvement.documents.texts import dumps, loads

__all__ = ["Limits", "dump", "dumps", "from_dict", "load", "loads", "schema", "to_dict"]
