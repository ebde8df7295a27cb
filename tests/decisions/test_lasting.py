"""Decisions within a period or withdrawn, options, and forums, seats and meetings of a day."""

from datetime import date

import pytest
from attrs import evolve

from involvement import (
    Decision,
    DecisionMap,
    DuplicateKeyError,
    EntryPoint,
    Flow,
    Forum,
    InvalidValueError,
    Meetings,
    Option,
    Reply,
    Seat,
    Stage,
    Stakeholder,
    UnknownKeyError,
)
from involvement.decisions.decision_words import period_said, when_said
from involvement.wording import Wording

SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 30))
BOARD = Forum(
    "board",
    title="The board",
    papers_due=7,
    meetings=Meetings.on([date(2026, 9, 1), date(2026, 9, 15), date(2026, 9, 29)]),
)
OPEN_TO_ALL = EntryPoint("board", standing="advises")
CONTRACT = Decision("contract", title="The contract", made_at="board", between=SEPTEMBER)
ONE = DecisionMap(forums=[BOARD], entry_points=[OPEN_TO_ALL], decisions=[CONTRACT])


def row(on, decision_map=ONE, **asked):
    return decision_map.opportunity("contract", on=on, **asked)


def test_too_late_goes_by_the_last_of_the_days_and_speak_by_by_the_first():
    """Who speaks by 25 August is heard whenever it is decided; until 22 September it is not certainly too late."""
    sure = row(date(2026, 8, 20))
    assert ("open", date(2026, 9, 22), date(2026, 8, 25)) == (sure.status, sure.latest_start, sure.sure_until)
    assert (date(2026, 8, 25), "board", SEPTEMBER) == (sure.speak_by, sure.where, sure.between)
    assert str(sure) == (
        'To be in time for every meeting at which The board may decide, anyone must speak about "The contract" by '
        "25 August 2026, at The board. It decides between "
        "1 September 2026 and 30 September 2026. If it decides on the last day, 22 September 2026 is early enough."
    )
    perhaps = row(date(2026, 8, 26))
    assert (date(2026, 9, 22), "board") == (perhaps.speak_by, perhaps.where)
    assert str(perhaps) == (
        'It may be too late for anyone to speak about "The contract". The board decides between 1 September 2026 and '
        "30 September 2026. If it decides on the last day, 22 September 2026 is early enough, at The board."
    )
    late = row(date(2026, 9, 23))
    assert 'The board is to settle "The contract" by 30 September 2026.' in str(late)
    assert ("missed", date(2026, 9, 22)) == (late.status, late.speak_by)
    assert date(2026, 9, 22) == ONE.latest_start("contract")
    assert [date(2026, 8, 25), date(2026, 9, 22), None] == [
        found.ahead and found.ahead.day for found in (sure, perhaps, late)
    ]


@pytest.mark.parametrize(
    ("forum", "until"),
    [
        (Forum("board"), date(2026, 9, 30)),
        (Forum("board", meetings=Meetings.any_day(), until=date(2026, 9, 20)), date(2026, 9, 20)),
        (Forum("board", until=date(2026, 8, 20)), date(2026, 9, 30)),
        (Forum("board", meetings=Meetings.on([date(2026, 9, 8), date(2026, 9, 15)])), date(2026, 9, 15)),
        (Forum("board", meetings=Meetings.on([date(2026, 9, 29)], days=3)), date(2026, 9, 30)),
        (Forum("board", meetings=Meetings.on([date(2026, 8, 31)], days=3)), date(2026, 9, 2)),
        (Forum("board", meetings=Meetings.on([date(2026, 8, 3)])), date(2026, 9, 30)),
        (Forum("board", meetings=Meetings.on([date(2026, 10, 3)])), date(2026, 9, 30)),
        (Forum("board", meetings=Meetings.on([date(2026, 9, 8)]), since=date(2026, 9, 9)), date(2026, 9, 30)),
        (Forum("board", meetings=Meetings.on([date(2026, 9, 8)], known_until=date(2026, 9, 10))), date(2026, 9, 30)),
    ],
)
def test_the_last_day_on_which_a_forum_may_sit_in_a_period(forum, until):
    """By its calendar as far as that is known, and only while it is there; without such a day, the last of the period."""
    assert until == forum.may_sit_until(*SEPTEMBER)


