"""Write meetings, last days to speak and days of the workplan as iCalendar."""

import hmac
import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from os import PathLike
from typing import IO, NamedTuple

from attrs import evolve

from involvement import _fields
from involvement.decisions import DecisionMap, Forum, Opportunity, StageName
from involvement.errors import InvalidValueError, LimitExceeded, MissingExtraError
from involvement.exchange.icalendar_updates import Diary, DiaryEntry, Published, published, updated
from involvement.plans import Schedule, ScheduledActivity, Workplan
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
_SHORTEST_SECRET = 16
_TOLD_BY_DAY = {"meeting", "begin", "finish"}  # without a secret: what they say does not tell them apart

Who = str | Collection[str] | None
Earlier = str | PathLike[str] | IO[str] | IO[bytes] | None


class _Entry(NamedTuple):
    day: date
    identity: tuple[str, ...]  # the day is in it only where it is what is told apart
    summary: str
    description: str = ""
    location: str = ""
    days: int = 1
    forum: str | None = None  # that meets

    def order(self) -> tuple[date, tuple[str, ...]]:
        """By day, and of one day by identity."""
        return self.day, self.identity


def write_calendar(
    process: Process | Snapshot | DecisionMap,
    *,
    on: date | None = None,
    until: date,
    stakeholder: Who = None,
    edition: Edition | str = Edition.DESK,
    secret: bytes = b"",
    earlier: Earlier = None,
) -> str:
    """Meetings, last days to speak and days of the workplan from *on* to *until*, both included, as an iCalendar text.

    Each is an entry for whole days: the meetings of forums whose calendar is known, and for each decision and stage
    the last day on which a view, raised then, is in time: that of the service users, or of each *stakeholder* asked
    about, a key or several. Of a workplan: the day on which each activity that is not done begins, the day by which it is
    to be finished, and the reviews to come. Summaries name bodies, groups and decisions: no person, no need, and no
    activity, of which the description tells. Nobody is invited. The editions `partners` and `public` have no descriptions.

    Identities are made from keys with the *secret*, so that nobody who does not have it can tell keys from them, and an
    entry keeps its own when it is renamed. Without a secret they are made from what the entry itself says.

    With the calendar published *earlier*, a meeting that moved keeps its identity with a higher SEQUENCE; one that is
    gone is sent as cancelled, and so is every other entry that is no longer true. A meeting that is gone and one that is
    new are taken as one that moved, where no other meeting of the forum lies between. Entries whose day is over are left
    out. As one of them may come back, with another day, the calendar says from which SEQUENCE on new entries begin, so
    that diaries take it; each publication needs the one before it.

    Args:
        process: what the calendar is about.
        on: the first day; that of a snapshot unless said.
        until: the last day. Where it is before that of the calendar published earlier, later entries are not cancelled.
        stakeholder: whose last days.
        edition: `desk`, `partners` or `public`; a snapshot of another edition than the desk's keeps its own.
        secret: bytes that only you have, the same ones each time; sixteen or more.
        earlier: the calendar as it was published before: its text, its path or an open file.

    Raises:
        InvalidValueError: *until* is before *on*, or the *secret* is short.
        LimitExceeded: more than ten years, or more than 10,000 entries.
        DocumentError: what was published *earlier* is no calendar.
        UnknownKeyError: nobody has such a key.
        MissingExtraError: icalendar, of the extra `calendar`, is not installed.
    """
    asked, first = asked_of(process, on)
    if not _fields.is_day(until):
        raise InvalidValueError("until", "a date (and not a date with a time)")
    _fields.in_order("until", first, until)
    if (until - first).days >= _MOST_DAYS:
        raise LimitExceeded("days", _MOST_DAYS, "until")
    if not isinstance(secret, bytes) or 0 < len(secret) < _SHORTEST_SECRET:
        raise InvalidValueError("secret", f"{_SHORTEST_SECRET} bytes or more that nobody else has, or none")
    before = published(earlier) if earlier is not None else Published({})
    entries: list[_Entry] = []
    its_own = asked.edition if isinstance(asked, Snapshot) else Edition.DESK
    public = {its_own, edition_of(edition)} != {Edition.DESK}
    for entry in _entries(asked, first, until, stakeholder, public=public):
        if len(entries) == _MOST_ENTRIES:
            raise LimitExceeded("entries", _MOST_ENTRIES, "calendar")
        entries.append(entry._replace(description="") if public else entry)
    series = {forum.key: _series(asked, secret, forum.key) for forum in _map(asked).forums}
    forums = {series[forum.key]: forum for forum in _map(asked).forums}
    written = _identified(sorted(entries, key=_Entry.order), series, _owner(asked, secret), secret)
    diary = updated(written, before, first, until)
    shown = [
        entry._replace(summary=_cancelled(asked, forums.get(entry.series))) if entry.cancelled else entry
        for entry in diary.entries
    ]
    return _text(asked, first, until, diary._replace(entries=shown))


def _owner(asked: Snapshot | DecisionMap, secret: bytes) -> str:
    """What tells one process from another: its key, or without a secret what the calendar is called."""
    if not isinstance(asked, Snapshot):
        return ""
    return asked.process.key if secret else _name(asked.process.title, asked.process.key)


def _series(asked: Snapshot | DecisionMap, secret: bytes, forum: str) -> str:
    """What the meetings of a forum have in common."""
    shown = forum if secret else Wording(names=_names(asked)).words(Ref("forum", forum))
    return _digits(secret, _owner(asked, secret), "forum", shown)


