"""The graph of a map, for networkx."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from involvement._reading import unstructure
from involvement.decisions.decisions import Decision
from involvement.decisions.flows import EntryPoint, Flow, Reply
from involvement.decisions.forums import Forum

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["graph_of"]


def graph_of(
    forums: Iterable[Forum],
    flows: Iterable[Flow],
    decisions: Iterable[Decision],
    entry_points: Iterable[EntryPoint],
    replies: Iterable[Reply],
) -> "nx.MultiDiGraph[str]":
    """A graph of the forums and flows, with every attribute a plain JSON value, and the rest in its own attributes."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        decisions=list(map(_plain, decisions)),
        entry_points=list(map(_plain, entry_points)),
        replies=list(map(_plain, replies)),
    )
    for forum in forums:
        graph.add_node(forum.key, **_plain(forum))
    for position, flow in enumerate(flows):
        attributes = _plain(flow)
        if flow.key is not None:
            attributes["flow"] = attributes.pop("key")  # an edge has a key already: its position
        graph.add_edge(flow.source, flow.target, position, **attributes)
    return graph


def _plain(part: Forum | Flow | Decision | EntryPoint | Reply) -> dict[str, Any]:
    return _without_dates(unstructure(part))  # type: ignore[no-any-return]  # a part becomes a dict


def _without_dates(plain: Any) -> Any:
    match plain:
        case dict():
            return {key: _without_dates(value) for key, value in plain.items()}
        case list():
            return [_without_dates(value) for value in plain]
        case date():
            return plain.isoformat()
        case _:
            return plain
