"""Burden: how much is asked of each stakeholder, month by month."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from heapq import heappop, heappush

from attrs import field, frozen

from involvement.support.attendances import Attendance, Engagement, EngagementKind, PaperSent, StatedLimit
from involvement.wording.numbers import mixed_number

__all__ = ["Burden", "Excess", "burdens"]


@frozen
class Excess:
    """What is more than a stakeholder said is enough in a month."""

    what: str
    count: Fraction
    limit: Fraction

    def __str__(self) -> str:
        what = self.what.removesuffix("s") if self.count == 1 else self.what
        return f"{mixed_number(self.count)} {what} where {mixed_number(self.limit)} {'is' if self.limit == 1 else 'are'} enough"


@frozen
class Burden:
    """What was asked of one stakeholder in one month.

    Attributes:
        stakeholder: of whom.
        month: the first day of the month.
        meetings: those attended; where attendance is not recorded, those at which they were expected.
        papers: how many they were sent.
        pages: the pages of those papers, as far as known.
        journeys: those asked for and not declined.
        requests: all else asked for, journeys too, whether they accepted or not.
        hours: of meetings and of requests not declined, as far as known.
        hours_unknown: how many of these have no hours recorded.
        pages_unknown: how many papers have no pages recorded.
        limited: whether they have stated any limit for that month; without one, nobody knows what is too much.
        excesses: what is more than the limits they stated.
    """

    stakeholder: str
    month: date
    meetings: int = field(kw_only=True)
    papers: int = field(kw_only=True)
    pages: int = field(kw_only=True)
    journeys: int = field(kw_only=True)
    requests: int = field(kw_only=True)
    hours: Fraction = field(kw_only=True)
    hours_unknown: int = field(kw_only=True)
    pages_unknown: int = field(kw_only=True)
    limited: bool = field(default=False, kw_only=True)
    excesses: tuple[Excess, ...] = field(default=(), kw_only=True)

    def __str__(self) -> str:
        within = "within the limits they stated" if self.limited else "how much is enough is not known"
        too_much = "; ".join(map(str, self.excesses)) or within
        return f"{self.stakeholder} in {self.month.isoformat()[:7]}: {too_much}"


_LIMITED = ("meetings", "papers", "pages", "journeys", "hours")
_ANYTHING = ""  # beside the names of what is limited: that any limit holds


class _Count:
    __slots__ = ("hours", "hours_unknown", "journeys", "meetings", "pages", "pages_unknown", "papers", "requests")

    def __init__(self) -> None:
        self.meetings = self.papers = self.pages = self.journeys = self.requests = 0
        self.hours_unknown = self.pages_unknown = 0
        self.hours = Fraction(0)

    def add_hours(self, hours: Fraction | None) -> None:
        if hours is None:
            self.hours_unknown += 1
        else:
            self.hours += hours


def burdens(
    attendances: Iterable[Attendance],
    papers: Iterable[PaperSent],
    engagements: Iterable[Engagement],
    limits: Iterable[StatedLimit],
) -> tuple[Burden, ...]:
    """Every month of every stakeholder in which something was asked of them, by stakeholder and month.

    A limit counts for a month in which it holds on any day; of several, the strictest. O(records).
    """
    counts: dict[tuple[str, date], _Count] = {}

    def of(stakeholder: str, day: date) -> _Count:
        return counts.setdefault((stakeholder, day.replace(day=1)), _Count())

    for meeting in attendances:
        for who in meeting.expected if meeting.attended is None else meeting.attended:
            count = of(who, meeting.meeting)
            count.meetings += 1
            count.add_hours(meeting.hours)
    for paper in papers:
        count = of(paper.stakeholder, paper.on)
        count.papers += 1
        count.pages += paper.pages or 0
        count.pages_unknown += paper.pages is None
    for request in engagements:
        count = of(request.stakeholder, request.on)
        count.requests += 1
        if request.accepted is not False:
            count.journeys += request.kind is EngagementKind.JOURNEY
            count.add_hours(request.hours)
    stated: dict[str, list[StatedLimit]] = {}
    for limit in limits:
        stated.setdefault(limit.stakeholder, []).append(limit)
    months: dict[str, list[date]] = {}
    for who, month in sorted(counts):
        months.setdefault(who, []).append(month)
    return tuple(
        _burden(who, month, counts[who, month], most)
        for who, own in months.items()
        for month, most in zip(own, _strictest(stated.get(who, ()), own), strict=True)
    )


def _burden(stakeholder: str, month: date, count: _Count, most: Mapping[str, Fraction | int]) -> Burden:
    numbers = {name: getattr(count, name) for name in _Count.__slots__}
    excesses = [
        Excess(what, Fraction(numbers[what]), Fraction(most[what]))
        for what in _LIMITED
        if what in most and numbers[what] > most[what]
    ]
    return Burden(stakeholder, month, **numbers, limited=_ANYTHING in most, excesses=tuple(excesses))


def _strictest(limits: Iterable[StatedLimit], months: Iterable[date]) -> Iterator[dict[str, Fraction | int]]:
    """The strictest limits of each of the months, which are in order; a limit holds for each month that it touches."""
    ahead = sorted(limits, key=lambda limit: limit.since or date.min, reverse=True)
    holding: dict[str, list[tuple[Fraction | int, date]]] = {}
    for month in months:
        while ahead and (ahead[-1].since or date.min).replace(day=1) <= month:
            limit = ahead.pop()
            until = limit.until or date.max
            heappush(holding.setdefault(_ANYTHING, []), (0, until))
            for what in _LIMITED:
                most = getattr(limit, what)
                if most is not None:
                    heappush(holding.setdefault(what, []), (most, until))
        for stated in holding.values():
            while stated and stated[0][1] < month:
                heappop(stated)  # over, and no later month comes back to it
        yield {what: stated[0][0] for what, stated in holding.items() if stated}
