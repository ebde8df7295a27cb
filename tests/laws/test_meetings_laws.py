"""What holds for every calendar of meetings: beside dateutil, beside a search day by day, and in itself."""

import pickle
from datetime import date, datetime, timedelta
from itertools import takewhile

from attrs import evolve
from dateutil.rrule import rrulestr
from hypothesis import assume, example, given
from hypothesis import strategies as st

from involvement import Meetings
from involvement.calendars import MeetingRule
from involvement.calendars.calendars import BEFORE, NEVER
from involvement.calendars.meetings import calendar_of
from involvement.calendars.recurrences import read_rule
from tests.oracles.naive_meetings import NAMES, naive_meetings
from tests.strategies.words import among, kept, ordered

FIVE_YEARS = timedelta(days=1826)
FOUR_HUNDRED_YEARS = timedelta(days=146_097)

starts = st.dates(date(1995, 1, 1), date(2030, 12, 31))


@kept
def some(values: st.SearchStrategy[object], most: int) -> st.SearchStrategy[str]:
    """One to so many of these, joined by commas."""
    return st.lists(values, min_size=1, max_size=most, unique=True).map(lambda found: ",".join(map(str, found)))


@kept
def weekdays(numbers: tuple[int, ...], *, plain: bool) -> st.SearchStrategy[str]:
    """Names of weekdays, with one of these numbers, without, or either."""
    names = among(NAMES)
    numbered = st.builds("{}{}".format, among(numbers), names) if numbers else st.nothing()
    return numbered | names if plain else numbered


