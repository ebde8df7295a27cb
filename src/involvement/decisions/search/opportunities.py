"""Opportunities: what can still be done about each decision, by whom and until when."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve

from involvement.decisions.decisions import Decision, Stage, StageName
from involvement.decisions.journeys import Journey
from involvement.decisions.opportunities import LastDay, Opportunity, OpportunityStatus
from involvement.decisions.search.deadlines import Deadlines
from involvement.decisions.search.indexes import Index, label_of, ordinal
from involvement.decisions.search.networks import LAST, Step
from involvement.decisions.search.outlooks import NOTHING, Asked, Outlooks
from involvement.standing import Standing
from involvement.wording import Statement

__all__ = ["last_starts", "opportunities", "timetable_of"]

_STANDINGS = tuple(Standing)
_HEARD = Standing.CONSULTED.rank
_Group = frozenset[str] | None
_Moment = tuple[Decision, Stage]


def last_starts(index: Index, groups: Sequence[_Group], moments: Sequence[_Moment], *, ways: bool = True) -> Deadlines:
    """The last days for each group and each of the moments, then for each of `unsettled`; those without a day have none."""
    entries = [index.entries(group) for group in groups]
    asked = [
        (index.network.index[stage.at], ordinal(stage.by, 0), decision.needs(stage.name).rank)
        for decision, stage in moments
    ]
    unsettled = _unsettled(moments)
    asked += [
        (
            index.network.index[decision.made_at],
            ordinal(decision.sure_by(at=index.forums[decision.made_at]), 0),
            decision.needs().rank,
        )
        for decision in unsettled
    ]
    matters = index.matters_of([*(decision for decision, _ in moments), *unsettled])
    return Deadlines(
        index.network, entries, asked, index.ranks, arrays=index.deadline_arrays, ways=ways, matters=matters
    )


def _unsettled(moments: Sequence[_Moment]) -> list[Decision]:
    """The decisions that are made within a period, of those whose own day is asked about: its first day counts as well."""
    return [
        decision for decision, stage in moments if decision.between is not None and stage.name is StageName.DECISION
    ]


def opportunities(
    index: Index, groups: Sequence[_Group], moments: Sequence[_Moment], on: date, *, alone: bool = False
) -> Iterator[Opportunity]:
    """The opportunity of each group at each moment. *alone* says that there is one: then searches end there."""
    if alone:
        index = index.about(moments[0][0].matter)
    # A way is asked for only where a view of the day asked about may still be in time.
    ahead = any(stage.by is not None and stage.by >= on for _, stage in moments)
    deadlines = last_starts(index, groups, moments, ways=ahead)
    called_for = [decision.needs(stage.name) for decision, stage in moments]
    no_meeting = [_off_calendar(index, decision, stage) for decision, stage in moments]
    first_days = {decision.key: len(moments) + number for number, decision in enumerate(_unsettled(moments))}
    for group, who in enumerate(groups):
        days = [deadlines.last_days(group, place) for place in range(len(moments))]
        asked = [
            Asked(
                decision,
                index.network.index[stage.at],
                found[0][0] if found else -1,
                _least(decision, stage, found, on),
            )
            for (decision, stage), found in zip(moments, days, strict=True)
        ]
        outlooks = Outlooks(index, who, on, asked)
        widest = outlooks.widest()
        label = label_of(who) if who else None
        for place, (decision, stage) in enumerate(moments):
            needs = called_for[place]
            latest = deadlines.latest(group, place)
            last_days = days[place]
            start = None if latest is None else date.fromordinal(latest)
            best = widest[place]
            sure = place if stage.name is not StageName.DECISION else first_days.get(decision.key, place)
            sure_days = deadlines.last_days(group, sure)
            left = -1
            if not decision.is_withdrawn(on):
                left = _left(index, outlooks, (decision, stage), best, last_days, on, alone=alone)
            journey, assumes = _NOTHING
            if left >= _HEARD:
                least = _floor(left, needs.rank)
                ways = [
                    deadlines.way(group, at, rank)
                    for at, days in {place: last_days, sure: sure_days}.items()
                    for rank in _said(days, needs.rank, on.toordinal())
                ]
                journey, assumes = _prospect(index, outlooks, (decision, stage), least, ways, alone=alone)
            yield Opportunity(
                decision=decision.key,
                stage=stage.name,
                by=stage.by,
                stakeholder=label,
                status=_status(best, decision, stage, start, on),
                latest_start=start,
                slack_days=None if start is None else (start - on).days,
                last_days=tuple((_STANDINGS[rank], date.fromordinal(day)) for rank, day, _ in last_days),
                standing=None if left < 0 else _STANDINGS[left],
                journey=journey,
                assumes=assumes,
                needs=needs,
                best=None if best < 0 else _STANDINGS[best],
                speak_at=tuple(index.network.keys[forum] for _, _, forum in last_days),
                sure_days=tuple(
                    LastDay(_STANDINGS[rank], date.fromordinal(day), forum=index.network.keys[forum])
                    for rank, day, forum in sure_days
                    if rank >= _HEARD
                ),
                between=decision.between if stage.name is StageName.DECISION else None,
                withdrawn=decision.withdrawn if decision.is_withdrawn(on) else None,
                no_meeting=no_meeting[place],
                forum=stage.at,
                on=on,
                whose=() if who is None else sorted(who),
                names=index.titles,
            )


def timetable_of(
    index: Index, groups: Sequence[_Group], decisions: Iterable[Decision], on: date
) -> tuple[Opportunity, ...]:
    """The opportunity of each group at each stage of the decisions, by latest start (None last), decision, stage and stakeholder."""
    moments = [(decision, stage) for decision in decisions for stage in decision.all_stages()]
    rows = opportunities(index, groups, moments, on)
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                row.latest_start or date.max,
                row.latest_start is None,
                row.decision,
                row.stage,
                row.stakeholder or "",
            ),
        )
    )


def _off_calendar(index: Index, decision: Decision, stage: Stage) -> bool:
    """Whether the deciding forum is known not to sit on any day on which the decision may be made."""
    first, last = decision.first_day, decision.last_day
    if stage.name is not StageName.DECISION or first is None or last is None:
        return False
    return index.forums[decision.made_at].never_sits(first, last)


def _status(best: int, decision: Decision, stage: Stage, start: date | None, on: date) -> OpportunityStatus:
    if decision.is_withdrawn(on):
        return OpportunityStatus.WITHDRAWN
    if best < Standing.CONSULTED.rank:
        return OpportunityStatus.NO_ROUTE
    if best < decision.needs(stage.name).rank:
        return OpportunityStatus.TOO_WEAK
    if stage.by is None:
        return OpportunityStatus.UNDATED
    if start is None:
        return OpportunityStatus.NO_TIME
    return OpportunityStatus.MISSED if start < on else OpportunityStatus.OPEN


def _left(
    index: Index,
    outlooks: Outlooks,
    moment: _Moment,
    best: int,
    last_days: Sequence[tuple[int, int, int]],
    on: date,
    *,
    alone: bool,
) -> int:
    """The best rank with which a view of the day still arrives in time; -1 if none does."""
    decision, stage = moment
    if stage.by is not None:
        return _in_time(last_days, on)
    forum = index.network.index[stage.at]
    possible = (rank for rank in index.ranks if rank <= best)
    return next((rank for rank in possible if outlooks.heard(decision, rank, forum, only=alone)), -1)


def _in_time(last_days: Sequence[tuple[int, int, int]], on: date) -> int:
    """The best rank of which the last day is still ahead; -1 if none is."""
    return next((rank for rank, day, _ in last_days if day >= on.toordinal()), -1)


def _least(decision: Decision, stage: Stage, last_days: Sequence[tuple[int, int, int]], on: date) -> int:
    """The least rank of which the days of hearings will be asked; NOTHING where of none will."""
    if stage.by is None:
        return 0
    left = _in_time(last_days, on)
    return NOTHING if left < _HEARD else _floor(left, decision.needs(stage.name).rank)


def _floor(left: int, needs: int) -> int:
    """The rank with which a journey is looked for, where the best that is left is this."""
    return needs if left >= needs else _HEARD


def _said(last_days: Sequence[tuple[int, int, int]], needs: int, on: int) -> Iterator[int]:
    """The ranks of the last days ahead that are named: with what is called for, and with less, if views are heard."""
    if any(rank >= needs and day >= on for rank, day, _ in last_days):
        yield needs
    yield from (rank for rank, day, _ in last_days if _HEARD <= rank < needs and day >= on)


_Prospect = tuple[Journey | None, tuple[Statement, ...]]
_NOTHING: _Prospect = (None, ())


def _prospect(
    index: Index, outlooks: Outlooks, moment: _Moment, least: int, ways: Iterable[tuple[Step, ...]], *, alone: bool
) -> _Prospect:
    """The earliest journey with a rank, and what is assumed for it or for the last days that are named."""
    decision, stage = moment
    target, by = index.network.index[stage.at], ordinal(stage.by, LAST)
    journey = outlooks.journey(decision, target, floor=least, by=by, only=alone)
    assumes = dict.fromkeys(() if journey is None else journey.assumes)
    for way in ways:
        assumes.update(dict.fromkeys(outlooks.told(way).assumes))
    shapes = outlooks.shapes(decision, floor=least, only=alone)
    return (None if journey is None else evolve(journey, shapes=shapes)), tuple(assumes)
