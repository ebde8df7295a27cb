"""Is a plan on a map the plan that somebody would write who looked up every day on the map first?"""

from datetime import date, timedelta
from random import Random

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from involvement import Activity, Decision, DecisionMap, EntryPoint, Flow, Forum, InvalidValueError, Meetings, Workplan
from involvement.plans import When

FIRST = date(2024, 1, 20)
KEYS = "abcdefg"
FORUMS = ("group", "board")
DECISIONS = ("budget", "contract")


def day(rng: Random, last: int = 90) -> date:
    return FIRST + timedelta(rng.randrange(last))


def a_map(rng: Random) -> DecisionMap:
    """A group that anybody enters and a board that decides, meeting when they like; some decisions no view reaches."""
    return DecisionMap(
        forums=[
            Forum(
                key,
                meetings=Meetings.on({day(rng) for _ in range(rng.randint(1, 5))}),
                papers_due=rng.choice([None, 0, 5]),
            )
            for key in FORUMS
        ],
        flows=[Flow("group", "board", days=rng.choice([None, 1, 10]))],
        entry_points=[EntryPoint("group")],
        decisions=[Decision(key, made_at="board", on=day(rng)) for key in DECISIONS],
    )


def moment(rng: Random, keys: str):
    kinds = [
        lambda: None,
        lambda: day(rng),
        lambda: When("meeting", rng.choice(FORUMS), days=rng.randint(-8, 8), on_or_after=rng.choice([None, day(rng)])),
        lambda: When("decision", rng.choice(DECISIONS), days=rng.randint(-8, 8)),
    ]
    if keys:
        kinds.append(lambda: When(rng.choice(["start", "end"]), rng.choice(keys), days=rng.randint(-8, 8)))
    return rng.choice(kinds)()


def activity(rng: Random, number: int) -> Activity:
    start, due = moment(rng, KEYS[:number]), moment(rng, KEYS[:number])
    if isinstance(start, date) and isinstance(due, date):
        start, due = sorted([start, due])
    return Activity(
        KEYS[number],
        days=rng.choice([None, 1, 2, 7]),
        start=start,
        due=due,
        after=rng.sample(KEYS[:number], min(number, rng.choice([0, 0, 1, 2]))),
        decision=rng.choice([None, None, *DECISIONS]),
    )


def looked_up(when, on_map: DecisionMap, start: date | None):
    """The day that somebody would write who looks on the map; None where it tells none."""
    if not isinstance(when, When) or when.of_activity:
        return when
    if when.anchor == "decision":
        found = next(each.on for each in on_map.decisions if each.key == when.key)
    else:
        first = when.on_or_after or start
        meetings = next(each.meetings for each in on_map.forums if each.key == when.key)
        found = None if first is None else next(iter(meetings.between(first, FIRST + timedelta(365))), None)
    return found and found + timedelta(when.days)


@given(st.randoms(use_true_random=False), st.none() | st.integers(0, 20))
def test_a_plan_on_a_map_has_the_days_of_the_same_plan_with_all_days_written_out(rng, begins):
    """A day that the map tells must weigh like one that is written down, for what comes before it as well.

    Of what feeds a decision that no view reaches, the other days still count: what it waits for is pressed by them.
    """
    on_map, start = a_map(rng), None if begins is None else FIRST + timedelta(begins)
    listed = [activity(rng, number) for number in range(rng.randint(1, len(KEYS)))]
    written, unreached = [], set()
    for each in listed:
        begin, end = looked_up(each.start, on_map, start), looked_up(each.due, on_map, start)
        feeds = on_map.latest_start(each.decision) if each.decision else None
        if each.decision and feeds is None:
            unreached.add(each.key)
        if begin is None and each.start is not None:
            begin = start  # what is not known favours the plan
        first, last = (moment if isinstance(moment, date) else None for moment in (begin, end))
        by_the_map = [moment for moment in (last, feeds) if moment is not None]
        if by_the_map and last is end:
            last = min(by_the_map)
        told = None if isinstance(begin, When) else first
        written.append((evolve(each, start=begin, due=None, decision=None), end, last, feeds, told))
    try:
        plan = Workplan(listed, start=start)
        plain = []
        for each, end, last, feeds, told in written:
            due = end if isinstance(end, When) else last
            if isinstance(due, date) and told is not None and due < told:
                due = None  # such a pair is refused as a slip of the pen: it gets a guard of its own
                plain.append(Activity(f"{each.key}-by", start=When.after_end(each.key), due=last))
            plain.append(evolve(each, due=due))
            if isinstance(end, When) and feeds is not None:
                plain.append(Activity(f"{each.key}-feeds", start=When.after_end(each.key), due=feeds))
        by_hand = Workplan(plain, start=start).schedule()
    except InvalidValueError:
        return  # refused as a contradiction, which other laws ask about
    for row in plan.schedule(on_map).rows:
        expected = by_hand.row(row.activity)
        assert (expected.start, expected.earliest_end) == (row.start, row.earliest_end)
        assert (expected.latest_start, expected.latest_end) == (row.latest_start, row.latest_end)
        if row.activity in unreached:
            assert (False, None) == (row.kept, row.slack_days)
        else:
            assert (expected.kept, expected.slack_days) == (row.kept, row.slack_days)
