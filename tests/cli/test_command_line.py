"""Does the command line say what the library says, and nothing worse than one line where it cannot?"""

import importlib
import io
import json
import os
import runpy
import socket
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest

from involvement import check, dumps, load, loads, next_steps, schema
from involvement.checks import ALL_RULES
from involvement.cli import main
from involvement.exchange import write_dot, write_graphml, write_mermaid, write_node_edge_json
from involvement.levels import ladders
from involvement.privacy import NHS_1_7_R5, for_edition, read_figures, redacted
from involvement.reports import (
    draw_map,
    draw_timetable,
    findings_text,
    next_steps_text,
    timetable_text,
    told_findings,
    write_letters,
)
from involvement.snapshots import Snapshot

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "examples" / "diabetes_user_group.toml")
DAY = "2026-11-23"
ON = date(2026, 11, 23)
VERBS = ("report", "check", "next", "map", "timetable", "rules", "explain", "ladders", "schema", "convert", "demo")


@pytest.fixture
def refused(said):
    """Runs one command that cannot be done, and gives the line that says so."""

    def run(*arguments: str) -> str:
        status, answer, complaint = said(*arguments)
        assert (2, "") == (status, answer)
        (line,) = complaint.splitlines()
        assert line.startswith("involvement: ")
        assert line.isprintable()
        return line

    return run


def run(*arguments: str, **options) -> subprocess.CompletedProcess:
    """Runs one command as a process of its own."""
    command = [sys.executable, "-m", "involvement", *arguments]
    return subprocess.run(command, check=False, timeout=60, **{"capture_output": True, **options})


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal, and keeps what it was told."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding)

    def isatty(self) -> bool:
        return True

    def told(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)


def example_without(tmp_path: Path, part: str) -> str:
    process = json.loads(dumps(load(EXAMPLE)))
    del process[part]
    path = tmp_path / "document.json"
    path.write_text(json.dumps(process), encoding="utf-8")
    return str(path)


# Check


def test_what_to_do_now_is_said_as_the_library_says_it(said, refused):
    """The coordinator reads a list; a case-management system reads the same as data."""
    process = load(EXAMPLE)
    status, answer, complaint = said("next", EXAMPLE, "--on", DAY)
    every = next_steps(process, on=ON, most=None)
    now = [step for step in every if step.urgency == "now"]
    left = f"\n{len(every) - len(now)} more steps are left out. Use --all to list them.\n"
    assert len(now) > 10
    assert (0, next_steps_text(now, of=process) + left, "") == (status, answer, complaint)
    assert (0, next_steps_text(every, of=process), "") == said("next", EXAMPLE, "--on", DAY, "--all")
    assert next_steps_text(every[:2], of=process) in said("next", EXAMPLE, "--on", DAY, "--most", "2")[1]
    _, answer, _ = said("next", EXAMPLE, "--on", DAY, "--all", "--days", "5", "--json")
    steps = next_steps(process, on=ON, days=5, most=None)
    assert [(step.do, step.urgency) for step in steps] == [
        (each["do"], each["urgency"]) for each in json.loads(answer)["steps"]
    ]


@pytest.mark.parametrize(
    ("option", "written", "least"),
    [
        ("--most", "0", 1), ("--most", "-1", 1), ("--most", "1000000", 1), ("--most", "1.5", 1),
        ("--days", "-1", 0), ("--days", "soon", 0), ("--days", "1000000", 0),
    ],
)  # fmt: skip
def test_a_number_that_an_option_cannot_mean_is_refused(refused, option, written, least):
    """At most no steps at all would read as if there were nothing to do."""
    complaint = refused("next", EXAMPLE, "--on", DAY, option, written)
    assert f"argument {option}: expected a whole number from {least} to 999999; see" in complaint


def test_looking_ahead_no_days_is_today(said):
    """What is due today is for now."""
    assert said("next", EXAMPLE, "--on", DAY, "--days", "0", "--most", "1")[0] == 0


def test_check_says_the_findings_of_the_library(said):
    """Whoever reads the terminal and whoever calls the library must see the same."""
    findings = check(load(EXAMPLE), on=ON)
    assert (1, findings_text(findings), "") == said("check", EXAMPLE, "--on", DAY)


def test_check_gives_the_findings_as_json(said):
    """Another program reads these: the attributes of a finding, by their names, in the same order."""
    status, answer, complaint = said("check", EXAMPLE, "--on", DAY, "--json")
    found = [finding.as_data() for finding in check(load(EXAMPLE), on=ON)]
    assert {"edition": "desk", "on": DAY, "findings": found} == json.loads(answer)
    assert (1, "") == (status, complaint)


