"""When can each activity be done, and by when must it be?"""

from datetime import date

import pytest
from attrs import evolve

from involvement import Activity, EntryPoint, Flow, InvalidValueError, UnknownKeyError, Workplan
from involvement.plans import Schedule, When
from tests.plans.group import MAP
from tests.shorthand import assumed

START = date(2026, 2, 1)


def rows(*activities: Activity, decision_map=MAP, on=None, start=START):
    return Workplan(activities, start=start).schedule(decision_map, on=on)


def test_a_chain_is_held_by_its_beginning_and_pressed_by_the_last_day_to_speak():
    """The views must be there when the group meets for the last time before the board: count back from that."""
    found = rows(
        Activity("ask", days=30),
        Activity("sum-up", days=40, after=["ask"]),
        Activity("hand-in", days=1, after=["sum-up"], decision="contract"),
    )
    begins, last = "The plan starts on 1 February 2026.", 'The last day to speak about "contract" is 12 May 2026.'
    assert [
        (
            f'"ask" can be finished on 2 March 2026 at the earliest. {begins} "ask" must be finished by 1 April 2026. '
            f'That leaves 30 days to spare. {last} "ask" comes before "sum-up" and "hand-in".'
        ),
        (
            f'"sum-up" can be finished on 11 April 2026 at the earliest. {begins} "sum-up" comes after "ask". '
            f'"sum-up" must be finished by 11 May 2026. That leaves 30 days to spare. {last} "sum-up" comes before "hand-in".'
        ),
        (
            f'"hand-in" can be finished on 12 April 2026 at the earliest. {begins} "hand-in" comes after "sum-up" and "ask". '
            f'"hand-in" must be finished by 12 May 2026. That leaves 30 days to spare. {last}'
        ),
    ] == [row.reason for row in found.rows]
    assert found.rows[0].reason == str(found.rows[0])
    assert MAP.latest_start("contract", at_least="consulted") == found.row("hand-in").latest_end
    assert () == found.assumes == found.not_kept == found.undated


def test_what_cannot_be_kept_is_said_with_the_reason():
    """Two days late and one day late read differently, and both say what is in the way."""
    found = rows(Activity("a", days=3, due=date(2026, 2, 1)), Activity("b", due=date(2026, 2, 3), after=["a"]))
    assert ("a", "b") == tuple(row.activity for row in found.not_kept)
    assert [-2, -1] == [row.slack_days for row in found.rows]
    assert (
        '"a" can be finished on 3 February 2026 at the earliest. The plan starts on 1 February 2026. '
        "It is due on 1 February 2026. That is 2 days too late."
    ) == found.row("a").reason
    assert found.row("b").reason.endswith('"b" comes after "a". It is due on 3 February 2026. That is 1 day too late.')


def test_a_decision_that_no_view_reaches_in_time_cannot_be_kept_whatever_the_day():
    """Work for it would be lost: that must be seen before it begins."""
    row = rows(Activity("a", decision="merger", days=1)).row("a")
    assert (False, None, None) == (row.kept, row.latest_end, row.slack_days)
    assert row.reason.startswith(
        'No view about "merger" arrives in time, on whatever day it is raised. "a" can be finished on 1 February 2026'
    )


def test_a_day_that_is_set_still_counts_where_no_view_reaches_the_decision():
    """What it waits for would seem to have weeks to spare, and a day that is past would never be overdue."""
    found = rows(
        Activity("ask", days=3, due=date(2026, 5, 1)),
        Activity("hand-in", days=2, decision="merger", due=date(2026, 2, 10), after=["ask"]),
    )
    ask, hand_in = found.row("ask"), found.row("hand-in")
    assert (date(2026, 2, 8), 5) == (ask.latest_end, ask.slack_days)
    assert (date(2026, 2, 10), None, False) == (hand_in.latest_end, hand_in.slack_days, hand_in.kept)
    assert hand_in.reason.startswith(
        'No view about "merger" arrives in time, on whatever day it is raised. "hand-in" can be finished on 5 February'
    )


def test_where_the_beginning_is_pressed_the_reason_is_about_the_beginning():
    """Three days too late and no day by which it must be finished would be two stories."""
    found = rows(
        Activity("visit", start=date(2026, 2, 7)),
        Activity("letter", days=1, start=date(2026, 2, 1), due=When.before_start("visit", days=1)),
        Activity("early", start=date(2026, 2, 9)),
        Activity("late", days=2, start=When.after_start("early", days=1), due=date(2026, 2, 8)),
    )
    assert (
        '"early" can begin on 9 February 2026 at the earliest. It is to start on 9 February 2026. '
        '"early" must begin by 6 February 2026. That is 3 days too late. "late" is due on 8 February 2026. '
        '"early" comes before "late".'
    ) == found.row("early").reason
    assert (None, -3, False) == (found.row("early").latest_end, found.row("early").slack_days, found.row("early").kept)


