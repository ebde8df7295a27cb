"""Does a workplan say what will be done, by whom and when, and refuse what cannot be?"""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from attrs import evolve

from involvement import (
    Activity,
    DocumentError,
    DuplicateKeyError,
    Feasibility,
    InvalidValueError,
    Issue,
    LimitExceeded,
    Priorities,
    UnknownKeyError,
    Workplan,
    negotiate,
)
from involvement._reading import structure, unstructure
from involvement.plans import Interval, MeetingCycle, Recruitment, Review, When, WorkingWeek
from tests.plans.group import MAP

START = date(2026, 1, 31)


# Days told from something else


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When.before_start("hold", days=14), '14 days before the start of "hold"'),
        (When.after_start("hold"), 'the start of "hold"'),
        (When.before_end("recruit", days=1), '1 day before the end of "recruit"'),
        (When.after_end("recruit", days=2), '2 days after the end of "recruit"'),
        (When.before_meeting("board", days=10), "10 days before the first meeting of board"),
        (
            When.after_meeting("board", days=3, on_or_after=date(2026, 5, 1)),
            "3 days after the first meeting of board from 1 May 2026 on",
        ),
        (
            When.before_decision("contract", days=5, stage="options"),
            '5 days before the day of the options stage of "contract"',
        ),
        (When.after_decision("contract"), 'the day of "contract"'),
    ],
)
def test_a_relative_date_reads_as_people_say_it(when, words):
    """It stands in minutes and on the page."""
    assert words == str(when)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: When("end", "a", days=40_000), r"^When\.days: expected a whole number of days from -36525 to 36525"),
        (lambda: When("end", "a", days=True), r"^When\.days"),
        (lambda: When("end", "a", on_or_after=START), r"^When\.on_or_after: expected nothing: only meetings come again$"),
        (lambda: When("end", "a", stage="options"), r"^When\.stage: expected nothing: only decisions have stages$"),
        (lambda: When("middle", "a"), r"^When\.anchor: expected one of start, end, meeting, decision$"),
        (lambda: When.before_end("a", days=-1), r"^days: expected a whole number, 0 or more"),
        (lambda: When.after_end("a", days=1.5), r"^days: expected a whole number, 0 or more"),
        (lambda: Activity("a", due="soon"), r"^Activity\.due: expected a date, a When, or nothing$"),
        (lambda: Activity("a", start=datetime(2026, 1, 1, 9, tzinfo=UTC)), r"^Activity\.start: expected a date, a When"),
        (lambda: Activity("a", days=0), r"^Activity\.days: expected a whole number of days from 1 to 36525"),
        (lambda: Activity("a", effort=-1), r"^Activity\.effort: expected"),
        (lambda: Activity("a", stage="options"), r"^activity 'a': stage: expected nothing where no decision is named$"),
        (lambda: Activity("a", start=date(2026, 2, 1), due=START), r"^activity 'a': due: expected a last day"),
        (lambda: Interval(0, "days"), r"^Interval\.count: expected a whole number from 1 to 1000$"),
        (lambda: Interval.months(True), r"^Interval\.count"),
        (lambda: Interval(1, "moons"), r"^Interval\.unit: expected one of days, weeks, months, years$"),
        (lambda: WorkingWeek("ann", 8), r"^WorkingWeek\.days: expected a whole number, a Decimal or a Fraction, from 0 to 7$"),
        (lambda: Recruitment(weeks=0), r"^Recruitment\.weeks: expected a whole number from 1 to 520"),
        (lambda: Workplan(reviews=Interval.months(3)), r"^Workplan\.start: expected the day that the reviews"),
        (lambda: Workplan("ab"), r"^Workplan\.activities: expected a list of values, not one value$"),
        (lambda: Workplan().reviews("soon"), r"^until: expected a date"),
        (lambda: Workplan().workload(START, "soon"), r"^first, last: expected dates"),
        (lambda: Workplan().workload(START, date(2026, 1, 1)), r"^last: expected a last day"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_its_place(make, message):
    """The message says what would be right and never what stood there."""
    with pytest.raises(InvalidValueError, match=message):
        make()


def test_an_activity_knows_which_of_its_days_are_told_from_something_else():
    """A process asks that to know whether the forum or decision is there."""
    when = When.before_meeting("board")
    assert (when,) == Activity("a", start=START, due=when).relative_dates()


def test_two_things_under_one_key_are_refused():
    """Which of them would be meant?"""
    week, cycle = WorkingWeek("ann", 2), MeetingCycle("board", [Activity("hold")])
    with pytest.raises(DuplicateKeyError):
        Workplan([Activity("a"), Activity("a")])
    with pytest.raises(DuplicateKeyError):
        Workplan(working_weeks=[week, week])
    with pytest.raises(DuplicateKeyError):
        Workplan(meeting_cycles=[cycle, cycle])
    with pytest.raises(DuplicateKeyError):
        Activity("a", after=["b", "b"])


@pytest.mark.parametrize(
    ("activity", "place"),
    [
        (Activity("a", after=["recruti"]), r"activities\[1\]\.after"),
        (Activity("a", start=When.after_end("recruti")), r"activities\[1\]\.start\.key"),
        (Activity("a", due=When.before_start("recruti")), r"activities\[1\]\.due\.key"),
    ],
)
def test_an_activity_that_waits_for_one_that_is_not_there_is_refused(activity, place):
    """A slip of the pen would leave it waiting for ever."""
    with pytest.raises(UnknownKeyError, match=rf"^{place}: no activity 'recruti'; known: recruit"):
        Workplan([Activity("recruit"), activity])


# Loops


@pytest.mark.parametrize(
    ("activities", "loop"),
    [
        ([Activity("a", after=["a"])], "a > a"),
        ([Activity("a", after=["b"]), Activity("b", after=["c"]), Activity("c", after=["a"])], "a > c > b > a"),
        ([Activity("a", start=When.after_start("b", days=1)), Activity("b", start=When.after_start("a"))], "a > b > a"),
        ([Activity("a", days=6, after=["b"], due=When.after_end("b", days=5)), Activity("b")], "a > b > a"),
        ([Activity(f"a-{n}", after=[f"a-{(n + 1) % 20}"]) for n in range(20)], "a-0 > a-19 > .* > a-11 > ... > a-0"),
    ],
)  # fmt: skip
def test_activities_that_wait_for_themselves_are_refused_and_named(activities, loop):
    """No day would do, and whoever wrote it must see which ones they are."""
    with pytest.raises(InvalidValueError, match=f"comes before the next: {loop}$"):
        Workplan(activities)


def test_a_loop_that_can_be_kept_is_no_contradiction():
    """Whoever prepares a meeting begins two weeks before it and ends before it: both are told from each other."""
    prepare = Activity("prepare", days=14, start=When.before_start("hold", days=14))
    plan = Workplan([prepare, Activity("hold", start=date(2026, 5, 12), after=["prepare"])])
    assert date(2026, 4, 28) == plan.schedule().row("prepare").start


def test_more_days_that_hang_on_each_other_than_can_be_searched_are_refused():
    """The search among them takes the square of their number: a stranger's file must not take all day."""
    chain = [Activity(f"a-{n}", start=When.after_start(f"a-{n - 1}")) for n in range(1, 2200)]
    with pytest.raises(LimitExceeded, match="2000 dates that hang on each other"):
        Workplan([Activity("a-0", start=When.before_start("a-2199", days=3000)), *chain])


def test_a_long_chain_is_dated_at_once():
    """Plans made by machines are long; what merely follows each other costs no more than reading it."""
    chain = [Activity(f"a-{n}", days=2, after=[f"a-{n - 1}"] if n else []) for n in range(3000)]
    schedule = Workplan(chain[::-1], start=date(2000, 1, 1)).schedule()
    assert date.fromordinal(date(2000, 1, 1).toordinal() + 5999) == schedule.row("a-2999").end


# Reviews


def test_reviews_are_counted_from_the_start_and_keep_its_day():
    """A review set for the last day of each month must not creep to the 28th."""
    plan = Workplan(reviews=Interval.months(1), start=START)
    expected = (date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31))
    assert expected == plan.reviews(date(2026, 5, 31))
    assert () == Workplan(start=START).reviews(date(2026, 5, 31))
    assert (date(9999, 12, 30),) == Workplan(reviews=Interval.weeks(1), start=date(9999, 12, 23)).reviews(date.max)
    assert () == Workplan(reviews=Interval(1, "years"), start=date(9999, 12, 23)).reviews(date.max)
    assert ["every month", "every 6 weeks"] == [str(Interval.months(1)), str(Interval.weeks(6))]


