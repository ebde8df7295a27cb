"""Files, read within limits and written whole or not at all: no other module opens one."""

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from errno import EACCES, EEXIST, EISDIR, ENAMETOOLONG, ENOENT, ENOSPC, ENOTDIR, EPERM
from os import PathLike
from pathlib import Path
from typing import IO, Any

from involvement.errors import FileError, InvalidValueError

__all__ = [
    "append",
    "entries",
    "name_of",
    "path_of",
    "read",
    "read_bytes",
    "refused",
    "remove",
    "shown",
    "write",
    "write_folder",
]

_LONGEST_NAME = 100  # characters of a name that an error shows
_NOT_ALLOWED = "the system does not allow it"
_REASONS: dict[int | None, str] = {
    ENOENT: "no such file or folder",
    EISDIR: "it is a folder",
    ENOTDIR: "a file stands where a folder should be",
    EEXIST: "a file of that name is there already",
    EACCES: "it is not permitted",
    EPERM: "it is not permitted",
    ENOSPC: "the disk is full",
    ENAMETOOLONG: "its name is too long",
}


def path_of(place: str, value: object) -> Path:
    """The path that *value* is; *place* is the argument that an error names."""
    if not isinstance(value, str | PathLike) or not os.fsdecode(value):  # an empty text would be the folder one is in
        raise InvalidValueError(place, "the path of a file or folder")
    return Path(os.fsdecode(value))


def name_of(path_or_file: object) -> str:
    """The name of a file, given by its path or open, without its folders; an empty text where it has none."""
    if isinstance(path_or_file, str | PathLike):
        return Path(os.fsdecode(path_or_file)).name
    if not hasattr(path_or_file, "read") and not hasattr(path_or_file, "write"):
        raise InvalidValueError("path_or_file", "a path, or an open file")
    name = getattr(path_or_file, "name", "")
    return Path(os.fsdecode(name)).name if isinstance(name, str | PathLike) else ""


def shown(name: str) -> str:
    """The name in characters that can be printed, whatever bytes the system holds it in."""
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in name)


def refused(name: str, what: str, error: OSError | ValueError) -> FileError:
    """The error in our words: the system's depend on its language."""
    number = error.errno if isinstance(error, OSError) else None
    reason = "it is not UTF-8" if isinstance(error, UnicodeError) else _REASONS.get(number, _NOT_ALLOWED)
    text = shown(name) or "the file"
    if len(text) > _LONGEST_NAME:
        text = f"{text[:_LONGEST_NAME]}..."
    return FileError(text, f"cannot be {what}: {reason}", number)


# Reading


def read(path_or_file: str | PathLike[str] | IO[str] | IO[bytes], most: int, *, name: str = "") -> str | bytes:
    """What the file holds, up to one character or byte more than *most*: the caller refuses that.

    The error names the file by its own name, or by *name*.

    Raises:
        FileError: it cannot be read.
    """
    problem: Exception
    try:
        if isinstance(path_or_file, str | PathLike):
            with Path(os.fsdecode(path_or_file)).open("rb") as file:
                return _parts(file, most)
        return _parts(path_or_file, most)
    except (AttributeError, TypeError):
        problem = InvalidValueError("path_or_file", "a path, or an open file of text or bytes")
    except (OSError, ValueError) as error:
        problem = refused(name or name_of(path_or_file), "read", error)
    raise problem  # outside of the handlers: the system's own error may hold what the file holds


def read_bytes(path_or_file: str | PathLike[str] | IO[bytes], most: int, *, name: str = "") -> bytes:
    """The same of a file that is not open as text."""
    data = read(path_or_file, most, name=name)
    if isinstance(data, str):
        raise InvalidValueError("path_or_file", "a path, or an open file of bytes")
    return data


def entries(folder: Path) -> list[Path]:
    """What is in the folder, sorted."""
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        problem = refused(folder.name, "read", error)
    raise problem


def _parts(file: IO[str] | IO[bytes], most: int) -> str | bytes:
    """A pipe gives what it holds in parts, the last of them empty."""
    parts: list[Any] = []
    size = 0
    while size <= most:
        part = file.read(most + 1 - size)
        if not isinstance(part, str | bytes):
            raise TypeError
        parts.append(part)
        if not part:
            break
        size += len(part)
    return parts[0][:0].join(parts)  # type: ignore[no-any-return]


# Writing