def test_a_stage_before_the_decision_has_its_own_last_day():
    """Options close first: a view that comes after them is heard and makes no difference."""
    found = rows(*(Activity(key, decision="contract", stage="options", days=1) for key in "ab"))
    last = MAP.latest_start("contract", stage="options", at_least="consulted")
    assert [last, last] == [row.latest_end for row in found.rows]


def test_work_feeds_a_decision_while_views_count_as_it_calls_for():
    """Minutes that must be answered take a month, so the group is asked in April; the panel only collects views in May."""
    contract, *others = MAP.decisions
    _, *flows = MAP.flows
    strong = evolve(
        MAP,
        flows=[Flow("group", "board", days=30, standing="advises"), *flows],
        entry_points=[EntryPoint("group", "members", standing="advises"), *MAP.entry_points[1:]],
    )
    work = Activity("a", decision="contract", days=1)
    assert date(2026, 5, 5) == rows(work, decision_map=strong).row("a").latest_end
    called_for = [evolve(contract, calls_for="advises"), *others]
    row = rows(work, decision_map=evolve(strong, decisions=called_for)).row("a")
    assert date(2026, 4, 14) == row.latest_end
    assert row.reason.endswith('The last day to speak about "contract" is 14 April 2026.')


def test_where_no_route_gives_what_is_called_for_work_feeds_a_decision_while_views_are_heard():
    """To be collected is less than was called for, and no reason to do the work when nobody reads it."""
    contract, *others = MAP.decisions
    weak = evolve(MAP, decisions=[evolve(contract, calls_for="codesigns"), *others])
    row = rows(Activity("a", decision="contract", days=1), decision_map=weak).row("a")
    assert (date(2026, 5, 12), True) == (row.latest_end, row.kept)
    never = rows(Activity("a", decision="merger", days=1), decision_map=weak).row("a")
    assert (None, False) == (never.latest_end, never.kept)


def test_it_is_asked_whose_last_day_it_is():
    """Whoever enters nearer to the board may speak longer."""
    plan = Workplan([Activity("a", decision="contract", days=1)], start=START)
    known = MAP.knowing(["x"])
    ends = [plan.schedule(known, stakeholder=who).row("a").latest_end for who in ("members", ["members", "x"], "x")]
    expected = [
        known.latest_start("contract", stakeholder=who, at_least="consulted")
        for who in ("members", {"members", "x"}, "x")
    ]
    assert expected == ends
    with pytest.raises(UnknownKeyError, match="no stakeholder 'memebers'; known: members"):
        plan.schedule(MAP, stakeholder="memebers")


@pytest.mark.parametrize(
    ("activity", "start", "end", "assumes"),
    [
        (Activity("a", start=When.after_meeting("group", days=2)), date(2026, 2, 12), None, ()),
        (Activity("a", start=When.after_meeting("group", on_or_after=date(2026, 3, 11))), date(2026, 4, 14), None, ()),
        (Activity("a", start=When.before_decision("contract", days=20)), date(2026, 5, 12), None, ()),
        (Activity("a", due=When.before_decision("contract", stage="options")), START, date(2026, 4, 20), ()),
        (Activity("a", due=When.before_meeting("board", days=1, on_or_after=date(2026, 4, 1))), START, date(2026, 4, 5), ()),
        (Activity("a", start=When.after_meeting("cabinet")), START, None, ("next_meeting:cabinet",)),
        (Activity("a", due=When.before_meeting("cabinet")), START, None, ("next_meeting:cabinet",)),
        (Activity("a", due=When.before_meeting("panel", on_or_after=date(2026, 7, 1))), START, None, ("next_meeting:panel",)),
        (Activity("a", due=When.before_meeting("assembly", on_or_after=date(2026, 7, 1))), START, None, ("next_meeting:assembly",)),
        (Activity("a", start=When.after_decision("budget")), START, None, ("on:budget",)),
        (Activity("a", decision="budget"), START, None, ("on:budget",)),
    ],
)  # fmt: skip
def test_days_told_from_meetings_and_decisions_are_found_on_the_map_or_said_not_to_be_known(
    activity, start, end, assumes
):
    """What is not known is taken in favour of the plan, and named."""
    row = rows(activity).row("a")
    assert (start, end, (*assumes, "length:a")) == (row.start, row.latest_end, assumed(row.assumes))


