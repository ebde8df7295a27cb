"""Does a ledger keep everything, count everything once, and say what playing it again from nothing says?"""

import random
from collections import Counter
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from involvement import Contribution, Days, Event, Ledger, Promise
from involvement.errors import LedgerError
from involvement.feedback import AnswerOutcome, ContributionState, EventKind, LedgerFault
from tests.oracles import feedback as oracle
from tests.strategies.ledgers import (
    DAYS,
    KEYS,
    START,
    any_contributions,
    any_event,
    calendars,
    day_of,
    ledgers,
    promised,
    promises,
)

EVERY_DAY = [day_of(number) for number in range(-1, DAYS + 8)]
chances = st.integers(0, 2**40).map(random.Random)
few = settings(max_examples=20)  # each asks about every day; a long search draws a hundred times as many


@given(chances)
def test_an_event_is_refused_exactly_when_it_cannot_have_happened(chance):
    """Whatever order they are recorded in, the same histories are possible, and the fault is the first one in time."""
    kept, said = [], any_contributions(chance)
    ledger = Ledger(said)
    for _ in range(chance.randrange(40)):
        event = any_event(chance, ledger)
        fault = oracle.fault(said, [*kept, event])
        if fault is None:
            ledger, kept = ledger.append(event), [*kept, event]
            continue
        with pytest.raises(LedgerError) as refused:
            ledger.append(event)
        assert fault == refused.value.reason
        with pytest.raises(LedgerError, match=fault):
            Ledger(said, [*kept, event])
    assert tuple(kept) == ledger.events


@few
@given(ledgers())
def test_what_stands_on_each_day_is_what_playing_it_again_says(ledger):
    """The lines of moments are built once; a slower way that builds nothing must agree on every day."""
    for day in EVERY_DAY:
        expected = oracle.standing(ledger, day)
        found = {each.contribution: each for each in ledger.all_progress(day)}
        assert list(expected) == list(found)
        for key, facts in expected.items():
            assert facts == {name: getattr(found[key], name) for name in facts}
            assert found[key] == ledger.progress(key, day)
            assert found[key].state is ledger.state(key, day)


@few
@given(ledgers())
def test_every_contribution_is_counted_once_on_every_day(ledger):
    """What is in no place was lost, and what is in two was counted for more than was said."""
    for day in EVERY_DAY:
        balance = ledger.balance(day)
        counts = Counter(facts["state"] for facts in oracle.standing(ledger, day).values())
        assert sum(each.on <= day for each in ledger.contributions) == balance.received
        parts = {state.value: getattr(balance, state.value) for state in ContributionState}
        assert balance.received == sum(parts.values())
        assert {state.value: counts[state.value] for state in ContributionState} == parts


@few
@given(ledgers())
def test_appended_one_by_one_or_all_at_once_it_is_the_same_ledger(ledger):
    """An append looks at little; it must know as much as whoever reads the whole."""
    whole = Ledger(ledger.contributions, ledger.events, promises=ledger.promises, calendar=ledger.calendar)
    at_once = Ledger(promises=ledger.promises, calendar=ledger.calendar).append(*ledger.events, *ledger.contributions)
    assert whole == ledger == at_once
    for day in EVERY_DAY:
        assert whole.all_progress(day) == ledger.all_progress(day) == at_once.all_progress(day)


@few
@given(ledgers(), chances)
def test_what_was_in_the_ledger_stays_in_it_and_as_it_was(ledger, chance):
    """A record from which something can vanish is no record; and a ledger from which others grew is not theirs to change."""
    before = [ledger.all_progress(day) for day in EVERY_DAY]
    for _ in range(12):
        longer = ledger.append(Contribution("late", on=day_of(3)))
        try:
            longer = longer.append(any_event(chance, ledger), any_event(chance, ledger))
        except LedgerError:
            continue
        assert ledger.contributions == longer.contributions[: len(ledger.contributions)]
        assert ledger.events == longer.events[: len(ledger.events)]
    assert before == [ledger.all_progress(day) for day in EVERY_DAY]


@few
@given(ledgers(), st.integers(0, DAYS))
def test_what_is_yet_to_come_changes_nothing_in_what_was(ledger, number):
    """On a day, only what happened by then counts: a look back must see what could be seen then."""
    day = day_of(number)
    until = Ledger(
        ledger.contributions,
        [each for each in ledger.events if each.on <= day],
        promises=ledger.promises,
        calendar=ledger.calendar,
    )
    for each in EVERY_DAY[: number + 2]:
        assert ledger.all_progress(each) == until.all_progress(each)
        assert ledger.overdue(each) == until.overdue(each)


