"""Rules about settlements: studied, within the capacity, with reasons, owners and days."""

from collections.abc import Iterator

from attrs import evolve

from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.decisions import Decision
from involvement.errors import InvolvementError
from involvement.priorities import Agreement, FeasibilityState, Outcome, Settlement
from involvement.references import Ref
from involvement.snapshots import Snapshot

__all__ = ["RULES", "agreed_by_the_ranking", "agreed_without_overrides", "agreement_of"]


@rule(
    "PRI001",
    severity="error",
    needs=("agreement",),
    says="{issue:quoted} was agreed, and nobody has studied whether it can be done.",
    says_unknown="{issue:quoted} was agreed, and it is not written down whether anybody has studied if it can be done.",
    fix="Study whether {issue:quoted} can be done before anything is begun, and put it off until that is known.",
)
def unstudied_yet_agreed(snapshot: Snapshot) -> Iterator[Observation]:
    """An issue was agreed that nobody has studied.

    *Why it matters.* An evening clinic was opened because a user group had asked for it, without the study
    that any other idea would have had, and closed after four weeks. What is granted without a
    study harms those who asked for it.

    *What would fix it.* The study that any other idea would have had. Where the agreement holds no word about
    the issue either way, the status is `unknown`.

    *Source.* The North Mersey case: a request was raised and carried out without a feasibility study.
    """
    agreement = agreement_of(snapshot)
    studied = {each.issue: each.state for each in agreement.feasibility}
    for issue in agreement.agreed:
        if studied.get(issue) in {None, FeasibilityState.NOT_STUDIED}:
            say = found if issue in studied else unknown
            yield say(about=Ref("issue", issue), issue=snapshot.issue(issue))


@rule(
    "PRI002",
    severity="error",
    needs=("agreement",),
    says="{issue:quoted} was agreed, and a study had ruled it out.",
    fix="Decline {issue:quoted} with the reason of the study, or study it anew if that reason no longer holds.",
)
def ruled_out_yet_agreed(snapshot: Snapshot) -> Iterator[Observation]:
    """An issue was agreed that a study had ruled out.

    *Why it matters.* A promise that is known not to be kept costs more trust than a no with a reason.

    *What would fix it.* An honest no, with what is done instead; or a new study.

    *Source.* The North Mersey case, on what happens to requests that were not fit to be carried out.
    """
    agreement = agreement_of(snapshot)
    ruled_out = {each.issue for each in agreement.feasibility if each.state is FeasibilityState.RULED_OUT}
    for issue in agreement.agreed:
        if issue in ruled_out:
            yield found(about=Ref("issue", issue), issue=snapshot.issue(issue))


@rule(
    "PRI003",
    severity="error",
    needs=("agreement",),
    says="What was agreed takes {needed} days of work, and there are {capacity}.",
    says_unknown="There are {capacity} days of work, and nobody has said how many {issues:quoted} take.",
    fix="Find the days that are missing, or say openly what will have to wait.",
)
def agreed_beyond_capacity(snapshot: Snapshot) -> Iterator[Observation]:
    """More was agreed than there are days of work for.

    *Why it matters.* Whatever is left over when the days run out is declined without anybody saying so, and
    mostly it is what service users wanted.

    *What would fix it.* More days, or a shorter list. Where the days of some agreed issues are not known and those
    that are known fit, the status is `unknown`.

    *Source.* Joseph Rowntree Foundation (1999), Findings 129: a workplan with agreed priorities and a timetable.
    """
    agreement = agreement_of(snapshot)
    if agreement.capacity is None:
        return
    days = {each.issue: each.days for each in agreement.effort}
    needed = sum(days[issue] for issue in agreement.agreed if issue in days)
    missing = tuple(snapshot.issue(issue) for issue in agreement.agreed if issue not in days)
    about = Ref("process", snapshot.process.key)
    if needed > agreement.capacity:
        yield found(about=about, needed=str(needed), capacity=str(agreement.capacity))
    elif missing:
        yield unknown(about=about, capacity=str(agreement.capacity), issues=missing)


@rule(
    "PRI004",
    severity="warning",
    needs=("agreement",),
    says="{issue:quoted} was declined, and no reason is written down.",
    fix="Write down why {issue:quoted} was declined, and tell those who asked for it.",
)
def declined_without_reason(snapshot: Snapshot) -> Iterator[Observation]:
    """An issue was declined without a reason.

    *Why it matters.* An answer is a process, options, a decision and a reason. A no without its reason cannot be
    understood, and cannot be contested.

    *What would fix it.* The reason, in the words in which it will be told.

    *Source.* The Scottish Communication standard: every answer gives the reason; the commissioners' checklist: a
    "no" has a reason and an action.
    """
    for each in _settled(snapshot, Outcome.DECLINED):
        if not (each.reason or "").strip():
            yield found(about=Ref("issue", each.issue), issue=snapshot.issue(each.issue))


