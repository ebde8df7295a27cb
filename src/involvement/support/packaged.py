"""Barriers: those that are packaged, and lists of your own."""

from functools import cache
from typing import Any

from involvement import _fields
from involvement._reading import Limits, read_data_text, schema_of
from involvement.errors import UnknownKeyError
from involvement.publications.shelf import Shelf
from involvement.support.definitions import Barrier, BarrierList

__all__ = ["barrier", "barrier_keys", "barrier_lists", "barriers", "barriers_schema", "parse_barriers"]

DEFAULT = Limits()

_SHELF = Shelf(BarrierList, "list of barriers", __package__)


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


def barrier_lists() -> tuple[BarrierList, ...]:
    """Every packaged list of barriers, by key."""
    return _SHELF.all()


def parse_barriers(text: str | bytes, *, name: str = "barriers", limits: Limits = DEFAULT) -> BarrierList:
    r"""The list of barriers that a TOML text holds, read strictly: an unknown key is refused.

    *name* is told in the errors.

    Raises:
        FrameworkError: with the name of the text, the table and every problem found, up to twenty.
        LimitExceeded: where the text is larger than *limits* allow.

    >>> parse_barriers('key = "ours"\nbarriers = [{key = "buses", audience = "service_users"}]').barriers[0].key
    'buses'
    """
    return read_data_text(BarrierList, text, name=name, limits=limits)


def barriers_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a file of barriers. Whatever `parse_barriers` accepts, it accepts.

    >>> barriers_schema()["$defs"]["BarrierList"]["required"]
    ['key', 'barriers']
    """
    return schema_of(BarrierList)


@cache
def _by_key() -> dict[str, Barrier]:
    found = [barrier for of in barrier_lists() for barrier in of.barriers]
    _fields.distinct("barrier", (barrier.key for barrier in found), "the packaged barriers")
    return {barrier.key: barrier for barrier in found}
