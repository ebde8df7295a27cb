"""What does a snapshot know of one process on one day?"""

from datetime import date

import pytest
from attrs import evolve

from involvement import (
    Activity,
    Claim,
    Contribution,
    Decision,
    DecisionMap,
    EntryPoint,
    Evidence,
    Flow,
    Forum,
    Issue,
    Ledger,
    Meetings,
    Person,
    Process,
    Representation,
    Stage,
    Stakeholder,
    Standing,
    Workplan,
)
from involvement.decisions import Reply
from involvement.maturity import AnswerSheet
from involvement.plans import Interval
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.support import Attendance, NotedBarrier, PaperSent, Support

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
MEMBERS, MANAGER = Stakeholder("members", role="service_user"), Stakeholder("manager", role="manager")
ANY_DAY = Meetings.any_day()
BOARD = Decision("contract", made_at="board", on=JUNE, stages=[Stage("options", at="group", by=MAY)])
MAP = DecisionMap(
    forums=[Forum(key, meetings=ANY_DAY, papers_due=0) for key in ("group", "board", "cabinet")],
    flows=[
        Flow("group", "board", days=14, standing="advises"),
        Flow("group", "cabinet", days=0, standing="informed"),
    ],
    entry_points=[EntryPoint("group", "members"), EntryPoint("board", "manager")],
    decisions=[BOARD, Decision("budget", made_at="board"), Decision("merger", made_at="cabinet", on=JULY)],
)


def snapshot(on, decision_map=MAP, **parts):
    return Snapshot(Process("p", stakeholders=[MEMBERS, MANAGER], decision_map=decision_map, **parts), on)


def keys(decisions):
    return [decision.key for decision in decisions]


def test_a_decision_is_ahead_until_its_day_is_past():
    """On its own day something can still be said."""
    today, tomorrow = snapshot(JUNE), snapshot(date(2026, 6, 2))
    assert (["budget", "contract", "merger"], []) == (keys(today.ahead), keys(today.over))
    assert (["budget", "merger"], ["contract"]) == (keys(tomorrow.ahead), keys(tomorrow.over))
    assert ["budget", "contract", "merger"] == keys(today.reached)
    assert ["budget", "contract"] == keys(snapshot(JUNE, evolve(MAP, flows=MAP.flows[:1])).reached)


def test_what_is_open_is_in_time_and_what_is_heard_is_more_than_told():
    """The cabinet only tells: no opportunity, for nobody is heard. The last day for the contract is 18 May."""
    contract, budget, merger = MAP.decisions
    last, after = snapshot(date(2026, 5, 18)), snapshot(date(2026, 5, 19))
    assert [1, 1, 0] == [len(last.open(decision)) for decision in (contract, budget, merger)]
    assert [0, 1, 0] == [len(after.open(decision)) for decision in (contract, budget, merger)]
    assert [1, 1, 0] == [len(last.heard(decision)) for decision in (contract, budget, merger)]
    assert [1, 0, 0] == [len(snapshot(MAY).heard(decision, "options")) for decision in (contract, budget, merger)]
    assert () == last.opportunities(budget, "options")


def test_what_is_heard_with_less_than_is_called_for_is_heard_and_not_open():
    """The minutes are collected, and the contract calls for advice: nobody's time is up, and none is left for that."""
    contract, *others = (evolve(decision, calls_for="advises") for decision in MAP.decisions)
    weak = evolve(MAP, decisions=[contract, *others])
    for day, heard in ((date(2026, 5, 18), 1), (date(2026, 5, 19), 0)):
        asked = snapshot(day, weak)
        assert (0, heard) == (len(asked.open(contract)), len(asked.heard(contract)))
    strong = snapshot(
        date(2026, 5, 18), evolve(weak, entry_points=[EntryPoint("group", "members", standing="advises")])
    )
    assert (1, 1) == (len(strong.open(contract)), len(strong.heard(contract)))


