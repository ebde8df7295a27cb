"""Contributions, events and ledgers drawn for the laws: few keys and few days, so that everything meets everything."""

from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from involvement import Contribution, Days, Event, InvolvementError, Ledger, Promise, WorkingCalendar
from involvement.feedback import AnswerOutcome, EventKind

START = date(2026, 3, 2)
DAYS = 12
KEYS = ("a", "b", "c", "d", "e")
KINDS = [
    *EventKind,
    EventKind.MERGED,
    EventKind.MERGED,
    EventKind.REOPENED,
    EventKind.WITHDRAWN,
]  # what is hard to get right
WHO = ("members", "carers", "board")


def day_of(number):
    return START + timedelta(days=number)


days = st.integers(0, DAYS).map(day_of)


def promised(kind):
    return st.builds(
        Promise,
        st.just(kind),
        days=st.integers(0, 6)
        | st.builds(Days, st.integers(0, 6), clear=st.booleans(), leave_out=st.sampled_from(["weekends", "sundays"])),
        roll=st.booleans(),
    )


calendars = st.none() | st.builds(WorkingCalendar, holidays=st.lists(days, max_size=3))


promises = st.lists(
    st.sampled_from(["acknowledged", "answered", "told", "followed_through"]), unique=True, max_size=4
).flatmap(lambda kinds: st.tuples(*map(promised, kinds)))


def any_contributions(chance):
    return [
        Contribution(
            key,
            on=day_of(chance.randrange(5)),
            stakeholder=chance.choice([None, *WHO]),
            way_back=chance.random() < 0.8,
            owner=chance.choice([None, "board"]),
        )
        for key in KEYS
    ]


def any_event(chance, ledger):
    """An event that is mostly possible, and on a day that is mostly not long before the last."""
    key, on = chance.choice(KEYS), day_of(chance.randrange(DAYS + 1))
    kind = chance.choice(sorted(ledger.allowed_next(key, on)) or KINDS)
    kind = chance.choice([kind, kind, kind, *KINDS])
    more = {
        EventKind.MERGED: {"into": chance.choice([each for each in KEYS if each != key])},
        EventKind.REDIRECTED: {"to": "council"},
        EventKind.TOLD: {"to": chance.choice([None, *WHO])},
        EventKind.ANSWERED: {
            "outcome": chance.choice([None, *AnswerOutcome]),
            "due": chance.choice([None, None, on + timedelta(days=2)]),
        },
    }.get(kind, {})
    owner = chance.choice([None, None, "estates"])
    return Event(key, kind, on=on, by=chance.choice([None, *WHO]), owner=owner, **more)


@st.composite
def ledgers(draw, most=40):
    """A ledger built by appending what can be appended: by chance from one number, since small lists hold no history."""
    chance = Random(draw(st.integers(0, 2**40)))
    ledger = Ledger(any_contributions(chance), promises=draw(promises), calendar=draw(calendars))
    for _ in range(chance.randrange(most)):
        try:
            ledger = ledger.append(any_event(chance, ledger))
        except InvolvementError:
            continue
    return ledger
