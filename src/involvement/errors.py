"""Every error that the library raises on purpose: what was wrong, where, and what would be right."""

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from typing import NamedTuple

__all__ = [
    "DisclosureError",
    "DocumentError",
    "DuplicateKeyError",
    "FileError",
    "FrameworkError",
    "InvalidValueError",
    "InvolvementError",
    "LedgerError",
    "LimitExceeded",
    "MissingExtraError",
    "Problem",
    "UnknownKeyError",
]

_LISTED = 8
_COMPARED = 500  # near keys are looked for among the known ones that sort next to it: comparing is slow
_SHOWN = 60  # characters of one key


class Problem(NamedTuple):
    """One thing that is wrong, and where.

    Attributes:
        path: the place as people write it, such as `decision_map.flows[3].days`; an empty string or `$` is the whole.
        loc: the same place as a tuple, such as `("decision_map", "flows", 3, "days")`.
        message: what is wrong, or what would be right.

    >>> Problem.at("flows[3].days", "expected a whole number").loc
    ('flows', 3, 'days')
    """

    path: str
    loc: tuple[str | int, ...]
    message: str

    @classmethod
    def at(cls, path: str, message: str) -> "Problem":
        """A problem at the place that the path names; what is written otherwise is a place of one part."""
        return cls(path, _loc(path), message)


_STEP = re.compile(r"(?:\A|\.)([A-Za-z_][A-Za-z0-9_-]*)|\[([0-9]+)\]|\[('[^']*'|\"[^\"]*\")\]")


def _loc(path: str) -> tuple[str | int, ...]:
    from ast import literal_eval  # seldom needed, and the first line of help is quick

    steps = list(_STEP.finditer(path))
    if path in {"", "$"} or "".join(step[0] for step in steps) != path:
        return () if path in {"", "$"} else (path,)
    return tuple(step[1] or (int(step[2]) if step[2] else literal_eval(step[3])) for step in steps)


