"""Does a person get everything that is held about them, and nothing about anybody else?"""

import json

import attrs
import pytest

from involvement import InvalidValueError, Process, to_dict
from involvement.privacy import FieldClass, class_of_field, erase, record_of
from involvement.privacy.naming_fields import TREATMENTS
from tests.privacy.everywhere import DAY, P, Q, everywhere


def test_every_field_that_names_the_person_is_in_their_record():
    """The same metadata by which they are erased, so that nothing is erased that was not shown, and nothing kept back."""
    process, _ = everywhere()
    held = record_of(process, P).held
    assert set(TREATMENTS) <= {value.field for value in held}
    assert [value.path for value in held] == list(dict.fromkeys(value.path for value in held))
    assert {value.field_class for value in held} == set(FieldClass)
    assert all(value.field_class is class_of_field(value.field) for value in held)


def test_every_text_about_the_person_is_in_their_record():
    """The canaries of the erasure: what is theirs, about them or answered to them."""
    process, canaries = everywhere()
    text = json.dumps(record_of(process, P).as_data())
    assert [] == [canary for canary in canaries if canary not in text]
    assert json.loads(text)["person"] == P


def test_a_path_leads_to_the_value():
    """By the path it is found and corrected."""
    process, _ = everywhere()
    plain = to_dict(process)
    for value in record_of(process, P).held:
        found = plain
        for step in value.path.replace("[", ".").replace("]", "").split("."):
            found = found[int(step)] if step.isdecimal() else found.get(step, "left out")
        assert found == "left out" or isinstance(value.value, list | dict) or found == value.value


def test_no_other_person_is_in_it():
    """Article 15(4): a copy must not tell of others."""
    process, _ = everywhere()
    first, other = record_of(process, P), record_of(process, Q)
    assert Q not in json.dumps(to_dict(first))
    text = json.dumps(to_dict(other))
    assert P not in text
    assert "breaks" not in json.dumps(to_dict(first))
    assert "braille" not in text
    assert "Shorter letters." in text
    people = next(value for value in other.held if value.field == "Person.member_of")
    assert people.value == ["members"]


def test_a_text_that_names_another_person_names_them_no_more():
    """Somebody wrote who said it."""
    process, _ = everywhere()
    ledger = process.ledger
    said = attrs.evolve(ledger.contributions[1], says=f"As {P} told me.")
    changed = attrs.evolve(
        process, ledger=attrs.evolve(ledger, contributions=(ledger.contributions[0], said, *ledger.contributions[2:]))
    )
    [words] = [value.value for value in record_of(changed, Q).held if value.field == "Contribution.says"]
    assert words == "As (another person) told me."


def test_no_repr_and_no_sentence_shows_what_is_held():
    """A record is shown to one person, and not to those who read logs."""
    process, canaries = everywhere()
    record = record_of(process, P)
    told = f"{record!r} {record} {record.held[0]!r}"
    assert P not in told
    assert [] == [canary for canary in canaries if canary in told]
    special = sum(value.field_class is FieldClass.SPECIAL for value in record.held)
    assert (
        str(record)
        == f"{len(record.held)} values are held about this person, {special} of these of the special categories."
    )


def test_of_who_is_not_there_nothing_is_held():
    """Nor of who was erased."""
    process, _ = everywhere()
    assert record_of(process, "p-9999").held == ()
    assert record_of(erase(process, P, on=DAY, basis="objection").process, P).held == ()
    assert record_of(Process("p"), P).held == ()


@pytest.mark.parametrize(("given", "place"), [((3, P), "process"), ((Process("p"), 3), "person")])
def test_wrong_arguments_are_refused(given, place):
    """A record of nothing would look like one that is empty."""
    with pytest.raises(InvalidValueError, match=f"^{place}: expected"):
        record_of(*given)
