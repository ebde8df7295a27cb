"""Does the time of a check grow with what is recorded, or with its square? Each part of a process, alone and in large numbers."""

import time
from datetime import date, timedelta

import pytest

from involvement import (  # fmt: skip
    Activity,
    Answer,
    Claim,
    Contribution,
    Decision,
    DecisionMap,
    EntryPoint,
    Event,
    Evidence,
    Flow,
    Forum,
    Issue,
    Ledger,
    Meetings,
    Person,
    Priorities,
    Process,
    Promise,
    Reply,
    Representation,
    Seat,
    Stakeholder,
    Support,
    Workplan,
    check,
    ladder,
)
from involvement.checks import select  # fmt: skip
from involvement.maturity import AnswerSheet  # fmt: skip
from involvement.people import Quota, TargetProfile  # fmt: skip
from involvement.plans import Interval, Review, WorkingWeek  # fmt: skip
from involvement.support import (  # fmt: skip
    Adjustment,
    Attendance,
    Engagement,
    Expense,
    ExpensesPolicy,
    Lead,
    LeadDemand,
    NotedBarrier,
    PaperSent,
    StatedLimit,
    StatedNeed,
)

ON, NEW_YEAR = date(2026, 11, 23), date(2026, 1, 1)
MEMBERS = [Stakeholder("s", role="service_user")]
RUNGS = [rung.key for rung in ladder("arnstein-1969").rungs]
FEW, MANY = 60, 360
MOST = 15  # times as long for six times as much; with the square it would be 36


def day(number):
    return NEW_YEAR + timedelta(number)


def in_year(number):
    return day(number % 300)


def carers(n):
    return [*MEMBERS, *(Stakeholder(f"t{i}", role="carer") for i in range(n))]


def one_forum(**parts):
    parts = {"forums": [Forum("f", meetings=Meetings.any_day())], "entry_points": [EntryPoint("f", "s")], **parts}
    return DecisionMap(**{"decisions": [Decision("d", made_at="f", on=date(2026, 12, 1))], **parts})


MAP = one_forum()


def process(**parts):
    return Process("p", **{"stakeholders": MEMBERS, "decision_map": MAP, **parts})


def forums(n, **parts):
    decisions = [Decision(f"d{i}", made_at=f"f{i}", on=in_year(i)) for i in range(n)]
    entries = [EntryPoint("f0", "s")]
    return DecisionMap(forums=[Forum(f"f{i}") for i in range(n)], decisions=decisions, entry_points=entries, **parts)


RING = [Flow(f"f{i}", f"f{(i + 1) % 30}", days=1) for i in range(30)]


def about_one_each(n, **parts):
    meetings = Meetings("FREQ=WEEKLY;BYDAY=MO", start=NEW_YEAR)
    return DecisionMap(
        forums=[Forum(f"f{i}", meetings=meetings, papers_due=2) for i in range(30)],
        decisions=[Decision(f"d{i}", made_at=f"f{i % 7}", on=day(350 + i % 300), kinds=["k"]) for i in range(n)],
        **parts,
    )


def answered(n):
    kinds = [("acknowledged", {}), ("answered", {"outcome": "did"}), ("told", {})]
    return Ledger(
        [Contribution(f"c{i}", on=in_year(i), stakeholder="s", about="d") for i in range(n)],
        [Event(f"c{i}", kind, on=in_year(i), **more) for i in range(n) for kind, more in kinds],
        promises=[Promise(kind, days=5) for kind in ("acknowledged", "answered", "told", "followed_through")],
    )


