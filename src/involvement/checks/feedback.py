"""Rules about feedback: whether everybody who said something had a complete answer in time."""

from collections.abc import Iterator

from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.feedback import AnswerOutcome, ContributionState, EventKind, Progress
from involvement.references import Ref
from involvement.snapshots import Snapshot

__all__ = ["RULES", "late"]

_PARTS = {
    "process": "how it was come to",
    "options": "which options were considered",
    "outcome": "what it comes to",
    "reason": "why",
    "action": "what is done instead",
}


@rule(
    "FBK001",
    severity="warning",
    needs=("ledger",),
    says="{contribution:quoted} was to be answered by {due}, {days_late:day} ago, and has no answer; it lies with {owed_by}.",
    fix="Answer {contribution:quoted}, or say why it takes longer and until when.",
)
def unanswered_past_its_clock(snapshot: Snapshot) -> Iterator[Observation]:
    """A contribution has no answer, and the day by which one was promised is past.

    *Why it matters.* People who never hear what came of what they said stop saying it, and believe no promise again.

    *What would fix it.* The answer; a "not yet" with its reason is one. What is merged waits with the contribution that
    it was merged into. Contributions from the organisation's side are left alone by all rules about feedback.

    *Source.* Mathie et al. (2018), doi 10.1111/hex.12684: 19 % of contributors never had feedback. Scottish Government
    (2007), Good Practice Guide to Service User Involvement, chapter 4: people lose faith if they are not told.
    """
    yield from late(snapshot, EventKind.ANSWERED)


@rule(
    "FBK002",
    severity="note",
    needs=("ledger",),
    says="The answer to {contribution:quoted} does not tell {missing}.",
    fix="Complete the answer to {contribution:quoted}: tell {missing}.",
)
def incomplete_answer(snapshot: Snapshot) -> Iterator[Observation]:
    """An answer leaves out how it was come to, which options were considered, what it comes to, or why.

    *Why it matters.* Who hears only the result cannot tell whether they were listened to.

    *What would fix it.* The four parts. What was only noted, as nothing was asked for, needs none of them; what a no
    lacks of its reason and of what is done instead is told by FBK003.

    *Source.* SCDC (2016), National Standards for Community Engagement, Communication: feedback covers the process, the
    options considered, the decisions or actions, and the reasons why.
    """
    for each in _answered(snapshot):
        refused = each.answer is not None and each.answer.outcome is AnswerOutcome.COULD_NOT
        missing = [part for part in _missing(each) if not (refused and part in {"reason", "action"})]
        if missing:
            yield found(
                about=Ref("contribution", each.contribution),
                contribution=snapshot.contribution(each.contribution),
                missing=tuple(_PARTS[part] for part in missing),
            )


@rule(
    "FBK003",
    severity="warning",
    needs=("ledger",),
    says="The answer to {contribution:quoted} is no, and does not tell {missing}.",
    fix="Tell {missing} in the answer to {contribution:quoted}.",
)
def refused_without_reason_or_action(snapshot: Snapshot) -> Iterator[Observation]:
    """An answer is that it could not be done, without a reason or without what is done instead.

    *Why it matters.* A no with its reason can be contested or accepted. A bare one is a closed door.

    *What would fix it.* The reason, and the action: what is done instead, or when it will be looked at again.

    *Source.* NHS England (2018), Patient and Community Engagement Indicator, checklist: whatever is answered with no
    has a reason and an action.
    """
    for each in _answered(snapshot):
        if each.answer is not None and each.answer.outcome is AnswerOutcome.COULD_NOT:
            missing = [part for part in _missing(each) if part in {"reason", "action"}]
            if missing:
                yield found(
                    about=Ref("contribution", each.contribution),
                    contribution=snapshot.contribution(each.contribution),
                    missing=tuple(_PARTS[part] for part in missing),
                )


@rule(
    "FBK004",
    severity="warning",
    needs=("ledger",),
    says="What comes of {contribution:quoted} has been known since {since}, and whoever said it was to be told by {due}.",
    says_unknown="What comes of {contributions:quoted} is known, and it is not written down that those who said it were told.",
    fix="Tell those who said {contributions:quoted} what came of it, each of them, and write it down.",
)
def answered_and_never_told(snapshot: Snapshot) -> Iterator[Observation]:
    """An answer was found, or another body is to give it, and whoever contributed was not told: dropped in silence.

    *Why it matters.* An answer in the minutes of a board is none for those who asked. Of ten who said the same, each one
    waits to be told.

    *What would fix it.* Telling them. With a promise by when people are told, it is found once that day is past; without
    one, the status is `unknown`. Those without a way back are left alone.

    *Source.* Scottish Government (2007), Good Practice Guide to Service User Involvement, chapter 4: service users lose
    faith if they are not kept informed of what has or has not been done because of their involvement.
    """
    for row in snapshot.overdue.rows:
        if row.promise is EventKind.TOLD:
            name = snapshot.contribution(row.contribution)
            yield found(
                about=Ref("contribution", row.contribution),
                contribution=name,
                contributions=(name,),
                since=row.since,
                due=row.due,
            )
    if all(each.kind is not EventKind.TOLD for each in snapshot.ledger.promises):
        untold = [each for each in snapshot.progress if _waits_to_be_told(each) and each.settled != snapshot.on]
        if untold:
            names = tuple(snapshot.contribution(each.contribution) for each in untold)
            yield unknown(about=Ref("process", snapshot.process.key), contributions=names)


