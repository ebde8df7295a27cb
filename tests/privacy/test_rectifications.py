"""Is what is held about a person corrected, and nothing about anybody else?"""

import pytest

from involvement import InvalidValueError, Person, Process, UnknownKeyError, dumps
from involvement.data_protection import Consent
from involvement.privacy import record_of, rectify
from involvement.support import Engagement, NotedBarrier, StatedNeed
from tests.privacy.everywhere import DAY, P, Q, everywhere


def path_of(process: Process, field: str, person: str = P) -> str:
    return next(value.path for value in record_of(process, person).held if value.field == field)


def test_values_are_corrected_by_path_or_by_class_and_field():
    """A person says what is wrong with what they were shown."""
    process, _ = everywhere()
    corrected = rectify(
        process,
        P,
        {
            "Person.characteristics": {"carer": "no"},
            "Person.member_of": [],
            path_of(process, "StatedNeed.need"): "audio",
            path_of(process, "StatedNeed.detail"): None,
            "StatedNeed.until": DAY,
        },
    )
    person = corrected.process.representation.people[0]
    need = corrected.process.support.needs[0]
    assert (person.characteristics, person.member_of, person.candidate_for) == ((("carer", "no"),), (), ("board",))
    assert (need.need, need.detail) == ("audio", None)
    assert corrected.changed == ("Person.characteristics", "Person.member_of", "StatedNeed.detail", "StatedNeed.need")
    assert str(corrected) == "4 kinds of values were corrected, completed or taken out."


def test_what_a_thing_holds_is_corrected_with_it():
    """A move and its position are two things in one place."""
    process, _ = everywhere()
    corrected = rectify(process, P, {"negotiation.moves[0].on": DAY, "negotiation.moves[0].position.issues": ["ramp"]})
    assert corrected.process.negotiation.moves[0].position.issues == ("ramp",)
    assert corrected.changed == ("Priorities.issues",)


def test_things_are_added_and_taken_out():
    """What is not complete is completed, and what is wrong as a whole goes."""
    process, _ = everywhere()
    more = [
        StatedNeed(P, "hearing_loop"), Person(P), Consent(P, "all", on=DAY), NotedBarrier("su1", stakeholder=P),
        Engagement(P, DAY, kind="task"),
    ]  # fmt: skip
    drop = [path_of(process, field).rpartition(".")[0] for field in ("Person.key", "StatedNeed.need")]
    corrected = rectify(process, P, add=more, drop=drop)
    assert [each.need for each in corrected.process.support.needs] == ["breaks", "hearing_loop"]
    assert [each.key for each in corrected.process.representation.people] == [Q, P]
    assert corrected.process.barriers[-1].barrier == "su1"
    assert corrected.process.data_protection.consented(P, "all", on=DAY)
    assert corrected.changed == ("Consent", "Engagement", "NotedBarrier", "Person", "StatedNeed")


def test_what_is_added_to_an_empty_process_has_its_place():
    """The first need makes the part that holds it."""
    added = rectify(Process("p"), P, add=[StatedNeed(P, "breaks"), Person(P), Consent(P, "publish", on=DAY)])
    assert {value.field.partition(".")[0] for value in record_of(added.process, P).held} == {
        "Consent",
        "Person",
        "StatedNeed",
    }


def test_what_somebody_did_can_be_put_right():
    """It was not they who answered."""
    process, _ = everywhere()
    corrected = rectify(process, P, {"ledger.events[3].by": "staff"})
    assert corrected.process.ledger.events[3].by == "staff"


def test_nothing_changes_where_nothing_is_to_be_changed():
    """The same value is no correction."""
    process, _ = everywhere()
    assert rectify(process, P).process is process
    same = rectify(process, P, {"Lead.days_a_week": 1})
    assert (same.process, same.changed) == (process, ())


def test_of_others_nothing_can_be_changed():
    """Whoever asks for themselves must not correct somebody else."""
    process, _ = everywhere()
    before = dumps(process)
    for place in (
        "support.needs[1].need",
        "support.adjustments[1].need",
        "StatedNeed.nothing",
        "Activity.title",
        "title",
        3,
    ):
        with pytest.raises(UnknownKeyError, match="no value about this person"):
            rectify(process, P, {place: "audio"})
    for place in ("support.needs[1]", "support.adjustments[1]", "ledger.contributions[0]", "support", 3):
        with pytest.raises(UnknownKeyError, match="no thing about this person"):
            rectify(process, P, drop=[place])
    for thing in (StatedNeed(Q, "audio"), Person(Q), "StatedNeed", Process("p")):
        with pytest.raises(InvalidValueError, match="add: expected things about this person: Adjustment, Consent"):
            rectify(process, P, add=[thing])
    assert before == dumps(process)


def test_in_a_list_with_others_only_the_person_comes_or_goes():
    """Who else came, accepted or belongs there is theirs to say."""
    process, _ = everywhere()
    corrected = rectify(
        process,
        P,
        {
            "support.attendances[0].attended": [],
            "agreement.accepted_by": ["members"],
            "Person.member_of": ["staff"],
            "representation.people[1].member_of": ["members"],
        },
    ).process
    assert (corrected.support.attendances[0].attended, corrected.agreement.accepted_by) == ((), ("members",))
    assert [each.member_of for each in corrected.representation.people] == [("staff",), ("members",)]
    for place, value in (
        ("support.attendances[0].attended", [Q]),
        ("support.attendances[0].expected", None),
        ("agreement.accepted_by", [P]),
        ("representation.people[1].member_of", ["staff"]),
        ("decision_map.stakeholders", []),
    ):
        with pytest.raises(InvalidValueError):
            rectify(process, P, {place: value})


def test_of_several_things_one_has_to_be_named():
    """Which of two contributions is meant cannot be told."""
    process, _ = everywhere()
    with pytest.raises(InvalidValueError, match="changes: expected a path: several things of the class Contribution"):
        rectify(process, P, {"Contribution.says": "canary"})


def test_an_error_holds_no_value():
    """What a person corrects is what should not be read by others."""
    process, _ = everywhere()
    with pytest.raises(InvalidValueError) as caught:
        rectify(process, P, {"StatedNeed.need": "canary"})
    assert "canary" not in f"{caught.value} {caught.value!r}"
    corrected = rectify(process, P, {"StatedNeed.detail": "canary"})
    assert "canary" not in f"{corrected!r} {corrected}"


@pytest.mark.parametrize(
    ("given", "place"),
    [((3, P), "process"), ((Process("p"), 3), "person"), ((Process("p"), P, "audio"), "changes")],
)
def test_wrong_arguments_are_refused(given, place):
    """A correction that nobody understood is none."""
    with pytest.raises(InvalidValueError, match=f"^{place}: expected"):
        rectify(*given)
    with pytest.raises(InvalidValueError, match="add: expected"):
        rectify(Process("p"), P, add="audio")
