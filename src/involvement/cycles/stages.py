"""The stage that a process has reached in its cycle, and what it lacks before the next."""

from datetime import date

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.cycles.needs import CycleNeed, CycleStage, NeedStatus, needs_of, stage_words
from involvement.processes import Process
from involvement.snapshots import Snapshot, snapshot_of
from involvement.wording import Statement, Wording

__all__ = ["InvolvementCycle", "cycle_of", "involvement_cycle"]

_LACKING = (NeedStatus.UNMET, NeedStatus.UNKNOWN)


_GAP = "On {on} the first gap is in {stage:clause}. {needs:sentences}"
_NO_GAP = "On {on} the record shows no gap up to {stage:clause}."
_UNUSED = "On {on} nothing is recorded that a stage could be read from."
_ON = {"on": "Snapshot.on"}


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
        return tuple(need for need in self.needs if need.stage is wanted)

    @property
    def stage(self) -> CycleStage:
        """The first stage with a gap, or with something the record does not show; where there is none, the last.

        A stage whose parts the process does not use has no gap. A process that uses no part at all is in planning.
        """
        if all(need.status is NeedStatus.UNUSED for need in self.needs):
            return CycleStage.PLANNING
        return next((need.stage for need in self.needs if need.status in _LACKING), CycleStage.SHIFT)

    @property
    def lacking(self) -> tuple[CycleNeed, ...]:
        """What the present stage lacks, what is known to be missing first."""
        here = self.of(self.stage)
        return tuple(need for status in _LACKING for need in here if need.status is status)

    @property
    def says(self) -> Statement:
        """Where the first gap is, and what to do about it."""
        on, stage = {"on": self.on}, {"stage": stage_words(self.stage)}
        if all(need.status is NeedStatus.UNUSED for need in self.needs):
            return Statement("cycle.unused", on, template=_UNUSED, sources=_ON)
        if not self.lacking:
            return Statement("cycle.no_gap", {**on, **stage}, template=_NO_GAP, sources=_ON)
        needs = tuple(need.says for need in self.lacking)
        return Statement("cycle.gap", {**on, **stage, "needs": needs}, template=_GAP, sources=_ON)

    def __str__(self) -> str:
        return Wording().say(self.says)


def involvement_cycle(process: Process | Snapshot, *, on: date | None = None) -> InvolvementCycle:
    """Where the process stands in its cycle on a day, and what each stage needs.

    Parts that the process does not use ask for nothing. Whether power shifts is read from the first decision that is
    over to the last.

    References:
        Martin, J. (Revolving Doors), Service User Involvement Is Vital: thought, planning, implementation, evaluation,
        integration of learning, and shifts in power and ownership.

    >>> process = Process("screening", purpose="Screening that people can reach")
    >>> print(involvement_cycle(process, on=date(2026, 5, 1)))
    On 1 May 2026 the first gap is in planning. Record what involvement is for and what it means here.
    """
    return snapshot_of(process, on).once(cycle_of)


def cycle_of(snapshot: Snapshot) -> InvolvementCycle:
    """The same, from what a snapshot has worked out already."""
    return InvolvementCycle(snapshot.process.key, snapshot.on, needs_of(snapshot))
