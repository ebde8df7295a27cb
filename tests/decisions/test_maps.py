"""What a map refuses, how it changes, and what a change does: the questions without an oracle of their own."""

import copy
import json
import pickle
import random
from datetime import date, datetime

import networkx as nx
import pytest
from attrs import evolve

from involvement import (
    Days,
    Decision,
    DecisionMap,
    DocumentError,
    DuplicateKeyError,
    EntryPoint,
    Flow,
    Forum,
    InvalidValueError,
    Issue,
    LimitExceeded,
    Meetings,
    Reply,
    Seat,
    Stage,
    Standing,
    UnknownKeyError,
    WorkingCalendar,
    loads,
    schema,
)
from involvement.calendars.calendars import NEVER
from involvement.calendars.meetings import calendar_of
from involvement.decisions import Change, LastDay, MapComparison
from involvement.decisions.search import indexes
from involvement.decisions.search.networks import Network, columns
from involvement.decisions.search.openings import fewest
from involvement.decisions.search.routes import ENTRY, UNREACHED, dominators
from involvement.references import Ref
from involvement.wording import Wording
from tests.shorthand import assumed

TUESDAYS = Meetings.monthly(week=2, weekday="tuesday", start=date(2026, 1, 1))
BOARD = Forum(
    "board", title="Executive board", meetings=Meetings.on([date(2026, 6, 9), date(2026, 9, 8)]), papers_due=7
)
GROUP = Forum(
    "group", meetings=TUESDAYS, papers_due=0, tier="clinical", seats=[Seat("members", 2)], quota=3, venue="Hall"
)
CONTRACT = Decision(
    "contract", made_at="board", on=date(2026, 9, 8), stages=[Stage("options", at="group", by=date(2026, 7, 14))]
)
TO_BOARD = Flow("group", "board", days=14, standing="advises", key="minutes", carried_by="chair")
MAP = DecisionMap(
    forums=[GROUP, BOARD],
    flows=[TO_BOARD],
    decisions=[CONTRACT],
    entry_points=[EntryPoint("group", "members", standing="advises", opens=date(2026, 1, 5))],
    replies=[Reply("board", "group", days=5), Reply("board", "carers")],
)
ON = date(2026, 6, 1)


# What is refused


@pytest.mark.parametrize(
    ("channel", "part"),
    [
        (EntryPoint, {"forum": "board"}),
        (Flow, {"source": "group", "target": "board"}),
        (Reply, {"source": "board", "target": "group"}),
    ],
)
@pytest.mark.parametrize("about", [[], (), set()])
def test_a_channel_about_nothing_is_refused(channel, part, about):
    """A form whose boxes were all left empty would be open to everything; who means that says it."""
    expected = "expected keys of decisions or issues, kinds of decision, or ANY, which is *; leave it out where that is not known"
    with pytest.raises(InvalidValueError) as caught:
        channel(**part, about=about)
    assert f"{channel.__name__}.about: {expected}" == str(caught.value)
    name = {"EntryPoint": "entry_points", "Flow": "flows", "Reply": "replies"}[channel.__name__]
    with pytest.raises(DocumentError) as caught:
        DecisionMap.from_rows(forums=[{"key": "group"}, {"key": "board"}], **{name: [{**part, "about": list(about)}]})
    assert [(f"{name}[0].about", expected)] == [(each.path, each.message) for each in caught.value.problems]
    plain = {"forums": [{"key": "group"}, {"key": "board"}], name: [{**part, "about": []}]}
    with pytest.raises(DocumentError) as caught:
        loads(json.dumps({"format": "involvement", "version": 1, "key": "p", "decision_map": plain}))
    assert expected in str(caught.value)
    assert 1 == schema()["$defs"][channel.__name__]["properties"]["about"]["minItems"]


@pytest.mark.parametrize(
    ("made", "place"),
    [
        (lambda: Decision("*", made_at="board"), "Decision.key"),
        (lambda: Decision("library", made_at="board", kinds=["buildings", "*"]), "Decision.kinds"),
        (lambda: Issue("*"), "Issue.key"),
    ],
)
def test_the_sign_for_anything_is_no_key_and_no_kind(made, place):
    """A channel about the decision `*` would be one about anything, and nobody would see it."""
    with pytest.raises(InvalidValueError) as caught:
        made()
    assert f"{place}: expected another text than *, by which a channel says that it is about anything" == str(
        caught.value
    )
    assert Decision("*2", made_at="*", kinds=["**"]).matter == {"*2", "**"}


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"flows": [Flow("grup", "board")]}, "flows[0].source: no forum 'grup'; known: group, ..."),
        ({"flows": [Flow("group", "x")]}, "flows[0].target: no forum 'x'; known: board, group"),
        ({"decisions": [Decision("d", made_at="x")]}, "decisions[0].made_at: no forum 'x'; known: board, group"),
        (
            {"decisions": [Decision("d", made_at="group", stages=[Stage("agenda", at="x")])]},
            "decisions[0].stages[0].at: no forum 'x'; known: board, group",
        ),
        ({"entry_points": [EntryPoint("x")]}, "entry_points[0].forum: no forum 'x'; known: board, group"),
        ({"replies": [Reply("x", "group")]}, "replies[0].source: no forum 'x'; known: board, group"),
    ],
)
def test_a_part_that_names_no_forum_is_refused_with_its_place(parts, said):
    """networkx would have made a new forum of a typing mistake."""
    with pytest.raises(UnknownKeyError) as caught:
        DecisionMap(forums=[GROUP, BOARD], **parts)
    assert said == str(caught.value)


@pytest.mark.parametrize(
    "parts",
    [
        {"forums": [GROUP, GROUP]},
        {"forums": [GROUP], "decisions": [Decision("d", made_at="group"), Decision("d", made_at="group")]},
        {"forums": [GROUP, BOARD], "flows": [TO_BOARD, TO_BOARD]},
        {
            "forums": [GROUP],
            "entry_points": [EntryPoint("group", key="door"), EntryPoint("group", "members", key="door")],
        },
    ],
)
def test_one_key_for_two_things_is_refused(parts):
    """A journey to 'group' could otherwise be to either."""
    with pytest.raises(DuplicateKeyError):
        DecisionMap(**parts)