def test_what_is_left_at_most_takes_a_standing_that_is_not_known_as_the_strongest():
    """Nothing is left of what is too late."""
    contract, _, merger = MAP.decisions
    open_ = evolve(MAP, flows=[evolve(MAP.flows[0], standing=None), MAP.flows[1]])
    unsure = evolve(open_, entry_points=[EntryPoint("group", "members", standing="codesigns")])
    found = snapshot(MAY, unsure)
    assert (Standing.CODESIGNS, Standing.INFORMED) == (found.left_at_most(contract), found.left_at_most(merger))
    assert Standing.NONE is snapshot(JUNE, unsure).left_at_most(contract)


def test_an_answer_goes_back_from_the_day_of_the_decision():
    """Unless it is asked about another day; a person is found where all may enter."""
    answering = evolve(MAP, replies=[Reply("board", "members", days=7)])
    found = snapshot(MAY, answering)
    assert date(2026, 6, 8) == found.reply_to("members", "contract").returned
    assert date(2026, 6, 12) == found.reply_to("members", "contract", decided=date(2026, 6, 5)).returned
    assert None is found.reply_to("p-1", "contract")


def test_an_assessment_is_earlier_where_the_same_rater_answered_again():
    """The last answers of each rater are the present ones; those to come are neither."""
    sheets = [
        AnswerSheet("gunning", edition="1985", rater=rater, on=day)
        for rater, day in (("members", MAY), ("manager", MAY), ("members", JUNE), ("members", JULY))
    ]
    found = snapshot(JUNE, assessments=sheets)
    last, before = (
        sorted((part.sheet.rater, part.sheet.on) for part in parts)
        for parts in (found.assessments, found.earlier_assessments)
    )
    assert ([("manager", MAY), ("members", JUNE)], [("members", MAY)]) == (last, before)


def test_meetings_ahead_and_papers_sent_include_the_day_itself():
    """Today's meeting can still be arranged for, and today's paper was sent."""
    support = Support(
        attendances=[Attendance("group", day, expected=["members"]) for day in (MAY, JUNE, JULY)],
        papers=[PaperSent("members", day) for day in (MAY, JUNE, JULY)],
    )
    found = snapshot(JUNE, support=support)
    assert [JUNE, JULY] == [row.meeting for row in found.arrangements_ahead]
    assert [MAY, JUNE] == [check.paper.on for check in found.papers]


def test_a_review_is_overdue_from_the_day_after_it():
    """On its own day it is due."""
    plan = Workplan(reviews=Interval.months(1), start=date(2026, 4, 1))
    assert [MAY] == list(snapshot(JUNE, workplan=plan).reviews_overdue)
    assert [MAY, JUNE] == list(snapshot(JUNE, workplan=plan).reviews_until(JUNE))
    assert [MAY, JUNE] == list(snapshot(date(2026, 6, 2), workplan=plan).reviews_overdue)
    assert () == snapshot(JUNE).reviews_until(JULY)


def test_a_plan_ends_in_time_for_those_whose_views_count():
    """The manager speaks at the board on the day itself; the members' views take two weeks to get there."""
    feeds = Workplan([Activity("survey", days=1, decision="contract")], start=date(2026, 4, 1))
    assert date(2026, 5, 18) == snapshot(MAY, workplan=feeds).schedule.row("survey").latest_end
    nobody = Process("p", decision_map=evolve(MAP, entry_points=[EntryPoint("group")]), workplan=feeds)
    assert date(2026, 5, 18) == Snapshot(nobody, MAY).schedule.row("survey").latest_end


def test_without_a_plan_or_a_map_there_are_no_agendas():
    """And with both there is one for each meeting of the weeks ahead."""
    monthly = evolve(MAP, forums=[Forum("group", meetings=Meetings.on([JUNE, JULY])), *MAP.forums[1:]])
    plan = Workplan([Activity("survey")])
    assert [("group", JUNE), ("group", JULY)] == [
        (agenda.forum, agenda.meeting) for agenda in snapshot(JUNE, monthly, workplan=plan).agendas
    ]
    assert ((), ()) == (snapshot(JUNE, monthly).agendas, snapshot(JUNE, None, workplan=plan).agendas)


