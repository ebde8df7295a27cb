"""Processes about how much say there is: the case files of the levels with small changes, and random ones."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random

import attrs

from involvement import (
    Claim,
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
    Priorities,
    Process,
    Seat,
    Stage,
    Support,
    ladder,
)
from involvement.decisions import Stakes
from involvement.levels import Ladder, Rung, StandingMatch
from involvement.priorities import Agreement, Settlement
from involvement.support import NeedsAsked, PaperSent
from tests.checks.case_files import cases
from tests.truth.processes import CHANGES, PEOPLE, PERSONS, STANDINGS, Asked

FIRST = date(2026, 3, 2)
RANDOM = 500
CALLED = 120
CHANGED = 6
OWN = Ladder(
    "ours",
    title="Our own words",
    ordered=True,
    rungs=[
        Rung("asked", standings=[StandingMatch("exact", standing="consulted")]),
        Rung(
            "shaping",
            title="Shaping it",
            standings=[StandingMatch("broad", standing=s) for s in ("advises", "codesigns")],
        ),
        Rung("running", standings=[StandingMatch("close", standing=s) for s in ("delegated", "controls")]),
        Rung("proud"),
    ],
)
LADDERS = ("arnstein-1969", "iap2-2018", "lundy-2007", "tlap-2016", "ours")
OUTCOMES = ("did", "did_in_part", "will_do", "not_yet", "could_not", "noted")


@cache
def processes() -> tuple[Asked, ...]:
    return (*_cases(), *_random(), *map(called_process, range(CALLED)))


def _cases() -> Iterator[Asked]:
    for number, case in enumerate(cases("LAD")):
        yield Asked(str(case), case.process, case.on)
        for again in range(CHANGED):
            rng = Random(1000 * number + again)
            process, on = case.process, case.on
            for _ in range(rng.randint(1, 2)):
                process, on = rng.choice(CHANGES[:-1])(rng, process, on)
            yield Asked(f"{case}, changed {again}", process, on)


def _random() -> Iterator[Asked]:
    """The random ones; every fifth also on the last day on which the options of its decisions are open."""
    for seed in range(RANDOM):
        asked = random_process(seed)
        yield asked
        if seed % 5 == 0:
            stages = [stage for decision in asked.process.decision_map.decisions for stage in decision.all_stages()]
            for last in sorted({stage.by for stage in stages if stage.name == "options" and stage.by is not None}):
                yield Asked(f"{asked.source}, options until then", asked.process, last)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def random_process(seed: int) -> Asked:
    """A group, a board and what lies between them: claims, seats, papers, answers and an agreement."""
    rng = Random(seed)
    people = [attrs.evolve(person, role=None) if seed % 7 == 0 else person for person in PEOPLE if rng.random() < 0.8]
    keys = [person.key for person in people] or ["somebody"]
    own = [key for key in keys if key in {"members", "carers", PERSONS[0]}] or keys
    decisions = [_decision(rng, key) for key in ("contract", "letters")[: rng.randint(1, 2)]]
    process = Process(
        "screening",
        stakeholders=people,
        decision_map=DecisionMap(
            forums=[_forum(rng, key, keys) for key in ("group", "board")],
            flows=[_flow(rng) for _ in range(rng.randint(0, 2))],
            entry_points=[_entry(rng, own) for _ in range(rng.randint(0, 3))],
            decisions=decisions,
        ),
        ladders=[OWN],
        claims=[_claim(rng, own, decisions) for _ in range(rng.choice((0, 1, 2, 4, 8)))],
        issues=[Issue("terms", decisions=["contract"])] if rng.random() < 0.6 else [],
    )
    if process.issues and rng.random() < 0.7:
        process = attrs.evolve(process, agreement=_agreement(rng, own))
    if rng.random() < 0.7:
        process = attrs.evolve(process, ledger=_ledger(rng, own, process))
    if rng.random() < 0.6:
        process = attrs.evolve(process, support=_support(rng, own))
    return Asked(f"levels {seed}", process, day(rng.randint(20, 120)))


def called_process(seed: int) -> Asked:
    """One route that owes as much as the decision calls for, or what is asked least; and what may be missing all the same."""
    rng = Random(10_000 + seed)
    standing = rng.choice(("consulted", "consulted", "advises", "codesigns"))
    opens = rng.choice((None, day(75)))
    process = Process(
        "screening",
        stakeholders=PEOPLE[:2],
        decision_map=DecisionMap(
            forums=[Forum(key, meetings=Meetings.any_day(), papers_due=0) for key in ("group", "board")],
            flows=[Flow("group", "board", days=7, standing=standing)],
            entry_points=[EntryPoint("group", who, standing=standing, opens=opens) for who in ("members", "carers")],
            decisions=[
                Decision(
                    "contract",
                    made_at="board",
                    on=day(80),
                    stages=[Stage("options", at="group", by=day(rng.choice((30, 78))))],
                    calls_for=rng.choice((None, standing, standing, "consulted", "informed")),
                    stakes=Stakes(
                        impact="some", resources_open="some", hard_to_undo="easily_undone", legal_duty="none"
                    ),
                )
            ],
        ),
        ledger=_ledger(
            rng,
            ["members", "carers"],
            Process(
                "p",
                decision_map=DecisionMap(forums=[Forum("board")], decisions=[Decision("contract", made_at="board")]),
            ),
        ),
        support=_support(rng, ["members", "carers"]),
    )
    return Asked(f"called {seed}", process, day(rng.choice((60, 77, 79, 81))))


def _forum(rng: Random, key: str, people: list[str]) -> Forum:
    calendar = rng.choice((None, *(Meetings.any_day(),) * 5, Meetings.on([day(30), day(60), day(90)])))
    seats = rng.sample(people, rng.randint(1, min(4, len(people)))) if key == "board" and rng.random() < 0.6 else []
    return Forum(
        key,
        title=rng.choice((None, f"The {key}")),
        meetings=calendar,
        papers_due=rng.choice((None, 0, 0, 0, 7)),
        seats=[Seat(seat, votes=rng.choice((0, 1, 1, 2, 5))) for seat in seats],
        quota=rng.choice((None, None, 1, 3)) if seats else None,
    )


def _window(rng: Random) -> dict[str, date | None]:
    if rng.random() < 0.75:
        return {}
    opens = rng.randint(0, 90)
    return rng.choice(({"opens": day(opens)}, {"opens": day(opens - 30), "closes": day(opens)}))


def _flow(rng: Random) -> Flow:
    days = rng.choice((None, 0, 1, 7, 30))
    return Flow("group", "board", days=days, standing=rng.choice(STANDINGS), **_window(rng))


def _entry(rng: Random, people: list[str]) -> EntryPoint:
    forum, who = rng.choice(("group", "group", "board")), rng.choice((None, *people))
    return EntryPoint(forum, who, standing=rng.choice(STANDINGS), **_window(rng))


def _decision(rng: Random, key: str) -> Decision:
    stages = []
    if rng.random() < 0.6:
        stages = [Stage("options", at=rng.choice(("group", "board")), by=rng.choice((None, day(rng.randint(0, 90)))))]
    stakes = None
    if rng.random() < 0.5:
        stakes = Stakes(
            impact=rng.choice((None, "some", "great")),
            hard_to_undo=rng.choice((None, "easily_undone", "for_good")),
            legal_duty=rng.choice((None, "none", "inform", "consult", "agree")),
            resources_open=rng.choice((None, "some", "most")),
        )
    on = rng.randint(20, 110)
    settled = rng.choice(({}, *({"on": day(on)},) * 5, *({"between": (day(on - rng.randint(0, 40)), day(on))},) * 2))
    return Decision(
        key,
        title=rng.choice((None, f"The {key}")),
        made_at="board",
        **settled,
        stages=stages,
        calls_for=rng.choice((None, None, "informed", "consulted", "advises", "codesigns", "decides_jointly")),
        stakes=stakes,
    )


def _claim(rng: Random, people: list[str], decisions: list[Decision]) -> Claim:
    decision, key = rng.choice(decisions), rng.choice(LADDERS)
    rungs = (OWN if key == "ours" else ladder(key)).rungs
    return Claim(
        rng.choice(people),
        decision.key,
        stage=rng.choice((None, None, *(stage.name for stage in decision.all_stages()))),
        ladder=key,
        rung=rng.choice(rungs).key,
        explanation=rng.choice((None, " ", "Terms are open.")),
        on=rng.choice((None, day(-300), day(10), day(40), day(200))),
    )


def _ledger(rng: Random, people: list[str], process: Process) -> Ledger:
    about = [*(decision.key for decision in process.decision_map.decisions), *(issue.key for issue in process.issues)]
    contributions, events = [], []
    for number in range(rng.randint(1, 3)):
        on = rng.randint(-10, 80)
        key = f"c{number}"
        contributions.append(
            Contribution(
                key,
                on=day(on),
                stakeholder=rng.choice((None, *people, *people)),
                about=rng.choice(about),
                way_back=rng.random() < 0.9,
            )
        )
        if rng.random() < 0.4:
            on += rng.randint(0, 20)
            events.append(Event(key, "considered", on=day(on), forum=rng.choice((None, "group", "board"))))
        if rng.random() < 0.7:
            on += rng.randint(0, 20)
            reason = rng.choice((None, "No money."))
            events.append(Event(key, "answered", on=day(on), outcome=rng.choice(OUTCOMES), reason=reason))
            if rng.random() < 0.6:
                on += rng.randint(0, 10)
                events.append(Event(key, "told", on=day(on)))
            if rng.random() < 0.15:
                events.append(Event(key, "followed_through", on=day(on + 5)))
    return Ledger(contributions, events)


def _agreement(rng: Random, people: list[str]) -> Agreement:
    ranking = [Priorities(key, ["terms"]) for key in people if rng.random() < 0.6]
    outcome = rng.choice(("agreed", "agreed", "declined"))
    return Agreement(
        settlements=[Settlement("terms", outcome)],
        positions=ranking,
        accepted_by=[position.stakeholder for position in ranking if rng.random() < 0.6],
        on=rng.choice((None, day(5), day(60))),
    )


def _support(rng: Random, people: list[str]) -> Support:
    return Support(
        needs_asked=[NeedsAsked(key, day(0)) for key in people if rng.random() < 0.8],
        papers=[PaperSent(key, day(rng.randint(-5, 90)), decision="contract") for key in people if rng.random() < 0.8],
        reading_days=rng.choice((None, 7)),
    )
