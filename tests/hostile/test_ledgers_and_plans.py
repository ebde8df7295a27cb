"""What if a ledger or a plan is huge, tangled, or at the edge of the calendar? It answers soon or says what is wrong."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random

import pytest

from involvement import (
    Activity,
    Contribution,
    Days,
    Event,
    InvalidValueError,
    Ledger,
    LimitExceeded,
    Process,
    Promise,
    Stakeholder,
    Workplan,
    check,
    involvement_cycle,
    next_steps,
)
from involvement.errors import LedgerError
from involvement.feedback import LedgerFault
from involvement.plans import Interval, When

NEW_YEAR = date(2026, 1, 1)
MANY = 10_000


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Time of the processor, many times what it takes: what grows with the square of the size takes longer still."""
    began = time.process_time()
    yield
    assert time.process_time() - began < seconds


def said(count: int) -> list[Contribution]:
    return [Contribution(f"c{number}", on=NEW_YEAR) for number in range(count)]


def after(days: int) -> date:
    return NEW_YEAR + timedelta(days)


@pytest.mark.parametrize("step", [1, -1], ids=["first-to-last", "last-to-first"])
def test_a_chain_of_ten_thousand_merges_is_read_soon(step):
    """Whoever joins what is alike over the years makes long chains, from either end."""
    merges = [Event(f"c{number}", "merged", on=after(1), into=f"c{number + 1}") for number in range(MANY - 1)][::step]
    with within(6):
        ledger = Ledger(said(MANY), [*merges, Event(f"c{MANY - 1}", "answered", on=after(2), outcome="did")])
        balance = ledger.balance(after(2))
    assert (MANY, 1, MANY - 1) == (balance.received, balance.answered, balance.merged)
    with within(6):
        assert MANY == ledger.closure(after(2)).overall.answered.n


def test_the_last_link_of_a_long_circle_is_refused():
    """However long the way round, nothing may become its own answer."""
    merges = [Event(f"c{number}", "merged", on=after(1), into=f"c{number + 1}") for number in range(999)][::-1]
    with pytest.raises(LedgerError) as refused:
        Ledger(said(1000), [*merges, Event("c999", "merged", on=after(1), into="c0")])
    assert LedgerFault.MERGED_IN_A_CIRCLE is refused.value.reason


def test_ten_thousand_contributions_with_fifty_thousand_events_are_asked_soon():
    """A service that keeps its ledger for ten years asks on a Monday morning."""
    rng = Random(7)
    contributions = [
        Contribution(f"c{number}", on=after(rng.randrange(1500)), stakeholder=f"s{number % 50}")
        for number in range(MANY)
    ]
    kinds = ("acknowledged", "assessed", "answered", "told", "followed_through")
    events = sorted(
        (
            Event(each.key, kind, on=each.on + timedelta(5 * place + rng.randrange(5)))
            for each in contributions
            for place, kind in enumerate(kinds)
        ),
        key=lambda event: event.on,
    )
    promises = [Promise(kind, days=Days(3, leave_out="weekends")) for kind in ("acknowledged", "answered", "told")]
    ledger = Ledger(contributions, events, promises=promises)
    with within(8):
        balance, closure = ledger.balance(after(1600)), ledger.closure(after(1600))
        assert () == ledger.overdue(after(1600)).rows
    assert (MANY, MANY) == (balance.received, balance.answered)
    assert (MANY, MANY) == (closure.overall.told.n, closure.overall.told.of)


@pytest.mark.parametrize(
    "told",
    [
        lambda number: {"after": [f"a{number - 1}"]} if number else {},
        lambda number: {"start": When.after_end(f"a{number - 1}", days=1)} if number else {},
        lambda number: {"due": When.before_start(f"a{number + 1}", days=1)} if number < 4999 else {},
    ],
    ids=["after", "start", "due"],
)
def test_a_chain_of_five_thousand_activities_is_planned_soon(told):
    """A region plans for all its services at once."""
    listed = [Activity(f"a{number}", days=1, **told(number)) for number in range(5000)]
    Random(3).shuffle(listed)
    with within(2):
        plan = Workplan(listed, start=NEW_YEAR)
    with within(20):
        assert after(4999) == plan.schedule().row("a4999").end


def test_a_circle_of_five_thousand_activities_is_refused_soon_and_in_a_short_sentence():
    """A message of five thousand keys names nothing."""
    with within(6), pytest.raises(InvalidValueError, match="a0 > a1 > a2 > ") as refused:
        Workplan([Activity(f"a{number}", after=[f"a{(number - 1) % 5000}"]) for number in range(5000)])
    assert len(str(refused.value)) < 250


@pytest.mark.parametrize("on", [date.min, after(2), date(9999, 12, 28), date.max], ids=str)
def test_every_day_of_the_calendar_can_be_asked_about(on):
    """A stranger's file may hold any day there is, and ask about any."""
    process = Process(
        "p",
        stakeholders=[Stakeholder("members", role="service_user")],
        ledger=Ledger(
            [
                Contribution("first", on=date.min, stakeholder="members", says="Ann told me"),
                Contribution("last", on=date.max, stakeholder="members", says="Ann told me"),
            ],
            [Event("first", "answered", on=date.min, outcome="will_do", due=date.max)],
            promises=[Promise("answered", days=Days(10**9, leave_out="weekends")), Promise("told", days=0)],
        ),
        workplan=Workplan(
            [Activity("a", start=date.min, due=date.max, days=36525), Activity("b", days=36525, after=["a"])],
            reviews=Interval(1000, "years"),
            start=date.min,
        ),
    )
    told = [
        *map(str, check(process, on=on)),
        *map(str, next_steps(process, on=on)),
        str(involvement_cycle(process, on=on)),
    ]
    assert all("Ann" not in each for each in [*told, repr(process), repr(process.ledger)])
    assert 1 + (on == date.max) == process.ledger.balance(on).received


def test_days_that_hang_on_each_other_both_ways_are_refused_beyond_a_limit():
    """The search among them takes the square of their number, so a stranger's file must not choose it."""
    both = [
        Activity(
            f"a{number}",
            days=1,
            start=When.after_start(f"a{number - 1}", days=1) if number else None,
            due=When.after_end(f"a{number - 1}", days=5) if number else None,
        )
        for number in range(1001)
    ]
    with pytest.raises(LimitExceeded, match="2000 dates that hang on each other both ways"):
        Workplan(both)
    with within(8):
        assert after(999) == Workplan(both[:1000], start=NEW_YEAR).schedule().row("a999").end
