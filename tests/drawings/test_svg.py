"""Is a picture written whole, and is its palette one that everybody can tell apart?"""

import pytest

from involvement.drawings import Picture
from involvement.drawings.svg import Colours
from involvement.errors import FileError
from involvement.reports import draw_map
from tests.reports.samples import EXAMPLE


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


GROUNDS = (Colours.PAPER, Colours.BAND, Colours.STAKEHOLDER, Colours.FORUM, Colours.DECISION, Colours.WARNING)
LINES = (
    Colours.VIEW, Colours.REPLY, Colours.FAINT, Colours.STAKEHOLDER_LINE, Colours.FORUM_LINE, Colours.DECISION_LINE,
    Colours.WARNING_LINE,
)  # fmt: skip


@pytest.mark.parametrize("ground", GROUNDS)
def test_texts_and_lines_stand_out_from_every_ground(ground):
    """WCAG 2.2 asks 4.5 to 1 of text; lines carry as much here."""
    assert contrast(Colours.INK, ground) >= 7
    assert all(contrast(line, ground) >= 4.5 for line in LINES)


def test_a_picture_shows_itself_and_not_its_text():
    """A notebook draws it; a log is not filled with markup."""
    picture = draw_map(EXAMPLE)
    assert picture.svg == picture._repr_svg_()
    assert len(repr(picture)) < 120
    assert repr(picture).startswith("Picture(title='Where views enter decisions: Diabetes user group', svg=<")


def test_a_picture_is_written_in_place_of_an_older_one(tmp_path):
    """The file that others link to is always a whole picture."""
    path = tmp_path / "map.svg"
    path.write_text("old")
    picture = Picture("<svg/>\n", "é", "d")
    assert path == picture.write(str(path))
    assert "<svg/>\n" == path.read_text(encoding="utf-8")
    assert [path] == list(tmp_path.iterdir())


def test_a_picture_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    """Neither half a file nor an error of the operating system."""
    (tmp_path / "map.svg").mkdir()
    for place, reason in (("map.svg", "it is a folder"), ("no/map.svg", "no such file or folder")):
        with pytest.raises(FileError, match=f"map.svg: cannot be written: {reason}"):
            Picture("<svg/>", "t", "d").write(tmp_path / place)
    assert ["map.svg"] == [path.name for path in tmp_path.iterdir()]
