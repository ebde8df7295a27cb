"""How long did people wait, were they told before, is the lead up to the work, and is too much asked of anybody?"""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from involvement import DuplicateKeyError, InvalidValueError, Support
from involvement.support import (
    Attendance,
    Engagement,
    EngagementKind,
    Expense,
    ExpensesPolicy,
    Lead,
    LeadDemand,
    LeadSkill,
    PaperSent,
    PaymentOffer,
    PaymentRate,
    StatedLimit,
)
from tests.support.days import FIRST, day

numbers = st.integers(0, 40)

# Expenses


@given(numbers, st.none() | numbers, numbers, st.lists(st.tuples(numbers, st.none() | numbers), max_size=4))
def test_an_expense_is_late_when_a_count_of_days_says_so(claimed, paid, on, policies):
    """Counted day by day: the days from the claim on, under the policy that was in force when it was claimed."""
    if paid is not None:
        paid = max(paid, claimed)
    known = dict(policies)
    support = Support(
        expenses=[Expense("ann", claimed_on=day(claimed), paid_on=None if paid is None else day(paid))],
        policies=[ExpensesPolicy(day(begins), prompt_days=prompt) for begins, prompt in known.items()],
    )
    found = support.expense_waits(day(on))
    if on < claimed:
        assert () == found
        return
    (wait,) = found
    waited = sum(1 for each in range(claimed, on) if paid is None or each < paid)
    in_force = [begins for begins in known if begins <= claimed]
    prompt = known[max(in_force)] if in_force else None
    assert waited == wait.days
    assert (paid is None or paid > on) is wait.waiting
    assert (None if prompt is None else max(0, waited - prompt)) == wait.days_late


def test_a_policy_holds_from_its_day_until_the_next_or_until_its_last():
    """What was promised in spring counts for a claim made in spring, whatever was promised since."""
    first = ExpensesPolicy(day(0), prompt_days=30)
    second = ExpensesPolicy(day(10), until=day(19), prompt_days=5)
    support = Support(policies=[second, first])
    asked = {number: support.policy(day(number)) for number in (-1, 0, 9, 10, 19, 20)}
    assert {-1: None, 0: first, 9: first, 10: second, 19: second, 20: None} == asked


def test_a_wait_is_told_in_a_sentence():
    """A coordinator pastes it into the minutes."""
    support = Support(
        expenses=[
            Expense("ann", claimed_on=day(0), paid_on=day(1)),
            Expense("bo", claimed_on=day(0)),
            Expense("cy", claimed_on=day(20), declined_on=day(21)),
            Expense("di", claimed_on=day(99)),
        ],
        policies=[ExpensesPolicy(day(0), until=day(9), prompt_days=14)],
    )
    assert [
        "The expense claim of bo has waited 30 days. It is 16 days late.",
        "The expense claim of ann took 1 day. It was in time.",
        "The expense claim of cy took 1 day. No policy on record says when it was due.",
    ] == list(map(str, support.expense_waits(day(30))))


def test_a_promise_of_more_days_than_there_are_is_still_kept():
    """Odd numbers in a record must not crash a report."""
    support = Support(
        expenses=[Expense("ann", claimed_on=day(0))], policies=[ExpensesPolicy(day(0), prompt_days=10**9)]
    )
    (wait,) = support.expense_waits(day(5))
    assert (date.max, 0) == (wait.due, wait.days_late)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Expense("ann", claimed_on=day(1), paid_on=day(0)),
        lambda: Expense("ann", claimed_on=day(1), declined_on=day(0)),
        lambda: Expense("ann", claimed_on=day(0), paid_on=day(1), declined_on=day(1)),
        lambda: Expense("ann", claimed_on=day(0), minor_units=5),
        lambda: Expense("ann", claimed_on=day(0), minor_units=-5, currency="GBP"),
        lambda: Expense("ann", claimed_on=day(0), minor_units=5, currency="pounds"),
        lambda: Expense("ann", claimed_on=day(0), kind="gold"),
        lambda: ExpensesPolicy(day(1), until=day(0)),
        lambda: PaymentOffer(day(0), pays=False, rate=PaymentRate("hour", minor_units=1, currency="GBP")),
        lambda: PaymentRate("hour", minor_units=1, currency=None),
        lambda: Support().policy("today"),
        lambda: LeadDemand("recruitment", days_a_week=3, at_most=2),
        lambda: LeadDemand("recruitment", since=day(1), until=day(0)),
        lambda: Lead("ann", since=day(1), until=day(0)),
        lambda: Lead("ann", skills=["juggling"]),
        lambda: Lead("ann", days_a_week=True),
        lambda: StatedLimit("ann", since=day(1), until=day(0)),
        lambda: StatedLimit("ann", hours=-1),
        lambda: Engagement("ann", day(0), kind="battle"),
    ],
)
def test_a_record_that_cannot_be_so_is_refused(wrong):
    """Paid before it was claimed, three days at least and two at most: a slip of the pen, and found at once."""
    with pytest.raises(InvalidValueError):
        wrong()


