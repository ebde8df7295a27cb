"""Texts that are meant to hurt: each is refused in a second, in little memory, by one of our own errors."""

import gc
import random
import sys
import time
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from involvement import DocumentError, InvolvementError, LimitExceeded, Limits, Process, dumps, loads
from tests.strategies.processes import processes

MEBIBYTE = 2**20

# Counting covered lines slows the parsers some twenty times: then texts are smaller, and there is more time.
COUNTING = sys.gettrace() is not None
SOON = 30 if COUNTING else 1  # seconds of work in which a text is refused
LARGE = MEBIBYTE // 16 if COUNTING else MEBIBYTE
HEAD = '{"format": "involvement", "version": 1, "key": "x", '
TOML_HEAD = 'format = "involvement"\nversion = 1\nkey = "x"\n'


def filled(piece: str, size: int = 10 * MEBIBYTE) -> str:
    """As many pieces as the limit of bytes allows."""
    return piece * (size // len(piece.encode()))


def inside(fields: str) -> str:
    """A document that begins as one should."""
    return f"{HEAD} {fields}}}"


def a_list(entries: list[str]) -> str:
    return f"[{', '.join(entries)}]"


def an_object(names: list[str]) -> str:
    return ", ".join(f'"{name}": 1' for name in names)


def a_map(part: str, entries: list[str]) -> str:
    return inside(f'"decision_map": {{"{part}": {a_list(entries)}}}')


def one_among_many() -> str:
    """A long key that names nothing, where twenty thousand others are known and might be meant."""
    forums = a_list([f'{{"key": "forum-{number}"}}' for number in range(20_000)])
    decision = f'{{"key": "d", "made_at": "{"forum-" * 5000}"}}'
    return inside(f'"decision_map": {{"forums": {forums}, "decisions": [{decision}]}}')


def alike() -> str:
    """A long key that names nothing, where others as long are nearly the same: the dearest of all comparisons."""
    forums = a_list([f'{{"key": "{"ab" * 20_000}{number}"}}' for number in range(200)])
    decision = f'{{"key": "d", "made_at": "{"ba" * 20_000}"}}'
    return inside(f'"decision_map": {{"forums": {forums}, "decisions": [{decision}]}}')


def dotted(part: str, count: int) -> str:
    return ".".join([part] * count)


SAME = ['{"key": "a"}']
JSON = {
    "deep lists": lambda: "[" * 100_000 + "]" * 100_000,
    "deep lists, never closed": lambda: filled("["),
    "deep objects": lambda: '{"a":' * 100_000 + "1" + "}" * 100_000,
    "deep after an escaped quote": lambda: '["\\"", ' + filled("[", MEBIBYTE),
    "deep after an escaped backslash": lambda: '["\\\\", ' + filled("[", MEBIBYTE),
    "deep between spaces": lambda: filled("[ \n", MEBIBYTE),
    "many empty objects": lambda: "[" + filled("{},", 9 * MEBIBYTE) + "1]",
    "many empty lists": lambda: "[" + filled("[],", 9 * MEBIBYTE) + "1]",
    "many numbers": lambda: "[" + filled("1,", 9 * MEBIBYTE) + "1]",
    "many texts": lambda: "[" + filled('"",', 9 * MEBIBYTE) + "1]",
    "many quotes": lambda: filled('"'),
    "many backslashes": lambda: '"' + filled("\\", 9 * MEBIBYTE),
    "many escapes": lambda: '{"a": "' + filled("\\u0041", 9 * MEBIBYTE) + '"}',
    "one long text": lambda: '{"format": "' + filled("x", 9 * MEBIBYTE) + '"}',
    "one long key": lambda: inside('"' + filled("x", 9 * MEBIBYTE) + '": 1'),
    "one long number": lambda: inside('"level": ' + filled("7", 9 * MEBIBYTE)),
    "one long fraction": lambda: inside('"level": 0.' + filled("7", 9 * MEBIBYTE)),
    "one long exponent": lambda: inside('"level": 1e' + filled("7", 9 * MEBIBYTE)),
    "spaces only": lambda: filled(" "),
    "no ASCII": lambda: filled("\u2028"),
    "NUL only": lambda: filled("\0"),
    "too many bytes": lambda: filled("[1],") * 2,
    "unknown keys": lambda: inside(an_object([f"k{number}" for number in range(240_000)])),
    "keys that collide as numbers": lambda: inside(an_object([str(n * (2**61 - 1)) for n in range(200_000)])),
    "the same key again and again": lambda: inside(an_object(["a"] * 240_000)),
    "all entries wrong": lambda: inside(f'"stakeholders": {a_list(["{}"] * 99_000)}'),
    "all lists wrong": lambda: a_map("forums", ["[[1]]"] * 60_000),
    "all stages wrong": lambda: a_map("decisions", ['{"stages": [{}, {}, {}, {}]}'] * 30_000),
    "all keys the same": lambda: inside(f'"stakeholders": {a_list(SAME * 30_000)}'),
    "a key that names nothing, of many": one_among_many,
    "a key that names nothing, among its like": alike,
    "a key of dashes": lambda: inside('"stakeholders": [{"key": "' + "-" * 60_000 + '"}]'),
    "digits for a number": lambda: inside('"stakeholders": [{"key": "a", "size": "' + "9" * 60_000 + '"}]'),
    "NaN": lambda: inside('"level": NaN'),
    "infinite": lambda: inside('"level": [1e999, -Infinity]'),
    "lone surrogate": lambda: inside('"title": "\\ud800"'),
    "key twice": lambda: inside('"key": "y"'),
    "UTF-16": lambda: '{"format": "involvement"}'.encode("utf-16"),
    "UTF-7": lambda: b'+AHs-"format": 1}',
    "cut character": lambda: '{"format": "é'.encode()[:-1],
    "overlong character": lambda: b'"\xc0\xaf"',
    "pickle": lambda: b"\x80\x04\x95.",
}
TOML = {
    "one key of many dots": lambda: dotted("a", 20_000) + " = 1",
    "one header of many dots": lambda: f"[{dotted('a', 20_000)}]",
    "one header of many spaced dots": lambda: f"[{dotted(' a ', 20_000)}]",
    "one inline key of many dots": lambda: f"a = {{{dotted('a', 20_000)} = 1}}",
    "one quoted key of many dots": lambda: dotted('"a"', 20_000) + " = 1",
    "one literal key of many dots": lambda: dotted("'a'", 20_000) + " = 1",
    "many keys of many dots": lambda: "\n".join(f"{dotted('a', 300)}.b{number} = 1" for number in range(1200)),
    "deep lists": lambda: "a = " + "[" * 100_000 + "]" * 100_000,
    "deep lists, never closed": lambda: "a = " + filled("[", MEBIBYTE - 4),
    "deep tables": lambda: "a = " + "{a = " * 100_000,
    "deep lists after a header": lambda: "[[a]]\nb = " + "[" * 70 + "]" * 70,
    "open text": lambda: 'a = """' + filled('\\"""', LARGE - 10),
    "open literal": lambda: "a = '''" + filled("''\n", MEBIBYTE - 10),
    "many open texts": lambda: filled('"\n', MEBIBYTE),
    "many quotes": lambda: filled('"', MEBIBYTE),
    "many apostrophes": lambda: filled("'", MEBIBYTE),
    "many backslashes": lambda: 'a = "' + filled("\\", LARGE - 10),
    "one long word": lambda: filled("a", MEBIBYTE),
    "one long number": lambda: "a = " + filled("1", MEBIBYTE - 10),
    "one long hexadecimal": lambda: TOML_HEAD + "level = 0x" + "f" * 100_002,
    "many dots only": lambda: filled(".", MEBIBYTE),
    "too many bytes": lambda: filled("#\n", MEBIBYTE) + "##",
    "no number": lambda: TOML_HEAD + "level = nan",
    "infinite": lambda: TOML_HEAD + "level = -inf",
    "beyond all bounds": lambda: TOML_HEAD + "level = 1e400",
    "moment for a day": lambda: TOML_HEAD + DECISION + "2026-09-01T00:00:00Z",
    "clock for a day": lambda: TOML_HEAD + DECISION + "09:00:00",
}
DECISION = "[[decision_map.decisions]]\nkey = 'a'\nmade_at = 'a'\non = "


def refused(text: str | bytes, name: str) -> float:
    """The seconds of work after which the text is refused, error message included.

    What other tests have left in memory is no work of the reader's: the collector does not go through it again.
    """
    gc.collect()
    gc.freeze()
    start = time.process_time()
    with pytest.raises(InvolvementError) as caught:
        loads(text, name)
    assert len(str(caught.value)) < 1000
    assert all(len(problem.path) <= 1000 and len(problem.message) <= 200 for problem in caught.value.problems)
    return time.process_time() - start


@pytest.mark.parametrize("text", JSON.values(), ids=JSON)
def test_hostile_json_is_refused_in_a_second(text):
    """One request must not stop a service for everybody else."""
    assert refused(text(), "json") < SOON


@pytest.mark.parametrize("text", TOML.values(), ids=TOML)
def test_hostile_toml_is_refused_in_a_second(text):
    """Dotted keys cost the parser the square of their parts, and 40 KB of them once took six seconds."""
    assert refused(text(), "toml") < SOON


@pytest.mark.parametrize("name", ["many empty objects", "many empty lists", "many texts", "many quotes", "no ASCII"])
def test_hostile_json_is_refused_in_little_memory(name):
    """Ten megabytes of text must not become three hundred of memory."""
    text = JSON[name]()
    tracemalloc.start()
    try:
        refused(text, "json")
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 128 * MEBIBYTE


def test_what_is_just_within_the_limits_is_read_in_time():
    """The limits are there to be used: the largest document by default takes seconds, not minutes."""
    people = a_list([f'{{"key": "s{number}", "size": {number}}}' for number in range(80_000)])
    start = time.process_time()
    assert 80_000 == len(loads(inside(f'"stakeholders": {people}')).stakeholders)
    assert time.process_time() - start < 10 * SOON


PIECES = (
    '"', "'", "\\", "{", "}", "[", "]", ",", ":", "=", ".", "#", "\n", "\0", "\ud800", "\ufeff", "\u0663", "null", "NaN", "1e999",
    "true", "-1", "9007199254740993", '"key"', '"type"', '"""', "'''", "[[a]]", "a.b", '{"a": 1}', "2026-09-01", '"2026-13-01"',
)  # fmt: skip


@settings(max_examples=30)
@given(process=processes(), name=st.sampled_from(["json", "toml"]), seed=st.integers(), count=st.integers(1, 5))
def test_a_mangled_document_is_read_or_refused_and_nothing_else(process, name, seed, count):
    """No foreign exception may leave: a host catches ours and no other."""
    chance = random.Random(seed)
    text = dumps(process, name)
    for _ in range(count):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(PIECES) + text[at + chance.choice((0, 0, 1, 3)) :]
    with suppress(InvolvementError):
        assert isinstance(loads(text, name), Process)


@given(data=st.binary(max_size=60) | st.text(max_size=60), name=st.sampled_from(["json", "toml"]))
def test_noise_is_refused(data, name):
    """Nothing that is no document is taken for one."""
    with pytest.raises((DocumentError, LimitExceeded)):
        loads(data, name, limits=Limits(size=50, toml_size=50, depth=2))
