"""Canaries: a process in which every field that an edition may not tell of holds something that nothing else holds."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from involvement import InvolvementError, Process
from involvement._fields import types_of
from involvement.people import Kind, Person, Stakeholder
from involvement.privacy import class_of_field

PERSONAL = ("stakeholder", "stakeholder or person", "stakeholder or forum")
DAYS = (date(1971, 3, 2), date(2071, 3, 3))  # no document of ours holds such days


class Canaries:
    """Puts canaries into a process; `placed` says where each text, number and day is, `refused` where none can be.

    Texts all have one at once. Numbers and days hang together, so only those of the field *alone* have one.
    """

    def __init__(self, closed: tuple[str, ...], alone: str = "", day: date = DAYS[0]) -> None:
        self.closed, self.alone, self.day = closed, alone, day
        self.placed: dict[str, str] = {}  # the canary as it would be printed, and its field
        self.refused: dict[str, str] = {}
        self.persons: dict[str, str] = {}
        self.count = 0

    def into(self, process: Process) -> Process:
        """The process with canaries; persons have other keys throughout."""
        for number, key in enumerate(sorted(_persons(process))):
            self.persons[key] = f"kanarie-person-{number}"
            self.placed[self.persons[key]] = "Person.key"
        found: Process = self._into(process)
        return found

    def _into(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(self._into, value))
        if not attrs.has(type(value)):
            return value
        changes = {name: new for name, new in self._children(value) if new is not getattr(value, name)}
        value = attrs.evolve(value, **changes) if changes else value
        for field in attrs.fields(type(value)):
            if field.init:
                value = self._one(value, field)
        return value

    def _children(self, value: Any) -> Iterator[tuple[str, Any]]:
        for field in attrs.fields(type(value)):
            if not field.init:
                continue
            held, names = getattr(value, field.name), field.metadata.get("names")
            if names is not None:
                kind = names.kind if isinstance(names.kind, str) else names.kind(value)
                yield field.name, self._renamed(held) if kind in PERSONAL else held
            elif field.name == "key" and isinstance(value, Person | Stakeholder):
                yield field.name, self._renamed(held)
            else:
                yield field.name, self._into(held)

    def _renamed(self, held: Any) -> Any:
        return tuple(map(self._renamed, held)) if isinstance(held, tuple) else self.persons.get(held, held)

    def _one(self, value: Any, field: "attrs.Attribute[Any]") -> Any:
        """The value with a canary in a closed field that holds a text, a number or a day."""
        place, held = f"{type(value).__name__}.{field.name}", getattr(value, field.name)
        if held is None or held == () or "names" in field.metadata or class_of_field(place).value not in self.closed:
            return value
        printed, canary = self._canary(place, held, types_of(type(value))[field.name])
        if canary is None:
            return value
        try:
            value = attrs.evolve(value, **{field.name: canary})
        except InvolvementError as error:
            self.refused[place] = str(error)
            return value
        self.placed.update(dict.fromkeys(printed, place))
        return value

    def _canary(self, place: str, held: Any, hint: Any) -> tuple[tuple[str, ...], Any]:
        self.count += 1
        if place.endswith(".key") or place == "Consent.to" or isinstance(held, bool | Enum):
            return (), None
        if isinstance(held, str):
            return (f"kanarie{self.count}x",), f"kanarie{self.count}x"
        if isinstance(held, date | int | Fraction) and place != self.alone:
            return (), None
        if isinstance(held, date):
            return printed(self.day), self.day
        if isinstance(held, int | Fraction):
            number = 700_001 + self.count
            return (str(number), f"{number:,}"), number if isinstance(held, int) else Fraction(number)
        if isinstance(held, tuple) and all(isinstance(item, str) and not isinstance(item, Enum) for item in held):
            return (f"kanarie{self.count}x",), tuple(f"kanarie{self.count}x" for _ in held)
        if isinstance(held, tuple) and all(isinstance(item, tuple) for item in held) and "str" in str(hint):
            return (f"kanarie{self.count}x",), tuple(
                (f"kanarie{self.count}x", f"kanarie{self.count}x-{n}") for n, _ in enumerate(held)
            )
        return (), None


def printed(day: date) -> tuple[str, ...]:
    """The forms in which an output may print a day."""
    return day.isoformat(), day.strftime("%Y%m%d"), f"{day.day} {day:%B} {day.year}", f"{day.day} {day:%b} {day.year}"


def _persons(process: Process) -> set[str]:
    people = () if process.representation is None else process.representation.people
    listed = {stakeholder.key for stakeholder in process.stakeholders if stakeholder.kind is Kind.PERSON}
    return {person.key for person in people} | listed


def found_in(texts: Mapping[str, str], placed: Mapping[str, str]) -> set[tuple[str, str, str]]:
    """Which canary stands in which output, with the field it came from."""
    return {(name, place, canary) for name, text in texts.items() for canary, place in placed.items() if canary in text}
