"""Needs of each stage of the cycle, and whether each is there."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from operator import itemgetter

from involvement._fields import frozen
from involvement.decisions import StageName
from involvement.people import Side
from involvement.power import InfluenceChange, InfluenceRow, Shift
from involvement.priorities import FeasibilityState
from involvement.snapshots import Snapshot
from involvement.standing import Standing
from involvement.support import ArrangementState
from involvement.wording import Statement, Wording

__all__ = ["CycleNeed", "CycleStage", "NeedStatus", "needs_of", "stage_words"]


class CycleStage(StrEnum):
    """The stages of involvement in their order; after the last comes the first again, on other terms."""

    PLANNING = "planning"
    IMPLEMENTATION = "implementation"
    EVALUATION = "evaluation"
    LEARNING = "learning"
    SHIFT = "shift"  # of power and ownership


class NeedStatus(StrEnum):
    """Whether what a stage needs is there. A part of the model that a process does not use asks for nothing."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    UNUSED = "unused"


_STAGES = {
    CycleStage.PLANNING: "planning",
    CycleStage.IMPLEMENTATION: "implementation",
    CycleStage.EVALUATION: "evaluation",
    CycleStage.LEARNING: "learning",
    CycleStage.SHIFT: "the shift of power",
}


@frozen
class CycleNeed:
    """Something that a stage needs before the next begins.

    Attributes:
        key: its name, which stays.
        status: whether it is there on the day asked about.
        says: what to do about it.
    """

    stage: CycleStage
    key: str
    status: NeedStatus
    says: Statement

    @property
    def gap(self) -> Statement:
        """That it is missing, or that the record does not show it."""
        unmet = self.status is NeedStatus.UNMET
        return Statement(
            "cycle.missing" if unmet else "cycle.not_shown",
            {"stage": stage_words(self.stage)},
            template="This part of {stage:clause} is not done, or only in part."
            if unmet
            else "The record does not show whether this part of {stage:clause} was done.",
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


def needs_of(snapshot: Snapshot) -> tuple[CycleNeed, ...]:
    """Every need with its status, by stage."""
    return tuple(
        CycleNeed(stage, key, question(snapshot), Statement(f"cycle.{key}", template=says))
        for stage, key, says, question in _NEEDS
    )


def stage_words(stage: CycleStage) -> Statement:
    """What a stage is called."""
    return Statement(f"cycle.stage.{stage.value}", template=_STAGES[stage])


def _told(answer: bool | None) -> NeedStatus:  # noqa: FBT001 - three answers, and one is not known
    return {True: NeedStatus.MET, False: NeedStatus.UNMET, None: NeedStatus.UNKNOWN}[answer]


# Planning


def _purpose(snapshot: Snapshot) -> NeedStatus:
    said = [bool(text) for text in (snapshot.process.purpose, snapshot.process.definition)]
    return _told(all(said)) if any(said) else NeedStatus.UNUSED


def _people(snapshot: Snapshot) -> NeedStatus:
    if not snapshot.process.stakeholders:
        return NeedStatus.UNUSED
    sides = {stakeholder.side for stakeholder in snapshot.process.stakeholders}
    return _told(True if Side.SERVICE_USERS in sides else None if None in sides else False)


def _lead(snapshot: Snapshot) -> NeedStatus:
    if not snapshot.has("support"):
        return NeedStatus.UNUSED
    leads = snapshot.support.leads
    return _told(any(lead.holds(snapshot.on) for lead in leads) if leads else None)


def _decisions(snapshot: Snapshot) -> NeedStatus:
    if snapshot.process.decision_map is None:
        return NeedStatus.UNUSED
    if not snapshot.decisions:
        return NeedStatus.UNMET
    return _told(all(snapshot.reach.hears(decision) for decision in snapshot.ahead))


def _agreement(snapshot: Snapshot) -> NeedStatus:
    agreement = snapshot.agreement
    if agreement is None:
        begun = snapshot.process.positions or snapshot.process.negotiation is not None
        return NeedStatus.UNMET if begun else NeedStatus.UNUSED
    return _told(bool(agreement.settlements and agreement.accepted_by))


def _workplan(snapshot: Snapshot) -> NeedStatus:
    plan = snapshot.plan
    if plan is None:
        return NeedStatus.UNUSED
    return _told(
        bool(plan.activities) and all(activity.owner for activity in plan.activities) and bool(plan.review_interval)
    )


# Implementation


def _feasibility(snapshot: Snapshot) -> NeedStatus:
    agreement = snapshot.agreement
    if agreement is None or not agreement.agreed:
        return NeedStatus.UNUSED
    states = {feasibility.issue: feasibility.state for feasibility in agreement.feasibility}
    found = [states.get(issue) for issue in agreement.agreed]
    if any(state not in {None, FeasibilityState.SHOWN} for state in found):
        return NeedStatus.UNMET
    return _told(None if None in found else True)


def _work_done(snapshot: Snapshot) -> NeedStatus:
    if snapshot.schedule is None:
        return NeedStatus.UNUSED
    due = [row for row in snapshot.schedule.rows if row.latest_end is not None and row.latest_end < snapshot.on]
    finished = [row.done is not None for row in due]
    return _told(all(finished) if finished else None)


def _considered(snapshot: Snapshot) -> NeedStatus:
    said = snapshot.progress
    if not said:
        return NeedStatus.UNUSED
    return _told(all(progress.considered or progress.answered or progress.redirected_to for progress in said))


def _adjustments(snapshot: Snapshot) -> NeedStatus:
    if not snapshot.support.attendances:
        return NeedStatus.UNUSED
    states = {arrangement.state for arrangement in snapshot.arrangements_ahead}
    lacking = ArrangementState.UNMET in states
    return _told(False if lacking else None if ArrangementState.NOT_ASKED in states else True)


# Evaluation


def _assessed(snapshot: Snapshot) -> NeedStatus:
    if not snapshot.assessed:
        return NeedStatus.UNUSED
    sides = {assessment.role.side if assessment.role else None for assessment in snapshot.assessed}
    both = {Side.SERVICE_USERS, Side.ORGANISATION} <= sides
    return _told(True if both else None if None in sides else False)


def _claims_kept(snapshot: Snapshot) -> NeedStatus:
    kept = [claim.kept for row in snapshot.influence.rows for claim in row.claims]
    if not kept:
        return NeedStatus.UNUSED
    return _told(False if False in kept else None if None in kept else True)


def _reviewed(snapshot: Snapshot) -> NeedStatus:
    plan = snapshot.plan
    if plan is None or plan.review_interval is None:
        return NeedStatus.UNUSED
    if snapshot.reviews_until(snapshot.on):
        return NeedStatus.UNMET
    return _told(True if plan.held else None)


# Learning


def _told_back(snapshot: Snapshot) -> NeedStatus:
    settled = [progress for progress in snapshot.progress if progress.settled is not None and progress.way_back]
    return _told(all(progress.told for progress in settled)) if settled else NeedStatus.UNUSED


def _followed_through(snapshot: Snapshot) -> NeedStatus:
    accepted = [progress for progress in snapshot.progress if progress.accepted]
    return _told(not any(progress.owes_action for progress in accepted)) if accepted else NeedStatus.UNUSED


def _changed_the_plan(snapshot: Snapshot) -> NeedStatus:
    plan = snapshot.plan
    held = () if plan is None else plan.held
    return _told(True if any(review.changed for review in held) else None) if held else NeedStatus.UNUSED


def _barriers_eased(snapshot: Snapshot) -> NeedStatus:
    noted = [barrier for barrier in snapshot.process.barriers if barrier.noted_by(snapshot.on)]
    if not noted:
        return NeedStatus.UNUSED
    tried = [bool([one for one in barrier.mitigations if one.begun(snapshot.on) is not False]) for barrier in noted]
    recorded = [any(one.effect_by(snapshot.on) for one in barrier.mitigations) for barrier in noted]
    return _told(False if not all(tried) else None if not all(recorded) else True)


# Shift of power and ownership


def _decide_together(snapshot: Snapshot) -> NeedStatus:
    rows = snapshot.influence.rows
    if not rows:
        return NeedStatus.UNUSED
    if any(row.at_least >= Standing.DECIDES_JOINTLY for row in rows):
        return NeedStatus.MET
    return _told(None if any(row.at_most >= Standing.DECIDES_JOINTLY for row in rows) else False)


def _power_shifted(snapshot: Snapshot) -> NeedStatus:
    """From the first decision that is over to the last, for each stakeholder who had a say in both."""
    ends: dict[str | None, list[InfluenceRow]] = {}
    decided = [
        (row.by, row) for row in snapshot.influence.rows if row.stage is StageName.DECISION and row.by is not None
    ]
    for by, row in sorted(decided, key=itemgetter(0)):
        if by < snapshot.on:
            ends.setdefault(row.stakeholder, []).append(row)
    pairs = [(rows[0], rows[-1]) for rows in ends.values() if len(rows) > 1]
    if not pairs:
        return NeedStatus.UNUSED
    shifts = {
        InfluenceChange(last.stakeholder, last.decision, last.stage, first.evidenced, last.evidenced).shift
        for first, last in pairs
    }
    if Shift.LOST in shifts:
        return NeedStatus.UNMET
    return _told(True if Shift.GAINED in shifts else None if Shift.UNKNOWN in shifts else False)


def _owned(snapshot: Snapshot) -> NeedStatus:
    plan = snapshot.plan
    owners = {activity.owner for activity in plan.activities} if plan is not None else set()
    if not owners:
        return NeedStatus.UNUSED
    return _told(True if owners & snapshot.whose_views else None if None in owners else False)


_Need = tuple[CycleStage, str, str, Callable[[Snapshot], NeedStatus]]


def _stage(stage: CycleStage, *needs: tuple[str, str, Callable[[Snapshot], NeedStatus]]) -> Iterable[_Need]:
    return [(stage, *need) for need in needs]


_NEEDS: tuple[_Need, ...] = (
    *_stage(
        CycleStage.PLANNING,
        ("purpose", "Record what involvement is for and what it means here.", _purpose),
        ("people", "Bring in service users, carers or their representatives.", _people),
        ("lead", "Name a person who leads the work.", _lead),
        ("decisions", "Map the decisions ahead, and how views reach each of them.", _decisions),
        ("agreement", "Agree priorities between all parties, and ask them to accept the agreement.", _agreement),
        ("workplan", "Give each activity an owner, and set regular reviews of the plan.", _workplan),
    ),
    *_stage(
        CycleStage.IMPLEMENTATION,
        ("feasibility", "Before you begin, study whether what was agreed can be done.", _feasibility),
        ("work-done", "Finish what is due by now, or say why it has to wait.", _work_done),
        ("considered", "Take each contribution to a forum where it can still make a difference.", _considered),
        ("adjustments", "Arrange what people need for the meetings ahead.", _adjustments),
    ),
    *_stage(
        CycleStage.EVALUATION,
        ("assessed", "Ask service users and staff to rate how well involvement works.", _assessed),
        ("claims-kept", "Show the influence that is claimed, or claim only what the record shows.", _claims_kept),
        ("reviewed", "Hold the reviews of the plan that are due.", _reviewed),
    ),
    *_stage(
        CycleStage.LEARNING,
        ("told", "Tell everybody the outcome of what they raised.", _told_back),
        ("followed-through", "Do what the answers promised.", _followed_through),
        ("plan-changed", "Record what each review changed.", _changed_the_plan),
        ("barriers-eased", "Act on each barrier, and record whether it helped.", _barriers_eased),
    ),
    *_stage(
        CycleStage.SHIFT,
        ("decide-together", "Together with service users, decide something that matters.", _decide_together),
        (
            "power-shifted",
            "Give service users more say from one decision to the next, and less nowhere.",
            _power_shifted,
        ),
        ("owned", "Let service users own activities of the plan.", _owned),
    ),
)
