"""A report in a folder that was used before: what is stale goes, what is somebody else's stays."""

from datetime import date
from hashlib import sha256

import pytest

from involvement import Contribution, InvalidValueError, Ledger, Process
from involvement.reports import write

ON = date(2026, 11, 23)


def heard(*stakeholders):
    """A process in which these had said something, who get a letter therefore."""
    said = [Contribution(f"c{number}", on=ON, stakeholder=who) for number, who in enumerate(stakeholders)]
    return Process("p", ledger=Ledger(said))


def names(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def test_a_letter_goes_when_its_reader_gets_none_any_more(tmp_path):
    """A folder is passed on as it is, and what was erased from the document must not stay in a letter."""
    write(heard("ann", "ben"), on=ON, out=tmp_path)
    assert {"letters/ann.md", "letters/ben.md"} < names(tmp_path)
    paths = write(heard("ben"), on=ON, out=tmp_path)
    assert {"index.html", "letters/ben.md", "process.json", "sha256sums.txt"} == names(tmp_path)
    assert set(paths) == {path for path in tmp_path.rglob("*") if path.is_file()}


def test_what_a_report_did_not_write_or_somebody_changed_stays(tmp_path):
    """A coordinator may have put a word of their own below a letter, and keeps other things in the folder too."""
    write(heard("ann", "ben", "cas"), on=ON, out=tmp_path)
    (tmp_path / "letters" / "ann.md").write_text("with a word of mine")
    (tmp_path / "letters" / "dan.md").write_text("by hand")
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "letters" / "ben.md").rename(tmp_path / "ben.md")
    (tmp_path / "letters" / "ben.md").symlink_to(tmp_path / "ben.md")
    write(heard(), on=ON, out=tmp_path)
    kept = {"letters/ann.md", "letters/ben.md", "letters/dan.md", "ben.md", "notes.txt"}
    assert kept == names(tmp_path) - {"index.html", "process.json", "sha256sums.txt"}


@pytest.mark.parametrize("name", ["../mine.txt", "/mine.txt", "letters/../../mine.txt", "letters/..", "other/mine.txt"])
def test_a_list_from_a_stranger_removes_nothing_elsewhere(tmp_path, name):
    """Folders are sent about; a list in one must not reach beyond the report."""
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    report = tmp_path / "report"
    (report / "other").mkdir(parents=True)
    (report / "letters").mkdir()
    (report / "other" / "mine.txt").write_text("mine")
    checksum = sha256(b"mine").hexdigest()
    (report / "sha256sums.txt").write_text(f"{checksum}  {name}\nno line of ours\n")
    write(heard(), on=ON, out=report)
    assert "mine" == mine.read_text() == (report / "other" / "mine.txt").read_text()


def test_the_list_says_what_the_files_hold(tmp_path):
    """`sha256sum --check` finds a file that was damaged on its way."""
    paths = write(heard("ann"), on=ON, out=tmp_path)
    listed = [f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(tmp_path)}" for path in paths[:-1]]
    assert listed == paths[-1].read_text().splitlines()


def test_any_key_has_its_letter(tmp_path):
    """Keys are the host's own ids, and may be longer than a file's name."""
    write(heard("a" * 200), on=ON, out=tmp_path)
    (letter,) = (tmp_path / "letters").iterdir()
    assert letter.name.startswith("aaa")
    assert len(letter.name) <= 100


def test_the_public_edition_holds_neither_letters_nor_the_document(tmp_path):
    """What was said in confidence lies beside no page that is published."""
    desk = {
        path.relative_to(tmp_path / "desk").as_posix() for path in write(heard("ann"), on=ON, out=tmp_path / "desk")
    }
    public = {
        path.relative_to(tmp_path / "public").as_posix()
        for path in write(heard("ann"), on=ON, out=tmp_path / "public", edition="public")
    }
    assert {"process.json"} | {name for name in desk if name.startswith("letters/")} == desk - public
    assert set() == public - desk
    with pytest.raises(InvalidValueError, match="edition: expected one of desk, public"):
        write(heard("ann"), on=ON, out=tmp_path, edition="board")