def write(path_or_file: str | PathLike[str] | IO[str] | IO[bytes], text: str, *, overwrite: bool = True) -> None:
    """Writes the text, as UTF-8 at a path.

    A file at a path is replaced in one step, when the whole text is safe on the disk: whatever happens before leaves
    the old one as it was. A link is followed, and the permissions of the old file are kept. A device or a pipe takes
    the text as it comes.

    Raises:
        FileError: it cannot be written; or a file is there already, and *overwrite* is false.
    """
    if isinstance(path_or_file, str | PathLike):
        _replace({path_of("path", path_or_file): text}, overwrite=overwrite)
        return
    problem: Exception
    try:
        _put(path_or_file, text)
    except (AttributeError, TypeError):
        problem = InvalidValueError("path_or_file", "a path, or an open file")
    except (OSError, ValueError) as error:
        problem = refused(name_of(path_or_file), "written", error)
    else:
        return
    raise problem


def append(path: str | PathLike[str], line: str) -> None:
    """Adds a line to the end of a file, in one piece, and waits until it is safe on the disk; what stands there stays.

    A new file is for its owner alone to read. A last line that was cut off is ended first, so that it spoils no other.

    Raises:
        FileError: it cannot be written.
    """
    place = path_of("path", path)
    try:
        with open(place, "a+b", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            cut_off = False
            if file.seek(0, os.SEEK_END):
                file.seek(-1, os.SEEK_END)
                cut_off = file.read(1) != b"\n"
            opening = "\n" if cut_off else ""
            file.write(f"{opening}{line}\n".encode())
            file.flush()
            os.fsync(file.fileno())
    except (OSError, ValueError) as error:
        problem = refused(place.name, "written", error)
    else:
        return
    raise problem


def write_folder(folder: Path, texts: Mapping[str, str], *, overwrite: bool = True) -> tuple[Path, ...]:
    """Writes files by their names below a folder, as `write` does, and gives their paths; folders are made.

    No file is replaced before the texts of all are safe on the disk.
    """
    paths = {folder / name: text for name, text in texts.items()}
    try:
        for parent in {path.parent for path in paths}:
            _make(parent)
    except (OSError, ValueError) as error:
        problem = refused(folder.name, "written", error)
    else:
        _replace(paths, overwrite=overwrite)
        return tuple(paths)
    raise problem


def remove(path: Path) -> None:
    """Removes a file."""
    try:
        path.unlink()
    except OSError as error:
        problem = refused(path.name, "removed", error)
    else:
        return
    raise problem


def _put(file: Any, text: str) -> None:
    try:
        file.write(text)
    except TypeError:
        file.write(text.encode())


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR)) from error


def _replace(texts: Mapping[Path, str], *, overwrite: bool) -> None:
    waiting: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, text in texts.items():
            waiting.extend(_staged(path, text.encode(), overwrite=overwrite))
        folders = {place.parent for _, place in waiting}
        while waiting:
            temporary, path = waiting[0]
            temporary.replace(path)
            del waiting[0]  # from here on a file of its name is somebody else's
    except (OSError, ValueError) as error:
        problem = refused(path.name, "written", error)
    else:
        for folder in folders:
            _settle(folder)
        return
    finally:
        for temporary, _ in waiting:
            _forget(temporary)
    raise problem


def _staged(path: Path, data: bytes, *, overwrite: bool) -> list[tuple[Path, Path]]:
    """The temporary file that holds the data, and the place it is for; nothing where a device or a pipe has taken them."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode):
        with path.open("wb") as file:  # a folder refuses this
            file.write(data)
        return []
    if mode is not None and not overwrite:
        raise FileExistsError(EEXIST, os.strerror(EEXIST))
    place = Path(os.path.realpath(path))
    # Created with the permissions of the old file, so that a private text is at no moment open to others.
    stream = _beside(place, 0o666 if mode is None else stat.S_IMODE(mode) & 0o777)
    temporary = Path(stream.name)
    try:
        with stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            temporary.chmod(stat.S_IMODE(mode) & 0o777)  # the umask may have taken some away
    except BaseException:
        _forget(temporary)
        raise
    return [(temporary, place)]


def _beside(place: Path, mode: int) -> IO[bytes]:
    """A new file in the same folder; its name is short, however long the other. One that is there is somebody else's."""
    number = 0
    while True:
        try:
            return open(
                place.with_name(f".involvement-{number}.tmp"),
                "xb",
                opener=lambda path, flags: os.open(path, flags, mode),
            )
        except FileExistsError:
            number += 1


def _forget(temporary: Path) -> None:
    with suppress(OSError):
        temporary.unlink()


def _settle(folder: Path) -> None:
    """Makes new names in the folder last, where the system can open folders."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
