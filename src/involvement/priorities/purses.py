"""Who pays for what, if an issue is bought by those who want it as soon as they can pay for it together?"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heappush, heapreplace
from math import lcm
from operator import mul

from attrs import frozen

from involvement.priorities.choices import Purchase, in_whole_numbers

__all__ = ["bought"]

_Waiting = tuple[Fraction, int, str, int]  # the price last known, the cost, the issue, and after how many purchases


def bought(
    voices: Sequence[Mapping[str, int | Fraction]], shares: Sequence[Fraction], costs: Mapping[str, Fraction]
) -> tuple[list[Purchase], list[Fraction]]:
    """The purchases of the Method of Equal Shares in order, and what each voice has paid.

    The price of an issue never falls from one purchase to the next, so the last one known is a bound: an issue
    is worked out anew only if it could be the cheapest.
    """
    wishes, scale = _wishes(voices)
    (*money, _), coarse = in_whole_numbers([*shares, *costs.values(), Fraction(1)])
    cost_of = dict(zip(costs, money[len(shares) :], strict=True))
    purses = _Purses(money[: len(shares)])
    waiting: list[_Waiting] = [(Fraction(0), cost_of[issue], issue, -1) for issue in wishes]
    heapify(waiting)
    purchases: list[Purchase] = []
    while waiting:
        _, cost, issue, known = waiting[0]
        if known < len(purchases):
            price = purses.price(wishes[issue], cost)
            if price is None:
                heappop(waiting)
            else:
                heapreplace(waiting, (price, cost, issue, len(purchases)))
            continue
        price, cost, issue, _ = heappop(waiting)
        equal = _equal(waiting, price, cost, wishes, purses)
        payers = purses.pay(wishes[issue], price)
        in_money = price * scale / coarse
        purchases.append(Purchase(issue, costs[issue], in_money, payers, equal))
    return purchases, purses.spent(coarse)


@frozen
class _Wish:
    """Who wants an issue: the numbers of the voices, their points, and for each the inverse of these points, scaled."""

    voices: tuple[int, ...]
    points: tuple[int, ...]
    inverses: tuple[int, ...]


def _wishes(voices: Sequence[Mapping[str, int | Fraction]]) -> tuple[dict[str, _Wish], int]:
    """The wishes by issue, with points in whole numbers, and how many of these make one point."""
    given = sorted({points for voice in voices for points in voice.values()})
    (*whole, _), scale = in_whole_numbers([*given, Fraction(1)])
    number_of = dict(zip(given, whole, strict=True))
    common = lcm(*whole)
    wanted: dict[str, list[tuple[int, int]]] = {}
    for number, voice in enumerate(voices):
        for issue, points in voice.items():
            wanted.setdefault(issue, []).append((number, number_of[points]))
    wishes = {
        issue: _Wish(
            tuple(number for number, _ in those),
            tuple(points for _, points in those),
            tuple(common // points for _, points in those),
        )
        for issue, those in wanted.items()
    }
    return wishes, scale


def _equal(
    waiting: list[_Waiting], price: Fraction, cost: int, wishes: Mapping[str, _Wish], purses: "_Purses"
) -> tuple[str, ...]:
    """The other issues that could be bought at the same price and cost, by key; they stay waiting."""
    equal = []
    back = []
    while waiting and waiting[0][:2] == (price, cost):
        each = heappop(waiting)
        back.append(each)
        if purses.price(wishes[each[2]], cost) == price:
            equal.append(each[2])
    for each in back:
        heappush(waiting, each)
    return tuple(equal)


class _Purses:
    """What each voice has left, in whole numbers of a part of the money that gets smaller with each purchase."""

    def __init__(self, shares: list[int]) -> None:
        self._whole = tuple(shares)
        self._left = shares
        self._finer = 1  # how many of the present parts make one of the first

    def spent(self, coarse: int) -> list[Fraction]:
        """What each has paid, where *coarse* of the first parts make 1. Many pay the same: it is divided once."""
        parts = [whole * self._finer - left for whole, left in zip(self._whole, self._left, strict=True)]
        in_money = {own: Fraction(own, self._finer * coarse) for own in set(parts)}
        return [in_money[own] for own in parts]

    def price(self, wish: _Wish, cost: int) -> Fraction | None:
        """What each point has to cost so that together they pay; None if all that they have is too little."""
        left = self._left
        needed = cost * self._finer
        purses = [left[voice] for voice in wish.voices]
        if sum(purses) < needed:
            return None
        points = sum(wish.points)
        # Who can pay least for a point first: as long as it is not enough, they pay all they have.
        order = sorted(zip(map(mul, purses, wish.inverses), purses, wish.points, strict=True))
        place = 0
        while needed * order[place][2] > order[place][1] * points:
            needed -= order[place][1]
            points -= order[place][2]
            place += 1
        return Fraction(needed, points * self._finer)

    def pay(self, wish: _Wish, price: Fraction) -> int:
        """Takes the price for each point, or all that is left, and says how many pay."""
        price *= self._finer
        more, each = price.denominator, price.numerator
        if more > 1:
            self._finer *= more
            self._left = [own * more for own in self._left]
        payers = 0
        for voice, points in zip(wish.voices, wish.points, strict=True):
            due = min(self._left[voice], each * points)
            payers += due > 0
            self._left[voice] -= due
        return payers
