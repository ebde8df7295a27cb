"""A process on a day: everything that follows from it, worked out once."""

from involvement.snapshots.influences import influence
from involvement.snapshots.snapshot import Snapshot, snapshot_of

__all__ = ["Snapshot", "influence", "snapshot_of"]
