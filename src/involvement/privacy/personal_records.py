"""The record of one person: everything held about them as plain data, each value with its place and its class."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs
from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.feedback import Event
from involvement.people import Kind
from involvement.priorities import Move
from involvement.privacy.erasing import Naming, namings
from involvement.privacy.field_classes import FieldClass, class_of_field
from involvement.privacy.naming_fields import TREATMENTS, Treatment, own_words, record_kind
from involvement.processes import Process
from involvement.wording import Statement, Wording

__all__ = ["HeldValue", "PersonRecord", "Thing", "record_of", "things_of"]

_SOMEBODY = "(another person)"


@frozen
class HeldValue:
    """One value that is held about a person.

    Attributes:
        path: where in the process, such as `support.needs[0].need`.
        field: class and field, such as `StatedNeed.need`.
        field_class: the class of the field.
        value: the value as plain data.
    """

    path: str
    field: str
    field_class: FieldClass
    value: object = attrs.field(repr=_fields.closed, eq=repr, hash=False)


@frozen
class PersonRecord:
    """What a process holds about one person, for a copy to them or to another controller.

    Keys of other persons are left out. What people wrote may still tell of others: somebody has to read it before it goes.

    Attributes:
        person: their key.
        held: every value, in the order of the process.

    References:
        UK GDPR, Articles 15(3) and (4), and 20(1).
    """

    person: str = field(repr=False)
    held: tuple[HeldValue, ...] = field(repr=_fields.counted)

    @property
    def says(self) -> Statement:
        """How many values are held, and how many of these are of the special categories."""
        special = sum(value.field_class is FieldClass.SPECIAL for value in self.held)
        return Statement(
            "person_record",
            {"number": len(self.held), "special": special},
            template="{number:value is held|values are held} about this person, {special} of these of the special categories.",
            sources={"number": "Person.key", "special": "Person.key"},
        )

    def as_data(self) -> dict[str, object]:
        """The record as plain JSON values: the key, and each value with path, field and class."""
        held = [
            {"path": value.path, "field": value.field, "class": value.field_class.value, "value": value.value}
            for value in self.held
        ]
        return {"person": self.person, "held": held}

    def __str__(self) -> str:
        return Wording().say(self.says)


@frozen
class Thing:
    """A thing in a process that names a person: where, and by which fields.

    Attributes:
        about: whether it is about that person, and not only done or owned by them.
    """

    path: str
    value: Any = field(repr=False)
    fields: tuple[str, ...]
    about: bool


def record_of(process: Process, person: str) -> PersonRecord:
    """Everything that a process holds about one person, found by the metadata of every field that may name one.

    Of what is theirs, or about them, every value but defaults, which a document leaves out too; of what is others' and was done, owned or carried by them, that it was, and what
    is public of it.

    >>> from involvement.people import Person, Representation
    >>> people = Representation(people=[Person("p-17", {"carer": "yes"})])
    >>> [(value.field, value.value) for value in record_of(Process("screening", representation=people), "p-17").held]
    [('Person.key', 'p-17'), ('Person.characteristics', [['carer', 'yes']])]
    """
    _fields.instance("process", Process, process)
    _fields.a_text("person", person)
    plain = _Plain(process, person)
    return PersonRecord(person, tuple(held for thing in things_of(process, person) for held in plain.of(thing)))


def things_of(process: Process, person: str) -> tuple[Thing, ...]:
    """The things in a process that name a person, and the events of their contributions; in the order of the process."""
    forums = frozenset() if process.decision_map is None else frozenset(f.key for f in process.decision_map.forums)
    found: dict[str, Thing] = {}
    for naming in namings(process):
        if naming.key == person and not _is_a_forum(naming, forums):
            _note(found, naming.path, naming.value, naming.field)
            if naming.path.endswith(".position"):
                move = naming.path.removesuffix(".position")
                found[move] = Thing(move, _at(process, move), ("position",), about=True)
    ledger = process.ledger
    if ledger is not None:
        own = {contribution.key for contribution in ledger.contributions if contribution.stakeholder == person}
        for number, event in enumerate(ledger.events):
            path = f"ledger.events[{number}]"
            if event.contribution in own:
                fields = found[path].fields if path in found else ("contribution",)
                found[path] = Thing(path, event, fields, about=True)
    return tuple(sorted(found.values(), key=lambda thing: _in_order(thing.path)))


def _is_a_forum(naming: Naming, forums: frozenset[str]) -> bool:
    names = attrs.fields_dict(type(naming.value))[naming.field].metadata.get("names")
    return names is not None and names.kind == "stakeholder or forum" and naming.key in forums


def _note(found: dict[str, Thing], path: str, value: object, name: str) -> None:
    about = record_kind(type(value).__name__, name) is not None
    before = found.get(path)
    fields, was = ((), False) if before is None else (before.fields, before.about)
    found[path] = Thing(path, value, (*fields, name), about=about or was)


_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def _in_order(path: str) -> tuple[tuple[int, str], ...]:
    """The steps of a path, sorted as the fields of a process stand, and numbers by value."""
    names = [field.name for field in attrs.fields(Process)]
    steps = [(int(number), "") if number else (0, name) for name, number in _STEP.findall(path)]
    return (((names.index(steps[0][1]), steps[0][1]), *steps[1:])) if steps else ()


def _at(value: Any, path: str) -> Any:
    for name, number in _STEP.findall(path):
        value = value[int(number)] if number else getattr(value, name)
    return value


class _Plain:
    """Values as plain data, without the keys of other persons."""

    def __init__(self, process: Process, person: str) -> None:
        people = () if process.representation is None else process.representation.people
        self._person = person
        self._persons = {listed.key for listed in people}
        self._persons |= {stakeholder.key for stakeholder in process.stakeholders if stakeholder.kind is Kind.PERSON}
        self._persons.discard(person)
        self._others = {stakeholder.key for stakeholder in process.stakeholders} - self._persons
        self._hidden = _without(self._persons)

    def of(self, thing: Thing) -> Iterator[HeldValue]:
        kind = type(thing.value)
        whole = f"{thing.path}." if thing.path else ""
        for each in attrs.fields(kind):
            name = f"{kind.__name__}.{each.name}"
            held = getattr(thing.value, each.name)
            field_class = class_of_field(name)
            named = each.name in thing.fields
            theirs = any(each.name in own_words(thing.value, by) for by in thing.fields)
            public = field_class is FieldClass.PUBLIC and not isinstance(held, tuple) and not attrs.has(type(held))
            if held in (None, (), each.default) or not (thing.about or named or theirs or public):
                continue
            if isinstance(thing.value, Move) and each.name == "position":
                continue  # it stands there on its own
            plain = self._person if named and TREATMENTS.get(name) is not None else self._field(thing.value, each)
            if named and TREATMENTS.get(name) is Treatment.LEFT_OUT:
                plain = [self._person]
            if plain not in (None, [], {}):
                yield HeldValue(f"{whole}{each.name}", name, field_class, plain)

    def _field(self, value: Any, attribute: "attrs.Attribute[Any]") -> Any:
        held = getattr(value, attribute.name)
        treatment = TREATMENTS.get(f"{type(value).__name__}.{attribute.name}")
        if treatment is None or held is None:
            return self._value(held)
        names = attribute.metadata.get("names")
        kind = names.kind if names is not None and isinstance(names.kind, str) else None
        groups = kind == "stakeholder or forum" or names is None or (isinstance(value, Event) and value.kind != "told")
        keys = [key for key in ((held,) if isinstance(held, str) else held) if self._may_be_named(key, groups=groups)]
        return keys if isinstance(held, tuple) else next(iter(keys), None)

    def _may_be_named(self, key: str, *, groups: bool) -> bool:
        """Whether a key is the person's own, or known not to be that of another person."""
        return key == self._person or key in self._others or (groups and key not in self._persons)

    def _value(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return [self._value(item) for item in value]
        if attrs.has(type(value)):
            pairs = {field.name: self._field(value, field) for field in attrs.fields(type(value)) if field.init}
            return {name: plain for name, plain in pairs.items() if plain not in (None, [], {})}
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Fraction):
            return value.numerator if value.denominator == 1 else str(value)
        return self._hidden(value) if isinstance(value, str) else value


def _without(persons: set[str]) -> Callable[[str], str]:
    """What takes the keys of persons out of a text."""
    asked = "|".join(map(re.escape, sorted(persons, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![^\W_])(?:{asked})(?![^\W_])")
    return lambda text: pattern.sub(_SOMEBODY, text) if asked else text
