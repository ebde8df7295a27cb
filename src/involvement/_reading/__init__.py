"""Everything that is read is read here: text to plain data, plain data to values, and the schema of both."""

from involvement._reading.limits import Limits
from involvement._reading.rows import refuse_rows, rows
from involvement._reading.values import collector_paused, structure, unstructure

__all__ = ["Limits", "collector_paused", "refuse_rows", "rows", "structure", "unstructure"]
