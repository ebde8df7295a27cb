"""The involvement cycle: its stages, what each one needs, and the next steps."""

from involvement.cycles.actions import NextStep, StepUrgency, next_steps
from involvement.cycles.needs import CycleNeed, CycleStage, NeedStatus
from involvement.cycles.stages import InvolvementCycle, involvement_cycle

__all__ = [
    "CycleNeed",
    "CycleStage",
    "InvolvementCycle",
    "NeedStatus",
    "NextStep",
    "StepUrgency",
    "involvement_cycle",
    "next_steps",
]
