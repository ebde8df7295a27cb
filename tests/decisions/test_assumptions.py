"""What is not recorded is said in words, and of the very channel or forum that it is missing for."""

from datetime import date

import pytest
from attrs import evolve

from involvement import Days, Decision, DecisionMap, EntryPoint, Flow, Forum, Meetings, Reply, WorkingCalendar
from involvement.decisions import ANY
from involvement.references import Ref
from involvement.wording import Wording
from tests.shorthand import assumed

ON = date(2026, 5, 1)
BOARD = Decision("plan", made_at="board", on=date(2026, 9, 1))


def names(ref):
    return {Ref("forum", "group"): "the user group", Ref("forum", "board"): "the board"}.get(ref)


def said(statements):
    return [Wording(names=names).say(statement) for statement in statements]


def test_everything_that_is_not_recorded_is_said_in_words():
    """Who relies on a last day must know what it rests on, and what was taken instead."""
    bare = DecisionMap(
        forums=[Forum("group"), Forum("board", papers_due=0, meetings=Meetings.on([date(2026, 8, 1)], known_until=ON))],
        flows=[Flow("group", "board")],
        entry_points=[EntryPoint("group", "members")],
        decisions=[BOARD],
        replies=[Reply("board", "group")],
    )
    (row,) = bare.timetable(on=date(2026, 8, 2), stakeholder="members")
    assert [
        "How much say views have that the entry point at the user group brings is not recorded. Here it counts as consulted.",
        "When papers for the user group are due is not recorded, so they count as due on the day of the meeting.",
        "When the user group meets is not recorded, so any day counts as a meeting.",
        "How long the flow from the user group to the board takes is not recorded, so it counts as no days.",
        "How much say views have that the flow from the user group to the board brings is not recorded. Here it counts as consulted.",
        "When the board meets after 1 May 2026 is not recorded, so any later day counts as a meeting.",
    ] == said(row.assumes)
    back = bare.reply_to("members", "plan")
    assert [
        "How long the reply from the board takes is not recorded, so it counts as no days.",
        "When papers for the user group are due is not recorded, so they count as due on the day of the meeting.",
        "When the user group meets is not recorded, so any day counts as a meeting.",
    ] == said(back.assumes)


COUNTED = DecisionMap(
    forums=[Forum("group", meetings=Meetings.any_day(), papers_due=Days(2, leave_out="weekends")),
            Forum("board", meetings=Meetings.any_day(), papers_due=Days(1, clear=True))],
    flows=[Flow("group", "board", days=Days(3, clear=True, leave_out="sundays"), standing="advises", opens=date(2026, 12, 30), closes=date(2027, 1, 20), about=ANY)],
    entry_points=[EntryPoint("group", "members", standing="advises")],
    replies=[Reply("board", "group", days=Days(5, leave_out="weekends"))],
    decisions=[Decision("plan", made_at="board", on=date(2027, 1, 20))],
)  # fmt: skip


@pytest.mark.parametrize(
    ("calendar", "there", "back"),
    [
        (
            None,
            [
                "No holidays are recorded, so only weekends are left out.",
                "No holidays are recorded, so only Sundays are left out.",
            ],
            ["No holidays are recorded, so only weekends are left out."],
        ),
        (
            WorkingCalendar(holidays=[date(2026, 12, 25)]),
            ["No holidays after 31 December 2026 are recorded, so only Sundays are left out there."],
            ["No holidays after 31 December 2026 are recorded, so only weekends are left out there."],
        ),
        (
            WorkingCalendar(known_from=date(2026, 12, 31), known_until=date(2027, 1, 26)),
            [
                "No holidays before 31 December 2026 are recorded, so only weekends are left out there.",
                "No holidays before 31 December 2026 are recorded, so only Sundays are left out there.",
            ],
            ["No holidays after 26 January 2027 are recorded, so only weekends are left out there."],
        ),
        (WorkingCalendar.uk("england-and-wales"), [], []),
    ],
)
def test_holidays_that_nobody_recorded_are_said_where_days_are_left_out(calendar, there, back):
    """Whoever relies on a last day must know that Christmas may have been counted as a day of work."""
    drawn = evolve(COUNTED, calendar=calendar)
    journey = drawn.journey("plan", raised=date(2026, 12, 21))
    assert there == said(journey.assumes)
    assert set(there) <= set(said(drawn.timetable(on=date(2026, 12, 21))[0].assumes))  # and those of its last day
    assert back == said(drawn.reply_to("members", "plan").assumes)