def test_flows_side_by_side_are_two_ways():
    """Minutes and a survey may join the same two forums."""
    survey = Flow("group", "board", days=1)
    assert 2 == len(DecisionMap(forums=[GROUP, BOARD], flows=[survey, survey]).flows)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: MAP.journey("contract", raised=datetime(2026, 1, 1)),  # noqa: DTZ001 - a day is wanted
        lambda: MAP.timetable(on="2026-01-01"),
        lambda: MAP.opportunity("contract", on=None),
        lambda: MAP.reply_to("members", "contract", decided=3),
        lambda: MAP.compare(MAP, on=None),
        lambda: MAP.journey("board", raised=ON, stage="options"),
        lambda: MAP.out_of_reach(" no key"),
        lambda: MAP.out_of_reach(["members", 3]),
        lambda: MAP.out_of_reach(7),
        lambda: MAP.out_of_reach(at_least="much"),
        lambda: MAP.latest_start("contract", stage="later"),
        lambda: MAP.revised(add=["board"]),
        lambda: MAP.revised(add=BOARD),
        lambda: MAP.fewest_entry_points(at_least=None),
        lambda: Stage("options", at="group", by=datetime(2026, 1, 1)),  # noqa: DTZ001 - a day is wanted
        lambda: Decision("d", made_at="b", stages=[Stage("decision", at="b")]),
        lambda: Flow("a", "a"),
        lambda: Reply("a", "a"),
        lambda: Flow("a", "b", opens=date(2026, 2, 1), closes=date(2026, 1, 1)),
        lambda: EntryPoint("a", opens=date(2026, 2, 1), closes=date(2026, 1, 1)),
        lambda: Flow("a", "b", days=-1),
        lambda: Flow("a", "b", days=True),
        lambda: Decision("d", made_at="b", passes="executive"),
    ],
)
def test_misuse_is_one_clear_error_at_once(ask):
    """Wrong use raises; a weak process is a finding."""
    with pytest.raises(InvalidValueError, match="expected"):
        ask()


@pytest.mark.parametrize(
    "ask",
    [
        lambda: MAP.journey("nowhere", raised=ON),
        lambda: MAP.journey("contract", raised=ON, stage="agenda"),
        lambda: MAP.journey("contract", raised=ON, heard_at="nowhere"),
        lambda: MAP.latest_start("board"),
        lambda: MAP.gatekeepers_of("board"),
        lambda: MAP.reply_to("members", "board"),
        lambda: MAP.fewest_entry_points(among=["nowhere"]),
        lambda: MAP.revised(drop=["nowhere"]),
        lambda: MAP.revised(drop=[Reply("board", "nobody")]),
        lambda: MAP.revised(drop=["board"]),
        lambda: MAP.revised(add=[Flow("board", "nowhere")]),
    ],
)
def test_a_key_that_nobody_knows_is_an_error_at_once(ask):
    """An answer about a forum that is not there would be read as an answer."""
    with pytest.raises(
        UnknownKeyError,
        match=r"^.*no (forum|decision|forum or decision|forum, flow, decision or entry point|stage|part to drop) '",
    ):
        ask()


@pytest.mark.parametrize(
    "ask",
    [
        lambda whole, who: whole.out_of_reach(who),
        lambda whole, who: whole.journey("contract", raised=ON, stakeholder=who),
        lambda whole, who: whole.latest_start("contract", stakeholder=who),
        lambda whole, who: whole.opportunity("contract", on=ON, stakeholder=who),
        lambda whole, who: whole.timetable(on=ON, stakeholder=who),
        lambda whole, who: whole.gatekeepers_of("contract", who),
        lambda whole, who: whole.carriers_of("contract", who),
        lambda whole, who: whole.fewest_entry_points(who),
        lambda whole, who: whole.reply_to(who, "contract"),
    ],
)
def test_a_misspelt_stakeholder_is_an_error_in_every_question(ask):
    """A plausible day for somebody who is not there is a plan that fails."""
    for who in ("memebers", ["members", "memebers"], {"memebers"}):
        with pytest.raises(UnknownKeyError, match="no stakeholder 'memebers'; known: members") as caught:
            ask(MAP, who)
        assert ("carers", "chair", "members") == caught.value.known


def test_whoever_is_named_on_the_map_or_listed_beside_it_may_be_asked_about():
    """A seat, a flow that somebody carries and a letter name people who enter nowhere; others are listed."""
    whole = DecisionMap(
        forums=[Forum("a", seats=[Seat("sits")]), Forum("b")],
        flows=[Flow("a", "b", carried_by="carries")],
        replies=[Reply("b", "gets"), Reply("b", "a", carried_by="brings")],
        entry_points=[EntryPoint("a", "enters"), EntryPoint("b")],
        stakeholders={"listed", "enters"},
    )
    everybody = ("brings", "carries", "enters", "gets", "listed", "sits")
    assert [True] * 6 == list(map(whole.knows, everybody))
    assert [False, False, False] == [whole.knows("a"), whole.knows("nobody"), whole.knows(None)]
    assert ("enters", "listed") == whole.stakeholders
    assert whole.knowing(everybody) is whole
    assert ("enters", "listed", "more") == whole.knowing(["more"]).stakeholders
    assert [True] * 6 == list(map(whole.revised(drop=["a", "b"]).knows, everybody))
    assert ("more",) == DecisionMap.from_rows(stakeholders=["more"]).stakeholders
    with pytest.raises(InvalidValueError, match=r"^DecisionMap.stakeholders: expected keys"):
        DecisionMap(stakeholders=[3])


def test_a_decision_without_a_day_has_no_last_day():
    """Nobody can be too late for a day that is not set."""
    undated = MAP.revised(drop=[CONTRACT], add=[Decision("contract", made_at="board")])
    assert undated.latest_start("contract", stakeholder="members") is None


def test_of_two_ways_the_quicker_sets_the_last_day():
    """Here the way round is quicker; what is raised in time for both goes straight on."""
    every_day, one_day = Meetings.any_day(), Meetings.on([date(2026, 9, 8)])
    calendars = {"group": every_day, "post": every_day, "board": one_day}
    round_about = DecisionMap(
        forums=[Forum(key, meetings=meetings, papers_due=0) for key, meetings in calendars.items()],
        flows=[Flow("group", "board", days=3), Flow("group", "post", days=1), Flow("post", "board", days=1)],
        decisions=[Decision("contract", made_at="board", on=date(2026, 9, 8))],
        entry_points=[EntryPoint("group", "members")],
    )
    assert date(2026, 9, 6) == round_about.latest_start("contract")
    asked = round_about.journey("board", raised=date(2026, 9, 1), stakeholder="members")
    assert ("group", "board") == tuple(hearing.forum for hearing in asked.hearings)


