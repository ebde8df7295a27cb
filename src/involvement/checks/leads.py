"""Rules about leads: who coordinates and supports involvement, and how much is asked of each person."""

from collections.abc import Iterator
from datetime import date, timedelta

from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.snapshots import Snapshot
from involvement.support import Burden, Capacity, LeadSkill
from involvement.wording import Statement

_ENGAGED = ("Attendance.expected", "Engagement.stakeholder", "Stakeholder.title")

_BURDEN = (
    "Attendance.attended", "Attendance.expected", "Attendance.hours", "Engagement.hours", "Engagement.on",
    "PaperSent.on", "PaperSent.pages",
)  # fmt: skip

__all__ = ["RULES"]


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
            yield found(about=snapshot.process.ref, days=tuple(_lead_days(snapshot)))
        else:
            yield unknown(about=snapshot.process.ref)


@rule(
    "SUP012",
    severity="warning",
    needs=("support",),
    says="The work needs at least {demand:day} a week. The leads have {days}.",
    says_unknown="Whether the leads have enough days for the work is not known. {why:sentences}",
    fix="Give the leads more time or administrative support, share the lead with others, or do less.",
    fix_unknown="Record how many days the leads have and how many the work needs. If they are too few, share the work or do "
    "less.",
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
        yield found(about=snapshot.process.ref, days=capacity.days_a_week, demand=capacity.demand)
    elif capacity.overloaded is None:
        yield unknown(about=snapshot.process.ref, why=tuple(_why_not_known(snapshot, capacity)))


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
            about=snapshot.process.ref, skills=tuple(skill for skill in LeadSkill if skill in capacity.skills_missing)
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
        yield found(about=snapshot.process.ref, leads=tuple(map(snapshot.who, capacity.leads)))


@rule(
    "SUP015",
    severity="warning",
    needs=("support",),
    says="{stakeholder} said how much they can take on. For the month from {month}, the record shows {excesses:clauses}.",
    says_unknown="{stakeholder} said how much they can take on. For the month from {month}, {gaps:clauses} are not recorded.",
    fix="Ask {stakeholder} what they would rather leave out, and ask others to do it.",
    fix_unknown="Record what is missing. If it is too much, ask {stakeholder} what they would rather leave out.",
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
            )
        elif gaps := tuple(_gaps(snapshot, burden)):
            yield unknown(about=who, stakeholder=who, month=burden.month, gaps=gaps)


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
    silent = sorted({lead.stakeholder for lead in leads if lead.days_a_week is None})
    yield Statement(
        "lead.days_at_least" if silent else "lead.days",
        {"days": capacity.days_a_week},
        template="The leads have at least {days:day} a week." if silent else "The leads have {days:day} a week.",
        sources={"days": "Lead.days_a_week"},
    )
    ranges = capacity.at_most != capacity.demand
    yield Statement(
        "demand.days_at_least" if ranges else "demand.days",
        {"demand": capacity.demand},
        template="The work needs at least {demand:day} a week." if ranges else "The work needs {demand:day} a week.",
        sources={"demand": "LeadDemand.days_a_week"},
    )
    if capacity.at_most is not None and capacity.at_most > capacity.demand:
        yield Statement(
            "demand.at_most",
            {"at_most": capacity.at_most},
            template="It may need up to {at_most:day}.",
            sources={"at_most": "LeadDemand.at_most"},
        )
    if silent:
        yield Statement(
            "lead.days_not_recorded",
            {"leads": tuple(map(snapshot.who, silent))},
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
    lead_missing,
    lead_overloaded,
    lead_skills_missing,
    admin_support_missing,
    too_much_asked,
)
