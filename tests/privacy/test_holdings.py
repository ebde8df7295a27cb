"""Is what a process holds about people counted, all of it, and not shown?"""

import json
from collections import Counter

import attrs
import pytest

from involvement import InvalidValueError, Process, Support, load
from involvement.privacy import FieldClass, class_of_field, held_of_people
from involvement.support import StatedNeed
from tests.privacy.test_field_classes import CLOSED, GOLDEN, values_of


def test_a_process_without_people_holds_nothing_of_them():
    """A map of committees needs no assessment of this kind."""
    assert {} == held_of_people(Process("screening", title="Screening"))


def test_each_value_counts_once_in_its_field():
    """A number that is too small is a promise that was not kept when the data are deleted."""
    needs = [StatedNeed("p-1", "large_print"), StatedNeed("p-1", "breaks", detail="Every hour.")]
    held = held_of_people(Process("screening", support=Support(needs=needs)))
    assert {"StatedNeed.detail": 1, "StatedNeed.need": 2, "StatedNeed.stakeholder": 2} == held
    assert sorted(held) == list(held)


def test_all_that_the_document_with_every_field_holds_is_counted():
    """Counted another way: value by value, with the class of each field asked."""
    process = load(GOLDEN)
    counted = Counter(
        f"{type(value).__name__}.{field.name}"
        for value in values_of(process)
        for field in attrs.fields(type(value))
        if class_of_field(f"{type(value).__name__}.{field.name}") in CLOSED
        if not field.name.startswith("_") and getattr(value, field.name) not in (None, ())
    )
    assert dict(sorted(counted.items())) == held_of_people(process)
    assert len(counted) > 60
    assert {FieldClass.PERSONAL, FieldClass.SPECIAL} == {class_of_field(field) for field in held_of_people(process)}
    assert all(isinstance(number, int) for number in json.loads(json.dumps(dict(held_of_people(process)))).values())


def test_only_a_process_is_asked():
    """A document that was not read yet holds we do not know what."""
    with pytest.raises(InvalidValueError, match="process: expected a value of type Process"):
        held_of_people({"key": "screening"})
