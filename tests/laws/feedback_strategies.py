"""Contributions, events and ledgers drawn for the laws: few keys and few days, so that everything meets everything."""

from datetime import date, timedelta

from hypothesis import strategies as st

from involvement import AnswerOutcome, Contribution, Event, EventKind, InvolvementError, Ledger, Promise

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
contributions = st.tuples(
    *(
        st.builds(
            Contribution,
            st.just(key),
            on=st.integers(0, 4).map(day_of),
            stakeholder=st.sampled_from([None, *WHO]),
            way_back=st.sampled_from([True, True, True, False]),
            owner=st.sampled_from([None, "board"]),
        )
        for key in KEYS
    )
)


@st.composite
def events(draw, keys=KEYS):
    kind = draw(st.sampled_from(KINDS))
    key, on = draw(st.sampled_from(keys)), draw(days)
    more = {}
    if kind is EventKind.MERGED:
        more["into"] = draw(st.sampled_from([each for each in KEYS if each != key]))
    elif kind is EventKind.REDIRECTED:
        more["to"] = "council"
    elif kind is EventKind.TOLD:
        more["to"] = draw(st.sampled_from([None, *WHO]))
    elif kind is EventKind.ANSWERED:
        more["outcome"] = draw(st.sampled_from([None, *AnswerOutcome]))
        more["due"] = draw(st.sampled_from([None, None, on + timedelta(days=2)]))
    return Event(key, kind, on=on, by=draw(st.sampled_from([None, *WHO])), **more)


def promised(kind):
    return st.builds(
        Promise,
        st.just(kind),
        days=st.integers(0, 6),
        working_days=st.booleans(),
        closed=st.lists(days, max_size=3),
    )


promises = st.lists(
    st.sampled_from(["acknowledged", "answered", "told", "followed_through"]), unique=True, max_size=4
).flatmap(lambda kinds: st.tuples(*map(promised, kinds)))


@st.composite
def ledgers(draw, most=14):
    """A ledger built by appending what can be appended."""
    ledger = Ledger(draw(contributions), promises=draw(promises))
    for event in draw(st.lists(events(), max_size=most)):
        try:
            ledger = ledger.append(event)
        except InvolvementError:
            continue
    return ledger
