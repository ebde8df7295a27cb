"""Does what an edition may not tell of show nowhere in it, whatever field of whatever class it stands in?

Every text that is closed to an edition, the key of every person, and one after the other every closed number and day, are
something that no document holds otherwise; they are looked for in every output.
"""

import json
import pickle
import traceback
from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs
import pytest

from involvement import InvolvementError, dumps, load, loads
from involvement._fields import types_of
from involvement.privacy import classes_of_fields, erase
from tests.privacy.canaries import DAYS, Canaries, found_in
from tests.privacy.everywhere import LATER, P, everywhere
from tests.privacy.outputs import outputs
from tests.privacy.test_field_classes import GOLDEN, RESULTS, stored

ON = date(2026, 6, 1)
WHOLE = load(GOLDEN)  # in which every field of every class holds something
CLOSED = {"public": ("internal", "personal", "special"), "partners": ("personal", "special")}
editions = pytest.mark.parametrize("edition", CLOSED)


def closed(edition: str) -> list[str]:
    return [
        field
        for field, kind in classes_of_fields().items()
        if kind.value in CLOSED[edition] and field.partition(".")[0] not in RESULTS
    ]


@editions
def test_no_closed_text_and_no_key_of_a_person_is_in_any_output(edition, tmp_path):
    """Also in names of files, in what the command line says, and in the document that lies beside a page."""
    canaries = Canaries(CLOSED[edition])
    texts = outputs(canaries.into(WHOLE), ON, edition, tmp_path)
    assert set() == found_in(texts, canaries.placed)
    assert {"Expense.currency"} == set(canaries.refused)  # three letters, which are looked for below
    assert "kanarie" not in "".join(texts.values())


def test_the_desk_shows_them(tmp_path):
    """Else the outputs would have none to show, and the test above could not fail."""
    canaries = Canaries(CLOSED["public"])
    found = {place for _, place, _ in found_in(outputs(canaries.into(WHOLE), ON, "desk", tmp_path), canaries.placed)}
    assert set(canaries.placed.values()) == found
    assert len(found) > 25


def alone(edition: str) -> list[str]:
    """The closed fields that hold a number or a day."""
    texts = Canaries(CLOSED[edition])
    texts.into(WHOLE)
    kinds = stored()
    found = []
    for field in closed(edition):
        kind, _, name = field.partition(".")
        hint = str(types_of(kinds[kind])[name])
        if (
            field not in texts.placed.values()
            and ("date" in hint or "int" in hint or "Fraction" in hint)
            and "tuple" not in hint
        ):
            found.append(field)
    return found


@editions
def test_no_closed_number_or_day_is_in_any_output(edition, tmp_path):
    """One field after the other, for they hang together; each of them can be tried."""
    tried = set()
    for number, field in enumerate(alone(edition)):
        for day in DAYS:
            canaries = Canaries(CLOSED[edition], field, day)
            try:
                told = canaries.into(WHOLE)
            except InvolvementError:
                continue  # a day before or after others; the other of the two can be tried
            own = {canary: place for canary, place in canaries.placed.items() if place == field}
            if own:
                tried.add(field)
                texts = outputs(told, ON, edition, tmp_path / f"{number}-{day.year}", typed=False)
                assert set() == found_in(texts, own)
                break
    assert LIMITED >= set(alone(edition)) - tried  # these are changed below


# Whole numbers with a most of their own, or parts of a week: no such number would stand out.
LIMITED = {"LeadDemand.days_a_week", "Recruitment.days_a_week", "Recruitment.weeks", "WorkingWeek.days"}


