"""Rankings: the issues in one order for all parties together, by a rule."""

from collections.abc import Callable, Collection, Iterable
from fractions import Fraction

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.people import Side
from involvement.rankings.balances import Balance, groups_in_order, shares_of, unknown_sides
from involvement.rankings.kemeny import Consensus, kemeny
from involvement.rankings.pairwise import Contests, StrongestPaths, copeland, schulze
from involvement.rankings.points import GroupPoints, Points, borda, jla
from involvement.rankings.positions import Priorities, first_of, listed
from involvement.rankings.profiles import Order, Profile, profile_of
from involvement.rankings.ranking_rules import RankingRule
from involvement.rankings.ranking_words import place_statements
from involvement.references import is_key
from involvement.wording import Statement, Wording

__all__ = ["Ranking", "rank", "taken_together"]


_Found = Order[Points] | Order[Contests] | Order[StrongestPaths] | Order[Consensus]
_RULES: dict[RankingRule, Callable[[Profile], _Found]] = {
    RankingRule.JLA: jla,
    RankingRule.BORDA: borda,
    RankingRule.COPELAND: copeland,
    RankingRule.SCHULZE: schulze,
    RankingRule.KEMENY: kemeny,
}


@frozen(cache_hash=True)
class Ranking:
    """The issues in one order, with how it came about. Ties stay ties: no key and no order of input breaks one.

    Attributes:
        places: best first, issues that tie together, by key.
        scores: the score of each issue, in the order of the places.
        rule: by which the orders became one.
        balance: who weighs as much as whom.
        weights: the share of each party.
        detail: what the rule found: `Points`, `Contests`, `StrongestPaths` or `Consensus`.
        assumes: what is not recorded: the side of each party that stands for itself.
    """

    places: tuple[tuple[str, ...], ...]
    scores: tuple[tuple[str, Fraction], ...] = field(repr=_fields.counted)
    rule: RankingRule
    balance: Balance
    weights: tuple[tuple[str, Fraction], ...] = field(repr=_fields.counted)
    detail: Points | Contests | StrongestPaths | Consensus
    assumes: tuple[Statement, ...] = ()

    def place_of(self, issue: str) -> int:
        """Where an issue stands: 1 is first, equals share the better place."""
        before = 0
        for place in self.places:
            if issue in place:
                return before + 1
            before += len(place)
        raise UnknownKeyError("issue", issue, (key for key, _ in self.scores))

    def score_of(self, issue: str) -> Fraction:
        """The score of an issue, by which it has its place; what it counts depends on the rule."""
        for key, score in self.scores:
            if key == issue:
                return score
        raise UnknownKeyError("issue", issue, (key for key, _ in self.scores))

    def first(self, number: int) -> tuple[str, ...]:
        """The first issues, in order: as many as asked, and more where the last of them tie with others."""
        return first_of(self.places, number)

    @property
    def says(self) -> Statement:
        """Which issues have which place by the rule."""
        return Statement(
            "ranked" if self.places else "ranked.nothing",
            {"rule": self.rule, "places": tuple(place_statements(self.places))},
            template="This is the order by the rule {rule:quoted}. {places:sentences}"
            if self.places
            else "There is nothing to rank by the rule {rule:quoted}.",
            sources={"rule": "Agreement.rule"},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


def rank(
    positions: Iterable[Priorities],
    *,
    rule: RankingRule | str = RankingRule.JLA,
    balance: Balance | str = Balance.SIDES,
    issues: Iterable[str] = (),
) -> Ranking:
    """The issues in the one order that a rule makes of the positions; their own order never matters.

    An issue that a party does not list comes last for it, tied with all others it does not list. *issues* are more keys
    to rank, whether or not anybody lists them. The rules are told apart under `RankingRule`, each with its
    source beside its code.

    Raises:
        InvalidValueError: no position at all, or no rule or balance of that name.
        DuplicateKeyError: two positions of one party.
        LimitExceeded: more than 18 issues in one circle of wins, by rule kemeny.

    >>> positions = [Priorities("members", ["evenings", "letters"]), Priorities("board", ["letters", "parking"])]
    >>> print(rank(positions, rule="borda"))
    This is the order by the rule "Borda". Place 1: "letters". Place 2: "evenings". Place 3: "parking".
    """
    rule = RankingRule(_fields.word(RankingRule, "rule", rule))
    balance = Balance(_fields.word(Balance, "balance", balance))
    found = listed(positions)
    more = _fields.members("issues", issues)
    if not all(map(is_key, more)):
        raise InvalidValueError("issues", "keys of issues")
    shares = shares_of(found, balance)
    profile = profile_of(found, balance, more, shares, grouped=rule is RankingRule.JLA)
    order = _RULES[rule](profile)
    return Ranking(
        tuple(tuple(profile.issues[issue] for issue in place) for place in order.places),
        tuple((profile.issues[issue], order.scores[issue]) for place in order.places for issue in place),
        rule,
        balance,
        tuple(shares.items()),
        order.detail,
        unknown_sides(found, balance),
    )


def taken_together(
    positions: Iterable[Priorities], *, balance: Balance | str = Balance.SIDES
) -> tuple[Priorities, ...]:
    """One position for each side, named by its word: what its parties put first together, by rule jla.

    Service users come first, then the organisation, others, and parties that stand for themselves. A side lists
    what any of its parties lists. With `balance="parties"` each party stands for itself.

    >>> ours = [Priorities(key, ["evenings"], side="service_users") for key in ("members", "carers")]
    >>> for together in taken_together([*ours, Priorities("board", ["parking"], side="organisation")]):
    ...     print(together)
    These are the priorities of service users. Place 1: "evenings".
    These are the priorities of the organisation. Place 1: "parking".
    """
    balance = Balance(_fields.word(Balance, "balance", balance))
    found = listed(positions)
    groups = groups_in_order(found, balance)
    points = jla(profile_of(found, balance)).detail.groups
    return tuple(
        _position(side, group_points, {issue for member in members for issue in member.ranked()})
        for ((side, _), members), group_points in zip(groups.items(), points, strict=True)
    )


def _position(side: Side | None, given: GroupPoints, own: Collection[str]) -> Priorities:
    places: dict[Fraction, list[str]] = {}
    for issue, points in given.points:
        if issue in own:
            places.setdefault(points, []).append(issue)
    return Priorities(given.group, [tuple(places[points]) for points in sorted(places, reverse=True)], side=side)
