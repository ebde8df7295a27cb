"""Seats, forums, stakeholders and decisions that last for a while: of a day counts what holds on it."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import attrs
from hypothesis import given
from hypothesis import strategies as st

from involvement import Decision, DecisionMap, Meetings, Process, Seat, check
from involvement.checks import Finding, select
from involvement.snapshots import Snapshot
from tests.truth.processes import random_process
from tests.truth.processes_of_voices import processes as processes_of_voices

MANY = 120
RULES = select(["MAP", "VOI", "LAD"])


def said(process: Process, on: date) -> Counter[tuple[str, str, str]]:
    return Counter(map(_parts, check(process, on=on, rules=RULES)))


def _parts(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.message, finding.remedy


def _around(rng: Random, on: date) -> dict[str, date | None]:
    """A period that lies before a day, around it or after it, open at either end or not."""
    first, last = sorted(on + timedelta(days=rng.choice((-30, -2, -1, 0, 1, 20))) for _ in range(2))
    return {"since": rng.choice((first, None)), "until": rng.choice((last, None))}


@given(st.integers(0, MANY - 1))
def test_who_sits_there_is_of_a_day(number):
    """A seat that has ended, or has not begun, is as if nobody had written it down."""
    voices = processes_of_voices()
    process, on = voices[number % len(voices)][1:]
    rng = Random(number)
    whole = process.decision_map or DecisionMap()
    forums = [
        attrs.evolve(forum, seats=[attrs.evolve(seat, **_around(rng, on)) for seat in forum.seats])
        for forum in whole.forums
    ]
    left = [attrs.evolve(forum, seats=[seat for seat in forum.seats if _holds(seat, on)]) for forum in forums]
    lasting = attrs.evolve(process, decision_map=attrs.evolve(whole, forums=forums))
    plain = attrs.evolve(process, decision_map=attrs.evolve(whole, forums=left))
    assert said(plain, on) == said(lasting, on)


def _holds(seat: Seat, on: date) -> bool:
    return (seat.since or on) <= on <= (seat.until or on)


@given(st.integers(0, MANY - 1))
def test_a_forum_meets_while_it_is_there(number):
    """Its meetings outside that time might as well not be on its calendar, while it is there for all that it settles."""
    rng = Random(number)
    _, process, on = random_process(number)
    whole, forums, left = process.decision_map, [], []
    for forum in whole.forums:
        if forum.meetings is None or forum.meetings.always or forum.meetings.known_until or forum.meetings.rule:
            forums.append(forum)
            left.append(forum)
            continue
        around = _around(rng, on)
        since, until = around["since"] or date.min, around["until"] or date.max
        due = [(each.on or on, each.on or date.max) for each in whole.decisions if each.made_at == forum.key]
        due += [(stage.by or on,) * 2 for each in whole.decisions for stage in each.stages if stage.at == forum.key]
        if any(until < first or last < since for first, last in due):
            around = {"since": None, "until": None}
        days = [day for day in forum.meetings.also if (around["since"] or day) <= day <= (around["until"] or day)]
        forums.append(attrs.evolve(forum, **around))
        left.append(attrs.evolve(forum, meetings=Meetings.on(days)))
    lasting = attrs.evolve(process, decision_map=attrs.evolve(whole, forums=forums))
    plain = attrs.evolve(process, decision_map=attrs.evolve(whole, forums=left))
    assert said(plain, on) == said(lasting, on)


@given(st.integers(0, MANY - 1))
def test_a_decision_that_was_withdrawn_is_ahead_for_nobody(number):
    """What was taken back before it was made is as if it had not been on the map."""
    rng = Random(number)
    _, process, on = random_process(number)
    whole, decisions = process.decision_map, []
    for decision in whole.decisions:
        last = min(on, decision.on or on)
        gone = last - timedelta(days=rng.choice((0, 1, 9))) if rng.random() < 0.5 else None
        decisions.append(attrs.evolve(decision, withdrawn=gone))
    left: list[Decision] = [decision for decision in decisions if decision.withdrawn is None]
    lasting = attrs.evolve(process, decision_map=attrs.evolve(whole, decisions=decisions))
    plain = attrs.evolve(process, decision_map=attrs.evolve(whole, decisions=left))
    assert said(plain, on) == said(lasting, on)


@given(st.integers(0, MANY - 1))
def test_one_moved_meeting_moves_what_is_settled_there(number):
    """One edit, and no day of it is left behind: the rule about days off the calendar finds no more than before."""
    rng = Random(number)
    _, process, on = random_process(number)
    whole = process.decision_map
    dated = [
        decision
        for decision in whole.decisions
        if decision.on is not None
        and decision.on in whole.forum(decision.made_at).meets_between(decision.on, decision.on)
        and not whole.forum(decision.made_at).meetings.always
    ]
    if not dated:
        return
    decision = rng.choice(dated)
    to = decision.on + timedelta(days=rng.choice((1, 7, 30)))
    if whole.forum(decision.made_at).meets_between(to, to):
        return
    moved = whole.moved(decision.made_at, decision.on, to=to)
    assert to == moved.decision(decision.key).on
    off = select(["MAP018"])
    before = {finding.about for finding in check(process, on=on, rules=off)}
    after = {finding.about for finding in check(attrs.evolve(process, decision_map=moved), on=on, rules=off)}
    assert after <= before


@given(st.integers(0, MANY - 1))
def test_whose_views_count_is_of_a_day(number):
    """Who has left, or is still to come, might as well not be listed; what names them still names them."""
    rng = Random(number)
    _, process, on = random_process(number)
    people = [attrs.evolve(person, **_around(rng, on)) for person in process.stakeholders]
    here = {person.key for person in people if (person.since or on) <= on <= (person.until or on)}
    lasting = Snapshot(attrs.evolve(process, stakeholders=people), on)
    users = {person.key for person in people if person.side == "service_users"} & here
    assert users == set(lasting.service_users)
    assert not lasting.whose_views & ({person.key for person in people} - here)