def test_an_answer_without_a_day_needs_no_holidays():
    """Nothing is counted, so nothing is assumed of it but the day."""
    undated = evolve(COUNTED, decisions=[Decision("plan", made_at="board")])
    assert ['The day of "plan" is not recorded.'] == said(undated.reply_to("members", "plan").assumes)


@pytest.mark.parametrize("key", ["a>b", "a:b", "days:a>b", "{of}"])
def test_a_forum_whose_key_looks_like_a_flow_is_told_apart_from_it(key):
    """Keys are any text: nothing may be read out of them."""
    drawn = DecisionMap(
        forums=[Forum("a"), Forum("b"), Forum(key)],
        flows=[Flow("a", "b"), Flow("b", key)],
        entry_points=[EntryPoint("a", "members", standing="advises")],
    )
    found = {statement.facts[0][1] for statement in drawn.journey(key, raised=ON).assumes}
    flows = {Ref("flow", ("a", "b", 0)), Ref("flow", ("b", key, 1))}
    assert {Ref("forum", "a"), Ref("forum", "b"), Ref("forum", key)} | flows == found


def test_of_two_flows_between_the_same_forums_the_one_that_was_taken_is_named():
    """The other may be known, and then nothing is missing of it."""
    drawn = DecisionMap(
        forums=[
            Forum("a", papers_due=0, meetings=Meetings.any_day()),
            Forum("b", papers_due=0, meetings=Meetings.any_day()),
        ],
        flows=[Flow("a", "b", days=9, standing="advises"), Flow("a", "b", key="post", standing="advises")],
        entry_points=[EntryPoint("a", "members", standing="advises")],
    )
    (statement,) = drawn.journey("b", raised=ON).assumes
    assert (("of", Ref("flow", "post")),) == statement.facts


def test_the_day_of_a_decision_is_missing_where_nothing_can_be_counted_without_it():
    """An answer that starts on no known day comes back on none."""
    drawn = DecisionMap(
        forums=[Forum("board")],
        decisions=[Decision("plan", made_at="board")],
        entry_points=[EntryPoint("board", "members")],
    )
    back = drawn.reply_to("members", "plan")
    assert ("on:plan",) == assumed(back.assumes)
    assert ['The day of "plan" is not recorded.'] == said(back.assumes)


OPEN = {"standing": "advises"}
WINDOW = {"opens": date(2026, 6, 1), "closes": date(2026, 6, 30)}
MATTER = {"about": ["plan"]}


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        (OPEN, set()),
        (WINDOW, {"about"}),
        ({"closes": date(2026, 6, 30)}, {"about"}),
        ({"opens": date(2026, 6, 1)}, {"about", "closes"}),
        ({**WINDOW, **MATTER}, set()),
        ({**WINDOW, "about": ANY}, set()),
        ({"opens": date(2026, 6, 1), **MATTER}, {"closes"}),
    ],
)
def test_what_a_window_is_about_and_when_it_closes_is_asked_of_what_has_a_window(channel, expected):
    """A survey is about something and has a last day, be they written down or not; what stands open takes any view."""
    at_once = {"papers_due": 0, "meetings": Meetings.any_day()}
    drawn = DecisionMap(
        forums=[Forum("desk", **at_once), Forum("board", **at_once)],
        flows=[Flow("desk", "board", days=0, **{**OPEN, **channel})],
        entry_points=[EntryPoint("desk", "members", **{**OPEN, **channel})],
        decisions=[BOARD],
    )
    journey = drawn.journey("plan", raised=ON)
    (row,) = drawn.timetable(on=ON)
    keys = {f"{code}:{of}" for code in expected for of in ("desk", "desk>board")}
    assert keys == set(assumed(journey.assumes)) == set(assumed(row.assumes))
    assert journey == drawn.opportunity("plan", on=ON).journey


def test_a_window_whose_matter_and_last_day_are_not_recorded_is_said_in_words():
    """Whoever ran the survey can then be asked both."""
    drawn = DecisionMap(
        forums=[Forum("group", papers_due=0, meetings=Meetings.any_day())],
        entry_points=[EntryPoint("group", standing="consulted", opens=ON)],
    )
    assert [
        "What the entry point at the user group is about is not recorded, so it counts as about everything.",
        "When the entry point at the user group closes is not recorded, so it counts as open from the day it opens.",
    ] == said(drawn.journey("group", raised=ON).assumes)
