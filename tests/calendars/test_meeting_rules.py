"""Rules beside the first: a calendar that changes in the middle of a year, meetings of several days, the ends of months."""

from datetime import date

import pytest
from attrs import evolve

from involvement import InvalidValueError, Meetings
from involvement.calendars import MeetingRule

START, SUMMER = date(2026, 1, 1), date(2026, 7, 1)
TUESDAYS = Meetings.monthly(2, "tuesday", start=START)
THURSDAYS = Meetings.monthly(1, "thursday", start=SUMMER)
YEAR = (START, date(2026, 12, 31))


def days(listed: str) -> tuple[date, ...]:
    """Days of 2026."""
    return tuple(date(2026, *map(int, day.split("-"))) for day in listed.split())


def test_a_calendar_that_changes_in_the_middle_of_the_year_is_one():
    """Until June the second Tuesday, from July the first Thursday: by hand, with a calendar on the wall."""
    joined = Meetings.joined(TUESDAYS, THURSDAYS)
    assert days("1-13 2-10 3-10 4-14 5-12 6-9 7-2 8-6 9-3 10-1 11-5 12-3") == joined.between(*YEAR)
    assert (
        "The second Tuesday of every month from 1 January 2026 until 30 June 2026. "
        "Then the first Thursday of every month from 1 July 2026." == str(joined)
    )
    by_hand = Meetings(
        "FREQ=MONTHLY;BYDAY=2TU",
        start=START,
        until=date(2026, 6, 30),
        more_rules=[MeetingRule("rrule:freq=monthly;byday=1th", start=SUMMER)],
    )
    assert by_hand == joined
    assert hash(by_hand) == hash(joined)
    assert joined == Meetings.joined(TUESDAYS, Meetings.joined(THURSDAYS))
    assert ["FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYDAY=1TH"] == [rule.rule for rule in joined.rules]
    assert () == Meetings.on([START]).rules


def test_each_part_of_a_joined_calendar_keeps_its_own_exceptions():
    """A closed July of the old calendar must not close the new one."""
    old = evolve(
        TUESDAYS,
        cancelled=days("2-10 7-2"),
        closed=[(date(2026, 4, 1), date(2026, 8, 31)), (date(2026, 9, 1), date(2026, 9, 30))],
        also=days("2-17 8-11"),
    )
    new = evolve(
        THURSDAYS,
        cancelled=days("3-10 9-3"),
        closed=[(date(2026, 1, 1), date(2026, 1, 31)), (date(2026, 10, 1), date(2026, 10, 1))],
        known_until=date(2026, 11, 30),
    )
    joined = Meetings.joined(old, new)
    assert days("1-13 2-17 3-10 7-2 8-6 8-11 11-5") == joined.between(*YEAR)
    assert date(2026, 11, 30) == joined.known_until
    assert days("2-10 9-3") == joined.cancelled


def test_a_rule_that_has_its_own_end_keeps_it():
    """A COUNT that runs out in time is left as it is; an end after the next start is brought forward."""
    counted = Meetings("FREQ=MONTHLY;BYDAY=2TU;COUNT=3", start=START)
    assert "FREQ=MONTHLY;BYDAY=2TU;COUNT=3" == Meetings.joined(counted, THURSDAYS).rule
    ended = Meetings("FREQ=MONTHLY;UNTIL=20260331;BYDAY=2TU", start=START)
    assert "FREQ=MONTHLY;UNTIL=20260331;BYDAY=2TU" == Meetings.joined(ended, THURSDAYS).rule
    late = Meetings.joined(Meetings("FREQ=MONTHLY;UNTIL=20261231;BYDAY=2TU", start=START), THURSDAYS)
    assert ("FREQ=MONTHLY;BYDAY=2TU", date(2026, 6, 30)) == (late.rule, late.until)
    three = Meetings.joined(TUESDAYS, THURSDAYS, Meetings.weekly("monday", start=date(2026, 10, 1)))
    assert [date(2026, 6, 30), date(2026, 9, 30), None] == [rule.last for rule in three.rules]


