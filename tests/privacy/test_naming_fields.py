"""Is something done with every field that may name a person, so that a new one cannot be forgotten?"""

import attrs
import pytest

from involvement.data_protection import RecordKind
from involvement.plans.relative_dates import Anchor
from involvement.privacy.erasing import namings
from involvement.privacy.naming_fields import (
    PERSONAL_NAMES,
    TREATMENTS,
    HeldField,
    Treatment,
    argument_of,
    held_fields,
    may_name_a_person,
    record_kind,
)
from tests.privacy.everywhere import P, everywhere
from tests.privacy.test_field_classes import stored

BY_METADATA = {
    f"{name}.{field.name}"
    for name, kind in stored().items()
    for field in attrs.fields(kind)
    if may_name_a_person(field.metadata.get("names"))
}
NEVER = {"When.key"}  # an activity, a forum or a decision, see below
OF_NO_RECORD = {"Step.by"}  # of a record of committees, which no process holds
WITHOUT_METADATA = {"AnswerSheet.about", "Evidence.owner", "Person.key", "Stakeholder.key"}


def test_every_field_that_may_name_a_person_has_a_treatment():
    """A new field that names a stakeholder or a person fails here until somebody says what becomes of it."""
    assert BY_METADATA - NEVER - OF_NO_RECORD == set(TREATMENTS) - WITHOUT_METADATA


def test_the_kinds_of_names_are_those_that_the_metadata_have():
    """A kind of another spelling would be no person's."""
    kinds = {
        field.metadata["names"].kind
        for kind in stored().values()
        for field in attrs.fields(kind)
        if "names" in field.metadata
    }
    assert {
        kind for kind in kinds if isinstance(kind, str) and ("stakeholder" in kind or "person" in kind)
    } == PERSONAL_NAMES


def test_a_day_that_is_told_from_something_names_no_person():
    """The one other field whose kind depends on the value."""
    kind = attrs.fields_dict(stored()["When"])["key"].metadata["names"].kind
    said = {kind(stored()["When"](anchor, "x")) for anchor in Anchor}
    assert set() == said & PERSONAL_NAMES


def test_the_process_of_these_tests_has_the_person_in_every_such_field():
    """What no test fills no test erases."""
    process, _ = everywhere()
    assert {naming.place for naming in namings(process) if naming.key == P} == set(TREATMENTS)


def test_every_kind_of_record_is_that_of_a_class_which_may_be_about_a_person():
    """A purpose that covers a kind of which there is nothing would never end."""
    kinds = {record_kind(*place.split(".")) for place in TREATMENTS}
    assert kinds - {None} == set(RecordKind)
    assert record_kind("Activity", "owner") is None


@pytest.mark.parametrize("kind", stored().values(), ids=lambda kind: kind.__name__)
def test_a_field_that_holds_such_fields_is_walked(kind):
    """A list in which nobody looks is a list in which somebody stays."""
    fields = held_fields(kind)
    assert [each.name for each in attrs.fields(kind) if each.name in {field.name for field in fields}] == [
        field.name for field in fields
    ]
    assert {field.name for field in fields if field.treatment} == {
        name.partition(".")[2] for name in TREATMENTS if name.startswith(f"{kind.__name__}.")
    }


def test_a_field_is_given_by_the_name_that_its_constructor_takes():
    """The interval of a plan is given as `reviews`."""
    assert argument_of(stored()["Workplan"], "review_interval") == "reviews"
    assert HeldField("rater", None, Treatment.CLEARED).treatment == "cleared"
