"""Other people's formats: what they hold of decisions and views, and our maps for their tools."""

from involvement.exchange.answer_tables import read_answers
from involvement.exchange.committee_records import CommitteeRecords, KeySource, Tally
from involvement.exchange.diaries import write_calendar
from involvement.exchange.dmn import read_dmn
from involvement.exchange.graphs import write_dot, write_graphml, write_mermaid, write_node_edge_json
from involvement.exchange.oparl import read_oparl
from involvement.exchange.popolo import person_key, read_popolo
from involvement.exchange.readings import Listed, Origin, Reading, Skipped
from involvement.exchange.tables import read_tables, write_tables

__all__ = [
    "CommitteeRecords",
    "KeySource",
    "Listed",
    "Origin",
    "Reading",
    "Skipped",
    "Tally",
    "person_key",
    "read_answers",
    "read_dmn",
    "read_oparl",
    "read_popolo",
    "read_tables",
    "write_calendar",
    "write_dot",
    "write_graphml",
    "write_mermaid",
    "write_node_edge_json",
    "write_tables",
]
