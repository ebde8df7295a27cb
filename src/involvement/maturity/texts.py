"""Which framework does a text hold?"""

from typing import Any

from involvement._reading import Limits, read_toml, schema_of, structure
from involvement.errors import DocumentError, DuplicateKeyError, FrameworkError, InvalidValueError, UnknownKeyError
from involvement.maturity.definitions import Framework

__all__ = ["framework_schema", "parse_framework"]

DEFAULT = Limits()


def parse_framework(text: str | bytes, *, name: str = "framework", limits: Limits = DEFAULT) -> Framework:
    r"""The framework that a TOML text holds, read strictly: an unknown key is refused. *name* is told in the errors.

    Raises:
        FrameworkError: with the name of the text, the table and every problem found, up to twenty.
        LimitExceeded: where the text is larger than *limits* allow.

    >>> str(parse_framework('key = "ours"\ntitle = "Our own"\ncriteria = [{key = "minutes"}]'))
    'Our own'
    """
    if not isinstance(text, str | bytes):
        raise InvalidValueError("text", "text, or bytes of UTF-8")
    if not isinstance(name, str):
        raise InvalidValueError("name", "text")
    if not isinstance(limits, Limits):
        raise InvalidValueError("limits", "Limits")
    try:
        return structure(read_toml(text, limits), Framework)
    except DocumentError as error:
        problem = FrameworkError(name, _table(error.path), error.message, error.problems)
    except UnknownKeyError as error:
        problem = FrameworkError(name, error.where, str(UnknownKeyError(error.kind, error.key, error.known)))
    except DuplicateKeyError as error:
        problem = FrameworkError(name, error.where, str(DuplicateKeyError(error.kind, error.key)))
    raise problem


def framework_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a framework's file. Whatever `parse_framework` accepts, it accepts.

    >>> framework_schema()["$defs"]["Framework"]["required"]
    ['key', 'criteria']
    """
    return schema_of(Framework)


def _table(path: str) -> str:
    return "" if path == "$" else path
