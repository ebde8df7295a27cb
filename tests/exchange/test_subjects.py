"""Is an export made of what its readers may be told, whether it is of a process, of a map or of a record?"""

from datetime import date

import pytest

from involvement import (
    Decision,
    DecisionMap,
    EntryPoint,
    Flow,
    Forum,
    InvalidValueError,
    Issue,
    Process,
    Seat,
    Source,
    Stakeholder,
    load,
)
from involvement.errors import DocumentError
from involvement.exchange import write_dot, write_graphml, write_mermaid, write_node_edge_json, write_tables
from involvement.exchange.conversions import read_as, write_as
from involvement.exchange.readings import Reading
from involvement.exchange.subjects import issues_of, map_of, plain_of, process_of, told_of, told_record
from involvement.people import Person, Representation
from involvement.records import Record, Step

DAY = date(2026, 9, 1)
MINUTES = Source("Minutes of the board")
MAP = DecisionMap(
    forums=[Forum("board", title="Board", external_ids=[("oparl", "id-7")], seats=[Seat("group"), Seat("zoe")])],
    entry_points=[EntryPoint("board", "group", run_by="estates"), EntryPoint("board", "zoe")],
    decisions=[Decision("sale", made_at="board", title="Sale of the clinic", confidential=True)],
)
PROCESS = Process(
    "clinic",
    stakeholders=[
        Stakeholder("group", title="User group", size=9),
        Stakeholder("zoe", kind="person"),
        Stakeholder("estates", title="Estates"),
    ],
    representation=Representation(people=[Person("annika-9", member_of=["group"])]),
    decision_map=MAP,
)
RECORD = Record(
    [
        Step("m-1", "board", DAY, by="estates", source=MINUTES),
        Step("m-2", "board", DAY, by="zoe"),
        Step("m-3", "board", DAY, by="annika-9"),
        Step("m-4", "board", DAY),
    ]
)
GRAPHS = pytest.mark.parametrize("write", [write_dot, write_graphml, write_mermaid, write_node_edge_json])


# What is told


@pytest.mark.parametrize(
    ("edition", "by", "source"),
    [
        ("desk", ["estates", "zoe", "annika-9", None], MINUTES),
        ("partners", ["estates", None, None, None], MINUTES),
        ("public", [None] * 4, None),
    ],
)
def test_who_took_a_step_is_told_of_groups_to_partners(edition, by, source):
    """A person who put a paper to a board is nobody's business; its minutes may name them."""
    told = told_record(RECORD, PROCESS, edition)
    assert (by, source) == ([step.by for step in told.steps], told.steps[0].source)
    assert ["m-1", "m-2", "m-3", "m-4"] == [step.matter for step in told.steps]


def test_of_a_map_alone_nobody_knows_who_is_a_person():
    """Those who took the steps stay with partners, as those on the map do."""
    assert ["estates", "zoe", "annika-9", None] == [step.by for step in told_record(RECORD, MAP, "partners").steps]
    assert {None} == {step.by for step in told_record(RECORD, MAP, "public").steps}


def test_where_there_is_no_record_none_is_told():
    """And an edition that there is not is refused all the same."""
    assert None is told_record(None, PROCESS, "public")
    with pytest.raises(InvalidValueError, match="edition"):
        told_record(None, PROCESS, "everybody")


def test_a_process_and_a_map_are_told_each_in_its_way():
    """Of a process it is known who is a person; of a map it is not."""
    assert told_of(PROCESS, "desk") is PROCESS
    assert told_of(MAP, "desk") is MAP
    assert ["group"] == [entry.stakeholder for entry in told_of(PROCESS, "partners").decision_map.entry_points]
    assert {"group", "zoe"} == {entry.stakeholder for entry in told_of(MAP, "partners").entry_points}
    assert {None} == {entry.run_by for entry in told_of(MAP, "public").entry_points}
    with pytest.raises(InvalidValueError, match="a Process or a DecisionMap"):
        told_of("clinic", "public")


# The writers


