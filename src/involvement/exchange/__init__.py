"""Other people's formats: what they hold of decisions and views, and our maps for their tools."""

from involvement.exchange.graphs import write_dot, write_graphml, write_mermaid, write_node_edge_json
from involvement.exchange.icalendar_texts import write_calendar
from involvement.exchange.public_records.committee_records import CommitteeRecords, KeySource, RecordCount
from involvement.exchange.public_records.oparl import read_oparl
from involvement.exchange.public_records.popolo import person_key, read_popolo
from involvement.exchange.readings import Reading, Skipped
from involvement.exchange.tables.answer_tables import read_answers
from involvement.exchange.tables.map_tables import read_tables, write_tables

__all__ = [
    "CommitteeRecords",
    "KeySource",
    "Reading",
    "RecordCount",
    "Skipped",
    "person_key",
    "read_answers",
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
