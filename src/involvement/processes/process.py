"""The process: everything that is known of one involvement process."""

from collections.abc import Callable, Collection, Iterable
from enum import StrEnum
from functools import cache, cached_property
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve, field, fields

from involvement import _fields
from involvement._fields import frozen
from involvement.calendars import WorkingCalendar
from involvement.data_protection import DataProtection
from involvement.decisions import ANY, DecisionMap, StageName
from involvement.errors import InvalidValueError
from involvement.feedback import Ledger
from involvement.levels import Claim, Ladder, ladder
from involvement.levels.packaged import ladder_keys
from involvement.maturity import AnswerSheet, Framework, framework
from involvement.maturity.packaged import framework_keys
from involvement.people import Kind, Representation, Side, Stakeholder
from involvement.plans import Workplan
from involvement.priorities import Agreement, Issue, Negotiation
from involvement.processes import keys
from involvement.rankings import Priorities
from involvement.references import Ref
from involvement.support import NotedBarrier, Support
from involvement.support.packaged import barrier_keys

if TYPE_CHECKING:
    from involvement.maturity import Assessment

__all__ = ["Level", "Process"]

_Part = TypeVar("_Part", DecisionMap, Ledger, Workplan)


class Level(StrEnum):
    """How widely a process works."""

    SERVICE = "service"
    AREA = "area"
    NATIONAL = "national"


def _level(value: Level | str | None) -> Level | None:
    return _fields.as_word(Level, value)


def _stakeholders(items: Iterable[Stakeholder]) -> tuple[Stakeholder, ...]:
    return _fields.as_tuple(items)


def _issues(items: Iterable[Issue]) -> tuple[Issue, ...]:
    return _fields.as_tuple(items)


def _positions(items: Iterable[Priorities]) -> tuple[Priorities, ...]:
    return _fields.as_tuple(items)


def _past_agreements(items: Iterable[Agreement]) -> tuple[Agreement, ...]:
    return _fields.as_tuple(items)


def _barriers(items: Iterable[NotedBarrier]) -> tuple[NotedBarrier, ...]:
    return _fields.as_tuple(items)


def _claims(items: Iterable[Claim]) -> tuple[Claim, ...]:
    return _fields.as_tuple(items)


def _ladders(items: Iterable[Ladder]) -> tuple[Ladder, ...]:
    return _fields.as_tuple(items)


def _assessments(items: "Iterable[AnswerSheet | Assessment]") -> tuple[AnswerSheet, ...]:
    return _fields.as_each(items, _sheet_of)


def _sheet_of(item: "AnswerSheet | Assessment") -> AnswerSheet:
    from involvement.maturity import Assessment

    return item.sheet if isinstance(item, Assessment) else item


def _frameworks(items: Iterable[Framework]) -> tuple[Framework, ...]:
    return _fields.as_tuple(items)


