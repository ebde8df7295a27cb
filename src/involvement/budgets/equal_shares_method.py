"""Method of Equal Shares: each voice may spend the same share of the budget."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import Any

from involvement import _fields
from involvement._fields import Exact
from involvement.budgets.choices import Choice, amount, amounts, costs_of, priced
from involvement.budgets.equal_shares_search import bought
from involvement.errors import InvalidValueError
from involvement.references import is_key

__all__ = ["equal_shares"]

Amounts = Mapping[str, Exact]
Points = dict[str, int | Fraction]
_PLAIN = frozenset({frozenset, set, tuple, list})
_TEXTS = frozenset({str})
Voices = Mapping[str, Amounts | Iterable[str]] | Iterable[Amounts | Iterable[str]]


def equal_shares(
    scores_or_approvals: Voices,
    costs: Amounts,
    budget: Exact,
    *,
    weights: Amounts | None = None,
    complete: bool = True,
) -> Choice:
    """What is chosen by the Method of Equal Shares, exactly: nobody pays more than an equal share of the budget.

    Each has a share. An issue is affordable if those who want it can pay its cost, each so much for each point of its
    score, or all they have left. The one with the lowest price per point is bought; so it goes on until none is
    affordable. Equal prices: the lower cost first, then the first key, which the purchase notes in `equal`.

    What is left over completes the choice, if that is asked for: of the issues that still fit, the one with the most score
    for its cost, again and again; the same rule for equals.

    Args:
        scores_or_approvals: for each voice either the issues it wants, or points by issue; by key, or in a
            list. Scores that are the costs ask for the most money's worth instead of the most issues.
        costs: by issue; each that anybody wants must have one.
        budget: what there is.
        weights: how many voices each counts as, by its key, such as `balanced_weights`; one unless given.
        complete: whether to spend what is left over.

    Raises:
        InvalidValueError: nobody at all, or weights that do not fit.
        UnknownKeyError: an issue that somebody wants has no cost.

    References:
        Peters, D., Pierczyński, G. & Skowron, P. (2021). Proportional participatory budgeting with additive
        utilities. arXiv:2008.13276
        Peters, D. & Skowron, P. (2020). Proportionality and the limits of welfarism. doi:10.1145/3391403.3399465

    >>> voices = [{"evenings"}, {"evenings"}, {"evenings"}, {"letters"}]
    >>> print(equal_shares(voices, {"evenings": 6, "letters": 2, "parking": 1}, 8))
    By equal shares, the choice is "letters" and "evenings". The cost is 8 of 8.
    """
    prices, limit = costs_of(costs, budget)
    names, voices = _voices(scores_or_approvals)
    known = frozenset(prices)
    if not known.issuperset(chain.from_iterable(voices)):
        first = next(number for number, voice in enumerate(voices) if not known.issuperset(voice))
        priced(f"scores_or_approvals[{(names or range(len(voices)))[first]!r}]", voices[first], prices)
    own = _weights(names, len(voices), weights)
    whole = sum(own)
    shares = [limit * weight / whole for weight in own] if weights is not None else [limit / whole] * len(voices)
    if weights is not None:
        voices = [_times(weight, voice) for weight, voice in zip(own, voices, strict=True)]
    purchases, paid = bought(voices, shares, prices)
    chosen = [purchase.issue for purchase in purchases]
    completed = list(_completed(voices, prices, limit, chosen)) if complete else []
    chosen += completed
    return Choice(
        "equal_shares",
        tuple(chosen),
        tuple(issue for issue in prices if issue not in set(chosen)),
        sum((prices[issue] for issue in chosen), Fraction(0)),
        limit,
        purchases=tuple(purchases),
        completed=tuple(completed),
        paid=tuple(paid),
    )


def _voices(given: object) -> tuple[tuple[str, ...], list[Points]]:
    """The keys of the voices, if they have any, and the points of each."""
    where = "scores_or_approvals"
    names: tuple[str, ...] = ()
    if isinstance(given, Mapping):
        if not all(map(is_key, given)):
            raise InvalidValueError(where, "voices by key, or a list of voices")
        names = tuple(sorted(given))
        found: Sequence[Any] = [given[name] for name in names]
    else:
        found = _fields.listed(where, given)  # type: ignore[arg-type] # it says itself what it cannot take
    if not found:
        raise InvalidValueError(where, "at least one voice")
    if _PLAIN.issuperset(map(type, found)) and _TEXTS.issuperset(map(type, chain.from_iterable(found))):
        return names, [dict.fromkeys(voice, 1) for voice in found]  # quickly past a city's votes
    return names, [_voice(f"{where}[{number}]", voice) for number, voice in enumerate(found)]


def _voice(where: str, given: object) -> Points:
    """The points by issue; that each is a key with a cost is asked afterwards."""
    if isinstance(given, Mapping):
        # Whole numbers stay as they are: quickly past most of a city's votes.
        points = {
            issue: score if type(score) is int and score >= 0 else amount(where, score)
            for issue, score in given.items()
        }
        return {issue: score for issue, score in points.items() if score}
    wanted: tuple[str, ...] = _fields.members(where, given)  # type: ignore[arg-type] # it says what it cannot take
    if any(type(issue) is not str for issue in wanted):
        raise InvalidValueError(where, "keys of issues, or points by key")
    return dict.fromkeys(wanted, 1)


def _weights(names: Sequence[str], size: int, weights: Amounts | None) -> Sequence[int | Fraction]:
    if weights is None:
        return [1] * size
    own = amounts("weights", weights)
    if not names or set(names) != set(own) or not any(own.values()):
        raise InvalidValueError("weights", "a weight for each key of a voice, not all of them 0")
    return [own[name] for name in names]


def _times(weight: int | Fraction, voice: Points) -> Points:
    """The points of a voice that counts as several; none, where it counts as nobody."""
    return {issue: weight * points for issue, points in voice.items()} if weight else {}


def _completed(
    voices: Sequence[Points],
    prices: Mapping[str, Fraction],
    limit: Fraction,
    chosen: Collection[str],
) -> Iterator[str]:
    """What still fits, most points for its cost first."""
    points: Points = {}
    for voice in voices:
        for issue, score in voice.items():
            points[issue] = points.get(issue, 0) + score
    left = limit - sum((prices[issue] for issue in chosen), Fraction(0))
    rest = [issue for issue in points if issue not in chosen]
    for issue in sorted(
        rest, key=lambda each: (prices[each] > 0, -Fraction(points[each]) / (prices[each] or 1), prices[each], each)
    ):
        if prices[issue] <= left:
            left -= prices[issue]
            yield issue
