"""Rules about feedback: whether everybody who said something had a complete answer in time."""

from collections.abc import Iterator
from datetime import date

from involvement.checks.feedback_facts import ABOUT, OWED, about, late
from involvement.checks.map_facts import when_said
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.feedback import AnswerOutcome, ContributionState, EventKind, Progress
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.wording import Statement

__all__ = ["RULES"]

_PARTS = {  # of a complete answer
    "process": Statement("FBK002.process", template="how it was reached"),
    "options": Statement("FBK002.options", template="which options were considered"),
    "outcome": Statement("FBK002.outcome", template="the outcome"),
    "reason": Statement("FBK002.reason", template="the reason"),
    "action": Statement("FBK002.action", template="what is done instead"),
}
_WAITED_FOR = {
    EventKind.ACKNOWLEDGED: "{waiting:contribution} {waiting#waits|wait} for an acknowledgement.",
    EventKind.ANSWERED: "{waiting:contribution} {waiting#waits|wait} for an answer.",
    EventKind.TOLD: "The outcome of {waiting:contribution} is recorded. The record does not show that those who raised "
    "{waiting#it|them} were told.",
    EventKind.FOLLOWED_THROUGH: "{waiting:contribution} {waiting#waits|wait} for the action that was promised.",
}
_RETURN = ("Decision.on", "Decision.between", "Reply.days", "Forum.meetings", "Forum.papers_due")
_DECIDED = {**ABOUT, "decision": "Decision.title", "decided": "Decision.on"}


@rule(
    "FBK001",
    severity="warning",
    needs=("ledger",),
    says="The answer to {contribution:quoted} was due on {due}. It is {days_late:day} late. {owner:sentence}",
    fix="Answer {contribution:quoted}. If it takes longer, say why and until when.",
    sources=OWED,
)
def unanswered_past_its_clock(snapshot: Snapshot) -> Iterator[Observation]:
    """A contribution has no answer, and the day by which one was promised is past.

    *Why it matters.* People who never hear the outcome stop speaking, and do not believe the next promise.

    *What would fix it.* The answer; "not yet" with a reason is one. A merged contribution is answered with the one it was
    merged into. Rules about feedback leave out contributions from the organisation's side.

    *Source.* Mathie et al. (2018), doi 10.1111/hex.12684: 19 % of contributors never had feedback. Scottish Government
    (2007), Good Practice Guide to Service User Involvement, chapter 4: people lose faith if they are not told.
    """
    yield from late(snapshot, EventKind.ANSWERED)


@rule(
    "FBK002",
    severity="note",
    needs=("ledger",),
    says="The answer to {contribution:quoted} leaves out {missing:clauses}.",
    fix="Complete the answer to {contribution:quoted}: add {missing:clauses}.",
    sources=ABOUT,
)
def incomplete_answer(snapshot: Snapshot) -> Iterator[Observation]:
    """An answer leaves out how it was reached, which options were considered, the outcome, or the reason.

    *Why it matters.* People who hear only the result cannot tell whether anybody listened.

    *What would fix it.* The four parts. What was only noted, because nothing was asked for, needs none of them. FBK003
    reports a refusal without its reason or without what is done instead.

    *Source.* SCDC (2016), National Standards for Community Engagement, Communication: feedback covers the process, the
    options considered, the decisions or actions, and the reasons why.
    """
    for progress in _answered(snapshot):
        refused = progress.answer is not None and progress.answer.outcome is AnswerOutcome.COULD_NOT
        missing = [part for part in _missing(progress) if not (refused and part in {"reason", "action"})]
        if missing:
            yield found(**about(progress.contribution), missing=tuple(_PARTS[part] for part in missing))


@rule(
    "FBK003",
    severity="warning",
    needs=("ledger",),
    says="The answer to {contribution:quoted} was no. It leaves out {missing:clauses}.",
    fix="Tell those who raised {contribution:quoted} {missing:clauses}.",
    sources=ABOUT,
)
def refused_without_reason_or_action(snapshot: Snapshot) -> Iterator[Observation]:
    """The answer is that it could not be done, without a reason or without what is done instead.

    *Why it matters.* A refusal with a reason can be contested or accepted. A bare one closes the door.

    *What would fix it.* The reason, and what is done instead, or when it will be looked at again.

    *Source.* NHS England (2018), Patient and Community Engagement Indicator, checklist: every "no" has a reason and an
    action.
    """
    for progress in _answered(snapshot):
        if progress.answer is not None and progress.answer.outcome is AnswerOutcome.COULD_NOT:
            missing = [part for part in _missing(progress) if part in {"reason", "action"}]
            if missing:
                yield found(**about(progress.contribution), missing=tuple(_PARTS[part] for part in missing))


