"""Boxes of the map: a stakeholder, or a forum with its decisions."""

from collections.abc import Iterator

from involvement._fields import frozen
from involvement.drawings.layouts import Box, Item
from involvement.drawings.legends import cross, diamond
from involvement.drawings.svg import SIZE, SMALL, Colours, line_height, tag, text_lines
from involvement.drawings.text_widths import NO_LINES, Lines

__all__ = ["INDENT", "PADDING", "SIGN", "Card", "Chip", "drawn_card"]

PADDING = 12
INDENT = 16  # of a decision below its forum
SIGN = 26  # the room for its sign
_CHIP_GAP = 6
_BRANCH = 16
_ROUND = 18
_SHARP = 4


@frozen
class Chip:
    """One decision below its forum, as it will be lettered."""

    title: Lines
    day: Lines
    full: str
    unreached: bool

    @property
    def height(self) -> int:
        return _tall(self.title, SIZE) + _tall(self.day, SMALL) + PADDING


@frozen
class Card:
    """One box of the map: a stakeholder, or a forum with its decisions.

    Attributes:
        key: what lines name it by.
        identity: its own part of an id: `forum-board`, `who-carers`, `person-0`, `anyone`.
    """

    key: str
    identity: str
    label: Lines
    full: str
    note: Lines = NO_LINES
    chips: tuple[Chip, ...] = ()
    more: Lines = NO_LINES
    stakeholder: bool = False

    @property
    def item(self) -> Item:
        tail = sum(_CHIP_GAP + chip.height for chip in self.chips)
        tail += _CHIP_GAP + _tall(self.more, SMALL) if self.more.lines else 0
        return Item(
            self.key,
            2 * PADDING + _tall(self.label, SIZE) + _tall(self.note, SMALL),
            tail,
            _ROUND if self.stakeholder else _SHARP,
        )


def drawn_card(card: Card, box: Box, identity: str) -> str:
    middle = box.x + box.width // 2
    high = _tall(card.label, SIZE) + _tall(card.note, SMALL)
    top = box.y + (box.head - high) // 2
    fill, line = (
        (Colours.STAKEHOLDER, Colours.STAKEHOLDER_LINE) if card.stakeholder else (Colours.FORUM, Colours.FORUM_LINE)
    )
    parts = [
        tag(
            "rect",
            x=box.x,
            y=box.y,
            width=box.width,
            height=box.head,
            fill=fill,
            stroke=line,
            stroke_width=2,
            rx=_ROUND if card.stakeholder else _SHARP,
        ),
        text_lines(card.label, middle, top + SIZE, anchor="middle", full=card.full),
        text_lines(card.note, middle, top + _tall(card.label, SIZE) + SMALL, size=SMALL, anchor="middle"),
    ]
    y = box.y + box.head
    if card.chips:
        stem = y + sum(_CHIP_GAP + chip.height for chip in card.chips[:-1]) + _CHIP_GAP + _BRANCH
        parts.append(tag("path", d=f"M{box.x + 6} {y}V{stem}", stroke=Colours.DECISION_LINE, stroke_width=2))
    for chip in card.chips:
        parts += _drawn_chip(chip, box, y + _CHIP_GAP)
        y += _CHIP_GAP + chip.height
    more = text_lines(card.more, box.x + INDENT, y + _CHIP_GAP + SMALL, size=SMALL)
    return tag("g", *parts, id=identity) + more


def _drawn_chip(chip: Chip, box: Box, y: int) -> Iterator[str]:
    fill, line = (
        (Colours.WARNING, Colours.WARNING_LINE) if chip.unreached else (Colours.DECISION, Colours.DECISION_LINE)
    )
    x = box.x + INDENT
    dashes = {"stroke_dasharray": "3 3"} if chip.unreached else {}
    yield tag("path", d=f"M{box.x + 6} {y + _BRANCH}H{x}", stroke=Colours.DECISION_LINE, stroke_width=2)
    yield tag(
        "rect",
        x=x,
        y=y,
        width=box.width - INDENT,
        height=chip.height,
        fill=fill,
        stroke=line,
        stroke_width=2,
        **dashes,
    )
    if chip.unreached:
        yield cross(x + 14, y + _BRANCH, line=line)
    else:
        yield diamond(x + 14, y + _BRANCH, fill=Colours.PAPER, line=line)
    yield text_lines(chip.title, x + SIGN, y + PADDING // 2 + SIZE, full=chip.full)
    below = y + PADDING // 2 + _tall(chip.title, SIZE) + SMALL
    yield text_lines(
        chip.day, x + SIGN, below, size=SMALL, fill=Colours.WARNING_LINE if chip.unreached else Colours.INK
    )


def _tall(lines: Lines, size: int) -> int:
    return len(lines.lines) * line_height(size)
