"""Groups with a target profile: who is in them, who might join, and how they compare."""

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from involvement._fields import frozen
from involvement.errors import LimitExceeded
from involvement.people import Parity, Person, Population, QuotaCount, Representation, TargetProfile, parity

if TYPE_CHECKING:
    from involvement.people import ChairPlan

__all__ = ["ProfiledGroup", "groups_of"]

_LOOKED_AT = 20_000_000  # numbers: nobody waits long for a page


@frozen
class ProfiledGroup:
    """A target profile with the people in its group and those who might join it."""

    profile: TargetProfile
    people: tuple[Person, ...]
    candidates: tuple[Person, ...]
    population: Population | None

    @cached_property
    def quotas(self) -> tuple[QuotaCount, ...]:
        """Whether each quota of the profile is met."""
        return self.profile.count(self.people)

    @cached_property
    def shares(self) -> tuple[Parity, ...]:
        """How each characteristic compares with the population; () where there is nobody or nothing to compare."""
        return () if self.population is None or not self.people else parity(self.people, self.population)

    @cached_property
    def chairs(self) -> "ChairPlan | None":
        """Who of the candidates would fill the chairs; None where it would take too long to work out."""
        from involvement.people import fill_chairs

        try:
            return fill_chairs(self.profile, self.candidates, seated=self.people, budget=_LOOKED_AT)
        except LimitExceeded:
            return None


def groups_of(representation: Representation, on: date) -> tuple[ProfiledGroup, ...]:
    """Every profile agreed by the day whose group people are in or might join, by key; one without a day counts."""
    found = []
    agreed = [profile for profile in representation.profiles if profile.on is None or profile.on <= on]
    for profile in sorted(agreed, key=lambda profile: profile.key):
        people = () if profile.group is None else representation.members(profile.group)
        candidates = () if profile.group is None else representation.candidates(profile.group)
        population = None if profile.population is None else representation.population(profile.population)
        if people or candidates:
            found.append(ProfiledGroup(profile, people, candidates, population))
    return tuple(found)
