"""Preference profiles: positions as whole numbers, an unlisted issue in the last place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Generic, TypeVar

from involvement._fields import frozen
from involvement.rankings.balances import Balance, groups_in_order, shares_of
from involvement.rankings.positions import Priorities

__all__ = ["Group", "Order", "Places", "Profile", "bits_of", "by_score", "points_of_places", "profile_of"]

Detail = TypeVar("Detail")
Places = tuple[tuple[int, ...], ...]  # numbers of issues, best first, ties together and in order


@frozen
class Group:
    """Parties that are counted together: a side, or one party that stands for itself.

    Attributes:
        name: the side's word, or the party's key.
        members: the numbers of its parties.
    """

    name: str
    members: tuple[int, ...]


@frozen
class Profile:
    """Positions, with issues and parties by number, in the order of their keys.

    Attributes:
        places: for each party its places; those it does not list share the last.
        weights: whole numbers, for each party its share of `whole`.
    """

    issues: tuple[str, ...]
    parties: tuple[str, ...]
    places: tuple[Places, ...]
    weights: tuple[int, ...]
    whole: int
    groups: tuple[Group, ...]


@frozen
class Order(Generic[Detail]):
    """What a rule finds: places best first, a score for each issue, and how it found them."""

    places: Places
    scores: tuple[Fraction, ...]
    detail: Detail


def profile_of(
    positions: Sequence[Priorities],
    balance: Balance,
    more: Iterable[str] = (),
    shares: Mapping[str, Fraction] | None = None,
    *,
    grouped: bool = True,
) -> Profile:
    """The profile of positions in the order of their keys; *more* are issues that need not be listed by anybody.

    *shares* are those of `balanced_weights`, if they are known already. A rule that does not count by groups needs none
    of them *grouped*.
    """
    listed = set[str | tuple[str, ...]]().union(*(position.issues for position in positions))
    ties = {place for place in listed if not isinstance(place, str)}
    issues = tuple(sorted({place for place in listed if isinstance(place, str)}.union(more, *ties)))
    number = {issue: place for place, issue in enumerate(issues)}
    numbered: dict[str | tuple[str, ...], tuple[int, ...]] = {issue: (place,) for issue, place in number.items()}
    numbered.update((tie, tuple(number[issue] for issue in tie)) for tie in ties)
    shares = shares_of(positions, balance) if shares is None else shares
    distinct = {id(share): share for share in shares.values()}  # equal shares are mostly one object
    whole = lcm(*(share.denominator for share in distinct.values()))
    parts = {kind: share.numerator * (whole // share.denominator) for kind, share in distinct.items()}
    return Profile(
        issues,
        tuple([position.stakeholder for position in positions]),
        _places(positions, numbered, len(issues)),
        tuple([parts[id(share)] for share in shares.values()]),
        whole,
        _groups(positions, balance) if grouped else (),
    )


def _groups(positions: Sequence[Priorities], balance: Balance) -> tuple[Group, ...]:
    at = {position.stakeholder: place for place, position in enumerate(positions)}
    return tuple(
        Group(key if side is None else str(side), tuple(at[position.stakeholder] for position in members))
        for (side, key), members in groups_in_order(positions, balance).items()
    )


def _places(
    positions: Sequence[Priorities], numbered: Mapping[str | tuple[str, ...], tuple[int, ...]], size: int
) -> tuple[Places, ...]:
    """The places of each position, and a last one for the issues that it does not list."""
    number = numbered.__getitem__
    found = [tuple(map(number, position.issues)) for position in positions]
    for party, places in enumerate(found):
        if len(places) < size and (rest := set(range(size)).difference(*places)):
            found[party] = (*places, tuple(sorted(rest)))
    return tuple(found)


def points_of_places(places: Places, size: int) -> list[int]:
    """Twice the points of each issue: the best place has *size*, each next one fewer, ties have the mean of theirs."""
    points = [0] * size
    top = size
    for place in places:
        own = 2 * top - len(place) + 1
        for issue in place:
            points[issue] = own
        top -= len(place)
    return points


def by_score(scores: Sequence[int | Fraction]) -> Places:
    """Places by score, highest first; equal scores share a place."""
    tied: dict[int | Fraction, list[int]] = {}
    for issue, score in enumerate(scores):
        tied.setdefault(score, []).append(issue)
    return tuple(tuple(tied[score]) for score in sorted(tied, reverse=True))


def bits_of(those: int) -> Iterator[int]:
    """The numbers of the bits that are set, lowest first: a set of issues is kept as one whole number."""
    while those:
        lowest = those & -those
        yield lowest.bit_length() - 1
        those ^= lowest
