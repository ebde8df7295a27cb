"""SVG pictures with a title and a description, written so that nothing can be smuggled in.

Everything is written by `tag`, which escapes what it is given: no script, no link, no style, nothing from elsewhere.
"""

import os
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

from attrs import field

from involvement import _fields, _files
from involvement._fields import frozen
from involvement.drawings.text_widths import Lines
from involvement.errors import InvalidValueError
from involvement.wording.texts import clean

__all__ = ["Colours", "Picture", "document", "prefix_of", "tag", "text_lines", "titled"]

_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_FONT = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
SIZE = 15
SMALL = 13
HEADING = 20


class Colours:
    """The palette. Every pair that meets has a contrast of at least 4.5 to 1; none carries a meaning alone."""

    PAPER = "#ffffff"
    BAND = "#f1f3f5"
    INK = "#1a1a1a"
    FAINT = "#4a5258"
    RULE = "#c9ced3"
    VIEW = "#26323a"
    REPLY = "#9c3400"
    STAKEHOLDER = "#e6f4e7"
    STAKEHOLDER_LINE = "#1b5e20"
    FORUM = "#e8f0fb"
    FORUM_LINE = "#0d3f8f"
    DECISION = "#fff4dc"
    DECISION_LINE = "#744000"
    WARNING = "#fdecee"
    WARNING_LINE = "#9b0d22"
    STEP_1 = "#e3eefa"
    STEP_2 = "#c6ddf4"
    STEP_3 = "#aaccee"
    STEP_4 = "#8fbce6"


@frozen(repr=False)
class Picture:
    """A drawing as SVG text, shown by itself in a notebook.

    `description` says in words what there is to see, for people who do not see it.
    """

    svg: str = field()
    title: str = field()
    description: str = field()

    def _repr_svg_(self) -> str:
        return self.svg

    def write(self, path: str | os.PathLike[str]) -> Path:
        """Writes the SVG, replacing a file of that name only once the new one is whole; gives the path."""
        target = _files.path_of("path", path)
        _files.write(target, self.svg)
        return target

    def __repr__(self) -> str:
        return f"Picture(title={self.title!r}, svg=<{len(self.svg)} characters>)"


def prefix_of(text: str) -> str:
    """The prefix of every id in a picture, if it is one."""
    if not isinstance(text, str) or not _PREFIX.fullmatch(text):
        raise InvalidValueError("id_prefix", "a letter, then letters, digits, hyphens or underscores, 64 at most")
    return text


def titled(title: str | None, otherwise: str) -> str:
    """The title of a picture, if it is one, else what it is called without."""
    return _fields.instance_or_nothing("title", str, title) or otherwise


@lru_cache(maxsize=256)
def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _escaped(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def tag(element: str, *inside: str, **attributes: str | int) -> str:
    """One element; *inside* is markup already, attribute values are escaped, `_` in a name stands for `-`."""
    given = "".join([f' {_attribute(name)}="{_escaped(str(value))}"' for name, value in attributes.items()])
    return f"<{element}{given}>{''.join(inside)}</{element}>" if inside else f"<{element}{given}/>"


def words(text: str) -> str:
    """The text as markup: cleaned and escaped."""
    return _escaped(clean(text))


def line_height(size: int) -> int:
    """From one baseline to the next."""
    return -(-size * 5 // 4)


def text_lines(
    lines: Lines,
    x: int,
    y: int,
    *,
    size: int = SIZE,
    fill: str = Colours.INK,
    anchor: str = "start",
    bold: bool = False,
    full: str = "",
) -> str:
    """The lines as text, the first with its baseline at *y*; a cut label carries its *full* text as a title."""
    step = line_height(size)
    weight = {"font_weight": "bold"} if bold else {}
    drawn = [
        tag(
            "text",
            words(line),
            x=x,
            y=y + number * step,
            font_size=size,
            fill=fill,
            text_anchor=anchor,
            unicode_bidi="isolate",
            **weight,
        )
        for number, line in enumerate(lines.lines)
    ]
    if lines.cut and full:
        return tag("g", tag("title", words(full)), *drawn)
    return "".join(drawn)


def document(parts: Iterable[str], *, width: int, height: int, title: str, description: str, id_prefix: str) -> Picture:
    """The parts as one picture, with the title and description that every picture must have."""
    svg = tag(
        "svg",
        tag("title", words(title), id=f"{id_prefix}-title"),
        tag("desc", words(description), id=f"{id_prefix}-desc"),
        tag("rect", width=width, height=height, fill=Colours.PAPER),
        *parts,
        xmlns="http://www.w3.org/2000/svg", width=width, height=height, viewBox=f"0 0 {width} {height}",
        role="img", aria_labelledby=f"{id_prefix}-title {id_prefix}-desc", font_family=_FONT,
    )  # fmt: skip
    return Picture(svg + "\n", clean(title), clean(description))