def test_a_review_that_was_held_is_not_due_again():
    """One that is held late stands for all before it, one held early for the one it names."""
    plan = Workplan(reviews=Interval.months(1), start=START)
    assert (date(2026, 2, 28), date(2026, 3, 31)) == plan.reviews_due(date(2026, 4, 1))
    held = evolve(plan, held=[Review(date(2026, 4, 2), changed="two activities fewer")])
    assert (date(2026, 2, 28), date(2026, 3, 31)) == held.reviews_due(date(2026, 4, 1))
    assert () == held.reviews_due(date(2026, 4, 2))
    early = evolve(plan, held=[Review(date(2026, 2, 20), due=date(2026, 2, 28))])
    assert (date(2026, 3, 31),) == early.reviews_due(date(2026, 4, 1))


def test_reviews_of_a_thousand_years_cost_no_more_than_those_asked_for():
    """The list says how many they are and gives the first, the last and any part of it, each worked out when asked for."""
    days = Workplan(reviews=Interval(1, "days"), start=date(1, 1, 1)).open_reviews(
        date(2026, 11, 23), date(2026, 12, 31)
    )
    assert (739_980, date(1, 1, 2), date(2026, 12, 31)) == (len(days), days[0], days[-1])
    assert [date(2026, 12, 30), date(2026, 12, 31)] == list(days[-2:])
    assert date(2026, 12, 30) in days
    with pytest.raises(LimitExceeded, match="more than 36525 days"):
        Workplan(reviews=Interval(1, "days"), start=date(1, 1, 1)).reviews(date(2026, 11, 23))
    assert () == Workplan(start=START).open_reviews(START)
    with pytest.raises(InvalidValueError, match=r"^on, until: expected dates"):
        Workplan().open_reviews(START, "soon")


