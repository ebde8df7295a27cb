"""Whom may a question about the map of a process ask about?"""

import pickle
from datetime import date

import attrs
import pytest

from involvement import (
    Claim,
    Decision,
    DecisionMap,
    DuplicateKeyError,
    EntryPoint,
    Flow,
    Forum,
    Issue,
    Person,
    Priorities,
    Process,
    Representation,
    Seat,
    Stakeholder,
    UnknownKeyError,
    check,
    next_steps,
)
from involvement.exchange import write_calendar
from involvement.people import TargetProfile, fill_chairs
from involvement.priorities import Agreement, Settlement
from involvement.reports import draw_timetable, letter_text
from involvement.snapshots import Snapshot

ON = date(2026, 11, 23)
MAP = DecisionMap(forums=[Forum("group")], entry_points=[EntryPoint("group", "members")])
LISTED = [Stakeholder("members", role="service_user"), Stakeholder("carers", role="carer")]


def test_whoever_is_listed_may_be_asked_about_without_an_entry_point():
    """That carers enter nowhere is what the answer says, and no mistake in the question."""
    process = Process("p", stakeholders=LISTED, decision_map=MAP)
    assert ("carers",) == process.resolved_map.stakeholders
    assert not MAP.knows("carers")
    assert () == check(process, on=ON, rules=())
    assert next_steps(process, on=ON)


def test_where_nobody_is_listed_everybody_who_is_named_may_be_asked_about():
    """A claim about somebody is enough to know of them."""
    claim = Claim("carers", "d", ladder="arnstein-1969", rung="partnership")
    assert ("carers",) == Process("p", claims=[claim]).resolved_map.stakeholders
    assert DecisionMap() == Process("p").resolved_map
    assert Process("p", decision_map=MAP).resolved_map is MAP


def test_who_is_listed_may_be_asked_about_where_nothing_carries_their_views():
    """A survey that only tells is no route, and a question about who is told by it is no mistake."""
    told = attrs.evolve(MAP, entry_points=[EntryPoint("group", "members", standing="informed"), EntryPoint("group")])
    carrying = Snapshot(Process("p", stakeholders=LISTED, decision_map=told), ON).reach.carrying
    assert (EntryPoint("group"),) == carrying.entry_points
    assert carrying.knows("members")


ANN = Stakeholder("p-1", kind="person", role="carer")
WITH_ANN = Process(
    "p",
    stakeholders=[*LISTED, ANN],
    issues=[Issue("i", decisions=["d"])],
    decision_map=DecisionMap(
        forums=[Forum("group", seats=[Seat("p-1", until=ON), Seat("carers")]), Forum("board")],
        flows=[Flow("group", "board", about=["i"])],
        entry_points=[EntryPoint("group", "members")],
        decisions=[Decision("d", made_at="board", on=date(2026, 12, 1)), Decision("e", made_at="board")],
    ),
    positions=[Priorities("p-1", ["i"]), Priorities("carers", ["i"])],
    agreement=Agreement(settlements=[Settlement("i", "agreed")], positions=[Priorities("p-1", ["i"])]),
)


@pytest.mark.parametrize(
    "ask",
    [
        lambda process: draw_timetable(process, on=ON, stakeholder="p-2"),
        lambda process: write_calendar(process, on=ON, until=ON, stakeholder="p-2"),
        lambda process: process.resolved_map.timetable(on=ON, stakeholder="p-2"),
        lambda process: process.resolved_map.out_of_reach(["p-2", "members"], on=ON),
        lambda process: process.resolved_map.about("e").journey("board", raised=ON, stakeholder="p-2"),
        lambda process: process.resolved_map.with_issues({"i": ["e"]}).reply_to("p-2", "d"),
        lambda process: process.resolved_map.revised(drop=["e"]).latest_start("d", stakeholder="p-2"),
        lambda process: Snapshot(process, date(2027, 1, 1)).map.latest_start("d", stakeholder="p-2"),
        lambda process: pickle.loads(pickle.dumps(process.resolved_map)).latest_start("d", stakeholder="p-2"),
        lambda process: process.resolved_map.knowing(["friends"]).latest_start("d", stakeholder="p-2"),
        lambda process: letter_text(process, "p-2", on=ON),
        lambda process: process.agreement.position("p-2"),
        lambda process: attrs.evolve(process, claims=[Claim("p-2", "d", ladder="arnstein-1969", rung="partnership")]),
        lambda process: attrs.evolve(process, stakeholders=[*LISTED, ANN, ANN]),
        lambda process: attrs.evolve(process, positions=process.positions[:1] * 2),
        lambda _: Representation(people=[Person("p-1"), Person("p-1")]),
        lambda _: fill_chairs(TargetProfile("table"), [Person("p-1")], seated=[Person("p-1")]),
        lambda _: fill_chairs(TargetProfile("table"), [Person("p-1"), Person("p-1")]),
    ],
)
def test_no_error_lists_the_key_of_a_person(ask):
    """Errors end up in logs, where keys of persons must not be."""
    with pytest.raises((UnknownKeyError, DuplicateKeyError)) as caught:
        ask(WITH_ANN)
    assert "p-1" not in f"{caught.value} {caught.value!r} {caught.value.args} {vars(caught.value)}"


def test_an_error_lists_all_but_persons():
    """Who misspells a group is still told which there are; where there are only persons, none is."""
    with pytest.raises(UnknownKeyError, match=r"no stakeholder 'p-2'; known: carers, members$"):
        WITH_ANN.resolved_map.latest_start("d", stakeholder="p-2")
    with pytest.raises(UnknownKeyError, match=r"^no party 'p-2'$"):
        letter_text(WITH_ANN, "p-2", on=ON)
    with pytest.raises(
        DuplicateKeyError, match=r"^stakeholders\[3\], beside stakeholders\[2\]: two stakeholders have the same"
    ):
        attrs.evolve(WITH_ANN, stakeholders=[*LISTED, ANN, ANN])
    assert MAP.knowing(["members"], unlisted=["p-1"]) == MAP


@pytest.mark.parametrize(
    "ask",
    [
        lambda of: draw_timetable(of, on=ON, stakeholder="memebers"),
        lambda of: write_calendar(of, on=ON, until=ON, stakeholder="memebers"),
        lambda of: write_calendar(of, on=ON, until=ON, stakeholder=["members", "memebers"]),
    ],
)
@pytest.mark.parametrize("of", [MAP, Process("p", stakeholders=LISTED, decision_map=MAP)], ids=["map", "process"])
def test_a_misspelt_stakeholder_gets_neither_picture_nor_diary(ask, of):
    """A drawing of nobody's last days looks like one of somebody's."""
    with pytest.raises(UnknownKeyError, match="no stakeholder 'memebers'; known: members"):
        ask(of)
