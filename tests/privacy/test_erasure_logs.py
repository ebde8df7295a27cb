"""Does the log find who was erased again, name nobody, and read what a damaged file holds with clear errors?"""

import hmac
import io
import json
from datetime import date
from hashlib import sha256

import pytest

from involvement import DocumentError, InvalidValueError, LimitExceeded, Limits, Process, Stakeholder, dumps, loads
from involvement.errors import FileError
from involvement.privacy import (
    ErasureEntry,
    append_erasure,
    erase,
    erasure_entry,
    pseudonyms,
    read_erasures,
    replay,
)
from tests.privacy.everywhere import P, Q, everywhere

KEY = bytes(range(7, 39))
ON = {"on": date(2026, 11, 2), "basis": "consent_withdrawn"}
PEOPLE = Process("screening", stakeholders=[Stakeholder(P, kind="person"), Stakeholder("members", kind="group")])


def by_hand(key: bytes, process: str, person: str) -> str:
    """RFC 2104 by the standard library, over the parts, each behind its length in four bytes."""
    parts = (b"involvement erasure 1", process.encode(), person.encode())
    return hmac.new(key, b"".join(len(part).to_bytes(4, "big") + part for part in parts), sha256).hexdigest()


def test_an_entry_says_that_when_and_on_which_ground_and_nothing_else():
    """Whoever reads the log learns that people were erased, and never who or what."""
    entry = erasure_entry(PEOPLE, P, **ON, key=KEY)
    assert json.loads(entry.line) == {
        "digest": by_hand(KEY, "screening", P), "on": "2026-11-02", "basis": "consent_withdrawn"
    }  # fmt: skip
    assert entry == ErasureEntry(by_hand(KEY, "screening", P), on=date(2026, 11, 2), basis="consent_withdrawn")
    assert entry.digest not in repr(entry)


def test_a_digest_is_of_one_key_one_process_and_no_pseudonym():
    """Two logs cannot be joined, and a published pseudonym does not lead to the log."""
    digests = {
        erasure_entry(Process(process), person, **ON, key=key).digest
        for process, person in (("bc", "a"), ("b", "ca"), ("c", "ab"))
        for key in (KEY, KEY[::-1])
    }
    assert len(digests) == 6
    name = pseudonyms(["a"], key=KEY, scope="bc")["a"]
    assert not any(name in digest for digest in digests)


def test_a_log_is_appended_to_and_read_back(tmp_path):
    """What stands in it is never changed; an entry that stands twice counts once."""
    log = tmp_path / "erasures.jsonl"
    entries = [erasure_entry(PEOPLE, person, **ON, key=KEY) for person in ("a", "b")]
    for entry in (*entries, entries[0]):
        before = log.read_bytes() if log.exists() else b""
        append_erasure(log, entry)
        assert log.read_bytes() == before + entry.line.encode() + b"\n"
    assert read_erasures(log) == tuple(entries)
    assert read_erasures(io.StringIO(f"\n {entries[0].line}\r\n\n")) == (entries[0],)
    assert read_erasures(io.BytesIO(b"")) == ()


def test_a_line_that_was_cut_off_spoils_no_other(tmp_path):
    """The machine stopped while a line was written."""
    log = tmp_path / "erasures.jsonl"
    first, second = (erasure_entry(PEOPLE, person, **ON, key=KEY) for person in ("a", "b"))
    log.write_text(f"{first.line}\n{second.line[:40]}", encoding="utf-8")
    append_erasure(log, second)
    with pytest.raises(DocumentError, match=r"^line 2: expected one object of JSON; the line is cut off or damaged$"):
        read_erasures(log)
    lines = log.read_text(encoding="utf-8").splitlines()
    assert [lines[0], lines[2]] == [first.line, second.line]


DIGEST = "0" * 64


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[]", "line 2: expected an object with digest, on, basis"),
        ("{}", "line 2: expected an object with digest, on, basis"),
        ('{"digest": 1, "on": "2026-11-02", "basis": "objection", "who": "canary"}', "line 2: expected an object with"),
        ('{"digest": "canary", "on": "2026-11-02", "basis": "objection"}', "line 2, digest: expected 64 digits"),
        ('{"digest": 5, "on": "2026-11-02", "basis": "objection"}', "line 2, digest: expected 64 digits"),
        (f'{{"digest": "{DIGEST}", "on": "canary", "basis": "objection"}}', "line 2, on: expected a date such as"),
        (f'{{"digest": "{DIGEST}", "on": "2026-99-02", "basis": "objection"}}', "line 2, on: expected a date such as"),
        (f'{{"digest": "{DIGEST}", "on": 20261102, "basis": "objection"}}', "line 2, on: expected a date such as"),
        (
            f'{{"digest": "{DIGEST}", "on": "2026-11-02", "basis": "canary"}}',
            "line 2, basis: expected one of no_longer",
        ),
        (f'{{"digest": "{DIGEST}", "on": "2026-11-02", "basis": ["canary"]}}', "line 2, basis: expected one of"),
        ('{"canary": 1, "canary": 2}', "line 2: "),
        ("canary", "line 2: expected one object of JSON; the line is cut off or damaged"),
        ("\ud800canary", "line 2: expected "),
        ('"\x00canary"', "line 2: expected one object of JSON"),
        ("[" * 100_000, "line 2: "),
    ],
)
def test_a_wrong_line_is_told_by_its_number(line, said):
    """The error says where and what would be right, and nothing that stands there: it may be a name."""
    good = ErasureEntry(DIGEST, on=date(2026, 11, 2), basis="objection").line
    with pytest.raises((DocumentError, LimitExceeded)) as caught:
        read_erasures(io.StringIO(f"{good}\n{line}\n{good}"))
    assert str(caught.value).startswith(said)
    assert "canary" not in f"{caught.value} {caught.value!r}"
    assert caught.value.problems[0].loc[0] == 2


