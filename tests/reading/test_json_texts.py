"""JSON is read strictly: what other readers let pass, or silently change, is refused with its place."""

import json
from decimal import Decimal

import pytest

from involvement import DocumentError, Limits
from involvement._reading import read_json
from involvement.errors import Problem

TAKEN = {
    "object": "{}",
    "list": "[]",
    "empty object in a list": "[{}]",
    "text": '"text"',
    "empty text": '""',
    "number": "0",
    "negative": "-7",
    "negative zero": "-0",
    "fraction": "1.5",
    "exponent": "1e3",
    "capital exponent": "1E+2",
    "small exponent": "1e-99",
    "true": "true",
    "false": "false",
    "null": "null",
    "spaces all around": " \t\r\n[ 1 , 2 ]\n",
    "escapes": r'"\"\\\/\b\f\n\r\t"',
    "unicode escape": '"\\u00e9"',
    "NUL escape": '"\\u0000"',
    "surrogate pair": '"\\ud83d\\ude00"',
    "capital surrogate pair": '"\\uD83D\\uDE00"',
    "raw emoji": '"\U0001f600"',
    "line separator": '"\u2028"',
    "delete character": '"\x7f"',
    "byte order mark": "\ufeff{}",
    "brackets in a text": '"[[[[{{{{"',
    "escaped quote before brackets": r'["\"[[[[", "\\"]',
    "same key in two objects": '[{"a": 1}, {"a": 2}]',
    "same key in object and child": '{"a": {"a": 1}}',
    "keys that differ by case": '{"a": 1, "A": 2}',
    "keys that look alike": '{"e\u0301": 1, "\u00e9": 2}',
    "empty key": '{"": 1}',
}
REFUSED = {
    "nothing": "",
    "spaces": "  \n",
    "two values": "1 2",
    "trailing comma in a list": "[1,]",
    "trailing comma in an object": '{"a": 1,}',
    "leading comma": "[,1]",
    "two commas": "[1,,2]",
    "only a comma": "[,]",
    "no colon": '{"a" 1}',
    "no value": '{"a":}',
    "no key": "{1: 1}",
    "bare key": "{a: 1}",
    "single quotes": "['a']",
    "comment": "[1] // one",
    "block comment": "[1 /* one */]",
    "open list": "[1",
    "open object": '{"a": 1',
    "open text": '"a',
    "closed twice": "[1]]",
    "closed by the other": "[1}",
    "leading zero": "01",
    "plus sign": "+1",
    "bare point": ".5",
    "point without digits": "1.",
    "exponent without digits": "1e",
    "hexadecimal": "0x10",
    "underscore": "1_000",
    "arabic digits": "\u0663",
    "minus alone": "-",
    "NaN": "[NaN]",
    "Infinity": "[Infinity]",
    "negative Infinity": "[-Infinity]",
    "beyond all bounds": "[1e999]",
    "beyond all bounds below": "[-1e999]",
    "beyond all bounds, small": "[1e-999]",
    "beyond all memory": "[1e999999999]",
    "too many decimals": f"[0.{'1' * 400}]",
    "too many digits": f"[{'1' * 401}]",
    "capital word": "[True]",
    "cut word": "[tru]",
    "Python's None": "[None]",
    "line end in a text": '"a\nb"',
    "tab in a text": '"a\tb"',
    "NUL in a text": '"a\0b"',
    "NUL outside": "\0{}",
    "unknown escape": r'"\x41"',
    "short unicode escape": r'"\u12"',
    "escaped at its end": '"a\\',
    "lone high surrogate": '["\\ud800"]',
    "lone low surrogate": '["\\uDC00"]',
    "surrogates the wrong way round": '["\\ude00\\ud83d"]',
    "surrogate in a key": '[{"\\ud800": 1}]',
    "raw surrogate": '"\ud800"',
    "two byte order marks": "\ufeff\ufeff{}",
    "no-break space": "[1,\xa02]",
    "key twice": '{"a": 1, "a": 2}',
    "key twice, once escaped": '{"a": 1, "\\u0061": 1}',
    "key twice, deep": '{"a": [{"b": {"c": 1, "c": 2}}]}',
    "key thrice": '{"a": 1, "a": 2, "a": 3}',
}


@pytest.mark.parametrize("text", TAKEN.values(), ids=TAKEN)
def test_json_is_read_as_any_reader_reads_it(text):
    """Strict is not narrow: all that the standard allows is read."""
    expected = json.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    assert [expected, expected] == [read_json(text, Limits()), read_json(text.encode(), Limits())]


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_no_json_or_says_two_things_is_refused(text):
    """What one reader takes for yes and the next for no is not read at all."""
    with pytest.raises(DocumentError):
        read_json(text, Limits())
    with pytest.raises(DocumentError):
        read_json(text.encode("utf-8", "surrogatepass"), Limits())


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        ('{"a": [{"b": {"c": 1, "c": 2}}]}', "a[0].b", "expected each key once, and c stands there twice"),
        ('{"a b": {"c d": 1, "c d": 2}}', "['a b']", "expected each key once, and ['c d'] stands there twice"),
        ('{"a": [1, NaN]}', "a[1]", "expected a number: JSON has no word for what is none"),
        ('{"a": [1, 1e999]}', "a[1]", "expected a number that is not beyond all bounds"),
        ('{"a": {"b": "\\udfff"}}', "a.b", "expected whole characters, and one is half of a pair"),
        ('{"a": {"\\udfff": 1}}', "a", "expected whole characters, and one is half of a pair, in a key"),
        ('{\n  "a" 1}', "$", "not JSON at line 2, column 7: expecting ':' delimiter"),
        ('"secret\\z"', "$", "not JSON at line 1, column 8: invalid \\escape"),
    ],
)
def test_the_place_is_told_and_what_would_be_right(text, path, message):
    """A document may have a hundred thousand lines; the place is half of the mending."""
    with pytest.raises(DocumentError) as caught:
        read_json(text, Limits())
    assert [Problem.at(path, message)] == list(caught.value.problems)


def test_every_flaw_is_told_at_once_up_to_twenty():
    """Mending one by one, and loading again each time, is what nobody should have to do."""
    with pytest.raises(DocumentError) as caught:
        read_json(f"[{','.join(['NaN', '1e999'] * 20)}]", Limits())
    assert [(position,) for position in range(20)] == [problem.loc for problem in caught.value.problems]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le", "cp1252"])
def test_text_in_another_encoding_is_refused(encoding):
    """Guessing an encoding turns names into other names."""
    with pytest.raises(DocumentError):
        read_json('{"title": "Caf\xe9 \xff"}'.encode(encoding), Limits())