@few
@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_of_unrelated_events_never_matters(ledger, chance):
    """Only what merges join, and what happened to one contribution on one day, has an order to keep."""
    group = {key: {key} for key in KEYS}
    for event in ledger.events:
        if event.into is not None:
            joined = group[event.contribution] | group[event.into]
            group.update(dict.fromkeys(joined, joined))
    queues: dict[tuple[str, ...], list[Event]] = {}
    for event in ledger.events:
        queues.setdefault(tuple(sorted(group[event.contribution])), []).append(event)
    mixed = []
    while queues:
        pick = chance.choice(sorted(queues))
        mixed.append(queues[pick].pop(0))
        if not queues[pick]:
            del queues[pick]
    said = chance.sample(ledger.contributions, len(ledger.contributions))
    again = Ledger(said, mixed, promises=ledger.promises, calendar=ledger.calendar)
    for day in EVERY_DAY:
        assert ledger.balance(day) == again.balance(day)
        assert ledger.overdue(day) == again.overdue(day)
        assert ledger.closure(day) == again.closure(day)
        assert ledger.you_said_we_did(day) == again.you_said_we_did(day)


@few
@given(ledgers())
def test_what_is_overdue_is_what_counting_the_days_says(ledger):
    """A day more or less decides whether a promise was kept."""
    for day in EVERY_DAY:
        rows, unknown = oracle.overdue(ledger, day)
        overdue = ledger.overdue(day)
        assert rows == sorted((row.contribution, row.promise.value, row.due) for row in overdue.rows)
        assert [(day - row.due).days for row in overdue.rows] == [row.days_late for row in overdue.rows]
        assert unknown == {kind.value: count for kind, count in overdue.unknown}
        assert list(overdue.rows) == sorted(overdue.rows, key=lambda row: row.due)


@given(ledgers(), st.integers(0, DAYS), st.integers(0, 9))
def test_what_falls_due_is_what_will_be_overdue_if_nothing_happens(ledger, number, later):
    """Whoever plans a week must see just what that week would break."""
    day, until = day_of(number), day_of(number + later)
    still = Ledger(
        [each for each in ledger.contributions if each.on <= day],
        [each for each in ledger.events if each.on <= day],
        promises=ledger.promises,
        calendar=ledger.calendar,
    )
    by_then = {(row.contribution, row.promise, row.due) for row in still.overdue(until + timedelta(days=1)).rows}
    now = {(row.contribution, row.promise, row.due) for row in still.overdue(day).rows}
    due = ledger.falling_due(day, until)
    assert by_then - now == {(row.contribution, row.promise, row.due) for row in due}
    assert all(day <= row.due <= until and row.days_late <= 0 for row in due)


@given(promised("answered"), st.integers(0, 30).map(day_of), calendars)
def test_a_promise_is_due_on_the_day_that_counting_finds(promise, start, calendar):
    """Weekends and holidays are jumped over; a slower way looks at each day."""
    assert oracle.due(promise, start, calendar) == promise.due(start, calendar)


@given(ledgers())
def test_what_is_allowed_next_is_what_can_be_appended(ledger):
    """Whoever offers the next steps on a screen must offer none that is refused, and hide none that is not."""
    last = day_of(DAYS)
    for key in KEYS:
        others = [each for each in KEYS if each != key]
        for kind in EventKind:
            more = {"into": others[0]} if kind is EventKind.MERGED else {}
            more |= {"to": "council"} if kind is EventKind.REDIRECTED else {}
            event = Event(key, kind, on=last, **more)
            fault = oracle.fault(ledger.contributions, [*ledger.events, event])
            about_the_other = {"into_withdrawn", "merged_in_a_circle"}
            assert (fault is None or fault in about_the_other) == (kind in ledger.allowed_next(key, last))


@few
@given(ledgers())
def test_the_rates_of_the_groups_add_up_to_that_of_all(ledger):
    """A contribution in two groups, or in none, would count for more, or for nothing."""
    for day in EVERY_DAY[::4]:
        closure = ledger.closure(day)
        balance = ledger.balance(day)
        apart = closure.no_way_back + closure.redirected + closure.withdrawn
        ends = [facts["end_state"] for facts in oracle.standing(ledger, day).values()]
        assert ends.count("redirected") == closure.redirected
        assert balance.received == closure.overall.answered.of + apart
        for name in ("acknowledged", "answered", "told", "followed_through"):
            rates = [getattr(group, name) for group in closure.groups]
            whole = getattr(closure.overall, name)
            assert (whole.n, whole.of) == (sum(each.n for each in rates), sum(each.of for each in rates))
            assert whole.share == (Fraction(whole.n, whole.of) if whole.of else None)
        days = [each for group in closure.groups for each in group.days_to_answer.days]
        assert sorted(days) == list(closure.overall.days_to_answer.days)


@few
@given(ledgers())
def test_every_voice_is_in_exactly_one_row_of_what_people_hear(ledger):
    """Who said the same as others must not vanish among them, nor be told apart as another wish."""
    for day in EVERY_DAY[::4]:
        rows = ledger.you_said_we_did(day)
        balance = ledger.balance(day)
        assert balance.received - balance.withdrawn == sum(row.voices for row in rows)
        assert balance.open + balance.answered + balance.redirected == len(rows)
        assert all(str(row).startswith("You said: ") for row in rows)
        by_key = {each.key: each for each in ledger.contributions}
        played = oracle.standing(ledger, day)
        for row in rows:
            joined = [key for key, facts in played.items() if facts["end"] == row.contribution]
            reachable = [key for key in joined if by_key[key].way_back]
            untold = [key for key in reachable if played[key]["settled"] and not played[key]["told"]]
            assert (len(joined), len(joined) - len(reachable)) == (row.voices, row.no_way_back)
            assert len(untold) == row.untold


