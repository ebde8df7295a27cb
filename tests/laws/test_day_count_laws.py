"""What holds for every count of days: beside a count day by day, in both directions, and in itself."""

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from involvement import Days, WorkingCalendar
from involvement.calendars import Weekday
from involvement.calendars.calendars import NEVER
from involvement.calendars.day_counts import one_after_the_other
from involvement.calendars.recurrences import LAST_DAY
from involvement.calendars.working_calendars import lag_of
from tests.oracles.counted_days import naive_after, naive_latest_start

near = st.dates(date(2024, 12, 1), date(2025, 3, 1))
calendars = st.builds(
    WorkingCalendar,
    holidays=st.lists(near, max_size=12) | st.just([date(2025, 1, 1) + timedelta(days) for days in range(40)]),
    weekend=st.sets(st.sampled_from(list(Weekday)), max_size=6),
)
counts = st.builds(
    Days, st.integers(0, 40), clear=st.booleans(), leave_out=st.sampled_from([None, "weekends", "sundays"])
)
EDGES = st.sampled_from([date.min, date.min + timedelta(5), date.max - timedelta(9), date.max])


@given(calendars, near | EDGES, counts)
@example(WorkingCalendar(), date(2026, 12, 31), Days(0, clear=True, leave_out="weekends"))
def test_a_count_ends_where_counting_day_by_day_ends(calendar, day, days):
    """The closed form is quick; counting on the fingers is right."""
    assert naive_after(day, days, calendar) == calendar.after(day, days)


@given(calendars, near | EDGES, counts)
def test_the_last_day_to_begin_is_the_one_that_trying_each_finds(calendar, by, days):
    """The search backwards takes the largest such day, and never takes a number of days away."""
    assert naive_latest_start(by, days, calendar) == calendar.latest_start(by, days)


@given(calendars, st.lists(counts, min_size=2, max_size=2), st.integers(1, LAST_DAY), st.integers(1, LAST_DAY))
def test_counts_one_after_the_other_are_one_count_both_ways(calendar, days, begins, ends):
    """It begins in time exactly if it ends in time, wherever the two days lie and however far."""
    first, then = (lag_of(calendar, each) for each in days)
    lag = one_after_the_other(first, then)
    one_by_one = min((begins + first) + then, NEVER)
    assert one_by_one == begins + lag or min(one_by_one, begins + lag) > LAST_DAY
    assert (begins + lag <= ends) == (begins <= ends - lag)


@given(calendars, counts, st.integers(1, LAST_DAY), st.integers(0, 400))
def test_who_begins_later_is_never_done_earlier(calendar, days, begins, wait):
    """On this rests the search through the map."""
    lag = lag_of(calendar, days)
    assert begins + lag <= min(begins + wait, LAST_DAY) + lag
    assert begins - lag <= min(begins + wait, LAST_DAY) - lag


@given(calendars, near, st.integers(200_000, 400_000), st.booleans())
def test_a_count_of_hundreds_of_thousands_of_days_is_where_its_parts_lead(calendar, day, number, clear):
    """Nothing walks over days; and a long count is one of two shorter ones."""
    whole = Days(number, clear=clear, leave_out="weekends")
    half = calendar.after(day, Days(number // 2, leave_out="weekends"))
    rest = Days(number - number // 2, clear=clear, leave_out="weekends")
    assert calendar.after(half, rest) == calendar.after(day, whole)
