"""Choices within a budget: what is chosen, what it costs, and which rule chose it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.references import Ref, is_key
from involvement.wording import Statement, Wording

__all__ = ["Choice", "Purchase", "amount", "amounts", "costs_of", "in_whole_numbers", "priced"]


@frozen
class Purchase:
    """One issue that was paid for by equal shares.

    Attributes:
        price: what those who pay full pay for each point of score: the lower, the more is had for a share.
        payers: how many pay.
        equal: other issues of the same price and cost, of which the first by key was taken.
    """

    issue: str
    cost: Fraction
    price: Fraction
    payers: int
    equal: tuple[str, ...] = ()


@frozen(cache_hash=True)
class Choice:
    """What is chosen within a budget, and by which rule.

    Attributes:
        rule: `utilitarian`, `leximin` or `equal_shares`.
        chosen: by key, or in the order of purchase.
        left_out: by key.
        cost: of all that is chosen.
        budget: what there was.
        totals: the score of what is chosen, by whom it was given: everyone, or group by group.
        equal: how many other choices are as good and cost as much, where that is counted; of them, the one with the
            first keys was taken.
        purchases: by equal shares, what was paid for, in order.
        completed: what was added to equal shares from what was left, in order.
        paid: by equal shares, what each has paid, in the order of their keys or as they were given.
    """

    rule: str
    chosen: tuple[str, ...]
    left_out: tuple[str, ...]
    cost: Fraction
    budget: Fraction
    totals: tuple[tuple[str, Fraction], ...] = ()
    equal: int | None = None
    purchases: tuple[Purchase, ...] = ()
    completed: tuple[str, ...] = ()
    paid: tuple[Fraction, ...] = field(default=(), repr=_fields.counted)

    @property
    def says(self) -> Statement:
        """What the rule chooses, and what it costs of the budget."""
        code = self.rule if self.rule in _RULES else "other"
        return Statement(
            f"choice.{code}",
            {"chosen": tuple(Ref("issue", key) for key in self.chosen), "cost": self.cost, "budget": self.budget},
            template=f"{_RULES.get(self.rule, '')}{_CHOICE}",
            sources={"chosen": "Issue.title", "cost": "Choice.cost", "budget": "Choice.budget"},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


_RULES = {"utilitarian": "By the highest total score, ", "leximin": "By leximin, ", "equal_shares": "By equal shares, "}
_CHOICE = "the choice is {chosen:quoted|nothing}. The cost is {cost} of {budget}."


def amounts(where: str, values: object) -> dict[str, Fraction]:
    """Numbers by issue, whole or Fractions, 0 or more, in the order of the keys."""
    expected = "whole numbers or Fractions by key of an issue, 0 or more"
    if not isinstance(values, Mapping) or not all(map(is_key, values)):
        raise InvalidValueError(where, expected)
    return {key: amount(f"{where}[{key!r}]", values[key]) for key in sorted(values)}


def amount(where: str, value: object) -> Fraction:
    """A whole number or a Fraction, 0 or more."""
    return _fields.exact(where, value, 0)


def costs_of(costs: object, budget: object) -> tuple[dict[str, Fraction], Fraction]:
    """The costs by issue, and the budget."""
    return amounts("costs", costs), amount("budget", budget)


def priced(where: str, issues: Mapping[str, object], costs: Mapping[str, object]) -> None:
    """Refuses an issue whose cost nobody gives, and what is no key of an issue."""
    if issues.keys() <= costs.keys():
        return
    missing = [issue for issue in issues if issue not in costs]
    if not all(map(is_key, missing)):
        raise InvalidValueError(where, "keys of issues, or points by key")
    raise UnknownKeyError("cost of issue", min(missing), costs, where)


def in_whole_numbers(values: Sequence[int | Fraction]) -> tuple[list[int], int]:
    """The values as whole numbers of one small part, and how many of it make 1."""
    parts = lcm(*{value.denominator for value in values})
    return [value.numerator * (parts // value.denominator) for value in values], parts
