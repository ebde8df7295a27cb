"""Inter-rater agreement: Krippendorff's alpha, exact."""

from collections import Counter
from collections.abc import Callable, Iterable
from enum import StrEnum
from fractions import Fraction

from involvement import _fields
from involvement._fields import Exact
from involvement.errors import InvalidValueError

__all__ = ["AlphaMetric", "krippendorff_alpha"]


class AlphaMetric(StrEnum):
    """What the distance between two ratings means."""

    NOMINAL = "nominal"  # the same or not
    ORDINAL = "ordinal"  # how many ratings stand between them
    INTERVAL = "interval"  # how far apart they are
    RATIO = "ratio"  # how far apart, in proportion


def krippendorff_alpha(
    units: Iterable[Iterable[Exact | None]], *, metric: AlphaMetric | str = AlphaMetric.ORDINAL
) -> Fraction | None:
    """Krippendorff's alpha of ratings, one row for each thing rated: 1 is agreement, 0 what chance would give.

    None is a rating that is missing; a row with fewer than two ratings says nothing. None is the answer where
    nothing varies, because agreement on one value only cannot be told from habit.

    >>> krippendorff_alpha([(1, 1), (2, 2), (3, 3), (1, 2)], metric="nominal")
    Fraction(2, 3)

    References:
        Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability.
        https://repository.upenn.edu/asc_papers/43
    """
    kind = _fields.word(AlphaMetric, "metric", metric)
    listed = [_fields.listed("units", unit) for unit in _fields.listed("units", units)]
    rows = [[_fields.exact("units", rating) for rating in unit if rating is not None] for unit in listed]
    rows = [row for row in rows if len(row) > 1]
    totals = Counter(value for row in rows for value in row)
    number = sum(totals.values())
    if kind is AlphaMetric.RATIO and any(value < 0 for value in totals):
        raise InvalidValueError("units", "ratings of 0 or more, where proportions are meant")
    distance = _distance(kind, totals)
    expected = sum(
        (count * other * distance(a, b) for a, count in totals.items() for b, other in totals.items()), Fraction(0)
    )
    if not expected:
        return None
    observed = Fraction(0)
    for row in rows:
        counts = Counter(row)
        within = sum(
            (count * other * distance(a, b) for a, count in counts.items() for b, other in counts.items()), Fraction(0)
        )
        observed += within / (len(row) - 1)
    return 1 - (number - 1) * observed / expected


def _distance(kind: AlphaMetric, totals: Counter[Fraction]) -> Callable[[Fraction, Fraction], Fraction]:
    """The squared distance of two values."""
    if kind is AlphaMetric.NOMINAL:
        return lambda a, b: Fraction(int(a != b))
    if kind is AlphaMetric.INTERVAL:
        return lambda a, b: (a - b) ** 2
    if kind is AlphaMetric.RATIO:
        return lambda a, b: ((a - b) / (a + b)) ** 2 if a != b else Fraction(0)
    middles: dict[Fraction, Fraction] = {}
    below = 0
    for value in sorted(totals):
        middles[value] = Fraction(2 * below + totals[value], 2)
        below += totals[value]
    return lambda a, b: (middles[a] - middles[b]) ** 2
