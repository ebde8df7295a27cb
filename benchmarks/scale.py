"""How cost grows from a trust to a nation: `python -m benchmarks.scale --size 1000 --size 10000 --size 100000`.

Each question beside networkx, rustworkx and scipy on the same flows, one after the other in one run. The peers know of
no meetings, papers or standings: theirs is always the easier question. A dash says that the peer has no such question.
Times are those of the processor, so that what else the machine does weighs less.
"""

import argparse
import gc
import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, NamedTuple

import networkx as nx
import numpy as np
import rustworkx as rx
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order
from scipy.sparse.csgraph import dijkstra as scipy_dijkstra

from benchmarks.maps import FIRST, GROUP, Parts, parts
from involvement import DecisionMap
from involvement.decisions.search.networks import Network
from involvement.decisions.search.opportunities import last_starts

_EVERYBODY = "everybody"
_SAMPLE = 5  # decisions from which a peer's search backwards is timed, and then counted for all
Ask = Callable[[], object]


class Row(NamedTuple):
    """One question: ours, and how often each peer's search counts for the same."""

    name: str
    ours: Ask
    networkx: Ask | None
    rustworkx: Ask | None
    scipy: Ask | None
    times: float = 1.0


class Shapes(NamedTuple):
    """The same flows as each peer wants them."""

    parts: Parts
    map: DecisionMap
    numbered: list[tuple[int, int, int]]
    nx: nx.MultiDiGraph
    rx: Any
    csr: Any

    @classmethod
    def of(cls, made_from: Parts) -> "Shapes":
        number = {forum.key: place for place, forum in enumerate(made_from.forums)}
        edges = [(number[flow.source], number[flow.target], flow.days or 0) for flow in made_from.flows]
        size = len(made_from.forums)
        ready = made_from.build()
        ready.journey(made_from.forums[-1].key, raised=FIRST, stakeholder=GROUP)
        return cls(made_from, ready, edges, _networkx(size, edges), _rustworkx(size, edges), _scipy(size, edges))


def _networkx(size: int, edges: Iterable[tuple[int, int, int]]) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from(edges, weight="days")
    return graph


def _rustworkx(size: int, edges: list[tuple[int, int, int]]) -> Any:
    graph = rx.PyDiGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(edges)
    return graph


def _scipy(size: int, edges: list[tuple[int, int, int]]) -> Any:
    source, target, days = np.array(edges).T
    return csr_array((days + 1.0, (source, target)), shape=(size, size))


def _rows(shapes: Shapes) -> list[Row]:
    made_from, ready = shapes.parts, shapes.map
    size, edges = len(made_from.forums), shapes.numbered
    index = ready._index  # noqa: SLF001 - the searches themselves are timed
    network = index.network
    entries = index.entries(frozenset({GROUP}))
    seeds = network.seeds(entries, FIRST.toordinal())
    start = entries[0].forum
    number = {forum.key: place for place, forum in enumerate(made_from.forums)}
    start = number[network.keys[start]]
    ends = [number[decision.made_at] for decision in made_from.decisions]
    sample = ends[:_SAMPLE]
    backwards, rx_backwards, csr_backwards = shapes.nx.reverse(), shapes.rx.copy(), shapes.csr.T.tocsr()
    rx_backwards.reverse()

    def dominators() -> object:
        graph = nx.DiGraph(shapes.nx)
        graph.add_edges_from((_EVERYBODY, number[network.keys[entry.forum]]) for entry in entries)
        return nx.immediate_dominators(graph, _EVERYBODY)

    def gatekeepers() -> object:
        fresh = made_from.build()
        return [fresh.gatekeepers_of(decision.key, GROUP) for decision in made_from.decisions]

    moments = [(decision, stage) for decision in made_from.decisions for stage in decision.all_stages()]

    def last_days(groups: list[frozenset[str] | None]) -> object:
        return last_starts(index, groups, moments, ways=False)

    each = len(ends) / len(sample)
    return [
        Row(
            "build and index",
            lambda: _searchable(made_from.build()._index.network),  # noqa: SLF001 - as above
            lambda: _networkx(size, edges),
            lambda: _rustworkx(size, edges),
            lambda: _scipy(size, edges),
        ),
        Row(
            "reach of one group",
            lambda: ready.out_of_reach(GROUP),
            lambda: nx.descendants(shapes.nx, start),
            lambda: rx.descendants(shapes.rx, start),
            lambda: breadth_first_order(shapes.csr, start),
        ),
        Row(
            "earliest hearing, one entry to all",
            lambda: network.earliest(seeds),
            lambda: nx.single_source_dijkstra_path_length(shapes.nx, start, weight="days"),
            lambda: rx.dijkstra_shortest_path_lengths(shapes.rx, start, float),
            lambda: scipy_dijkstra(shapes.csr, indices=start),
        ),
        Row(
            "last days of one group, every stage",
            lambda: last_days([frozenset({GROUP})]),
            lambda: [nx.single_source_dijkstra_path_length(backwards, end, weight="days") for end in sample],
            lambda: [rx.dijkstra_shortest_path_lengths(rx_backwards, end, float) for end in sample],
            lambda: scipy_dijkstra(csr_backwards, indices=sample),
            each,
        ),
        Row(
            "last days of every group, every stage",
            lambda: last_days(index.groups),
            lambda: [nx.single_source_dijkstra_path_length(backwards, end, weight="days") for end in sample],
            None,
            None,
            each,
        ),
        Row(
            "gatekeepers, every decision",
            gatekeepers,
            dominators,
            lambda: rx.immediate_dominators(shapes.rx, start),
            None,
        ),
    ]


