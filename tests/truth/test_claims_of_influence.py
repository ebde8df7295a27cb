"""What influence says against the process itself: whose votes, heard by the record or only by the map, ahead or over."""

import re
from collections import Counter
from functools import cache

from involvement import influence
from involvement.power import InfluenceRow
from involvement.wording import Statement, Wording
from tests.truth.claims_of_influence import Told, heard, is_over, only_by_map, told, votes, what_is_said
from tests.truth.findings import codes_in
from tests.truth.influence_worlds import InfluenceWorld, Say
from tests.truth.processes_of_levels import processes

ENOUGH = 20
HAPPENED = re.compile(r"\b(was|were|had been) (told|heard|collected)\b")
AHEAD = re.compile(r"\b(can still|can be|may be|cannot be)\b")
BEHIND = re.compile(r"\b(could|may) (not )?have been\b")


@cache
def rows() -> tuple[tuple[str, InfluenceWorld, Say, InfluenceRow], ...]:
    found: list[tuple[str, InfluenceWorld, Say, InfluenceRow]] = []
    for asked in processes():
        world = InfluenceWorld(asked.process, asked.on)
        said = influence(asked.process, on=asked.on)
        found += [(asked.source, world, say, said.row(say.who, say.decision.key, say.stage.name)) for say in world.says]
    return tuple(found)


def because(row: InfluenceRow, condition: str) -> Statement:
    (statement,) = (fact.because for fact in row.facts.facts if fact.condition == condition)
    return statement


def unwrapped(statement: Statement, wrapped: str) -> Statement:
    """The statement within one about a seat, or about whose the votes are."""
    assert statement.code.startswith(wrapped)
    inner = dict(statement.facts)["because"]
    return inner[0] if isinstance(inner, tuple) else inner


def judged(row: InfluenceRow, condition: str, expected: Told, source: str) -> None:
    statement = because(row, condition)
    if expected.at_the_table:
        verb = "heard" if condition == "heard_in_time" else "told"
        assert statement.code == f"seat.may_{'have_been' if row.over else 'be'}_{verb}", source
        statement = unwrapped(statement, "seat.")
    assert statement.code in expected.codes, (source, condition)
    assert expected.by_map is row.facts.fact(condition).by_map, (source, condition)
    if expected.day is not None:
        facts = dict(statement.facts)
        name = next(name for name in ("considered", "first", "last") if name in facts)
        assert expected.day == facts[name], (source, condition)


def test_what_is_heard_by_the_record_or_only_by_the_map_is_told_apart() -> None:
    """A route on a map has never heard anybody."""
    for source, world, say, row in rows():
        assert is_over(world, say) is row.over, source
        judged(row, "heard_in_time", heard(world, say), source)
        judged(row, "told_of_it", told(world, say), source)
        assert only_by_map(world, say) == {fact.condition for fact in row.facts.facts if fact.by_map}, source


def test_the_say_as_a_whole_is_possible_until_the_day_and_shown_or_not_after_it() -> None:
    """Nothing is said of a day before it was so, and nothing happened because it could."""
    for source, world, say, row in rows():
        assert what_is_said(world, say) == dict(row.says.facts)["say"].code, source


def test_votes_are_those_of_the_side_and_it_says_who_holds_none() -> None:
    """Carers are not given the votes of seats that they do not hold."""
    for source, world, say, row in rows():
        expected = votes(world, say)
        for condition in ("votes_count", "majority_of_votes", "all_votes"):
            statement = because(row, condition)
            if expected is None:
                assert statement.code in {"votes.no_seat", "votes.no_votes"}, source
                continue
            if expected.none_of_theirs:
                assert dict(statement.facts)["who"] == row.who, source
                statement = unwrapped(statement, "votes.not_theirs")
            facts = dict(statement.facts)
            assert expected[:3] == (facts["held"], facts["all"], facts["needed"]), source
            assert statement.code == ("votes.held" if expected.held else "votes.none_held"), source
            assert (" have no vote," in Wording().say(statement)) is not bool(expected.held), source


def test_past_and_future_have_their_own_words() -> None:
    """Possibility is "can", or "could have" once the day is past; only the record says what was."""
    for source, _, _, row in rows():
        wording = Wording(names=row.names)
        for condition in ("heard_in_time", "told_of_it"):
            words = wording.say(because(row, condition))
            recorded = "feedback.told" in codes_in(because(row, condition))
            assert recorded or not HAPPENED.search(words), (source, words)
            if row.over:
                assert not AHEAD.search(words), (source, words)
            elif condition == "heard_in_time":
                assert not BEHIND.search(words), (source, words)


def test_everything_that_may_be_said_is_said_often_enough_to_be_judged() -> None:
    """A judge who has heard nothing has found nothing wrong."""
    codes = Counter(
        code
        for _, _, _, row in rows()
        for statement in (
            row.says,
            because(row, "heard_in_time"),
            because(row, "told_of_it"),
            because(row, "votes_count"),
        )
        for code in set(codes_in(statement))
    )
    expected = (
        "say.possible", "say.impossible", "say.not_shown", "say.nothing_shown", "say.shown", "say.was_possible",
        "map.can_be_heard", "map.could_be_heard", "map.can_be_heard_if_raised", "map.can_be_told", "map.could_be_told",
        "map.cannot_be_told", "map.could_not_be_told", "map.no_route", "map.not_recorded", "map.day_not_recorded",
        "map.can_only_be_told", "map.could_only_be_told", "map.not_collected", "map.no_time", "map.was_no_time",
        "feedback.considered", "feedback.considered_undated", "feedback.too_late", "feedback.told", "papers.usable",
        "votes.held", "votes.none_held", "votes.not_theirs", "votes.no_seat", "votes.no_votes",
        "seat.may_be_heard", "seat.may_have_been_heard", "seat.may_be_told", "seat.may_have_been_told",
    )  # fmt: skip
    assert {} == {code: codes[code] for code in expected if codes[code] < ENOUGH}
