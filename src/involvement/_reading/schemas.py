"""What may stand in a document? The JSON Schema of a class, from the table that its values are read by."""

from typing import Any

from involvement._reading.forms import Definitions
from involvement._reading.table import form_of

__all__ = ["schema_of"]


def schema_of(kind: type) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a class, as plain data of its own; classes are defined by name, in their order."""
    definitions: Definitions = {}
    reference = form_of(kind).schema(definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **reference,
        "$defs": {name: schema for name, (_kind, schema) in sorted(definitions.items())},
    }