@pytest.mark.parametrize(
    ("edition", "kinds"),
    [
        ("partners", ("personal", "special")),
        ("public", ("personal", "special")),
        ("public", ("internal", "personal", "special")),
    ],
)
def test_what_is_closed_changes_nothing_that_is_told(edition, kinds, tmp_path):
    """What does not depend on it gives nothing of it away: every closed word, number, day and yes or no is another one.

    Whether somebody left a way to reply is told in one way: nobody waits to hear who did not.
    """
    fields = frozenset(field for field, kind in classes_of_fields().items() if kind.value in kinds) - {
        "Contribution.way_back"
    }
    others = Others(fields, numbers="internal" not in kinds)
    whole = others.of(WHOLE)
    assert len(others.changed) > 40
    before = outputs(WHOLE, ON, edition, tmp_path / "one")
    after = outputs(whole, ON, edition, tmp_path / "other")
    assert set(before) == set(after)
    assert [] == [name for name, text in before.items() if text != after[name].replace("/other/", "/one/")]


class Others:
    """Puts another word, number or day into every field of some, where the class allows one; `changed` says into which."""

    def __init__(self, fields: frozenset[str], *, numbers: bool) -> None:
        self.fields, self.numbers, self.changed = fields, numbers, set[str]()

    def of(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(self.of, value))
        if not attrs.has(type(value)):
            return value
        for field in attrs.fields(type(value)):
            if field.init and "names" not in field.metadata and field.name != "key":
                value = self._one(value, field)
        return value

    def _one(self, value: Any, field: "attrs.Attribute[Any]") -> Any:
        place, held = f"{type(value).__name__}.{field.name}", getattr(value, field.name)
        for new in self._others(held) if place in self.fields and not is_nested(held) else [self.of(held)]:
            try:
                changed = attrs.evolve(value, **{field.alias: new})
            except InvolvementError:
                continue
            if place in self.fields and new != held:
                self.changed.add(place)
            return changed
        return value

    def _others(self, held: Any) -> Iterator[Any]:
        if isinstance(held, bool):
            yield not held
        elif isinstance(held, Enum):
            yield from (word for word in type(held) if word is not held)
        elif isinstance(held, tuple) and held and all(isinstance(item, Enum) for item in held):
            yield (next(self._others(held[0])),)
        elif isinstance(held, str):
            yield held[::-1] + "x"
        elif self.numbers and isinstance(held, date):
            yield from (held + timedelta(days) for days in (3, -3, 1, -1))
        elif self.numbers and isinstance(held, int | Fraction):
            yield from (held + 1, held - 1, held + Fraction(1, 2), held / 2)


def is_nested(held: Any) -> bool:
    """Whether a value holds values of classes, in which the fields are changed."""
    return attrs.has(type(held)) or (isinstance(held, tuple) and any(map(is_nested, held)))


@editions
def test_of_somebody_who_was_erased_nothing_was_in_what_went_out_before(edition, tmp_path):
    """Partners and the public keep what they were given; no erasure reaches it."""
    process, canaries = everywhere()
    told = "".join(outputs(process, LATER, edition, tmp_path / "before").values())
    assert [] == [canary for canary in (P, *canaries) if canary in told]
    left = erase(process, P, on=LATER, basis="consent_withdrawn").process
    for reader in ("desk", edition):
        after = "".join(outputs(left, LATER, reader, tmp_path / reader).values())
        assert [] == [canary for canary in (P, *canaries) if canary in after]


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The place of every value in a document."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        yield from leaves(part, (*path, key))
    if not isinstance(value, dict | list):
        yield path


def test_no_error_nor_its_pickle_holds_a_closed_text():
    """What is wrong is said with its place; logs keep what errors say. Keys stay: without them nobody finds the mistake."""
    canaries = Canaries(CLOSED["public"])
    document = json.loads(dumps(canaries.into(WHOLE)))
    texts = [canary for canary, place in canaries.placed.items() if place != "Person.key"]
    errors = 0
    for path in leaves(document):
        changed = json.loads(json.dumps(document))
        holder = changed
        for key in path[:-1]:
            holder = holder[key]
        for wrong in ("a wrong value", [-7.5]):
            holder[path[-1]] = wrong
            try:
                loads(json.dumps(changed))
            except InvolvementError as error:
                errors += 1
                told = f"{error} {error!r} {pickle.dumps(error)!r} {traceback.format_exception(error)[-1]}"
                assert [] == [text for text in texts if text in told]
    assert errors > 1000