@rule(
    "PRI005",
    severity="note",
    needs=("agreement",),
    says="{issue:quoted} was declined, and nothing is offered instead.",
    fix="Ask those who wanted {issue:quoted} what else would help, or say that nothing will be done.",
)
def declined_with_nothing_instead(snapshot: Snapshot) -> Iterator[Observation]:
    """An issue was declined, and nothing is said of what happens instead.

    *Why it matters.* What people ask for is one way to meet a need. The way may be closed; the need is still there.

    *What would fix it.* Another way, even a small one, or a clear word that there is none.

    *Source.* The commissioners' checklist: a "no" has a reason and an action.
    """
    for each in _settled(snapshot, Outcome.DECLINED):
        if not (each.instead or "").strip():
            yield found(about=Ref("issue", each.issue), issue=snapshot.issue(each.issue))


@rule(
    "PRI006",
    severity="warning",
    needs=("agreement",),
    says="{issue:quoted} was deferred, and it is not written down {missing}.",
    fix="Name who brings {issue:quoted} back, and by which day.",
)
def deferred_to_nobody(snapshot: Snapshot) -> Iterator[Observation]:
    """An issue was deferred without anybody who is to act on it, or without a day.

    *Why it matters.* What is put off with no name and no day is never heard of again: a no that nobody has to say.

    *What would fix it.* A name and a day, even if all that is to be done by then is to look at it again.

    *Source.* Joseph Rowntree Foundation (1999), Findings 129: a workplan with scheduled reviews, agreed
    priorities and a timetable.
    """
    for each in _settled(snapshot, Outcome.DEFERRED):
        said = (("who brings it back", each.who), ("by which day", each.by))
        missing = tuple(words for words, value in said if value is None)
        if missing:
            yield found(about=Ref("issue", each.issue), issue=snapshot.issue(each.issue), missing=missing)


@rule(
    "PRI007",
    severity="warning",
    needs=("agreement",),
    says="{issue:quoted} was deferred until {by}, {days_late:day} ago, and nothing has been settled since.",
    fix="Settle {issue:quoted} now, or tell those who asked for it why it waits longer, and until when.",
)
def deferral_overdue(snapshot: Snapshot) -> Iterator[Observation]:
    """The day by which a deferred issue was to come back is past.

    *Why it matters.* A promise to come back is an answer only if somebody comes back.

    *What would fix it.* A new agreement in which the issue is settled, or a new day with a reason.

    *Source.* Joseph Rowntree Foundation (1999), Findings 129: a workplan with scheduled reviews.
    """
    for each in _settled(snapshot, Outcome.DEFERRED):
        if each.by is not None and each.by < snapshot.on:
            late = (snapshot.on - each.by).days
            yield found(about=Ref("issue", each.issue), issue=snapshot.issue(each.issue), by=each.by, days_late=late)


@rule(
    "PRI008",
    severity="warning",
    needs=("agreement",),
    says="{issue:quoted} was deferred until {by}, and the last day to be heard about it is {last_day}.",
    fix="Bring {issue:quoted} back before {last_day}, or move the decision about it.",
)
def deferred_past_the_last_day(snapshot: Snapshot) -> Iterator[Observation]:
    """An issue comes back on a day when no view about it can be heard in time any more.

    *Why it matters.* Put off for a while, it is decided meanwhile without those who raised it. Each day by itself
    looks harmless; only both together show it.

    *What would fix it.* An earlier day, or a later decision.

    *Source.* R v Brent LBC ex p Gunning (1985) 84 LGR 168, the first test: while proposals are formative.
    """
    for each in _settled(snapshot, Outcome.DEFERRED):
        if each.by is not None and each.last_day is not None and each.by > each.last_day:
            yield found(
                about=Ref("issue", each.issue), issue=snapshot.issue(each.issue), by=each.by, last_day=each.last_day
            )


@rule(
    "PRI009",
    severity="warning",
    needs=("agreement",),
    says="{issue:quoted} was ranked by {parties}, and the agreement does not settle it.",
    fix="Settle {issue:quoted}: agree, defer or decline it, with the reason.",
)
def ranked_yet_unsettled(snapshot: Snapshot) -> Iterator[Observation]:
    """A party ranked an issue, and the agreement says nothing about it.

    *Why it matters.* What drops off the list without a word was declined by nobody, for no reason, and
    those who asked wait for an answer.

    *What would fix it.* A settlement for every issue that anybody ranked.

    *Source.* The Scottish Communication standard: every item of feedback has an answer.
    """
    agreement = agreement_of(snapshot)
    settled = {each.issue for each in agreement.settlements}
    ranked: dict[str, list[Ref]] = {}
    for position in sorted(agreement.positions, key=lambda each: each.stakeholder):
        for issue in position.ranked():
            ranked.setdefault(issue, []).append(snapshot.who(position.stakeholder))
    for issue in sorted(ranked.keys() - settled):
        yield found(about=Ref("issue", issue), issue=snapshot.issue(issue), parties=tuple(ranked[issue]))


