"""Calendars: recurrence rules, meetings and the days that people count."""

from involvement.calendars.meetings import Meetings

__all__ = [
    "Meetings",
]
