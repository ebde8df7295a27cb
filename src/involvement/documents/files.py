"""A process in a file: read whole or not at all, replaced whole or not at all."""

import os
from contextlib import suppress
from os import PathLike
from pathlib import Path
from typing import IO, Any

from involvement._reading import Limits
from involvement.documents.texts import DEFAULT, FORMATS, dumps, known_format, known_limits, loads
from involvement.errors import DocumentError, InvalidValueError
from involvement.processes import Process

__all__ = ["dump", "load"]


def load(
    path_or_file: str | PathLike[str] | IO[str] | IO[bytes],
    format: str | None = None,  # noqa: A002
    limits: Limits = DEFAULT,
) -> Process:
    """The process in a file, given by its path or open. The format is told by the name: `.json` or `.toml`.

    An open file without such a name holds JSON unless *format* says otherwise. No more is read than *limits* allow.

    Raises:
        DocumentError: where the file cannot be read, or is not what a document is.
        UnknownKeyError, DuplicateKeyError: where that is the one thing wrong with it.
        LimitExceeded: where it is larger than *limits* allow.
    """
    known_limits(limits)
    named = _format_of(path_or_file, format)
    most = limits.size if named == "json" else limits.toml_size
    try:
        if isinstance(path_or_file, str | PathLike):
            with _path(path_or_file).open("rb") as file:
                text = _read(file, most)
        else:
            text = _read(path_or_file, most)
    except InvalidValueError:
        raise
    except (OSError, RuntimeError, ValueError) as error:
        message = f"{_name(path_or_file)} cannot be read: {_reason(error)}"
    else:
        return loads(text, named, limits=limits)
    raise DocumentError("$", message)


def dump(
    process: Process,
    path_or_file: str | PathLike[str] | IO[str] | IO[bytes],
    format: str | None = None,  # noqa: A002
) -> None:
    """Writes the process to a file, given by its path or open. The format is told by the name, as in `load`.

    A file at a path is replaced in one step, when the whole text is safe on the disk: whatever happens before
    leaves the old one as it was. A link is followed, and the permissions of the old file are kept.

    Raises:
        DocumentError: where the file cannot be written, or the process holds what no document can.
    """
    text = dumps(process, _format_of(path_or_file, format))
    try:
        if isinstance(path_or_file, str | PathLike):
            _replace(_path(path_or_file).resolve(), text.encode())
        else:
            _write(path_or_file, text)
    except (OSError, RuntimeError, ValueError) as error:
        message = f"{_name(path_or_file)} cannot be written: {_reason(error)}"
    else:
        return
    raise DocumentError("$", message)


def _replace(path: Path, data: bytes) -> None:
    if path.exists() and not path.is_file():
        raise IsADirectoryError
    stream = _beside(path)
    temporary = Path(stream.name)
    try:
        with stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o777)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _settle(path.parent)


def _beside(path: Path) -> IO[bytes]:
    """A new file in the same folder. One that is there already is somebody else's, and is left alone."""
    number = 0
    while True:
        try:
            return path.with_name(f".{path.name}.{number}.tmp").open("xb")
        except FileExistsError:
            number += 1


def _settle(folder: Path) -> None:
    """Makes the new name in the folder last, where the system can open folders."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _write(file: Any, text: str) -> None:
    try:
        file.write(text)
    except TypeError:
        file.write(text.encode())


def _read(file: Any, most: int) -> str | bytes:
    """What an open file holds, up to one more than *most*: a pipe gives it in parts."""
    parts: list[Any] = []
    size = 0
    while size <= most and (part := file.read(most + 1 - size)):
        if not isinstance(part, str | bytes):
            raise InvalidValueError("path_or_file", "a file of text or bytes")
        parts.append(part)
        size += len(part)
    return parts[0][:0].join(parts) if parts else ""


def _format_of(path_or_file: object, name: str | None) -> str:
    """The format asked for, or else told by the file's name; an open file without one holds JSON."""
    is_path = isinstance(path_or_file, str | PathLike)
    if not is_path and not hasattr(path_or_file, "read") and not hasattr(path_or_file, "write"):
        raise InvalidValueError("path_or_file", "a path, or an open file")
    if name is not None:
        return known_format(name)
    suffix = Path(_name(path_or_file)).suffix.lower()
    if is_path and suffix not in _SUFFIXES:
        raise InvalidValueError("format", f"{' or '.join(FORMATS)}: the file's name does not tell")
    return _SUFFIXES.get(suffix, "json")


def _name(path_or_file: object) -> str:
    """The file's own name, without its folders."""
    path = path_or_file if isinstance(path_or_file, str | PathLike) else getattr(path_or_file, "name", None)
    return _path(path).name if isinstance(path, str | PathLike) else "the file"


def _path(path: str | PathLike[str]) -> Path:
    return Path(os.fsdecode(path))


def _reason(error: Exception) -> str:
    return next(
        (reason for kind, reason in _REASONS.items() if isinstance(error, kind)), "the system does not allow it"
    )


_SUFFIXES = {f".{name}": name for name in FORMATS}
_REASONS: dict[type[Exception], str] = {  # the system's own words depend on its language
    FileNotFoundError: "no such file or folder",
    IsADirectoryError: "it is no file",
    PermissionError: "it is not permitted",
    UnicodeError: "it is not UTF-8",
}
