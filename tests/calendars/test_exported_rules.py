"""What calendars export becomes meetings: the standard's own lines, times in zones, rules that only dateutil can follow."""

import sys
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import DAILY, HOURLY, MO, MONTHLY, WEEKLY, YEARLY, rrule, rruleset, rrulestr

from involvement import InvalidValueError, LimitExceeded, Meetings

NEW_YORK = "DTSTART;TZID=America/New_York:"
LONDON = "DTSTART;TZID=Europe/London:"
FROM, TO = date(1990, 1, 1), date(2040, 12, 31)


def days(year: int, listed: str) -> tuple[date, ...]:
    """`days(1997, "9-2 9-4, 1-6")`: each comma begins the next year."""
    return tuple(
        date(year + later, *map(int, day.split("-")))
        for later, part in enumerate(listed.split(","))
        for day in part.split()
    )


def clock(*parts: int) -> datetime:
    """A time on the wall, in no zone."""
    return datetime(*parts)  # noqa: DTZ001


def found(*lines: str, **more) -> tuple[date, ...]:
    """The days that the lines give."""
    return Meetings.from_rrule("\r\n".join(lines), **more).between(FROM, TO)


# RFC 5545, section 3.8.5.3, "Recurrence Rule": examples with their dates, as they are written there.
RFC_5545 = [
    (
        "weekly until 24 December",
        [f"{NEW_YORK}19970902T090000", "RRULE:FREQ=WEEKLY;UNTIL=19971224T000000Z"],
        days(1997, "9-2 9-9 9-16 9-23 9-30 10-7 10-14 10-21 10-28 11-4 11-11 11-18 11-25 12-2 12-9 12-16 12-23"),
    ),
    (
        "Tuesday and Thursday for five weeks",
        [f"{NEW_YORK}19970902T090000", "RRULE:FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH"],
        days(1997, "9-2 9-4 9-9 9-11 9-16 9-18 9-23 9-25 9-30 10-2"),
    ),
    (
        "first Friday until 24 December",
        [f"{NEW_YORK}19970905T090000", "RRULE:FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR"],
        days(1997, "9-5 10-3 11-7 12-5"),
    ),
    (
        "every third year on the 1st, 100th and 200th day",
        [f"{NEW_YORK}19970101T090000", "RRULE:FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200"],
        days(1997, "1-1 4-10 7-19,,, 1-1 4-9 7-18,,, 1-1 4-10 7-19,,, 1-1"),
    ),
    (
        "Monday of week 20",
        [f"{NEW_YORK}19970512T090000", "RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO"],
        days(1997, "5-12, 5-11, 5-17"),
    ),
    (
        "every Friday the 13th, and not the day that it starts from",
        [
            f"{NEW_YORK}19970902T090000",
            "EXDATE;TZID=America/New_York:19970902T090000",
            "RRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        ],
        days(1998, "2-13 3-13 11-13, 8-13, 10-13"),
    ),
    (
        "every 20 minutes from 9 to 16:40, every day",
        [
            f"{NEW_YORK}19970902T090000",
            "RRULE:FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
        ],
        days(1997, "9-2 9-3 9-4"),
    ),
    (
        "a day that does not exist is left out",
        [f"{NEW_YORK}20070115T090000", "RRULE:FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5"],
        days(2007, "1-15 1-30 2-15 3-15 3-30"),
    ),
]


@pytest.mark.parametrize(("lines", "expected"), [row[1:] for row in RFC_5545], ids=[row[0] for row in RFC_5545])
def test_the_lines_of_the_standard_give_its_days(lines, expected):
    """Calendar programs agree on these, as they agree on nothing else."""
    assert expected == found(*lines)[: len(expected)]
    if "COUNT" in lines[-1] or "UNTIL" in lines[-1]:
        assert expected == found(*lines)


def test_the_start_of_a_calendar_is_a_meeting_also_where_the_rule_does_not_pick_it():
    """RFC 5545, section 3.8.5.3: DTSTART is the first instance, and COUNT counts it. Our own start is neither."""
    lines = ["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=3"]
    assert days(2026, "1-1 1-13 2-10") == found(*lines)
    assert days(2026, "1-13 2-10 3-10") == found(lines[1], start=date(2026, 1, 1))
    assert days(2026, "1-1") == found(lines[0], "RRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=1")
    assert days(2026, "1-1") == found(lines[0], "RRULE:FREQ=MONTHLY;BYDAY=2TU;UNTIL=20251231")
    assert days(2026, "1-1") == found(lines[0])
    two = ["DTSTART:20260101", "RRULE:FREQ=YEARLY;COUNT=2", "RRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=3"]
    assert days(2026, "1-1 1-13 2-10, 1-1") == found(*two)


def test_what_a_rule_of_meetings_can_say_becomes_one():
    """It is searched in closed form, read by people, and equal to the same rule written by hand."""
    lines = f"{LONDON}20260113T183000\nRRULE:FREQ=MONTHLY;BYDAY=2TU;BYHOUR=18;BYMINUTE=30;BYSECOND=0"
    assert Meetings.monthly(2, "tuesday", start=date(2026, 1, 13)) == Meetings.from_rrule(lines)
    assert Meetings("FREQ=DAILY", start=date(2026, 1, 1)) == Meetings.from_rrule("freq=daily;", start=date(2026, 1, 1))
    assert Meetings("FREQ=DAILY", start=date(2026, 1, 1)) == Meetings.from_rrule(
        "DTSTART:20260101\nRRULE:FREQ=DAILY;BYHOUR=9"
    )


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20260331", "3-31"),  # a day counts as a whole
        ("20260331T190000", "3-31"),
        ("20260331T185959", "3-24"),
        ("20260331T180000Z", "3-31"),  # 19:00 in London, where summer time has begun on the 29th
        ("20260331T175959Z", "3-24"),
        ("20260324T190000Z", "3-24"),  # 19:00 in London, still in winter
        ("20260324T185959Z", "3-17"),
    ],
)
def test_an_end_in_any_form_lets_in_the_meetings_that_are_not_after_it(until, last):
    """A meeting too many, or one too few, at the turn of summer time is what calendars get wrong most."""
    meetings = Meetings.from_rrule(f"{LONDON}20260106T190000\nRRULE:FREQ=WEEKLY;UNTIL={until}")
    assert days(2026, last)[0] == meetings.on_or_before(date.max)


