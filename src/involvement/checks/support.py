"""Rules about support: expenses, payment, leads, and how much is asked of people."""

from collections.abc import Iterator
from datetime import date, timedelta

from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.support import Burden, Capacity, LeadSkill
from involvement.wording import Statement

__all__ = ["RULES"]

_CLAIMED = ("Expense.claimed_on", "Expense.declined_on", "Expense.paid_on")
_PROMISED = (*_CLAIMED, "ExpensesPolicy.prompt_days")
_CLAIMANT = {"stakeholder": ("Expense.stakeholder", "Stakeholder.title"), "claims": _CLAIMED, "days": _CLAIMED}
_ENGAGED = ("Attendance.expected", "Engagement.stakeholder", "Stakeholder.title")
_BURDEN = (
    "Attendance.attended", "Attendance.expected", "Attendance.hours", "Engagement.hours", "Engagement.on",
    "PaperSent.on", "PaperSent.pages",
)  # fmt: skip


@rule(
    "SUP006",
    severity="warning",
    needs=("support",),
    says="{claims:expense} that {stakeholder} claimed {claims#is|are} overdue. {claims#It has|The oldest has} waited {days:day}, "
    "{late:day} over the promise.",
    says_unknown="{claims:expense} that {stakeholder} claimed {claims#is|are} not settled, and no policy says by when. "
    "{claims#It has|The oldest has} waited {days:day}.",
    fix="{pay:sentence}",
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
            yield found(
                about=who, stakeholder=who, claims=len(overdue), days=longest, late=late, pay=_pay(who, late=True)
            )
        elif unsaid:
            yield unknown(about=who, stakeholder=who, claims=len(unsaid), days=max(unsaid), pay=_pay(who, late=False))


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
        yield found(about=_process(snapshot), late=len(late), closed=len(closed), slowest=max(late))


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
        yield say(about=_process(snapshot))


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
        yield found(about=_process(snapshot), since=policy.in_force)


@rule(
    "SUP010",
    severity="warning",
    needs=("support",),
    says="The first meeting or task recorded for {stakeholder} was on {first}. The record does not show that they were told "
    "whether it is paid.",
    says_unknown="The first meeting or task recorded for {stakeholder} was on {first}. The record does not show that anybody "
    "was told what is paid.",
    fix="Tell {stakeholder} plainly what is paid and what is not, even if it is nothing.",
    sources={"stakeholder": _ENGAGED, "first": ("Attendance.meeting", "Engagement.on")},
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


@rule(
    "SUP011",
    severity="warning",
    needs=("support",),
    says="Nobody is recorded as leading the work of involvement now. {days:sentences}",
    says_unknown="No lead for the work of involvement is recorded.",
    fix="Name who leads the work, alone or with others, and from which day.",
    sources={},
)
def lead_missing(snapshot: Snapshot) -> Iterator[Observation]:
    """There is work to be done, and nobody is named who leads it on the day.

    *Why it matters.* The important thing is that someone takes responsibility. Without a lead, minutes go unwritten
    and ideas go nowhere, and each thinks that another does it.

    *What would fix it.* A name: one person or a few who share it. Where no lead was ever recorded, the status is
    `unknown`.

    *Source.* Diabetes UK, Making Involvement Happen, "Who is going to lead this work?".
    """
    support = snapshot.support
    work = support.attendances or support.engagements or support.demands or support.leads
    if work and not support.capacity(snapshot.on).leads:
        if support.leads:
            yield found(about=_process(snapshot), days=tuple(_lead_days(snapshot)))
        else:
            yield unknown(about=_process(snapshot))


@rule(
    "SUP012",
    severity="warning",
    needs=("support",),
    says="The work needs at least {demand:day} a week. The leads have {days}.",
    says_unknown="Whether the leads have enough days for the work is not known. {why:sentences}",
    fix="Give the leads more time or administrative support, share the lead with others, or do less.",
    sources={"demand": "LeadDemand.days_a_week", "days": "Lead.days_a_week"},
)
def lead_overloaded(snapshot: Snapshot) -> Iterator[Observation]:
    """Those who lead the work have fewer days a week than it needs.

    *Why it matters.* It is easy to underestimate the time. A coordinator who never gets a breathing space drops what
    nobody asks after: telling people what happened to their ideas.

    *What would fix it.* More time, more hands, or less work. Recruiting a group of about 25 took two to three days a
    week for three months in North Mersey. How the activities of a workplan fill those days is asked of the workplan.

    *Source.* Diabetes UK, Making Involvement Happen, "Who is going to lead this work?".
    """
    capacity = snapshot.support.capacity(snapshot.on)
    if not capacity.leads or not any(demand.holds(snapshot.on) for demand in snapshot.support.demands):
        return
    if capacity.overloaded:
        yield found(about=_process(snapshot), days=capacity.days_a_week, demand=capacity.demand)
    elif capacity.overloaded is None:
        yield unknown(about=_process(snapshot), why=tuple(_why_not_known(snapshot, capacity)))


@rule(
    "SUP013",
    severity="note",
    needs=("support",),
    says="The work needs {skills}. No lead is recorded with {skills#this skill|these skills}.",
    says_unknown="The work needs {skills}. Whether a lead has {skills#this skill|these skills} is not recorded.",
    fix="Share the lead with somebody who has {skills#this skill|these skills}, or offer the leads training.",
    sources={"skills": ("Lead.skills", "Support.skills_needed")},
)
def lead_skills_missing(snapshot: Snapshot) -> Iterator[Observation]:
    """The work needs a skill that no lead is known to have.

    *Why it matters.* Most people who make involvement happen have no special training, and need none. But somebody
    has to know where an idea must go, and be able to bring a mix of people together.

    *What would fix it.* Somebody to share the lead with. Where it is not recorded what a lead can do, the status
    is `unknown`.

    *Source.* Diabetes UK, Making Involvement Happen, "Who is going to lead this work?".
    """
    capacity = snapshot.support.capacity(snapshot.on)
    if capacity.leads and capacity.skills_missing:
        say = found if capacity.skills_known else unknown
        yield say(
            about=_process(snapshot), skills=tuple(skill for skill in LeadSkill if skill in capacity.skills_missing)
        )


@rule(
    "SUP014",
    severity="note",
    needs=("support",),
    says="The work is led by {leads}, without any administrative support.",
    fix="Find somebody for the minutes, the post and the claims, so that the lead has time for people and decisions.",
    sources={"leads": ("Lead.admin_support", "Lead.stakeholder", "Stakeholder.title")},
)
def admin_support_missing(snapshot: Snapshot) -> Iterator[Observation]:
    """Nobody helps the lead with meetings, papers and claims.

    *Why it matters.* Venues, minutes, large print and expenses take careful planning. A lead who does it all has no
    time to carry ideas to where they are decided.

    *What would fix it.* Some hours of somebody else's week. Where it is not recorded, nothing is said.

    *Source.* Diabetes UK, Making Involvement Happen, "Who is going to lead this work?": coordinators will benefit
    greatly from admin support.
    """
    capacity = snapshot.support.capacity(snapshot.on)
    if capacity.admin_support is False:
        yield found(about=_process(snapshot), leads=tuple(map(snapshot.who, capacity.leads)))


@rule(
    "SUP015",
    severity="warning",
    needs=("support",),
    says="{stakeholder} said how much they can take on. For the month from {month}, the record shows {excesses:clauses}.",
    says_unknown="{stakeholder} said how much they can take on. For the month from {month}, {gaps:clauses} are not recorded.",
    fix="{ask:sentence}",
    sources={"stakeholder": ("Stakeholder.title", "StatedLimit.stakeholder"), "month": _BURDEN},
)
def too_much_asked(snapshot: Snapshot) -> Iterator[Observation]:
    """One stakeholder is asked for more meetings, papers, journeys or hours in a month than they said is enough.

    *Why it matters.* The same few are asked again and again because they said yes before. They wear out, and the
    process hears only them.

    *What would fix it.* Asking them what to leave, and asking others. It is asked of the month of the day, the one
    before, and those ahead. Where hours or pages were not recorded and a limit for them holds in that month, it is
    `unknown`.

    *Source.* Diabetes UK, Making Involvement Happen, "Who is going to lead this work?": depending on their
    availability and capacity; it becomes relentless.
    """
    this_month = snapshot.on.replace(day=1)
    first = this_month if this_month.year == 1 else (this_month - timedelta(days=1)).replace(day=1)
    for burden in snapshot.support.burdens():
        if burden.month < first:
            continue
        who = snapshot.who(burden.stakeholder)
        if burden.excesses:
            yield found(
                about=who,
                stakeholder=who,
                month=burden.month,
                excesses=tuple(excess.says for excess in burden.excesses),
                ask=_ask(who, known=True),
            )
        elif gaps := tuple(_gaps(snapshot, burden)):
            yield unknown(about=who, stakeholder=who, month=burden.month, gaps=gaps, ask=_ask(who, known=False))


def _pay(who: Ref, *, late: bool) -> Statement:
    """Pay, and what keeps the next claim from waiting."""
    return Statement(
        "SUP006.late" if late else "SUP006.no_promise",
        {"stakeholder": who},
        template="Pay {stakeholder} now, apologise, and find out what held it up."
        if late
        else "Pay {stakeholder} now, and agree by when expenses are paid.",
        sources={"stakeholder": "Expense.stakeholder"},
    )


def _ask(who: Ref, *, known: bool) -> Statement:
    """Ask what to leave out; where it is not known whether it is too much, record that first."""
    return Statement(
        "SUP015.ask" if known else "SUP015.record",
        {"stakeholder": who},
        template="Ask {stakeholder} what they would rather leave out, and ask others to do it."
        if known
        else "Record what is missing. If it is too much, ask {stakeholder} what they would rather leave out.",
        sources={"stakeholder": ("Stakeholder.title", "StatedLimit.stakeholder")},
    )


def _process(snapshot: Snapshot) -> Ref:
    return Ref("process", snapshot.process.key)


def _lead_days(snapshot: Snapshot) -> Iterator[Statement]:
    """When the last lead ended, and when the next one begins."""
    leads = snapshot.support.leads
    if ended := [lead.until for lead in leads if lead.until is not None and lead.until < snapshot.on]:
        yield Statement(
            "lead.ended",
            {"until": max(ended)},
            template="The last lead ended on {until}.",
            sources={"until": "Lead.until"},
        )
    if ahead := [lead.since for lead in leads if lead.since is not None and lead.since > snapshot.on]:
        yield Statement(
            "lead.begins",
            {"since": min(ahead)},
            template="The next begins on {since}.",
            sources={"since": "Lead.since"},
        )


def _why_not_known(snapshot: Snapshot, capacity: Capacity) -> Iterator[Statement]:
    """What the leads are known to have and the work to need, and what is not recorded of either."""
    leads = [lead for lead in snapshot.support.leads if lead.holds(snapshot.on)]
    demands = [demand for demand in snapshot.support.demands if demand.holds(snapshot.on)]
    yield Statement(
        "lead.days_known",
        {"days": capacity.days_a_week},
        template="They are known to have {days:day} a week.",
        sources={"days": "Lead.days_a_week"},
    )
    yield Statement(
        "demand.days_known",
        {"demand": capacity.demand},
        template="The work is known to need {demand:day} a week.",
        sources={"demand": "LeadDemand.days_a_week"},
    )
    if capacity.at_most is not None and capacity.at_most > capacity.demand:
        yield Statement(
            "demand.at_most",
            {"at_most": capacity.at_most},
            template="It may need {at_most:day}.",
            sources={"at_most": "LeadDemand.at_most"},
        )
    if keys := sorted({lead.stakeholder for lead in leads if lead.days_a_week is None}):
        yield Statement(
            "lead.days_not_recorded",
            {"leads": tuple(map(snapshot.who, keys))},
            template="The days of {leads} are not recorded.",
            sources={"leads": ("Lead.days_a_week", "Stakeholder.title")},
        )
    if capacity.at_most is None:
        number = sum(demand.days_a_week is None and demand.at_most is None for demand in demands)
        yield Statement(
            "demand.not_recorded",
            {"works": number},
            template="For {works:piece|pieces} of work the days are not recorded.",
            sources={"works": "LeadDemand.days_a_week"},
        )


_GAPS = {
    "hours": "the hours of {number:meeting or task|meetings or tasks}",
    "pages": "the pages of {number:paper}",
}


def _gaps(snapshot: Snapshot, burden: Burden) -> Iterator[Statement]:
    """What is not recorded, and how often, of what somebody set a limit for in that month."""
    limits = [limit for limit in snapshot.support.limits if limit.stakeholder == burden.stakeholder]
    holding = [limit for limit in limits if _touches(limit.since, limit.until, burden.month)]
    for what, number in (("hours", burden.hours_unknown), ("pages", burden.pages_unknown)):
        if number and any(getattr(limit, what) is not None for limit in holding):
            yield Statement(
                f"burden.{what}_not_recorded", {"number": number}, template=_GAPS[what], sources={"number": _BURDEN}
            )


def _touches(since: date | None, until: date | None, month: date) -> bool:
    """Whether a period holds on any day of a month, which is given by its first."""
    return (since or date.min).replace(day=1) <= month <= (until or date.max)


RULES: tuple[Rule, ...] = (
    expenses_overdue,
    expenses_settled_late,
    expenses_policy_missing,
    promptness_unsaid,
    payment_unstated,
    lead_missing,
    lead_overloaded,
    lead_skills_missing,
    admin_support_missing,
    too_much_asked,
)
