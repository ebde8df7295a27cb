"""Editions: for whom something is written."""

from enum import StrEnum

from involvement import _fields

__all__ = ["Edition", "edition_of"]


class Edition(StrEnum):
    """For whom something is written: the people who do the work, those who work with them, or everybody."""

    DESK = "desk"
    PARTNERS = "partners"
    PUBLIC = "public"


def edition_of(value: Edition | str) -> Edition:
    """The edition that *value* is or names."""
    return _fields.word(Edition, "edition", value)
