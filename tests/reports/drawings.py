"""What the tests read out of a picture: where each text stands, which boxes there are, and where each line runs."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from attrs import frozen

from involvement.drawings.text_widths import measured

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "desc", "g", "rect", "text", "path", "polygon", "polyline", "circle"}


@frozen
class Area:
    """A rectangle on the page."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Area") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: "Area") -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def name(element: ET.Element) -> str:
    return element.tag.removeprefix(SVG)


def whole(root: ET.Element) -> Area:
    return Area(0, 0, float(root.get("width")), float(root.get("height")))


def placed(element: ET.Element, x: float = 0, y: float = 0, *, turned: bool = False) -> Iterator[tuple]:
    """Every element with the place that it is moved to, and whether it is turned to stand upright."""
    moved = element.get("transform", "")
    if found := re.search(r"translate\((-?\d+) (-?\d+)\)", moved):
        x, y = x + int(found[1]), y + int(found[2])
    turned = turned or "rotate(-90)" in moved
    yield element, x, y, turned
    for child in element:
        yield from placed(child, x, y, turned=turned)


def texts(root: ET.Element) -> list[tuple[str, Area]]:
    """Every text and the area that it covers, by the table of widths."""
    return [
        (element.text, area_of(element, x, y, turned=turned))
        for element, x, y, turned in placed(root)
        if name(element) == "text"
    ]


def area_of(text: ET.Element, x: float, y: float, *, turned: bool) -> Area:
    size = int(text.get("font-size"))
    wide = measured(text.text or "", size, bold=text.get("font-weight") == "bold")
    left = float(text.get("x")) - {"start": 0, "middle": wide / 2, "end": wide}[text.get("text-anchor")]
    base = float(text.get("y"))
    if turned:
        return Area(x + base - 0.75 * size, y - left - wide, x + base + 0.22 * size, y - left)
    return Area(x + left, y + base - 0.75 * size, x + left + wide, y + base + 0.22 * size)


def area(rect: ET.Element, x: float = 0, y: float = 0) -> Area:
    left, top = x + float(rect.get("x", 0)), y + float(rect.get("y", 0))
    return Area(left, top, left + float(rect.get("width")), top + float(rect.get("height")))


def by_id(root: ET.Element) -> dict[str, ET.Element]:
    return {element.get("id"): element for element in root.iter() if element.get("id")}


def ends(path: ET.Element) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a path begins and where it ends."""
    steps = re.findall(r"([MLHVCQ])([-\d. ]+)", path.get("d"))
    at = (0.0, 0.0)
    begins = None
    for letter, given in steps:
        numbers = [float(number) for number in given.split()]
        at = (
            (numbers[-1], at[1])
            if letter == "H"
            else (at[0], numbers[-1])
            if letter == "V"
            else (numbers[-2], numbers[-1])
        )
        begins = begins or at
    return begins, at
