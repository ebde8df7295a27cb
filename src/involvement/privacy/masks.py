"""Masked processes: the whole of a process with no more of its texts and keys than an edition may tell."""

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import count
from operator import is_
from typing import Any, NamedTuple, cast

import attrs
from attrs import evolve

from involvement import _fields
from involvement._fields import Names
from involvement.decisions import Decision
from involvement.errors import InvalidValueError
from involvement.feedback import Contribution, Event, EventKind
from involvement.people import Person, Stakeholder
from involvement.priorities import Override, Settlement
from involvement.privacy.lone_voices import lone_contributions, lone_parties, overriding_words
from involvement.privacy.naming_fields import TREATMENTS
from involvement.privacy.told_fields import told_by
from involvement.processes import Process
from involvement.snapshots import Snapshot
from involvement.snapshots.names import persons_in
from involvement.wording import Edition
from involvement.wording.editions import edition_of

__all__ = ["CONFIDENTIAL", "for_edition", "masked"]

CONFIDENTIAL = "A confidential decision"
_MASK = "not shown"
_ANSWERS = frozenset({EventKind.ACKNOWLEDGED, EventKind.ANSWERED, EventKind.REDIRECTED, EventKind.FOLLOWED_THROUGH})
_FORMED = frozenset({"Consent.to", "Expense.currency"})  # which hold no free text
_PERSONAL = frozenset({"stakeholder", "stakeholder or person", "stakeholder or forum", "person"})


def masked(process: Process, edition: Edition | str = Edition.PUBLIC, *, on: date | None = None) -> Process:
    """The same process, of which everything follows as before, with only those texts that an edition may tell.

    Texts in fields that the edition may not tell of say `not shown`, outside numbers are left out, and persons and
    contributions have other keys, by which nobody knows them: `person 1`, `contribution 1`, in the order of the old ones.
    A confidential decision has no title of its own, and what one person said has none, unless they consented by the day *on* to
    be published. Whatever is worked out from it (days, findings, counts, routes) is what
    the process itself gives. It still holds days, numbers and needs of persons: it is a ground to write on and not a
    document to hand out, which `redacted` gives. For the desk it is the process itself.

    >>> told = masked(Process("p", stakeholders=[Stakeholder("p-7", role="service_user", kind="person")]))
    >>> told.stakeholders[0].key
    'person 1'
    """
    _fields.instance("process", Process, process)
    asked = edition_of(edition)
    return process if asked is Edition.DESK else cast("Process", _Mask.over(process, asked, on).of(process))


def for_edition(snapshot: Snapshot, edition: Edition | str) -> Snapshot:
    """The snapshot on which an edition is written: what follows from it is the same, and it is told to other readers.

    Raises:
        InvalidValueError: the snapshot is that of another edition than the desk's or this one.
    """
    asked = edition_of(edition)
    _fields.instance("snapshot", Snapshot, snapshot)
    if snapshot.edition is asked:
        return snapshot
    if snapshot.edition is not Edition.DESK:
        raise InvalidValueError("edition", f"{snapshot.edition.value}, the edition of the snapshot")
    return Snapshot(masked(snapshot.process, asked, on=snapshot.on), snapshot.on, edition=asked)


class _Part(NamedTuple):
    """What becomes of one field: a key is renamed, a text is masked, a pair of outside numbers left out."""

    name: str
    names: Names | None
    told: bool
    names_person: bool  # it may be the key of a person, whatever its metadata say


@cache
def _plan(kind: Any, edition: Edition) -> tuple[_Part, ...]:
    told = told_by(edition)
    return tuple(
        _Part(name, field.metadata.get("names"), told(place) or name == "key" or place in _FORMED, place in TREATMENTS)
        for field in attrs.fields(kind)
        if field.init and (place := f"{kind.__name__}.{(name := field.name)}")
    )


