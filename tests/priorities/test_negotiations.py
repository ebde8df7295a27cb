"""What can the parties agree on, and why not the rest?"""

from datetime import date, datetime
from fractions import Fraction

import attrs
import pytest

from involvement import (
    Decision,
    DecisionMap,
    DuplicateKeyError,
    EntryPoint,
    Feasibility,
    Forum,
    InvalidValueError,
    Issue,
    Meetings,
    Priorities,
    UnknownKeyError,
    negotiate,
)
from involvement.priorities import Effort

ON = date(2026, 9, 1)
MEMBERS = Priorities("members", ["evenings", "letters"], side="service_users")
BOARD = Priorities("board", ["letters", "parking"], side="organisation")
BOARD_ROOM = Forum("board-room", meetings=Meetings.any_day(), papers_due=0)


def map_of(*decisions, who="members"):
    return DecisionMap(
        forums=[BOARD_ROOM, Forum("locked")],
        entry_points=[EntryPoint("board-room", who, standing="advises")],
        decisions=decisions,
    )


CONTRACT = Decision("contract", made_at="board-room", on=date(2026, 12, 1))
PLAN = Decision("plan", made_at="board-room", on=date(2027, 3, 1))
OLD = Decision("old", made_at="board-room", on=date(2026, 6, 1))
SECRET = Decision("secret", made_at="locked", on=date(2026, 12, 1))
UNDATED = Decision("undated", made_at="board-room")


def test_effort_and_findings_can_be_given_by_issue_or_one_by_one():
    """A table from a spreadsheet and values from a document are both at hand."""
    shown = Feasibility.shown("letters")
    one = negotiate(MEMBERS, BOARD, feasibility={"letters": shown}, effort={"letters": 2}, capacity=3)
    other = negotiate(
        BOARD, MEMBERS, feasibility=[shown], effort=[Effort("letters", Fraction(2))], capacity=Fraction(3)
    )
    assert one == other
    assert ("letters",) == one.agreed


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"feasibility": {"evenings": Feasibility.shown("letters")}}, "each finding under the key of its issue"),
        ({"feasibility": ["letters"]}, "feasibility: expected only values of type Feasibility"),
        ({"feasibility": 3}, "feasibility: expected a list of values"),
        ({"effort": ["letters"]}, "effort: expected only values of type Effort"),
        ({"effort": {"letters": 1.5}}, "Effort.days"),
        ({"effort": {"two words ": 1}}, "Effort.issue"),
        ({"issues": ["letters"]}, "issues: expected only values of type Issue"),
        ({"decision_map": "map", "on": ON}, "decision_map: expected only values of type DecisionMap"),
        ({"decision_map": map_of(CONTRACT)}, "on: expected the day of the negotiation"),
        ({"on": datetime(2026, 9, 1)}, "on: expected a date"),  # noqa: DTZ001 (a datetime of any sort is refused)
        ({"rule": "dice"}, "rule: expected one of jla"),
        ({"balance": "force"}, "balance: expected one of sides, parties"),
        ({"capacity": -1}, "Agreement.capacity"),
    ],
)
def test_what_is_no_such_thing_is_refused_by_name(more, expected):
    """A list of words where findings belong would else fail somewhere inside."""
    with pytest.raises(InvalidValueError, match=expected):
        negotiate(MEMBERS, **more)


def test_a_party_that_is_no_position_is_refused():
    """A key is easily given in the place of a position."""
    with pytest.raises(InvalidValueError, match="positions: expected only values of type Priorities"):
        negotiate("members")


def test_nobody_speaks_twice_and_nothing_is_known_twice():
    """Two lists of one party would be two votes; of two findings nobody could say which holds."""
    with pytest.raises(DuplicateKeyError, match="two positions"):
        negotiate(MEMBERS, MEMBERS)
    with pytest.raises(DuplicateKeyError, match="two feasibilities"):
        negotiate(MEMBERS, feasibility=[Feasibility.shown("letters"), Feasibility.not_studied("letters")])
    with pytest.raises(DuplicateKeyError, match="two issues"):
        negotiate(issues=[Issue("letters"), Issue("letters")])


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({}, "position of 'members'"),
        ({"feasibility": [Feasibility.shown("parking")]}, "feasibility"),
        ({"effort": {"parking": 1}}, "effort"),
    ],
)
def test_with_a_list_of_issues_no_other_may_be_named(more, where):
    """A misspelt issue would else be a new one."""
    position = Priorities("members", ["lettres"]) if not more else Priorities("members", ["letters"])
    with pytest.raises(UnknownKeyError, match=f"{where}: no issue"):
        negotiate(position, issues=[Issue("letters")], **more)


