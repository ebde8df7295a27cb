"""Which issues gather the most points? The count of Borda, and that of the James Lind Alliance."""

from collections.abc import Sequence
from fractions import Fraction

from attrs import field, frozen

from involvement import _fields
from involvement.priorities.profiles import Order, Places, Profile, by_score, points_of_places

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
        return {each.group: dict(each.points) for each in self.groups}


def borda(profile: Profile) -> Order[Points]:
    """Each party gives an issue a point for every issue below it, and half a point for every tie; points are added.

    References:
        Borda, J.-C. de (1781). Mémoire sur les élections au scrutin. Histoire de l'Académie Royale des Sciences.
        Emerson, P. (2013). The original Borda count and partial voting. doi:10.1007/s00355-011-0603-9
    """
    groups = []
    for party, places, weight in zip(profile.parties, profile.places, profile.weights, strict=True):
        doubled = [points - 2 for points in points_of_places(places, len(profile.issues))]
        share = Fraction(weight * len(profile.parties), profile.whole)
        groups.append(_given(profile, party, (party,), share, doubled, doubled))
    return _added(profile, groups)


def jla(profile: Profile) -> Order[Points]:
    """Points are added within each group, the group ranks by its sums, and its places give points again, which are added.

    The first of n issues has n points, the last 1. So a group has one voice, however many parties
    it has; where each party is a group of its own, the order is that of `borda`. Guidance leaves ties open:
    here they have the mean of the points of their places, within a group and between groups.

    References:
        James Lind Alliance. The James Lind Alliance Guidebook, chapter 7: interim priority setting.
    """
    size = len(profile.issues)
    groups = []
    for group in profile.groups:
        sums = [0] * size
        for party in group.members:
            for issue, points in enumerate(points_of_places(profile.places[party], size)):
                sums[issue] += profile.weights[party] * points
        weight = sum(profile.weights[party] for party in group.members)
        own = points_of_places(by_score(sums), size)
        # Within the group its parties' weights add up to their number, so that equal ones count once each.
        scaled = [Fraction(points * len(group.members), weight) for points in sums]
        share = Fraction(weight * len(profile.groups), profile.whole)
        parties = tuple(profile.parties[party] for party in group.members)
        groups.append(_given(profile, group.name, parties, share, scaled, own))
    return _added(profile, groups)


def _given(
    profile: Profile,
    name: str,
    parties: tuple[str, ...],
    weight: Fraction,
    sums: Sequence[int | Fraction],
    points: list[int],
) -> GroupPoints:
    """The points of a group, from twice the points."""
    return GroupPoints(
        name,
        parties,
        weight,
        tuple((issue, Fraction(own) / 2) for issue, own in zip(profile.issues, sums, strict=True)),
        tuple((issue, Fraction(own, 2)) for issue, own in zip(profile.issues, points, strict=True)),
    )


def _added(profile: Profile, groups: list[GroupPoints]) -> Order[Points]:
    scores = [Fraction(0)] * len(profile.issues)
    for group in groups:
        for issue, (_, points) in enumerate(group.points):
            scores[issue] += group.weight * points
    places: Places = by_score(scores)
    return Order(places, tuple(scores), Points(tuple(groups)))