def _searchable(network: Network) -> object:
    """The ways by the forum they lead from, as the searches want them: what networkx's dictionaries are."""
    return network.out if network.arrays is None else network.arrays.out


def _seconds(ask: Ask, rounds: int) -> float:
    found = []
    for _ in range(rounds):
        gc.collect()
        begun = process_time()
        ask()
        found.append(process_time() - begun)
    return median(found)


def _table(size: int, rounds: int, before: dict[str, float]) -> dict[str, float]:
    shapes = Shapes.of(parts(size))
    print(f"\n{size} forums, {len(shapes.numbered)} flows, {len(shapes.parts.decisions)} decisions")
    print(
        f"{'question':<38}{'ms':>10}{'networkx':>10}{'rustworkx':>10}{'scipy':>10}{'growth':>8}   (peer's time / ours)"
    )
    found = {}
    for row in _rows(shapes):
        ours = found[row.name] = _seconds(row.ours, rounds)
        peers = (row.networkx, row.rustworkx, row.scipy)
        ratios = ["-" if peer is None else f"{_seconds(peer, rounds) * row.times / ours:.2f}" for peer in peers]
        growth = f"{ours / before[row.name]:.1f}" if row.name in before else ""
        print(f"{row.name:<38}{ours * 1000:>10.1f}{ratios[0]:>10}{ratios[1]:>10}{ratios[2]:>10}{growth:>8}", flush=True)
    return found


_WRITER = """
import sys
from benchmarks.maps import parts
from involvement import dump
dump(parts(int(sys.argv[1])).process(), sys.argv[2])
"""
_READER = """
import json, resource, sys, time
from datetime import date
from involvement import Limits, load
begun = time.perf_counter()
process = load(sys.argv[1], limits=Limits(size=10**9, values=10**8, entries=10**7))
loaded = time.perf_counter() - begun
begun = time.perf_counter()
process.decision_map.out_of_reach()
process.decision_map.journey(process.decision_map.decisions[0].key, raised=date(2026, 1, 5))
asked = time.perf_counter() - begun
print(json.dumps([loaded, asked, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def _memory(size: int) -> None:
    """Before anything else is held here: a child inherits the peak of its parent."""
    with TemporaryDirectory() as folder:
        path = f"{folder}/map.json"
        subprocess.run([sys.executable, "-c", _WRITER, str(size), path], check=True)
        told = subprocess.run([sys.executable, "-c", _READER, path], check=True, capture_output=True, text=True)
    loaded, asked, peak = json.loads(told.stdout)
    print(
        f"{size} forums from JSON: read in {loaded:.1f} s, reach and a journey in {asked:.1f} s, {peak:.0f} MiB in all"
    )


def main() -> None:
    """Prints a table for each size, and what the largest takes to read and to hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--size", type=int, action="append", help="forums in the map; may be given more than once")
    parser.add_argument("--rounds", type=int, default=3, help="the median of so many; %(default)s unless said")
    options = parser.parse_args()
    sizes = sorted(options.size or (1_000, 10_000, 100_000))
    _memory(sizes[-1])
    before: dict[str, float] = {}
    for size in sizes:
        before = _table(size, options.rounds, before)


if __name__ == "__main__":
    main()