@pytest.mark.parametrize(
    ("calendars", "expected"),
    [
        ([], "one calendar or more"),
        ([Meetings.on([START])], r"joined: \[0\]: expected meetings by a rule"),
        ([TUESDAYS, Meetings.on([START])], r"joined: \[1\]: expected a rule that starts after"),
        ([TUESDAYS, TUESDAYS], r"joined: \[1\]: expected a rule that starts after"),
        ([THURSDAYS, TUESDAYS], r"joined: \[1\]: expected a rule that starts after"),
        ([TUESDAYS, evolve(THURSDAYS, days=2)], r"joined: \[1\]: expected meetings that last as long"),
        ([evolve(TUESDAYS, known_until=date(2026, 6, 29)), THURSDAYS], r"joined: \[0\]: expected meetings that are known"),
        ([Meetings("FREQ=MONTHLY;COUNT=7", start=START), THURSDAYS], r"joined: \[0\]: expected a COUNT of meetings"),
        ([TUESDAYS, "FREQ=DAILY"], "only values of type Meetings"),
    ],
)  # fmt: skip
def test_calendars_that_do_not_follow_each_other_are_not_joined(calendars, expected):
    """Which of the two holds would be a guess."""
    with pytest.raises(InvalidValueError, match=expected):
        Meetings.joined(*calendars)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (MeetingRule("FREQ=WEEKLY;BYDAY=MO", start=START), "Every Monday from 1 January 2026."),
        (
            MeetingRule("FREQ=WEEKLY;BYDAY=MO", start=START, until=SUMMER),
            "Every Monday from 1 January 2026 until 1 July 2026.",
        ),
        (MeetingRule("FREQ=WEEKLY;BYDAY=MO;COUNT=2", start=START), "Every Monday from 1 January 2026, 2 times."),
    ],
)
def test_a_rule_is_a_sentence(rule, sentence):
    """It is read beside the others, and alone."""
    assert sentence == str(rule)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"rule": "FREQ=WEEKLY;COUNT=2", "start": START, "until": SUMMER}, r"MeetingRule\.until: expected nothing"),
        ({"rule": "FREQ=WEEKLY", "start": SUMMER, "until": START}, "not before the first"),
        ({"rule": None, "start": SUMMER}, "parts such as"),
        ({"rule": "FREQ=WEEKLY" * 100, "start": SUMMER}, r"MeetingRule\.rule: expected at most 500"),
        ({"rule": "FREQ=WEEKLY", "start": "2026-01-01"}, r"MeetingRule\.start: expected a date"),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(fields, expected):
    """As the first rule of a calendar is."""
    with pytest.raises(InvalidValueError, match=expected):
        MeetingRule(**fields)


# Several days


def test_a_meeting_of_several_days_begins_on_its_first():
    """A conference from Tuesday to Thursday is one meeting, and its papers are due before the Tuesday."""
    conference = Meetings.monthly(2, "tuesday", start=START, days=3)
    assert days("1-13 2-10") == conference.between(START, date(2026, 2, 28))
    assert [None, *days("1-13 1-13 1-13"), None] == [
        conference.sitting_on(day) for day in days("1-12 1-13 1-14 1-15 1-16")
    ]
    assert "The second Tuesday of every month from 1 January 2026. Each meeting lasts for 3 days." == str(conference)
    listed = Meetings.on(days("3-3 3-10"), days=2)
    assert "On 3 March 2026 and 10 March 2026. Each meeting lasts for 2 days." == str(listed)
    assert (
        "On 3 March 2026 and 10 March 2026. Other meetings after 31 March 2026 are not known. "
        "Each meeting lasts for 2 days." == str(evolve(listed, known_until=date(2026, 3, 31)))
    )


