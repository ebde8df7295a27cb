"""Purchases by equal shares: each issue is bought as soon as those who want it can pay for it together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heappush, heapreplace
from itertools import chain
from math import lcm
from operator import mul

from involvement._fields import frozen
from involvement.budgets.choices import Purchase, in_whole_numbers

__all__ = ["bought"]

# About the price last known, which orders most; this price; the cost, the issue, and after how many purchases it was known.
_Waiting = tuple[float, Fraction, int, str, int]
_NEAR = 1e-9  # of a share: far above what rounding adds up to in a thousand payments of one voice


def bought(
    voices: Sequence[Mapping[str, int | Fraction]], shares: Sequence[Fraction], costs: Mapping[str, Fraction]
) -> tuple[list[Purchase], list[Fraction]]:
    """The purchases of the Method of Equal Shares in order, and what each voice has paid.

    The price of an issue never falls from one purchase to the next, so the last one known is a bound: an issue
    is worked out anew only if it could be the cheapest.
    """
    wishes, scale = _wishes(voices)
    distinct = {id(share): share for share in shares}  # mostly one object for all
    (*money, _), coarse = in_whole_numbers([*distinct.values(), *costs.values(), Fraction(1)])
    share_of = dict(zip(distinct, money[: len(distinct)], strict=True))
    cost_of = dict(zip(costs, money[len(distinct) :], strict=True))
    purses = _Purses([share_of[id(share)] for share in shares])
    nothing = Fraction(0)
    waiting: list[_Waiting] = [(0.0, nothing, cost_of[issue], issue, -1) for issue in wishes]
    heapify(waiting)
    purchases: list[Purchase] = []
    while waiting:
        _, _, cost, issue, known = waiting[0]
        if known < len(purchases):
            price = purses.price(wishes[issue], cost)
            if price is None:
                heappop(waiting)
            else:
                heapreplace(waiting, (purses.about(price), price, cost, issue, len(purchases)))
            continue
        first = heappop(waiting)
        _, price, cost, issue, _ = first
        equal = _equal(waiting, first, wishes, purses)
        payers = purses.pay(wishes[issue], price)
        in_money = price * scale / coarse
        purchases.append(Purchase(issue, costs[issue], in_money, payers, equal))
    return purchases, purses.spent(coarse)


@frozen
class _Wish:
    """Who wants an issue.

    Attributes:
        voices: their numbers.
        points: what each gives, in whole numbers.
        inverses: for each the inverse of these points, scaled.
        whole: all these points.
        alike: the points that each of them gives, if all give the same; or 0.
    """

    voices: Sequence[int]
    points: Sequence[int]
    inverses: Sequence[int]
    whole: int
    alike: int


def _wishes(voices: Sequence[Mapping[str, int | Fraction]]) -> tuple[dict[str, _Wish], int]:
    """The wishes by issue, with points in whole numbers, and how many of these make one point."""
    given = sorted(set(chain.from_iterable(voice.values() for voice in voices)))
    (*whole, _), scale = in_whole_numbers([*given, Fraction(1)])
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for number, voice in enumerate(voices):
        for issue in voice:
            wanted[issue].append(number)
    if len(given) == 1:  # approvals
        (alike,) = whole
        ones, each = [1] * len(voices), [alike] * len(voices)
        return {
            issue: _Wish(voters, each[: len(voters)], ones[: len(voters)], alike * len(voters), alike)
            for issue, voters in wanted.items()
        }, scale
    common = lcm(*whole)
    number_of = dict(zip(given, whole, strict=True))
    inverse_of = {points: common // points for points in whole}
    wishes = {}
    for issue, voters in wanted.items():
        own = [number_of[voices[number][issue]] for number in voters]
        wishes[issue] = _Wish(voters, own, [inverse_of[points] for points in own], sum(own), 0)
    return wishes, scale


def _equal(waiting: list[_Waiting], first: _Waiting, wishes: Mapping[str, _Wish], purses: "_Purses") -> tuple[str, ...]:
    """The other issues that could be bought at the same price and cost, by key; they stay waiting."""
    equal = []
    back = []
    _, price, cost, _, _ = first
    while waiting and waiting[0][:3] == first[:3]:
        entry = heappop(waiting)
        back.append(entry)
        if purses.price(wishes[entry[3]], cost) == price:
            equal.append(entry[3])
    for entry in back:
        heappush(waiting, entry)
    return tuple(equal)


class _Purses:
    """What each voice has left, in whole numbers of a part of the money that gets smaller with each purchase.

    Beside it stands about how much that is of the largest share. Where that is clear enough, it spares the long numbers.
    """

    def __init__(self, shares: list[int]) -> None:
        self._whole = tuple(shares)
        self._left = shares
        self._since = [0] * len(shares)  # the purchase that each paid for last, in whose parts its purse is counted
        self._finer = [1]  # for each of those purchases, how many of its parts make one of the first
        self._factors = [1]  # and how many of the present parts make one of its parts
        self._largest = max(shares) or 1
        self._about = [share / self._largest for share in shares]

    def spent(self, coarse: int) -> list[Fraction]:
        """What each has paid, where *coarse* of the first parts make 1. Many pay the same: it is divided once."""
        parts = [
            (whole * self._finer[since] - left, since)
            for whole, left, since in zip(self._whole, self._left, self._since, strict=True)
        ]
        in_money = {part: Fraction(part[0], self._finer[part[1]] * coarse) for part in set(parts)}
        return [in_money[part] for part in parts]

    def about(self, price: Fraction) -> float:
        """The price for a point in largest shares, rounded: a lower price never becomes a higher number."""
        return price.numerator / (price.denominator * self._largest)

    def price(self, wish: _Wish, cost: int) -> Fraction | None:
        """What each point has to cost so that together they pay; None if all that they have is too little."""
        about = [self._about[voice] for voice in wish.voices]
        if cost > self._largest * len(about):
            return None
        goal, unsure = cost / self._largest, _NEAR * (len(about) + cost // self._largest)
        if sum(about) < goal - unsure:
            return None
        if wish.alike and min(about) * len(about) > goal + unsure:  # nobody is short
            return Fraction(cost, wish.whole)
        needed = cost * self._finer[-1]
        points = wish.whole
        left, since, factors = self._left, self._since, self._factors
        purses = [left[voice] * factors[since[voice]] for voice in wish.voices]
        if sum(purses) < needed:
            return None
        # Who can pay least for a point first: as long as it is not enough, they pay all they have.
        place = 0
        if wish.alike:
            purses.sort()
            more = len(purses)
            while needed > purses[place] * more:
                needed -= purses[place]
                place += 1
                more -= 1
            return Fraction(needed, more * wish.alike * self._finer[-1])
        order = sorted(zip(map(mul, purses, wish.inverses), purses, wish.points, strict=True))
        while needed * order[place][2] > order[place][1] * points:
            needed -= order[place][1]
            points -= order[place][2]
            place += 1
        return Fraction(needed, points * self._finer[-1])

    def pay(self, wish: _Wish, price: Fraction) -> int:
        """Takes the price for each point, or all that is left, and says how many pay."""
        price *= self._finer[-1]
        more, each = price.denominator, price.numerator
        if not each:
            return 0
        if more > 1:
            self._finer.append(self._finer[-1] * more)
            self._factors = [*(factor * more for factor in self._factors), 1]
        left, since, about, factors = self._left, self._since, self._about, self._factors
        now, largest = len(factors) - 1, self._largest * self._finer[-1]
        dues = {points: (each * points, min(each * points, largest) / largest) for points in set(wish.points)}
        payers = 0
        for voice, points in zip(wish.voices, wish.points, strict=True):
            own = left[voice]
            if own:
                payers += 1
                due, step = dues[points]
                own = own * factors[since[voice]] - due
                since[voice] = now
                if own > 0:
                    left[voice] = own
                    about[voice] -= step
                else:
                    left[voice] = 0
                    about[voice] = 0.0
        return payers
