"""How is a file read within its limits, and written whole or not at all?"""

import os
from contextlib import suppress
from os import PathLike
from pathlib import Path
from typing import IO

from involvement._reading import Limits
from involvement.errors import DocumentError, InvalidValueError

__all__ = ["contents", "name_of", "replace"]


def contents(path_or_file: str | PathLike[str] | IO[bytes], limits: Limits) -> bytes:
    """What the file holds, up to one byte more than the limits allow: whoever calls refuses that.

    Raises:
        DocumentError: it cannot be read, or is no file. What is no ordinary file could make the reader wait for ever.
    """
    if not isinstance(path_or_file, str | PathLike):
        return _read(path_or_file, limits)
    path = Path(path_or_file)
    if not path.is_file():
        raise DocumentError(path.name, "cannot be read: no such file, or it is no file")
    try:
        with path.open("rb") as file:
            return _read(file, limits)
    except OSError:
        message = "cannot be read: the system does not allow it"
    raise DocumentError(path.name, message)


def _read(file: IO[bytes], limits: Limits) -> bytes:
    data = file.read(limits.size + 1)
    if not isinstance(data, bytes):
        raise InvalidValueError("path_or_file", "a path, or an open file of bytes")
    return data


def name_of(path_or_file: object) -> str:
    """The name of the file without its folders; an empty text where an open file has none."""
    if isinstance(path_or_file, str | PathLike):
        return Path(os.fsdecode(path_or_file)).name
    if not hasattr(path_or_file, "read"):
        raise InvalidValueError("path_or_file", "a path, or an open file of bytes")
    name = getattr(path_or_file, "name", "")
    return Path(name).name if isinstance(name, str) else ""


def replace(path: Path, text: str) -> None:
    """Writes a file in one step, so that nobody finds half of it; folders are made.

    Raises:
        DocumentError: it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(text.encode())
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
    else:
        return
    raise DocumentError(path.name, "cannot be written: the system does not allow it")
