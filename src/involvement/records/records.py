"""The record: steps of matters through forums, and the questions about them."""

from collections.abc import Collection, Iterable
from functools import cached_property

from attrs import field

from involvement import _fields
from involvement._fields import Exact, frozen
from involvement.decisions.maps import DecisionMap
from involvement.decisions.search.indexes import Who, stakeholders_asked
from involvement.errors import InvalidValueError
from involvement.records.conformance import Conformance, conformance_of
from involvement.records.discoveries import Discovery, Keyed, discovered
from involvement.records.durations import Durations, durations_of
from involvement.records.earlier_hearings import HeardBefore, heard_before
from involvement.records.gates import GATES_LIMIT, Gate, gates_of
from involvement.records.record_gaps import Oddity, RecordBalance, balance_of, oddities_of
from involvement.records.steps import History, Step, histories
from involvement.standing import Standing
from involvement.wording import Statement, Wording

__all__ = ["Record"]


def _steps(items: Iterable[Step]) -> tuple[Step, ...]:
    return _fields.as_tuple(items)


def _oddities(items: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return _fields.in_pairs(items)


@frozen(cache_hash=True)
class Record:
    """What happened to matters in forums, as minutes and council information systems have it.

    The steps of a matter are ordered by day; within a day a forum that decides comes last, and the
    others stand as the record lists them. A step without a day has no place in the order. Nothing
    is dropped in silence: `balance()` counts every step, `oddities()` names what is missing or
    contradictory. Of several decisions about a matter, it counts as decided with the last.

    >>> from datetime import date
    >>> decided = Step("bus-route-7", "council", date(2026, 5, 12), decides=True)
    >>> record = Record([Step("bus-route-7", "riders-panel", date(2026, 4, 14)), decided])
    >>> print(record.heard_before_decision(among=["riders-panel"]))
    1 of 1 matter decided on a recorded day was heard before the decision.

    Attributes:
        steps: in the order of the record.
        forums: keys of forums known to exist, whether or not a step names them; sorted.
        oddities_read: pairs of a place and what a reader could not understand there.
    """

    steps: tuple[Step, ...] = field(converter=_steps, validator=_fields.many(Step), repr=_fields.counted)
    forums: tuple[str, ...] = field(
        default=(),
        converter=_fields.sorted_keys,
        validator=_fields.keys,
        metadata=_fields.names("forum"),
        kw_only=True,
        repr=_fields.counted,
    )
    oddities_read: tuple[tuple[str, str], ...] = field(
        default=(),
        converter=_oddities,
        validator=_fields.each(_fields.is_pair, "pairs of a place, and what could not be understood there"),
        kw_only=True,
        repr=_fields.counted,
        alias="oddities",
    )

    @cached_property
    def _histories(self) -> tuple[History, ...]:
        return histories(self.steps)

    def balance(self) -> RecordBalance:
        """Every step, counted in one place."""
        return balance_of(self._histories)

    def oddities(self) -> tuple[Oddity, ...]:
        """What is missing, contradictory or was not understood, in the order of the kinds."""
        return oddities_of(self._histories, self.oddities_read)

    def heard_before_decision(
        self,
        *,
        at_least: Standing | str = "consulted",
        stakeholder: Who = None,
        among: Collection[str] | None = None,
    ) -> HeardBefore:
        """Which decided matters were heard before the decision, and which only after it.

        A hearing counts with at least that standing, if brought by a stakeholder (None is anyone)
        and held at one of the forums *among* (None is any, those that decide included). O(n).

        Raises:
            UnknownKeyError: `among` names a forum that neither a step nor `forums` names, or no step was brought by that
                stakeholder.
        """
        who = stakeholders_asked(stakeholder)
        if who is not None:
            brought = {step.by for step in self.steps if step.by is not None}
            _fields.all_known("stakeholder", sorted(who), brought)
        if among is not None:
            among = _fields.members("Record.heard_before_decision: among", among)
            _fields.all_known("forum", among, self._forums)
        return heard_before(self._histories, _fields.standing(at_least), who, among)

    @cached_property
    def _forums(self) -> frozenset[str]:
        return frozenset(self.forums).union(step.forum for step in self.steps)

    def durations(self) -> Durations:
        """How many days matters took to their decision, and from each forum onward, exactly. O(n log n)."""
        return durations_of(self._histories)

    def gatekeepers(self, *, limit: int = GATES_LIMIT) -> tuple[Gate, ...]:
        """The forums on recorded ways: those that most decided matters passed first, then by betweenness and key.

        O(forums times passages between two of them), which may be no more than the limit.

        Raises:
            LimitExceeded: more than that.
        """
        if not _fields.is_count(limit):
            raise InvalidValueError("Record.gatekeepers: limit", "a whole number, 0 or more")
        return gates_of(self._histories, limit)

    def no_recorded_route(self, decision_map: DecisionMap | None = None) -> tuple[str, ...]:
        """Forums, those of a map included, from which no recorded matter came to a decision; sorted keys.

        That no route is recorded does not say that nobody listens there. O(n).
        """
        if decision_map is not None:
            _require_map("Record.no_recorded_route", decision_map)
        known = self._forums.union(() if decision_map is None else (forum.key for forum in decision_map.forums))
        led = {sitting.forum for history in self._histories if history.decisions for sitting in history.way}
        return tuple(sorted(known - led))

    def discover(self, *, min_count: int = 1, min_share: Exact = 0, decisions: Keyed = "forums") -> Discovery:
        """The decision map that the record implies.

        A flow leads from each forum to the next of the same matter, up to its decision, in the
        median number of days observed (the lower of two), with the standing recorded most often at
        the target (the lower of equals). An entry point stands where matters began, for the
        stakeholder who brought them, or for anyone where nobody recorded who. Forums meet on the
        days recorded; what comes after the last day of the record is not known.

        Args:
            min_count: how often a passage must have happened to be a flow, a forum have been the
                first to be an entry point.
            min_share: which share of all passages from a forum it must be to be a flow.
            decisions: `forums` gives one undated decision for each forum that decides, with the key
                `decided-at-FORUM`; `matters` gives each matter's own, under its key, with its day.

        Raises:
            DuplicateKeyError: with `matters`, a matter has the key of a forum.
        """
        return discovered(self._histories, self._forums, min_count, min_share, decisions)

    def conformance(self, decision_map: DecisionMap) -> Conformance:
        """Where what happened parts from a map: flows never taken, passages outside it, days, entries, decisions."""
        _require_map("Record.conformance", decision_map)
        return conformance_of(self._histories, decision_map)

    @property
    def says(self) -> Statement:
        """How many steps, matters and forums there are."""
        facts = {"steps": len(self.steps), "matters": len(self._histories), "forums": len(self._forums)}
        return Statement("record.size", facts, template=_SIZE, sources=_SIZED)

    def __str__(self) -> str:
        return Wording().clause(self.says)


_SIZE = "{steps:step} of {matters:matter} at {forums:forum}"
_SIZED = {"steps": "Record.steps", "matters": "Step.matter", "forums": ("Record.forums", "Step.forum")}


def _require_map(place: str, decision_map: object) -> None:
    if not isinstance(decision_map, DecisionMap):
        raise InvalidValueError(f"{place}: decision_map", "a DecisionMap")
