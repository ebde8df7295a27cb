"""Influence of a process on a day: what say is claimed and what is shown."""

from datetime import date

from involvement.power import Influence, StandingTable
from involvement.processes import Process
from involvement.snapshots.snapshot import Snapshot, snapshot_of

__all__ = ["influence"]


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