@rule(
    "FBK005",
    severity="note",
    needs=("ledger",),
    says="That {contribution:quoted} has arrived was to be acknowledged by {due}, {days_late:day} ago, and was not; "
    "it lies with {owed_by}.",
    fix="Say to whoever said {contribution:quoted} that it has arrived, and by when they will be answered.",
)
def arrival_never_acknowledged(snapshot: Snapshot) -> Iterator[Observation]:
    """Whoever contributed heard nothing at all, and the day by which they were to hear is past.

    *Why it matters.* A word that it has arrived costs little. Without it people do not know whether to wait.

    *What would fix it.* The word. An answer makes it needless.

    *Source.* Mathie et al. (2018), doi 10.1111/hex.12684: acknowledgement is the first of three kinds of feedback.
    """
    yield from late(snapshot, EventKind.ACKNOWLEDGED)


@rule(
    "FBK006",
    severity="warning",
    needs=("ledger", "decision_map"),
    says="{contribution:quoted} was considered on {considered}, and {decision:quoted}, which it is about, was decided before "
    "that, on {decided}.",
    says_unknown="It is not written down that {contribution:quoted} was considered before {decision:quoted}, which it is "
    "about, was decided on {decided}.",
    fix="Tell whoever said {contribution:quoted} how {decision:quoted} took it into account, or that it did not.",
)
def decided_before_heard(snapshot: Snapshot) -> Iterator[Observation]:
    """A decision was made after a contribution about it had come in, and before anybody considered that.

    *Why it matters.* Views that were there in time and lay unread are the plainest form of tokenism, and in law they make a
    consultation unfair.

    *What would fix it.* For this decision, the truth about it; for the next, papers that bring the contributions.
    Where no considering is written down at all, the status is `unknown`.

    *Source.* R v Brent LBC ex p Gunning (1985) 84 LGR 168, the fourth test: what people said is conscientiously taken
    into account.
    """
    for each in snapshot.progress:
        if each.state is ContributionState.WITHDRAWN:
            continue
        for decision in snapshot.decided_about(snapshot.contributions[each.contribution].about):
            received = snapshot.contributions[each.contribution].on
            if decision.on is None or not received <= decision.on < snapshot.on:
                continue
            if each.considered is not None and each.considered <= decision.on:
                continue
            say = unknown if each.considered is None else found
            yield say(
                about=Ref("contribution", each.contribution),
                contribution=snapshot.contribution(each.contribution),
                decision=str(decision),
                decided=decision.on,
                considered=each.considered,
            )


@rule(
    "FBK007",
    severity="warning",
    needs=("ledger", "decision_map"),
    says="{contribution:quoted} was received on {received}, after {decision:quoted}, which it is about, had been decided on "
    "{decided}.",
    fix="Tell whoever said {contribution:quoted} that it came too late for {decision:quoted}, and where it can count next.",
)
def raised_after_the_decision(snapshot: Snapshot) -> Iterator[Observation]:
    """A contribution is about decisions that had all been made when it came in.

    *Why it matters.* It can inform nothing any more. Counted as a view on that decision, it makes a show of involvement.

    *What would fix it.* Saying so, and naming the next decision to which it can go. A contribution about an issue is
    asked about once every decision on that issue is made.

    *Source.* R v Brent LBC ex p Gunning (1985) 84 LGR 168, the first test: while proposals are formative.
    """
    for each in snapshot.progress:
        decisions = snapshot.decided_about(snapshot.contributions[each.contribution].about)
        received = snapshot.contributions[each.contribution].on
        late = [every for every in decisions if every.on is not None and every.on < received]
        if late and len(late) == len(decisions) and each.state is not ContributionState.WITHDRAWN:
            last = max(late, key=lambda decision: (decision.on, decision.key))
            yield found(
                about=Ref("contribution", each.contribution),
                contribution=snapshot.contribution(each.contribution),
                received=received,
                decision=str(last),
                decided=last.on,
            )


@rule(
    "FBK011",
    severity="note",
    needs=("ledger",),
    says="Nobody can tell {nobody} of {received:contribution} what came of them: they have no way back.",
    fix="Ask how people want to hear back wherever they are asked to say something, and put the answers up where they are.",
)
def nobody_to_tell(snapshot: Snapshot) -> Iterator[Observation]:
    """Some contributions came in by a way on which nothing can be told back.

    *Why it matters.* Whoever drops a card into a box waits like everybody else. They are in no rate of answers, so a
    high rate can hide that most were never to be answered.

    *What would fix it.* A way back: a name if they like, a poster, the next meeting.

    *Source.* Mathie et al. (2018), doi 10.1111/hex.12684: feedback is agreed at the beginning.
    """
    received = [each for each in snapshot.progress if each.state is not ContributionState.WITHDRAWN]
    nobody = sum(not each.way_back for each in received)
    if nobody:
        yield found(about=Ref("process", snapshot.process.key), nobody=nobody, received=len(received))


