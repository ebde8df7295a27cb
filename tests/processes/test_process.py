"""Does the whole hold together: every key known, every absent part silent?"""

from datetime import date
from inspect import Parameter, signature

import pytest

from involvement import (
    Answer,
    Contribution,
    Days,
    Decision,
    DecisionMap,
    DuplicateKeyError,
    EntryPoint,
    Feasibility,
    Flow,
    Forum,
    InvalidValueError,
    Issue,
    Ledger,
    Move,
    Negotiation,
    Priorities,
    Process,
    Promise,
    Reply,
    Seat,
    Stakeholder,
    UnknownKeyError,
    WorkingCalendar,
    Workplan,
    assess,
    negotiate,
)
from involvement.maturity import AnswerSheet, Criterion, Framework
from involvement.priorities import Agreement, Chance, Effort, Override, Settlement, Voice
from involvement.snapshots import Snapshot

FORUMS = [Forum("group"), Forum("board")]
USERS = Stakeholder("users", role="service_user")


@pytest.mark.parametrize(
    ("parts", "where"),
    [
        (
            {"forums": [Forum("group", seats=[Seat("typo")])]},
            "decision_map.forums[0].seats[0].stakeholder: no stakeholder",
        ),
        (
            {"forums": FORUMS, "flows": [Flow("group", "board", carried_by="typo")]},
            "decision_map.flows[0].carried_by: no stakeholder",
        ),
        (
            {"forums": FORUMS, "entry_points": [EntryPoint("group", "typo")]},
            "decision_map.entry_points[0].stakeholder: no stakeholder",
        ),
        (
            {"forums": FORUMS, "replies": [Reply("board", "group", carried_by="typo")]},
            "decision_map.replies[0].carried_by: no stakeholder",
        ),
        (
            {"forums": FORUMS, "replies": [Reply("board", "typo")]},
            "decision_map.replies[0].target: no stakeholder or forum",
        ),
    ],
)
def test_a_stakeholder_whom_the_process_does_not_list_is_an_error_with_its_place(parts, where):
    """A key that nobody knows is an error at once; without a list nothing can be said."""
    a_map = DecisionMap(**parts)
    with pytest.raises(UnknownKeyError) as caught:
        Process("p", stakeholders=[USERS], decision_map=a_map)
    assert f"{where} 'typo'" == str(caught.value).partition("; known: ")[0]
    assert "users" in caught.value.known
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


EASTER, CHRISTMAS = (WorkingCalendar(holidays=[day]) for day in (date(2026, 4, 6), date(2026, 12, 25)))


def test_the_calendar_of_one_part_is_that_of_all():
    """Two outputs about one process must not count days differently."""
    for holder in (
        {"calendar": EASTER},
        {"decision_map": DecisionMap(calendar=EASTER)},
        {"ledger": Ledger(calendar=EASTER), "calendar": WorkingCalendar(holidays=[date(2026, 4, 6)])},
        {"workplan": Workplan(calendar=EASTER)},
    ):
        process = Process("screening", **{"workplan": Workplan(), **holder})
        assert EASTER == process.working_calendar
        parts = (process.resolved_map, process.resolved_ledger, process.resolved_plan)
        assert [EASTER] * 3 == [part.calendar for part in parts]
    assert Process("screening").working_calendar is None
    assert (Ledger(), None) == (Process("screening").resolved_ledger, Process("screening").resolved_plan)


def test_two_working_calendars_in_one_process_are_refused():
    """Nobody could say by which of them a day was counted."""
    with pytest.raises(
        InvalidValueError,
        match=r"^Process\.ledger\.calendar: expected the working calendar that decision_map\.calendar has$",
    ):
        Process("screening", decision_map=DecisionMap(calendar=EASTER), ledger=Ledger(calendar=CHRISTMAS))
    with pytest.raises(
        InvalidValueError, match=r"^Process\.workplan\.calendar: expected the working calendar that calendar has$"
    ):
        Process("screening", calendar=EASTER, workplan=Workplan(calendar=CHRISTMAS))


def test_a_promise_is_counted_by_the_calendar_of_the_process():
    """The ledger alone does not know of Easter Monday; the process does."""
    ledger = Ledger(
        [Contribution("ramp", on=date(2026, 4, 2))], promises=[Promise("answered", days=Days(1, leave_out="weekends"))]
    )
    (alone,) = ledger.overdue(date(2026, 4, 30)).rows
    easter = WorkingCalendar(holidays=[date(2026, 4, 3), date(2026, 4, 6)])
    (row,) = Snapshot(Process("screening", ledger=ledger, calendar=easter), date(2026, 4, 30)).overdue.rows
    assert (date(2026, 4, 3), date(2026, 4, 7)) == (alone.due, row.due)


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


