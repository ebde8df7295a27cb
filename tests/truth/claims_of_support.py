"""Money, leads and burdens: what SUP006 to SUP015 ought to say, read off the process."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction

from involvement import Process
from involvement.references import Ref
from involvement.support import Expense, ExpensesPolicy
from tests.truth.claims_of_access import lies_in, may_be_service_user, support_of
from tests.truth.claims_of_voices import ref
from tests.truth.sayings import Saying, Sayings, clause, saying

SKILLS = ("leading", "facilitation", "listening", "knows_providers", "knows_decisions", "organising", "access")


def of_process(process: Process, code: str, part: str = "says", status: str = "found", **facts: object) -> Saying:
    fixed = {name: facts[name] for name in ("skills",) if name in facts}
    fix = "fix_unknown" if status == "unknown" and code == "SUP012" else "fix"
    return saying(
        Ref("process", process.key), clause(f"{code}.{part}", **facts), clause(f"{code}.{fix}", **fixed), status
    )


def policy(process: Process, day: date) -> ExpensesPolicy | None:
    """The newest that has come into force, unless it is over."""
    begun = sorted(
        (each for each in support_of(process).policies if each.in_force <= day), key=lambda each: each.in_force
    )
    return begun[-1] if begun and lies_in(None, begun[-1].until, day) else None


def late_by(process: Process, expense: Expense, days: int) -> int | None:
    promise = policy(process, expense.claimed_on)
    return None if promise is None or promise.prompt_days is None else max(0, days - promise.prompt_days)


def expenses(process: Process, on: date) -> Iterator[tuple[Expense, bool, int, int | None]]:
    """Each that was claimed by the day, whether it still waits, the days it took, and those beyond the promise."""
    for each in support_of(process).expenses:
        closed = each.paid_on or each.declined_on
        if each.claimed_on <= on:
            waits = closed is None or closed > on
            days = ((on if waits else closed) - each.claimed_on).days
            yield each, waits, days, late_by(process, each, days)


def owed(process: Process, on: date) -> Sayings:
    """SUP006: what waits beyond the promise; where nobody's is late, what waits without one."""
    waiting = [(each.stakeholder, days, late) for each, waits, days, late in expenses(process, on) if waits]
    for key in sorted({key for key, _, _ in waiting}):
        overdue = [(days, late) for who, days, late in waiting if who == key and late]
        unsaid = [days for who, days, late in waiting if who == key and late is None]
        who = ref(process, key)
        if overdue:
            days, late = max(overdue)
            facts = {"claims": len(overdue), "days": days, "late": late}
            yield saying(who, clause("SUP006.says", stakeholder=who, **facts), clause("SUP006.fix", stakeholder=who))
        elif unsaid:
            facts = {"claims": len(unsaid), "days": max(unsaid)}
            says = clause("SUP006.says_unknown", stakeholder=who, **facts)
            yield saying(who, says, clause("SUP006.fix_unknown", stakeholder=who), "unknown")


def paid_late(process: Process, on: date) -> Sayings:
    """SUP007: of those settled and promised for a day, some after it."""
    closed = [(days, late) for _, waits, days, late in expenses(process, on) if not waits and late is not None]
    slow = [days for days, late in closed if late > 0]
    if slow:
        yield of_process(process, "SUP007", closed=len(closed), late=len(slow), slowest=max(slow))


def no_policy(process: Process, on: date) -> Sayings:
    """SUP008: somebody takes part, and no policy holds; none at all is not known."""
    support = support_of(process)
    if (support.attendances or support.engagements or support.expenses) and policy(process, on) is None:
        if support.policies:
            yield of_process(process, "SUP008")
        else:
            yield of_process(process, "SUP008", "says_unknown", "unknown")


def no_days(process: Process, on: date) -> Sayings:
    """SUP009: a policy that holds and names no days."""
    held = policy(process, on)
    if held is not None and held.prompt_days is None:
        yield of_process(process, "SUP009", since=held.in_force)


def not_told(process: Process, on: date) -> Sayings:
    """SUP010: a first meeting or task by the day, and no offer to them or to all by the day."""
    support = support_of(process)
    days: dict[str, list[date]] = {}
    for meeting in support.attendances:
        for who in meeting.expected if meeting.attended is None else meeting.attended:
            days.setdefault(who, []).append(meeting.meeting)
    for asked in support.engagements:
        if asked.accepted in (None, True):
            days.setdefault(asked.stakeholder, []).append(asked.on)
    offers = [each.stakeholder for each in support.offers if each.on <= on]
    for key, theirs in days.items():
        told = key in offers or None in offers
        if min(theirs) <= on and not told and may_be_service_user(process, key):
            who = ref(process, key)
            part, status = ("says", "found") if support.offers else ("says_unknown", "unknown")
            says = clause(f"SUP010.{part}", stakeholder=who, first=min(theirs))
            yield saying(who, says, clause("SUP010.fix", stakeholder=who), status)


def no_lead(process: Process, on: date) -> Sayings:
    """SUP011: work, and nobody who leads on the day."""
    support = support_of(process)
    if any(lies_in(lead.since, lead.until, on) for lead in support.leads):
        return
    if support.leads:
        ended = [lead.until for lead in support.leads if lead.until and lead.until < on]
        ahead = [lead.since for lead in support.leads if lead.since and lead.since > on]
        days = (clause("lead.ended", until=max(ended)),) if ended else ()
        days += (clause("lead.begins", since=min(ahead)),) if ahead else ()
        yield of_process(process, "SUP011", days=days)
    elif support.attendances or support.engagements or support.demands:
        yield of_process(process, "SUP011", "says_unknown", "unknown")


