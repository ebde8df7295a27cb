"""On which days does a forum meet? Rules, exceptions, what is not known, and rules that nobody should send."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from time import process_time

import pytest

from involvement import InvalidValueError, Meetings
from involvement.calendars.calendars import BEFORE, NEVER
from involvement.calendars.meetings import calendar_of

START = date(2026, 1, 1)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
SECOND_TUESDAY = Meetings.monthly(2, "tuesday", start=START)


def days(year: int, listed: str) -> tuple[date, ...]:
    """`days(1997, "9-2 9-4, 1-6")`: each comma begins the next year."""
    return tuple(
        date(year + later, *map(int, day.split("-")))
        for later, part in enumerate(listed.split(","))
        for day in part.split()
    )


# RFC 5545, Internet Calendaring and Scheduling Core Object Specification (iCalendar), section 3.8.5.3, "Recurrence
# Rule": its examples, with their dates, as far as they are days and use the parts that are understood. An UNTIL with a
# time is written as the last day that it lets in. In all of them DTSTART itself is picked by the rule, so that it is
# no matter that it counts as one there and not here.
RFC_5545 = [
    ("daily, 10 times", "FREQ=DAILY;COUNT=10", 1997, "9-2 9-3 9-4 9-5 9-6 9-7 9-8 9-9 9-10 9-11"),
    ("every other day", "FREQ=DAILY;INTERVAL=2", 1997, "9-2 9-4 9-6 9-8 9-10 9-12 9-14"),
    ("every 10 days, 5 times", "FREQ=DAILY;INTERVAL=10;COUNT=5", 1997, "9-2 9-12 9-22 10-2 10-12"),
    ("weekly, 10 times", "FREQ=WEEKLY;COUNT=10", 1997, "9-2 9-9 9-16 9-23 9-30 10-7 10-14 10-21 10-28 11-4"),
    (
        "weekly until 24 December",
        "FREQ=WEEKLY;UNTIL=19971223",
        1997,
        "9-2 9-9 9-16 9-23 9-30 10-7 10-14 10-21 10-28 11-4 11-11 11-18 11-25 12-2 12-9 12-16 12-23",
    ),
    (
        "every other week",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
        1997,
        "9-2 9-16 9-30 10-14 10-28 11-11 11-25 12-9 12-23, 1-6 1-20 2-3 2-17",
    ),
    (
        "Tuesdays and Thursdays for five weeks, until",
        "FREQ=WEEKLY;UNTIL=19971006;WKST=SU;BYDAY=TU,TH",
        1997,
        "9-2 9-4 9-9 9-11 9-16 9-18 9-23 9-25 9-30 10-2",
    ),
    (
        "Tuesdays and Thursdays for five weeks, count",
        "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH",
        1997,
        "9-2 9-4 9-9 9-11 9-16 9-18 9-23 9-25 9-30 10-2",
    ),
    (
        "every other week on three days, until",
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971223;WKST=SU;BYDAY=MO,WE,FR",
        1997,
        (
            "9-1 9-3 9-5 9-15 9-17 9-19 9-29 10-1 10-3 10-13 10-15 10-17 10-27 10-29 10-31 "
            "11-10 11-12 11-14 11-24 11-26 11-28 12-8 12-10 12-12 12-22"
        ),
    ),
    (
        "every other week on two days, 8 times",
        "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
        1997,
        "9-2 9-4 9-16 9-18 9-30 10-2 10-14 10-16",
    ),
    (
        "first Friday, 10 times",
        "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        1997,
        "9-5 10-3 11-7 12-5, 1-2 2-6 3-6 4-3 5-1 6-5",
    ),
    ("first Friday until 24 December", "FREQ=MONTHLY;UNTIL=19971223;BYDAY=1FR", 1997, "9-5 10-3 11-7 12-5"),
    (
        "first and last Sunday of every other month, 10 times",
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        1997,
        "9-7 9-28 11-2 11-30, 1-4 1-25 3-1 3-29 5-3 5-31",
    ),
    (
        "second to last Monday, 6 times",
        "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        1997,
        "9-22 10-20 11-17 12-22, 1-19 2-16",
    ),
    ("third to last day", "FREQ=MONTHLY;BYMONTHDAY=-3", 1997, "9-28 10-29 11-28 12-29, 1-29 2-26"),
    (
        "2nd and 15th, 10 times",
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        1997,
        "9-2 9-15 10-2 10-15 11-2 11-15 12-2 12-15, 1-2 1-15",
    ),
    (
        "first and last day, 10 times",
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        1997,
        "9-30 10-1 10-31 11-1 11-30 12-1 12-31, 1-1 1-31 2-1",
    ),
    (
        "10th to 15th of every 18 months, 10 times",
        "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        1997,
        "9-10 9-11 9-12 9-13 9-14 9-15,, 3-10 3-11 3-12 3-13",
    ),
    (
        "every Tuesday of every other month",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        1997,
        "9-2 9-9 9-16 9-23 9-30 11-4 11-11 11-18 11-25, 1-6 1-13 1-20 1-27 3-3 3-10 3-17 3-24 3-31",
    ),
    (
        "in June and July, 10 times",
        "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        1997,
        "6-10 7-10, 6-10 7-10, 6-10 7-10, 6-10 7-10, 6-10 7-10",
    ),
    (
        "every other year in January, February and March, 10 times",
        "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
        1997,
        "3-10,, 1-10 2-10 3-10,, 1-10 2-10 3-10,, 1-10 2-10 3-10",
    ),
    ("20th Monday of the year", "FREQ=YEARLY;BYDAY=20MO", 1997, "5-19, 5-18, 5-17"),
    (
        "every Thursday in March",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        1997,
        "3-13 3-20 3-27, 3-5 3-12 3-19 3-26, 3-4 3-11 3-18 3-25",
    ),
    (
        "every Thursday in June, July and August",
        "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
        1997,
        (
            "6-5 6-12 6-19 6-26 7-3 7-10 7-17 7-24 7-31 8-7 8-14 8-21 8-28, "
            "6-4 6-11 6-18 6-25 7-2 7-9 7-16 7-23 7-30 8-6 8-13 8-20 8-27, "
            "6-3 6-10 6-17 6-24 7-1 7-8 7-15 7-22 7-29 8-5 8-12 8-19 8-26"
        ),
    ),
    ("every Friday the 13th", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", 1998, "2-13 3-13 11-13, 8-13, 10-13"),
    (
        "the Saturday after the first Sunday",
        "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        1997,
        "9-13 10-11 11-8 12-13, 1-10 2-7 3-7 4-11 5-9 6-13",
    ),
    (
        "election day of the United States",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        1996,
        "11-5,,,, 11-7,,,, 11-2",
    ),
    (
        "the third Tuesday, Wednesday or Thursday, 3 times",
        "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
        1997,
        "9-4 10-7 11-6",
    ),
    (
        "the second to last working day",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        1997,
        "9-29 10-30 11-27 12-30, 1-29 2-26 3-30",
    ),
    ("weeks from Monday", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", 1997, "8-5 8-10 8-19 8-24"),
    ("weeks from Sunday", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", 1997, "8-5 8-17 8-19 8-31"),
    ("no 30 February", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", 2007, "1-15 1-30 2-15 3-15 3-30"),
]


@pytest.mark.parametrize(("rule", "year", "listed"), [row[1:] for row in RFC_5545], ids=[row[0] for row in RFC_5545])
def test_the_examples_of_the_standard_hold(rule, year, listed):
    """Whoever writes rules learned them here, and calendar programs agree on these."""
    expected = days(year, listed)
    meetings = Meetings(rule, start=expected[0])
    assert expected == meetings.between(date(1990, 1, 1), date(2030, 1, 1))[: len(expected)]
    if "COUNT" in rule or "UNTIL" in rule:
        assert meetings.on_or_after(expected[-1] + timedelta(days=1)) is None


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;UNTIL=20000131;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
        "FREQ=DAILY;UNTIL=20000131;BYMONTH=1",
    ],
)
def test_every_day_in_january_for_three_years_can_be_said_in_two_ways(rule):
    """The standard gives both rules for one list of days (RFC 5545, section 3.8.5.3)."""
    expected = tuple(date(year, 1, day) for year in (1998, 1999, 2000) for day in range(1, 32))
    assert expected == Meetings(rule, start=date(1998, 1, 1)).between(date.min, date.max)


# Ends of months, leap days, years with a week more


def test_a_month_without_the_day_has_no_meeting_and_its_last_day_can_be_asked_for():
    """On the 31st means seven meetings a year; who wants the end of each month says -1."""
    on_the_31st = Meetings("FREQ=MONTHLY;BYMONTHDAY=31", start=START)
    month_end = Meetings("FREQ=MONTHLY;BYMONTHDAY=-1", start=START)
    year = (date(2028, 1, 1), date(2028, 12, 31))
    assert days(2028, "1-31 3-31 5-31 7-31 8-31 10-31 12-31") == on_the_31st.between(*year)
    assert days(2028, "1-31 2-29 3-31 4-30 5-31 6-30 7-31 8-31 9-30 10-31 11-30 12-31") == month_end.between(*year)


@pytest.mark.parametrize("rule", ["FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTH=2"])
def test_a_leap_day_comes_again_in_the_next_leap_year(rule):
    """2100 is no leap year: from 2096 the next is eight years away."""
    meetings = Meetings(rule, start=date(2096, 2, 29))
    assert days(2096, "2-29,,,,,,,, 2-29") == meetings.between(date(2096, 1, 1), date(2107, 12, 31))


def test_what_the_rule_leaves_open_is_that_of_the_start():
    """A rule `weekly` from a Wednesday meets on Wednesdays (RFC 5545, section 3.3.10)."""
    start = date(2026, 3, 31)
    weekly, monthly, yearly = (Meetings(f"FREQ={each}", start=start) for each in ("WEEKLY", "MONTHLY", "YEARLY"))
    assert days(2026, "3-31 4-7 4-14") == weekly.between(start, date(2026, 4, 15))
    assert days(2026, "3-31 5-31") == monthly.between(start, date(2026, 6, 30))
    assert days(2026, "3-31, 3-31") == yearly.between(start, date(2027, 12, 31))


def test_months_and_weeks_are_counted_from_that_of_the_start():
    """Every fifth month from February; every third week from the week of a Friday, its Monday included."""
    monthly = Meetings("FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=1", start=date(2026, 2, 1))
    assert days(2026, "2-1 7-1 12-1, 5-1 10-1") == monthly.between(date(2026, 1, 1), date(2027, 12, 31))
    weekly = Meetings("FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,FR", start=date(2026, 1, 2))
    assert days(2026, "1-2 1-19 1-23 2-9") == weekly.between(date(2026, 1, 1), date(2026, 2, 9))
    in_spring = Meetings("FREQ=WEEKLY;INTERVAL=3;BYMONTH=2;BYDAY=MO,FR;BYSETPOS=1", start=date(2026, 1, 2))
    assert days(2026, "2-9") == in_spring.between(date(2026, 1, 1), date(2026, 12, 31))


def test_the_start_is_a_meeting_only_if_the_rule_picks_it():
    """2026-01-01 is a Thursday; the first second Tuesday from there is the thirteenth."""
    assert date(2026, 1, 13) == SECOND_TUESDAY.on_or_after(START)
    assert SECOND_TUESDAY.on_or_before(date(2026, 1, 12)) is None
    assert date(2026, 1, 13) == Meetings("FREQ=MONTHLY;BYDAY=2TU;COUNT=1", start=START).on_or_before(date.max)


def test_weekdays_with_and_without_a_number_meet_on_the_days_of_both():
    """RFC 5545 lists them as one set: all Mondays, and the second Tuesday."""
    meetings = Meetings("FREQ=MONTHLY;BYDAY=MO,2TU", start=START)
    assert days(2026, "1-5 1-12 1-13 1-19 1-26") == meetings.between(START, date(2026, 1, 31))


def test_positions_count_from_the_beginning_of_the_week_also_where_the_start_is_later():
    """The first of Monday to Wednesday is the Monday, and a start on Wednesday does not make it the Wednesday."""
    meetings = Meetings("FREQ=WEEKLY;BYDAY=MO,TU,WE;BYSETPOS=1", start=date(2026, 1, 7))
    assert date(2026, 1, 12) == meetings.on_or_after(date(2026, 1, 7))


@pytest.mark.parametrize(
    ("rule", "listed"),
    [
        ("FREQ=WEEKLY;BYMONTH=2;BYDAY=SA,SU;BYSETPOS=1", "2-1 2-7 2-14 2-21 2-28"),  # 31 January is a Saturday
        ("FREQ=WEEKLY;BYMONTH=2;BYDAY=SU", "2-1 2-8 2-15 2-22"),
        ("FREQ=WEEKLY;BYMONTH=2;BYDAY=SU;INTERVAL=2", "2-1 2-15"),
        ("FREQ=WEEKLY;BYMONTH=2;BYDAY=SA,SU;INTERVAL=2;BYSETPOS=-1", "2-1 2-15 2-28"),
        ("FREQ=DAILY;BYMONTH=2;BYDAY=TU;BYSETPOS=1", "2-3 2-10 2-17 2-24"),
        ("FREQ=DAILY;BYDAY=MO,FR;BYSETPOS=-1;UNTIL=20260112", "1-2 1-5 1-9 1-12"),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=TH,FR;UNTIL=20260118", "1-1 1-8 1-15"),
        ("FREQ=DAILY;INTERVAL=2;BYMONTH=1;BYMONTHDAY=28,29,30,31", "1-29 1-31"),
        ("FREQ=YEARLY;BYDAY=1TH,-1TH;BYMONTHDAY=1,31", "1-1 12-31"),
        ("FREQ=YEARLY;BYMONTH=3,6;BYDAY=1TU", "3-3 6-2"),
    ],
)
def test_rarer_rules_are_read_as_the_standard_says(rule, listed):
    """What few write must still be right: the year 2026, by hand."""
    assert days(2026, listed) == Meetings(rule, start=START).between(START, date(2026, 12, 31))


# Constructors


def test_a_rule_may_be_written_in_small_letters_and_with_its_name():
    """People copy rules from calendar files; equal rules are equal meetings."""
    written = Meetings("RRULE:FREQ=MONTHLY;BYDAY=2TU", start=START)
    assert [SECOND_TUESDAY] * 2 == [written, Meetings("rrule:freq=monthly;byday=2tu", start=START)]
    assert written.rule == "FREQ=MONTHLY;BYDAY=2TU"


def test_listed_dates_are_sorted_and_each_is_kept_once():
    """Two lists of the same days are the same calendar."""
    meetings = Meetings.on([date(2026, 5, 12), date(2026, 3, 3), date(2026, 5, 12)])
    assert (date(2026, 3, 3), date(2026, 5, 12)) == meetings.also
    assert Meetings.on(iter([date(2026, 3, 3), date(2026, 5, 12)])) == meetings


def test_monthly_and_weekly_meetings_need_no_rule():
    """The calendars that most forums have, in words."""
    assert Meetings("FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", start=START) == Meetings.monthly(
        "last", "Friday", start=START, every=3
    )
    assert Meetings.monthly(-1, "friday", start=START) == Meetings.monthly("last", "friday", start=START)
    assert Meetings("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", start=START) == Meetings.weekly(
        "wednesday", start=START, every=2
    )
    more = {
        "until": date(2026, 12, 31),
        "also": [date(2026, 2, 3)],
        "cancelled": [date(2026, 1, 13)],
        "closed": [(date(2026, 8, 1), date(2026, 8, 31))],
        "known_until": date(2026, 10, 1),
    }
    assert Meetings("FREQ=WEEKLY;BYDAY=WE", start=START, **more) == Meetings.weekly("wednesday", start=START, **more)
    assert Meetings("FREQ=MONTHLY;BYDAY=2TU", start=START, **more) == Meetings.monthly(
        2, "tuesday", start=START, **more
    )


def test_any_day_is_every_day():
    """Whoever hears views as they come has no calendar to wait for."""
    meetings = Meetings.any_day()
    assert (date.min, date.max) == (meetings.on_or_after(date.min), meetings.on_or_before(date.max))
    assert (date.min,) == meetings.between(date.min, date.min)
    assert (date.max,) == meetings.between(date.max, date.max)
    assert days(2026, "2-27 2-28 3-1") == meetings.between(date(2026, 2, 27), date(2026, 3, 1))
    assert not meetings.assumed(START)


def test_no_dates_at_all_are_no_meetings():
    """A forum that never meets is known, and is not a forum whose calendar nobody knows."""
    never = Meetings.on([])
    assert Meetings() == never
    assert (None, None, ()) == (never.on_or_after(START), never.on_or_before(START), never.between(date.min, date.max))
    assert not never.assumed(START)


# Exceptions, ends and what is not known


def test_an_added_day_wins_over_cancelled_and_closed_days():
    """An extra meeting in the summer break takes place: it was called on purpose."""
    summer = date(2026, 8, 12)
    meetings = Meetings.monthly(
        2, "tuesday", start=START, also=[summer], cancelled=[summer], closed=[(date(2026, 7, 1), date(2026, 8, 31))]
    )
    assert days(2026, "6-9 8-12 9-8") == meetings.between(date(2026, 6, 1), date(2026, 9, 30))


def test_both_ends_of_a_closed_period_are_closed_and_periods_may_overlap():
    """A break from the 13th to the 13th closes the 13th."""
    closed = [
        (date(2026, 3, 10), date(2026, 3, 10)),
        (date(2026, 4, 1), date(2026, 5, 12)),
        (date(2026, 4, 10), date(2026, 4, 20)),
        (date(2026, 5, 13), date(2026, 6, 8)),
    ]
    meetings = Meetings.monthly(2, "tuesday", start=START, closed=closed)
    assert days(2026, "1-13 2-10 6-9") == meetings.between(START, date(2026, 6, 30))


def test_cancelled_meetings_count():
    """Ten meetings of which one is cancelled are nine, not ten others (COUNT counts before removals)."""
    meetings = Meetings("FREQ=WEEKLY;COUNT=3", start=START, cancelled=[date(2026, 1, 8)])
    assert days(2026, "1-1 1-15") == meetings.between(date.min, date.max)


def test_until_bounds_the_rule_and_not_the_days_added():
    """The rule ends with the year; the meeting to say goodbye is in January. Both ends are included."""
    meetings = Meetings("FREQ=WEEKLY", start=START, until=date(2026, 1, 15), also=[date(2027, 1, 5), date(2025, 12, 1)])
    assert days(2025, "12-1, 1-1 1-8 1-15, 1-5") == meetings.between(date.min, date.max)
    assert days(2026, "1-8 1-15") == meetings.between(date(2026, 1, 8), date(2026, 1, 15))
    assert () == meetings.between(date(2026, 1, 15), date(2026, 1, 8))


def test_the_last_known_day_ends_the_rule_and_then_every_day_may_be_a_meeting():
    """Next year's dates are not fixed: a view must not be called too late for a meeting nobody has set."""
    meetings = Meetings.monthly(2, "tuesday", start=START, also=[date(2027, 2, 2)], known_until=date(2026, 12, 31))
    assert date(2026, 12, 8) == meetings.on_or_after(date(2026, 12, 8))
    assert date(2027, 1, 1) == meetings.on_or_after(date(2026, 12, 9))
    assert date(2027, 5, 5) == meetings.on_or_after(date(2027, 5, 5)) == meetings.on_or_before(date(2027, 5, 5))
    assert date(2026, 12, 8) == meetings.on_or_before(date(2026, 12, 31))
    assert days(2026, "12-8, 2-2") == meetings.between(date(2026, 12, 1), date(2027, 12, 31))
    told = {day: meetings.assumed(day) for day in days(2026, "12-8 12-9, 1-1 2-2 2-3")}
    assert list(told.values()) == [False, False, True, False, True]


