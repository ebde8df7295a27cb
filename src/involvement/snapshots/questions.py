"""Questions that take a process with a day, or a snapshot: influence and timetable."""

from collections.abc import Collection
from datetime import date

from involvement import _fields
from involvement.decisions import DecisionMap, Opportunity
from involvement.errors import InvalidValueError
from involvement.power import Influence, StandingTable
from involvement.processes import Process
from involvement.snapshots.snapshot import Snapshot

__all__ = ["asked_of", "influence", "snapshot_of", "timetable_of"]


def asked_of(of: Process | Snapshot | DecisionMap, on: date | None) -> tuple[Snapshot | DecisionMap, date]:
    """The snapshot, or the map where it is asked about alone, with the day.

    Raises:
        InvalidValueError: it is none of these, or the day is missing or another than the snapshot's.
    """
    if isinstance(of, DecisionMap):
        return of, _day(on)
    if not isinstance(of, Process | Snapshot):
        raise InvalidValueError("process", "a Process, a Snapshot or a DecisionMap")
    snapshot = snapshot_of(of, on)
    return snapshot, snapshot.on


def snapshot_of(of: Process | Snapshot, on: date | None = None) -> Snapshot:
    """The snapshot itself, or that of a process on a day.

    Raises:
        InvalidValueError: it is neither, the process comes without a day, or the snapshot with another one.
    """
    if isinstance(of, Snapshot):
        if on is not None and on != of.on:
            raise InvalidValueError("on", "the day of the snapshot, or nothing")
        return of
    if not isinstance(of, Process):
        raise InvalidValueError("process", "a Process, or a Snapshot of one")
    return Snapshot(of, _day(on))


def timetable_of(
    of: Snapshot | DecisionMap, *, on: date, stakeholder: str | Collection[str] | None = None
) -> tuple[Opportunity, ...]:
    """What each *stakeholder* can still do, as `DecisionMap.timetable` says it.

    Unless it is said whose: of a process those whose views count, of a map alone anyone.
    """
    if isinstance(of, DecisionMap):
        return of.timetable(on=on, stakeholder=stakeholder)
    return of.timetable if stakeholder is None else of.timetable_for(stakeholder)


def influence(process: Process | Snapshot, *, on: date | None = None, table: StandingTable | None = None) -> Influence:
    """What say is claimed and what is shown, for each of those whose views count, each decision and each stage.

    A standing is evidenced where it is owed, and kept. What is owed is what the route of their views owes them at its
    weakest, or what a seat with a vote gives; what is kept are conditions such as being heard in time, given the
    information, answered with reasons. The *table* says which standing needs which of them. What nobody knows is
    never guessed: the standing is then a range. Facts are those known by the end of the day *on*.

    >>> influence(Process("screening"), on=date(2026, 5, 1)).rows
    ()
    """
    return snapshot_of(process, on).influence_by(table)


def _day(on: date | None) -> date:
    if on is None or not _fields.is_day(on):
        raise InvalidValueError("on", "a date (and not a date with a time): the day that is asked about")
    return on
