"""What is not known: what MAP019 to 021 and 024 ought to say.

Of MAP019 and MAP021 the sentence is that answers about some decisions may be too hopeful. It is true of a fact that is
not known if there is a state of the other facts that are not known in which the worst value of this one makes an answer
worse; and it has to be said, at the least, where that is so as the map stands.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from involvement import Decision
from involvement.references import Ref
from tests.oracles.plain import Town
from tests.truth.sayings import Sayings, about_decision, clause, saying
from tests.truth.worlds import NEVER, NONE, RANKS, Route, Routes, World, meeting_days

LONG = 10**5  # more days than any map here covers


class Missing(NamedTuple):
    """A fact that is not known, by the code that names it: of a forum, a flow or, as part of its forum, of entry points."""

    what: str
    place: Ref
    key: str | int

    def worst(self, town: Town, world: World) -> Town:
        """The town in which this is as bad as can be."""
        if self.what == "meetings":
            known = _known_days(world, str(self.key))
            return _with_place(town, self.key, meets=known)
        if self.what == "papers_due":
            return _with_place(town, self.key, papers=LONG)
        if self.place.kind == "flow":
            changed = {"days": LONG} if self.what == "days" else {"rank": NONE}
            ways = (way._replace(**changed) if way.position == self.key else way for way in town.ways)
            return town._replace(ways=tuple(ways))
        entries = world.map.entry_points
        doors = (
            door._replace(rank=NONE) if door.place == self.key and entries[door.position].standing is None else door
            for door in town.doors
        )
        return town._replace(doors=tuple(doors))

    def is_on(self, route: Route) -> bool:
        if self.place.kind == "flow":
            return any(way.position == self.key for way in route.ways)
        return self.key == route.door.place if self.what == "standing" else self.key in route.places


def _known_days(world: World, forum: str) -> frozenset[int]:
    meetings = world.forums[forum].meetings
    if meetings is None:
        return frozenset()
    listed = {day.toordinal() for day in meetings.also}
    days = meeting_days(meetings, world.last) or frozenset()
    return frozenset(day for day in days if day in listed or day <= meetings.known_until.toordinal())


def _with_place(town: Town, key: str | int, **changed: object) -> Town:
    return town._replace(
        places=tuple(place._replace(**changed) if place.key == key else place for place in town.places)
    )


class Unknown:
    """What is not known on a map, and what depends on it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._worse: dict[frozenset[Missing], Routes] = {}
        self._answers: dict[object, object] = {}

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        return tuple(self._missing())

    def _missing(self) -> Iterator[Missing]:
        entries = self.world.map.entry_points
        for forum in self.world.map.forums:
            ref = Ref("forum", forum.key)
            if forum.meetings is None or forum.meetings.known_until is not None:
                yield Missing("meetings", ref, forum.key)
            if forum.papers_due is None:
                yield Missing("papers_due", ref, forum.key)
            if any(entry.forum == forum.key and entry.standing is None for entry in entries):
                yield Missing("standing", ref, forum.key)
        for position, flow in enumerate(self.world.map.flows):
            ref = Ref("flow", (flow.source, flow.target, position) if flow.key is None else flow.key)
            if flow.days is None:
                yield Missing("days", ref, position)
            if flow.standing is None:
                yield Missing("standing", ref, position)

    def worse(self, missing: frozenset[Missing]) -> Routes:
        """The routes with all of these as bad as can be."""
        if missing not in self._worse:
            town = self.world.routes.town
            for fact in sorted(missing):
                town = fact.worst(town, self.world)
            self._worse[missing] = self.world.routes_of(town)
        return self._worse[missing]

    def answers(self, missing: frozenset[Missing], decision: Decision, group: frozenset[str]) -> object:
        """For each standing the last day, or without a day of the decision the day on which a view of today is heard."""
        asked = missing, decision.key, group
        if asked not in self._answers:
            routes, place = self.worse(missing), decision.made_at
            if decision.on is not None:
                by = decision.on.toordinal()
                days = [routes.last_day(place, by, group, rank) for rank in range(len(RANKS))]
            else:
                today = self.world.on - self.world.first
                days = [
                    min((routes.heard(route)[today] for route in routes.to(place, group, rank)), default=NEVER)
                    for rank in range(len(RANKS))
                ]
            self._answers[asked] = routes.best(place, group), days
        return self._answers[asked]

    def matters(self, fact: Missing, decision: Decision) -> bool:
        """Whether its worst value makes an answer worse, with the other facts taken as the map does or at their worst.

        Off a route, that is: where all that is not known off the route is at its worst, nothing else hides it.
        """
        if any(self._is_worse(fact, frozenset(), decision, group) for group in self.world.groups):
            return True
        for group in self.world.groups:
            for route in self.world.routes.to(decision.made_at, group, NONE):
                if fact.is_on(route):
                    others = frozenset(other for other in self.missing if not other.is_on(route))
                    if self._is_worse(fact, others, decision, group):
                        return True
        return False

    def _is_worse(self, fact: Missing, others: frozenset[Missing], decision: Decision, group: frozenset[str]) -> bool:
        return self.answers(others, decision, group) != self.answers(others | {fact}, decision, group)

    def makes_too_late(self, fact: Missing, decision: Decision) -> bool:
        """Whether, as the map stands, its worst value takes days off the time that is left for anybody to be heard."""
        if decision.on is None:
            return False
        place, by = decision.made_at, decision.on.toordinal()
        last = self.world.routes.last_day(place, by, self.world.who)
        if last is None or last < self.world.on:
            return False
        return last != self.worse(frozenset([fact])).last_day(place, by, self.world.who)

    def is_open(self, decision: Decision) -> bool:
        """Whether a view of today is heard in time, if only to be told."""
        place, who = decision.made_at, self.world.who
        if decision.on is None:
            return self.world.routes.can_be_heard(place, self.world.on, who, NONE)
        last = self.world.routes.last_day(place, decision.on.toordinal(), who, NONE)
        return last is not None and last >= self.world.on


def undated(world: World) -> Sayings:
    """MAP020: views have a route, and the decision has no day."""
    for decision in world.ahead:
        if decision.on is None and world.routes.reaches(decision.made_at, world.who):
            yield about_decision("MAP020", decision, status="unknown")


def service_users_not_known(world: World) -> Sayings:
    """MAP024: nobody has a role of the service users' side, and some have no role."""
    unknown = tuple(sorted(world.ref(person.key) for person in world.process.stakeholders if person.role is None))
    if unknown and not world.service_users:
        about = Ref("process", world.process.key)
        yield saying(about, clause("MAP024.says", stakeholders=unknown), clause("MAP024.fix"), "unknown")


CLAIMS = {"MAP020": undated, "MAP024": service_users_not_known}