def test_a_count_and_a_last_known_day_hold_together():
    """A rule with a count is worked out whole, and still ends where knowledge ends."""
    meetings = Meetings("FREQ=WEEKLY;COUNT=5", start=START, known_until=date(2026, 1, 14))
    assert days(2026, "1-1 1-8") == meetings.between(date.min, date.max)
    assert date(2026, 1, 15) == meetings.on_or_after(date(2026, 1, 9))


# Far days


def test_there_is_no_day_after_the_last_and_none_before_the_first():
    """The end of the calendar is an answer and no error."""
    assert SECOND_TUESDAY.on_or_after(date.max) is None
    assert date(9999, 12, 14) == SECOND_TUESDAY.on_or_before(date.max)
    assert SECOND_TUESDAY.on_or_before(date.min) is None
    assert SECOND_TUESDAY.on_or_after(date.min) == date(2026, 1, 13)
    unknown = Meetings.on([], known_until=date.max)
    assert (None, None) == (unknown.on_or_after(START), unknown.on_or_before(date.max))
    weekly = Meetings("FREQ=WEEKLY;BYDAY=SA,SU", start=date(9999, 12, 30))
    assert weekly.on_or_after(date(9999, 12, 30)) is None
    assert Meetings("FREQ=DAILY", start=date.min).on_or_after(date.min) == date.min
    assert Meetings("FREQ=WEEKLY;WKST=SU", start=date.min).on_or_after(date.min) == date.min
    early = Meetings("FREQ=WEEKLY;WKST=SU;BYMONTH=1;BYDAY=MO,SU;BYSETPOS=1", start=date.min)
    assert early.on_or_after(date.min) == date.min


