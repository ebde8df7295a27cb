"""Is somebody who was erased gone, does everybody else stay, and is it said what stays and why?"""

import json
import pickle
from datetime import date

import attrs
import pytest

from involvement import (
    Contribution,
    DecisionMap,
    Event,
    Forum,
    InvalidValueError,
    Ledger,
    Move,
    Negotiation,
    Person,
    Priorities,
    Process,
    Reply,
    Representation,
    Stakeholder,
    Support,
    dumps,
    loads,
    to_dict,
)
from involvement.priorities import Agreement
from involvement.privacy import ErasureBasis, Stay, StayReason, Treatment, erase
from involvement.privacy.erasing import ERASED, STAND_IN
from involvement.support import Attendance
from tests.privacy.everywhere import DAY, LATER, P, Q, everywhere

ON = {"on": date(2026, 11, 2), "basis": "consent_withdrawn"}


def gone(process: Process, person: str = P) -> Process:
    return erase(process, person, **ON).process


def values(value: object) -> list[object]:
    """Everything in every field of a value, fields that are no part of its plain data included."""
    if isinstance(value, tuple):
        return [each for item in value for each in values(item)]
    if attrs.has(type(value)):
        return [each for field in attrs.fields(type(value)) for each in values(getattr(value, field.name))]
    return [value]


def test_nothing_of_the_person_is_left_in_any_field():
    """Their key stands in each field that can name them, and a canary in each text about them or by them."""
    process, canaries = everywhere()
    left = gone(process)
    for text in (dumps(left), json.dumps(to_dict(left)), dumps(left, "toml"), *map(str, values(left))):
        assert P not in text
        assert [] == [canary for canary in canaries if canary in text]
    assert loads(dumps(left)) == left
    assert all(canary in dumps(process) for canary in canaries)


def test_what_is_others_stays_as_it_was():
    """Who else needs, said, decided or came, and what was answered to them."""
    process, _ = everywhere()
    left = gone(process)
    kept = dumps(left)
    for text in (
        "Shorter letters.",
        "Letters are shorter.",
        "We do it for all who asked.",
        "A bus.",
        "Easy.",
        "What first?",
    ):
        assert text in kept
    assert left.ledger.balance(LATER) == process.ledger.balance(LATER)
    assert [each.outcome for each in left.agreement.settlements] == ["deferred", "declined"]
    assert left.agreement.accepted_by == ("members",)
    assert [each.stakeholder for each in left.support.needs] == [Q]
    assert [each.key for each in left.representation.people] == [Q, STAND_IN]
    assert [each.kind for each in left.negotiation.moves] == ["propose", "study", "accept"]
    assert left.data_protection.consented(Q, "publish", on=LATER)


def test_a_contribution_keeps_its_place_and_an_answer_its_outcome():
    """The counts of the year were published; what was said is the person's."""
    process, _ = everywhere()
    first = gone(process).ledger.contributions[0]
    answered, told, reopened = gone(process).ledger.events[:3]
    assert first == Contribution("erased-contribution-1", on=DAY, way_back=False)
    assert (answered.outcome, answered.reason, answered.options, answered.evidence) == (
        "could_not",
        ERASED,
        (ERASED, " "),
        None,
    )
    assert answered.missing == ()
    assert (told.to, reopened.by, reopened.reason) == (None, None, ERASED)


def test_a_neutral_key_stands_where_the_record_would_say_something_else():
    """`told` without a name tells of the contributor, and a meeting at which one came is not one at which nobody did."""
    process, _ = everywhere()
    left = gone(process)
    assert left.ledger.events[4].to == STAND_IN
    assert [(each.expected, each.attended) for each in left.support.attendances] == [
        ((Q,), (STAND_IN,)),
        (("members", Q), ("members",)),
    ]
    both = gone(left, Q)
    assert both.support.attendances[0].expected == ("members",)
    assert gone(gone(process, Q)) == both


def test_the_neutral_key_goes_with_the_last_thing_that_needs_it():
    """A person who stands for nothing would be counted for one."""
    meeting = Attendance("group", DAY, expected=["a", "b"], attended=["a"])
    process = Process("p", representation=Representation(people=[Person("b")]), support=Support(attendances=[meeting]))
    without = gone(process, "a")
    assert [each.key for each in without.representation.people] == ["b", STAND_IN]
    assert gone(without, "b") == Process("p", support=Support())
    assert gone(gone(process, "b"), "a") == Process("p", support=Support())


def test_the_neutral_key_is_nobody_elses():
    """A role of that name is not who was erased."""
    role = Stakeholder(STAND_IN, kind="role")
    said = Ledger([Contribution("c", on=DAY, stakeholder=STAND_IN)], [Event("c", "told", on=DAY, to="a")])
    left = gone(Process("p", stakeholders=[role, Stakeholder("a", kind="person")], ledger=said), "a")
    assert left.ledger.events[0].to == f"{STAND_IN}-1"
    assert gone(left, f"{STAND_IN}-1") == left


def test_what_was_removed_and_what_stays_is_told_without_any_value():
    """A person asks what was done; a log of it may be read by others."""
    process, canaries = everywhere()
    erasure = erase(process, P, **ON)
    assert erasure.found
    assert erasure.basis is ErasureBasis.CONSENT_WITHDRAWN
    assert {each.treatment for each in erasure.removed} == set(Treatment)
    assert {stay.reason for stay in erasure.stays} == set(StayReason) - {StayReason.NOT_REPLAYED, StayReason.MENTIONED}
    told = f"{erasure!r} {erasure} {pickle.dumps(erasure.stays)} {erasure.removed}"
    assert P not in told
    assert [] == [canary for canary in canaries if canary in told]
    assert "Copies made before are not changed" in str(erasure)
    assert str(erasure).startswith(
        f"{sum(each.number for each in erasure.removed)} places that named the person were cleared."
    )


