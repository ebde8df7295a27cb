"""Plain data: what a document holds once its text is read, and what of it the parser lets pass that we refuse."""

import re
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

from involvement._fields import frozen
from involvement._reading.limits import Limits
from involvement._reading.paths import WHOLE, Loc, path_text
from involvement._reading.problems import MOST_PROBLEMS, document_error
from involvement.errors import DocumentError, LimitExceeded

__all__ = ["LEVELS", "Flaw", "Plain", "everything", "refuse_flaws", "unwritable"]

Plain = Any  # text, whole number, Decimal, True, False, date, list, or dict by text

LEVELS = "levels of lists and objects within each other"


@frozen
class Flaw:
    """What is wrong with a value that cannot be read or written; it stands in the value's place until its path is known."""

    message: str


_HALF = re.compile("[\ud800-\udfff]")


def refuse_flaws(plain: Plain, limits: Limits) -> None:
    """Refuses what is larger than its limit, marked by the parser, or half a character."""
    values, depth, level = 0, 0, [plain]
    clean = True
    while level:
        values += len(level)
        inner: list[Plain] = []
        for value in level:
            kind = type(value)
            if kind is dict:
                inner.extend(value.values())
                clean = clean and all(map(str.isascii, value))
            elif kind is list:
                inner.extend(value)
                clean = clean and len(value) <= limits.entries
            elif kind is str:
                clean = clean and len(value) <= limits.text and (value.isascii() or _HALF.search(value) is None)
            elif kind is Flaw:
                clean = False
        if values + len(inner) > limits.values:
            raise LimitExceeded("values", limits.values, WHOLE)
        depth += any(type(value) is dict or type(value) is list for value in level)
        if depth > limits.depth:
            raise LimitExceeded(LEVELS, limits.depth, WHOLE)
        level = inner
    problems = () if clean else tuple(islice(_flaws(plain, limits), MOST_PROBLEMS))
    if problems:
        raise document_error(problems)


def unwritable(plain: Plain) -> DocumentError:
    """Says which of the plain data no document can hold."""
    return document_error(_flaws(plain, _BOUNDLESS))


_BOUNDLESS = Limits(text=sys.maxsize, entries=sys.maxsize)


def _flaws(plain: Plain, limits: Limits) -> Iterator[tuple[Loc, str]]:
    for loc, value in everything(plain):
        flaw = _flaw(value, limits)
        if isinstance(flaw, LimitExceeded):
            raise LimitExceeded(flaw.what, flaw.limit, path_text(loc))
        if flaw is not None:
            yield loc, flaw


def _flaw(value: object, limits: Limits) -> str | LimitExceeded | None:
    if isinstance(value, Flaw):
        return value.message
    if isinstance(value, str):
        if len(value) > limits.text:
            return LimitExceeded("characters in one text", limits.text)
        return _HALVED if not value.isascii() and _HALF.search(value) else None
    if isinstance(value, list) and len(value) > limits.entries:
        return LimitExceeded("entries in one list", limits.entries)
    if isinstance(value, dict):
        return f"{_HALVED}, in a key" if any(map(_HALF.search, value)) else None
    return None


_HALVED = "expected whole characters, and one is half of a pair"


def everything(plain: Plain) -> Iterator[tuple[Loc, Plain]]:
    """Every value with its path, in the order of the document."""
    waiting: list[tuple[Loc, Plain]] = [((), plain)]
    while waiting:
        loc, value = waiting.pop()
        yield loc, value
        if isinstance(value, dict):
            waiting.extend(((*loc, name), inner) for name, inner in reversed(value.items()))
        elif isinstance(value, list):
            waiting.extend(((*loc, position), value[position]) for position in reversed(range(len(value))))
