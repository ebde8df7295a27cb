"""Rules about barriers: those noted and not dealt with, and those that the record points to and nobody noted."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.people import Role
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.standing import Standing
from involvement.support import ArrangementState, Barrier, MitigationEffect, NotedBarrier, PaperFormat, Signal, barriers
from involvement.wording import Quote, Statement

__all__ = ["RULES", "signals"]

_SPECIFICATION = "commissioner-specification"
_HELPED = {MitigationEffect.REMOVED, MitigationEffect.EASED}
_NOTED: dict[str, str | tuple[str, ...]] = {
    "barrier": ("Barrier.title", "NotedBarrier.barrier"),
    "stakeholder": ("NotedBarrier.stakeholder", "Stakeholder.title"),
}


@rule(
    "SUP016",
    severity="warning",
    needs=("barriers",),
    says="{barrier:quoted} is noted as a barrier for {stakeholder|people}. No action about it is recorded.",
    says_unknown="{barrier:quoted} is noted as a barrier for {stakeholder|people}. Action is recorded, but not when it "
    "began or whether it helped.",
    fix="Agree with {stakeholder|the people it keeps out} what will be done, by whom and from which day. {advice:sentences}",
    fix_unknown="Ask {stakeholder|the people it keeps out} whether the action has begun and whether it helped. Record what they "
    "say. {advice:sentences}",
    sources=_NOTED,
)
def barrier_without_mitigation(snapshot: Snapshot) -> Iterator[Observation]:
    """Somebody noted a barrier, and there is no record of anything done or planned about it.

    *Why it matters.* A barrier that is known and left standing tells people plainly that they are not wanted.

    *What would fix it.* One step, with somebody to take it and a day. What is planned for a later day counts as
    planned, and is left alone. Where a mitigation has no day and no effect, the status is `unknown`.

    *Source.* Scottish Government (2007), Good Practice Guide to Service User Involvement, chapter 4.
    """
    for noted in _standing(snapshot):
        if not noted.mitigations:
            yield found(**_noted(snapshot, noted), advice=_advice(_barrier(snapshot, noted)))
        elif all(
            mitigation.on is None and mitigation.effect_by(snapshot.on) is None for mitigation in noted.mitigations
        ):
            yield unknown(**_noted(snapshot, noted), advice=_advice(_barrier(snapshot, noted)))


@rule(
    "SUP017",
    severity="note",
    needs=("barriers",),
    says="Action about {barrier:quoted} for {stakeholder|people} began on {begun}. Whether it helped is not recorded.",
    fix="Ask {stakeholder|the people it keeps out} whether it helped, and record their answer with its day.",
    sources={**_NOTED, "begun": "Mitigation.on"},
)
def mitigation_without_effect(snapshot: Snapshot) -> Iterator[Observation]:
    """Something was done about a barrier, and whether it helped is not recorded.

    *Why it matters.* What was done and not looked at again comforts those who did it. Only those before whom the
    barrier stood can say whether it is lower.

    *What would fix it.* A question to them, and the answer with its day: removed, eased, unchanged or worse. A
    mitigation that began on the day itself is left alone. Of several, the first is named.

    *Source.* Scottish Government (2007), Good Practice Guide to Service User Involvement, chapters 4 and 5: involvement
    has to be evidenced.
    """
    for noted in _standing(snapshot):
        waiting = [
            mitigation.on
            for mitigation in noted.mitigations
            if mitigation.on is not None and mitigation.on < snapshot.on and mitigation.effect_by(snapshot.on) is None
        ]
        if waiting:
            yield found(**_noted(snapshot, noted), begun=min(waiting))


@rule(
    "SUP018",
    severity="warning",
    needs=("barriers",),
    says="Nothing tried about {barrier:quoted} helped {stakeholder|people}. Each step left it unchanged or made it worse.",
    fix="Try something else, and let {stakeholder|the people it keeps out} choose it. {advice:sentences}",
    sources=_NOTED,
)
def mitigation_of_no_use(snapshot: Snapshot) -> Iterator[Observation]:
    """Every effect that was recorded is that the barrier stands as before, or worse, and nothing else is under way.

    *Why it matters.* It was tried, so it is ticked off; and the people before whom it stands still cannot come.

    *What would fix it.* Another step, chosen with them. While something is planned or has no effect recorded yet,
    nothing is said.

    *Source.* Scottish Government (2007), Good Practice Guide to Service User Involvement, chapter 4: services may need
    to try different models before finding the best.
    """
    for noted in _standing(snapshot):
        effects = [mitigation.effect_by(snapshot.on) for mitigation in noted.mitigations]
        if effects and not {None, *_HELPED} & set(effects):
            yield found(**_noted(snapshot, noted), advice=_advice(_barrier(snapshot, noted)))


@rule(
    "SUP019",
    severity="note",
    needs=("support",),
    says="{signals:sentences} This may point to a barrier that nobody has recorded here. The general list of barriers calls it {barrier:quoted}.",
    fix="Ask the people you want to hear from whether {barrier:quoted} keeps them away. Record what they say. {advice:sentences}",
    sources={"barrier": "Barrier.title"},
)
def barrier_not_noted(snapshot: Snapshot) -> Iterator[Observation]:
    """The record of the process shows a sign of a known barrier, and nobody has noted that barrier.

    *Why it matters.* Those who set the process up do not meet the barrier themselves, so they do not see it. Some
    leave traces that anybody can look for.

    *What would fix it.* A question to those whom it would keep out. A signal is a hint and no proof; noting the
    barrier, with what they say, takes this away. What cannot be told from the record is no signal.

    *Source.* Scottish Government (2007), Good Practice Guide to Service User Involvement, chapter 4, for the barriers;
    which signals point to them is our judgement.
    """
    noted = {barrier.barrier for barrier in snapshot.process.barriers if barrier.noted_by(snapshot.on)}
    shown = {signal for signal, is_shown in signals(snapshot).items() if is_shown}
    for barrier in (*barriers(), *sorted(snapshot.support.own_barriers, key=_key)):
        pointing = tuple(_signal(signal) for signal in Signal if signal in shown and signal in barrier.signals)
        if pointing and barrier.key not in noted:
            ref = Ref("barrier", barrier.key)
            yield found(about=ref, barrier=ref, signals=pointing, advice=_advice(barrier))


# What the record shows


def signals(snapshot: Snapshot) -> Mapping[Signal, bool | None]:
    """Whether the record of the process shows each signal on the day; None where it cannot be told from it."""
    return {signal: shows(snapshot) for signal, shows in _SHOWS.items()}


def _no_definition(snapshot: Snapshot) -> bool | None:
    return not (snapshot.process.definition or "").strip()


def _answers_overdue(snapshot: Snapshot) -> bool | None:
    if not snapshot.has("ledger"):
        return None
    if snapshot.overdue.rows:
        return True
    return None if snapshot.overdue.unknown else False


def _never_answered(snapshot: Snapshot) -> bool | None:
    if not snapshot.has("ledger"):
        return None
    answered = snapshot.closure.overall.answered
    promised = {promise.kind for promise in snapshot.ledger.promises}
    if not answered.of or answered.n or "answered" in promised:  # a promise has a clock of its own
        return False if answered.n else None
    return True


def _told_only(snapshot: Snapshot) -> bool | None:
    best = [standing for decision in snapshot.ahead if (standing := snapshot.reach.best(decision)) is not None]
    return all(standing < Standing.CONSULTED for standing in best) if best else None


def _one_way_in(snapshot: Snapshot) -> bool | None:
    ways = len(snapshot.process.methods) or len(snapshot.entry_points)
    return ways == 1 if ways else None


def _no_independent_voice(snapshot: Snapshot) -> bool | None:
    roles = {stakeholder.role for stakeholder in snapshot.process.stakeholders}
    if roles & {Role.ADVOCATE, Role.PEER_REPRESENTATIVE}:
        return False
    return True if roles and None not in roles else None


def _plain_papers_only(snapshot: Snapshot) -> bool | None:
    formats = {
        paper_format for paper in snapshot.support.papers if paper.on <= snapshot.on for paper_format in paper.formats
    }
    return formats <= {PaperFormat.PRINT, PaperFormat.ELECTRONIC} if formats else None


def _needs_unmet(snapshot: Snapshot) -> bool | None:
    states = {arrangement.state for arrangement in snapshot.arrangements_ahead}
    if ArrangementState.UNMET in states:
        return True
    return None if not states or ArrangementState.NOT_ASKED in states else False


def _lead_short(snapshot: Snapshot) -> bool | None:
    support = snapshot.support
    if not support.leads:
        return None
    capacity = support.capacity(snapshot.on)
    return capacity.overloaded if capacity.leads else True


def _needs_vary(snapshot: Snapshot) -> bool | None:
    needs = {need.need for need in snapshot.support.needs if need.holds(snapshot.on)}
    return len(needs) > 1 and len(snapshot.process.methods) == 1 if needs and snapshot.process.methods else None


def _several_methods(snapshot: Snapshot) -> bool | None:
    return len(snapshot.process.methods) > 1 if snapshot.process.methods else None


def _dissent(snapshot: Snapshot) -> bool | None:
    agreement = snapshot.agreement
    if agreement is None:
        return None
    return any(voice.on is None or voice.on <= snapshot.on for voice in (*agreement.objections, *agreement.dissent))


def _specification_unassessed(snapshot: Snapshot) -> bool | None:
    frameworks = {assessment.framework.key for assessment in snapshot.assessed}
    return _SPECIFICATION not in frameworks if frameworks else None


_SHOWS: Mapping[Signal, Callable[[Snapshot], bool | None]] = {
    Signal.NO_DEFINITION: _no_definition,
    Signal.ANSWERS_OVERDUE: _answers_overdue,
    Signal.NEVER_ANSWERED: _never_answered,
    Signal.TOLD_ONLY: _told_only,
    Signal.ONE_WAY_IN: _one_way_in,
    Signal.NO_INDEPENDENT_VOICE: _no_independent_voice,
    Signal.PLAIN_PAPERS_ONLY: _plain_papers_only,
    Signal.NEEDS_UNMET: _needs_unmet,
    Signal.LEAD_SHORT: _lead_short,
    Signal.NEEDS_VARY: _needs_vary,
    Signal.SEVERAL_METHODS: _several_methods,
    Signal.DISSENT: _dissent,
    Signal.SPECIFICATION_UNASSESSED: _specification_unassessed,
}

_SIGNAL_FIELDS: Mapping[Signal, tuple[str, ...]] = {
    Signal.NO_DEFINITION: ("Process.definition",),
    Signal.ANSWERS_OVERDUE: ("Event.on", "Promise.days"),
    Signal.NEVER_ANSWERED: ("Event.on",),
    Signal.TOLD_ONLY: ("EntryPoint.standing", "Flow.standing"),
    Signal.ONE_WAY_IN: ("EntryPoint.forum", "Process.methods"),
    Signal.NO_INDEPENDENT_VOICE: ("Stakeholder.role",),
    Signal.PLAIN_PAPERS_ONLY: ("PaperSent.formats",),
    Signal.NEEDS_UNMET: ("Adjustment.need", "StatedNeed.need"),
    Signal.LEAD_SHORT: ("Lead.days_a_week", "LeadDemand.days_a_week"),
    Signal.NEEDS_VARY: ("Process.methods", "StatedNeed.need"),
    Signal.SEVERAL_METHODS: ("Process.methods",),
    Signal.DISSENT: ("Agreement.dissent", "Agreement.objections"),
    Signal.SPECIFICATION_UNASSESSED: ("AnswerSheet.framework",),
}


def _signal(signal: Signal) -> Statement:
    return Statement("signal", {"signal": signal}, template="{signal}", sources={"signal": _SIGNAL_FIELDS[signal]})


def _key(barrier: Barrier) -> str:
    return barrier.key


def _standing(snapshot: Snapshot) -> Iterator[NotedBarrier]:
    """The barriers that were noted and not removed by the day, by key, stakeholder and what was done."""
    standing = [barrier for barrier in snapshot.process.barriers if barrier.stands(snapshot.on)]
    return iter(sorted(standing, key=lambda noted: (noted.barrier, noted.stakeholder or "")))


def _barrier(snapshot: Snapshot, noted: NotedBarrier) -> Barrier:
    return snapshot.support.barrier(noted.barrier)


def _noted(snapshot: Snapshot, noted: NotedBarrier) -> dict[str, Any]:
    """What a finding about a noted barrier is about, the barrier and whom it keeps out; None for people in general."""
    ref = Ref("barrier", noted.barrier)
    who = None if noted.stakeholder is None else snapshot.who(noted.stakeholder)
    return {"about": ref, "barrier": ref, "stakeholder": who}


def _advice(barrier: Barrier) -> tuple[Statement, ...]:
    """What may help against a barrier, if anything is known to."""
    texts = tuple(Quote(text, "Barrier.mitigations") for text in barrier.mitigations)
    if not texts:
        return ()
    return (
        Statement(
            "barrier.advice",
            {"advice": texts},
            template="What may help: {advice}",
            sources={"advice": "Barrier.mitigations"},
        ),
    )


RULES: tuple[Rule, ...] = (
    barrier_without_mitigation,
    mitigation_without_effect,
    mitigation_of_no_use,
    barrier_not_noted,
)
