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
    return character in _TURNS or (unicodedata.category(character) in {"Cc", "Cs"} and not character.isspace())


_TURNS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
