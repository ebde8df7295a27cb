"""One involvement process whole: the only place where keys are checked across its parts."""

from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum

from attrs import field, frozen

from involvement import _fields
from involvement.decisions import DecisionMap
from involvement.errors import UnknownKeyError
from involvement.people import Side, Stakeholder
from involvement.priorities import Issue

__all__ = ["Level", "Process"]


class Level(StrEnum):
    """How widely a process works."""

    SERVICE = "service"
    AREA = "area"
    NATIONAL = "national"


def _level(value: Level | str | None) -> Level | None:
    return None if value is None else _fields.word(Level, "Process.level", value)  # type: ignore[no-any-return]


def _stakeholders(items: Iterable[Stakeholder]) -> tuple[Stakeholder, ...]:
    return _fields.members("Process.stakeholders", items)


def _issues(items: Iterable[Issue]) -> tuple[Issue, ...]:
    return _fields.members("Process.issues", items)


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
        repr=lambda items: f"<{len(items)}>",
    )
    decision_map: DecisionMap | None = field(
        default=None, validator=_fields.a(DecisionMap, optional=True), kw_only=True
    )
    issues: tuple[Issue, ...] = field(
        default=(),
        converter=_issues,
        validator=_fields.many(Issue),
        kw_only=True,
        repr=lambda items: f"<{len(items)}>",
    )

    def __attrs_post_init__(self) -> None:
        _fields.distinct("stakeholder", (each.key for each in self.stakeholders))
        _fields.distinct("issue", (each.key for each in self.issues))
        if self.decision_map is not None and self.stakeholders:
            known = {each.key for each in self.stakeholders}
            _refuse_unknown("stakeholder", _named_stakeholders(self.decision_map), known)
        if self.decision_map is not None:
            known = {each.key for each in self.decision_map.decisions}
            _refuse_unknown("decision", _named_decisions(self.issues), known)

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


def _refuse_unknown(kind: str, named: Iterable[tuple[str, str]], known: Collection[str]) -> None:
    for key, where in named:
        if key not in known:
            raise UnknownKeyError(kind, key, known, where)