def test_what_is_asked_for_others_than_the_desk_is_told_to_them(said):
    """A nightly mail goes further than its writer knows; the answer says for whom it is."""
    _, answer, _ = said("check", EXAMPLE, "--on", DAY, "--json", "--edition", "public")
    public = json.loads(answer)
    snapshot = for_edition(Snapshot(load(EXAMPLE), ON), "public")
    told = [finding.as_data() for finding in told_findings(check(snapshot), of=snapshot)]
    assert {"edition": "public", "on": DAY, "findings": told} == public
    assert {(): True} == {tuple(finding["facts"]): True for finding in public["findings"]}
    assert findings_text(check(snapshot), of=snapshot) == said("check", EXAMPLE, "--on", DAY, "--edition", "public")[1]
    _, answer, _ = said("next", EXAMPLE, "--on", DAY, "--json", "--edition", "partners", "--all")
    partners = json.loads(answer)
    assert "partners" == partners["edition"]
    assert any(step["who"] for step in partners["steps"])
    _, answer, _ = said("next", EXAMPLE, "--on", DAY, "--json", "--edition", "public", "--all")
    assert {None} == {step.get("who") for step in json.loads(answer)["steps"]}
    snapshot = for_edition(Snapshot(load(EXAMPLE), ON), "partners")
    drawn = draw_timetable(snapshot).svg
    assert drawn == said("timetable", EXAMPLE, "--on", DAY, "--format", "svg", "--edition", "partners")[1]
    assert draw_map(load(EXAMPLE), edition="public").svg == said("map", EXAMPLE, "--edition", "public")[1]
    assert write_dot(load(EXAMPLE), edition="desk") == said("map", EXAMPLE, "--format", "dot", "--edition", "desk")[1]


def test_letters_have_a_verb_and_a_folder_of_their_own(said, tmp_path):
    """They are sent; the page beside which they lay was passed on."""
    status, answer, complaint = said("letters", EXAMPLE, "--on", DAY, "--out", str(tmp_path))
    assert (0, "") == (status, complaint)
    assert [str(path) for path in write_letters(load(EXAMPLE), on=ON, out=tmp_path)] == answer.splitlines()


def test_a_report_is_checked_against_those_before(said, refused, tmp_path):
    """Two reports side by side are subtracted by somebody."""
    asked = ("report", EXAMPLE, "--on", DAY, "--edition", "public", "--rule", "nhs_1_7_r5")
    assert 0 == said(*asked, "--out", str(tmp_path / "one"))[0]
    assert 0 == said(*asked, "--out", str(tmp_path / "two"), "--earlier", str(tmp_path / "one"))[0]
    assert NHS_1_7_R5 == read_figures(tmp_path / "two").rule
    assert (tmp_path / "one" / "figures.json").read_bytes() == (tmp_path / "two" / "figures.json").read_bytes()
    assert "no.json" in refused(*asked, "--out", str(tmp_path / "three"), "--earlier", str(tmp_path / "no.json"))


def test_check_asks_the_selected_rules_only(said):
    """A team that mends one thing at a time asks for one thing at a time."""
    codes = [rule.code for rule in ALL_RULES]
    _, answer, _ = said("check", EXAMPLE, "--on", DAY, "--json", "--select", f"{codes[0]}, {codes[1]}")
    assert {codes[0], codes[1]} >= {finding["rule"] for finding in json.loads(answer)["findings"]}
    everything = {finding.rule for finding in check(load(EXAMPLE), on=ON)}
    dropped = min(everything)
    _, answer, _ = said("check", EXAMPLE, "--on", DAY, "--json", "--ignore", dropped)
    assert everything - {dropped} == {finding["rule"] for finding in json.loads(answer)["findings"]}


def test_check_ends_with_0_where_nothing_is_an_error(said):
    """A pipeline stops on errors; warnings and notes must not stop it."""
    errors = ",".join(rule.code for rule in ALL_RULES if rule.severity == "error")
    status, answer, _ = said("check", EXAMPLE, "--on", DAY, "--ignore", errors)
    assert 0 == status
    assert answer