CALLED_FOR = DecisionMap(
    forums=[GROUP, BOARD, Forum("survey", meetings=Meetings.any_day(), papers_due=0)],
    flows=[TO_BOARD, Flow("survey", "board", days=3, standing="consulted")],
    decisions=[
        Decision("contract", made_at="board", on=date(2026, 9, 8), calls_for="advises"),
        Decision("plan", made_at="board", calls_for="advises"),
    ],
    entry_points=[
        EntryPoint("group", "members", standing="advises"),
        EntryPoint("survey"),
        EntryPoint("survey", "carers"),
    ],
)
BY_THE_GROUP = LastDay(Standing.ADVISES, date(2026, 8, 11), forum="group")
BY_THE_SURVEY = LastDay(Standing.CONSULTED, date(2026, 8, 29), forum="survey")
LATEST_OF_ALL = "Until 29 August 2026, views raised at survey can still be heard in time. These views are collected. Nobody has to answer them. How much say views have is not recorded for every step; where it is not, they count here as collected."


def asked_on(day, *, who="members", decision="contract", decision_map=CALLED_FOR):
    """The row, which is the same alone and of the timetable; what it says of last days; where its journey begins."""
    alone = decision_map.opportunity(decision, on=day, stakeholder=who)
    (row,) = [each for each in decision_map.timetable(on=day, stakeholder=who) if each.decision == decision]
    assert alone == row
    way = row.journey
    return row, (row.status, row.last_day, row.weaker, row.ahead, row.where), way and way.entry.forum


def test_in_time_is_meant_with_the_standing_that_the_decision_calls_for():
    """The board sits on 8 September with papers a week before: by the group until 11 August, by the survey until the 29th.

    What only collects views is no answer to a decision that they should advise on; it is said beside it.
    """
    row, found, entry = asked_on(ON)
    assert (("open", BY_THE_GROUP, (BY_THE_SURVEY,), BY_THE_GROUP, "group"), "group") == (found, entry)
    assert (Standing.ADVISES, Standing.ADVISES, Standing.ADVISES) == (row.needs, row.best, row.standing)
    assert (date(2026, 8, 11), 71, ("group", "survey")) == (row.latest_start, row.slack_days, row.speak_at)
    assert date(2026, 8, 11) == CALLED_FOR.latest_start("contract", stakeholder="members")
    assert str(row).endswith(
        f"Executive board is to settle it by 8 September 2026, and can hear these views by then. These views must be considered and answered. {LATEST_OF_ALL}"
    )


def test_who_is_too_late_for_what_is_called_for_may_still_be_heard_by_a_weaker_way():
    """Too late for one thing is not too late for all: the way that is left is told, while it is left."""
    row, found, entry = asked_on(date(2026, 8, 12))
    assert (("missed", BY_THE_GROUP, (BY_THE_SURVEY,), BY_THE_SURVEY, "survey"), "survey") == (found, entry)
    assert (Standing.CONSULTED, -1) == (row.standing, row.slack_days)
    assert (
        'To count as "advises", views of members about "contract" had to be raised by 11 August 2026. '
        'That is 1 day before 12 August 2026. Executive board is to settle "contract" by 8 September 2026. '
        + LATEST_OF_ALL
        == str(row)
    )
    assert CALLED_FOR.journey("contract", raised=date(2026, 8, 12), stakeholder="members") is None
    asked = CALLED_FOR.journey("contract", raised=date(2026, 8, 12), stakeholder="members", at_least="consulted")
    assert row.journey.hearings == asked.hearings
    over, found, entry = asked_on(date(2026, 8, 30))
    assert ("missed", BY_THE_GROUP, (BY_THE_SURVEY,), None, "group") == found
    assert (None, None) == (over.standing, entry)
    assert str(over).endswith('Executive board is to settle "contract" by 8 September 2026.')


def test_where_no_way_gives_what_is_called_for_the_weaker_one_is_told():
    """The carers have the survey: their views are collected, whatever the day. No route at all is another answer."""
    row, found, entry = asked_on(ON, who="carers")
    assert (("too_weak", None, (BY_THE_SURVEY,), BY_THE_SURVEY, "survey"), "survey") == (found, entry)
    assert (Standing.CONSULTED, Standing.CONSULTED, None, None) == (
        row.best, row.standing, row.latest_start, row.slack_days
    )  # fmt: skip
    assert (
        '"advises" is called for. No route is recorded that gives views of carers about "contract" more than "consulted". '
        f"{LATEST_OF_ALL}" == str(row)
    )
    assert CALLED_FOR.latest_start("contract", stakeholder="carers") is None
    assert date(2026, 8, 29) == CALLED_FOR.latest_start("contract", stakeholder="carers", at_least="consulted")
    over, found, entry = asked_on(date(2026, 8, 30), who="carers")
    assert (("too_weak", None, (BY_THE_SURVEY,), None, None), None) == (found, entry)
    assert str(over).endswith('more than "consulted". Even to be heard at all, the last day was 29 August 2026.')
    settled = asked_on(date(2026, 9, 9), who="carers")[0]
    assert 'Executive board was to settle "contract" by 8 September 2026.' in str(settled)


def test_where_nothing_is_in_time_that_is_said_before_how_much_it_would_count():
    """Their survey opens in October, and the board decides in September."""
    late = CALLED_FOR.revised(
        drop=CALLED_FOR.entry_points, add=[EntryPoint("survey", "carers", opens=date(2026, 10, 1))]
    )
    row, found, _ = asked_on(ON, who="carers", decision_map=late)
    assert ("too_weak", None, (), None, None) == found
    assert str(row).endswith(
        "No view of theirs can be heard at Executive board by 8 September 2026, whenever it is raised."
    )


def test_where_to_speak_about_a_decision_without_a_day():
    """There is no last day, and there is a forum; the strongest that is left."""
    row, found, entry = asked_on(ON, decision="plan")
    assert (("undated", None, (), None, "group"), "group") == (found, entry)
    assert (Standing.ADVISES, Standing.ADVISES) == (row.best, row.standing)
    assert (
        'The day on which Executive board settles "plan" is not recorded, so the last day for members is not known. '
        "A view raised on 1 June 2026 can be heard there on 8 September 2026."
    ) == str(row)
    weak, found, entry = asked_on(ON, who="carers", decision="plan")
    assert (("too_weak", None, (), None, "survey"), "survey") == (found, entry)
    assert Standing.CONSULTED is weak.standing
    closed = CALLED_FOR.revised(
        drop=CALLED_FOR.entry_points, add=[EntryPoint("group", "members", standing="advises", closes=date(2026, 5, 1))]
    )
    shut, found, entry = asked_on(ON, decision="plan", decision_map=closed)
    assert (("undated", None, (), None, None), None, None) == (found, entry, shut.standing)
    assert str(shut).endswith("is not known. No view raised on 1 June 2026 or later can be heard there.")