def test_days_centuries_away_are_found_with_their_exceptions():
    """Beyond the two hundred years that are kept, the same rules, breaks and added days hold."""
    closed = [(date(2100, 1, 1), date(3000, 1, 31)), (date(3000, 6, 1), date(3000, 12, 31))]
    meetings = Meetings.monthly(
        2, "tuesday", start=START, closed=closed, also=[date(2500, 1, 1), date(3000, 7, 4), date(9000, 1, 1)]
    )
    assert date(2500, 1, 1) == meetings.on_or_after(date(2400, 1, 1)) == meetings.on_or_before(date(2999, 1, 1))
    assert date(2099, 12, 8) == meetings.on_or_before(date(2499, 12, 31)) == meetings.on_or_before(date(2150, 1, 1))
    assert date(3000, 2, 11) == meetings.on_or_after(date(2500, 1, 2))
    assert date(3000, 5, 13) == meetings.on_or_before(date(3000, 7, 3))
    assert date(3000, 7, 4) == meetings.on_or_before(date(3000, 12, 31)) == meetings.on_or_after(date(3000, 5, 14))
    assert days(3000, "5-13 7-4, 1-13 2-10") == meetings.between(date(3000, 5, 1), date(3001, 2, 28))
    ending = evolved = Meetings.weekly("monday", start=START, until=date(2500, 1, 4))
    assert date(2500, 1, 4) == evolved.on_or_before(date.max) == ending.on_or_after(date(2499, 12, 29))
    assert ending.on_or_after(date(2500, 1, 5)) is None