@frozen(cache_hash=True)
class Process:
    """One involvement process whole. Only `key` is required; a part that is absent is silent.

    Parts name each other by key. Where a process lists its stakeholders, issues or a decision map,
    a key that is not among them raises `UnknownKeyError`, with the place that names it. A process has one working
    calendar: where a part has another, it is refused, and where it has none, that of the process is used.
    `decision_map`, `ledger` and `workplan` are what is recorded. Ask `resolved_map`, `resolved_ledger` and `resolved_plan`,
    which know the stakeholders, the issues and the calendar of the process; a `Snapshot` asks them too.

    >>> Process("retinal-screening", title="Retinal screening").stakeholders
    ()
    """

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    purpose: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    definition: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    scope: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    level: Level | None = field(default=None, converter=_level, validator=_fields.a(Level, optional=True), kw_only=True)
    methods: tuple[str, ...] = field(default=(), converter=_fields.texts_tuple, validator=_fields.texts, kw_only=True)
    calendar: WorkingCalendar | None = field(
        default=None, validator=_fields.a(WorkingCalendar, optional=True), kw_only=True
    )
    stakeholders: tuple[Stakeholder, ...] = field(
        default=(),
        converter=_stakeholders,
        validator=_fields.many(Stakeholder),
        kw_only=True,
        repr=_fields.counted,
    )
    representation: Representation | None = field(
        default=None, validator=_fields.a(Representation, optional=True), kw_only=True
    )
    decision_map: DecisionMap | None = field(
        default=None, validator=_fields.a(DecisionMap, optional=True), kw_only=True
    )
    issues: tuple[Issue, ...] = field(
        default=(),
        converter=_issues,
        validator=_fields.many(Issue),
        kw_only=True,
        repr=_fields.counted,
    )

    positions: tuple[Priorities, ...] = field(
        default=(),
        converter=_positions,
        validator=_fields.many(Priorities),
        kw_only=True,
        repr=_fields.counted,
    )
    negotiation: Negotiation | None = field(default=None, validator=_fields.a(Negotiation, optional=True), kw_only=True)
    agreement: Agreement | None = field(default=None, validator=_fields.a(Agreement, optional=True), kw_only=True)
    past_agreements: tuple[Agreement, ...] = field(
        default=(),
        converter=_past_agreements,
        validator=_fields.many(Agreement),
        kw_only=True,
        repr=_fields.counted,
    )
    workplan: Workplan | None = field(default=None, validator=_fields.a(Workplan, optional=True), kw_only=True)
    ledger: Ledger | None = field(default=None, validator=_fields.a(Ledger, optional=True), kw_only=True)
    barriers: tuple[NotedBarrier, ...] = field(
        default=(), converter=_barriers, validator=_fields.many(NotedBarrier), kw_only=True, repr=_fields.counted
    )
    support: Support | None = field(default=None, validator=_fields.a(Support, optional=True), kw_only=True)
    claims: tuple[Claim, ...] = field(
        default=(), converter=_claims, validator=_fields.many(Claim), kw_only=True, repr=_fields.counted
    )
    ladders: tuple[Ladder, ...] = field(
        default=(), converter=_ladders, validator=_fields.many(Ladder), kw_only=True, repr=_fields.counted
    )
    assessments: tuple[AnswerSheet, ...] = field(
        default=(), converter=_assessments, validator=_fields.many(AnswerSheet), kw_only=True, repr=_fields.counted
    )
    frameworks: tuple[Framework, ...] = field(
        default=(), converter=_frameworks, validator=_fields.many(Framework), kw_only=True, repr=_fields.counted
    )
    data_protection: DataProtection | None = field(
        default=None, validator=_fields.a(DataProtection, optional=True), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        known, personal = self._known(), self._persons()
        for kind, parts in (
            ("stakeholder", self.stakeholders), ("issue", self.issues),
            ("ladder", self.ladders), ("framework", self.frameworks),
        ):  # fmt: skip
            _fields.distinct(kind, (part.key for part in parts), unsaid=personal if kind == "stakeholder" else ())
        _fields.distinct("position", (position.stakeholder for position in self.positions), unsaid=personal)
        keys.refuse_packaged("ladder", self.ladders, ladder_keys() if self.ladders else ())
        keys.refuse_packaged("framework", self.frameworks, framework_keys() if self.frameworks else ())
        _ = self.working_calendar  # one for all parts
        for part in fields(Process):
            # The issues of an agreement that is past may be forgotten.
            forgotten = {"issue"} if part.name == "past_agreements" else ()
            keys.refuse_unknown(getattr(self, part.name), part.name, known, personal=personal, forgotten=forgotten)
        if self.assessments:
            self.assessed()  # every criterion, answer and group is one that its framework knows

    def _known(self) -> keys.Known:
        """The keys that may be named, by kind. A kind of which the process lists nothing is left out: anything goes."""
        known: dict[str, Collection[str] | Callable[[str], Collection[str]]] = {}
        stages = (
            {}
            if self.decision_map is None
            else {decision.key: decision.all_stages() for decision in self.decision_map.decisions}
        )
        if self.issues:
            known["issue"] = {issue.key for issue in self.issues}
        if self.decision_map is not None:
            known["decision"] = stages.keys()
            known["forum"] = {forum.key for forum in self.decision_map.forums}
            kinds = {kind for decision in self.decision_map.decisions for kind in decision.kinds}
            known["decision, issue or kind"] = {*ANY, *stages, *kinds, *(issue.key for issue in self.issues)}
        if self.stakeholders:
            stakeholders = {stakeholder.key for stakeholder in self.stakeholders}
            people = () if self.representation is None else self.representation.people
            known["stakeholder"] = stakeholders
            known["stakeholder or person"] = stakeholders.union(person.key for person in people)
            forums = () if self.decision_map is None else self.decision_map.forums
            known["stakeholder or forum"] = stakeholders.union(forum.key for forum in forums)
        if self.issues or self.decision_map is not None:
            known["issue or decision"] = {*stages, *(issue.key for issue in self.issues)}
        if self.barriers:
            own = () if self.support is None else self.support.own_barriers
            known["barrier"] = {*barrier_keys(), *(barrier.key for barrier in own)}
        known["ladder"] = {*ladder_keys(), *(ladder.key for ladder in self.ladders)} if self.claims else ()
        known["framework"] = (
            {*framework_keys(), *(framework.key for framework in self.frameworks)} if self.assessments else ()
        )
        known["stage"] = lambda decision: [stage.name.value for stage in stages.get(decision, ())] or list(StageName)
        known["rung"] = cache(lambda key: {rung.key for rung in self.ladder(key).rungs})
        return known

    def _persons(self) -> frozenset[str]:
        """The keys of persons, which no error lists."""
        people = () if self.representation is None else self.representation.people
        listed = (stakeholder.key for stakeholder in self.stakeholders if stakeholder.kind is Kind.PERSON)
        return frozenset(person.key for person in people).union(listed)

    @property
    def ref(self) -> Ref:
        """What a finding about the process as a whole is about."""
        return Ref("process", self.key)

    @cached_property
    def working_calendar(self) -> WorkingCalendar | None:
        """The working calendar of the process, or the one that a part of it has; None where nobody recorded one."""
        holders = {"": self, "decision_map.": self.decision_map, "ledger.": self.ledger, "workplan.": self.workplan}
        recorded = {
            f"{place}calendar": holder.calendar
            for place, holder in holders.items()
            if holder is not None and holder.calendar is not None
        }
        first = next(iter(recorded.values()), None)
        for place, calendar in recorded.items():
            if calendar != first:
                raise InvalidValueError(f"Process.{place}", f"the working calendar that {next(iter(recorded))} has")
        return first

    @cached_property
    def resolved_ledger(self) -> Ledger:
        """The ledger, an empty one where there is none, by the working calendar of the process."""
        return self._by_calendar(self.ledger or Ledger())

    @cached_property
    def resolved_plan(self) -> Workplan | None:
        """The workplan by the working calendar of the process; None where there is none."""
        return None if self.workplan is None else self._by_calendar(self.workplan)

    def _by_calendar(self, part: _Part) -> _Part:
        return part if part.calendar == self.working_calendar else evolve(part, calendar=self.working_calendar)

    @cached_property
    def resolved_map(self) -> DecisionMap:
        """The decision map by the working calendar, an empty one where there is none, to which the stakeholders are known.

        What is about an issue is about its decisions. A stakeholder who is listed, or, where none is listed, named in some part, is not unknown for having no entry point.
        """
        listed = {stakeholder.key for stakeholder in self.stakeholders}
        named = (name.key for name in keys.names_in(self, self.key) if name.kind == "stakeholder")
        decisions = {issue.key: issue.decisions for issue in self.issues if issue.decisions}
        resolved = self._by_calendar((self.decision_map or DecisionMap()).with_issues(decisions))
        return resolved.knowing(listed or set(named), unlisted=self._persons())

    def ladder(self, key: str) -> Ladder:
        """The ladder of that key: one of the process's own, or else a packaged one."""
        return keys.one_of("ladder", key, self.ladders, ladder_keys(), ladder)

    def framework(self, key: str) -> Framework:
        """The framework of that key: one of the process's own, or else a packaged one."""
        return keys.one_of("framework", key, self.frameworks, framework_keys(), framework)

    def assessed(self) -> "tuple[Assessment, ...]":
        """What its sheets of answers come to, in their order."""
        from involvement.maturity import assessed

        return tuple(
            assessed(self.framework(answer_sheet.framework), answer_sheet) for answer_sheet in self.assessments
        )

    def side(self, side: Side | str) -> tuple[str, ...]:
        """The keys of the stakeholders on a side, sorted."""
        wanted = _fields.word(Side, "side", side)
        return tuple(sorted(stakeholder.key for stakeholder in self.stakeholders if stakeholder.side is wanted))

    def __str__(self) -> str:
        return self.title or self.key
