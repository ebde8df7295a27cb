"""What must come to a meeting, because the next one is too late?"""

from datetime import date

import pytest
from attrs import evolve

from involvement import Activity, DecisionMap, Flow, Forum, InvalidValueError, Meetings, UnknownKeyError, Workplan
from involvement.feedback import Contribution, Event, Ledger
from involvement.plans import Interval, Review
from tests.plans.group import MAP
from tests.shorthand import assumed

MARCH, APRIL, MAY, JUNE = date(2026, 3, 10), date(2026, 4, 14), date(2026, 5, 12), date(2026, 6, 9)


def items(plan: Workplan, forum: str, meeting: date, kind: str, **given) -> list[str]:
    return [str(each) for each in plan.agenda(forum, meeting, **{"decision_map": MAP, **given}).of(kind)]


def test_a_decision_is_on_the_agenda_of_the_last_meeting_that_still_counts_for_it():
    """In April the options, in May the contract: at the next meeting it would be too late for either."""
    plan = Workplan()
    assert [] == items(plan, "group", MARCH, "views")
    options = (
        'Hear views on the options for "The contract", which close on 20 April 2026. The next meeting is too late.'
    )
    assert [options] == items(plan, "group", APRIL, "views")
    assert ['Hear views about "The contract", which is decided on 1 June 2026. The next meeting is too late.'] == items(
        plan, "group", MAY, "views"
    )
    assert [] == items(plan, "group", JUNE, "views")
    assert MAY == plan.agenda("group", APRIL, decision_map=MAP).next_meeting


def calling_for_advice(*flows: Flow) -> DecisionMap:
    contract, *others = MAP.decisions
    return evolve(MAP, flows=[*MAP.flows, *flows], decisions=[evolve(contract, calls_for="advises"), *others])


def test_a_decision_is_on_the_agenda_of_the_last_meeting_at_which_views_count_as_is_called_for():
    """The minutes that must be answered take a month: April is the last meeting for them. In May views are collected still."""
    asked = {"decision_map": calling_for_advice(Flow("group", "board", days=30, standing="advises"))}
    told = 'Hear views about "The contract", which is decided on 1 June 2026.'
    assert [] == items(Workplan(), "group", MARCH, "views", **asked)
    options, decision = items(Workplan(), "group", APRIL, "views", **asked)
    assert options.endswith("which close on 20 April 2026. The next meeting is too late.")
    assert f'{told} At the next meeting it is too late for them to count as "advises".' == decision
    assert [f"{told} The next meeting is too late."] == items(Workplan(), "group", MAY, "views", **asked)
    found = Workplan().agenda("group", APRIL, **asked).items
    assert ["agenda.views_options_before_next", "agenda.views_decision_weaker_next"] == [
        each.says.code for each in found
    ]
    assert [True, True] == [each.last for each in found]


def test_where_the_next_meeting_is_too_late_for_everything_it_is_simply_too_late():
    """And where no later one is recorded, nobody knows for what."""
    asked = {"decision_map": calling_for_advice(Flow("group", "board", days=8, standing="advises"))}
    told = 'Hear views about "The contract", which is decided on 1 June 2026.'
    assert [f"{told} The next meeting is too late."] == items(Workplan(), "group", MAY, "views", **asked)
    panel = {"decision_map": calling_for_advice(Flow("panel", "board", days=8, standing="advises"))}
    assert [f"{told} No later meeting is recorded."] == items(Workplan(), "panel", date(2026, 5, 5), "views", **panel)


def test_where_no_way_gives_what_is_called_for_views_are_heard_all_the_same():
    """To be collected is less than was called for, and more than to be left unsaid."""
    asked = {"decision_map": calling_for_advice()}
    for meeting in (MARCH, APRIL, MAY, JUNE):
        expected = [each for each in items(Workplan(), "group", meeting, "views") if "options" not in each]
        assert expected == [
            each for each in items(Workplan(), "group", meeting, "views", **asked) if "options" not in each
        ]


