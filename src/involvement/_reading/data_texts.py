"""What does the text of a ladder or a framework hold? Anybody may write one, and is told what is wrong with it."""

from typing import TypeVar

from involvement._reading.limits import Limits
from involvement._reading.texts import read_toml
from involvement._reading.values import structure
from involvement.errors import DocumentError, DuplicateKeyError, FrameworkError, InvalidValueError, UnknownKeyError

__all__ = ["read_data_text"]

T = TypeVar("T")


def read_data_text(kind: type[T], text: str | bytes, *, name: str, limits: Limits) -> T:
    """The value of *kind* that a TOML text holds, read strictly; *name* is told in the errors.

    Raises:
        FrameworkError: with the name of the text, the table and every problem found, up to twenty.
        LimitExceeded: where the text is larger than *limits* allow.
    """
    if not isinstance(text, str | bytes):
        raise InvalidValueError("text", "text, or bytes of UTF-8")
    if not isinstance(name, str):
        raise InvalidValueError("name", "text")
    if not isinstance(limits, Limits):
        raise InvalidValueError("limits", "Limits")
    try:
        return structure(read_toml(text, limits), kind)
    except DocumentError as error:
        problem = FrameworkError(name, "" if error.path == "$" else error.path, error.message, error.problems)
    except UnknownKeyError as error:
        problem = FrameworkError(name, error.where, str(UnknownKeyError(error.kind, error.key, error.known)))
    except DuplicateKeyError as error:
        problem = FrameworkError(name, error.where, str(DuplicateKeyError(error.kind, error.key)))
    raise problem