def test_who_is_not_there_is_told_and_nothing_changes():
    """A misspelt key must not look like an erasure."""
    process, _ = everywhere()
    erasure = erase(process, "p-9999", **ON)
    assert (erasure.process, erasure.found) == (process, False)
    assert str(erasure).startswith("The record names nobody by that key. Nothing was changed.")


def test_texts_and_keys_that_may_name_the_person_are_counted():
    """What others wrote of them cannot be found by a field, but by their key."""
    told = Contribution("about-p-17", on=DAY, stakeholder="b", says="(p-17) was unwell; p-170 was not.")
    process = Process("p", representation=Representation(people=[Person("p-17")]), ledger=Ledger([told]))
    [stay] = erase(process, "p-17", **ON).stays
    assert (stay.reason, stay.number, stay.fields) == ("mentioned", 2, ("Contribution.key", "Contribution.says"))
    assert str(stay) == "2 texts or keys of others may still name the person. Read and change what names them."


def test_a_negotiation_that_cannot_be_replayed_is_told():
    """Somebody settled an issue that only the erased person ranked."""
    moves = [
        Move.propose(Priorities("a", ["hours"]), on=DAY),
        Move.propose(Priorities("b", ["ramp"]), on=DAY),
        Move.override("hours", "declined", by="b", on=DAY, reason="Too dear."),
    ]
    process = Process("p", negotiation=Negotiation("n", problem="What first?", moves=moves))
    assert erase(process, "a", **ON).stays == (Stay("not_replayed", 1),)
    assert erase(process, "b", **ON).stays == ()
    broken = attrs.evolve(process, negotiation=attrs.evolve(process.negotiation, moves=moves[1:]))
    assert erase(broken, "b", **ON).stays == ()


def test_a_forum_of_the_same_key_is_not_the_person():
    """A forum and a person may share a key: an answer goes to the forum."""
    map_ = DecisionMap(forums=[Forum("a"), Forum("board")], replies=[Reply("board", "a")])
    people = Representation(people=[Person("a"), Person("b", member_of=["a"])])
    left = gone(Process("p", decision_map=map_, representation=people), "a")
    assert left == Process("p", decision_map=map_, representation=Representation(people=[Person("b", member_of=["a"])]))


def test_a_new_key_of_a_contribution_is_nobody_elses():
    """Two contributions under one key would be one."""
    said = [Contribution("a/1", on=DAY, stakeholder="a"), Contribution("erased-contribution-1", on=DAY)]
    left = gone(Process("p", ledger=Ledger(said, [Event("erased-contribution-1", "merged", on=DAY, into="a/1")])), "a")
    assert [each.key for each in left.ledger.contributions] == ["erased-contribution-1-1", "erased-contribution-1"]
    assert left.ledger.events[0].into == "erased-contribution-1-1"


def test_an_empty_process_and_one_without_people_stay():
    """There is nothing to erase from."""
    for process in (Process("p"), Process("p", agreement=Agreement(), representation=Representation())):
        assert erase(process, "a", **ON).process is process


@pytest.mark.parametrize("kind", ["group", "role", "organisation", None])
def test_a_group_cannot_be_erased_as_a_person(kind):
    """A misspelt key could take a whole user group out of the record."""
    process = Process("p", stakeholders=[Stakeholder("members", kind=kind)])
    with pytest.raises(
        InvalidValueError, match="person: expected the key of a person; a stakeholder of another kind"
    ) as caught:
        erase(process, "members", **ON)
    assert "members" not in str(caught.value)


def test_who_is_in_the_representation_is_a_person_whatever_is_not_known_of_the_stakeholder():
    """A person and a stakeholder share a key only where that stakeholder is the person."""
    people = Representation(people=[Person("a")])
    process = Process("p", stakeholders=[Stakeholder("a"), Stakeholder("b")], representation=people)
    assert [each.key for each in gone(process, "a").stakeholders] == ["b"]


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"on": "2026-11-02"}, "on"),
        ({"basis": "because"}, "basis"),
        ({"person": 3}, "person"),
        ({"process": 3}, "process"),
    ],
)
def test_wrong_arguments_are_refused(wrong, place):
    """An erasure without a day or a ground cannot be shown to anybody."""
    given = {"process": Process("p"), "person": "a", **ON, **wrong}
    with pytest.raises(InvalidValueError, match=f"^{place}: expected"):
        erase(given.pop("process"), given.pop("person"), **given)


def test_what_was_merged_twice_into_one_is_others_once():
    """It was opened again, and merged again: the answer is theirs all the same."""
    said = [Contribution(key, on=DAY, stakeholder=who) for key, who in (("a", "x"), ("b", "x"), ("c", "y"))]
    events = [
        Event("b", "merged", on=DAY, into="a"),
        Event("b", "reopened", on=LATER),
        Event("b", "merged", on=LATER, into="a"),
        Event("a", "answered", on=LATER, outcome="did", reason="We did."),
    ]
    process = Process("p", ledger=Ledger(said, events))
    assert gone(process, "x").ledger.events[3].reason == ERASED
    theirs = Process("p", ledger=Ledger([said[0], attrs.evolve(said[1], stakeholder="y"), said[2]], events))
    assert gone(theirs, "x").ledger.events[3].reason == "We did."
