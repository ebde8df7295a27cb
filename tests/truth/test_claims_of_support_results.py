"""The words of what support works out: each says what the record says, read here line by line."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

from involvement.references import Ref
from involvement.wording import Statement
from tests.at_once import over
from tests.truth.processes_of_support import process_of

CASES = range(650)
JUDGED: Counter[str] = Counter()


def facts(statement: Statement) -> dict:
    """The facts of a statement by name; it is counted as judged."""
    JUDGED[statement.code] += 1
    return dict(statement.facts)


def holds(item, day: date) -> bool:
    return (item.since or date.min) <= day <= (item.until or date.max)


def who(fact: Ref) -> str:
    assert fact.kind == "stakeholder"
    return fact.keys[0]


@over(CASES)
def test_a_claim_has_waited_as_long_as_it_says(number):
    """Until it was paid or declined, and late after the days of the policy of that day."""
    asked = process_of(number)
    support, on = asked.process.support, asked.on
    expected = Counter()
    for each in support.expenses:
        if each.claimed_on > on:
            continue
        end = each.paid_on or each.declined_on
        waits = end is None or end > on
        days = ((on if waits else end) - each.claimed_on).days
        begun = [policy for policy in support.policies if policy.in_force <= each.claimed_on]
        policy = max(begun, key=lambda policy: policy.in_force, default=None)
        if policy is not None and policy.until is not None and policy.until < each.claimed_on:
            policy = None
        prompt = None if policy is None else policy.prompt_days
        late = None if prompt is None else max(0, days - prompt)
        expected["waits" if waits else "took", each.stakeholder, days, late] += 1
    found = Counter()
    for wait in support.expense_waits(on):
        told = facts(wait.says)
        (timing,) = told["more"]
        part = facts(timing)
        late, code = part["days"], wait.says.code
        assert timing.code == ("expense.not_known" if late is None else f"{code}_late" if late else f"{code}_in_time")
        found[code.partition(".")[2], who(told["stakeholder"]), told["days"], late] += 1
    assert expected == found


@over(CASES)
def test_those_who_were_not_told_about_payment_began_before_it(number):
    """Their first meeting or task by the day asked about, and the first offer to them or to everybody."""
    asked = process_of(number)
    support, on = asked.process.support, asked.on
    days = {}
    for each in support.attendances:
        for key in each.expected if each.attended is None else each.attended:
            days.setdefault(key, []).append(each.meeting)
    for each in support.engagements:
        if each.accepted is not False:
            days.setdefault(each.stakeholder, []).append(each.on)
    expected = {}
    for key, own in days.items():
        begun = [day for day in own if day <= on]
        offers = [each.on for each in support.offers if each.on <= on and each.stakeholder in {key, None}]
        if begun and not (offers and min(offers) <= min(begun)):
            expected[key] = (min(begun), min(offers) if offers else None)
    found = {}
    for each in support.untold_payments(on):
        told = facts(each.says)
        found[who(told["stakeholder"])] = (told["first"], told.get("told"))
        if "told" in told:
            assert told["first"] + timedelta(told["days"]) == told["told"]
        assert ("payment.told_later" if "told" in told else "payment.told_never") == each.says.code
    assert expected == found


@over(CASES)
def test_the_leads_have_and_need_as_many_days_as_it_says(number):
    """Sums of what is recorded for the day."""
    asked = process_of(number)
    support, on = asked.process.support, asked.on
    leads = [each for each in support.leads if holds(each, on)]
    demands = [each for each in support.demands if holds(each, on)]
    have = sum((each.days_a_week or 0 for each in leads), Fraction(0))
    least = sum((each.days_a_week or 0 for each in demands), Fraction(0))
    told = facts(support.capacity(on).says)
    assert sorted({each.stakeholder for each in leads}) == list(map(who, told["leads"]))
    parts = {each.code.partition(".")[2]: facts(each) for each in told["more"]}
    if "enough" in parts:
        most = sum(each.at_most if each.at_most is not None else each.days_a_week for each in demands)
        assert {"at_most": {"days": most}, "enough": {"days": have}} == parts
        assert have >= most
    elif "have" in parts:
        assert {"at_least": {"days": least}, "have": {"days": have}} == parts
        assert have < least
        assert all(each.days_a_week is not None for each in leads)
    else:
        known = {"at_least": least, "known": have}
        assert {name: {"days": days} for name, days in known.items() if days} | {"not_known": {}} == parts


@over(CASES)
def test_what_is_needed_at_a_meeting_was_stated_by_one_who_was_to_be_there(number):
    """A need that holds on the day; and nothing else is said to be needed."""
    asked = process_of(number)
    support = asked.process.support
    expected = set()
    for each in support.attendances:
        for key in {*each.expected, *(each.attended or ())}:
            needs = {
                stated.need for stated in support.needs if stated.stakeholder == key and holds(stated, each.meeting)
            }
            expected |= {(key, each.forum, each.meeting, need) for need in needs or {None}}
    found = set()
    for each in support.arrangements():
        told = facts(each.says)
        assert ("need" in told) == (each.says.code in {"arrangement.arranged", "arrangement.unmet"})
        found.add((who(told["stakeholder"]), told["forum"].keys[0], told["meeting"], told.get("need")))
        if each.says.code == "arrangement.not_asked":
            earlier = [stated.since or date.min for stated in support.needs if stated.stakeholder == each.stakeholder]
            earlier += [one.on for one in support.needs_asked if one.stakeholder == each.stakeholder]
            assert not earlier or min(earlier) > told["meeting"]
    assert expected == found


@over(CASES)
def test_a_paper_is_late_by_as_many_days_as_it_says(number):
    """It is due the days for reading, or of the forum, before its meeting or decision."""
    asked = process_of(number)
    support, decision_map = asked.process.support, asked.process.decision_map
    forums = {forum.key: forum.papers_due for forum in decision_map.forums}
    decisions = {each.key: each for each in decision_map.decisions}
    for paper, check in zip(support.papers, support.paper_checks(decision_map), strict=True):
        told = facts(check.says)
        assert (paper.stakeholder, paper.on) == (who(told["stakeholder"]), told["on"])
        decision = decisions.get(paper.decision)
        meeting = paper.meeting or (None if decision is None else decision.on)
        place = paper.forum or (None if decision is None else decision.made_at)
        days = forums.get(place) if support.reading_days is None else support.reading_days
        late = None if days is None or meeting is None else max(0, (paper.on - meeting).days + days)
        (timing,) = told["more"]
        assert {"days": late} == facts(timing)
        assert {None: "paper.due_not_known", 0: "paper.in_time"}.get(late, "paper.late") == timing.code
        stated = {
            each.need for each in support.needs if each.stakeholder == paper.stakeholder and holds(each, paper.on)
        }
        assert set(told["missing"]) <= stated
        if check.says.code == "paper.not_usable":
            assert told["missing"]
            assert all(need.paper_format not in paper.formats for need in told["missing"])


@over(CASES)
def test_what_is_more_than_enough_is_more_than_the_strictest_limit(number):
    """Counted for each month, against every limit that holds on a day of it."""
    asked = process_of(number)
    support = asked.process.support
    for burden in support.burdens():
        told = facts(burden.says)
        key, month = who(told["stakeholder"]), told["month"]
        last = (month + timedelta(32)).replace(day=1) - timedelta(1)

        def in_month(day, month=month, last=last):
            return month <= day <= last

        meetings = [
            each for each in support.attendances
            if in_month(each.meeting) and key in (each.expected if each.attended is None else each.attended)
        ]  # fmt: skip
        papers = [each for each in support.papers if each.stakeholder == key and in_month(each.on)]
        requests = [
            each for each in support.engagements
            if each.stakeholder == key and in_month(each.on) and each.accepted is not False
        ]  # fmt: skip
        counts = {
            "meetings": len(meetings),
            "papers": len(papers),
            "pages": sum(each.pages or 0 for each in papers),
            "journeys": sum(each.kind.value == "journey" for each in requests),
            "hours": sum((each.hours or 0 for each in (*meetings, *requests)), Fraction(0)),
        }
        limits = [
            each for each in support.limits
            if each.stakeholder == key and (each.since or date.min) <= last and (each.until or date.max) >= month
        ]  # fmt: skip
        expected = {}
        for what, count in counts.items():
            stated = [getattr(each, what) for each in limits if getattr(each, what) is not None]
            if stated and count > min(stated):
                expected[f"excess.{what}"] = {"count": count, "limit": min(stated)}
        assert expected == {each.code: facts(each) for each in told.get("excesses", ())}
        assert ("burden.more" if expected else "burden.within" if limits else "burden.not_known") == burden.says.code


def test_every_sentence_was_judged_often_enough():
    """What is said once in all has hardly been judged."""
    for judged in (
        test_a_claim_has_waited_as_long_as_it_says,
        test_those_who_were_not_told_about_payment_began_before_it,
        test_the_leads_have_and_need_as_many_days_as_it_says,
        test_what_is_needed_at_a_meeting_was_stated_by_one_who_was_to_be_there,
        test_a_paper_is_late_by_as_many_days_as_it_says,
        test_what_is_more_than_enough_is_more_than_the_strictest_limit,
    ):
        judged()
    often = {
        "expense.waits", "expense.took", "expense.waits_late", "expense.took_late", "expense.not_known",
        "payment.told_never", "payment.told_later", "capacity.led", "capacity.enough", "capacity.have",
        "capacity.not_known", "arrangement.arranged", "arrangement.unmet", "arrangement.not_asked",
        "arrangement.nothing_needed", "paper.usable", "paper.not_usable", "paper.use_not_known", "paper.in_time",
        "paper.late", "burden.more", "burden.within", "burden.not_known",
    }  # fmt: skip
    assert set() == {code for code in often if JUDGED[code] < 20}
