"""Positional scoring: Borda's count, and that of the James Lind Alliance."""

from collections.abc import Sequence
from fractions import Fraction

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.rankings.profiles import Order, Profile, by_score, points_of_places

__all__ = ["GroupPoints", "Points", "borda", "jla"]


@frozen
class GroupPoints:
    """The points that one group gives, by issue in the order of the keys.

    Attributes:
        group: the word of a side, or the key of a party that stands for itself.
        parties: the keys of its parties.
        weight: how often its points count; the weights add up to the number of groups.
        sums: the points its parties gave within the group; what it gives itself, where it is one party.
        points: what the group gives.
    """

    group: str
    parties: tuple[str, ...]
    weight: Fraction
    sums: tuple[tuple[str, Fraction], ...] = field(repr=_fields.counted)
    points: tuple[tuple[str, Fraction], ...] = field(repr=_fields.counted)


@frozen
class Points:
    """How a ranking by points came about: group by group, service users first."""

    groups: tuple[GroupPoints, ...]

    def by_group(self) -> dict[str, dict[str, Fraction]]:
        """The points that each group gives, by issue: what `leximin` takes."""
        return {group_points.group: dict(group_points.points) for group_points in self.groups}


def borda(profile: Profile) -> Order[Points]:
    """Each party gives an issue a point for every issue below it, and half a point for every tie; points are added.

    References:
        Borda, J.-C. de (1781). Mémoire sur les élections au scrutin. Histoire de l'Académie Royale des Sciences.
        Emerson, P. (2013). The original Borda count and partial voting. doi:10.1007/s00355-011-0603-9
    """
    size, count = len(profile.issues), len(profile.parties)
    given = []
    for party, places, weight in zip(profile.parties, profile.places, profile.weights, strict=True):
        own = [points - 2 for points in points_of_places(places, size)]
        given.append((party, (party,), weight, own, None))
    return _added(profile, given, count)


def jla(profile: Profile) -> Order[Points]:
    """Points are added within each group, the group ranks by its sums, and its places give points again, which are added.

    The first of n issues has n points, the last 1. So a group has one voice, however many parties
    it has; where each party is a group of its own, the order is that of `borda`. Guidance leaves ties open:
    here they have the mean of the points of their places, within a group and between groups.

    Because a group ranks again by its sums, an issue that one of its parties moves up may fall behind a third: this
    rule is monotone only where each party is a group.

    References:
        James Lind Alliance. The James Lind Alliance Guidebook, chapter 7: interim priority setting.
    """
    size = len(profile.issues)
    given = []
    for group in profile.groups:
        weight = sum(profile.weights[party] for party in group.members)
        parties = tuple(profile.parties[party] for party in group.members)
        sums = [0] * size
        for party in group.members:
            for issue, points in enumerate(points_of_places(profile.places[party], size)):
                sums[issue] += profile.weights[party] * points
        own = points_of_places(by_score(sums), size)
        # Within the group its parties' weights add up to their number, so that equal ones count once each.
        added = [Fraction(points * len(parties), 2 * weight) for points in sums] if len(parties) > 1 else None
        given.append((group.name, parties, weight, own, added))
    return _added(profile, given, len(profile.groups))


# A group: its name, its parties, its weight out of the whole, twice the points that it gives, and its sums if
# several parties give them.
_Given = tuple[str, tuple[str, ...], int, list[int], list[Fraction] | None]


def _added(profile: Profile, given: Sequence[_Given], count: int) -> Order[Points]:
    totals = [0] * len(profile.issues)
    groups = []
    halves = [Fraction(number, 2) for number in range(2 * len(profile.issues) + 1)]
    for name, parties, weight, doubled, sums in given:
        for issue, points in enumerate(doubled):
            totals[issue] += weight * points
        own = tuple((issue, halves[points]) for issue, points in zip(profile.issues, doubled, strict=True))
        added = own if sums is None else tuple(zip(profile.issues, sums, strict=True))
        groups.append(GroupPoints(name, parties, Fraction(weight * count, profile.whole), added, own))
    scores = tuple(Fraction(total * count, 2 * profile.whole) for total in totals)
    return Order(by_score(totals), scores, Points(tuple(groups)))
