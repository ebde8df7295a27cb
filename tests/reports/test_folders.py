"""A report in a folder that was used before: what is stale goes, what is somebody else's stays."""

from datetime import date
from hashlib import sha256

import pytest

from involvement import Contribution, InvalidValueError, Ledger, Process, load
from involvement.privacy import for_edition, redacted
from involvement.reports import write, write_letters
from involvement.snapshots import Snapshot

ON = date(2026, 11, 23)


def heard(*stakeholders):
    """A process in which these had said something, who get a letter therefore."""
    said = [Contribution(f"c{number}", on=ON, stakeholder=who) for number, who in enumerate(stakeholders)]
    return Process("p", ledger=Ledger(said))


def names(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def test_a_letter_goes_when_its_reader_gets_none_any_more(tmp_path):
    """A folder is passed on as it is, and what was erased from the document must not stay in a letter."""
    write_letters(heard("ann", "ben"), on=ON, out=tmp_path)
    assert {"letter-1.md", "letter-2.md"} < names(tmp_path)
    paths = write_letters(heard("ben"), on=ON, out=tmp_path)
    assert {"index.md", "letter-1.md", "sha256sums.txt"} == names(tmp_path)
    assert "# For whom each letter is\n\n- [letter-1.md](letter-1.md) ben\n" == (tmp_path / "index.md").read_text()
    assert set(paths) == {path for path in tmp_path.rglob("*") if path.is_file()}


def test_what_a_report_did_not_write_or_somebody_changed_stays(tmp_path):
    """A coordinator may have put a word of their own below a letter, and keeps other things in the folder too."""
    write_letters(heard("ann", "ben", "cas"), on=ON, out=tmp_path)
    (tmp_path / "letter-1.md").write_text("with a word of mine")
    (tmp_path / "letter-4.md").write_text("by hand")
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "letter-2.md").rename(tmp_path / "ben.md")
    (tmp_path / "letter-2.md").symlink_to(tmp_path / "ben.md")
    write_letters(heard(), on=ON, out=tmp_path)
    kept = {"letter-1.md", "letter-2.md", "letter-4.md", "ben.md", "notes.txt"}
    assert kept == names(tmp_path) - {"index.md", "sha256sums.txt"}


@pytest.mark.parametrize("name", ["../mine.txt", "/mine.txt", "other/../../mine.txt", "other/..", "other/mine.txt"])
def test_a_list_from_a_stranger_removes_nothing_elsewhere(tmp_path, name):
    """Folders are sent about; a list in one must not reach beyond the report."""
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    report = tmp_path / "report"
    (report / "other").mkdir(parents=True)
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


def test_no_name_of_a_file_tells_whose_letter_it_is(tmp_path):
    """Folders are listed in backups and mails; and keys are the host's own ids, longer than a file's name may be."""
    write_letters(heard("a" * 200, "CASE/2024/0017"), on=ON, out=tmp_path)
    assert {"index.md", "letter-1.md", "letter-2.md", "sha256sums.txt"} == names(tmp_path)
    with pytest.raises(InvalidValueError, match="edition: expected public, the edition of the snapshot"):
        write_letters(for_edition(Snapshot(heard(), ON), "public"), out=tmp_path)


def test_the_document_is_beside_the_page_only_where_it_is_asked_for(tmp_path):
    """Whoever passes on a page does not know what lies beside it. Counts are there to be checked against."""
    whole = heard("ann")
    assert {"index.html", "sha256sums.txt"} == {path.name for path in write(whole, on=ON, out=tmp_path / "desk")}
    write(Snapshot(whole, ON), out=tmp_path / "desk", document=True)
    assert whole == load(tmp_path / "desk" / "process.json")
    for edition in ("partners", "public"):
        write(whole, on=ON, out=tmp_path / edition, edition=edition, document=True)
        told = f"process-{edition}.json"
        assert {"index.html", "figures.json", told, "sha256sums.txt"} == names(tmp_path / edition)
        assert redacted(whole, edition) == load(tmp_path / edition / told)
    assert "ann" not in (tmp_path / "public" / "process-public.json").read_text()


def test_an_edition_and_a_rule_are_checked_at_once(tmp_path):
    """A misspelt edition must not fall back to one that shows more."""
    with pytest.raises(InvalidValueError, match="edition: expected one of desk, partners, public"):
        write(heard("ann"), on=ON, out=tmp_path, edition="board")
    with pytest.raises(InvalidValueError, match="rule: expected a value of type DisclosureRule"):
        write(heard("ann"), on=ON, out=tmp_path, edition="public", rule="nhs")
    assert not names(tmp_path)