def test_the_forums_to_speak_at_are_called_by_their_titles():
    """People know the survey by its name, and nobody by a key."""
    forums = [evolve(forum, title=f"The {forum.key}") for forum in CALLED_FOR.forums]
    said = str(asked_on(ON, decision_map=evolve(CALLED_FOR, forums=forums))[0])
    assert 'to speak about "contract" is 11 August 2026, at The group. ' in said
    assert "Until 29 August 2026, views raised at The survey can still" in said


def test_what_is_assumed_is_that_of_the_forum_to_speak_at():
    """Two doors until the same day: nobody knows when the first of them meets, and that is where people are sent."""
    doors = [Forum("attic"), Forum("group", meetings=Meetings.any_day(), papers_due=0)]
    desk = Forum("desk", meetings=Meetings.any_day(), papers_due=0)
    to_board = [Flow(source, "board", days=3, standing="consulted") for source in ("group", "desk")]
    row = DecisionMap(
        forums=[*doors, desk, BOARD],
        flows=[Flow("attic", "desk", days=0, standing="consulted"), *to_board],
        decisions=[Decision("contract", made_at="board", on=date(2026, 9, 8))],
        entry_points=[EntryPoint("group", standing="consulted"), EntryPoint("attic", standing="consulted")],
    ).opportunity("contract", on=ON)
    assert "group" == row.journey.entry.forum
    assert ("attic", ("meetings:attic", "papers_due:attic")) == (row.where, tuple(sorted(assumed(row.assumes))))


def test_no_day_is_early_enough_for_what_is_called_for():
    """Minutes that take years do not get to the board by September; the survey does."""
    slow = CALLED_FOR.revised(drop=[TO_BOARD], add=[Flow("group", "board", days=1_000, standing="advises")])
    row, found, entry = asked_on(ON, decision_map=slow)
    assert (("no_time", None, (BY_THE_SURVEY,), BY_THE_SURVEY, "survey"), "survey") == (found, entry)
    assert (
        '"advises" is called for. Whenever it is raised, no view of members about "contract" can get to '
        f"Executive board by 8 September 2026 and count as that. {LATEST_OF_ALL}" == str(row)
    )
    without = slow.revised(drop=["survey"])
    assert str(asked_on(ON, decision_map=without)[0]).startswith("Whenever it is raised, no view of")
    asked_less = slow.revised(
        drop=["survey", "contract"], add=[Decision("contract", made_at="board", on=date(2026, 9, 8))]
    )
    assert (
        'Whenever it is raised, no view of members about "contract" can get to Executive board by 8 September 2026.'
        == str(asked_on(ON, decision_map=asked_less)[0])
    )
    past = date(2026, 9, 9)
    assert (
        'Whenever it was raised, no view of members about "contract" could have got to Executive board by 8 September 2026.'
        == str(asked_on(past, decision_map=asked_less)[0])
    )
    assert (
        '"advises" was called for. Whenever it was raised, no view of members about "contract" could have got to '
        "Executive board by 8 September 2026 and counted as that. Even to be heard at all, the last day was "
        "29 August 2026." == str(asked_on(past, decision_map=slow)[0])
    )


def test_a_door_that_is_still_shut_is_said_to_be():
    """Who comes today finds the survey closed; who comes to the group is told nothing of it."""
    letters = EntryPoint("board", "members", standing="advises", opens=date(2026, 8, 1), about=["*"])
    later = CALLED_FOR.revised(drop=CALLED_FOR.entry_points, add=[letters])
    said = "Executive board takes views from 1 August 2026 on."
    assert said in str(asked_on(ON, decision_map=later)[0])
    assert said not in str(asked_on(date(2026, 8, 1), decision_map=later)[0])
    undated = str(asked_on(ON, decision="plan", decision_map=later)[0])
    assert undated.count(said) == 1
    nowhere = CALLED_FOR.revised(drop=CALLED_FOR.entry_points)
    assert (
        'No route takes the views of members about "plan" to Executive board. The day on which Executive board settles "plan" is not '
        "recorded."
    ) == str(asked_on(ON, decision="plan", decision_map=nowhere)[0])


def test_to_be_told_is_not_to_be_heard():
    """A flow that only tells is no route for views; whoever asks for it by name gets it."""
    told = DecisionMap(
        forums=[GROUP, BOARD], flows=[Flow("group", "board", standing="informed")], decisions=[CONTRACT],
        entry_points=[EntryPoint("group", "members")],
    )  # fmt: skip
    row, found, entry = asked_on(ON, decision_map=told.revised(drop=[CONTRACT], add=[evolve(CONTRACT, stages=())]))
    assert (("no_route", None, (), None, None), None) == (found, entry)
    assert (Standing.INFORMED, Standing.INFORMED) == (row.best, row.standing)
    assert str(row).endswith(
        'No route takes the views of members about "contract" to Executive board. Every route has a step at which people are only told. '
        'Executive board is to settle "contract" by 8 September 2026.'
    )
    for to in ("contract", "board"):
        assert told.journey(to, raised=ON) is None
        assert told.journey(to, raised=ON, at_least="informed") is not None
    assert (None, date(2026, 8, 11)) == (
        told.latest_start("contract"), told.latest_start("contract", at_least="informed")
    )  # fmt: skip


def test_a_stage_may_call_for_more_or_less_than_its_decision():
    """People may work on the options together of what others decide; to be told is never enough."""
    stages = [Stage("agenda", at="group", calls_for="informed"), Stage("options", at="group", calls_for="codesigns")]
    plan = Decision("plan", made_at="board", calls_for="advises", stages=stages)
    asked = (None, "decision", "agenda", "options", "evaluation")
    assert ["advises", "advises", "consulted", "codesigns", "advises"] == [plan.needs(stage).value for stage in asked]
    assert ("consulted", "consulted") == (
        Decision("d", made_at="board").needs(), Decision("d", made_at="board", calls_for="informed").needs()
    )  # fmt: skip
    asking = MAP.revised(
        drop=["contract"], add=[evolve(CONTRACT, stages=[Stage("options", at="group", calls_for="codesigns")])]
    )
    assert ["open", "too_weak"] == [row.status.value for row in asking.timetable(on=ON, stakeholder="members")]