@pytest.mark.parametrize(
    ("until", "zone", "last"),
    [
        ("20260331", None, "3-31"),
        ("20260401T025959Z", None, "4-1"),
        ("20260401T025959Z", "America/New_York", "3-31"),  # as an all-day event of New York is written
    ],
)
def test_whole_days_may_end_at_a_time_in_utc(until, zone, last):
    """The zone in which such a series was made is not in the file: it has to be said."""
    meetings = Meetings.from_rrule(f"DTSTART;VALUE=DATE:20260301\nRRULE:FREQ=DAILY;UNTIL={until}", zone=zone)
    assert days(2026, last)[0] == meetings.on_or_before(date.max)


def test_times_without_a_zone_end_where_their_own_clock_says():
    """Such a series means the clock on the wall, wherever it hangs; an end in UTC then needs a zone, or is read as the clock."""
    lines = "DTSTART:20260106T190000\nRRULE:FREQ=WEEKLY;UNTIL=20260331T183000Z"
    assert date(2026, 3, 24) == Meetings.from_rrule(lines).on_or_before(date.max)
    assert date(2026, 3, 31) == Meetings.from_rrule(lines, zone="Europe/London").on_or_before(date.max)


def test_days_are_taken_away_and_added():
    """A cancelled instance is listed beside the rule, in whichever zone; a period counts by its beginning."""
    lines = [
        f"{LONDON}20260106T190000",
        "RRULE:FREQ=WEEKLY;COUNT=6",
        "EXDATE;TZID=Europe/London:20260113T190000,20260120T190000",
        "EXDATE:20260127T190000Z",
        "EXDATE:20260203T120000Z",  # no meeting is at noon
        "RDATE;VALUE=PERIOD:20260205T190000Z/PT2H,20260206T190000Z/20260206T210000Z",
        "RDATE;TZID=America/New_York:20260208T210000",
        "RDATE;VALUE=DATE:20260301",
    ]
    meetings = Meetings.from_rrule("\n".join(lines))
    assert days(2026, "1-6 2-3 2-5 2-6 2-9 2-10 3-1") == meetings.between(FROM, TO)
    assert days(2026, "1-13 1-20 1-27") == meetings.cancelled
    assert days(2026, "1-13") == found("DTSTART:20260106", "RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE;VALUE=DATE:20260106")
    assert days(2026, "1-13") == found("DTSTART:20260106", "RDATE:20260113,20260120", "EXDATE:20260106,20260120")
    whole = ["DTSTART:20260106T190000", "RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE;VALUE=DATE:20260106"]
    assert days(2026, "1-13") == found(*whole)
    assert days(2026, "1-6 1-13") == found(*whole[:2], "EXDATE:20260107T190000")
    assert () == Meetings.from_rrule("\n".join([*whole[:2], "EXDATE:20260107T190000"])).cancelled


