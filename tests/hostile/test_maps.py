"""What if a map is huge, tangled, wrong, or at the edge of the calendar? It answers soon or says what is wrong."""

import pickle
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from itertools import cycle, pairwise
from random import Random

import pytest

from involvement import (
    Decision,
    DecisionMap,
    DuplicateKeyError,
    EntryPoint,
    Flow,
    Forum,
    InvalidValueError,
    InvolvementError,
    LimitExceeded,
    Meetings,
    Reply,
    Stage,
    Standing,
    UnknownKeyError,
)

NEW_YEAR = date(2026, 1, 1)
ANY_DAY = Meetings.any_day()
LAST = date(9999, 12, 31)
QUESTIONS: dict[str, Callable[[DecisionMap, str], object]] = {
    "journey": lambda chart, key: chart.journey(key, raised=NEW_YEAR),
    "latest_start": lambda chart, key: chart.latest_start(key),
    "opportunity": lambda chart, key: chart.opportunity(key, on=NEW_YEAR),
    "gatekeepers_of": lambda chart, key: chart.gatekeepers_of(key),
    "carriers_of": lambda chart, key: chart.carriers_of(key),
    "reply_to": lambda chart, key: chart.reply_to("carers", key),
}


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fails if this takes more seconds of the processor: other programs do not count."""
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


def chain(length: int, carriers: int = 50) -> DecisionMap:
    """One forum after another, a day apart, the first open to carers and the last deciding; answers go back."""
    keys = [f"forum-{number:05}" for number in range(length)]
    pairs = list(pairwise(keys))
    people = cycle(f"person-{number}" for number in range(carriers))
    return DecisionMap(
        forums=[Forum(key, meetings=ANY_DAY, papers_due=0) for key in keys],
        flows=[Flow(a, b, days=1, standing="advises", carried_by=next(people)) for a, b in pairs],
        decisions=[Decision("contract", made_at=keys[-1], on=NEW_YEAR + timedelta(days=length))],
        entry_points=[EntryPoint(keys[0], "carers", standing="controls")],
        replies=[Reply(b, a, days=1) for a, b in pairs],
    )


def ask_everything(chart: DecisionMap, who: str | None = None) -> None:
    """Every question once, the answers thrown away."""
    for decision in chart.decisions:
        for ask in QUESTIONS.values():
            ask(chart, decision.key)
    chart.timetable(on=NEW_YEAR, stakeholder=who)
    chart.reach()
    chart.out_of_reach(who)
    chart.fewest_entry_points(who)


def small() -> DecisionMap:
    """A group that advises a board."""
    return DecisionMap(
        forums=[Forum("group", meetings=ANY_DAY), Forum("board", meetings=ANY_DAY)],
        flows=[Flow("group", "board", days=7)],
        decisions=[Decision("contract", made_at="board", on=date(2026, 3, 1))],
        entry_points=[EntryPoint("group", "carers")],
    )


@pytest.mark.parametrize("length", [3_000, 10_000])
def test_a_very_long_chain_is_followed_to_its_end(length):
    """Deep maps must not run into the depth that Python allows for calls."""
    chart = chain(length)
    with within(10):
        assert chart.journey("contract", raised=NEW_YEAR).heard == NEW_YEAR + timedelta(days=length - 1)
        assert len(chart.journey("contract", raised=NEW_YEAR).hearings) == length
        assert chart.latest_start("contract") == NEW_YEAR + timedelta(days=1)
        assert chart.gatekeepers_of("contract") == tuple(forum.key for forum in chart.forums[:-1])
        assert chart.carriers_of("contract") == tuple(f"person-{number}" for number in range(50))
        assert chart.reach() == {"carers": {"contract": Standing("advises")}}
        assert chart.out_of_reach("carers", at_least="codesigns") == ("contract",)
        assert chart.out_of_reach("carers") == ()
        assert chart.knowing(["staff"]).fewest_entry_points("staff").forums == ("forum-00000",)
        decided = chart.decisions[0].on
        assert chart.reply_to("carers", "contract").returned == decided + timedelta(days=length - 1)
        assert [row.slack_days for row in chart.timetable(on=NEW_YEAR)] == [1]


def test_two_thousand_carriers_in_a_row_are_all_needed():
    """Each flow has its own carrier: without any one of them nothing arrives, and all are named in order."""
    chart = chain(2_001, carriers=2_000)
    with within(10):
        assert chart.carriers_of("contract") == tuple(flow.carried_by for flow in chart.flows)


def test_a_very_long_chain_can_be_copied_and_compared():
    """Hash, equality and pickling meet every part of a map, and none of them may go too deep."""
    chart = chain(10_000)
    chart.latest_start("contract")
    copy = pickle.loads(pickle.dumps(chart))
    assert (copy, hash(copy)) == (chart, hash(chart))


def test_a_very_long_ring_is_gone_round_once():
    """A circle has no end to run into: the search must know where it has been."""
    chart = chain(10_000)
    ring = chart.revised(add=[Flow(chart.forums[-1].key, chart.forums[0].key, days=0)])
    with within(5):
        assert ring.journey("contract", raised=NEW_YEAR).heard == NEW_YEAR + timedelta(days=9_999)
        assert ring.gatekeepers_of("contract") == tuple(forum.key for forum in chart.forums[:-1])


def test_twelve_forums_that_all_talk_to_each_other_are_no_puzzle():
    """They have some ten million routes, and nobody may try them all."""
    keys = [f"forum-{number:02}" for number in range(12)]
    rng = Random(12)
    chart = DecisionMap(
        forums=[Forum(key, meetings=ANY_DAY) for key in keys],
        flows=[Flow(a, b, days=rng.randint(0, 9), carried_by="ann") for a in keys for b in keys if a != b],
        decisions=[Decision(f"decision-{key}", made_at=key, on=date(2026, 6, 1)) for key in keys],
        entry_points=[EntryPoint(keys[0], "carers")],
        replies=[Reply(a, b, days=1) for a in keys for b in keys if a != b],
    )
    with within(2):
        ask_everything(chart)
        assert chart.gatekeepers_of("decision-forum-11") == (keys[0],)
        assert chart.carriers_of("decision-forum-11") == ("ann",)


def diamonds(count: int) -> DecisionMap:
    """A chain in which each step has two ways round: slow and strong, or quick and weak."""
    forums, flows = [Forum("joint-00", meetings=ANY_DAY)], []
    for number in range(count):
        before, after = f"joint-{number:02}", f"joint-{number + 1:02}"
        for side, days, standing in (("strong", 2, "controls"), ("weak", 1, "consulted")):
            middle = f"{side}-{number:02}"
            forums.append(Forum(middle, meetings=ANY_DAY, papers_due=0))
            flows.append(Flow(before, middle, days=days, standing=standing))
            flows.append(Flow(middle, after, days=days, standing=standing))
        forums.append(Forum(after, meetings=ANY_DAY, papers_due=0))
    end = f"joint-{count:02}"
    return DecisionMap(
        forums=forums,
        flows=flows,
        decisions=[Decision("contract", made_at=end, on=date(2026, 12, 31))],
        entry_points=[EntryPoint("joint-00", "carers", standing="controls")],
        replies=[Reply(flow.target, flow.source, days=flow.days) for flow in flows],
    )


def test_a_million_routes_through_twenty_diamonds_take_no_longer_than_one():
    """Two ways at each of twenty steps are a million routes; time must grow with the flows, not the routes."""
    chart = diamonds(20)
    with within(1):
        ask_everything(chart)
        assert chart.journey("contract", raised=NEW_YEAR).heard == NEW_YEAR + timedelta(days=40)
        assert chart.gatekeepers_of("contract") == tuple(f"joint-{number:02}" for number in range(20))
        last = date(2026, 12, 31)
        row = chart.opportunity("contract", on=NEW_YEAR)
        assert row.last_days == (
            (Standing("controls"), last - timedelta(days=80)),
            (Standing("consulted"), last - timedelta(days=40)),
        )


def test_thousands_of_like_flows_between_two_forums_are_one_choice():
    """A careless export may list the same flow over and over."""
    chart = small().revised(add=[Flow("group", "board", days=7, key=f"flow-{number}") for number in range(5_000)])
    with within(2):
        ask_everything(chart)
        assert chart.journey("contract", raised=NEW_YEAR).hearings[1].by == Flow("group", "board", days=7)


def test_a_hard_choice_of_entry_points_is_exact_or_refused():
    """The smallest cover can take for ever to find: a right answer or a plain refusal, never a guess or a hang."""
    rng = Random(1)
    doors = [f"door-{number:02}" for number in range(60)]
    rooms = [f"room-{number:02}" for number in range(60)]
    chart = DecisionMap(
        forums=[Forum(key) for key in (*doors, *rooms)],
        flows=[Flow(door, room) for room in rooms for door in rng.sample(doors, 3)],
        decisions=[Decision(f"decision-{room}", made_at=room) for room in rooms],
    )
    found = None
    with within(30), suppress(LimitExceeded):
        found = chart.fewest_entry_points(among=doors)
    if found is not None:
        opened = chart.revised(add=[EntryPoint(key) for key in found.forums])
        assert opened.out_of_reach() == found.unreached == ()


@pytest.mark.parametrize(
    ("parts", "known"),
    [
        ({"flows": [Flow("group", "bored")]}, "board"),
        ({"flows": [Flow("grup", "board")]}, "group"),
        ({"entry_points": [EntryPoint("grop")]}, "group"),
        ({"decisions": [Decision("contract", made_at="bord")]}, "board"),
        ({"decisions": [Decision("contract", made_at="board", stages=[Stage("options", at="boards")])]}, "board"),
        ({"replies": [Reply("borad", "group")]}, "board"),
    ],
)
def test_a_key_that_nobody_knows_is_refused_with_a_near_one(parts, known):
    """A misspelt key found at once is a correction; found later it is a view that never arrived."""
    with pytest.raises(UnknownKeyError, match=f"known: .*{known}"):
        DecisionMap(forums=[Forum("group"), Forum("board")], **parts)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_about_an_unknown_decision_names_a_near_one(question):
    """None would say that there is no route: a misspelt question must not look like an answer."""
    with pytest.raises(UnknownKeyError, match="contract"):
        QUESTIONS[question](small(), "contrat")


def test_a_question_about_an_unknown_forum_names_a_near_one():
    """The same holds for forums, wherever a question names one."""
    with pytest.raises(UnknownKeyError, match="board"):
        small().journey("bord", raised=NEW_YEAR)
    with pytest.raises(UnknownKeyError, match="group"):
        small().journey("contract", raised=NEW_YEAR, heard_at="groups")
    with pytest.raises(UnknownKeyError, match="group"):
        small().fewest_entry_points(among=["groups"])
    with pytest.raises(LookupError, match="contract"):
        small().revised(drop=["contrat"])


@pytest.mark.parametrize(
    "parts",
    [
        {"forums": [Forum("group"), Forum("board"), Forum("group", title="again")]},
        {"decisions": [Decision("contract", made_at="board"), Decision("contract", made_at="group")]},
        {"flows": [Flow("group", "board", key="minutes"), Flow("board", "group", key="minutes")]},
    ],
)
def test_two_things_of_one_kind_may_not_share_a_key(parts):
    """Whichever were taken, the other would vanish unseen."""
    with pytest.raises(DuplicateKeyError):
        DecisionMap(**{"forums": [Forum("group"), Forum("board")], **parts})


def test_a_decision_may_have_the_key_of_a_forum():
    """Hosts number each kind by itself; a key is unique within its kind only."""
    shared = DecisionMap(forums=[Forum("board")], decisions=[Decision("board", made_at="board")])
    assert ("board",) == shared.out_of_reach()


@pytest.mark.parametrize("day", [datetime(2026, 1, 1, 12, 0), "2026-01-01", None, 739_000, True])  # noqa: DTZ001 - the model has no time zones
def test_only_a_date_is_a_day(day):
    """A datetime is a date to Python and not to a calendar: half a day would be lost unseen."""
    for ask in (
        lambda: small().journey("contract", raised=day),
        lambda: small().opportunity("contract", on=day),
        lambda: small().timetable(on=day),
    ):
        with pytest.raises(InvalidValueError):
            ask()


def test_an_answer_cannot_start_at_a_datetime():
    """The day decided is a date like any other; None is the decision's own."""
    with pytest.raises(InvalidValueError):
        small().reply_to("carers", "contract", decided=datetime(2026, 1, 1))  # noqa: DTZ001 - the model has no time zones


