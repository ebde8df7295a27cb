"""Opportunities: what can still be done about each decision, by whom and until when."""

from collections.abc import Iterator, Sequence
from datetime import date

from attrs import evolve

from involvement.decisions.decisions import Decision, Stage
from involvement.decisions.journeys import Journey, Opportunity, OpportunityStatus
from involvement.decisions.search.deadlines import Deadlines
from involvement.decisions.search.indexes import Index, label_of, ordinal
from involvement.decisions.search.networks import LAST, Step
from involvement.decisions.search.outlooks import Outlook
from involvement.references import Ref
from involvement.standing import Standing
from involvement.wording import Statement

__all__ = ["last_starts", "opportunities"]

_STANDINGS = tuple(Standing)
_Group = frozenset[str] | None
_Moment = tuple[Decision, Stage]


def last_starts(index: Index, groups: Sequence[_Group], moments: Sequence[_Moment], *, ways: bool = True) -> Deadlines:
    """The last days for each group and each of the moments; those without a day have none."""
    entries = [index.entries(group) for group in groups]
    asked = [(index.network.index[stage.at], ordinal(stage.by, 0)) for _, stage in moments]
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
    names = [_names(index, moment) for moment in moments]
    for group, who in enumerate(groups):
        outlook = Outlook(index, who, on)
        label = label_of(who) if who else None
        for place, moment in enumerate(moments):
            latest = deadlines.latest(group, place)
            pairs = tuple((_STANDINGS[rank], date.fromordinal(day)) for rank, day in deadlines.last_days(group, place))
            start = None if latest is None else date.fromordinal(latest)
            status = _status(outlook, index.network.index[moment[1].at], moment[1], start, on)
            in_time = status in {OpportunityStatus.OPEN, OpportunityStatus.UNDATED}
            way = deadlines.way(group, place) if in_time else ()
            journey, standing, assumes = _prospect(index, outlook, moment, way, alone=alone) if in_time else _NOTHING
            yield Opportunity(
                decision=moment[0].key,
                stage=moment[1].name,
                by=moment[1].by,
                stakeholder=label,
                status=status,
                latest_start=start,
                slack_days=None if start is None else (start - on).days,
                last_days=pairs,
                standing=standing,
                journey=journey,
                assumes=assumes,
                forum=moment[1].at,
                on=on,
                whose=() if who is None else sorted(who),
                names=names[place],
            )


_Prospect = tuple[Journey | None, Standing | None, tuple[Statement, ...]]
_NOTHING: _Prospect = (None, None, ())


def _status(outlook: Outlook, forum: int, stage: Stage, start: date | None, on: date) -> OpportunityStatus:
    if outlook.widest[forum] < 0:
        return OpportunityStatus.NO_ROUTE
    if stage.by is None:
        return OpportunityStatus.UNDATED
    if start is None:
        return OpportunityStatus.NO_TIME
    return OpportunityStatus.MISSED if start < on else OpportunityStatus.OPEN


def _prospect(index: Index, outlook: Outlook, moment: _Moment, way: tuple[Step, ...], *, alone: bool) -> _Prospect:
    """The earliest journey, the best standing still in time, and what is assumed for either last day or journey."""
    decision, stage = moment
    forum, by = index.network.index[stage.at], ordinal(stage.by, LAST)
    limit = forum if alone else None
    journey = outlook.journey(forum, by=by, only=alone)
    if journey is None:
        return _NOTHING
    journey = evolve(journey, shapes=outlook.shapes(decision, only=alone))
    best = next(rank for rank in index.ranks if outlook.earliest(rank, limit)[forum] <= by)
    assumes = dict.fromkeys((*journey.assumes, *outlook.told(way).assumes))
    return journey, _STANDINGS[best], tuple(assumes)


def _names(index: Index, moment: _Moment) -> dict[Ref, str]:
    """The titles of the forum and the decision, where they have one."""
    decision, forum = moment[0], index.forums[moment[1].at]
    titled = ((Ref("decision", decision.key), decision.title), (Ref("forum", forum.key), forum.title))
    return {ref: title for ref, title in titled if title}
