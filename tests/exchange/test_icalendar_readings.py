"""Calendars that people already have: 73 files, the standard's own and those of three programs, broken ones and hostile ones."""

import io
import pickle
import re
import sys
import tomllib
from datetime import date, datetime, timedelta
from itertools import takewhile
from pathlib import Path
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rruleset, rrulestr

from involvement import DocumentError, InvalidValueError, LimitExceeded, Limits, Meetings, UnknownKeyError
from involvement.errors import InvolvementError, MissingExtraError
from involvement.exchange import CalendarReading, EventNames, read_calendar

FOLDER = Path(__file__).parent / "calendars"
CASES = tomllib.loads((FOLDER / "cases.toml").read_text(encoding="utf-8"))["cases"]
BOARD = [EventNames("Executive board"), EventNames("Group meets")]
SECRETS = re.compile(r"\bAnn\b|Smith|Bob|Jones|secret|mailto|example\.(?:org|com)|01632|dialysis|lift")


def read(case: dict, **more) -> CalendarReading:
    """What is read of a case, for one forum."""
    which = BOARD
    if "summary" in case:
        which = case["summary"]
    if "category" in case:
        which = EventNames(categories=[case["category"]])
    return read_calendar(FOLDER / case["file"], forums={"board": which}, **more)


def listed(text: str) -> list[date]:
    """`1997: 9-2 9-4 | 1998: 1-6`."""
    years = [part.partition(":") for part in text.split("|") if part.strip()]
    return [date(int(year), *map(int, day.split("-"))) for year, _, rest in years for day in rest.split()]


READ = [case for case in CASES if "raises" not in case]
REFUSED = [case for case in CASES if "raises" in case]


def test_there_are_more_than_sixty_calendars_and_every_file_is_one_of_them():
    """A file that no test reads proves nothing."""
    assert len(CASES) > 60
    assert sorted(case["file"] for case in CASES) == sorted(
        path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.ics")
    )


@pytest.mark.parametrize("case", READ, ids=lambda case: case["file"])
def test_a_calendar_gives_its_days(case):
    """By the standard's own lists, or counted out by hand on the calendar of the year."""
    reading = read(case)
    meetings = reading.meetings("board")
    assert meetings is not None
    days = listed(case["days"])
    if days:
        assert days == list(
            meetings.between(date.min, date.max)[: len(days)] if "ends" in case else head(meetings, days)
        )
    else:
        assert () == meetings.between(date.min, date.max)
    if "ends" in case:
        last = days[-1] if days else date.min
        assert last == date.max or meetings.on_or_after(last + timedelta(days=1)) is None
    assert case.get("length", 1) == meetings.days
    assert case.get("known_until") == meetings.known_until
    assert case.get("told", []) == [f"{each.where} {each.what} {each.why}" for each in reading.not_understood]
    assert case.get("others", 0) == reading.others


def head(meetings: Meetings, days: list[date]) -> list[date]:
    """The first meetings, as many as there are days, found one after the other."""
    found = [meetings.on_or_after(date.min)]
    while len(found) < len(days):
        found.append(meetings.on_or_after(found[-1] + timedelta(days=1)))
    return found


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["file"])
def test_a_calendar_that_cannot_be_read_is_refused_at_once(case):
    """With an error of ours, that shows nothing of what stands in it."""
    begun = process_time()
    with pytest.raises(InvolvementError, match=case["raises"]) as caught:
        read(case)
    assert process_time() - begun < 5
    assert not SECRETS.search(f"{caught.value!r} {caught.value} {caught.value.__context__!r} {caught.value.problems}")


@pytest.mark.parametrize("case", READ, ids=lambda case: case["file"])
def test_nothing_of_people_places_or_links_is_kept_or_shown(case):
    """An invitation is a list of members, and a description tells what it is about them."""
    reading = read(case)
    shown = f"{reading!r} {reading} {[str(each) for each in reading.not_understood]}"
    kept = pickle.dumps(reading).decode("latin-1")
    assert not SECRETS.search(shown + kept.replace("involvement.exchange", ""))


# Beside dateutil

WINDOWS = {"GMT Standard Time": "Europe/London"}


