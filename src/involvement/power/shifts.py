"""Shifts of power between two days."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol

from attrs import field, frozen

from involvement import _fields
from involvement.decisions import StageName
from involvement.errors import InvalidValueError
from involvement.power.standing_tables import StandingRange

__all__ = ["InfluenceChange", "InfluenceComparison", "Shift", "shifted"]


class Shift(StrEnum):
    """What became of somebody's say."""

    GAINED = "gained"
    LOST = "lost"
    SAME = "same"
    UNKNOWN = "unknown"
    NEW = "new"  # there was nothing to compare with
    GONE = "gone"


@frozen
class InfluenceChange:
    """One say, before and after. It is gained or lost only where no reading of what is unknown says otherwise."""

    stakeholder: str | None
    decision: str
    stage: StageName
    before: StandingRange | None
    after: StandingRange | None

    @property
    def shift(self) -> Shift:
        """What became of it."""
        if self.before is None or self.after is None:
            return Shift.NEW if self.before is None else Shift.GONE
        if self.after.at_least > self.before.at_most:
            return Shift.GAINED
        if self.after.at_most < self.before.at_least:
            return Shift.LOST
        return Shift.SAME if self.before == self.after and self.before.known else Shift.UNKNOWN

    def __str__(self) -> str:
        stage = "" if self.stage is StageName.DECISION else f", {self.stage}"
        before = "nothing to compare with" if self.before is None else str(self.before)
        after = "no longer asked" if self.after is None else str(self.after)
        words = "not known whether it changed" if self.shift is Shift.UNKNOWN else self.shift.value
        return f"{self.stakeholder or 'anyone'} at {self.decision}{stage}: {words} (before: {before}; after: {after})"


def _changes(items: Iterable[InfluenceChange]) -> tuple[InfluenceChange, ...]:
    return _fields.as_tuple(items)


@frozen(cache_hash=True)
class InfluenceComparison:
    """What changed between two days, for every say that either of them knows, in the order of the rows."""

    first: date
    second: date
    changes: tuple[InfluenceChange, ...] = field(
        converter=_changes, validator=_fields.many(InfluenceChange), repr=_fields.counted
    )

    def those(self, shift: Shift | str) -> tuple[InfluenceChange, ...]:
        """The changes of one sort."""
        wanted = _fields.word(Shift, "shift", shift)
        return tuple(each for each in self.changes if each.shift is wanted)

    def __str__(self) -> str:
        told = [str(each) for each in self.changes if each.shift is not Shift.SAME]
        return "\n".join(told) or f"nothing changed from {self.first.isoformat()} to {self.second.isoformat()}"


class _Row(Protocol):
    @property
    def stakeholder(self) -> str | None: ...
    @property
    def decision(self) -> str: ...
    @property
    def stage(self) -> StageName: ...
    @property
    def evidenced(self) -> StandingRange: ...


class _Told(Protocol):
    @property
    def on(self) -> date: ...
    @property
    def table(self) -> str: ...
    @property
    def rows(self) -> Sequence[_Row]: ...


def shifted(before: _Told, after: _Told) -> InfluenceComparison:
    """What changed from one to the other."""
    if not isinstance(after, type(before)):
        raise InvalidValueError("later", "an Influence")
    if before.table != after.table:
        raise InvalidValueError("later", "an Influence by the same table")
    was = {(row.stakeholder, row.decision, row.stage): row.evidenced for row in before.rows}
    now = {(row.stakeholder, row.decision, row.stage): row.evidenced for row in after.rows}
    places = dict.fromkeys((*was, *now))
    return InfluenceComparison(
        before.on, after.on, changes=[InfluenceChange(*place, was.get(place), now.get(place)) for place in places]
    )
