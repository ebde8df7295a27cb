"""The words of calendars: from what is said of many rules, the days of meetings are counted out again on a wall calendar."""

import random
from calendar import monthrange
from collections import Counter
from datetime import date, timedelta

from involvement import Meetings
from involvement.calendars import MeetingRule
from involvement.wording import Statement
from tests.at_once import over

CASES = range(500)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEEN: Counter[str] = Counter()


def facts(statement: Statement) -> dict:
    """The facts of a statement by name; it is counted as judged."""
    SEEN[statement.code] += 1
    return dict(statement.facts)


def a_rule(chance: random.Random) -> str:
    """A rule as a committee has it."""
    some = sorted(chance.sample(range(7), chance.choice([1, 1, 2, 3, 6, 7])))
    weekdays = ",".join(CODES[place] for place in some)
    every = chance.choice(["", "", ";INTERVAL=2", ";INTERVAL=3"])
    numbered = f"{chance.choice([1, 2, 3, 4, 5, -1, -2, -5])}{chance.choice(CODES)}"
    on = chance.choice(
        [f"BYDAY={numbered}", f"BYMONTHDAY={chance.choice([1, 2, 3, 11, 21, 22, 23, 31, -1, -2, -3, -4, -21])}"]
    )
    last = chance.choice([29, 30, 31])
    or_last = chance.choice([",".join(map(str, range(28, last + 1))) + ";BYSETPOS=-1", f"{last},-1;BYSETPOS=1"])
    weeks = ",".join(map(str, chance.sample(range(1, 53), chance.choice([1, 2]))))
    year_days = ",".join(map(str, chance.sample(range(1, 366), chance.choice([1, 3]))))
    months = ",".join(map(str, sorted(chance.sample(range(1, 13), chance.choice([1, 2, 8, 11, 12])))))
    return chance.choice(
        [
            f"FREQ=DAILY{every}",
            f"FREQ=DAILY;BYDAY={weekdays}",
            f"FREQ=WEEKLY{every};BYDAY={weekdays}",
            f"FREQ=MONTHLY{every};{on}",
            f"FREQ=MONTHLY;{on};BYMONTH={months}",
            f"FREQ=YEARLY{every};{on};BYMONTH={months}",
            f"FREQ=MONTHLY{every};BYMONTHDAY={or_last}",
            f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, chance.sample([15, 29, 30, 31], 2)))}",
            f"FREQ=YEARLY;BYWEEKNO={weeks};BYDAY={weekdays}",
            f"FREQ=YEARLY;BYYEARDAY={year_days}",
        ]
    )


def days_of(chance: random.Random, first: date, many: int) -> list[date]:
    return [first + timedelta(days=chance.randrange(700)) for _ in range(chance.randrange(many))]


def a_further_rule(chance: random.Random, start: date) -> MeetingRule:
    """One that begins beside the first rule or after it."""
    begins = start + timedelta(days=chance.choice([0, 100, 401, 500]))
    if chance.random() < 0.3:
        return MeetingRule(f"{a_rule(chance)};COUNT=4", start=begins)
    return MeetingRule(a_rule(chance), start=begins, until=chance.choice([None, begins + timedelta(days=300)]))


def case(number: int) -> Meetings:
    """A calendar that departs from its rule now and then."""
    chance = random.Random(number)
    start = date(2026, 1, 1) + timedelta(days=chance.randrange(60))
    rule = a_rule(chance)
    count = chance.random() < 0.2
    until = start + timedelta(days=400) if not count and chance.random() < 0.3 else None
    more = [a_further_rule(chance, start) for _ in range(chance.choice([0, 0, 0, 1, 2]))]
    closed = [(day, day + timedelta(days=chance.choice([0, 6, 30]))) for day in days_of(chance, start, 3)]
    return Meetings(
        f"{rule};COUNT=9" if count else rule,
        start=start,
        until=until,
        more_rules=more,
        days=chance.choice([1, 1, 1, 2, 3]),
        also=days_of(chance, start, 3),
        cancelled=[*days_of(chance, start, 3)],
        closed=closed,
        known_until=start + timedelta(days=500) if chance.random() < 0.3 else None,
    )


def named(day: date, on: Statement) -> bool:
    """Whether it is the weekday or the day of its month that is said."""
    told = facts(on)
    length = monthrange(day.year, day.month)[1]
    behind = length - day.day  # how many days of the month are still to come
    if on.code.startswith("on_weekday."):
        number = int(on.code.rpartition("_" if "last" in on.code else ".")[2])
        place = behind if "last" in on.code else day.day - 1
        return WEEKDAYS[day.weekday()] == told["weekday"] and place // 7 + 1 == number
    if on.code == "on_day.last":
        return behind == 0
    if on.code.startswith("on_day.or_last."):
        return day.day == told["day"] or (behind == 0 and day.day < told["day"])
    return told["day"] == (behind + 1 if "from_the_end" in on.code else day.day)


def months_between(start: date, day: date) -> int:
    return (day.year - start.year) * 12 + day.month - start.month


def picks(rule: Statement, start: date, day: date) -> bool:
    """Whether the rule, as it is said, falls on the day."""
    told = facts(rule)
    kind, month = rule.code.removeprefix("rule.").partition(".")[0], MONTHS[day.month - 1]
    if kind in {"year_day", "year_days"}:
        return day.timetuple().tm_yday in told["numbers"]
    if "week" in kind and "numbers" in told:
        _, number, weekday = day.isocalendar()
        return number in told["numbers"] and WEEKDAYS[weekday - 1] in told.get("weekdays", WEEKDAYS)
    if kind in {"daily", "days"}:
        return (day - start).days % told.get("interval", 1) == 0
    if kind in {"weekdays", "weeks"}:
        monday = start - timedelta(days=start.weekday())
        return WEEKDAYS[day.weekday()] in told["weekdays"] and (day - monday).days // 7 % told.get("interval", 1) == 0
    if kind == "all_weekdays_but":
        return WEEKDAYS[day.weekday()] not in told["weekdays"]
    passed = {
        "monthly": True,
        "months": months_between(start, day) % told.get("interval", 1) == 0,
        "yearly": month in told.get("months", ()),
        "all_months_but": month not in told.get("months", ()),
        "years": month in told.get("months", ()) and (day.year - start.year) % told.get("interval", 1) == 0,
    }[kind]
    return passed and any(named(day, on) for on in told["days"])


