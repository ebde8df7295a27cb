"""What is not known: what MAP019 to 021, 024 and 025 ought to say.

Of MAP019, MAP021 and MAP025 the sentence is that answers about some decisions may be too hopeful. It may be said of a fact that
is not known where an answer rests on it: where it is on a route that is as good as any. It has to be said, at the least,
where the worst value of that one fact takes away days in which views can still be heard.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from involvement import Decision, EntryPoint, Flow
from involvement.references import Ref
from tests.oracles.plain import Door, Town, Way
from tests.truth.sayings import Sayings, about_decision, clause, saying
from tests.truth.worlds import CONSULTED, HIGHEST, INFORMED, NEVER, NONE, Route, Routes, World, last_of, meeting_days

LONG = 10**5  # more days than any map here covers


class Missing(NamedTuple):
    """A fact that is not known, by the code that names it: of a forum, a flow or an entry point."""

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
            return town._replace(ways=tuple(way if way.position != self.key else self._bad(way) for way in town.ways))
        return town._replace(doors=tuple(door if door.position != self.key else self._bad(door) for door in town.doors))

    def _bad(self, channel: Way | Door) -> Way | Door:
        """Slow beyond all days, open on one day only, or of no use: without a say, or about something else."""
        if self.what == "closes":
            return channel._replace(closes=channel.opens)
        return channel._replace(**({"days": LONG} if self.what == "days" else {"rank": NONE}))

    def is_on(self, route: Route) -> bool:
        if self.place.kind == "flow":
            return any(way.position == self.key for way in route.ways)
        return self.key == route.door.position if self.place.kind == "entry_point" else self.key in route.places


def _of_window(channel: EntryPoint | Flow, ref: Ref, position: int) -> Iterator[Missing]:
    """Its last day, where it has a first; and what it is about, where it has either."""
    if channel.opens is not None and channel.closes is None:
        yield Missing("closes", ref, position)
    if channel.about is None and {channel.opens, channel.closes} != {None}:
        yield Missing("about", ref, position)


def _known_days(world: World, forum: str) -> frozenset[int]:
    meetings = world.forums[forum].meetings
    if meetings is None:
        return frozenset()
    listed = {day.toordinal() for day in meetings.also}
    days = (meeting_days(meetings, world.last) or frozenset()) & (world.meets(forum) or frozenset())
    return frozenset(day for day in days if day in listed or day <= meetings.known_until.toordinal())


def _with_place(town: Town, key: str | int, **changed: object) -> Town:
    return town._replace(
        places=tuple(place._replace(**changed) if place.key == key else place for place in town.places)
    )


class Unknown:
    """What is not known on a map, and what depends on it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._worse: dict[Missing, Routes] = {}
        self._best: dict[object, list[Route]] = {}

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        return tuple(self._missing())

    def _missing(self) -> Iterator[Missing]:
        for position, entry in enumerate(self.world.map.entry_points):
            ref = Ref("entry_point", (entry.forum, position) if entry.key is None else entry.key)
            if entry.standing is None:
                yield Missing("standing", ref, position)
            yield from _of_window(entry, ref, position)
        for forum in self.world.map.forums:
            ref = Ref("forum", forum.key)
            if forum.meetings is None or forum.meetings.known_until is not None:
                yield Missing("meetings", ref, forum.key)
            if forum.papers_due is None:
                yield Missing("papers_due", ref, forum.key)
        for position, flow in enumerate(self.world.map.flows):
            ref = Ref("flow", (flow.source, flow.target, position) if flow.key is None else flow.key)
            if flow.days is None:
                yield Missing("days", ref, position)
            if flow.standing is None:
                yield Missing("standing", ref, position)
            yield from _of_window(flow, ref, position)

    def worse(self, fact: Missing) -> Routes:
        """The routes with that one as bad as can be."""
        if fact not in self._worse:
            self._worse[fact] = self.world.routes_of(fact.worst(self.world.routes.town, self.world))
        return self._worse[fact]

    def rests_on(self, fact: Missing, decision: Decision) -> bool:
        """Whether it is on a route that is as good as any for somebody: for a last day, or for a view of today."""
        return any(
            fact.is_on(route)
            for group in self.world.groups
            for at_least in range(NONE, HIGHEST + 1)
            for route in self._best_routes(decision, group, at_least)
        )

    def _best_routes(self, decision: Decision, group: frozenset[str], at_least: int) -> list[Route]:
        asked = decision.key, group, at_least
        if asked not in self._best:
            routes, place, by = self.world.routes, decision.made_at, self.world.by(decision)
            first = self.world.first
            days = [self.world.on]
            if last_of(decision) is not None and (last := routes.last_day(place, by, group, at_least)) is not None:
                days.append(last)
            best = []
            for day in days:
                arrivals = {route: routes.heard(route)[day - first] for route in routes.to(place, group, at_least)}
                soonest = min(arrivals.values(), default=NEVER)
                limit = by if day != self.world.on else min(soonest, by)
                best += [route for route, arrives in arrivals.items() if arrives <= limit]
            self._best[asked] = best
        return self._best[asked]

    def takes_days(self, fact: Missing, decision: Decision) -> bool:
        """Whether its worst value takes away days on which anybody can still be heard."""
        place, who, by = decision.made_at, self.world.who, self.world.by(decision)
        if last_of(decision) is None:
            return False
        last = self.world.routes.last_day(place, by, who)
        if last is None or last < self.world.on:
            return False
        return last != self.worse(fact).last_day(place, by, who)

    def is_open(self, decision: Decision) -> bool:
        """Whether a view of today gets there in time, if only to be told."""
        return bool(self.world.heard_today(self.world.routes, decision, INFORMED))


def undated(world: World) -> Sayings:
    """MAP020: a view of today is heard on some day, and the decision has no day."""
    for decision in world.to_be_made:
        if last_of(decision) is None and world.heard_today(world.routes, decision, CONSULTED):
            yield about_decision("MAP020", decision, status="unknown")


def service_users_not_known(world: World) -> Sayings:
    """MAP024: nobody has a role of the service users' side, and some have no role."""
    unknown = tuple(sorted(world.ref(person.key) for person in world.process.stakeholders if person.role is None))
    if unknown and not world.service_users:
        about = Ref("process", world.process.key)
        yield saying(about, clause("MAP024.says", stakeholders=unknown), clause("MAP024.fix"), "unknown")


CLAIMS = {"MAP020": undated, "MAP024": service_users_not_known}
