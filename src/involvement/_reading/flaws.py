"""Is there something in the plain data that a parser lets pass, and where?"""

import re
import sys
from collections.abc import Iterator
from itertools import islice
from math import isfinite
from typing import Any

from involvement._reading.limits import Limits
from involvement._reading.places import LEVELS, MOST_PROBLEMS, WHOLE, Flaw, Way, document_error, place
from involvement.errors import DocumentError, LimitExceeded

__all__ = ["refuse_flaws", "unwritable"]

_HALF = re.compile("[\ud800-\udfff]")


def refuse_flaws(plain: Any, limits: Limits) -> None:
    """Refuses what is larger than its limit, marked by the parser, not finite, or half a character."""
    values, depth, level = 0, 0, [plain]
    clean = True
    while level:
        values += len(level)
        inner: list[Any] = []
        for each in level:
            kind = type(each)
            if kind is dict:
                inner.extend(each.values())
                clean = clean and all(map(str.isascii, each))
            elif kind is list:
                inner.extend(each)
                clean = clean and len(each) <= limits.entries
            elif kind is str:
                clean = clean and len(each) <= limits.text and (each.isascii() or _HALF.search(each) is None)
            elif kind is not int:
                clean = clean and _flaw(each, limits) is None
        if values + len(inner) > limits.values:
            raise LimitExceeded("values", limits.values, WHOLE)
        depth += any(type(each) is dict or type(each) is list for each in level)
        if depth > limits.depth:
            raise LimitExceeded(LEVELS, limits.depth, WHOLE)
        level = inner
    problems = () if clean else tuple(islice(_flaws(plain, limits), MOST_PROBLEMS))
    if problems:
        raise document_error(problems)


def unwritable(plain: Any) -> DocumentError:
    """Says which of the plain data no document can hold."""
    return document_error(_flaws(plain, _BOUNDLESS))


_BOUNDLESS = Limits(text=sys.maxsize, entries=sys.maxsize)


def _flaws(plain: Any, limits: Limits) -> Iterator[tuple[str, str]]:
    for way, value in _everything(plain):
        flaw = _flaw(value, limits)
        if isinstance(flaw, LimitExceeded):
            raise LimitExceeded(flaw.what, flaw.limit, place(way))
        if flaw is not None:
            yield place(way), flaw


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
    if isinstance(value, float) and not isfinite(value):
        return "expected a number that is not beyond all bounds"
    return None


_HALVED = "expected whole characters, and one is half of a pair"


def _everything(plain: Any) -> Iterator[tuple[Way, object]]:
    """Every value, with the way to it, in the order of the document."""
    waiting: list[tuple[Way, Any]] = [((), plain)]
    while waiting:
        way, value = waiting.pop()
        yield way, value
        if isinstance(value, dict):
            waiting.extend(((*way, name), each) for name, each in reversed(value.items()))
        elif isinstance(value, list):
            waiting.extend(((*way, position), value[position]) for position in reversed(range(len(value))))
