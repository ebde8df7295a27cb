"""Comparison of two maps: what a change does to reach, last days and gatekeepers."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Generic, TypeVar

from attrs import frozen

from involvement.decisions.decisions import StageName
from involvement.decisions.search import routes
from involvement.decisions.search.indexes import Index, stakeholders_asked
from involvement.decisions.search.opportunities import last_starts
from involvement.standing import Standing

__all__ = ["Change", "MapComparison", "compared"]

T = TypeVar("T")
_Place = tuple[str | None, str, StageName]


@frozen
class Change(Generic[T]):
    """One answer before and after; `stakeholder` None is anyone, and None before or after is no answer."""

    stakeholder: str | None
    decision: str
    stage: StageName
    before: T | None
    after: T | None

    def __str__(self) -> str:
        stage = "" if self.stage is StageName.DECISION else f", {self.stage}"
        return (
            f"{self.decision}{stage} for {self.stakeholder or 'anyone'}: {_said(self.before)}, then {_said(self.after)}"
        )


@frozen
class MapComparison:
    """What a change of map does, for each stakeholder named on an entry point of either.

    Attributes:
        on: the day it is seen from.
        reach: the best standing at a decision; None without a route.
        last_days: the last day to speak about a stage; None if there is none.
        gatekeepers: the forums on every route to a decision; None without a route.
    """

    on: date
    reach: tuple[Change[Standing], ...]
    last_days: tuple[Change[date], ...]
    gatekeepers: tuple[Change[tuple[str, ...]], ...]

    @property
    def opened(self) -> tuple[Change[date], ...]:
        """The last days that had passed, or never were, and are now still ahead."""
        return tuple(each for each in self.last_days if not self._ahead(each.before) and self._ahead(each.after))

    @property
    def shut(self) -> tuple[Change[date], ...]:
        """The last days that were still ahead, and now have passed or are none."""
        return tuple(each for each in self.last_days if self._ahead(each.before) and not self._ahead(each.after))

    def _ahead(self, day: date | None) -> bool:
        return day is not None and day >= self.on

    def __str__(self) -> str:
        lines = [f"best standing: {change}" for change in self.reach]
        lines += [f"last day to speak: {change}" for change in self.last_days]
        lines += [f"on every route: {change}" for change in self.gatekeepers]
        return "\n".join(lines) or "nothing changes for anyone's reach, last days or gatekeepers"


def compared(before: Index, after: Index, on: date) -> MapComparison:
    """The comparison of two maps; rows sorted by stakeholder (anyone first), decision and stage."""
    whos = sorted({*before.stakeholders, *after.stakeholders}, key=lambda who: who or "")
    was, now = _Answers(before, whos), _Answers(after, whos)
    return MapComparison(
        on,
        tuple(_changes(was.reach, now.reach)),
        tuple(_changes(was.last_days, now.last_days)),
        tuple(_changes(was.gatekeepers, now.gatekeepers)),
    )


class _Answers:
    def __init__(self, index: Index, whos: list[str | None]) -> None:
        self.reach: dict[_Place, Standing | None] = {}
        self.last_days: dict[_Place, date | None] = {}
        self.gatekeepers: dict[_Place, tuple[str, ...] | None] = {}
        standings = tuple(Standing)
        groups = [stakeholders_asked(who) for who in whos]
        moments = [(d, stage) for d in index.decisions.values() for stage in d.all_stages() if stage.by is not None]
        deadlines = last_starts(index, groups, moments, ways=False)
        for group, who in enumerate(whos):
            entries = index.entries(groups[group])
            widest = index.network.widest([(entry.forum, entry.rank) for entry in entries])
            for decision in index.decisions.values():
                place = (who, decision.key, StageName.DECISION)
                target = index.network.index[decision.made_at]
                self.reach[place] = None if widest[target] < 0 else standings[widest[target]]
                found = routes.gatekeepers(index.dominators(entries), target)
                self.gatekeepers[place] = None if found is None else tuple(index.network.keys[n] for n in found)
            for number, (decision, stage) in enumerate(moments):
                start = deadlines.latest(group, number)
                day = None if start is None else date.fromordinal(start)
                self.last_days[who, decision.key, stage.name] = day


def _changes(before: Mapping[_Place, T | None], after: Mapping[_Place, T | None]) -> Iterator[Change[T]]:
    for place in sorted({*before, *after}, key=lambda place: (place[0] or "", place[1], place[2])):
        was, now = before.get(place), after.get(place)
        if was != now:
            yield Change(*place, was, now)


def _said(answer: object) -> str:
    if answer is None:
        return "no way"
    if isinstance(answer, Standing):
        return answer.words
    return ", ".join(answer) or "nobody" if isinstance(answer, tuple) else str(answer)
