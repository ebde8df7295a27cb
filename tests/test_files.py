"""One test over all that writes: whole or nothing, with the permissions and links that were there, and nothing of others touched."""

import ast
import os
import re
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from errno import EEXIST, ENOENT, ENOSPC
from pathlib import Path

import pytest

from involvement import Contribution, DocumentError, InvalidValueError, Ledger, Process, _files, dump, load
from involvement.cli import _parser, main
from involvement.errors import FileError
from involvement.exchange import Reading, write_tables
from involvement.exchange.conversions import WRITTEN, write_as
from involvement.privacy import Figure, Figures, published, write_figures
from involvement.reports import draw_map, write, write_letters

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "involvement"
EXAMPLE = ROOT / "examples" / "diabetes_user_group.toml"
PROCESS = load(EXAMPLE)
ON = date(2026, 11, 23)
SMALL = Process("p", ledger=Ledger([Contribution("c", on=ON, stakeholder="members")]))
OLD = "old"
OPENING = re.compile(
    r'(?<![\w.])(?<!def )open\(|\bos\.(?:open|replace|rename|remove|unlink|mkdir|makedirs)\(|\.open\(\s*"'
    r"|(?<!_files)\.(?:write_text|write_bytes|read_bytes|touch|unlink|mkdir|rename|rmdir|symlink_to)\(|\b(?:tempfile|shutil)\b"
)


class RefusedError(Exception):
    """The command line said no."""


def command(*arguments: object) -> None:
    if main([str(each) for each in arguments]):
        raise RefusedError


def converted(form: str) -> Callable[[Path], object]:
    """What writes `converted` in a folder; tables go to a single sheet there."""
    days = {"on": ON, "until": date(2027, 1, 31)}
    return lambda folder: write_as(Reading(PROCESS, form="toml"), form, folder / "a.csv", **days)


FIGURES = published(Figures(ON, [Figure(("size", f"group-{number}"), 20 + number) for number in range(30)]))

# How each writer is called for a folder, and one of the files that it then writes there.
WRITERS: dict[str, tuple[Callable[[Path], object], str]] = {
    "dump": (lambda folder: dump(PROCESS, folder / "a.json"), "a.json"),
    "Picture.write": (lambda folder: draw_map(PROCESS).write(folder / "a.svg"), "a.svg"),
    "write_tables": (lambda folder: write_tables(PROCESS, folder), "flows.csv"),
    "write_tables of one sheet": (lambda folder: write_tables(PROCESS, folder / "a.csv"), "a.csv"),
    "reports.write": (lambda folder: write(SMALL, on=ON, out=folder, document=True), "process.json"),
    "reports.write_letters": (lambda folder: write_letters(PROCESS, on=ON, out=folder), "letter-1.md"),
    "write_figures": (lambda folder: write_figures(FIGURES, folder), "figures.json"),
    **{f"write_as {form}": (converted(form), "a.csv") for form in WRITTEN},
    "report": (lambda folder: command("report", EXAMPLE, "--on", ON, "--out", folder), "map.svg"),
    "letters": (lambda folder: command("letters", EXAMPLE, "--on", ON, "--out", folder), "letter-1.md"),
    "demo": (lambda folder: command("demo", "--out", folder), "map.svg"),
    "convert": (lambda folder: command("convert", EXAMPLE, folder / "a.dot", "--to", "dot", "--force"), "a.dot"),
}  # fmt: skip

writers = pytest.mark.parametrize(("call", "name"), WRITERS.values(), ids=WRITERS)