def test_several_rules_are_several_rules():
    """The second Tuesday, but in December the first: one forum, two rules."""
    lines = [
        "DTSTART:20260113",
        "RRULE:FREQ=MONTHLY;BYDAY=2TU;BYMONTH=1,2,3,4,5,6,7,8,9,10,11",
        "RRULE:FREQ=YEARLY;BYMONTH=12;BYDAY=1TU",
    ]
    meetings = Meetings.from_rrule("\n".join(lines))
    assert days(2026, "10-13 11-10 12-1, 1-12") == meetings.between(date(2026, 10, 1), date(2027, 1, 31))
    assert (
        "The second Tuesday of every month but December from 13 January 2026. "
        "Also the first Tuesday of December every year from 13 January 2026." == str(meetings)
    )


def test_a_meeting_lasts_from_its_beginning_to_its_end():
    """An end is the first moment after; an evening that runs past midnight is one day."""
    for lines, expected in (
        (["DTSTART:20260106", "DTEND:20260109"], 3),
        (["DTSTART:20260106", "DTEND:20260106"], 1),
        (["DTSTART:20260106", "DURATION:P3D"], 3),
        (["DTSTART:20260106", "DURATION:P1W"], 7),
        (["DTSTART:20260106T090000", "DTEND:20260107T170000"], 2),
        (["DTSTART:20260106T090000", "DTEND:20260108T000000"], 2),
        (["DTSTART:20260106T190000", "DTEND:20260107T003000"], 1),
        (["DTSTART:20260106T090000", "DURATION:PT8H30M"], 1),
        (["DTSTART:20260106T090000", "DURATION:P1DT2H0M1S"], 2),
        (["DTSTART:20260106T090000Z", "DTEND:20260107T170000Z"], 2),
        ([f"{LONDON}20260106T090000", "DTEND;TZID=Europe/London:20260107T170000"], 2),
        (["DTSTART:20260106"], 1),
    ):
        assert expected == Meetings.from_rrule("\n".join(lines)).days
    assert Meetings.from_rrule("DTSTART:20260106\nDTEND:20260109", days=1).days == 1


@pytest.mark.parametrize(
    ("lines", "zone", "listed"),
    [
        # 23:30 in UTC is the next day in London in summer, and the same day in winter.
        (["DTSTART:20260325T233000Z", "RRULE:FREQ=WEEKLY;COUNT=2"], None, "3-25 4-1"),
        (["DTSTART:20260325T233000Z", "RRULE:FREQ=WEEKLY;COUNT=2"], "Europe/London", "3-25 4-2"),
        (["DTSTART:20260325T133000Z", "RRULE:FREQ=WEEKLY;COUNT=2"], "Europe/London", "3-25 4-1"),
        (
            ["DTSTART:20260325T133000Z", "RRULE:FREQ=WEEKLY;COUNT=2", "RDATE:20260701T233000Z"],
            "Europe/London",
            "3-25 4-1 7-2",
        ),
        (["DTSTART:20260701T233000Z"], "Europe/London", "7-2"),
    ],
)
def test_a_series_in_utc_falls_on_the_days_of_the_zone_that_is_asked_for(lines, zone, listed):
    """A server may keep evenings in New York as mornings of the next day."""
    assert days(2026, listed) == found(*lines, zone=zone)