@rule(
    "FBK004",
    severity="warning",
    needs=("ledger",),
    says="The outcome of {contributions:quoted} has been known since {since}. Those who raised it should have been told by "
    "{due}, {days_late:day} ago.",
    says_unknown="The outcome of {contributions:quoted} is known. The record does not show that those who raised "
    "{contributions#it|them} were told.",
    fix="Tell everybody who raised {contributions:quoted} the outcome, and record that you did.",
    sources={
        "contributions": "Contribution.title",
        "since": "Event.on",
        "due": "Promise.days",
        "days_late": "Promise.days",
    },
)
def answered_and_never_told(snapshot: Snapshot) -> Iterator[Observation]:
    """There is an answer, or another body is to give it, and those who contributed were not told: a silent drop.

    *Why it matters.* An answer in the minutes of a board does not reach those who asked. If ten people said the same, each
    of them waits to be told.

    *What would fix it.* Telling them. Where a promise says by when people are told, this is found once that day is past.
    Without one, the status is `unknown`. Contributions that left no way to reply are left out.

    *Source.* Scottish Government (2007), Good Practice Guide to Service User Involvement, chapter 4: service users lose
    faith if they are not kept informed of what has or has not been done because of their involvement.
    """
    for row in snapshot.overdue.rows:
        if row.promise is EventKind.TOLD:
            ref = Ref("contribution", row.contribution)
            yield found(about=ref, contributions=(ref,), since=row.since, due=row.due, days_late=row.days_late)
    if all(promise.kind is not EventKind.TOLD for promise in snapshot.ledger.promises):
        untold = [
            progress
            for progress in snapshot.progress
            if _waits_to_be_told(progress) and progress.settled != snapshot.on
        ]
        if untold:
            refs = sorted(Ref("contribution", progress.contribution) for progress in untold)
            yield unknown(about=snapshot.process.ref, contributions=tuple(refs))


@rule(
    "FBK005",
    severity="note",
    needs=("ledger",),
    says="{contribution:quoted} should have been acknowledged by {due}. That is {days_late:day} late. {owner:sentence}",
    fix="Tell those who raised {contribution:quoted} that it has arrived, and when they will have an answer.",
    sources=OWED,
)
def arrival_never_acknowledged(snapshot: Snapshot) -> Iterator[Observation]:
    """Those who contributed have heard nothing at all, and the day by which they should have is past.

    *Why it matters.* An acknowledgement costs little. Without it people do not know whether to wait.

    *What would fix it.* The acknowledgement. Once there is an answer, it is no longer needed.

    *Source.* Mathie et al. (2018), doi 10.1111/hex.12684: acknowledgement is the first of three kinds of feedback.
    """
    yield from late(snapshot, EventKind.ACKNOWLEDGED)


@rule(
    "FBK006",
    severity="warning",
    needs=("ledger", "decision_map"),
    says="{contribution:quoted} is about {decision:quoted}, which was due to be decided {when:clause}. "
    "{contribution:quoted} was considered {days:day} later, on {considered}.",
    says_unknown="{contribution:quoted} is about {decision:quoted}, which was due to be decided {when:clause}. The record does "
    "not show that {contribution:quoted} was considered before that.",
    fix="Tell those who raised {contribution:quoted} whether it was taken into account for {decision:quoted}, and how.",
    sources={**_DECIDED, "considered": "Event.on", "days": ("Event.on", "Decision.on", "Decision.between")},
)
def decided_before_heard(snapshot: Snapshot) -> Iterator[Observation]:
    """The day of a decision passed after a contribution about it had come in, and before anybody considered it.

    *Why it matters.* Views that arrive in time and lie unread are the plainest form of tokenism, and in law they make a
    consultation unfair.

    *What would fix it.* An honest word about this decision, and papers that bring contributions to the next one.
    Where the record does not show that it was considered at all, or shows it for a day on which it may have been decided
    already, the status is `unknown`. A decision that was withdrawn before its day is left out.

    *Source.* R v Brent LBC ex p Gunning (1985) 84 LGR 168, the fourth test: what people said is conscientiously taken
    into account.
    """
    over = {decision.key for decision in snapshot.over}
    for progress in snapshot.progress:
        if progress.state is ContributionState.WITHDRAWN:
            continue
        for decision in snapshot.decided_about(snapshot.contributions[progress.contribution].about):
            received = snapshot.contributions[progress.contribution].on
            first, last = decision.first_day, decision.last_day
            if first is None or last is None or decision.key not in over or first < received:
                continue
            considered = progress.considered
            if considered is not None and considered <= first:
                continue
            ref, when = Ref("decision", decision.key), when_said(decision)
            if considered is None or considered <= last:
                yield unknown(**about(progress.contribution), decision=ref, when=when)
                continue
            yield found(
                **about(progress.contribution),
                decision=ref,
                when=when,
                considered=considered,
                days=(considered - last).days,
            )


