"""The involvement cycle: its stages, what each one needs, and the next steps."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.cycles.actions import (
        NextStep as NextStep,
        StepUrgency as StepUrgency,
        most_pressing as most_pressing,
        next_steps as next_steps,
    )
    from involvement.cycles.needs import CycleNeed as CycleNeed, CycleStage as CycleStage, NeedStatus as NeedStatus
    from involvement.cycles.stages import InvolvementCycle as InvolvementCycle, involvement_cycle as involvement_cycle
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".actions": "NextStep StepUrgency most_pressing next_steps",
        ".needs": "CycleNeed CycleStage NeedStatus",
        ".stages": "InvolvementCycle involvement_cycle",
    })
    # fmt: on
