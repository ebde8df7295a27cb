"""Which frameworks come with the library?"""

from functools import cache
from importlib.resources import files

from involvement.errors import UnknownKeyError
from involvement.maturity.definitions import Framework
from involvement.maturity.texts import parse_framework

__all__ = ["framework", "framework_keys", "frameworks"]

_SUFFIX = ".toml"


def framework(key: str) -> Framework:
    """The packaged framework of that key; `UnknownKeyError` where there is none.

    >>> [str(each) for each in framework("gunning").criteria][:1]
    ['Formative stage']
    """
    if key not in framework_keys():
        raise UnknownKeyError("framework", str(key), framework_keys())
    return _read(key)


def frameworks() -> tuple[Framework, ...]:
    """Every packaged framework, by key."""
    return tuple(map(_read, framework_keys()))


@cache
def framework_keys() -> tuple[str, ...]:
    """The keys of the packaged frameworks, sorted. No file is read for that: a file bears its framework's key."""
    names = [each.name for each in files(__package__).joinpath("data").iterdir()]
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


@cache
def _read(key: str) -> Framework:
    file = files(__package__).joinpath("data", f"{key}{_SUFFIX}")
    return parse_framework(file.read_text(encoding="utf-8"), name=file.name)
