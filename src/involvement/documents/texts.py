"""Texts that hold a process, in JSON or TOML: the same process is the same text."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from involvement._reading import Limits, known_limits, read_json, read_toml, refuse_unreadable, unstructure, unwritable
from involvement.documents.envelopes import opened, sealed
from involvement.errors import InvalidValueError
from involvement.processes import Process

__all__ = ["dumps", "loads"]

FORMATS = ("json", "toml")
DEFAULT = Limits()

_INDENT = "  "


def loads(text: str | bytes, format: str = "json", *, limits: Limits = DEFAULT) -> Process:  # noqa: A002
    """The process that a text holds, in `json` or `toml`. Bytes are UTF-8, with or without a byte order mark.

    Raises:
        DocumentError: where the text is not what a document is; it carries every problem found, up to twenty.
        UnknownKeyError, DuplicateKeyError: where nothing else is wrong with it.
        LimitExceeded: where the text is larger than *limits* allow.

    >>> loads('{"format": "involvement", "version": 1, "key": "screening"}').key
    'screening'
    """
    if not isinstance(text, str | bytes):
        raise InvalidValueError("text", "text, or bytes of UTF-8")
    known_limits(limits)
    read = read_json if known_format(format) == "json" else read_toml
    return opened(read(text, limits))


def dumps(process: Process, format: str = "json", *, limits: Limits = DEFAULT) -> str:  # noqa: A002
    """The text of a process: fields in the order of the class, defaults left out, one entry of a list a line.

    Raises:
        DocumentError: where the process holds what no document can: half a character, or a number beyond 2**53.
        LimitExceeded: where `loads` would refuse the text at the same *limits*.

    >>> print(dumps(Process("screening", title="Retinal screening")), end="")
    {
      "format": "involvement",
      "version": 1,
      "key": "screening",
      "title": "Retinal screening"
    }
    """
    if not isinstance(process, Process):
        raise InvalidValueError("process", "a Process")
    known_limits(limits)
    write = _json if known_format(format) == "json" else _toml
    plain = sealed(unstructure(process))
    try:
        text = write(plain)
        text.encode()
    except (TypeError, UnicodeEncodeError):
        pass  # raised below, where the error does not carry the text with it
    else:
        refuse_unreadable(text, plain, format, limits)
        return text
    raise unwritable(plain)


def known_format(name: object) -> str:
    """The name of a format, if it is one."""
    if isinstance(name, str) and name in FORMATS:
        return name
    raise InvalidValueError("format", " or ".join(FORMATS))


def _json(plain: dict[str, Any]) -> str:
    return "".join(_lines(plain, "\n")) + "\n"


def _lines(plain: object, margin: str) -> Iterator[str]:
    """The parts of a JSON text. An object is opened over its lines; a list holds one entry a line, each unopened."""
    inner = margin + _INDENT
    if isinstance(plain, dict) and plain:
        for position, (name, value) in enumerate(plain.items()):
            yield f"{'{' if position == 0 else ','}{inner}{_ENCODE(name)}"
            yield ": "
            yield from _lines(value, inner)
        yield f"{margin}}}"
    elif isinstance(plain, list) and plain:
        yield f"[{inner}"
        yield f",{inner}".join(map(_ENCODE, plain))
        yield f"{margin}]"
    else:
        yield _ENCODE(plain)


_ENCODE = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=date.isoformat).encode


def _toml(plain: dict[str, Any]) -> str:
    import tomli_w

    return tomli_w.dumps(plain)
