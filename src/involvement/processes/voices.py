"""Voices: the one definition of whose views count, for every check, report and calculation."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import attrs
from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions import DecisionMap
from involvement.errors import InvalidValueError
from involvement.people import Side
from involvement.processes.process import Process
from involvement.rankings import Priorities

__all__ = ["Voices"]


def _a_set(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    if value is not None and not isinstance(value, frozenset):
        raise InvalidValueError(_fields.place(instance, attribute), "a frozenset of keys, or nothing")


@frozen
class Voices:
    """Who of a process is on which side, and whose views count.

    The views of the service users' side count. Where a process lists nobody of that side, it is not known who
    they are, and unknown is not no: then everybody counts whose role is not known to be on another side, be they
    listed, or only named on an entry point or in a claim. With *present*, the keys of those who take part on a day, the
    other listed ones are left out; where all service users have left, the views of nobody who is listed count.

    >>> Voices(Process("screening")).whose_views
    frozenset()
    """

    process: Process = field(validator=_fields.a(Process))
    present: frozenset[str] | None = field(default=None, validator=_a_set)

    @cached_property
    def _sides(self) -> Mapping[str, Side | None]:
        return {stakeholder.key: stakeholder.side for stakeholder in self.process.stakeholders}

    @cached_property
    def _map(self) -> DecisionMap:
        return self.process.decision_map or DecisionMap()

    @cached_property
    def service_users(self) -> tuple[str, ...]:
        """The stakeholders whose side is known to be the service users', sorted; () where none is."""
        return tuple(key for key in self.process.side(Side.SERVICE_USERS) if key not in self._absent)

    @cached_property
    def _absent(self) -> frozenset[str]:
        return frozenset() if self.present is None else frozenset(self._sides) - self.present

    @cached_property
    def whose_views(self) -> frozenset[str]:
        """Everybody whose views count."""
        if self.process.side(Side.SERVICE_USERS):
            return frozenset(self.service_users)
        elsewhere = {key for key, side in self._sides.items() if side is not None}
        entering = {entry.stakeholder for entry in self._map.entry_points if entry.stakeholder is not None}
        claiming = {claim.stakeholder for claim in self.process.claims}
        return frozenset((self._sides.keys() | entering | claiming) - elsewhere - self._absent)

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """The service users' side less those who have no entry point and only sit at a forum or carry a flow, sorted."""
        entering = {entry.stakeholder for entry in self._map.entry_points}
        seated = {seat.stakeholder for forum in self._map.forums for seat in forum.seats}
        carrying = {flow.carried_by for flow in self._map.flows if flow.carried_by is not None}
        silent = (seated | carrying) - entering
        return tuple(key for key in self.service_users if key not in silent)

    @cached_property
    def _groups(self) -> Mapping[str, tuple[str, ...]]:
        people = () if self.process.representation is None else self.process.representation.people
        return {person.key: person.member_of for person in people if person.member_of}

    def may_be_service_user(self, key: str) -> bool:
        """False where the role is known to be on another side; a person is on the sides of their groups."""
        sides = {self._sides.get(group) for group in self._groups.get(_fields.a_text("key", key), (key,))}
        return not sides.isdisjoint({None, Side.SERVICE_USERS})

    def is_owed_an_answer(self, contributor: str | None) -> bool:
        """False for the organisation's own side only: what it says to itself is left to it."""
        if contributor is None:
            return True
        return self._sides.get(_fields.a_text("contributor", contributor)) is not Side.ORGANISATION

    def side_of(self, position: Priorities) -> Side | None:
        """The side that a position speaks for: as it says itself, else as the role of its party says."""
        _fields.instance("position", Priorities, position)
        return position.side or self._sides.get(position.stakeholder)
