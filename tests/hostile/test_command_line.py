"""Does the command line refuse what is hostile or broken: soon, in one line, and without much memory?"""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import process_time

import pytest

from involvement.cli import main

DAY = "2026-11-23"
SECONDS = 1.0
MEBIBYTES = 256


def document(**parts: object) -> bytes:
    """A document that is right but for these parts."""
    return json.dumps({"format": "involvement", "version": 1, "key": "p", **parts}).encode()


def with_map(**parts: object) -> bytes:
    return document(decision_map={"forums": [{"key": "board"}, {"key": "group"}], **parts})


def seat(votes: object) -> bytes:
    return with_map(forums=[{"key": "board", "seats": [{"stakeholder": "members", "votes": votes}]}])


def meeting(rule: str, **parts: object) -> bytes:
    return with_map(forums=[{"key": "board", "meetings": {"rule": rule, "start": "2026-01-05", **parts}}])


def toml(text: str) -> bytes:
    return f'format = "involvement"\nversion = 1\nkey = "p"\n{text}\n'.encode()


HEAD = b'{"format": "involvement", "version": 1, "key": "p", '
JSON: dict[str, Callable[[], bytes]] = {
    "nothing at all": lambda: b"",
    "white space": lambda: b" \n\t",
    "lists, deep": lambda: b"[" * 100_000 + b"]" * 100_000,
    "lists, deep, inside": lambda: HEAD + b'"methods": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "lists, deep, not closed": lambda: b"[" * 1_000_000,
    "objects, deep": lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "a name twice": lambda: HEAD + b'"title": "a", "title": "b"}',
    "a name twice, inside": lambda: HEAD + b'"stakeholders": [{"key": "a", "kind": "person", "kind": "group"}]}',
    "not a number": lambda: HEAD + b'"decision_map": {"flows": [{"source": "a", "target": "b", "days": NaN}]}}',
    "infinity": lambda: HEAD + b'"decision_map": {"flows": [{"source": "a", "target": "b", "days": -Infinity}]}}',
    "a number that overflows": lambda: HEAD + b'"title": 1e999}',
    "an endless whole number": lambda: HEAD + b'"title": ' + b"9" * 1_000_000 + b"}",
    "a whole number of 4,301 digits": lambda: HEAD + b'"title": ' + b"9" * 4_301 + b"}",
    "half a character": lambda: HEAD + b'"title": "\\ud800"}',
    "twelve megabytes of nothing": lambda: b"[" + b"{}," * 4_000_000 + b"{}]",
    "nine megabytes of nothing": lambda: HEAD + b'"methods": [' + b"{}," * 3_000_000 + b"{}]}",
    "names that all hash alike": lambda: json.dumps({str(n * (2**61 - 1)): n for n in range(20_000)}).encode(),
    "a byte order mark": lambda: b"\xef\xbb\xbf" + b'"nothing else"',
    "cut short": lambda: document(title="a title")[:-4],
    "more after the end": lambda: document() + b" {}",
    "Latin-1": lambda: document().replace(b'"p"', b'"p", "title": "caf\xe9"'),
    "UTF-16": lambda: document().decode().encode("utf-16"),
    "bytes of all sorts": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100,
    "zeroes": lambda: b"\x00" * 100_000,
    "a list": lambda: b"[]",
    "a text": lambda: b'"involvement"',
    "null": lambda: b"null",
    "no key": lambda: b'{"format": "involvement", "version": 1}',
    "another format": lambda: b'{"format": "bpmn", "version": 1, "key": "p"}',
    "a version to come": lambda: b'{"format": "involvement", "version": 999, "key": "p"}',
    "a version below all": lambda: b'{"format": "involvement", "version": -1, "key": "p"}',
    "an unknown name": lambda: document(consent_withdrawn=True),
    "an unknown name that steers a terminal": lambda: document(**{"a\nb\x1b[31m\x07": 1}),
    "an unknown name without end": lambda: document(**{"a" * 60_000: 1}),
    "true for a number": lambda: with_map(flows=[{"source": "group", "target": "board", "days": True}]),
    "text for a number": lambda: with_map(flows=[{"source": "group", "target": "board", "days": "7"}]),
    "part of a day": lambda: with_map(flows=[{"source": "group", "target": "board", "days": 7.9}]),
    "less than no days": lambda: with_map(flows=[{"source": "group", "target": "board", "days": -1}]),
    "days beyond counting": lambda: with_map(flows=[{"source": "group", "target": "board", "days": 10**400}]),
    "text for votes": lambda: seat("7"),
    "true for votes": lambda: seat(True),
    "part of a vote": lambda: seat(7.9),
    "a number for a key": lambda: document(key=7),
    "a number for a title": lambda: document(title=7),
    "null for text": lambda: document(key=None),
    "a text for a list": lambda: document(methods="survey"),
    "a time of day": lambda: with_map(decisions=[{"key": "d", "made_at": "board", "on": "2026-01-05T10:00:00"}]),
    "a day that is none": lambda: with_map(decisions=[{"key": "d", "made_at": "board", "on": "2026-02-30"}]),
    "a day written otherwise": lambda: with_map(decisions=[{"key": "d", "made_at": "board", "on": "03/04/2026"}]),
    "a key that is none": lambda: document(key=" ../../etc/passwd"),
    "a text of a megabyte": lambda: document(title="a" * 1_000_000),
    "a list of 200,000": lambda: document(methods=["a"] * 200_000),
    "a flow to nowhere": lambda: with_map(flows=[{"source": "group", "target": "bord"}]),
    "two forums of one key": lambda: with_map(forums=[{"key": "a"}, {"key": "a"}]),
    "meetings every nought weeks": lambda: meeting("FREQ=WEEKLY;INTERVAL=0"),
    "meetings every minus one weeks": lambda: meeting("FREQ=WEEKLY;INTERVAL=-1"),
    "meetings every second": lambda: meeting("FREQ=SECONDLY;COUNT=1000000000"),
    "meetings on a weekday that is none": lambda: meeting("FREQ=MONTHLY;BYDAY=99999MO"),
    "meetings counted in other digits": lambda: meeting("FREQ=DAILY;COUNT=٣"),
    "meetings far apart": lambda: meeting(f"FREQ=DAILY;INTERVAL={'9' * 30}"),
    "meetings counted without end": lambda: meeting(f"FREQ=DAILY;COUNT={'9' * 5_000}"),
    "meetings by a rule without end": lambda: meeting("FREQ=DAILY;" * 50_000),
}
TOML: dict[str, Callable[[], bytes]] = {
    "a name of 20,000 parts": lambda: toml(".".join(["a"] * 20_000) + " = 1"),
    "600 names of 300 parts": lambda: toml("\n".join(".".join([f"a{n}"] * 300) + " = 1" for n in range(600))),
    "a table of 20,000 parts": lambda: toml("[" + ".".join(["a"] * 20_000) + "]"),
    "lists, deep": lambda: toml("methods = " + "[" * 100_000 + "]" * 100_000),
    "tables in a line, deep": lambda: toml("title = " + "{a = " * 50_000 + "1" + "}" * 50_000),
    "not a number": lambda: toml("title = nan"),
    "infinity": lambda: toml("title = -inf"),
    "a number that overflows": lambda: toml("title = 1e400"),
    "a long hexadecimal": lambda: toml("title = 0x" + "f" * 100_000),
    "two megabytes of escapes": lambda: toml('title = "' + "\\u0041" * 350_000 + '"'),
    "a name twice": lambda: toml('title = "a"\ntitle = "b"'),
    "a table twice": lambda: toml("[decision_map]\n[decision_map]"),
    "a time of day": lambda: toml('[[decision_map.decisions]]\nkey = "d"\nmade_at = "b"\non = 2026-01-05T10:00:00'),
    "an unknown escape": lambda: toml('title = "\\q"'),
    "a control character": lambda: toml('title = "\x00"'),
    "a carriage return alone": lambda: toml('title = "a"\rtitle = "b"'),
    "Latin-1": lambda: toml("").replace(b'"p"', b'"caf\xe9"'),
    "JSON": document,
    "bytes of all sorts": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100,
    "comments of eleven megabytes": lambda: b"#" * 11_000_000,
    "an unknown name that steers a terminal": lambda: toml('"a\\nb\\u001b[31m" = 1'),
}
PAYLOADS = [
    *(pytest.param(make, ".json", id=f"json: {name}") for name, make in JSON.items()),
    *(pytest.param(make, ".toml", id=f"toml: {name}") for name, make in TOML.items()),
]
WORST = [
    (".json", "lists, deep, not closed"),
    (".json", "twelve megabytes of nothing"),
    (".json", "nine megabytes of nothing"),
    (".json", "a list of 200,000"),
    (".toml", "a name of 20,000 parts"),
    (".toml", "comments of eleven megabytes"),
]


