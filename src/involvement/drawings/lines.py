"""Lines and arrowheads that tell a view, information and an answer apart without colour."""

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from involvement.drawings.layouts import Point, Route, Way
from involvement.drawings.svg import Colours, tag, words

__all__ = ["Kind", "drawn_route", "head"]

_BEND = 5


class Kind(Enum):
    """What a line carries, with the words of the legend."""

    VIEW = "A view travels"
    TOLD = "Told only: the view goes no further"
    REPLY = "An answer comes back"


_COLOUR = {Kind.VIEW: Colours.VIEW, Kind.TOLD: Colours.FAINT, Kind.REPLY: Colours.REPLY}
_DASHES = {Kind.VIEW: "", Kind.TOLD: "2 4", Kind.REPLY: "8 4"}


def drawn_route(route: Route, kind: Kind, title: str, identity: str) -> str:
    """The line with its arrowhead; a reader with a pointer sees the *title*."""
    before, end = route.points[-2:]
    dashes = {"stroke_dasharray": _DASHES[kind]} if _DASHES[kind] else {}
    line = tag(
        "path", d=_curved(route.points) if route.way is Way.ONWARD else _angular(route.points), fill="none",
        stroke=_COLOUR[kind], stroke_width=2, **dashes,
    )  # fmt: skip
    return tag("g", tag("title", words(title)), line, head(end, kind, onward=end[0] > before[0]), id=identity)


def head(tip: Point, kind: Kind, *, onward: bool = True) -> str:
    """The arrowhead: filled for a view, two strokes for being told, hollow and wider for an answer."""
    x, y = tip
    back = -1 if onward else 1
    if kind is Kind.TOLD:
        return tag("polyline", points=f"{x + 9 * back},{y - 4} {x},{y} {x + 9 * back},{y + 4}", fill="none",
                   stroke=_COLOUR[kind], stroke_width=2)  # fmt: skip
    half, fill = (5, Colours.PAPER) if kind is Kind.REPLY else (4, _COLOUR[kind])
    corners = f"{x},{y} {x + 11 * back},{y - half} {x + 11 * back},{y + half}"
    return tag("polygon", points=corners, fill=fill, stroke=_COLOUR[kind], stroke_width=2 if kind is Kind.REPLY else 1)


def _curved(points: Sequence[Point]) -> str:
    """Level pieces joined by curves: the points stand in turn at the ends of the level pieces."""
    drawn = [f"M{points[0][0]} {points[0][1]}"]
    for number, ((x, y), (further, other)) in enumerate(pairwise(points)):
        if number % 2 == 0 or y == other:
            drawn.append(f"H{further}")
        else:
            half = (x + further) // 2
            drawn.append(f"C{half} {y} {half} {other} {further} {other}")
    return "".join(drawn)


def _angular(points: Sequence[Point]) -> str:
    """Straight pieces with small rounded corners, by which a line is told from one that it crosses."""
    drawn = [f"M{points[0][0]} {points[0][1]}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        near, far = _towards(corner, before), _towards(corner, after)
        drawn.append(f"L{near[0]} {near[1]}Q{corner[0]} {corner[1]} {far[0]} {far[1]}")
    return "".join(drawn) + f"L{points[-1][0]} {points[-1][1]}"


def _towards(corner: Point, other: Point) -> Point:
    moved = [at + max(-_BEND, min(_BEND, (there - at) // 2)) for at, there in zip(corner, other, strict=True)]
    return moved[0], moved[1]