def test_a_forum_that_begins_within_the_period_sits_from_then_on():
    """Nobody decides before there is anybody to decide; it is so whether its meetings are known or not."""
    for meetings in (None, Meetings.any_day()):
        begins = Forum("board", meetings=meetings, since=date(2026, 9, 5))
        assert date(2026, 9, 5) == begins.may_sit(*SEPTEMBER)
        assert date(2026, 9, 1) == evolve(begins, since=date(2026, 10, 5)).may_sit(*SEPTEMBER)


def test_what_is_owed_is_owed_to_views_of_the_day_that_people_are_told():
    """Until 25 August they advise, for sure; from 10 September on they would decide, and only perhaps in time."""
    stronger = EntryPoint("board", standing="decides_jointly", opens=date(2026, 9, 10), about=["*"])
    whole = DecisionMap(
        forums=[BOARD],
        entry_points=[evolve(OPEN_TO_ALL, standing="advises"), stronger],
        decisions=[evolve(CONTRACT, calls_for="advises")],
    )
    asked = row(date(2026, 8, 20), whole)
    assert ("advises", date(2026, 8, 25)) == (asked.ahead.standing, asked.ahead.day)
    assert "decides_jointly" == asked.last_day.standing
    assert str(asked).endswith("These views must be considered and answered.")


def test_where_no_day_is_sure_the_last_one_is_all_there_is():
    """Its first meeting is too early for anybody, and its last is not."""
    later = EntryPoint("board", standing="advises", opens=date(2026, 8, 26), about=["*"])
    found = row(date(2026, 8, 20), DecisionMap(forums=[BOARD], entry_points=[later], decisions=[CONTRACT]))
    assert (None, None, date(2026, 9, 22), "board") == (found.sure_until, found.sure_at, found.speak_by, found.where)


def test_where_its_forum_sits_once_within_the_period_that_is_the_day():
    """Nobody decides without a meeting: a view that is in time for the only one is in time."""
    board = Forum(
        "board", title="The board", papers_due=7, meetings=Meetings.on([date(2026, 8, 20), date(2026, 9, 29)])
    )
    whole = DecisionMap(forums=[board], entry_points=[OPEN_TO_ALL], decisions=[CONTRACT])
    found = row(date(2026, 8, 27), whole)
    assert (date(2026, 9, 22), date(2026, 9, 22)) == (found.sure_until, found.latest_start)
    assert date(2026, 9, 22) == whole.latest_start("contract", surely=True)
    assert str(found) == (
        'The last day for anyone to speak about "The contract" is 22 September 2026, at The board. That is 26 days from '
        "27 August 2026. The board decides between 1 September 2026 and 30 September 2026. Views raised by 22 September "
        "2026 are in time for every meeting at which it may decide."
    )
    days = Forum("board", meetings=Meetings.on([date(2026, 8, 31), date(2026, 9, 29)], days=3))
    assert date(2026, 9, 1) == days.may_sit(*SEPTEMBER)
    assert [date(2026, 9, 1)] * 2 == [
        forum.may_sit(*SEPTEMBER)
        for forum in (Forum("board"), Forum("board", meetings=Meetings.on([date(2026, 8, 1)])))
    ]


