"""Does a process know the keys that its plans, ledger, barriers, support and people name?"""

from collections.abc import Iterator
from datetime import date
from typing import get_args, get_type_hints

import pytest
from attrs import evolve, fields, has
from hypothesis import given, settings
from hypothesis import strategies as st

from involvement import (
    Activity,
    Contribution,
    Decision,
    DecisionMap,
    Event,
    Forum,
    Issue,
    Ledger,
    Person,
    Process,
    Representation,
    Stakeholder,
    Support,
    UnknownKeyError,
    Workplan,
    _fields,
)
from involvement.people import TargetProfile
from involvement.plans import MeetingCycle, Recruitment, When, WorkingWeek
from involvement.processes.keys import names_in, refuse_unknown
from involvement.support import Adjustment, Attendance, Barrier, Mitigation, NotedBarrier, PaperSent, StatedNeed
from tests.strategies.processes import processes

ON = date(2026, 5, 1)
A_MAP = DecisionMap(forums=[Forum("group")], decisions=[Decision("contract", made_at="group")])
WHOLE = {
    "stakeholders": [Stakeholder("users", role="service_user")],
    "issues": [Issue("hours")],
    "decision_map": A_MAP,
    "representation": Representation(people=[Person("p-1", member_of=["users", "group"])]),
}
SAID = Contribution("late", on=ON)


def plan(**more):
    return Workplan([Activity("do", **more)], start=ON)


def told(**more):
    return Ledger([SAID], [Event("late", "answered", on=ON), Event("late", "told", on=ON, **more)])


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("representation", Representation(people=[Person("p", member_of=["typo"])]), "representation.people[0].member_of: no stakeholder or forum 'typo'"),
        ("representation", Representation(people=[Person("p", candidate_for=["typo"])]), "no stakeholder or forum 'typo'; known: group, users"),
        ("representation", Representation(profiles=[TargetProfile("ours", group="typo")]), "representation.profiles[0].group: no stakeholder or forum 'typo'"),
        ("workplan", plan(owner="typo"), "workplan.activities[0].owner: no stakeholder 'typo'"),
        ("workplan", plan(implements="typo"), "workplan.activities[0].implements: no issue 'typo'"),
        ("workplan", plan(studies="typo"), "no issue 'typo'"),
        ("workplan", plan(tells="typo"), "no issue 'typo'"),
        ("workplan", plan(forum="typo"), "workplan.activities[0].forum: no forum 'typo'"),
        ("workplan", plan(decision="typo"), "workplan.activities[0].decision: no decision 'typo'"),
        ("workplan", plan(decision="contract", stage="options"), "workplan.activities[0].stage: no stage 'options'; known: decision"),
        ("workplan", plan(start=When.before_meeting("typo")), "workplan.activities[0].start.key: no forum 'typo'"),
        ("workplan", plan(due=When.before_decision("typo")), "workplan.activities[0].due.key: no decision 'typo'"),
        ("workplan", plan(due=When.before_decision("contract", stage="options")), "workplan.activities[0].due.stage: no stage 'options'"),
        ("workplan", Workplan(working_weeks=[WorkingWeek("typo", 1)]), "workplan.working_weeks[0].stakeholder: no stakeholder 'typo'"),
        ("workplan", Workplan(review_forum="typo"), "workplan.review_forum: no forum 'typo'"),
        ("workplan", Workplan(recruitment=Recruitment(owner="typo")), "workplan.recruitment.owner: no stakeholder 'typo'"),
        ("workplan", Workplan(meeting_cycles=[MeetingCycle("typo", [])]), "workplan.meeting_cycles[0].forum: no forum 'typo'"),
        ("workplan", Workplan(meeting_cycles=[MeetingCycle("group", [], owner="typo")]), "workplan.meeting_cycles[0].owner: no stakeholder"),
        ("workplan", Workplan(meeting_cycles=[MeetingCycle("group", [Activity("do", owner="typo")])]), "workplan.meeting_cycles[0].steps[0].owner"),
        ("ledger", Ledger([Contribution("c", on=ON, stakeholder="typo")]), "ledger.contributions[0].stakeholder: no stakeholder or person 'typo'; known: users"),
        ("ledger", Ledger([Contribution("c", on=ON, about="typo")]), "ledger.contributions[0].about: no issue or decision 'typo'; known: contract, hours"),
        ("ledger", Ledger([Contribution("c", on=ON, forum="typo")]), "ledger.contributions[0].forum: no forum 'typo'"),
        ("ledger", Ledger([Contribution("c", on=ON, owner="typo")]), "ledger.contributions[0].owner: no stakeholder or person"),
        ("ledger", told(by="typo"), "ledger.events[1].by: no stakeholder or person 'typo'"),
        ("ledger", told(owner="typo"), "ledger.events[1].owner: no stakeholder or person 'typo'"),
        ("ledger", told(to="typo"), "ledger.events[1].to: no stakeholder or person 'typo'"),
        ("ledger", told(forum="typo"), "ledger.events[1].forum: no forum 'typo'"),
        ("barriers", [NotedBarrier("typo")], "barriers[0].barrier: no barrier 'typo'"),
        ("barriers", [NotedBarrier("su6", stakeholder="typo")], "barriers[0].stakeholder: no stakeholder or person"),
        ("barriers", [NotedBarrier("su6", by="typo")], "barriers[0].by: no stakeholder or person"),
        ("barriers", [NotedBarrier("su6", mitigations=[Mitigation("a letter", by="typo")])], "barriers[0].mitigations[0].by"),
        ("support", Support(needs=[StatedNeed("typo", "breaks")]), "support.needs[0].stakeholder: no stakeholder or person 'typo'"),
        ("support", Support(attendances=[Attendance("group", ON, expected=["typo"])]), "support.attendances[0].expected: no stakeholder or person"),
        ("support", Support(adjustments=[Adjustment("breaks", forum="typo")]), "support.adjustments[0].forum: no forum 'typo'"),
        ("support", Support(papers=[PaperSent("users", ON, decision="typo")]), "support.papers[0].decision: no decision 'typo'"),
    ],
)  # fmt: skip
def test_a_key_that_the_process_does_not_know_is_an_error_with_its_place(part, value, said):
    """A key that nobody knows is an error at once; a process that lists nothing of the kind knows nothing better."""
    with pytest.raises(UnknownKeyError) as caught:
        Process("p", **WHOLE | {part: value})
    assert said in str(caught.value)