@_fields.frozen
class _Mask:
    edition: Edition
    persons: Mapping[str, str]
    contributions: Mapping[str, str]
    forums: frozenset[str]
    lone: frozenset[str]
    overriding: frozenset[str]
    kept: frozenset[tuple[str, str]]  # characteristics that a target or a population names

    @classmethod
    def over(cls, process: Process, edition: Edition, on: date | None) -> "_Mask":
        ledger, people = process.ledger, process.representation
        decided = process.decision_map
        asked = () if people is None else (*_quotas(process), *_shares(process))
        said = () if ledger is None else (contribution.key for contribution in ledger.contributions)
        lone = lone_contributions(process, on)
        return cls(
            edition,
            _renamed("person", persons_in(process), {stakeholder.key for stakeholder in process.stakeholders}),
            _renamed("contribution", said, (), last=lone),
            frozenset() if decided is None else frozenset(forum.key for forum in decided.forums),
            lone,
            overriding_words(process, lone_parties(process, on)),
            frozenset(asked),
        )

    def of(self, value: Any) -> Any:
        """The value masked, and all that it holds."""
        if isinstance(value, tuple):
            found = tuple(map(self.of, value))
            return value if all(map(is_, found, value)) else found
        if not attrs.has(type(value)):
            return value
        changes: dict[str, Any] = {}
        kind: Any = type(value)  # a class is hashable, which its type does not say
        for part in _plan(kind, self.edition):
            held = getattr(value, part.name)
            if held is None or held == ():
                continue
            becomes = self._field(value, part, held)
            if becomes is not held:
                changes[part.name] = becomes
        changes.update(self._special(value))
        return evolve(value, **changes) if changes else value

    def _field(self, value: Any, part: _Part, held: Any) -> Any:
        if part.names is not None:
            kind = part.names.kind if isinstance(part.names.kind, str) else part.names.kind(value)
            if kind is not None:
                return self._keys(kind, held)
            return self.persons[held] if part.names_person and held in self.persons else self._text(part, held)
        if part.name == "external_ids":
            return held if part.told else ()
        if isinstance(held, tuple) and held and all(type(item) is str for item in held):
            return held if part.told else (_MASK,) * len(held)
        if part.names_person and held in self.persons:
            return self.persons[held]
        return self._text(part, held) if type(held) is str else self.of(held)

    def _text(self, part: _Part, held: str) -> str:
        return held if part.told else _MASK

    def _keys(self, kind: str, held: Any) -> Any:
        if isinstance(held, tuple):
            return tuple(self._keys(kind, key) for key in held)
        if kind == "contribution":
            return self.contributions.get(held, held)
        if kind not in _PERSONAL or (kind == "stakeholder or forum" and held in self.forums):
            return held
        return self.persons.get(held, held)

    def _special(self, value: Any) -> dict[str, Any]:
        """What is masked for another reason than the class of a field."""
        if isinstance(value, Stakeholder):
            return {"key": self.persons[value.key], "title": None} if value.key in self.persons else {}
        if isinstance(value, Person):
            return {"key": self.persons[value.key], "characteristics": tuple(self._characteristics(value))}
        if isinstance(value, Contribution):
            title = _MASK if value.title is not None and value.key in self.lone else value.title
            return {"key": self.contributions[value.key], "title": title}
        if isinstance(value, Event):
            return {} if value.kind in _ANSWERS and value.contribution not in self.lone else _wordless(value)
        if isinstance(value, Settlement | Override) and value.reason in self.overriding:
            return {"reason": _MASK}
        if isinstance(value, Decision) and value.confidential:
            options = (
                evolve(self.of(each), key=f"option {number}", title=None)
                for number, each in enumerate(value.options, 1)
            )
            return {"title": CONFIDENTIAL, "options": tuple(options)}
        return {}

    def _characteristics(self, person: Person) -> Iterator[tuple[str, str]]:
        criteria = {criterion for criterion, _ in self.kept}
        for criterion, value in person.characteristics:
            if (criterion, value) in self.kept:
                yield criterion, value
            elif criterion in criteria:
                yield criterion, "another"


def _wordless(event: Event) -> dict[str, Any]:
    """The texts of an event that is one person's, masked."""
    texts = {name: _MASK for name in ("reason", "process", "action") if getattr(event, name) is not None}
    return {**texts, "options": (_MASK,) * len(event.options)}


def _quotas(process: Process) -> Iterator[tuple[str, str]]:
    profiles = () if process.representation is None else process.representation.profiles
    return ((quota.criterion, quota.value) for profile in profiles for quota in profile.quotas)


def _shares(process: Process) -> Iterator[tuple[str, str]]:
    populations = () if process.representation is None else process.representation.populations
    return ((share.criterion, share.value) for population in populations for share in population.shares)


def _renamed(word: str, keys: Iterable[str], taken: Iterable[str], last: Container[str] = ()) -> dict[str, str]:
    """Other keys, numbered in the order of the old ones, the *last* behind all others; none is a key that is there already.

    So the number of what may be told does not say how many there are of what may not.
    """
    known = frozenset(keys)
    there = known.union(taken)
    free = (name for number in count(1) if (name := f"{word} {number}") not in there)
    return dict(zip(sorted(known, key=lambda key: (key in last, key)), free, strict=False))