@pytest.fixture(autouse=True, scope="module")
def rooms():
    """The rooms are imported before anything is timed: that is no part of a refusal."""
    return import_module("involvement.checks"), import_module("involvement.documents")


def refused_in_one_line(said: str) -> bool:
    """One line that starts with the name of the command, is not too long, and steers no terminal."""
    (line,) = said.splitlines()
    return line.startswith("involvement: ") and len(line) < 700 and line.isprintable()


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".json", document()),
        (".json", with_map(flows=[{"source": "group", "target": "board", "days": 7}])),
        (".json", seat(7)),
        (".json", meeting("FREQ=WEEKLY;INTERVAL=2")),
        (".toml", toml('title = "caf\u00e9"')),
    ],
    ids=["json", "json with a map", "json with a seat", "json with meetings", "toml"],
)
def test_the_same_documents_without_their_fault_are_read(suffix, content, tmp_path, capsys):
    """Else the payloads below would be refused for something that they all share."""
    path = tmp_path / f"document{suffix}"
    path.write_bytes(content)
    assert main(["check", str(path), "--on", DAY]) in {0, 1}
    assert "" == capsys.readouterr().err


@pytest.mark.parametrize(("make", "suffix"), PAYLOADS)
def test_what_is_hostile_or_broken_is_refused_in_one_line_within_a_second(make, suffix, tmp_path, capsys):
    """A file from a stranger must neither stop the work nor say more than where it is wrong."""
    path = tmp_path / f"document{suffix}"
    path.write_bytes(make())
    begun = process_time()
    status = main(["check", str(path), "--on", DAY])
    spent = process_time() - begun
    said = capsys.readouterr()
    assert (2, "") == (status, said.out)
    assert refused_in_one_line(said.err)
    assert spent < SECONDS


