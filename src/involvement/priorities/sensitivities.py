"""Sensitivity: the nearest weight of each party at which something else is agreed."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from attrs import evolve

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.priorities.agreements import Agreement, changed_issues
from involvement.rankings.balances import Balance
from involvement.rankings.pairwise import Contests
from involvement.rankings.positions import Priorities
from involvement.rankings.ranking_rules import RankingRule
from involvement.rankings.rankings import rank
from involvement.references import Ref
from involvement.wording import Statement, Wording

__all__ = ["WeightChange", "sensitivity"]

_Differences = Callable[[Sequence[Priorities]], list[Fraction]]


@frozen
class WeightChange:
    """The nearest weight of one party at which other issues are agreed.

    Attributes:
        party: whose weight it is.
        weight: what it is.
        turns_at: the nearest weight at which the list changes.
        included: True if it has changed at that weight itself, False if only just beyond it.
        example: a weight at which it has changed: `turns_at` itself, or one just beyond.
        agreed: what is agreed then.
        added: what is agreed then and is not now.
        left_out: what is agreed now and is not then.
    """

    party: str
    weight: Fraction
    turns_at: Fraction
    included: bool
    example: Fraction
    agreed: tuple[str, ...]
    added: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def change(self) -> Fraction:
        """The difference of weight, negative for less."""
        return self.turns_at - self.weight

    @property
    def says(self) -> Statement:
        """At which weight of the party other issues would be agreed, and which."""
        where = "at" if self.included else "above" if self.example > self.turns_at else "below"
        return Statement(
            f"sensitivity.{where}",
            {
                "party": Ref("stakeholder", self.party),
                "weight": self.weight,
                "turns_at": self.turns_at,
                "changed": changed_issues(self.added, self.left_out),
            },
            template=_WEIGHTS[where],
            sources={"party": "Stakeholder.title", "weight": "Priorities.weight", "turns_at": "Priorities.weight"},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


_WEIGHTS = {
    "at": "The weight of {party} is {weight}. At {turns_at}, the list would change. {changed:sentences}",
    "above": "The weight of {party} is {weight}. Just above {turns_at}, the list would change. {changed:sentences}",
    "below": "The weight of {party} is {weight}. Just below {turns_at}, the list would change. {changed:sentences}",
}


def sensitivity(agreement: Agreement) -> tuple[WeightChange, ...]:
    """For each party whose weight matters, the nearest other weight at which something else is agreed.

    Exact. Nearest first, then by party; of two equally near, one at which the list itself has changed, then the smaller
    weight. A party is left out if no weight above 0 changes the list. Every weight at which two issues change order is
    looked at, and every stretch between two such. Overrides are left aside, as by `Agreement.under`.

    Raises:
        InvalidValueError: the rule is schulze or kemeny, where such weights are not known in closed form.
    """
    if _fields.instance("agreement", Agreement, agreement).rule not in {
        RankingRule.JLA,
        RankingRule.BORDA,
        RankingRule.COPELAND,
    }:
        raise InvalidValueError("rule", "jla, borda or copeland: for other rules the weights that matter are not known")
    found = (_nearest(agreement, position) for position in agreement.positions)
    changes = [change for change in found if change is not None]
    return tuple(sorted(changes, key=lambda change: (abs(change.change), change.party)))


def _nearest(agreement: Agreement, position: Priorities) -> WeightChange | None:
    turns = sorted(set(_turns(agreement, position)))
    now, weight = agreement.under().agreed, position.weight
    tried: list[tuple[Fraction, bool, Fraction]] = []  # where it turns, whether there itself, and the weight to try
    below = [Fraction(0), *(turn for turn in turns if turn <= weight)]
    above = [turn for turn in turns if turn >= weight]
    tried += [(upper, False, (lower + upper) / 2) for lower, upper in pairwise([*below, weight])]
    tried += [(lower, False, (lower + upper) / 2) for lower, upper in pairwise([weight, *above])]
    tried.append(((above or [weight])[-1], False, (above or [weight])[-1] + 1))
    tried += [(turn, True, turn) for turn in turns]
    for turn, included, tested in sorted(tried, key=lambda each: (abs(each[0] - weight), not each[1], each[2])):
        if tested == weight:
            continue
        agreed = agreement.under(positions=_with_weight(agreement.positions, position, tested)).agreed
        if set(agreed) != set(now):
            return WeightChange(
                position.stakeholder,
                weight,
                turn,
                included,
                tested,
                agreed,
                tuple(issue for issue in agreed if issue not in now),
                tuple(issue for issue in now if issue not in agreed),
            )
    return None


def _with_weight(positions: Sequence[Priorities], own: Priorities, weight: Fraction) -> list[Priorities]:
    return [evolve(position, weight=weight) if position is own else position for position in positions]


def _turns(agreement: Agreement, own: Priorities) -> Iterator[Fraction]:
    """The weights above 0 at which a difference that the rule looks at changes its sign.

    A share is the party's weight out of that of those it is weighed with, so every difference, times their
    weight, is a straight line in the party's own: two points of it tell where it is 0.
    """
    others, positions, differences = _looked_at(agreement, own)
    at_1 = [(others + 1) * number for number in differences(_with_weight(positions, own, Fraction(1)))]
    at_2 = [(others + 2) * number for number in differences(_with_weight(positions, own, Fraction(2)))]
    for first, second in zip(at_1, at_2, strict=True):
        if first != second:
            turn = 1 - first / (second - first)
            if turn > 0:
                yield turn


def _looked_at(agreement: Agreement, own: Priorities) -> tuple[Fraction, Sequence[Priorities], _Differences]:
    """The weight of the others that the party is weighed with, and the positions and differences its own bears on."""
    everybody, balance = agreement.positions, agreement.balance
    sides = {position.side for position in everybody if position.side is not None}
    within_a_side = balance is Balance.SIDES and own.side is not None
    if within_a_side:
        together = [position for position in everybody if position.side is own.side]
        whole = Fraction(0)
    else:  # a party that stands for itself is weighed with the sides, each of which weighs 1
        together = [position for position in everybody if balance is Balance.PARTIES or position.side is None]
        whole = Fraction(0 if balance is Balance.PARTIES else len(sides))
    others = whole + sum((position.weight for position in together if position is not own), Fraction(0))
    if agreement.rule is RankingRule.COPELAND:
        return others, everybody, lambda positions: _margins(positions, balance)
    if agreement.rule is RankingRule.JLA and within_a_side:  # it counts by the order within the side
        everything = sorted({issue for position in everybody for issue in position.ranked()})
        return others, together, lambda positions: _scores(positions, RankingRule.BORDA, Balance.PARTIES, everything)
    return others, everybody, lambda positions: _scores(positions, agreement.rule, balance)


def _scores(
    positions: Sequence[Priorities], rule: RankingRule, balance: Balance, issues: Sequence[str] = ()
) -> list[Fraction]:
    scores = dict(rank(positions, rule=rule, balance=balance, issues=issues).scores)
    return [scores[issue] - scores[other] for issue, other in combinations(sorted(scores), 2)]


def _margins(positions: Sequence[Priorities], balance: Balance) -> list[Fraction]:
    detail = rank(positions, rule=RankingRule.COPELAND, balance=balance).detail
    assert isinstance(detail, Contests)  # what the rule of Copeland gives
    return [detail.margin(issue, other) for issue, other in combinations(detail.issues, 2)]
