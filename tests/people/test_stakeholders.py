"""Who takes part, and on which side?"""

import pytest

from involvement import Forum, InvalidValueError, Seat, Stakeholder
from involvement.people import Role, Side

SIDES = {
    "service_users": {"service_user", "carer", "peer_representative"},
    "organisation": {"provider", "commissioner", "manager", "board"},
    "other": {"coordinator", "facilitator", "advocate", "community", "regulator"},
}


def test_every_role_has_the_one_side_that_the_field_gives_it():
    """Checks ask for the service users' side, so a role on the wrong side would silence them."""
    assert SIDES == {side.value: {role.value for role in Role if role.side is side} for side in Side}


def test_a_stakeholder_without_a_role_is_on_no_known_side():
    """Unknown is not no."""
    assert (None, Side.OTHER) == (Stakeholder("a").side, Stakeholder("a", role="advocate").side)


def test_a_person_has_a_key_and_no_title():
    """Names of persons live in a book of their own, so that they can be erased."""
    assert "p-17" == str(Stakeholder("p-17", kind="person", role="service_user"))
    with pytest.raises(InvalidValueError, match=r"Stakeholder.title: expected no title for a person"):
        Stakeholder("p-17", kind="person", title="A name")


def test_a_wrong_value_is_never_repeated():
    """What was typed into the wrong field may be personal."""
    with pytest.raises(InvalidValueError) as caught:
        Stakeholder("Jane Doe ")
    assert "Jane" not in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        ({"role": "boss"}, "Stakeholder.role: expected one of service_user, carer"),
        ({"kind": "robot"}, "Stakeholder.kind: expected one of role, group"),
        ({"size": -1}, "Stakeholder.size: expected a whole number"),
        ({"size": True}, "Stakeholder.size: expected a whole number"),
        ({"title": 5}, "Stakeholder.title: expected text"),
        ({"external_ids": [("a",)]}, "external_ids: expected pairs"),
        ({"external_ids": ["ab"]}, "external_ids: expected pairs"),
        ({"external_ids": [("a", 3)]}, "external_ids: expected pairs"),
        ({"external_ids": 7}, "external_ids: expected a list of values"),
    ],
)
def test_a_wrong_field_is_named_with_what_would_be_right(arguments, place):
    """One clear error at once, where the mistake is."""
    with pytest.raises(InvalidValueError, match=place):
        Stakeholder("a", **arguments)


def test_ids_of_other_systems_are_kept_in_one_order():
    """The same ids give the same document, in whatever order a host hands them over."""
    pairs = [("nhs", "7"), ("city", "x")]
    assert Stakeholder("a", external_ids=pairs) == Stakeholder("a", external_ids=reversed(pairs))


def test_a_forum_seats_nobody_twice():
    """Two seats for one stakeholder are one seat with two votes."""
    with pytest.raises(ValueError, match=r"forum 'board': two seats have the key 'users'"):
        Forum("board", seats=[Seat("users"), Seat("users", votes=2)])
    assert 0 == Seat("users", votes=0).votes


def test_a_text_is_no_list():
    """The letters of a word are never the members that were meant."""
    with pytest.raises(InvalidValueError, match=r"Forum.seats: expected a list of values, not one value"):
        Forum("board", seats="users")
    with pytest.raises(InvalidValueError, match=r"Forum.seats: expected only values of type Seat"):
        Forum("board", seats=["users"])


def test_a_seat_carries_one_vote_unless_it_says_otherwise():
    """Somebody who lists seats means seats that count, one each."""
    assert Seat("members", votes=1) == Seat("members")
