"""Earliest and latest days of activities by another library: shortest paths of networkx over negated days.

A plan is told in plain words: each activity a mapping with `days`, `start`, `due`, `after` and `done`, where a day
is a whole number (another one by which it is to be finished stands in `by`) and a day told from another is a triple of `start` or `end`, key, and days.
"""

from collections.abc import Mapping
from typing import Any

import networkx as nx

Plan = Mapping[str, Mapping[str, Any]]
ORIGIN = ("origin", "")


def graph(plan: Plan, *, fixed: bool = True) -> "nx.DiGraph[Any]":
    """A way of so many days from one end of an activity to another that comes at least so much later."""
    found: nx.DiGraph[Any] = nx.DiGraph()
    done = {key for key, each in plan.items() if fixed and each.get("done") is not None}

    def way(source: tuple[str, str], target: tuple[str, str], days: int) -> None:
        if target[1] not in done and -days < found.get_edge_data(source, target, {"weight": 10**9})["weight"]:
            found.add_edge(source, target, weight=-days)

    for key, each in plan.items():
        found.add_nodes_from([("start", key), ("end", key)])
        days = each.get("days")
        way(("start", key), ("end", key), 0 if days is None else days - 1)
        if days is not None:
            way(("end", key), ("start", key), 1 - days)
        for other in each.get("after", ()):
            way(("end", other), ("start", key), 1)
        if isinstance(each.get("start"), tuple):
            anchor, other, distance = each["start"]
            way((anchor, other), ("start", key), distance)
        if isinstance(each.get("due"), tuple):
            anchor, other, distance = each["due"]
            way(("end", key), (anchor, other), -distance)
    return found


def contradicts(plan: Plan) -> bool:
    """Whether some activity would come after itself."""
    return bool(nx.negative_edge_cycle(graph(plan, fixed=False)))


def earliest(plan: Plan, begins: int | None, on: int | None = None) -> dict[tuple[str, str], int]:
    """The earliest day of each end that has one; what is told from nothing begins with the plan.

    What is not done by the day *on* and should be ends that day at the earliest: it takes longer than was thought.
    """
    if on is not None:
        found = earliest(plan, begins)
        late = [key for key, each in plan.items() if each.get("done") is None and found.get(("end", key), on) < on]
        ways = graph(plan)
        for key in late:
            if ways.has_edge(("end", key), ("start", key)):
                ways.remove_edge(("end", key), ("start", key))
        return _from_origin(ways, plan, begins, {key: (found.get(("start", key)), on) for key in late})
    return _from_origin(graph(plan), plan, begins, {})


def _from_origin(
    ways: "nx.DiGraph[Any]", plan: Plan, begins: int | None, late: Mapping[str, tuple[int | None, int]]
) -> dict[tuple[str, str], int]:
    ways.add_node(ORIGIN)
    for key, each in plan.items():
        done, days, start = each.get("done"), each.get("days"), each.get("start")
        if done is not None:
            begun = done - days + 1 if days is not None else min(start, done) if isinstance(start, int) else done
            ways.add_edge(ORIGIN, ("end", key), weight=-done)
            ways.add_edge(ORIGIN, ("start", key), weight=-begun)
        elif isinstance(start, int):
            ways.add_edge(ORIGIN, ("start", key), weight=-start)
        elif start is None and not each.get("after") and begins is not None:
            ways.add_edge(ORIGIN, ("start", key), weight=-begins)
    for key, (begun, ended) in late.items():
        ways.add_edge(ORIGIN, ("end", key), weight=-ended)
        if begun is not None:
            ways.add_edge(ORIGIN, ("start", key), weight=-begun)
    found = nx.single_source_bellman_ford_path_length(ways, ORIGIN)
    return {place: -days for place, days in found.items() if place != ORIGIN}


def latest(plan: Plan) -> dict[tuple[str, str], int]:
    """The latest day of each end that has one, by the days of what is not done."""
    ways = graph(plan)
    ways.remove_nodes_from(
        [(end, key) for key, each in plan.items() if each.get("done") is not None for end in ("start", "end")]
    )
    ways.add_node(ORIGIN)
    for key, each in plan.items():
        days = [day for day in (each.get("due"), each.get("by")) if isinstance(day, int)]
        if each.get("done") is None and days:
            ways.add_edge(("end", key), ORIGIN, weight=min(days))
    found = nx.single_source_bellman_ford_path_length(ways.reverse(), ORIGIN)
    return {place: days for place, days in found.items() if place != ORIGIN}