@pytest.mark.parametrize("at_least", ["consulting", "", 3, b"advises"])
def test_a_standing_is_asked_for_by_one_of_its_words(at_least):
    """A misspelt standing must not quietly ask for less."""
    chart = small()
    for ask in (
        lambda: chart.out_of_reach(at_least=at_least),
        lambda: chart.journey("contract", raised=NEW_YEAR, at_least=at_least),
        lambda: chart.latest_start("contract", at_least=at_least),
        lambda: chart.fewest_entry_points(at_least=at_least),
    ):
        with pytest.raises(InvalidValueError, match="codesigns"):
            ask()


def test_a_stage_is_asked_for_by_one_of_its_words():
    """The stages are a closed list."""
    with pytest.raises(InvalidValueError, match="implementation"):
        small().latest_start("contract", stage="implementing")


def edge(on: date, **meetings: Meetings | None) -> DecisionMap:
    """A group and a board at one end of the calendar, 30 days apart."""
    return DecisionMap(
        forums=[Forum(key, papers_due=7, meetings=meetings.get(key, ANY_DAY)) for key in ("group", "board")],
        flows=[Flow("group", "board", days=30)],
        decisions=[
            Decision("contract", made_at="board", on=on, stages=[Stage("options", at="board", by=on)]),
            Decision("undated", made_at="board"),
        ],
        entry_points=[EntryPoint("group", "carers")],
        replies=[Reply("board", "group", days=30), Reply("board", "carers", days=40)],
    )