@pytest.mark.parametrize("name", JSON)
def test_standard_input_is_no_way_around(name, tmp_path, capsys, monkeypatch):
    """The same limits must hold where no file name and no size is known."""
    path = tmp_path / "document"
    path.write_bytes(JSON[name]())
    with path.open(encoding="latin-1") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert 2 == main(["check", "-", "--on", DAY])
    assert refused_in_one_line(capsys.readouterr().err)


MEASURED = """
import sys
from involvement.cli import main
status = main(sys.argv[1:])
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(peak.split()[1])
sys.exit(status)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of a process is read where Linux says it")
@pytest.mark.parametrize(("suffix", "name"), WORST, ids=lambda part: part)
def test_what_is_refused_takes_little_memory(suffix, name, tmp_path):
    """A small server must survive the same file; its own interpreter is counted too."""
    path = tmp_path / f"document{suffix}"
    path.write_bytes({".json": JSON, ".toml": TOML}[suffix][name]())
    command = [sys.executable, "-c", MEASURED, "check", str(path), "--on", DAY]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert 2 == said.returncode
    assert refused_in_one_line(said.stderr)
    assert int(said.stdout) / 1024 < MEBIBYTES


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device without end")
@pytest.mark.parametrize("origin", ["json", "toml"])
def test_a_stream_without_end_is_refused(origin):
    """Reading must stop at the limit, not at the end: some streams have none."""
    with Path("/dev/zero").open("rb") as endless:
        command = [sys.executable, "-m", "involvement", "convert", "-", "-", "--from", origin]
        said = subprocess.run(command, stdin=endless, capture_output=True, text=True, check=False, timeout=60)
    assert (2, "") == (said.returncode, said.stdout)
    assert refused_in_one_line(said.stderr)


SECRET = "Ms A. Person, 12 Example Street"


@pytest.mark.parametrize(
    "parts",
    [
        {"level": SECRET},
        {"stakeholders": [{"key": "a", "role": SECRET}]},
        {"stakeholders": [{"key": f" {SECRET}"}]},
        {"stakeholders": [{"key": "a", "kind": "person", "title": SECRET}]},
        {"decision_map": {"flows": [{"source": "a", "target": "b", "days": SECRET}]}},
        {"decision_map": {"forums": [{"key": "a", "meetings": {"rule": SECRET, "start": "2026-01-01"}}]}},
        {"decision_map": {"decisions": [{"key": "a", "made_at": "b", "on": SECRET}]}},
    ],
    ids=lambda parts: next(iter(parts)),
)
def test_a_refusal_says_the_place_and_not_the_value(parts, tmp_path, capsys):
    """What stands in a field may be personal; the line may end in a log."""
    path = tmp_path / "document.json"
    path.write_bytes(document(**parts))
    assert 2 == main(["check", str(path), "--on", DAY])
    said = capsys.readouterr().err
    assert refused_in_one_line(said)
    assert next(iter(parts)) in said
    assert not re.search("Person|Street", said)