def picked(told: dict, code: str, last: date) -> list[date]:
    """The days of one rule with its start and end, up to *last*."""
    end = told["until"] if code.endswith("_until") else last
    days = [told["start"] + timedelta(days=n) for n in range((end - told["start"]).days + 1)]
    found = [day for day in days if picks(told["rule"], told["start"], day)]
    return found[: told["times"]] if code.endswith("_times") else found


def meetings_as_said(says: Statement, first: date, last: date) -> list[date]:
    """The days that somebody would write on a wall calendar who was told these sentences."""
    told = facts(says)
    further = [each for each in told["more"] if each.code.startswith("meeting_rule.")]
    more = {each.code.removeprefix("meetings."): facts(each) for each in told["more"] if each not in further}
    by_rule = picked(told, says.code, last)
    for each in further:
        later = picked(facts(each), each.code, last)
        assert not each.code.startswith("meeting_rule.then") or not by_rule or max(by_rule) < facts(each)["start"]
        by_rule = sorted({*by_rule, *later})
    periods = [facts(period) for period in more.get("closed", {}).get("closed", ())]
    closed = [day for day in by_rule if any(each["first"] <= day <= each["last"] for each in periods)]
    cancelled = more.get("cancelled", {}).get("cancelled", ())
    known_until = more.get("known_until", {}).get("known_until", last)
    kept = [day for day in by_rule if day not in closed and day not in cancelled and day <= known_until]
    return sorted({day for day in (*kept, *more.get("also", {}).get("also", ())) if first <= day <= last})


@over(CASES)
def test_the_days_that_are_said_are_the_days_of_the_meetings(number):
    """Somebody who writes them on a wall calendar comes on the right day."""
    meetings = case(number)
    first, last = date(2026, 1, 1), date(2029, 12, 31)
    said = dict(meetings.says.facts)
    rules = [said["rule"], *(dict(each.facts)["rule"] for each in said["more"] if "rule" in dict(each.facts))]
    for rule, own in zip(rules, meetings.rules, strict=True):
        if rule.code == "rule.other":
            SEEN["rule.other"] += 1
            assert [own.rule] == [fact.text for _, fact in rule.facts]
        if "BYMONTHDAY" in own.rule and "BYSETPOS" not in own.rule:
            assert rule.code.partition(".where_")[2] == lacking(own)
    lengths = [dict(each.facts)["days"] for each in said["more"] if each.code == "meetings.days"]
    assert lengths == [meetings.days] * (meetings.days > 1)
    if all(rule.code != "rule.other" for rule in rules):
        assert list(meetings.between(first, last)) == meetings_as_said(meetings.says, first, last)


def lacking(rule: MeetingRule) -> str:
    """Whether a month in which the rule falls lacks a day that it names: the `one` that is named last, or `some`; else nothing."""
    parts = dict(part.split("=") for part in rule.rule.split(";"))
    step = int(parts.get("INTERVAL", "1")) if parts["FREQ"] == "MONTHLY" else 1
    months = [rule.start.year * 12 + rule.start.month - 1 + step * times for times in range(60)]
    if "BYMONTH" in parts:
        months = [month for month in months if str(month % 12 + 1) in parts["BYMONTH"].split(",")]
    shortest = min(monthrange(month // 12 if month % 12 != 1 else 2026, month % 12 + 1)[1] for month in months)
    named = sorted(map(int, parts["BYMONTHDAY"].split(",")))
    without = [day for day in named if abs(day) > shortest]
    return "" if not without else "one" if without == named[-1:] else "some"


def test_every_word_of_a_calendar_was_judged():
    """A sentence that no case brings out would be believed unread."""
    assert set() == {
        "meetings.rule", "meetings.rule_until", "meetings.rule_times", "meetings.known_until", "meetings.closed",
        "meetings.cancelled", "meetings.also", "meetings.period", "meetings.day", "rule.daily", "rule.days",
        "rule.weekdays", "rule.all_weekdays_but", "rule.weeks", "rule.monthly", "rule.months", "rule.yearly",
        "rule.all_months_but", "rule.years", "rule.other", "on_day.last", "on_day.st", "on_day.nd", "on_day.rd",
        "on_day.th", "on_day.from_the_end.st", "on_day.from_the_end.nd", "on_day.from_the_end.rd",
        "on_day.from_the_end.th", "on_weekday.1", "on_weekday.2", "on_weekday.3", "on_weekday.4", "on_weekday.5",
        "on_weekday.last_1", "on_weekday.last_2", "on_weekday.last_5", "on_day.or_last.st", "on_day.or_last.th",
        "meetings.days", "meeting_rule.then", "meeting_rule.then_until", "meeting_rule.then_times",
        "meeting_rule.beside", "meeting_rule.beside_until", "meeting_rule.beside_times", "rule.monthly.where_one",
        "rule.months.where_one", "rule.yearly.where_one", "rule.all_months_but.where_one", "rule.years.where_one",
        "rule.monthly.where_some", "rule.week", "rule.weeks_of_years", "rule.whole_week", "rule.whole_weeks",
        "rule.year_day", "rule.year_days",
    } - set(SEEN)  # fmt: skip