SAID_DONE = {"reply.did", "reply.did_on", "reply.did_since"}


@few
@given(ledgers())
def test_what_people_hear_is_true_on_the_day(ledger):
    """A deed of a day to come, a promise that is past, and "not yet" of what is done since were all said once."""
    for day in EVERY_DAY[::3]:
        played = oracle.standing(ledger, day)
        late = {row.contribution for row in ledger.overdue(day) if row.promise is EventKind.FOLLOWED_THROUGH}
        for row in ledger.you_said_we_did(day):
            facts, codes = played[row.contribution], [said.code.removesuffix(".action") for said in row.answer]
            answer = facts["answer"]
            outcome = None if answer is None else answer.outcome
            due = None if answer is None else answer.due
            passed_on, open_still = facts["state"] == "redirected", facts["state"] == "open"
            done = not passed_on and not open_still and outcome in {"did", "will_do", "not_yet"}
            assert row.done is (facts["kept"] is not None or outcome == "did")
            assert bool(SAID_DONE & {*codes}) is (done and (outcome == "did" or facts["kept"] is not None))
            assert ("reply.passed_on" in codes) is passed_on
            assert bool({"reply.open", "reply.looking_again"} & {*codes}) is open_still
            if "reply.not_shown" in codes:
                assert row.contribution in late
            elif due is not None and not passed_on and not row.done:
                assert due >= day
                assert {"reply.will_do_by", "reply.is_due", "reply.is_due_instead"} & {*codes}
            for statement in row.answer:
                days = [value for name, value in statement.facts if name in {"on", "kept", "answered"}]
                promised = {"reply.is_due", "reply.is_due_instead"} & {statement.code}
                assert all(each >= day if promised else each <= day for each in days)


@given(promises, chances)
@settings(max_examples=20)
def test_a_ledger_without_events_waits_for_everything(clocks, chance):
    """Nobody may be forgotten because nothing happened: that is just what makes them wait."""
    said = any_contributions(chance)
    ledger = Ledger(said, promises=clocks)
    assert ledger.balance(EVERY_DAY[-1]).open == len(said)


def operations(seed, count):
    """So many additions to a ledger, possible and impossible, mostly in the order of their days and sometimes late."""
    chance = random.Random(seed)
    keys = []
    for number in range(count):
        day = START + timedelta(days=number // 20)
        if not keys or chance.random() < 0.2:
            keys.append(f"c{len(keys)}")
            yield Contribution(keys[-1], on=day, stakeholder=chance.choice(["members", "carers", None]))
            continue
        kind = chance.choice(list(EventKind))
        more = {
            EventKind.MERGED: {"into": chance.choice(keys)},
            EventKind.REDIRECTED: {"to": "council"},
            EventKind.ANSWERED: {"outcome": chance.choice(list(AnswerOutcome))},
        }.get(kind, {})
        on = day - timedelta(days=chance.randrange(40)) if chance.random() < 0.1 else day
        key = chance.choice(keys[-300:])
        if more.get("into") != key:
            yield Event(key, kind, on=on, **more)


def test_nothing_is_lost_in_ten_thousand_operations():
    """A ledger is kept for years. After any sequence of additions everything is there, once, and in its place."""
    clocks = [Promise("answered", days=Days(20, leave_out="weekends"))]
    ledger = Ledger(promises=clocks)
    said, told, refused = [], [], Counter()
    for number, entry in enumerate(operations(seed=7, count=10_000)):
        before = ledger
        try:
            ledger = ledger.append(entry)
        except LedgerError as error:
            refused[error.reason] += 1
        else:
            (said if isinstance(entry, Contribution) else told).append(entry)
        if number % 250 == 0:
            assert before.events == ledger.events[: len(before.events)]
            assert before.contributions == ledger.contributions[: len(before.contributions)]
            for age in (0, 30, 200):
                balance = ledger.balance(START + timedelta(days=number // 20 - age))
                parts = sum(getattr(balance, state.value) for state in ContributionState)
                assert balance.received == parts
    assert (tuple(said), tuple(told)) == (ledger.contributions, ledger.events)
    assert len(refused) >= len(LedgerFault) - 2  # two faults are rare where most come in the order of their days
    whole = Ledger(said, told, promises=clocks)
    for day in (START + timedelta(days=100), START + timedelta(days=500)):
        assert whole.all_progress(day) == ledger.all_progress(day)
        counts = Counter(state for key in (each.key for each in said) if (state := ledger.state(key, day)))
        assert {state: getattr(ledger.balance(day), state.value) for state in counts} == dict(counts)
