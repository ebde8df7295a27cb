"""Which characters may stand in a label that another program shows?"""

import unicodedata

__all__ = ["REPLACED", "one_line"]

REPLACED = "\ufffd"  # stands, for all to see, where a character could not be written


def one_line(text: str) -> str:
    """The text on one line, with what nobody can see, or what turns the line round, replaced for all to see."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(REPLACED if _hidden(each) else each for each in text)
    return " ".join(text.split())


def _hidden(character: str) -> bool:
    point = ord(character)
    no_character = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF  # XML cannot hold most of them
    control = unicodedata.category(character) in {"Cc", "Cs"} and not character.isspace()
    return no_character or control or character in _TURNS


_TURNS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