def test_what_is_redirected_goes_to_somebody_outside_whom_no_process_lists():
    """The council is no stakeholder of the group; that is why the matter went there."""
    ledger = Ledger([SAID], [Event("late", "redirected", on=ON, to="council")])
    assert ledger == Process("p", **WHOLE, ledger=ledger).ledger


def test_a_process_without_lists_takes_any_key_but_a_barrier_that_nobody_knows():
    """Half a process is how every process begins; barriers are known from the start."""
    plans = plan(owner="anybody", implements="anything", decision="later", stage="options", forum="somewhere")
    ledger = Ledger([Contribution("c", on=ON, stakeholder="anybody", about="anything", forum="somewhere")])
    plans = evolve(plans, activities=[*plans.activities, Activity("then", start=When.after_end("do", days=1))])
    people = Representation(people=[Person("p", member_of=["anybody"])])
    process = Process("p", workplan=plans, ledger=ledger, representation=people, barriers=[NotedBarrier("su6")])
    assert (plans, ledger, people) == (process.workplan, process.ledger, process.representation)
    with pytest.raises(UnknownKeyError, match="no barrier 'typo'"):
        Process("p", barriers=[NotedBarrier("typo")])


def test_a_process_may_note_barriers_of_its_own():
    """Not every barrier is in a guide."""
    own = Support(own_barriers=[Barrier("no-bus", audience="service_users")])
    noted = [NotedBarrier("no-bus"), NotedBarrier("su6")]
    assert tuple(noted) == Process("p", barriers=noted, support=own).barriers


def test_contributions_may_be_about_what_little_is_listed():
    """With issues alone, or a map alone, what is about neither is a slip."""
    ledger = Ledger([Contribution("c", on=ON, about="hours")])
    assert ledger == Process("p", issues=[Issue("hours")], ledger=ledger).ledger
    with pytest.raises(UnknownKeyError, match="no issue or decision 'hours'; known: contract"):
        Process("p", decision_map=A_MAP, ledger=ledger)