@rule(
    "FBK012",
    severity="note",
    needs=("ledger",),
    says="No promise says by when {waiting:contribution} will be {done}, so nobody can say whether that is late.",
    fix="Agree by when people hear, write it into the ledger as a promise, and tell it to everybody who contributes.",
)
def promise_missing(snapshot: Snapshot) -> Iterator[Observation]:
    """Contributions wait for something for which no promise gives a day.

    *Why it matters.* Without a clock nothing is ever late. An empty list of what is overdue then looks like good work.

    *What would fix it.* A promise for each kind of waiting. Until then the status is `unknown`.

    *Source.* Diabetes UK, Making Involvement Happen: people are told when they will hear what happened.
    """
    for kind, waiting in snapshot.overdue.unknown:
        yield unknown(about=Ref("process", snapshot.process.key), waiting=waiting, done=kind.value.replace("_", " "))


@rule(
    "FBK013",
    severity="warning",
    needs=("ledger", "decision_map"),
    says="{decision:quoted} is made, and no reply brings the answer back to {stakeholders}, who had their say about it.",
    fix="Tell {stakeholders} by letter or at a meeting, and add that reply to the map.",
)
def answer_cannot_return(snapshot: Snapshot) -> Iterator[Observation]:
    """A decision is made, people contributed to it and wait to be told, and no reply leads back to them.

    *Why it matters.* The answer may be a good one, and it stays in the house.

    *What would fix it.* A reply. Decisions that are still ahead are asked about by MAP012; a map without any
    replies is left alone here.

    *Source.* SCDC (2016), National Standards for Community Engagement, Communication: results get to those who took part.
    """
    if not snapshot.map.replies:
        return
    waiting = _waiting(snapshot)
    for decision in snapshot.over:
        lost = [who for who in waiting.get(decision.key, ()) if snapshot.map.reply_to(who, decision.key) is None]
        if lost:
            yield found(
                about=Ref("decision", decision.key),
                decision=str(decision),
                stakeholders=tuple(map(snapshot.stakeholder, lost)),
            )


@rule(
    "FBK014",
    severity="warning",
    needs=("ledger", "decision_map"),
    says="The answer about {decision:quoted} is back with {stakeholder} on {returned} at the earliest, and is promised by {due}.",
    fix="Shorten the way by which {stakeholder} hears about {decision:quoted}, or tell them directly.",
)
def answer_back_too_late(snapshot: Snapshot) -> Iterator[Observation]:
    """The way of an answer back to people takes longer than was promised.

    *Why it matters.* Meetings and papers on the way of an answer take as long as they do on the way of a view. A promise
    that the calendar cannot keep is broken before it is made.

    *What would fix it.* A letter beside the minutes, an earlier meeting, or a longer promise. What is not known on the way
    is taken in favour of the answer, so too late is certain.

    *Source.* The library's own rule: `DecisionMap.reply_to` against the promise to tell.
    """
    promise = next((each for each in snapshot.ledger.promises if each.kind is EventKind.TOLD), None)
    waiting = _waiting(snapshot)
    for decision in snapshot.decisions:
        due = None if promise is None or decision.on is None else promise.due(decision.on)
        if due is None:
            continue
        for who in waiting.get(decision.key, ()):
            way = snapshot.map.reply_to(who, decision.key)
            if way is not None and way.returned is not None and way.returned > due:
                yield found(
                    about=Ref("decision", decision.key),
                    decision=str(decision),
                    stakeholder=snapshot.stakeholder(who),
                    returned=way.returned,
                    due=due,
                )


def late(snapshot: Snapshot, kind: EventKind, among: set[str] | None = None) -> Iterator[Observation]:
    """The promises of a kind that are overdue, of some contributions or of all."""
    for row in snapshot.overdue.rows:
        if row.promise is kind and (among is None or row.contribution in among):
            yield found(
                about=Ref("contribution", row.contribution),
                contribution=snapshot.contribution(row.contribution),
                due=row.due,
                days_late=row.days_late,
                owed_by="nobody who is named" if row.owed_by is None else snapshot.stakeholder(row.owed_by),
            )


def _answered(snapshot: Snapshot) -> Iterator[Progress]:
    """Those with an answer of their own: what is merged has the answer of another."""
    return (each for each in snapshot.progress if each.state is ContributionState.ANSWERED)


def _missing(progress: Progress) -> tuple[str, ...]:
    return () if progress.answer is None else progress.answer.missing


def _waiting(snapshot: Snapshot) -> dict[str, list[str]]:
    """By decision, who had their say about it, can be told, and has not been, sorted."""
    waiting: dict[str, set[str]] = {}
    for each in snapshot.progress:
        told = each.told is not None or each.state is ContributionState.WITHDRAWN
        if each.stakeholder is not None and each.way_back and not told:
            for decision in snapshot.decided_about(snapshot.contributions[each.contribution].about):
                waiting.setdefault(decision.key, set()).add(each.stakeholder)
    return {key: sorted(stakeholders) for key, stakeholders in waiting.items()}


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