def test_two_policies_from_one_day_and_two_rates_for_one_thing_are_refused():
    """Nobody could say which of them holds."""
    with pytest.raises(DuplicateKeyError):
        Support(policies=[ExpensesPolicy(day(0)), ExpensesPolicy(day(0), prompt_days=3)])
    rate = PaymentRate("hour", minor_units=2500, currency="GBP")
    with pytest.raises(DuplicateKeyError):
        ExpensesPolicy(day(0), rates=[rate, rate])
    assert (rate,) == ExpensesPolicy(day(0), rates=[rate]).rates


# Payment


def test_who_took_part_before_being_told_whether_they_are_paid_is_named():
    """Payment guidance for researchers (NIHR, 2024): the offer is stated up front."""
    support = Support(
        attendances=[
            Attendance("group", day(5), expected=["ann", "bo", "cy", "di"], attended=["ann", "bo", "cy"]),
            Attendance("group", day(40), expected=["ed"]),
        ],
        engagements=[Engagement("ann", day(2)), Engagement("ed", day(3), accepted=False)],
        offers=[
            PaymentOffer(day(4), stakeholder="ann", pays=True),
            PaymentOffer(day(5), stakeholder="bo", pays=False),
            PaymentOffer(day(60), pays=True),
        ],
    )
    assert [
        (
            "The first meeting or task recorded for ann was on 7 January 2026. They were told whether they are paid on 9 January "
            "2026, 2 days later."
        ),
        (
            "The first meeting or task recorded for cy was on 10 January 2026. The record does not show that they were told "
            "whether they are paid."
        ),
    ] == list(map(str, support.untold_payments(day(30))))
    assert ["ann", "cy", "ed"] == [each.stakeholder for each in support.untold_payments(day(60))]
    assert day(60) == support.untold_payments(day(60))[1].told


# The lead


def test_the_recruitment_of_north_mersey_took_two_to_three_days_a_week():
    """ "Approximately three months ... two to three days a week" (Diabetes UK, "Who is going to lead this work?")."""
    recruitment = LeadDemand("recruitment", days_a_week=2, at_most=3, since=day(0), until=day(90))

    def verdict(days):
        return Support(leads=[Lead("coordinator", days_a_week=days)], demands=[recruitment]).capacity(day(0)).overloaded

    assert [True, True, None, None, False] == [verdict(each) for each in (1, Fraction(3, 2), 2, Fraction(5, 2), 3)]
    capacity = Support(leads=[Lead("coordinator", days_a_week=1)], demands=[recruitment]).capacity(day(0))
    assert (
        "On 5 January 2026, coordinator leads the work. The work needs at least 2 days a week. Their time is 1 day a week."
    ) == str(capacity)
    assert 1 == capacity.short
    enough = Support(leads=[Lead("coordinator", days_a_week=3)], demands=[recruitment]).capacity(day(0))
    assert (
        "On 5 January 2026, coordinator leads the work. The work needs at most 3 days a week. Their time is at least 3 days "
        "a week, which is enough."
    ) == str(enough)


amounts = st.none() | st.integers(0, 5)


@given(
    st.lists(amounts, max_size=3),
    st.lists(st.tuples(amounts, amounts), max_size=3),
)
def test_whether_a_lead_has_time_enough_is_certain_or_not_known(times, wanted):
    """Tried with every number that what is not known might be: certain is what all of them agree on."""
    wanted = [(least, most if most is None or most >= (least or 0) else None) for least, most in wanted]
    support = Support(
        leads=[Lead(f"lead-{number}", days_a_week=each) for number, each in enumerate(times)],
        demands=[LeadDemand(f"w-{n}", days_a_week=least, at_most=most) for n, (least, most) in enumerate(wanted)],
    )
    found = support.capacity(FIRST)
    if not times or not wanted:
        assert found.overloaded is None
        return
    # A number that is not known may be nothing or very much; between the ends nothing new can happen.
    least_time, most_time = sum(each or 0 for each in times), sum(1000 if each is None else each for each in times)
    least_work = sum(least or 0 for least, _ in wanted)
    most_work = sum((9999 if least is None else least) if most is None else most for least, most in wanted)
    agreed = {time < work for time in (least_time, most_time) for work in (least_work, most_work)}
    assert (agreed.pop() if len(agreed) == 1 else None) == found.overloaded
    assert (least_time, least_work) == (found.days_a_week, found.demand)


