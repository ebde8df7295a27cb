"""Small populations: shares of so few people that they could be recognised."""

from fractions import Fraction

from involvement.people import Population, PopulationShare
from involvement.privacy.disclosure_rules import ONS_10_5

__all__ = ["told_shares"]


def told_shares(population: Population) -> tuple[PopulationShare, ...]:
    """The shares of a population that tell of no fewer than ten people: neither one, nor all others of its criterion."""
    told = {share: _number(population, share) for share in population.shares}
    told = {share: number for share, number in told.items() if not _is_few(number)}
    if population.size is None:
        return tuple(told)
    others: dict[str, Fraction] = {}
    for share, number in told.items():
        others[share.criterion] = others.get(share.criterion, Fraction(population.size)) - (number or 0)
    return tuple(share for share in told if not _is_few(others[share.criterion]))


def _number(population: Population, share: PopulationShare) -> Fraction | None:
    """How many people a share is; None where that is not known."""
    if share.count is not None:
        return Fraction(share.count)
    return None if population.size is None or share.share is None else share.share * population.size


def _is_few(number: Fraction | None) -> bool:
    return number is not None and 0 < number < ONS_10_5.least