def overloaded(process: Process, on: date) -> Sayings:
    """SUP012: fewer days than the least that is needed; not known where the days, or the most, may be more."""
    support = support_of(process)
    leads = [lead for lead in support.leads if lies_in(lead.since, lead.until, on)]
    work = [each for each in support.demands if lies_in(each.since, each.until, on)]
    if not leads or not work:
        return
    have = sum((lead.days_a_week or 0 for lead in leads), Fraction(0))
    least = sum((each.days_a_week or 0 for each in work), Fraction(0))
    mosts = [each.at_most if each.at_most is not None else each.days_a_week for each in work]
    most = None if None in mosts else sum(mosts, Fraction(0))
    silent = sorted({lead.stakeholder for lead in leads if lead.days_a_week is None})
    if have < least and not silent:
        yield of_process(process, "SUP012", demand=least, days=have)
    elif most is None or have < most:
        why = [
            clause("lead.days_at_least" if silent else "lead.days", days=have),
            clause("demand.days" if most == least else "demand.days_at_least", demand=least),
        ]
        if most is not None and most > least:
            why.append(clause("demand.at_most", at_most=most))
        if silent:
            why.append(clause("lead.days_not_recorded", leads=tuple(ref(process, key) for key in silent)))
        if most is None:
            why.append(clause("demand.not_recorded", works=mosts.count(None)))
        yield of_process(process, "SUP012", "says_unknown", "unknown", why=tuple(why))


def no_skill(process: Process, on: date) -> Sayings:
    """SUP013: a skill that the work needs, and that none of the leads is known to have."""
    support = support_of(process)
    leads = [lead for lead in support.leads if lies_in(lead.since, lead.until, on)]
    skills = {skill.value for lead in leads for skill in lead.skills or ()}
    missing = tuple(skill for skill in SKILLS if skill in support.skills_needed and skill not in skills)
    if leads and missing:
        part, status = ("says_unknown", "unknown") if any(lead.skills is None for lead in leads) else ("says", "found")
        yield of_process(process, "SUP013", part, status, skills=missing)


def no_help(process: Process, on: date) -> Sayings:
    """SUP014: leads, each of whom is known to have no help."""
    leads = [lead for lead in support_of(process).leads if lies_in(lead.since, lead.until, on)]
    if leads and all(lead.admin_support is False for lead in leads):
        keys = sorted({lead.stakeholder for lead in leads})
        yield of_process(process, "SUP014", leads=tuple(ref(process, key) for key in keys))


def in_month(day: date, month: date) -> bool:
    return (day.year, day.month) == (month.year, month.month)


def too_much(process: Process, on: date) -> Sayings:
    """SUP015: by month, from the one before the day on, what was asked against the strictest limit that touches it."""
    support = support_of(process)
    days = {(who, each.meeting) for each in support.attendances for who in each.attended or ()}
    days |= {(who, each.meeting) for each in support.attendances if each.attended is None for who in each.expected}
    days |= {(paper.stakeholder, paper.on) for paper in support.papers}
    days |= {(asked.stakeholder, asked.on) for asked in support.engagements}
    for key, month in sorted({(who, day.replace(day=1)) for who, day in days}):
        if (month + timedelta(days=62)).replace(day=1) <= on.replace(day=1):
            continue
        meetings = [
            each
            for each in support.attendances
            if in_month(each.meeting, month) and key in (each.expected if each.attended is None else each.attended)
        ]
        papers = [each for each in support.papers if each.stakeholder == key and in_month(each.on, month)]
        tasks = [
            each
            for each in support.engagements
            if each.stakeholder == key and in_month(each.on, month) and each.accepted in (None, True)
        ]
        hours = [each.hours for each in (*meetings, *tasks)]
        counts = {
            "meetings": len(meetings),
            "papers": len(papers),
            "pages": sum(paper.pages or 0 for paper in papers),
            "journeys": sum(each.kind == "journey" for each in tasks),
            "hours": sum((each or 0 for each in hours), Fraction(0)),
        }
        limits = [
            limit
            for limit in support.limits
            if limit.stakeholder == key
            and any(in_month(month + timedelta(days=number), month)
                    and lies_in(limit.since, limit.until, month + timedelta(days=number)) for number in range(31))
        ]  # fmt: skip
        yield from _month(
            process, key, month, counts, limits, (hours.count(None), [each.pages for each in papers].count(None))
        )


def _month(process, key, month, counts, limits, gaps) -> Sayings:  # type: ignore[no-untyped-def]
    who = ref(process, key)
    most = {what: [getattr(limit, what) for limit in limits if getattr(limit, what) is not None] for what in counts}
    excesses = tuple(
        clause(f"excess.{what}", count=Fraction(number), limit=Fraction(min(most[what])))
        for what, number in counts.items()
        if most[what] and number > min(most[what])
    )
    missing = tuple(
        clause(f"burden.{what}_not_recorded", number=number)
        for what, number in zip(("hours", "pages"), gaps, strict=True)
        if number and most[what]
    )
    if excesses:
        fix = clause("SUP015.fix", stakeholder=who)
        yield saying(who, clause("SUP015.says", stakeholder=who, month=month, excesses=excesses), fix)
    elif missing:
        fix = clause("SUP015.fix_unknown", stakeholder=who)
        says = clause("SUP015.says_unknown", stakeholder=who, month=month, gaps=missing)
        yield saying(who, says, fix, "unknown")


CLAIMS: Mapping[str, Callable[[Process, date], Sayings]] = {
    "SUP006": owed,
    "SUP007": paid_late,
    "SUP008": no_policy,
    "SUP009": no_days,
    "SUP010": not_told,
    "SUP011": no_lead,
    "SUP012": overloaded,
    "SUP013": no_skill,
    "SUP014": no_help,
    "SUP015": too_much,
}
