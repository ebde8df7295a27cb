"""Which values do plain data stand for, and which plain data stand for a value?"""

from functools import cache
from typing import Any, TypeVar

from involvement._reading.forms import Form
from involvement._reading.problems import refusal
from involvement._reading.table import form_of

__all__ = ["structure", "unstructure"]

T = TypeVar("T")


def structure(plain: object, kind: type[T], path: str = "") -> T:
    """The value of *kind* that plain data stand for; *path* is where they stand, for the messages.

    Raises:
        DocumentError: with every problem found, up to twenty, in the order of the document.
        UnknownKeyError, DuplicateKeyError, LimitExceeded: where that is the one thing wrong.
    """
    known: Any = kind  # a class is hashable, which its type does not say
    form = _vetted(known)
    try:
        value: T = form.read(plain, kind)
    except Exception as error:  # noqa: BLE001 - whatever it is, it leaves as one of our own
        found = error
    else:
        return value
    raise refusal(found, plain, kind, path)


def unstructure(value: object) -> Any:
    """The plain data that stand for a value: text, whole numbers, flags, dates, lists and dicts. Defaults are left out."""
    return form_of(type(value)).write(value)


@cache
def _vetted(kind: Any) -> Form:
    form = form_of(kind)
    form.schema({})  # a class that no document can hold shows here, and not in the midst of one
    return form