# What dateutil works out


def test_several_times_a_day_are_one_meeting_a_day():
    """Morning and afternoon are two instances to a calendar; COUNT counts both, EXDATE takes one."""
    lines = ["DTSTART:20260105T090000", "RRULE:FREQ=DAILY;BYHOUR=9,14;COUNT=5"]
    assert days(2026, "1-5 1-6 1-7") == found(*lines)
    assert days(2026, "1-5 1-6 1-7") == found(*lines, "EXDATE:20260106T090000")
    assert days(2026, "1-5 1-7") == found(*lines, "EXDATE:20260106T090000,20260106T140000")
    assert days(2026, "1-5 1-7") == found(*lines, "EXDATE;VALUE=DATE:20260106")
    assert Meetings.from_rrule("\n".join(lines)).known_until is None
    late = ["DTSTART:20260105T080000", "RRULE:FREQ=DAILY;BYHOUR=9,14;COUNT=4"]  # its start is the first of the four
    assert days(2026, "1-5 1-6") == found(*late)
    assert days(2026, "1-5 1-6") == found(late[0], "RRULE:FREQ=DAILY;BYHOUR=9,14;UNTIL=20260106T120000")
    assert days(2026, "1-5 1-6 1-7") == found(late[0], "RRULE:FREQ=DAILY;BYHOUR=9,14;UNTIL=20260107")
    assert days(2026, "1-5 1-6 1-7") == found(late[0], "RRULE:FREQ=DAILY;BYHOUR=9,14;BYSETPOS=2;UNTIL=20260107")
    assert days(2026, "1-5 1-12 1-19 2-1") == found(
        late[0], "RRULE:FREQ=WEEKLY;BYHOUR=9,14;BYSETPOS=1;COUNT=4", "RDATE:20260201T090000"
    )


def test_rules_that_take_days_away_are_followed():
    """EXRULE is of the older standard, RFC 2445, and still in old files."""
    lines = ["DTSTART:20260105", "RRULE:FREQ=WEEKLY;COUNT=4", "EXRULE:FREQ=WEEKLY;INTERVAL=2"]
    assert days(2026, "1-5 1-12 1-26") == found(*lines)  # the start is a meeting all the same
    assert days(2026, "1-12 1-26") == found(*lines, "EXDATE:20260105")


def test_what_has_no_end_is_worked_out_for_ten_years_and_not_known_after():
    """A list cannot be endless, and its end is not the end of the meetings."""
    lines = "DTSTART:20260105T090000\nRRULE:FREQ=WEEKLY;BYHOUR=9,14;BYSETPOS=1"
    meetings = Meetings.from_rrule(lines)
    assert date(2036, 1, 5) == meetings.known_until
    assert 522 == len(meetings.also)
    assert meetings.assumed(date(2036, 1, 6))
    assert date(2026, 2, 1) == Meetings.from_rrule(lines, known_until=date(2026, 2, 1)).known_until
    assert 4 == len(Meetings.from_rrule(lines, known_until=date(2026, 2, 1)).also)
    far = Meetings.from_rrule("DTSTART:20260105T090000\nRRULE:FREQ=WEEKLY;BYHOUR=9,14;BYSETPOS=1;UNTIL=20991231T000000")
    assert date(2036, 1, 5) == far.known_until
    assert date(2036, 1, 5) == Meetings.from_rrule("DTSTART:20260105\nRRULE:FREQ=WEEKLY;COUNT=2000").known_until
    assert (
        date.max == Meetings.from_rrule("DTSTART:99951231T090000\nRRULE:FREQ=YEARLY;BYHOUR=9,14;BYSETPOS=1").known_until
    )
    plain = Meetings.from_rrule("DTSTART:20260105\nRRULE:FREQ=WEEKLY", known_until=date(2026, 2, 1))
    assert Meetings("FREQ=WEEKLY", start=date(2026, 1, 5), known_until=date(2026, 2, 1)) == plain