@rule(
    "FBK007",
    severity="warning",
    needs=("ledger", "decision_map"),
    says="{contribution:quoted} arrived on {received}. The {decisions#decision|last decision} it is about, "
    "{decision:quoted}, was due {days:day} earlier, on {decided}.",
    fix="Tell those who raised {contribution:quoted} that it came too late for {decision:quoted}, and where it can count next.",
    sources={
        **_DECIDED,
        "received": "Contribution.on",
        "decisions": "Contribution.about",
        "days": ("Contribution.on", "Decision.on"),
    },
)
def raised_after_the_decision(snapshot: Snapshot) -> Iterator[Observation]:
    """A contribution arrived after the day of every decision that it is about.

    *Why it matters.* It can no longer inform any of them. To count it as a view on them makes a show of involvement.

    *What would fix it.* Saying so, and naming the next decision that it can inform. A contribution about an issue is
    about every decision on that issue, except those that were withdrawn before their day.

    *Source.* R v Brent LBC ex p Gunning (1985) 84 LGR 168, the first test: while proposals are formative.
    """
    live = {decision.key for decision in snapshot.live}
    for progress in snapshot.progress:
        about_it = snapshot.decided_about(snapshot.contributions[progress.contribution].about)
        decisions = [decision for decision in about_it if decision.key in live]
        received = snapshot.contributions[progress.contribution].on
        days = [(decision.last_day, decision.key) for decision in decisions if decision.last_day is not None]
        if days and len(days) == len(decisions) and progress.state is not ContributionState.WITHDRAWN:
            decided, key = max(days)
            if decided < received:
                yield found(
                    **about(progress.contribution),
                    received=received,
                    decisions=len(days),
                    decision=Ref("decision", key),
                    decided=decided,
                    days=(received - decided).days,
                )


@rule(
    "FBK011",
    severity="note",
    needs=("ledger",),
    says="{nobody} of {received:contribution} left no way to reply.",
    fix="Wherever you ask for views, ask how people want to hear back, and post the answers there.",
    sources={"nobody": "Contribution.way_back", "received": "Contribution.on"},
)
def nobody_to_tell(snapshot: Snapshot) -> Iterator[Observation]:
    """Some contributions came in a way that leaves nobody to reply to.

    *Why it matters.* A person who drops a card into a box waits like everybody else. The rates of answers leave such
    contributions out, so a high rate can hide that most people will never hear.

    *What would fix it.* A way back: a name if they like, a poster, the next meeting.

    *Source.* Mathie et al. (2018), doi 10.1111/hex.12684: feedback is agreed at the beginning.
    """
    received = [progress for progress in snapshot.progress if progress.state is not ContributionState.WITHDRAWN]
    nobody = sum(not progress.way_back for progress in received)
    if nobody:
        yield found(about=snapshot.process.ref, nobody=nobody, received=len(received))


@rule(
    "FBK012",
    severity="note",
    needs=("ledger",),
    says="{what:sentences} No time limit is recorded, so nobody can say what is late.",
    fix="Agree a time limit for this, record it as a promise, and tell everybody who contributes.",
)
def promise_missing(snapshot: Snapshot) -> Iterator[Observation]:
    """Contributions wait for something for which no promise gives a day.

    *Why it matters.* Without a promise nothing is ever late, and an empty list of overdue answers looks like good work.

    *What would fix it.* A promise for each kind of waiting. Until then the status is `unknown`.

    *Source.* Diabetes UK, Making Involvement Happen: people are told when they will hear what happened.
    """
    for kind, waiting in snapshot.overdue.unknown:
        yield unknown(about=snapshot.process.ref, what=(_waiting_for(kind, waiting),))


@rule(
    "FBK013",
    severity="warning",
    needs=("ledger", "decision_map"),
    says="The decision on {decision:quoted} was due {when:clause}. No reply route brings the answer back to {stakeholders}, who spoke about it.",
    fix="Tell {stakeholders} where the decision stands, by letter or at a meeting. Add that reply to the map.",
    sources={"decision": "Decision.title", "stakeholders": ("Contribution.stakeholder", "Stakeholder.title")},
)
def answer_cannot_return(snapshot: Snapshot) -> Iterator[Observation]:
    """The day of a decision is past, people who spoke about it wait to be told, and no reply leads back to them.

    *Why it matters.* The answer may be a good one, and never leaves the house.

    *What would fix it.* A reply. MAP012 reports every decision whose answer has no way back, and maps without any reply.

    *Source.* SCDC (2016), National Standards for Community Engagement, Communication: results get to those who took part.
    """
    if not snapshot.map.replies:
        return
    waiting = _waiting(snapshot)
    for decision in snapshot.over:
        lost = [who for who in waiting.get(decision.key, ()) if snapshot.reply_to(who, decision.key) is None]
        if lost:
            ref = Ref("decision", decision.key)
            yield found(about=ref, decision=ref, when=when_said(decision), stakeholders=tuple(map(snapshot.who, lost)))