def test_a_decision_that_was_withdrawn_is_ahead_for_nobody():
    """It says so from that day on, and its days stay."""
    gone = Decision("contract", title="The contract", made_at="board", on=date(2026, 9, 29), withdrawn=date(2026, 8, 1))
    whole = DecisionMap(forums=[BOARD], entry_points=[OPEN_TO_ALL], decisions=[gone])
    assert "open" == row(date(2026, 7, 31), whole).status
    found = row(date(2026, 8, 1), whole)
    assert ("withdrawn", None, (), None) == (found.status, found.ahead, found.weaker, found.journey)
    assert date(2026, 9, 22) == found.latest_start
    assert 'The contract" was withdrawn on 1 August 2026. It is no longer to be decided.' in str(found)
    assert [] == list(whole.reach(on=date(2026, 8, 1))[None])
    assert ["contract"] == list(whole.reach(on=date(2026, 7, 31))[None])
    asked = [whole.journey("contract", raised=on) for on in (date(2026, 7, 31), date(2026, 8, 1))]
    assert [date(2026, 9, 1), None] == [journey and journey.heard for journey in asked]
    assert date(2026, 9, 22) == whole.latest_start("contract")


def test_nothing_is_answered_about_what_was_never_decided():
    """What was decided first and taken back later was decided; what was withdrawn before its day, or has none, was not."""
    first, later = date(2026, 9, 29), date(2026, 10, 1)
    answers = [
        DecisionMap(
            forums=[BOARD],
            entry_points=[OPEN_TO_ALL],
            replies=[Reply("board", "members", days=2)],
            decisions=[Decision("contract", made_at="board", on=on, withdrawn=withdrawn)],
        ).reply_to("members", "contract", decided=decided)
        for on, withdrawn, decided in (
            (first, later, None),
            (first, first, None),
            (first, later, later),
            (None, later, None),
            (None, later, first),
            (None, None, None),
        )
    ]
    assert [first, "none", "none", "none", first, None] == [back.returned if back else "none" for back in answers]


def test_a_decision_has_a_day_or_a_period_and_never_both():
    """Two answers to one question are none."""
    with pytest.raises(InvalidValueError, match="nothing beside `on`"):
        Decision("contract", made_at="board", on=date(2026, 9, 1), between=SEPTEMBER)
    with pytest.raises(InvalidValueError, match="a last day that is not before the first"):
        Decision("contract", made_at="board", between=SEPTEMBER[::-1])
    for wrong in ((date(2026, 9, 1),), (1, 2), "ab"):
        with pytest.raises(InvalidValueError, match="between"):
            Decision("contract", made_at="board", between=wrong)
    assert Decision("contract", made_at="board", between=list(SEPTEMBER)) == Decision(
        "contract", made_at="board", between=SEPTEMBER
    )
    dated = Decision("contract", made_at="board", on=date(2026, 9, 1))
    assert [(None, None), SEPTEMBER, (dated.on, dated.on)] == [
        (decision.first_day, decision.last_day) for decision in (Decision("contract", made_at="board"), CONTRACT, dated)
    ]
    assert "between 1 September 2026 and 30 September 2026" == Wording().clause(when_said(CONTRACT))
    assert "on 1 September 2026" == Wording().clause(when_said(dated))
    assert when_said(CONTRACT) == period_said(*SEPTEMBER)
    assert (SEPTEMBER[0], None) == (CONTRACT.sure_by(), CONTRACT.sure_by("options"))


def test_options_are_open_until_they_are_dropped_or_chosen():
    """And each has a key of its own."""
    van = Option("van", dropped=date(2026, 9, 3))
    assert [True, False] == [van.open_on(day) for day in (date(2026, 9, 2), date(2026, 9, 3))]
    chosen = Option("clinic", title="A clinic", chosen=date(2026, 9, 3))
    assert [True, False] == [chosen.open_on(day) for day in (date(2026, 9, 2), date(2026, 9, 3))]
    assert ("van", "A clinic") == (str(van), str(chosen))
    with pytest.raises(DuplicateKeyError, match="option"):
        Decision("contract", made_at="board", options=[van, Option("van")])


