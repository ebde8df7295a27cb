"""Text from outside, fit to be shown: one line, no hidden characters, no turning of the line round it."""

import unicodedata
from collections.abc import Iterator

__all__ = ["REPLACED", "apart", "brief", "capitalised", "clean", "is_one_line", "isolated", "one_line"]

REPLACED = "\ufffd"  # stands, for all to see, where a character could not be written

_JOINERS = "\u200c\u200d"
_MOST_MARKS = 4
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_EMBEDDINGS = frozenset("\u202a\u202b\u202c\u202d\u202e")
_TURNS = _EMBEDDINGS | frozenset("\u200e\u200f\u061c\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """The text on one line without anything that is not meant to be seen: for people's eyes.

    Control characters, bidirectional controls, lone surrogates, noncharacters and invisible tags are left
    out, white space becomes single spaces, and of a run of combining marks the first four stay.
    """
    shown = text if text.isascii() and text.isprintable() else "".join(_shown(text))
    return " ".join(shown.split())


def _shown(text: str) -> Iterator[str]:
    marks = 0
    for character in text:
        if " " <= character <= "~":
            marks = 0
            yield character
            continue
        category = unicodedata.category(character)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if character.isspace():
            yield " "
        elif category in {"Cc", "Cs"} or (category == "Cf" and character not in _JOINERS):
            continue
        elif marks <= _MOST_MARKS and not _noncharacter(character):
            yield character


def _noncharacter(character: str) -> bool:
    point = ord(character)
    return point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF  # XML cannot hold most of them


def is_one_line(text: str) -> bool:
    """True for text without line ends, control characters, lone surrogates and bidirectional embeddings."""
    return (text.isascii() and text.isprintable()) or not any(
        unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} or character in _EMBEDDINGS for character in text
    )


def one_line(text: str) -> str:
    """The text on one line for another program's label: what cannot be seen, or turns the line round, is replaced."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(REPLACED if _hidden(character) else character for character in text)
    return " ".join(text.split())


def _hidden(character: str) -> bool:
    control = unicodedata.category(character) in {"Cc", "Cs"} and not character.isspace()
    return _noncharacter(character) or control or character in _TURNS


def brief(text: str, most: int = 160) -> str:
    """The text if it is no longer than *most*, else its beginning and an ellipsis: for a name that is repeated."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def isolated(text: str) -> str:
    """The clean text, set apart from its neighbours where it runs from right to left."""
    return apart(clean(text))


def apart(shown: str) -> str:
    """Text that is clean already, set apart likewise."""
    if not shown.isascii() and any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in shown):
        return f"{_FIRST_STRONG_ISOLATE}{shown}{_POP_ISOLATE}"
    return shown


def capitalised(text: str) -> str:
    """The text as a sentence may begin: the first letter large, unless its first word has a large letter already."""
    first, word = text[:1].upper(), text.partition(" ")[0]
    return first + text[1:] if word == word.lower() and len(first) == 1 else text