def test_what_nobody_ranks_is_settled_last():
    """It was on the table; whoever put it there is owed an answer."""
    agreement = negotiate(MEMBERS, issues=[Issue(key) for key in ("letters", "evenings", "shuttle")])
    assert ["evenings", "letters", "shuttle"] == [each.issue for each in agreement.settlements]
    assert "Nothing was to be settled." == str(negotiate())
    assert ["shuttle"] == [each.issue for each in negotiate(issues=[Issue("shuttle")]).settlements]


# With a decision map


@pytest.mark.parametrize(
    ("decisions", "chance"),
    [
        ([], (None, None, None)),
        ([OLD], (False, None, None)),
        ([SECRET, OLD], (False, None, None)),
        ([OLD, CONTRACT], (True, "contract", date(2026, 12, 1))),
        ([PLAN, CONTRACT, UNDATED], (True, "plan", date(2027, 3, 1))),
        ([OLD, UNDATED], (True, "undated", None)),
    ],
)
def test_an_issue_has_the_chance_of_its_latest_decision(decisions, chance):
    """Not known, closed, and open until a day are three different things."""
    agreement = negotiate(
        Priorities("members", ["letters"], side="service_users"),
        feasibility=[Feasibility.shown("letters")],
        issues=[Issue("letters", decisions=[each.key for each in decisions])],
        decision_map=map_of(*decisions),
        on=ON,
    )
    (found,) = agreement.chances
    assert chance == (found.open, found.decision, found.last_day)
    settlement = agreement.settlement("letters")
    assert chance[2] == settlement.last_day
    if chance[0] is False:
        assert ("deferred", "too_late") == (settlement.outcome, settlement.ground)
    else:
        assert "agreed" == settlement.outcome


def test_it_counts_whether_service_users_can_still_be_heard():
    """A board that hears only itself leaves nothing open for those who use the service."""
    issues = [Issue("letters", decisions=["contract"])]
    more = {"feasibility": [Feasibility.shown("letters")], "issues": issues, "on": ON}
    members = Priorities("members", ["letters"], side="service_users")
    board = Priorities("board", ["letters"], side="organisation")
    closed_to_them = map_of(CONTRACT, who="board")
    assert () == negotiate(members, board, decision_map=closed_to_them, **more).agreed
    assert ("letters",) == negotiate(board, decision_map=closed_to_them, **more).agreed


@pytest.mark.parametrize("about", ["plan", "ramps", "buildings"])
def test_a_survey_about_something_else_leaves_no_chance(about):
    """A survey about ramps does not make "can still be heard" true for letters."""
    plan = attrs.evolve(PLAN, kinds=["buildings"])
    asked = attrs.evolve(map_of(CONTRACT, plan), entry_points=[EntryPoint("board-room", "members", about=[about])])
    agreement = negotiate(
        Priorities("members", ["letters", "ramps"], side="service_users"),
        feasibility=[Feasibility.shown("letters"), Feasibility.shown("ramps")],
        issues=[Issue("letters", decisions=["contract"]), Issue("ramps", decisions=["plan"])],
        decision_map=asked,
        on=ON,
    )
    assert [("letters", False, False, None), ("ramps", True, True, "plan")] == [
        (found.issue, found.open, found.reached, found.decision) for found in agreement.chances
    ]
    assert ("ramps",) == agreement.agreed


def test_an_issue_about_a_decision_that_is_not_on_the_map_is_an_error():
    """Otherwise it would wait for ever."""
    with pytest.raises(UnknownKeyError, match="no decision 'contrakt'"):
        negotiate(issues=[Issue("letters", decisions=["contrakt"])], decision_map=map_of(CONTRACT), on=ON)