def reached(kind: type, found: set[type]) -> set[type]:
    """The class and all classes of the values that it holds."""
    if kind not in found:
        found.add(kind)
        for hint in get_type_hints(kind).values():
            for held in classes_in(hint):
                reached(held, found)
    return found


def classes_in(hint: object) -> Iterator[type]:
    if isinstance(hint, type) and has(hint):
        yield hint
    for part in get_args(hint):
        yield from classes_in(part)


NAMES_NOTHING = {  # words and values that are keys, or what their own part looks up
    "Answer.criterion", "Answer.evidence", "Answer.given", "AnswerSheet.about", "AnswerSheet.group", "Caution.against",
    "Chance.decision", "Criterion.dimension", "Criterion.group", "Criterion.level", "Criterion.needs",
    "Consent.to", "Criterion.scale", "Decision.kinds", "Dimension.within", "Event.evidence", "Evidence.owner", "Feasibility.evidence",
    "LeadDemand.work", "PaymentRate.per", "PopulationShare.criterion", "PopulationShare.value", "Provenance.of",
    "PublishedMapping.ladder", "PublishedMapping.rung", "PublishedMapping.to", "Quota.criterion", "Quota.value",
    "Rung.band",
}  # fmt: skip


def test_what_names_nothing_of_the_process_is_no_key():
    """A body outside has none, and an activity without a stage names no stage of its decision."""
    redirected = Event("late", "redirected", on=ON, to="county council")
    assert [("contribution", "late", None, "event.contribution")] == list(names_in(redirected, "event"))
    fed = [Activity("do", decision="contract"), Activity("ask", decision="contract", stage="options")]
    assert [
        ("decision", "contract", None, "steps[0].decision"),
        ("decision", "contract", None, "steps[1].decision"),
        ("stage", "options", "contract", "steps[1].stage"),
    ] == list(names_in(tuple(fed), "steps"))


def test_every_field_of_a_key_says_what_it_names():
    """A field that says nothing is not checked, and whoever adds one forgets it."""
    keys = {_fields.key, _fields.optional_key, _fields.keys, _fields.optional_keys}
    silent = {
        f"{kind.__name__}.{field.name}"
        for kind in reached(Process, set())
        for field in fields(kind)
        if field.validator in keys and field.name != "key" and "names" not in field.metadata
    }
    assert NAMES_NOTHING == silent


def test_no_error_lists_the_key_of_a_person():
    """Whoever misspells a key must not be shown who takes part."""
    persons = [Person("p-1")], [Stakeholder("p-2", kind="person"), Stakeholder("users", role="service_user")]
    ledger = Ledger([Contribution("c", on=ON, stakeholder="p-3")])
    with pytest.raises(UnknownKeyError) as caught:
        Process("p", representation=Representation(people=persons[0]), stakeholders=persons[1], ledger=ledger)
    assert ("users",) == caught.value.known
    assert Process(
        "p",
        representation=Representation(people=persons[0]),
        stakeholders=persons[1],
        ledger=Ledger([Contribution("c", on=ON, stakeholder="p-1"), Contribution("d", on=ON, stakeholder="p-2")]),
    )


@settings(max_examples=15)
@given(process=processes(), data=st.data())
def test_what_is_passed_over_at_once_is_known(process, data):
    """The quick look at whole columns of keys and the walk from key to key must not disagree."""
    named = [each for part in fields(Process) for each in names_in(getattr(process, part.name), part.name)]
    known = {}
    for each in named:
        known.setdefault(each.kind, set()).add(each.key)
    for kind, keys in known.items():
        if data.draw(st.booleans()):
            known[kind] = keys - {data.draw(st.sampled_from(sorted(keys)))}
    for part in fields(Process):
        mine = [each for each in named if each.where.startswith(part.name)]
        unknown = [each for each in mine if each.key not in known[each.kind]]
        if not unknown:
            assert refuse_unknown(getattr(process, part.name), part.name, known) is None
            continue
        with pytest.raises(UnknownKeyError) as caught:
            refuse_unknown(getattr(process, part.name), part.name, known)
        assert (unknown[0].key, unknown[0].where) == (caught.value.key, caught.value.where)
