"""Where in a document is something, and what is wrong there?"""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

from attrs import frozen

from involvement.errors import DocumentError, Problem

__all__ = ["LEVELS", "MOST_PROBLEMS", "WHOLE", "Flaw", "Refused", "Severally", "Way", "document_error", "near", "place"]

MOST_PROBLEMS = 20  # of one document: more help nobody
LEVELS = "levels of lists and objects within each other"
WHOLE = "$"  # the place that is the whole document


@frozen
class Flaw:
    """What is wrong with a value; it stands in the value's place until somebody asks where that is."""

    message: str


Way = tuple[str | int, ...]

_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,63}")
_LONGEST_MESSAGE = 200
_LONGEST_NAME = 40


class Refused(Exception):  # noqa: N818 - it never leaves this room
    """One value is not of the form that its place calls for."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class Severally(Exception):  # noqa: N818 - it never leaves this room
    """Several entries of one list were refused, each for its own reason."""

    def __init__(self, entries: Iterable[tuple[int, Exception]]) -> None:
        self.entries = tuple(entries)
        super().__init__(self.entries)


def place(way: Way, start: str = "") -> str:
    """The way from *start*, as people write it: `decision_map.flows[3].days`; `$` if it leads nowhere."""
    written = start
    for step in way:
        if isinstance(step, int):
            written += f"[{step}]"
        elif _PLAIN_NAME.fullmatch(step):
            written += f".{step}" if written else step
        else:
            written += f"[{_quoted(step)}]"
    return written or WHOLE


def document_error(problems: Iterable[tuple[str, str]], most: int = MOST_PROBLEMS) -> DocumentError:
    """One error for many problems, cut to the first *most*."""
    listed = [Problem.at(where, _in_short(message)) for where, message in islice(problems, most)]
    return DocumentError(listed[0].path, listed[0].message, listed)


def near(name: str, known: Iterable[str]) -> str:
    """A question that suggests the nearest known name, or nothing."""
    found = get_close_matches(name[:_LONGEST_NAME], known, n=1)
    return f"; did you mean {found[0]!r}?" if found else ""


def _quoted(name: str) -> str:
    cut = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 3]}..."
    return ascii(cut)


def _in_short(message: str) -> str:
    """The message, cut to what one line of a report can hold."""
    return message if len(message) <= _LONGEST_MESSAGE else f"{message[: _LONGEST_MESSAGE - 3]}..."