def test_only_the_key_is_given_by_place():
    """Twenty parts in a row would be told apart by nobody."""
    _, *parts = signature(Process).parameters.values()
    assert {Parameter.KEYWORD_ONLY} == {part.kind for part in parts}


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
        ({"positions": [Priorities("typo", ["letters"])]}, r"positions\[0\]\.stakeholder: no stakeholder 'typo'"),
        (
            {"negotiation": negotiation(Move.propose(Priorities("typo", []), on=ON))},
            r"negotiation\.moves\[0\]\.position\.stakeholder: no stakeholder 'typo'",
        ),
        (
            {"negotiation": negotiation(Move.accept(by="users", on=ON), Move.accept(by="typo", on=ON))},
            r"negotiation\.moves\[1\]\.by: no stakeholder 'typo'",
        ),
        (
            {"negotiation": negotiation(Move.study(Feasibility.not_studied("letters", who="typo"), on=ON))},
            r"negotiation\.moves\[0\]\.feasibility\.who: no stakeholder 'typo'",
        ),
        (
            {"agreement": Agreement(positions=[Priorities("typo", [])])},
            r"agreement\.positions\[0\]\.stakeholder: no stakeholder 'typo'",
        ),
        (
            {"agreement": Agreement(feasibility=[Feasibility.not_studied("letters", who="typo")])},
            r"agreement\.feasibility\[0\]\.who: no stakeholder 'typo'",
        ),
        (
            {"past_agreements": [Agreement(settlements=[Settlement("old", "deferred", who="typo")])]},
            r"past_agreements\[0\]\.settlements\[0\]\.who: no stakeholder 'typo'",
        ),
        (
            {"agreement": Agreement(overrides=[Override("letters", "declined", by="typo", reason="promised")])},
            r"agreement\.overrides\[0\]\.by: no stakeholder 'typo'",
        ),
        (
            {"agreement": Agreement(dissent=[Voice("typo", reason="too little")])},
            r"agreement\.dissent\[0\]\.by: no stakeholder 'typo'",
        ),
        ({"agreement": Agreement(accepted_by=["typo"])}, r"agreement\.accepted_by: no stakeholder 'typo'"),
        ({"positions": [Priorities("users", ["typo"])]}, r"positions\[0\]\.issues: no issue 'typo'"),
        (
            {"negotiation": negotiation(Move.propose(Priorities("users", ["typo"]), on=ON))},
            r"negotiation\.moves\[0\]\.position\.issues: no issue 'typo'",
        ),
        (
            {"negotiation": negotiation(Move.study(Feasibility.shown("typo"), on=ON))},
            r"negotiation\.moves\[0\]\.feasibility\.issue: no issue 'typo'",
        ),
        (
            {"negotiation": negotiation(Move.concede("typo", by="users", on=ON, reason="peace"))},
            r"negotiation\.moves\[0\]\.issue: no issue 'typo'",
        ),
        ({"negotiation": negotiation(effort=[Effort("typo", 1)])}, r"negotiation\.effort\[0\]\.issue: no issue 'typo'"),
        (
            {"agreement": Agreement(settlements=[Settlement("typo", "agreed")])},
            r"agreement\.settlements\[0\]\.issue: no issue 'typo'",
        ),
        (
            {"agreement": Agreement(positions=[Priorities("users", ["typo"])])},
            r"agreement\.positions\[0\]\.issues: no issue 'typo'",
        ),
        (
            {"agreement": Agreement(feasibility=[Feasibility.shown("typo")])},
            r"agreement\.feasibility\[0\]\.issue: no issue",
        ),
        ({"agreement": Agreement(effort=[Effort("typo", 1)])}, r"agreement\.effort\[0\]\.issue: no issue 'typo'"),
        ({"agreement": Agreement(chances=[Chance("typo")])}, r"agreement\.chances\[0\]\.issue: no issue 'typo'"),
        (
            {"agreement": Agreement(overrides=[Override("typo", "declined", by="users", reason="promised")])},
            r"agreement\.overrides\[0\]\.issue: no issue 'typo'",
        ),
        (
            {"agreement": Agreement(objections=[Voice("users", reason="no", issue="typo")])},
            r"agreement\.objections\[0\]\.issue: no issue 'typo'",
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
