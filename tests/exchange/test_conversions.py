"""From one format into another: every pair, on the command line as in the library, with what was left aside."""

import io
import json
import sys
from datetime import date
from pathlib import Path

import networkx as nx
import pytest
from icalendar import Calendar

from involvement import DecisionMap, Forum, InvalidValueError, Issue, Meetings, Process, Seat, dumps, load, loads
from involvement.cli import conversions, main
from involvement.errors import MissingExtraError
from involvement.exchange import Reading, read_oparl, read_tables, write_calendar, write_dot, write_tables
from involvement.exchange.conversions import READ, WRITTEN, format_read, format_written, read_as, write_as
from involvement.exchange.omissions import Omission, left_out, loss
from involvement.wording import Wording

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "diabetes_user_group.toml"
OPARL = ROOT / "examples" / "oparl_body"
PROCESS = load(EXAMPLE)
POPOLO = {
    "organizations": [{"id": "board", "name": "Board"}],
    "persons": [{"id": "p1", "name": "Ann"}],
    "memberships": [{"id": "m1", "person_id": "p1", "organization_id": "board", "start_date": "2020-01-01"}],
}


@pytest.fixture
def said(capsys):
    """Runs one command here and gives its status, what it answered and what it complained of."""

    def run(*arguments: object) -> tuple[int, str, str]:
        status = main([str(each) for each in arguments])
        seen = capsys.readouterr()
        return status, seen.out, seen.err

    return run


@pytest.fixture
def sources(tmp_path) -> dict[str, Path]:
    """A file or folder in each format that can be read."""
    paths = {form: tmp_path / f"source.{form}" for form in ("json", "toml", "csv")}
    for form in ("json", "toml"):
        paths[form].write_text(dumps(PROCESS, format=form), encoding="utf-8")
    write_tables(PROCESS, paths["csv"], edition="desk")
    paths["popolo"] = tmp_path / "people.json"
    paths["popolo"].write_text(json.dumps(POPOLO), encoding="utf-8")
    return {**paths, "oparl": OPARL}


@pytest.mark.parametrize("form", WRITTEN)
@pytest.mark.parametrize("origin", READ)
def test_every_format_reaches_every_other(said, sources, tmp_path, origin, form):
    """A map that is in one tool is wanted in the next."""
    target = tmp_path / "target.csv"
    asked = ["--from", origin, "--to", form, "--on", "2026-11-23", "--until", "2027-01-31", "--edition", "desk"]
    assert 0 == said("convert", sources[origin], target, *asked)[0]
    text = target.read_bytes().decode()
    reading = read_as(sources[origin], origin, on=date(2026, 11, 23))
    forums = {forum.key for forum in reading.decision_map.forums}
    assert forums
    match form:
        case "json" | "toml":
            assert reading.process == loads(text, format=form)
        case "csv":
            assert reading.decision_map == read_tables(target).decision_map
            back = read_tables(target).record
            assert (reading.record.steps if reading.record else ()) == (back.steps if back else ())
        case "dot":
            assert write_dot(reading.process, edition="desk") == text
        case "mermaid":
            assert text.startswith("flowchart LR\n")
        case "graphml":
            assert forums <= {node.removeprefix("forum:") for node in nx.parse_graphml(text)}
        case "nodes":
            assert forums == {node["id"] for node in json.loads(text)["nodes"]}
        case "ics":
            days = {"on": date(2026, 11, 23), "until": date(2027, 1, 31)}
            assert write_calendar(reading.process, **days) == text
            assert Calendar.from_ical(text)


def test_a_calendar_is_brought_up_to_date_with_identities_of_ones_own(said, sources, tmp_path):
    """Who publishes every week says what was published before, and keeps the secret beside it."""
    days = ["--on", "2026-11-23", "--until", "2027-01-31"]
    secret, before, after = tmp_path / "secret", tmp_path / "before.ics", tmp_path / "after.ics"
    secret.write_bytes(b"sixteen bytes of ours")
    assert 0 == said("convert", sources["toml"], before, *days, "--secret", secret)[0]
    earlier = before.read_bytes().replace(b"DTSTART;VALUE=DATE:202612", b"DTSTART;VALUE=DATE:202611")
    before.write_bytes(earlier)
    assert 0 == said("convert", sources["toml"], after, *days, "--secret", secret, "--earlier", before)[0]
    reading = read_as(sources["toml"], "toml")
    asked = {"on": date(2026, 11, 23), "until": date(2027, 1, 31), "secret": secret.read_bytes()}
    assert write_calendar(reading.process, **asked, earlier=before) == after.read_bytes().decode()
    assert b"SEQUENCE:1" in after.read_bytes()
    secret.write_bytes(b"short")
    status, _, complaint = said("convert", sources["toml"], after, *days, "--secret", secret, "--force")
    assert (2, True) == (status, "secret: expected 16 bytes or more" in complaint)


