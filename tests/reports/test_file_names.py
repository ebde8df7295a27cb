"""Names of files from keys: two keys never share a file, on no system."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from involvement.reports.file_names import file_name

DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)

PRINTABLE = st.characters(exclude_categories=["C", "Z"], include_characters=" ")
LIKE_SLUGS = st.text("abAB-_./: é", min_size=1, max_size=4)
LONG = st.builds(lambda end: "k" * 78 + end, st.text("kK-_.", min_size=1, max_size=4))
KEYS = st.one_of(
    st.text(PRINTABLE, min_size=1, max_size=200).map(str.strip).filter(bool),
    LIKE_SLUGS.map(str.strip).filter(bool),
    LONG,
    st.sampled_from(["CON", "con", "Com1", "com¹", "nul.txt", "..", ".", "a:b", "A:b", "a/b", "ß", "ss", "ẞ"]),
)


@given(st.lists(KEYS, unique=True, min_size=1, max_size=30))
@example(
    ["\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}", "i", "\N{LATIN SMALL LETTER DOTLESS I}", "\N{KELVIN SIGN}", "K", "k"]
)
def test_two_keys_never_share_a_file(keys):
    """One party's letter must not be written over another's, where capitals do not count either."""
    names = [file_name(key) for key in keys]
    assert len(keys) == len({name.casefold() for name in names})
    for name in names:
        assert re.fullmatch(r"[a-z0-9-][a-z0-9._-]*[a-z0-9_-]|[a-z0-9]", name)
        assert len(f"{name}.json") <= 100
        assert not DEVICES.fullmatch(f"{name}.md")


@given(st.from_regex(r"[a-z0-9][a-z0-9_-]{0,79}", fullmatch=True).filter(lambda key: not DEVICES.fullmatch(key)))
def test_a_short_and_plain_key_is_its_own_name(key):
    """Most are, and people look for them."""
    assert key == file_name(key)


@pytest.mark.parametrize(
    ("key", "name"),  # the digits are those of `printf %s KEY | sha256sum`
    [
        ("CASE/2024/0017", "case-2024-0017.a507d5e1d8fbd2592518a62fe2934f1b"),
        ("évening clinic", "evening-clinic.9667cff608bd263e39a3a76e3f2c1d15"),
        ("..", "key-.5ec1f7e700f37c3d0b2981d04855fc34"),
        ("CON", "key-con.a3dbc4b644a9a2c51e74509ded5c46cc"),
    ],
)
def test_a_name_can_be_read(key, name):
    """Whoever looks through the folder finds most of what the key says."""
    assert name == file_name(key)
