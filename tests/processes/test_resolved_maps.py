"""Whom may a question about the map of a process ask about?"""

from datetime import date

import attrs
import pytest

from involvement import Claim, DecisionMap, EntryPoint, Forum, Process, Stakeholder, UnknownKeyError, check, next_steps
from involvement.exchange import write_calendar
from involvement.reports import draw_timetable
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


def test_no_error_lists_the_key_of_a_person():
    """Errors end up in logs, where keys of persons must not be."""
    listed = [*LISTED, Stakeholder("p-1", kind="person", role="carer")]
    process = Process("p", stakeholders=listed, decision_map=MAP)
    with pytest.raises(UnknownKeyError, match=r"no stakeholder 'p-2'; known: carers, members$") as caught:
        draw_timetable(process, on=ON, stakeholder="p-2")
    assert "p-1" not in caught.value.known


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
