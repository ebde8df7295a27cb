"""Rules about support: expenses, payment, leads, and how much is asked of people."""

from collections.abc import Iterator
from datetime import timedelta

from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.wording.numbers import mixed_number

__all__ = ["RULES"]


@rule(
    "SUP006",
    severity="warning",
    needs=("support",),
    says="{claims:expense} of {stakeholder} not settled by the day promised; the longest wait is {days:day}, {late:day} too "
    "long.",
    says_unknown="{claims:expense} of {stakeholder} not settled, and no policy says by when; the longest wait is {days:day}.",
    fix="Pay {stakeholder} now, say sorry, and find out what held it up.",
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
    for each in snapshot.support.expense_waits(snapshot.on):
        if each.waiting:
            waiting.setdefault(each.expense.stakeholder, []).append((each.days, each.days_late))
    for who, waits in sorted(waiting.items()):
        about, name = snapshot.who(who), snapshot.who(who)
        overdue = [(days, late) for days, late in waits if late]
        unsaid = [days for days, late in waits if late is None]
        if overdue:
            longest, late = max(overdue)
            yield found(about=about, stakeholder=name, claims=len(overdue), days=longest, late=late)
        elif unsaid:
            yield unknown(about=about, stakeholder=name, claims=len(unsaid), days=max(unsaid))


@rule(
    "SUP007",
    severity="note",
    needs=("support",),
    says="{late} of {closed} expenses were settled later than promised; the slowest took {slowest:day}.",
    fix="Find out where claims lie longest, and shorten that way, or pay before people travel.",
)
def expenses_settled_late(snapshot: Snapshot) -> Iterator[Observation]:
    """Expenses were paid or declined, but later than the policy promises.

    *Why it matters.* A claim that is settled in the end is soon forgotten by those who settle it, and not by those who
    waited. It shows only when all are counted.

    *What would fix it.* A shorter way for claims, or payment in advance. Claims that no policy covers are left out.

    *Source.* UK Standards for Public Involvement (2018 draft), 1.2: an efficient expense process, regularly reviewed.
    """
    closed = [
        each for each in snapshot.support.expense_waits(snapshot.on) if not each.waiting and each.days_late is not None
    ]
    late = [each.days for each in closed if each.days_late]
    if late:
        yield found(about=Ref("process", snapshot.process.key), late=len(late), closed=len(closed), slowest=max(late))


@rule(
    "SUP008",
    severity="warning",
    needs=("support",),
    says="People take part, and no policy on expenses and payment is in force.",
    says_unknown="People take part, and it is not written down which policy on expenses and payment is in force.",
    fix="Write down what is paid and how soon, from which day it holds, before anybody is asked again.",
)
def expenses_policy_missing(snapshot: Snapshot) -> Iterator[Observation]:
    """People take part in something, and there is no policy in force that says what they get back.

    *Why it matters.* Without a policy each has to ask, and asking for money is hard. What is decided case by case is
    not the same for all.

    *What would fix it.* A policy, in force before the involvement begins. Where no policy is recorded at all, the
    status is `unknown`; where those recorded are over, or have yet to come into force, it is found.

    *Source.* NIHR (2024), Payment guidance for researchers, version 1.6: policy before involvement; nobody worse off.
    """
    support = snapshot.support
    takes_part = bool(support.attendances or support.engagements or support.expenses)
    if takes_part and support.policy(snapshot.on) is None:
        say = found if support.policies else unknown
        yield say(about=Ref("process", snapshot.process.key))


@rule(
    "SUP009",
    severity="note",
    needs=("support",),
    says="The policy in force since {since} does not say within how many days expenses are paid.",
    fix="Say in the policy within how many days expenses are paid, and tell people.",
)
def promptness_unsaid(snapshot: Snapshot) -> Iterator[Observation]:
    """There is a policy on expenses, and it does not say how soon they are paid.

    *Why it matters.* "Promptly" is a matter of opinion until there is a number. Without one, no claim is ever late.

    *What would fix it.* A number of days (`prompt_days`).

    *Source.* Diabetes UK, Making Involvement Happen, "Who is going to lead this work?": reimbursing expenses promptly.
    """
    policy = snapshot.support.policy(snapshot.on)
    if policy is not None and policy.prompt_days is None:
        yield found(about=Ref("process", snapshot.process.key), since=policy.in_force)


@rule(
    "SUP010",
    severity="warning",
    needs=("support",),
    says="Since {first}, {stakeholder} took part without ever being told whether that is paid.",
    says_unknown="Since {first}, {stakeholder} took part; it is not written down whether anybody was told what is paid.",
    fix="Tell {stakeholder} plainly what is paid and what is not, also where it is nothing.",
)
def payment_unstated(snapshot: Snapshot) -> Iterator[Observation]:
    """A service user has taken part, and was never told whether their time is paid.

    *Why it matters.* People plan their lives, and their benefits, by what they are told. Being told afterwards, or
    never, leaves them worse off, and treats their time as worth nothing.

    *What would fix it.* An offer to each before they begin; "we cannot pay" is an offer too. Where no offer to
    anybody is recorded, the status is `unknown`. Those whose role is on another side are left out.

    *Source.* NIHR (2024), Payment guidance for researchers, version 1.6: the offer is stated up front.
    """
    support = snapshot.support
    say = found if support.offers else unknown
    for each in support.untold_payments(snapshot.on):
        if each.told is None and snapshot.voices.may_be_service_user(each.stakeholder):
            name = snapshot.who(each.stakeholder)
            yield say(about=snapshot.who(each.stakeholder), stakeholder=name, first=each.first)


@rule(
    "SUP011",
    severity="warning",
    needs=("support",),
    says="Nobody leads the work of involvement on this day.",
    says_unknown="It is not written down who leads the work of involvement.",
    fix="Name who leads the work, alone or with others, and from which day.",
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
        say = found if support.leads else unknown
        yield say(about=Ref("process", snapshot.process.key))


@rule(
    "SUP012",
    severity="warning",
    needs=("support",),
    says="The work takes {demand} days a week at least, and those who lead it have {days}.",
    says_unknown="It is not known whether those who lead the work have the days a week that it takes: {days} are known to "
    "be there, and {demand} are needed at least.",
    fix="Give the lead more time or administrative support, share the lead with others, or do less.",
)
def lead_overloaded(snapshot: Snapshot) -> Iterator[Observation]:
    """Those who lead the work have fewer days a week than it is said to take.

    *Why it matters.* It is easy to underestimate the time. A coordinator who never gets a breathing space drops what
    nobody asks after: telling people what came of their ideas.

    *What would fix it.* More time, more hands, or less work. Recruiting a group of about 25 took two to three days a
    week for three months in North Mersey. How the activities of a workplan fill those days is asked of the workplan.

    *Source.* Diabetes UK, Making Involvement Happen, "Who is going to lead this work?".
    """
    capacity = snapshot.support.capacity(snapshot.on)
    if not capacity.leads or not any(each.holds(snapshot.on) for each in snapshot.support.demands):
        return
    if capacity.overloaded is not False:
        say = found if capacity.overloaded else unknown
        yield say(
            about=Ref("process", snapshot.process.key),
            days=mixed_number(capacity.days_a_week),
            demand=mixed_number(capacity.demand),
        )


@rule(
    "SUP013",
    severity="note",
    needs=("support",),
    says="Nobody who leads the work has what it needs: {skills}.",
    says_unknown="It is not known whether anybody who leads the work has what it needs: {skills}.",
    fix="Share the lead with somebody who has these skills, or give those who lead the training: {skills}.",
)
def lead_skills_missing(snapshot: Snapshot) -> Iterator[Observation]:
    """The work needs a skill that no lead is known to have.

    *Why it matters.* Most people who make involvement happen have no special training, and need none. But somebody
    has to know where an idea must go, and be able to bring a mix of people together.

    *What would fix it.* Somebody to share the lead with. Where it is not written down what a lead can do, the status
    is `unknown`.

    *Source.* Diabetes UK, Making Involvement Happen, "Who is going to lead this work?".
    """
    capacity = snapshot.support.capacity(snapshot.on)
    if capacity.leads and capacity.skills_missing:
        say = found if capacity.skills_known else unknown
        skills = tuple(each.value.replace("_", " ") for each in capacity.skills_missing)
        yield say(about=Ref("process", snapshot.process.key), skills=skills)


@rule(
    "SUP014",
    severity="note",
    needs=("support",),
    says="The work is led without any administrative support, by {leads}.",
    fix="Find somebody for the minutes, the post and the claims, so that the lead has time for people and decisions.",
)
def admin_support_missing(snapshot: Snapshot) -> Iterator[Observation]:
    """Nobody helps the lead with meetings, papers and claims.

    *Why it matters.* Venues, minutes, large print and expenses take careful planning. A lead who does it all has no
    time to carry ideas to where they are decided.

    *What would fix it.* Some hours of somebody else's week. Where it is not written down, nothing is said.

    *Source.* Diabetes UK, Making Involvement Happen, "Who is going to lead this work?": coordinators will benefit
    greatly from admin support.
    """
    capacity = snapshot.support.capacity(snapshot.on)
    if capacity.admin_support is False:
        yield found(about=Ref("process", snapshot.process.key), leads=tuple(map(snapshot.who, capacity.leads)))


@rule(
    "SUP015",
    severity="warning",
    needs=("support",),
    says="In the month of {month}, more is asked of {stakeholder} than they said is enough: {excesses}.",
    says_unknown="In the month of {month}, it is not known whether more is asked of {stakeholder} than they said is "
    "enough: {excesses}.",
    fix="Ask {stakeholder} what they would rather leave, and share the rest among others.",
)
def too_much_asked(snapshot: Snapshot) -> Iterator[Observation]:
    """One stakeholder is asked for more meetings, papers, journeys or hours in a month than they said is enough.

    *Why it matters.* The same few are asked again and again because they said yes before. They wear out, and the
    process hears only them.

    *What would fix it.* Asking them what to leave, and asking others. It is asked of the month of the day, the one
    before, and those ahead. Where hours or pages were not recorded and there is a limit for them, it is `unknown`.

    *Source.* Diabetes UK, Making Involvement Happen, "Who is going to lead this work?": depending on their
    availability and capacity; it becomes relentless.
    """
    this_month = snapshot.on.replace(day=1)
    first = this_month if this_month.year == 1 else (this_month - timedelta(days=1)).replace(day=1)
    support = snapshot.support
    limited = {
        (each.stakeholder, what)
        for each in support.limits
        for what in ("hours", "pages")
        if getattr(each, what) is not None
    }
    for each in support.burdens():
        if each.month < first:
            continue
        about, name = snapshot.who(each.stakeholder), snapshot.who(each.stakeholder)
        if each.excesses:
            words = tuple(map(str, each.excesses))
            yield found(about=about, stakeholder=name, month=each.month.isoformat()[:7], excesses=words)
            continue
        gaps = (("hours", each.hours_unknown), ("pages", each.pages_unknown))
        unsaid = tuple(f"the {what} of some are not recorded" for what, missing in gaps
                       if missing and (each.stakeholder, what) in limited)  # fmt: skip
        if unsaid:
            yield unknown(about=about, stakeholder=name, month=each.month.isoformat()[:7], excesses=unsaid)


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