@pytest.mark.parametrize(
    ("standing", "owed"),
    [
        ("consulted", "These views are collected. Nobody has to answer them."),
        ("advises", "These views must be considered and answered."),
        ("codesigns", "Those who raise them are to work on it together with others."),
        ("decides_jointly", "It is to be decided together with those who raise them."),
        ("delegated", "Those who raise them are to hold the majority when it is decided."),
        ("controls", "Those who raise them are to have the last word on it."),
    ],
)
def test_a_last_day_says_until_when_where_and_what_is_owed(standing, owed):
    """It can be pasted where somebody asks what is left."""
    last = LastDay(Standing(standing), date(2026, 8, 29), forum="survey")
    assert f"Until 29 August 2026, views raised at survey can still be heard in time. {owed}" == str(last)
    assert f"opportunity.owed.{standing}" == dict(last.says.facts)["owed"].code


def test_who_loses_the_only_way_in_may_still_be_asked_about():
    """What would happen to them is the question for which somebody drops it."""
    (entry,) = MAP.entry_points
    shut = MAP.revised(drop=[entry])
    assert shut.latest_start("contract", stakeholder="members") is None
    assert "contract" in shut.out_of_reach("members")


def test_two_stages_of_one_name_are_refused():
    """A stage is asked for by its name."""
    with pytest.raises(DuplicateKeyError, match="decision 'd': two stages have the key 'options'"):
        Decision("d", made_at="b", stages=[Stage("options", at="b"), Stage("options", at="b")])


# What a map is


def test_a_map_is_a_value():
    """It may be a key, cross a process border, be copied, and is equal to what was built from the same parts."""
    MAP.latest_start("contract")
    for twin in (copy.copy(MAP), copy.deepcopy(MAP), pickle.loads(pickle.dumps(MAP)), MAP.revised()):
        assert (MAP, hash(MAP)) == (twin, hash(twin))
        assert MAP.latest_start("contract") == twin.latest_start("contract")
    assert (
        "DecisionMap(forums=<2>, flows=<1>, decisions=<1>, entry_points=<1>, replies=<2>, stakeholders=<0>, calendar=None)"
        == repr(MAP)
    )


def test_days_of_the_calendar_are_a_number_however_they_are_given():
    """A map is equal to itself, whoever wrote it."""
    assert Flow("group", "board", days=14) == Flow("group", "board", days=Days(14))
    assert Forum("board", papers_due=Days(7)).papers_due == 7
    with pytest.raises(
        InvalidValueError, match=r"Forum\.papers_due: expected a whole number of days, 0 or more, or Days"
    ):
        Forum("board", papers_due="5 days")


def test_a_council_has_its_papers_five_clear_working_days_before():
    """For the meeting of 23 April 2019 they closed on 11 April: Easter lies between, and counting back seven days misses it.

    References:
        Nuneaton and Bedworth Borough Council, Meetings rearranged, 17 April 2019,
        https://www.nuneatonandbedworth.gov.uk/news/article/562/meetings_rearranged.
    """
    meetings = Meetings.on([date(2019, 4, 23), date(2019, 4, 30)])
    council = Forum("council", meetings=meetings, papers_due=Days(5, clear=True, leave_out="weekends"))
    decision = Decision("homes", made_at="council", on=date(2019, 4, 23))
    drawn = DecisionMap(
        forums=[council],
        entry_points=[EntryPoint("council", standing="advises")],
        decisions=[decision],
        calendar=WorkingCalendar.uk("england-and-wales"),
    )
    assert date(2019, 4, 11) == drawn.latest_start("homes")
    assert date(2019, 4, 30) == drawn.journey("council", raised=date(2019, 4, 12)).heard
    assert date(2019, 4, 15) == evolve(drawn, calendar=None).latest_start("homes")
    assert drawn == drawn.revised().about("homes")


def test_days_on_the_way_and_days_for_papers_are_two_counts():
    """It arrives when the first is over; from then on its papers wait, each by its own rule."""
    board = Forum("board", meetings=Meetings.any_day(), papers_due=Days(3, clear=True, leave_out="sundays"))
    group = Forum("group", meetings=Meetings.any_day(), papers_due=0)
    flow = Flow("group", "board", days=Days(2, leave_out="weekends"), standing="advises")
    drawn = DecisionMap(
        forums=[group, board],
        flows=[flow],
        entry_points=[EntryPoint("group", standing="advises")],
        replies=[Reply("board", "group", days=Days(1, leave_out="weekends"))],
        decisions=[Decision("plan", made_at="board", on=date(2026, 11, 22))],
        calendar=WorkingCalendar(holidays=[date(2026, 11, 16)]),
    )
    hearing = drawn.journey("board", raised=date(2026, 11, 13)).hearings[1]
    assert (date(2026, 11, 18), date(2026, 11, 22)) == (hearing.arrives, hearing.heard)
    assert date(2026, 11, 16) == drawn.latest_start("plan")  # a holiday: its two working days are 17 and 18 November
    assert date(2026, 11, 23) == drawn.reply_to(None, "plan").returned
    assert "group to board in 2 working days (advises)" == str(flow)


def test_parts_read_as_people_call_them():
    """Sentences for minutes are made from these."""
    assert ("Executive board", "group") == (str(BOARD), str(GROUP))
    assert ("contract", "options at group by 2026-07-14") == (str(CONTRACT), str(CONTRACT.stages[0]))
    assert "agenda at group" == str(Stage("agenda", at="group"))
    assert "group to board in 14 days (advises)" == str(TO_BOARD)
    assert "group to board in 1 day" == str(Flow("group", "board", days=1))
    assert "answer: board to carers" == str(MAP.replies[1])
    assert ("members at group", "anyone at group") == (str(MAP.entry_points[0]), str(EntryPoint("group")))


def test_an_empty_map_answers_every_question_with_nothing():
    """Every part is optional and, when absent, silent."""
    empty = DecisionMap()
    assert ((), (), {None: {}}) == (empty.out_of_reach(), empty.timetable(on=ON), empty.reach())
    assert ((), ()) == (empty.fewest_entry_points().forums, empty.fewest_entry_points().unreached)
    assert "Views reach every decision through the entry points that are there." == str(empty.fewest_entry_points())
    assert "Nothing changes for anyone's reach, last days or gatekeepers." == str(empty.compare(empty, on=ON))


def test_who_is_only_told_has_no_last_day():
    """Being told is never in time."""
    with pytest.raises(InvalidValueError, match=r"LastDay\.standing: expected consulted or more"):
        LastDay(Standing.INFORMED, date(2026, 8, 29), forum="board")


