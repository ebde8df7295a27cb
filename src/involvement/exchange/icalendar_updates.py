"""Updates of published calendars: which entries are new, moved, cancelled or the same as before."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from os import PathLike
from typing import IO, NamedTuple

from involvement._reading import Limits
from involvement.exchange.icalendar_events import CalendarEvent, Events, events_of

__all__ = ["Diary", "DiaryEntry", "Published", "published", "updated"]

_LIMITS = Limits(entries=20_000, depth=8)


class DiaryEntry(NamedTuple):
    """An entry for whole days.

    Attributes:
        day: its first day.
        uid: its identity.
        series: what it belongs to: of a meeting that of the forum, of others their own identity.
        summary: what everybody may read who sees the diary.
        days: how many days it lasts.
        sequence: higher each time that it was moved, cancelled or called again.
        cancelled: True if it is published only to say that it does not take place.
    """

    day: date
    uid: str
    series: str
    summary: str
    description: str = ""
    location: str = ""
    days: int = 1
    sequence: int = 0
    cancelled: bool = False


class Published(NamedTuple):
    """What was published before.

    Attributes:
        entries: the newest version of each of our entries, by identity.
        until: the last day that the calendar was written for; None where it does not say.
        next_sequence: the sequence with which a new entry begins: above that of all entries that were left out since
            the first publication, as one of them may come back.
    """

    entries: dict[str, DiaryEntry]
    until: date | None = None
    next_sequence: int = 0


class Diary(NamedTuple):
    """What is published now: the entries in order, and the sequence with which those that are new next time begin."""

    entries: list[DiaryEntry]
    next_sequence: int


def published(earlier: str | PathLike[str] | IO[str] | IO[bytes]) -> Published:
    """Our entries in a calendar that was written before; what others put there is passed over.

    Raises:
        DocumentError: it is no iCalendar text.
        LimitExceeded: it is larger than the limits of a calendar.
    """
    read: Events = events_of(earlier, _LIMITS)
    newest: dict[str, DiaryEntry] = {}
    for event in read.events:
        entry = _entry(event)
        if entry is not None and (entry.uid not in newest or newest[entry.uid].sequence <= entry.sequence):
            newest[entry.uid] = entry
    return Published(newest, read.until, read.next_sequence)


def _entry(event: CalendarEvent) -> DiaryEntry | None:
    uid, start = event.names.uid, event.start
    if event.series is None or uid is None or type(start) is not date:
        return None
    days = (event.ends - start).days if type(event.ends) is date else 1
    return DiaryEntry(
        start, uid, event.series, "", days=max(days, 1), sequence=event.newest[0], cancelled=event.cancelled
    )


def updated(entries: Iterable[DiaryEntry], before: Published, on: date, until: date) -> Diary:
    """The entries with the identities that they were published with, and those that are cancelled, in order.

    An entry whose day or length changed has a higher `sequence`; so has one that was cancelled, or is called again.
    A meeting that is gone and one that is new are one that moved where no other meeting of the forum lies between them,
    the nearest first, and where the calendar published before went as far as the new day. Days before *on* are over:
    their entries are left out, as are those after *until*, and the sequence of new ones is above theirs.
    """
    diary: list[DiaryEntry] = []
    left = dict(before.entries)
    met: defaultdict[tuple[str, date], list[str]] = defaultdict(list)
    for known in left.values():
        met[known.series, known.day].append(known.uid)
    new: list[DiaryEntry] = []
    for entry in entries:
        uids = [entry.uid] if entry.series == entry.uid else met[entry.series, entry.day]
        same = next((uid for uid in sorted(uids, key=entry.uid.__ne__) if uid in left), None)
        if same is None:
            new.append(entry)
        else:
            diary.append(_again(entry, left.pop(same)))
    for entry, known in list(_moved(new, left, diary, before.until, on)):
        new.remove(entry)
        diary.append(_again(entry, left.pop(known.uid)))
    used = {entry.uid for entry in diary} | left.keys()
    for entry in new:
        diary.append(entry._replace(uid=_unused(entry.uid, used), sequence=before.next_sequence))
        used.add(diary[-1].uid)
    next_sequence = before.next_sequence
    for known in left.values():
        if on <= known.day <= until:
            diary.append(_gone(known))
        else:
            next_sequence = max(next_sequence, known.sequence + 1)
    return Diary(sorted(diary, key=lambda entry: (entry.day, entry.summary, entry.uid)), next_sequence)


def _again(entry: DiaryEntry, known: DiaryEntry) -> DiaryEntry:
    same = (entry.day, entry.days) == (known.day, known.days) and not known.cancelled
    return entry._replace(uid=known.uid, sequence=known.sequence if same else known.sequence + 1)


def _gone(known: DiaryEntry) -> DiaryEntry:
    return known._replace(sequence=known.sequence + (not known.cancelled), cancelled=True)


def _moved(
    new: Sequence[DiaryEntry],
    left: dict[str, DiaryEntry],
    kept: Iterable[DiaryEntry],
    until: date | None,
    on: date,
) -> Iterator[tuple[DiaryEntry, DiaryEntry]]:
    """The meetings that are new with those that they were before they moved."""
    days: defaultdict[str, list[date]] = defaultdict(list)
    for entry in kept:
        days[entry.series].append(entry.day)
    for listed in days.values():
        listed.sort()
    gone: defaultdict[str, list[DiaryEntry]] = defaultdict(list)
    for known in left.values():
        if known.series != known.uid and not known.cancelled and known.day >= on:
            gone[known.series].append(known)
    pairs = sorted(
        (abs((entry.day - known.day).days), known.day, entry.day, entry, known)
        for entry in new
        if until is None or entry.day <= until
        for known in gone.get(entry.series, ())
        if not _between(days[entry.series], entry.day, known.day)
    )
    taken: set[str] = set()
    for *_, entry, known in pairs:
        if not {entry.uid, known.uid} & taken:
            taken |= {entry.uid, known.uid}
            yield entry, known


def _between(days: Sequence[date], one: date, other: date) -> bool:
    first, last = sorted((one, other))
    return bisect_left(days, first) != bisect_left(days, last)


def _unused(uid: str, used: set[str]) -> str:
    """The identity, or one made from it, where an entry that has moved away still has it."""
    name, sign, home = uid.partition("@")
    number = 2
    while uid in used:
        uid, number = f"{name}-{number}{sign}{home}", number + 1
    return uid