def test_what_dateutil_works_out_has_a_budget():
    """Thirty bytes must not keep a server busy for an hour."""
    lines = "DTSTART:20260105T000000\nRRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9;BYSETPOS=1,2,3,4,5,6,7,8,9,10"
    with pytest.raises(LimitExceeded, match=r"Meetings\.from_rrule: more than 20000 meetings"):
        Meetings.from_rrule(lines)
    assert 3653 == len(Meetings.from_rrule(lines, budget=40_000).also)
    with pytest.raises(LimitExceeded, match="more than 10 meetings"):
        Meetings.from_rrule(lines, budget=10)


def test_easter_is_once_a_year():
    """A rule that looks for it on each day of eight thousand years is a joke or an attack."""
    with pytest.raises(InvalidValueError, match="BYEASTER only in a yearly rule"):
        Meetings.from_rrule("DTSTART:20260105\nRRULE:FREQ=DAILY;BYEASTER=0;BYMONTH=12")


@pytest.mark.parametrize("begins", ["20260105", "20950105", "18960105", "19991231", "21000228", "95000101", "99890105"])
@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO,SU",
        "FREQ=YEARLY;BYYEARDAY=60,-1",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,FR;WKST=SU",
    ],
)
def test_what_a_series_leaves_out_is_what_dateutil_picks(begins, rule):
    """Also about the turn of a century that is no leap year: a day too early or too late is another meeting."""
    start = datetime.strptime(begins, "%Y%m%d")  # noqa: DTZ007 - a day has no zone
    last = start.replace(year=start.year + 10, day=min(start.day, 28), hour=23)
    every = {start.date() + timedelta(number) for number in range((last - start).days + 1)}
    picked = {moment.date() for moment in rrulestr(rule, dtstart=start).between(start, last, inc=True)}
    found = Meetings.from_rrule(f"DTSTART;VALUE=DATE:{begins}\nRRULE:FREQ=DAILY\nEXRULE:{rule}")
    assert sorted(every - picked | {start.date()}) == list(found.between(start.date(), last.date()))


DATEUTIL = [
    rrule(WEEKLY, dtstart=clock(2026, 1, 6, 19), count=5),
    rrule(WEEKLY, dtstart=clock(2026, 1, 6, 19), until=clock(2026, 3, 1)),
    rrule(WEEKLY, dtstart=datetime(2026, 1, 6, 19, tzinfo=ZoneInfo("Europe/London")), until=datetime(2026, 3, 31, 18, tzinfo=UTC)),
    rrule(MONTHLY, dtstart=clock(2026, 1, 1), byweekday=MO(2), count=9, wkst=6),
    rrule(YEARLY, dtstart=clock(2026, 1, 1), byweekno=20, byweekday=MO, count=4),
    rrule(YEARLY, dtstart=clock(2026, 1, 1), byeaster=-2, count=4),
    rrule(DAILY, dtstart=clock(2026, 1, 1, 8), byhour=[9, 14], count=5),
    rrule(MONTHLY, dtstart=clock(2026, 1, 31), bymonthday=[31, -1], bysetpos=1, count=6),
    rrulestr("DTSTART:20260105T090000\nRRULE:FREQ=WEEKLY;COUNT=4\nRRULE:FREQ=MONTHLY;COUNT=3\nEXDATE:20260112T090000\nRDATE:20260301T090000"),
    rrulestr("DTSTART:20260105T090000\nRRULE:FREQ=WEEKLY;COUNT=4\nEXRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2"),
]  # fmt: skip


@pytest.mark.parametrize("rule", DATEUTIL, ids=range(len(DATEUTIL)))
def test_a_rule_of_dateutil_gives_the_days_that_it_gives(rule):
    """Whoever has built one in Python need not write it again; its start is a meeting only if it picks it."""
    assert tuple(dict.fromkeys(each.date() for each in rule)) == Meetings.from_rrule(rule).between(FROM, TO)