@pytest.mark.parametrize(
    "activity",
    [
        Activity("a", start=When.after_meeting("group"), days=1),
        Activity("a", start=When.after_decision("contract"), days=1),
        Activity("a", decision="contract", days=1),
    ],
)
def test_without_a_map_what_it_would_tell_is_not_known(activity):
    """A plan may be written before anybody has mapped the decisions."""
    row = rows(activity, decision_map=None).row("a")
    assert (START, None, None) == (row.start, row.latest_end, row.kept)
    assert 1 == len(row.assumes)


@pytest.mark.parametrize(
    ("activity", "message"),
    [
        (Activity("a", start=When.after_meeting("grup")), "activity 'a': start: no forum 'grup'; known: group"),
        (Activity("a", due=When.before_decision("contrat")), "activity 'a': due: no decision 'contrat'; known: contract"),
        (Activity("a", decision="contrat"), "activity 'a': decision: no decision 'contrat'; known: contract"),
        (Activity("a", decision="budget", stage="options"), "activity 'a': decision: no stage 'options'; known: decision"),
        (Activity("a", due=When.after_decision("budget", stage="options")), "activity 'a': due: no stage 'options'"),
    ],
)  # fmt: skip
def test_what_is_not_on_the_map_is_refused_with_its_place(activity, message):
    """A key that nobody knows is a slip of the pen."""
    with pytest.raises(UnknownKeyError, match=f"^{message}"):
        rows(activity)
    with pytest.raises(UnknownKeyError, match=r"^no activity 'b'; known: a"):
        Workplan([Activity("a")]).schedule().row("b")


def test_what_nothing_dates_stays_without_a_day():
    """Unknown is not no: it is neither late nor in time."""
    found = rows(Activity("a"), Activity("b", after=["a"], days=2, due=START), start=None)
    assert ("a", "b") == tuple(row.activity for row in found.undated)
    assert [None, None] == [row.kept for row in found.rows]
    assert 'When "b" can begin is not recorded. It is due on 1 February 2026.' == found.row("b").reason
    assert ("length:a", "start:a") == tuple(sorted(set(assumed(found.row("a").assumes))))
    assert 'No day is recorded by which "a" must be finished.' in rows(Activity("a")).row("a").reason
    assert ("length:a", "start:a", "start:b") == assumed(found.assumes)


def test_what_is_done_holds_the_rest_to_its_day():
    """A plan is kept up: what was finished early lets the next begin early, and what was late is told."""
    found = rows(
        Activity("a", days=3, done=date(2026, 2, 10), due=date(2026, 2, 8)),
        Activity("b", after=["a"], days=1),
        Activity("c", done=date(2026, 2, 9), start=date(2026, 2, 4)),
        Activity("d", done=date(2026, 2, 7), due=date(2026, 2, 8)),
        Activity("e", done=date(2026, 2, 9), due=date(2026, 2, 8)),
    )
    assert (date(2026, 2, 8), date(2026, 2, 10), None) == (
        found.row("a").start, found.row("a").end, found.row("a").slack_days,
    )  # fmt: skip
    assert (False, '"a" was done on 10 February 2026, 2 days late.') == (found.row("a").kept, found.row("a").reason)
    assert '"e" was done on 9 February 2026, 1 day late.' == found.row("e").reason
    assert (True, '"d" was done on 7 February 2026.') == (found.row("d").kept, found.row("d").reason)
    assert date(2026, 2, 4) == found.row("c").start
    assert date(2026, 2, 11) == found.row("b").start
    assert (
        '"b" can be finished on 11 February 2026 at the earliest. "a" was done on 10 February 2026. "b" comes after "a".'
    ) in found.row("b").reason


def test_what_is_not_done_by_the_day_asked_about_says_so():
    """A review in June looks at what is left, and not at what was hoped for in February."""
    found = rows(Activity("a", days=2), Activity("b", after=["a"], due=date(2026, 6, 1)), on=date(2026, 6, 1))
    assert '"a" is not recorded as done by 1 June 2026. "b" comes after "a".' in found.row("b").reason
    assert found.row("b").reason.endswith("That is 1 day too late.")
    assert (START, date(2026, 6, 1)) == (found.row("a").start, found.row("a").end)


