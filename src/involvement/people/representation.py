"""Representation: profiles, people and populations together."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import UnknownKeyError
from involvement.people.persons import Person
from involvement.people.populations import Population
from involvement.people.profiles import TargetProfile

__all__ = ["Representation"]


def _profiles(items: Iterable[TargetProfile]) -> tuple[TargetProfile, ...]:
    return _fields.as_tuple(items)


def _people(items: Iterable[Person]) -> tuple[Person, ...]:
    return _fields.as_tuple(items)


def _populations(items: Iterable[Population]) -> tuple[Population, ...]:
    return _fields.as_tuple(items)


@frozen(cache_hash=True)
class Representation:
    """Who should be in the groups of a process, who is, who might join, and whom they are to resemble.

    A profile that names a population which is not among `populations` raises `UnknownKeyError`.

    >>> Representation(people=[Person("p-1", member_of=["members"])]).members("members")
    (Person(key='p-1', member_of=('members',), candidate_for=()),)
    """

    profiles: tuple[TargetProfile, ...] = field(
        default=(), converter=_profiles, validator=_fields.many(TargetProfile), kw_only=True
    )
    people: tuple[Person, ...] = field(
        default=(), converter=_people, validator=_fields.many(Person), kw_only=True, repr=_fields.counted
    )
    populations: tuple[Population, ...] = field(
        default=(), converter=_populations, validator=_fields.many(Population), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        _fields.distinct("target profile", (profile.key for profile in self.profiles))
        people = [person.key for person in self.people]
        _fields.distinct("person", people, "people", unsaid=people)
        _fields.distinct("population", (population.key for population in self.populations))
        known = {population.key for population in self.populations}
        for profile in self.profiles:
            if profile.population is not None and profile.population not in known:
                raise UnknownKeyError("population", profile.population, known, f"target profile {profile.key!r}")

    def members(self, group: str) -> tuple[Person, ...]:
        """The people who are in that group, by key."""
        return self._members.get(_fields.a_text("group", group), ())

    def candidates(self, group: str) -> tuple[Person, ...]:
        """The people who might join that group and are not in it, by key."""
        return self._candidates.get(_fields.a_text("group", group), ())

    @cached_property
    def _members(self) -> Mapping[str, tuple[Person, ...]]:
        return _by_group((group, person) for person in self.people for group in set(person.member_of))

    @cached_property
    def _candidates(self) -> Mapping[str, tuple[Person, ...]]:
        return _by_group(
            (group, person)
            for person in self.people
            for group in set(person.candidate_for).difference(person.member_of)
        )

    def population(self, key: str) -> Population:
        """The population of that key; raises `UnknownKeyError`."""
        for population in self.populations:
            if population.key == key:
                return population
        raise UnknownKeyError("population", key, (population.key for population in self.populations))


def _by_group(pairs: Iterable[tuple[str, Person]]) -> dict[str, tuple[Person, ...]]:
    found: dict[str, list[Person]] = {}
    for group, person in pairs:
        found.setdefault(group, []).append(person)
    return {group: tuple(sorted(people, key=_by_key)) for group, people in found.items()}


def _by_key(person: Person) -> str:
    return person.key
