"""Erasure: a process without a person, what was removed, and what stays and why."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum, StrEnum
from functools import cache
from typing import Any

import attrs
from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError, InvolvementError
from involvement.people import Kind
from involvement.priorities import Negotiation
from involvement.privacy.erasing import Pass, mentions, stand_in_of
from involvement.privacy.naming_fields import Treatment
from involvement.processes import Process
from involvement.wording import Fact, Statement, Wording

__all__ = ["Erasure", "ErasureBasis", "Removal", "Stay", "StayReason", "erase", "erased"]


class ErasureBasis(StrEnum):
    """The ground of an erasure: Article 17(1) of the UK and EU GDPR, points (a) to (f) in their order."""

    NO_LONGER_NECESSARY = "no_longer_necessary"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    OBJECTION = "objection"
    UNLAWFUL = "unlawful"
    LEGAL_OBLIGATION = "legal_obligation"
    CHILD_ONLINE_SERVICES = "child_online_services"


class StayReason(StrEnum):
    """Why something stays when a person is erased."""

    COUNTED = "counted"  # contributions: the ledger received them
    DECIDED = "decided"  # events: what was done and decided about these
    ANSWERED_TO_OTHERS = "answered_to_others"  # events: the answer is others' too
    RATED = "rated"
    RANKING = "ranking"
    DONE_FOR_OTHERS = "done_for_others"
    STOOD_IN = "stood_in"
    NOT_REPLAYED = "not_replayed"
    MENTIONED = "mentioned"


_SAYS = {
    StayReason.COUNTED: "{number:contribution stays|contributions stay}, with days, issue and state and without what was said "
    "or by whom. The counts of the record depend on it.",
    StayReason.DECIDED: "{number:event about these contributions stays|events about these contributions stay}, with day, kind "
    "and outcome and without any text. What was decided is the organisation's.",
    StayReason.ANSWERED_TO_OTHERS: "{number:event stays|events stay} with what was written. The answer is also one to "
    "others, whose contributions were merged into that one.",
    StayReason.RATED: "{number:rating stays|ratings stay}, with role and answers and without rater, reasons and actions.",
    StayReason.RANKING: "{number:agreement keeps|agreements keep} what was settled. The ranking can no longer be worked out "
    "from the positions that are left.",
    StayReason.DONE_FOR_OTHERS: "{number:record of others stays|records of others stay}, without the name of who did, "
    "owned or carried something.",
    StayReason.STOOD_IN: "{number:record of others needs|records of others need} somebody in that place. A neutral key "
    "stands there, the same for everybody who was erased.",
    StayReason.NOT_REPLAYED: "{number:negotiation|negotiations} can no longer be replayed from the moves that are left. The agreement stays.",
    StayReason.MENTIONED: "{number:text or key|texts or keys} of others may still name the person. Read and change what names them.",
}
_BEYOND = Statement(
    "erasure.beyond",
    template="Copies made before are not changed: backups, exports, letters and what was published. Replay the log of "
    "erasures after each restore, and ask those who have copies.",
)
_NOBODY = Statement("erasure.nobody", template="The record names nobody by that key. Nothing was changed.")


def _treatment(value: Treatment | str) -> Treatment:
    return _fields.as_word(Treatment, value)


def _reason(value: StayReason | str) -> StayReason:
    return _fields.as_word(StayReason, value)


@frozen
class Removal:
    """How often a field named the person, and what was done with what it stands in; never what it held.

    >>> Removal("Expense.stakeholder", "dropped", 2).treatment
    <Treatment.DROPPED: 'dropped'>
    """

    field: str
    treatment: Treatment = attrs.field(converter=_treatment, validator=_fields.a(Treatment))
    number: int


@frozen
class Stay:
    """Something that stays when a person is erased: why, how many, and where a text still has to be read.

    Attributes:
        fields: where a key of the person still stands in a text or in the key of something else; () for other reasons.

    >>> print(Stay("rated", 1))
    1 rating stays, with role and answers and without rater, reasons and actions.
    """

    reason: StayReason = field(converter=_reason, validator=_fields.a(StayReason))
    number: int
    fields: tuple[str, ...] = ()

    @property
    def says(self) -> Statement:
        """What stays, and why."""
        return Statement(
            f"stays.{self.reason}",
            {"number": self.number},
            template=_SAYS[self.reason],
            sources={"number": "Person.key"},  # for the desk only
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


@frozen
class Erasure:
    """A process without a person, and what stays of them and why. It holds no key and no value of the person.

    Attributes:
        process: what is left.
        on: the day of the erasure.
        basis: the ground.
        removed: what named the person, by field.
        stays: what stays, and why.
    """

    process: Process = field(repr=False)
    on: date
    basis: ErasureBasis
    removed: tuple[Removal, ...] = field(repr=_fields.counted)
    stays: tuple[Stay, ...] = field(repr=_fields.counted)

    @property
    def found(self) -> bool:
        """Whether anything named the person."""
        return bool(self.removed)

    @property
    def says(self) -> Statement:
        """What was done, and what stays."""
        if not self.removed:
            return Statement(
                "erasure.none",
                {"more": (_NOBODY, *(stay.says for stay in self.stays), _BEYOND)},
                template="{more:sentences}",
            )
        facts: dict[str, Fact] = {
            "number": sum(removal.number for removal in self.removed),
            "stays": (*(stay.says for stay in self.stays), _BEYOND),
        }
        template = "{number:place that named|places that named} the person {number#was|were} cleared. {stays:sentences}"
        return Statement("erasure", facts, template=template, sources={"number": "Person.key"})

    def __str__(self) -> str:
        return Wording().say(self.says)


def erase(process: Process, person: str, *, on: date, basis: ErasureBasis | str) -> Erasure:
    """The process without a person: what they said, needed and were given, and every place that names them.

    The counts and states of the ledger hold, and what an organisation decided stays: the result says what, and why. An
    erased person who is erased again changes nothing. Write the erasure down with `erasure_entry`, so that it can be
    replayed when an older copy is restored.

    Args:
        process: the process.
        person: the key of a person: of the representation, of a stakeholder who is a person, or one that only some part names.
        on: the day of the erasure.
        basis: the ground, in the words of `ErasureBasis`.

    Raises:
        InvalidValueError: the key is that of a stakeholder who is not known to be a person.

    References:
        UK GDPR, Article 17, and 5(1)(e) and (f).

    >>> from involvement.people import Stakeholder
    >>> record = Process("screening", stakeholders=[Stakeholder("p-17", kind="person"), Stakeholder("board")])
    >>> erased = erase(record, "p-17", on=date(2026, 5, 4), basis="consent_withdrawn")
    >>> [stakeholder.key for stakeholder in erased.process.stakeholders]
    ['board']
    """
    _fields.instance("process", Process, process)
    asked = frozenset({_fields.a_text("person", person)})
    refuse_others(process, asked)
    return erased(process, asked, on=on, basis=basis)


def refuse_others(process: Process, persons: Iterable[str]) -> None:
    """Refuses keys of stakeholders who are not known to be persons."""
    people = () if process.representation is None else process.representation.people
    known = {person.key for person in people}
    asked = frozenset(persons)
    for stakeholder in process.stakeholders:
        unknown = stakeholder.kind is None and stakeholder.key not in known
        if stakeholder.key in asked and (unknown or stakeholder.kind not in {None, Kind.PERSON}):
            raise InvalidValueError(
                "person", "the key of a person; a stakeholder of another kind, or of none, has this one"
            )


def erased(process: Process, persons: frozenset[str], *, on: date, basis: ErasureBasis | str) -> Erasure:
    """The process without all of these persons; in which order they go makes no difference."""
    _fields.a_date("on", on)
    ground = _fields.word(ErasureBasis, "basis", basis)
    asked = persons - {stand_in_of(process)}
    struck = Pass(process, lambda _path: asked)
    return Erasure(
        struck.process,
        on,
        ground,
        tuple(Removal(*removed, number) for removed, number in sorted(struck.removed.items())),
        tuple(_stays(process, struck, asked)),
    )


def _stays(process: Process, struck: Pass, persons: frozenset[str]) -> Iterator[Stay]:
    yield from (Stay(reason, struck.stays[reason]) for reason in StayReason if struck.stays[reason])
    before, after = process.negotiation, struck.process.negotiation
    if before is not None and after is not None and _no_longer(before, after, process):
        yield Stay(StayReason.NOT_REPLAYED, 1)
    places = sorted(_mentioned(struck.process, persons))
    if places:
        yield Stay(StayReason.MENTIONED, len(places), tuple(dict.fromkeys(places)))


def _no_longer(before: Negotiation, after: Negotiation, process: Process) -> bool:
    """Whether a negotiation could be replayed before, and cannot be from what is left of it."""
    return before != after and _replays(before, process) and not _replays(after, process)


def _replays(negotiation: Negotiation, process: Process) -> bool:
    try:
        negotiation.replay(issues=process.issues)
    except InvolvementError:
        return False
    return True


def _mentioned(process: Process, persons: frozenset[str]) -> Iterator[str]:
    """The fields, class and name, of texts and keys in which a key of these persons still stands, each time."""
    names = mentions(persons)
    waiting: list[tuple[str, Any]] = [("", process)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, str):
            if names(value):
                yield place
        elif isinstance(value, tuple):
            waiting += [(place, item) for item in value if isinstance(item, str | tuple) or attrs.has(type(item))]
        else:
            kind: Any = type(value)
            for name, path in _places(kind):
                held = getattr(value, name)
                if held is not None and held != () and not isinstance(held, Enum):
                    waiting.append((path, held))


@cache
def _places(kind: type[Any]) -> tuple[tuple[str, str], ...]:
    """The fields of a class, each beside its name with that of the class; none of what is no class of values."""
    if not attrs.has(kind):
        return ()
    return tuple((field.name, f"{kind.__name__}.{field.name}") for field in attrs.fields(kind))