@pytest.mark.parametrize("length", [0, -1, True, 1.5, "2", None])
def test_a_meeting_lasts_at_least_a_day(length):
    """Half days are for the agenda."""
    with pytest.raises(InvalidValueError, match=r"Meetings\.days: expected a whole number, 1 or more"):
        Meetings.on([START], days=length)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"always": True, "days": 2}, r"Meetings\.days: expected 1, where every day is a meeting"),
        ({"more_rules": [MeetingRule("FREQ=DAILY", start=START)]}, r"Meetings\.rule: expected a rule, where"),
        ({"rule": "FREQ=DAILY", "start": START, "more_rules": ["FREQ=DAILY"]}, "only values of type MeetingRule"),
        ({"rule": "FREQ=DAILY", "start": START, "more_rules": "FREQ=DAILY"}, "a list of values"),
    ],
)
def test_fields_that_contradict_each_other_are_refused(fields, expected):
    """A calendar that can be read in two ways would be read in the wrong one."""
    with pytest.raises(InvalidValueError, match=expected):
        Meetings(**fields)


# Ends of months, weeks and days of the year


def test_the_31st_or_last_day_can_be_asked_for_by_name():
    """Short months are skipped by the standard, which is seldom what a committee means."""
    month_ends = Meetings.monthly_on(31, or_last_day=True, start=START)
    assert days("1-31 2-28 3-31 4-30 5-31 6-30 7-31 8-31 9-30 10-31 11-30 12-31") == month_ends.between(*YEAR)
    thirtieth = Meetings.monthly_on(30, or_last_day=True, start=START)
    assert days("1-30 2-28 3-30") == thirtieth.between(START, date(2026, 3, 31))
    assert days("1-29 2-28 3-29") == Meetings.monthly_on(29, or_last_day=True, start=START).between(
        START, date(2026, 3, 31)
    )
    assert days("1-31 3-31 5-31") == Meetings.monthly_on(31, start=START).between(START, date(2026, 6, 30))
    assert days("1-15 4-15") == Meetings.monthly_on(15, or_last_day=True, every=3, start=START).between(
        START, date(2026, 6, 30)
    )


@pytest.mark.parametrize(
    ("meetings", "sentence"),
    [
        (Meetings.monthly_on(31, or_last_day=True, start=START), "The 31st or last day of every month"),
        (Meetings.monthly_on(30, or_last_day=True, start=START, every=2), "The 30th or last day of every 2 months"),
        (Meetings.monthly_on(28, or_last_day=True, start=START), "The 28th of every month"),
        (Meetings("FREQ=MONTHLY;BYMONTHDAY=31,-1;BYSETPOS=1", start=START), "The 31st or last day of every month"),
        (
            Meetings("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;BYMONTH=2,9", start=START),
            "The 31st or last day of February and September every year",
        ),
        (Meetings.monthly_on(31, start=START), "The 31st, where there is one, of every month"),
        (Meetings.monthly_on(29, start=START), "The 29th, where there is one, of every month"),
        (Meetings.monthly_on(31, start=START, every=6), "The 31st of every 6 months"),  # January and July
        (Meetings.monthly_on(31, start=date(2026, 3, 1), every=6), "The 31st, where there is one, of every 6 months"),
        (
            Meetings("FREQ=MONTHLY;BYMONTHDAY=15,31", start=START),
            "The 15th and the 31st, where there is one, of every month",
        ),
        (
            Meetings("FREQ=MONTHLY;BYMONTHDAY=30,31", start=START),
            "The 30th and the 31st, where there are such days, of every month",
        ),
        (
            Meetings("FREQ=MONTHLY;BYMONTHDAY=30,31", start=START, until=None),
            "The 30th and the 31st, where there are such days, of every month",
        ),
        (
            Meetings("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=30,31", start=date(2026, 2, 1)),
            "The 30th and the 31st, where there are such days, of every 2 months",
        ),
        (Meetings("FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=3,5", start=START), "The 31st of March and May every year"),
        (
            Meetings("FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2", start=START),
            "The 29th, where there is one, of February every year",
        ),
        (
            Meetings("FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=29,30;BYMONTH=2,3", start=START),
            "The 29th and the 30th, where there are such days, of February and March every 2 years",
        ),
        (Meetings("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", start=START), "The Monday of week 20 of every year"),
        (Meetings("FREQ=YEARLY;BYWEEKNO=20,21", start=START), "The Thursday of weeks 20 and 21 of every year"),
        (
            Meetings("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO,TU,WE,TH,FR,SA,SU", start=START),
            "Every day of week 20 of every year",
        ),
        (Meetings("FREQ=YEARLY;BYYEARDAY=100", start=START), "Day 100 of every year"),
        (Meetings("FREQ=YEARLY;BYYEARDAY=1,100,200", start=START), "Days 1, 100 and 200 of every year"),
    ],
)
def test_the_end_of_a_month_is_said_as_it_is_meant(meetings, sentence):
    """Seven meetings a year or twelve: the reader must see which."""
    assert f"{sentence} from {meetings.start.day} {meetings.start:%B} 2026." == str(meetings)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO",
        "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=MO",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;WKST=SU",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO,TU,WE,TH,FR,SA",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;BYMONTH=5",
        "FREQ=YEARLY;BYWEEKNO=1,2,3,4,5,6;BYDAY=MO",
        "FREQ=YEARLY;BYYEARDAY=366",
        "FREQ=YEARLY;BYYEARDAY=100;BYDAY=MO",
        "FREQ=YEARLY;BYYEARDAY=100;INTERVAL=2",
        "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;BYDAY=MO",
        "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-2",
    ],
)
def test_a_rule_without_plain_words_is_shown_as_it_is(rule):
    """A sentence that needs reading twice would be no better than the rule."""
    assert f'By the rule "{rule}" from 1 January 2026.' == str(Meetings(rule, start=START))


