"""The envelope of a document: its format and version, and the schema of the whole."""

from typing import Any

from involvement._reading import schema_of, structure
from involvement.documents.migrations import CURRENT, migrated
from involvement.errors import DocumentError
from involvement.processes import Process

__all__ = ["opened", "schema", "sealed"]

FORMAT = "involvement"


def opened(plain: object) -> Process:
    """The process in the plain data of a document, whatever version it was written in."""
    if not isinstance(plain, dict):
        raise DocumentError("$", "expected an object: a process, with its format and version")
    if plain.get("format") != FORMAT:
        raise DocumentError("format", f"expected {FORMAT!r}: that is how a document of ours begins")
    version = plain.get("version")
    if type(version) is not int or version < 1:
        raise DocumentError("version", "expected the version that it was written by, a whole number from 1")
    content = {name: value for name, value in plain.items() if name not in {"format", "version"}}
    return structure(migrated(content, version), Process)


def sealed(plain: dict[str, Any]) -> dict[str, Any]:
    """The plain data of a document that holds the plain data of a process."""
    return {"format": FORMAT, "version": CURRENT, **plain}


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a document. Whatever `loads` accepts, it accepts; `loads` also checks the keys.

    >>> schema()["required"]
    ['format', 'version', 'key']
    """
    described = schema_of(Process)
    process = described["$defs"].pop("Process")
    envelope = {
        "format": {"const": FORMAT, "description": "Says that this is a document of the library `involvement`."},
        "version": {"const": CURRENT, "description": "The version of the schema that the document was written by."},
    }
    return {
        "$schema": described["$schema"],
        **process,
        "properties": {**envelope, **process["properties"]},
        "required": ["format", "version", *process["required"]],
        "$defs": described["$defs"],
    }