def test_rules_of_dateutil_with_starts_of_their_own_keep_them():
    """A rule that changes in the middle of the year, as programs in Python have it."""
    both = rruleset()
    both.rrule(rrule(MONTHLY, dtstart=clock(2026, 1, 1), byweekday=MO(2), until=clock(2026, 6, 30)))
    both.rrule(rrule(MONTHLY, dtstart=clock(2026, 7, 1), byweekday=MO(1)))
    expected = tuple(each.date() for each in islice(both, 20))
    meetings = Meetings.from_rrule(both)
    assert expected == meetings.between(FROM, expected[-1])
    assert date(2026, 7, 1) == meetings.more_rules[0].start
    only_days = rruleset()
    only_days.rdate(clock(2026, 3, 4, 10))
    assert Meetings.on([date(2026, 3, 4)]) == Meetings.from_rrule(only_days)


def test_a_rule_that_a_shorter_month_moves_back_is_the_31st_or_last_day():
    """RFC 7529, section 4.1: SKIP=BACKWARD takes the last day of a month without that day."""
    lines = "DTSTART:20260131\nRRULE:RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY={day};SKIP=BACKWARD"
    last = Meetings.from_rrule(lines.format(day=31))
    assert Meetings.monthly_on(31, or_last_day=True, start=date(2026, 1, 31)) == last
    assert Meetings.monthly_on(15, start=date(2026, 1, 31)).rule == Meetings.from_rrule(lines.format(day=15)).rule
    plain = "DTSTART:20260131\nRRULE:RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=OMIT"
    assert Meetings("FREQ=MONTHLY", start=date(2026, 1, 31)) == Meetings.from_rrule(plain)


# What is refused


@pytest.mark.parametrize("interval", ["0", "-1", "1001", "2000", "100000", "999999999999"])
def test_an_interval_has_one_bound_wherever_it_is_written(interval):
    """Two limits for one thing would send people from one door to the other."""
    rule = f"FREQ=DAILY;INTERVAL={interval}"
    expected = "expected INTERVAL to be a whole number from 1 to 1000$"
    with pytest.raises(InvalidValueError, match=expected):
        Meetings(rule, start=date(2026, 1, 5))
    for lines in (f"RRULE:{rule}", f"RRULE:{rule};BYHOUR=9,14", f"RRULE:FREQ=DAILY;COUNT=2\nEXRULE:{rule}"):
        with pytest.raises(InvalidValueError, match=expected):
            Meetings.from_rrule(f"DTSTART:20260105T090000\n{lines}")
    with pytest.raises(InvalidValueError, match=r"^Meetings: every: expected a whole number from 1 to 1000$"):
        Meetings.weekly("monday", start=date(2026, 1, 5), every=int(interval))


