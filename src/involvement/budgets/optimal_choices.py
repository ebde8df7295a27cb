"""Exact knapsack choices: the greatest total (utilitarian), or the most for the party that gets least (leximin)."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from operator import add

from involvement._fields import Exact
from involvement.budgets.choices import Choice, amounts, costs_of, in_whole_numbers, priced
from involvement.errors import InvalidValueError, LimitExceeded

__all__ = ["MOST_STATES", "leximin", "utilitarian"]

MOST_STATES = 200_000  # choices that are kept side by side, because none is better than another in all respects

Amounts = Mapping[str, Exact]


def utilitarian(scores: Amounts, costs: Amounts, budget: Exact) -> Choice:
    """The issues whose scores add up to most within the budget, exactly; of those, the ones that cost least.

    It may leave a side without anything: `leximin` and `equal_shares` do not. What has no score is never chosen.
    The scores may be those of a `Ranking`: `dict(ranking.scores)`.

    Raises:
        UnknownKeyError: an issue with a score has no cost.
        LimitExceeded: more than 200,000 choices to keep side by side; with whole numbers that takes a budget and
            a sum of scores above that.

    References:
        Nemhauser, G. L. & Ullmann, Z. (1969). Discrete dynamic programming and capital allocation.
        doi:10.1287/mnsc.15.9.494

    >>> print(utilitarian({"evenings": 5, "letters": 4, "parking": 4}, {"evenings": 6, "letters": 4, "parking": 4}, 8))
    By the highest total score, the choice is "letters" and "parking". The cost is 8 of 8.
    """
    prices, limit = costs_of(costs, budget)
    values = amounts("scores", scores)
    priced("scores", values, prices)
    wanted = [issue for issue in values if values[issue] and prices[issue] <= limit]
    (*worth, _), _ = in_whole_numbers([*(values[issue] for issue in wanted), Fraction(1)])
    (*needs, most), _ = in_whole_numbers([*(prices[issue] for issue in wanted), limit])
    states = [(0, 0, 0, 1)]  # cost, total, who is in it as bits, how many choices are as good: dearer ones have more
    for number, (cost, value) in enumerate(zip(needs, worth, strict=True)):
        bit = 1 << (len(wanted) - 1 - number)  # so that of two choices the one with the first keys is the larger
        joined = [
            (spent + cost, total + value, bits | bit, ways)
            for spent, total, bits, ways in states
            if spent + cost <= most
        ]
        states = list(_undominated(states, joined))
        if len(states) > MOST_STATES:
            raise LimitExceeded("choices side by side", MOST_STATES, "utilitarian")
    _, _, best, ways = states[-1]
    chosen = tuple(issue for number, issue in enumerate(wanted) if best >> (len(wanted) - 1 - number) & 1)
    total = sum((values[issue] for issue in chosen), Fraction(0))
    return _choice("utilitarian", chosen, prices, limit, [("everyone", total)], ways - 1)


_Scored = tuple[int, int, int, int]  # as a state below, with the total after the cost


def _undominated(some: list[_Scored], others: list[_Scored]) -> Iterable[_Scored]:
    """Of both, those that no cheaper or as cheap one equals or surpasses, by cost; alike ones become one."""
    first, *rest = sorted([*some, *others], key=lambda each: (each[0], -each[1]))
    last = first
    for state in rest:
        if state[:2] == last[:2]:
            last = (*last[:2], max(last[2], state[2]), last[3] + state[3])
        elif state[1] > last[1]:
            yield last
            last = state
    yield last


def leximin(scores: Mapping[str, Amounts], costs: Amounts, budget: Exact) -> Choice:
    """The issues by which the group that gets least gets most, then the next, and so on; of those, the cheapest.

    What a group gets is the share of all its own points that the choice gives it, so it does not matter on which
    scale it scores. *scores* are by group and issue, as `ranking.detail.by_group()` gives them for rule jla.
    What has no score is never chosen.

    Raises:
        InvalidValueError: no group, or one without any points.
        UnknownKeyError: an issue with a score has no cost.
        LimitExceeded: more than 200,000 choices to keep side by side.

    References:
        Rawls, J. (1971). A theory of justice. Sen, A. K. (1970). Collective choice and social welfare, chapter 9*.

    >>> scores = {"members": {"evenings": 3, "letters": 1}, "board": {"parking": 9, "letters": 1}}
    >>> print(leximin(scores, {"evenings": 2, "letters": 1, "parking": 2}, 3))
    By leximin, the choice is "letters" and "parking". The cost is 3 of 3.
    """
    prices, limit = costs_of(costs, budget)
    groups = {name: amounts(f"scores[{name!r}]", scored) for name, scored in _by_group(scores)}
    for name, scored in groups.items():
        priced(f"scores[{name!r}]", scored, prices)
        if not sum(scored.values()):
            raise InvalidValueError(f"scores[{name!r}]", "at least one issue with points")
    wanted = sorted(
        {issue for scored in groups.values() for issue in scored if scored[issue] and prices[issue] <= limit}
    )
    sums = {name: sum(scored.values()) for name, scored in groups.items()}
    shares = [[scored.get(issue, Fraction(0)) / sums[name] for name, scored in groups.items()] for issue in wanted]
    whole, parts = in_whole_numbers([Fraction(1), *(share for row in shares for share in row)])
    size = len(groups)
    gains = [tuple(whole[1 + size * number : 1 + size * (number + 1)]) for number in range(len(wanted))]
    (*needs, most), _ = in_whole_numbers([*(prices[issue] for issue in wanted), limit])
    got, best, ways = _leximin(gains, needs, most, size)
    chosen = tuple(issue for number, issue in enumerate(wanted) if best >> (len(wanted) - 1 - number) & 1)
    return _choice(
        "leximin",
        chosen,
        prices,
        limit,
        [(name, Fraction(part, parts)) for name, part in zip(groups, got, strict=True)],
        ways - 1,
    )


def _by_group(scores: object) -> list[tuple[str, Amounts]]:
    if not isinstance(scores, Mapping) or not scores or not all(isinstance(name, str) for name in scores):
        raise InvalidValueError("scores", "the scores of at least one group, by its name")
    return sorted(scores.items())


_State = tuple[int, int, int]


def _leximin(gains: list[tuple[int, ...]], needs: list[int], most: int, size: int) -> tuple[tuple[int, ...], int, int]:
    """What the best choice gives each group, its issues as bits, and how many are as good."""
    densest = [_densest([gain[group] for gain in gains], needs) for group in range(size)]
    floor = _floor(gains, needs, most, densest)
    # By what each group gets: the least that this costs, the issues as bits, and how many choices are as good.
    states: dict[tuple[int, ...], _State] = {(0,) * size: (0, 0, 1)}
    for number, (cost, gain) in enumerate(zip(needs, gains, strict=True)):
        bit = 1 << (len(needs) - 1 - number)
        rest = [
            [(needs[issue], gains[issue][group]) for issue in order if issue > number]
            for group, order in enumerate(densest)
        ]
        joined = {
            tuple(map(add, got, gain)): (spent + cost, bits | bit, ways)
            for got, (spent, bits, ways) in states.items()
            if spent + cost <= most
        }
        for got, state in joined.items():
            states[got] = _cheaper(states[got], state) if got in states else state
        states = {
            got: state
            for got, state in states.items()
            if all(_reaches(gained, most - state[0], rest[group], floor) for group, gained in enumerate(got))
        }
        if len(states) > MOST_STATES:
            raise LimitExceeded("choices side by side", MOST_STATES, "leximin")
    got, (spent, best, _) = max(states.items(), key=lambda each: (sorted(each[0]), -each[1][0], each[1][1]))
    alike = [state for other, state in states.items() if (sorted(other), state[0]) == (sorted(got), spent)]
    return got, best, sum(ways for _, _, ways in alike)


def _cheaper(one: _State, other: _State) -> _State:
    if one[0] == other[0]:
        return one[0], max(one[1], other[1]), one[2] + other[2]
    return min(one, other)


def _densest(gains: list[int], needs: list[int]) -> list[int]:
    """The issues by what they give for their cost, most first; what costs nothing comes before all."""
    return sorted(
        range(len(needs)), key=lambda issue: (needs[issue] > 0, -Fraction(gains[issue], needs[issue] or 1), issue)
    )


def _floor(gains: list[tuple[int, ...]], needs: list[int], most: int, densest: list[list[int]]) -> int:
    """What the group with least gets if each time the one with least chooses: the best choice gives it no less."""
    got = [0] * len(densest)
    left, taken = most, set[int]()
    while True:
        poorest = got.index(min(got))
        open_to = (
            issue for issue in densest[poorest] if issue not in taken and needs[issue] <= left and gains[issue][poorest]
        )
        issue = next(open_to, None)
        if issue is None:
            return min(got)
        taken.add(issue)
        left -= needs[issue]
        got = list(map(add, got, gains[issue]))


def _reaches(own: int, left: int, rest: list[tuple[int, int]], floor: int) -> bool:
    """Whether a group could still get to the floor if the rest of the budget went to it alone, issues in parts allowed."""
    for cost, gain in rest:
        if own >= floor:
            return True
        if cost > left:
            return own * cost + gain * left >= floor * cost
        own += gain
        left -= cost
    return own >= floor


def _choice(
    rule: str,
    chosen: tuple[str, ...],
    prices: Mapping[str, Fraction],
    limit: Fraction,
    totals: list[tuple[str, Fraction]],
    equal: int,
) -> Choice:
    left_out = tuple(issue for issue in prices if issue not in chosen)
    cost = sum((prices[issue] for issue in chosen), Fraction(0))
    return Choice(rule, chosen, left_out, cost, limit, tuple(totals), equal)
