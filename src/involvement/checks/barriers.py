"""Rules about barriers: those noted and not dealt with, and those that the record points to and nobody noted."""

from collections.abc import Callable, Iterator, Mapping

from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.people import Role
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.standing import Standing
from involvement.support import ArrangementState, Barrier, MitigationEffect, NotedBarrier, PaperFormat, Signal, barriers
from involvement.support.pages import SIGNALS

__all__ = ["RULES", "signals"]

_SPECIFICATION = "commissioner-specification"
_HELPED = {MitigationEffect.REMOVED, MitigationEffect.EASED}


@rule(
    "SUP016",
    severity="warning",
    needs=("barriers",),
    says="It was noted that {barrier:quoted} stands in the way of {stakeholder}, and nothing was done about it.",
    says_unknown="It was noted that {barrier:quoted} stands in the way of {stakeholder}; when anything was done about it "
    "is not written down.",
    fix="Agree with {stakeholder} what is done about it, by whom, and from which day. What may help: {advice}.",
)
def barrier_without_mitigation(snapshot: Snapshot) -> Iterator[Observation]:
    """Somebody noted a barrier, and there is no record of anything done or planned about it.

    *Why it matters.* A barrier that is known and left standing says plainer than any barrier who is not wanted.

    *What would fix it.* One step, with somebody to take it and a day. What is planned for a later day counts as
    planned, and is left alone. Where a mitigation has no day and no effect, the status is `unknown`.

    *Source.* Scottish Government (2007), Good Practice Guide to Service User Involvement, chapter 4.
    """
    for noted in _standing(snapshot):
        done = [each.begun(snapshot.on) for each in noted.mitigations]
        tried = [each.effect_by(snapshot.on) for each in noted.mitigations]
        if not done:
            yield found(
                about=Ref("barrier", noted.barrier), **_told(snapshot, noted), advice=_advice(_barrier(snapshot, noted))
            )
        elif all(each is None for each in (*done, *tried)):
            yield unknown(
                about=Ref("barrier", noted.barrier), **_told(snapshot, noted), advice=_advice(_barrier(snapshot, noted))
            )


@rule(
    "SUP017",
    severity="note",
    needs=("barriers",),
    says="Something was done about {barrier:quoted} for {stakeholder} from {begun} on, and nobody has written down whether "
    "it helped.",
    fix="Ask {stakeholder} whether it helped, and write down what they say and on which day.",
)
def mitigation_without_effect(snapshot: Snapshot) -> Iterator[Observation]:
    """Something was done about a barrier, and it is not recorded what came of it.

    *Why it matters.* What was done and not looked at again comforts those who did it. Only those before whom the
    barrier stood can say whether it is lower.

    *What would fix it.* A question to them, and the answer with its day: removed, eased, unchanged or worse. A
    mitigation that began on the day itself is left alone.

    *Source.* Scottish Government (2007), Good Practice Guide to Service User Involvement, chapters 4 and 5: involvement
    has to be evidenced.
    """
    for noted in _standing(snapshot):
        waiting = [
            each.on
            for each in noted.mitigations
            if each.on is not None and each.on < snapshot.on and each.effect_by(snapshot.on) is None
        ]
        if waiting:
            yield found(about=Ref("barrier", noted.barrier), **_told(snapshot, noted), begun=min(waiting))


@rule(
    "SUP018",
    severity="warning",
    needs=("barriers",),
    says="All that was tried about {barrier:quoted} for {stakeholder} left it as it was or made it worse.",
    fix="Try something else, and let {stakeholder} choose it. What may help: {advice}.",
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
        effects = [each.effect_by(snapshot.on) for each in noted.mitigations]
        if effects and not {None, *_HELPED} & set(effects):
            yield found(
                about=Ref("barrier", noted.barrier), **_told(snapshot, noted), advice=_advice(_barrier(snapshot, noted))
            )


@rule(
    "SUP019",
    severity="note",
    needs=("support",),
    says="What is on record points to {barrier:quoted}, which nobody has noted: {signals}.",
    fix="Ask those whom it would keep out whether it does, and note the answer. What may help: {advice}.",
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
    noted = {each.barrier for each in snapshot.process.barriers if each.noted_by(snapshot.on)}
    shown = {signal for signal, is_shown in signals(snapshot).items() if is_shown}
    for each in (*barriers(), *snapshot.support.own_barriers):
        pointing = [SIGNALS[signal] for signal in each.signals if signal in shown]
        if pointing and each.key not in noted:
            yield found(
                about=Ref("barrier", each.key), barrier=str(each), signals=tuple(pointing), advice=_advice(each)
            )


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
    best = [standing for each in snapshot.ahead if (standing := snapshot.reach.best(each)) is not None]
    return all(each < Standing.CONSULTED for each in best) if best else None


def _one_way_in(snapshot: Snapshot) -> bool | None:
    ways = len(snapshot.process.methods) or len(snapshot.entry_points)
    return ways == 1 if ways else None


def _no_independent_voice(snapshot: Snapshot) -> bool | None:
    roles = {each.role for each in snapshot.process.stakeholders}
    if roles & {Role.ADVOCATE, Role.PEER_REPRESENTATIVE}:
        return False
    return True if roles and None not in roles else None


def _plain_papers_only(snapshot: Snapshot) -> bool | None:
    formats = {each for paper in snapshot.support.papers if paper.on <= snapshot.on for each in paper.formats}
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
    needs = {each.need for each in snapshot.support.needs if each.holds(snapshot.on)}
    return len(needs) > 1 and len(snapshot.process.methods) == 1 if needs and snapshot.process.methods else None


def _several_methods(snapshot: Snapshot) -> bool | None:
    return len(snapshot.process.methods) > 1 if snapshot.process.methods else None


def _dissent(snapshot: Snapshot) -> bool | None:
    agreement = snapshot.agreement
    return None if agreement is None else bool(agreement.objections or agreement.dissent)


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

_NO_ADVICE = "what those say whom it keeps out"


def _standing(snapshot: Snapshot) -> Iterator[NotedBarrier]:
    return (each for each in snapshot.process.barriers if each.stands(snapshot.on))


def _barrier(snapshot: Snapshot, noted: NotedBarrier) -> Barrier:
    return snapshot.support.barrier(noted.barrier)


def _told(snapshot: Snapshot, noted: NotedBarrier) -> dict[str, Ref | str]:
    who = "people" if noted.stakeholder is None else snapshot.who(noted.stakeholder)
    return {"barrier": str(_barrier(snapshot, noted)), "stakeholder": who}


def _advice(barrier: Barrier) -> str:
    return " ".join(barrier.mitigations).strip().removesuffix(".") or _NO_ADVICE


RULES: tuple[Rule, ...] = (
    barrier_without_mitigation,
    mitigation_without_effect,
    mitigation_of_no_use,
    barrier_not_noted,
)