def test_the_command_offers_what_the_library_converts():
    """Two lists of the same names drift apart unless somebody compares them."""
    assert (READ, WRITTEN) == (conversions.READ, conversions.WRITTEN)


@pytest.mark.parametrize(
    ("name", "read", "written"),
    [("a.json", "json", "json"), ("a.TOML", "toml", "toml"), ("a.csv", "csv", "csv"), ("a.dot", None, "dot"),
     ("a.gv", None, "dot"), ("a.mmd", None, "mermaid"), ("a.graphml", None, "graphml"), ("a.ics", None, "ics"), ("a.xml", None, None),
     ("a", None, None), (".json", None, None)],
)  # fmt: skip
def test_the_name_of_a_file_tells_its_format(name, read, written):
    """Most commands need no more than two names."""
    assert (read, written) == (format_read(name), format_written(name))


def test_a_folder_with_tables_tells_its_format(tmp_path):
    """A folder of JSON may be OParl or Popolo: there the reader says which."""
    assert (None, "csv") == (format_read(str(tmp_path)), format_written(str(tmp_path)))
    write_tables(PROCESS, tmp_path, edition="desk")
    assert "csv" == format_read(str(tmp_path))
    assert None is format_read(str(OPARL))


# On the command line


def test_tables_go_to_a_folder_and_back(said, tmp_path):
    """In between somebody changes a cell."""
    folder = tmp_path / "tables"
    assert (0, "") == said("convert", EXAMPLE, folder, "--to", "csv", "--delimiter", "semicolon")[:2]
    forums = folder / "forums.csv"
    forums.write_bytes(forums.read_bytes().replace(b'"User group"', b'"Group of users"'))
    assert (0, "", "") == said("convert", folder, tmp_path / "new.json", "--delimiter", ";", "--key", "diabetes")
    changed = load(tmp_path / "new.json")
    assert ("diabetes", "Group of users") == (changed.key, changed.decision_map.forums[0].title)
    assert PROCESS.decision_map.flows == changed.decision_map.flows


def test_a_line_says_how_much_was_left_aside_and_a_report_what(said, tmp_path):
    """A conversion that loses half of a model must say so; data alone is on standard output."""
    tables = tmp_path / "eyes"
    tables.mkdir()
    (tables / "forums.csv").write_text("key\nboard\n", encoding="utf-8")
    (tables / "notes.csv").write_text("on,text\n2026-01-01,Coffee\n", encoding="utf-8")
    status, answer, complaint = said("convert", tables, "-")
    assert 0 == status
    assert read_tables(tables).process == loads(answer)
    assert (
        'involvement: Of what was read as "tables", 1 thing was left aside or is not clear. Use --report to list them.\n'
        == complaint
    )
    status, _, complaint = said("convert", tables, "-", "--report")
    summary, left_aside = complaint.splitlines()
    assert 'involvement: Of what was read as "tables", 1 thing was left aside or is not clear.' == summary
    assert left_aside.startswith('involvement: In "notes.csv", "file": its name is none of forums, flows, ')


def test_a_line_says_what_the_format_cannot_hold_and_a_report_all_of_it(said, tmp_path):
    """Whoever deletes the document after converting it must know what is gone with it."""
    path = tmp_path / "eyes.toml"
    board = Forum("board", title="Board", venue="Town hall", seats=[Seat("chair"), Seat("users")])
    issues = [Issue("evenings"), Issue("parking")]
    path.write_text(
        dumps(Process("eyes", title="Eyes", issues=issues, decision_map=DecisionMap(forums=[board])), format="toml"),
        encoding="utf-8",
    )
    status, _, complaint = said("convert", path, tmp_path / "eyes.dot")
    line = (
        'A DOT graph holds the drawn decision map only. It has no place for "key", "title" and "issues", or for details '
        'of "forums".'
    )
    assert (0, f"involvement: {line} Use --report to list them.\n") == (status, complaint)
    _, _, complaint = said("convert", path, tmp_path / "eyes.dot", "--report", "--force")
    lost = ['"key"', '"title"', '"issues", in 2 places', '"seats" of "forums"', '"venue" of "forums"']
    assert [line, *(f"Left out: {each}." for each in lost)] == [
        each.removeprefix("involvement: ") for each in complaint.splitlines()
    ]
    _, _, complaint = said("convert", path, tmp_path / "eyes.csv")
    line = (
        "A set of tables holds the decision map, the issues, the stakeholders and the record. It has no place for "
        '"title".'
    )
    assert f"involvement: {line} Use --report to list them.\n" == complaint


