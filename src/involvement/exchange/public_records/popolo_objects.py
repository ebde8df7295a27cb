"""Popolo objects from files: people, organisations, posts and memberships, listed or embedded."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from involvement._fields import frozen
from involvement._reading import path_text
from involvement.exchange.public_records.foreign_ids import foreign_id
from involvement.exchange.public_records.notes import Notes
from involvement.exchange.public_records.partial_dates import Span, moment, span
from involvement.exchange.public_records.versions import Thing, Versions
from involvement.exchange.reasons import Reason

__all__ = ["EVER", "READ", "Objects"]

READ = ("Membership", "Motion", "Organization", "Person", "Post", "VoteEvent")
EVER = Span(date.min, date.max)

_LISTS = {
    "persons": "Person",
    "people": "Person",
    "organizations": "Organization",
    "memberships": "Membership",
    "posts": "Post",
    "motions": "Motion",
    "vote_events": "VoteEvent",
    "votes": "Vote",
    "events": "Event",
    "speeches": "Speech",
    "areas": "Area",
}


@frozen
class _Link:
    """A field that names another object by its id in `NAME_id`, or embeds it under NAME."""

    name: str
    kind: str


_LINKS: dict[str, tuple[_Link, ...]] = {
    "Person": (),
    "Organization": (_Link("parent", "Organization"),),
    "Post": (_Link("organization", "Organization"),),
    "Membership": (
        _Link("person", "Person"),
        _Link("organization", "Organization"),
        _Link("post", "Post"),
        _Link("on_behalf_of", "Organization"),
    ),
    "Motion": (_Link("organization", "Organization"), _Link("creator", "Person")),
    "VoteEvent": (_Link("motion", "Motion"), _Link("organization", "Organization")),
    "Event": (_Link("organization", "Organization"), _Link("parent", "Event")),
}
_WITHIN: dict[str, dict[str, tuple[str, str | None]]] = {  # lists in an object: of what, and what it is to them
    "Person": {
        "memberships": ("Membership", "person"),
        "motions": ("Motion", "creator"),
        "votes": ("Vote", None),
        "speeches": ("Speech", None),
    },
    "Organization": {
        "memberships": ("Membership", "organization"),
        "posts": ("Post", "organization"),
        "children": ("Organization", "parent"),
    },
    "Post": {"memberships": ("Membership", "post")},
    "Motion": {"vote_events": ("VoteEvent", "motion")},
    "VoteEvent": {"votes": ("Vote", None)},
    "Event": {"attendees": ("Person", None), "children": ("Event", "parent")},
}
_SPANS = {
    "Organization": ("founding_date", "dissolution_date"),
    "Membership": ("start_date", "end_date"),
}
_DAYS = {"Motion": "date", "VoteEvent": "start_date"}
_TEXTS = {"Organization": "name", "Membership": "role"}
_PERSONAL = (
    "name",
    "other_names",
    "family_name",
    "given_name",
    "additional_name",
    "honorific_prefix",
    "honorific_suffix",
    "patronymic_name",
    "sort_name",
    "email",
    "gender",
    "pronouns",
    "birth_date",
    "death_date",
    "image",
    "summary",
    "biography",
    "national_identity",
    "contact_details",
    "identifiers",
    "links",
)

_Waiting = tuple[Any, str, str, dict[str, str]]


class Objects:
    """Every object read, each once. O(n) in what the files hold."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._versions = Versions(notes)

    def read(self, name: str, plain: Any) -> None:
        """Takes in what one file holds: an object of lists, each of one class, or one list named as the file is."""
        stem = name.rpartition("/")[2].partition(".")[0]
        if isinstance(plain, list) and stem in _LISTS:
            plain = {stem: plain}
        if not isinstance(plain, dict):
            self._entry(name, Reason.NOT_A_POPOLO_FILE)
            return
        waiting: list[_Waiting] = []
        for entry, inside in plain.items():
            if entry not in _LISTS:
                self._notes.odd(name, path_text((entry,)), Reason.NOT_POPOLO)
            elif isinstance(inside, list):
                waiting.extend((value, _LISTS[entry], entry, {}) for value in inside)
            elif inside is not None:
                self._notes.odd(name, entry, Reason.NOT_A_LIST)
        while waiting:
            value, kind, where, told = waiting.pop()
            if isinstance(value, dict):
                self._take(name, value, kind, told, waiting)
            else:
                self._entry(f"{name} {where}", Reason.NOT_AN_OBJECT)

    def _entry(self, where: str, why: Reason) -> None:
        self._notes.found("entry")
        self._notes.skip(where, "entry", why)

    def _take(self, name: str, value: dict[str, Any], kind: str, told: dict[str, str], waiting: list[_Waiting]) -> None:
        self._notes.found(kind)
        own = foreign_id(value.get("id", value.get("_id")))
        where = name if own is None or kind in {"Person", "Membership"} else f"{name} {own}"
        values: dict[str, Any] = self._links(value, kind, told, where, waiting)
        for entry, (inner, role) in _WITHIN.get(kind, {}).items():
            known = {} if role is None or own is None else {role: own}
            waiting.extend((part, inner, f"{kind}.{entry}", known) for part in self._parts(value, kind, entry, where))
        if kind == "Person":
            for field in _PERSONAL:
                if value.get(field):
                    self._notes.skip(name, f"Person.{field}", Reason.PERSONAL)
        if kind not in READ:
            self._notes.skip(name, kind, Reason.NOT_OF_SEATS)
            return
        if own is None and kind != "Membership":
            self._notes.skip(name, kind, Reason.NO_ID)
            return
        values.update(self._read(value, kind, where))
        modified = self._moment(value, kind, "updated_at", where)
        thing = Thing(kind, own or "", name, where, None if modified is None else modified[1], values=values)
        self._versions.add(f"{kind} {own or thing.said()}", thing)

    def _parts(self, value: dict[str, Any], kind: str, name: str, where: str) -> Iterator[Any]:
        inside = value.get(name)
        if isinstance(inside, list):
            yield from inside
        elif inside is not None:
            self._notes.odd(where, f"{kind}.{name}", Reason.NOT_A_LIST)

    def _links(
        self, value: dict[str, Any], kind: str, told: dict[str, str], where: str, waiting: list[_Waiting]
    ) -> dict[str, str]:
        """The ids that the object names, or was told by the object it is embedded in."""
        found: dict[str, str] = {}
        for link in _LINKS.get(kind, ()):
            inside = value.get(link.name)
            if isinstance(inside, dict):
                waiting.append((inside, link.kind, f"{kind}.{link.name}", {}))
            elif inside is not None:
                self._notes.odd(where, f"{kind}.{link.name}", Reason.NOT_AN_OBJECT)
            raw = value.get(f"{link.name}_id")
            own = foreign_id(raw)
            if raw is not None and own is None:
                self._notes.odd(where, f"{kind}.{link.name}_id", Reason.NOT_AN_ID)
            embedded = foreign_id(inside.get("id", inside.get("_id"))) if isinstance(inside, dict) else None
            named = {known for known in (own, embedded, told.get(link.name)) if known is not None}
            if len(named) > 1:
                self._notes.odd(where, f"{kind}.{link.name}", Reason.SEVERAL_IDS)
            elif named:
                (found[link.name],) = named
        return found

    def _read(self, value: dict[str, Any], kind: str, where: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in _SPANS.get(kind, ()):
            if value.get(name) is not None:
                read = span(value[name]) if isinstance(value[name], str) else None
                if read is None:
                    self._notes.odd(where, f"{kind}.{name}", Reason.NOT_A_SPAN)
                found[name] = read or EVER
        if kind in _DAYS:
            read_moment = self._moment(value, kind, _DAYS[kind], where)
            if read_moment is not None:
                found["day"] = read_moment[0]
        if kind in _TEXTS and value.get(_TEXTS[kind]) is not None:
            text = value[_TEXTS[kind]]
            if isinstance(text, str):
                found[_TEXTS[kind]] = text.strip()
            else:
                self._notes.odd(where, f"{kind}.{_TEXTS[kind]}", Reason.NOT_TEXT)
        return found

    def _moment(self, value: dict[str, Any], kind: str, name: str, where: str) -> tuple[date, int] | None:
        raw = value.get(name)
        read = moment(raw) if isinstance(raw, str) else None
        if raw is not None and read is None:
            self._notes.odd(where, f"{kind}.{name}", Reason.NOT_A_DATE)
        return read

    def settled(self) -> dict[str, list[Thing]]:
        """By class, the newest version of each object, in a fixed order."""
        found: dict[str, list[Thing]] = {kind: [] for kind in READ}
        for thing in self._versions.settled():
            found[thing.kind].append(thing)
        return found
