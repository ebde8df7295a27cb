"""The shelf of packaged data: TOML files of one kind in a room, read once, found by key."""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from involvement._fields import frozen
from involvement._reading import Limits, read_data_text
from involvement.errors import UnknownKeyError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["Shelf"]

T = TypeVar("T")

_SUFFIX = ".toml"


@frozen
class Shelf(Generic[T]):
    """The packaged data of one class: the files in the folder `data` of a room, each named after the key of what it holds.

    Attributes:
        kind: the class.
        name: what one of them is called in an error.
        room: the package whose folder it is.
    """

    kind: type[T]
    name: str
    room: str

    def keys(self) -> tuple[str, ...]:
        """The keys of what is packaged, sorted. No file is read for that."""
        return _keys(self.room)

    def get(self, key: str) -> T:
        """The packaged value of that key; `UnknownKeyError` where there is none."""
        if key not in self.keys():
            raise UnknownKeyError(self.name, str(key), self.keys())
        value: T = _read(self, key)
        return value

    def all(self) -> tuple[T, ...]:
        """Every packaged value, by key."""
        return tuple(map(self.get, self.keys()))


@cache
def _keys(room: str) -> tuple[str, ...]:
    names = [file.name for file in _folder(room).iterdir()]
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


@cache
def _read(shelf: Shelf[T], key: str) -> T:
    file = _folder(shelf.room).joinpath(f"{key}{_SUFFIX}")
    return read_data_text(shelf.kind, file.read_text(encoding="utf-8"), name=file.name, limits=Limits())


def _folder(room: str) -> "Traversable":
    folder = Path(import_module(room).__path__[0], "data")
    if folder.is_dir():
        return folder
    from importlib.resources import files  # from an archive; only here, as importing it takes longer than reading

    return files(room).joinpath("data")
