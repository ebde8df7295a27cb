"""TOML is read as JSON is: the same limits, the same refusals, dates as dates."""

import tomllib
from datetime import date
from decimal import Decimal

import pytest

from involvement import DocumentError, LimitExceeded, Limits
from involvement._reading import read_toml
from involvement.errors import Problem

TAKEN = {
    "nothing": "",
    "comment": "# a [[[[ comment with a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z",
    "date": "day = 2026-09-01",
    "tables": "[[a.b]]\nc = 1\n[[a.b]]\nc = 2\n",
    "dotted": "a.b.c = 1\na.'d e'.f = 2\n",
    "inline": "a = {b = {c = [1, 2.5]}}",
    "spaced dots": "a . b . c = 1",
    "NUL": 'a = "\\u0000"',
    "brackets in texts": 'a = \'[[[[[[[[\'\nb = "[[[[\\"[[[["\n',
    "brackets in long texts": 'a = \'\'\'\n[[[[[\n\'\'\'\nb = """\n[[[[[ \\"""[[\n"""""\n',
    "dots in texts": 'a = "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z"',
    "quotes within quotes": "a = \"'''\"\nb = '\"\"\"'\nc = '''\"'''\n",
    "mark": "\ufeffa = 1",
    "decimals": "a = 0.1\nb = 1e-3\nc = -1_0.5",
}
REFUSED = {
    "twice": "a = 1\na = 2",
    "table twice": "[a]\n[a]",
    "table over a value": "a = 1\n[a.b]",
    "inline twice": "a = {b = 1, b = 2}",
    "inline added to": "a = {b = 1}\na.c = 1",
    "list added to": "a = []\n[[a]]",
    "no value": "a = ",
    "no key": "= 1",
    "open text": 'a = "b',
    "open long text": 'a = """b',
    "open literal": "a = 'b",
    "open long literal": "a = '''b",
    "open list": "a = [1",
    "null": "a = null",
    "NaN": "a = nan",
    "infinite": "a = [1, inf]",
    "beyond all bounds": "a = 1e400",
    "lone surrogate": 'a = "\\ud800"',
    "raw control character": 'a = "\0"',
    "no such day": "a = 2026-02-30",
    "many digits": f"a = {'1' * 5000}",
    "escape at a line's end": 'a = "b\\\n"',
}


@pytest.mark.parametrize("text", TAKEN.values(), ids=TAKEN)
def test_toml_is_read_as_any_reader_reads_it(text):
    """The check of limits looks at brackets and dots; those within texts and comments do not count."""
    narrow = Limits(depth=4, dots=2)
    expected = tomllib.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    assert [expected, expected] == [read_toml(text, narrow), read_toml(text.encode(), narrow)]


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_no_toml_or_says_two_things_is_refused(text):
    """What one reader takes for yes and the next for no is not read at all."""
    with pytest.raises(DocumentError):
        read_toml(text, Limits())


def test_a_local_date_is_a_date():
    """The model knows days, and TOML has a word for them."""
    assert {"day": date(2026, 9, 1)} == read_toml("day = 2026-09-01", Limits())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = 1\nb = ]", "not TOML at line 2, column 5"),
        ("a = 1\na = 2\nb = 3", "a key or table stands twice at line 2, column 6"),
        ("a = [1", "not TOML at its end"),
    ],
)
def test_the_line_is_told_and_nothing_that_stands_there(text, message):
    """The parser's own words may quote the text, and a text may be personal."""
    with pytest.raises(DocumentError) as caught:
        read_toml(text, Limits())
    assert [Problem("$", (), message)] == list(caught.value.problems)


def test_the_line_of_a_key_with_too_many_dots_is_told():
    """A key has no place yet when it is refused; its line is the best there is."""
    with pytest.raises(LimitExceeded, match=r"^line 5: more than 2 dots in one key$"):
        read_toml("a.b.c = 1\nb = '''\n\n'''\nd.e.f.g = 1\n", Limits(dots=2))