def by_dateutil(text: str) -> tuple[date, ...] | None:
    """The days of the one series in a text, by dateutil and three regular expressions; None where it is not one that it reads."""
    text = re.sub("\r?\n[ \t]", "", text)
    events = re.findall("BEGIN:VEVENT.*?END:VEVENT", text, re.DOTALL)
    if len(events) != 1 or "RRULE" not in events[0] or "VALUE=DATE" in events[0] or "HOURLY" in text:
        return None
    [start] = by_line(events[0], "DTSTART")
    rules = rruleset()
    for rule in re.findall("^RRULE:(.*?)\r?$", events[0], re.MULTILINE):
        rules.rrule(rrulestr(rule, dtstart=start))
    for name, note in (("EXDATE", rules.exdate), ("RDATE", rules.rdate)):
        for moment in by_line(events[0], name):
            note(moment)
    last = date(2010 if start.year < 2010 else 2030, 1, 1)
    return tuple(dict.fromkeys(takewhile(lambda day: day < last, (each.date() for each in rules))))


def by_line(event: str, name: str) -> list[datetime]:
    """The times on the lines of that name, each in its zone."""
    found = []
    for zone, values in re.findall(f"^{name}(?:;TZID=([^:]*))?:(.*?)\r?$", event, re.MULTILINE):
        tz = ZoneInfo(WINDOWS.get(zone, zone) or "UTC")
        found += [
            datetime.strptime(value.strip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=tz) for value in values.split(",")
        ]
    return found


@pytest.mark.parametrize(
    "case",
    [case for case in READ if not case["file"].startswith(("broken", "hostile")) and case["file"] != "outlook/customised-zone.ics"],
    ids=lambda case: case["file"],
)  # fmt: skip
def test_a_series_falls_on_the_days_that_dateutil_gives(case):
    """A second opinion, of code that shares nothing with ours but dateutil itself."""
    expected = by_dateutil((FOLDER / case["file"]).read_text(encoding="utf-8"))
    if expected is None:
        assert "rfc5545" not in case["file"] or case["file"].split("/")[1].split(".")[0] in {
            "every-3-hours", "conference", "group-meeting", "jazz-festival", "anniversary",
        }  # fmt: skip
        return
    last = date(2009, 12, 31) if expected[0].year < 2010 else date(2029, 12, 31)
    assert expected == read(case).meetings("board").between(date.min, last)


# Which event belongs to which forum


def calendar(*events: str) -> str:
    """A calendar of events, each given by its lines with bars between."""
    inner = "\r\n".join("\r\n".join(["BEGIN:VEVENT", *event.split("|"), "END:VEVENT"]) for event in events)
    return f"BEGIN:VCALENDAR\r\n{inner}\r\nEND:VCALENDAR\r\n"


TWO = calendar(
    "UID:1|SUMMARY: Board |CATEGORIES:Meetings,Trust|DTSTART:20260106",
    "UID:2|SUMMARY:Group|CATEGORIES:Meetings|CATEGORIES:Users|DTSTART:20260107",
    "UID:3|DTSTART:20260108",
)


@pytest.mark.parametrize(
    ("which", "days"),
    [
        ("Board", [6]),
        (" Board ", [6]),
        ("board", []),
        ("Boa", []),
        (EventNames(uid="2"), [7]),
        (EventNames(categories=["Meetings"]), [6, 7]),
        (EventNames(categories=["Meetings", "Users"]), [7]),
        (EventNames("Board", categories=["Users"]), []),
        (EventNames(), []),
        (["Board", EventNames(uid="3")], [6, 8]),
        ([], []),
    ],
)
def test_an_event_is_told_by_its_summary_its_categories_or_its_uid(which, days):
    """As it stands: a board must not take in the meetings of its subcommittee because their names are alike."""
    reading = read_calendar(TWO, forums={"board": which})
    assert 3 - len(days) == reading.others
    assert days == [day.day for forum in reading.forums for day in forum.meetings.also]
    if not days:
        assert ['In "forum board", "VEVENT": no event of it is in the calendar.'] == list(
            map(str, reading.not_understood)
        )


def test_names_fit_names_only():
    """A summary alone is no event."""
    with pytest.raises(InvalidValueError, match="event"):
        EventNames("Board").fit("Board")


def test_a_function_may_say_which_forum_an_event_belongs_to():
    """Hosts know more than a mapping can say; what the function does not want is of others."""
    reading = read_calendar(TWO, forums=lambda names: names.summary and names.summary.lower())
    assert ["board", "group"] == [forum.key for forum in reading.forums]
    assert 1 == reading.others
    with pytest.raises(InvalidValueError, match="forums: what the function gives"):
        read_calendar(TWO, forums=lambda _: 7)