def test_the_steps_of_a_record_are_missed_where_there_is_no_place_for_them(said, tmp_path):
    """A document holds the map that a record implies, not the record."""
    _, _, complaint = said("convert", OPARL, tmp_path / "body.json", "--from", "oparl")
    assert 'A JSON document holds the process. It has no place for "record". Use --report to list them.' in complaint
    _, _, complaint = said("convert", OPARL, tmp_path / "oparl-body.csv", "--from", "oparl")
    assert "no place for" not in complaint


def test_standard_input_is_read_in_every_format_of_one_file(said, sources, monkeypatch):
    """Programs hand data on without files."""
    for origin in ("toml", "csv"):
        with io.TextIOWrapper(io.BytesIO(sources[origin].read_bytes())) as stdin:
            monkeypatch.setattr(sys, "stdin", stdin)
            status, answer, _ = said("convert", "-", "-", "--from", origin)
        assert 0 == status
        assert read_as(sources[origin], origin).decision_map == loads(answer).decision_map


REFUSED = {
    "no format": (("SOURCE.toml", "out"), "say --to with one of json, toml, csv"),
    "another format": (("SOURCE.toml", "out", "--to", "odd"), "invalid choice: 'odd'"),
    "tables to a stream": (("SOURCE.toml", "-", "--to", "csv"), "target: expected a file or a folder for tables"),
    "a calendar without days": (("SOURCE.toml", "out.ics", "--on", "2026-01-01"), "expected the first and the last day of a calendar"),
    "a missing secret": (("SOURCE.toml", "out.ics", "--on", "2026-01-01", "--until", "2026-02-01", "--secret", "nowhere"), "nowhere: cannot be read"),
    "an earlier calendar that is none": (("SOURCE.toml", "out.ics", "--on", "2026-01-01", "--until", "2026-02-01", "--earlier", "SOURCE.toml"), "expected a calendar"),
    "people without a day": (("SOURCE.json", "out.json", "--from", "popolo"), "on: expected the day on which seats are held"),
    "records from a stream": (("-", "-", "--from", "oparl"), "source: expected a folder or file"),
    "nobody": (("SOURCE.toml", "out.ics", "--on", "2026-01-01", "--until", "2026-02-01", "--stakeholder", "me"), "no stakeholder 'me'"),
    "a delimiter": (("SOURCE.csv", "out.json", "--delimiter", "x"), "delimiter: expected a comma, a semicolon, a tab or a bar"),
    "a file in the way": (("SOURCE.toml", "SOURCE.csv/out.dot"), "out.dot: cannot be written"),
    "a folder in the way": (("SOURCE.toml", "FOLDER", "--to", "dot"), "cannot be written"),
    "nothing": (("nowhere.csv", "out.json"), "nowhere.csv: cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_converted_is_one_line_and_status_2(said, sources, tmp_path, monkeypatch, arguments, message):
    """A script that converts every night must learn that it did not."""
    monkeypatch.chdir(tmp_path)
    with io.TextIOWrapper(io.BytesIO(b"{}")) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        named = [
            each.replace("SOURCE", str(sources["toml"].with_suffix(""))).replace("FOLDER", str(tmp_path))
            for each in arguments
        ]
        status, answer, complaint = said("convert", *named)
    assert (2, "") == (status, answer)
    (line,) = complaint.splitlines()
    assert line.startswith("involvement: ")
    assert message in line
    assert not list(tmp_path.glob("out*"))


def test_a_report_lists_every_problem_of_a_text_that_is_refused(said, tmp_path):
    """Whoever keeps the table mends it in one go."""
    path = tmp_path / "flows.csv"
    path.write_text("source,target,days\na,b,x\na\n", encoding="utf-8")
    _, _, complaint = said("convert", path, "-")
    assert [
        "involvement: flows.csv:2, days: expected a whole number; or Days, in a table as 5 clear working days (and 1 more problem)"
    ] == complaint.splitlines()
    _, _, complaint = said("convert", path, "-", "--report")
    assert [
        "involvement: flows.csv:2, days: expected a whole number; or Days, in a table as 5 clear working days",
        "involvement: flows.csv:3: expected 3 cells, as in the first line, and there are 1",
        "involvement: flows.csv:2, days: expected a whole number; or Days, in a table as 5 clear working days (and 1 more problem)",
    ] == complaint.splitlines()


def test_a_report_cannot_steer_the_terminal(said, tmp_path):
    """A folder from a stranger must not clear the screen or forge a line."""
    tables = tmp_path / "tables"
    write_tables(PROCESS, tables, edition="desk")
    (tables / "\x9b2J\u202ex\ninvolvement: all is well.csv").write_text("on\n2026-01-01\n", encoding="utf-8")
    _, _, complaint = said("convert", tables, "-", "--report")
    _, line = complaint.splitlines()
    assert line.startswith('involvement: In "')
    assert complaint.replace("\n", "").isprintable()


def test_a_missing_extra_is_said_in_one_line(said, tmp_path, monkeypatch):
    """The line says what to install."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    asked = ("--on", "2026-11-23", "--until", "2027-01-31")
    status, _, complaint = said("convert", EXAMPLE, tmp_path / "out.ics", *asked)
    assert (2, True) == (status, "pip install 'involvement[calendar]'" in complaint)
    with pytest.raises(MissingExtraError):
        write_as(Reading(PROCESS, form="toml"), "ics", None, on=date(2026, 1, 1), until=date(2026, 1, 2))


# In the library


@pytest.mark.parametrize("form", WRITTEN)
def test_every_format_says_what_it_holds(form):
    """A format without such words could lose everything in silence."""
    assert " holds " in Wording().say(loss([Omission("record", None, 1)], form))
    lost = {(each.part, each.field) for each in left_out(Reading(PROCESS, form="toml"), form, "elsewhere.csv")}
    assert (form in {"json", "toml"}) == (not lost)
    assert (form not in {"json", "toml"}) == (("agreement", None) in lost)


@pytest.mark.parametrize("form", ["dot", "mermaid", "graphml", "nodes", "ics"])
def test_a_field_is_told_as_left_out_or_its_text_is_written(form):
    """What is neither in the text nor told is lost in silence."""
    marks = {"title": "Markedtitle", "venue": "Markedvenue", "tier": "markedtier"}
    meetings = Meetings.on([date(2026, 11, 24)])
    a_map = DecisionMap(forums=[Forum("markedkey", meetings=meetings, external_ids=[("markedsystem", "7")], **marks)])
    reading = Reading(Process("eyes", decision_map=a_map), form="toml")
    text = write_as(reading, form, None, on=date(2026, 11, 23), until=date(2026, 11, 30)).replace("\r\n ", "")
    told = {each.field for each in left_out(reading, form) if each.part == "forums"}
    marks = {**marks, "key": "markedkey", "external_ids": "markedsystem"}
    assert {name for name, mark in marks.items() if mark not in text} == told & set(marks)


def test_committee_records_become_the_map_that_they_imply(sources):
    """With the forums that never appear in a step but have seats, and the steps themselves."""
    records = read_oparl(OPARL, until=date(2026, 10, 31))
    reading = read_as(OPARL, "oparl", on=date(2026, 10, 31))
    assert records.named(records.record.discover().decision_map) == reading.decision_map
    assert (records.record, records.stakeholders, "oparl-body") == (
        reading.record,
        reading.process.stakeholders,
        reading.process.key,
    )
    assert (*records.skipped, *records.oddities) == reading.skipped
    people = read_as(sources["popolo"], "popolo", on=date(2026, 1, 1), key="town")
    (person,) = people.process.stakeholders
    assert ("town", ["Board"]) == (people.process.key, [forum.title for forum in people.decision_map.forums])
    assert (Seat(person.key),) == people.decision_map.forums[0].seats


def test_a_format_that_nobody_knows_is_refused():
    """A slip of the caller is told as one."""
    with pytest.raises(InvalidValueError, match="one of the formats json, toml, csv, oparl, popolo"):
        read_as(EXAMPLE, "yaml")
    with pytest.raises(InvalidValueError, match="one of json, toml, csv, dot"):
        write_as(Reading(PROCESS, form="toml"), "yaml", None)
    assert DecisionMap() == Reading(Process("empty"), form="toml").decision_map
    one = Reading(Process("one", decision_map=DecisionMap(forums=[Forum("board")])), form="toml")
    assert "board" in write_as(one, "json", None)
