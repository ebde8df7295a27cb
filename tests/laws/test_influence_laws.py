"""What is learnt of a say never contradicts what was said of it before, and more that is done for people never lowers it."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import TypeVar

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from involvement import (
    Contribution,
    Decision,
    DecisionMap,
    EntryPoint,
    Event,
    Flow,
    Forum,
    Issue,
    Ledger,
    Meetings,
    Process,
    Seat,
    Stage,
    Stakeholder,
    Standing,
    Support,
    influence,
)
from involvement.power import Influence, InfluenceCondition
from involvement.support import PaperSent

T = TypeVar("T")
FIRST = date(2026, 1, 1)
FORUMS = ("f0", "f1", "f2")
PEOPLE = (
    Stakeholder("users", role="service_user"),
    Stakeholder("carers", role="carer"),
    Stakeholder("board", role="board"),
)


def _day(draw: Random) -> date:
    return FIRST + timedelta(days=draw.randint(0, 120))


def _meetings(draw: Random) -> Meetings:
    return Meetings.on(sorted({_day(draw) for _ in range(draw.randint(1, 5))}))


def _perhaps(draw: Random, made: Callable[[Random], T], chance: float = 0.5) -> T | None:
    return made(draw) if draw.random() < chance else None


def _standing(draw: Random) -> Standing:
    return draw.choice(list(Standing))


def _map(draw: Random) -> DecisionMap:
    """A small map of which much is not known."""
    return DecisionMap(
        forums=[
            Forum(
                key,
                meetings=_perhaps(draw, _meetings),
                papers_due=_perhaps(draw, lambda draw: draw.randint(0, 10)),
                seats=[Seat(each.key, draw.randint(0, 2)) for each in PEOPLE if draw.random() < 0.5],
            )
            for key in FORUMS
        ],
        flows=[
            Flow(
                *draw.sample(FORUMS, 2),
                days=_perhaps(draw, lambda draw: draw.randint(0, 20)),
                standing=_perhaps(draw, _standing),
                opens=_perhaps(draw, _day, 0.1),
            )
            for _ in range(draw.randint(0, 3))
        ],
        entry_points=[
            EntryPoint(
                draw.choice(FORUMS),
                draw.choice([None, "users", "carers"]),
                standing=_perhaps(draw, _standing),
                closes=_perhaps(draw, _day, 0.2),
            )
            for _ in range(draw.randint(0, 2))
        ],
        decisions=[
            Decision(
                "contract",
                made_at=draw.choice(FORUMS),
                **_settled(draw),
                stages=[Stage("options", at=draw.choice(FORUMS), by=_day(draw))] if draw.random() < 0.5 else [],
            )
        ],
    )


def _learnt(whole: DecisionMap, draw: Random) -> DecisionMap:
    """The same map after somebody asked: some of what was not known is written down."""
    share = draw.random()

    def known(before: T | None, made: Callable[[Random], T]) -> T | None:
        return _perhaps(draw, made, share) if before is None else before

    return DecisionMap(
        forums=[
            evolve(
                each,
                meetings=known(each.meetings, _meetings),
                papers_due=known(each.papers_due, lambda draw: draw.randint(0, 10)),
            )
            for each in whole.forums
        ],
        flows=[
            evolve(
                each,
                days=known(each.days, lambda draw: draw.randint(0, 20)),
                standing=known(each.standing, _standing),
            )
            for each in whole.flows
        ],
        entry_points=[evolve(each, standing=known(each.standing, _standing)) for each in whole.entry_points],
        decisions=[_dated(each, known(each.on, partial(_day_of, each, whole))) for each in whole.decisions],
    )


def _settled(draw: Random) -> dict[str, object]:
    if draw.random() < 0.6:
        return {"on": _perhaps(draw, _day, 0.8)}
    last = _day(draw)
    return {"between": (last - timedelta(days=draw.randint(0, 30)), last)}


def _dated(decision: Decision, on: date | None) -> Decision:
    return decision if on is None else evolve(decision, between=None, on=on)


def _day_of(decision: Decision, whole: DecisionMap, draw: Random) -> date:
    """Any day; of a period, one on which its forum may sit, or any where the calendar has none."""
    if decision.between is None:
        return _day(draw)
    first, last = decision.between
    forum = whole.forum(decision.made_at)
    days = [day for n in range((last - first).days + 1) if (day := first + timedelta(days=n))]
    return draw.choice([day for day in days if forum.meetings is None or forum.sits_on(day)] or days)


def _ledger(draw: Random) -> Ledger:
    contributions, events = [], []
    for key in range(draw.randint(0, 2)):
        on = _day(draw)
        about = draw.choice(["contract", "evenings"])
        contributions.append(
            Contribution(f"c{key}", on=on, stakeholder=draw.choice(["users", "carers", None]), about=about)
        )
        if draw.random() < 0.5:
            on += timedelta(days=draw.randint(0, 20))
            events.append(Event(f"c{key}", "considered", on=on, forum=draw.choice([None, *FORUMS])))
        if draw.random() < 0.5:
            outcome = draw.choice(["did", "could_not", "noted"])
            events.append(Event(f"c{key}", "answered", on=on, outcome=outcome, reason=draw.choice([None, "because"])))
    return Ledger(contributions, events)


def _process(draw: Random) -> Process:
    return Process(
        "screening",
        stakeholders=PEOPLE,
        issues=[Issue("evenings", decisions=["contract"])],
        decision_map=_map(draw),
        ledger=_ledger(draw),
    )


def _asked(whole: Process, draw: Random) -> Callable[[Process], Influence]:
    on = FIRST + timedelta(days=draw.choice([-10, 30, 60, 90, 130]))
    return lambda process: influence(process, on=on)


@given(st.integers(0, 2**32).map(Random))
def test_what_becomes_known_stays_between_what_was_possible(draw: Random) -> None:
    """A standing that was shown cannot turn out not to be so by learning the day of the decision: then it was a guess."""
    whole = _process(draw)
    asked = _asked(whole, draw)
    before = asked(whole)
    after = asked(evolve(whole, decision_map=_learnt(whole.decision_map, draw)))
    for one, other in zip(before.rows, after.rows, strict=True):
        assert one.evidenced.at_least <= other.evidenced.at_least
        assert other.evidenced.at_most <= one.evidenced.at_most
        for condition in InfluenceCondition:
            said, now = one.facts.showing(condition), other.facts.showing(condition)
            assert said in {"unknown", now}, (condition, said, now)


@given(st.integers(0, 2**32).map(Random))
def test_papers_answers_and_deeds_never_lower_what_is_shown(draw: Random) -> None:
    """Whoever brings what is missing must not end lower for it."""
    whole = _process(draw)
    asked = _asked(whole, draw)
    papers = [
        PaperSent(who, FIRST - timedelta(days=100), decision="contract", formats=["print"])
        for who in ("users", "carers")
    ]
    more = list(whole.ledger.events)
    answered = {each.contribution for each in more if each.kind == "answered"}
    days = [each.on for each in (*whole.ledger.contributions, *more)]
    last = max(days, default=FIRST)
    for each in whole.ledger.contributions:
        if each.key not in answered:
            more.append(Event(each.key, "answered", on=last, outcome="did", reason="it was missing"))
        more += [Event(each.key, kind, on=last) for kind in ("told", "followed_through")]
    better = (
        evolve(whole, support=Support(papers=papers, reading_days=1)),
        evolve(whole, ledger=Ledger(whole.ledger.contributions, more)),
    )
    before = asked(whole)
    for after in map(asked, better):
        for one, other in zip(before.rows, after.rows, strict=True):
            assert one.evidenced.at_least <= other.evidenced.at_least
