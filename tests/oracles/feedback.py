"""What a ledger says, found the slow way: for each day everything is played again from nothing, on plain dictionaries."""

from datetime import timedelta
from itertools import pairwise

from involvement import WorkingCalendar
from tests.oracles.counted_days import naive_after

ELSEWHERE = {"acknowledged", "told", "withdrawn", "reopened"}


def in_order(events):
    """The events by day; a day's events as they are stored."""
    found = []
    for day in sorted({each.on for each in events}):
        found += [each for each in events if each.on == day]
    return found


def fault(contributions, events):
    """Why the events cannot have happened, or None."""
    raised = {each.key: each.on for each in contributions}
    state = dict.fromkeys(raised, "open")
    into = {}
    for event in in_order(events):
        key, kind = event.contribution, event.kind.value
        if event.on < raised[key]:
            return "not_received"
        now = state[key]
        if now == "open" and kind == "reopened":
            return "is_open"
        if now == "answered" and kind == "merged":
            return "is_answered"
        if now in {"merged", "redirected"} and kind not in ELSEWHERE:
            return f"is_{now}"
        if now == "withdrawn" and kind != "reopened":
            return "is_withdrawn"
        if kind == "merged":
            if raised[event.into] > event.on:
                return "into_not_received"
            if state[event.into] == "withdrawn":
                return "into_withdrawn"
            if key in chain(event.into, into):
                return "merged_in_a_circle"
        change(state, into, event)
    return None


def change(state, into, event):
    """One event, played on the states and on what is merged into what."""
    key, kind = event.contribution, event.kind.value
    if kind in {"answered", "merged", "redirected", "withdrawn"}:
        state[key] = kind
    if kind == "reopened":
        state[key] = "open"
    if kind in {"withdrawn", "reopened", "answered", "redirected"}:
        into.pop(key, None)
    if kind == "merged":
        into[key] = event.into
    if kind == "withdrawn":
        for other in [each for each, target in into.items() if target == key]:
            state[other] = "open"
            del into[other]


def chain(key, into):
    """The key and all that it is merged into, one after the other."""
    found = [key]
    while found[-1] in into:
        found.append(into[found[-1]])
    return found


def standing(ledger, day):
    """For each contribution received by the day, what can be said of it, by the names of `Progress`."""
    received = [each for each in ledger.contributions if each.on <= day]
    told_in_order = list(enumerate(each for each in in_order(ledger.events) if each.on <= day))
    state = {each.key: "open" for each in received}
    into = {}
    since = {each.key: each.on for each in received}
    begins = dict.fromkeys(state, -1)  # the number of the event with which its waiting began
    joined = {}
    for number, event in told_in_order:
        key = event.contribution
        if event.kind.value == "reopened" and state[key] != "merged":
            since[key], begins[key] = event.on, number
        if event.kind.value == "merged":
            joined[key] = number
        change(state, into, event)
    found = {}
    for each in received:
        found[each.key] = one(ledger, each, chain(each.key, into), told_in_order, state, since, begins, joined)
    return found


def one(ledger, contribution, links, told_in_order, state, since, begins, joined):
    """The same for one contribution."""
    key, end = contribution.key, links[-1]

    def happened(which, *kinds, always=False):
        first = -1 if always else begins[which]
        return [
            (number, event)
            for number, event in told_in_order
            if event.contribution == which and event.kind.value in kinds and number > first
        ]

    def first_shared(kind):
        """The first such event of its own, or of another from when this was merged into that."""
        shared, after = happened(key, kind, always=True), -1
        for before, other in pairwise(links):
            after = max(after, joined[before])
            shared += [(number, event) for number, event in happened(other, kind, always=True) if number > after]
        return first_day(sorted(shared, key=lambda pair: pair[0]))

    def first_day(events):
        return events[0][1].on if events else None

    answers = happened(end, "answered") if state[end] in {"answered", "redirected"} else []
    settling = []
    if state[end] == "answered":
        settling = answers[-1:]
    elif state[end] == "redirected":
        settling = happened(end, "redirected")[-1:]
    settled = settling[0][0] if settling else None
    answered = answers[0][0] if answers else None
    if end != key:
        settled = None if settled is None else max(settled, joined[key])
        answered = None if answered is None else max(answered, joined[key])
    days = {number: event.on for number, event in told_in_order}
    told = [
        event.on
        for number, event in happened(key, "told", always=True)
        if settled is not None
        and number > settled
        and (contribution.stakeholder is None or event.to is None or event.to == contribution.stakeholder)
    ]
    every_answer = happened(end, "answered")
    last_answer = every_answer[-1][0] if every_answer else begins[end]
    kept = [event.on for number, event in happened(end, "followed_through") if number > last_answer]
    return {
        "state": state[key],
        "end": end,
        "end_state": state[end],
        "since": since[key],
        "acknowledged": first_day(happened(key, "acknowledged", "told")),
        "assessed": first_shared("assessed"),
        "considered": first_shared("considered"),
        "answer": answers[-1][1] if answers else None,
        "answered": None if answered is None else days[answered],
        "settled": None if settled is None else days[settled],
        "told": told[0] if told else None,
        "followed_through": first_day(happened(end, "followed_through")),
        "kept": kept[0] if kept else None,
        "redirected_to": settling[0][1].to if state[end] == "redirected" else None,
    }


def due(promise, start, calendar=None):
    """The last day in time: one day after the other is looked at."""
    calendar = calendar or WorkingCalendar()
    day = naive_after(start, promise.days, calendar)
    while promise.roll and (f"{day:%A}".lower() in calendar.weekend or day in calendar.holidays):
        day += timedelta(days=1)
    return day


def overdue(ledger, on):
    """Triples of contribution, promise and the day it was due, and how many wait without a promise."""
    promises = {each.kind.value: each for each in ledger.promises}
    rows, unknown = [], {}
    by_key = {each.key: each for each in ledger.contributions}
    for key, found in standing(ledger, on).items():
        waits = []
        if found["state"] == "withdrawn":
            continue
        if found["settled"] is None:
            waits.append(("answered", found["since"], None))
            if by_key[key].way_back and found["acknowledged"] is None:
                waits.append(("acknowledged", found["since"], None))
        elif by_key[key].way_back and found["told"] is None:
            waits.append(("told", found["settled"], None))
        answer = found["answer"]
        if found["end_state"] == "answered" and found["kept"] is None:
            outcome = answer.outcome.value if answer.outcome else None
            if outcome == "will_do" or (answer.due and outcome != "did"):
                waits.append(("followed_through", answer.on, answer.due))
        for kind, since, named in waits:
            if named is None and kind not in promises:
                unknown[kind] = unknown.get(kind, 0) + 1
            elif (last := named or due(promises[kind], since, ledger.calendar)) < on:
                rows.append((key, kind, last))
    return sorted(rows), unknown