@rule(
    "FBK014",
    severity="warning",
    needs=("ledger", "decision_map"),
    says="An answer about {decision:quoted} given on {begins} can reach {stakeholder} on {returned} at the earliest. It is promised "
    "by {due}, {days:day} earlier.",
    fix="Tell {stakeholder} about {decision:quoted} directly, or shorten the route by which they hear.",
    sources={
        "decision": "Decision.title",
        "stakeholder": "Stakeholder.title",
        "begins": ("Event.on", "Decision.on"),
        "returned": _RETURN,
        "due": "Promise.days",
        "days": (*_RETURN, "Promise.days"),
    },
)
def answer_back_too_late(snapshot: Snapshot) -> Iterator[Observation]:
    """The route of an answer back to people takes longer than was promised.

    *Why it matters.* An answer waits for meetings and papers as a view does. A promise that the calendar cannot keep is
    broken before it is made.

    *What would fix it.* A letter beside the minutes, an earlier meeting, or a longer promise. The promise runs from the
    answer, and until there is one, from the day of the decision. What is not recorded on the way favours the answer, so
    "too late" is certain. Once the promised day is past, FBK004 reports it.

    *Source.* The library's own rule: `DecisionMap.reply_to` against the promise to tell.
    """
    promise = next((promise for promise in snapshot.ledger.promises if promise.kind is EventKind.TOLD), None)
    if promise is None:
        return
    waiting = _waiting(snapshot)
    for decision in snapshot.live:
        if decision.last_day is None:
            continue
        for who, settled in waiting.get(decision.key, {}).items():
            for begins in sorted({day or decision.last_day for day in settled}):
                due = promise.due(begins, snapshot.ledger.calendar)
                way = snapshot.reply_to(who, decision.key, decided=begins)
                if due is None or due < snapshot.on or way is None or way.returned is None or way.returned <= due:
                    continue
                ref, days = Ref("decision", decision.key), (way.returned - due).days
                stakeholder = snapshot.who(who)
                yield found(
                    about=ref,
                    decision=ref,
                    stakeholder=stakeholder,
                    begins=begins,
                    returned=way.returned,
                    due=due,
                    days=days,
                )
                break


def _answered(snapshot: Snapshot) -> Iterator[Progress]:
    """Those with an answer of their own: what is merged has the answer of another."""
    return (progress for progress in snapshot.progress if progress.state is ContributionState.ANSWERED)


def _missing(progress: Progress) -> tuple[str, ...]:
    return () if progress.answer is None else progress.answer.missing


def _waiting_for(kind: EventKind, waiting: int) -> Statement:
    """How many contributions wait for what."""
    return Statement(
        f"FBK012.{kind}",
        {"waiting": waiting},
        template=_WAITED_FOR[kind],
        sources={"waiting": "Contribution.on"},
    )


def _waiting(snapshot: Snapshot) -> dict[str, dict[str, list[date | None]]]:
    """By decision, who spoke about it, can be told and has not been, by key, and since when they wait for that."""
    waiting: dict[str, dict[str, list[date | None]]] = {}
    for progress in sorted(snapshot.progress, key=lambda progress: progress.stakeholder or ""):
        told = progress.told is not None or progress.state is ContributionState.WITHDRAWN
        if progress.stakeholder is None or not progress.way_back or told:
            continue
        for decision in snapshot.decided_about(snapshot.contributions[progress.contribution].about):
            waiting.setdefault(decision.key, {}).setdefault(progress.stakeholder, []).append(progress.settled)
    return waiting


def _waits_to_be_told(progress: Progress) -> bool:
    return progress.way_back and progress.settled is not None and progress.told is None


RULES: tuple[Rule, ...] = (
    unanswered_past_its_clock,
    incomplete_answer,
    refused_without_reason_or_action,
    answered_and_never_told,
    arrival_never_acknowledged,
    decided_before_heard,
    raised_after_the_decision,
    nobody_to_tell,
    promise_missing,
    answer_cannot_return,
    answer_back_too_late,
)
