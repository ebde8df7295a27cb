"""Problems in a document: collected with their places, and raised together as one error.

A message says what would be right, never the value that stood there.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from involvement._reading.paths import Loc, path_text
from involvement.errors import (
    DocumentError,
    DuplicateKeyError,
    InvolvementError,
    LimitExceeded,
    Problem,
    UnknownKeyError,
)

__all__ = ["MOST_PROBLEMS", "Fault", "Refused", "did_you_mean", "document_error", "problem_at", "refusal", "refused"]

MOST_PROBLEMS = 20  # of one document: nobody reads more

_LONGEST_MESSAGE = 200
_LONGEST_NAME = 40

Fault = tuple[
    Loc, str, InvolvementError | None
]  # where, what would be right, and the constructor's error if there was one


class Refused(Exception):  # noqa: N818 - it never leaves this room
    """Plain data are not of the form that their place calls for.

    Attributes:
        faults: everything that is wrong, in the order of the document, with places told from these data.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = faults
        super().__init__(faults)

    def within(self, step: str | int) -> Iterator[Fault]:
        """The same faults, told from one step further out."""
        return (((step, *loc), message, error) for loc, message, error in self.faults)


def refused(expected: str, value: object) -> Refused:
    """The refusal of one value. Of the value itself only this is told: that it is null."""
    hint = ", not null: leave out what is not known" if value is None else ""
    return Refused([((), f"expected {expected}{hint}", None)])


def did_you_mean(name: object, known: Iterable[str]) -> str:
    """A question that suggests the nearest known name, or nothing."""
    from difflib import get_close_matches

    close = get_close_matches(name[:_LONGEST_NAME], known, n=1) if isinstance(name, str) else []
    return f"; did you mean {close[0]!r}?" if close else ""


def problem_at(loc: Loc, message: str) -> Problem:
    """A problem with its path; the message is cut to what one line of a report can hold."""
    short = message if len(message) <= _LONGEST_MESSAGE else f"{message[: _LONGEST_MESSAGE - 3]}..."
    return Problem(path_text(loc), loc, short)


def document_error(problems: Iterable[tuple[Loc, str]]) -> DocumentError:
    """One error for all problems, cut to the first twenty."""
    listed = [problem_at(loc, message) for loc, message in islice(problems, MOST_PROBLEMS)]
    return DocumentError(listed[0].path, listed[0].message, listed)


def refusal(faults: Sequence[Fault]) -> InvolvementError:
    """The one error for all faults.

    Where nothing is wrong but keys that nobody has, or keys that are used twice, or one limit, it is the error that says so,
    with its place in the document; otherwise it is a DocumentError.
    """
    listed = document_error((loc, message) for loc, message, _error in faults)
    errors = {type(error) for _loc, _message, error in faults}
    loc, message, first = faults[0]
    if len(errors) > 1 or first is None:
        return listed
    in_words = first.where if first.where and message.startswith(f"{first.where}: ") else ""
    where = ": ".join(part for part in (path_text(loc) if loc else "", in_words) if part)
    if isinstance(first, UnknownKeyError):
        return UnknownKeyError(first.kind, first.key, first.args[2], where, listed.problems)
    if isinstance(first, DuplicateKeyError):
        return DuplicateKeyError(first.kind, first.key, where, listed.problems)
    if isinstance(first, LimitExceeded):
        return LimitExceeded(first.what, first.limit, where)
    return listed
