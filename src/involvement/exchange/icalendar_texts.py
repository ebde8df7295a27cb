"""Write meetings, last days to speak and days of the workplan as iCalendar."""

import json
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import NamedTuple

from attrs import evolve

from involvement import _fields
from involvement.decisions import DecisionMap, Opportunity, StageName
from involvement.errors import InvalidValueError, LimitExceeded, MissingExtraError
from involvement.plans import Schedule, Workplan
from involvement.processes import Process
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.snapshots.questions import asked_of, timetable_of
from involvement.wording import Fact, Statement, Wording
from involvement.wording.editions import Edition, edition_of
from involvement.wording.texts import one_line

__all__ = ["write_calendar"]

_MOST_DAYS = 3653  # ten years
_MOST_ENTRIES = 10_000


Who = str | Collection[str] | None


class _Entry(NamedTuple):
    day: date
    identity: tuple[str, ...]  # the day is in it only where it is what is told apart
    summary: str
    description: str = ""
    location: str = ""


def write_calendar(
    process: Process | Snapshot | DecisionMap,
    *,
    on: date | None = None,
    until: date,
    stakeholder: Who = None,
    edition: Edition | str = Edition.DESK,
) -> str:
    """Meetings, last days to speak and days of the workplan from *on* to *until*, both included, as an iCalendar text.

    Each is an entry for a whole day: the meetings of forums whose calendar is known, and for each decision and stage
    the last day on which a view, raised then, is in time: that of the service users, or of each *stakeholder* asked
    about, a key or several. Of a workplan: the day on which each activity that is not done begins, the day by which it is
    to be finished, and the reviews to come. An entry keeps its identity when the calendar is written anew, so that
    programs that subscribe to it move entries instead of doubling them. Nobody is invited. The edition `public` gives no
    reasons, and no key of a person.

    Raises:
        InvalidValueError: *until* is before *on*.
        LimitExceeded: more than ten years, or more than 10,000 entries.
        UnknownKeyError: nobody has such a key.
        MissingExtraError: icalendar, of the extra `calendar`, is not installed.
    """
    asked, first = asked_of(process, on)
    if not _fields.is_day(until):
        raise InvalidValueError("until", "a date (and not a date with a time)")
    _fields.in_order("until", first, until)
    if (until - first).days >= _MOST_DAYS:
        raise LimitExceeded("days", _MOST_DAYS, "until")
    entries: list[_Entry] = []
    public = edition_of(edition) is Edition.PUBLIC
    for entry in _entries(asked, first, until, stakeholder, public=public):
        if len(entries) == _MOST_ENTRIES:
            raise LimitExceeded("entries", _MOST_ENTRIES, "calendar")
        entries.append(entry._replace(description="") if public else entry)
    return _text(asked, first, sorted(entries))


def _entries(
    asked: Snapshot | DecisionMap, on: date, until: date, stakeholder: Who, *, public: bool
) -> Iterator[_Entry]:
    words = Wording(names=_names(asked), persons="hidden" if public else "keys")
    for forum in _map(asked).forums:
        if forum.meetings is not None and not forum.meetings.always:
            for day in forum.meetings.between(on, until):
                identity = ("meeting", forum.key, day.isoformat())
                summary = words.clause(_summary("meeting", forum=Ref("forum", forum.key)))
                yield _Entry(day, identity, summary, location=one_line(forum.venue or ""))
    hidden = asked.persons if public and isinstance(asked, Snapshot) else frozenset()
    for row, day, whose in _last_days(timetable_of(asked, on=on, stakeholder=stakeholder), hidden):
        if on <= day <= until:
            last_day = ("last-day", row.decision, row.stage.value, *whose)
            yield _Entry(day, last_day, words.clause(_last_day(asked, row)), row.reason)
    if isinstance(asked, Snapshot) and asked.plan is not None and asked.schedule is not None:
        yield from _of_plan(asked, asked.plan, asked.schedule, until, words)


def _map(asked: Snapshot | DecisionMap) -> DecisionMap:
    return asked if isinstance(asked, DecisionMap) else asked.map


