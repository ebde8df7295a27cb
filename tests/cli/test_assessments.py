"""Does the command line assess as the library does, and say what is wrong with answers and frameworks?"""

import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from involvement import assess, framework
from involvement._reading import unstructure
from involvement.levels import ladder_schema
from involvement.maturity import answer_schema, assessed, framework_schema, frameworks, parse_answers, perception_gap
from involvement.reports import assessment_text

ROOT = Path(__file__).parents[2]
ANSWERS = ROOT / "examples" / "getting_ready_answers.toml"
ONE = {"answers": [{"criterion": "time", "given": "met"}]}
DAY = "2026-09-01"


@pytest.fixture
def refused(said):
    """Runs one command that cannot be done, and gives the lines that say so."""

    def run(*arguments: str) -> list[str]:
        status, answer, complaint = said(*arguments)
        assert (2, "") == (status, answer)
        lines = complaint.splitlines()
        assert all(line.startswith("involvement: ") and line.isprintable() for line in lines)
        return [line.removeprefix("involvement: ") for line in lines]

    return run


@pytest.fixture
def file(tmp_path):
    """Writes a file of that name, and gives its path."""

    def written(name: str, text: str | bytes | dict) -> str:
        path = tmp_path / name
        data = json.dumps(text) if isinstance(text, dict) else text
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return str(path)

    return written


def example():
    used = framework("getting-ready")
    return [assessed(used, each) for each in parse_answers(ANSWERS.read_text("utf-8"), format="toml", framework=used)]


def test_assess_says_what_the_library_says(said):
    """Whoever reads the terminal and whoever calls the library must see the same."""
    assert (0, assessment_text(example()), "") == said("assess", "getting-ready", str(ANSWERS))


def test_assess_gives_exact_data(said):
    """Another program computes with these: numbers are not rounded, and None is not known."""
    status, answer, complaint = said("assess", "getting-ready", str(ANSWERS), "--json")
    assert (0, "") == (status, complaint)
    told = json.loads(answer)
    assert ("getting-ready", "1") == (told["framework"], told["edition"])
    for plain, each in zip(told["assessments"], example(), strict=True):
        assert [each.on.isoformat(), each.about, each.rater, each.role] == [
            plain[name] for name in ("on", "about", "rater", "role")
        ]
        assert [each.level, each.at_least, each.at_most] == [plain[name] for name in ("level", "at_least", "at_most")]
        assert list(each.unknown) == plain["unknown"]
        assert list(each.explain()) == plain["explain"]
        assert [step.effort for step in each.next_steps()] == [step["effort"] for step in plain["next_steps"]]
        assert [part.key for part in each.dimensions] == [part["dimension"] for part in plain["dimensions"]]
    gaps = perception_gap(example())
    assert [unstructure(gap.gap) for gap in gaps] == [gap["gap"] for gap in told["perception_gap"]]
    assert 12 == len(told["rater_agreement"][0]["criteria"])
    assert "-" == told["rater_agreement"][0]["alpha"][0]
    assert "/" in told["rater_agreement"][0]["alpha"]


def test_assess_takes_the_day_and_the_format_from_what_is_typed(said, file, monkeypatch):
    """A stream has no name; a file need not say its day."""
    expected = (0, assessment_text([assess("gunning", {"time": "met"}, on=date(2026, 9, 1))]), "")
    assert expected == said("assess", "gunning", file("a.json", ONE), "--on", DAY)
    assert expected == said(
        "assess", "gunning", file("a.csv", "criterion;given\ntime;met\n"), "--on", DAY, "--delimiter", "semicolon"
    )
    assert expected == said(
        "assess", "gunning", file("a.txt", "criterion,given\ntime,met\n"), "--on", DAY, "--from", "csv"
    )
    for form, text in (("json", json.dumps(ONE)), ("toml", 'answers = [{criterion = "time", given = "met"}]')):
        with io.TextIOWrapper(io.BytesIO(text.encode())) as stdin:
            monkeypatch.setattr(sys, "stdin", stdin)
            assert expected == said(
                "assess", "gunning", "-", "--on", DAY, *(["--from", form] if form == "toml" else [])
            )


def test_a_framework_of_ones_own_is_a_file(said, file):
    """A host's own questions are assessed like any others."""
    own = file("ours.TOML", 'key = "ours"\nrule = "sum"\ncriteria = [{key = "a"}, {key = "b"}]')
    status, answer, _ = said(
        "assess", own, file("a.json", {"answers": [{"criterion": "a", "given": "partly"}]}), "--on", DAY, "--json"
    )
    assert 0 == status
    (found,) = json.loads(answer)["assessments"]
    assert (None, "1/2", "3/2", ["b"]) == (found["score"], found["lowest"], found["highest"], found["unknown"])


