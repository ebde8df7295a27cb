"""SVG and what drawings share: axes, legends, lines, layered layout, text widths."""

from involvement.drawings.svg import Picture

__all__ = [
    "Picture",
]
