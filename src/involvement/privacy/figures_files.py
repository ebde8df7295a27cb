"""Files of figures: what a publication told, kept beside it, so that the next one can be checked against it."""

import json
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import IO, Any, TypeAlias

from involvement import _fields, _files
from involvement._reading import Limits, known_limits, read_json, refuse_unreadable, structure, unstructure
from involvement.errors import DocumentError, InvalidValueError
from involvement.privacy.figures import FiguresTold

__all__ = ["FIGURES_FILE", "Earlier", "figures_text", "read_figures", "told_earlier", "write_figures"]

FIGURES_FILE = "figures.json"
"""The name of the file in the folder of a report."""

_FORMAT, _VERSION = "involvement-figures", 1
_DEFAULT = Limits()
Earlier: TypeAlias = FiguresTold | str | PathLike[str]


def read_figures(path_or_file: str | PathLike[str] | IO[str] | IO[bytes], *, limits: Limits = _DEFAULT) -> FiguresTold:
    """The figures that a publication told: a file that `write_figures` wrote, or the folder that holds its `figures.json`.

    Raises:
        FileError: it cannot be read.
        DocumentError: it holds no figures of ours, with every problem found, up to twenty.
        InvalidValueError, UnknownKeyError, DuplicateKeyError: where nothing else is wrong with them.
        LimitExceeded: it is larger than *limits* allow.
    """
    known_limits(limits)
    if isinstance(path_or_file, str | PathLike):
        path = _files.path_of("path_or_file", path_or_file)
        path_or_file = path / FIGURES_FILE if path.is_dir() else path
    plain: Any = read_json(_files.read(path_or_file, limits.size), limits)
    if not isinstance(plain, dict) or plain.pop("format", None) != _FORMAT:
        raise DocumentError("format", f'expected "{_FORMAT}"')
    if plain.pop("version", None) != _VERSION:
        raise DocumentError("version", f"expected {_VERSION}: the only one that this edition of the library reads")
    return structure(plain, FiguresTold)


def write_figures(told: FiguresTold, path_or_file: str | PathLike[str] | IO[str] | IO[bytes]) -> None:
    """Writes what was told: at a path, as `figures.json` in a folder, or to an open file.

    Raises:
        FileError: it cannot be written.
        LimitExceeded: `read_figures` would refuse the file.
    """
    text = figures_text(_fields.instance("told", FiguresTold, told))
    if isinstance(path_or_file, str | PathLike) and Path(path_or_file).is_dir():
        path_or_file = Path(path_or_file) / FIGURES_FILE
    _files.write(path_or_file, text)


def figures_text(told: FiguresTold) -> str:
    """What `write_figures` writes."""
    plain = {"format": _FORMAT, "version": _VERSION, **unstructure(told)}
    text = json.dumps(plain, ensure_ascii=False, indent=1, default=str) + "\n"
    refuse_unreadable(text, plain, "json", _DEFAULT)
    return text


def told_earlier(earlier: Iterable[Earlier]) -> tuple[FiguresTold, ...]:
    """The publications: values as they are, files and folders read."""
    if isinstance(earlier, FiguresTold | str | PathLike):
        raise InvalidValueError("earlier", "a list of figures that were told, or of their files or folders")
    return tuple(
        publication if isinstance(publication, FiguresTold) else read_figures(publication)
        for publication in _fields.members("earlier", earlier)
    )