class InvolvementError(Exception):
    """Every error raised on purpose derives from this one, and pickles.

    Attributes:
        where: the place of what is wrong, or an empty string.
        problems: everything that is wrong, each a `Problem`; one unless a text, a file or a table was read.
    """

    where: str = ""
    _problems: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, with its places."""
        return self._problems or (Problem.at(self.where, self._says()),)

    def _says(self) -> str:
        """What is wrong, without the place."""
        return super().__str__()

    def __str__(self) -> str:
        return f"{self.where}: {self._says()}" if self.where else self._says()


class UnknownKeyError(InvolvementError, LookupError):
    """A key names something that nobody has; the message lists the nearest known ones.

    Attributes:
        kind: what was looked for, such as `forum`.
        key: the key that nobody knows.
        known: the keys that would have been right, sorted, without those of persons.
        where: the place that names it, or an empty string.
    """

    def __init__(
        self, kind: str, key: str, known: Iterable[str] | None = (), where: str = "", problems: Iterable[Problem] = ()
    ) -> None:
        """*known* is None where those that would have been right may be persons."""
        self.kind = kind
        self.key = key
        self.known = tuple(sorted(known or ()))
        self.where = where
        self._problems = tuple(problems)
        super().__init__(kind, key, None if known is None else self.known, where, self._problems)

    def _says(self) -> str:
        from difflib import get_close_matches

        key = _in_short(self.key)
        first = max(0, bisect(self.known, key) - _COMPARED // 2) if len(self.known) > _COMPARED else 0
        compared = [_in_short(key) for key in self.known[first : first + _COMPARED]]
        near = get_close_matches(key, compared, n=3) or compared[:_LISTED]
        more = ", ..." if len(self.known) > len(near) else ""
        known = f"; known: {', '.join(near)}{more}" if near else "" if self.args[2] is None else "; none is known"
        return f"no {self.kind} {key!r}{known}{_and_more(self._problems)}"


class DuplicateKeyError(InvolvementError, ValueError):
    """Two things of one kind bear the same key.

    Attributes:
        kind: what they are, such as `forum`.
        key: the key, or an empty string where it is that of a person.
        where: the place, or an empty string.
    """

    def __init__(self, kind: str, key: str, where: str = "", problems: Iterable[Problem] = ()) -> None:
        self.kind = kind
        self.key = key
        self.where = where
        self._problems = tuple(problems)
        super().__init__(kind, key, where, self._problems)

    def _says(self) -> str:
        several = f"{self.kind[:-1]}ies" if self.kind.endswith("y") else f"{self.kind}s"
        shared = f"the key {_in_short(self.key)!r}" if self.key else "the same key"
        clash = f"two {several} have {shared}; each key may be used once"
        return f"{clash}{_and_more(self._problems)}"


class InvalidValueError(InvolvementError, ValueError):
    """A value is not of the kind that its place calls for; the value itself is never shown.

    Attributes:
        where: the place, such as `Flow.days`.
        expected: what would have been right.
    """

    def __init__(self, where: str, expected: str) -> None:
        self.where = where
        self.expected = expected
        super().__init__(where, expected)

    def _says(self) -> str:
        return f"expected {self.expected}"


class DisclosureError(InvolvementError, ValueError):
    """What is to be published would tell a small count of people, whatever of it is withheld.

    Attributes:
        figures: how many figures would be known, exactly or within one.
        where: the first of them, by its key; the counts themselves are never shown.
    """

    def __init__(self, figures: int, where: str) -> None:
        self.figures = figures
        self.where = where
        super().__init__(figures, where)

    def _says(self) -> str:
        more = f", and {self.figures - 1} more," if self.figures > 1 else ""
        return (
            f"this small count{more} can be worked out from what everybody knows and what was published earlier; "
            "leave the figure out, or publish it for a longer period"
        )


class DocumentError(InvolvementError, ValueError):
    """A text or file cannot be read as what it says it is.

    Attributes:
        path: the place of the first problem, such as `decision_map.flows[3].days`; `$` is the whole.
        message: what is wrong there.
        problems: every problem found, in document order.
    """

    def __init__(self, path: str, message: str, problems: Iterable[Problem] = ()) -> None:
        self.path = self.where = path
        self.message = message
        self._problems = tuple(problems) or (Problem.at(path, message),)
        super().__init__(path, message, self._problems)

    def _says(self) -> str:
        return f"{self.message}{_and_more(self._problems)}"


class FileError(DocumentError, OSError):
    """A file cannot be read or written; also an `OSError`, whose `errno` tells a missing file from others.

    Attributes:
        path: the file's own name, without its folders.
    """

    def __init__(self, path: str, message: str, errno: int | None = None) -> None:
        super().__init__(path, message, [Problem(path, (path,), message)])
        self.errno = errno
        self.filename = path
        self.strerror = message
        self.args = (path, message, errno)  # by which it is unpickled


class FrameworkError(InvolvementError, ValueError):
    """A ladder or framework cannot be read, or its authors advise against the use that is asked for.

    Attributes:
        name: the file, or the key of the ladder or framework.
        where: the table of the first problem, such as `rungs[2].standings[0]`, or an empty string.
        message: what is wrong there.
        problems: every problem found, in the order of the file.
    """

    def __init__(self, name: str, where: str, message: str, problems: Iterable[Problem] = ()) -> None:
        self.name = name
        self.where = where
        self.message = message
        self._problems = tuple(problems) or (Problem.at(where, message),)
        super().__init__(name, where, message, self._problems)

    def _says(self) -> str:
        return f"{self.message}{_and_more(self._problems)}"

    def __str__(self) -> str:
        return f"{_in_short(self.name)}: {super().__str__()}"


class LedgerError(InvolvementError, ValueError):
    """An event cannot have happened as it is told, after what else is in the ledger.

    Attributes:
        where: the event, such as `events[3]`, counted as they are stored.
        reason: the kind of fault, one of `LedgerFault`.
        expected: what would have been right.
    """

    def __init__(self, where: str, reason: str, expected: str) -> None:
        self.where = where
        self.reason = reason
        self.expected = expected
        super().__init__(where, reason, expected)

    def _says(self) -> str:
        return f"expected {self.expected} ({self.reason})"


class LimitExceeded(InvolvementError, ValueError):  # noqa: N818 - the contract's name, and it reads as one
    """Something is larger than its declared limit, so the work was not begun or was stopped.

    Attributes:
        what: what was counted.
        limit: the most that is allowed.
        where: the place, or an empty string.
    """

    def __init__(self, what: str, limit: int, where: str = "") -> None:
        self.what = what
        self.limit = limit
        self.where = where
        super().__init__(what, limit, where)

    def _says(self) -> str:
        return f"more than {self.limit} {self.what}"


class MissingExtraError(InvolvementError, ImportError):
    """A part of the library needs an extra that is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        self.what = what
        self.extra = extra
        super().__init__(what, extra)

    def _says(self) -> str:
        return f"{self.what} needs the extra {self.extra!r}: pip install 'involvement[{self.extra}]'"


def _and_more(problems: Sequence[Problem]) -> str:
    more = len(problems) - 1
    return f" (and {more} more problem{'s' if more > 1 else ''})" if more > 0 else ""


def _in_short(key: object) -> str:
    """A key as it is shown; of what is no text, which somebody gave for a key by mistake, only its type."""
    text = key if isinstance(key, str) else f"<{type(key).__name__}>"
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."
