"""Does the whole hold together: every key known, every absent part silent?"""

from datetime import date

import pytest

from involvement import (
    Answer,
    Decision,
    DecisionMap,
    DuplicateKeyError,
    EntryPoint,
    Feasibility,
    Flow,
    Forum,
    InvalidValueError,
    Issue,
    Move,
    Negotiation,
    Priorities,
    Process,
    Reply,
    Seat,
    Stakeholder,
    UnknownKeyError,
    assess,
    negotiate,
)
from involvement.maturity import AnswerSheet, Criterion, Framework
from involvement.priorities import Agreement, Chance, Effort, Override, Settlement, Voice

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


# Priorities, negotiation, agreement

ON = date(2026, 9, 1)
KNOWN = {"stakeholders": [USERS], "issues": [Issue("letters")]}
WISH = Priorities("users", ["letters"])


def negotiation(*moves, **more):
    return Negotiation("spring", problem="What first?", moves=moves, **more)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"positions": [Priorities("typo", ["letters"])]}, "positions: no stakeholder 'typo'"),
        (
            {"negotiation": negotiation(Move.propose(Priorities("typo", []), on=ON))},
            "move 0 of the negotiation: no stakeholder 'typo'",
        ),
        (
            {"negotiation": negotiation(Move.accept(by="users", on=ON), Move.accept(by="typo", on=ON))},
            "move 1 of the negotiation: no stakeholder 'typo'",
        ),
        (
            {"negotiation": negotiation(Move.study(Feasibility.not_studied("letters", who="typo"), on=ON))},
            "move 0 of the negotiation: no stakeholder 'typo'",
        ),
        (
            {"agreement": Agreement(positions=[Priorities("typo", [])])},
            "a position of the agreement: no stakeholder 'typo'",
        ),
        (
            {"agreement": Agreement(feasibility=[Feasibility.not_studied("letters", who="typo")])},
            "feasibility of the agreement: no stakeholder 'typo'",
        ),
        (
            {"past_agreements": [Agreement(settlements=[Settlement("old", "deferred", who="typo")])]},
            "a settlement of the past agreement: no stakeholder 'typo'",
        ),
        (
            {"agreement": Agreement(overrides=[Override("letters", "declined", by="typo", reason="promised")])},
            "an override of the agreement: no stakeholder 'typo'",
        ),
        (
            {"agreement": Agreement(dissent=[Voice("typo", reason="too little")])},
            "a voice in the agreement: no stakeholder 'typo'",
        ),
        ({"agreement": Agreement(accepted_by=["typo"])}, "who accepted the agreement: no stakeholder 'typo'"),
        ({"positions": [Priorities("users", ["typo"])]}, "position of 'users': no issue 'typo'"),
        (
            {"negotiation": negotiation(Move.propose(Priorities("users", ["typo"]), on=ON))},
            "move 0 of the negotiation: no issue 'typo'",
        ),
        (
            {"negotiation": negotiation(Move.study(Feasibility.shown("typo"), on=ON))},
            "move 0 of the negotiation: no issue 'typo'",
        ),
        (
            {"negotiation": negotiation(Move.concede("typo", by="users", on=ON, reason="peace"))},
            "move 0 of the negotiation: no issue 'typo'",
        ),
        ({"negotiation": negotiation(effort=[Effort("typo", 1)])}, "effort of the negotiation: no issue 'typo'"),
        (
            {"agreement": Agreement(settlements=[Settlement("typo", "agreed")])},
            "a settlement of the agreement: no issue 'typo'",
        ),
        (
            {"agreement": Agreement(positions=[Priorities("users", ["typo"])])},
            "a position of the agreement: no issue 'typo'",
        ),
        ({"agreement": Agreement(feasibility=[Feasibility.shown("typo")])}, "feasibility of the agreement: no issue"),
        ({"agreement": Agreement(effort=[Effort("typo", 1)])}, "effort of the agreement: no issue 'typo'"),
        ({"agreement": Agreement(chances=[Chance("typo")])}, "a chance of the agreement: no issue 'typo'"),
        (
            {"agreement": Agreement(overrides=[Override("typo", "declined", by="users", reason="promised")])},
            "an override of the agreement: no issue 'typo'",
        ),
        (
            {"agreement": Agreement(objections=[Voice("users", reason="no", issue="typo")])},
            "a voice in the agreement: no issue 'typo'",
        ),
    ],
)
def test_whoever_and_whatever_was_negotiated_is_known_to_the_process(parts, said):
    """A misspelt party has no side, and a misspelt issue no decision."""
    with pytest.raises(UnknownKeyError, match=said):
        Process("p", **KNOWN, **parts)
    assert Process("p", **parts)


def test_a_process_with_priorities_and_agreements_whose_keys_are_known_stands():
    """An issue of a past agreement may be one that nobody speaks of any more."""
    move = Move.study(Feasibility.not_studied("letters", who="users"), on=ON)
    agreement = negotiate(WISH, feasibility=[Feasibility.shown("letters")])
    past = negotiate(Priorities("users", ["forgotten"]))
    process = Process(
        "p",
        **KNOWN,
        positions=[WISH],
        negotiation=negotiation(Move.propose(WISH, on=ON), move, Move.accept(by="users", on=ON)),
        agreement=agreement,
        past_agreements=[past],
    )
    assert ((WISH,), ("letters",), (past,)) == (process.positions, process.agreement.agreed, process.past_agreements)
    with pytest.raises(DuplicateKeyError, match="two positions have the key 'users'"):
        Process("p", positions=[WISH, WISH])


OURS = Framework("ours", criteria=[Criterion("expenses")])


def test_a_process_holds_assessments_by_its_own_frameworks_and_by_packaged_ones():
    """The facts are kept, and what they come to is computed, by the host's own framework first."""
    first, second = assess(OURS, {"expenses": "met"}, on=ON), assess("gunning", {"time": "met"}, on=ON)
    process = Process("p", assessments=[first, second.sheet], frameworks=[OURS])
    assert (first.sheet, second.sheet) == process.assessments
    assert (first, second) == process.assessed()
    assert (OURS, "gunning") == (process.framework("ours"), process.framework("gunning").key)
    with pytest.raises(UnknownKeyError, match="no framework 'our'; known: ours"):
        process.framework("our")


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (AnswerSheet("typo", on=ON), r"assessments\[0\].framework: no framework 'typo'"),
        (AnswerSheet("ours", on=ON, rater="typo"), r"assessments\[0\].rater: no stakeholder 'typo'"),
        (AnswerSheet("ours", on=ON, answers=[Answer("typo", "met")]), "no criterion 'typo'"),
        (AnswerSheet("ours", on=ON, answers=[Answer("expenses", "typo")]), "no answer 'typo'"),
    ],
)
def test_answers_name_what_their_framework_and_process_know(sheet, said):
    """An answer to a question that nobody asked would be counted by nobody."""
    with pytest.raises(UnknownKeyError, match=said):
        Process("p", **KNOWN, assessments=[sheet], frameworks=[OURS])


def test_a_packaged_framework_is_never_redefined():
    """What is published keeps its meaning, whoever reads the document."""
    with pytest.raises(DuplicateKeyError, match=r"frameworks\[0\], beside those of the library"):
        Process("p", frameworks=[Framework("gunning", criteria=[Criterion("time")])])
