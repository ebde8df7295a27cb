"""Does each stage ask for what it needs, of the parts that a process uses and of no others?"""

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given, settings

from involvement import (
    Activity,
    Claim,
    Contribution,
    Decision,
    DecisionMap,
    EntryPoint,
    Event,
    Feasibility,
    Forum,
    InvalidValueError,
    Ledger,
    Meetings,
    Negotiation,
    Priorities,
    Process,
    Seat,
    Stakeholder,
    Support,
    Workplan,
    involvement_cycle,
)
from involvement.cycles import CycleStage, NeedStatus
from involvement.maturity import AnswerSheet
from involvement.plans import Interval, Review
from involvement.priorities import Agreement, Settlement
from involvement.support import Attendance, Lead, Mitigation, NeedsAsked, NotedBarrier, StatedNeed
from tests.strategies.processes import processes

ON = date(2026, 5, 1)
SPRING = date(2026, 3, 2)
HELD = date(2026, 4, 30)
USERS, BOARD, NOBODY = Stakeholder("users", role="service_user"), Stakeholder("board", role="board"), Stakeholder("who")
ANY = Meetings.any_day()
GROUP = Forum("group", meetings=ANY, papers_due=0)
REACHED = DecisionMap(
    forums=[GROUP],
    entry_points=[EntryPoint("group", "users", standing="consulted")],
    decisions=[Decision("hours", made_at="group", on=date(2026, 9, 1))],
)
OUT_OF_REACH = evolve(REACHED, entry_points=[])
ONLY_TOLD = evolve(REACHED, entry_points=[EntryPoint("group", "users", standing="informed")])
SEATED = evolve(
    REACHED,
    forums=[evolve(GROUP, seats=[Seat("users", 2), Seat("board")])],
    entry_points=[EntryPoint("group", "users", standing="decides_jointly")],
)


def decided(*standings, day=SPRING):
    """Decisions in this order, each at a forum of its own at which views have that standing."""
    names = [f"d{number}" for number, _ in enumerate(standings)]
    return DecisionMap(
        forums=[Forum(f"at-{name}", meetings=ANY, papers_due=0) for name in names],
        entry_points=[
            EntryPoint(f"at-{name}", "users", standing=each) for name, each in zip(names, standings, strict=True)
        ],
        decisions=[Decision(name, made_at=f"at-{name}", on=day + timedelta(n)) for n, name in enumerate(names)],
    )


SAID = Contribution("late", on=SPRING, stakeholder="users", about="hours")
ANSWER = Event("late", "answered", on=date(2026, 4, 1), outcome="will_do", reason="It can be done.")
TOLD = Event("late", "told", on=date(2026, 4, 2))


def planned(*activities, held=(), reviews=None, start=SPRING):
    return {"workplan": Workplan(activities, reviews=reviews, start=start, held=held)}


def heard(*events):
    return {"ledger": Ledger([SAID], events)}


def supported(**parts):
    return {"support": Support(**parts)}


def noted(*mitigations, on=SPRING):
    return {"barriers": [NotedBarrier("su6", on=on, mitigations=mitigations)]}


def answered(*roles, on=SPRING):
    return {"assessments": [AnswerSheet("getting-ready", edition="1", on=on, role=role) for role in roles]}


