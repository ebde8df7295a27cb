"""Subjects of a report: a process or a map, with the names of its parts and whose views count."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property

from attrs import evolve, field

from involvement._fields import frozen
from involvement.decisions import DecisionMap, EntryPoint, Flow
from involvement.errors import InvalidValueError
from involvement.people import Kind
from involvement.privacy.lone_voices import lone_contributions, lone_parties, ranks_alone
from involvement.privacy.masks import for_edition, masked
from involvement.privacy.tellable import Telling
from involvement.privacy.told_fields import told_by
from involvement.processes import Process, Voices
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.snapshots.names import names_in, persons_in
from involvement.standing import Standing
from involvement.wording import Edition, Fact, Statement, Wording
from involvement.wording.days import DayStyle
from involvement.wording.editions import edition_of
from involvement.wording.texts import brief, clean

__all__ = ["ANYONE", "Subject", "Views", "carries_views", "subject_for", "subject_of"]

ANYONE = "anyone"
A_PERSON = "a person"
_HEADED = "{heading:clause}: {process}"
_SLUG = re.compile("[a-z][a-z0-9_-]*")
_UNDERLINED = re.compile("[_-]")


class Views(StrEnum):
    """Whose views a report asks after."""

    SERVICE_USERS = "service users' views"
    PERHAPS = "views that may be service users'"
    ANYBODY = "views"


@frozen(slots=False)
class Subject:
    """A decision map with the words that people know its parts by.

    `heard` are those whose views the report asks after: the service users' side where it is `known` who they are, else
    everybody not known to be on another side; None for a map alone: anybody. Persons are called by the group they belong
    to, never by their keys.
    """

    process: Ref | None
    decision_map: DecisionMap
    names: dict[str, str] = field(factory=dict)
    heard: tuple[str, ...] | None = None
    known: bool = False
    persons: frozenset[str] = field(default=frozenset(), repr=False)
    titles: Mapping[Ref, str] = field(factory=dict, repr=False)
    edition: Edition = Edition.DESK
    lone: frozenset[str] = field(default=frozenset(), repr=False)
    unnamed: frozenset[str] = field(default=frozenset(), repr=False)
    groups: frozenset[str] = field(default=frozenset(), repr=False)
    ranked_alone: bool = False

    @property
    def internal(self) -> bool:
        """Whether it is for the desk alone."""
        return self.edition is Edition.DESK

    def may_tell(self, *fields: str) -> bool:
        """Whether its readers may be told what stands in these fields."""
        return all(map(told_by(self.edition), fields))

    @cached_property
    def telling(self) -> Telling:
        """What of a statement its readers are told."""
        return Telling(self.edition, self.lone, self.unnamed, self.ranked_alone)

    def draws(self, stakeholder: str | None) -> bool:
        """Whether a stakeholder stands in pictures and tables: outside the desk no person does."""
        return self.internal or stakeholder not in self.persons

    @cached_property
    def drawn_map(self) -> DecisionMap:
        """What is drawn and listed of the map: outside the desk, no entry point of a person, and no answer to one."""
        whole = self.decision_map
        entries = tuple(entry for entry in whole.entry_points if self.draws(entry.stakeholder))
        replies = tuple(reply for reply in whole.replies if reply.target in self.forums or self.draws(reply.target))
        if (entries, replies) == (whole.entry_points, whole.replies):
            return whole
        return evolve(whole, entry_points=entries, replies=replies)

    @cached_property
    def wording(self) -> Wording:
        """The words for everybody: titles, and persons by the group they belong to."""
        return Wording(names=self._shown, tells=self.telling)

    @cached_property
    def labels(self) -> Wording:
        """The same with short days, for pictures and tables."""
        return Wording(names=self._shown, days=DayStyle.SHORT, tells=self.telling)

    @property
    def _shown(self) -> Mapping[Ref, str]:
        """The titles, and what the tiers are called."""
        tiers = {forum.tier for forum in self.decision_map.forums if forum.tier is not None}
        return {**self.titles, **{Ref("tier", tier): _tier_words(tier) for tier in tiers}}

    @property
    def title(self) -> str:
        """What the process is called; no text for a map alone."""
        return "" if self.process is None else _named(self.titles.get(self.process, ""), str(self.process.keys[0]))

    def headed(self, heading: Statement) -> str:
        """The heading, and behind it the process that it is about."""
        if self.process is None:
            return self.wording.clause(heading)
        facts: dict[str, Fact] = {"heading": heading, "process": self.process}
        return self.wording.clause(Statement("headed", facts, template=_HEADED, sources={"process": "Process.title"}))

    def ref(self, key: str) -> Ref:
        """The reference to a stakeholder, or to a person where the key is that of an individual."""
        return Ref("person" if key in self.persons else "stakeholder", key)

    def place_ref(self, key: str) -> Ref:
        """The reference to a forum or, where there is none of that key, to a stakeholder."""
        return Ref("forum", key) if key in self.forums else self.ref(key)

    def who(self, stakeholder: str | None) -> str:
        """The stakeholder's title, the key where it has none; cut where it is very long."""
        return ANYONE if stakeholder is None else brief(self.names.get(stakeholder, stakeholder))

    @property
    def views(self) -> Views:
        """Whose views the report asks after."""
        if self.known:
            return Views.SERVICE_USERS
        return Views.ANYBODY if self.heard is None else Views.PERHAPS

    @cached_property
    def forums(self) -> dict[str, str]:
        """What each forum is called, by key."""
        return {forum.key: _named(str(forum), forum.key) for forum in self.decision_map.forums}

    @cached_property
    def decisions(self) -> dict[str, str]:
        """What each decision is called, by key."""
        return {decision.key: _named(str(decision), decision.key) for decision in self.decision_map.decisions}

    @cached_property
    def unreached(self) -> frozenset[str]:
        """The decisions that no view of the service users reaches with the standing of being consulted."""
        if not self.decision_map.decisions:
            return frozenset()
        return frozenset(self.decision_map.out_of_reach(self.heard))

    def place(self, key: str) -> str:
        """What a forum or, where an answer ends, a stakeholder is called; cut where that is very long."""
        return brief(self.forums[key]) if key in self.forums else self.who(key)


