"""Burden: how much is asked of each stakeholder, month by month."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from heapq import heappop, heappush

from attrs import field

from involvement._fields import frozen
from involvement.references import Ref
from involvement.support.attendances import Attendance, Engagement, EngagementKind, PaperSent, StatedLimit
from involvement.wording import Fact, Statement, Wording

__all__ = ["Burden", "Excess", "burdens"]


@frozen
class Excess:
    """What is more than a stakeholder said is enough in a month."""

    what: str
    count: Fraction
    limit: Fraction

    @property
    def says(self) -> Statement:
        """How many there are, and how many are enough, as it stands in a sentence or a cell."""
        return Statement(
            f"excess.{self.what}",
            {"count": self.count, "limit": self.limit},
            template=_EXCESSES[self.what],
            sources={"count": _ASKED, "limit": f"StatedLimit.{self.what}"},
        )

    def __str__(self) -> str:
        return Wording().clause(self.says)


_ASKED = (
    "Attendance.attended", "Attendance.expected", "Attendance.hours", "Engagement.hours", "Engagement.on",
    "PaperSent.on", "PaperSent.pages",
)  # fmt: skip
_EXCESSES = {
    "meetings": "{count:meeting} (the limit is {limit})",
    "papers": "{count:paper} (the limit is {limit})",
    "pages": "{count:page} (the limit is {limit})",
    "journeys": "{count:journey} (the limit is {limit})",
    "hours": "{count:hour} (the limit is {limit})",
}


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

    @property
    def says(self) -> Statement:
        """What is more than they said is enough in the month."""
        code = "more" if self.excesses else "within" if self.limited else "not_known"
        facts: dict[str, Fact] = {"stakeholder": Ref("stakeholder", self.stakeholder), "month": self.month}
        if self.excesses:
            facts["excesses"] = tuple(excess.says for excess in self.excesses)
        return Statement(
            f"burden.{code}",
            facts,
            template=_BURDENS[code],
            sources={"stakeholder": ("Engagement.stakeholder", "StatedLimit.stakeholder"), "month": _ASKED},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


_BURDENS = {
    "more": "For the month from {month}, the record shows {excesses:clauses} for {stakeholder}.",
    "within": "For the month from {month}, the record shows no more than {stakeholder} said is enough.",
    "not_known": "For the month from {month}, no limit of {stakeholder} is recorded.",
}
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