def test_what_is_late_keeps_the_day_on_which_it_was_to_begin():
    """It takes longer than planned; what is told from its beginning does not move for that."""
    plan = Workplan([
        Activity("visit", done=date(2026, 1, 16), due=When.before_end("sum-up", days=7)),
        Activity("sum-up", days=8, after=["ask"]),
        Activity("ask"),
        Activity("letter", days=1, start=When.after_start("sum-up", days=20)),
    ])  # fmt: skip
    on = date(2026, 1, 25)
    assert [date(2026, 1, 16)] * 2 == [plan.schedule(on=day).row("sum-up").start for day in (None, on)]
    assert on == plan.schedule(on=on).row("sum-up").end
    assert (
        '"letter" can be finished on 5 February 2026 at the earliest. '
        'The start of "sum-up" is counted back from its end. "letter" comes after "sum-up".'
    ) in plan.schedule(on=on).row("letter").reason


def test_work_of_unknown_length_lasts_until_it_must_be_finished():
    """Where nobody says how many days it takes, all the days there are may be needed."""
    found = rows(Activity("a", due=date(2026, 3, 1)), Activity("b"), Activity("c", days=2, due=date(2026, 3, 1)))
    assert [date(2026, 3, 1), START, date(2026, 2, 2)] == [found.row(key).end for key in "abc"]


def test_many_names_of_a_chain_are_cut():
    """A sentence with thirty names is no sentence."""
    chain = [Activity(f"a{n}", days=1, after=[f"a{n - 1}"] if n else []) for n in range(7)]
    assert '"a6" comes after "a5", "a4", "a3", "a2"' in rows(*chain).row("a6").reason
    longer = [Activity(f"a{n}", after=[f"a{n - 1}"] if n else []) for n in range(60)]
    found = rows(*longer)
    assert '"a59" comes after many others. The nearest are "a58", "a57" and "a56".' in found.row("a59").reason
    assert {f"length:a{n}" for n in range(60)} == set(assumed(found.assumes))


def test_the_calendar_ends_and_nothing_breaks():
    """A stranger's file may hold any day there is."""
    found = rows(
        Activity("a", start=date.max, days=1000),
        Activity("b", due=date.min, days=1000),
        Activity("c", done=date.min, days=5),
        Activity("d", start=date.max, after=["a"]),
    )
    assert (date.max, date.min, date.min) == (found.row("a").end, found.row("b").latest_start, found.row("c").start)


def test_an_empty_schedule_says_nothing():
    """No activity, no row, no assumption."""
    assert ((), ()) == (Schedule().rows, Schedule().assumes)


def test_what_is_done_later_is_not_done_yet_on_the_day_asked_about():
    """A look back must see what could be seen then, or a plan that was late in May looks well kept in December."""
    activity = Activity("a", days=1, due=date(2026, 5, 1), done=date(2026, 6, 1))
    may = rows(activity, on=date(2026, 5, 10)).row("a")
    assert (None, False, -9) == (may.done, may.kept, may.slack_days)
    for on in (None, date(2026, 6, 1)):
        assert (date(2026, 6, 1), False, '"a" was done on 1 June 2026, 31 days late.') == (
            (row := rows(activity, on=on).row("a")).done, row.kept, row.reason
        )  # fmt: skip
    with pytest.raises(InvalidValueError, match="on: expected a date"):
        rows(activity, on="2026-06-01")


def test_what_is_done_today_stays_done_beside_what_is_done_tomorrow():
    """A plan as it stood at the end of a day forgets what came later, and nothing else."""
    today, tomorrow = date(2026, 6, 1), date(2026, 6, 2)
    plan = Workplan([Activity("visit", done=today), Activity("report", done=tomorrow)])
    assert [today, None] == [activity.done for activity in plan.as_known(today).activities]
    assert plan == plan.as_known(tomorrow)


def test_whoever_may_see_every_field_is_told_everything():
    """A fact without its field would be left out of what others may read, and with it the sentence."""
    found = rows(
        Activity("ask", days=30),
        Activity("sum-up", days=40, after=["ask"]),
        Activity("hand-in", days=1, after=["sum-up"], decision="contract"),
        Activity("late", days=3, start=date(2026, 2, 1), due=date(2026, 2, 2)),
        Activity("visit", days=1, start=date(2026, 2, 9), due=When.after_start("late", days=1)),
    )
    assert [row.says for row in found.rows] == [row.says.within(lambda _: True) for row in found.rows]