def subject_of(reported: Process | Snapshot | DecisionMap) -> Subject:
    """The subject of a report about a process or a map alone; a process without a map has an empty one."""
    if isinstance(reported, DecisionMap):
        titled = (("forum", reported.forums), ("decision", reported.decisions))
        titles = {
            Ref(kind, thing.key): thing.title for kind, things in titled for thing in things if thing.title is not None
        }
        return Subject(None, reported, titles=titles)
    if isinstance(reported, Snapshot):
        return reported.once(_subject)
    if not isinstance(reported, Process):
        raise InvalidValueError("report", "a process, a snapshot or a decision map")
    return _of_process(reported, Voices(reported), Edition.DESK, None)


def subject_for(reported: Process | Snapshot | DecisionMap, edition: Edition | str) -> Subject:
    """The subject for the readers of an edition; a snapshot of another edition than the desk's keeps its own."""
    asked = edition_of(edition)
    if isinstance(reported, Snapshot):
        return subject_of(for_edition(reported, asked) if reported.edition is Edition.DESK else reported)
    if isinstance(reported, Process) and asked is not Edition.DESK:
        told = masked(reported, asked)
        return _of_process(told, Voices(told), asked, None)
    return subject_of(reported)


def _subject(snapshot: Snapshot) -> Subject:
    return _of_process(snapshot.process, snapshot.voices, snapshot.edition, snapshot.on)


def _of_process(process: Process, voices: Voices, edition: Edition, on: date | None) -> Subject:
    names = {listed.key: _named(str(listed), listed.key) for listed in process.stakeholders}
    decision_map = process.resolved_map
    persons, titles = persons_in(process), names_in(process, decision_map)
    if edition is not Edition.DESK:  # a member of a small group is soon found
        titles = {ref: title for ref, title in titles.items() if ref.kind != "person"}
    lone = lone_parties(process, on)
    names |= {key: titles.get(Ref("person", key), A_PERSON) for key in persons}
    return Subject(
        process.ref,
        decision_map,
        names,
        tuple(sorted(voices.whose_views)),
        bool(voices.service_users),
        persons,
        titles,
        edition,
        frozenset() if edition is Edition.DESK else lone,
        frozenset() if edition is Edition.DESK else lone_contributions(process, on),
        frozenset(_groups(process) - lone),
        ranks_alone(process, lone),
    )


def _groups(process: Process) -> set[str]:
    """The keys of stakeholders that are known to be several people."""
    return {listed.key for listed in process.stakeholders if listed.kind in {Kind.GROUP, Kind.ORGANISATION}}


def carries_views(way: Flow | EntryPoint) -> bool:
    """False where the standing is known to be that of being told at most: nothing said there goes any further."""
    return way.standing is None or way.standing >= Standing.CONSULTED


def _tier_words(tier: str) -> str:
    """A tier that is named in words, as a title; other keys are shown as they are."""
    return _UNDERLINED.sub(" ", tier).capitalize() if _SLUG.fullmatch(tier) else tier


def _named(title: str, key: str) -> str:
    return clean(title) or key
