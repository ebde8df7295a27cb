"""Comparison of two maps: what a change does to reach, last days and gatekeepers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Generic, TypeVar

from attrs import field

from involvement._fields import frozen
from involvement.decisions.decisions import Decision, StageName
from involvement.decisions.search.indexes import Index, stakeholders_asked
from involvement.decisions.search.opportunities import last_starts
from involvement.decisions.search.reach import best_ranks, gatekeepers
from involvement.references import Ref
from involvement.standing import Standing
from involvement.wording import Fact, Names, Statement, Wording

__all__ = ["Change", "MapComparison", "compared"]

T = TypeVar("T")
_Place = tuple[str | None, str, StageName]

_HEARD = Standing.CONSULTED.rank


@frozen
class Change(Generic[T]):
    """One answer before and after; `stakeholder` None is anyone, and None before or after is no answer.

    `names` are the titles that the default wording uses; no part of equality, repr or plain data.
    """

    stakeholder: str | None
    decision: str
    stage: StageName
    before: T | None
    after: T | None
    names: Names = field(factory=dict, eq=False, repr=False, kw_only=True)

    @property
    def says(self) -> Statement:
        """Whose answer changes about what, and how."""
        known = self.after if self.before is None else self.before
        about = "standing" if isinstance(known, Standing) else "day" if isinstance(known, date) else "forums"
        how = "opens" if self.before is None else "ends" if self.after is None else "moves"
        return Statement(
            f"change.{about}_{how}",
            {
                "stakeholder": None if self.stakeholder is None else Ref("stakeholder", self.stakeholder),
                "topic": self._topic(),
                "before": _fact(self.before),
                "after": _fact(self.after),
            },
            template=_CHANGES[about][how],
            sources={"stakeholder": "EntryPoint.stakeholder", "before": _SHOWN[about], "after": _SHOWN[about]},
        )

    def _topic(self) -> Statement:
        facts: dict[str, Fact] = {"decision": Ref("decision", self.decision)}
        sources = {"decision": "Decision.title"}
        if self.stage is StageName.DECISION:
            return Statement("change.decision", facts, template="{decision:quoted}", sources=sources)
        facts["stage"] = self.stage
        sources["stage"] = "Stage.name"
        return Statement("change.stage", facts, template="the {stage} stage of {decision:quoted}", sources=sources)

    def __str__(self) -> str:
        return Wording(names=self.names).say(self.says)


_CHANGES = {
    "standing": {
        "opens": "After the change, a route brings views of {stakeholder|anyone} to {topic:clause}. It counts as {after:quoted}.",
        "ends": "After the change, no route brings views of {stakeholder|anyone} to {topic:clause}.",
        "moves": "The best route for views of {stakeholder|anyone} to {topic:clause} counted as {before:quoted}. After the "
        "change, it counts as {after:quoted}.",
    },
    "day": {
        "opens": "After the change, the last day for {stakeholder|anyone} to speak about {topic:clause} is {after}. Before, "
        "no day was in time.",
        "ends": "After the change, no day is in time for {stakeholder|anyone} to speak about {topic:clause}. Before, the last "
        "day was {before}.",
        "moves": "The last day for {stakeholder|anyone} to speak about {topic:clause} was {before}. After the change, it is "
        "{after}.",
    },
    "forums": {
        "opens": "After the change, every route by which views of {stakeholder|anyone} about {topic:clause} are heard passes through "
        "{after|no forum in particular}.",
        "ends": "After the change, no route is left by which views of {stakeholder|anyone} about {topic:clause} are heard. Before, every "
        "such route passed through {before|no forum in particular}.",
        "moves": "Every route by which views of {stakeholder|anyone} about {topic:clause} are heard passed through "
        "{before|no forum in particular}. After the change, it passes through {after|no forum in particular}.",
    },
}
_SHOWN = {
    "standing": ("EntryPoint.standing", "Flow.standing"),
    "day": ("Decision.on", "Decision.between", "Flow.days", "Forum.meetings"),
    "forums": ("Flow.source", "Flow.target"),
}


def _fact(answer: object) -> Fact:
    if isinstance(answer, tuple):
        return tuple(Ref("forum", forum) for forum in answer)
    return answer if isinstance(answer, Standing | date) else None


@frozen
class MapComparison:
    """What a change of map does, for each stakeholder named on an entry point of either.

    Attributes:
        on: the day it is seen from.
        reach: the best standing at a decision; None without a route.
        last_days: the last day to speak about a stage with what it calls for, or where no day is early enough for that, to be
            heard at all; None if there is none.
        gatekeepers: the forums on every route by which views are heard at a decision; None without one.
    """

    on: date
    reach: tuple[Change[Standing], ...]
    last_days: tuple[Change[date], ...]
    gatekeepers: tuple[Change[tuple[str, ...]], ...]

    @property
    def opened(self) -> tuple[Change[date], ...]:
        """The last days that had passed, or never were, and are now still ahead."""
        return tuple(
            change for change in self.last_days if not self._ahead(change.before) and self._ahead(change.after)
        )

    @property
    def shut(self) -> tuple[Change[date], ...]:
        """The last days that were still ahead, and now have passed or are none."""
        return tuple(
            change for change in self.last_days if self._ahead(change.before) and not self._ahead(change.after)
        )

    def _ahead(self, day: date | None) -> bool:
        return day is not None and day >= self.on

    def __str__(self) -> str:
        rows = (*self.reach, *self.last_days, *self.gatekeepers)
        return "\n".join(map(str, rows)) or "Nothing changes for anyone's reach, last days or gatekeepers."


def compared(before: Index, after: Index, on: date) -> MapComparison:
    """The comparison of two maps; rows sorted by stakeholder (anyone first), decision and stage."""
    whos = sorted({*before.stakeholders, *after.stakeholders}, key=lambda who: who or "")
    names = {**before.titles, **after.titles}
    was, now = _Answers(before, whos), _Answers(after, whos)
    return MapComparison(
        on,
        tuple(_changes(was.reach, now.reach, names)),
        tuple(_changes(was.last_days, now.last_days, names)),
        tuple(_changes(was.gatekeepers, now.gatekeepers, names)),
    )


class _Answers:
    def __init__(self, index: Index, whos: list[str | None]) -> None:
        self.reach: dict[_Place, Standing | None] = {}
        self.last_days: dict[_Place, date | None] = {}
        self.gatekeepers: dict[_Place, tuple[str, ...] | None] = {}
        standings = tuple(Standing)
        groups = [stakeholders_asked(who) for who in whos]
        decided = tuple(index.decisions.values())
        for who, group in zip(whos, groups, strict=True):
            for key, best in best_ranks(index, group, decided).items():
                self.reach[who, key, StageName.DECISION] = None if best < 0 else standings[best]
            for decision in decided:
                self.gatekeepers[who, decision.key, StageName.DECISION] = gatekeepers(index, group, decision, _HEARD)
        self._keep_last_days(index, decided, whos, groups)

    def _keep_last_days(
        self, index: Index, decisions: Sequence[Decision], whos: list[str | None], groups: list[frozenset[str] | None]
    ) -> None:
        moments = [
            (decision, stage) for decision in decisions for stage in decision.all_stages() if stage.by is not None
        ]
        deadlines = last_starts(index, groups, moments, ways=False)
        for group, who in enumerate(whos):
            for number, (decision, stage) in enumerate(moments):
                start = deadlines.latest(group, number)
                if start is None:  # never with what is called for: then until when views are heard at all
                    heard = (day for rank, day, _ in deadlines.last_days(group, number) if rank >= _HEARD)
                    start = max(heard, default=None)
                self.last_days[who, decision.key, stage.name] = None if start is None else date.fromordinal(start)


def _changes(before: Mapping[_Place, T | None], after: Mapping[_Place, T | None], names: Names) -> Iterator[Change[T]]:
    for place in sorted({*before, *after}, key=lambda place: (place[0] or "", place[1], place[2])):
        was, now = before.get(place), after.get(place)
        if was != now:
            yield Change(*place, was, now, names=names)