def test_no_writer_is_forgotten():
    """A new one that is not tried below might lose somebody's file."""
    texts = {path: path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")}
    calling = [
        function.name
        for text in texts.values()
        if "_files.write" in text
        for function in ast.walk(ast.parse(text))
        if isinstance(function, ast.FunctionDef) and "_files.write" in ast.unparse(function)
    ]
    functions = ["_written", "dump", "Picture.write", "write_as", "write_figures", "write_tables"]
    assert sorted(name.rpartition(".")[2] for name in functions) == sorted(calling)
    (verbs,) = (action.choices for action in _parser()._actions if action.choices)
    destinations = {verb: {action.dest for action in parser._actions} for verb, parser in verbs.items()}
    writing = {verb for verb, found in destinations.items() if found & {"out", "target"}}
    assert {"report", "demo", "convert", "letters"} == writing
    assert writing | {"reports.write", "reports.write_letters", *functions} - {"_written"} <= {
        name.partition(" ")[0] for name in WRITERS
    }


def test_no_other_module_opens_a_file():
    """A second writer would be one of another safety. For standard output that is gone there is the null device."""
    found = {
        (path.relative_to(SOURCE).as_posix(), match[0])
        for path in SOURCE.rglob("*.py")
        for match in OPENING.finditer(path.read_text(encoding="utf-8"))
    }
    assert {("cli/streams.py", "os.open(")} == {each for each in found if each[0] != "_files.py"}
    assert {"os.open(", '.open("', "open(", ".mkdir(", ".unlink("} <= {
        what for where, what in found if where == "_files.py"
    }


def tree(folder: Path) -> dict[Path, bytes]:
    """What the files in a folder hold."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def temporary_files(*, beside: Path) -> Iterator[Path]:
    """Files of other programs, by the names that a temporary file of ours might have."""
    for name in (".involvement-0.tmp", ".involvement-1.tmp", f".{beside.name}.tmp", f".{beside.name}.0.tmp"):
        path = beside.with_name(name)
        path.write_text("theirs")
        yield path


@writers
def test_permissions_stay_links_are_followed_and_nothing_of_others_is_touched(tmp_path, call, name):
    """A private file must not be opened to all, a link not become a file, another program's file not be lost."""
    folder, real = tmp_path / "folder", tmp_path / "real" / "kept"
    link = folder / name
    for path in (link, real):
        path.parent.mkdir(parents=True)
    real.write_text(OLD)
    real.chmod(0o620)
    link.symlink_to(real)
    others = [*temporary_files(beside=real), *temporary_files(beside=link)]
    before = os.umask(0o077)
    try:
        call(folder)
    finally:
        os.umask(before)
    assert real == link.readlink()
    assert OLD != real.read_text(encoding="utf-8")
    assert 0o620 == stat.S_IMODE(real.stat().st_mode)
    assert {"theirs"} == {path.read_text() for path in others}
    assert set(others) == set(tmp_path.rglob("*.tmp"))


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """A disk on which no file may have more bytes."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@writers
@pytest.mark.parametrize("size", [10, 1000])
def test_a_disk_that_is_full_leaves_all_as_it_was(tmp_path, capsys, call, name, size):
    """Disks fill up at any moment, in the middle of a text or after the first of many."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(OLD)
    before = tree(tmp_path)
    with room_for(size), pytest.raises((FileError, RefusedError)):
        call(tmp_path)
    assert before == tree(tmp_path)
    capsys.readouterr()


@writers
def test_a_folder_in_the_way_is_refused_and_leaves_all_as_it_was(tmp_path, capsys, call, name):
    """A name that is taken is found out before anything is replaced."""
    (tmp_path / name).mkdir(parents=True)
    (tmp_path / "index.html").write_text(OLD)
    before = tree(tmp_path)
    with pytest.raises((FileError, RefusedError)):
        call(tmp_path)
    assert before == tree(tmp_path)
    assert len(capsys.readouterr().err.splitlines()) <= 1


@writers
def test_a_new_file_has_the_permissions_that_new_files_have(tmp_path, call, name):
    """Whoever shares a folder with a team has set that up, and means it for these files too."""
    before = os.umask(0o027)
    try:
        call(tmp_path)
    finally:
        os.umask(before)
    assert 0o640 == stat.S_IMODE((tmp_path / name).stat().st_mode)


@pytest.mark.parametrize("name", ["dump", "Picture.write", "write_as dot", "write_tables of one sheet", "convert"])
def test_a_pipe_takes_the_text_and_stays_a_pipe(tmp_path, name):
    """`convert IN >(program)`: nothing can be put in the place of a pipe, and nothing is lost by writing into it."""
    call, file = WRITERS[name]
    pipe = tmp_path / file
    os.mkfifo(pipe)
    taken: list[str] = []
    reader = threading.Thread(target=lambda: taken.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    call(tmp_path)
    reader.join(timeout=60)
    (tmp_path / "fresh").mkdir()
    call(tmp_path / "fresh")
    assert [(tmp_path / "fresh" / file).read_text(encoding="utf-8")] == taken
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_device_that_is_full_is_said_to_be():
    """The reason is told in our words: the system's depend on its language."""
    with pytest.raises(FileError, match="full: cannot be written: the disk is full") as caught:
        dump(PROCESS, "/dev/full", format="json")
    assert ENOSPC == caught.value.errno
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_the_longest_name_can_be_written(tmp_path):
    """A name of 255 bytes leaves no room for the name of a temporary file that is made from it."""
    path = tmp_path / f"{'n' * 250}.json"
    dump(PROCESS, path)
    assert PROCESS == load(path)


def test_a_link_to_what_is_not_there_yet_is_followed(tmp_path):
    """Folders that are mounted later are prepared so."""
    link = tmp_path / "a.json"
    link.symlink_to(tmp_path / "b.json")
    dump(PROCESS, link)
    assert (True, PROCESS) == (link.is_symlink(), load(tmp_path / "b.json"))


def test_what_is_there_already_can_be_protected(tmp_path):
    """All or nothing: where one file is in the way, the others are not written either."""
    (tmp_path / "b").write_text(OLD)
    with pytest.raises(FileError, match="b: cannot be written: a file of that name is there already") as caught:
        _files.write_folder(tmp_path, {"a": "new", "b": "new"}, overwrite=False)
    assert (EEXIST, {tmp_path / "b": b"old"}) == (caught.value.errno, tree(tmp_path))


def missing(path: Path) -> list[Callable[[], object]]:
    return [
        lambda: load(path),
        lambda: load(str(path)),
        lambda: dump(PROCESS, path / "below.json"),
        lambda: draw_map(PROCESS).write(path / "below.svg"),
        lambda: write_tables(PROCESS, path / "below.csv"),
        lambda: _files.remove(path),
        lambda: _files.entries(path),
    ]


def test_what_is_missing_is_one_error_that_is_also_the_system_s(tmp_path):
    """Programs catch `OSError` or ours; both must do, and the number tells what is the matter."""
    for call in missing(tmp_path / "nowhere.json"):
        with pytest.raises(OSError, match="no such file or folder") as caught:
            call()
        assert isinstance(caught.value, DocumentError)
        assert (ENOENT, caught.value.path) == (caught.value.errno, caught.value.filename)
        assert str(tmp_path) not in str(caught.value)


def test_a_name_is_shown_in_a_line_and_in_short():
    """A text that was given for a path, or a name that steers the terminal, must not fill a log."""
    for name, shown in (("\x1b[2J\udcff\n", "\\x1b[2J\\udcff\\n"), ("n" * 300, "n" * 100 + "...")):
        with pytest.raises(FileError) as caught:
            load(name, format="json")
        assert shown == caught.value.path
        assert str(caught.value).isprintable()


class Stream:
    """Neither of text nor of bytes."""

    def __init__(self, **methods: Callable[..., object]) -> None:
        vars(self).update(methods)


@pytest.mark.parametrize(
    "call",
    [
        lambda: _files.read(Stream(read=lambda _: 7), 10),
        lambda: _files.read(Stream(read=lambda: ""), 10),
        lambda: _files.read(Stream(write=print), 10),
        lambda: _files.read_bytes(Stream(read=lambda _: ""), 10),
        lambda: _files.write(Stream(read=print), "text"),
        lambda: _files.write(Stream(write=lambda: 7), "text"),
        lambda: _files.name_of(7),
        lambda: _files.path_of("path", 7),
        lambda: draw_map(PROCESS).write(7),
        lambda: write_tables(PROCESS, None),
        lambda: write(PROCESS, on=ON, out=7),
    ],
)
def test_what_is_no_file_is_refused(call):
    """A slip of the caller is told as one, whatever it was."""
    with pytest.raises(InvalidValueError, match="path"):
        call()


def test_a_line_is_added_to_the_end_of_a_file(tmp_path):
    """A log that is written anew with each line can lose all of them."""
    path = tmp_path / "log"
    for line in ("one", "zwei é 2"):
        _files.append(path, line)
    assert path.read_text("utf-8") == "one\nzwei é 2\n"
    path.write_text("cut off", "utf-8")
    _files.append(str(path), "three")
    assert path.read_text("utf-8") == "cut off\nthree\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_new_file_of_lines_is_its_owners_alone(tmp_path):
    """Others on the machine need not read who was erased when; the permissions of an old file stay."""
    path = tmp_path / "log"
    _files.append(path, "one")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    _files.append(path, "two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_line_that_cannot_be_added_is_told(tmp_path):
    """By its own name, without its folders."""
    for path in (tmp_path, tmp_path / "none" / "log"):
        with pytest.raises(FileError, match=f"^{path.name}: cannot be written: "):
            _files.append(path, "one")
    with pytest.raises(FileError, match="cannot be written"):
        _files.append("a\0b", "one")
