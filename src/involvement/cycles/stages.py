"""The stage that a process has reached in its cycle, and what it lacks before the next."""

from datetime import date

from attrs import field, frozen

from involvement import _fields
from involvement.cycles.needs import CycleNeed, CycleStage, NeedStatus, needs_of
from involvement.processes import Process
from involvement.snapshots import Snapshot, snapshot_of

__all__ = ["InvolvementCycle", "cycle_of", "involvement_cycle"]

_LACKING = (NeedStatus.UNMET, NeedStatus.UNKNOWN)


@frozen
class InvolvementCycle:
    """Where a process stands in the cycle of planning, implementation, evaluation, learning and shift of power.

    Attributes:
        process: its key.
        needs: what each stage needs, with whether it is there, by stage.
    """

    process: str
    on: date
    needs: tuple[CycleNeed, ...] = field(repr=_fields.counted)

    def of(self, stage: CycleStage | str) -> tuple[CycleNeed, ...]:
        """The needs of one stage."""
        wanted = _fields.word(CycleStage, "stage", stage)
        return tuple(each for each in self.needs if each.stage is wanted)

    @property
    def stage(self) -> CycleStage:
        """The first stage that lacks something, or of which it is not known; where none does, the last.

        A stage of which nothing is used lacks nothing: but a process that uses nothing at all is being planned.
        """
        if all(each.status is NeedStatus.UNUSED for each in self.needs):
            return CycleStage.PLANNING
        return next((each.stage for each in self.needs if each.status in _LACKING), CycleStage.SHIFT)

    @property
    def lacking(self) -> tuple[CycleNeed, ...]:
        """What the present stage lacks before the next, what is known to be missing first."""
        here = self.of(self.stage)
        return tuple(each for status in _LACKING for each in here if each.status is status)

    def __str__(self) -> str:
        needed = " ".join(each.says for each in self.lacking)
        lacks = "lacks something first at" if self.lacking else "lacks nothing, and is at"
        return f"On {self.on.isoformat()} {self.process} {lacks} the stage of {self.stage}. {needed}".rstrip()


def involvement_cycle(process: Process | Snapshot, *, on: date | None = None) -> InvolvementCycle:
    """Where the process stands in its cycle on a day, and what each stage needs.

    Parts that the process does not use ask for nothing. Whether power shifts is read from the first decision that is
    over to the last.

    References:
        Martin, J. (Revolving Doors), Service User Involvement Is Vital: thought, planning, implementation, evaluation,
        integration of learning, and shifts in power and ownership.

    >>> process = Process("screening", purpose="Screening that people can reach")
    >>> print(involvement_cycle(process, on=date(2026, 5, 1)))
    On 2026-05-01 screening lacks something first at the stage of planning. Write down what involvement is for, and what it means here.
    """
    return snapshot_of(process, on).once(cycle_of)


def cycle_of(snapshot: Snapshot) -> InvolvementCycle:
    """The same, from what a snapshot has worked out already."""
    return InvolvementCycle(snapshot.process.key, snapshot.on, needs_of(snapshot))
