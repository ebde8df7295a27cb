"""Calendars: recurrence rules, meetings and the days that people count."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.calendars.bank_holiday_lists import (
        BankHolidays as BankHolidays,
        DivisionHolidays as DivisionHolidays,
        bank_holidays as bank_holidays,
    )
    from involvement.calendars.counted_days import Days as Days, LeftOut as LeftOut
    from involvement.calendars.meeting_rules import MeetingRule as MeetingRule
    from involvement.calendars.meetings import Meetings as Meetings
    from involvement.calendars.working_calendars import Weekday as Weekday, WorkingCalendar as WorkingCalendar
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".bank_holiday_lists": "BankHolidays DivisionHolidays bank_holidays",
        ".counted_days": "Days LeftOut",
        ".meeting_rules": "MeetingRule",
        ".meetings": "Meetings",
        ".working_calendars": "Weekday WorkingCalendar",
    })
    # fmt: on
