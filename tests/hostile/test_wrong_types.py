"""Does anything but our own errors leave a public call? Every callable of every room, with thirty kinds of wrong values."""

import enum
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from io import BytesIO, StringIO
from types import SimpleNamespace

# Each is made anew for each call: an iterator is used up, a list could be changed.
WRONG: dict[str, Callable[[], object]] = {
    "nothing": lambda: None,
    "a number": lambda: 3,
    "less than nothing": lambda: -1,
    "a huge number": lambda: 10**400,
    "no number": lambda: float("nan"),
    "without end": lambda: float("inf"),
    "a half": lambda: 0.5,
    "no decimal": lambda: Decimal("NaN"),
    "a fraction": lambda: Fraction(-1, 3),
    "a flag": lambda: True,
    "a complex number": lambda: 1j,
    "no text": lambda: "",
    "a text": lambda: "nobody knows this",
    "half a character": lambda: "\ud800",
    "lines": lambda: "a\nb\x00",
    "bytes": lambda: b"x",
    "a list": list,
    "texts": lambda: ["a", "b"],
    "lists of lists": lambda: [[["a"]], [None]],
    "junk in a list": lambda: [object(), None, 3],
    "a tuple": lambda: (1, "a"),
    "a set": lambda: {"a", "b"},
    "a mapping": dict,
    "wrong keys": lambda: {3: None, "key": object()},
    "a generator": lambda: (each for each in [3]),
    "an endless one": lambda: iter(range(10)),
    "a day": lambda: date(2026, 2, 30 - 2),
    "the first day": lambda: date.min,
    "the last day": lambda: date.max,
    "a moment": lambda: datetime(2026, 1, 1, tzinfo=UTC),
    "a time": lambda: time(12),
    "a span": lambda: timedelta(3),
    "an object": object,
    "a namespace": SimpleNamespace,
    "a class": lambda: int,
    "a function": lambda: len,
    "a module": lambda: enum,
    "an error": lambda: ValueError("x"),
    "a file of bytes": lambda: BytesIO(b"{}"),
    "a file of text": lambda: StringIO("{}"),
}
ALWAYS = ("nothing", "a number", "a text", "junk in a list", "a moment", "an object")  # the others in turn
