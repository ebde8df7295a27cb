"""Rules about expenses and payment: whether people lose money by taking part."""

from collections.abc import Iterator

from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.snapshots import Snapshot

__all__ = ["RULES"]

_CLAIMED = ("Expense.claimed_on", "Expense.declined_on", "Expense.paid_on")
_PROMISED = (*_CLAIMED, "ExpensesPolicy.prompt_days")
_CLAIMANT = {"stakeholder": ("Expense.stakeholder", "Stakeholder.title"), "claims": _CLAIMED, "days": _CLAIMED}


@rule(
    "SUP006",
    severity="warning",
    needs=("support",),
    says="{claims:expense} that {stakeholder} claimed {claims#is|are} overdue. {claims#It has|The oldest has} waited {days:day}, "
    "{late:day} over the promise.",
    says_unknown="{claims:expense} that {stakeholder} claimed {claims#is|are} not settled, and no policy says by when. "
    "{claims#It has|The oldest has} waited {days:day}.",
    fix="Pay {stakeholder} now, apologise, and find out what held it up.",
    fix_unknown="Pay {stakeholder} now, and agree by when expenses are paid.",
    sources={**_CLAIMANT, "late": _PROMISED},
)
def expenses_overdue(snapshot: Snapshot) -> Iterator[Observation]:
    """Somebody claimed an expense, and has waited for it longer than the policy of that day promises.

    *Why it matters.* People who live on little lend the organisation money that they need. One late fare can be the
    reason why somebody does not come again.

    *What would fix it.* Paying it; paying in advance or booking travel for people. Where no policy in force on the
    day of the claim says how soon, the status is `unknown`.

    *Source.* Diabetes UK, Making Involvement Happen, "Who is going to lead this work?": reimbursing expenses promptly.
    """
    waiting: dict[str, list[tuple[int, int | None]]] = {}
    for wait in snapshot.support.expense_waits(snapshot.on):
        if wait.waiting:
            waiting.setdefault(wait.expense.stakeholder, []).append((wait.days, wait.days_late))
    for key, waits in sorted(waiting.items()):
        who = snapshot.who(key)
        overdue = [(days, late) for days, late in waits if late]
        unsaid = [days for days, late in waits if late is None]
        if overdue:
            longest, late = max(overdue)
            yield found(about=who, stakeholder=who, claims=len(overdue), days=longest, late=late)
        elif unsaid:
            yield unknown(about=who, stakeholder=who, claims=len(unsaid), days=max(unsaid))


@rule(
    "SUP007",
    severity="note",
    needs=("support",),
    says="Of {closed:expense} settled under a policy, {late} {late#was|were} late. The slowest took {slowest:day}.",
    fix="Find out where claims wait longest and shorten that, or pay before people travel.",
    sources={"closed": _CLAIMED, "late": _PROMISED, "slowest": _CLAIMED},
)
def expenses_settled_late(snapshot: Snapshot) -> Iterator[Observation]:
    """Expenses were paid or declined, but later than the policy promises.

    *Why it matters.* Those who settle a claim soon forget that it was late. Those who waited do not. It shows only
    when all are counted.

    *What would fix it.* A shorter route for claims, or payment in advance. Claims for which no policy sets a day are
    left out.

    *Source.* UK Standards for Public Involvement (2018 draft), 1.2: an efficient expense process, regularly reviewed.
    """
    closed = [
        wait for wait in snapshot.support.expense_waits(snapshot.on) if not wait.waiting and wait.days_late is not None
    ]
    late = [wait.days for wait in closed if wait.days_late]
    if late:
        yield found(about=snapshot.process.ref, late=len(late), closed=len(closed), slowest=max(late))


@rule(
    "SUP008",
    severity="warning",
    needs=("support",),
    says="People take part or are expected to. No policy on expenses and payment is in force.",
    says_unknown="People take part or are expected to. No policy on expenses and payment is recorded.",
    fix="Write down what is paid, how soon, and from which day it counts. Do so before anybody else is asked to take part.",
    sources={},
)
def expenses_policy_missing(snapshot: Snapshot) -> Iterator[Observation]:
    """People take part in something, and no policy in force says what they get back.

    *Why it matters.* Without a policy each person has to ask, and asking for money is hard. What is decided case by
    case is not the same for all.

    *What would fix it.* A policy, in force before the involvement begins. Where no policy is recorded at all, the
    status is `unknown`; where those recorded are over, or have yet to come into force, it is found.

    *Source.* NIHR (2024), Payment guidance for researchers, version 1.6: policy before involvement; nobody worse off.
    """
    support = snapshot.support
    takes_part = bool(support.attendances or support.engagements or support.expenses)
    if takes_part and support.policy(snapshot.on) is None:
        say = found if support.policies else unknown
        yield say(about=snapshot.process.ref)


@rule(
    "SUP009",
    severity="note",
    needs=("support",),
    says="The expenses policy in force since {since} does not say how soon expenses are paid.",
    fix="Say in the policy within how many days expenses are paid, and tell people.",
    sources={"since": "ExpensesPolicy.in_force"},
)
def promptness_unsaid(snapshot: Snapshot) -> Iterator[Observation]:
    """There is a policy on expenses, and it does not say how soon they are paid.

    *Why it matters.* "Promptly" is a matter of opinion until there is a number. Without one, no claim is ever late.

    *What would fix it.* A number of days (`prompt_days`).

    *Source.* Diabetes UK, Making Involvement Happen, "Who is going to lead this work?": reimbursing expenses promptly.
    """
    policy = snapshot.support.policy(snapshot.on)
    if policy is not None and policy.prompt_days is None:
        yield found(about=snapshot.process.ref, since=policy.in_force)


@rule(
    "SUP010",
    severity="warning",
    needs=("support",),
    says="The first meeting or task recorded for {stakeholder} was on {first}. The record does not show that they were told "
    "whether it is paid.",
    says_unknown="The first meeting or task recorded for {stakeholder} was on {first}. The record does not show that anybody "
    "was told what is paid.",
    fix="Tell {stakeholder} plainly what is paid and what is not, even if it is nothing.",
    sources={
        "stakeholder": ("Attendance.expected", "Engagement.stakeholder", "Stakeholder.title"),
        "first": ("Attendance.meeting", "Engagement.on"),
    },
)
def payment_unstated(snapshot: Snapshot) -> Iterator[Observation]:
    """A service user has come to a meeting or been asked for something, and was not told whether their time is paid.

    *Why it matters.* People plan their lives, and their benefits, by what they are told. Being told afterwards, or
    never, leaves them worse off, and treats their time as worth nothing.

    *What would fix it.* An offer to each before they begin; "we cannot pay" is an offer too. Where no offer to
    anybody is recorded, the status is `unknown`. Those whose role is on another side are left out.

    *Source.* NIHR (2024), Payment guidance for researchers, version 1.6: the offer is stated up front.
    """
    support = snapshot.support
    say = found if support.offers else unknown
    for untold_payment in support.untold_payments(snapshot.on):
        if untold_payment.told is None and snapshot.voices.may_be_service_user(untold_payment.stakeholder):
            who = snapshot.who(untold_payment.stakeholder)
            yield say(about=who, stakeholder=who, first=untold_payment.first)


RULES: tuple[Rule, ...] = (
    expenses_overdue,
    expenses_settled_late,
    expenses_policy_missing,
    promptness_unsaid,
    payment_unstated,
)
