"""What PRV004 ought to say: each thing about a person, the day it is counted from, and the periods that cover it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from involvement import Person, Process
from involvement.data_protection import ProcessingPurpose
from involvement.references import Ref
from tests.truth.sayings import Sayings, clause, saying

Held = tuple[str, str, date | None, tuple[date | None, ...]]  # kind, person, its own day, and all days that stand there


def things(process: Process) -> Iterator[Held]:
    """Everything about somebody in the parts that these processes have, entries of people and stakeholders left aside."""
    support, ledger, protection = process.support, process.ledger, process.data_protection
    if support is not None:
        for need in support.needs:
            yield "stated_need", need.stakeholder, need.until, (need.since, need.until)
        for spent in support.expenses:
            yield (
                "expense",
                spent.stakeholder,
                spent.paid_on or spent.declined_on,
                (spent.claimed_on, spent.paid_on, spent.declined_on),
            )
        for paper in support.papers:
            yield "paper_sent", paper.stakeholder, paper.on, (paper.on, paper.meeting)
        for asked in support.needs_asked:
            yield "needs_asked", asked.stakeholder, asked.on, (asked.on,)
        for meeting in support.attendances:
            for who in {*meeting.expected, *(meeting.attended or ())}:
                yield "attendance", who, meeting.meeting, (meeting.meeting,)
    if ledger is not None:
        for said in ledger.contributions:
            if said.stakeholder is not None:
                days = (said.on, *(event.on for event in ledger.events if event.contribution == said.key))
                yield "contribution", said.stakeholder, max(days), days
    for forum in process.decision_map.forums if process.decision_map else ():
        for seat in forum.seats:
            yield "seat", seat.stakeholder, seat.until, (seat.since, seat.until)
    for consent in protection.consents:
        yield "consent", consent.who, consent.withdrawn, (consent.on, consent.withdrawn)


def people_of(process: Process) -> tuple[Person, ...]:
    return process.representation.people if process.representation else ()


def end_of(purpose: ProcessingPurpose, start: date) -> date:
    """The last day of its period, month by month on the calendar, the last of a month where that day is not in it."""
    count, unit = purpose.retention.count, purpose.retention.unit.value
    if unit in {"days", "weeks"}:
        return start + timedelta(days=count * {"days": 1, "weeks": 7}[unit])
    months = start.year * 12 + start.month - 1 + count * {"months": 1, "years": 12}[unit]
    first = date(months // 12, months % 12 + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=start.day - 1), following - timedelta(days=1))


def kept_too_long(process: Process, on: date) -> Sayings:
    """PRV004: by kind, what no purpose needs any longer, and what cannot be said for want of a day or a period."""
    persons = {each.key for each in process.stakeholders if each.kind == "person"} | {
        each.key for each in people_of(process)
    }
    left = {each.key: each.until for each in process.stakeholders if each.kind == "person"}
    held = [thing for thing in things(process) if thing[1] in persons]
    entries: list[Held] = [("person", each.key, None, ()) for each in people_of(process)]
    entries += [
        ("stakeholder", each.key, each.until, (each.since, each.until))
        for each in process.stakeholders
        if each.kind == "person"
    ]
    contacts: dict[str, date] = {}
    for _, who, own, days in (*held, *entries):
        for day in filter(None, (own, *days)):
            contacts[who] = max(day, contacts.get(who, day))

    def verdict(kind: str, who: str, own: date | None) -> str | None:
        covering = [
            each for each in process.data_protection.purposes if kind in {str(covered) for covered in each.covers}
        ]
        if not covering:
            return None
        if any(each.retention is None for each in covering):
            return "PRV004.no_period"
        starts = {
            "recorded": own, "left": left.get(who), "last_contact": contacts.get(who),
            "process_ended": process.data_protection.ended,
        }  # fmt: skip
        ends = [(end_of(each, starts[str(each.anchor)]), each.key) for each in covering if starts[str(each.anchor)]]
        if any(end >= on for end, _ in ends):
            return None
        if len(ends) < len(covering):
            return "PRV004.no_day"
        latest = max(end for end, _ in ends)
        return next(key for end, key in ends if end == latest)

    said: Counter[tuple[str, str]] = Counter()
    staying = {who for kind, who, own, _ in held if (verdict(kind, who, own) or "PRV004").startswith("PRV004")}
    staying |= {
        asked.by
        for asked in (process.support.needs_asked if process.support else ())
        if asked.by and by_stays(asked, verdict, persons)
    }
    for kind, who, own, _ in (*held, *entries):
        found = verdict(kind, who, own)
        if found is None:
            continue
        entry = kind in {"person", "stakeholder"}
        bare = any(each == Person(who) for each in people_of(process))
        if entry and not found.startswith("PRV004") and who in staying and (kind == "stakeholder" or bare):
            continue  # it has to stay as long as something names it
        said[kind, found] += 1
    for (kind, found), number in said.items():
        about, facts = Ref("process", process.key), {"number": number, "kind": kind}
        if found.startswith("PRV004"):
            yield saying(
                about,
                clause("PRV004.says_unknown", **facts, why=(clause(found),)),
                clause("PRV004.fix_unknown", number=number),
                "unknown",
            )
        else:
            purpose = Ref("purpose", found)
            yield saying(about, clause("PRV004.says", **facts, purpose=purpose), clause("PRV004.fix", number=number))


def by_stays(asked: object, verdict: object, persons: set[str]) -> bool:
    """Whether a question about needs stays, with who asked it."""
    if asked.stakeholder not in persons:
        return True
    return (verdict("needs_asked", asked.stakeholder, asked.on) or "PRV004").startswith("PRV004")


CLAIMS = {"PRV004": kept_too_long}
