"""Widths of labels, and where they wrap.

Widths are the larger of Arial's and DejaVu Sans', in thousandths of the font size, so that a label fits
its box whichever of the two a reader's machine has. A character that is not in the table counts as wide.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import repeat

from involvement._fields import frozen
from involvement.wording.texts import clean

__all__ = [
    "NO_LINES",
    "Lines",
    "measured",
    "wrapped",
]

_FIRST, _LAST = 32, 126
_REGULAR = (
    318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361, 318, 337, 637, 637, 637, 637,
    637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 557, 1016, 685, 687, 723, 771, 667, 611, 778,
    752, 295, 500, 667, 558, 863, 749, 788, 667, 788, 723, 667, 611, 732, 685, 989, 686, 667, 686, 391,
    337, 391, 838, 557, 500, 613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580, 278, 975, 634, 612,
    635, 635, 412, 521, 393, 634, 592, 818, 592, 592, 525, 637, 337, 637, 838,
)  # fmt: skip
_BOLD = (
    349, 457, 521, 838, 696, 1002, 873, 307, 458, 458, 523, 838, 380, 416, 380, 366, 696, 696, 696, 696,
    696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 611, 1000, 774, 763, 734, 831, 684, 684, 821,
    837, 373, 557, 775, 638, 996, 837, 851, 733, 851, 771, 721, 683, 813, 774, 1104, 771, 725, 726, 458,
    366, 458, 838, 557, 500, 675, 716, 593, 716, 679, 436, 716, 712, 343, 343, 666, 343, 1042, 712, 688,
    716, 716, 494, 596, 479, 712, 652, 924, 646, 652, 583, 712, 366, 712, 838,
)  # fmt: skip
_ALPHABETS = (
    (0x0391, 0x03C9, 1000),  # Greek
    (0x0410, 0x042F, 1330),  # Cyrillic, capitals
    (0x0430, 0x045F, 1110),  # Cyrillic, small
    (0x05D0, 0x05EA, 760),  # Hebrew
    (0x0620, 0x064A, 1000),  # Arabic, as joined in words
)
_OTHER = 1450
_EMOJI = 1350
_ZERO_WIDTH = frozenset({"Mn", "Me", "Cf"})
_ELLIPSIS = "…"
_LOOKED_AT = 600  # no four lines hold more


@frozen
class Lines:
    """A label set in lines; `cut` says that it did not all fit."""

    lines: tuple[str, ...]
    cut: bool


NO_LINES = Lines((), cut=False)


def measured(text: str, size: int, *, bold: bool = False) -> int:
    """The width of the text in pixels, rounded up: no less than either font needs."""
    return -(-_units(text, bold) * size // 1000)


def _units(text: str, bold: bool) -> int:  # noqa: FBT001 - private
    """The width in thousandths of the font size."""
    return sum(map(_width, text, repeat(bold)))


@lru_cache(maxsize=1024)
def _width(character: str, bold: bool) -> int:  # noqa: FBT001 - called once a character
    point = ord(character)
    if _FIRST <= point <= _LAST:
        return (_BOLD if bold else _REGULAR)[point - _FIRST]
    if unicodedata.category(character) in _ZERO_WIDTH:
        return 0
    plain = unicodedata.normalize("NFD", character)[0]
    if plain != character and _FIRST <= ord(plain) <= _LAST:
        return (_BOLD if bold else _REGULAR)[ord(plain) - _FIRST]
    for first, last, width in _ALPHABETS:
        if first <= point <= last:
            return width
    if point in {0x2013, 0x2018, 0x2019, 0x201C, 0x201D, 0x00B7, 0x00A0}:
        return 700
    if point in {0x2014, 0x2026}:
        return 1000
    return _EMOJI if unicodedata.east_asian_width(character) in {"W", "F"} else _OTHER


def wrapped(text: str, width: int, size: int, *, bold: bool = False, most: int = 4) -> Lines:
    """The clean text in lines no wider than *width* pixels, cut with an ellipsis after the *most* lines."""
    shown = clean(text[: _LOOKED_AT * 4])
    cut = len(shown) > _LOOKED_AT or len(text) > _LOOKED_AT * 4
    room = width * 1000 // size
    lines: list[str] = []
    left = -1
    for word in _pieces(shown[:_LOOKED_AT], room, bold):
        needed = _units(word, bold)
        beside = needed + _width(" ", bold)
        if beside <= left:
            lines[-1] += f" {word}"
            left -= beside
        else:
            lines.append(word)
            left = room - needed
    if len(lines) <= most and not cut:
        return Lines(tuple(lines) or ("",), cut=False)
    return Lines((*lines[: most - 1], _shortened(" ".join(lines[most - 1 :][:2]), room, bold)), cut=True)


def _pieces(text: str, room: int, bold: bool) -> Iterator[str]:  # noqa: FBT001 - private
    """The words, and of a word wider than a line the parts that fit."""
    for word in text.split():
        if _units(word, bold) <= room:
            yield word
            continue
        piece, left = "", room
        for character in word:
            needed = _width(character, bold)
            if piece and needed > left:
                yield piece
                piece, left = "", room
            piece += character
            left -= needed
        yield piece


def _shortened(text: str, room: int, bold: bool) -> str:  # noqa: FBT001 - private
    while text and _units(text + _ELLIPSIS, bold) > room:
        text = text[:-1]
    return text.rstrip() + _ELLIPSIS