def test_what_no_lead_is_known_to_do_is_missing_and_what_is_unsaid_is_unknown():
    """A lead whose skills nobody wrote down may have them all."""
    needed = ["facilitation", "knows_decisions"]
    one = Lead("ann", skills=["knows_decisions"], admin_support=False)
    capacity = Support(leads=[one], skills_needed=needed).capacity(FIRST)
    assert ((LeadSkill.FACILITATION,), True, False) == (
        capacity.skills_missing,
        capacity.skills_known,
        capacity.admin_support,
    )
    both = Support(leads=[one, Lead("bo")], skills_needed=needed).capacity(FIRST)
    assert (("ann", "bo"), False, None) == (both.leads, both.skills_known, both.admin_support)
    helped = Support(leads=[one, Lead("bo", admin_support=True, since=day(1))]).capacity(day(1))
    assert True is helped.admin_support
    assert (
        "On 5 January 2026, ann and bo lead the work. Their time is at least 1 day a week. Whether there is enough time for "
        "the work is not known."
    ) == str(Support(leads=[Lead("ann", days_a_week=1), Lead("bo")]).capacity(FIRST))
    nobody = Support().capacity(FIRST)
    assert (
        "On 5 January 2026, nobody is recorded as leading the work. Whether there is enough time for the work is not known."
    ) == str(nobody)
    assert None is nobody.admin_support


# What is asked of people


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 70), st.none() | st.integers(0, 3)), max_size=12),
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 3), st.none() | st.integers(0, 70)), max_size=4),
)
def test_what_is_asked_of_each_is_counted_by_month_against_the_strictest_limit(asked, limits):
    """Counted one by one: nothing is lost between the months, and no limit is forgotten."""
    support = Support(
        engagements=[Engagement(who, day(on), kind="journey", hours=hours) for who, on, hours in asked],
        limits=[StatedLimit(who, journeys=most, since=None if on is None else day(on)) for who, most, on in limits],
    )
    found = support.burdens()
    assert len(asked) == sum(each.requests for each in found)
    for each in found:
        mine = [hours for who, on, hours in asked if (who, day(on).replace(day=1)) == (each.stakeholder, each.month)]
        last = max(day(number) for number in range(-40, 110) if day(number).replace(day=1) == each.month)
        mosts = [m for who, m, on in limits if who == each.stakeholder and (on is None or day(on) <= last)]
        assert (len(mine), len(mine)) == (each.journeys, each.requests)
        assert (sum(hours or 0 for hours in mine), mine.count(None)) == (each.hours, each.hours_unknown)
        assert (bool(mosts) and len(mine) > min(mosts)) is bool(each.excesses)


def test_meetings_papers_and_requests_of_a_month_are_told_together():
    """ "600 pages by Tuesday": it is the sum of what is asked that wears people out."""
    support = Support(
        attendances=[
            Attendance("group", day(0), expected=["ann", "bo"], attended=["ann"], hours=2),
            Attendance("board", day(1), expected=["ann"]),
        ],
        papers=[PaperSent("ann", day(2), pages=600), PaperSent("ann", day(3))],
        engagements=[
            Engagement("ann", day(4), kind=EngagementKind.SURVEY, hours=1),
            Engagement("ann", day(5), kind="journey", hours=3, accepted=False),
        ],
        limits=[
            StatedLimit("ann", meetings=2, pages=100, hours=Fraction(5, 2), until=day(10)),
            StatedLimit("ann", papers=0, since=day(400)),
            StatedLimit("ann", papers=0, until=day(-10)),
        ],
    )
    (burden,) = support.burdens()
    counts = (burden.meetings, burden.papers, burden.pages, burden.journeys, burden.requests)
    assert (2, 2, 600, 0, 2) == counts
    assert (3, 1, 1) == (burden.hours, burden.hours_unknown, burden.pages_unknown)
    assert (
        "For the month from 1 January 2026, the record shows 600 pages (the limit is 100) and 3 hours (the limit is 2½) "
        "for ann."
    ) == str(burden)
    assert ["600 pages (the limit is 100)", "3 hours (the limit is 2½)"] == list(map(str, burden.excesses))
    quiet = Support(papers=[PaperSent("ann", day(0))]).burdens()
    assert ["For the month from 1 January 2026, no limit of ann is recorded."] == list(map(str, quiet))
    calm = Support(papers=[PaperSent("ann", day(0))], limits=[StatedLimit("ann", papers=1)]).burdens()
    assert ["For the month from 1 January 2026, the record shows no more than ann said is enough."] == list(
        map(str, calm)
    )


def test_a_limit_counts_for_the_months_of_its_first_and_last_day():
    """Whoever says "until the first of May" still means that day."""
    papers = [PaperSent("ann", date(2026, month, 20)) for month in (3, 4, 5, 6)]
    limit = StatedLimit("ann", papers=0, since=date(2026, 4, 30), until=date(2026, 5, 1))
    found = Support(papers=papers, limits=[limit]).burdens()
    assert [False, True, True, False] == [each.limited for each in found]
