"""Ids as hosts have them: every kind is a key, names things from one part to the next, and comes back as it was."""

import json
from datetime import date
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from involvement import (
    Activity,
    Claim,
    Contribution,
    Decision,
    DecisionMap,
    EntryPoint,
    Event,
    Flow,
    Forum,
    Issue,
    Ledger,
    Process,
    Seat,
    Stakeholder,
    Workplan,
    check,
    dumps,
    loads,
    negotiate,
    schema,
)
from involvement.errors import InvalidValueError, InvolvementError, UnknownKeyError
from involvement.exchange import read_tables, write_graphml, write_mermaid, write_tables
from involvement.plans import plan_template
from involvement.priorities import Agreement, Feasibility, Settlement
from involvement.rankings import Priorities
from involvement.records import Record, Step
from involvement.references import Ref
from involvement.reports import write
from involvement.support import Attendance, StatedNeed, Support

DAY = date(2026, 11, 23)
CHECKER = Draft202012Validator(schema())
IDS = {
    "UUID": "7f6f4a1e-2a43-4c6f-9d5b-3f1f7f7f0a11",
    "case number": "PR-001",
    "path": "CASE/2024/0017",
    "two words": "evening clinic",
    "NHS number": "943 476 5919",
    "URL": "https://oparl.example.org/body/1?page=2#top",
    "email": "user.group@example.org",
    "ONS area code": "E10000001",
    "URN": "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66",
    "SNOMED code": "73211009",
    "OID": "2.16.840.1.113883.2.1.4.1",
    "CJK": "患者會議",
    "emoji": "🦽 access",
    "Arabic": "لجنة المرضى",
    "arrow": "a>b",
    "colon": "a:b",
    "leading dash": "-17",
    "quotes and semicolons": 'O\'Neill; "the board", [1]',
    "upper case": "BOARD",
    "longest": "x" * 200,
}
NO_KEYS = [
    "",
    " board",
    "board ",
    "two\nlines",
    "tab\there",
    "nul\0",
    "no\u00a0break",
    "x" * 201,
    "\u202eright to left",
    17,
    None,
]


def named(key: str) -> Process:
    """A process in which one key names a thing of every kind: keys are unique within their kind alone."""
    a_map = DecisionMap(
        forums=[Forum(key, tier=key, seats=[Seat(key, 2)]), Forum("hub")],
        flows=[Flow(key, "hub", key=key, carried_by=key)],
        decisions=[Decision(key, made_at="hub", on=DAY, passes=[key], external_ids=[(key, key)])],
        entry_points=[EntryPoint(key, key)],
    )
    return Process(
        key,
        stakeholders=[Stakeholder(key, role="service_user")],
        issues=[Issue(key, decisions=[key])],
        positions=[Priorities(key, [key])],
        agreement=Agreement(settlements=[Settlement(key, "agreed", who=key)], accepted_by=[key]),
        decision_map=a_map,
        ledger=Ledger([Contribution(key, on=DAY, stakeholder=key, about=key)], [Event(key, "told", on=DAY, by=key)]),
        workplan=Workplan([Activity(key, owner=key, implements=key, forum=key, decision=key, effort=Fraction(1, 2))]),
        claims=[Claim(key, key, ladder="arnstein-1969", rung="partnership")],
        support=Support(needs=[StatedNeed(key, "breaks")], attendances=[Attendance(key, DAY, expected=[key])]),
    )


@pytest.mark.parametrize("key", IDS.values(), ids=IDS)
def test_an_id_of_a_host_is_a_key_everywhere_and_comes_back(key, tmp_path):
    """Whoever has to translate ids writes the table of them wrong once, and never finds it."""
    process = named(key)
    assert process == loads(dumps(process))
    assert process == loads(dumps(process, format="toml"), format="toml")
    CHECKER.validate(json.loads(dumps(process)))
    write_tables(process, tmp_path / "tables", edition="desk")
    assert process.decision_map == read_tables(tmp_path / "tables").decision_map
    assert DAY == process.decision_map.latest_start(key, stakeholder=key)


keys = (
    st.text(st.characters(categories=("L", "M", "N", "P", "S", "Zs")), min_size=1, max_size=200)
    .map(lambda text: "".join(filter(str.isprintable, text)).strip(" "))
    .filter(bool)
)