MEETING = Attendance("group", date(2026, 5, 12), expected=["users"])
NEED = StatedNeed("users", "hearing_loop")
CLAIM = {"stakeholders": [USERS], "decision_map": REACHED}
TABLE = [
    ("purpose", {}, "unused"),
    ("purpose", {"purpose": "To be heard."}, "unmet"),
    ("purpose", {"purpose": "To be heard.", "definition": "Being heard in time."}, "met"),
    ("people", {}, "unused"),
    ("people", {"stakeholders": [USERS, BOARD]}, "met"),
    ("people", {"stakeholders": [BOARD]}, "unmet"),
    ("people", {"stakeholders": [BOARD, NOBODY]}, "unknown"),
    ("lead", {}, "unused"),
    ("lead", supported(), "unknown"),
    ("lead", supported(leads=[Lead("users", until=SPRING)]), "unmet"),
    ("lead", supported(leads=[Lead("users", since=SPRING)]), "met"),
    ("decisions", {}, "unused"),
    ("decisions", {"decision_map": DecisionMap()}, "unmet"),
    ("decisions", {"decision_map": OUT_OF_REACH}, "unmet"),
    ("decisions", {"decision_map": ONLY_TOLD}, "unmet"),
    ("decisions", {"decision_map": REACHED}, "met"),
    ("agreement", {}, "unused"),
    ("agreement", {"positions": [Priorities("users", ["hours"])]}, "unmet"),
    ("agreement", {"negotiation": Negotiation("spring", problem="What first?")}, "unmet"),
    ("agreement", {"agreement": Agreement(settlements=[Settlement("hours", "agreed")])}, "unmet"),
    ("agreement", {"agreement": Agreement(settlements=[Settlement("hours", "agreed")], accepted_by=["users"])}, "met"),
    ("workplan", {}, "unused"),
    ("workplan", planned(), "unmet"),
    ("workplan", planned(Activity("do"), reviews=Interval.months(3)), "unmet"),
    ("workplan", planned(Activity("do", owner="users")), "unmet"),
    ("workplan", planned(Activity("do", owner="users"), reviews=Interval.months(3)), "met"),
    ("feasibility", {}, "unused"),
    ("feasibility", {"agreement": Agreement(settlements=[Settlement("hours", "agreed")])}, "unknown"),
    *(
        (
            "feasibility",
            {"agreement": Agreement(settlements=[Settlement("hours", "agreed")], feasibility=[state])},
            word,
        )
        for state, word in ((Feasibility.shown("hours"), "met"), (Feasibility.not_studied("hours"), "unmet"))
    ),
    ("work-done", {}, "unused"),
    ("work-done", planned(Activity("do", due=date(2026, 6, 1))), "unknown"),
    ("work-done", planned(Activity("do", due=date(2026, 4, 1))), "unmet"),
    ("work-done", planned(Activity("do", due=date(2026, 4, 1), done=SPRING)), "met"),
    ("considered", {}, "unused"),
    ("considered", heard(), "unmet"),
    ("considered", heard(Event("late", "considered", on=SPRING)), "met"),
    ("considered", heard(ANSWER), "met"),
    ("considered", heard(Event("late", "redirected", on=SPRING, to="council")), "met"),
    ("adjustments", {}, "unused"),
    ("adjustments", supported(), "unused"),
    ("adjustments", supported(attendances=[MEETING]), "unknown"),
    ("adjustments", supported(attendances=[MEETING], needs=[NEED]), "unmet"),
    ("adjustments", supported(attendances=[MEETING], needs_asked=[NeedsAsked("users", SPRING)]), "met"),
    ("assessed", {}, "unused"),
    ("assessed", answered("service_user"), "unmet"),
    ("assessed", answered("service_user", None), "unknown"),
    ("assessed", answered("carer", "manager"), "met"),
    ("assessed", answered("carer", "manager", on=date(2026, 6, 1)), "unused"),
    ("claims-kept", {}, "unused"),
    (
        "claims-kept",
        CLAIM | {"claims": [Claim("users", "hours", ladder="arnstein-1969", rung="citizen-control")]},
        "unmet",
    ),
    ("claims-kept", CLAIM | {"claims": [Claim("users", "hours", ladder="arnstein-1969", rung="manipulation")]}, "met"),
    ("claims-kept", CLAIM | {"claims": [Claim("users", "hours", ladder="lundy-2007", rung="space")]}, "unknown"),
    ("reviewed", {}, "unused"),
    ("reviewed", planned(), "unused"),
    ("reviewed", planned(reviews=Interval.months(1)), "unmet"),
    ("reviewed", planned(reviews=Interval.months(3)), "unknown"),
    ("reviewed", planned(reviews=Interval.months(1), held=[Review(HELD)]), "met"),
    ("told", {}, "unused"),
    ("told", heard(), "unused"),
    ("told", heard(ANSWER), "unmet"),
    ("told", heard(ANSWER, TOLD), "met"),
    ("followed-through", {}, "unused"),
    ("followed-through", heard(ANSWER), "unmet"),
    ("followed-through", heard(ANSWER, Event("late", "followed_through", on=HELD)), "met"),
    ("plan-changed", {}, "unused"),
    ("plan-changed", planned(held=[Review(HELD)]), "unknown"),
    ("plan-changed", planned(held=[Review(HELD, changed="Fewer meetings.")]), "met"),
    ("plan-changed", planned(held=[Review(date(2026, 6, 1), changed="Not yet.")]), "unused"),
    ("barriers-eased", {}, "unused"),
    ("barriers-eased", noted(on=date(2026, 6, 1)), "unused"),
    ("barriers-eased", noted(), "unmet"),
    ("barriers-eased", noted(Mitigation("A letter", on=date(2026, 6, 1))), "unmet"),
    ("barriers-eased", noted(Mitigation("A letter", on=SPRING)), "unknown"),
    ("barriers-eased", noted(Mitigation("A letter", on=SPRING, effect="eased")), "met"),
    ("decide-together", {}, "unused"),
    ("decide-together", CLAIM, "unmet"),
    ("decide-together", {"stakeholders": [USERS, BOARD], "decision_map": SEATED}, "met"),
    ("decide-together", CLAIM | {"decision_map": evolve(SEATED, forums=[GROUP])}, "unknown"),
    ("power-shifted", {}, "unused"),
    ("power-shifted", {"decision_map": decided("informed")}, "unused"),
    ("power-shifted", {"decision_map": decided("informed", "consulted")}, "met"),
    ("power-shifted", {"decision_map": decided("consulted", "informed")}, "unmet"),
    ("power-shifted", {"decision_map": decided("informed", "informed")}, "unmet"),
    ("power-shifted", {"decision_map": decided("consulted", "advises")}, "unknown"),
    ("power-shifted", {"decision_map": decided("informed", "consulted", day=ON)}, "unused"),
    ("power-shifted", CLAIM, "unused"),
    ("owned", {}, "unused"),
    ("owned", planned(), "unused"),
    ("owned", planned(Activity("do")), "unknown"),
    ("owned", planned(Activity("do", owner="users")) | {"stakeholders": [USERS, BOARD]}, "met"),
    ("owned", planned(Activity("do", owner="board")) | {"stakeholders": [USERS, BOARD]}, "unmet"),
]


