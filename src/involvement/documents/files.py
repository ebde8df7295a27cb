"""Files that hold a process: read whole or not at all, replaced whole or not at all."""

from os import PathLike
from pathlib import Path
from typing import IO

from involvement import _files
from involvement._reading import Limits, known_limits
from involvement.documents.texts import DEFAULT, FORMATS, dumps, known_format, loads
from involvement.errors import InvalidValueError
from involvement.processes import Process

__all__ = ["dump", "load"]

_SUFFIXES = {f".{name}": name for name in FORMATS}


def load(
    path_or_file: str | PathLike[str] | IO[str] | IO[bytes],
    format: str | None = None,  # noqa: A002
    limits: Limits = DEFAULT,
) -> Process:
    """The process in a file, given by its path or open. The format is told by the name: `.json` or `.toml`.

    An open file without such a name holds JSON unless *format* says otherwise. No more is read than *limits* allow.

    Raises:
        FileError: where the file cannot be read. It is also an `OSError`.
        DocumentError: where the file is not what a document is.
        UnknownKeyError, DuplicateKeyError: where nothing else is wrong with it.
        LimitExceeded: where it is larger than *limits* allow.
    """
    known_limits(limits)
    named = _format_of(path_or_file, format)
    most = limits.size if named == "json" else limits.toml_size
    return loads(_files.read(path_or_file, most), named, limits=limits)


def dump(
    process: Process,
    path_or_file: str | PathLike[str] | IO[str] | IO[bytes],
    format: str | None = None,  # noqa: A002
    *,
    limits: Limits = DEFAULT,
) -> None:
    """Writes the process to a file, given by its path or open. The format is told by the name, as in `load`.

    A file at a path is replaced in one step, when the whole text is safe on the disk: whatever happens before
    leaves the old one as it was. A link is followed, and the permissions of the old file are kept.

    Raises:
        FileError: where the file cannot be written. It is also an `OSError`.
        DocumentError: where the process holds what no document can.
        LimitExceeded: where `load` would refuse the file at the same *limits*.
    """
    _files.write(path_or_file, dumps(process, _format_of(path_or_file, format), limits=limits))


def _format_of(path_or_file: object, name: str | None) -> str:
    """The format asked for, or else told by the file's name; an open file without one holds JSON."""
    suffix = Path(_files.name_of(path_or_file)).suffix.lower()
    if name is not None:
        return known_format(name)
    if isinstance(path_or_file, str | PathLike) and suffix not in _SUFFIXES:
        raise InvalidValueError("format", f"{' or '.join(FORMATS)}: the file's name does not tell")
    return _SUFFIXES.get(suffix, "json")
