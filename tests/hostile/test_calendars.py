"""Calendars that somebody tampered with: whatever a byte becomes, an error of ours or a calendar, and soon."""

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from involvement import Meetings
from involvement.errors import InvolvementError
from involvement.exchange import EventNames, read_calendar

FILES = sorted((Path(__file__).parents[1] / "exchange" / "calendars").rglob("*.ics"))
TEXTS = [path.read_bytes() for path in FILES]
PIECES = [
    b"\r\n", b"\r\n ", b"\n", b"\r", b":", b";", b",", b"=", b'"', b"\\", b"\x00", b"\xff", b"\xe2\x80\xa8", b"BEGIN:VEVENT\r\n",
    b"END:VEVENT\r\n", b"END:VCALENDAR\r\n", b"RRULE:FREQ=DAILY\r\n", b"RRULE:FREQ=SECONDLY\r\n", b";TZID=Europe/London", b"INTERVAL=0",
    b"COUNT=1000000000", b"BYSETPOS=-366", b"BYEASTER=0", b"BYDAY=99999MO", b"19960230", b"99991231T235959Z", b"00010101", b"P9999W",
    b"RECURRENCE-ID;RANGE=THISANDFUTURE:", b"EXRULE:FREQ=DAILY\r\n", b"UNTIL=", b"VALUE=PERIOD:", b"TZOFFSETTO:+9999\r\n",
    b"DTSTART:99991231T235959Z\r\n", b"DTSTART;TZID=Asia/Tokyo:00010101T000000\r\n", b"EXDATE:00010101T000000Z\r\n", b";BYHOUR=9,14", b";BYSETPOS=1",
    b"X-WR-TIMEZONE:Asia/Tokyo\r\n", b"UNTIL=99991231T235959Z",
]  # fmt: skip
LINES = [
    "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", ";TZID=Europe/London", ";TZID=x", ";VALUE=DATE", ":", ";", "=", ",",
    "FREQ", "DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY", "COUNT", "INTERVAL", "UNTIL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYYEARDAY",
    "BYWEEKNO", "BYSETPOS", "BYHOUR", "BYMINUTE", "WKST", "RSCALE", "SKIP", "GREGORIAN", "BACKWARD", "MO", "-1FR", "20260101",
    "20260101T090000", "20260101T090000Z", "99991231", "00010101", "0", "1", "-1", "31", "366", "99999", "P1D", "\n", "\n ", " ",
    "DTSTART:20260101\n", "RRULE:FREQ=WEEKLY;", "RRULE:FREQ=YEARLY;BYWEEKNO=20;", "RRULE:FREQ=DAILY;BYHOUR=9,14;",
]  # fmt: skip


@st.composite
def tampered(draw: st.DrawFn) -> bytes:
    """One of the calendars with a few pieces put in, taken out or doubled."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        length = draw(st.sampled_from([0, 0, 1, 7, 60]))
        piece = draw(st.sampled_from([*PIECES, b"", text[at : at + length]]))
        text = text[:at] + piece + text[at + length :]
    return text


@given(tampered(), st.sampled_from([None, "Pacific/Auckland", "America/Los_Angeles"]))
def test_a_calendar_that_was_tampered_with_gives_a_calendar_or_an_error_of_ours(text, zone):
    """Nobody who imports what others send should see a traceback, or wait."""
    begun = process_time()
    everything = [EventNames(summary) for summary in ("Group meets", "Executive board", "Patientenbeirat")]
    shown = []
    try:
        reading = read_calendar(text.decode("utf-8", "surrogateescape"), forums={"board": everything}, zone=zone)
    except InvolvementError as error:
        shown = [str(error), repr(error)]
    else:
        shown = [repr(reading), *map(str, reading.not_understood), *(str(forum.meetings) for forum in reading.forums)]
    assert all("Smith" not in each for each in shown)
    assert process_time() - begun < 10


@given(st.lists(st.sampled_from(LINES), max_size=25).map("".join))
def test_lines_at_random_give_meetings_or_an_error_of_ours(text):
    """A rule typed by hand, cut off, or made to hang a server."""
    begun = process_time()
    try:
        meetings = Meetings.from_rrule(text, zone="Pacific/Auckland")
    except InvolvementError:
        pass
    else:
        assert str(meetings)
    assert process_time() - begun < 10


@pytest.mark.parametrize("count", [2_000, 15_000])
def test_the_time_for_a_calendar_grows_with_its_size(count):
    """Ten thousand meetings of one board, moved and cancelled, are read in seconds."""
    begun = process_time()
    days = [
        f"20{year:02}{month:02}{day:02}" for year in range(20, 70) for month in range(1, 13) for day in range(1, 28)
    ]
    events = [f"BEGIN:VEVENT\r\nUID:{day}\r\nSUMMARY:Board\r\nDTSTART:{day}\r\nEND:VEVENT" for day in days[:count]]
    text = "\r\n".join(["BEGIN:VCALENDAR", *events, "END:VCALENDAR"])
    reading = read_calendar(text, forums={"board": "Board"})
    assert count == len(reading.meetings("board").also)
    assert process_time() - begun < 1 + count / 2000


@pytest.mark.parametrize("excluded", ["FREQ=DAILY;BYSETPOS=2", "FREQ=WEEKLY;BYSETPOS=9", "FREQ=MONTHLY;BYSETPOS=50"])
def test_a_rule_that_never_fits_is_not_looked_for_in_four_hundred_years(excluded):
    """Forty events of four lines each, from which such a rule takes nothing away, hold three meetings each."""
    begun = process_time()
    event = f"SUMMARY:Board\r\nDTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEXRULE:{excluded}"
    events = [f"BEGIN:VEVENT\r\nUID:{number}\r\n{event}\r\nEND:VEVENT" for number in range(40)]
    reading = read_calendar("\r\n".join(["BEGIN:VCALENDAR", *events, "END:VCALENDAR"]), forums={"board": "Board"})
    assert 3 == len(reading.meetings("board").also)
    assert process_time() - begun < 3
