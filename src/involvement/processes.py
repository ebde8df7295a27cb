"""One involvement process whole: the only place where keys are checked across its parts."""

from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum

from attrs import field, frozen

from involvement import _fields
from involvement.decisions import DecisionMap, StageName
from involvement.errors import DuplicateKeyError, UnknownKeyError
from involvement.levels import Claim, Ladder, ladder, ladder_keys
from involvement.maturity import AnswerSheet, Assessment, Framework, assessed, framework, framework_keys
from involvement.people import Side, Stakeholder
from involvement.priorities import Agreement, Issue, Negotiation, Priorities

__all__ = ["Level", "Process"]


class Level(StrEnum):
    """How widely a process works."""

    SERVICE = "service"
    AREA = "area"
    NATIONAL = "national"


def _level(value: Level | str | None) -> Level | None:
    return None if value is None else _fields.word(Level, "Process.level", value)


def _stakeholders(items: Iterable[Stakeholder]) -> tuple[Stakeholder, ...]:
    return _fields.members("Process.stakeholders", items)


def _issues(items: Iterable[Issue]) -> tuple[Issue, ...]:
    return _fields.members("Process.issues", items)


def _positions(items: Iterable[Priorities]) -> tuple[Priorities, ...]:
    return _fields.members("Process.positions", items)


def _past_agreements(items: Iterable[Agreement]) -> tuple[Agreement, ...]:
    return _fields.members("Process.past_agreements", items)


def _claims(items: Iterable[Claim]) -> tuple[Claim, ...]:
    return _fields.members("Process.claims", items)


def _ladders(items: Iterable[Ladder]) -> tuple[Ladder, ...]:
    return _fields.members("Process.ladders", items)


def _assessments(items: Iterable[AnswerSheet | Assessment]) -> tuple[AnswerSheet, ...]:
    found = _fields.members("Process.assessments", items)
    return tuple(each.sheet if isinstance(each, Assessment) else each for each in found)


def _frameworks(items: Iterable[Framework]) -> tuple[Framework, ...]:
    return _fields.members("Process.frameworks", items)


