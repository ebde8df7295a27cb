"""Other people's formats: what they hold of decisions and views, and our maps for their tools."""

from involvement.exchange.committee_records import CommitteeRecords, Provenance, Tally
from involvement.exchange.oparl import read_oparl
from involvement.exchange.readings import Origin, Reading, Skipped

__all__ = ["CommitteeRecords", "Origin", "Provenance", "Reading", "Skipped", "Tally", "read_oparl"]
