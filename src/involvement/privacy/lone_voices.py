"""Lone voices: parties of one person, and what one person said."""

from collections import Counter
from collections.abc import Container
from datetime import date

from involvement.data_protection import PUBLISH
from involvement.people import Kind
from involvement.priorities import Agreement
from involvement.processes import Process
from involvement.processes.keys import names_in

__all__ = [
    "agreed_to_be_shown",
    "lone_contributions",
    "lone_parties",
    "overriding_words",
    "parties_of_one",
    "ranks_alone",
]


def parties_of_one(process: Process) -> frozenset[str]:
    """The keys of stakeholders that one person is, and of the persons who are alone in such a group.

    One person is a stakeholder of kind `person`, one of size 1, or one without a size of whom one member is recorded.
    """
    people = () if process.representation is None else process.representation.people
    members = Counter(group for person in people for group in person.member_of)
    lone = {
        stakeholder.key
        for stakeholder in process.stakeholders
        if stakeholder.kind is Kind.PERSON
        or stakeholder.size == 1
        or (stakeholder.size is None and members[stakeholder.key] == 1)
    }
    return frozenset(lone.union(person.key for person in people if not lone.isdisjoint(person.member_of)))


def agreed_to_be_shown(process: Process, who: str, on: date) -> bool:
    """Whether a consent to be published holds on a day."""
    protection = process.data_protection
    return protection is not None and protection.consented(who, PUBLISH, on=on) is True


def lone_parties(process: Process, on: date | None = None) -> frozenset[str]:
    """The keys of parties of one person, of every person, and of those named and not listed, without those who consented.

    Nobody knows whether a key that no stakeholder has is that of a person. Without a day nobody is known to have consented to
    be published.

    >>> from involvement.people import Stakeholder
    >>> sorted(lone_parties(Process("p", stakeholders=[Stakeholder("users", size=9), Stakeholder("carer", size=1)])))
    ['carer']
    """
    people = () if process.representation is None else process.representation.people
    listed = {stakeholder.key for stakeholder in process.stakeholders}
    named = {
        name.key for name in names_in(process, process.key) if name.kind in {"stakeholder", "stakeholder or person"}
    }
    lone = parties_of_one(process).union((person.key for person in people), named - listed)
    return lone if on is None else frozenset(who for who in lone if not agreed_to_be_shown(process, who, on))


def lone_contributions(process: Process, on: date | None = None) -> frozenset[str]:
    """The keys of contributions that one person made who did not consent, or that nobody is known to have made."""
    lone = lone_parties(process, on)
    said = () if process.ledger is None else process.ledger.contributions
    return frozenset(
        contribution.key
        for contribution in said
        if contribution.stakeholder is None or contribution.stakeholder in lone
    )


def ranks_alone(process: Process, lone: Container[str]) -> bool:
    """Whether a party of one person ranks issues, in the positions or in an agreement."""
    positions = (position for agreement in _agreements(process) for position in agreement.positions)
    return any(position.stakeholder in lone for position in (*process.positions, *positions))


def _agreements(process: Process) -> tuple[Agreement, ...]:
    return (*process.past_agreements, *(() if process.agreement is None else (process.agreement,)))


def overriding_words(process: Process, persons: Container[str]) -> frozenset[str]:
    """What persons wrote when they settled something otherwise than the ranking: it stands in the settlement, too."""
    agreements = _agreements(process)
    overrides = (override for agreement in agreements for override in agreement.overrides)
    settled = (settlement for agreement in agreements for settlement in agreement.settlements)
    said = (override.reason for override in overrides if override.by in persons)
    theirs = (settlement.reason for settlement in settled if settlement.overridden_by in persons)
    return frozenset(reason for reason in (*said, *theirs) if reason is not None)
