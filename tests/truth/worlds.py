"""What a process and a day come to, read off by enumeration: every simple route, tried on every day.

Days are whole numbers and standings ranks, as in the oracles. What is not known is taken in favour of the view: every
day is a meeting, no days, no papers, `consulted`.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

from involvement import Decision, EntryPoint, Flow, Process
from involvement.calendars import Meetings
from involvement.references import Ref
from involvement.standing import Standing
from tests.oracles.naive_meetings import naive_meetings
from tests.oracles.plain import Door, Place, Town, Way, simple_routes

NEVER = 10**7
NONE, INFORMED, CONSULTED, ADVISES, HIGHEST = 0, 1, 2, 3, 7
RANKS = ("none", "informed", "consulted", "advises", "codesigns", "decides_jointly", "delegated", "controls")
SERVICE_USERS = ("service_user", "carer", "peer_representative")
ROUNDS = 100  # days after the last one that is mentioned, so that a monthly meeting comes again and again


def rank(standing: Standing | None, unknown: int = CONSULTED) -> int:
    return unknown if standing is None else RANKS.index(standing.value)


class Route(NamedTuple):
    """A door and the ways from it."""

    door: Door
    ways: tuple[Way, ...]

    @property
    def weakest(self) -> int:
        return min([self.door.rank, *(way.rank for way in self.ways)])

    @property
    def places(self) -> list[str]:
        return [self.door.place, *(way.target for way in self.ways)]

    def is_for(self, who: Collection[str]) -> bool:
        return self.door.who is None or self.door.who in who


@cache
def meeting_days(meetings: Meetings | None, last: int) -> frozenset[int] | None:
    """The days on which a forum may meet, up to *last*; None is every day."""
    if meetings is None or meetings.always:
        return None
    known = naive_meetings(
        meetings.rule,
        meetings.start,
        date.fromordinal(last),
        until=meetings.until,
        more_rules=meetings.more_rules,
        also=meetings.also,
        cancelled=meetings.cancelled,
        closed=meetings.closed,
        known_until=meetings.known_until,
    )
    not_known = range(meetings.known_until.toordinal() + 1, last + 1) if meetings.known_until else ()
    return frozenset(map(date.toordinal, known)).union(not_known)


class Routes:
    """All routes of one town, with the day on which each view is heard."""

    def __init__(self, town: Town, first: int, last: int) -> None:
        self.town, self.first, self.last = town, first, last
        self._places = {place.key: place for place in town.places}
        self._heard: dict[str, list[int]] = {}
        self._routes: dict[str, tuple[Route, ...]] = {}
        self._arrivals: dict[Route, list[int]] = {}

    def to(self, target: str, who: Collection[str], at_least: int = CONSULTED) -> list[Route]:
        """Every route by which somebody of *who* gets there."""
        if target not in self._routes:
            self._routes[target] = tuple(
                Route(door, ways)
                for door in self.town.doors
                for ways in simple_routes(self.town.ways, door.place, target)
            )
        return [route for route in self._routes[target] if route.weakest >= at_least and route.is_for(who)]

    def heard_at(self, place: str) -> list[int]:
        """For each day of arrival, from the first on, the day on which it is heard."""
        if place not in self._heard:
            meets, papers = self._places[place].meets, self._places[place].papers
            days = [NEVER] * (self.last - self.first + 1)
            later = NEVER
            for day in range(self.last, self.first - 1, -1):
                if meets is None or day in meets:
                    later = day
                if day - papers >= self.first:
                    days[day - papers - self.first] = later
            self._heard[place] = days
        return self._heard[place]

    def heard(self, route: Route) -> list[int]:
        """For each day on which a view is raised, from the first on, the day on which it is heard at the end of the route."""
        if route not in self._arrivals:
            if route.ways:
                before = self.heard(Route(route.door, route.ways[:-1]))
                days = [self._arrives(route.ways[-1], day, route.ways[-1].days) for day in before]
            else:
                days = [self._arrives(route.door, day, 0) for day in range(self.first, self.last + 1)]
            place = self.heard_at(route.places[-1])
            self._arrivals[route] = [place[day - self.first] if day <= self.last else NEVER for day in days]
        return self._arrivals[route]

    def _arrives(self, channel: Door | Way, day: int, days: int) -> int:
        if day == NEVER or (channel.closes is not None and day > channel.closes):
            return NEVER
        return max(day, channel.opens if channel.opens is not None else day) + days

    def days_in_time(self, target: str, by: int, who: Collection[str], at_least: int = CONSULTED) -> set[int]:
        """Every day on which somebody can raise a view that is heard by then."""
        return {
            self.first + place
            for route in self.to(target, who, at_least)
            for place, day in enumerate(self.heard(route))
            if day <= by and self.first + place <= by
        }

    def last_day(self, target: str, by: int, who: Collection[str], at_least: int = CONSULTED) -> int | None:
        """The last such day."""
        ends = [
            next((day for day in range(min(by, self.last), self.first - 1, -1) if heard[day - self.first] <= by), None)
            for heard in map(self.heard, self.to(target, who, at_least))
        ]
        return max((day for day in ends if day is not None), default=None)

    def can_be_heard(self, target: str, raised: int, who: Collection[str], at_least: int = CONSULTED) -> bool:
        """Whether a view of that day is ever heard there."""
        return any(self.heard(route)[raised - self.first] < NEVER for route in self.to(target, who, at_least))

    def best(self, target: str, who: Collection[str]) -> int | None:
        return max((route.weakest for route in self.to(target, who, NONE)), default=None)

    def reaches(self, target: str, who: Collection[str]) -> bool:
        return bool(self.to(target, who))


class World:
    """A process on a day."""

    def __init__(self, process: Process, on: date) -> None:
        self.process, self.day = process, on
        self.on = on.toordinal()
        self.map = process.decision_map
        self._about: dict[str, Routes] = {}
        self.forums = {forum.key: forum for forum in self.map.forums}
        days = [day for day in self._days() if day is not None]
        span = sum(flow.days or 0 for flow in (*self.map.flows, *self.map.replies))
        span += sum(forum.papers_due or 0 for forum in self.map.forums)
        self.first = min([*days, on]).toordinal() - span - 2
        self.last = max([*days, on]).toordinal() + span + ROUNDS

    def _days(self) -> Iterator[date | None]:
        for channel in (*self.map.flows, *self.map.entry_points):
            yield from (channel.opens, channel.closes)
        for forum in self.map.forums:
            yield from (forum.since, forum.until)
        for decision in self.map.decisions:
            yield from (decision.on, *(decision.between or ()), *(stage.by for stage in decision.stages))
        for meetings in (forum.meetings for forum in self.map.forums if forum.meetings):
            yield from (meetings.start, meetings.known_until, *meetings.also)

    # Who

    @cached_property
    def service_users(self) -> list[str]:
        """Those whose role says so."""
        return sorted(person.key for person in self.process.stakeholders if person.role in SERVICE_USERS)

    @cached_property
    def who(self) -> frozenset[str]:
        """Whose views count: the service users' side; where it is empty, all who are not known to be on another."""
        if self.service_users:
            return frozenset(self.service_users)
        elsewhere = {person.key for person in self.process.stakeholders if person.role}
        named = {entry.stakeholder for entry in self.map.entry_points if entry.stakeholder}
        named |= {claim.stakeholder for claim in self.process.claims}
        return frozenset(named | {person.key for person in self.process.stakeholders}) - elsewhere

    @cached_property
    def speakers(self) -> list[str]:
        """Of the service users' side, those who do not only bring the views of others."""
        entering = {entry.stakeholder for entry in self.map.entry_points}
        bringing = {seat.stakeholder for forum in self.map.forums for seat in forum.seats}
        bringing |= {flow.carried_by for flow in self.map.flows}
        return [key for key in self.service_users if key in entering or key not in bringing]

    def ref(self, key: str) -> Ref:
        """How a stakeholder is named: a person as a person."""
        persons = {person.key for person in self.process.stakeholders if person.kind == "person"}
        return Ref("person" if key in persons else "stakeholder", key)

    # When

    def is_over(self, decision: Decision) -> bool:
        last = last_of(decision)
        return last is not None and last < self.day and not (decision.withdrawn and decision.withdrawn <= last)

    @cached_property
    def ahead(self) -> list[Decision]:
        return [
            decision
            for decision in self.map.decisions
            if (last_of(decision) or self.day) >= self.day
            and not (decision.withdrawn and decision.withdrawn <= self.day)
        ]

    def is_there(self, forum: str, first: date | None, last: date | None) -> bool:
        """Whether a forum is there on a day of a period from today on, or sits through at its beginning."""
        there, first = self.forums[forum], max(first or self.day, self.day)
        if (there.until or first) >= first and (there.since is None or last is None or there.since <= last):
            return True
        lasts = 1 if there.meetings is None else there.meetings.days
        return any(first.toordinal() - later in (self.meets(forum) or ()) for later in range(lasts))

    @cached_property
    def to_be_made(self) -> list[Decision]:
        """Those ahead whose forum is there to make them."""
        return [each for each in self.ahead if self.is_there(each.made_at, first_of(each), last_of(each))]

    @property
    def live(self) -> list[Decision]:
        """Those ahead, and those that are over: not withdrawn before they were made."""
        return [decision for decision in self.map.decisions if decision in self.ahead or self.is_over(decision)]

    @cached_property
    def dated(self) -> list[tuple[Decision, int]]:
        """The decisions to be made whose day is known, with that day."""
        return [(decision, last_of(decision).toordinal()) for decision in self.to_be_made if last_of(decision)]

    def by(self, decision: Decision) -> int:
        """The day of the decision; where it is not known, any day at all."""
        return NEVER - 1 if last_of(decision) is None else last_of(decision).toordinal()

    # How

    def meets(self, forum: str) -> frozenset[int] | None:
        """The days on which it meets, as far as it is there; None where that is any day."""
        there = self.forums[forum]
        days = meeting_days(there.meetings, self.last)
        if there.since is None and there.until is None:
            return days
        since, until = there.since or date.min, there.until or date.max
        every = range(max(self.first, since.toordinal()), min(self.last, until.toordinal()) + 1)
        return frozenset(every) if days is None else days.intersection(every)

    def off_calendar(self, decision: Decision) -> bool:
        """Whether its forum meets on no day on which it may be made, by an expansion day by day."""
        days = self.meets(decision.made_at)
        if days is None or last_of(decision) is None or self.forums[decision.made_at].meetings is None:
            return False
        may_be = range(first_of(decision).toordinal(), last_of(decision).toordinal() + 1)
        lasts = self.forums[decision.made_at].meetings.days
        return not any(day - later in days for day in may_be for later in range(lasts))

    def sure_of(self, decision: Decision) -> int | None:
        """The first day on which it may be made and its forum sits; where none is, the first on which it may be made."""
        first, last = first_of(decision), last_of(decision)
        there = self.forums[decision.made_at]
        if first is None or first == last:
            return ordinal(first)
        if there.meetings is None:
            begins = max(first, there.since or first)
            return ordinal(begins if begins <= last else first)
        days, lasts = self.meets(decision.made_at), self.forums[decision.made_at].meetings.days
        may_be = range(first.toordinal(), last.toordinal() + 1)
        sits = (day for day in may_be if days is None or any(day - later in days for later in range(lasts)))
        return next(sits, first.toordinal())

    def town(self, unknown: int = CONSULTED) -> Town:
        """The map for the oracles; standings that are not known are *unknown*."""
        flows, doors = self.map.flows, self.map.entry_points
        return Town(
            tuple(
                Place(forum.key, self.meets(forum.key), forum.papers_due or 0)
                for forum in self.map.forums
            ),
            tuple(
                Way(
                    position, flow.source, flow.target, flow.days or 0, rank(flow.standing, unknown),
                    ordinal(flow.opens), ordinal(flow.closes), flow.carried_by,
                )
                for position, flow in enumerate(flows)
            ),
            tuple(
                Door(
                    position, door.forum, door.stakeholder, rank(door.standing, unknown),
                    ordinal(door.opens), ordinal(door.closes),
                )
                for position, door in enumerate(doors)
            ),
        )  # fmt: skip

    @cached_property
    def routes(self) -> Routes:
        return self.routes_of(self.town())

    @cached_property
    def hopeful(self) -> Routes:
        """As if every standing that is not known were the highest."""
        return self.routes_of(self.town(HIGHEST))

    def routes_of(self, town: Town) -> Routes:
        """The routes of the map with something changed."""
        return Routes(town, self.first, self.last)

    @cached_property
    def groups(self) -> list[frozenset[str]]:
        """Everybody whose views count, one by one; where it is nobody who is known, whoever enters where all may."""
        return [frozenset([key]) for key in sorted(self.who)] or [frozenset()]

    def without(
        self, way: Callable[[Way], bool] = lambda _: False, door: Callable[[Door], bool] = lambda _: False
    ) -> Routes:
        """The routes without some of the ways and doors."""
        town = self.routes.town
        ways = tuple(each for each in town.ways if not way(each))
        return self.routes_of(town._replace(ways=ways, doors=tuple(each for each in town.doors if not door(each))))

    def takes(self, channel: EntryPoint | Flow, decision: Decision) -> bool:
        """Whether a channel takes views about a decision: it names the decision, a kind or an issue of it, anything, or nothing."""
        issues = {issue.key for issue in self.process.issues if decision.key in issue.decisions}
        return channel.about is None or bool({"*", decision.key, *decision.kinds, *issues} & set(channel.about))

    def routes_about(self, decision: Decision) -> Routes:
        """The routes that views about a decision may take."""
        flows, entries = self.map.flows, self.map.entry_points
        if all(channel.about is None for channel in (*flows, *entries)):
            return self.routes
        if decision.key not in self._about:
            self._about[decision.key] = self.without(
                lambda way: not self.takes(flows[way.position], decision),
                lambda door: not self.takes(entries[door.position], decision),
            )
        return self._about[decision.key]

    def enough(self, decision: Decision) -> int:
        """What the decision calls for, where some route gives it; else being heard."""
        called_for = max(rank(decision.calls_for), CONSULTED)
        return called_for if (self.routes.best(decision.made_at, self.who) or NONE) >= called_for else CONSULTED

    def heard_today(self, routes: Routes, decision: Decision, at_least: int) -> list[Route]:
        """The routes by which a view of today is heard by the day of the decision, if it has one."""
        by, today = self.by(decision), self.on - self.first
        return [route for route in routes.to(decision.made_at, self.who, at_least) if routes.heard(route)[today] <= by]

    @cached_property
    def reopened(self) -> Routes:
        """As if nothing ever closed."""
        town = self.routes.town
        ways = tuple(way._replace(closes=None) for way in town.ways)
        return self.routes_of(town._replace(ways=ways, doors=tuple(door._replace(closes=None) for door in town.doors)))

    def with_meetings_after(self, forum: str, by: int) -> Routes:
        """As if that forum could meet on any day after *by* on which it is there."""
        town, until = self.routes.town, ordinal(self.forums[forum].until) or self.last
        later = frozenset(range(by + 1, min(self.last, until) + 1))
        places = tuple(
            place._replace(meets=place.meets | later) if place.key == forum and place.meets is not None else place
            for place in town.places
        )
        return self.routes_of(town._replace(places=places))


def first_of(decision: Decision) -> date | None:
    """The first day on which it may be made."""
    return decision.between[0] if decision.between else decision.on


def last_of(decision: Decision) -> date | None:
    """The last day on which it may be made."""
    return decision.between[1] if decision.between else decision.on


def ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()
