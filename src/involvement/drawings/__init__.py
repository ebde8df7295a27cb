"""SVG and what drawings share: axes, legends, lines, layered layout, text widths."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.drawings.svg import Picture as Picture
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".svg": "Picture",
    })
    # fmt: on
