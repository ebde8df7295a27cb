"""Do plans keep their laws? Days against another library, agendas and workloads against trying everything."""

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from involvement import Activity, Forum, InvalidValueError, Meetings, Workplan
from involvement.plans import AgendaItemKind, Interval, IntervalUnit, Review
from tests.oracles import longest_paths as oracle
from tests.strategies.maps import FIRST, day, randoms, small_maps
from tests.strategies.plans import as_activities, plain_plans

BEGINS = st.sampled_from([None, 0, 10])
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


def dated(number: int | None) -> date | None:
    return None if number is None else FIRST + timedelta(number)


@given(plain_plans())
def test_a_plan_is_refused_just_where_an_activity_would_come_after_itself(plain):
    """A contradiction that slips in makes every date a lie; a refusal without one makes the library useless."""
    try:
        Workplan(as_activities(plain))
    except InvalidValueError as error:
        assert oracle.contradicts(plain)
        loop = str(error).rpartition(": ")[2].split(" > ")
        assert loop[0] == loop[-1]
        assert set(loop) <= plain.keys()
        with pytest.raises(InvalidValueError):
            Workplan([each for each in as_activities(plain) if each.key in loop] + [
                Activity(key) for key in plain.keys() - set(loop)
            ])  # fmt: skip
    else:
        assert not oracle.contradicts(plain)


@given(plain_plans(), BEGINS)
def test_earliest_and_latest_days_are_those_of_longest_paths(plain, begins):
    """A coordinator who trusts a day that is one too late misses the board."""
    if oracle.contradicts(plain):
        return
    schedule = Workplan(as_activities(plain), start=dated(begins)).schedule()
    earliest, latest = oracle.earliest(plain, begins), oracle.latest(plain)
    for key, each in plain.items():
        row = schedule.row(key)
        assert dated(earliest.get(("start", key))) == row.earliest_start
        assert dated(earliest.get(("end", key))) == row.earliest_end
        if each["done"] is not None:
            assert (dated(each["done"]), None) == (row.end, row.slack_days)
            continue
        assert dated(latest.get(("start", key))) == row.latest_start
        assert dated(latest.get(("end", key))) == row.latest_end
        spare = [
            latest[end, key] - earliest[end, key]
            for end in ("start", "end")
            if (end, key) in latest.keys() & earliest.keys()
        ]
        assert min(spare, default=None) == row.slack_days
        assert (None if not spare else min(spare) >= 0) == row.kept


@given(plain_plans(), randoms(), BEGINS)
def test_the_order_of_activities_never_matters(plain, rng, begins):
    """Two people who write down the same plan must read the same answers."""
    if oracle.contradicts(plain):
        return
    activities = [evolve(each, effort=number, owner="ann") for number, each in enumerate(as_activities(plain))]
    shuffled = list(activities)
    rng.shuffle(shuffled)
    one, other = (Workplan(each, start=dated(begins)) for each in (activities, shuffled))
    assert one.schedule() == other.schedule()
    assert one.workload(FIRST, day(90)) == other.workload(FIRST, day(90))


@given(plain_plans(), BEGINS, st.integers(0, 80))
def test_what_is_not_done_ends_on_the_day_asked_about_at_the_earliest(plain, begins, asked):
    """Nothing that is still to be done can have ended yesterday; what has no day gets none by being late."""
    if oracle.contradicts(plain):
        return
    known = {
        key: each if each["done"] is None or each["done"] <= asked else {**each, "done": None}
        for key, each in plain.items()
    }
    before = Workplan(as_activities(known), start=dated(begins)).schedule()
    now = Workplan(as_activities(plain), start=dated(begins)).schedule(on=day(asked))
    assert {row.activity for row in before.undated} == {row.activity for row in now.undated}
    for row in now.rows:
        earlier = before.row(row.activity)
        if row.done is None and row.earliest_end is not None:
            assert row.earliest_end >= max(day(asked), earlier.earliest_end)
            assert row.earliest_start is None or row.earliest_start >= earlier.earliest_start
        assert (earlier.latest_start, earlier.latest_end) == (row.latest_start, row.latest_end) or row.done


# Reviews


