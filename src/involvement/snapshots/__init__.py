"""A process on a day: everything that follows from it, worked out once."""

from involvement.snapshots.questions import influence, snapshot_of
from involvement.snapshots.snapshot import Snapshot

__all__ = ["Snapshot", "influence", "snapshot_of"]
