"""Who is on which side of a process, and whose views count?"""

import pytest

from involvement import (
    Claim,
    Decision,
    DecisionMap,
    EntryPoint,
    Flow,
    Forum,
    Person,
    Priorities,
    Process,
    Representation,
    Seat,
    Stakeholder,
)
from involvement.people import Side
from involvement.processes import Voices

MEMBERS, CARERS = Stakeholder("members", role="service_user"), Stakeholder("carers", role="carer")
MANAGER = Stakeholder("manager", role="manager")
COORDINATOR = Stakeholder("coordinator", role="coordinator")
SOMEBODY = Stakeholder("somebody")


def test_where_somebody_is_of_the_service_users_side_only_theirs_count():
    """Whoever has no role, enters, or is claimed for, counts only as long as nobody is known."""
    claims = [Claim("carers", "d", ladder="arnstein-1969", rung="partnership")]
    board = DecisionMap(
        forums=[Forum("board")],
        entry_points=[EntryPoint("board", "somebody"), EntryPoint("board")],
        decisions=[Decision("d", made_at="board")],
    )
    known = Voices(Process("p", stakeholders=[MEMBERS, CARERS, MANAGER, SOMEBODY], decision_map=board, claims=claims))
    assert (("carers", "members"), {"carers", "members"}) == (known.service_users, known.whose_views)
    unlisted = Voices(Process("p", decision_map=board, claims=claims))
    assert ((), {"somebody", "carers"}) == (unlisted.service_users, unlisted.whose_views)
    listed = Voices(Process("p", stakeholders=[MANAGER, SOMEBODY]))
    assert {"somebody"} == listed.whose_views


def test_only_those_who_take_part_on_the_day_have_a_voice_then():
    """Who has left is listed still; who was never listed was never counted out."""
    whole = Process("p", stakeholders=[MEMBERS, CARERS, MANAGER])
    everybody = Voices(whole, frozenset({"carers", "manager", "members"}))
    assert ("carers", "members") == Voices(whole).service_users == everybody.service_users
    then = Voices(whole, frozenset({"carers", "manager"}))
    assert (("carers",), {"carers"}) == (then.service_users, then.whose_views)
    roles_unknown = Process("p", stakeholders=[MANAGER, SOMEBODY])
    assert [{"somebody"}, set()] == [
        Voices(roles_unknown, present).whose_views for present in (None, frozenset({"manager"}))
    ]
    claims = [Claim("others", "d", ladder="arnstein-1969", rung="partnership")]
    assert {"others"} == Voices(Process("p", claims=claims), frozenset()).whose_views


def test_who_only_sits_or_carries_speaks_by_no_entry_point():
    """A peer worker who takes views to the board, and a carer who sits there, are not those who are asked."""
    people = [
        Stakeholder(key, role="service_user") for key in ("carries", "enters", "listed", "seated", "sits-and-enters")
    ]
    board = DecisionMap(
        forums=[Forum("group"), Forum("board", seats=[Seat("seated"), Seat("sits-and-enters")])],
        flows=[Flow("group", "board"), Flow("group", "board", carried_by="carries")],
        entry_points=[EntryPoint("group", "enters"), EntryPoint("group", "sits-and-enters")],
    )
    assert ("enters", "listed", "sits-and-enters") == Voices(
        Process("p", stakeholders=people, decision_map=board)
    ).speakers


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([], True),
        (["members"], True),
        (["somebody"], True),
        (["manager"], False),
        (["coordinator", "manager"], False),
        (["manager", "members"], True),
    ],
)
def test_a_person_is_on_the_sides_of_their_groups(groups, expected):
    """One who is in no group, or in one without a role, may be anybody."""
    whole = Process(
        "p",
        stakeholders=[MEMBERS, MANAGER, COORDINATOR, SOMEBODY],
        representation=Representation(people=[Person("p-1", member_of=groups)]),
    )
    assert expected is Voices(whole).may_be_service_user("p-1")


def test_what_the_organisation_says_to_itself_is_owed_no_answer():
    """Coordinators and people without a role are."""
    voices = Voices(Process("p", stakeholders=[MEMBERS, MANAGER, COORDINATOR, SOMEBODY]))
    owed = [voices.is_owed_an_answer(key) for key in ("members", "manager", "coordinator", "somebody", "p-1", None)]
    assert [True, False, True, True, True, True] == owed
    sides = [voices.may_be_service_user(key) for key in ("members", "manager", "coordinator", "somebody", "p-1")]
    assert [True, False, False, True, True] == sides


def test_a_position_speaks_for_the_side_that_it_names_or_else_for_that_of_its_party():
    """An advocate may write down what service users want."""
    voices = Voices(Process("p", stakeholders=[MEMBERS, MANAGER, SOMEBODY]))
    positions = [
        Priorities("members", ["lamps"]),
        Priorities("manager", ["lamps"], side="service_users"),
        Priorities("somebody", ["lamps"]),
    ]
    assert [Side.SERVICE_USERS, Side.SERVICE_USERS, None] == [voices.side_of(position) for position in positions]