@given(keys)
def test_any_printable_text_is_a_key_and_comes_back(key):
    """A list of kinds is never the whole list."""
    process = named(key)
    assert process == loads(dumps(process))
    assert process == loads(dumps(process, format="toml"), format="toml")
    CHECKER.validate(json.loads(dumps(process)))


HOSTILE = [
    '"><script>alert(1)</script>',
    "</text></svg><script>alert(1)</script>",
    "../../etc/passwd",
    "-->]]>&lt;",
    "a\\",
    "click n1 x",
]


@pytest.mark.parametrize("key", HOSTILE)
def test_a_hostile_key_is_text_wherever_it_is_shown(key, tmp_path):
    """A key may come from a form that anybody can fill in; it must not become a script, a path or an instruction."""
    process = named(key)
    written = write(process, on=DAY, out=tmp_path / "report")
    assert all(path.resolve().is_relative_to((tmp_path / "report").resolve()) for path in written)
    assert len(written) == len(set(written))
    texts = [path.read_text(encoding="utf-8") for path in written if path.suffix in {".html", ".svg", ".md"}]
    graphml = write_graphml(process)
    assert not [text for text in (*texts, graphml, write_mermaid(process)) if "<script>alert" in text]
    for text in (graphml, *(path.read_text(encoding="utf-8") for path in written if path.suffix == ".svg")):
        ET.fromstring(text)
    names = {node.get("id") for node in ET.fromstring(graphml).iter("{http://graphml.graphdrawing.org/xmlns}node")}
    assert {f"forum:{key}", f"decision:{key}"} <= names
    assert check(process, on=DAY) == check(loads(dumps(process)), on=DAY)


def test_what_is_made_of_a_long_key_has_a_key_of_its_own():
    """A key made of others may not outgrow what a key may be, and two long ones must not become one."""
    longest = ["x" * 200, "x" * 199 + "y"]
    positions = [Priorities("members", longest)]
    found = negotiate(*positions, feasibility=map(Feasibility.shown, longest), effort=dict.fromkeys(longest, 1))
    plan = Workplan.from_agreement(found)
    assert len({activity.key for activity in plan.activities}) == len(plan.activities) == 4
    assert set(longest) == {activity.implements for activity in plan.activities} - {None}
    steps = [step for forum in longest for step in plan_template("meeting-cycle").cycle(forum).at(DAY)]
    assert len({step.key for step in steps}) == len(steps)
    record = Record([Step(matter, matter, DAY, decides=True) for matter in longest])
    assert longest == sorted(each.made_at for each in record.discover().decision_map.decisions)


@pytest.mark.parametrize("text", NO_KEYS, ids=ascii)
def test_what_nobody_can_see_or_retype_is_no_key(text):
    """Two keys that look alike on paper are one mistake waiting."""
    with pytest.raises(InvalidValueError, match=r"Issue\.key: expected a key: text of 1 to 200 printable characters"):
        Issue(text)


def test_a_key_is_compared_as_it_is():
    """`Board` is not `board`: nobody but the host knows whether they are one."""
    with pytest.raises(UnknownKeyError, match="no forum 'Board'; known: board"):
        DecisionMap(forums=[Forum("board")], flows=[Flow("board", "Board")])


def test_a_key_that_two_kinds_have_needs_a_reference_where_either_could_be_meant():
    """A guess would be right on most days."""
    a_map = DecisionMap(
        forums=[Forum("board"), Forum("group")],
        flows=[Flow("group", "board", days=3)],
        decisions=[Decision("board", made_at="board", on=DAY), Decision("contract", made_at="board")],
        entry_points=[EntryPoint("group")],
    )
    with pytest.raises(InvalidValueError, match="to: expected a Ref that says which is meant"):
        a_map.journey("board", raised=DAY)
    assert a_map.journey(Ref("forum", "board"), raised=DAY).heard == date(2026, 11, 26)
    assert a_map.journey(Ref("decision", "board"), raised=DAY) is None
    assert a_map.journey("contract", raised=DAY) == a_map.journey(Ref("decision", "contract"), raised=DAY)
    with pytest.raises(InvalidValueError, match="drop: expected a Ref that says which is meant"):
        a_map.revised(drop=["board"])
    assert ["contract"] == [each.key for each in a_map.revised(drop=[Ref("decision", "board")]).decisions]
    for wrong in (Ref("stakeholder", "board"), Ref("forum", ("board", 1)), Ref("forum", "bord")):
        with pytest.raises(InvolvementError, match=r"^to: "):
            a_map.journey(wrong, raised=DAY)