@rule(
    "PRI010",
    severity="warning",
    needs=("agreement",),
    says="{issue:quoted} is wanted, can be done and fits, and yet it was {outcome}; no override says why.",
    fix="Agree {issue:quoted}, or write down who settled it otherwise, and why.",
)
def possible_yet_not_agreed(snapshot: Snapshot) -> Iterator[Observation]:
    """An issue was not agreed that the ranking, the studies and the days of work would have agreed.

    *Why it matters.* Here somebody decided otherwise than all that is written down, and left no trace. Power that
    leaves no trace cannot be answered.

    *What would fix it.* An override with a name and a reason, or the issue agreed.

    *Source.* Lukes (1974), Power: a radical view, on keeping matters off the agenda.
    """
    agreement = agreement_of(snapshot)
    overridden = {each.issue for each in agreement.overrides}
    follows = snapshot.once(agreed_without_overrides) or ()
    for each in agreement.settlements:
        if each.outcome is not Outcome.AGREED and each.issue in follows and each.issue not in overridden:
            yield found(about=Ref("issue", each.issue), issue=snapshot.issue(each.issue), outcome=each.outcome.value)


@rule(
    "PRI018",
    severity="warning",
    needs=("agreement", "issues", "decision_map"),
    says="{issue:quoted} was agreed, and no view of the service users can shape {decisions:quoted} any more.",
    fix="Move the decision, open a way to it by which views are heard in time, or name another decision that could bring "
    "about {issue:quoted}.",
)
def agreed_out_of_reach(snapshot: Snapshot) -> Iterator[Observation]:
    """Every decision about an agreed issue is out of service users' reach, or closed before it was agreed.

    Where they are only told, a decision is out of their reach; where its options have closed, it is closed.

    *Why it matters.* The parties agree, and whoever decides never hears of it from those who asked. A
    decision that was made after the agreement is left alone: it may have followed it.

    *What would fix it.* A decision that is still open, or a way to the one that there is.

    *Source.* Diabetes UK, Making Involvement Happen: map decisions so that views reach the right places.
    """
    agreement = agreement_of(snapshot)
    decisions = {each.key: each for each in snapshot.decisions}
    about = {each.key: [decisions[key] for key in each.decisions] for each in snapshot.process.issues}
    for issue in agreement.agreed:
        closed = about.get(issue, [])
        if closed and all(_closed(snapshot, agreement, each) for each in closed):
            yield found(about=Ref("issue", issue), issue=snapshot.issue(issue), decisions=tuple(map(str, closed)))


@rule(
    "PRI019",
    severity="note",
    needs=("agreement", "issues", "decision_map"),
    says="{issue:quoted} was agreed, and it is not written down which decision would bring it about.",
    fix="Name the decision that {issue:quoted} hangs on, so that it can be said by when to speak.",
)
def agreed_without_a_decision(snapshot: Snapshot) -> Iterator[Observation]:
    """An agreed issue names no decision.

    *Why it matters.* What was agreed still has to be decided somewhere, on some day. Until that is known, nobody
    can say whether it is in time.

    *What would fix it.* The decisions that could change it, on the issue.

    *Source.* Diabetes UK, Making Involvement Happen: involvement is related to decision-making.
    """
    undecided = {each.key for each in snapshot.process.issues if not each.decisions}
    for issue in agreement_of(snapshot).agreed:
        if issue in undecided:
            yield unknown(about=Ref("issue", issue), issue=snapshot.issue(issue))


def agreement_of(snapshot: Snapshot) -> Agreement:
    """The last agreement made by the day; an empty one where there is none."""
    return snapshot.agreement or Agreement()


def agreed_by_the_ranking(agreement: Agreement) -> tuple[str, ...] | None:
    """What follows from all that the agreement holds; None where nothing can, as parts of it do not fit together."""
    try:
        return tuple(each.issue for each in agreement.settle() if each.outcome is Outcome.AGREED)
    except InvolvementError:
        return None


def agreed_without_overrides(snapshot: Snapshot) -> tuple[str, ...] | None:
    """What would follow if nobody had set the ranking aside; None where nothing can."""
    return agreed_by_the_ranking(evolve(agreement_of(snapshot), overrides=()))


def _settled(snapshot: Snapshot, outcome: Outcome) -> Iterator[Settlement]:
    return (each for each in agreement_of(snapshot).settlements if each.outcome is outcome)


def _closed(snapshot: Snapshot, agreement: Agreement, decision: Decision) -> bool:
    if decision.on is not None and decision.on < snapshot.on:
        return agreement.on is None or decision.on < agreement.on
    options = decision.stage("options")
    return (options is not None and options.by is not None and options.by < snapshot.on) or not snapshot.heard(decision)


RULES: tuple[Rule, ...] = (
    unstudied_yet_agreed,
    ruled_out_yet_agreed,
    agreed_beyond_capacity,
    declined_without_reason,
    declined_with_nothing_instead,
    deferred_to_nobody,
    deferral_overdue,
    deferred_past_the_last_day,
    ranked_yet_unsettled,
    possible_yet_not_agreed,
    agreed_out_of_reach,
    agreed_without_a_decision,
)