def test_an_event_of_two_forums_is_of_neither_and_told():
    """Which of the two meets would be a guess."""
    reading = read_calendar(TWO, forums={"board": "Board", "all": EventNames(categories=["Meetings"])})
    assert ["event 1 VEVENT several_forums", "forum board VEVENT no_event"] == [
        f"{each.where} {each.what} {each.why}" for each in reading.not_understood
    ]
    assert [date(2026, 1, 7)] == list(reading.meetings("all").also)
    with pytest.raises(UnknownKeyError, match="no forum 'board'"):
        reading.meetings("board")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"forums": 7}, "forums: expected a function"),
        ({"forums": {7: "Board"}}, "forums: key"),
        ({"forums": {"board": 7}}, r"forums\['board'\]: expected"),
        ({"forums": {"board": [7]}}, r"forums\['board'\]: expected only values of type EventNames"),
        ({"zone": "Nowhere"}, "zone: expected the IANA name"),
        ({"known_until": "2026"}, "known_until"),
        ({"budget": -1}, "budget"),
        ({"limits": 7}, "limits"),
        ({"source": 7}, "a path, or an open file"),
        ({"forums": {" ": "Board"}}, "a key"),
    ],
)
def test_an_argument_that_means_nothing_is_refused(arguments, expected):
    """What would be guessed would be guessed wrong."""
    arguments = {"source": TWO, "forums": {"board": "Board"}, **arguments}
    with pytest.raises(InvalidValueError, match=expected):
        read_calendar(arguments.pop("source"), **arguments)


# Where it comes from


def test_a_calendar_is_read_from_a_path_an_open_file_or_its_text(tmp_path):
    """Servers hold it in memory, people in a file."""
    path = tmp_path / "calendar.ics"
    path.write_bytes(TWO.encode())
    asked = {"forums": {"board": "Board"}}
    expected = read_calendar(TWO, **asked)
    assert expected == read_calendar(path, **asked)
    assert expected == read_calendar(str(path), **asked)
    assert expected == read_calendar(io.BytesIO(TWO.encode()), **asked)
    assert expected == read_calendar(io.StringIO(TWO), **asked)
    with pytest.raises(DocumentError, match="BEGIN:VCALENDAR"):
        read_calendar("Ann Smith\n", **asked)  # no path has a second line
    with pytest.raises(DocumentError, match=r"missing\.ics"):
        read_calendar(tmp_path / "missing.ics", **asked)


