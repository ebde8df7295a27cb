"""OParl objects from files, whether listed, embedded or given twice."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from involvement._reading import Loc, path_text
from involvement.exchange.public_records.foreign_ids import foreign_id
from involvement.exchange.public_records.notes import Notes
from involvement.exchange.public_records.partial_dates import moment
from involvement.exchange.public_records.versions import Thing, Versions
from involvement.exchange.reasons import Reason

__all__ = ["READ", "Things"]

READ = ("AgendaItem", "Consultation", "Meeting", "Organization", "Paper")

_LINKS: dict[str, dict[str, str]] = {  # fields in which other objects are named or embedded, and of which type
    "System": {"body": "Body"},
    "Body": {
        "system": "System",
        "organization": "Organization",
        "person": "Person",
        "meeting": "Meeting",
        "paper": "Paper",
        "legislativeTerm": "LegislativeTerm",
        "legislativeTermList": "LegislativeTerm",
        "agendaItem": "AgendaItem",
        "consultation": "Consultation",
        "file": "File",
        "location": "Location",
        "locationList": "Location",
        "membership": "Membership",
    },
    "LegislativeTerm": {"body": "Body"},
    "Organization": {
        "body": "Body",
        "membership": "Membership",
        "meeting": "Meeting",
        "subOrganizationOf": "Organization",
        "location": "Location",
    },
    "Person": {"body": "Body", "location": "Location", "membership": "Membership"},
    "Membership": {"person": "Person", "organization": "Organization", "onBehalfOf": "Organization"},
    "Meeting": {
        "location": "Location",
        "organization": "Organization",
        "participant": "Person",
        "invitation": "File",
        "resultsProtocol": "File",
        "verbatimProtocol": "File",
        "auxiliaryFile": "File",
        "agendaItem": "AgendaItem",
    },
    "AgendaItem": {
        "meeting": "Meeting",
        "consultation": "Consultation",
        "resolutionFile": "File",
        "auxiliaryFile": "File",
    },
    "Paper": {
        "body": "Body",
        "relatedPaper": "Paper",
        "superordinatedPaper": "Paper",
        "subordinatedPaper": "Paper",
        "mainFile": "File",
        "auxiliaryFile": "File",
        "location": "Location",
        "originatorPerson": "Person",
        "originatorOrganization": "Organization",
        "underDirectionOf": "Organization",
        "consultation": "Consultation",
    },
    "Consultation": {
        "paper": "Paper",
        "agendaItem": "AgendaItem",
        "meeting": "Meeting",
        "organization": "Organization",
    },
    "File": {
        "masterFile": "File",
        "derivativeFile": "File",
        "meeting": "Meeting",
        "agendaItem": "AgendaItem",
        "paper": "Paper",
    },
    "Location": {
        "bodies": "Body",
        "organizations": "Organization",
        "persons": "Person",
        "meetings": "Meeting",
        "papers": "Paper",
    },
}
_ONE = {  # of the fields above and read: those that name one object, not several
    ("Organization", "subOrganizationOf"),
    ("AgendaItem", "meeting"),
    ("AgendaItem", "consultation"),
    ("Consultation", "paper"),
    ("Consultation", "agendaItem"),
    ("Consultation", "meeting"),
}
_MANY = {
    ("Meeting", "organization"),
    ("Meeting", "agendaItem"),
    ("Paper", "consultation"),
    ("Paper", "originatorOrganization"),
    ("Consultation", "organization"),
}
_EVERYWHERE = {"id", "type", "license", "keyword", "created", "modified", "web", "deleted"}
_UNREAD = {  # fields of the specification that a record does not call for
    "Organization": {"post", "organizationType", "classification", "website", "externalBody"},
    "Meeting": {"name", "meetingState", "end"},
    "AgendaItem": {"number", "order", "name", "public", "result", "resolutionText", "start", "end"},
    "Paper": {"reference", "date", "paperType"},
    "Consultation": set(),
}
_TYPE = re.compile(r"https?://(?:schema\.oparl\.org|oparl\.org/schema)/1\.[01]/(\w{1,40})", re.ASCII)


class _Flawed(Exception):  # noqa: N818 - it never leaves this module
    pass


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        raise _Flawed
    return value.strip() or None


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Flawed
    return value


def _day(value: object) -> date:
    read = moment(value) if isinstance(value, str) else None
    if read is None:
        raise _Flawed
    return read[0]


def _instant(value: object) -> int:
    read = moment(value) if isinstance(value, str) else None
    if read is None:
        raise _Flawed
    return read[1]


_Reader = tuple[Callable[[object], object], Reason]
_TEXT: _Reader = (_text, Reason.NOT_TEXT)
_FLAG: _Reader = (_flag, Reason.NOT_A_FLAG)
_DAY: _Reader = (_day, Reason.NOT_A_DATE)
_FIELDS: dict[str, dict[str, _Reader]] = {
    "Organization": {"name": _TEXT, "shortName": _TEXT, "startDate": _DAY, "endDate": _DAY},
    "Meeting": {"start": _DAY, "cancelled": _FLAG},
    "AgendaItem": {},
    "Paper": {"name": _TEXT},
    "Consultation": {"role": _TEXT, "authoritative": _FLAG},
}
_MODIFIED: _Reader = (_instant, Reason.NOT_A_TIME)


_Waiting = tuple[Any, str | None, "_Path | None"]
_Path = tuple["_Path | None", str | int]


class Things:
    """Every object read, each once. O(n) in what the files hold."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._versions = Versions(notes)
        self._pages: set[str] = set()
        self._next: set[tuple[str, str]] = set()

    def read(self, name: str, plain: Any) -> None:
        """Takes in what one file holds: an object, a list of objects, or a page of a list."""
        waiting: list[_Waiting] = [(plain, None, None)]
        while waiting:
            value, expected, path = waiting.pop()
            if isinstance(value, list):
                waiting.extend((item, expected, (path, at)) for at, item in enumerate(value))
            elif not isinstance(value, dict):
                self._notes.found("entry")
                self._notes.skip(_spot(name, path), "entry", Reason.NOT_AN_OBJECT)
            elif isinstance(value.get("data"), list) and "type" not in value:
                self._turn(name, value.get("links"))
                waiting.append((value["data"], expected, (path, "data")))
            else:
                self._take(name, value, expected, path, waiting)

    def _turn(self, name: str, links: object) -> None:
        """Notes a page of a list, and the one that follows it."""
        if isinstance(links, dict):
            here, there = foreign_id(links.get("self")), foreign_id(links.get("next"))
            if here is not None:
                self._pages.add(here)
            if there is not None:
                self._next.add((name, there))

    def _take(
        self, name: str, value: dict[str, Any], expected: str | None, path: "_Path | None", waiting: list[_Waiting]
    ) -> None:
        kind = _kind_of(value.get("type"), expected)
        if kind is None:
            self._notes.found("object")
            self._notes.skip(_spot(name, path), "object", Reason.NOT_OPARL)
            return
        self._notes.found(kind)
        own = foreign_id(value.get("id"))
        spot = f"{name} {own}" if own and kind in _FIELDS else name if kind not in _FIELDS else _spot(name, path)
        if value.get("type") is None:
            self._notes.odd(name, f"{kind}.type", Reason.TYPE_FROM_PLACE)
        elif expected is not None and kind != expected:
            self._notes.odd(spot, kind, Reason.WRONG_PLACE)
        linked = self._links(kind, value, spot, path, waiting)
        deleted = self._field(value, "deleted", _FLAG, kind, spot)
        if kind not in _FIELDS:
            if deleted:
                self._notes.deleted(kind)
            else:
                self._notes.skip(name, kind, Reason.NOT_OF_MEETINGS)
        elif own is None:
            self._notes.skip(spot, kind, Reason.NO_ID)
        else:
            modified = self._field(value, "modified", _MODIFIED, kind, spot)
            thing = Thing(kind, own, name, spot, modified, deleted is True, linked)
            for field, reader in _FIELDS[kind].items():
                read = self._field(value, field, reader, kind, spot)
                if read is not None:
                    thing.values[field] = read
            for key in value.keys() - _KNOWN[kind]:
                self._notes.odd(name, path_text((kind, key)), Reason.UNKNOWN_FIELD)
            self._versions.add(own, thing)

    def _field(self, value: dict[str, Any], name: str, reader: _Reader, kind: str, spot: str) -> Any:
        raw = value.get(name)
        if raw is None:
            return None
        read, why = reader
        try:
            return read(raw)
        except _Flawed:
            self._notes.odd(spot, f"{kind}.{name}", why)
            return None

    def _links(
        self, kind: str, value: dict[str, Any], spot: str, path: "_Path | None", waiting: list[_Waiting]
    ) -> dict[str, Any]:
        """The ids that the object names, by field; embedded objects are put among those waiting."""
        found: dict[str, Any] = {}
        for name, expected in _LINKS[kind].items():
            raw = value.get(name)
            if raw is None:
                continue
            ids: dict[str, None] = {}
            for entry, way in _entries(raw, (path, name)):
                own = foreign_id(entry.get("id") if isinstance(entry, dict) else entry)
                if isinstance(entry, dict):
                    waiting.append((entry, expected, way))
                elif own is None:
                    self._notes.odd(spot, f"{kind}.{name}", Reason.NOT_A_LINK)
                if own is not None:
                    ids[own] = None
            if (kind, name) in _MANY:
                found[name] = tuple(ids)
            elif (kind, name) in _ONE and len(ids) > 1:
                self._notes.odd(spot, f"{kind}.{name}", Reason.SEVERAL)
            elif (kind, name) in _ONE and ids:
                (found[name],) = ids
        return found

    def settled(self) -> dict[str, dict[str, Thing]]:
        """By type and id, the newest version of each object; of equally new ones, what they agree on."""
        for name, there in sorted(self._next):
            if there not in self._pages:
                self._notes.odd(name, "list", Reason.NEXT_PAGE)
        found: dict[str, dict[str, Thing]] = {kind: {} for kind in READ}
        for thing in self._versions.settled():
            found[thing.kind][thing.id] = thing
        return found


_KNOWN = {
    kind: _EVERYWHERE | _UNREAD[kind] | _LINKS[kind].keys() | _FIELDS[kind].keys() | {"consultation"} for kind in READ
}


def _kind_of(told: object, expected: str | None) -> str | None:
    if told is None:
        return expected
    read = _TYPE.fullmatch(told) if isinstance(told, str) else None
    return read[1] if read is not None and read[1] in _LINKS else None


def _entries(raw: Any, path: "_Path") -> Iterator[tuple[Any, "_Path"]]:
    """What a field names: one thing, those of a list, or those of a page."""
    if isinstance(raw, dict) and isinstance(raw.get("data"), list) and "type" not in raw and "id" not in raw:
        raw, path = raw["data"], (path, "data")
    if isinstance(raw, list):
        for at, item in enumerate(raw):
            yield item, (path, at)
    else:
        yield raw, path


def _spot(name: str, path: "_Path | None") -> str:
    """The file, and the place in it."""
    way: list[str | int] = []
    while path is not None:
        path, step = path
        way.append(step)
    steps: Loc = tuple(reversed(way))
    return f"{name} {path_text(steps)}"
