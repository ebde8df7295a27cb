"""Settling: walk a ranking under feasibility, effort and the time that is left."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

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
            days_needed = effort.get(issue)
            settlement = _barred(
                issue, feasibility.get(issue), chances.get(issue), days_needed, capacity, wanted=issue not in unranked
            )
            if settlement is None and left is not None and days_needed is not None and days_needed > left:
                crowded.append(issue)
                settlement = Settlement(issue, Outcome.DEFERRED, ground=Ground.OVER_CAPACITY, left=left)
            if settlement is None:
                fitted.append(issue)
                settlement = Settlement(
                    issue,
                    Outcome.AGREED,
                    reason=feasibility[issue].reason,
                    ground=Ground.WANTED_AND_POSSIBLE,
                )
                if left is not None and days_needed is not None:
                    left -= days_needed
            found[issue] = settlement
        split = {*fitted, *crowded} if fitted and crowded else set()
        for issue, settlement in found.items():
            yield _completed(
                settlement, ranks.get(issue, ()), chances.get(issue), effort.get(issue), split=issue in split
            )


def _barred(
    issue: str,
    feasibility: Feasibility | None,
    chance: Chance | None,
    days_needed: Fraction | None,
    capacity: Fraction | None,
    *,
    wanted: bool,
) -> Settlement | None:
    if feasibility is not None and feasibility.state is FeasibilityState.RULED_OUT:
        return Settlement(
            issue, Outcome.DECLINED, reason=feasibility.reason, ground=Ground.RULED_OUT, instead=feasibility.instead
        )
    if not wanted:
        return Settlement(issue, Outcome.DEFERRED, ground=Ground.NOT_RANKED)
    if feasibility is None or feasibility.state is FeasibilityState.NOT_STUDIED:
        study = feasibility or Feasibility.not_studied(issue)
        return Settlement(
            issue,
            Outcome.DEFERRED,
            reason=study.reason,
            ground=Ground.NOT_STUDIED,
            who=study.who,
            by=study.by,
        )
    if capacity is not None and days_needed is None:
        return Settlement(issue, Outcome.DEFERRED, ground=Ground.EFFORT_NOT_KNOWN)
    if chance is not None and chance.open is False:
        ground = Ground.OUT_OF_REACH if chance.reached is False else Ground.TOO_LATE
        return Settlement(issue, Outcome.DEFERRED, ground=ground)
    return None


def _completed(
    settlement: Settlement, ranks: Sequence[Rank], chance: Chance | None, days: Fraction | None, *, split: bool
) -> Settlement:
    last_day = None if chance is None or settlement.outcome is Outcome.DECLINED else chance.last_day
    return evolve(settlement, ranks=ranks, last_day=last_day, days=days, split=split)


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