def _of_plan(snapshot: Snapshot, plan: Workplan, schedule: Schedule, until: date, words: Wording) -> Iterator[_Entry]:
    """When activities begin and are to be finished, and the reviews that no review held stands for."""
    on = snapshot.on
    for row in schedule.rows:
        begins, ends = row.start, row.latest_end
        if row.done is None and begins is not None and on <= begins <= until:
            summary = words.clause(_summary("begin", activity=Ref("activity", row.activity)))
            yield _Entry(begins, ("begin", row.activity), summary, words.say(row.says))
        if row.done is None and ends is not None and on <= ends <= until:
            summary = words.clause(_summary("finish", activity=Ref("activity", row.activity)))
            yield _Entry(ends, ("finish", row.activity), summary, words.say(row.says))
    reviews = snapshot.reviews_until(until)
    before = len(evolve(plan, held=()).open_reviews(until)) - len(reviews)
    for place in range(bisect_left(reviews, on), len(reviews)):
        yield _Entry(reviews[place], ("review", str(before + place + 1)), words.clause(_summary("review")))


def _last_days(
    rows: Iterable[Opportunity], hidden: Collection[str]
) -> Iterator[tuple[Opportunity, date, tuple[str, ...]]]:
    """The rows that have a last day ahead, with the day and what tells whose it is: a key, or of those hidden a number.

    Digits made of a key would give it away to anybody who tries keys; nobody learns how many share a day.
    """
    days: dict[tuple[str, str], list[date]] = {}
    for row in rows:
        if row.ahead is None:
            continue
        day = row.ahead.day
        if row.stakeholder not in hidden:
            yield row, day, () if row.stakeholder is None else (row.stakeholder,)
            continue
        before = days.setdefault((row.decision, row.stage.value), [])
        if day not in before:
            before.append(day)
            yield row, day, ("person", str(len(before)))


def _last_day(asked: Snapshot | DecisionMap, row: Opportunity) -> Statement:
    """What the last day is for, and whose it is."""
    facts: dict[str, Fact] = {"decision": Ref("decision", row.decision)}
    if row.stage is not StageName.DECISION:
        facts["stage"] = row.stage
    if row.stakeholder is not None:
        who = row.stakeholder
        facts["who"] = asked.who(who) if isinstance(asked, Snapshot) else Ref("stakeholder", who)
    return _summary("_".join(("last_day", *facts)), **facts)


def _summary(code: str, **facts: Fact) -> Statement:
    sources = {name: _SOURCES[name] for name in facts}
    return Statement(f"diary.{code}", facts, template=_SUMMARIES[code], sources=sources)


_SUMMARIES = {
    "meeting": "{forum} meets",
    "begin": "To begin: {activity}",
    "finish": "To finish: {activity}",
    "review": "Review of the workplan",
    "last_day_decision": "Last day to speak: {decision}",
    "last_day_decision_stage": "Last day to speak: {decision} ({stage})",
    "last_day_decision_who": "Last day to speak: {decision}, {who}",
    "last_day_decision_stage_who": "Last day to speak: {decision} ({stage}), {who}",
}
_SOURCES = {
    "forum": "Forum.title",
    "activity": "Activity.title",
    "decision": "Decision.title",
    "stage": "Stage.name",
    "who": "Stakeholder.title",
}


def _names(asked: Snapshot | DecisionMap) -> Mapping[Ref, str]:
    """The titles of what a diary names."""
    if isinstance(asked, Snapshot):
        return asked.names
    forums = {Ref("forum", forum.key): forum.title for forum in asked.forums}
    decisions = {Ref("decision", decision.key): decision.title for decision in asked.decisions}
    return {ref: title for ref, title in {**forums, **decisions}.items() if title is not None}


def _digits(*identity: str) -> str:
    """Forty digits that hang on every part, and on where each ends: as a list of JSON, and not joined by a sign."""
    return sha256(json.dumps(identity).encode()).hexdigest()[:40]


def _name(title: str | None, key: str) -> str:
    return one_line(title or "") or key


def _text(asked: Snapshot | DecisionMap, on: date, entries: list[_Entry]) -> str:
    try:
        from icalendar import Calendar, Event
    except ImportError:
        raise MissingExtraError("a calendar", "calendar") from None
    owner = asked.process.key if isinstance(asked, Snapshot) else ""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//involvement//meetings, last days and workplan//EN")
    if isinstance(asked, Snapshot):
        calendar.add("x-wr-calname", _name(asked.process.title, asked.process.key))
    stamp = datetime(on.year, on.month, on.day, tzinfo=UTC)
    for entry in entries:
        event = Event()
        event.add("uid", f"{_digits(owner, *entry.identity)}@involvement")
        event.add("dtstamp", stamp)
        event.add("dtstart", entry.day)
        event.add("summary", entry.summary)
        event.add("transp", "TRANSPARENT")
        for name, text in (("description", entry.description), ("location", entry.location)):
            if text:
                event.add(name, text)
        calendar.add_component(event)
    written: str = calendar.to_ical().decode()
    return written
