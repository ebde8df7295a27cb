"""Meetings that move: one edit, and all that is settled there goes with it, on whichever calendar."""

from datetime import date, timedelta
from random import Random

import pytest
from attrs import evolve
from hypothesis import given, note, settings

from involvement import Decision, DecisionMap, Forum, Meetings, Stage
from involvement.errors import InvalidValueError
from tests.strategies.maps import described, randoms

FIRST = date(2026, 1, 1)
EVER = date(2025, 6, 1), date(2027, 12, 31)


def board(rng: Random) -> Forum:
    """A forum that meets by a rule or on days, each for a day or some, with days left out, added and not yet known."""
    length = rng.choice((1, 1, 2, 3))
    days = sorted(FIRST + timedelta(days=rng.randint(0, 120)) for _ in range(rng.randint(1, 8)))
    rule = rng.choice(("FREQ=WEEKLY", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE"))
    if rng.random() < 0.4:
        meetings = Meetings.on(days)
    else:
        meetings = Meetings(rule, start=FIRST, until=date(2026, 6, 30))
        held = meetings.between(*EVER)
        cancelled = rng.sample(held, 3)
        also = set(days) - set(held)
        closed = [(days[0], days[-1])] if rng.random() < 0.3 else []
        known_until = date(2026, 5, 31) if rng.random() < 0.3 else None
        meetings = evolve(meetings, cancelled=cancelled, also=also, closed=closed, known_until=known_until)
    until = date(2026, 5, 15) if rng.random() < 0.2 else None
    return Forum("board", meetings=evolve(meetings, days=length), until=until)


def whole_map(rng: Random, forum: Forum) -> DecisionMap:
    """Decisions on days of its meetings, next to them and elsewhere, some within a period, some withdrawn."""
    held = forum.meets_between(*EVER)

    def day() -> date:
        return rng.choice(held or (FIRST,)) + timedelta(days=rng.choice((0, 0, 1, 2, -1)))

    decisions = []
    for number in range(6):
        first = day()
        when = (
            {"on": first} if rng.random() < 0.6 else {"between": (first, first + timedelta(rng.choice((0, 0, 1, 9))))}
        )
        stages = [Stage("options", at=rng.choice(("board", "desk")), by=rng.choice((None, day(), day())))]
        withdrawn = day() if rng.random() < 0.2 else None
        at = rng.choice(("board", "board", "desk"))
        decisions.append(Decision(f"d{number}", made_at=at, stages=stages, withdrawn=withdrawn, **when))
    return DecisionMap(forums=[forum, Forum("desk", meetings=forum.meetings)], decisions=decisions)


def sitting(held: tuple[date, ...], length: int, day: date | None) -> date | None:
    """The first day of the meeting that lasts over a day: the last to begin, by going back day by day."""
    if day is None:
        return None
    return next((first for back in range(length) if (first := day - timedelta(days=back)) in held), None)


def days_at(decision: Decision, forum: str) -> list[date | None]:
    """The days of all that is settled at a forum: the first and the last of the decision, and the stage's."""
    own = [decision.first_day, decision.last_day] if decision.made_at == forum else []
    return own + [stage.by for stage in decision.stages if stage.at == forum]


@settings(max_examples=500)
@given(randoms())
def test_a_moved_meeting_takes_along_what_is_settled_there_and_nothing_else(rng):
    """What falls on a day of the meeting falls on the same one of its new days; all else, and what was withdrawn, stays."""
    forum = board(rng)
    whole = whole_map(rng, forum)
    held, length = forum.meets_between(*EVER), forum.meetings.days
    if not held:
        return
    meeting = rng.choice(held)
    to = meeting + timedelta(days=rng.choice((0, 1, 1, 2, 3, 7, -1, -5, 20)))
    note(f"{described(whole)}\n{meeting} to {to}")
    there = forum.meetings.between(*EVER)
    met = any(abs((other - to).days) < length for other in there if other != meeting)
    if met or to > (forum.until or to):
        with pytest.raises(InvalidValueError, match="is there" if to > (forum.until or to) else "has no other meeting"):
            whole.moved("board", meeting, to=to)
        return
    moved = whole.moved("board", meeting, to=to)
    assert sorted({*held, to} - ({meeting} - {to})) == list(moved.forum("board").meets_between(*EVER))
    assert (whole.forum("desk"), whole.entry_points) == (moved.forum("desk"), moved.entry_points)
    for before, after in zip(whole.decisions, moved.decisions, strict=True):
        assert (before.key, days_at(before, "desk")) == (after.key, days_at(after, "desk"))
        if before.withdrawn:
            assert before == after
            continue
        on_it = [day is not None and sitting(held, length, day) == meeting for day in days_at(before, "board")]
        if before.made_at == "board":
            on_it[:2] = [all(on_it[:2])] * 2
        expected = [
            day + (to - meeting) if moves else day for day, moves in zip(days_at(before, "board"), on_it, strict=True)
        ]
        assert expected == days_at(after, "board")
    new = {to + timedelta(days=later) for later in range(length)}
    old = {meeting + timedelta(days=later) for later in range(length)}
    due = {day for decision in whole.decisions for day in days_at(decision, "board")}
    if not due & (new - old) and not any(abs((other - meeting).days) < length for other in there if other != meeting):
        assert whole == moved.moved("board", to, to=meeting)


@settings(max_examples=500)
@given(randoms())
def test_a_meeting_that_is_moved_twice_is_moved_once(rng):
    """By whichever day it goes, it is on the last, and the rule it stood in is asked about nothing else."""
    forum = board(rng)
    held = forum.meets_between(*EVER)
    free = [FIRST + timedelta(days=later) for later in range(400, 430, 5)]
    if not held or forum.until is not None:
        return
    whole, meeting = whole_map(rng, forum), rng.choice(held)
    by, to = rng.sample(free, 2)
    assert whole.moved("board", meeting, to=to) == whole.moved("board", meeting, to=by).moved("board", by, to=to)