def test_what_is_only_told_onward_is_not_heard():
    """The assembly informs the board and no more: nothing that is said there counts for the contract."""
    assert [] == items(Workplan(), "assembly", date(2026, 4, 4), "views")


def test_where_the_next_meeting_is_not_known_nothing_waits_for_it():
    """It may be the last one: what could miss the next stands here too, and that is said."""
    agenda = Workplan().agenda("panel", date(2026, 5, 5), decision_map=MAP)
    assert [("contract", None)] == [(each.about, each.last) for each in agenda.items]
    assert 'Hear views about "The contract", which is decided on 1 June 2026. No later meeting is recorded.' == str(
        agenda.items[0]
    )
    assert (None, ("next_meeting:panel",)) == (agenda.next_meeting, assumed(agenda.assumes))
    cabinet = Workplan().agenda("cabinet", date(2026, 4, 1), decision_map=MAP)
    assert ["contract"] == [each.about for each in cabinet.items]
    assert ("next_meeting:cabinet",) == assumed(cabinet.assumes)
    assert ("next_meeting:group",) == assumed(Workplan().agenda("group", MAY).assumes)
    ended = Workplan().agenda("assembly", date(2026, 4, 4), decision_map=MAP)
    assert (None, ()) == (ended.next_meeting, ended.assumes)
    assert date(2026, 4, 2) == Workplan().agenda("inbox", date(2026, 4, 1), decision_map=MAP).next_meeting


def test_at_the_last_meeting_of_all_whatever_comes_later_has_missed_it():
    """A forum that is closed down in April has no next meeting that could be too late."""
    closing = evolve(
        MAP,
        forums=[
            evolve(forum, meetings=Meetings.on([MARCH, APRIL])) if forum.key == "group" else forum
            for forum in MAP.forums
        ],
    )
    work = [Activity("visit", forum="group", start=MARCH, due=JUNE), Activity("talk", forum="group")]
    plan = Workplan(work, reviews=Interval.months(3), start=date(2026, 2, 1))
    agenda = plan.agenda("group", APRIL, decision_map=closing)
    assert [
        ("contract", True),
        ("contract", True),
        ("2026-05-01", True),
        ("visit", True),
        ("talk", None),
    ] == [(item.about, item.last) for item in agenda.items]
    assert 'Hear views about "The contract", which is decided on 1 June 2026. No later meeting is recorded.' == str(
        agenda.items[1]
    )
    assert (None, ()) == (agenda.next_meeting, agenda.assumes)


def test_where_the_next_meeting_is_not_known_nobody_knows_what_is_too_late_for_it():
    """It may be tomorrow."""
    work = [Activity("visit", forum="panel", start=MARCH, due=JUNE)]
    plan = Workplan(work, reviews=Interval.months(3), start=date(2026, 3, 1))
    agenda = plan.agenda("panel", date(2026, 5, 5), decision_map=MAP)
    assert [("contract", None), ("2026-06-01", None), ("visit", None)] == [
        (item.about, item.last) for item in agenda.items
    ]


def test_an_agenda_is_for_a_day_on_which_the_forum_meets():
    """Another day is a slip of the pen, and would put the wrong things on the paper."""
    with pytest.raises(InvalidValueError, match=r"^meeting: expected a day on which the forum meets$"):
        Workplan().agenda("group", date(2026, 4, 15), decision_map=MAP)
    with pytest.raises(InvalidValueError, match=r"^meeting: expected a date"):
        Workplan().agenda("group", "2026-04-15", decision_map=MAP)
    with pytest.raises(UnknownKeyError, match="no forum 'grup'; known: group"):
        Workplan().agenda("grup", APRIL, decision_map=MAP)
    last = evolve(MAP, forums=[evolve(each, meetings=None) for each in MAP.forums])
    assert () == Workplan().agenda("group", date.max, decision_map=last).items