@frozen(cache_hash=True)
class Process:
    """One involvement process whole. Only `key` is required; a part that is absent is silent.

    Parts name each other by key. Where a process lists its stakeholders, issues or a decision map,
    a key that is not among them raises `UnknownKeyError`, with the place that names it.

    >>> Process("retinal-screening", title="Retinal screening").stakeholders
    ()
    """

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    purpose: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    definition: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    scope: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    level: Level | None = field(default=None, converter=_level, kw_only=True)
    methods: tuple[str, ...] = field(default=(), converter=_fields.texts_tuple, validator=_fields.texts, kw_only=True)
    stakeholders: tuple[Stakeholder, ...] = field(
        default=(),
        converter=_stakeholders,
        validator=_fields.many(Stakeholder),
        kw_only=True,
        repr=_fields.counted,
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

    def __attrs_post_init__(self) -> None:
        _fields.distinct("position", (each.stakeholder for each in self.positions))
        if self.stakeholders:
            known = {each.key for each in self.stakeholders}
            _refuse_unknown("stakeholder", self._parties(), known)
        if self.issues:
            _refuse_unknown("issue", self._settled_issues(), {each.key for each in self.issues})
        _fields.distinct("stakeholder", (each.key for each in self.stakeholders))
        _fields.distinct("issue", (each.key for each in self.issues))
        if self.decision_map is not None and self.stakeholders:
            known = {each.key for each in self.stakeholders}
            _refuse_unknown("stakeholder", _named_stakeholders(self.decision_map), known)
        if self.decision_map is not None:
            known = {each.key for each in self.decision_map.decisions}
            _refuse_unknown("decision", _named_decisions(self.issues), known)
        _fields.distinct("ladder", (each.key for each in self.ladders))
        _refuse_packaged("ladder", (each.key for each in self.ladders), ladder_keys())
        self._check_claims()
        _fields.distinct("framework", (each.key for each in self.frameworks))
        _refuse_packaged("framework", (each.key for each in self.frameworks), framework_keys())
        self._check_assessments()

    def ladder(self, key: str) -> Ladder:
        """The ladder of that key: one of the process's own, or else a packaged one."""
        for own in self.ladders:
            if own.key == key:
                return own
        _refuse_unknown("ladder", [(key, "")], {each.key for each in self.ladders}.union(ladder_keys()))
        return ladder(key)

    def framework(self, key: str) -> Framework:
        """The framework of that key: one of the process's own, or else a packaged one."""
        for own in self.frameworks:
            if own.key == key:
                return own
        _refuse_unknown("framework", [(key, "")], {each.key for each in self.frameworks}.union(framework_keys()))
        return framework(key)

    def assessed(self) -> tuple[Assessment, ...]:
        """What its sheets of answers come to, in their order."""
        return tuple(assessed(self.framework(each.framework), each) for each in self.assessments)

    def _check_assessments(self) -> None:
        places = [(f"assessments[{number}]", sheet) for number, sheet in enumerate(self.assessments)]
        known = {each.key for each in self.frameworks}.union(framework_keys()) if places else set()
        _refuse_unknown("framework", ((sheet.framework, f"{at}.framework") for at, sheet in places), known)
        if self.stakeholders:
            raters = ((sheet.rater, f"{at}.rater") for at, sheet in places if sheet.rater is not None)
            _refuse_unknown("stakeholder", raters, {each.key for each in self.stakeholders})
        self.assessed()  # every criterion, answer and group is one that its framework knows

    def _check_claims(self) -> None:
        places = [(f"claims[{number}]", claim) for number, claim in enumerate(self.claims)]
        if self.stakeholders:
            known = {each.key for each in self.stakeholders}
            _refuse_unknown("stakeholder", ((claim.stakeholder, f"{at}.stakeholder") for at, claim in places), known)
        stages = {}
        if self.decision_map is not None:
            stages = {each.key: [stage.name for stage in each.all_stages()] for each in self.decision_map.decisions}
            _refuse_unknown("decision", ((claim.decision, f"{at}.decision") for at, claim in places), stages)
        named = dict.fromkeys(claim.ladder for claim in self.claims)
        own = {each.key: each for each in self.ladders}
        known_ladders = {*own, *ladder_keys()} if named else set()
        _refuse_unknown("ladder", ((claim.ladder, f"{at}.ladder") for at, claim in places), known_ladders)
        rungs = {key: {rung.key for rung in (own.get(key) or ladder(key)).rungs} for key in named}
        for at, claim in places:
            _refuse_unknown("rung", [(claim.rung, f"{at}.rung")], rungs[claim.ladder])
            if claim.stage is not None:
                known_stages = [str(name) for name in stages.get(claim.decision, StageName)]
                _refuse_unknown("stage", [(claim.stage, f"{at}.stage")], known_stages)

    def _parties(self) -> Iterator[tuple[str, str]]:
        for position in self.positions:
            yield position.stakeholder, "positions"
        if self.negotiation is not None:
            for number, move in enumerate(self.negotiation.moves):
                party = None if move.position is None else move.position.stakeholder
                named = (move.by, party, None if move.feasibility is None else move.feasibility.who)
                yield from ((key, f"move {number} of the negotiation") for key in named if key is not None)
        for name, agreement in self._agreements():
            yield from ((each.stakeholder, f"a position of the {name}") for each in agreement.positions)
            yield from ((each.who, f"feasibility of the {name}") for each in agreement.feasibility if each.who)
            yield from ((each.who, f"a settlement of the {name}") for each in agreement.settlements if each.who)
            yield from ((each.by, f"an override of the {name}") for each in agreement.overrides)
            yield from ((each.by, f"a voice in the {name}") for each in (*agreement.objections, *agreement.dissent))
            yield from ((key, f"who accepted the {name}") for key in agreement.accepted_by)

    def _settled_issues(self) -> Iterator[tuple[str, str]]:
        for position in self.positions:
            yield from ((issue, f"position of {position.stakeholder!r}") for issue in position.ranked())
        if self.negotiation is not None:
            for number, move in enumerate(self.negotiation.moves):
                ranked = () if move.position is None else move.position.ranked()
                studied = None if move.feasibility is None else move.feasibility.issue
                named = (move.issue, studied, *ranked)
                yield from ((key, f"move {number} of the negotiation") for key in named if key is not None)
            yield from ((each.issue, "effort of the negotiation") for each in self.negotiation.effort)
        if self.agreement is not None:
            yield from ((each.issue, "a settlement of the agreement") for each in self.agreement.settlements)
            for position in self.agreement.positions:
                yield from ((issue, "a position of the agreement") for issue in position.ranked())
            yield from ((each.issue, "feasibility of the agreement") for each in self.agreement.feasibility)
            yield from ((each.issue, "effort of the agreement") for each in self.agreement.effort)
            yield from ((each.issue, "a chance of the agreement") for each in self.agreement.chances)
            yield from ((each.issue, "an override of the agreement") for each in self.agreement.overrides)
            voices = (*self.agreement.objections, *self.agreement.dissent)
            yield from ((each.issue, "a voice in the agreement") for each in voices if each.issue is not None)

    def _agreements(self) -> Iterator[tuple[str, Agreement]]:
        if self.agreement is not None:
            yield "agreement", self.agreement
        for agreement in self.past_agreements:
            yield "past agreement", agreement

    def side(self, side: Side | str) -> tuple[str, ...]:
        """The keys of the stakeholders on a side, sorted."""
        wanted = _fields.word(Side, "side", side)
        return tuple(sorted(each.key for each in self.stakeholders if each.side is wanted))

    def __str__(self) -> str:
        return self.title or self.key


def _named_stakeholders(decision_map: DecisionMap) -> Iterator[tuple[str, str]]:
    forums = {forum.key for forum in decision_map.forums}
    for forum in decision_map.forums:
        for seat in forum.seats:
            yield seat.stakeholder, f"seat at forum {forum.key!r}"
    for number, flow in enumerate(decision_map.flows):
        if flow.carried_by is not None:
            yield flow.carried_by, f"carried_by of flow {number} ({flow.source} to {flow.target})"
    for number, entry in enumerate(decision_map.entry_points):
        if entry.stakeholder is not None:
            yield entry.stakeholder, f"entry point {number} at forum {entry.forum!r}"
    for number, reply in enumerate(decision_map.replies):
        place = f"reply {number} ({reply.source} to {reply.target})"
        if reply.carried_by is not None:
            yield reply.carried_by, f"carried_by of {place}"
        if reply.target not in forums:
            yield reply.target, f"target of {place}"


def _named_decisions(issues: Iterable[Issue]) -> Iterator[tuple[str, str]]:
    for issue in issues:
        for decision in issue.decisions:
            yield decision, f"issue {issue.key!r}"


def _refuse_packaged(kind: str, own: Iterable[str], packaged: Collection[str]) -> None:
    """What is published never changes its meaning, so nobody may put another one in its place."""
    for number, key in enumerate(own):
        if key in packaged:
            raise DuplicateKeyError(kind, key, f"{kind}s[{number}], beside those of the library")


def _refuse_unknown(kind: str, named: Iterable[tuple[str, str]], known: Collection[str]) -> None:
    for key, where in named:
        if key not in known:
            raise UnknownKeyError(kind, key, known, where)