@GRAPHS
def test_a_graph_is_for_partners_unless_the_desk_is_asked_for(write):
    """A graph is pasted into slides; nobody who is a person is in it, and no confidential title."""
    assert write(PROCESS) == write(PROCESS, edition="partners")
    closed = ("zoe", "Sale of the clinic")
    assert [True, True] == [word in write(PROCESS, edition="desk") for word in closed]
    for edition in ("partners", "public"):
        assert [False, False] == [word in write(PROCESS, edition=edition) for word in closed]
        assert "User group" in write(PROCESS, edition=edition)
    with pytest.raises(InvalidValueError, match="edition"):
        write(PROCESS, edition="everybody")


def tables(process, folder, edition, record=RECORD):
    paths = write_tables(process, folder, record=record, edition=edition)
    return "".join(path.read_text(encoding="utf-8") for path in paths)


def test_tables_are_for_partners_unless_the_desk_is_asked_for(tmp_path):
    """Tables are sent to whoever plans the next round."""
    desk, partners, public = (tables(PROCESS, tmp_path / each, each) for each in ("desk", "partners", "public"))
    assert partners == "".join(
        path.read_text(encoding="utf-8") for path in write_tables(PROCESS, tmp_path / "unsaid", record=RECORD)
    )
    for words, told in (
        (("zoe", "annika-9", "Sale of the clinic"), [True, False, False]),
        (("Minutes of the board", "id-7"), [True, True, False]),
        (("User group",), [True, True, True]),
    ):
        assert [told] * len(words) == [[word in text for text in (desk, partners, public)] for word in words]


@pytest.mark.parametrize("form", ["json", "toml", "dot", "mermaid", "graphml", "nodes"])
def test_a_document_is_for_the_desk_and_a_graph_for_partners_unless_said(form):
    """Who converts a document wants all of it; who converts to a picture shows it to somebody."""
    reading = Reading(PROCESS, form="json")
    usual = "desk" if form in {"json", "toml"} else "partners"
    texts = {edition: write_as(reading, form, None, edition=edition) for edition in ("desk", "partners", "public")}
    assert texts[usual] == write_as(reading, form, None)
    assert [True, False, False] == ["zoe" in text for text in texts.values()]


def test_a_document_of_another_edition_is_read_back(tmp_path):
    """What partners get is a document like any other."""
    write_as(Reading(PROCESS, form="json"), "json", tmp_path / "told.json", edition="public")
    told = load(tmp_path / "told.json")
    assert ["group", "estates"] == [stakeholder.key for stakeholder in told.stakeholders]
    assert told == read_as(tmp_path / "told.json", "json").process


def test_a_calendar_is_for_the_desk_unless_said():
    """It tells in a description why something is in it."""
    days = {"on": DAY, "until": date(2026, 12, 31)}
    reading = Reading(PROCESS, form="json")
    assert write_as(reading, "ics", None, **days) == write_as(reading, "ics", None, edition="desk", **days)
    assert "DESCRIPTION" not in write_as(reading, "ics", None, edition="partners", **days)


# Parts of a subject


def test_a_subject_has_a_map_and_issues():
    """A process without a map has an empty one; a map alone has the issues that its channels are about."""
    about = DecisionMap(
        forums=[Forum("a"), Forum("b")],
        flows=[Flow("a", "b", days=1, about=["hours", "parking"])],
        decisions=[Decision("hours", made_at="b")],
    )
    assert (DecisionMap(), MAP, MAP) == (map_of(Process("p")), map_of(PROCESS), map_of(MAP))
    assert ((Issue("parking"),), (Issue("x"),)) == (issues_of(about), issues_of(Process("p", issues=[Issue("x")])))
    with pytest.raises(InvalidValueError, match="a Process or a DecisionMap"):
        process_of(MAP)


def test_plain_data_of_a_map_has_no_stakeholders_and_that_of_a_record_has_steps():
    """What cannot be written is told with its place."""
    assert {"stakeholders", "steps"} <= set(plain_of(PROCESS, RECORD))
    assert not {"stakeholders", "steps"} & set(plain_of(MAP))
    with pytest.raises(DocumentError, match="forums"):
        plain_of(DecisionMap(forums=[Forum("a", title="half a \ud800 character")]))
