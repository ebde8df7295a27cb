"""Erasing persons from a process: one pass over everything that is held, by the treatment of each field that names them."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import count
from typing import Any, NamedTuple

from attrs import evolve

from involvement.feedback import Contribution, Event
from involvement.maturity import AnswerSheet
from involvement.people import Kind, Person, Representation
from involvement.priorities import Agreement, Move, MoveKind
from involvement.privacy.naming_fields import (
    TEXTS_OF_EVENTS,
    Treatment,
    argument_of,
    held_fields,
    keys_of,
    own_words,
    record_kind,
)
from involvement.processes import Process
from involvement.support import Attendance

__all__ = ["ERASED", "STAND_IN", "Naming", "Pass", "mentions", "namings", "stand_in_of"]

ERASED = "(erased)"
"""What stands where a text was that something else needs."""
STAND_IN = "erased-person"
"""The neutral key that stands where a name is needed, for everybody who was erased: made of nobody's key."""

_NEED_NOBODY = frozenset({MoveKind.PROPOSE, MoveKind.STUDY})
_GONE = object()


class Naming(NamedTuple):
    """A place where a key stands that may be that of a person."""

    path: str  # of the thing, such as `support.needs[3]`
    value: Any  # the thing
    field: str
    key: str

    @property
    def place(self) -> str:
        """Class and field."""
        return f"{type(self.value).__name__}.{self.field}"


def namings(process: Process) -> Iterator[Naming]:
    """Every place in a process where a key stands that may be that of a person, in the order of the fields."""
    yield from _namings(process, "")


def _namings(value: Any, path: str) -> Iterator[Naming]:
    kind: Any = type(value)
    for field in held_fields(kind):
        if field.treatment is not None:
            yield from (Naming(path, value, field.name, key) for key in keys_of(value, field))
            continue
        yield from _namings_in(getattr(value, field.name), f"{path}.{field.name}" if path else field.name)


def _namings_in(held: Any, path: str) -> Iterator[Naming]:
    if isinstance(held, tuple):
        for number, item in enumerate(held):
            yield from _namings(item, f"{path}[{number}]")
    elif held is not None:
        yield from _namings(held, path)


def stand_in_of(process: Process) -> str:
    """The key of the stand-in: no stakeholder who is somebody else has it."""
    taken = {stakeholder.key for stakeholder in process.stakeholders if stakeholder.kind is not Kind.PERSON}
    return next(key for number in count() if (key := f"{STAND_IN}-{number}" if number else STAND_IN) not in taken)


