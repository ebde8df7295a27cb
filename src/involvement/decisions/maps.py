"""Where decisions are made, and how service users' views reach them: the map and its questions."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from involvement import _fields
from involvement.decisions.decisions import Decision, StageName
from involvement.decisions.flows import EntryPoint, Flow, Reply
from involvement.decisions.forums import Forum
from involvement.decisions.journeys import Journey, Opportunity, ReturnJourney
from involvement.standing import Standing

if TYPE_CHECKING:
    import networkx

__all__ = ["DecisionMap", "MapComparison", "Openings"]

Who = str | Collection[str] | None


@frozen
class Openings:
    """A minimum set of forums to open to views, and what stays unreached even so."""

    forums: tuple[str, ...]
    unreached: tuple[str, ...]


@frozen
class MapComparison:
    """What a change of map does. Every row is (who, decision, ..., before, after), sorted."""

    reach: tuple[tuple[str | None, str, Standing | None, Standing | None], ...]
    last_days: tuple[tuple[str | None, str, StageName, date | None, date | None], ...]
    gatekeepers: tuple[tuple[str | None, str, tuple[str, ...] | None, tuple[str, ...] | None], ...]


def _forums(items: Iterable[Forum]) -> tuple[Forum, ...]:
    return _fields.members("DecisionMap.forums", items)


def _flows(items: Iterable[Flow]) -> tuple[Flow, ...]:
    return _fields.members("DecisionMap.flows", items)


def _decisions(items: Iterable[Decision]) -> tuple[Decision, ...]:
    return _fields.members("DecisionMap.decisions", items)


def _entry_points(items: Iterable[EntryPoint]) -> tuple[EntryPoint, ...]:
    return _fields.members("DecisionMap.entry_points", items)


def _replies(items: Iterable[Reply]) -> tuple[Reply, ...]:
    return _fields.members("DecisionMap.replies", items)


def _counted(items: tuple[object, ...]) -> str:
    return f"<{len(items)}>"


@frozen(cache_hash=True)
class DecisionMap:
    """Forums, the flows between them, the decisions made there, where views enter, how answers return."""

    forums: tuple[Forum, ...] = field(
        default=(), converter=_forums, validator=_fields.many(Forum), kw_only=True, repr=_counted
    )
    flows: tuple[Flow, ...] = field(
        default=(), converter=_flows, validator=_fields.many(Flow), kw_only=True, repr=_counted
    )
    decisions: tuple[Decision, ...] = field(
        default=(), converter=_decisions, validator=_fields.many(Decision), kw_only=True, repr=_counted
    )
    entry_points: tuple[EntryPoint, ...] = field(
        default=(), converter=_entry_points, validator=_fields.many(EntryPoint), kw_only=True, repr=_counted
    )
    replies: tuple[Reply, ...] = field(
        default=(), converter=_replies, validator=_fields.many(Reply), kw_only=True, repr=_counted
    )

    @classmethod
    def from_rows(cls, *, forums: Iterable[Mapping[str, object]] = (), flows: Iterable[Mapping[str, object]] = (),
                  decisions: Iterable[Mapping[str, object]] = (), entry_points: Iterable[Mapping[str, object]] = (),
                  replies: Iterable[Mapping[str, object]] = ()) -> "DecisionMap":
        raise NotImplementedError

    def out_of_reach(self, stakeholder: Who = None, *, at_least: Standing | str = "consulted") -> tuple[str, ...]:
        raise NotImplementedError

    def journey(self, to: str, *, raised: date, stage: StageName | str | None = None, stakeholder: Who = None,
                at_least: Standing | str | None = None, heard_at: str | None = None) -> Journey | None:
        raise NotImplementedError

    def latest_start(self, decision: str, *, stage: StageName | str | None = None, stakeholder: Who = None,
                     at_least: Standing | str | None = None) -> date | None:
        raise NotImplementedError

    def opportunity(self, decision: str, *, on: date, stage: StageName | str | None = None,
                    stakeholder: Who = None) -> Opportunity:
        raise NotImplementedError

    def timetable(self, *, on: date, stakeholder: Who = None) -> tuple[Opportunity, ...]:
        raise NotImplementedError

    def gatekeepers_of(self, decision: str, stakeholder: Who = None) -> tuple[str, ...] | None:
        raise NotImplementedError

    def carriers_of(self, decision: str, stakeholder: Who = None) -> tuple[str, ...] | None:
        raise NotImplementedError

    def fewest_entry_points(self, stakeholder: Who = None, *, at_least: Standing | str = "consulted",
                            among: Collection[str] | None = None) -> Openings:
        raise NotImplementedError

    def reply_to(self, stakeholder: Who, decision: str, *, decided: date | None = None) -> ReturnJourney | None:
        raise NotImplementedError

    def reach(self) -> dict[str | None, dict[str, Standing | None]]:
        raise NotImplementedError

    def revised(self, *, add: Iterable[Forum | Flow | Decision | EntryPoint | Reply] = (),
                drop: Iterable[str | Forum | Flow | Decision | EntryPoint | Reply] = ()) -> "DecisionMap":
        raise NotImplementedError

    def compare(self, other: "DecisionMap", *, on: date) -> MapComparison:
        raise NotImplementedError

    def to_networkx(self) -> "networkx.MultiDiGraph[str]":
        raise NotImplementedError
