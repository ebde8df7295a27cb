"""Steps of matters through forums, worked out from OParl objects."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from involvement.calendars import Meetings
from involvement.decisions import Forum
from involvement.evidence import Source
from involvement.exchange.public_records.committee_records import CommitteeRecords, KeySource
from involvement.exchange.public_records.foreign_ids import keys_of
from involvement.exchange.public_records.notes import Notes
from involvement.exchange.public_records.versions import Thing
from involvement.exchange.reasons import Reason
from involvement.people import Stakeholder
from involvement.records import Record, Step
from involvement.standing import Standing

__all__ = ["Council"]

_SYSTEM = "oparl"
_Draft = tuple[date | None, str, str, str, int, bool | None, str | None]


class Council:
    """Works out what the objects say together."""

    def __init__(
        self, things: dict[str, dict[str, Thing]], notes: Notes, standings: dict[str, Standing], until: date | None
    ) -> None:
        self.things = things
        self.notes = notes
        self.standings = standings
        self.until = until
        self.papers_of = self._reverse("Paper", "consultation")
        self.items_of = self._reverse("AgendaItem", "consultation")
        self.meetings_of = self._reverse("Meeting", "agendaItem")
        self.used: set[str] = set()
        self.days: defaultdict[str, set[date]] = defaultdict(set)  # on which an organisation met
        self.told: defaultdict[str, set[date]] = defaultdict(set)  # those and the cancelled ones
        self.origins: set[str] = set()  # organisations that brought a paper
        self.words: Counter[str] = Counter()
        self.matters: dict[str, str] = {}  # keys of papers
        self.bodies: dict[str, str] = {}  # keys of organisations

    def _reverse(self, kind: str, name: str) -> dict[str, tuple[str, ...]]:
        """For the ids that things of a kind name in a field: the ids of those things, sorted."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for own_id, thing in self.things[kind].items():
            told = thing.values.get(name, ())
            for named in (told,) if isinstance(told, str) else told:
                if not thing.deleted:
                    found[named].append(own_id)
        return {named: tuple(sorted(namers)) for named, namers in found.items()}

    def records(self) -> CommitteeRecords:
        self._miss()
        for own_id, meeting in self.things["Meeting"].items():
            if not meeting.deleted:
                self._calendar(own_id, meeting)
        drafts = [
            draft
            for own_id, consultation in self.things["Consultation"].items()
            if not consultation.deleted
            for draft in self._drafts(own_id, consultation)
        ]
        organisations = {*self.told, *(draft[2] for draft in drafts)}
        self._leave_out(organisations)
        self._loops()
        self.matters = keys_of("paper", {draft[1] for draft in drafts})
        self.bodies = keys_of("organisation", organisations | self.origins)
        steps = sorted(map(self._step, drafts), key=lambda pair: pair[0])
        skipped, oddities = self.notes.skipped(), self.notes.oddities()
        concerning = (skipped for skipped in (*skipped, *oddities) if skipped.what.startswith("Consultation"))
        return CommitteeRecords(
            Record(
                [step for _, step in steps],
                forums=map(self.bodies.__getitem__, organisations),
                oddities=[(skipped.where, skipped.reason) for skipped in concerning if skipped.why not in _UNDERSTOOD],
            ),
            forums=tuple(sorted(map(self._forum, organisations), key=_key)),
            stakeholders=tuple(sorted(map(self._stakeholder, self.origins), key=_key)),
            titles=self._titles(),
            sources=tuple(sorted(self._sources(), key=_key)),
            words=tuple((word, count, word in self.standings) for word, count in sorted(self.words.items())),
            counts=self.notes.counts(),
            skipped=skipped,
            oddities=oddities,
        )

    def _miss(self) -> None:
        """Says which links lead nowhere, beside those that are told of where they are used."""
        for kind, name, target in _LINKS:
            for thing in self.things[kind].values():
                told = () if thing.deleted else thing.values.get(name, ())
                for own_id in (told,) if isinstance(told, str) else told:
                    if own_id not in self.things[target]:
                        self.notes.odd(thing.place, f"{kind}.{name}", Reason.NOT_READ)

    def _named(self) -> Iterator[tuple[str, Thing]]:
        """The keys of organisations and papers, with what was read of those that were."""
        for kind, keys in (("Organization", self.bodies), ("Paper", self.matters)):
            for own_id, key in keys.items():
                thing = self.things[kind].get(own_id)
                if thing is not None:
                    yield key, thing

    def _titles(self) -> Iterator[tuple[str, str]]:
        for key, thing in self._named():
            title = _title(thing)
            if title is not None:
                yield key, title

    def _sources(self) -> Iterator[KeySource]:
        return (KeySource(key, thing.kind, thing.file, thing.id) for key, thing in self._named())

    def _forum(self, own: str) -> Forum:
        told = self.told.get(own)
        return Forum(
            self.bodies[own],
            title=_title(self.things["Organization"].get(own)),
            meetings=Meetings.on(self.days.get(own, ()), known_until=max(told)) if told else None,
            external_ids=((_SYSTEM, own),),
        )

    def _stakeholder(self, own: str) -> Stakeholder:
        title = _title(self.things["Organization"].get(own))
        return Stakeholder(self.bodies[own], title=title, kind="organisation", external_ids=((_SYSTEM, own),))

    # Meetings

    def _calendar(self, own: str, meeting: Thing) -> None:
        """Notes the day of a meeting for those who meet."""
        day: date | None = meeting.values.get("start")
        organisations = self._there(meeting, meeting.values.get("organization", ()))
        if meeting.values.get("cancelled"):
            self.notes.skip(meeting.place, "Meeting", Reason.CANCELLED)
        elif day is None:
            self.notes.skip(meeting.place, "Meeting", Reason.NO_START)
        elif not organisations:
            self.notes.skip(meeting.place, "Meeting", Reason.NO_ORGANISATION)
        else:
            self.used.add(own)
        for organisation in organisations:
            if day is not None:
                self.told[organisation].add(day)
            if own in self.used and day is not None:
                self.days[organisation].add(day)
                self._within_life(meeting, organisation, day)

    def _within_life(self, meeting: Thing, organisation: str, day: date) -> None:
        thing = self.things["Organization"].get(organisation)
        life = {} if thing is None else thing.values
        if day < life.get("startDate", day) or day > life.get("endDate", day):
            self.notes.odd(meeting.place, "Meeting.start", Reason.DID_NOT_EXIST)

    def _there(self, thing: Thing, organisations: Iterable[str]) -> tuple[str, ...]:
        """Those of the organisations that are not deleted; what was not read may be there."""
        found = []
        for own_id in organisations:
            known = self.things["Organization"].get(own_id)
            if known is None:
                self.notes.odd(thing.place, f"{thing.kind}.organization", Reason.NOT_READ)
            if known is not None and known.deleted:
                self.notes.odd(thing.place, f"{thing.kind}.organization", Reason.DELETED)
            else:
                found.append(own_id)
        return tuple(found)

    # Consultations

    def _drafts(self, own: str, consultation: Thing) -> Iterator[_Draft]:
        """The steps of one consultation, by the ids of matter and forum; none where it is left out."""
        where = consultation.place
        role = consultation.values.get("role")
        if role is not None:
            self.words[role] += 1
        paper = self._paper(own, consultation)
        if paper is None:
            return
        meeting, day = self._sitting(own, consultation)
        if meeting is not None and meeting.values.get("cancelled"):
            self.notes.skip(where, "Consultation", Reason.MEETING_CANCELLED)
            return
        if day is not None and self.until is not None and day > self.until:
            self.notes.skip(where, "Consultation", Reason.MEETING_LATER)
            return
        organisations = self._heard_by(consultation, meeting)
        if not organisations:
            self.notes.skip(where, "Consultation", Reason.NO_ORGANISATION_THERE)
            return
        decides = consultation.values.get("authoritative")
        if decides and len(organisations) > 1:
            self.notes.odd(where, "Consultation.organization", Reason.SEVERAL_DECIDE)
        self.used.update((own, paper, *self.items_of.get(own, ())))
        self.used.update({consultation.values["agendaItem"]} if "agendaItem" in consultation.values else ())
        for position, organisation in enumerate(organisations):
            if day is not None:
                self.days[organisation].add(day)
                self.told[organisation].add(day)
            yield (day, paper, organisation, own, position, decides and position == 0 if decides else decides, role)

    def _paper(self, own: str, consultation: Thing) -> str | None:
        where = consultation.place
        named: str | None = consultation.values.get("paper")
        listed = self.papers_of.get(own, ())
        if named is None and len(listed) == 1:
            (named,) = listed
        elif named is None:
            why = Reason.SEVERAL_PAPERS if listed else Reason.NO_PAPER
            self.notes.skip(where, "Consultation", why)
            return None
        elif set(listed) - {named}:
            self.notes.odd(where, "Consultation.paper", Reason.ANOTHER_PAPER)
        paper = self.things["Paper"].get(named)
        if paper is None:
            self.notes.odd(where, "Consultation.paper", Reason.NOT_READ)
        elif paper.deleted:
            self.notes.skip(where, "Consultation", Reason.PAPER_DELETED)
            return None
        return named

    def _sitting(self, own: str, consultation: Thing) -> tuple[Thing | None, date | None]:
        """The meeting at which it is treated, and the day of it."""
        where, values = consultation.place, consultation.values
        items = {values["agendaItem"]} if "agendaItem" in values else set(self.items_of.get(own, ()))
        named = {values["meeting"]} if "meeting" in values else set()
        by_item = set().union(*map(self._meetings_of_item, items))
        if named and by_item - named:
            self.notes.odd(where, "Consultation.meeting", Reason.ANOTHER_MEETING)
        meetings = named or by_item
        if len(meetings) != 1:
            why = Reason.SEVERAL_MEETINGS if meetings else Reason.NO_MEETING
            self.notes.odd(where, "Consultation.meeting", why)
            return None, None
        meeting = self.things["Meeting"].get(min(meetings))
        if meeting is None or meeting.deleted:
            why = Reason.MEETING_NOT_READ if meeting is None else Reason.MEETING_DELETED
            self.notes.odd(where, "Consultation.meeting", why)
            return None, None
        day: date | None = meeting.values.get("start")
        if day is None:
            self.notes.odd(where, "Consultation.meeting", Reason.MEETING_WITHOUT_START)
        return meeting, day

    def _meetings_of_item(self, item: str) -> set[str]:
        thing = self.things["AgendaItem"].get(item)
        if thing is not None and not thing.deleted and "meeting" in thing.values:
            return {thing.values["meeting"]}
        return set(self.meetings_of.get(item, ()))

    def _heard_by(self, consultation: Thing, meeting: Thing | None) -> tuple[str, ...]:
        own = consultation.values.get("organization", ())
        meets: tuple[str, ...] = meeting.values.get("organization", ()) if meeting is not None else ()
        if own and meets and not set(own) & set(meets):
            self.notes.odd(consultation.place, "Consultation.organization", Reason.MEETING_OF_OTHERS)
        if not own and meets:
            self.notes.odd(consultation.place, "Consultation.organization", Reason.TAKEN_FROM_MEETING)
        return self._there(consultation, own or meets)

    # The result

    def _step(self, draft: _Draft) -> tuple[tuple[Any, ...], Step]:
        """The step, after what it is sorted by."""
        day, paper, organisation, own, position, decides, role = draft
        origin = self._origin(paper)
        step = Step(
            self.matters[paper],
            self.bodies[organisation],
            day,
            standing=None if role is None else self.standings.get(role),
            decides=decides,
            by=None if origin is None else self.bodies[origin],
            source=Source("OParl consultation", url=own),
        )
        return (day is None, day, step.matter, own, position), step

    def _origin(self, paper: str) -> str | None:
        """The one organisation that brought a paper; None where nobody tells, or several did."""
        thing = self.things["Paper"].get(paper)
        named: tuple[str, ...] = () if thing is None else thing.values.get("originatorOrganization", ())
        if len(named) != 1:
            return None
        known = self.things["Organization"].get(named[0])
        return None if known is None or known.deleted else known.id

    def _leave_out(self, organisations: set[str]) -> None:
        """Says why things are left out that no step and no calendar needs."""
        for own_id, paper in self.things["Paper"].items():
            if own_id in self.used:
                origin = self._origin(own_id)
                if origin is not None:
                    self.origins.add(origin)
            elif not paper.deleted:
                self.notes.skip(paper.place, "Paper", Reason.NO_CONSULTATION_USED)
        for own_id, item in self.things["AgendaItem"].items():
            if own_id not in self.used and not item.deleted:
                self.notes.skip(item.place, "AgendaItem", Reason.NO_CONSULTATION_BELONGS)
        for own_id, organisation in self.things["Organization"].items():
            if own_id not in organisations and own_id not in self.origins and not organisation.deleted:
                self.notes.skip(organisation.place, "Organization", Reason.NOT_ACTING)

    def _loops(self) -> None:
        """Says which organisations are part of themselves by way of others."""
        parents = {
            own_id: thing.values["subOrganizationOf"]
            for own_id, thing in self.things["Organization"].items()
            if "subOrganizationOf" in thing.values and not thing.deleted
        }
        done: set[str] = set()
        for start in parents:
            way: dict[str, None] = {}
            own = start
            while own in parents and own not in done and own not in way:
                way[own] = None
                own = parents[own]
            if own in way:
                members = list(way)
                for member in members[members.index(own) :]:
                    where = self.things["Organization"][member].place
                    self.notes.odd(where, "Organization.subOrganizationOf", Reason.PART_OF_ITSELF)
            done.update(way)


_LINKS = (
    ("AgendaItem", "consultation", "Consultation"),
    ("AgendaItem", "meeting", "Meeting"),
    ("Consultation", "agendaItem", "AgendaItem"),
    ("Meeting", "agendaItem", "AgendaItem"),
    ("Organization", "subOrganizationOf", "Organization"),
    ("Paper", "consultation", "Consultation"),
    ("Paper", "originatorOrganization", "Organization"),
)
_UNDERSTOOD = {Reason.AGAIN, Reason.OLDER, Reason.MEETING_CANCELLED, Reason.MEETING_LATER}


def _key(thing: Forum | Stakeholder | KeySource) -> str:
    return thing.key


def _title(thing: Thing | None) -> str | None:
    values = {} if thing is None else thing.values
    title: str | None = values.get("name") or values.get("shortName")
    return title
