"""Process discovery: the decision map that a record implies."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from attrs import field

from involvement import _fields
from involvement._fields import Exact, frozen
from involvement.calendars.meetings import Meetings
from involvement.decisions.decisions import Decision
from involvement.decisions.flows import EntryPoint, Flow
from involvement.decisions.forums import Forum
from involvement.decisions.maps import DecisionMap
from involvement.errors import InvalidValueError
from involvement.records.spreads import Spread
from involvement.records.steps import History, Sitting, passages
from involvement.references import Ref, derived_key
from involvement.standing import Standing
from involvement.wording import Statement, Wording

__all__ = ["Discovery", "Keyed", "Passage", "discovered", "passages_of"]

Keyed = Literal["forums", "matters"]
_Pair = tuple[Sitting, Sitting]


@frozen
class Passage:
    """How often matters went on from one forum to another, their next, on the way to a decision.

    Attributes:
        count: how often.
        share: of all passages from the source to another forum.
        days: from the sitting at the source to that at the target.
        standings: how often the target had which standing, lowest first; None is not recorded.
    """

    source: str
    target: str
    count: int
    share: Fraction
    days: Spread
    standings: tuple[tuple[Standing | None, int], ...]

    @property
    def standing(self) -> Standing | None:
        """The standing recorded most often at the target, the lower of equals; None if none is recorded."""
        return most_frequent(self.standings)

    @property
    def says(self) -> Statement:
        """How many days it took from one forum to the other."""
        return Statement(
            "passage",
            {"source": Ref("forum", self.source), "target": Ref("forum", self.target), "days": self.days.says},
            template="From {source} to {target} it took {days:clause}.",
            sources={"source": "Forum.title", "target": "Forum.title"},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


@frozen
class Discovery:
    """The decision map that a record implies, and what it leaves out.

    Attributes:
        decision_map: forums that met on the days recorded, flows in the median number of days (the
            lower of two) with the standing recorded most often, entry points where matters began,
            and what was decided.
        passages: what each flow rests on, sorted by source and target.
        left_out: the passages below the thresholds, sorted likewise.
        entries_left_out: forums where matters began less often than `min_count`, with how often.
        stays: how often a matter's next sitting was at the same forum: no flow.
        after_decision: how often a matter went on after its (last) decision: no way to a decision.
        min_count, min_share: the thresholds. `min_count` holds for flows and entry points, `min_share`
            for flows, as a share of all passages from the source.
    """

    decision_map: DecisionMap
    passages: tuple[Passage, ...] = field(repr=_fields.counted)
    left_out: tuple[Passage, ...] = field(repr=_fields.counted)
    entries_left_out: tuple[tuple[str, int], ...] = field(repr=_fields.counted)
    stays: int
    after_decision: int
    min_count: int
    min_share: Fraction

    @property
    def says(self) -> Statement:
        """What the map has, from how many passages, and how many are left out."""
        found = self.decision_map
        kept, lost = (sum(passage.count for passage in rows) for rows in (self.passages, self.left_out))
        left_out = Statement(
            "discovery.left_out",
            {"lost": lost, "reasons": tuple(self._reasons())},
            template="{lost:passage is|passages are} left out: {reasons:clauses}.",
            sources={"lost": "Step.forum"},
        )
        return Statement(
            "discovery",
            {
                "forums": len(found.forums),
                "flows": len(found.flows),
                "entry_points": len(found.entry_points),
                "passages": kept,
                "more": (left_out,) if lost else (),
            },
            template=_DISCOVERY,
            sources=dict.fromkeys(("forums", "flows", "entry_points", "passages"), "Step.forum"),
        )

    def _reasons(self) -> Iterator[Statement]:
        if any(row.count < self.min_count for row in self.left_out):
            least = {"least": self.min_count}
            yield Statement("discovery.few", least, template=_FEW, sources={"least": "Discovery.min_count"})
        if any(row.share < self.min_share for row in self.left_out):
            share = {"least": self.min_share}
            yield Statement("discovery.share", share, template=_SMALL, sources={"least": "Discovery.min_share"})

    def __str__(self) -> str:
        return Wording().say(self.says)


_DISCOVERY = (
    "The map has {forums:forum}, {flows:flow} and {entry_points:entry point}, from {passages:passage} in the record. "
    "{more:sentences}"
)
_FEW = "fewer than {least} between two forums"
_SMALL = "too small a share of all that left a forum"


def discovered(
    found: Sequence[History], forums: Iterable[str], min_count: int, min_share: Exact, keyed: Keyed
) -> Discovery:
    """The map that these histories imply, with these forums, which are all that are known."""
    if not _fields.is_count(min_count):
        raise InvalidValueError("Record.discover: min_count", "a whole number, 0 or more")
    least_share = _fields.exact("Record.discover: min_share", min_share, 0, 1)
    if keyed not in ("forums", "matters"):
        raise InvalidValueError("Record.discover: decisions", "one of forums, matters")
    rows = passages_of(passages(found), Counter(here.forum for here, _ in passages(found)))
    kept = tuple(row for row in rows if row.count >= min_count and row.share >= least_share)
    entries, few = _entries(found, min_count)
    met = _met(found, forums)
    decisions = _by_matter(found) if keyed == "matters" else _by_forum(found)
    return Discovery(
        decision_map=DecisionMap(
            forums=_forums(met),
            flows=[Flow(row.source, row.target, days=row.days.median_low, standing=row.standing) for row in kept],
            decisions=decisions,
            entry_points=entries,
        ),
        passages=kept,
        left_out=tuple(row for row in rows if row.count < min_count or row.share < least_share),
        entries_left_out=few,
        stays=sum(here.forum == there.forum for history in found for here, there in pairwise(history.way)),
        after_decision=sum(len(history.later) for history in found),
        min_count=min_count,
        min_share=least_share,
    )


def passages_of(pairs: Iterable[_Pair], leaving: Mapping[str, int]) -> tuple[Passage, ...]:
    """The passages by source and target, sorted, with their shares of all those leaving the source."""
    days: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    standings: defaultdict[tuple[str, str], list[Standing | None]] = defaultdict(list)
    for here, there in pairs:
        days[here.forum, there.forum].append(there.day - here.day)
        standings[here.forum, there.forum].append(there.standing)
    return tuple(
        Passage(
            source,
            target,
            count=len(delays),
            share=Fraction(len(delays), leaving[source]),
            days=Spread(delays),
            standings=_lowest_first(Counter(standings[source, target])),
        )
        for (source, target), delays in sorted(days.items())
    )


def most_frequent(standings: Iterable[tuple[Standing | None, int]]) -> Standing | None:
    """The standing recorded most often, the lower of equals; None if none is recorded."""
    recorded = [(-count, standing.rank, standing) for standing, count in standings if standing is not None]
    return min(recorded)[2] if recorded else None


def _lowest_first(standings: Mapping[Standing | None, int]) -> tuple[tuple[Standing | None, int], ...]:
    return tuple(sorted(standings.items(), key=lambda row: -1 if row[0] is None else row[0].rank))


def _entries(found: Iterable[History], min_count: int) -> tuple[tuple[EntryPoint, ...], tuple[tuple[str, int], ...]]:
    """An entry point for each forum and stakeholder that matters began with, and the forums with too few."""
    standings: defaultdict[tuple[str, str], Counter[Standing | None]] = defaultdict(Counter)
    began: Counter[str] = Counter()
    for history in found:
        for first in history.way[:1]:
            began[first.forum] += 1
            standings[first.forum, first.by or ""][first.standing] += 1
    return (
        tuple(
            EntryPoint(forum, by or None, standing=most_frequent(standings[forum, by].items()))
            for forum, by in sorted(standings)
            if began[forum] >= min_count
        ),
        tuple((forum, count) for forum, count in sorted(began.items()) if count < min_count),
    )


def _met(found: Iterable[History], forums: Iterable[str]) -> dict[str, set[int]]:
    """The days recorded of each of the forums; none where it is known by name only."""
    days: dict[str, set[int]] = {forum: set() for forum in forums}
    for history in found:
        for day, step in history.steps:
            days[step.forum].add(day)
    return days


def _forums(met: Mapping[str, set[int]]) -> Iterator[Forum]:
    """The forums with their meetings, which nobody knows beyond the last day recorded."""
    last = date.fromordinal(max((max(days) for days in met.values() if days), default=1))
    for forum, days in sorted(met.items()):
        meetings = Meetings.on(map(date.fromordinal, days), known_until=last) if days else None
        yield Forum(forum, meetings=meetings)


def _by_matter(found: Iterable[History]) -> Iterator[Decision]:
    """Each matter's (last) decision, under the key of the matter."""
    for history in found:
        if history.decisions:
            end = history.way[-1]
            yield Decision(history.matter, made_at=end.forum, on=date.fromordinal(end.day))
        elif history.undated_decision:
            yield Decision(history.matter, made_at=min(step.forum for step in history.undated if step.decides))


def _by_forum(found: Iterable[History]) -> Iterator[Decision]:
    """One undated decision for each forum that decides."""
    deciding = {sitting.forum for history in found for sitting in history.decisions}
    deciding |= {step.forum for history in found for step in history.undated if step.decides}
    for forum in sorted(deciding):
        yield Decision(derived_key(f"decided-at-{forum}"), made_at=forum)