def test_the_longest_interval_is_taken_everywhere():
    """Up to the bound, all of them mean the same."""
    rule, start = "FREQ=WEEKLY;INTERVAL=1000;BYDAY=MO", date(2026, 1, 5)
    written = Meetings(rule, start=start)
    assert written == Meetings.weekly("monday", start=start, every=1000)
    assert written == Meetings.from_rrule(f"DTSTART:20260105\nRRULE:{rule}")
    assert (start, start + timedelta(weeks=1000)) == written.between(start, date(2046, 1, 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "start once"),
        ("DTSTART:20260105\nSUMMARY:Ann Smith meets", "each one of DTSTART"),
        ("BEGIN:VEVENT\nDTSTART:20260105\nEND:VEVENT", "each one of DTSTART"),
        ("no line", "each one of DTSTART"),
        ("DTSTART:20260105\nDTSTART:20260106", "each once"),
        ("DTSTART:20260230", "DTSTART to be days or times"),
        ("DTSTART:20260105T250000", "DTSTART to be days or times"),
        ("DTSTART:2026-01-05", "DTSTART to be days or times"),
        ("DTSTART:", "DTSTART to be days or times"),
        ("DTSTART:20260105\nEXDATE:20260105,", "EXDATE to be days or times"),
        ("DTSTART:20260105\nRDATE:Ann Smith", "RDATE to be days or times"),
        ("DTSTART:20260105\nDURATION:3 days", "DURATION to be such as"),
        ("DTSTART:20260105\nDURATION:P", "DURATION to be such as"),
        ("DTSTART:99991231\nDURATION:P9999W", "end within the calendar"),
        ("DTSTART;TZID=Europe/London:20260105T090000\nDTEND:20260105T100000Z", "DTEND in the zone of DTSTART"),
        ("DTSTART:20260105\nRRULE:", "each one of DTSTART|FREQ"),
        ("DTSTART:20260105\nRRULE:FREQ=WEEKLY;FREQ=DAILY", "each once"),
        ("DTSTART:20260105\nRRULE:FREQ=WEEKLY;X-OWN=1", "joined by semicolons"),
        ("DTSTART:20260105\nRRULE:FREQ=WEEKLY;BYDAY=", "joined by semicolons"),
        ("DTSTART:20260105\nRRULE:FREQ=HOURLY", "meetings are days"),
        ("DTSTART:20260105\nRRULE:FREQ=MINUTELY;INTERVAL=10080", "meetings are days"),
        ("DTSTART:20260105\nRRULE:FREQ=SECONDLY;COUNT=1000000000", "meetings are days"),
        ("DTSTART:20260105\nRRULE:FREQ=FORTNIGHTLY", "FREQ to be one of"),
        ("DTSTART:20260105\nDTEND:20260104\nRRULE:FREQ=DAILY", "DTEND not to be before DTSTART"),
        ("DTSTART:20260105T190000\nDTEND:20260105T170000\nRRULE:FREQ=DAILY", "DTEND not to be before DTSTART"),
        ("DTSTART:20260105\nRRULE:FREQ=DAILY;COUNT=0", "COUNT to be a whole number from 1 to 99999"),
        ("DTSTART:20260105\nRRULE:FREQ=DAILY;COUNT=100000", "COUNT to be a whole number from 1 to 99999"),
        ("DTSTART:20260105\nRRULE:FREQ=DAILY;COUNT=1000000", "COUNT to be a whole number"),
        ("DTSTART:20260105\nRRULE:FREQ=DAILY;COUNT=\u0663", "COUNT to be a whole number"),
        ("DTSTART:20260105\nRRULE:FREQ=DAILY;COUNT=3;UNTIL=20260201", "not both"),
        ("DTSTART:20260105\nRRULE:FREQ=DAILY;UNTIL=soon", "UNTIL to be"),
        ("DTSTART:20260105T090000\nRRULE:FREQ=DAILY;BYHOUR=24", "BYHOUR to be whole numbers from 0 to 23"),
        ("DTSTART:20260105T090000\nRRULE:FREQ=DAILY;BYMINUTE=x", "BYMINUTE to be whole numbers"),
        ("DTSTART:20260105T090000\nRRULE:FREQ=MONTHLY;BYHOUR=9,14;BYDAY=99999MO", "BYDAY to be weekdays"),
        ("DTSTART:20260105T090000\nRRULE:FREQ=DAILY;BYHOUR=9,14;BYSETPOS=1000", "BYSETPOS to be"),
        ("DTSTART:20260105\nRRULE:FREQ=DAILY;COUNT=2000;BYYEARDAY=4", "only in yearly rules"),
        ("DTSTART:20260105\nRRULE:RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L", "RSCALE=GREGORIAN"),
        ("DTSTART:20260105\nRRULE:RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD", "SKIP=OMIT or BACKWARD"),
        ("DTSTART:20260105\nRRULE:RSCALE=GREGORIAN;FREQ=YEARLY;BYMONTHDAY=31;SKIP=BACKWARD", "only in a monthly rule"),
        ("DTSTART:20260105\nRRULE:RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=32;SKIP=BACKWARD", "only in a monthly rule"),
        ("DTSTART;TZID=Nowhere/Town:20260105T090000\nRRULE:FREQ=DAILY;UNTIL=20260201T000000Z", "TZID to be the IANA name"),
        ("DTSTART:20260105T090000\nRDATE;TZID=../../etc:20260105T090000", "TZID to be the IANA name"),
    ],
)  # fmt: skip
def test_what_is_no_such_line_is_refused_at_once_and_shows_nothing_of_it(text, expected):
    """Calendars come from everywhere; some keep dateutil busy for ever, and all of them may name people."""
    begun = process_time()
    with pytest.raises(InvalidValueError, match=expected) as caught:
        Meetings.from_rrule(text)
    assert process_time() - begun < 1
    assert "Smith" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DTSTART:20260105" + "\nRDATE:20260106" * 4600, "more than 65536 characters"),
        ("DTSTART:20260105\nDTEND:20280105", "more than 366 days"),
    ],
)
def test_what_is_too_large_is_refused(text, expected):
    """A file of a gigabyte says no more of a calendar than one of a page."""
    with pytest.raises(LimitExceeded, match=expected):
        Meetings.from_rrule(text)


