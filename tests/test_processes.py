"""Does the whole hold together: every key known, every absent part silent?"""

import pytest

from involvement import (
    Decision,
    DecisionMap,
    DuplicateKeyError,
    EntryPoint,
    Flow,
    Forum,
    InvalidValueError,
    Issue,
    Process,
    Reply,
    Seat,
    Stakeholder,
    UnknownKeyError,
)

FORUMS = [Forum("group"), Forum("board")]
USERS = Stakeholder("users", role="service_user")


@pytest.mark.parametrize(
    ("parts", "where"),
    [
        ({"forums": [Forum("group", seats=[Seat("typo")])]}, "seat at forum 'group'"),
        (
            {"forums": FORUMS, "flows": [Flow("group", "board", carried_by="typo")]},
            "carried_by of flow 0 (group to board)",
        ),
        ({"forums": FORUMS, "entry_points": [EntryPoint("group", "typo")]}, "entry point 0 at forum 'group'"),
        (
            {"forums": FORUMS, "replies": [Reply("board", "group", carried_by="typo")]},
            "carried_by of reply 0 (board to group)",
        ),
        ({"forums": FORUMS, "replies": [Reply("board", "typo")]}, "target of reply 0 (board to typo)"),
    ],
)
def test_a_stakeholder_whom_the_process_does_not_list_is_an_error_with_its_place(parts, where):
    """A key that nobody knows is an error at once; without a list nothing can be said."""
    a_map = DecisionMap(**parts)
    with pytest.raises(UnknownKeyError) as caught:
        Process("p", stakeholders=[USERS], decision_map=a_map)
    assert f"{where}: no stakeholder 'typo'; known: users" == str(caught.value)
    assert a_map == Process("p", decision_map=a_map).decision_map


def test_a_process_whose_keys_are_all_known_stands():
    """Every place that may name a stakeholder, rightly named."""
    a_map = DecisionMap(
        forums=[Forum("group", seats=[Seat("users")]), Forum("board")],
        flows=[Flow("group", "board", carried_by="users"), Flow("group", "board")],
        entry_points=[EntryPoint("group", "users"), EntryPoint("group")],
        replies=[Reply("board", "users"), Reply("board", "group", carried_by="users")],
        decisions=[Decision("contract", made_at="board")],
    )
    process = Process("p", stakeholders=[USERS], decision_map=a_map, issues=[Issue("i", decisions=["contract"])])
    assert "p" == str(process)
    assert "A title" == str(Process("p", title="A title"))


def test_two_of_a_kind_with_one_key_are_refused():
    """A key is a name."""
    with pytest.raises(DuplicateKeyError, match="two stakeholders have the key 'users'"):
        Process("p", stakeholders=[USERS, USERS])
    with pytest.raises(DuplicateKeyError, match="two issues have the key 'i'"):
        Process("p", issues=[Issue("i"), Issue("i")])


def test_a_side_lists_its_stakeholders_in_order():
    """Checks ask for the service users' side."""
    carers = Stakeholder("carers", role="carer")
    process = Process("p", stakeholders=[USERS, carers, Stakeholder("b", role="board"), Stakeholder("unknown")])
    assert (("carers", "users"), ("b",), ()) == tuple(map(process.side, ("service_users", "organisation", "other")))
    with pytest.raises(InvalidValueError, match="one of service_users, organisation, other"):
        process.side("users")


def test_a_level_is_one_of_three():
    """As the 2007 guide has them: service, area, national."""
    assert "area" == Process("p", level="area").level
    with pytest.raises(InvalidValueError, match=r"Process.level: expected one of service, area, national"):
        Process("p", level="local")


def test_the_repr_of_a_process_counts_what_it_holds():
    """A repr stays short however much there is, and shows no personal value."""
    assert "stakeholders=<1>" in repr(Process("p", stakeholders=[USERS]))