def test_what_is_wrong_with_answers_is_one_line_and_on_request_all(refused, file):
    """The first problem is enough for a pipeline; whoever mends a file wants all of them."""
    wrong = file(
        "a.json", {"on": DAY, "answers": [{"criterion": "tim", "given": "met"}, {"criterion": "time", "given": "yes"}]}
    )
    first, second = (
        "answers[0].criterion: no criterion 'tim'; known: time, ...",
        "answers[1].given: expected not_met, partly, met,",
    )
    (line,) = refused("assess", "gunning", wrong)
    assert line == f"{wrong}: {first} (and 1 more problem)"
    one, two, summed_up = refused("assess", "gunning", wrong, "--report")
    assert one == f"{wrong}: {first}"
    assert two.startswith(f"{wrong}: {second}")
    assert summed_up == f"{wrong}: 2 problems, listed above"
    table = file("a.csv", "criterion,given\ntim,met\ntime,yes\n")
    lines = refused("assess", "gunning", table, "--on", DAY, "--report")
    assert ["a.csv:2, criterion", "a.csv:3, given"] == [line.split(": ")[0] for line in lines[:2]]
    (line,) = refused("assess", "gunning", file("b.csv", "criterion\n"), "--on", DAY, "--report")
    assert line == "b.csv:1: expected a column 'given'"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("gunnin", "a.json"), "no framework 'gunnin'; known: gunning"),
        (("gunning", "nowhere.json"), "nowhere.json: cannot be read: no such file or folder"),
        (("gunning", "a.xml"), "a.xml: its name does not tell the format; say --from with one of json, toml, csv"),
        (("nowhere.toml", "a.json"), "nowhere.toml: cannot be read: no such file or folder"),
        (("gunning", "a.json"), "a.json: on: expected the day of the answers, as 2026-09-01, and nothing is there"),
        (("gunning", "a.json", "--delimiter", "x"), "a.json: delimiter: expected a comma, a semicolon, a tab or a bar"),
        (("gunning", "a.json", "--on", "today"), "expected a day of the calendar as YYYY-MM-DD"),
        (("gunning", "broken.json"), "broken.json: not JSON at line 1, column 2"),
        (("gunning", "cp1252.csv"), "cp1252.csv:1: expected UTF-8 text"),
        (("own.toml", "a.json"), "own.toml: criteria: expected a list, and nothing is there: it is required"),
        (("gunning",), "the following arguments are required: ANSWERS; see involvement assess --help"),
    ],
)  # fmt: skip
def test_what_cannot_be_assessed_is_refused_in_one_line(refused, file, tmp_path, monkeypatch, arguments, expected):
    """The name of the file, the place and what would be right."""
    monkeypatch.chdir(tmp_path)
    file("a.json", ONE)
    file("broken.json", "{")
    file("cp1252.csv", "criterion,given,Größe\n".encode("cp1252"))
    file("own.toml", 'key = "own"')
    (line,) = refused("assess", *arguments)
    assert expected in line


def test_frameworks_lists_and_shows_them(said):
    """Whoever assesses needs the key of a framework, and then the keys of its criteria."""
    status, answer, complaint = said("frameworks")
    assert (0, "") == (status, complaint)
    assert [[each.key, str(each)] for each in frameworks()] == [line.split(None, 1) for line in answer.splitlines()]
    assert [each.key for each in frameworks()] == [each["key"] for each in json.loads(said("frameworks", "--json")[1])]
    for each in frameworks():
        status, answer, _ = said("frameworks", each.key)
        assert 0 == status
        assert all(criterion.key in answer for criterion in each.criteria)
        assert each.attribution in answer
        assert each.attribution == json.loads(said("frameworks", each.key, "--json")[1])["attribution"]


def test_a_framework_of_ones_own_is_validated(said, refused, file):
    """One clear line for each problem: the file, the table, and what would be right."""
    good = file("good.toml", 'key = "ours"\ntitle = "Ours\x07"\ncriteria = [{key = "a"}]'.replace("\x07", "\\u0007"))
    assert (
        0,
        f'Nothing is wrong with Ours in "{good}". Its key is "ours". It has 1 criterion and 0 dimensions.\n',
        "",
    ) == said("frameworks", "--validate", good)
    bad = file("bad.toml", 'key = "ours"\nrule = "total"\n[[criteria]]\nkey = "A"\n[[criteria]]\nkey = "b"\nweigth = 2')
    lines = refused("frameworks", "--validate", bad)
    assert [
        f"{bad}: rule: expected one of gate, sum, mean, best, least, profile",
        f"{bad}: criteria[1].weigth: no such key in a Criterion; did you mean 'weight'?",
        f"{bad}: 2 problems, listed above",
    ] == lines
    (line,) = refused("frameworks", "--validate", file("one.toml", 'key = "ours"'))
    assert line.endswith("one.toml: criteria: expected a list, and nothing is there: it is required")
    (line,) = refused("frameworks", "--validate", file("broken.toml", "key = "))
    assert "broken.toml: not TOML at its end" in line
    (line,) = refused("frameworks", "--validate", file("large.toml", "#" * 2_000_000))
    assert line.endswith("more than 1048576 bytes")


def test_frameworks_refuses_what_makes_no_sense(refused):
    """A key and a file at once: which of them was meant?"""
    assert ["no framework 'gunnin'; known: gunning, ..."] == refused("frameworks", "gunnin")
    for more in (["gunning"], ["--json"]):
        (line,) = refused("frameworks", *more, "--validate", "x.toml")
        assert line == "--validate takes a file, and neither KEY nor --json; see involvement frameworks --help"


def test_schemas_of_all_that_is_read(said):
    """An editor that completes frameworks and answers reads them from here."""
    for of, schema in (("framework", framework_schema()), ("answers", answer_schema()), ("ladder", ladder_schema())):
        status, answer, _ = said("schema", "--of", of)
        assert (0, schema) == (status, json.loads(answer))
    assert said("schema") == said("schema", "--of", "document")