def test_check_colours_the_severity_on_a_terminal_only(monkeypatch):
    """Colour helps a reader, disturbs a file, and is left out where NO_COLOR asks for that."""
    plain = findings_text(check(load(EXAMPLE), on=ON))
    for surroundings, coloured in (({}, True), ({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False)):
        monkeypatch.delenv("NO_COLOR", raising=False)
        for name, value in surroundings.items():
            monkeypatch.setenv(name, value)
        terminal = Terminal()
        monkeypatch.setattr(sys, "stdout", terminal)
        assert 1 == main(["check", EXAMPLE, "--on", DAY])
        told = terminal.told()
        assert coloured == ("\x1b[31m" in told)
        for code in ("31", "33", "36", "0"):
            told = told.replace(f"\x1b[{code}m", "")
        assert plain == told


def test_a_title_cannot_steer_the_terminal(said, tmp_path):
    """A document from a stranger must not clear the screen or forge a line."""
    process = json.loads(dumps(load(EXAMPLE)))
    for decision in process["decision_map"]["decisions"]:
        decision["title"] = "\x1b[2Jgone\r\x07"
    path = tmp_path / "document.json"
    path.write_text(json.dumps(process), encoding="utf-8")
    for verb in ("check", "timetable"):
        _, answer, _ = said(verb, str(path), "--on", DAY)
        assert "gone" in answer
        assert answer.replace("\n", "").isprintable()


# Report, map, timetable


def test_report_writes_the_folder_and_names_its_files(said, tmp_path):
    """The next thing anybody does is to open one of them."""
    status, answer, complaint = said("report", EXAMPLE, "--on", DAY, "--out", str(tmp_path / "new" / "folder"))
    assert (0, "") == (status, complaint)
    paths = [Path(line) for line in answer.splitlines()]
    assert set(paths) >= {tmp_path / "new" / "folder" / name for name in ("index.html", "map.svg", "timetable.svg")}
    assert all(path.stat().st_size for path in paths)


def test_map_is_drawn(said):
    """The picture is the library's own."""
    picture = draw_map(load(EXAMPLE)).svg
    assert (0, picture, "") == said("map", EXAMPLE)
    assert (0, picture, "") == said("map", EXAMPLE, "--format", "svg")


@pytest.mark.parametrize(
    ("form", "write"),
    [("dot", write_dot), ("mermaid", write_mermaid), ("graphml", write_graphml), ("json", write_node_edge_json)],
)
def test_map_is_written_for_other_tools(said, form, write):
    """Graph tools read these; the text is the library's own."""
    assert (0, write(load(EXAMPLE)), "") == said("map", EXAMPLE, "--format", form)


def test_timetable_asks_for_the_service_users_unless_somebody_is_named(said):
    """The question is by when service users must speak; a manager's last day is another one."""
    process = load(EXAMPLE)
    side = process.decision_map.timetable(on=ON, stakeholder=process.side("service_users"))
    assert (0, timetable_text(side, of=process), "") == said("timetable", EXAMPLE, "--on", DAY)
    members = process.decision_map.timetable(on=ON, stakeholder="members")
    text = timetable_text(members, of=process)
    assert (0, text, "") == said("timetable", EXAMPLE, "--on", DAY, "--stakeholder", "members")


def test_timetable_asks_for_everybody_where_no_side_is_known(said, tmp_path):
    """Unknown is not no: without roles nobody may be left out."""
    path = example_without(tmp_path, "stakeholders")
    process = load(path)
    everybody = process.decision_map.timetable(on=ON)
    assert (0, timetable_text(everybody, of=process), "") == said("timetable", path, "--on", DAY)


def test_timetable_is_drawn(said):
    """The picture is the library's own."""
    asked = ("timetable", EXAMPLE, "--on", DAY, "--format", "svg")
    assert (0, draw_timetable(load(EXAMPLE), on=ON).svg, "") == said(*asked)
    members = draw_timetable(load(EXAMPLE), on=ON, stakeholder="members")
    assert (0, members.svg, "") == said(*asked, "--stakeholder", "members")


def test_timetable_as_json_has_the_attributes_of_an_opportunity(said):
    """Another program reads these: days as ISO text, words as words, the journey in full."""
    _, answer, _ = said("timetable", EXAMPLE, "--on", DAY, "--json", "--stakeholder", "members")
    assert answer == said("timetable", EXAMPLE, "--on", DAY, "--format", "json", "--stakeholder", "members")[1]
    rows = json.loads(answer)
    opportunities = load(EXAMPLE).decision_map.timetable(on=ON, stakeholder="members")
    assert [(each.decision, each.stage.value, each.status.value, each.slack_days) for each in opportunities] == [
        (row["decision"], row["stage"], row["status"], row["slack_days"]) for row in rows
    ]
    for row, each in zip(rows, opportunities, strict=True):
        assert (each.latest_start.isoformat() if each.latest_start else None) == row["latest_start"]
        assert [[standing.value, day.isoformat()] for standing, day in each.last_days] == row["last_days"]
        hearings = each.journey.hearings if each.journey else ()
        heard = row["journey"]["hearings"] if row["journey"] else []
        assert [(hearing.forum, hearing.heard.isoformat()) for hearing in hearings] == [
            (hearing["forum"], hearing["heard"]) for hearing in heard
        ]


@pytest.mark.parametrize("verb", ["map", "timetable"])
def test_what_has_no_map_is_refused(refused, tmp_path, verb):
    """An empty picture would look as if there were nothing to know."""
    path = example_without(tmp_path, "decision_map")
    document = json.loads(Path(path).read_text(encoding="utf-8"))
    document.pop("issues")
    Path(path).write_text(json.dumps(document), encoding="utf-8")
    arguments = [verb, path, *(["--on", DAY] if verb == "timetable" else [])]
    assert refused(*arguments).endswith("document.json: the process has no decision map")


# Rules, explain, schema


def test_rules_lists_every_rule_with_its_name(said):
    """Somebody who reads a code in a log looks it up here."""
    _, answer, _ = said("rules")
    assert sorted([rule.code, rule.severity.value, rule.name] for rule in ALL_RULES) == [
        line.split() for line in answer.splitlines()
    ]


def test_explain_gives_the_page_of_a_rule(said):
    """The page says why it matters and what would mend it."""
    for rule in ALL_RULES:
        assert (0, f"{rule.code} {rule.name} ({rule.severity})\n\n{rule.page}\n", "") == said("explain", rule.code)


@pytest.mark.parametrize("code", ["MAP999", "", "map001"])
def test_a_code_that_no_rule_has_is_refused(refused, code):
    """A misspelt code that selects nothing would look like a clean result."""
    assert "no rule" in refused("explain", code)
    assert "no rule" in refused("check", EXAMPLE, "--on", DAY, "--select", code)
    assert "no rule" in refused("check", EXAMPLE, "--on", DAY, "--ignore", code)


def test_ladders_lists_every_ladder_with_its_title(said):
    """Whoever claims a rung needs the key of its ladder."""
    status, answer, complaint = said("ladders")
    assert (0, "") == (status, complaint)
    assert [[each.key, str(each)] for each in ladders()] == [line.split(None, 1) for line in answer.splitlines()]
    _, answer, _ = said("ladders", "--json")
    assert [each.key for each in ladders()] == [each["key"] for each in json.loads(answer)]


def test_ladders_shows_one_with_its_rungs_and_whose_it_is(said):
    """The attribution goes wherever the ladder goes."""
    for each in ladders():
        status, answer, complaint = said("ladders", each.key)
        assert (0, "") == (status, complaint)
        assert all(rung.key in answer for rung in each.rungs)
        assert each.attribution in answer
        assert all(str(caveat) in answer for caveat in (*each.caveats, *each.cautions))
        _, data, _ = said("ladders", each.key, "--json")
        assert each.attribution == json.loads(data)["attribution"]


def test_a_ladder_that_nobody_knows_is_refused(refused):
    """The year is easily forgotten."""
    assert "involvement: no ladder 'arnstein'; known: arnstein-1969" in refused("ladders", "arnstein")


def test_schema_is_that_of_the_library(said):
    """An editor that completes documents reads it from here."""
    status, answer, _ = said("schema")
    assert (0, schema()) == (status, json.loads(answer))


# Convert


def test_convert_there_and_back_gives_the_same_process(said, tmp_path):
    """A document must not lose anything on its way between the two notations."""
    first, second = str(tmp_path / "first.json"), str(tmp_path / "second.TOML")
    assert (0, "", "") == said("convert", EXAMPLE, first)
    assert (0, "", "") == said("convert", first, second)
    assert load(EXAMPLE) == load(first) == loads(Path(second).read_text(encoding="utf-8"), format="toml")
    assert dumps(load(EXAMPLE)) == Path(first).read_text(encoding="utf-8")


def test_convert_reads_and_writes_streams_as_json_unless_told(said, monkeypatch):
    """A stream has no name that would say what it holds."""
    process = load(EXAMPLE)
    for origin, arguments in (("json", ()), ("toml", ("--from", "toml"))):
        with io.TextIOWrapper(io.BytesIO(dumps(process, format=origin).encode())) as stdin:
            monkeypatch.setattr(sys, "stdin", stdin)
            assert (0, dumps(process), "") == said("convert", "-", "-", *arguments)
    assert (0, dumps(process, format="toml"), "") == said("convert", EXAMPLE, "-", "--to", "toml")


def test_convert_believes_the_option_before_the_name(said, refused, tmp_path):
    """A name can be wrong or say nothing."""
    odd, other = tmp_path / "document.txt", str(tmp_path / "other")
    odd.write_bytes(Path(EXAMPLE).read_bytes())
    assert (0, "", "") == said("convert", str(odd), other, "--from", "toml", "--to", "json")
    assert load(EXAMPLE) == load(other, format="json")
    assert "say --from with one of json, toml, csv" in refused("convert", str(odd), other, "--to", "json")
    assert "say --to with one of json, toml, csv" in refused("convert", EXAMPLE, other)
    assert "or --from json or --from toml" in refused("check", str(odd), "--on", DAY)


@pytest.mark.parametrize(
    "arguments", [("check", "--on", DAY), ("timetable", "--on", DAY), ("map",), ("report", "--on", DAY)]
)
def test_every_verb_reads_a_stream_in_the_format_that_is_said(said, tmp_path, monkeypatch, arguments):
    """A document in TOML is piped as well as one in JSON."""
    verb, *more = arguments
    more += ["--out", str(tmp_path)] if verb == "report" else []
    expected = said(verb, EXAMPLE, *more)
    for form in ("toml", "json"):
        with io.TextIOWrapper(io.BytesIO(dumps(load(EXAMPLE), format=form).encode())) as stdin:
            monkeypatch.setattr(sys, "stdin", stdin)
            assert expected == said(verb, "-", "--from", form, *more)


@pytest.mark.parametrize("verb", ["check", "timetable", "map", "report"])
def test_the_advice_about_a_name_can_be_followed(said, refused, tmp_path, verb):
    """Advice that the verb itself refuses is worse than none."""
    odd = tmp_path / "document.txt"
    odd.write_bytes(Path(EXAMPLE).read_bytes())
    more = [] if verb == "map" else ["--on", DAY]
    more += ["--out", str(tmp_path)] if verb == "report" else []
    assert refused(verb, str(odd), *more).endswith("or --from json or --from toml")
    assert said(verb, EXAMPLE, *more) == said(verb, str(odd), *more, "--from", "toml")


def test_convert_overwrites_nothing_unasked(said, refused, tmp_path):
    """A name that was typed twice, or remembered wrong, must not cost a document."""
    document, tables = tmp_path / "a.json", tmp_path / "tables"
    document.write_bytes(dumps(load(EXAMPLE)).encode())
    tables.mkdir()
    (tables / "flows.csv").write_text("kept")
    before = document.read_bytes()
    for source, target, name, more in (
        (document, document, "a.json", ()),
        (EXAMPLE, document, "a.json", ()),
        (EXAMPLE, document, "a.json", ("--to", "dot")),
        (EXAMPLE, tables, "flows.csv", ("--to", "csv")),
    ):
        line = refused("convert", str(source), str(target), *more)
        assert (
            f"involvement: {name}: cannot be written: a file of that name is there already; --force writes over it"
            == line
        )
    assert ["flows.csv"] == [path.name for path in tables.iterdir()]
    assert before == document.read_bytes()
    assert (0, "", "") == said("convert", str(document), str(document), "--force")
    assert before == document.read_bytes()
    assert 0 == said("convert", EXAMPLE, str(tables), "--to", "csv", "--force")[0]
    assert "kept" != (tables / "flows.csv").read_text(encoding="utf-8")
    assert "--force" not in refused("convert", EXAMPLE, str(document / "below.json"))


def test_a_refused_conversion_leaves_what_was_there(refused, tmp_path):
    """What cannot be read must not cost what could."""
    kept, broken = tmp_path / "kept.json", tmp_path / "broken.json"
    kept.write_text("kept", encoding="utf-8")
    broken.write_text("{", encoding="utf-8")
    refused("convert", str(broken), str(kept))
    assert "kept" == kept.read_text(encoding="utf-8")


# The demonstration


def test_demo_shows_what_to_mend_and_where_the_report_is(said, tmp_path, monkeypatch):
    """The first command that anybody tries: it needs no file, and says on which day it looked."""
    monkeypatch.chdir(tmp_path)
    status, answer, complaint = said("demo")
    assert (0, "") == (status, complaint)
    assert "On 23 November 2026, " in answer
    found = check(load(EXAMPLE), on=ON)
    words = " ".join(answer.split())
    assert {finding.severity == "error" for finding in found} == {True, False}
    assert all((finding.message in words) is (finding.severity == "error") for finding in found)
    assert f"{sum(finding.severity != 'error' for finding in found)} warnings and notes are in the report." in words
    assert str(Path("involvement-report", "index.html")) in answer
    assert (tmp_path / "involvement-report" / "index.html").is_file()


def test_demo_can_be_repeated_for_another_day_and_place(said, tmp_path):
    """The second try is for another day; the same day gives the same bytes."""
    out = str(tmp_path / "elsewhere")
    first = said("demo", "--out", out)
    pages = {path: path.read_bytes() for path in Path(out).rglob("*") if path.is_file()}
    assert first == said("demo", "--out", out)
    assert pages == {path: path.read_bytes() for path in Path(out).rglob("*") if path.is_file()}
    assert "On 11 January 2027, " in said("demo", "--out", out, "--on", "2027-01-11")[1]


# What is refused


def test_wrong_use_is_one_line_that_says_where_help_is(refused):
    """Two lines of usage and one of complaint hide the complaint."""
    assert "see involvement --help" in refused()
    assert "see involvement --help" in refused("mapp")
    assert "see involvement check --help" in refused("check", EXAMPLE)
    assert "see involvement map --help" in refused("map", EXAMPLE, "--format", "png")
    assert "not allowed with" in refused("timetable", EXAMPLE, "--on", DAY, "--json", "--format", "text")
    assert "unrecognized" in refused("rules", "--nonsense\n\x1b[2J")
    assert refused("rules", "x" * 10_000).endswith("...")


@pytest.mark.parametrize(
    "day", ["", "today", "2026-02-30", "20261123", "2026-W48-1", "2026-11-23T10:00", "0000-01-01", "2026-11-2\u0663"]
)
def test_a_day_that_is_none_is_refused(refused, day):
    """One way to write a day: 03/04 is two different days to two different readers."""
    assert "YYYY-MM-DD" in refused("check", EXAMPLE, "--on", day)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("verb", ["check", "timetable"])
def test_the_first_and_the_last_day_of_the_calendar_can_be_asked_about(said, verb, day):
    """There is no day before the first and none after the last, and that must not be a fault."""
    status, answer, complaint = said(verb, EXAMPLE, "--on", day)
    assert "" == complaint
    assert status in {0, 1}
    assert answer


def test_what_cannot_be_read_is_refused_with_its_name(refused, tmp_path, monkeypatch):
    """The name is what the reader can mend."""
    (tmp_path / "folder.json").mkdir()
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as unreadable:
        unreadable.bind("unreadable.json")
        for name in ("missing.json", "folder.json", "unreadable.json", "folder.json/missing.json", "no-suffix"):
            assert name in refused("check", name, "--on", DAY)
    assert "x" * 300 in refused("check", "x" * 300 + ".json", "--on", DAY)


def test_a_fault_in_a_document_is_said_with_its_name_and_place(refused, tmp_path, monkeypatch):
    """Ten documents are checked in one go; the line must say which one, and where in it."""
    (tmp_path / "document.json").write_text('{"format": "involvement", "version": 1, "key": 7}', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    line = refused("check", "document.json", "--on", DAY)
    assert "document.json" in line
    assert "key" in line


def test_a_stakeholder_whom_nobody_knows_is_refused(refused):
    """A misspelt key would look as if nobody could be heard."""
    assert "'memebrs'" in refused("timetable", EXAMPLE, "--on", DAY, "--stakeholder", "memebrs")


@pytest.mark.parametrize("verb", ["report", "demo"])
def test_a_place_that_cannot_be_written_is_refused(refused, tmp_path, verb):
    """A full disk or a file in the way is no reason for a traceback."""
    in_the_way = tmp_path / "in-the-way"
    in_the_way.write_text("a file", encoding="utf-8")
    arguments = [verb, *([EXAMPLE, "--on", DAY] if verb == "report" else [])]
    assert "folder" in refused(*arguments, "--out", str(in_the_way))
    assert "involvement: " in refused(*arguments, "--out", str(in_the_way / "below"))
    assert "a file" == in_the_way.read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", ["report", "demo"])
def test_a_folder_without_a_name_is_refused(refused, tmp_path, monkeypatch, verb):
    """A variable that a script forgot to set is not the folder one is in."""
    monkeypatch.chdir(tmp_path)
    arguments = [verb, *([str(Path(EXAMPLE).resolve()), "--on", DAY] if verb == "report" else [])]
    assert "involvement: out: expected the path of a file or folder" == refused(*arguments, "--out", "")
    assert [] == list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_refused(monkeypatch, capsys):
    """What was not written must not be taken for written."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        assert 2 == main(["schema"])
        assert "No space left" in capsys.readouterr().err
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        said = run("schema", stdout=full, stderr=subprocess.PIPE, capture_output=False)
    assert (2, 1) == (said.returncode, len(said.stderr.splitlines()))


def test_a_missing_extra_is_said_in_one_line(refused, tmp_path, monkeypatch):
    """The line says what to install."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    assert "pip install 'involvement[report]'" in refused("report", EXAMPLE, "--on", DAY, "--out", str(tmp_path))


class Interrupting(io.RawIOBase):
    """Standard input at which somebody presses Ctrl-C."""

    def readable(self) -> bool:
        return True

    def readinto(self, _: object) -> int:
        raise KeyboardInterrupt


def test_an_interruption_is_one_line_and_130(said, monkeypatch):
    """A shell tells an interrupted command from a failed one by this status."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Interrupting())))
    assert (130, "", "involvement: interrupted\n") == said("check", "-", "--on", DAY)


def test_a_closed_stream_is_no_traceback(refused, capsys, monkeypatch):
    """A service manager may start a command without one or the other."""
    monkeypatch.setattr(sys, "stdin", None)
    assert "involvement: standard input is closed" == refused("convert", "-", "-")
    monkeypatch.setattr(sys, "stdout", None)
    assert 2 == main(["schema"])
    assert "involvement: standard output is closed\n" == capsys.readouterr().err
    monkeypatch.setattr(sys, "stderr", None)
    assert 2 == main(["schema"])


# Streams, locales, terminals


def test_a_reader_that_has_had_enough_is_no_fault():
    """`| head -1` closes the pipe; the status is still that of the check."""
    shell = f"{sys.executable} -m involvement schema | head -1; echo ${{PIPESTATUS[0]}}"
    said = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False, timeout=60)
    assert ("{\n0\n", "") == (said.stdout, said.stderr)


@pytest.mark.parametrize("verb", [["schema"], ["check", EXAMPLE, "--on", DAY]])
def test_a_closed_pipe_is_quiet(verb, monkeypatch, capsys):
    """Nobody is left to read a complaint; the status must still say what was found."""
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w", encoding="utf-8") as closed:  # noqa: PTH123 - a file descriptor has no path
        monkeypatch.setattr(sys, "stdout", closed)
        assert (1 if verb[0] == "check" else 0) == main(verb)
    assert "" == capsys.readouterr().err


@pytest.mark.parametrize(
    "surroundings", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_a_poor_locale_is_no_fault(surroundings, tmp_path):
    """A title in Welsh must not stop a job that runs without a locale; data stays UTF-8."""
    process = json.loads(dumps(load(EXAMPLE)))
    process["decision_map"]["decisions"][0]["title"] = "Tŷ Cymru \U0001f600"
    path = tmp_path / "dogfen-ŷ.json"
    path.write_text(json.dumps(process), encoding="utf-8")
    environment = {**os.environ, **surroundings}
    text = run("timetable", str(path), "--on", DAY, env=environment)
    assert (0, b"") == (text.returncode, text.stderr)
    assert b"T\\u0177 Cymru \\U0001f600" in text.stdout
    data = run("convert", str(path), "-", env=environment)
    assert loads(data.stdout.decode()) == load(path)
    missing = run("check", str(tmp_path / "ŷ.json"), "--on", DAY, env=environment)
    assert (2, 1) == (missing.returncode, len(missing.stderr.splitlines()))


def test_a_host_may_catch_what_is_said():
    """A program that runs the command inside itself puts its own streams there, without bytes."""
    caught, complaint = io.StringIO(), io.StringIO()
    with redirect_stdout(caught), redirect_stderr(complaint):
        assert 0 == main(["schema"])
        assert 2 == main(["mapp"])
    assert schema() == json.loads(caught.getvalue())
    assert complaint.getvalue().startswith("involvement: ")


def test_long_work_says_so_on_a_terminal_and_wipes_it_away(monkeypatch, tmp_path):
    """Somebody who waits wants to know for what; a log wants nothing of it."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert 0 == main(["report", EXAMPLE, "--on", DAY, "--out", str(tmp_path)])
    told = terminal.told()
    assert "reading ..." in told
    assert "writing the report ..." in told
    assert told.endswith("\r\x1b[K")


# Help, version, and what they cost


def test_help_names_every_verb(said):
    """What is not in the help is not found."""
    status, answer, complaint = said("--help")
    assert (0, "") == (status, complaint)
    assert set(VERBS) <= set(answer.split())
    for verb in VERBS:
        status, answer, complaint = said(verb, "--help")
        assert (0, "") == (status, complaint)
        assert f"usage: involvement {verb}" in answer


def test_version_is_that_of_the_package(said):
    """Whoever reports a fault is asked for it."""
    assert (0, f"involvement {version('involvement')}\n", "") == said("--version")


def test_help_loads_no_room():
    """A shell that completes verbs asks for help at every keystroke."""
    script = "import sys; from involvement.cli import main; main(['--help']); print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = {name for name in said.stdout.splitlines()[-1].split() if name.startswith(("involvement", "attr"))}
    own = {f"involvement.cli.{part}" for part in ("assessments", "conversions", "inputs", "streams")}
    assert {"involvement", "involvement._faces", "involvement.cli", *own, "involvement.errors"} == loaded


def test_python_dash_m_is_the_same_command(monkeypatch, capsys):
    """Where scripts are not on the path, this still works; importing the module runs nothing."""
    importlib.import_module("involvement.__main__")
    del sys.modules["involvement.__main__"]
    monkeypatch.setattr(sys, "argv", ["involvement", "rules"])
    with pytest.raises(SystemExit) as done:
        runpy.run_module("involvement", run_name="__main__")
    assert 0 == done.value.code
    assert f"{ALL_RULES[0].code} " in capsys.readouterr().out
    assert 2 == run("mapp").returncode


def test_every_problem_of_a_document_is_listed_up_to_twenty(said, tmp_path):
    """Who has to guess what else is wrong tries five times."""
    path = tmp_path / "document.json"

    def complaint(*stakeholders):
        wrong = {"format": "involvement", "version": 1, "key": "p", "stakeholders": stakeholders}
        path.write_text(json.dumps(wrong), encoding="utf-8")
        status, answer, lines = said("check", str(path), "--on", DAY)
        assert (2, "") == (status, answer)
        return [line.removeprefix(f"involvement: {path}: ") for line in lines.splitlines()]

    *listed, last = complaint({"key": 1}, {"kee": "a"})
    assert f"{len(listed)} problems, listed above" == last
    assert {"stakeholders[0].key", "stakeholders[1].kee"} <= {line.partition(":")[0] for line in listed}
    *listed, last = complaint(*[{"key": 1}] * 30)
    assert (20, "20 problems, listed above") == (len(listed), last)


# Editions


@pytest.mark.parametrize(
    ("edition", "mark"), [("desk", "Internal: "), ("partners", "For partners: "), ("public", None)]
)
def test_a_report_is_written_for_whom_it_is_asked(said, tmp_path, edition, mark):
    """With the document beside it only where that is asked for, as the edition may tell it."""
    asked = ("report", EXAMPLE, "--on", DAY, "--edition", edition, "--out", str(tmp_path / edition))
    assert 0 == said(*asked)[0]
    text = (tmp_path / edition / "index.html").read_text(encoding="utf-8")
    assert [each for each in ("Internal: ", "For partners: ") if each in text] == [each for each in [mark] if each]
    assert (edition != "desk") is (tmp_path / edition / "figures.json").exists()
    assert [] == list((tmp_path / edition).glob("process*.json"))
    assert 0 == said(*asked, "--document")[0]
    [document] = (tmp_path / edition).glob("process*.json")
    assert ("process.json" if edition == "desk" else f"process-{edition}.json") == document.name
    assert redacted(load(EXAMPLE), edition) == load(document)


def test_earlier_reports_are_of_no_use_to_the_desk(refused, tmp_path):
    """Where every count stands nothing is checked against those before."""
    asked = ("report", EXAMPLE, "--on", DAY, "--out", str(tmp_path / "out"), "--earlier", str(tmp_path))
    assert "--earlier is for --edition partners or public" in refused(*asked)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", ["json", "toml"])
def test_a_document_is_converted_for_whom_it_is_asked(said, form):
    """What is not said is for the desk, which has the document already."""
    for edition, asked in (("desk", ()), ("partners", ("--edition", "partners")), ("public", ("--edition", "public"))):
        status, answer, _ = said("convert", EXAMPLE, "-", "--to", form, *asked)
        assert (0, redacted(load(EXAMPLE), edition)) == (status, loads(answer, format=form))


@pytest.mark.parametrize("verb", ["report", "check", "next", "map", "timetable"])
def test_an_edition_that_there_is_not_is_refused_by_every_verb(refused, tmp_path, verb):
    """A misspelt edition must not become the widest one."""
    out = ("--out", str(tmp_path / "out")) if verb == "report" else ()
    on = () if verb == "map" else ("--on", DAY)
    assert "desk" in refused(verb, EXAMPLE, *on, *out, "--edition", "everybody")
    assert not (tmp_path / "out").exists()