@pytest.mark.parametrize("calendar", [ANY_DAY, None])
def test_days_after_the_last_of_the_calendar_never_come(calendar):
    """Nothing is heard after the year 9999, and nothing overflows."""
    chart = edge(LAST, group=calendar, board=calendar)
    assert chart.journey("board", raised=LAST) is None
    assert chart.journey("contract", raised=LAST - timedelta(days=43)) is None
    assert chart.journey("undated", raised=LAST - timedelta(days=43)) is None
    assert chart.journey("contract", raised=LAST - timedelta(days=44)).heard == LAST
    assert chart.latest_start("contract") == LAST - timedelta(days=44)
    assert chart.opportunity("contract", on=LAST).slack_days == -44
    assert chart.opportunity("undated", on=LAST).journey is None
    assert [row.decision for row in chart.timetable(on=LAST)] == ["contract", "contract", "undated"]
    assert chart.reply_to("carers", "contract", decided=LAST) is None
    assert chart.reply_to("carers", "contract", decided=LAST - timedelta(days=37)).returned == LAST


@pytest.mark.parametrize("calendar", [ANY_DAY, None])
def test_days_before_the_first_of_the_calendar_never_were(calendar):
    """A start before the year 1 is no day on which anybody could have raised a view."""
    first = date(1, 1, 1)
    chart = edge(first + timedelta(days=44), group=calendar, board=calendar)
    assert chart.latest_start("contract") == first
    assert chart.journey("contract", raised=first).heard == first + timedelta(days=44)
    earlier = edge(first + timedelta(days=43), group=calendar, board=calendar)
    assert earlier.latest_start("contract") is None
    assert earlier.opportunity("contract", on=first).status == "no_time"
    assert edge(first).opportunity("contract", on=first).latest_start is None