def test_a_forum_meets_while_it_is_there():
    """Its calendar counts from its first day to its last, be it dated, of any day or not known."""
    ending = Forum("board", papers_due=0, meetings=BOARD.meetings, since=date(2026, 9, 2), until=date(2026, 9, 28))
    assert (date(2026, 9, 15),) == ending.meets_between(date(2026, 1, 1), date(2026, 12, 31))
    assert () == ending.meets_between(date(2026, 10, 1), date(2026, 12, 31))
    assert [date(2026, 9, 15), None] == [ending.next_meeting(day) for day in (date(2026, 8, 1), date(2026, 9, 16))]
    assert ((), None) == (
        Forum("x").meets_between(date(2026, 1, 1), date(2026, 2, 1)),
        Forum("x").next_meeting(SEPTEMBER[0]),
    )
    for meetings in (None, Meetings.any_day()):
        board = Forum("board", meetings=meetings, papers_due=0, since=date(2026, 9, 2), until=date(2026, 9, 28))
        whole = DecisionMap(forums=[board], entry_points=[OPEN_TO_ALL], decisions=[CONTRACT])
        assert date(2026, 9, 28) == whole.latest_start("contract")
        assert date(2026, 9, 2) == whole.journey("contract", raised=date(2026, 1, 1)).heard
        assert whole.journey("contract", raised=date(2026, 9, 29)) is None
    later = Forum("board", meetings=Meetings.any_day(), papers_due=0, since=date(2026, 10, 1))
    assert (
        DecisionMap(forums=[later], entry_points=[OPEN_TO_ALL], decisions=[CONTRACT]).latest_start("contract") is None
    )
    earlier = Forum("board", meetings=Meetings.any_day(), papers_due=0, until=date(2026, 8, 1))
    ended = DecisionMap(forums=[earlier], entry_points=[OPEN_TO_ALL], decisions=[CONTRACT])
    assert date(2026, 8, 1) == ended.latest_start("contract")
    with pytest.raises(InvalidValueError, match=r"Forum\.until"):
        Forum("board", since=date(2026, 9, 2), until=date(2026, 9, 1))


def test_a_stakeholder_has_one_seat_at_a_time():
    """A seat that begins when another has ended is no second one."""
    first, second = Seat("members", until=date(2026, 8, 31)), Seat("members", votes=2, since=date(2026, 9, 1))
    board = Forum("board", seats=[first, second])
    assert [(first,), (second,)] == [board.as_of(day).seats for day in (date(2026, 8, 31), date(2026, 9, 1))]
    with pytest.raises(DuplicateKeyError, match="seat"):
        Forum("board", seats=[first, Seat("members", since=date(2026, 8, 31))])
    with pytest.raises(InvalidValueError, match=r"Seat\.until"):
        Seat("members", since=date(2026, 9, 2), until=date(2026, 9, 1))
    whole = DecisionMap(forums=[board, Forum("desk")])
    assert [1, 2] == [
        whole.with_seats_of(day).forum("board").seats[0].votes for day in (date(2026, 8, 1), date(2026, 9, 1))
    ]
    assert whole.with_seats_of(date(2026, 8, 1)).knows("members")
    same = DecisionMap(forums=[Forum("desk", seats=[Seat("members")])])
    assert same.with_seats_of(date(2026, 8, 1)) is same


def test_a_stakeholder_takes_part_from_one_day_to_another():
    """Both days are included."""
    members = Stakeholder("members", since=date(2026, 9, 1), until=date(2026, 9, 30))
    days = [date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 30), date(2026, 10, 1)]
    assert [False, True, True, False] == list(map(members.takes_part_on, days))
    assert Stakeholder("carers").takes_part_on(days[0])
    with pytest.raises(InvalidValueError, match=r"Stakeholder\.until"):
        Stakeholder("members", since=date(2026, 9, 2), until=date(2026, 9, 1))


