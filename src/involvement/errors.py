"""Every error that the library raises on purpose: what was wrong, where, and what would be right."""

from bisect import bisect
from collections.abc import Iterable
from difflib import get_close_matches

__all__ = [
    "DocumentError",
    "DuplicateKeyError",
    "FileError",
    "FrameworkError",
    "InvalidValueError",
    "InvolvementError",
    "LedgerError",
    "LimitExceeded",
    "MissingExtraError",
    "UnknownKeyError",
]

_LISTED = 8
_COMPARED = 500  # near keys are looked for among the known ones that sort next to it: comparing is slow
_SHOWN = 60  # characters of one key


class InvolvementError(Exception):
    """Every error raised on purpose derives from this one, and pickles."""


class UnknownKeyError(InvolvementError, LookupError):
    """A key names something that nobody has; the message lists the nearest known ones.

    Attributes:
        kind: what was looked for, such as `forum`.
        key: the key that nobody knows.
        known: every key that would have been right, sorted.
        where: the place that names it, or an empty string.
    """

    def __init__(self, kind: str, key: str, known: Iterable[str] = (), where: str = "") -> None:
        self.kind = kind
        self.key = key
        self.known = tuple(sorted(known))
        self.where = where
        super().__init__(kind, key, self.known, where)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        key = _in_short(self.key)
        first = max(0, bisect(self.known, key) - _COMPARED // 2) if len(self.known) > _COMPARED else 0
        compared = [_in_short(each) for each in self.known[first : first + _COMPARED]]
        near = get_close_matches(key, compared, n=3) or compared[:_LISTED]
        more = ", ..." if len(self.known) > len(near) else ""
        known = f"; known: {', '.join(near)}{more}" if near else "; none is known"
        return f"{place}no {self.kind} {key!r}{known}"


class DuplicateKeyError(InvolvementError, ValueError):
    """Two things of one kind bear the same key."""

    def __init__(self, kind: str, key: str, where: str = "") -> None:
        self.kind = kind
        self.key = key
        self.where = where
        super().__init__(kind, key, where)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        several = f"{self.kind[:-1]}ies" if self.kind.endswith("y") else f"{self.kind}s"
        return f"{place}two {several} have the key {_in_short(self.key)!r}; each key may be used once"


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

    def __str__(self) -> str:
        return f"{self.where}: expected {self.expected}"


class DocumentError(InvolvementError, ValueError):
    """A text or file cannot be read as what it says it is.

    Attributes:
        path: the place of the first problem, such as `decision_map.flows[3].days`; `$` is the whole.
        problems: every problem found, as pairs of place and message, in document order.
    """

    def __init__(self, path: str, message: str, problems: Iterable[tuple[str, str]] = ()) -> None:
        self.path = path
        self.message = message
        self.problems = tuple(problems) or ((path, message),)
        super().__init__(path, message, self.problems)

    def __str__(self) -> str:
        more = len(self.problems) - 1
        rest = f" (and {more} more problem{'s' if more > 1 else ''})" if more else ""
        return f"{self.path}: {self.message}{rest}"


class FileError(DocumentError, OSError):
    """A file cannot be read or written; also an `OSError`, whose `errno` tells a missing file from others.

    Attributes:
        path: the file's own name, without its folders.
    """

    def __init__(self, path: str, message: str, errno: int | None = None) -> None:
        super().__init__(path, message)
        self.errno = errno
        self.filename = path
        self.strerror = message
        self.args = (path, message, errno)  # by which it is unpickled


class FrameworkError(InvolvementError, ValueError):
    """A ladder or framework cannot be read, or its authors advise against the use that is asked for.

    Attributes:
        name: the file, or the key of the ladder or framework.
        where: the table of the first problem, such as `rungs[2].standings[0]`, or an empty string.
        problems: every problem found, as pairs of table and message, in the order of the file.
    """

    def __init__(self, name: str, where: str, message: str, problems: Iterable[tuple[str, str]] = ()) -> None:
        self.name = name
        self.where = where
        self.message = message
        self.problems = tuple(problems) or ((where, message),)
        super().__init__(name, where, message, self.problems)

    def __str__(self) -> str:
        place = f"{_in_short(self.name)}: {self.where}: " if self.where else f"{_in_short(self.name)}: "
        more = len(self.problems) - 1
        rest = f" (and {more} more problem{'s' if more > 1 else ''})" if more else ""
        return f"{place}{self.message}{rest}"


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

    def __str__(self) -> str:
        return f"{self.where}: expected {self.expected} ({self.reason})"


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

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}more than {self.limit} {self.what}"


class MissingExtraError(InvolvementError, ImportError):
    """A part of the library needs an extra that is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        self.what = what
        self.extra = extra
        super().__init__(what, extra)

    def __str__(self) -> str:
        return f"{self.what} needs the extra {self.extra!r}: pip install 'involvement[{self.extra}]'"


def _in_short(key: object) -> str:
    """A key as it is shown; of what is no text, which somebody gave for a key by mistake, only its type."""
    text = key if isinstance(key, str) else f"<{type(key).__name__}>"
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."
