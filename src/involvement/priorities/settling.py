"""Settling: walk a ranking under feasibility, effort and the time that is left."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial

from attrs import evolve

from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.priorities.feasibilities import Feasibility, FeasibilityState
from involvement.priorities.settlements import Chance, Ground, Outcome, Override, Rank, Settlement

__all__ = ["overridden", "settled"]

_BARRED = frozenset({Ground.RULED_OUT, Ground.NOT_STUDIED, Ground.EFFORT_NOT_KNOWN})


def settled(
    places: Sequence[Sequence[str]],
    *,
    ranks: Mapping[str, Sequence[Rank]],
    feasibility: Mapping[str, Feasibility],
    effort: Mapping[str, Fraction],
    capacity: Fraction | None,
    chances: Mapping[str, Chance],
    unranked: Collection[str] = (),
) -> Iterator[Settlement]:
    """The settlement of each issue, walking the ranking from the best; equals by less effort, then by key."""
    left = capacity
    for tie in places:
        fitted: list[str] = []
        crowded: list[str] = []
        found: dict[str, Settlement] = {}
        for issue in sorted(tie, key=lambda issue: (effort.get(issue, Fraction(0)), issue)):
            days_needed, chance = effort.get(issue), chances.get(issue)
            settle = partial(Settlement, issue, ranks=ranks.get(issue, ()), days=days_needed)
            in_time = partial(settle, last_day=None if chance is None else chance.last_day)
            settlement = _barred(
                settle, in_time, feasibility.get(issue), chance, days_needed, capacity, wanted=issue not in unranked
            )
            if settlement is None and left is not None and days_needed is not None and days_needed > left:
                crowded.append(issue)
                settlement = in_time(Outcome.DEFERRED, ground=Ground.OVER_CAPACITY, left=left)
            if settlement is None:
                fitted.append(issue)
                settlement = in_time(
                    Outcome.AGREED, reason=feasibility[issue].reason, ground=Ground.WANTED_AND_POSSIBLE
                )
                if left is not None and days_needed is not None:
                    left -= days_needed
            found[issue] = settlement
        split = {*fitted, *crowded} if fitted and crowded else set()
        for issue, settlement in found.items():
            yield evolve(settlement, split=True) if issue in split else settlement


def _barred(
    settle: Callable[..., Settlement],
    in_time: Callable[..., Settlement],
    feasibility: Feasibility | None,
    chance: Chance | None,
    days_needed: Fraction | None,
    capacity: Fraction | None,
    *,
    wanted: bool,
) -> Settlement | None:
    if feasibility is not None and feasibility.state is FeasibilityState.RULED_OUT:
        return settle(Outcome.DECLINED, reason=feasibility.reason, ground=Ground.RULED_OUT, instead=feasibility.instead)
    if not wanted:
        return in_time(Outcome.DEFERRED, ground=Ground.NOT_RANKED)
    if feasibility is None:
        return in_time(Outcome.DEFERRED, ground=Ground.NOT_STUDIED)
    if feasibility.state is FeasibilityState.NOT_STUDIED:
        return in_time(
            Outcome.DEFERRED,
            reason=feasibility.reason,
            ground=Ground.NOT_STUDIED,
            who=feasibility.who,
            by=feasibility.by,
        )
    if capacity is not None and days_needed is None:
        return in_time(Outcome.DEFERRED, ground=Ground.EFFORT_NOT_KNOWN)
    if chance is not None and chance.open is False:
        ground = Ground.OUT_OF_REACH if chance.reached is False else Ground.TOO_LATE
        return in_time(Outcome.DEFERRED, ground=ground)
    return None


def overridden(
    walked: Iterable[Settlement],
    overrides: Iterable[Override],
    effort: Mapping[str, Fraction],
    capacity: Fraction | None,
) -> Iterator[Settlement]:
    """The settlements with some of them overridden, each visible as that.

    Raises:
        InvalidValueError: an override would agree what is ruled out or not studied, or more than there are days for.
        UnknownKeyError: an override is about an issue that was not settled.
    """
    found = {settlement.issue: settlement for settlement in walked}
    for override in overrides:
        if override.issue not in found:
            raise UnknownKeyError("issue", override.issue, found, "override")
        was = found[override.issue]
        if override.outcome is Outcome.AGREED and was.ground in _BARRED:
            raise InvalidValueError(
                "Override.outcome", "not agreed: what is ruled out, not studied or of unknown effort cannot be"
            )
        found[override.issue] = evolve(
            was,
            outcome=override.outcome,
            ground=Ground.OVERRIDDEN,
            reason=override.reason,
            overridden_by=override.by,
            otherwise=was.outcome,
            otherwise_ground=was.ground,
        )
    needed = sum(
        (
            effort.get(settlement.issue, Fraction(0))
            for settlement in found.values()
            if settlement.outcome is Outcome.AGREED
        ),
        Fraction(0),
    )
    if capacity is not None and needed > capacity:
        raise InvalidValueError("Override.outcome", "not agreed: there are not the days of work for it")
    yield from found.values()
