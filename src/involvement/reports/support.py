"""Tables of support: needs, arrangements, papers, barriers, expenses and leads.

What people need may tell of their health, so nobody is named: groups stand by their titles, persons are counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from involvement._fields import frozen
from involvement.people import Kind
from involvement.reports.subjects import Subject, subject_of
from involvement.reports.tables import Table, tabled
from involvement.snapshots import Snapshot
from involvement.support import (
    Arrangement,
    ArrangementState,
    Burden,
    ExpenseWait,
    NotedBarrier,
    Support,
    barrier,
)
from involvement.wording import Edition, Statement, Wording
from involvement.wording.days import day_words
from involvement.wording.lists import counted, listed
from involvement.wording.numbers import number_words
from involvement.wording.phrases import english
from involvement.wording.texts import brief, clean

__all__ = ["support_account", "support_tables"]

_UNKNOWN = "not known"
_STATES = {
    ArrangementState.ARRANGED: "yes",
    ArrangementState.UNMET: "no",
    ArrangementState.NOT_ASKED: "not known: nobody has asked",
}
_REST_NOT_KNOWN = Statement("support.rest", template="What the rest need is not known")
_NO_POLICY = Statement("support.no_policy", template="No policy on expenses and payment is recorded for this day")
_NO_LEAD = Statement("support.no_lead", template="Who leads the work on this day is not recorded")
_PAID_WITHIN = "Since {since}, a policy says that expenses are paid within {days:day}"
_PAID_SOME_TIME = "The policy in force since {since} does not say how soon expenses are paid"
_SAID = {True: "yes", False: "no", None: _UNKNOWN}


@frozen(slots=False)
class _Names:
    """What people may be called here: groups and roles by their titles, persons not at all."""

    subject: Subject
    persons: frozenset[str]

    def one(self, key: str | None) -> str:
        """A group or role by its title; a person as that."""
        if key is None:
            return "everybody"
        return "one person" if key in self.persons else self.subject.who(key)

    def several(self, keys: Iterable[str]) -> str:
        """The groups by their titles, and how many persons."""
        found = sorted(set(keys))
        persons = sum(key in self.persons for key in found)
        groups = [self.subject.who(key) for key in found if key not in self.persons]
        return listed([*groups, *([counted(persons, "person", "people")] if persons else [])], 20)


def support_tables(snapshot: Snapshot) -> tuple[Table, ...]:
    """Who needs what at the meetings ahead, the papers, the barriers, the expenses, the leads and what is asked.

    All of it is about single people: there is none outside the desk.
    """
    if snapshot.edition is not Edition.DESK:
        return ()
    process, support, on = snapshot.process, snapshot.support, snapshot.on
    people = () if process.representation is None else process.representation.people
    listed_persons = (stakeholder.key for stakeholder in process.stakeholders if stakeholder.kind is Kind.PERSON)
    names = _Names(subject_of(snapshot), frozenset((*listed_persons, *(person.key for person in people))))
    needed = list(_needed(names, snapshot.arrangements_ahead))
    papers = list(_papers(names, snapshot))
    noted = [row for barrier in process.barriers if barrier.noted_by(on) for row in _noted(names, support, barrier, on)]
    expenses = list(_expenses(support.expense_waits(on)))
    leads = list(_leads(names, support, on))
    asked = list(_asked(names, support, on))
    tables = (
        tabled("needs", "What is needed at the meetings ahead",
               ("Meeting", "Forum", "What is needed", "By whom", "Is it arranged?"), needed, len(needed)),
        tabled("papers", "Papers for the meetings",
               ("Meeting", "Forum", "Papers sent", "Too late", "Cannot be used", "Not known"), papers, len(papers)),
        tabled("barriers", "What stands in the way, and what was done",
               ("What stands in the way", "In whose way", "Noted on", "What was done", "From", "What came of it"),
               noted, len(noted)),
        tabled("expenses", "How long people waited for expenses",
               ("For what", "Claims", "Settled", "Settled too late", "Waiting", "Waiting too long", "Longest wait"),
               expenses, len(expenses)),
        tabled("leads", "Who leads the work",
               ("Who", "Days a week", "Administrative support", "What they can do"), leads, len(leads)),
        tabled("burdens", "What is asked of people, month by month",
               ("Who", "Month", "Meetings", "Papers", "Other requests", "Hours", "More than they said is enough"),
               asked, len(asked)),
    )  # fmt: skip
    return tuple(table for table in tables if table.rows)


def support_account(snapshot: Snapshot) -> tuple[str, ...]:
    """What there is to say of support before the tables: whether people were asked, what is paid, who leads."""
    if not snapshot.has("support"):
        return ()
    return tuple(filter(None, map(subject_of(snapshot).wording.say, _account(snapshot))))


def _account(snapshot: Snapshot) -> Iterator[Statement]:
    if snapshot.edition is Edition.DESK:
        yield from _asked_what_they_need(snapshot)
    yield _policy(snapshot)
    if snapshot.edition is Edition.DESK and not snapshot.support.capacity(snapshot.on).leads:
        yield _NO_LEAD


def _asked_what_they_need(snapshot: Snapshot) -> Iterator[Statement]:
    rows = snapshot.arrangements_ahead
    asked = {arrangement.stakeholder for arrangement in rows if arrangement.state is not ArrangementState.NOT_ASKED}
    expected = {arrangement.stakeholder for arrangement in rows}
    if expected:
        yield Statement(
            "support.asked",
            {"asked": len(asked), "expected": len(expected)},
            template="{asked} of {expected} expected at the meetings ahead {asked#was|were} asked what they need, or said so",
            sources={"asked": "NeedsAsked.stakeholder", "expected": "Attendance.expected"},
        )
    if asked < expected:
        yield _REST_NOT_KNOWN


def _policy(snapshot: Snapshot) -> Statement:
    """Within how many days expenses are paid."""
    policy = snapshot.support.policy(snapshot.on)
    if policy is None:
        return _NO_POLICY
    soon = policy.prompt_days is not None
    return Statement(
        "support.policy" if soon else "support.policy_without_days",
        {"since": policy.in_force, "days": policy.prompt_days},
        template=_PAID_WITHIN if soon else _PAID_SOME_TIME,
        sources={"since": "ExpensesPolicy.in_force", "days": "ExpensesPolicy.prompt_days"},
    )


def _needed(names: _Names, rows: Sequence[Arrangement]) -> Iterator[tuple[str, ...]]:
    groups: dict[tuple[date, str, str, str], list[str]] = {}
    for row in rows:
        if row.state is not ArrangementState.NOTHING_NEEDED:
            need = _UNKNOWN if row.need is None else row.need.words
            groups.setdefault((row.meeting, row.forum, need, _STATES[row.state]), []).append(row.stakeholder)
    for (meeting, forum, need, state), who in groups.items():
        yield day_words(meeting), names.subject.place(forum), need, names.several(who), state


def _papers(names: _Names, snapshot: Snapshot) -> Iterator[tuple[str, ...]]:
    groups: dict[tuple[date, str], list[tuple[bool | None, bool | None]]] = {}
    for paper_check in snapshot.papers:
        if paper_check.paper.meeting is not None:
            place = (paper_check.paper.meeting, paper_check.paper.forum or "")
            groups.setdefault(place, []).append((paper_check.in_time, paper_check.usable))
    for (meeting, forum), paper_checks in sorted(groups.items()):
        late = sum(in_time is False for in_time, _ in paper_checks)
        useless = sum(usable is False for _, usable in paper_checks)
        unknown = sum(None in pair and False not in pair for pair in paper_checks)
        where = names.subject.place(forum) if forum else _UNKNOWN
        yield day_words(meeting), where, str(len(paper_checks)), str(late), str(useless), str(unknown)


def _noted(names: _Names, support: Support, noted: NotedBarrier, on: date) -> Iterator[tuple[str, ...]]:
    own = {barrier.key: barrier for barrier in support.own_barriers}
    what = brief(clean(str(own.get(noted.barrier) or barrier(noted.barrier))))
    day = _UNKNOWN if noted.on is None else day_words(noted.on)
    if not noted.mitigations:
        yield what, names.one(noted.stakeholder), day, "nothing", "", ""
    for mitigation in noted.mitigations:
        effect = mitigation.effect_by(on)
        untold = "planned" if mitigation.begun(on) is False else _UNKNOWN
        came_of_it = untold if effect is None else effect.value
        begun = _UNKNOWN if mitigation.on is None else day_words(mitigation.on)
        yield what, names.one(noted.stakeholder), day, mitigation.what, begun, came_of_it


def _expenses(waits: Iterable[ExpenseWait]) -> Iterator[tuple[str, ...]]:
    kinds: dict[str, list[ExpenseWait]] = {}
    for wait in waits:
        kinds.setdefault(wait.expense.kind.value.replace("_", " "), []).append(wait)
    for kind, alike in sorted(kinds.items()):
        settled = [wait for wait in alike if not wait.waiting]
        waiting = [wait for wait in alike if wait.waiting]
        yield (
            kind, str(len(alike)), str(len(settled)), _late(settled), str(len(waiting)), _late(waiting),
            counted(max(wait.days for wait in alike), "day"),
        )  # fmt: skip


def _late(waits: Sequence[ExpenseWait]) -> str:
    known = [wait for wait in waits if wait.days_late is not None]
    return _some_not_known(sum(bool(wait.days_late) for wait in known), len(waits) - len(known), "Expense.paid_on")


def _some_not_known(number: int, unknown: int, field: str) -> str:
    """The number, and of how many it is not known."""
    if not unknown:
        return str(number)
    facts = {"n": number, "unknown": unknown}
    said = Statement("some_not_known", facts, template="{n}; {unknown} not known", sources=dict.fromkeys(facts, field))
    return Wording().clause(said)


def _leads(names: _Names, support: Support, on: date) -> Iterator[tuple[str, ...]]:
    for lead in support.leads:
        if lead.holds(on):
            skills = (
                _UNKNOWN if lead.skills is None else listed([skill.value.replace("_", " ") for skill in lead.skills])
            )
            days = names.subject.labels.words(lead.days_a_week)
            yield names.one(lead.stakeholder), days, _SAID[lead.admin_support], skills or "none that is listed"


def _asked(names: _Names, support: Support, on: date) -> Iterator[tuple[str, ...]]:
    ahead = [burden for burden in support.burdens() if burden.month >= on.replace(day=1)]
    persons: dict[date, list[Burden]] = {}
    for burden in ahead:
        if burden.stakeholder in names.persons:
            persons.setdefault(burden.month, []).append(burden)
        else:
            too_much = _excesses(names, burden) or ("no" if burden.limited else _UNKNOWN)
            yield names.subject.who(burden.stakeholder), *_counts([burden]), too_much
    for burdens in (persons[month] for month in sorted(persons)):
        over = sum(bool(burden.excesses) for burden in burdens)
        who = Statement(
            "burden.people",
            {"n": len(burdens)},
            template="{n:person|people}, each at most",
            sources={"n": "Engagement.stakeholder"},
        )
        unsaid = sum(not burden.limited for burden in burdens)
        yield Wording().clause(who), *_counts(burdens), _some_not_known(over, unsaid, "StatedLimit.stakeholder")


def _excesses(names: _Names, burden: Burden) -> str:
    """What is more than they said is enough; no text where nothing is."""
    parts = tuple(excess.says for excess in burden.excesses)
    if not parts:
        return ""
    return names.subject.labels.clause(Statement("burden.excesses", {"parts": parts}, template="{parts:clauses}"))


def _counts(those: Sequence[Burden]) -> tuple[str, ...]:
    """The month, and the most that is asked of any of them."""
    month, hours = those[0].month, max(burden.hours for burden in those)
    said = number_words(hours)
    if any(burden.hours_unknown for burden in those):
        more = Statement(
            "burden.hours", {"hours": hours}, template="{hours} or more", sources={"hours": "Engagement.hours"}
        )
        said = Wording().clause(more) if hours else _UNKNOWN
    return (
        f"{english(f'month.{month.month}.short')} {month.year}",
        str(max(burden.meetings for burden in those)),
        str(max(burden.papers for burden in those)),
        str(max(burden.requests for burden in those)),
        said,
    )
