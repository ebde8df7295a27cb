"""A file is read whole or refused, and replaced whole or left as it was."""

import io
import os
import threading
from pathlib import Path

import pytest

from involvement import (
    DocumentError,
    InvalidValueError,
    LimitExceeded,
    Limits,
    Process,
    dump,
    dumps,
    load,
    loads,
)

PROCESS = Process("screening", title="Früherkennung \u2028 \U0001f600", methods=["survey"])


@pytest.mark.parametrize("name", ["process.json", "process.toml", "PROCESS.JSON", "process.TOML"])
@pytest.mark.parametrize("kind", [str, Path])
def test_the_name_of_a_file_tells_its_format(tmp_path, name, kind):
    """The same two verbs, whatever people prefer to write."""
    path = kind(tmp_path / name)
    dump(PROCESS, path)
    assert PROCESS == load(path)
    assert dumps(PROCESS, name[-4:].lower()).encode() == Path(path).read_bytes()


def test_a_format_that_is_named_wins_over_the_name(tmp_path):
    """Some systems keep documents under names of their own."""
    dump(PROCESS, tmp_path / "process.json", "toml")
    dump(PROCESS, tmp_path / "process", format="json")
    assert [PROCESS, PROCESS] == [load(tmp_path / "process.json", "toml"), load(tmp_path / "process", format="json")]


@pytest.mark.parametrize("format_name", ["json", "toml"])
def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path, format_name):
    """Some editors leave one, and nobody sees it."""
    path = tmp_path / f"process.{format_name}"
    path.write_bytes(b"\xef\xbb\xbf" + dumps(PROCESS, format_name).encode())
    assert [PROCESS, PROCESS] == [load(path), loads(path.read_bytes(), format_name)]


@pytest.mark.parametrize("mode", ["", "b"])
@pytest.mark.parametrize("name", ["process.json", "process.toml", "process"])
def test_open_files_are_read_and_written(tmp_path, name, mode):
    """Archives, uploads and pipes are open files and have no path."""
    encoding = None if mode else "utf-8"
    with (tmp_path / name).open(f"w{mode}", encoding=encoding, newline=None if mode else "") as file:
        dump(PROCESS, file)
    with (tmp_path / name).open(f"r{mode}", encoding=encoding, newline=None if mode else "") as file:
        assert PROCESS == load(file)


@pytest.mark.parametrize("file", [io.StringIO, io.BytesIO])
def test_what_is_open_in_memory_holds_json_unless_said_otherwise(file):
    """Without a name there is nothing else to go by."""
    stream = file()
    dump(PROCESS, stream)
    stream.seek(0)
    assert PROCESS == load(stream)
    stream = file()
    dump(PROCESS, stream, "toml")
    stream.seek(0)
    assert PROCESS == load(stream, "toml")


def test_a_pipe_gives_its_text_in_parts():
    """One read of a pipe is rarely all that is in it."""
    reader, writer = os.pipe()

    def send() -> None:
        with os.fdopen(writer, "wb", buffering=0) as file:
            for byte in dumps(PROCESS).encode():
                file.write(bytes([byte]))

    sender = threading.Thread(target=send)
    sender.start()
    with os.fdopen(reader, "rb", buffering=0) as file:
        assert PROCESS == load(file)
    sender.join()


def unreadable(folder: Path) -> dict[str, object]:
    (folder / "folder.json").mkdir()
    (folder / "latin.json").write_bytes('{"title": "é"}'.encode("latin-1"))
    (folder / "loop.json").symlink_to(folder / "loop.json")
    closed = io.StringIO()
    closed.close()
    latin = (folder / "latin.json").open(encoding="utf-8")
    return {
        "missing.json: cannot be read: no such file or folder": folder / "missing.json",
        "folder.json: cannot be read: it is a folder": folder / "folder.json",
        "loop.json: cannot be read: the system does not allow it": folder / "loop.json",
        "a\\x00b.json: cannot be read: the system does not allow it": f"{folder}/a\0b.json",
        "the file: cannot be read: the system does not allow it": closed,
        "latin.json: cannot be read: it is not UTF-8": latin,
        "$: expected UTF-8 text, and byte 11 is none": folder / "latin.json",
    }


def test_a_file_that_cannot_be_read_is_told_by_its_name(tmp_path):
    """The reason is told in our words: the system's depend on its language. The folders are nobody's business."""
    for message, path in unreadable(tmp_path).items():
        with pytest.raises(DocumentError) as caught:
            load(path)
        assert message == str(caught.value)
        if isinstance(path, io.IOBase):
            path.close()


def test_a_file_that_cannot_be_written_is_told_by_its_name(tmp_path):
    """Nothing else can be done for whoever has no room or no right."""
    (tmp_path / "folder.json").mkdir()
    cp1252 = (tmp_path / "text.json").open("w", encoding="cp1252")
    for message, path in {
        "x.json: cannot be written: no such file or folder": tmp_path / "missing" / "x.json",
        "folder.json: cannot be written: it is a folder": tmp_path / "folder.json",
        "text.json: cannot be written: it is not UTF-8": cp1252,
    }.items():
        with pytest.raises(DocumentError) as caught:
            dump(PROCESS, path)
        assert message == str(caught.value)
    cp1252.close()


def test_a_file_larger_than_its_limit_is_not_read_to_its_end(tmp_path):
    """A disk image called process.json must not fill the memory."""
    path = tmp_path / "process.json"
    with path.open("wb") as file:
        file.truncate(2**36)  # 64 GiB with nothing in them
    with pytest.raises(LimitExceeded, match=r"more than 10485760 bytes"):
        load(path)
    with path.open("rb") as file, pytest.raises(LimitExceeded, match=r"more than 1048576 bytes"):
        load(file, "toml")
    with pytest.raises(LimitExceeded, match=r"more than 5 bytes"):
        load(path, limits=Limits(size=5))


def test_what_cannot_be_written_leaves_the_old_file_and_nothing_beside_it(tmp_path):
    """A half-written document is a lost one."""
    path = tmp_path / "process.json"
    dump(PROCESS, path)
    before = path.read_bytes()
    with pytest.raises(DocumentError):
        dump(Process("x", title="\ud800"), path)
    assert (before, [path]) == (path.read_bytes(), list(tmp_path.iterdir()))


@pytest.mark.parametrize(
    ("call", "place"),
    [
        (lambda: loads("{}", "yaml"), "format"),
        (lambda: loads("{}", None), "format"),
        (lambda: loads(None), "text"),
        (lambda: loads({}), "text"),
        (lambda: dumps(PROCESS, "yaml"), "format"),
        (lambda: dumps(None), "process"),
        (lambda: load("process.yaml"), "format"),
        (lambda: load("process"), "format"),
        (lambda: load("process.json", "yaml"), "format"),
        (lambda: loads("{}", limits=None), "limits"),
        (lambda: load("process.json", limits=5), "limits"),
        (lambda: load(7), "path_or_file"),
        (lambda: load(Words()), "path_or_file"),
        (lambda: dump(PROCESS, None), "path_or_file"),
        (lambda: dump(PROCESS, "process.txt"), "format"),
    ],
)
def test_wrong_use_is_told_as_that(call, place):
    """Misuse is the program's mistake, not the document's, and says which argument."""
    with pytest.raises(InvalidValueError) as caught:
        call()
    assert place == caught.value.where


class Words:
    """Not a file, though it can be read."""

    def read(self, _size: int) -> list[str]:
        return ["word"]