def test_one_edit_moves_a_meeting_and_all_that_is_settled_there():
    """What is settled on that day elsewhere, and there on other days, stays where it is."""
    day, to = date(2026, 9, 15), date(2026, 9, 17)
    options = Stage("options", at="board", by=day)
    decisions = [
        Decision("contract", made_at="board", on=day, stages=[Stage("agenda", at="desk", by=day), options]),
        Decision("other", made_at="board", on=date(2026, 9, 29), stages=[options]),
        Decision("elsewhere", made_at="desk", on=day),
    ]
    whole = DecisionMap(forums=[BOARD, Forum("desk", meetings=Meetings.any_day())], decisions=decisions)
    moved = whole.moved("board", day, to=to)
    assert (date(2026, 9, 1), to, date(2026, 9, 29)) == moved.forum("board").meets_between(*SEPTEMBER)
    assert (to, [day, to]) == (moved.decision("contract").on, [stage.by for stage in moved.decision("contract").stages])
    assert (date(2026, 9, 29), [to]) == (
        moved.decision("other").on,
        [stage.by for stage in moved.decision("other").stages],
    )
    assert day == moved.decision("elsewhere").on
    monthly = Forum("group", meetings=Meetings("FREQ=MONTHLY;BYDAY=2TU", start=date(2026, 1, 1)))
    once = DecisionMap(forums=[monthly]).moved("group", date(2026, 9, 8), to=date(2026, 9, 10))
    assert (date(2026, 9, 10), date(2026, 10, 13)) == once.forum("group").meets_between(
        date(2026, 9, 1), date(2026, 10, 31)
    )
    for forum, wrong in (("board", date(2026, 9, 16)), ("desk", day)):
        with pytest.raises(InvalidValueError, match=f"a day on which a meeting of forum '{forum}' is known to begin"):
            whole.moved(forum, wrong, to=to)
    with pytest.raises(InvalidValueError, match="is known to begin"):
        DecisionMap(forums=[Forum("x")]).moved("x", day, to=to)
    with pytest.raises(InvalidValueError, match="to: expected a day on which forum 'board' has no other meeting"):
        whole.moved("board", day, to=date(2026, 9, 29))
    brief = Forum("brief", meetings=Meetings.on([day]), until=date(2026, 9, 16))
    with pytest.raises(InvalidValueError, match="a day on which forum 'brief' is there"):
        DecisionMap(forums=[brief]).moved("brief", day, to=to)
    with pytest.raises(UnknownKeyError, match="nowhere"):
        whole.moved("nowhere", day, to=to)


def test_each_day_of_a_meeting_moves_with_it():
    """A decision on its second day, and a period within it, fall on the same days of it; a longer period may still be any of its days."""
    first, to = date(2026, 6, 10), date(2026, 6, 24)
    second, later = date(2026, 6, 11), date(2026, 6, 25)
    decisions = [
        Decision(
            "one",
            made_at="board",
            on=second,
            stages=[Stage("options", at="board", by=second), Stage("agenda", at="board")],
        ),
        Decision("within", made_at="board", between=(first, second)),
        Decision("single", made_at="board", between=(second, second)),
        Decision("longer", made_at="board", between=(first, date(2026, 6, 30))),
        Decision("after", made_at="board", on=date(2026, 6, 12)),
        Decision("gone", made_at="board", on=first, withdrawn=date(2026, 5, 1)),
    ]
    whole = DecisionMap(forums=[Forum("board", meetings=Meetings.on([first], days=2))], decisions=decisions)
    moved = whole.moved("board", first, to=to)
    assert [later, None] == [stage.by for stage in moved.decision("one").stages]
    assert [(later, later), (to, later), (later, later), (first, date(2026, 6, 30))] == [
        (moved.decision(key).first_day, moved.decision(key).last_day) for key in ("one", "within", "single", "longer")
    ]
    assert decisions[4:] == [moved.decision("after"), moved.decision("gone")]
    assert whole == moved.moved("board", to, to=first)
    with pytest.raises(InvalidValueError, match="a day that leaves 2 days for the meeting"):
        whole.moved("board", first, to=date.max)


