"""A process on a day: everything that follows from it, worked out once."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.snapshots.questions import influence as influence, snapshot_of as snapshot_of
    from involvement.snapshots.snapshot import Snapshot as Snapshot
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".questions": "influence snapshot_of",
        ".snapshot": "Snapshot",
    })
    # fmt: on