@pytest.mark.parametrize("day", [0, 32, -1, True, "31", None])
def test_a_month_has_31_days_at_most(day):
    """Counting back from the end is said by the last day, or by a rule."""
    with pytest.raises(InvalidValueError, match=r"Meetings\.monthly_on: day: expected 1 to 31"):
        Meetings.monthly_on(day, start=START)


def test_or_last_day_is_yes_or_no():
    """A word such as "no" would otherwise be taken for yes."""
    with pytest.raises(InvalidValueError, match="or_last_day"):
        Meetings.monthly_on(31, start=START, or_last_day="no")


def test_numbers_of_weeks_and_days_agree_with_the_other_parts():
    """RFC 5545, section 3.3.10: each part narrows down what the others leave; a week without a weekday has that of the start."""
    year = (START, date(2028, 12, 31))

    def of(rule: str) -> list[str]:
        return [day.isoformat() for day in Meetings(rule, start=START).between(*year)]

    assert ["2026-05-14", "2027-05-20", "2028-05-18"] == of("FREQ=YEARLY;BYWEEKNO=20")
    assert ["2026-12-31", "2027-01-01"] == of("FREQ=YEARLY;BYWEEKNO=53;BYDAY=TH,FR")
    assert ["2027-12-31", "2028-12-29"] == of("FREQ=YEARLY;BYWEEKNO=-1,52;BYDAY=FR;BYMONTHDAY=29,30,31")
    assert ["2026-01-01", "2027-01-01", "2028-01-01"] == of("FREQ=YEARLY;BYYEARDAY=1,60,-366;BYMONTH=1")
    assert ["2028-02-29"] == of("FREQ=YEARLY;BYYEARDAY=60;BYMONTHDAY=29")
    assert ["2026-12-31", "2027-12-31", "2028-12-31"] == of("FREQ=YEARLY;BYYEARDAY=100,-1;BYSETPOS=-1")
    assert ["2026-04-10"] == of("FREQ=YEARLY;BYYEARDAY=100,101;BYDAY=FR;INTERVAL=3")
    assert ["2026-05-12", "2027-05-11", "2028-05-09"] == of(
        "FREQ=YEARLY;BYYEARDAY=129,130,131,132,133;BYDAY=2TU;BYMONTH=5"
    )
    assert ["2026-12-27"] == of("FREQ=YEARLY;BYWEEKNO=52;BYDAY=SU;WKST=SU;INTERVAL=4")
