"""The words, days and numbers of which Hypothesis makes processes, the awkward ones often."""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from hypothesis import strategies as st

from involvement import Days, Source, Standing

AWKWARD_TEXTS = (
    "",
    " ",
    "\0",
    "a\rb\r\nc\nd\te",
    "\x7f\x1b\x85",
    "Jose\u0301",  # the same name as the next, in other characters
    "Jos\u00e9",
    "line\u2028and\u2029paragraph",
    "\ufeffmarked",
    "\U0001f469\u200d\U0001f467",
    '"quoted" \\ \'\'\' """',
    "\u202eright to left",
    "# no comment",
    "null",
    "2026-09-01",
)

kept = lru_cache(maxsize=4096)  # making a strategy takes a hundred times as long as drawing from it

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"

keys = st.tuples(st.sampled_from(LETTERS), st.text(LETTERS + "_-", max_size=8)).map("".join)
days = st.dates()
counted_days = st.integers(0, 1000) | st.builds(
    Days, st.integers(0, 99), clear=st.booleans(), leave_out=st.sampled_from([None, "weekends", "sundays"])
)
numbers = st.integers(min_value=0, max_value=2**53)
standings = st.none() | st.sampled_from(Standing)
fractions = st.builds(Fraction, st.integers(0, 1200), st.integers(1, 12)).map(lambda number: min(number, Fraction(100)))


@kept
def texts() -> st.SearchStrategy[str]:
    """Any text that can be written at all, the awkward ones often."""
    return st.sampled_from(AWKWARD_TEXTS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@kept
def words() -> st.SearchStrategy[str]:
    """Any text with something to read in it."""
    return texts().filter(str.strip)


@kept
def maybe(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """A value, or nothing."""
    return st.none() | values


@kept
def few(values: st.SearchStrategy[object], **more: object) -> st.SearchStrategy[list[object]]:
    """None to three values."""
    return st.lists(values, max_size=3, **more)


@kept
def external_ids() -> st.SearchStrategy[list[object]]:
    """What other systems call the thing."""
    return few(st.tuples(texts(), texts()))


@kept
def sources() -> st.SearchStrategy[Source]:
    """Citations."""
    more = {name: maybe(texts()) for name in ("publisher", "doi", "url", "licence")}
    return st.builds(Source, texts(), authors=few(texts()), year=maybe(numbers), **more)


def among(values: Iterable[object]) -> st.SearchStrategy[object]:
    """One of these."""
    listed = tuple(values)
    return _among(listed, tuple(map(type, listed)))


def several(values: Iterable[str]) -> st.SearchStrategy[list[str]]:
    """Some of these, each once, in any order."""
    return _several(tuple(values))


def ordered(values: Iterable[object]) -> st.SearchStrategy[list[object]]:
    """All of these, in any order."""
    return _ordered(tuple(values))


@kept
def _ordered(values: tuple[object, ...]) -> st.SearchStrategy[list[object]]:
    return st.permutations(values)


@kept
def _among(values: tuple[object, ...], _kinds: tuple[type, ...]) -> st.SearchStrategy[object]:  # 1 and True are two
    return st.sampled_from(values)


@kept
def _several(values: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=4) if values else st.just([])