FAMILIES = {
    "claims one decision": lambda n: process(
        claims=[Claim("s", "d", ladder="arnstein-1969", rung=RUNGS[i % 8]) for i in range(n)]
    ),
    "studies x acts": lambda n: process(
        workplan=Workplan(
            [Activity(f"a{i}", implements="i") for i in range(n)] + [Activity(f"b{i}", studies="i") for i in range(n)],
            start=NEW_YEAR,
        )
    ),
    "studies own": lambda n: process(
        workplan=Workplan(
            [Activity(f"a{i}", implements=f"i{i}") for i in range(n)]
            + [Activity(f"b{i}", studies=f"i{i}") for i in range(n)],
            start=NEW_YEAR,
        )
    ),
    "acts chain": lambda n: process(
        workplan=Workplan(
            [Activity(f"a{i}", owner="s", effort=1, days=3, after=[f"a{i - 1}"] if i else []) for i in range(n)],
            start=NEW_YEAR,
        )
    ),
    "acts owners": lambda n: process(
        stakeholders=carers(n),
        workplan=Workplan(
            [Activity(f"a{i}", owner=f"t{i}", effort=1, days=300, tells=f"i{i}") for i in range(n)],
            start=NEW_YEAR,
            working_weeks=[WorkingWeek(f"t{i}", 1) for i in range(n)],
        ),
    ),
    "acts tells": lambda n: process(
        issues=[Issue(f"i{i}", decisions=["d"]) for i in range(n)],
        workplan=Workplan([Activity(f"a{i}", tells=f"i{i}", implements=f"i{i}") for i in range(n)], start=NEW_YEAR),
    ),
    "reviews held": lambda n: process(
        workplan=Workplan([], start=NEW_YEAR, reviews=Interval(1, "days"), held=[Review(in_year(i)) for i in range(n)])
    ),
    "needs x meetings": lambda n: process(
        support=Support(
            needs=[StatedNeed("s", "braille")] * n,
            attendances=[Attendance("f", day(i), expected=["s"]) for i in range(n)],
        )
    ),
    "needs x people": lambda n: process(
        stakeholders=carers(n),
        support=Support(
            needs=[StatedNeed(f"t{i}", "braille") for i in range(n)],
            attendances=[Attendance("f", day(i), expected=[f"t{i}"]) for i in range(n)],
            papers=[PaperSent(f"t{i}", on=in_year(i), forum="f", meeting=day(i)) for i in range(n)],
        ),
    ),
    "adjustments": lambda n: process(
        support=Support(
            needs=[StatedNeed("s", "braille")],
            adjustments=[Adjustment("braille", stakeholder="s", since=in_year(i)) for i in range(n)],
            attendances=[Attendance("f", day(i), expected=["s"]) for i in range(n)],
        )
    ),
    "adjustments own": lambda n: process(
        stakeholders=carers(n),
        support=Support(
            needs=[StatedNeed(f"t{i}", "braille") for i in range(n)],
            adjustments=[Adjustment("braille", forum="f", meeting=day(i)) for i in range(n)],
            attendances=[Attendance("f", day(i), expected=[f"t{i}"]) for i in range(n)],
        ),
    ),
    "papers one meeting": lambda n: process(
        support=Support(
            needs=[StatedNeed("s", "braille")] * n,
            papers=[PaperSent("s", on=day(0), forum="f", meeting=NEW_YEAR) for i in range(n)],
            attendances=[Attendance("f", NEW_YEAR, expected=["s"])],
        )
    ),
    "expenses policies": lambda n: process(
        support=Support(
            expenses=[Expense("s", claimed_on=day(i)) for i in range(n)],
            policies=[ExpensesPolicy(day(i), until=day(i), prompt_days=3) for i in range(n)],
        )
    ),
    "leads": lambda n: process(
        stakeholders=carers(n),
        support=Support(
            leads=[Lead(f"t{i}", days_a_week=1) for i in range(n)],
            demands=[LeadDemand(f"w{i}", days_a_week=2) for i in range(n)],
        ),
    ),
    "leads dated": lambda n: process(
        support=Support(
            leads=[Lead("s", days_a_week=1, since=day(2 * i), until=day(2 * i)) for i in range(n)],
            demands=[LeadDemand(f"w{i}", days_a_week=2, since=day(i)) for i in range(n)],
        )
    ),
    "engagements": lambda n: process(
        support=Support(
            engagements=[Engagement("s", on=day(i), kind="survey", hours=1) for i in range(n)],
            limits=[StatedLimit("s", hours=1, since=day(2 * i), until=day(2 * i)) for i in range(n)],
        )
    ),
    "engagement people": lambda n: process(
        stakeholders=carers(n),
        support=Support(
            engagements=[Engagement(f"t{i}", on=in_year(i), kind="survey", hours=1) for i in range(n)],
            limits=[StatedLimit(f"t{i}", hours=1) for i in range(n)],
        ),
    ),
    "barriers": lambda n: process(barriers=[NotedBarrier("cm1", stakeholder="s", on=day(i)) for i in range(n)]),
    "contributions": lambda n: process(
        ledger=Ledger(
            [Contribution(f"c{i}", on=in_year(i), stakeholder="s") for i in range(n)],
            promises=[Promise("answered", days=5)],
        )
    ),
    "answered": lambda n: process(ledger=answered(n)),
    "many by one about issues": lambda n: process(
        issues=[Issue(f"i{i}", decisions=["d"]) for i in range(n)],
        ledger=Ledger([Contribution(f"c{i}", on=in_year(i), stakeholder="s", about=f"i{i}") for i in range(n)]),
    ),
    "merged star": lambda n: process(
        ledger=Ledger(
            [Contribution(f"c{i}", on=NEW_YEAR, stakeholder="s") for i in range(n + 1)],
            [Event(f"c{i}", "merged", on=NEW_YEAR, into=f"c{n}") for i in range(n)],
        )
    ),
    "stakeholders": lambda n: process(
        stakeholders=[*MEMBERS, *(Stakeholder(f"t{i}", role=["carer", "manager", "advocate"][i % 3]) for i in range(n))]
    ),
    "entries": lambda n: process(
        stakeholders=carers(n),
        decision_map=DecisionMap(
            forums=[Forum("f")],
            decisions=[Decision("d", made_at="f", on=date(2026, 12, 1))],
            entry_points=[EntryPoint("f", f"t{i}") for i in range(n)],
        ),
    ),
    "decisions": lambda n: process(
        decision_map=DecisionMap(
            forums=[Forum("f")],
            decisions=[Decision(f"d{i}", made_at="f", on=in_year(i)) for i in range(n)],
            entry_points=[EntryPoint("f", "s")],
        )
    ),
    "forums far": lambda n: process(decision_map=forums(n)),
    "forums chain": lambda n: process(
        decision_map=DecisionMap(
            forums=[Forum(f"f{i}") for i in range(n)],
            flows=[Flow(f"f{i}", f"f{i + 1}") for i in range(n - 1)],
            decisions=[Decision(f"d{i}", made_at=f"f{i}", on=in_year(i)) for i in range(n)],
            entry_points=[EntryPoint("f0", "s")],
        )
    ),
    "forums carried": lambda n: process(
        stakeholders=[*MEMBERS, Stakeholder("k", role="coordinator")],
        decision_map=DecisionMap(
            forums=[Forum(f"f{i}") for i in range(n)],
            flows=[Flow(f"f{i}", f"f{i + 1}", carried_by="k") for i in range(n - 1)],
            decisions=[Decision(f"d{i}", made_at=f"f{i}", on=in_year(i)) for i in range(n)],
            entry_points=[EntryPoint("f0", "s")],
        ),
    ),
    "entries about one each": lambda n: process(
        decision_map=about_one_each(
            n, entry_points=[EntryPoint(f"f{i % 30}", "s", about=[f"d{i - i % 2}"]) for i in range(n)], flows=RING
        )
    ),
    "flows about one each": lambda n: process(
        decision_map=about_one_each(
            n,
            entry_points=[EntryPoint("f0", "s")],
            flows=[
                Flow(f"f{i % 30}", f"f{(i + 1 + i // 30) % 30}", about=[f"d{i}"])
                for i in range(n)
                if (i // 30) % 30 < 29
            ],
        )
    ),
    "entries run by the provider": lambda n: process(
        stakeholders=[*MEMBERS, Stakeholder("p", role="provider")],
        decision_map=about_one_each(
            n,
            entry_points=[
                EntryPoint(f"f{i % 30}", "s", about=[f"d{i}"] if i % 2 else None, run_by="p", unnamed=False)
                for i in range(n)
            ],
            flows=RING,
        ),
    ),
    "decisions of one kind": lambda n: process(
        decision_map=about_one_each(
            n,
            entry_points=[EntryPoint("f0", "s", about=["k", f"d{i}"]) for i in range(n)],
            flows=[Flow(flow.source, flow.target, about=["d0"]) for flow in RING],
        )
    ),
    "replies": lambda n: process(
        decision_map=DecisionMap(
            forums=[Forum(f"f{i}") for i in range(n)],
            flows=[Flow("f0", f"f{i}") for i in range(1, n)],
            replies=[Reply(f"f{i}", "s") for i in range(n)],
            decisions=[Decision(f"d{i}", made_at=f"f{i}", on=in_year(i)) for i in range(n)],
            entry_points=[EntryPoint("f0", "s")],
        )
    ),
    "parallel flows": lambda n: process(
        decision_map=DecisionMap(
            forums=[Forum("f"), Forum("g")],
            flows=[Flow("f", "g", days=i % 50) for i in range(n)],
            decisions=[Decision("d", made_at="g", on=date(2026, 12, 1))],
            entry_points=[EntryPoint("f", "s")],
        )
    ),
    "seats": lambda n: process(
        stakeholders=[*MEMBERS, *(Stakeholder(f"t{i}", role=["carer", "manager"][i % 2]) for i in range(n))],
        decision_map=DecisionMap(
            forums=[Forum("f", seats=[Seat(f"t{i}") for i in range(n)])],
            decisions=[Decision("d", made_at="f", on=date(2026, 12, 1))],
            entry_points=[EntryPoint("f", "s")],
        ),
    ),
    "tiers": lambda n: process(
        decision_map=DecisionMap(
            forums=[Forum(f"f{i}", tier=f"t{i}") for i in range(n)],
            decisions=[Decision("d", made_at="f0", passes=[f"t{i}" for i in range(n)])],
            entry_points=[EntryPoint("f0", "s")],
        )
    ),
    "issue decisions": lambda n: process(
        decision_map=DecisionMap(
            forums=[Forum("f")],
            decisions=[Decision(f"d{i}", made_at="f") for i in range(n)],
            entry_points=[EntryPoint("f", "s")],
        ),
        issues=[Issue("i", decisions=[f"d{i}" for i in range(n)])],
    ),
    "positions": lambda n: process(
        stakeholders=carers(n),
        issues=[Issue("i"), Issue("j")],
        positions=[Priorities(f"t{i}", ["i", "j"]) for i in range(n)],
    ),
    "assessments": lambda n: process(
        stakeholders=carers(n),
        assessments=[
            AnswerSheet(
                "gunning", edition="1985", on=in_year(i), rater=f"t{i}", role="carer", answers=[Answer("time", "met")]
            )
            for i in range(n)
        ],
    ),
    "evidence": lambda n: process(
        assessments=[
            AnswerSheet(
                "gunning",
                edition="1985",
                on=NEW_YEAR,
                answers=[Answer("time", "met", evidence=[f"e{i}" for i in range(n)])],
                evidence=[Evidence(f"e{i}", on=NEW_YEAR, until=in_year(i)) for i in range(n)],
            )
        ]
    ),
    "profiles": lambda n: process(
        stakeholders=carers(n),
        representation=Representation(
            people=[Person(f"x{i}", characteristics=[("age", "old")], member_of=[f"t{i}"]) for i in range(n)],
            profiles=[TargetProfile(f"p{i}", [Quota("age", "old", at_least=1)], group=f"t{i}") for i in range(n)],
        ),
    ),
}


def seconds(asked):
    began = time.process_time()
    check(asked, on=ON)
    return time.process_time() - began


@pytest.mark.parametrize("family", FAMILIES)
def test_a_check_takes_as_many_times_as_long_as_there_is_more_to_check(family):
    """A register of ten years is ten times that of one; a check that takes a hundred times as long is not run."""
    few, many = FAMILIES[family](FEW), FAMILIES[family](MANY)
    check(few, on=ON)  # what is worked out once and kept is not counted
    # Side by side, as the pace of a processor changes from one second to the next.
    assert any(seconds(many) / max(seconds(few), 0.002) < MOST for _ in range(3))


@pytest.mark.parametrize(
    ("family", "rule", "most"), [("claims one decision", "LAD006", MANY), ("studies x acts", "PLN006", MANY)]
)
def test_pairs_that_exclude_each_other_are_told_once_for_each_not_for_each_pair(family, rule, most):
    """A thousand claims about one say are one quarrel; half a million sentences about it are none that anybody reads."""
    told = [finding for finding in check(FAMILIES[family](MANY), on=ON) if finding.rule == rule]
    assert 0 < len(told) <= most


@pytest.mark.parametrize("family", ["entries about one each", "flows about one each", "decisions of one kind"])
def test_what_is_said_of_one_decision_is_as_short_however_much_is_recorded(family):
    """A survey about each of 360 decisions is a good record; a sentence that names them all is none that anybody reads."""
    findings = check(FAMILIES[family](MANY), on=ON, rules=select(["MAP027"]))
    few = check(FAMILIES[family](FEW), on=ON, rules=select(["MAP027"]))
    assert findings
    assert few
    for measure in (lambda finding: len(finding.message), lambda finding: len(str(finding.as_data()))):
        assert max(map(measure, findings)) < 1.5 * max(map(measure, few))