def test_without_icalendar_the_extra_is_named(monkeypatch):
    """The core does not need it; who reads calendars does."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MissingExtraError, match=r"involvement\[calendar\]"):
        read_calendar(TWO, forums={})


@pytest.mark.parametrize(
    ("limits", "text", "expected"),
    [
        (Limits(size=100), TWO, "more than 100 bytes"),
        (Limits(size=100), TWO.encode(), "more than 100 bytes"),
        (Limits(entries=3), TWO, "more than 3 components"),
        (Limits(values=10), TWO, "more than 10 lines"),
        (Limits(text=10), TWO, "more than 10 characters of one line"),
        (Limits(depth=1), TWO, "more than 1 components within each other"),
    ],
)
def test_what_is_larger_than_the_limits_is_refused(limits, text, expected):
    """They are declared, and can be raised by name."""
    source = io.BytesIO(text) if isinstance(text, bytes) else text
    with pytest.raises(LimitExceeded, match=expected):
        read_calendar(source, forums={}, limits=limits)


def test_the_budget_is_one_for_the_whole_calendar():
    """Forty series that dateutil works out are as much work as one of forty rules."""
    series = "UID:{}|SUMMARY:Board|DTSTART:20260106T090000|RRULE:FREQ=WEEKLY;COUNT=3;BYHOUR=9,14;BYSETPOS=1"
    text = calendar(*(series.format(number) for number in range(6)))
    assert 3 == len(read_calendar(text, forums={"board": "Board"}).meetings("board").also)
    with pytest.raises(LimitExceeded, match="more than 500 meetings listed one by one"):
        read_calendar(text, forums={"board": "Board"}, budget=500)
    days = ",".join(["20260106"] * 30)
    with pytest.raises(LimitExceeded, match="more than 20 meetings listed one by one"):
        read_calendar(calendar(f"SUMMARY:Board|DTSTART:20260106|RDATE:{days}"), forums={"board": "Board"}, budget=20)
    rules = (f"UID:{every}|SUMMARY:Board|DTSTART:20260106|RRULE:FREQ=DAILY;INTERVAL={every}" for every in range(1, 102))
    with pytest.raises(LimitExceeded, match="more than 100 rules of one forum"):
        read_calendar(calendar(*rules), forums={"board": "Board"})


# Series


def days_of(*events: str, **more) -> list[str]:
    """The days of the events of one forum, those in the first three years from 2026."""
    reading = read_calendar(calendar(*events), forums={"board": "Board"}, **more)
    return [day.isoformat()[2:] for day in reading.meetings("board").between(date(2026, 1, 1), date(2028, 12, 31))]


MONTHLY = "UID:1|SUMMARY:Board|DTSTART;TZID=Europe/London:20260106T190000|RRULE:FREQ=MONTHLY;BYDAY=1TU;COUNT=4"


def test_a_moved_meeting_is_on_its_new_day_and_a_cancelled_one_on_none():
    """The instance is named as it was before, in any zone; an added day can be moved too."""
    assert ["26-01-06", "26-02-04", "26-03-03", "26-04-07"] == days_of(
        MONTHLY, "UID:1|RECURRENCE-ID:20260203T190000Z|DTSTART:20260204T190000Z|SUMMARY:Another name"
    )
    assert ["26-01-06", "26-03-03", "26-04-07"] == days_of(
        MONTHLY, "UID:1|RECURRENCE-ID;TZID=Europe/London:20260203T190000|STATUS:CANCELLED"
    )
    assert ["26-01-06", "26-02-03", "26-03-03", "26-04-07"] == days_of(
        MONTHLY, "UID:1|RECURRENCE-ID:20260203T190000Z|DTSTART:20260203T100000Z|SEQUENCE:1"
    )
    added = "UID:1|SUMMARY:Board|DTSTART:20260106|RDATE:20260110,20260120"
    assert ["26-01-06", "26-01-20", "26-01-21"] == days_of(added, "UID:1|RECURRENCE-ID:20260110|DTSTART:20260121")
    first = "UID:1|RECURRENCE-ID:20260106|DTSTART:20260105"
    assert ["26-01-05", "26-01-10", "26-01-20"] == days_of(added, first)
    assert ["26-01-07"] == days_of(
        "UID:1|SUMMARY:Board|DTSTART:20260106", "UID:1|RECURRENCE-ID:20260106|DTSTART:20260107"
    )
    swapped = days_of(MONTHLY, "UID:1|RECURRENCE-ID:20260203T190000Z|DTSTART:20260303T190000Z")
    assert ["26-01-06", "26-03-03", "26-04-07"] == swapped


def test_what_is_changed_from_then_on_changes_all_that_follows():
    """RFC 5545, section 3.8.4.4: the shift holds for the instance and all later ones; single changes before it stay."""
    weekly = "UID:1|SUMMARY:Board|DTSTART:20260106|RRULE:FREQ=WEEKLY;COUNT=5"
    later = "UID:1|RECURRENCE-ID;RANGE=THISANDFUTURE:20260120|DTSTART:{}"
    assert ["26-01-06", "26-01-13", "26-01-19", "26-01-26", "26-02-02"] == days_of(weekly, later.format("20260119"))
    assert ["26-01-06", "26-01-13", "26-01-20", "26-01-27", "26-02-03"] == days_of(weekly, later.format("20260120"))
    one = "UID:1|RECURRENCE-ID:20260127|DTSTART:20260128"
    assert ["26-01-06", "26-01-13", "26-01-19", "26-01-28", "26-02-02"] == days_of(
        weekly, one, later.format("20260119")
    )
    gone = "UID:1|RECURRENCE-ID:20260113|STATUS:CANCELLED"
    until = "UID:1|RECURRENCE-ID;RANGE=THISANDFUTURE:20260127|STATUS:CANCELLED"
    assert ["26-01-06", "26-01-20"] == days_of(weekly, gone, until)
    assert ["26-01-06", "26-01-13", "26-01-19"] == days_of(
        weekly, later.format("20260119"), until.replace("20260127", "20260121")
    )
    assert [] == days_of(weekly, "UID:1|RECURRENCE-ID;RANGE=THISANDFUTURE:20260106|STATUS:CANCELLED")
    only = "UID:1|SUMMARY:Board|DTSTART:20260106|RRULE:FREQ=WEEKLY;COUNT=2"
    assert ["26-01-06", "26-01-13"] == days_of(only, until)
    assert ["26-01-06"] == days_of(only.replace("COUNT=2", "UNTIL=20260106"), until)


def test_an_endless_series_that_is_moved_is_known_for_ten_years():
    """It is listed day by day from then on, and a list has an end."""
    weekly = "UID:1|SUMMARY:Board|DTSTART:20260106|RRULE:FREQ=WEEKLY"
    moved = "UID:1|RECURRENCE-ID;RANGE=THISANDFUTURE:20260120|DTSTART:20260121"
    again = "UID:1|RECURRENCE-ID;RANGE=THISANDFUTURE:20260127|DTSTART:20260129"
    meetings = read_calendar(calendar(weekly, moved), forums={"board": "Board"}).meetings("board")
    assert date(2036, 1, 21) == meetings.known_until
    assert (date(2026, 1, 13), date(2026, 1, 21)) == meetings.between(date(2026, 1, 13), date(2026, 1, 27))
    twice = read_calendar(calendar(weekly, moved, again), forums={"board": "Board"}).meetings("board")
    assert date(2036, 1, 21) == twice.known_until


def test_series_that_cross_do_not_cancel_each_other():
    """The board meets on Tuesdays and on the 6th; a cancelled Tuesday is still the 6th."""
    tuesdays = "UID:1|SUMMARY:Board|DTSTART:20260106|RRULE:FREQ=WEEKLY;COUNT=3|EXDATE:20260106,20260113"
    sixths = "UID:2|SUMMARY:Board|DTSTART:20260106|RRULE:FREQ=MONTHLY;COUNT=2"
    assert ["26-01-06", "26-01-20", "26-02-06"] == days_of(tuesdays, sixths)
    assert ["26-01-20"] == days_of(tuesdays)


def lengths_of(*events: str, **more) -> tuple[int, list[str]]:
    """On how many days the forum of these events sits, and what is told."""
    reading = read_calendar(calendar(*events), forums={"board": "Board"}, **more)
    return reading.meetings("board").days, [f"{each.where} {each.what} {each.why}" for each in reading.not_understood]


def board(number: int, day: str, length: int, more: str = "") -> str:
    """An event of the board of so many whole days."""
    return f"UID:{number}|SUMMARY:Board|DTSTART;VALUE=DATE:{day}|DURATION:P{length}D{more}"


DAILY, MONTHS, WEEKS, YEARS = (f"|RRULE:FREQ={each}" for each in ("DAILY", "MONTHLY", "WEEKLY", "YEARLY"))
OTHER = "event {} VEVENT.DTEND other_length"


@pytest.mark.parametrize(
    ("events", "days", "told"),
    [
        ([board(1, "20260106", 1, MONTHS), board(2, "20260515", 2)], 1, [OTHER.format(2)]),
        ([board(1, "20260515", 2), board(2, "20260106", 1, MONTHS)], 1, [OTHER.format(1)]),
        ([board(1, "20260515", 2, YEARS), board(2, "20260106", 1, WEEKS)], 1, [OTHER.format(1)]),
        ([board(1, "20260106", 2, MONTHS), board(2, "20260515", 1), board(3, "20260615", 3)], 2, [OTHER.format(2), OTHER.format(3)]),
        ([board(1, "20260106", 2), board(2, "20260206", 1)], 2, [OTHER.format(2)]),  # as many: the longer
        ([board(1, "20260106", 2), board(2, "20260206", 1), board(3, "20260306", 1)], 1, [OTHER.format(1)]),
        ([board(1, "20260106", 1, f"{DAILY};COUNT=3|EXDATE;VALUE=DATE:20260106,20260107,20260108"), board(2, "20260206", 2)], 2, []),
    ],
)  # fmt: skip
def test_meetings_of_unlike_length_have_that_of_most(events, days, told):
    """One conference of two days must not make every monthly meeting last for two."""
    assert (days, told) == lengths_of(*events)


def test_a_meeting_of_a_series_that_lasts_longer_counts_as_one():
    """The away day is one of twelve; where three of four are moved and longer, they are most."""
    series = board(1, "20260106", 1, f"{WEEKS};COUNT=4")
    longer = [
        f"UID:1|SUMMARY:Board|RECURRENCE-ID;VALUE=DATE:202601{day}|DTSTART;VALUE=DATE:202601{day}|DURATION:P2D"
        for day in ("06", "13", "20")
    ]
    assert (1, [OTHER.format(2)]) == lengths_of(series, longer[0])
    assert (2, [OTHER.format(1)]) == lengths_of(series, *longer)


def test_a_series_that_lasts_longer_from_some_day_on_has_the_length_of_most():
    """An event may speak for all that follow; what is cancelled from then on does not count."""
    series = board(1, "20260106", 1, f"{WEEKS};COUNT=10")
    later = "UID:1|SUMMARY:Board|RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:2026{}"
    to_two_days = later + "|DTSTART;VALUE=DATE:2026{}|DURATION:P2D"
    assert (2, [OTHER.format(1)]) == lengths_of(series, to_two_days.format("0113", "0113"))
    assert (1, [OTHER.format(2)]) == lengths_of(series, to_two_days.format("0303", "0303"))
    ended = later.format("0120") + "|STATUS:CANCELLED"
    assert (2, [OTHER.format(1)]) == lengths_of(series, ended, *(board(n, f"202604{n}", 2) for n in (10, 11, 12)))


@pytest.mark.parametrize(
    "times",
    [
        "DTSTART;VALUE=DATE:20260106|DTEND;VALUE=DATE:20260105", "DTSTART:20260106T190000|DTEND:20260106T170000",
        "DTSTART;TZID=Europe/London:20260106T190000|DTEND:20260106T170000Z", "DTSTART:20260106T190000|DURATION:-PT2H",
        "DTSTART:20260106T190000|DTEND;VALUE=DATE:20260105", "DTSTART;VALUE=DATE:20260106|DTEND:20260105T190000",
    ],
)  # fmt: skip
def test_an_end_before_the_start_is_told_and_says_no_length(times):
    """Nobody knows which of the two is wrong; the other meetings are as long as they say."""
    early = f"UID:1|SUMMARY:Board|{times}"
    assert (1, ["event 1 VEVENT.DTEND ends_early"]) == lengths_of(early)
    assert (2, ["event 1 VEVENT.DTEND ends_early"]) == lengths_of(early, board(2, "20260203", 2))


@pytest.mark.parametrize(
    "times",
    [
        "DTSTART:20261025T003000Z|DTEND:20261025T011500Z",  # half past one, and in the hour after it a quarter past one
        "DTSTART:20260106T190000|DTEND:20260106T190000", "DTSTART;VALUE=DATE:20260106|DTEND;VALUE=DATE:20260106",
        "DTSTART;TZID=Europe/Berlin:20260106T190000|DTEND;TZID=Europe/London:20260106T183000",
    ],
)  # fmt: skip
def test_an_end_that_only_looks_early_is_taken(times):
    """When clocks are put back, and beside an end in another zone, a later moment has an earlier time."""
    assert (1, []) == lengths_of(f"UID:1|SUMMARY:Board|{times}", zone="Europe/London")


def test_days_are_those_of_the_zone_and_of_utc_those_that_are_asked_for():
    """Half past eleven in the evening in UTC is the next day in Berlin."""
    late = "UID:1|SUMMARY:Board|DTSTART:20260106T233000Z|DTEND:20260107T003000Z"
    assert ["26-01-06"] == days_of(late)
    assert ["26-01-07"] == days_of(late, zone="Europe/Berlin")
    assert ["26-01-06"] == days_of(
        late.replace("DTSTART:20260106T233000Z", "DTSTART;TZID=Europe/London:20260106T233000"), zone="Europe/Berlin"
    )
    two_days = "UID:1|SUMMARY:Board|DTSTART:20260106T223000Z|DURATION:PT24H"
    assert 2 == read_calendar(calendar(two_days), forums={"board": "Board"}).meetings("board").days
    named = (
        calendar(late).replace("VEVENT", "VEVENT", 1).replace("BEGIN:VCALENDAR", "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:{}")
    )
    for zone, day in (("Europe/Berlin", 7), ("Nowhere", 6)):
        assert (date(2026, 1, day),) == read_calendar(named.format(zone), forums={"board": "Board"}).meetings(
            "board"
        ).also
    assert (date(2026, 1, 6),) == read_calendar(
        named.format("Europe/Berlin"), forums={"board": "Board"}, zone="Europe/London"
    ).meetings("board").also


def zoned(offset: str | None, name: str = "Our Zone") -> str:
    """A series in a zone that the calendar defines by its offset, or does not define, with an EXDATE in UTC."""
    zone = (
        f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:{offset}\r\n"
        f"TZOFFSETTO:{offset}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    series = f"UID:1|SUMMARY:Board|DTSTART;TZID={name}:20260106T233000|RRULE:FREQ=DAILY;COUNT=3|EXDATE:20260107T213000Z"
    return calendar(series).replace("BEGIN:VEVENT", f"{zone if offset else ''}BEGIN:VEVENT", 1)


def test_a_zone_that_one_calendar_defines_is_not_known_to_the_next():
    """Two houses call different zones "Customized Time Zone"; what one file says must not decide the days of another."""
    for offset, days, told in (
        ("+0200", [6, 8], 0),  # half past eleven there is half past nine in UTC
        (None, [6, 7, 8], 1),
        ("+0300", [6, 7, 8], 0),
        ("+0200", [6, 8], 0),
        ("+2:00", [6, 7, 8], 1),  # a definition that cannot be followed
        ("+2400", [6, 7, 8], 1),
    ):
        reading = read_calendar(zoned(offset), forums={"board": "Board"})
        meetings = reading.meetings("board")
        assert days == [day.day for day in meetings.between(date.min, date.max)]
        assert told == len(reading.not_understood)


def test_a_known_zone_is_found_by_the_names_that_programs_give_it():
    """What the file says of it besides is not read: the rules of a zone change with the law."""
    for name in ("Europe/Helsinki", "/vendor.example/2026/Europe/Helsinki", "FLE Standard Time", '"Europe/Helsinki"'):
        reading = read_calendar(zoned("+0900", name), forums={"board": "Board"})
        assert () == reading.not_understood
        assert [6, 8] == [day.day for day in reading.meetings("board").between(date.min, date.max)]


def test_the_first_and_the_last_day_that_there_are_are_days_in_every_zone():
    """Midnight at the end of time is no later in Auckland; "until 9999" is how some programs write for ever."""
    for zone in (None, "Pacific/Auckland", "America/Los_Angeles"):
        for moment, day in (("00010101T000000Z", date.min), ("99991231T233000Z", date.max)):
            event = f"SUMMARY:Board|DTSTART:{moment}|DTEND:{moment}|RRULE:FREQ=DAILY;COUNT=1|EXDATE:20260101T000000Z"
            reading = read_calendar(calendar(event), forums={"board": "Board"}, zone=zone)
            assert (day,) == reading.meetings("board").between(date.min, date.max)
        series = "SUMMARY:Board|DTSTART;TZID=Europe/London:20260106T190000|RRULE:FREQ=WEEKLY;UNTIL={}"
        for until, last in (("99991231T235959Z", date(9999, 12, 28)), ("00010101T000000Z", date(2026, 1, 6))):
            reading = read_calendar(calendar(series.format(until)), forums={"board": "Board"}, zone=zone)
            assert last == reading.meetings("board").on_or_before(date.max)
            assert () == reading.not_understood


def test_what_was_not_understood_is_told_and_leaves_what_follows_unknown():
    """A forum that is said never to meet again because a line could not be read would be a lie."""
    for event, told, known_until in (
        (
            "UID:1|SUMMARY:Board|DTSTART:20260106|RRULE:FREQ=HOURLY",
            ["event 1 VEVENT.RRULE not_a_rule"],
            date(2026, 1, 5),
        ),
        ("UID:1|SUMMARY:Board|DTSTART:00010101|RRULE:FREQ=HOURLY", ["event 1 VEVENT.RRULE not_a_rule"], date.min),
        ("UID:1|SUMMARY:Board|DTSTART:20260106|RDATE:x", ["event 1 VEVENT.RDATE not_readable"], date(2026, 1, 5)),
        ("UID:1|SUMMARY:Board|DTSTART:20260106|SEQUENCE:x", ["event 1 VEVENT.SEQUENCE not_readable"], None),
        ("UID:1|SUMMARY:Board|DTSTART:20260106|DTEND:20280106", ["event 1 VEVENT.DTEND too_long"], None),
        ("UID:1|SUMMARY:Board|DTSTART:99991231|DURATION:P9W", ["event 1 VEVENT.DTEND too_long"], None),
        ("UID:1|SUMMARY:Board|RECURRENCE-ID:x|DTSTART:20260106", ["event 1 VEVENT.RECURRENCE-ID not_readable"], None),
        ("UID:1|SUMMARY:Board|RECURRENCE-ID:20260106", ["event 1 VEVENT.DTSTART no_start"], None),
        ("UID:1|SUMMARY:Board|RECURRENCE-ID:20260106|STATUS:CANCELLED", ["event 1 VEVENT cancelled"], None),
        ("UID:1|SUMMARY:Board|STATUS:CANCELLED", ["event 1 VEVENT cancelled"], None),
        ("UID:1|SUMMARY:Board|DTSTART:20260106|RDATE;VALUE=TIME:120000", [], None),
    ):
        reading = read_calendar(calendar(event), forums={"board": "Board"})
        assert told == [f"{each.where} {each.what} {each.why}" for each in reading.not_understood]
        assert known_until == reading.meetings("board").known_until
    instance = "UID:1|RECURRENCE-ID:20260203T190000Z"
    reading = read_calendar(calendar(MONTHLY, instance), forums={"board": "Board"})
    assert ["event 2 VEVENT.DTSTART no_start"] == [
        f"{each.where} {each.what} {each.why}" for each in reading.not_understood
    ]
    assert 4 == len(reading.meetings("board").between(date.min, date.max))


def test_versions_are_told_apart_by_sequence_and_then_by_the_last_change():
    """The order in a file means nothing, unless nothing else tells."""
    first = "UID:1|SUMMARY:Board|DTSTART:20260106|LAST-MODIFIED:20260102T000000Z"
    second = "UID:1|SUMMARY:Board|DTSTART:20260107|LAST-MODIFIED:20260101T000000Z"
    assert ["26-01-06"] == days_of(first, second)
    assert ["26-01-06"] == days_of(second, first)
    assert ["26-01-07"] == days_of(first, second + "|SEQUENCE:1")
    assert ["26-01-07"] == days_of("UID:1|SUMMARY:Board|DTSTART:20260106", "UID:1|SUMMARY:Board|DTSTART:20260107")
    stamped = "UID:1|SUMMARY:Board|DTSTART:20260106|DTSTAMP:00010101T000000Z"
    assert ["26-01-07"] == days_of(stamped, "UID:1|SUMMARY:Board|DTSTART:20260107|DTSTAMP:20260101T000000")


def test_the_calendar_may_be_known_until_a_day():
    """A list of dates for this year says nothing about the next."""
    reading = read_calendar(TWO, forums={"board": "Board"}, known_until=date(2026, 12, 31))
    assert Meetings.on([date(2026, 1, 6)], known_until=date(2026, 12, 31)) == reading.meetings("board")


def test_a_reading_says_how_much_it_found():
    """The first line that somebody reads after an import."""
    reading = read_calendar(calendar(MONTHLY, "SUMMARY:Other|DTSTART:x"), forums={"board": "Board"})
    assert (
        "The calendar has meetings of 1 forum and 1 event that belong to none of them. 0 things were not understood."
        == str(reading)
    )
    assert "EventNames(summary=..., categories=..., uid=None)" == repr(EventNames("Ann", categories=["Ann"]))


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;;:x\r\nEND:VEVENT\r\nEND:VCALENDAR",
        "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE\r\nEND:VCALENDAR\r\n\r\n",
        "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:Board\r\nBEGIN:VEVENT\r\nSUMMARY:Board\r\nEND:VEVENT\r\nEND:VTODO\r\nEND:VCALENDAR",
        "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:x\r\nBEGIN:OTHER\r\nTZID:y\r\nEND:OTHER\r\n"
        + "RDATE:20260101T000000\r\n" * 600
        + "END:VTIMEZONE\r\nEND:VCALENDAR",
    ],
)  # fmt: skip
def test_what_is_no_event_is_passed_over(text):
    """Tasks, strange lines and zones of five hundred parts are no meetings."""
    assert () == read_calendar(text, forums=lambda _: None).forums


def test_lines_that_the_parser_cannot_take_are_refused_without_showing_them():
    """Whatever a parser quotes when it gives up, nothing of it stands in our error."""
    text = "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE;=Ann:x\r\nEND:VCALENDAR"
    with pytest.raises(DocumentError, match="lines that can be read") as caught:
        read_calendar(text, forums={})
    assert "Ann" not in f"{caught.value} {caught.value.__context__!r}"
