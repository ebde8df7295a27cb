"""Rules about promises: whether what people were promised was done, and nothing unstudied was carried out."""

from collections.abc import Iterator, Sequence
from datetime import date

from involvement.checks.feedback_facts import ABOUT, OWED, about, late_rows, owed
from involvement.checks.rules import Observation, Rule, found, rule
from involvement.feedback import AnswerOutcome, Event, EventKind, Progress
from involvement.priorities import FeasibilityState
from involvement.snapshots import Snapshot
from involvement.wording import Statement

__all__ = ["RULES"]

_PROMISED = {  # what an answer promises beside its word
    AnswerOutcome.WILL_DO: Statement("promised.will_do", template="that it would be done"),
    AnswerOutcome.DID_IN_PART: Statement("promised.did_in_part", template="the rest"),
    AnswerOutcome.NOT_YET: Statement("promised.not_yet", template="a further step"),
    AnswerOutcome.COULD_NOT: Statement("promised.could_not", template="another step instead"),
    AnswerOutcome.NOTED: Statement("promised.noted", template="a further step"),
    None: Statement("promised.something", template="a further step"),
}
_DONE = {**ABOUT, "done": "Event.on"}


@rule(
    "FBK008",
    severity="error",
    needs=("ledger",),
    says="Those who raised {contribution:quoted} were promised {promise:clause} by {due}. It is {days_late:day} late. "
    "The record does not show that it was done. {owner:sentence}",
    fix="Do what was promised about {contribution:quoted}, or say openly why not to those who raised it.",
    sources=OWED,
)
def told_but_not_followed_through(snapshot: Snapshot) -> Iterator[Observation]:
    """People were told that something will be done. Its day is past, and the record does not show it.

    *Why it matters.* A broken promise made face to face is worse than none: the next invitation will not be believed.

    *What would fix it.* Doing it, or an answer that takes the promise back and says why.

    *Source.* Scottish Government (2007), Good Practice Guide to Service User Involvement, chapter 4: service users lose
    faith if there is no improvement to the service.
    """
    return _broken(snapshot, told=True)


@rule(
    "FBK009",
    severity="warning",
    needs=("ledger",),
    says="The answer to {contribution:quoted} promised {promise:clause} by {due}. It is {days_late:day} late. The record "
    "does not show that it was done. {owner:sentence}",
    fix="Do what the answer to {contribution:quoted} promised, or answer again.",
    sources=OWED,
)
def accepted_and_not_followed_through(snapshot: Snapshot) -> Iterator[Observation]:
    """An answer promised something. Its day is past, the record does not show it, and those who raised it were not told.

    *Why it matters.* A promise that nothing follows is a refusal without a reason.

    *What would fix it.* Doing it, or a new answer. Once people have been told, FBK008 says this as an error.

    *Source.* Mathie et al. (2018), doi 10.1111/hex.12684: whether there was an impact is a kind of feedback of its own.
    """
    return _broken(snapshot, told=False)


@rule(
    "FBK010",
    severity="warning",
    needs=("ledger",),
    says="{contribution:quoted} was acted on by {done}. No earlier feasibility study is recorded.",
    fix="Before more is done, study whether {contribution:quoted} can work. Agree to study every idea first.",
    sources=_DONE,
)
def done_without_assessment(snapshot: Snapshot) -> Iterator[Observation]:
    """An idea was carried out, and no study of whether it can be done is recorded before that.

    *Why it matters.* It is tempting to take every wish as a call to action. In North Mersey an evening clinic was opened
    because a user group had asked for it, without the usual study. It closed after four weeks.

    *What would fix it.* A study, late as it is, and an agreement that ideas are studied first. A study of what was merged
    into it, what an agreement found on the same issue, and a study in the workplan that was done by then, count as one.

    *Source.* Diabetes UK, Making Involvement Happen, case study: using the feedback appropriately.
    """
    for progress, done, studies in _acted_on(snapshot):
        if not studies and not _issue_studied(snapshot, progress.contribution, done):
            yield found(**about(progress.contribution), done=done)