@given(DAYS, st.integers(1, 30), st.sampled_from(IntervalUnit))
def test_reviews_strictly_increase_and_keep_the_day_they_are_counted_from(start, count, unit):
    """The 31st of January is followed by the 28th of February, and that by the 31st of March."""
    plan = Workplan(reviews=Interval(count, unit), start=start)
    found = plan.reviews(start + timedelta(3000))
    assert all(one < other for one, other in pairwise((start, *found)))
    if unit in {IntervalUnit.MONTHS, IntervalUnit.YEARS}:
        months = count * (12 if unit is IntervalUnit.YEARS else 1)
        for number, each in enumerate(found, 1):
            assert min(start.day, monthrange(each.year, each.month)[1]) == each.day
            assert number * months == (each.year - start.year) * 12 + each.month - start.month
    else:
        days = count * (7 if unit is IntervalUnit.WEEKS else 1)
        assert [start + timedelta(days * number) for number in range(1, 3000 // days + 1)] == list(found)


@given(DAYS, st.lists(st.integers(-10, 900)), st.integers(0, 900))
def test_each_review_is_due_until_one_is_held_and_never_again(start, held, asked):
    """A reminder that comes back after the review was held is soon ignored."""
    on = start + timedelta(asked)
    plan = Workplan(reviews=Interval.weeks(9), start=start, held=[Review(start + timedelta(each)) for each in held])
    expected = [
        each for each in plan.reviews(on) if not any(each <= start + timedelta(day_held) <= on for day_held in held)
    ]
    assert expected == list(plan.reviews_due(on))


# Agendas


@given(small_maps(), randoms())
def test_agendas_never_miss_a_last_useful_meeting(decision_map, rng):
    """Whoever goes by the agendas alone must be heard about every decision about which they can be heard."""
    forum = rng.choice(decision_map.forums)
    days = sorted(rng.sample(range(120), 8))
    met = Forum(forum.key, meetings=Meetings.on(map(day, days)), papers_due=forum.papers_due)
    forums = [met if each.key == forum.key else each for each in decision_map.forums]
    decision_map = evolve(decision_map, forums=forums)
    useful = {}
    for number in days:
        for decision in decision_map.decisions:
            for stage in decision.all_stages():
                journey = stage.by and decision_map.journey(
                    decision.key, raised=day(number), stage=stage.name, heard_at=forum.key, at_least="consulted"
                )
                if journey:
                    useful[decision.key, stage.name] = day(number)
    found = {
        (item.about, item.stage): number
        for number in map(day, days)
        for item in Workplan().agenda(forum.key, number, decision_map=decision_map).of(AgendaItemKind.VIEWS)
    }
    assert useful == found


@given(DAYS, st.integers(1, 60), st.lists(st.integers(0, 500), min_size=1, unique=True))
def test_every_review_is_on_the_last_agenda_before_it_is_due_or_else_on_the_next_one(start, days, meetings):
    """A review that falls between two meetings belongs to the earlier one; a missed one is not forgotten."""
    met = [start + timedelta(each) for each in sorted(meetings)]
    a_map = evolve(small_map_of("group"), forums=[Forum("group", meetings=Meetings.on(met))])
    plan = Workplan(reviews=Interval(days, "days"), start=start)
    agendas = [plan.agenda("group", each, decision_map=a_map) for each in met]
    for due in plan.reviews(met[-1]):
        before = [each for each in agendas if each.meeting <= due]
        on = (before or agendas[:1])[-1]
        assert any(item.by <= due <= date.fromisoformat(item.about) for item in on.of("review"))


def small_map_of(forum: str):
    from involvement import DecisionMap

    return DecisionMap(forums=[Forum(forum)])


# Workloads


@given(plain_plans(), st.lists(st.fractions(0, 30, max_denominator=7), min_size=7, max_size=7))
def test_a_workload_is_the_effort_day_by_day(plain, efforts):
    """Work that is lost between two weeks is work that somebody does unpaid."""
    if oracle.contradicts(plain):
        return
    activities = [
        evolve(each, effort=effort, owner=owner)
        for each, effort, owner in zip(as_activities(plain), efforts, ["ann", "bob", None] * 3, strict=False)
    ]
    plan = Workplan(activities, start=FIRST)
    rows = {row.activity: row for row in plan.schedule().rows}
    expected: dict[tuple[date, str | None], Fraction] = {}
    undated: dict[str, Fraction] = {}
    for each in activities:
        row = rows[each.key]
        if row.start is None or row.end is None:  # it hangs on itself, and nothing else says when it begins
            undated[each.key] = each.effort
            continue
        span = (row.end - row.start).days + 1
        for number in range(span):
            on = row.start + timedelta(number)
            place = on - timedelta(on.weekday()), each.owner
            expected[place] = expected.get(place, Fraction(0)) + each.effort / span
    found = plan.workload(FIRST - timedelta(400), FIRST + timedelta(2000))
    assert {place: effort for place, effort in expected.items() if effort} == {
        (row.week, row.person): row.effort for row in found.weeks
    }
    assert {key: effort for key, effort in undated.items() if effort} == dict(found.undated)
    assert sum((each.effort for each in activities if each.key not in undated), Fraction(0)) == found.total
    assert all(row.effort == sum(effort for _, effort in row.parts) for row in found.weeks)
