"""Which ladder does a text hold?"""

from typing import Any

from involvement._reading import Limits, read_toml, schema_of, structure
from involvement.errors import DocumentError, DuplicateKeyError, FrameworkError, InvalidValueError, UnknownKeyError
from involvement.levels.definitions import Ladder

__all__ = ["ladder_schema", "parse_ladder"]

DEFAULT = Limits()


def parse_ladder(text: str | bytes, *, name: str = "ladder", limits: Limits = DEFAULT) -> Ladder:
    r"""The ladder that a TOML text holds, read strictly: an unknown key is refused. *name* is told in the errors.

    Raises:
        FrameworkError: with the name of the text, the table and every problem found, up to twenty.
        LimitExceeded: where the text is larger than *limits* allow.

    >>> parse_ladder('key = "ours"\nordered = true\nrungs = [{key = "told"}, {key = "asked"}]').rung("asked").key
    'asked'
    """
    if not isinstance(text, str | bytes):
        raise InvalidValueError("text", "text, or bytes of UTF-8")
    if not isinstance(name, str):
        raise InvalidValueError("name", "text")
    if not isinstance(limits, Limits):
        raise InvalidValueError("limits", "Limits")
    try:
        return structure(read_toml(text, limits), Ladder)
    except DocumentError as error:
        problem = FrameworkError(name, _table(error.path), error.message, error.problems)
    except UnknownKeyError as error:
        problem = FrameworkError(name, error.where, str(UnknownKeyError(error.kind, error.key, error.known)))
    except DuplicateKeyError as error:
        problem = FrameworkError(name, error.where, str(DuplicateKeyError(error.kind, error.key)))
    raise problem


def ladder_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a ladder's file. Whatever `parse_ladder` accepts, it accepts.

    >>> ladder_schema()["$defs"]["Ladder"]["required"]
    ['key', 'ordered', 'rungs']
    """
    return schema_of(Ladder)


def _table(path: str) -> str:
    return "" if path == "$" else path
