"""Whom may a question about the map of a process ask about?"""

from datetime import date

import pytest

from involvement import Claim, DecisionMap, EntryPoint, Forum, Process, Stakeholder, UnknownKeyError, check, next_steps
from involvement.exchange import write_calendar
from involvement.processes import resolved_map
from involvement.reports import draw_timetable

ON = date(2026, 11, 23)
MAP = DecisionMap(forums=[Forum("group")], entry_points=[EntryPoint("group", "members")])
LISTED = [Stakeholder("members", role="service_user"), Stakeholder("carers", role="carer")]


def test_whoever_is_listed_may_be_asked_about_without_an_entry_point():
    """That carers enter nowhere is what the answer says, and no mistake in the question."""
    process = Process("p", stakeholders=LISTED, decision_map=MAP)
    assert ("carers", "members") == resolved_map(process).stakeholders
    assert not MAP.knows("carers")
    assert () == check(process, on=ON, rules=())
    assert next_steps(process, on=ON)


def test_where_nobody_is_listed_everybody_who_is_named_may_be_asked_about():
    """A claim about somebody is enough to know of them."""
    claim = Claim("carers", "d", ladder="arnstein-1969", rung="partnership")
    assert ("carers",) == resolved_map(Process("p", claims=[claim])).stakeholders
    assert DecisionMap() == resolved_map(Process("p"))
    assert resolved_map(Process("p", decision_map=MAP)) is MAP


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