def test_a_meeting_moved_back_leaves_no_trace():
    """By a rule and on a day that was cancelled, as on days that are listed."""
    monthly = Meetings("FREQ=MONTHLY;BYDAY=2TU", start=date(2026, 1, 1), cancelled=[date(2026, 8, 11)])
    whole = DecisionMap(forums=[Forum("group", meetings=monthly)])
    for meeting, to in (
        (date(2026, 9, 8), date(2026, 9, 10)),
        (date(2026, 9, 8), date(2026, 8, 11)),
        (date(2026, 9, 8), date(2026, 9, 8)),
    ):
        assert whole == whole.moved("group", meeting, to=to).moved("group", to, to=meeting)
    held = whole.moved("group", date(2026, 9, 8), to=date(2026, 8, 11)).forum("group").meetings
    assert ((date(2026, 9, 8),), ()) == (held.cancelled, held.also)


def test_what_has_ended_by_a_day_leads_nowhere_on_it():
    """As drawn all four count; of a day, what has closed, or stands at a forum that has ended, does not."""
    forums = [BOARD, Forum("group"), Forum("old", until=date(2026, 8, 1))]
    whole = DecisionMap(
        forums=forums,
        entry_points=[
            EntryPoint("group", "members", standing="advises"),
            EntryPoint("board", "carers", standing="consulted", closes=date(2026, 8, 1)),
            EntryPoint("old", "peers", standing="consulted"),
        ],
        flows=[
            Flow("group", "board", standing="advises", closes=date(2026, 8, 10)),
            Flow("old", "board", standing="consulted"),
        ],
        replies=[Reply("board", "old"), Reply("board", "group")],
        decisions=[CONTRACT],
    )
    assert [()] * 3 == [whole.out_of_reach(who) for who in ("members", "carers", "peers")]
    for on, reached in (
        (date(2026, 8, 1), {"members", "carers", "peers"}),
        (date(2026, 8, 2), {"members"}),
        (date(2026, 8, 11), set()),
    ):
        assert reached == {who for who in ("members", "carers", "peers") if not whole.out_of_reach(who, on=on)}
        assert reached == {who for who, row in whole.reach(on=on).items() if row["contract"]}
    with pytest.raises(InvalidValueError, match="on"):
        whole.reach(on="2026-08-01")


def test_a_last_day_that_hangs_on_a_day_without_a_meeting_says_so():
    """The board moved its meeting and nobody moved the decision: whether that is too late is not known."""
    said = "By its calendar, The board has no meeting on 20 September 2026. Ask when it decides."
    moved = Decision("contract", made_at="board", on=date(2026, 9, 20))
    whole = DecisionMap(forums=[BOARD], entry_points=[OPEN_TO_ALL], decisions=[moved])
    for on, status in ((date(2026, 9, 1), "open"), (date(2026, 9, 12), "missed")):
        found = row(on, whole)
        assert (status, True) == (found.status, found.no_meeting)
        assert said in str(found)
    undated = DecisionMap(forums=[BOARD], entry_points=[OPEN_TO_ALL], decisions=[Decision("contract", made_at="board")])
    assert (False, False) == (row(date(2026, 9, 1), undated).no_meeting, row(date(2026, 8, 20)).no_meeting)
    assert "on 1 September 2026" == Wording().clause(period_said(SEPTEMBER[0], SEPTEMBER[0]))
    one_day = Decision("contract", made_at="board", between=(SEPTEMBER[0], SEPTEMBER[0]))
    single = DecisionMap(forums=[BOARD], entry_points=[OPEN_TO_ALL], decisions=[one_day])
    assert "The board is to settle it by 1 September 2026, and can hear these views by then." in str(
        row(date(2026, 8, 20), single)
    )