def test_all_wrong_lines_are_told_up_to_twenty():
    """A file that is none of ours should not fill the log."""
    with pytest.raises(DocumentError, match=r"\(and 19 more problems\)"):
        read_erasures(io.StringIO("[]\n" * 50))


def test_a_log_is_read_within_limits(tmp_path):
    """A file that somebody else wrote must not fill the memory."""
    line = ErasureEntry(DIGEST, on=date(2026, 11, 2), basis="objection").line
    with pytest.raises(LimitExceeded, match="more than 100 bytes"):
        read_erasures(io.StringIO(line), limits=Limits(size=100))
    with pytest.raises(LimitExceeded, match="more than 3 lines"):
        read_erasures(io.StringIO(f"{line}\n" * 4), limits=Limits(entries=3))
    assert len(read_erasures(io.StringIO(f"{line}\n" * 3), limits=Limits(entries=3))) == 1
    with pytest.raises(InvalidValueError):
        read_erasures(io.StringIO(line), limits=3)


def test_a_file_that_is_not_there_or_cannot_be_written_is_told(tmp_path):
    """A log that nobody could write is worse than an error."""
    with pytest.raises(FileError, match=r"erasures.jsonl: cannot be read"):
        read_erasures(tmp_path / "erasures.jsonl")
    with pytest.raises(FileError, match=r"erasures.jsonl: cannot be written"):
        append_erasure(tmp_path / "none" / "erasures.jsonl", ErasureEntry(DIGEST, **ON))
    with pytest.raises(InvalidValueError, match="entry: expected a value of type ErasureEntry"):
        append_erasure(tmp_path / "erasures.jsonl", "line")


def test_a_restored_copy_is_as_if_they_were_erased():
    """A backup brings everybody back; the log takes them out again, in whatever order, once or twice."""
    process, canaries = everywhere()
    backup = dumps(process)
    entries = [erasure_entry(process, person, **ON, key=KEY) for person in (P, Q)]
    erased = erase(erase(process, P, **ON).process, Q, **ON).process
    restored = loads(backup)
    for order in (entries, entries[::-1], entries * 2):
        found = replay(restored, order, key=KEY)
        assert (found.process, found.found) == (erased, 2)
        assert found.erasure.process == erased
    again = replay(erased, entries, key=KEY)
    assert (again.process is erased, again.found, again.erasure) == (True, 0, None)
    assert [] == [canary for canary in canaries if canary in dumps(erased)]


def test_entries_of_others_change_nothing():
    """One log may serve many processes, and a key may have been changed."""
    process, _ = everywhere()
    others = [
        erasure_entry(Process("another"), P, **ON, key=KEY),
        erasure_entry(process, P, **ON, key=KEY[::-1]),
        erasure_entry(process, "p-9999", **ON, key=KEY),
        erasure_entry(process, "members", **ON, key=KEY),
    ]
    for entries in (others, []):
        assert replay(process, entries, key=KEY).process is process


@pytest.mark.parametrize("wrong", [b"", b"x" * 31, b"\0" * 32, "text of more than thirty-two characters", None])
def test_a_key_that_could_be_guessed_is_refused(wrong):
    """Whoever guesses it reads the log."""
    with pytest.raises(InvalidValueError, match="key: expected at least 32 random bytes"):
        erasure_entry(PEOPLE, P, **ON, key=wrong)
    with pytest.raises(InvalidValueError, match="key: expected at least 32 random bytes"):
        replay(PEOPLE, [], key=wrong)


def test_wrong_arguments_are_refused_without_what_they_hold():
    """An error ends in a log, and a log is no place for a person."""
    with pytest.raises(InvalidValueError, match="person: expected the key of a person") as caught:
        erasure_entry(PEOPLE, " canary", **ON, key=KEY)
    assert "canary" not in str(caught.value)
    with pytest.raises(InvalidValueError, match="erasures: expected only values of type ErasureEntry"):
        replay(PEOPLE, ["canary"], key=KEY)
    with pytest.raises(InvalidValueError, match="process: "):
        replay("canary", [], key=KEY)
    with pytest.raises(InvalidValueError, match="process: "):
        erasure_entry("canary", P, **ON, key=KEY)
