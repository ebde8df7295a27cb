"""Is it known which parties are one person, and which contributions nobody else shares?"""

from datetime import date

import pytest

from involvement import Contribution, Ledger, Process, Stakeholder
from involvement.people import Person, Representation
from involvement.privacy.lone_voices import lone_contributions, lone_parties

DAY = date(2026, 9, 1)


def people(*groups: str, size: int = 1) -> list[Person]:
    return [Person(f"p-{number}", member_of=groups) for number in range(size)]


def process(stakeholder: Stakeholder, *persons: Person) -> Process:
    said = [
        Contribution("lamps", on=DAY, stakeholder=stakeholder.key),
        Contribution("card", on=DAY),
        Contribution("own", on=DAY, stakeholder=persons[0].key if persons else None),
    ]
    return Process("p", stakeholders=[stakeholder], representation=Representation(people=persons), ledger=Ledger(said))


@pytest.mark.parametrize(
    ("stakeholder", "persons", "alone"),
    [
        (Stakeholder("x", kind="person"), [], True),
        (Stakeholder("x", size=1), [], True),
        (Stakeholder("x", size=1), people("x", size=2), True),
        (Stakeholder("x"), people("x"), True),
        (Stakeholder("x"), people("x", size=2), False),
        (Stakeholder("x", size=9), people("x"), False),
        (Stakeholder("x", size=0), [], False),
        (Stakeholder("x"), [], False),
    ],
    ids=[
        "person", "size one", "says one and lists two", "one member", "two members", "nine of whom one is listed", "nobody",
        "not known",
    ],
)  # fmt: skip
def test_a_party_is_alone_where_it_stands_for_one_person(stakeholder, persons, alone):
    """Its size counts; where none is recorded, the members that are."""
    found = process(stakeholder, *persons)
    assert ({"x"} if alone else set()) | {person.key for person in found.representation.people} == lone_parties(found)
    assert alone is ("lamps" in lone_contributions(found))


def test_what_nobody_is_known_to_have_said_is_a_lone_voice():
    """A card without a name may be one person's, and a person's own is."""
    assert {"card", "own"} == lone_contributions(process(Stakeholder("x", size=9), *people("x")))


def test_a_process_without_people_has_none():
    """Nothing to look at, nothing found."""
    assert (set(), set()) == (lone_parties(Process("p")), lone_contributions(Process("p")))
