"""Shifts of power between two days."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions import StageName
from involvement.errors import InvalidValueError
from involvement.power.condition_words import no_names, place_of
from involvement.power.standing_tables import StandingRange
from involvement.references import Ref
from involvement.wording import Names, Statement, Template, Wording

__all__ = ["InfluenceChange", "InfluenceComparison", "Shift", "shifted"]


class Shift(StrEnum):
    """What became of somebody's say."""

    GAINED = "gained"
    LOST = "lost"
    SAME = "same"
    UNKNOWN = "unknown"
    NEW = "new"  # there was nothing to compare with
    GONE = "gone"


_CHANGED = {
    Shift.GAINED: Template(
        "{who|Anyone} gained say in {place:clause}. Before: {before:clause}. After: {after:clause}."
    ),
    Shift.LOST: Template("{who|Anyone} lost say in {place:clause}. Before: {before:clause}. After: {after:clause}."),
    Shift.SAME: Template("The say of {who|anyone} in {place:clause} did not change: {after:clause}."),
    Shift.UNKNOWN: Template(
        "The record does not show whether the say of {who|anyone} in {place:clause} changed. "
        "Before: {before:clause}. After: {after:clause}."
    ),
    Shift.NEW: Template("The say of {who|anyone} in {place:clause} is new: {after:clause}."),
    Shift.GONE: Template(
        "The say of {who|anyone} in {place:clause} is no longer asked about. Before: {before:clause}."
    ),
}


@frozen
class InfluenceChange:
    """One say, before and after. It is gained or lost only where no reading of what is unknown says otherwise.

    `who` is the stakeholder as others name it, None for anyone; `names` are the titles that the default wording uses,
    no part of equality, repr or plain data.
    """

    stakeholder: str | None
    decision: str
    stage: StageName
    before: StandingRange | None
    after: StandingRange | None
    who: Ref | None = field(default=None, repr=False, kw_only=True)
    names: Names = field(default=no_names, eq=False, repr=False, kw_only=True)

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

    @property
    def says(self) -> Statement:
        """What became of the say, with what it was before and after."""
        return Statement(
            f"shift.{self.shift.value}",
            {
                "who": self.who,
                "place": place_of(self.decision, self.stage),
                "before": None if self.before is None else self.before.quoted,
                "after": None if self.after is None else self.after.quoted,
            },
            template=_CHANGED[self.shift],
            sources={"who": "Stakeholder.title"},
        )

    def __str__(self) -> str:
        return Wording(names=self.names).say(self.says)


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
        return tuple(influence_change for influence_change in self.changes if influence_change.shift is wanted)

    @property
    def says(self) -> tuple[Statement, ...]:
        """What became of each say that is not the same; where all are, that nothing changed."""
        changed = tuple(change.says for change in self.changes if change.shift is not Shift.SAME)
        return changed or (
            Statement(
                "shift.none",
                {"first": self.first, "second": self.second},
                template="Nothing changed from {first} to {second}.",
                sources={"first": "Influence.on", "second": "Influence.on"},
            ),
        )

    def __str__(self) -> str:
        names = self.changes[0].names if self.changes else no_names
        return "\n".join(map(Wording(names=names).say, self.says))


class _Row(Protocol):
    @property
    def stakeholder(self) -> str | None: ...
    @property
    def decision(self) -> str: ...
    @property
    def stage(self) -> StageName: ...
    @property
    def evidenced(self) -> StandingRange: ...
    @property
    def who(self) -> Ref | None: ...
    @property
    def names(self) -> Names: ...


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
    was = {(row.stakeholder, row.decision, row.stage): row for row in before.rows}
    now = {(row.stakeholder, row.decision, row.stage): row for row in after.rows}
    return InfluenceComparison(
        before.on,
        after.on,
        changes=[
            InfluenceChange(
                *place,
                was[place].evidenced if place in was else None,
                now[place].evidenced if place in now else None,
                who=(now.get(place) or was[place]).who,
                names=(now.get(place) or was[place]).names,
            )
            for place in dict.fromkeys((*was, *now))
        ],
    )