def test_a_break_of_centuries_ends_on_its_last_day():
    """The search jumps over what is closed: it must land on the day after, wherever the kept days end."""
    kept = timedelta(days=73_050)
    for last in (START + kept - timedelta(days=1), START + kept, START + kept + timedelta(days=1), date(3000, 1, 31)):
        opens = last + timedelta(days=1)
        meetings = Meetings("FREQ=DAILY", start=START, closed=[(date(2026, 1, 2), last)])
        assert opens == meetings.on_or_after(date(2026, 1, 2)) == meetings.on_or_after(last)
        assert opens == meetings.on_or_before(opens)
        assert START == meetings.on_or_before(last)
        assert (opens,) == meetings.between(date(2026, 1, 2), opens)
    meetings = Meetings.monthly(2, "tuesday", start=START, also=[date(9000, 1, 1)])
    assert date(9000, 1, 1) == meetings.on_or_after(date(9000, 1, 1)) == meetings.on_or_before(date(9000, 1, 1))
    assert (date(9000, 1, 1),) == meetings.between(date(9000, 1, 1), date(9000, 1, 1))


def test_a_rule_that_ends_before_the_kept_days_do_is_known_whole():
    """Once nothing more can come, nothing more is searched for, and an added day beyond is still found."""
    meetings = Meetings.weekly("monday", start=START, until=date(2026, 2, 1), also=[date(9000, 1, 1)])
    assert date(9000, 1, 1) == meetings.on_or_after(date(2026, 2, 1)) == meetings.on_or_before(date.max)
    assert date(2026, 1, 26) == meetings.on_or_before(date(8999, 12, 31))
    assert meetings.on_or_after(date(9000, 1, 2)) is None
    assert NEVER == calendar_of(meetings).horizon