def _identified(
    entries: Iterable[_Entry], forums: Mapping[str, str], owner: str, secret: bytes
) -> Iterator[DiaryEntry]:
    """The entries with identities made from the secret and their keys, or without a secret from what they say."""
    alike: Counter[tuple[str, ...]] = Counter()
    for entry in entries:
        parts = entry.identity
        if not secret:
            on = (entry.day.isoformat(),) if entry.identity[0] in _TOLD_BY_DAY else ()
            parts = (entry.identity[0], entry.summary, *on)
            alike[parts] += 1
            parts = (*parts, str(alike[parts]))
        uid = f"{_digits(secret, owner, *parts)}@involvement"
        series = uid if entry.forum is None else forums[entry.forum]
        yield DiaryEntry(
            entry.day, uid, series, entry.summary, entry.description, entry.location, days=entry.days
        )  # fmt: skip


def _cancelled(asked: Snapshot | DecisionMap, forum: Forum | None) -> str:
    """What is said of an entry that is cancelled: of a meeting whose it was, of others no more than that."""
    words = Wording(names=_names(asked))
    if forum is None:
        return words.clause(_summary("cancelled"))
    return words.clause(_summary("no_meeting", forum=Ref("forum", forum.key)))


def _entries(
    asked: Snapshot | DecisionMap, on: date, until: date, stakeholder: Who, *, public: bool
) -> Iterator[_Entry]:
    neutral = Wording(names=_names(asked))
    for forum in _map(asked).forums:
        if forum.meetings is not None and not forum.meetings.always:
            summary = neutral.clause(_summary("meeting", forum=Ref("forum", forum.key)))
            place = one_line(forum.venue or "")
            for day in forum.meets_between(on, until):
                identity = ("meeting", forum.key, day.isoformat())
                yield _Entry(day, identity, summary, location=place, days=forum.meetings.days, forum=forum.key)
    hidden = asked.persons if public and isinstance(asked, Snapshot) else frozenset()
    words = Wording(names=_names(asked), persons="keys")
    confidential = {decision.key for decision in _map(asked).decisions if decision.confidential} if public else set()
    rows = [row for row in timetable_of(asked, on=on, stakeholder=stakeholder) if row.decision not in confidential]
    for row, day, whose in _last_days(rows, hidden):
        if on <= day <= until:
            last_day = ("last-day", row.decision, row.stage.value, *whose)
            says = _last_day(asked, row)
            named = words.say(says) if isinstance(asked, Snapshot) and row.stakeholder in asked.persons else ""
            yield _Entry(day, last_day, neutral.clause(says), f"{named} {neutral.say(row.says)}".strip())
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
            yield _Entry(
                begins, ("begin", row.activity), words.clause(_summary("begin")), _of_activity("begin", row, words)
            )
        if row.done is None and ends is not None and on <= ends <= until:
            yield _Entry(
                ends, ("finish", row.activity), words.clause(_summary("finish")), _of_activity("finish", row, words)
            )
    reviews = snapshot.reviews_until(until)
    before = len(evolve(plan, held=()).open_reviews(until)) - len(reviews)
    for place in range(bisect_left(reviews, on), len(reviews)):
        yield _Entry(reviews[place], ("review", str(before + place + 1)), words.clause(_summary("review")))


def _of_activity(code: str, row: ScheduledActivity, words: Wording) -> str:
    """Which activity it is, and when it can be done."""
    named = _summary(f"{code}_named", activity=Ref("activity", row.activity))
    return f"{words.say(named)} {words.say(row.says)}"


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
    "no_meeting": "{forum} does not meet",
    "cancelled": "Cancelled",
    "begin": "To begin: an activity of the workplan",
    "finish": "To finish: an activity of the workplan",
    "begin_named": "To begin: {activity}",
    "finish_named": "To finish: {activity}",
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


def _digits(secret: bytes, *identity: str) -> str:
    """Forty digits made from the secret, every part and where each ends: as a list of JSON, not joined by a sign."""
    return hmac.new(secret, json.dumps(identity).encode(), sha256).hexdigest()[:40]


def _name(title: str | None, key: str) -> str:
    return one_line(title or "") or key


def _text(asked: Snapshot | DecisionMap, on: date, until: date, diary: Diary) -> str:
    try:
        from icalendar import Calendar, Event
    except ImportError:
        raise MissingExtraError("a calendar", "calendar") from None
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//involvement//meetings, last days and workplan//EN")
    calendar.add("x-involvement-until", until.isoformat())
    if diary.next_sequence:
        calendar.add("x-involvement-next-sequence", str(diary.next_sequence))
    if isinstance(asked, Snapshot):
        calendar.add("x-wr-calname", _name(asked.process.title, asked.process.key))
    stamp = datetime(on.year, on.month, on.day, tzinfo=UTC)
    for entry in diary.entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", stamp)
        event.add("dtstart", entry.day)
        if entry.days > 1:
            event.add("dtend", date.fromordinal(min(entry.day.toordinal() + entry.days, date.max.toordinal())))
        event.add("sequence", entry.sequence)
        event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
        event.add("summary", entry.summary)
        event.add("transp", "TRANSPARENT")
        event.add("x-involvement-series", entry.series)
        for name, text in (("description", entry.description), ("location", entry.location)):
            if text:
                event.add(name, text)
        calendar.add_component(event)
    written: str = calendar.to_ical().decode()
    return written