def test_the_last_day_of_the_calendar_has_no_next_meeting():
    """A stranger's file may hold any day there is."""
    always = DecisionMap(forums=[Forum("inbox", meetings=Meetings.any_day())])
    agenda = Workplan().agenda("inbox", date.max, decision_map=always)
    assert (None, (), ()) == (agenda.next_meeting, agenda.items, agenda.assumes)


# Reviews


def test_a_review_belongs_to_the_last_meeting_before_it_is_due_and_stays_until_it_is_held():
    """Due on 1 May: the meeting of April is the last one by then."""
    plan = Workplan(reviews=Interval.months(3), start=date(2026, 2, 1))
    due = "Review the workplan. The review is due on 1 May 2026."
    late = "Review the workplan. The review was due on 1 May 2026."
    assert [[], [due], [late]] == [items(plan, "group", day, "review") for day in (MARCH, APRIL, MAY)]
    held = evolve(plan, held=[Review(APRIL, due=date(2026, 5, 1))])
    assert [] == items(held, "group", MAY, "review")
    assert [] == items(held, "group", APRIL, "review")
    assert [due] == items(plan, "group", MARCH, "review", decision_map=None)
    assert [due] == items(plan, "assembly", date(2026, 4, 4), "review")
    on_the_day = Workplan(reviews=Interval(28, "days"), start=MARCH.replace(day=17))
    assert "Review the workplan. The review is due on 14 April 2026." in items(on_the_day, "group", APRIL, "review")
    the_day_after = Workplan(reviews=Interval(27, "days"), start=MARCH.replace(day=17))
    assert "Review the workplan. The review was due on 13 April 2026." in items(the_day_after, "group", APRIL, "review")


def test_a_review_is_held_where_the_plan_says():
    """Then it is on no other agenda."""
    plan = Workplan(reviews=Interval.months(3), start=date(2026, 2, 1), review_forum="board")
    assert [] == items(plan, "group", APRIL, "review")
    assert 1 == len(items(plan, "board", date(2026, 4, 6), "review"))
    assert [] == items(Workplan(), "group", APRIL, "review")


# Activities


def test_the_activities_of_the_forum_that_begin_before_it_meets_again_are_on_the_agenda():
    """Done ones, later ones and those of other forums are not; what nobody has dated is."""
    plan = Workplan(
        [
            Activity("now", start=date(2026, 4, 1), forum="group", title="Visit the clinic", due=date(2026, 5, 1)),
            Activity("later", start=MAY, forum="group"),
            Activity("done", start=date(2026, 4, 1), forum="group", done=date(2026, 4, 2)),
            Activity("theirs", start=date(2026, 4, 1), forum="board"),
            Activity("someday", forum="group"),
        ]
    )
    found = plan.agenda("group", APRIL, decision_map=MAP)
    assert ['Work on "Visit the clinic", due by 1 May 2026.', 'Work on "someday".'] == list(
        map(str, found.of("activity"))
    )
    assert [True, None] == [each.last for each in found.of("activity")]
    assert "group on 2026-04-14\n- Hear views on the options" in str(found)
    assert ["now", "later", "someday"] == [each.about for each in plan.agenda("group", APRIL).of("activity")]


@pytest.mark.parametrize(("done", "expected"), [(APRIL, []), (date(2026, 4, 15), ["visit"])])
def test_what_is_done_after_a_meeting_was_still_to_be_done_at_it(done, expected):
    """An agenda looked up later is the one that people had."""
    plan = Workplan([Activity("visit", start=date(2026, 4, 1), forum="group", done=done)])
    assert expected == [item.about for item in plan.agenda("group", APRIL, decision_map=MAP).of("activity")]


@pytest.mark.parametrize(("due", "last"), [(date(2026, 5, 11), True), (MAY, False)])
def test_what_is_due_on_the_day_of_the_next_meeting_can_wait_for_it(due, last):
    """And what begins on that day is not yet on this agenda."""
    plan = Workplan(
        [Activity("visit", start=APRIL, due=due, forum="group"), Activity("later", start=MAY, forum="group")]
    )
    assert [("visit", last)] == [
        (item.about, item.last) for item in plan.agenda("group", APRIL, decision_map=MAP).of("activity")
    ]


