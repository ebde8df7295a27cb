"""The words, days and numbers of which Hypothesis makes processes, the awkward ones often."""

from collections.abc import Sequence

from hypothesis import strategies as st

from involvement import Source, Standing

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

keys = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,8}", fullmatch=True)
days = st.dates()
numbers = st.integers(min_value=0, max_value=2**53)
standings = st.none() | st.sampled_from(Standing)
fractions = st.fractions(min_value=0, max_value=100, max_denominator=12)


def texts() -> st.SearchStrategy[str]:
    """Any text that can be written at all, the awkward ones often."""
    return st.sampled_from(AWKWARD_TEXTS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def maybe(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """A value, or nothing."""
    return st.none() | values


def few(values: st.SearchStrategy[object], **more: object) -> st.SearchStrategy[list[object]]:
    """None to three values."""
    return st.lists(values, max_size=3, **more)


def external_ids() -> st.SearchStrategy[list[object]]:
    """What other systems call the thing."""
    return few(st.tuples(texts(), texts()))


def sources() -> st.SearchStrategy[Source]:
    """Citations."""
    more = {name: maybe(texts()) for name in ("publisher", "doi", "url", "licence")}
    return st.builds(Source, texts(), authors=few(texts()), year=maybe(numbers), **more)


def several(values: Sequence[str]) -> st.SearchStrategy[list[str]]:
    """Some of these, each once, in any order."""
    return st.lists(st.sampled_from(values), unique=True, max_size=4) if values else st.just([])
