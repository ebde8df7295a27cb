"""JSON and TOML texts to plain data: limits first, then the parser, then what the parser lets pass."""

import json
import re
from decimal import Decimal
from itertools import accumulate
from typing import Any

from involvement._reading.limits import Limits
from involvement._reading.paths import WHOLE, path_text
from involvement._reading.plain_data import LEVELS, Flaw, Plain, refuse_flaws
from involvement.errors import DocumentError, LimitExceeded

__all__ = ["read_json", "read_toml", "refuse_unreadable"]

_MARKS = b"[]{}"
_NO_MARKS = bytes(set(range(256)) - set(_MARKS))
_SPACE = b" \t\r\n"
_STEPS = dict(zip(_MARKS, (1, -1, 1, -1), strict=True))


def read_json(text: str | bytes, limits: Limits) -> Plain:
    """The plain data of a JSON text, read strictly: no key twice, no NaN, no half characters, nothing too large."""
    source = _decoded(text, limits.size)
    may_be_flawed = _measured(source, limits)
    flawed = False

    def noted(value: Plain) -> Plain:
        nonlocal flawed
        flawed = flawed or type(value) is Flaw
        return value

    def an_object(pairs: list[tuple[str, Plain]]) -> Plain:
        found = dict(pairs)
        return found if len(found) == len(pairs) else noted(Flaw(_twice(pairs)))

    try:
        plain = json.loads(
            source,
            object_pairs_hook=an_object,
            parse_float=lambda digits: noted(_decimal(digits)),
            parse_int=lambda digits: int(digits) if len(digits) < _MOST_DIGITS else noted(_TOO_LONG),
            parse_constant=lambda _word: noted(_NO_NUMBER),
        )
    except json.JSONDecodeError as error:
        reason = error.msg.partition(": ")[0].lower()  # what follows a colon is the text's own
        problem: Exception = DocumentError(WHOLE, f"not JSON at line {error.lineno}, column {error.colno}: {reason}")
    except RecursionError:
        problem = LimitExceeded(LEVELS, limits.depth, WHOLE)
    else:
        if may_be_flawed or flawed:
            refuse_flaws(plain, limits)
        return plain
    raise problem


def read_toml(text: str | bytes, limits: Limits) -> dict[str, Plain]:
    """The plain data of a TOML text: text, numbers, flags, dates, lists and dicts."""
    import tomllib

    source = _toml_source(text, limits)
    try:
        plain = tomllib.loads(source, parse_float=_decimal)
    except RecursionError:
        problem: Exception = LimitExceeded(LEVELS, limits.depth, WHOLE)
    except ValueError as error:
        problem = DocumentError(WHOLE, _toml_message(str(error)))
    else:
        refuse_flaws(plain, limits)
        return plain
    raise problem


def refuse_unreadable(text: str, plain: Plain, form: str, limits: Limits) -> None:
    """Refuses a text that was written from plain data as reading it within *limits* would refuse it."""
    if form == "toml":
        _toml_source(text, limits)
        refuse_flaws(plain, limits)
    elif _measured(_decoded(text, limits.size), limits):
        read_json(text, limits)


_MOST_DIGITS = 400  # of a number that is looked at, before and after the point; far beyond what is taken
_TOO_LONG = Flaw("expected a whole number of fewer digits")
_TOO_LARGE = Flaw("expected a number that is not beyond all bounds")
_NO_NUMBER = Flaw("expected a number: JSON has no word for what is none")


def _decimal(digits: str) -> Decimal | Flaw:
    """The decimal number, exactly as it is written; nothing that would fill the memory when it is computed with."""
    mantissa, _e, exponent = digits.lower().partition("e")
    if len(digits) > _MOST_DIGITS or abs(int(exponent or "0")) >= _MOST_DIGITS or mantissa[-1] in "nf":
        return _TOO_LARGE
    return Decimal(digits)


def _decoded(text: str | bytes, most: int) -> str:
    """The text, without a byte order mark, if it is UTF-8 and not too long."""
    if len(text) > most:
        raise LimitExceeded("bytes", most, WHOLE)
    if isinstance(text, str):
        try:
            size = len(text.encode())
        except UnicodeEncodeError:
            message = "expected whole characters, and one is half of a pair"
        else:
            if size > most:
                raise LimitExceeded("bytes", most, WHOLE)
            return text.removeprefix("\ufeff")
    else:
        try:
            return bytes(text).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            message = f"expected UTF-8 text, and byte {error.start} is none"
    raise DocumentError(WHOLE, message)