# Answers


def ledger(*events: Event) -> Ledger:
    said = date(2026, 2, 10)
    return Ledger(
        [
            Contribution("evenings", on=said, forum="group", title="Evening clinics"),
            Contribution("members-own", on=said, stakeholder="members"),
            Contribution("elsewhere", on=said, forum="board"),
            Contribution("nameless", on=said, forum="group", way_back=False),
            Contribution("later", on=MAY, forum="group"),
        ],
        events,
    )


def answered(key: str, on: date) -> Event:
    return Event(key, "answered", on=on, outcome="will_do")


def test_an_answer_comes_back_to_those_who_asked_until_they_are_told():
    """What was said in February and answered in March is told in April; once told, it is off the agenda."""
    keys = ("evenings", "members-own", "elsewhere", "nameless")
    given = [answered(key, date(2026, 3, 20)) for key in keys]
    brought = items(Workplan(), "group", APRIL, "answer", ledger=ledger(*given))
    assert [
        'Bring back the answer to "Evening clinics", which was given on 20 March 2026.',
        'Bring back the answer to "members-own", which was given on 20 March 2026.',
    ] == brought
    assert [] == items(Workplan(), "group", MARCH, "answer", ledger=ledger(*given))
    told = Event("evenings", "told", on=date(2026, 4, 1))
    assert [brought[1]] == items(Workplan(), "group", APRIL, "answer", ledger=ledger(*given, told))
    other = Event("members-own", "told", on=date(2026, 4, 1), to="estates")
    assert brought == items(Workplan(), "group", APRIL, "answer", ledger=ledger(*given, other))
    assert [brought[0]] == items(Workplan(), "group", APRIL, "answer", ledger=ledger(*given), decision_map=None)


def test_what_a_ledger_says_was_told_is_what_the_agenda_leaves_out():
    """Two parts of one library that disagree on who still waits are both believed less."""
    early = Event("evenings", "told", on=date(2026, 3, 20)), answered("evenings", date(2026, 3, 20))
    anybody = answered("evenings", date(2026, 3, 20)), Event("evenings", "told", on=date(2026, 4, 1), to="estates")
    passed_on = (Event("evenings", "redirected", on=date(2026, 3, 20), to="city-council"),)
    for events in (early, anybody, passed_on):
        found = items(Workplan(), "group", APRIL, "answer", ledger=ledger(*events))
        assert (ledger(*events).progress("evenings", APRIL).told is None) == bool(found)
    assert ['Bring back word that "Evening clinics" was passed on to "city-council" on 20 March 2026.'] == found


def test_a_merged_contribution_has_the_answer_of_the_one_it_was_merged_into():
    """Each who said it is told, though it was answered once."""
    merged = Event("members-own", "merged", on=date(2026, 3, 1), into="evenings")
    found = Workplan().agenda(
        "group", APRIL, decision_map=MAP, ledger=ledger(merged, answered("evenings", date(2026, 3, 20)))
    )
    assert [("evenings", date(2026, 3, 20)), ("members-own", date(2026, 3, 20))] == [
        (each.about, each.by) for each in found.of("answer")
    ]


def test_many_reviews_stand_on_an_agenda_as_one():
    """A plan that was to be looked at every day, and never was, is one thing to talk about and not a hundred."""
    plan = Workplan(reviews=Interval(1, "days"), start=date(2026, 1, 1), held=[Review(date(2026, 1, 10))])
    assert [
        "Review the workplan. 59 reviews were due from 11 January 2026 to 10 March 2026.",
        "Review the workplan. 34 reviews are due from 11 March 2026 to 13 April 2026.",
    ] == items(plan, "group", MARCH, "review")
    agenda = plan.agenda("group", MARCH, decision_map=MAP)
    assert [(date(2026, 1, 11), True), (date(2026, 3, 11), True)] == [
        (each.by, each.last) for each in agenda.of("review")
    ]
