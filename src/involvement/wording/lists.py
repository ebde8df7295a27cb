"""Lists and counts in words."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from involvement.wording.numbers import is_singular, number_words
from involvement.wording.phrases import Phrase, english

__all__ = ["attributed", "beside", "counted", "labelled", "listed", "member_of", "more_like_this", "noun"]


def noun(number: Decimal | Fraction | int, one: str, many: str = "") -> str:
    """The form of a noun or verb that goes with the number: `day` or `days`, `takes` or `take`."""
    return one if is_singular(number) else many or f"{one}s"


def attributed(text: str, authors: Sequence[str | None]) -> str:
    """The text, and behind it whose it is.

    >>> attributed("Mind this.", ["Hart", "2008"]), attributed("Mind this.", [None])
    ('Mind this. (Hart, 2008)', 'Mind this.')
    """
    named = [author for author in authors if author is not None]
    return f"{text} ({', '.join(named)})" if named else text


def beside(text: str, other: str) -> str:
    """Both texts with a comma between, as a label has them.

    >>> beside("The evening clinic", "2026-12-01")
    'The evening clinic, 2026-12-01'
    """
    return f"{text}, {other}"


def counted(number: Decimal | Fraction | int, one: str, many: str = "", phrase: Phrase = english) -> str:
    """The number with its noun.

    >>> counted(1, "forum"), counted(3, "activity", "activities"), counted(Fraction(13, 4), "day")
    ('1 forum', '3 activities', '3¼ days')
    """
    return f"{number_words(number, phrase)} {noun(number, one, many)}"


def labelled(label: object, text: object) -> str:
    """The text behind its label, as a line of a list has it.

    >>> labelled("time", "Adequate time")
    'time: Adequate time'
    """
    return f"{label}: {text}"


def listed(names: Sequence[str], most: int = 6, phrase: Phrase = english) -> str:
    """The names as people list them, and after the *most* how many more there are.

    >>> listed(["a", "b", "c"]), listed(["a", "b", "c"], 1)
    ('a, b and c', 'a and 2 more')
    """
    if len(names) > most:
        more = phrase("list.more").replace("{n}", number_words(len(names) - most, phrase))
        return f"{phrase('list.comma').join(names[:most])}{phrase('list.and')}{more}"
    if len(names) < 2:
        return "".join(names)
    return f"{phrase('list.comma').join(names[:-1])}{phrase('list.and')}{names[-1]}"


def member_of(group: str) -> str:
    """A person by the group, and without a name.

    >>> member_of("the user group")
    'a person from the user group'
    """
    return f"a person from {group}"


def more_like_this(number: int, phrase: Phrase = english) -> str:
    """That there are so many more of a kind, after the first of them.

    >>> more_like_this(4995)
    'And 4,995 more like this.'
    """
    return phrase("list.like_this").replace("{n}", number_words(number, phrase))