def test_more_days_than_there_are_is_never_in_time():
    """A count of days has no upper bound of its own; a sum beyond the calendar is simply too late."""
    chart = DecisionMap(
        forums=[Forum("group", meetings=ANY_DAY, papers_due=10**30), Forum("board", meetings=ANY_DAY)],
        flows=[Flow("group", "board", days=10**30)],
        decisions=[Decision("contract", made_at="board", on=LAST)],
        entry_points=[EntryPoint("group")],
    )
    assert chart.journey("group", raised=NEW_YEAR) is None
    assert chart.journey("board", raised=NEW_YEAR, heard_at="group") is None
    assert chart.latest_start("contract") is None
    assert chart.opportunity("contract", on=NEW_YEAR).status == "no_time"


def test_an_empty_map_answers_without_an_error():
    """Somebody begins with nothing, and nothing is what they are told."""
    chart = DecisionMap()
    assert chart.timetable(on=NEW_YEAR) == ()
    assert chart.out_of_reach() == ()
    assert (chart.fewest_entry_points().forums, chart.fewest_entry_points().unreached) == ((), ())


@pytest.mark.parametrize("who", [5, object(), ["carers", 5]])
def test_a_stakeholder_is_a_key_or_several(who):
    """Anything else is misuse, and says so as one of the library's own errors."""
    with pytest.raises(InvolvementError):
        small().journey("contract", raised=NEW_YEAR, stakeholder=who)