def _measured(source: str, limits: Limits) -> bool:
    """Whether the values must be looked at one by one. Refuses at once what is too deep or holds too many.

    What stands outside the strings is counted by whole-text operations, so that the worst text costs little
    before it is refused. Up to the first mistake they see the same strings as the parser does.
    """
    plain = source.replace("\\\\", "__").replace('\\"', "__") if "\\" in source else source
    if plain.count('"') > 4 * limits.values + 4:  # a value has at most a key and itself to quote
        raise LimitExceeded("values", limits.values, WHOLE)
    parts = plain.split('"')
    outside = '"'.join(parts[::2]).encode("ascii", "replace").translate(None, _SPACE)
    filled = outside.count(b"[") + outside.count(b"{") - outside.count(b"[]") - outside.count(b"{}")
    commas = outside.count(b",")
    if 1 + filled + commas > limits.values:
        raise LimitExceeded("values", limits.values, WHOLE)
    if _depth(outside) > limits.depth:
        raise LimitExceeded(LEVELS, limits.depth, WHOLE)
    longest = max(map(len, parts[1::2]), default=0)
    return longest > limits.text or commas >= limits.entries or "\\ud" in source or "\\uD" in source


def _depth(outside: bytes) -> int:
    """How many lists and objects stand within each other, given the text outside the strings."""
    return max(accumulate(map(_STEPS.__getitem__, outside.translate(None, _NO_MARKS))), default=0)


def _twice(pairs: list[tuple[str, Any]]) -> str:
    names = [name for name, _value in pairs]
    seen: set[str] = set()
    again = next(name for name in names if name in seen or seen.add(name))  # type: ignore[func-returns-value]
    return f"expected each key once, and {path_text((again,))} stands there twice"


# TOML

# Strings and comments: what they hold is no key and opens nothing. None can run past its end, nor be tried twice.
_TOML_ASIDE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5}|\Z)'
    r"|'''(?:[^']|'(?!''))*+(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]|\\[^\n])*+(?:"|$)'
    r"|'[^'\n]*+(?:'|$)"
    r"|\#[^\n]*+",
    re.DOTALL | re.MULTILINE,
)
_TOML_RUN = re.compile(r'[A-Za-z0-9_"\-. \t]+')
_TOML_SPOT = re.compile(r"at line ([0-9]+), column ([0-9]+)")


def _set_aside(found: "re.Match[str]") -> str:
    return "" if found[0].startswith("#") else '"' + "\n" * found[0].count("\n")


def _toml_source(text: str | bytes, limits: Limits) -> str:
    """The text, unless its size, its dots or its depth are beyond the limits."""
    source = _decoded(text, limits.toml_size)
    outside = '"'.join(_TOML_ASIDE.split(source))  # a line has here what stood on it, or on it and the next ones
    if any(line.count(".") > limits.dots for line in outside.split("\n")):
        _refuse_dots(_TOML_ASIDE.sub(_set_aside, source), limits)
    # A header such as [[flows]] opens two more than it nests; the exact depth is taken from what is read.
    if _depth(outside.encode("ascii", "replace")) > limits.depth + 2:
        raise LimitExceeded(LEVELS, limits.depth, WHOLE)
    return source


def _refuse_dots(outside: str, limits: Limits) -> None:
    """Refuses a key of many parts, because the parser's work grows with their square. A number has one dot at most."""
    for number, line in enumerate(outside.split("\n"), 1):
        if line.count(".") > limits.dots and any(run.count(".") > limits.dots for run in _TOML_RUN.findall(line)):
            raise LimitExceeded("dots in one key", limits.dots, f"line {number}")


def _toml_message(error: str) -> str:
    """Where the text is no TOML. The parser's own words may hold a value, and change with its version."""
    spot = _TOML_SPOT.search(error)
    where = f"at line {spot[1]}, column {spot[2]}" if spot else "at its end"
    twice = re.search("twice|overwrite|uplicate|immutable|redefine", error)
    return f"a key or table stands twice {where}" if twice else f"not TOML {where}"
