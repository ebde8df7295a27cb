"""Read plain data from the JSON files of another system, within limits."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from os import PathLike
from pathlib import Path
from typing import Any

from involvement import _files
from involvement._reading import Limits, read_json
from involvement.errors import DocumentError, InvalidValueError, LimitExceeded, Problem
from involvement.exchange.public_records.notes import Notes
from involvement.exchange.reasons import Reason

__all__ = ["contents", "known_limits", "plain_data"]

FILE = "file"


def known_limits(limits: object) -> Limits:
    """The limits, if that is what they are."""
    if isinstance(limits, Limits):
        return limits
    raise InvalidValueError("limits", "Limits")


def contents(source: object, limits: Limits, notes: Notes, *, strict: bool) -> Iterator[tuple[str, Any]]:
    """The name and the plain data of each JSON file, sorted by name; one file after the other is held in memory.

    The limit of `size` holds for all files together, that of `entries` for their number too. A name is the path
    within the folder. What is no file, or not named `.json`, is noted as skipped; so is, unless *strict*, a file
    that cannot be read as JSON.
    """
    files = _found(source, limits, notes)
    left = limits.size
    for name, path in files:
        notes.found(FILE)
        try:
            text = _files.read_bytes(path, left, name=name)
            if len(text) > left:
                raise LimitExceeded("bytes in all files together", limits.size, name)
            left -= len(text)
            plain = _parsed(text, name, limits)
        except DocumentError:
            if strict:
                raise
            notes.skip(name, FILE, Reason.NOT_JSON)
        else:
            yield name, plain


def plain_data(plain: Any, name: str, limits: Limits) -> Any:
    """The data that a caller hands over, if they are such as a JSON reader gives, and within limits."""
    level, values, depth = [plain], 1, 0
    while level:
        inner: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                is_plain = all(map(_is_whole, value))
                inner.extend(value.values())
            elif isinstance(value, list):
                is_plain = True
                if len(value) > limits.entries:
                    raise LimitExceeded("entries in one list", limits.entries, name)
                inner.extend(value)
            else:
                is_plain = value is None or isinstance(value, int | float) or _is_whole(value)
            if not is_plain:
                raise InvalidValueError(
                    name, "plain data: objects with text keys, lists, text, numbers, flags, nothing"
                )
            if values + len(inner) > limits.values:
                raise LimitExceeded("values", limits.values, name)
        values += len(inner)
        depth += bool(inner)
        if depth > limits.depth:
            raise LimitExceeded("levels of lists and objects within each other", limits.depth, name)
        level = inner
    return plain


def _is_whole(text: object) -> bool:
    """True for text that can be written; half a character cannot."""
    if not isinstance(text, str):
        return False
    with suppress(UnicodeEncodeError):
        return text.isascii() or bool(text.encode())
    return False


def _found(source: object, limits: Limits, notes: Notes) -> list[tuple[str, Path]]:
    if isinstance(source, str | PathLike):
        path = _path(source)
        try:
            found = list(_within(path, notes)) if path.is_dir() else [(_files.shown(path.name), path)]
        except OSError as error:
            raise _files.refused(path.name, "read", error) from None
    elif isinstance(source, Iterable) and not isinstance(source, bytes | Mapping):
        paths = list(source)
        if not all(isinstance(path, str | PathLike) for path in paths):
            raise InvalidValueError("source", "paths of files")
        found = _named([_path(path) for path in paths])
    else:
        raise InvalidValueError("source", "a folder, a file, several files, or data already read from JSON")
    if len(found) > limits.entries:
        raise LimitExceeded("files", limits.entries)
    return sorted(found)


def _named(paths: list[Path]) -> list[tuple[str, Path]]:
    """Each path once, by its name below what all have in common."""
    whole = sorted({path.absolute() for path in paths})
    if len(whole) < 2:
        return [(_files.shown(path.name), path) for path in whole]
    top = Path(os.path.commonpath([path.parent for path in whole]))
    return [(_files.shown(path.relative_to(top).as_posix()), path) for path in whole]


def _within(folder: Path, notes: Notes) -> Iterator[tuple[str, Path]]:
    """The JSON files of a folder and of those in it. Links to folders are not followed: they may lead in a circle."""
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                path = Path(entry.path)
                shown = _files.shown(path.relative_to(folder).as_posix())
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path)
                elif entry.is_file() and path.suffix.lower() == ".json":
                    yield shown, path
                else:
                    notes.found(FILE)
                    notes.skip(shown, FILE, Reason.NOT_A_JSON_FILE)


def _parsed(text: bytes, name: str, limits: Limits) -> Any:
    try:
        return read_json(text, limits)
    except LimitExceeded as error:
        problem: Exception = LimitExceeded(error.what, error.limit, name)
    except DocumentError as error:
        problem = DocumentError(name, error.message, [Problem(name, (name,), error.message)])
    raise problem


def _path(path: str | PathLike[str]) -> Path:
    return Path(os.fsdecode(path))
