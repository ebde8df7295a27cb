"""Processes with agreements: the case files of PRI with small changes, and agreements of random parties about a random map."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any, TypeVar

import attrs

from involvement import (
    Activity,
    Contribution,
    DecisionMap,
    Event,
    Feasibility,
    InvolvementError,
    Issue,
    Ledger,
    Priorities,
    Process,
    Stakeholder,
    Workplan,
    negotiate,
)
from involvement.priorities import Agreement, Outcome, Override, Settlement, Voice
from tests.checks.case_files import cases
from tests.truth.processes import Asked, random_process, some_withdrawn, two_routes_process

RANDOM = 500
CONTESTED = 250
CHANGED_CASES = 3
ISSUES = {"clinic": "An evening clinic", "hours": "Longer hours", "parking": "Parking", "texts": None, "X-7": "A ramp"}
PARTIES = (("members", "service_user"), ("board", "board"), ("carers", "carer"), ("p-4711", None))
SIDES = ("service_users", "organisation", "other")
OUTCOMES = tuple(Outcome)

T = TypeVar("T")


@cache
def agreed_processes() -> tuple[Asked, ...]:
    """All of them, the same ones each time."""
    own = [Asked(str(case), case.process, case.on) for case in cases("PRI")]
    changed = [
        _changed_case(Random(1000 * number + again), case, again)
        for number, case in enumerate(own)
        for again in range(CHANGED_CASES)
    ]
    return (*own, *changed, *map(agreed_process, range(RANDOM)), *map(contested_process, range(CONTESTED)))


def _changed_case(rng: Random, case: Asked, again: int) -> Asked:
    """The case with one or two parts of its agreement left out or changed, perhaps on another day."""
    process, on = case.process, case.on + timedelta(days=rng.choice((0, 0, -30, -1, 1, 2, 60)))
    agreement = process.agreement or Agreement()
    for _ in range(rng.randint(1, 2)):
        part = rng.choice(("settlements", "positions", "feasibility", "effort", "overrides", "dissent", "accepted_by"))
        items = list(getattr(agreement, part))
        if items:
            items.pop(rng.randrange(len(items)))
            agreement = attrs.evolve(agreement, **{part: items})
    if rng.random() < 0.4:
        agreement = _by_hand(rng, agreement, sorted({issue.key for issue in process.issues}), on)
    return Asked(f"{case.source}, changed {again}", attrs.evolve(process, agreement=agreement), on)


def agreed_process(seed: int) -> Asked:
    """What random parties agreed, now and before, with a plan and a ledger."""
    rng = Random(seed)
    _, base, on = random_process(seed) if seed % 3 else two_routes_process(seed)
    with_map = rng.random() < 0.8
    decisions = [decision.key for decision in base.decision_map.decisions] if with_map else []
    issues = [
        Issue(key, title=title, decisions=[key for key in decisions if rng.random() < 0.45])
        for key, title in ISSUES.items()
    ]
    people = [person.key for person in base.stakeholders] or ["members", "managers", "carers"]
    earlier = [
        _agreement(rng, people, issues, base.decision_map if with_map else None, on - timedelta(days=days))
        for days in (300, 200)[: rng.choice((0, 0, 1, 2))]
    ]
    made = on + timedelta(days=rng.choice((-120, -40, -20, -20, -7, -1, 0, 3)))
    agreement = _agreement(rng, people, issues, base.decision_map if with_map else None, made)
    if rng.random() < 0.2:
        agreement = attrs.evolve(agreement, on=None)
    listed = with_map or rng.random() < 0.7
    process = attrs.evolve(
        base,
        decision_map=some_withdrawn(Random(seed), base.decision_map, on)
        if with_map
        else rng.choice((None, DecisionMap()))
        if listed
        else None,
        issues=issues if listed else (),
        positions=_positions_since(rng, people, agreement) if rng.random() < 0.6 else (),
        agreement=agreement,
        past_agreements=earlier,
        workplan=_plan(rng, people, decisions, on) if rng.random() < 0.5 else None,
        ledger=_ledger(rng, on) if rng.random() < 0.5 else None,
    )
    return Asked(f"agreed {seed}", process, on)


def contested_process(seed: int) -> Asked:
    """Few days of work and parties of nearly equal weight: what the rule or a little weight decides."""
    rng = Random(seed)
    on = date(2026, 5, 4)
    people = [Stakeholder(key, title=key.title(), role=role) for key, role in PARTIES] if rng.random() < 0.7 else []
    issues = sorted(ISSUES)[: rng.randint(2, 4)]
    agreement = negotiate(
        *(
            Priorities(
                key,
                rng.sample(issues, rng.randint(1, len(issues))),
                weight=rng.choice((1, 1, Fraction(19, 20), Fraction(21, 20), 2)),
            )
            for key, _ in PARTIES[: rng.randint(2, 4)]
        ),
        feasibility=[Feasibility.shown(issue) for issue in issues],
        effort={issue: rng.randint(1, 2) for issue in issues},
        capacity=rng.randint(1, 3),
        rule=rng.choice(("jla", "borda", "copeland", "schulze", "kemeny")),
        balance="parties",
        on=on,
    )
    if rng.random() < 0.3:
        agreement = _overridden(rng, agreement, [key for key, _ in PARTIES])
    listed = [Issue(key, title=ISSUES[key]) for key in issues]
    return Asked(f"contested {seed}", Process("clinic", stakeholders=people, issues=listed, agreement=agreement), on)


def _order(rng: Random) -> list[Any]:
    keys = rng.sample(sorted(ISSUES), rng.choice((0, 1, 2, 3, 4, 5, 5)))
    if len(keys) > 2 and rng.random() < 0.3:
        return [keys[0], tuple(keys[1:3]), *keys[3:]]
    return keys


def _position(rng: Random, party: str) -> Priorities:
    side = rng.choice((None, None, *SIDES)) if rng.random() < 0.5 else _own_side(party)
    return Priorities(party, _order(rng), weight=rng.choice((1, 1, 1, 2)), side=side)


def _own_side(party: str) -> str | None:
    known = {"members": SIDES[0], "carers": SIDES[0], "peers": SIDES[0], "managers": SIDES[1], "coordinator": SIDES[2]}
    return known.get(party)


def _agreement(
    rng: Random, people: Sequence[str], issues: Sequence[Issue], map_: DecisionMap | None, on: date
) -> Agreement:
    parties = rng.sample(list(people), rng.randint(0, min(4, len(people))))
    agreement = negotiate(
        *(_position(rng, party) for party in parties),
        feasibility=[study for issue in issues if (study := _study(rng, issue.key, on)) is not None],
        effort={issue.key: Fraction(rng.randint(1, 8), 2) for issue in issues if rng.random() < 0.85},
        capacity=rng.choice((None, 2, 4, 6)),
        rule=rng.choice(("jla", "borda", "copeland", "schulze", "kemeny")),
        balance=rng.choice(("sides", "parties")),
        issues=issues,
        decision_map=map_ if rng.random() < 0.6 else None,
        on=on,
    )
    if rng.random() < 0.6:
        agreement = _overridden(rng, agreement, people)
    if rng.random() < 0.5:
        agreement = _by_hand(rng, agreement, sorted(ISSUES), on)
    days = (None, on, on + timedelta(days=1), on + timedelta(days=40))
    return attrs.evolve(
        agreement,
        accepted_by=sorted(party for party in people if rng.random() < 0.25),
        dissent=[
            Voice(rng.choice(people), reason="no", on=rng.choice(days), issue=rng.choice((None, *sorted(ISSUES))))
            for _ in range(rng.choice((0, 0, 1, 2, 4)))
        ],
    )


def _study(rng: Random, issue: str, on: date) -> Feasibility | None:
    day = rng.choice((None, None, on - timedelta(days=9), on + timedelta(days=30)))
    kind = rng.randint(0, 9)
    if kind == 0:
        return None
    if kind == 1:
        return Feasibility.not_studied(issue, who=None, by=rng.choice((None, on + timedelta(days=20))))
    if kind == 2:
        return Feasibility.ruled_out(issue, reason="no staff", instead=rng.choice((None, "another day")), on=day)
    return Feasibility.shown(issue, on=day)


def _overridden(rng: Random, agreement: Agreement, people: Sequence[str]) -> Agreement:
    """Some issues overridden; mostly the settlements follow."""
    settled = sorted(settlement.issue for settlement in agreement.settlements)
    issues = rng.sample(settled, min(len(settled), rng.randint(1, 2)))
    overrides = [
        Override(
            issue,
            rng.choice(OUTCOMES[1:]) if rng.random() < 0.9 else Outcome.AGREED,
            by=rng.choice(people),
            reason="so",
            on=rng.choice((None, agreement.on, agreement.on + timedelta(days=50))),
        )
        for issue in issues
    ]
    agreement = attrs.evolve(agreement, overrides=overrides)
    if rng.random() < 0.8:
        try:
            return attrs.evolve(agreement, settlements=agreement.settle())
        except InvolvementError:
            return agreement
    return agreement


def _by_hand(rng: Random, agreement: Agreement, issues: Sequence[str], on: date) -> Agreement:
    """Settlements as somebody might write them down: some dropped, some with other outcomes, most without reasons."""

    def day(likely: float) -> date | None:
        return on + timedelta(days=rng.choice((-20, -3, 0, 10, 25, 60))) if rng.random() < likely else None

    kept = [settlement for settlement in agreement.settlements if rng.random() < 0.85]
    settlements = [
        Settlement(
            settlement.issue,
            rng.choice((*OUTCOMES, settlement.outcome)),
            reason=rng.choice((None, " ", "no money")),
            instead=rng.choice((None, "", "a bus")),
            who=settlement.who if rng.random() < 0.7 else None,
            by=day(0.6),
            last_day=day(0.5),
        )
        for settlement in kept
    ]
    return attrs.evolve(agreement, settlements=settlements)


def _positions_since(rng: Random, people: Sequence[str], agreement: Agreement) -> list[Priorities]:
    """What parties rank today: mostly what they ranked then."""
    then = {position.stakeholder: position for position in agreement.positions}
    return [
        then[party] if party in then and rng.random() < 0.6 else _position(rng, party)
        for party in sorted(people)
        if rng.random() < 0.7
    ]


def _plan(rng: Random, people: Sequence[str], decisions: Sequence[str], on: date) -> Workplan:
    activities = []
    for number in range(rng.randint(1, 5)):
        task = rng.choice(("studies", "studies", "implements", "implements", "tells"))
        activities.append(
            Activity(
                f"a{number}",
                owner=rng.choice((None, *people)),
                due=rng.choice((None, on + timedelta(days=rng.randint(-30, 60)))),
                done=on + timedelta(days=rng.choice((-9, 0, 1))) if rng.random() < 0.4 else None,
                decision=rng.choice((None, *decisions)),
                **{task: rng.choice(sorted(ISSUES))},
            )
        )
    return Workplan(activities)


def _ledger(rng: Random, on: date) -> Ledger:
    about = rng.sample(sorted(ISSUES), rng.randint(1, 3))
    contributions = [
        Contribution(f"c{number}", on=on - timedelta(days=90), about=rng.choice((None, issue, issue)))
        for number, issue in enumerate(about)
    ]
    events = [
        Event(
            each.key, rng.choice(("assessed", "assessed", "considered")), on=on + timedelta(days=rng.choice((-9, 0, 1)))
        )
        for each in contributions
        if rng.random() < 0.8
    ]
    return Ledger(contributions, events)