def test_answers_are_sentences():
    """A coordinator can paste them into the minutes."""
    [options, decision] = MAP.timetable(on=ON)
    assert (
        'The last day for members to speak about the options for "contract" is 14 July 2026, at group. '
        "That is 43 days from 1 June 2026. group is to settle it by 14 July 2026, and can hear these views by then. Not all the days "
        "that this depends on are recorded, so there may be less time. What views are about is not recorded for every step."
    ).lower() == str(options).lower()
    assert (
        " Executive board is to settle it by 8 September 2026, and can hear these views by then. Not all the days"
        in decision.reason
    )
    assert str(MAP.opportunity("contract", on=date(2026, 8, 12), stakeholder="members")).startswith(
        'The last day for members to speak about "contract" was 11 August 2026. That is 1 day before 12 August 2026.'
    )
    assert (
        "A view raised on 1 June 2026 can be heard at group on 9 June 2026 and at Executive board on 8 September 2026. "
        'It then counts as "advises".'
    ) == str(MAP.journey("contract", raised=ON))
    assert "at board on 8 September 2026" == str(MAP.journey("contract", raised=ON).hearings[-1])
    assert 'The answer about "contract" can be back at group on 13 October 2026.' == str(
        MAP.reply_to("members", "contract")
    )
    assert 'The answer about "contract" can be back at carers on 8 September 2026.' == str(
        MAP.reply_to("carers", "contract")
    )
    assert 'Open group to views. Views still do not reach "contract".' == str(
        DecisionMap(forums=[GROUP, BOARD], decisions=[CONTRACT, Decision("menu", made_at="group")]).fewest_entry_points(
            among=["group"]
        )
    )
    assert 'No forum is worth opening to views. Views still do not reach "contract".' == str(
        DecisionMap(forums=[GROUP, BOARD], decisions=[CONTRACT]).fewest_entry_points(among=["group"])
    )


def test_an_answer_whose_day_is_not_known_still_has_its_way():
    """Whether there is a way back at all does not hang on the day."""
    undated = MAP.revised(drop=["contract"], add=[Decision("plan", made_at="board")])
    back = undated.reply_to("members", "plan")
    assert ((MAP.replies[0],), "group", None, ("on:plan", "days:board>group")[:1]) == (
        back.replies,
        back.ends_at,
        back.returned,
        assumed(back.assumes),
    )
    assert 'The answer about "plan" can come back to group, on a day that is not recorded.' == str(back)
    assert undated.knowing(["nobody"]).reply_to("nobody", "plan") is None


# Changing it


def test_a_dropped_forum_takes_with_it_what_hangs_on_it():
    """What would be left otherwise names a forum that is not there."""
    smaller = MAP.revised(drop=["group", "contract"])
    assert ((BOARD,), (), (), (), (MAP.replies[1],)) == (
        smaller.forums,
        smaller.flows,
        smaller.decisions,
        smaller.entry_points,
        smaller.replies,
    )


def test_a_forum_that_is_dropped_and_added_again_keeps_its_flows():
    """'What if the group met weekly?' changes the group and nothing else."""
    weekly = Forum("group", meetings=Meetings("FREQ=WEEKLY;BYDAY=TU", start=date(2026, 1, 6)), papers_due=0)
    changed = MAP.revised(drop=["group"], add=[weekly])
    assert ({"group": weekly, "board": BOARD}, MAP.flows) == ({f.key: f for f in changed.forums}, changed.flows)


@pytest.mark.parametrize("drop", [["minutes"], [TO_BOARD]])
def test_a_flow_is_dropped_by_its_key_or_by_itself(drop):
    """Most flows have no key."""
    assert () == MAP.revised(drop=drop).flows


def test_an_entry_point_is_dropped_by_its_key_and_named_by_it():
    """Two surveys at one forum would else have one name; a flow may have the same key."""
    library, parking = (EntryPoint("survey", key=key, opens=date(2026, 6, 1), about=[about]) for key, about in (
        ("library-survey", "library"), ("parking-survey", "parking")))  # fmt: skip
    forums = [Forum("survey", papers_due=0), Forum("cabinet", papers_due=0)]
    flow = Flow("survey", "cabinet", key="library-survey", standing="consulted")
    whole = DecisionMap(
        forums=forums, flows=[flow], entry_points=[library, parking],
        decisions=[Decision("parking", made_at="cabinet", on=date(2026, 7, 1))],
    )  # fmt: skip
    (left,) = whole.revised(drop=[Ref("entry_point", "library-survey")]).entry_points
    assert parking == left
    assumed = [Wording().say(statement) for statement in whole.opportunity("parking", on=date(2026, 5, 1)).assumes]
    assert (
        'How much say views have that the entry point "parking-survey" brings is not recorded. Here it counts as consulted.'
        in assumed
    )
    with pytest.raises(InvalidValueError, match="a Ref that says which is meant"):
        whole.revised(drop=["library-survey"])  # the flow or the entry point?


def test_parts_of_every_kind_can_be_added():
    """Each goes where its kind belongs."""
    parts = [Forum("new"), Flow("new", "board"), Decision("d", made_at="new"), EntryPoint("new"), Reply("new", "group")]
    bigger = MAP.revised(add=parts)
    assert parts == [
        bigger.forums[-1],
        bigger.flows[-1],
        bigger.decisions[-1],
        bigger.entry_points[-1],
        bigger.replies[-1],
    ]


def test_a_comparison_says_what_a_change_does_and_to_whom():
    """What-if is asked before a change is proposed."""
    changed = MAP.revised(
        drop=[TO_BOARD],
        add=[
            Forum("redesign", meetings=Meetings.any_day(), papers_due=0),
            Flow("group", "redesign", days=60, standing="codesigns"),
            Flow("redesign", "board", days=14, standing="consulted"),
            Decision("menu", made_at="group", on=date(2026, 7, 14)),
        ],
    )
    assert MapComparison(
        on=ON,
        reach=(
            Change("members", "contract", "decision", Standing("advises"), Standing("consulted")),
            Change("members", "menu", "decision", None, Standing("advises")),
        ),
        last_days=(
            Change("members", "contract", "decision", date(2026, 8, 11), date(2026, 6, 9)),
            Change("members", "menu", "decision", None, date(2026, 7, 14)),
        ),
        gatekeepers=(
            Change("members", "contract", "decision", ("group",), ("group", "redesign")),
            Change("members", "menu", "decision", None, ()),
        ),
    ) == MAP.compare(changed, on=ON)
    said = str(MAP.compare(changed, on=ON)).splitlines()
    assert [
        'The best route for views of members to "contract" counted as "advises". After the change, it counts as "consulted".',
        'After the change, a route brings views of members to "menu". It counts as "advises".',
        'The last day for members to speak about "contract" was 11 August 2026. After the change, it is 9 June 2026.',
        'After the change, the last day for members to speak about "menu" is 14 July 2026. Before, no day was in time.',
        'Every route by which views of members about "contract" are heard passed through group. After the change, it passes through group and redesign.',
        'After the change, every route by which views of members about "menu" are heard passes through no forum in particular.',
    ] == said


