"""Other people's formats: what they hold of decisions and views, and our maps for their tools."""

from involvement.exchange.diaries import write_calendar
from involvement.exchange.graphs import write_dot, write_graphml, write_mermaid, write_node_edge_json
from involvement.exchange.readings import Origin, Reading, Skipped
from involvement.exchange.tables import read_tables, write_tables

__all__ = [
    "Origin",
    "Reading",
    "Skipped",
    "read_tables",
    "write_calendar",
    "write_dot",
    "write_graphml",
    "write_mermaid",
    "write_node_edge_json",
    "write_tables",
]