@st.composite
def rules(draw: st.DrawFn, *, endless: bool = False, mixed: bool = False, intervals: bool = True) -> str:
    """Any rule of the profile that could be meant. Numbered and plain weekdays together only where *mixed*."""
    frequency = draw(among(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = {"FREQ": frequency}
    if intervals and draw(st.booleans()):
        parts["INTERVAL"] = str(draw(among([1, 2, 3, 4, 5, 6, 7, 10, 12, 13, 14, 18, 60])))
    if draw(st.integers(0, 2)) == 0:
        parts["BYMONTH"] = draw(some(st.integers(1, 12), 4))
    if frequency == "YEARLY" and draw(st.integers(0, 2)) == 0:
        if draw(st.booleans()):
            parts["BYWEEKNO"] = draw(some(among([1, 2, 20, 51, 52, 53, -1, -2, -51, -52, -53]), 3))
        if "BYWEEKNO" not in parts or draw(st.integers(0, 3)) == 0:
            parts["BYYEARDAY"] = draw(some(among([1, 2, 60, 100, 365, 366, -1, -2, -306, -366]), 6))
    if frequency != "WEEKLY" and draw(st.integers(0, 2)) == 0:
        parts["BYMONTHDAY"] = draw(some(among([1, 2, 12, 13, 15, 28, 29, 30, 31, -1, -2, -28, -30, -31]), 4))
    if draw(st.booleans()):
        numbers: tuple[int, ...] = ()
        if frequency in {"MONTHLY", "YEARLY"} and "BYWEEKNO" not in parts and draw(st.booleans()):
            numbers = (1, 2, 3, 4, 5, -1, -2, -5)
            if frequency == "YEARLY" and "BYMONTH" not in parts:
                numbers += (20, 52, 53, -20, -53)
        parts["BYDAY"] = draw(some(weekdays(numbers, plain=mixed or not numbers), 4))
    if len(parts) > 1 + ("INTERVAL" in parts) and draw(st.integers(0, 2)) == 0:
        parts["BYSETPOS"] = draw(some(among([1, 2, 3, 5, 20, -1, -2, -5]), 2))
    if draw(st.integers(0, 2)) == 0:
        parts["WKST"] = draw(among(NAMES))
    if not endless and draw(st.booleans()):
        if draw(st.booleans()):
            parts["COUNT"] = str(draw(st.integers(1, 40)))
        else:
            parts["UNTIL"] = draw(st.dates(date(2031, 1, 1), date(2034, 12, 31))).strftime("%Y%m%d")
    return ";".join(f"{name}={parts[name]}" for name in draw(ordered(sorted(parts))))


@st.composite
def days_near(draw: st.DrawFn, start: date, **more: int) -> list[date]:
    """Days in the five years from *start*."""
    return [start + timedelta(days=days) for days in draw(st.lists(st.integers(0, 1826), **more))]


@st.composite
def further_rules(draw: st.DrawFn, start: date) -> list[MeetingRule]:
    """Seldom one or two, from the same day or later."""
    many = draw(among([0, 0, 0, 1, 2]))
    return [MeetingRule(draw(rules(mixed=True)), start=day) for day in draw(days_near(start, max_size=2))[:many]]


@st.composite
def calendars(draw: st.DrawFn, *, endless: bool = False) -> Meetings:
    """A rule with its exceptions, all near each other."""
    rule = draw(rules(endless=endless, mixed=True))
    start = draw(starts)
    pairs = draw(st.lists(st.tuples(st.integers(0, 1826), st.integers(0, 60)), max_size=3))
    ends = draw(days_near(start, min_size=2, max_size=2))
    own_end = "COUNT" in rule or "UNTIL" in rule or endless
    return Meetings(
        rule,
        start=start,
        until=draw(among([None, None if own_end else ends[0]])),
        more_rules=draw(further_rules(start)),
        days=draw(among([1, 1, 2, 5])),
        also=draw(days_near(start, max_size=3)),
        cancelled=draw(days_near(start, max_size=20)),
        closed=[(start + timedelta(days=first), start + timedelta(days=first + more)) for first, more in pairs],
        known_until=draw(among([None, None if endless else ends[1]])),
    )


def by_dateutil(rule: str, start: date, last: date) -> tuple[date, ...]:
    found = rrulestr(rule, dtstart=datetime.combine(start, datetime.min.time()))
    return tuple(takewhile(lambda day: day <= last, (each.date() for each in found)))


@given(rules(), starts)
def test_a_rule_meets_on_the_days_that_dateutil_gives(rule, start):
    """Most calendar programs in Python read rules with dateutil: a forum must meet on the days that they show.

    Left out are rules that never meet, for which dateutil searches until the year 9999; the search day by day has them.
    Weekly rules with positions begin with a week: dateutil counts what is left of the first week as a whole one.
    Rules with numbers of weeks are compared in `test_a_week_has_the_number_that_the_standard_library_gives_it`.
    """
    assume("BYWEEKNO" not in rule)
    if "WEEKLY" in rule and "BYSETPOS" in rule:
        week_start = rule.partition("WKST=")[2][:2] or "MO"
        start -= timedelta(days=(start.weekday() - NAMES.index(week_start)) % 7)
    last = start + FIVE_YEARS
    found = Meetings(rule, start=start).between(start, last)
    assume(found)
    assert by_dateutil(rule, start, last) == found


@given(some(st.integers(-53, 53).filter(bool), 4), starts)
def test_a_week_has_the_number_that_the_standard_library_gives_it(weeks, start):
    """RFC 5545 numbers weeks that begin on Monday as ISO 8601 does.

    Of dateutil's days only those are compared that are in no week which two years share: there it is at odds with the
    standard library (1 January 2022 is in week 52 of 2021, and dateutil has it in week 53), and knows no week -52.
    """
    last = start + FIVE_YEARS
    rule = f"FREQ=YEARLY;BYWEEKNO={weeks};BYDAY=MO,TU,WE,TH,FR,SA,SU"
    found = set(Meetings(rule, start=start).between(start, last))
    asked = set(map(int, weeks.split(",")))
    expected = set()
    for day in (start + timedelta(days=number) for number in range((last - start).days + 1)):
        year, week, _ = day.isocalendar()
        in_year = date(year, 12, 28).isocalendar().week  # the 28th of December is always in the last week
        if asked & {week, week - in_year - 1}:
            expected.add(day)
    assert expected == found
    inner = {day for day in found if (1, 3) < (day.month, day.day) < (12, 29)}
    by = [day for day in by_dateutil(rule, start, last) if (1, 3) < (day.month, day.day) < (12, 29)]
    assert set(by) == inner


@given(calendars(), st.integers(-400, 1826), st.integers(0, 1000))
def test_a_calendar_has_the_days_found_one_after_another(meetings, begins, length):
    """Closed forms are quick and easy to get wrong at the edges; a search day by day is neither."""
    first = meetings.start + timedelta(days=begins)
    last = first + timedelta(days=length)
    found = naive_meetings(
        meetings.rule,
        meetings.start,
        last,
        until=meetings.until,
        more_rules=meetings.more_rules,
        also=meetings.also,
        cancelled=meetings.cancelled,
        closed=meetings.closed,
        known_until=meetings.known_until,
    )
    assert tuple(day for day in found if day >= first) == meetings.between(first, last)


@given(calendars(endless=True), st.integers(0, 400_000), st.integers(0, 3000))
def test_the_next_and_the_last_meeting_are_the_ends_of_those_between(meetings, begins, length):
    """Three questions to one calendar, near or centuries away, must never contradict each other."""
    first = meetings.start + timedelta(days=begins)
    last = first + timedelta(days=length)
    between = meetings.between(first, last)
    following, preceding = meetings.on_or_after(first), meetings.on_or_before(last)
    if between:
        assert (between[0], between[-1]) == (following, preceding)
        assert between[-1] == meetings.on_or_after(between[-1])
        assert between[0] == meetings.on_or_before(between[0])
    else:
        assert following is None or following > last
        assert preceding is None or preceding < first


@given(calendars(), st.lists(st.tuples(st.integers(0, 3), st.integers(-1000, 100_000)), min_size=2, max_size=8))
def test_answers_do_not_depend_on_what_was_asked_before(meetings, questions):
    """Days are worked out only as far as asked, and kept: the order of the questions must not show."""

    def ask(asked: Meetings, kind: int, day: date) -> object:
        if kind == 0:
            return asked.on_or_after(day)
        if kind == 1:
            return asked.on_or_before(day)
        return asked.between(day, day + timedelta(days=400 * kind))

    for kind, days in questions:
        day = meetings.start + timedelta(days=days)
        assert ask(evolve(meetings), kind, day) == ask(meetings, kind, day)


@given(rules(endless=True, intervals=False), starts, st.integers(0, 19))
def test_after_four_hundred_years_the_days_come_again(rule, start, times):
    """The Gregorian calendar repeats; so must what is worked out for days beyond those that are kept."""
    meetings = Meetings(rule, start=start)
    shift = times * FOUR_HUNDRED_YEARS
    first = start + timedelta(days=366)
    later = meetings.between(first + shift, first + shift + FIVE_YEARS)
    assert meetings.between(first, first + FIVE_YEARS) == tuple(day - shift for day in later)


@given(rules(), starts, st.data())
def test_exceptions_take_away_and_add_days_and_move_none(rule, start, data):
    """A cancelled meeting that came back a week later would be a meeting that nobody called."""
    last = start + FIVE_YEARS
    plain = set(Meetings(rule, start=start).between(start, last))
    cancelled = data.draw(st.sets(among(sorted(plain)), max_size=5)) if plain else set()
    also = set(data.draw(days_near(start, max_size=5)))
    first, final = sorted(data.draw(days_near(start, min_size=2, max_size=2)))
    meetings = Meetings(rule, start=start, also=also, cancelled=cancelled, closed=[(first, final)])
    expected = {day for day in plain - cancelled if not first <= day <= final} | also
    assert tuple(sorted(expected)) == meetings.between(start, last)


@given(st.lists(st.dates(), max_size=8), st.none() | st.dates(), st.dates())
@example([date.max], None, date.max)
@example([date.min], date.max, date.min)
@example([], date.min, date.max)
def test_listed_days_are_the_meetings_until_nothing_is_known(days, known_until, asked):
    """A listed date is a meeting, and after the last known day every day may be one, said to be assumed."""
    meetings = Meetings.on(days, known_until=known_until)
    unknown = known_until is not None and asked > known_until
    assert tuple(sorted(set(days))) == meetings.between(date.min, date.max)
    assert (unknown and asked not in days) == meetings.assumed(asked)
    possible = [day for day in days if day >= asked]
    if unknown:
        possible.append(asked)
    elif known_until is not None and known_until < date.max:
        possible.append(known_until + timedelta(days=1))
    assert min(possible, default=None) == meetings.on_or_after(asked)
    assert (asked if unknown else max((day for day in days if day <= asked), default=None)) == meetings.on_or_before(
        asked
    )


@given(calendars(), st.integers(-100, 2000))
def test_a_meeting_lasts_over_the_days_after_its_first(meetings, after):
    """A decision on the second day is made at that meeting; on the day after its last, at none."""
    day = meetings.start + timedelta(days=after)
    begun = meetings.between(day - timedelta(days=meetings.days - 1), day)
    if meetings.known_until is None or day <= meetings.known_until:
        assert max(begun, default=None) == meetings.sitting_on(day)
    else:
        assert day == meetings.sitting_on(day) or day in meetings.also or meetings.assumed(day)


@given(calendars(), st.integers(-10, 4_000_000) | st.sampled_from([BEFORE, 0, 1, 3_652_059, 3_652_060, NEVER]))
def test_the_search_sees_the_same_days_as_people_do(meetings, day):
    """Journeys are found on whole numbers: they must mean the same meetings, beyond the last date too."""
    calendar = calendar_of(meetings)
    following, preceding = calendar.next(day), calendar.previous(day)
    if 1 <= day <= date.max.toordinal():
        asked = date.fromordinal(day)
        assert meetings.on_or_after(asked) == (None if following == NEVER else date.fromordinal(following))
        assert meetings.on_or_before(asked) == (None if preceding == BEFORE else date.fromordinal(preceding))
    else:
        assert following in {NEVER, calendar.next(1)}
        assert preceding in {BEFORE, calendar.previous(date.max.toordinal())}


@given(calendars())
def test_every_calendar_can_be_said(meetings):
    """A report that fails on a strange rule would say nothing of all the others."""
    said = str(meetings)
    assert f" from {meetings.start.day} " in said
    assert said.endswith(".")
    assert "  " not in said


@given(calendars())
def test_an_equal_calendar_is_the_same_key_before_and_after_use(meetings):
    """Forums with equal calendars share one; a calendar that was asked must still be found, and travel."""
    again = pickle.loads(pickle.dumps(meetings))
    meetings.on_or_after(meetings.start)
    used = pickle.loads(pickle.dumps(meetings))
    assert [meetings] * 2 == [again, used]
    assert {hash(meetings)} == {hash(again), hash(used)}
    assert meetings.between(meetings.start, meetings.start + FIVE_YEARS) == used.between(
        meetings.start, meetings.start + FIVE_YEARS
    )


@given(
    rules(endless=True, mixed=True),
    st.lists(
        st.tuples(starts, st.integers(-3000, 90_000), st.sampled_from([0, 40, 800, 5000, 80_000])),
        min_size=2,
        max_size=5,
    ),
)
def test_calendars_of_one_rule_share_its_days_and_never_change_each_other(rule, asked):
    """What one calendar has worked out another is told: near it, before it, centuries on, and whichever asked first."""
    shared = read_rule(rule)
    for start, ahead, length in asked:
        begins = start.toordinal()
        first, last = begins + ahead, begins + ahead + length
        alone = read_rule.__wrapped__(rule)
        assert alone.days(begins, first, last) == shared.days(begins, first, last)
        assert [day for day in alone.days(begins, begins, last) if day >= first] == shared.days(begins, first, last)
