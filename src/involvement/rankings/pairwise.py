"""Pairwise contests: the rules of Copeland and of Schulze."""

from collections.abc import Sequence
from fractions import Fraction
from operator import sub

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import UnknownKeyError
from involvement.rankings.profiles import Order, Places, Profile, bits_of, by_score

__all__ = ["Contests", "StrongestPaths", "copeland", "margins", "margins_of", "places_below", "preferences", "schulze"]


def _at(issues: Sequence[str], issue: str) -> int:
    if issue not in issues:
        raise UnknownKeyError("issue", issue, issues)
    return issues.index(issue)


def _table(rows: tuple[tuple[int, ...], ...]) -> str:
    return f"<{len(rows)} by {len(rows)}>"


@frozen(cache_hash=True)
class Contests:
    """Every issue against every other: how much more weight prefers the one.

    Attributes:
        issues: in the order of their keys.
        margins: a row for each issue, against each other, out of `whole`.
    """

    issues: tuple[str, ...] = field(repr=_fields.counted)
    margins: tuple[tuple[int, ...], ...] = field(repr=_table)
    whole: int

    def margin(self, issue: str, other: str) -> Fraction:
        """The share of weight that prefers the issue, less the share that prefers the other."""
        return Fraction(self.margins[_at(self.issues, issue)][_at(self.issues, other)], self.whole)

    def beaten_by(self, issue: str) -> tuple[str, ...]:
        """The issues that it wins against."""
        row = self.margins[_at(self.issues, issue)]
        return tuple(other for other, margin in zip(self.issues, row, strict=True) if margin > 0)

    @property
    def beats_all(self) -> str | None:
        """The issue that wins against every other (the Condorcet winner), or None."""
        most = len(self.issues) - 1
        return next((issue for issue in self.issues if len(self.beaten_by(issue)) == most), None)


@frozen(cache_hash=True)
class StrongestPaths:
    """How strongly each issue beats each other, directly or through others.

    Attributes:
        issues: in the order of their keys.
        strengths: a row for each issue: the strength of its strongest path to each other, out of `whole`.
    """

    issues: tuple[str, ...] = field(repr=_fields.counted)
    strengths: tuple[tuple[int, ...], ...] = field(repr=_table)
    whole: int

    def strength(self, issue: str, other: str) -> Fraction:
        """The margin of the weakest win on the strongest path from one issue to the other; 0 without a path."""
        return Fraction(self.strengths[_at(self.issues, issue)][_at(self.issues, other)], self.whole)


def margins(profile: Profile) -> list[list[int]]:
    """For each issue, by how much weight it is preferred to each other."""
    return margins_of(preferences(profile))


def margins_of(won: Sequence[Sequence[int]]) -> list[list[int]]:
    """The preferences of each issue over each other, less those of the other over it."""
    return [list(map(sub, row, column)) for row, column in zip(won, zip(*won, strict=True), strict=True)]


def preferences(profile: Profile) -> list[list[int]]:
    """For each issue, the weight that prefers it to each other; O(parties x issues) sums of long numbers."""
    size = len(profile.issues)
    # One long number holds a whole row, a slot for each issue: a party is added to a row in one step.
    width = (2 * sum(profile.weights)).bit_length() // 8 + 1
    weighed = {weight: [weight << (8 * width * issue) for issue in range(size)] for weight in set(profile.weights)}
    rows = [0] * size
    for places, weight in zip(profile.places, profile.weights, strict=True):
        below = 0
        slots = weighed[weight]
        if len(places) == size:  # no ties, as in most lists
            for (issue,) in places[::-1]:
                rows[issue] += below
                below += slots[issue]
            continue
        for place in places[::-1]:
            for issue in place:
                rows[issue] += below
            below += sum([slots[issue] for issue in place])
    return [_unpacked(row.to_bytes(width * size, "little"), width) for row in rows]


def _unpacked(row: bytes, width: int) -> list[int]:
    return [int.from_bytes(row[at : at + width], "little") for at in range(0, len(row), width)]


def copeland(profile: Profile) -> Order[Contests]:
    """An issue scores the contests it wins less those it loses.

    References:
        Copeland, A. H. (1951). A reasonable social welfare function. University of Michigan.
        Saari, D. G. & Merlin, V. R. (1996). The Copeland method. doi:10.1007/BF01212012
    """
    found = margins(profile)
    scores = [sum((margin > 0) - (margin < 0) for margin in row) for row in found]
    return Order(
        by_score(scores),
        tuple(map(Fraction, scores)),
        Contests(profile.issues, tuple(map(tuple, found)), profile.whole),
    )


def schulze(profile: Profile) -> Order[StrongestPaths]:
    """An issue beats another if its strongest path to it is stronger than the one back; paths go from win to win.

    A path is as strong as its weakest win, a win as its margin. The first place has the issues that
    no other beats, the next those that none of the rest beats, and so on. An issue's score is the number of
    those in later places. O(n² log n) for n issues, and as many steps on sets of issues.

    References:
        Schulze, M. (2011). A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
        single-winner election method. doi:10.1007/s00355-010-0475-4
    """
    found = strongest_paths(margins(profile))
    places = _undefeated_first(found)
    paths = StrongestPaths(profile.issues, tuple(map(tuple, found)), profile.whole)
    return Order(places, places_below(places), paths)


def places_below(places: Places) -> tuple[Fraction, ...]:
    """For each issue, how many are in later places."""
    below = sum(map(len, places))
    scores = [Fraction(0)] * below
    for place in places:
        below -= len(place)
        for issue in place:
            scores[issue] = Fraction(below)
    return tuple(scores)


def strongest_paths(found: Sequence[Sequence[int]]) -> list[list[int]]:
    """The strength of the strongest path between any two, from the margins; 0 where no path of wins leads.

    Wins are taken strongest first, and each joins those who could reach its winner to those whom its loser
    reaches: a pair that is joined for the first time has the strength of that win. Each pair is joined once.
    """
    size = len(found)
    strengths = [[0] * size for _ in range(size)]
    wins = sorted(((found[a][b], a, b) for a in range(size) for b in range(size) if found[a][b] > 0), reverse=True)
    onward = [1 << issue for issue in range(size)]  # whom each reaches, itself included, as bits
    back = [1 << issue for issue in range(size)]  # who reaches each
    for margin, winner, loser in wins:
        if onward[winner] >> loser & 1:
            continue
        for issue in bits_of(back[winner] & ~back[loser]):
            row = strengths[issue]
            gained = onward[loser] & ~onward[issue]
            onward[issue] |= gained
            for other in bits_of(gained):
                row[other] = margin
                back[other] |= 1 << issue
    return strengths


def _undefeated_first(strengths: Sequence[Sequence[int]]) -> Places:
    size = len(strengths)
    beaten_by = [sum(1 << other for other in range(size) if strengths[other][issue] > strengths[issue][other]) for issue in range(size)]  # fmt: skip
    left = (1 << size) - 1
    places = []
    while left:
        place = tuple(issue for issue in bits_of(left) if not beaten_by[issue] & left)
        places.append(place)
        for issue in place:
            left ^= 1 << issue
    return tuple(places)