class Pass:
    """One pass over a process, by which persons are struck from it.

    Attributes:
        process: what is left.
        removed: how many times each field named one of them, by class, field and treatment.
        stays: how many things stay that were about them or theirs, by the reason.
    """

    def __init__(self, process: Process, who: Callable[[str], Collection[str]]) -> None:
        """*who* gives the persons to strike from the thing at a path."""
        self.removed: Counter[tuple[str, Treatment]] = Counter()
        self.stays: Counter[str] = Counter()
        self._who = who
        self._stand_in = stand_in_of(process)
        map_ = process.decision_map
        self._forums = frozenset() if map_ is None else frozenset(forum.key for forum in map_.forums)
        self._own = dict(self._contributed(process))
        self._shared = self._needed_by_others(process)
        self._renamed: dict[str, str] = dict(self._renamings(process))
        self.process = self._finished(process)

    # What others need

    def _contributed(self, process: Process) -> Iterator[tuple[str, str]]:
        """The contributions of these persons, by key, with who made each."""
        contributions = () if process.ledger is None else process.ledger.contributions
        for number, contribution in enumerate(contributions):
            by = contribution.stakeholder
            if by is not None and by in self._who(f"ledger.contributions[{number}]"):
                yield contribution.key, by

    def _needed_by_others(self, process: Process) -> frozenset[str]:
        """Those of their contributions into which others' were merged, at once or one after the other: the answer is theirs too.

        Of whom nobody knows whose they are counts as others'. So it makes no difference who is erased first.
        """
        ledger = process.ledger
        if ledger is None or not self._own:
            return frozenset()
        by = {contribution.key: contribution.stakeholder for contribution in ledger.contributions}
        into: dict[str, set[str]] = {}
        for event in ledger.events:
            if event.into is not None:
                into.setdefault(event.contribution, set()).add(event.into)
        waiting = [end for key, ends in into.items() for end in ends if by[end] != by[key]]
        shared = set(waiting)
        while waiting:
            more = into.get(waiting.pop(), set()) - shared
            shared |= more
            waiting += more
        return frozenset(shared & self._own.keys())

    def _renamings(self, process: Process) -> Iterator[tuple[str, str]]:
        """New keys of their contributions in whose key their own stands, by place."""
        contributions = () if process.ledger is None else process.ledger.contributions
        taken = {contribution.key for contribution in contributions}
        for number, contribution in enumerate(contributions, 1):
            by = self._own.get(contribution.key)
            if by is not None and mentions([by])(contribution.key):
                name = f"erased-contribution-{number}"
                yield (
                    contribution.key,
                    next(key for more in count() if (key := f"{name}-{more}" if more else name) not in taken),
                )

    # The pass

    def _struck(self, value: Any, path: str) -> Any:
        """The value without the persons, or `_GONE` where nothing is left of it."""
        kind: Any = type(value)
        who = self._who(path)
        changes: dict[str, object] = {}
        for field in held_fields(kind):
            if field.treatment is not None:
                found = [key for key in keys_of(value, field) if key in who and not self._is_a_forum(field.names, key)]
                if found:
                    self.removed[f"{kind.__name__}.{field.name}", field.treatment] += len(found)
                    if field.treatment is Treatment.DROPPED:
                        return _GONE
                    changes[field.name] = self._without(value, field.name, field.treatment, found)
                    changes |= {name: _erased(getattr(value, name)) for name in own_words(value, field.name)}
                continue
            held = getattr(value, field.name)
            left = self._left(held, f"{path}.{field.name}")
            if left is _GONE:
                return left  # a proposal is nothing without its position
            if left is not held:
                changes[field.name] = left
        amend = _AMEND.get(kind)
        if amend is not None and amend(self, value, changes) is _GONE:
            return _GONE
        if not changes:
            return value
        return evolve(value, **{argument_of(kind, name): new for name, new in changes.items()})

    def _left(self, held: Any, path: str) -> Any:
        """What is left of what a field holds; the same where nothing was struck."""
        if not isinstance(held, tuple):
            return held if held is None else self._struck(held, path)
        items = [self._struck(item, f"{path}[{number}]") for number, item in enumerate(held)]
        if all(new is old for new, old in zip(items, held, strict=True)):
            return held
        return tuple(item for item in items if item is not _GONE)

    def _is_a_forum(self, names: Any, key: str) -> bool:
        """Whether a key that may be a forum's is one: the forum is not who is erased."""
        return names is not None and names.kind == "stakeholder or forum" and key in self._forums

    def _without(self, value: object, field: str, treatment: Treatment, found: Iterable[str]) -> object:
        held = getattr(value, field)
        if treatment is Treatment.LEFT_OUT:
            return tuple(key for key in held if key not in set(found))
        if treatment is Treatment.STOOD_IN:
            return self._stand_in
        if record_kind(type(value).__name__, field) is None:
            self.stays["done_for_others"] += 1
        return None

    # What else goes with a name

    def _contribution(self, contribution: Contribution, changes: dict[str, object]) -> None:
        if contribution.key not in self._own:
            return
        self.stays["counted"] += 1
        changes |= {"way_back": False, "title": None, "says": None, "external_ids": ()}
        if contribution.key in self._renamed:
            changes["key"] = self._renamed[contribution.key]

    def _event(self, event: Event, changes: dict[str, object]) -> None:
        """An answer to them alone keeps what was decided, and no word of it; so does what they said themselves."""
        by = self._own.get(event.contribution)
        for name, key in (("contribution", event.contribution), ("into", event.into)):
            if key in self._renamed:
                changes[name] = self._renamed[key]
        if by is not None and "to" in changes and event.to == by:
            changes["to"] = None  # whose the contribution is, is not known any more, and they were told
        elif "to" in changes:
            self.stays["stood_in"] += 1
        if by is not None:
            self.stays["answered_to_others" if event.contribution in self._shared else "decided"] += 1
        if by is not None and event.contribution not in self._shared:
            changes |= {name: _erased(getattr(event, name)) for name in TEXTS_OF_EVENTS}
            changes["evidence"] = None

    def _attendance(self, attendance: Attendance, changes: dict[str, object]) -> object:
        """Who else was there stays. That somebody came is no less true when the only one who did is erased."""
        if not changes:
            return None
        expected: Any = changes.get("expected", attendance.expected)
        attended: Any = changes.get("attended", attendance.attended)
        if {*expected, *(attended or ())} <= {self._stand_in}:
            return _GONE
        if attendance.attended and not attended:
            changes["attended"] = (self._stand_in,)
            self.stays["stood_in"] += 1
        return None

    def _sheet(self, sheet: AnswerSheet, changes: dict[str, object]) -> None:
        if "rater" in changes:
            self.stays["rated"] += 1
            changes["answers"] = tuple(
                evolve(answer, reason=_erased(answer.reason), action=_erased(answer.action)) for answer in sheet.answers
            )

    def _move(self, move: Move, changes: dict[str, object]) -> object:
        return _GONE if "by" in changes and move.kind not in _NEED_NOBODY else None

    def _agreement(self, agreement: Agreement, changes: dict[str, object]) -> None:
        """The reason of a decision against the ranking is in the settlement as well."""
        self.stays["ranking"] += "positions" in changes
        kept = set(changes.get("overrides", agreement.overrides))  # type: ignore[call-overload]
        reasons = {override.issue: override.reason for override in agreement.overrides if override not in kept}
        settlements: Any = changes.get("settlements", agreement.settlements)
        if any(made.reason is not None and made.reason == reasons.get(made.issue) for made in settlements):
            changes["settlements"] = tuple(
                evolve(made, reason=_erased(made.reason)) if made.reason == reasons.get(made.issue) else made
                for made in settlements
            )

    # The end

    def _finished(self, process: Process) -> Process:
        """The process of the parts that are left, with the stand-in among its people where something names it.

        A representation that the erasing has emptied says what none says.
        """
        fields = held_fields(Process)
        parts = {field.name: self._left(getattr(process, field.name), field.name) for field in fields}
        representation: Representation | None = parts["representation"]
        people = () if representation is None else representation.people
        listed = any(person.key == self._stand_in for person in people)
        if self._stand_in_is_named(parts) != listed:
            kept = [person for person in people if person.key != self._stand_in]
            more = [] if listed else [Person(self._stand_in)]
            parts["representation"] = evolve(representation or Representation(), people=(*kept, *more))
        if self.removed and parts["representation"] == Representation():
            parts["representation"] = None
        changed = {name: part for name, part in parts.items() if part is not getattr(process, name)}
        return evolve(process, **changed) if changed else process

    def _stand_in_is_named(self, parts: Mapping[str, Any]) -> bool:
        places = (naming for name, part in parts.items() for naming in _namings_in(part, name))
        return any(naming.key == self._stand_in and naming.place != "Person.key" for naming in places)


_AMEND: dict[type[Any], Callable[[Pass, Any, dict[str, object]], object]] = {
    Agreement: Pass._agreement,  # noqa: SLF001 - its own parts, by the class that each is for
    AnswerSheet: Pass._sheet,  # noqa: SLF001
    Attendance: Pass._attendance,  # noqa: SLF001
    Contribution: Pass._contribution,  # noqa: SLF001
    Event: Pass._event,  # noqa: SLF001
    Move: Pass._move,  # noqa: SLF001
}


def _erased(text: Any) -> Any:
    if isinstance(text, tuple):
        return tuple(map(_erased, text))
    return ERASED if isinstance(text, str) and text.strip() else text


# Texts in which a key stands


def mentions(keys: Iterable[str]) -> Callable[[str], bool]:
    """Whether one of the keys stands in a text, with no letter or digit beside it."""
    asked = "|".join(map(re.escape, sorted(keys)))
    return lambda text: bool(asked) and re.search(rf"(?<![^\W_])(?:{asked})(?![^\W_])", text) is not None