# The calendar of whole numbers


def test_nothing_known_of_the_meetings_is_every_day_and_all_of_it_assumed():
    """No calendar must never make a view late; the answer says that it was assumed."""
    calendar = calendar_of(None)
    assert (False, True) == (calendar.known, calendar.every_day)
    assert (5, 5, True) == (calendar.next(5), calendar.previous(5), calendar.assumed(5))
    assert [4, 5] == calendar.between(4, 5)
    assert calendar is calendar_of(None)


def test_whole_numbers_beyond_the_calendar_are_never_or_before():
    """The search adds days to days and may pass the year 9999 on its way."""
    last = date.max.toordinal()
    for calendar in (
        calendar_of(None),
        calendar_of(Meetings.any_day()),
        calendar_of(Meetings.on([], date(2026, 1, 1))),
    ):
        assert [NEVER, NEVER, last] == [calendar.next(last + 1), calendar.next(NEVER), calendar.next(last)]
        assert [last, BEFORE, BEFORE] == [calendar.previous(NEVER), calendar.previous(0), calendar.previous(BEFORE)]
    assert 1 == calendar_of(Meetings.any_day()).next(-7)
    second_tuesday = calendar_of(SECOND_TUESDAY)
    assert [NEVER, NEVER] == [second_tuesday.next(last + 1), second_tuesday.next(NEVER)]
    assert date(9999, 12, 14).toordinal() == second_tuesday.previous(NEVER)
    assert BEFORE == second_tuesday.previous(-5)


def test_the_list_of_days_grows_in_place_and_only_as_far_as_asked():
    """A thousand forums may share one list; a rule without an end must not be worked out to its end."""
    meetings = Meetings.weekly("monday", start=START)
    calendar = calendar_of(meetings)
    listed = calendar.days
    calendar.next(START.toordinal())
    soon = len(listed)
    calendar.next(date(2036, 1, 1).toordinal())
    assert 52 <= soon <= 106
    assert 520 < len(listed) < 1100
    assert calendar.days is listed
    assert calendar_of(meetings) is calendar
    calendar.next(date(9000, 1, 1).toordinal())
    assert len(listed) < 1100


def test_eight_threads_that_ask_first_get_the_same_answers():
    """Values are shared between threads without a thought: the days kept inside must bear that."""
    asked = [START + timedelta(days=days) for days in range(0, 80_000, 997)]
    for _ in range(5):
        shared = Meetings("FREQ=DAILY;INTERVAL=3", start=START, closed=[(date(2030, 1, 1), date(2030, 6, 1))])
        alone = pickle.loads(pickle.dumps(shared))
        gate = Barrier(8)

        def ask(turn: int, meetings: Meetings = shared, gate: Barrier = gate) -> list[object]:
            gate.wait()
            order = asked[turn:] + asked[:turn]
            return sorted((day, meetings.on_or_after(day), meetings.on_or_before(day)) for day in order)

        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(ask, range(0, 80, 10)))
        assert [[(day, alone.on_or_after(day), alone.on_or_before(day)) for day in asked]] * 8 == answers


