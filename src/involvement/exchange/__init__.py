"""Other people's formats: what they hold of decisions and views, and our maps for their tools."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.exchange.calendar_readings import CalendarReading as CalendarReading, EventNames as EventNames
    from involvement.exchange.graphs import (
        write_dot as write_dot,
        write_graphml as write_graphml,
        write_mermaid as write_mermaid,
        write_node_edge_json as write_node_edge_json,
    )
    from involvement.exchange.icalendar_readings import read_calendar as read_calendar
    from involvement.exchange.icalendar_texts import write_calendar as write_calendar
    from involvement.exchange.public_records.committee_records import (
        CommitteeRecords as CommitteeRecords,
        KeySource as KeySource,
        RecordCount as RecordCount,
    )
    from involvement.exchange.public_records.oparl import read_oparl as read_oparl
    from involvement.exchange.public_records.popolo import person_key as person_key, read_popolo as read_popolo
    from involvement.exchange.readings import Reading as Reading, Skipped as Skipped
    from involvement.exchange.tables.answer_tables import read_answers as read_answers
    from involvement.exchange.tables.map_tables import read_tables as read_tables, write_tables as write_tables
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".calendar_readings": "CalendarReading EventNames",
        ".graphs": "write_dot write_graphml write_mermaid write_node_edge_json",
        ".icalendar_readings": "read_calendar",
        ".icalendar_texts": "write_calendar",
        ".public_records.committee_records": "CommitteeRecords KeySource RecordCount",
        ".public_records.oparl": "read_oparl",
        ".public_records.popolo": "person_key read_popolo",
        ".readings": "Reading Skipped",
        ".tables.answer_tables": "read_answers",
        ".tables.map_tables": "read_tables write_tables",
    })
    # fmt: on
