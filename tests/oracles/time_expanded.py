"""When is a view heard on a larger map? Ask a general graph library about places on days."""

from bisect import bisect_left

import networkx as nx

from tests.oracles.plain import Door, Town, Way, over, usable

_Node = tuple[str, int]
_OUTSIDE = ("", 0)  # stands before every entry, or behind every goal


class TimeExpanded:
    """A node for each place and day on which it meets, an edge for each way from a hearing to the next."""

    def __init__(self, town: Town, first: int, last: int) -> None:
        self._town = town
        self._first = first
        self._papers = {place.key: place.papers for place in town.places}
        self._meets = {
            place.key: sorted(range(first, last + 1) if place.meets is None else place.meets) for place in town.places
        }
        self._known: dict[tuple[str, int, int], set[_Node]] = {}
        self._graphs: dict[int, nx.DiGraph[_Node]] = {}

    def _next(self, place: str, arrives: int) -> _Node | None:
        days = self._meets[place]
        at = bisect_left(days, over(arrives, self._papers[place]))
        return (place, days[at]) if at < len(days) else None

    def _graph(self, at_least: int) -> "nx.DiGraph[_Node]":
        if at_least not in self._graphs:
            graph: nx.DiGraph[_Node] = nx.DiGraph()
            graph.add_nodes_from((key, day) for key, days in self._meets.items() for day in days)
            for way in self._town.ways:
                if way.rank >= at_least:
                    graph.add_edges_from(self._hops(way))
            self._graphs[at_least] = graph
        return self._graphs[at_least]

    def _hops(self, way: Way) -> list[tuple[_Node, _Node]]:
        hops = []
        for day in self._meets[way.source]:
            leaves = day if way.opens is None or day > way.opens else way.opens
            node = self._next(way.target, over(leaves, way.days))
            if node is not None and (way.closes is None or leaves <= way.closes):
                hops.append(((way.source, day), node))
        return hops

    def _enters(self, door: Door, raised: int) -> _Node | None:
        comes_in = raised if door.opens is None or raised > door.opens else door.opens
        if door.closes is not None and comes_in > door.closes:
            return None
        return self._next(door.place, comes_in)

    def earliest(self, raised: int, who: frozenset[str] | None = None, at_least: int = 0) -> dict[str, int]:
        """The earliest hearing at each place that a view raised on that day can come to."""
        graph = self._graph(at_least)
        doors = [door for door in usable(self._town.doors, who) if door.rank >= at_least]
        starts = {node for door in doors if (node := self._enters(door, raised))}
        graph.add_node(_OUTSIDE)
        graph.add_edges_from((_OUTSIDE, node) for node in starts)
        reached = nx.descendants(graph, _OUTSIDE)
        graph.remove_node(_OUTSIDE)
        first: dict[str, int] = {}
        for place, day in reached:
            first[place] = min(day, first.get(place, day))
        return first

    def latest_start(self, target: str, by: int, who: frozenset[str] | None = None, at_least: int = 0) -> int | None:
        """The last day from the first on which a view raised is heard at *target* by that day."""
        good = self._in_time(target, by, at_least)
        for day in range(by, self._first - 1, -1):
            for door in usable(self._town.doors, who):
                if door.rank >= at_least and self._enters(door, day) in good:
                    return day
        return None

    def _in_time(self, target: str, by: int, at_least: int) -> set[_Node]:
        asked = target, by, at_least
        if asked not in self._known:
            graph = self._graph(at_least)
            graph.add_node(_OUTSIDE)
            graph.add_edges_from(((target, day), _OUTSIDE) for day in self._meets[target] if day <= by)
            self._known[asked] = nx.ancestors(graph, _OUTSIDE)
            graph.remove_node(_OUTSIDE)
        return self._known[asked]