@rule(
    "FBK015",
    severity="error",
    needs=("ledger",),
    says="{contribution:quoted} was acted on by {done}. The study of {assessed} had found that it cannot be done.",
    fix="Stop work on {contribution:quoted} until it is studied again, and tell those who raised it why.",
    sources={**_DONE, "assessed": "Event.on"},
)
def done_against_its_assessment(snapshot: Snapshot) -> Iterator[Observation]:
    """An idea was carried out, and the last study of it before that says that it cannot be done.

    *Why it matters.* A study that nobody heeds is worse than none: the failure was foreseen, and people hope for
    something that will be taken away again.

    *What would fix it.* A stop, a new study, and a word to those who raised it. Where the record does not say what a study
    found, this says nothing.

    *Source.* Diabetes UK, Making Involvement Happen, case study: ideas are assessed before they are carried out.
    """
    for progress, done, studies in _acted_on(snapshot):
        known = [study for study in studies if study.feasible is not None]
        if known and not known[-1].feasible:
            yield found(**about(progress.contribution), done=done, assessed=known[-1].on)


def _broken(snapshot: Snapshot, *, told: bool) -> Iterator[Observation]:
    """What an answer promised and is late, where those who raised it were told of the answer, or were not."""
    among = {progress.contribution: progress for progress in snapshot.progress if (progress.told is not None) is told}
    for row in late_rows(snapshot, EventKind.FOLLOWED_THROUGH, among):
        answer = among[row.contribution].answer
        yield found(**owed(snapshot, row), promise=_PROMISED[None if answer is None else answer.outcome])


def _acted_on(snapshot: Snapshot) -> Iterator[tuple[Progress, date, list[Event]]]:
    """What was acted on and is merged into nothing, by which day, and the studies of it before that."""
    events = snapshot.once(_by_end)
    for progress in snapshot.progress:
        done = _done(progress)
        if progress.end == progress.contribution and done is not None:
            yield progress, done, _studies(events[progress.contribution], progress, done)


def _done(progress: Progress) -> date | None:
    """The first day on which it was acted on, or answered as done."""
    answer = progress.answer
    answered = answer.on if answer is not None and answer.outcome is AnswerOutcome.DID else None
    return min((day for day in (progress.followed_through, answered) if day is not None), default=None)


def _studies(events: Sequence[Event], progress: Progress, done: date) -> list[Event]:
    """The studies among these events before the one by which a contribution was acted on."""
    acts = next(
        place
        for place, event in enumerate(events)
        if (event.kind is EventKind.FOLLOWED_THROUGH or event is progress.answer)
        and event.contribution == progress.contribution
        and event.on == done
    )
    return [event for event in events[:acts] if event.kind is EventKind.ASSESSED]


def _by_end(snapshot: Snapshot) -> dict[str, list[Event]]:
    """What happened to each contribution and to all that is merged into it, in order."""
    ends = {progress.contribution: progress.end for progress in snapshot.all_progress}
    events: dict[str, list[Event]] = {end: [] for end in ends.values()}
    for event in sorted(snapshot.ledger.events, key=lambda event: event.on):
        events[ends[event.contribution]].append(event)
    return events


def _issue_studied(snapshot: Snapshot, contribution: str, by: date) -> bool:
    """Whether an agreement or the workplan holds a study of the issue by then; a finding without a day counts as made."""
    issue = snapshot.contributions[contribution].about
    findings = (finding for agreement in snapshot.agreements for finding in agreement.feasibility)
    activities = () if snapshot.plan is None else snapshot.plan.activities
    return any(
        finding.issue == issue
        and finding.state is not FeasibilityState.NOT_STUDIED
        and (finding.on is None or finding.on <= by)
        for finding in findings
    ) or any(activity.studies == issue and activity.done is not None and activity.done <= by for activity in activities)


RULES: tuple[Rule, ...] = (
    told_but_not_followed_through,
    accepted_and_not_followed_through,
    done_without_assessment,
    done_against_its_assessment,
)
