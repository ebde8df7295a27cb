"""Rules about promises: whether what people were promised was done, and nothing unstudied was carried out."""

from collections.abc import Iterator
from datetime import date

from involvement.checks.feedback import late
from involvement.checks.rules import Observation, Rule, found, rule
from involvement.feedback import AnswerOutcome, EventKind, Progress
from involvement.priorities import FeasibilityState
from involvement.references import Ref
from involvement.snapshots import Snapshot

__all__ = ["RULES"]


@rule(
    "FBK008",
    severity="error",
    needs=("ledger",),
    says="Whoever said {contribution:quoted} was told that it would be done. It was due on {due}, {days_late:day} ago, and "
    "is not written down as done; it lies with {owed_by}.",
    fix="Do what was promised about {contribution:quoted}, or tell them openly why it is not done.",
)
def told_but_not_followed_through(snapshot: Snapshot) -> Iterator[Observation]:
    """People were told that something will be done, its day is past, and it is not done.

    *Why it matters.* A promise that was made to somebody's face and not kept is worse than none: the next invitation will
    not be believed.

    *What would fix it.* Doing it, or an answer that takes the promise back and says why.

    *Source.* Scottish Government (2007), Good Practice Guide to Service User Involvement, chapter 4: service users lose
    faith if there is no improvement to the service.
    """
    told = {each.contribution for each in snapshot.progress if each.told is not None}
    yield from late(snapshot, EventKind.FOLLOWED_THROUGH, among=told)


@rule(
    "FBK009",
    severity="warning",
    needs=("ledger",),
    says="{contribution:quoted} was accepted. It was due on {due}, {days_late:day} ago, and is not written down as done; it "
    "lies with {owed_by}.",
    fix="Do what was accepted about {contribution:quoted}, or answer anew.",
)
def accepted_and_not_followed_through(snapshot: Snapshot) -> Iterator[Observation]:
    """The answer was yes, the day by which it was to be done is past, and it is not done; nobody was told of either.

    *Why it matters.* A yes that nothing follows is a no without a reason.

    *What would fix it.* Doing it, or a new answer. Once they have been told, FBK008 asks the same more seriously.

    *Source.* Mathie et al. (2018), doi 10.1111/hex.12684: whether there was an impact is a kind of feedback of its own.
    """
    told = {each.contribution for each in snapshot.progress if each.told is None}
    yield from late(snapshot, EventKind.FOLLOWED_THROUGH, among=told)


@rule(
    "FBK010",
    severity="warning",
    needs=("ledger",),
    says="{contribution:quoted} was acted on, on {done}, and nobody had studied whether it can be done.",
    fix="Study whether {contribution:quoted} can be done before more is done, and agree that every idea is studied first.",
)
def done_without_assessment(snapshot: Snapshot) -> Iterator[Observation]:
    """An idea was carried out, and no study of whether it can be done is recorded before that.

    *Why it matters.* It can be tempting to take every wish as a call to action. In North Mersey an evening clinic was opened
    because a user group had asked for it, without the usual study, and was closed after four weeks.

    *What would fix it.* A study, late as it is, and an agreement that ideas are studied first. A finding on the same
    issue in the agreement counts as one.

    *Source.* Diabetes UK, Making Involvement Happen, case study: using the feedback appropriately.
    """
    for each in snapshot.progress:
        done = _done(each)
        if each.end != each.contribution or done is None or _studied(snapshot, each.contribution, done):
            continue
        if each.assessed is None or each.assessed > done:
            yield found(
                about=Ref("contribution", each.contribution),
                contribution=snapshot.contribution(each.contribution),
                done=done,
            )


@rule(
    "FBK015",
    severity="error",
    needs=("ledger",),
    says="{contribution:quoted} was acted on, on {done}, though it had been assessed on {assessed} as something that cannot be done.",
    fix="Stop what was begun about {contribution:quoted} until it is studied anew, and tell those who said it why.",
)
def done_against_its_assessment(snapshot: Snapshot) -> Iterator[Observation]:
    """An idea was carried out, and the last study of it before that says that it cannot be done.

    *Why it matters.* A study that nobody heeds is worse than none: the failure was known beforehand, and people are
    asked to hope for what will be taken away again.

    *What would fix it.* A stop, a new study, and a word to those who said it. Where it is not written down what a study came
    to, this is silent.

    *Source.* Diabetes UK, Making Involvement Happen, case study: ideas are assessed before they are carried out.
    """
    for each in snapshot.progress:
        done = _done(each)
        if each.end != each.contribution or done is None:
            continue
        studies = [
            event
            for event in snapshot.ledger.history(each.contribution)
            if event.kind is EventKind.ASSESSED and event.on <= done and event.feasible is not None
        ]
        if studies and studies[-1].feasible is False:
            yield found(
                about=Ref("contribution", each.contribution),
                contribution=snapshot.contribution(each.contribution),
                done=done,
                assessed=studies[-1].on,
            )


def _done(progress: Progress) -> date | None:
    """The day on which it was acted on, or answered as done."""
    if progress.followed_through is None and progress.answer is not None:
        return progress.answer.on if progress.answer.outcome is AnswerOutcome.DID else None
    return progress.followed_through


def _studied(snapshot: Snapshot, contribution: str, by: date) -> bool:
    """Whether the agreement holds a finding on the issue that was made by then; one without a day counts as made."""
    agreement = snapshot.agreement
    about = snapshot.contributions[contribution].about
    return agreement is not None and any(
        each.issue == about and each.state is not FeasibilityState.NOT_STUDIED and (each.on is None or each.on <= by)
        for each in agreement.feasibility
    )


RULES: tuple[Rule, ...] = (
    told_but_not_followed_through,
    accepted_and_not_followed_through,
    done_without_assessment,
    done_against_its_assessment,
)