def test_what_one_meeting_takes_is_over_within_a_year():
    """The work of each meeting would else lie upon that of hundreds of others."""
    MeetingCycle("group", [Activity("hold", days=300), Activity("minutes", start=When.after_end("hold", days=65))])
    with pytest.raises(
        InvalidValueError, match=r"^MeetingCycle.steps: expected steps that take at most 366 days in all$"
    ):
        MeetingCycle("group", [Activity("hold", days=300), Activity("minutes", start=When.after_end("hold", days=66))])


def test_what_changed_in_a_review_is_told_to_nobody_by_accident():
    """It is free text, and may name people."""
    assert "fewer" not in repr(Review(START, changed="fewer"))


# What was agreed


def agreement():
    issues = [Issue("evenings", decisions=["contract"]), Issue("letters"), Issue("parking"), Issue("lifts")]
    return negotiate(
        Priorities("members", ["evenings", "letters", "parking"], side="service_users"),
        Priorities("trust", ["letters", "evenings", "parking"], side="organisation"),
        feasibility=[
            Feasibility.shown("evenings"),
            Feasibility.shown("letters"),
            Feasibility.not_studied("parking", who="estates", by=date(2026, 6, 30)),
        ],
        effort={"evenings": 5, "letters": Fraction(1, 2)},
        issues=issues,
        decision_map=MAP,
        on=date(2026, 2, 1),
    )


def test_what_was_agreed_becomes_activities():
    """Agreed issues are raised in time and done, unstudied ones are studied, and of every one people are told."""
    plan = Workplan.from_agreement(agreement(), reviews=Interval.months(3), owner="coordinator")
    tell = {f"tell-{issue}": ("coordinator", None) for issue in ("evenings", "letters", "parking", "lifts")}
    assert {
        "raise-evenings": ("coordinator", date(2026, 4, 14)),
        "do-evenings": ("coordinator", None),
        "do-letters": ("coordinator", None),
        "study-parking": ("estates", date(2026, 6, 30)),
        **tell,
    } == {each.key: (each.owner, each.due) for each in plan.activities}
    assert date(2026, 2, 1) == plan.start
    assert ("evenings",) == plan.activity("do-evenings").issues
    assert {"evenings", "letters"} == {each.implements for each in plan.activities} - {None}
    assert [5, Fraction(1, 2)] == [plan.activity(key).effort for key in ("do-evenings", "do-letters")]
    assert date(2026, 6, 1) == plan.schedule(MAP).row("do-evenings").start
    with pytest.raises(UnknownKeyError, match="no activity 'do-lifts'"):
        plan.activity("do-lifts")


def test_what_waits_for_somebody_is_brought_back():
    """Deferred for want of time, and somebody is to bring it back: that is an activity too."""
    settled = agreement()
    waiting = [
        evolve(each, ground="over_capacity", who="manager") if each.issue == "parking" else each
        for each in settled.settlements
    ]
    plan = Workplan.from_agreement(evolve(settled, settlements=waiting))
    assert ("manager", date(2026, 6, 30)) == (
        plan.activity("bring-back-parking").owner,
        plan.activity("bring-back-parking").due,
    )
    declined = [evolve(each, outcome="declined", reason="no") for each in settled.settlements]
    told = Workplan.from_agreement(evolve(settled, settlements=declined))
    assert {"tell-evenings", "tell-letters", "tell-parking", "tell-lifts"} == {each.key for each in told.activities}


# In documents


def test_a_plan_stands_in_a_document_and_comes_back():
    """The rule of reviews has one name there, and a day may be a date or told from something else."""
    plan = Workplan(
        [Activity("a", days=3, effort=Fraction(1, 2)), Activity("b", start=START, due=When.before_meeting("board"))],
        reviews=Interval.months(3),
        start=START,
        held=[Review(START)],
        recruitment=Recruitment(25, weeks=13, days_a_week=Fraction(5, 2), owner="coordinator"),
        meeting_cycles=[MeetingCycle("board", [Activity("hold")])],
    )
    plain = unstructure(plan)
    assert {"count": 3, "unit": "months"} == plain["review_interval"]
    assert {"anchor": "meeting", "key": "board"} == plain["activities"][1]["due"]
    assert plan == structure(plain, Workplan)
    with pytest.raises(DocumentError, match=r"^activities: .* a > a$"):
        structure({"activities": [{"key": "a", "after": ["a"]}]}, Workplan)
