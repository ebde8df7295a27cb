"""Legends: samples of shapes and lines with their words."""

from collections.abc import Iterable

from involvement.drawings.lines import Kind, head
from involvement.drawings.svg import SMALL, Colours, tag, text_lines
from involvement.drawings.text_widths import Lines, measured

__all__ = ["cross", "diamond", "legend", "line_sample"]

_SAMPLE = 44
_BETWEEN = 28
_ROW = 24


def diamond(x: int, y: int, *, fill: str, line: str, half: int = 6) -> str:
    """The sign of a decision, around a point."""
    return tag("polygon", points=f"{x},{y - half} {x + half},{y} {x},{y + half} {x - half},{y}",
               fill=fill, stroke=line, stroke_width=2)  # fmt: skip


def cross(x: int, y: int, *, line: str, half: int = 5) -> str:
    """The sign of something that cannot be, around a point."""
    return tag("path", d=f"M{x - half} {y - half}L{x + half} {y + half}M{x - half} {y + half}L{x + half} {y - half}",
               fill="none", stroke=line, stroke_width=3)  # fmt: skip


def line_sample(kind: Kind, x: int, y: int) -> str:
    """A short line of that kind."""
    dashes = {Kind.VIEW: {}, Kind.TOLD: {"stroke_dasharray": "2 4"}, Kind.REPLY: {"stroke_dasharray": "8 4"}}[kind]
    colour = {Kind.VIEW: Colours.VIEW, Kind.TOLD: Colours.FAINT, Kind.REPLY: Colours.REPLY}[kind]
    line = tag("path", d=f"M{x} {y}H{x + _SAMPLE - 8}", fill="none", stroke=colour, stroke_width=2, **dashes)
    return line + head((x + _SAMPLE - 8, y), kind)


def legend(samples: Iterable[tuple[str, str]], *, x: int, y: int, width: int) -> tuple[str, int]:
    """The samples, each drawn around (0, 0) to (44, 0), with their words, in rows; and the height that they take."""
    drawn = []
    left, top = x, y
    for sample, meaning in samples:
        needs = _SAMPLE + measured(meaning, SMALL) + _BETWEEN
        if left > x and left + needs > x + width:
            left, top = x, top + _ROW
        drawn += [
            tag("g", sample, transform=f"translate({left} {top})"),
            text_lines(Lines((meaning,), cut=False), left + _SAMPLE, top + 5, size=SMALL),
        ]
        left += needs
    return tag("g", *drawn), top - y + _ROW
