"""Which barriers come with the library?"""

from functools import cache
from importlib.resources import files

from involvement import _fields
from involvement.errors import UnknownKeyError
from involvement.support.definitions import Barrier, BarrierList
from involvement.support.texts import parse_barriers

__all__ = ["barrier", "barrier_keys", "barrier_lists", "barriers"]

_SUFFIX = ".toml"


def barrier(key: str) -> Barrier:
    """The packaged barrier of that key; `UnknownKeyError` where there is none.

    >>> str(barrier("su7"))
    'Reading and writing'
    """
    found = _by_key().get(key) if isinstance(key, str) else None
    if found is None:
        raise UnknownKeyError("barrier", str(key), barrier_keys())
    return found


def barriers() -> tuple[Barrier, ...]:
    """Every packaged barrier, in the order of the lists and of each publication."""
    return tuple(_by_key().values())


@cache
def barrier_keys() -> tuple[str, ...]:
    """The keys of the packaged barriers, sorted."""
    return tuple(sorted(_by_key()))


@cache
def barrier_lists() -> tuple[BarrierList, ...]:
    """Every packaged list of barriers, by key."""
    found = [each for each in files(__package__).joinpath("data").iterdir() if each.name.endswith(_SUFFIX)]
    read = (parse_barriers(file.read_text(encoding="utf-8"), name=file.name) for file in found)
    return tuple(sorted(read, key=lambda each: each.key))


@cache
def _by_key() -> dict[str, Barrier]:
    found = [each for of in barrier_lists() for each in of.barriers]
    _fields.distinct("barrier", (each.key for each in found), "the packaged barriers")
    return {each.key: each for each in found}