# What is refused


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("", "parts such as"),
        (" ", "parts such as"),
        ("FREQ", "parts such as"),
        ("FREQ=", "parts such as"),
        ("FREQ=WEEKLY;", "parts such as"),
        ("FREQ=WEEKLY;BYHOUR=9", "each once, of FREQ, INTERVAL"),
        ("FREQ=WEEKLY;BYWEEKNO=9", "BYWEEKNO and BYYEARDAY only in yearly rules"),
        ("FREQ=MONTHLY;BYYEARDAY=9", "BYWEEKNO and BYYEARDAY only in yearly rules"),
        ("FREQ=YEARLY;BYWEEKNO=9;BYDAY=1MO", "no numbers in BYDAY beside BYWEEKNO"),
        ("FREQ=YEARLY;BYWEEKNO=54", "BYWEEKNO to be"),
        ("FREQ=YEARLY;BYYEARDAY=367", "BYYEARDAY to be"),
        ("FREQ=WEEKLY;FREQ=WEEKLY", "each once"),
        ("FREQ=WEEKLY\nFREQ=DAILY", "FREQ to be one of"),
        ("INTERVAL=2", "FREQ to be one of DAILY, WEEKLY, MONTHLY, YEARLY"),
        ("FREQ=HOURLY", "FREQ to be one of"),
        ("FREQ=SECONDLY;COUNT=1000000000", "FREQ to be one of"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL to be a whole number from 1 to 1000"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL to be"),
        ("FREQ=DAILY;INTERVAL=1001", "INTERVAL to be"),
        ("FREQ=DAILY;INTERVAL=" + "9" * 30, "INTERVAL to be"),
        ("FREQ=DAILY;COUNT=0", "COUNT to be"),
        ("FREQ=DAILY;COUNT=1001", "COUNT to be"),
        ("FREQ=DAILY;COUNT=\u0663", "plain letters"),
        ("FREQ=DAILY;COUNT=1_0", "COUNT to be"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20261231", "COUNT or UNTIL, not both"),
        ("FREQ=DAILY;UNTIL=2026-12-31", "UNTIL to be a date written YYYYMMDD"),
        ("FREQ=DAILY;UNTIL=20261231T000000Z", "UNTIL to be"),
        ("FREQ=DAILY;UNTIL=20260230", "UNTIL to be"),
        ("FREQ=DAILY;UNTIL=20251231", "not before the first"),
        ("FREQ=MONTHLY;BYDAY=99999MO", "BYDAY to be weekdays"),
        ("FREQ=MONTHLY;BYDAY=XX", "BYDAY to be weekdays"),
        ("FREQ=MONTHLY;BYDAY=MO,", "BYDAY to be weekdays"),
        ("FREQ=MONTHLY;BYDAY=0MO", "from 1 to 5"),
        ("FREQ=MONTHLY;BYDAY=6MO", "within a month"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=6MO", "within a month"),
        ("FREQ=YEARLY;BYDAY=-54MO", "from -53 to -1, within a year"),
        ("FREQ=WEEKLY;BYDAY=2TU", "numbers in BYDAY only in monthly and yearly rules"),
        ("FREQ=DAILY;BYDAY=-1TU", "numbers in BYDAY only"),
        ("FREQ=MONTHLY;BYMONTH=13", "BYMONTH to be whole numbers from 1 to 12, joined"),
        ("FREQ=MONTHLY;BYMONTH=0", "BYMONTH to be"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY to be whole numbers from 1 to 31, or from -31 to -1"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY to be"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,,2", "BYMONTHDAY to be"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "no BYMONTHDAY in a weekly rule"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367", "BYSETPOS to be"),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS only beside"),
        ("FREQ=MONTHLY;WKST=2TU", "WKST to be one of MO"),
        ("FREQ=DAILY;BYMONTH=" + ",".join(["1"] * 100_000), "at most 500 plain letters"),
        (7, "text"),
    ],
)
def test_a_rule_outside_the_profile_is_refused_at_once_and_told_what_would_be_right(rule, expected):
    """Some of these keep calendar programs busy for hours, or are quietly read as something else."""
    begun = process_time()
    with pytest.raises(InvalidValueError, match=expected) as caught:
        Meetings(rule, start=START)
    assert process_time() - begun < 1
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"rule": "FREQ=WEEKLY"}, "Meetings.start: expected the day that the rule starts from"),
        ({"start": START}, "Meetings.rule: expected a rule"),
        ({"until": START}, "Meetings.rule: expected a rule"),
        ({"rule": "FREQ=WEEKLY", "start": NOON}, "Meetings.start"),
        ({"rule": "FREQ=WEEKLY", "start": "2026-01-01"}, "Meetings.start"),
        ({"rule": "FREQ=WEEKLY;COUNT=2", "start": START, "until": START}, "its own COUNT or UNTIL"),
        ({"rule": "FREQ=WEEKLY;UNTIL=20270101", "start": START, "until": START}, "its own COUNT or UNTIL"),
        ({"rule": "FREQ=WEEKLY", "start": START, "until": date(2025, 12, 31)}, "not before the first"),
        ({"also": "2026-01-01"}, "a list of values"),
        ({"also": [NOON]}, "Meetings.also: expected dates"),
        ({"also": START}, "a list of values"),
        ({"cancelled": [None]}, "Meetings.cancelled: expected dates"),
        ({"closed": [START]}, "Meetings.closed: expected pairs"),
        ({"closed": ["ab"]}, "Meetings.closed: expected pairs"),
        ({"closed": [(START, None)]}, "Meetings.closed: expected pairs"),
        ({"closed": [(START,)]}, "Meetings.closed: expected pairs"),
        ({"closed": [(START, date(2025, 12, 31))]}, "not before the first"),
        ({"always": True, "rule": "FREQ=DAILY", "start": START}, "every day is a meeting"),
        ({"always": True, "also": [START]}, "every day is a meeting"),
        ({"always": True, "closed": [(START, START)]}, "every day is a meeting"),
        ({"always": True, "cancelled": [START]}, "every day is a meeting"),
        ({"always": True, "known_until": START}, "every day is a meeting"),
        ({"always": 1}, "true or false"),
    ],
)
def test_fields_that_contradict_each_other_are_refused(fields, expected):
    """A calendar that can be read in two ways would be read in the wrong one."""
    with pytest.raises(InvalidValueError, match=expected):
        Meetings(**fields)


