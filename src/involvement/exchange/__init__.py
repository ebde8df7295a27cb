"""Other people's formats: what they hold of decisions and views, and our maps for their tools."""

from involvement.exchange.dmn import read_dmn
from involvement.exchange.graphs import write_dot, write_graphml, write_mermaid, write_node_edge_json
from involvement.exchange.icalendar_texts import write_calendar
from involvement.exchange.public_records.committee_records import CommitteeRecords, KeySource, RecordCount
from involvement.exchange.public_records.oparl import read_oparl
from involvement.exchange.public_records.popolo import person_key, read_popolo
from involvement.exchange.readings import Listed, Origin, Reading, Skipped
from involvement.exchange.tables.answer_tables import read_answers
from involvement.exchange.tables.map_tables import read_tables, write_tables

__all__ = [
    "CommitteeRecords",
    "KeySource",
    "Listed",
    "Origin",
    "Reading",
    "RecordCount",
    "Skipped",
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