def test_a_comparison_names_what_a_change_opens_and_shuts():
    """The days that matter are those still ahead."""
    shut = MAP.compare(MAP.revised(drop=["minutes"]), on=ON)
    opened = MAP.revised(drop=["minutes"]).compare(MAP, on=ON)
    assert (("contract",), ()) == (tuple(c.decision for c in shut.shut), shut.opened)
    assert ((), ("contract",)) == (opened.shut, tuple(c.decision for c in opened.opened))
    assert ((), ()) == (
        MAP.compare(MAP.revised(drop=["minutes"]), on=date(2027, 1, 1)).shut,
        MAP.compare(MAP, on=ON).last_days,
    )
    stage = MAP.compare(MAP.revised(drop=[MAP.entry_points[0]]), on=ON).last_days[-1]
    assert (
        'After the change, no day is in time for members to speak about the options stage of "contract". Before, the last day '
        "was 14 July 2026."
    ) == str(stage)
    shut_off = MAP.compare(MAP.revised(drop=[MAP.entry_points[0]]), on=ON)
    assert (
        'After the change, no route brings views of members to "contract".\n'
        'After the change, no route is left by which views of members about "contract" are heard. '
        "Before, every such route passed through group."
    ) == f"{shut_off.reach[-1]}\n{shut_off.gatekeepers[-1]}"
    assert "Nothing changes for anyone's reach, last days or gatekeepers." == str(MAP.compare(MAP, on=ON))


# Rows and graphs


def test_rows_of_a_spreadsheet_make_the_same_map():
    """People keep maps in tables: texts for everything, and empty cells."""
    rows = DecisionMap.from_rows(
        forums=[
            {"key": "group", "tier": " clinical ", "papers_due": "0", "title": ""},
            {"key": "board", "meetings": BOARD.meetings},
        ],
        flows=[
            {
                "source": "group",
                "target": "board",
                "days": "14",
                "standing": "advises",
                "opens": "2026-01-05",
                "key": None,
            }
        ],
        decisions=[{"key": "contract", "made_at": "board", "on": "2026-09-08"}],
        entry_points=[{"forum": "group", "stakeholder": "members"}],
        replies=[{"source": "board", "target": "group", "days": 5}],
    )
    assert rows == DecisionMap(
        forums=[Forum("group", tier="clinical", papers_due=0), Forum("board", meetings=BOARD.meetings)],
        flows=[Flow("group", "board", days=14, standing="advises", opens=date(2026, 1, 5))],
        decisions=[Decision("contract", made_at="board", on=date(2026, 9, 8))],
        entry_points=[EntryPoint("group", "members")],
        replies=[Reply("board", "group", days=5)],
    )


def test_all_bad_rows_are_told_at_once():
    """Mending a table row by row, one message at a time, is a day lost."""
    with pytest.raises(DocumentError) as caught:
        DecisionMap.from_rows(
            forums=[{"key": "a"}, {"key": "x" * 201}, {"key": "c", "papers_due": "soon"}],
            flows=[{"source": "a", "colour": "red"}],
        )
    assert ["flows[0].colour", "flows[0].target", "forums[1].key", "forums[2].papers_due"] == sorted(
        problem.path for problem in caught.value.problems
    )
    with pytest.raises(DocumentError) as caught:
        DecisionMap.from_rows(
            forums=[{"key": "a"}, {"key": "a"}], flows=[{"source": "x", "target": "a"}, {"source": "a", "target": "y"}]
        )
    assert [
        ("forums[1].key", "two forums have the key 'a'; each key may be used once"),
        ("flows[0].source", "no forum 'x'; known: a"),
        ("flows[1].target", "no forum 'y'; known: a"),
    ] == [(problem.path, problem.message) for problem in caught.value.problems]


def test_a_graph_is_fresh_and_holds_plain_values():
    """It goes to other programs as JSON, and changing it changes nothing here."""
    graph = MAP.to_networkx()
    plain = json.loads(json.dumps({**nx.node_link_data(graph, edges="edges")}))
    assert {"group", "board"} == {node["id"] for node in plain["nodes"]}
    assert [("group", "board", 14, "advises", 0, "minutes")] == [
        (edge["source"], edge["target"], edge["days"], edge["standing"], edge["key"], edge["flow"])
        for edge in plain["edges"]
    ]
    assert "2026-09-08" == plain["graph"]["decisions"][0]["on"]
    assert ["2026-06-09", "2026-09-08"] == graph.nodes["board"]["meetings"]["also"]
    graph.clear()
    assert 2 == len(MAP.to_networkx())
    nameless = MAP.revised(add=[Flow("board", "group")]).to_networkx()
    assert {"source": "board", "target": "group"} == nameless.edges["board", "group", 1]


# Parts of the search that small maps do not stretch


def test_dominators_are_those_of_networkx_on_larger_graphs():
    """The tree of forums on every route, on 300 graphs with rings, ladders and loose ends."""
    every_day = calendar_of(Meetings.any_day())
    for seed in range(300):
        dice = random.Random(seed)
        size = dice.randint(1, 60)
        pairs = [(dice.randrange(size), dice.randrange(size)) for _ in range(dice.randint(0, 3 * size))]
        entries = {dice.randrange(size) for _ in range(dice.randint(1, 3))}
        name = "f{:02}".format
        network = Network(
            [(name(n), every_day, 0) for n in range(size)],
            columns((name(a), name(b), 0, 1, NEVER, 7) for a, b in pairs),
        )
        graph = nx.DiGraph(pairs)
        graph.add_edges_from(("world", entry) for entry in entries)
        nearest = {forum: above for forum, above in nx.immediate_dominators(graph, "world").items() if forum != "world"}
        expected = [ENTRY if nearest.get(n) == "world" else nearest.get(n, UNREACHED) for n in range(size)]
        assert expected == dominators(network, entries)


def test_a_search_for_the_fewest_entry_points_stops_at_its_budget():
    """The problem is hard by nature: beyond the budget it says so and gives no guess."""
    dice = random.Random(7)
    candidates = [(f"forum-{n:03}", sum(1 << bit for bit in dice.sample(range(60), 8))) for n in range(120)]
    wanted = 0
    for _, mask in candidates:
        wanted |= mask
    with pytest.raises(LimitExceeded, match="more than 500 branches in the search for the fewest entry points"):
        fewest(candidates, wanted, budget=500)