def test_a_rule_that_never_meets_says_so_soon():
    """dateutil alone would search until the year 9999."""
    begun = process_time()
    assert () == Meetings.from_rrule("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=2000", start=date(2026, 1, 1)).also
    assert process_time() - begun < 1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"source": 7}, "an rrule or rruleset"),
        ({"source": rrule(HOURLY, dtstart=clock(2026, 1, 1), count=2)}, "meetings are days"),
        ({"source": "DTSTART:20260105", "start": date(2026, 1, 5)}, "the start once"),
        ({"source": "FREQ=DAILY", "start": clock(2026, 1, 5, 9)}, "a date"),
        ({"source": "DTSTART:20260105", "zone": "London town"}, "zone: expected the IANA name"),
        ({"source": "DTSTART:20260105", "zone": "/etc/passwd"}, "zone: expected the IANA name"),
        ({"source": "DTSTART:20260105", "zone": 1}, "zone"),
        ({"source": "DTSTART:20260105", "known_until": "2026"}, "a date"),
        ({"source": "DTSTART:20260105", "budget": -1}, "budget"),
        ({"source": "DTSTART:20260105", "days": 0}, "Meetings.days: expected a whole number, 1 or more"),
    ],
)
def test_an_argument_that_means_nothing_is_refused(arguments, expected):
    """What would be guessed would be guessed wrong."""
    with pytest.raises(InvalidValueError, match=expected):
        Meetings.from_rrule(arguments.pop("source"), **arguments)


def test_lines_may_be_folded_and_zones_named_as_programs_name_their_own(monkeypatch):
    """Lines of more than 75 octets are folded (RFC 5545, section 3.1); old files have zones of old databases."""
    text = (
        "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/London:20260106T190000\r\n"
        "RRULE:FREQ=WEE\r\n KLY;UNTIL=20260331T180000Z\r\n"
    )
    assert date(2026, 3, 31) == Meetings.from_rrule(text).on_or_before(date.max)
    assert date(2026, 1, 6) + timedelta(7) == Meetings.from_rrule(text).on_or_after(date(2026, 1, 7))
    windows = "DTSTART;TZID=GMT Standard Time:20260106T190000\nRRULE:FREQ=WEEKLY;UNTIL=20260331T180000Z"
    assert date(2026, 3, 31) == Meetings.from_rrule(windows).on_or_before(date.max)
    monkeypatch.setitem(sys.modules, "icalendar.timezone.windows_to_olson", None)
    with pytest.raises(InvalidValueError, match="TZID to be the IANA name"):
        Meetings.from_rrule(windows)
    unknown = "DTSTART;TZID=Somewhere:20260106T190000\nRRULE:FREQ=WEEKLY"  # no other zone has to be told from it
    assert Meetings.weekly("tuesday", start=date(2026, 1, 6)).between(FROM, TO) == found(*unknown.splitlines())