def test_what_a_contribution_is_about_is_a_decision_or_an_issue_with_its_decisions():
    """An issue that has the key of a decision is the issue."""
    issues = [Issue("lamps", decisions=["contract", "budget"]), Issue("budget"), Issue("parking")]
    found = snapshot(MAY, issues=issues)
    assert [["contract", "budget"], ["contract"], [], [], []] == [
        keys(found.decided_about(about)) for about in ("lamps", "contract", "parking", "unheard of", None)
    ]
    assert [("issue", "lamps"), ("decision", "contract"), ("issue", "budget")] == [
        (ref.kind, *ref.keys) for ref in map(found.subject, ("lamps", "contract", "budget"))
    ]


def test_a_person_is_not_called_a_stakeholder():
    """Neither one of the representation, nor a stakeholder who is an individual."""
    listed = [MEMBERS, Stakeholder("p-2", kind="person")]
    people = Representation(people=[Person("p-1", member_of=["members"])])
    found = Snapshot(Process("p", stakeholders=listed, representation=people), MAY)
    assert {"p-1", "p-2"} == found.persons
    assert [Ref("stakeholder", "members"), Ref("person", "p-1"), Ref("person", "p-2")] == [
        found.who(key) for key in ("members", "p-1", "p-2")
    ]


def test_names_are_the_titles_of_what_has_one():
    """A person is described by the first of their groups, by key, that has a title, and never named."""
    listed = [
        Stakeholder("members", title="the user group"),
        Stakeholder("panel", title="the panel"),
        Stakeholder("carers"),
        Stakeholder("p-3", title="Bo"),
    ]
    people = [Person("p-1", member_of=["carers", "panel", "members"]), Person("p-3", member_of=["carers"])]
    records = [
        Evidence(key, on=MAY, title=title)
        for key, title in (("minutes", "The minutes"), ("list", None), ("photo", "A photo"))
    ]
    sheets = [
        AnswerSheet("gunning", edition="1985", rater=rater, on=MAY, evidence=records) for rater in ("panel", None)
    ]
    other = AnswerSheet("gunning", edition="1985", on=JUNE, evidence=[Evidence("photo", on=MAY, title="Another photo")])
    whole = Process(
        "p",
        title="Screening",
        stakeholders=listed,
        representation=Representation(people=people),
        issues=[Issue("lamps", title="Lamps"), Issue("parking")],
        ledger=Ledger([Contribution("c", on=MAY, title="More lamps")]),
        workplan=Workplan([Activity("visit", title="A visit")]),
        assessments=[*sheets, other],
    )
    names = Snapshot(whole, MAY).names
    assert {
        Ref("process", "p"): "Screening",
        Ref("issue", "lamps"): "Lamps",
        Ref("contribution", "c"): "More lamps",
        Ref("activity", "visit"): "A visit",
        Ref("stakeholder", "members"): "the user group",
        Ref("stakeholder", "panel"): "the panel",
        Ref("person", "p-1"): "a person from the user group",
        Ref("evidence", "minutes"): "The minutes",
    } == {ref: name for ref, name in names.items() if ref.keys[0] != "gunning"}
    assert Ref("framework", "gunning") in names


def test_the_ladders_of_claims_are_named_in_the_order_of_their_keys():
    """Whatever the order of the claims: the same input gives the same names in the same order."""
    rungs = {
        "hart-1992": "manipulation",
        "active-2019": "receiving",
        "iap2-2018": "inform",
        "arnstein-1969": "manipulation",
        "aa1000ses-2015": "remain-passive",
        "carman-2013": "consultation",
    }
    claims = [Claim("members", "contract", ladder=ladder, rung=rung) for ladder, rung in rungs.items()]
    names = Snapshot(Process("p", claims=claims), MAY).names
    assert sorted(rungs) == [ref.keys[0] for ref in names if ref.kind == "ladder"]


@pytest.mark.parametrize(
    ("parts", "expected"), [({}, False), ({"barriers": [NotedBarrier("su6")]}, True), ({"support": Support()}, True)]
)
def test_barriers_have_names_where_any_are_noted_or_may_be_signalled(parts, expected):
    """A process without either need not read what the guide says of them."""
    assert expected is (Ref("barrier", "su6") in Snapshot(Process("p", **parts), MAY).names)
