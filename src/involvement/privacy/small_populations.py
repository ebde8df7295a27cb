"""Small populations: shares of so few people that they could be recognised."""

from fractions import Fraction

from involvement.people import Population
from involvement.privacy.disclosure_rules import ONS_10_5

__all__ = ["is_of_few"]


def is_of_few(population: Population, share: Fraction | None, count: int | None = None) -> bool:
    """Whether a share of a population, or all others, may be fewer than ten people, but not nobody."""
    number: Fraction | int | None = count
    if number is None and share is not None and population.size is not None:
        number = share * population.size
    if number is None:
        return False
    rest = None if population.size is None else population.size - number
    return any(few is not None and 0 < few < ONS_10_5.least for few in (number, rest))
