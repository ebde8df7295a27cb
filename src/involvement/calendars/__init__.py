"""Calendars: recurrence rules, meetings and the days that people count."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.calendars.meeting_rules import MeetingRule as MeetingRule
    from involvement.calendars.meetings import Meetings as Meetings
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".meeting_rules": "MeetingRule",
        ".meetings": "Meetings",
    })
    # fmt: on
