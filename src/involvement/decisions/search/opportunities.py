"""Opportunities: what can still be done about each decision, by whom and until when."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve

from involvement.decisions.decisions import Decision, Stage
from involvement.decisions.journeys import Journey, Opportunity, OpportunityStatus
from involvement.decisions.search.deadlines import Deadlines
from involvement.decisions.search.indexes import Index, label_of, ordinal
from involvement.decisions.search.networks import LAST, Step
from involvement.decisions.search.outlooks import Outlook
from involvement.standing import Standing
from involvement.wording import Statement

__all__ = ["last_starts", "opportunities"]

_STANDINGS = tuple(Standing)
_HEARD = Standing.CONSULTED.rank
_Group = frozenset[str] | None
_Moment = tuple[Decision, Stage]


def last_starts(index: Index, groups: Sequence[_Group], moments: Sequence[_Moment], *, ways: bool = True) -> Deadlines:
    """The last days for each group and each of the moments; those without a day have none."""
    entries = [index.entries(group) for group in groups]
    asked = [
        (index.network.index[stage.at], ordinal(stage.by, 0), decision.needs(stage.name).rank)
        for decision, stage in moments
    ]
    return Deadlines(index.network, entries, asked, index.ranks, arrays=index.deadline_arrays, ways=ways)


def opportunities(
    index: Index, groups: Sequence[_Group], moments: Sequence[_Moment], on: date, *, alone: bool = False
) -> Iterator[Opportunity]:
    """The opportunity of each group at each moment. *alone* says that there is one: then searches end there.

    Moments of decisions whose views may go the same ways are searched together.
    """
    together: dict[Index, list[_Moment]] = {}
    for moment in moments:
        together.setdefault(index.about(moment[0].matter), []).append(moment)
    for part, moments_there in together.items():
        yield from _opportunities(part, groups, moments_there, on, alone=alone)


def _opportunities(
    index: Index, groups: Sequence[_Group], moments: Sequence[_Moment], on: date, *, alone: bool
) -> Iterator[Opportunity]:
    # A way is asked for only where a view of the day asked about may still be in time.
    ahead = any(stage.by is not None and stage.by >= on for _, stage in moments)
    deadlines = last_starts(index, groups, moments, ways=ahead)
    called_for = [decision.needs(stage.name) for decision, stage in moments]
    for group, who in enumerate(groups):
        outlook = Outlook(index, who, on)
        label = label_of(who) if who else None
        for place, (decision, stage) in enumerate(moments):
            needs = called_for[place]
            latest = deadlines.latest(group, place)
            last_days = deadlines.last_days(group, place)
            start = None if latest is None else date.fromordinal(latest)
            best = outlook.widest[index.network.index[stage.at]]
            left = _left(index, outlook, stage, last_days, on, alone=alone)
            journey, assumes = _NOTHING
            if left >= _HEARD:
                least = needs.rank if left >= needs.rank else _HEARD
                ways = [deadlines.way(group, place, rank) for rank in _said(last_days, needs.rank, on.toordinal())]
                journey, assumes = _prospect(index, outlook, (decision, stage), least, ways, alone=alone)
            yield Opportunity(
                decision=decision.key,
                stage=stage.name,
                by=stage.by,
                stakeholder=label,
                status=_status(best, needs, stage, start, on),
                latest_start=start,
                slack_days=None if start is None else (start - on).days,
                last_days=tuple((_STANDINGS[rank], date.fromordinal(day)) for rank, day, _ in last_days),
                standing=None if left < 0 else _STANDINGS[left],
                journey=journey,
                assumes=assumes,
                needs=needs,
                best=None if best < 0 else _STANDINGS[best],
                speak_at=tuple(index.network.keys[forum] for _, _, forum in last_days),
                forum=stage.at,
                on=on,
                whose=() if who is None else sorted(who),
                names=index.titles,
            )


def _status(best: int, needs: Standing, stage: Stage, start: date | None, on: date) -> OpportunityStatus:
    if best < Standing.CONSULTED.rank:
        return OpportunityStatus.NO_ROUTE
    if best < needs.rank:
        return OpportunityStatus.TOO_WEAK
    if stage.by is None:
        return OpportunityStatus.UNDATED
    if start is None:
        return OpportunityStatus.NO_TIME
    return OpportunityStatus.MISSED if start < on else OpportunityStatus.OPEN


def _left(
    index: Index,
    outlook: Outlook,
    stage: Stage,
    last_days: Sequence[tuple[int, int, int]],
    on: date,
    *,
    alone: bool,
) -> int:
    """The best rank with which a view of the day still arrives in time; -1 if none does."""
    if stage.by is not None:
        return next((rank for rank, day, _ in last_days if day >= on.toordinal()), -1)
    forum = index.network.index[stage.at]
    if outlook.widest[forum] < 0:
        return -1
    limit = forum if alone else None
    return next((rank for rank in index.ranks if outlook.earliest(rank, limit)[forum] <= LAST), -1)


def _said(last_days: Sequence[tuple[int, int, int]], needs: int, on: int) -> Iterator[int]:
    """The ranks of the last days ahead that are named: with what is called for, and with less, if views are heard."""
    if any(rank >= needs and day >= on for rank, day, _ in last_days):
        yield needs
    yield from (rank for rank, day, _ in last_days if _HEARD <= rank < needs and day >= on)


_Prospect = tuple[Journey | None, tuple[Statement, ...]]
_NOTHING: _Prospect = (None, ())


def _prospect(
    index: Index, outlook: Outlook, moment: _Moment, least: int, ways: Iterable[tuple[Step, ...]], *, alone: bool
) -> _Prospect:
    """The earliest journey with a rank, and what is assumed for it or for the last days that are named."""
    decision, stage = moment
    journey = outlook.journey(index.network.index[stage.at], floor=least, by=ordinal(stage.by, LAST), only=alone)
    assumes = dict.fromkeys(() if journey is None else journey.assumes)
    for way in ways:
        assumes.update(dict.fromkeys(outlook.told(way).assumes))
    shapes = outlook.shapes(decision, floor=least, only=alone)
    return (None if journey is None else evolve(journey, shapes=shapes)), tuple(assumes)
