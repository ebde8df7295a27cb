"""Which ladders come with the library?"""

from functools import cache
from typing import TYPE_CHECKING

from involvement.errors import UnknownKeyError
from involvement.levels.definitions import Ladder
from involvement.levels.texts import parse_ladder

__all__ = ["ladder", "ladder_keys", "ladders"]

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_SUFFIX = ".toml"


def ladder(key: str) -> Ladder:
    """The packaged ladder of that key; `UnknownKeyError` where there is none.

    >>> str(ladder("arnstein-1969").rung("placation"))
    'Placation'
    """
    if key not in ladder_keys():
        raise UnknownKeyError("ladder", str(key), ladder_keys())
    return _read(key)


def ladders() -> tuple[Ladder, ...]:
    """Every packaged ladder, by key."""
    return tuple(map(_read, ladder_keys()))


@cache
def ladder_keys() -> tuple[str, ...]:
    """The keys of the packaged ladders, sorted. No file is read for that: a file bears its ladder's key."""
    names = [each.name for each in _data().iterdir()]
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


@cache
def _read(key: str) -> Ladder:
    file = _data().joinpath(f"{key}{_SUFFIX}")
    return parse_ladder(file.read_text(encoding="utf-8"), name=file.name)


def _data() -> "Traversable":
    from importlib.resources import files

    return files(__package__).joinpath("data")
