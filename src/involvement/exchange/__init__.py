"""Other people's formats: what they hold of decisions and views, and our maps for their tools."""

from involvement.exchange.readings import Origin, Reading, Skipped

__all__ = ["Origin", "Reading", "Skipped"]
