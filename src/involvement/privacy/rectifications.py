"""Rectification: what is held about a person, corrected, completed or taken out, and which fields changed."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import attrs
from attrs import evolve, field

from involvement import _fields
from involvement._fields import frozen
from involvement.data_protection import Consent, DataProtection
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.people import Person, Representation
from involvement.privacy.naming_fields import TREATMENTS, Treatment, argument_of, held_fields, keys_of
from involvement.privacy.personal_records import Thing, things_of
from involvement.processes import Process
from involvement.support import (
    Adjustment,
    Engagement,
    Expense,
    Lead,
    NeedsAsked,
    NotedBarrier,
    PaperSent,
    PaymentOffer,
    StatedLimit,
    StatedNeed,
    Support,
)
from involvement.wording import Statement, Wording

__all__ = ["Rectification", "rectify"]

_LISTS: Mapping[
    type[Any], tuple[str, type[Any] | None, str]
] = {  # where a new thing goes: the part, its class, the list
    Adjustment: ("support", Support, "adjustments"),
    Consent: ("data_protection", DataProtection, "consents"),
    Engagement: ("support", Support, "engagements"),
    Expense: ("support", Support, "expenses"),
    Lead: ("support", Support, "leads"),
    NeedsAsked: ("support", Support, "needs_asked"),
    NotedBarrier: ("barriers", None, ""),
    PaperSent: ("support", Support, "papers"),
    PaymentOffer: ("support", Support, "offers"),
    Person: ("representation", Representation, "people"),
    StatedLimit: ("support", Support, "limits"),
    StatedNeed: ("support", Support, "needs"),
}
_ADDED = ", ".join(sorted(kind.__name__ for kind in _LISTS))
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@frozen
class Rectification:
    """A process in which what is held about a person was corrected, and which fields changed; never from what to what.

    Attributes:
        process: the corrected process.
        changed: the fields whose values are other ones now, class and field, sorted; the class alone where a thing was added
            or taken out.
    """

    process: Process = field(repr=False)
    changed: tuple[str, ...]

    @property
    def says(self) -> Statement:
        """How many fields changed."""
        template = "{number:kind of value was|kinds of values were} corrected, completed or taken out."
        return Statement(
            "rectification", {"number": len(self.changed)}, template=template, sources={"number": "Person.key"}
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


def rectify(
    process: Process,
    person: str,
    changes: Mapping[str, object] = {},
    *,
    add: Iterable[object] = (),
    drop: Iterable[str] = (),
) -> Rectification:
    """The process with other values about a person, and the fields that changed.

    Args:
        process: the process.
        person: their key.
        changes: new values by path, as `record_of` gives paths, or by class and field, such as `Person.characteristics`, where
            only one such thing is about them. None takes an optional value away.
        add: new things about them, such as a `StatedNeed`.
        drop: the paths of things about them that are wrong as a whole, such as `support.needs[1]`.

    Raises:
        UnknownKeyError: a path at which nothing about this person stands.
        InvalidValueError: a value that its field refuses, or a thing that is about somebody else.

    References:
        UK GDPR, Article 16.

    >>> from involvement.people import Person, Representation
    >>> record = Process("screening", representation=Representation(people=[Person("p-17", {"carer": "yes"})]))
    >>> corrected = rectify(record, "p-17", {"Person.characteristics": {"carer": "no"}})
    >>> corrected.changed, corrected.process.representation.people[0].has("carer", "no")
    (('Person.characteristics',), True)
    """
    _fields.instance("process", Process, process)
    things = {thing.path: thing for thing in things_of(process, _fields.a_text("person", person))}
    edits: dict[str, dict[str, object]] = {}
    changed: set[str] = set()
    for place, value in _fields.a_mapping("changes", changes).items():
        thing, name = _place(place, things)
        edits.setdefault(thing.path, {})[name] = value
    new: dict[str, Any] = {}
    for path, values in edits.items():
        old = things[path].value
        new[path] = evolve(old, **{argument_of(type(old), name): value for name, value in values.items()})
        _refuse_others(things[path], new[path], values, person)
        changed |= {f"{type(old).__name__}.{name}" for name in values if getattr(new[path], name) != getattr(old, name)}
    for path in _fields.members("drop", drop):
        if path not in things or not _goes_whole(things[path], person):
            raise UnknownKeyError("thing about this person", path if isinstance(path, str) else "", None)
        changed.add(type(things[path].value).__name__)
        new[path] = None
    more: dict[str, dict[str, list[object]]] = {}
    for thing_added in _fields.members("add", add):
        if type(thing_added) not in _LISTS or person not in _subjects(thing_added):
            raise InvalidValueError("add", f"things about this person: {_ADDED}")
        part, _, name = _LISTS[type(thing_added)]
        more.setdefault(part, {}).setdefault(name, []).append(thing_added)
        changed.add(type(thing_added).__name__)
    return Rectification(_rebuilt(process, new, more), tuple(sorted(changed)))


def _refuse_others(thing: Thing, new: Any, names: Iterable[str], person: str) -> None:
    """Refuses another list of those who came, accepted or take part: others in it are not the person's to change."""
    kind = type(new).__name__
    for name in names:
        shared = TREATMENTS.get(f"{kind}.{name}") is Treatment.LEFT_OUT and not (kind == "Person" and thing.about)
        if shared and not {*(getattr(thing.value, name) or ())} ^ {*(getattr(new, name) or ())} <= {person}:
            raise InvalidValueError(f"{kind}.{name}", "the same others, with or without this person")


