"""Days in words, the same on every machine."""

from datetime import date
from enum import StrEnum

from involvement.wording.phrases import Phrase, english

__all__ = ["DayStyle", "day_words"]


class DayStyle(StrEnum):
    """How a day is written."""

    LONG = "long"  # 12 November 2026
    SHORT = "short"  # 12 Nov 2026: for tables and pictures
    ISO = "iso"  # 2026-11-12


def day_words(day: date, style: DayStyle = DayStyle.SHORT, phrase: Phrase = english) -> str:
    """The day as people write it.

    >>> day_words(date(2026, 11, 12)), day_words(date(2026, 11, 12), DayStyle.LONG)
    ('12 Nov 2026', '12 November 2026')
    """
    if style is DayStyle.ISO:
        return day.isoformat()
    month = phrase(f"month.{day.month}.short" if style is DayStyle.SHORT else f"month.{day.month}")
    words = phrase(f"day.{style.value}").replace("{month}", month)
    return words.replace("{day}", str(day.day)).replace("{year}", str(day.year))