def status(key, parts, on=ON):
    return next(each.status for each in involvement_cycle(Process("p", **parts), on=on).needs if each.key == key)


@pytest.mark.parametrize(("key", "parts", "word"), TABLE, ids=[f"{row[0]}-{n}" for n, row in enumerate(TABLE)])
def test_a_need_is_met_unmet_unknown_or_unused(key, parts, word):
    """Whoever reads the list must be able to trust each of the four words."""
    assert word == status(key, parts)


def test_each_need_is_tried_with_a_part_that_is_absent():
    """A part that a process does not use is silent; a need that forgot this would nag everybody."""
    assert {key for key, parts, word in TABLE if not parts and word == "unused"} == {
        each.key for each in involvement_cycle(Process("p"), on=ON).needs
    }


def test_a_process_that_uses_nothing_is_being_planned_and_lacks_nothing():
    """Half a process is how every process begins."""
    cycle = involvement_cycle(Process("p"), on=ON)
    assert (CycleStage.PLANNING, ()) == (cycle.stage, cycle.lacking)
    assert "On 1 May 2026 nothing is recorded that a stage could be read from." == str(cycle)


def test_the_stage_is_the_first_that_lacks_something():
    """Nobody evaluates well what was never planned, whatever else is in order."""
    parts = {"purpose": "To be heard.", "definition": "In time."} | heard(ANSWER)
    cycle = involvement_cycle(Process("p", **parts), on=ON)
    assert "learning" == cycle.stage
    assert ["told", "followed-through"] == [each.key for each in cycle.lacking]
    assert "planning" == involvement_cycle(Process("p", **parts | {"definition": None}), on=ON).stage


def test_what_is_known_to_be_missing_comes_before_what_is_not_known():
    """The list is read from its head."""
    parts = {"stakeholders": [NOBODY], "purpose": "To be heard."}
    lacking = involvement_cycle(Process("p", **parts), on=ON).lacking
    assert [("purpose", "unmet"), ("people", "unknown")] == [(each.key, each.status) for each in lacking]


def test_a_process_that_lacks_nothing_is_where_power_shifts():
    """The last stage leads to the first again."""
    parts = {"purpose": "To be heard.", "definition": "In time."}
    cycle = involvement_cycle(Process("p", **parts), on=ON)
    assert ("shift", ()) == (cycle.stage, cycle.lacking)
    assert ["decide-together", "power-shifted", "owned"] == [each.key for each in cycle.of("shift")]
    assert "On 1 May 2026 the record shows no gap up to the shift of power." == str(cycle)
    assert "Record what involvement is for and what it means here." == str(cycle.needs[0])


def test_only_processes_have_a_cycle():
    """A wrong argument is told at once."""
    with pytest.raises(InvalidValueError, match="process: expected a Process"):
        involvement_cycle("p", on=ON)


@settings(max_examples=25)
@given(processes())
def test_every_process_is_somewhere_in_the_cycle(process):
    """Whatever of the model is used, each need has one of four words, and the stage is one that lacks something."""
    cycle = involvement_cycle(process, on=ON)
    assert list(CycleStage) == list(dict.fromkeys(each.stage for each in cycle.needs))
    lacking = {each.stage for each in cycle.needs if each.status in {NeedStatus.UNMET, NeedStatus.UNKNOWN}}
    assert not lacking or cycle.stage is min(lacking, key=list(CycleStage).index)