def _place(place: object, things: Mapping[str, Thing]) -> tuple[Thing, str]:
    """The thing and the field that a path names, or a class and a field."""
    text = place if isinstance(place, str) else ""
    path, _, name = text.rpartition(".")
    thing = things.get(path)
    if thing is None:
        of_class = [thing for thing in things.values() if type(thing.value).__name__ == path and thing.about]
        if len(of_class) > 1:
            raise InvalidValueError("changes", f"a path: several things of the class {path} are about this person")
        thing = of_class[0] if of_class else None
    if thing is None or not (name in thing.fields or (thing.about and name in attrs.fields_dict(type(thing.value)))):
        raise UnknownKeyError("value about this person", text, None)
    return thing, name


def _goes_whole(thing: Thing, person: str) -> bool:
    return person in _subjects(thing.value)


def _subjects(value: Any) -> set[str]:
    """Whom a thing is about that is nothing without them."""
    kind: Any = type(value)
    return {key for held in held_fields(kind) if held.treatment is Treatment.DROPPED for key in keys_of(value, held)}


def _rebuilt(process: Process, new: Mapping[str, Any], more: Mapping[str, Mapping[str, list[object]]]) -> Process:
    """The process with new things at their paths, None for what goes, and more at the end of lists."""
    parts: dict[str, Any] = {}
    for each in attrs.fields(Process):
        old = getattr(process, each.name)
        own = {path: thing for path, thing in new.items() if _STEP.findall(path)[0][0] == each.name}
        value = _changed(old, each.name, own) if own else old
        if each.name in more:
            kind = next(kind for part, kind, _ in _LISTS.values() if part == each.name)
            if kind is None:
                value = (*value, *more[each.name][""])
            else:
                value = value or kind()
                lists = {name: (*getattr(value, name), *things) for name, things in more[each.name].items()}
                value = evolve(value, **lists)
        if value is not old:
            parts[each.name] = value
    return evolve(process, **parts) if parts else process


def _changed(value: Any, path: str, new: Mapping[str, Any]) -> Any:
    """A value in which things at paths below it, or it itself, are other ones; what goes is left out of its list."""
    if path in new:
        # A thing within one that is changed as a whole would be lost: it is put into the new one.
        value = new[path]
    within = {place for place in new if place != path and place.startswith((f"{path}.", f"{path}["))}
    if not within or value is None:
        return value
    if isinstance(value, tuple):
        items = (_changed(item, f"{path}[{number}]", new) for number, item in enumerate(value))
        return tuple(item for item in items if item is not None)
    changes = {}
    for each in attrs.fields(type(value)):
        held = getattr(value, each.name)
        place = f"{path}.{each.name}"
        if any(other == place or other.startswith((f"{place}.", f"{place}[")) for other in within):
            changes[argument_of(type(value), each.name)] = _changed(held, place, new)
    return evolve(value, **changes)
