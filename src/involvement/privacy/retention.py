"""Retention: what is held about persons longer than its purposes allow, and a purge that says first what it would do."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import attrs
from attrs import evolve, field

from involvement import _fields
from involvement._fields import frozen
from involvement.data_protection import DataProtection, ProcessingPurpose, RecordKind, RetentionAnchor
from involvement.people import Kind, Person
from involvement.privacy.erasing import Naming, Pass, namings, stand_in_of
from involvement.privacy.erasures import Stay, StayReason
from involvement.privacy.naming_fields import record_kind
from involvement.processes import Process
from involvement.references import Ref
from involvement.wording import Names, Statement, Wording

__all__ = ["DuePurge", "KeptTooLong", "Purge", "Undecided", "UndecidedReason", "due_for_purge", "purge"]


class UndecidedReason(StrEnum):
    """Why it cannot be said whether something is kept too long."""

    NO_DAY = "no_day"  # the day from which its period runs is not recorded
    NO_PERIOD = "no_period"  # a purpose that covers it states none
    NO_PURPOSE = "no_purpose"  # no purpose covers it
    STILL_NAMED = "still_named"  # something that stays names the person
    WHO_NOT_KNOWN = "who_not_known"  # whether a person or a group is named is not recorded


# What is held of few people tells of them: for the desk only.
_OF_PERSONS = {"number": "Person.key", "kind": ("ProcessingPurpose.covers", "Person.key")}


def _kind(value: RecordKind | str) -> RecordKind:
    return _fields.as_word(RecordKind, value)


def _reason(value: UndecidedReason | str) -> UndecidedReason:
    return _fields.as_word(UndecidedReason, value)


@frozen
class KeptTooLong:
    """How many things of a kind are kept longer than a purpose allows.

    Attributes:
        purpose: the key of the purpose that allowed it longest.

    >>> print(KeptTooLong("expense", "pay", 2))
    2 records of the kind "expenses" are kept longer than "pay" allows.
    """

    kind: RecordKind = field(converter=_kind, validator=_fields.a(RecordKind))
    purpose: str
    number: int

    @property
    def says(self) -> Statement:
        """What is kept too long, and how much of it."""
        return Statement(
            "retention.passed",
            {"number": self.number, "kind": self.kind, "purpose": Ref("purpose", self.purpose)},
            template="{number:record|records} of the kind {kind:quoted} {number#is|are} kept longer than {purpose:quoted} allows.",
            sources={**_OF_PERSONS, "purpose": "ProcessingPurpose.title"},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


@frozen
class Undecided:
    """How many things of a kind may be kept too long, and why that cannot be said.

    >>> print(Undecided("stated_need", "no_day", 3))
    3 records of the kind "stated needs" stay. The day from which their period runs is not recorded.
    """

    kind: RecordKind = field(converter=_kind, validator=_fields.a(RecordKind))
    reason: UndecidedReason = field(converter=_reason, validator=_fields.a(UndecidedReason))
    number: int

    @property
    def says(self) -> Statement:
        """How many of them stay, and why."""
        return Statement(
            f"retention.{self.reason}",
            {"number": self.number, "kind": self.kind},
            template=_STAY[self.reason],
            sources=_OF_PERSONS,
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


_STAY = {
    UndecidedReason.NO_DAY: "{number:record|records} of the kind {kind:quoted} {number#stays|stay}. The day from which "
    "{number#its|their} period runs is not recorded.",
    UndecidedReason.NO_PERIOD: "{number:record|records} of the kind {kind:quoted} {number#stays|stay}. A purpose that covers "
    "{number#it|them} states no period.",
    UndecidedReason.NO_PURPOSE: "{number:record|records} of the kind {kind:quoted} {number#stays|stay}. No purpose covers "
    "{number#it|them}.",
    UndecidedReason.STILL_NAMED: "{number:record|records} of the kind {kind:quoted} {number#stays|stay}. Something else that "
    "stays names the person.",
    UndecidedReason.WHO_NOT_KNOWN: "{number:record|records} of the kind {kind:quoted} {number#stays|stay}. Whether "
    "{number#it is|they are} about one person is not recorded.",
}


@frozen
class DuePurge:
    """What a purge on a day would take out of a process, by kind and purpose, and what it could not decide.

    Attributes:
        due: what is kept too long.
        undecided: what stays because something is not known.
        names: the titles of purposes, which the default wording uses; no part of equality, repr or plain data.
    """

    on: date
    due: tuple[KeptTooLong, ...]
    undecided: tuple[Undecided, ...]
    names: Names = field(factory=dict, eq=False, repr=False, kw_only=True)

    @property
    def says(self) -> Statement:
        """What is kept too long, and what cannot be said."""
        lines = (*(row.says for row in self.due), *(row.says for row in self.undecided))
        if not self.due:
            lines = (Statement("retention.none", template="Nothing is known to be kept too long."), *lines)
        return Statement("retention", {"lines": lines}, template="{lines:sentences}")

    def __str__(self) -> str:
        return Wording(names=self.names).say(self.says)


@frozen
class Purge:
    """A process without what was kept too long.

    Attributes:
        process: what is left.
        done: what was due, and is gone.
        stays: what stays of it, and why, as for an erasure.
    """

    process: Process = field(repr=False)
    done: DuePurge
    stays: tuple[Stay, ...]


def due_for_purge(process: Process, *, on: date) -> DuePurge:
    """What a purge on that day would take out: nothing is changed, and nothing personal is said.

    A thing is kept too long when the period of every purpose that covers its kind is over. Its last day is included. What a
    purpose without a period covers, what no purpose covers, and what has no day to count from stays, and is told.

    >>> from involvement.data_protection import ProcessingPurpose
    >>> from involvement.people import Stakeholder
    >>> from involvement.plans import Interval
    >>> from involvement.support import Expense, Support
    >>> pay = ProcessingPurpose("pay", basis="legal_obligation", retention=Interval(6, "years"), covers=["expense"])
    >>> expense = Expense("p-17", claimed_on=date(2019, 5, 1), paid_on=date(2019, 5, 4))
    >>> record = Process("screening", stakeholders=[Stakeholder("p-17", kind="person")],
    ...     support=Support(expenses=[expense]), data_protection=DataProtection(purposes=[pay]))
    >>> print(due_for_purge(record, on=date(2026, 1, 5)).due[0])
    1 record of the kind "expenses" is kept longer than "pay" allows.
    """
    return _Holdings(_fields.instance("process", Process, process), _fields.a_date("on", on)).result


def purge(process: Process, *, on: date) -> Purge:
    """The process without what `due_for_purge` names. Purged again on the same day, nothing changes.

    A person whom something that stays names keeps the key alone; all else that is recorded of them goes.
    """
    holdings = _Holdings(_fields.instance("process", Process, process), _fields.a_date("on", on))
    if not holdings.result.due:
        return Purge(process, holdings.result, ())
    struck = Pass(process, holdings.going)
    left = struck.process
    if holdings.bare and left.representation is not None:
        people = [
            Person(person.key) if person.key in holdings.bare else person for person in left.representation.people
        ]
        left = evolve(left, representation=evolve(left.representation, people=people))
    stays = tuple(Stay(reason, struck.stays[reason]) for reason in StayReason if struck.stays[reason])
    return Purge(left, holdings.result, stays)


# What is held, from when, and for how long

_ENTRIES = ("Person.key", "Stakeholder.key")
_DAYS: Mapping[str, tuple[str, ...]] = {  # of each kind, the day of the thing itself: the first that is recorded
    "Adjustment": ("until", "meeting"),
    "AnswerSheet": ("on",),
    "Attendance": ("meeting",),
    "Claim": ("on",),
    "Consent": ("withdrawn",),
    "Engagement": ("on",),
    "EntryPoint": ("closes",),
    "Expense": ("paid_on", "declined_on"),
    "Lead": ("until",),
    "Move": ("on",),
    "NeedsAsked": ("on",),
    "NotedBarrier": ("on",),
    "Override": ("on",),
    "PaperSent": ("on",),
    "PaymentOffer": ("on",),
    "Seat": ("until",),
    "Stakeholder": ("until",),
    "StatedLimit": ("until",),
    "StatedNeed": ("until",),
    "Voice": ("on",),
}


class _Holding(NamedTuple):
    """A thing that is about a person, and the day of the thing itself."""

    naming: Naming
    kind: RecordKind
    day: date | None


class _Holdings:
    """What is held about persons on a day, sorted into what is due, what is not, and what cannot be said."""

    def __init__(self, process: Process, on: date) -> None:
        self._process = process
        self._on = on
        protection = process.data_protection or DataProtection()
        self._covering: dict[RecordKind, list[ProcessingPurpose]] = {}
        for purpose in protection.purposes:
            for kind in purpose.covers:
                self._covering.setdefault(kind, []).append(purpose)
        self._titles = {
            Ref("purpose", purpose.key): purpose.title for purpose in protection.purposes if purpose.title is not None
        }
        self._ended = protection.ended
        people = () if process.representation is None else process.representation.people
        self._bare = {person.key for person in people if person == Person(person.key)}
        self._persons = {person.key for person in people} - {stand_in_of(process)}
        self._left: dict[str, date | None] = {}
        self._others: set[str] = set()
        for each in process.stakeholders:
            if each.kind is Kind.PERSON:
                self._persons.add(each.key)
                self._left[each.key] = each.until
            elif each.kind is not None:
                self._others.add(each.key)
        forums = () if process.decision_map is None else process.decision_map.forums
        self._others |= {stand_in_of(process), *(forum.key for forum in forums)} - self._persons
        self._ends: dict[tuple[str, date], date] = {}
        self._due: dict[str, set[str]] = {}  # persons by the path of what goes
        self.bare: set[str] = set()
        self.result = self._sorted()

    def going(self, path: str) -> set[str]:
        """The persons who are to be struck from the thing at a path."""
        return self._due.get(path, set())

    @cached_property
    def _all(self) -> tuple[_Holding, ...]:
        found: dict[tuple[str, str], _Holding] = {}  # who was expected at a meeting and came was at one
        for naming in namings(self._process):
            kind = record_kind(type(naming.value).__name__, naming.field)
            known = naming.key in self._persons or naming.place != "AnswerSheet.about"  # else a ward, or whatever it is
            if kind is not None and known and naming.key not in self._others:
                found[naming.path, naming.key] = _Holding(naming, kind, self._day_of(naming))
        return tuple(found.values())

    def _sorted(self) -> DuePurge:
        due: Counter[tuple[RecordKind, str]] = Counter()
        undecided: Counter[tuple[RecordKind, UndecidedReason]] = Counter()
        entries = []
        for holding in self._all:
            verdict = self._verdict(holding)
            if isinstance(verdict, ProcessingPurpose) and holding.naming.place in _ENTRIES:
                entries.append((holding, verdict))
            elif isinstance(verdict, ProcessingPurpose):
                due[holding.kind, verdict.key] += 1
                self._due.setdefault(holding.naming.path, set()).add(holding.naming.key)
            elif verdict is not None:
                undecided[holding.kind, verdict] += 1
        named = {
            naming.key
            for naming in namings(self._process)
            if naming.place not in _ENTRIES and naming.key not in self.going(naming.path)
        }
        for holding, purpose in entries:
            key = holding.naming.key
            if key not in named:
                self._due.setdefault(holding.naming.path, set()).add(key)
            elif holding.kind is RecordKind.PERSON and key not in self._bare:
                self.bare.add(key)
            else:
                undecided[holding.kind, UndecidedReason.STILL_NAMED] += 1
                continue
            due[holding.kind, purpose.key] += 1
        return DuePurge(
            self._on,
            tuple(KeptTooLong(*row, number) for row, number in sorted(due.items())),
            tuple(Undecided(*row, number) for row, number in sorted(undecided.items())),
            names=self._titles,
        )

    def _verdict(self, holding: _Holding) -> ProcessingPurpose | UndecidedReason | None:
        """The purpose that allowed it longest, where all have ended; why it cannot be said; None where it may stay."""
        if holding.naming.key not in self._persons:
            return UndecidedReason.WHO_NOT_KNOWN
        purposes = self._covering.get(holding.kind, ())
        if not purposes:
            return UndecidedReason.NO_PURPOSE
        if any(purpose.retention is None for purpose in purposes):
            return UndecidedReason.NO_PERIOD
        anchors = [(purpose, self._anchor(purpose.anchor, holding)) for purpose in purposes]
        ends = [(self._end(purpose, day), purpose) for purpose, day in anchors if day is not None]
        if any(end >= self._on for end, _ in ends):
            return None
        if len(ends) < len(purposes):
            return UndecidedReason.NO_DAY
        return max(ends, key=lambda end: end[0])[1]

    def _end(self, purpose: ProcessingPurpose, day: date) -> date:
        """The last day of a period; worked out once for all things of a day."""
        end = self._ends.get((purpose.key, day))
        if end is None:
            end = self._ends[purpose.key, day] = purpose.kept_until(day) or date.max
        return end

    def _anchor(self, anchor: RetentionAnchor, holding: _Holding) -> date | None:
        if anchor is RetentionAnchor.PROCESS_ENDED:
            return self._ended
        if anchor is RetentionAnchor.LEFT:
            return self._left.get(holding.naming.key)
        if anchor is RetentionAnchor.LAST_CONTACT:
            return self._last_contacts.get(holding.naming.key)
        return holding.day

    @cached_property
    def _last_contacts(self) -> dict[str, date]:
        found: dict[str, date] = {}
        for holding in self._all:
            key, value = holding.naming.key, holding.naming.value
            days = [getattr(value, field.name) for field in attrs.fields(type(value))]
            for day in (*days, holding.day):
                if _fields.is_day(day):
                    found[key] = max(day, found.get(key, day))
        return found

    def _day_of(self, naming: Naming) -> date | None:
        """The day of the thing itself; of what has none, that of the agreement or move that it stands in."""
        value, name = naming.value, type(naming.value).__name__
        if name == "Contribution":
            last: date = max((value.on, *self._events.get(value.key, ())))
            return last
        days = (getattr(value, field) for field in _DAYS.get(name, ()))
        day: date | None = next((day for day in days if day is not None), None)
        return day or self._day_around(naming.path)

    @cached_property
    def _events(self) -> dict[str, list[date]]:
        found: dict[str, list[date]] = {}
        for event in () if self._process.ledger is None else self._process.ledger.events:
            found.setdefault(event.contribution, []).append(event.on)
        return found

    def _day_around(self, path: str) -> date | None:
        return next((day for around, day in self._around if path.startswith(f"{around}.")), None)

    @cached_property
    def _around(self) -> tuple[tuple[str, date | None], ...]:
        return tuple(_days_around(self._process))


def _days_around(process: Process) -> Iterator[tuple[str, date | None]]:
    """The days of what other things stand in, by path."""
    if process.agreement is not None:
        yield "agreement", process.agreement.on
    for number, agreement in enumerate(process.past_agreements):
        yield f"past_agreements[{number}]", agreement.on
    for number, move in enumerate(() if process.negotiation is None else process.negotiation.moves):
        yield f"negotiation.moves[{number}]", move.on
