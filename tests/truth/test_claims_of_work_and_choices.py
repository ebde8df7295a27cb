"""The words of relative days, weeks of work and choices within a budget: each says the numbers that were put in."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from involvement import Activity, Days, Workplan
from involvement.budgets import equal_shares, leximin, utilitarian
from involvement.plans import When, WorkingWeek
from involvement.references import Ref
from involvement.wording import Statement
from tests.at_once import over

CASES = range(60)
MONDAY = date(2026, 3, 2)
STAGES = ("agenda", "options", "implementation")
JUDGED: Counter[str] = Counter()


def facts(statement: Statement) -> dict:
    """The facts of a statement by name; it is counted as judged."""
    JUDGED[statement.code] += 1
    return dict(statement.facts)


COUNTED = [
    Days(n, clear=clear, leave_out=left) for n in (1, 5) for clear in (True, False) for left in ("weekends", "sundays")
]
SAID = {"weekends": "working", "sundays": "without_sundays"}


@over(CASES)
def test_a_relative_day_says_from_what_it_is_counted_and_how_far(number):
    """Nothing that was put in is lost, and nothing is added."""
    chance = Random(number)
    for anchor, kind in (("start", "activity"), ("end", "activity"), ("meeting", "forum"), ("decision", "decision")):
        days = chance.choice([-10, -1, 0, 1, 14, *(COUNTED if anchor in {"meeting", "decision"} else ())])
        before = isinstance(days, Days) and chance.random() < 0.5
        first = MONDAY if anchor == "meeting" and chance.random() < 0.5 else None
        stage = chance.choice(STAGES) if anchor == "decision" and chance.random() < 0.5 else None
        statement = When(anchor, "k", days=days, before=before, on_or_after=first, stage=stage).says
        if isinstance(days, Days):
            assert ("relative_day.counted_before" if before else "relative_day.counted_after") == statement.code
            outer = facts(statement)
            assert {"days": days.n} == facts(outer["days"])
            kind_said = f"{'clear_' if days.clear else ''}{SAID[days.leave_out]}"
            assert f"days.{kind_said}" == outer["days"].code.removesuffix(".goes_on")
            assert ("sundays" == days.leave_out) == outer["days"].code.endswith(".goes_on")
            statement = outer["anchor"]
        elif days:
            assert ("relative_day.before" if days < 0 else "relative_day.after") == statement.code
            outer = facts(statement)
            assert abs(days) == outer["days"]
            statement = outer["anchor"]
        told = facts(statement)
        given = {kind: Ref(kind, "k"), "day": first, "stage": stage}
        assert {name: value for name, value in given.items() if value is not None} == told
        assert f"bound.{'stage' if stage else 'meeting_from' if first else anchor}" == statement.code


@over(CASES)
def test_a_week_has_the_work_of_its_days(number):
    """Spread evenly over the days of each activity, and added day by day."""
    chance = Random(number)
    people = ("ann", "bo", None)
    activities = [
        Activity(
            f"a{place}",
            effort=chance.randint(1, 9),
            start=MONDAY + timedelta(chance.randrange(28)),
            days=chance.randint(1, 20),
            owner=chance.choice(people),
        )
        for place in range(4)
    ]
    have = {"ann": Fraction(chance.randint(0, 10), 2)}
    plan = Workplan(activities, start=MONDAY, working_weeks=[WorkingWeek("ann", have["ann"])])
    expected = Counter()
    for each in activities:
        for offset in range(each.days):
            day = each.start + timedelta(offset)
            expected[day - timedelta(day.weekday()), each.owner] += Fraction(each.effort, each.days)
    found = {}
    for row in plan.workload(MONDAY, MONDAY + timedelta(60)).weeks:
        told = facts(row.says)
        person = told["person"].keys[0] if "person" in told else None
        found[told["week"], person] = told["effort"]
        assert have.get(person) == told.get("capacity")
    assert dict(expected) == found


@over(CASES)
def test_a_choice_costs_what_its_issues_cost(number):
    """No rule chooses for more than there is."""
    chance = Random(number)
    costs = {issue: chance.randint(1, 9) for issue in ("a", "b", "c", "d")}
    scores = {issue: chance.randint(0, 5) for issue in costs}
    budget = chance.randint(0, 20)
    voters = [set(chance.sample(sorted(costs), 2)) for _ in range(3)]
    sides = {"users": scores, "board": {issue: chance.randint(0, 5) for issue in costs}}
    for choice in (
        utilitarian(scores, costs, budget),
        leximin(sides, costs, budget),
        equal_shares(voters, costs, budget),
    ):
        assert f"choice.{choice.rule}" == choice.says.code
        told = facts(choice.says)
        issues = [issue.keys[0] for issue in told["chosen"]]
        assert len(set(issues)) == len(issues)
        assert sum(costs[issue] for issue in issues) == told["cost"] <= told["budget"] == budget


def test_every_sentence_was_judged_often_enough():
    """What is said once in all has hardly been judged."""
    test_a_relative_day_says_from_what_it_is_counted_and_how_far()
    test_a_week_has_the_work_of_its_days()
    test_a_choice_costs_what_its_issues_cost()
    often = {
        "relative_day.before", "relative_day.after", "relative_day.counted_before", "relative_day.counted_after", "bound.start", "bound.end", "bound.meeting", "bound.meeting_from",
        "bound.decision", "bound.stage", "workload.days", "workload.unknown", "workload.nobody", "choice.utilitarian",
        "choice.leximin", "choice.equal_shares",
    }  # fmt: skip
    assert set() == {code for code in often if JUDGED[code] < 20}
