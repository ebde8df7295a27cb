"""Parties of one person: what such a party says, ranks, rates or refuses is one person's."""

from collections import Counter

from involvement.people import Kind
from involvement.processes import Process

__all__ = ["lone_contributions", "lone_parties"]


def lone_parties(process: Process) -> frozenset[str]:
    """The keys of persons, and of stakeholders that stand for one person: of size 1, or with one recorded member.

    >>> from involvement.people import Stakeholder
    >>> sorted(lone_parties(Process("p", stakeholders=[Stakeholder("users", size=9), Stakeholder("carer", size=1)])))
    ['carer']
    """
    people = () if process.representation is None else process.representation.people
    members = Counter(group for person in people for group in person.member_of)
    found = {person.key for person in people}
    for stakeholder in process.stakeholders:
        size = members[stakeholder.key] if stakeholder.size is None else stakeholder.size
        if stakeholder.kind is Kind.PERSON or size == 1:
            found.add(stakeholder.key)
    return frozenset(found)


def lone_contributions(process: Process) -> frozenset[str]:
    """The keys of contributions that one person made, or that nobody is known to have made: a lone voice."""
    lone = lone_parties(process)
    said = () if process.ledger is None else process.ledger.contributions
    return frozenset(each.key for each in said if each.stakeholder is None or each.stakeholder in lone)