@pytest.mark.parametrize(("week", "listed"), [(1, "12-1"), (4, "12-22"), (5, "12-29"), (-1, "12-29"), (-5, "12-1")])
def test_a_month_may_have_five_of_a_weekday(week, listed):
    """December 2026 has five Tuesdays: its first is also the fifth from the end."""
    meetings = Meetings.monthly(week, "tuesday", start=START)
    assert days(2026, listed) == meetings.between(date(2026, 12, 1), date(2026, 12, 31))


@pytest.mark.parametrize("week", [0, 6, -6, "second", True, 1.0, None])
def test_a_month_has_five_weeks_at_most(week):
    """A sixth Tuesday would never come."""
    with pytest.raises(InvalidValueError, match=r"Meetings\.monthly: week: expected 1 to 5"):
        Meetings.monthly(week, "tuesday", start=START)


@pytest.mark.parametrize("weekday", ["TU", "tues", "dienstag", "", None, 1])
def test_a_weekday_is_named_in_full(weekday):
    """Which day 1 is depends on whom one asks."""
    with pytest.raises(InvalidValueError, match="monday, tuesday"):
        Meetings.weekly(weekday, start=START)


@pytest.mark.parametrize("every", [0, -1, 1001, "2;BYMONTH=1", 1.5, True])
def test_every_how_many_weeks_is_a_small_whole_number(every):
    """The number goes into a rule; nothing else may slip in with it."""
    with pytest.raises(InvalidValueError, match="a whole number"):
        Meetings.weekly("monday", start=START, every=every)


@pytest.mark.parametrize("day", [NOON, "2026-01-01", None, 5])
def test_a_question_about_something_else_than_a_day_is_refused(day):
    """A date with a time has a zone, and its day depends on it."""
    for ask in (SECOND_TUESDAY.on_or_after, SECOND_TUESDAY.on_or_before, SECOND_TUESDAY.assumed):
        with pytest.raises(InvalidValueError, match="a date"):
            ask(day)
    with pytest.raises(InvalidValueError, match="a date"):
        SECOND_TUESDAY.between(START, day)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1000",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=3",
        "FREQ=YEARLY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=30,31",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;INTERVAL=100;BYDAY=WE",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO,TU,WE,FR,SA,SU",
        "FREQ=DAILY;INTERVAL=994;BYDAY=MO,TU,WE,FR,SA,SU;COUNT=1000",
        "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=2",
        "FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=3,-3",
        "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6;BYDAY=MO,TU,WE,TH,FR,SA;BYSETPOS=7",
        "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=8",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=32",
        "FREQ=YEARLY;BYDAY=53MO;BYMONTHDAY=1",
    ],
)
def test_a_rule_that_never_meets_says_so_at_once(rule):
    """Other libraries search such rules until the year 9999, for seconds; a document may hold ten thousand of them."""
    begun = process_time()
    meetings = Meetings(rule, start=START)
    assert (None, None, None) == (
        meetings.on_or_after(START),
        meetings.on_or_before(date.max),
        meetings.on_or_after(date(5000, 1, 1)),
    )
    assert () == meetings.between(date.min, date.max)
    assert process_time() - begun < 1


@pytest.mark.parametrize(
    "rule",
    ["FREQ=DAILY", "FREQ=DAILY;BYMONTH=1,3,5;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;BYMONTH=1;BYDAY=MO,TU;BYSETPOS=2"],
)
def test_a_forum_that_is_closed_for_good_never_meets_and_says_so_at_once(rule):
    """Days that are all dropped must not be worked out one by one for eight thousand years."""
    begun = process_time()
    meetings = Meetings(rule, start=START, closed=[(date.min, date.max)])
    assert (None, None) == (meetings.on_or_after(START), meetings.on_or_before(date.max))
    assert process_time() - begun < 1


def test_rules_that_meet_once_in_centuries_are_found_at_once():
    """A leap day every thousand years is absurd, and no reason to hang."""
    begun = process_time()
    meetings = Meetings("FREQ=DAILY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=29", start=date(2024, 1, 1))
    assert date(2440, 2, 29) == meetings.on_or_after(date(2024, 1, 1))
    assert date(7308, 2, 29) == meetings.on_or_before(date.max)
    counted = Meetings("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=1000", start=START)
    assert date(6148, 2, 29) == counted.on_or_before(date.max)
    assert process_time() - begun < 1