def test_who_carries_a_view_on_one_of_two_routes_is_no_carrier_of_all():
    """Ann takes it to the panel. Nobody is recorded for the rest of that route, and bob's route leaves ann out."""
    town = DecisionMap(
        forums=[Forum(key) for key in ("board", "group", "office", "panel")],
        flows=[Flow("group", "panel", carried_by="ann"), Flow("panel", "board")],
        decisions=[Decision("contract", made_at="board")],
        entry_points=[EntryPoint("group", "members")],
    )
    assert ("ann",) == town.carriers_of("contract")
    by_bob = [Flow("group", "office", carried_by="bob"), Flow("office", "board")]
    assert () == town.revised(add=by_bob).carriers_of("contract")


def test_one_forum_of_a_ring_opens_all_that_the_ring_reaches():
    """Club, group and panel tell each other. Opening the board reaches one decision, any of the three both; being told is no say."""
    town = DecisionMap(
        forums=[Forum(key) for key in ("board", "club", "group", "kitchen", "panel")],
        flows=[
            Flow("club", "group"),
            Flow("group", "panel"),
            Flow("panel", "club"),
            Flow("group", "board"),
            Flow("club", "kitchen"),
        ],
        decisions=[Decision("contract", made_at="board"), Decision("menu", made_at="kitchen")],
        entry_points=[EntryPoint("panel", "members", standing="informed")],
    )
    assert ("club",) == town.fewest_entry_points().forums
    for forum in ("group", "panel"):
        alone = town.fewest_entry_points(among=[forum])
        assert ((forum,), ()) == (alone.forums, alone.unreached)
    assert ("board", "kitchen") == town.fewest_entry_points(among=["kitchen", "board"]).forums
    assert () == town.fewest_entry_points(at_least="informed").forums


def test_a_view_heard_where_it_is_asked_after_has_arrived():
    """Also on a map where nothing enters and nothing flows."""
    journey = DecisionMap(forums=[GROUP]).journey("group", raised=ON, heard_at="group")
    assert (None, None, ON, ()) == (journey.entry, journey.standing, journey.heard, journey.assumes)


def test_a_route_that_only_informs_relieves_no_gatekeeper_and_no_carrier():
    """A newsletter to the board carries no view up: the group and ann stay the only route. Where being told is asked for, it counts."""
    town = DecisionMap(
        forums=[Forum("board"), Forum("group"), Forum("news")],
        flows=[
            Flow("group", "board", carried_by="ann"),
            Flow("group", "news"),
            Flow("news", "board", standing="informed"),
        ],
        decisions=[Decision("contract", made_at="board")],
        entry_points=[EntryPoint("group", "members"), EntryPoint("news", "members", standing="informed")],
    )
    assert (("group",), ("ann",)) == (town.gatekeepers_of("contract"), town.carriers_of("contract"))
    told = town.gatekeepers_of("contract", at_least="informed"), town.carriers_of("contract", at_least="informed")
    assert ((), ()) == told
    assert (None, None) == (
        town.gatekeepers_of("contract", at_least="advises"),
        town.carriers_of("contract", at_least="advises"),
    )
    dropped = town.compare(town.revised(drop=town.entry_points[:1]), on=ON)
    assert [("group",), None] == [dropped.gatekeepers[0].before, dropped.gatekeepers[0].after]


def test_the_gatekeepers_of_many_groups_are_asked_for_one_after_another():
    """What is kept between questions is bounded, and forgetting it changes no answer."""
    doors = [Forum(f"door-{number}") for number in range(80)]
    town = DecisionMap(
        forums=[*doors, BOARD],
        flows=[Flow(door.key, "board") for door in doors],
        decisions=[Decision("contract", made_at="board")],
        entry_points=[EntryPoint(door.key, f"group-{number}") for number, door in enumerate(doors)],
    )
    for _ in range(2):
        for number in range(80):
            assert (f"door-{number}",) == town.gatekeepers_of("contract", f"group-{number}")


def test_a_journey_to_a_decision_is_about_it():
    """Two answers to what a view is about would be one too many."""
    asked = DecisionMap(forums=[Forum("board")], decisions=[Decision("library", made_at="board")])
    with pytest.raises(InvalidValueError, match="about: expected nothing where the journey is to a decision"):
        asked.journey("library", raised=ON, about=["library"])


def test_an_answer_without_a_day_takes_no_reply_about_something_else():
    """How the answer comes back is known before the day of the decision is."""
    told = DecisionMap(
        forums=[Forum("council")],
        decisions=[Decision("car-park", made_at="council"), Decision("library", made_at="council")],
        replies=[Reply("council", "members", about=["car-park"])],
        stakeholders=["members"],
    )
    assert told.reply_to("members", "library") is None
    assert told.reply_to("members", "car-park").replies == told.replies


def survey_and_panel() -> DecisionMap:
    """The car park is asked about in a survey of the council, buildings at a panel that speaks to it."""
    return DecisionMap(
        forums=[Forum("council"), Forum("panel")],
        flows=[Flow("panel", "council", about=["buildings"])],
        decisions=[
            Decision("car-park", made_at="council"),
            Decision("library", made_at="council", kinds=["buildings"]),
        ],
        entry_points=[
            EntryPoint("council", "members", standing="informed", about=["car-park"]),
            EntryPoint("panel", "members", standing="advises"),
        ],
    )


def test_a_view_gets_no_further_than_what_takes_views_about_it():
    """The panel passes on nothing about the car park, and the survey takes nothing about the library."""
    town = survey_and_panel()
    expected = {"car-park": Standing.INFORMED, "library": Standing.CONSULTED}
    assert {"members": expected} == town.reach()
    assert ("car-park",) == town.out_of_reach("members")
    assert ("council",) == town.fewest_entry_points("members").forums
    assert (None, ON) == (
        town.journey("council", raised=ON, at_least="consulted", about=["car-park"]),
        town.journey("council", raised=ON, at_least="consulted", about=["buildings"]).heard,
    )
    assert ON == town.journey("council", raised=ON, at_least="consulted", about=["library"]).heard


def test_maps_about_one_matter_are_kept_and_forgotten(monkeypatch):
    """What is kept between questions is bounded, and forgetting it changes no answer."""
    monkeypatch.setattr(indexes, "_KEPT", 1)
    monkeypatch.setattr(indexes, "_MOST_KEPT", 0)
    town = survey_and_panel()
    for _ in range(2):
        assert (("panel",), ()) == (
            town.gatekeepers_of("library"),
            town.gatekeepers_of("car-park", at_least="informed"),
        )
