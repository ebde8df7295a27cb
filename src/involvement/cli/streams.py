"""Streams of the command line: output, error lines and progress, in any encoding."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple, TextIO

from involvement.errors import FileError

__all__ = [
    "Answer",
    "WrongUse",
    "complain",
    "is_terminal",
    "of_file",
    "of_system",
    "printable",
    "refuse",
    "said",
    "shortened",
    "show",
    "working",
]

_WRONG = 2
_LONGEST_LINE = 600


class Answer(NamedTuple):
    """What a verb says, and the exit status; data is written as UTF-8, whatever the locale."""

    text: str
    status: int = 0
    data: bool = False


class WrongUse(Exception):  # noqa: N818 - it never leaves the command line
    """What was asked cannot be done as it was asked."""


def show(answer: Answer) -> None:
    """Writes the answer to standard output."""
    if sys.stdout is None:
        raise WrongUse("standard output is closed")
    try:
        _put(sys.stdout, answer.text, "utf-8" if answer.data else sys.stdout.encoding)
    except OSError as error:
        # What is left in the buffer goes nowhere: the interpreter would try again, and complain, as it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise


def refuse(error: Exception) -> int:
    """Says in one line why not, and gives the exit status."""
    complain([shortened(said(error))])
    return _WRONG


def shortened(text: str) -> str:
    """The text as one line that is not too long to read."""
    line = printable(" ".join(text.split()))
    return f"{line[:_LONGEST_LINE]} ..." if len(line) > _LONGEST_LINE else line


def complain(lines: Iterable[str]) -> None:
    """Writes lines to standard error, each with the name of the command, where anybody can read it."""
    from involvement.wording.lists import labelled

    with suppress(OSError):
        if sys.stderr is not None:
            _put(
                sys.stderr,
                "".join(f"{labelled('involvement', printable(line))}\n" for line in lines),
                sys.stderr.encoding,
            )


def _put(stream: TextIO, text: str, encoding: str) -> None:
    """Writes what the stream's encoding cannot say as escapes, and leaves the stream as it was set."""
    stream.flush()
    if hasattr(stream, "buffer"):
        stream.buffer.write(text.encode(encoding, "backslashreplace"))
    else:  # a stream that a host put there, which holds text and no bytes
        stream.write(text)
    stream.flush()


def printable(text: str) -> str:
    """The text with control characters as escapes: a file's name must not steer the terminal that shows it."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in text
    )


def said(error: Exception) -> str:
    """What an error says, without the place where that is the whole document."""
    return str(error).removeprefix("$: ")  # the whole of a document goes without saying


def of_file(name: str, error: Exception) -> WrongUse:
    """The error with the name of its file, as it was typed."""
    return WrongUse(f"{name}: {error.message if isinstance(error, FileError) else said(error)}")


def of_system(error: OSError) -> WrongUse:
    """What the system says is wrong with a file."""
    words = error.strerror or "it cannot be read or written"
    return WrongUse(f"{error.filename}: {words}" if error.filename else words)


def is_terminal(stream: TextIO | None) -> bool:
    """True if somebody may be watching."""
    return stream is not None and stream.isatty()


@contextmanager
def working(what: str) -> Iterator[None]:
    """Says on a terminal what takes the time, and wipes it away."""
    if not is_terminal(sys.stderr):
        yield
        return
    sys.stderr.write(f"{what} ...")
    sys.stderr.flush()
    try:
        yield
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
