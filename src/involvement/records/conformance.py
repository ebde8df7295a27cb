"""Conformance of a record with a decision map: where the two part."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions.decision_words import period_said
from involvement.decisions.decisions import Decision
from involvement.decisions.flows import EntryPoint, Flow
from involvement.decisions.forums import Forum
from involvement.decisions.maps import DecisionMap
from involvement.records.discoveries import Passage, passages_of
from involvement.records.steps import History, Sitting, passages
from involvement.references import Ref
from involvement.standing import Standing
from involvement.wording import Fact, Statement, Wording

__all__ = ["Conformance", "DecidedOtherwise", "LowerStanding", "UnusedFlow", "conformance_of"]


@frozen
class UnusedFlow:
    """A flow of the map that no matter took, and how often matters were at its forums, with a day or without."""

    flow: Flow
    at_source: int
    at_target: int

    @property
    def could_happen(self) -> bool:
        """Whether both forums are in the record at all."""
        return self.at_source > 0 and self.at_target > 0

    @property
    def says(self) -> Statement:
        """That no matter took the flow, and whether both forums are in the record."""
        code = "unused" if self.could_happen else "not_recorded"
        return Statement(
            f"conformance.{code}", _ends(self.flow.source, self.flow.target), template=_FLOWS[code], sources=_FORUMS
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


_FORUMS = {"source": "Forum.title", "target": "Forum.title"}
_FLOWS = {
    "unused": "The record shows no matter that took the flow from {source} to {target}.",
    "not_recorded": "The record shows no matter that took the flow from {source} to {target}. It does not have both forums.",
}


def _ends(source: str, target: str) -> dict[str, Fact]:
    return {"source": Ref("forum", source), "target": Ref("forum", target)}


@frozen
class LowerStanding:
    """A passage on the map whose target owed matters less than the map says.

    `observed` are the lower standings with how often, lowest first; `count` is how often any was recorded.
    """

    source: str
    target: str
    promised: Standing
    observed: tuple[tuple[Standing, int], ...]
    count: int

    @property
    def says(self) -> Statement:
        """What the map promises, and which lower standings the record shows, how often."""
        sources = {"number": "Step.standing", "standing": "Step.standing"}
        observed = tuple(
            Statement("conformance.observed", {"number": n, "standing": standing}, template=_OBSERVED, sources=sources)
            for standing, n in self.observed
        )
        return Statement(
            "conformance.lower",
            {**_ends(self.source, self.target), "promised": self.promised, "count": self.count, "observed": observed},
            template=_LOWER,
            sources={**_FORUMS, "promised": "Flow.standing", "count": "Step.standing"},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


_OBSERVED = "{number} {number#was|were} {standing:quoted}"
_LOWER = "From {source} to {target}, the map says {promised:quoted}. Of {count:recorded time}, {observed:clauses}."


@frozen
class DecidedOtherwise:
    """A decision of the map that the record has at another forum or on another day; None is not recorded.

    `between` are the first and the last day on which it may be made, where the map has them and no day.
    """

    decision: str
    made_at: str
    on: date | None
    recorded_at: str
    recorded_on: date | None
    between: tuple[date, date] | None = None

    @property
    def says(self) -> Statement:
        """Where and when it is decided on the map, and in the record."""
        return Statement(
            "conformance.otherwise",
            {
                "decision": Ref("decision", self.decision),
                "planned": _place(self.made_at, self.on, "Decision.on", self.between),
                "recorded": _place(self.recorded_at, self.recorded_on, "Step.on"),
            },
            template="On the map, {decision:quoted} is decided {planned:clause}. In the record, it was decided "
            "{recorded:clause}.",
            sources={"decision": "Decision.title"},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


def _place(forum: str, day: date | None, field: str, between: tuple[date, date] | None = None) -> Statement:
    facts: dict[str, Fact] = {"forum": Ref("forum", forum)}
    sources = {"forum": "Forum.title"}
    if between is not None:
        facts["when"] = period_said(*between)
        return Statement("conformance.at_between", facts, template="at {forum} {when:clause}", sources=sources)
    if day is None:
        return Statement("conformance.at", facts, template="at {forum}", sources=sources)
    facts["day"] = day
    return Statement("conformance.at_on", facts, template="at {forum} on {day}", sources={**sources, "day": field})


@frozen
class Conformance:
    """Where the record and a map agree and where they part.

    A passage is on the map if a flow joins the two forums and was open: what was heard at the source
    by `closes` can leave, and from `opens` on it can arrive.

    Attributes:
        on_map: how many passages are on the map.
        outside: the passages that are not, by source and target, sorted.
        unused: the flows of the map that no passage took, in the order of the map.
        unknown_forums: forums of the record that the map does not have, sorted.
        off_calendar: by forum, the days recorded on which the map says that it does not meet, sorted.
        entries_elsewhere: forums where matters began that are no entry point for who brought them on
            that day, with how often, sorted. Where nobody recorded who, any entry point will do.
        lower_standing: passages on the map with less standing than every flow there says, sorted.
        decided_otherwise: decisions whose key is that of a matter decided elsewhere or on another day.
        not_decided: decisions of the map that are matters of the record and that nobody decided.
        not_recorded: decisions of the map that are no matter of the record, sorted.
    """

    on_map: int
    outside: tuple[Passage, ...] = field(repr=_fields.counted)
    unused: tuple[UnusedFlow, ...] = field(repr=_fields.counted)
    unknown_forums: tuple[str, ...] = field(repr=_fields.counted)
    off_calendar: tuple[tuple[str, tuple[date, ...]], ...] = field(repr=_fields.counted)
    entries_elsewhere: tuple[tuple[str, int], ...] = field(repr=_fields.counted)
    lower_standing: tuple[LowerStanding, ...] = field(repr=_fields.counted)
    decided_otherwise: tuple[DecidedOtherwise, ...] = field(repr=_fields.counted)
    not_decided: tuple[str, ...] = field(repr=_fields.counted)
    not_recorded: tuple[str, ...] = field(repr=_fields.counted)

    @property
    def passages(self) -> int:
        """How many passages there are, on the map and outside."""
        return self.on_map + sum(passage.count for passage in self.outside)

    @property
    def fitness(self) -> Fraction | None:
        """The share of passages that are on the map; None without a passage."""
        return Fraction(self.on_map, self.passages) if self.passages else None

    @property
    def says(self) -> Statement:
        """How many passages are on the map, and how many flows of the map no matter took."""
        if not self.passages:
            return Statement("conformance.none", template="No passage from one forum to another is recorded.")
        facts: dict[str, Fact] = {"on_map": self.on_map, "passages": self.passages, "unused": len(self.unused)}
        sources = {"on_map": "Step.forum", "passages": "Step.forum", "unused": "Flow.source"}
        return Statement("conformance", facts, template=_CONFORMANCE, sources=sources)

    def __str__(self) -> str:
        return Wording().say(self.says)


_CONFORMANCE = "{on_map} of {passages:recorded passage} {on_map#is|are} on the map. The record shows no use of {unused:flow} on the map."


def conformance_of(found: Sequence[History], decision_map: DecisionMap) -> Conformance:
    """The comparison of these histories with a map."""
    flows: defaultdict[tuple[str, str], list[Flow]] = defaultdict(list)
    for flow in decision_map.flows:
        flows[flow.source, flow.target].append(flow)
    taken: set[Flow] = set()
    leaving: Counter[str] = Counter()
    outside: list[tuple[Sitting, Sitting]] = []
    standings: defaultdict[tuple[str, str, Standing], Counter[Standing]] = defaultdict(Counter)
    for here, there in passages(found):
        leaving[here.forum] += 1
        ways = [flow for flow in flows.get((here.forum, there.forum), ()) if _open(flow, here.day, there.day)]
        if not ways:
            outside.append((here, there))
            continue
        taken.update(ways)
        promised = [flow.standing for flow in ways if flow.standing is not None]
        if there.standing is not None and len(promised) == len(ways):
            standings[here.forum, there.forum, min(promised)][there.standing] += 1
    sittings = Counter(sitting.forum for history in found for sitting in (*history.way, *history.later))
    known = {forum.key for forum in decision_map.forums}
    sittings.update(step.forum for history in found for step in history.undated)
    otherwise, not_decided, not_recorded = _compared(found, decision_map)
    return Conformance(
        on_map=leaving.total() - len(outside),
        outside=passages_of(outside, leaving),
        unused=tuple(
            UnusedFlow(flow, sittings[flow.source], sittings[flow.target])
            for flow in decision_map.flows
            if flow not in taken
        ),
        unknown_forums=tuple(sorted(sittings.keys() - known)),
        off_calendar=tuple(_off_calendar(found, decision_map)),
        entries_elsewhere=_entries_elsewhere(found, decision_map),
        lower_standing=tuple(_lower(standings)),
        decided_otherwise=tuple(otherwise),
        not_decided=tuple(not_decided),
        not_recorded=tuple(not_recorded),
    )


def _open(way: Flow | EntryPoint, leaves: int, arrives: int) -> bool:
    closed = way.closes is not None and leaves > way.closes.toordinal()
    return not closed and (way.opens is None or way.opens.toordinal() <= arrives)


def _off_calendar(found: Sequence[History], decision_map: DecisionMap) -> Iterator[tuple[str, tuple[date, ...]]]:
    days: defaultdict[str, set[int]] = defaultdict(set)
    for history in found:
        for sitting in (*history.way, *history.later):
            days[sitting.forum].add(sitting.day)
    for forum in sorted(decision_map.forums, key=lambda forum: forum.key):
        if forum.meetings is not None:
            recorded = map(date.fromordinal, sorted(days.get(forum.key, ())))
            off = tuple(day for day in recorded if not _meets(forum, day))
            if off:
                yield forum.key, off


def _entries_elsewhere(found: Sequence[History], decision_map: DecisionMap) -> tuple[tuple[str, int], ...]:
    entries: defaultdict[str, list[EntryPoint]] = defaultdict(list)
    for entry in decision_map.entry_points:
        entries[entry.forum].append(entry)
    elsewhere: Counter[str] = Counter()
    for history in found:
        for first in history.way[:1]:
            elsewhere[first.forum] += not any(
                (entry.stakeholder is None or first.by in {None, entry.stakeholder})
                and _open(entry, first.day, first.day)
                for entry in entries.get(first.forum, ())
            )
    return tuple(sorted((+elsewhere).items()))


def _lower(standings: Mapping[tuple[str, str, Standing], Counter[Standing]]) -> Iterator[LowerStanding]:
    for source, target, promised in sorted(standings, key=lambda place: (place[0], place[1], place[2].rank)):
        observed = standings[source, target, promised]
        lower = tuple((standing, observed[standing]) for standing in sorted(observed) if standing < promised)
        if lower:
            yield LowerStanding(source, target, promised, lower, observed.total())


def _compared(
    found: Sequence[History], decision_map: DecisionMap
) -> tuple[list[DecidedOtherwise], list[str], list[str]]:
    """Decisions of the map that were made otherwise, not made, and not in the record."""
    by_matter = {history.matter: history for history in found}
    otherwise: list[DecidedOtherwise] = []
    not_decided: list[str] = []
    not_recorded: list[str] = []
    for decision in sorted(decision_map.decisions, key=lambda decision: decision.key):
        history = by_matter.get(decision.key)
        made = [] if history is None else _made(history)
        if history is None:
            not_recorded.append(decision.key)
        elif not made:
            not_decided.append(decision.key)
        elif not any(at == decision.made_at and (on is None or _fits(decision, on)) for at, on in made):
            otherwise += [
                DecidedOtherwise(decision.key, decision.made_at, decision.on, at, on, decision.between)
                for at, on in made
            ]
    return otherwise, not_decided, not_recorded


def _meets(forum: Forum, day: date) -> bool:
    """Whether a meeting of the forum begins on a day or lasts over it, as far as is known."""
    begun = None if forum.meetings is None else forum.meetings.sitting_on(day)
    return begun is not None and (forum.since or begun) <= begun <= (forum.until or begun)


def _fits(decision: Decision, on: date) -> bool:
    """Whether it may be made on a day, as far as the map knows."""
    first, last = decision.first_day, decision.last_day
    return first is None or last is None or first <= on <= last


def _made(history: History) -> list[tuple[str, date | None]]:
    """Where and when a matter was decided, in order; those without a day last, by forum."""
    undated = sorted({step.forum for step in history.undated if step.decides})
    return [(decision.forum, date.fromordinal(decision.day)) for decision in history.decisions] + [
        (at, None) for at in undated
    ]
