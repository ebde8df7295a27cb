"""Read seats and votes on a day from files in the Popolo format."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from os import PathLike
from typing import Any

from involvement import _fields
from involvement._reading import Limits
from involvement.decisions import Forum
from involvement.errors import InvalidValueError
from involvement.evidence import Source
from involvement.exchange.public_records.committee_records import CommitteeRecords, KeySource
from involvement.exchange.public_records.foreign_ids import keys_of, opaque_keys
from involvement.exchange.public_records.json_files import contents, known_limits, plain_data
from involvement.exchange.public_records.notes import Notes
from involvement.exchange.public_records.partial_dates import Span
from involvement.exchange.public_records.popolo_objects import EVER, Objects
from involvement.exchange.public_records.versions import Thing
from involvement.exchange.reasons import Reason
from involvement.people import Seat, Stakeholder
from involvement.records import Record, Step

__all__ = ["person_key", "read_popolo"]

_DEFAULT = Limits()
_SYSTEM = "popolo"


def read_popolo(
    source: str | PathLike[str] | Iterable[str | PathLike[str]] | Mapping[str, Any],
    *,
    on: date,
    secret: bytes = b"",
    strict: bool = True,
    limits: Limits = _DEFAULT,
) -> CommitteeRecords:
    """The seats held at organisations on a day, and the votes on motions, from files in the Popolo format.

    A membership is a seat with one vote. Dates may be partial: where a year or a month leaves it open whether a
    seat is held on the day, it is reported and left out; without a start or an end, none is assumed. Persons have
    opaque keys; their names and whatever else is personal are counted and left out. A vote event is a step that
    decides, a dated motion one that does not. O(n log n).

    >>> panel = {"memberships": [{"person_id": "kowalski", "organization_id": "panel", "start_date": "2025"}]}
    >>> read_popolo(panel, on=date(2026, 3, 15)).forums[0].seats
    (Seat(stakeholder='person-5bd29c3688', votes=1, since=None, until=None),)

    Args:
        source: a folder with `.json` files, one file, several, or the data of one: a mapping of `persons`,
            `organizations`, `memberships`, `posts`, `motions`, `vote_events` to lists.
        on: the day.
        secret: with it, nobody who does not have it can find the key of a person by trying ids.
        strict: whether a file that is no JSON is an error; else it is reported with what was left out.
        limits: those of each file; `size` and `entries` also hold for all files together.

    Raises:
        DocumentError: a file cannot be read as JSON.
        LimitExceeded: there is more than the limits allow.

    References:
        The Popolo Project, specification: https://www.popoloproject.com/specs/
    """
    if not _fields.is_day(on):
        raise InvalidValueError("on", "a date (and not a date with a time)")
    if not isinstance(secret, bytes):
        raise InvalidValueError("secret", "bytes")
    notes, limits = Notes(), known_limits(limits)
    objects = Objects(notes)
    for name, plain in _contents(source, limits, notes, strict=strict):
        objects.read(name, plain)
    return _Assembly(objects.settled(), notes, on, secret).records()


def person_key(foreign_id: str, secret: bytes = b"") -> str:
    """The key under which `read_popolo` knows a person with this id.

    >>> person_key("kowalski", b"ours alone")
    'person-3d887fc7e2'
    """
    if not isinstance(foreign_id, str) or any("\ud800" <= character <= "\udfff" for character in foreign_id):
        raise InvalidValueError("foreign_id", "text, without half of a character")
    return opaque_keys([foreign_id], _fields.instance("secret", bytes, secret))[foreign_id]


def _contents(source: Any, limits: Limits, notes: Notes, *, strict: bool) -> Iterator[tuple[str, Any]]:
    if isinstance(source, Mapping):
        yield "data", plain_data(dict(source), "data", limits)
    else:
        yield from contents(source, limits, notes, strict=strict)


class _Assembly:
    """Works out what the objects say together."""

    def __init__(self, things: dict[str, list[Thing]], notes: Notes, on: date, secret: bytes) -> None:
        self.things = things
        self.notes = notes
        self.on = on
        self.by_id = {kind: {thing.id: thing for thing in alike} for kind, alike in things.items()}
        self.organisations = keys_of(
            "organisation",
            (
                *self.by_id["Organization"],
                *self._named("Membership", "organization", "on_behalf_of"),
                *self._named("Post", "organization"),
                *self._named("Motion", "organization"),
                *self._named("VoteEvent", "organization"),
            ),
        )
        self.persons = opaque_keys((*self.by_id["Person"], *self._named("Membership", "person")), secret)
        self.motions = keys_of("motion", (*self.by_id["Motion"], *self._named("VoteEvent", "motion")))
        self.forums: set[str] = set()
        self.seats: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.behalf: set[tuple[str, str, str]] = set()
        self.words: Counter[str] = Counter()
        self.posts: set[str] = set()

    def _named(self, kind: str, *names: str) -> Iterator[str]:
        return (thing.values[name] for thing in self.things[kind] for name in names if name in thing.values)

    def records(self) -> CommitteeRecords:
        for membership in sorted(self.things["Membership"], key=lambda thing: (thing.said(), thing.id, thing.file)):
            self._sit(membership)
        steps = sorted(self._steps(), key=lambda pair: pair[0])
        voted = {step.matter for _, step in steps}
        held = {step.forum for _, step in steps}
        self.forums.update(own_id for own_id, key in self.organisations.items() if key in held)
        acting = {organisation for _, _, organisation in self.behalf}
        self._leave_out(acting, voted)
        forums = sorted(self.forums, key=self.organisations.__getitem__)
        kept = self.forums | acting
        return CommitteeRecords(
            Record([step for _, step in steps], forums=[self.organisations[own_id] for own_id in forums]),
            forums=tuple(self._forum(own_id) for own_id in forums),
            stakeholders=tuple(sorted(self._stakeholders(acting), key=lambda stakeholder: stakeholder.key)),
            titles=[(self.organisations[own_id], title) for own_id in kept if (title := self._title(own_id))],
            sources=tuple(sorted(self._sources(kept, voted), key=lambda key_source: key_source.key)),
            words=tuple((word, count, False) for word, count in sorted(self.words.items())),
            on_behalf_of=tuple(
                sorted((self.organisations[a], self.persons[b], self.organisations[c]) for a, b, c in self.behalf)
            ),
            counts=self.notes.counts(),
            skipped=self.notes.skipped(),
            oddities=self.notes.oddities(),
        )

    def _title(self, own: str) -> str | None:
        thing = self.by_id["Organization"].get(own)
        return None if thing is None else thing.values.get("name")

    def _forum(self, own: str) -> Forum:
        seats = [Seat(self.persons[person]) for person in self.seats.get(own, ())]
        return Forum(
            self.organisations[own],
            title=self._title(own),
            seats=sorted(seats, key=lambda seat: seat.stakeholder),
            external_ids=((_SYSTEM, own),),
        )

    def _stakeholders(self, acting: Iterable[str]) -> Iterator[Stakeholder]:
        for own_id in acting:
            yield Stakeholder(
                self.organisations[own_id],
                title=self._title(own_id),
                kind="organisation",
                external_ids=((_SYSTEM, own_id),),
            )
        for person in self._seated():
            yield Stakeholder(self.persons[person], kind="person")

    def _seated(self) -> set[str]:
        return {person for persons in self.seats.values() for person in persons}

    def _sources(self, kept: set[str], voted: set[str]) -> Iterator[KeySource]:
        for own_id, thing in self.by_id["Organization"].items():
            if own_id in kept:
                yield KeySource(self.organisations[own_id], thing.kind, thing.file, own_id)
        for own_id, thing in self.by_id["Motion"].items():
            if self.motions[own_id] in voted:
                yield KeySource(self.motions[own_id], thing.kind, thing.file, own_id)
        for own_id in self._seated() & self.by_id["Person"].keys():
            yield KeySource(self.persons[own_id], "Person", self.by_id["Person"][own_id].file)

    # Seats

    def _sit(self, membership: Thing) -> None:
        """Takes the seat that a membership gives on the day, or says why there is none."""
        values = membership.values
        person, post = values.get("person"), values.get("post")
        organisation = values.get("organization") or self._organisation_of(post)
        where = self._place(membership, person, organisation)
        if organisation is None or person is None:
            why = Reason.NO_PERSON if person is None else Reason.NO_ORGANISATION
            self.notes.skip(where, "Membership", why)
            return
        self.forums.add(organisation)
        held = self._held(where, values, organisation)
        if not held:
            why = Reason.NOT_HELD if held is False else Reason.PERHAPS_HELD
            self.notes.skip(where, "Membership", why)
            return
        if post is not None:
            self.posts.add(post)
        behalf = values.get("on_behalf_of")
        if behalf is not None:
            self.behalf.add((organisation, person, behalf))
        if person in self.seats[organisation]:
            self.notes.skip(where, "Membership", Reason.ANOTHER_SEAT)
            return
        self.seats[organisation][person] = None
        if "role" in values:
            self.words[values["role"]] += 1
        if person not in self.by_id["Person"]:
            self.notes.odd(where, "Membership.person", Reason.NOT_READ)
        for name, own_id in (("organization", organisation), ("on_behalf_of", behalf)):
            if own_id is not None and own_id not in self.by_id["Organization"]:
                self.notes.odd(where, f"Membership.{name}", Reason.NOT_READ)

    def _place(self, membership: Thing, person: str | None, organisation: str | None) -> str:
        """A place that can be found again by those who know the ids, and shows no one else who it is about."""
        who = "?" if person is None else self.persons[person]
        there = "?" if organisation is None else self.organisations[organisation]
        return f"{membership.file} {who} at {there}"

    def _organisation_of(self, post: str | None) -> str | None:
        thing = None if post is None else self.by_id["Post"].get(post)
        return None if thing is None else thing.values.get("organization")

    def _held(self, where: str, values: dict[str, Any], organisation: str) -> bool | None:
        """Whether the seat is held on the day; None where the dates leave it open."""
        thing = self.by_id["Organization"].get(organisation)
        life = {} if thing is None else thing.values
        start, end = values.get("start_date"), values.get("end_date")
        if start is not None and end is not None and end.last < start.first:
            self.notes.odd(where, "Membership.end_date", Reason.ENDS_BEFORE_START)
            start = end = EVER
        ways = (
            _within(self.on, start, end),
            _within(self.on, life.get("founding_date"), life.get("dissolution_date")),
        )
        return False if False in ways else None if None in ways else True

    # Votes

    def _steps(self) -> Iterator[tuple[tuple[Any, ...], Step]]:
        for motion in self.things["Motion"]:
            organisation, day = motion.values.get("organization"), motion.values.get("day")
            if organisation is not None and day is not None:
                yield self._step(motion, motion.id, organisation, day, decides=False)
        for vote in self.things["VoteEvent"]:
            named = vote.values.get("motion")
            known = None if named is None else self.by_id["Motion"].get(named)
            of_motion = None if known is None else known.values.get("organization")
            organisation = vote.values.get("organization") or of_motion
            if named is None or organisation is None:
                self.notes.skip(vote.place, "VoteEvent", Reason.NO_MOTION)
                continue
            if known is None:
                self.notes.odd(vote.place, "VoteEvent.motion", Reason.NOT_READ)
            if "day" not in vote.values:
                self.notes.odd(vote.place, "VoteEvent.start_date", Reason.NO_DAY)
            yield self._step(vote, named, organisation, vote.values.get("day"), decides=True)

    def _step(
        self, thing: Thing, motion: str, organisation: str, day: date | None, *, decides: bool
    ) -> tuple[tuple[Any, ...], Step]:
        step = Step(
            self.motions[motion],
            self.organisations[organisation],
            day,
            decides=decides,
            source=Source(f"Popolo {'vote event' if decides else 'motion'}", url=thing.id),
        )
        return (day is None, day, step.matter, decides, thing.id), step

    def _leave_out(self, acting: set[str], voted: set[str]) -> None:
        """Says why things are left out that no seat and no step needs."""
        seated = self._seated()
        for person in self.things["Person"]:
            if person.id not in seated:
                self.notes.skip(person.file, "Person", Reason.NO_SEAT)
        for post in self.things["Post"]:
            if post.id not in self.posts:
                self.notes.skip(post.place, "Post", Reason.NO_HOLDER)
        for organisation in self.things["Organization"]:
            if organisation.id not in self.forums and organisation.id not in acting:
                self.notes.skip(organisation.place, "Organization", Reason.NO_SEATS)
        for motion in self.things["Motion"]:
            if self.motions[motion.id] not in voted:
                self.notes.skip(motion.place, "Motion", Reason.NO_VOTE)


def _within(day: date, start: Span | None, end: Span | None) -> bool | None:
    """Whether a day lies between two dates, both included, each of which may be partial or not told."""
    if (start is not None and day < start.first) or (end is not None and day > end.last):
        return False
    if (start is not None and day < start.last) or (end is not None and day > end.first):
        return None
    return True
