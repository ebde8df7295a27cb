"""Lazy faces: a room whose modules are imported when somebody first asks for a name of theirs."""

from collections.abc import Callable, Mapping
from importlib import import_module
from sys import modules
from typing import Any

Face = tuple[list[str], Callable[[str], Any], Callable[[], list[str]]]


def face(room: str, names: Mapping[str, str]) -> Face:
    """The `__all__`, `__getattr__` and `__dir__` of a room, from its names by the module that has them, seen from the room.

    A face shows type checkers ordinary imports and hides this from them: a visible `__getattr__` would make them
    accept misspelt names.
    """
    home = {name: module for module, given in names.items() for name in given.split()}

    def get(name: str) -> Any:
        if name not in home:
            message = f"module {room!r} has no attribute {name!r}"
            raise AttributeError(message)
        value = getattr(import_module(home[name], room), name)
        setattr(modules[room], name, value)
        return value

    def names_and_more() -> list[str]:
        return sorted({*vars(modules[room]), *home})

    return sorted(home), get, names_and_more