# Words


@pytest.mark.parametrize(
    ("meetings", "sentence"),
    [
        (
            Meetings.monthly(2, "tuesday", start=date(2026, 1, 13)),
            "The second Tuesday of every month from 13 January 2026.",
        ),
        (
            Meetings.monthly("last", "friday", start=START, every=3),
            "The last Friday of every 3 months from 1 January 2026.",
        ),
        (Meetings.monthly(-2, "monday", start=START), "The second last Monday of every month from 1 January 2026."),
        (Meetings.weekly("wednesday", start=START), "Every Wednesday from 1 January 2026."),
        (Meetings.weekly("wednesday", start=START, every=2), "Every 2 weeks on Wednesday from 1 January 2026."),
        (Meetings("FREQ=DAILY;BYDAY=MO,WE,FR", start=START), "Every Monday, Wednesday and Friday from 1 January 2026."),
        (Meetings("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", start=START), "Every day but Sunday from 1 January 2026."),
        (Meetings("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", start=START), "Every day from 1 January 2026."),
        (Meetings("FREQ=DAILY", start=START), "Every day from 1 January 2026."),
        (Meetings("FREQ=DAILY;INTERVAL=10;COUNT=5", start=START), "Every 10 days from 1 January 2026, 5 times."),
        (Meetings("FREQ=MONTHLY;COUNT=1", start=START), "The 1st of every month from 1 January 2026, 1 time."),
        (
            Meetings("FREQ=MONTHLY;BYMONTHDAY=2,3,11,-1,-3", start=START),
            "The 3rd last day, the last day, the 2nd, the 3rd and the 11th of every month from 1 January 2026.",
        ),
        (
            Meetings("FREQ=MONTHLY;BYDAY=1MO,3MO;UNTIL=20270101", start=START),
            "The first Monday and the third Monday of every month from 1 January 2026 until 1 January 2027.",
        ),
        (
            Meetings("FREQ=MONTHLY;BYMONTH=3,9", start=START),
            "The 1st of March and September every year from 1 January 2026.",
        ),
        (
            Meetings("FREQ=MONTHLY;BYDAY=2TU;BYMONTH=1,2,3,4,5,6,7,9,10,11,12", start=START),
            "The second Tuesday of every month but August from 1 January 2026.",
        ),
        (
            Meetings("FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12", start=START),
            "The 1st of every month from 1 January 2026.",
        ),
        (
            Meetings("FREQ=YEARLY;INTERVAL=2;BYMONTH=9;BYDAY=1TU", start=START),
            "The first Tuesday of September every 2 years from 1 January 2026.",
        ),
        (Meetings("FREQ=YEARLY;BYMONTHDAY=15", start=START), "The 15th of every month from 1 January 2026."),
        (
            Meetings.weekly(
                "monday",
                start=START,
                until=date(2026, 12, 31),
                also=[date(2026, 1, 12), date(2027, 1, 5)],
                cancelled=[date(2026, 1, 5), date(2026, 1, 12)],
                closed=[(date(2026, 8, 1), date(2026, 8, 31)), (date(2026, 12, 28), date(2026, 12, 28))],
                known_until=date(2027, 1, 31),
            ),
            (
                "Every Monday from 1 January 2026 until 31 December 2026. Meetings after 31 January 2027 are not known. "
                "Closed from 1 August 2026 to 31 August 2026 and on 28 December 2026. Not on 5 January 2026. "
                "Also on 12 January 2026 and 5 January 2027."
            ),
        ),
        (
            Meetings.on([date(2026, 1, day) for day in range(1, 8)]),
            "On 1 January 2026, 2 January 2026, 3 January 2026, 4 January 2026, 5 January 2026 and 2 more.",
        ),
        (
            Meetings.on([START], known_until=START),
            "On 1 January 2026. Other meetings after 1 January 2026 are not known.",
        ),
        (Meetings.on([]), "No meetings."),
        (Meetings.on([], known_until=START), "No meetings until 1 January 2026. Later meetings are not known."),
        (Meetings.any_day(), "On any day."),
    ],
)
def test_a_calendar_is_a_sentence_for_the_minutes(meetings, sentence):
    """A coordinator checks the calendar by reading it."""
    assert sentence == str(meetings)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=1",
        "FREQ=MONTHLY;INTERVAL=2;BYMONTH=1,3",
        "FREQ=MONTHLY;BYMONTHDAY=1,5,9,13,17,21",
        "FREQ=WEEKLY;BYMONTH=1",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR,SA",
        "FREQ=DAILY;BYMONTHDAY=1",
        "FREQ=DAILY;INTERVAL=2;BYDAY=MO",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=1",
        "FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=1;BYMONTH=1,2,3,4,5,6,7",
        "FREQ=MONTHLY;BYMONTHDAY=1;BYMONTH=1,3,5,7,9,11",
        "FREQ=YEARLY;BYDAY=1MO",
    ],
)
def test_a_rule_without_plain_words_is_shown_as_it_is(rule):
    """A sentence that needs reading twice would be no better than the rule."""
    assert f'By the rule "{rule}" from 1 January 2026.' == str(Meetings(rule, start=START))


def test_a_long_calendar_has_a_short_repr():
    """A hundred thousand dates in a log would bury everything else."""
    many = [START + timedelta(days=days) for days in range(1000)]
    shown = repr(Meetings("FREQ=DAILY", start=START, also=many, cancelled=many, closed=[(START, START)]))
    assert "also=<1000>, cancelled=<1000>, closed=<1>" in shown
