"""What is asked of a large map, and what networkx is asked of the same flows beside it.

The peer's question is always the easier one: networkx knows of no meetings, papers or standings, so
its distances are days of travel only. `by_hand` is what those answers would cost without this
library: one recurrence for each forum, and a search by day over networkx's own dictionaries.
"""

from bisect import bisect_left
from collections.abc import Callable
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from typing import NamedTuple

import networkx as nx
from dateutil.rrule import rrulestr

from benchmarks.maps import FIRST, GROUP, LAST, Parts, parts
from involvement import DecisionMap, check
from involvement.checks import ALL_RULES

_EVERYBODY = "everybody"


class Ground(NamedTuple):
    """One map in all the shapes that are asked; a fresh one has answered one journey, of another day, and no more."""

    parts: Parts
    map: DecisionMap
    graph: nx.MultiDiGraph
    backwards: nx.MultiDiGraph

    @classmethod
    def prepared(cls, made_from: Parts) -> "Ground":
        decision_map = made_from.build()
        decision_map.journey(made_from.forums[-1].key, raised=FIRST + timedelta(days=30), stakeholder=GROUP)
        graph = _graph(made_from)
        return cls(made_from, decision_map, graph, graph.reverse())

    @property
    def furthest(self) -> str:
        return self.parts.forums[-1].key

    @property
    def entries(self) -> list[str]:
        return [entry.forum for entry in self.parts.entry_points if entry.stakeholder in {GROUP, None}]


class Question(NamedTuple):
    """One question and its peer."""

    name: str
    ours: Callable[[Ground], object]
    peer: str
    theirs: Callable[[Ground], object]


def _graph(made_from: Parts) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(forum.key for forum in made_from.forums)
    graph.add_edges_from((flow.source, flow.target, {"days": flow.days}) for flow in made_from.flows)
    return graph


def _cold(ground: Ground) -> object:
    return ground.parts.build().journey(ground.furthest, raised=FIRST, stakeholder=GROUP)


def _cold_networkx(ground: Ground) -> object:
    return nx.single_source_dijkstra(_graph(ground.parts), ground.entries[0], weight="days")


def _one_to_one(ground: Ground) -> object:
    return ground.map.journey(ground.furthest, raised=FIRST, stakeholder=GROUP)


def dijkstra(ground: Ground) -> object:
    """What every ratio is also given against: one search of all forums from one."""
    return nx.single_source_dijkstra(ground.graph, ground.entries[0], weight="days")


def _latest_starts(ground: Ground) -> object:
    return [ground.map.latest_start(decision.key, stakeholder=GROUP) for decision in ground.parts.decisions]


def _dijkstra_for_each_decision(ground: Ground) -> object:
    ends = [decision.made_at for decision in ground.parts.decisions]
    return [nx.single_source_dijkstra(ground.backwards, end, weight="days") for end in ends]


def _timetable(ground: Ground) -> object:
    return ground.map.timetable(on=FIRST, stakeholder=GROUP)


def _reach(ground: Ground) -> object:
    return ground.map.reach()


def _ancestors_of_each_decision(ground: Ground) -> object:
    return [nx.ancestors(ground.graph, decision.made_at) for decision in ground.parts.decisions]


def _out_of_reach(ground: Ground) -> object:
    return ground.map.out_of_reach(GROUP)


def _descendants_of_each_entry(ground: Ground) -> object:
    return [nx.descendants(ground.graph, forum) for forum in ground.entries]


def _gatekeepers(ground: Ground) -> object:
    return [ground.map.gatekeepers_of(decision.key, GROUP) for decision in ground.parts.decisions]


def _dominators(ground: Ground) -> object:
    graph = nx.DiGraph(ground.graph)
    graph.add_edges_from((_EVERYBODY, forum) for forum in ground.entries)
    return nx.immediate_dominators(graph, _EVERYBODY)


def _checks(ground: Ground) -> object:
    return check(ground.parts.process(), on=FIRST, rules=[rule for rule in ALL_RULES if rule.code.startswith("MAP")])


def by_hand(ground: Ground) -> date:
    """The day on which a view of the group is heard at the furthest forum, by dateutil and networkx alone."""
    graph = _graph(ground.parts)
    meetings = {}
    last = datetime.combine(LAST, datetime.min.time())
    for body in ground.parts.forums:
        start = datetime.combine(body.meetings.start, datetime.min.time())
        meetings[body.key] = list(rrulestr(body.meetings.rule, dtstart=start).between(start, last, inc=True))
    papers = {body.key: timedelta(days=body.papers_due) for body in ground.parts.forums}

    def heard(forum: str, arrives: datetime) -> datetime | None:
        days = meetings[forum]
        place = bisect_left(days, arrives + papers[forum])
        return days[place] if place < len(days) else None

    queue: list[tuple[datetime, str]] = []
    for forum in ground.entries:
        if (day := heard(forum, datetime.combine(FIRST, datetime.min.time()))) is not None:
            heappush(queue, (day, forum))
    done: set[str] = set()
    while queue:
        day, forum = heappop(queue)
        if forum == ground.furthest:
            return day.date()
        if forum in done:
            continue
        done.add(forum)
        for target, flows in graph.adj[forum].items():
            soonest = min(flow["days"] for flow in flows.values())
            if target not in done and (then := heard(target, day + timedelta(days=soonest))) is not None:
                heappush(queue, (then, target))
    raise LookupError("the furthest forum is never reached: make another map")


_SEARCH = "Dijkstra"
QUESTIONS = (
    Question("build, then a first journey", _cold, "build, then Dijkstra", _cold_networkx),
    Question("build, then a first journey (by hand)", _cold, "dateutil, networkx, a search by day", by_hand),
    Question("journey, one to one", _one_to_one, _SEARCH, dijkstra),
    Question("latest start, every decision", _latest_starts, "Dijkstra, every decision", _dijkstra_for_each_decision),
    Question("timetable of one group", _timetable, "Dijkstra, every decision", _dijkstra_for_each_decision),
    Question("reach of everybody", _reach, "ancestors, every decision", _ancestors_of_each_decision),
    Question("out of reach of one group", _out_of_reach, "descendants, every entry", _descendants_of_each_entry),
    Question("gatekeepers of every decision", _gatekeepers, "immediate dominators", _dominators),
    Question("check, family MAP", _checks, _SEARCH, dijkstra),
)


def fresh(size: int) -> Ground:
    """A ground that has not yet answered, nothing in it shared with another one."""
    return Ground.prepared(parts(size))
