"""Lazy faces: a room whose modules are imported when somebody first asks for a name of theirs."""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from sys import modules
from typing import Any

Face = tuple[list[str], Callable[[str], Any], Callable[[], list[str]]]


def face(room: str, names: Mapping[str, Iterable[str]]) -> Face:
    """The `__all__`, `__getattr__` and `__dir__` of a room, from the names by the module that defines them."""
    home = {name: module for module, defined in names.items() for name in defined}

    def get(name: str) -> Any:
        if name not in home:
            message = f"module {room!r} has no attribute {name!r}"
            raise AttributeError(message)
        value = getattr(import_module(home[name]), name)
        setattr(modules[room], name, value)
        return value

    def names_and_more() -> list[str]:
        return sorted({*vars(modules[room]), *home})

    return sorted(home), get, names_and_more
