"""Rank agreement: Kendall's W, overlap of first choices, and closeness of pairs."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from math import comb

from attrs import evolve

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.people import Side
from involvement.rankings.balances import Balance
from involvement.rankings.positions import Priorities, listed
from involvement.rankings.profiles import Places, profile_of
from involvement.rankings.ranking_words import ISSUES, group_clause, issue_refs
from involvement.rankings.rankings import taken_together
from involvement.wording import Statement, Wording

__all__ = ["Closeness", "Overlap", "closeness", "closest", "concordance", "overlap"]


def concordance(positions: Iterable[Priorities]) -> Fraction | None:
    """Kendall's W, corrected for ties: 1 if all parties have one order, 0 if their orders cancel out.

    Every party counts once; weights and sides do not matter. An issue that a party does not list shares its last
    place. None where there is nothing to agree about: one party, one issue, or every party puts all equal.

    References:
        Kendall, M. G. & Babington Smith, B. (1939). The problem of m rankings. doi:10.1214/aoms/1177732186
        Siegel, S. & Castellan, N. J. (1988). Nonparametric statistics for the behavioral sciences, section 9.6.

    >>> print(concordance([Priorities("members", ["a", "b", "c"]), Priorities("board", ["a", "c", "b"])]))
    3/4
    """
    found = listed(positions)
    profile = profile_of(found, Balance.PARTIES)
    raters, size = len(found), len(profile.issues)
    doubled = [0] * size  # twice the sums of ranks
    ties = 0
    for places in profile.places:
        before = 0
        for place in places:
            for issue in place:
                doubled[issue] += 2 * before + len(place) + 1
            before += len(place)
            ties += len(place) ** 3 - len(place)
    spread = raters * raters * (size**3 - size) - raters * ties
    if raters == 1 or not spread:
        return None
    mean = raters * (size + 1)
    return Fraction(3 * sum((place - mean) ** 2 for place in doubled), spread)


@frozen
class Overlap:
    """What two have in common among their first.

    Attributes:
        first, second: the keys of two parties, or the words of two sides.
        depth: how many of each were asked for; a place that begins within them belongs to them whole.
        shared: the issues that both have there, by key.
        only_first, only_second: the issues that only one of them has there.
    """

    first: str
    second: str
    depth: int
    shared: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]

    @property
    def share(self) -> Fraction | None:
        """What they share of what they have there, 0 to 1; None where neither has anything."""
        size = 2 * len(self.shared) + len(self.only_first) + len(self.only_second)
        return Fraction(2 * len(self.shared), size) if size else None

    @property
    def says(self) -> Statement:
        """Which issues both have among their first."""
        return Statement(
            "overlap",
            {
                "first": group_clause(self.first),
                "second": group_clause(self.second),
                "shared": issue_refs(self.shared),
                "depth": self.depth,
            },
            template="{first:clause} and {second:clause} share {shared:quoted|nothing} among their first {depth:choice}.",
            sources={"shared": ISSUES, "depth": ISSUES},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


@frozen
class Closeness:
    """In how many pairs of issues two put the same one first.

    Attributes:
        first, second: the keys of two parties, or the words of two sides.
        agreement: the share of pairs, a pair that one of them ties counting half; None where there is no pair.
        opposed: the pairs that they put in opposite order, how many.
    """

    first: str
    second: str
    agreement: Fraction | None
    opposed: int

    @property
    def says(self) -> Statement:
        """In how many of a hundred pairs they agree, and how many they put in opposite order."""
        groups = {"first": group_clause(self.first), "second": group_clause(self.second)}
        if self.agreement is None:
            template = "{first:clause} and {second:clause} have no two issues to compare."
            return Statement("closeness.none", groups, template=template)
        return Statement(
            "closeness",
            {**groups, "share": self.agreement * 100, "opposed": self.opposed},
            template="{first:clause} and {second:clause} agree on {share} per cent of the pairs of issues. They put {opposed:pair} in "
            "opposite order.",
            sources={"share": ISSUES, "opposed": ISSUES},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


def overlap(positions: Iterable[Priorities], *, depth: int = 10) -> tuple[Overlap, ...]:
    """What any two have in common among their first *depth*: service users against the organisation first.

    Each of the two sides is taken together by rule jla, where both take part. Then come the parties, two by two, those
    that share most first, then by key. Only listed issues count. An overlap says nothing of what lies deeper.

    References:
        Webber, W., Moffat, A. & Zobel, J. (2010). A similarity measure for indefinite rankings.
        doi:10.1145/1852102.1852106 (agreement at a depth, with ties)

    >>> positions = [Priorities("members", ["a", "b", "c"]), Priorities("board", ["d", "a", "b"])]
    >>> print(*overlap(positions, depth=2))
    board and members share "a" among their first 2 choices.
    """
    if not _fields.is_count(depth) or not depth:
        raise InvalidValueError("depth", "a whole number, 1 or more")
    found = listed(positions)
    sides = [_overlap(one, other, depth) for one, other in _sides(found)]
    pairs = [_overlap(one, other, depth) for one, other in combinations(found, 2)]
    return (*sides, *sorted(pairs, key=lambda overlap: (-(overlap.share or 0), overlap.first, overlap.second)))


def closeness(positions: Iterable[Priorities]) -> tuple[Closeness, ...]:
    """In how many pairs of issues any two agree: service users against the organisation first, then the closest first.

    Compared are all issues that any of the parties lists; one that a party does not list shares its last place.

    References:
        Fagin, R., Kumar, R., Mahdian, M., Sivakumar, D. & Vee, E. (2006). Comparing partial rankings.
        doi:10.1137/05063088X (one less the distance K with p = 1/2, as a share of pairs)

    >>> positions = [Priorities("members", ["a", "b", "c"]), Priorities("board", ["c", "a", "b"])]
    >>> print(*closeness(positions))
    board and members agree on 33⅓ per cent of the pairs of issues. They put 2 pairs in opposite order.
    """
    found = listed(positions)
    profile = profile_of(found, Balance.PARTIES)
    sides = [
        _closeness(_together(one, profile.issues), _together(other, profile.issues)) for one, other in _sides(found)
    ]
    compared = [_Compared(*party) for party in zip(profile.parties, profile.places, strict=True)]
    pairs = [_closeness(one, other) for one, other in combinations(compared, 2)]
    return (
        *sides,
        *sorted(pairs, key=lambda closeness: (-(closeness.agreement or 0), closeness.first, closeness.second)),
    )


def closest(positions: Iterable[Priorities]) -> dict[str, tuple[str, ...]]:
    """For each party those that it agrees with in most pairs of issues, by key; several where they are equally close.

    >>> positions = [Priorities("members", ["a", "b"]), Priorities("carers", ["a"]), Priorities("board", ["b", "a"])]
    >>> closest(positions)
    {'board': ('carers', 'members'), 'carers': ('members',), 'members': ('carers',)}
    """
    found = listed(positions)
    near: dict[str, list[tuple[Fraction, str]]] = {position.stakeholder: [] for position in found}
    for pair in closeness([evolve(position, side=None) for position in found]):
        agreement = pair.agreement or Fraction(0)
        near[pair.first].append((agreement, pair.second))
        near[pair.second].append((agreement, pair.first))
    return {
        party: tuple(sorted(other for share, other in others if share == max(others)[0]))
        for party, others in near.items()
    }


def _sides(found: Sequence[Priorities]) -> tuple[tuple[Priorities, Priorities], ...]:
    """Service users' and the organisation's positions, each taken together, where there are both."""
    together = {position.side: position for position in taken_together(found)}
    if {Side.SERVICE_USERS, Side.ORGANISATION} <= set(together):
        return ((together[Side.SERVICE_USERS], together[Side.ORGANISATION]),)
    return ()


def _overlap(one: Priorities, other: Priorities, depth: int) -> Overlap:
    ours, theirs = set(one.first(depth)), set(other.first(depth))
    return Overlap(
        one.stakeholder,
        other.stakeholder,
        depth,
        tuple(sorted(ours & theirs)),
        tuple(sorted(ours - theirs)),
        tuple(sorted(theirs - ours)),
    )


@frozen
class _Compared:
    name: str
    places: Places


def _together(position: Priorities, issues: Iterable[str]) -> _Compared:
    return _Compared(position.stakeholder, profile_of([position], Balance.PARTIES, issues).places[0])


def _later(places: Places) -> dict[int, int]:
    """For each issue those in later places, as bits."""
    later = 0
    found = {}
    for place in reversed(places):
        found.update(dict.fromkeys(place, later))
        later |= sum(1 << issue for issue in place)
    return found


def _closeness(one: _Compared, other: _Compared) -> Closeness:
    ours, theirs, back = _later(one.places), _later(other.places), _later(other.places[::-1])
    size = len(ours)
    alike = sum((after & theirs[issue]).bit_count() for issue, after in ours.items())
    opposed = sum((after & back[issue]).bit_count() for issue, after in ours.items())
    tied_by_both = sum(comb(len(set(mine) & set(yours)), 2) for mine in one.places for yours in other.places)
    pairs = comb(size, 2)
    tied_by_one = pairs - alike - opposed - tied_by_both
    share = Fraction(2 * (alike + tied_by_both) + tied_by_one, 2 * pairs) if pairs else None
    return Closeness(one.name, other.name, share, opposed)
