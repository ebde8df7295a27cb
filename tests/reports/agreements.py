"""Agreements to report: a small one, one of two sides with ten issues each, and large ones by number."""

from datetime import date
from random import Random

from attrs import evolve

from involvement import Feasibility, Issue, Move, Negotiation, Priorities, Process, Stakeholder, negotiate
from involvement.priorities import Settlement, Voice

AGREED = date(2026, 11, 23)

SMALL = Process(
    "small",
    title="A small agreement",
    agreement=negotiate(
        Priorities("members", ["evenings", "letters"], side="service_users"),
        Priorities("board", ["letters"], side="organisation"),
        feasibility=[Feasibility.shown("letters")],
        on=AGREED,
    ),
)

_TITLES = {
    "evenings": "Screening on weekday evenings and on Saturdays",
    "letters": "Letters in plain words",
    "parking": "Parking near the clinic",
    "shuttle": "A shuttle bus from the station",
    "results": "Results explained by somebody, not only sent",
    "interpreters": "Interpreters who are booked before the day, also for Deaf people",
    "reminders": "Reminders by text message",
    "crèche": "Somebody to look after children",
    "audit": "A yearly audit of missed appointments",
    "rota": "One rota for all clinics",
    "software": "New booking software",
    "training": "Training of reception staff in how to speak with people who are anxious",
    "premises": "One building instead of three",
}
_ISSUES = [Issue(key.replace("è", "e"), title=title) for key, title in _TITLES.items()]
_MEMBERS = ["evenings", ("letters", "results"), "interpreters", "parking", "shuttle", "training", "creche"]
_CARERS = ["creche", "evenings", "shuttle", "results", "reminders"]
_BOARD = ["software", "rota", "letters", "premises", "reminders", "audit"]
_PROVIDER = ["rota", ("reminders", "training"), "evenings", "software", "audit"]


def _moves() -> list[Move]:
    sides = {"members": "service_users", "carers": "service_users", "board": "organisation", "provider": "organisation"}
    wishes = {"members": _MEMBERS, "carers": _CARERS, "board": _BOARD, "provider": _PROVIDER}
    shown = ("evenings", "letters", "results", "reminders", "rota", "training", "audit", "interpreters")
    return [
        *(Move.propose(Priorities(key, wishes[key], side=sides[key]), on=date(2026, 10, 1)) for key in wishes),
        *(Move.study(Feasibility.shown(issue), on=date(2026, 11, 1)) for issue in shown),
        Move.study(
            Feasibility.ruled_out(
                "parking", reason="the ground belongs to the railway", instead="a shuttle is looked at"
            ),
            on=date(2026, 11, 1),
        ),
        Move.study(Feasibility.ruled_out("premises", reason="the lease runs until 2031"), on=date(2026, 11, 1)),
        Move.study(Feasibility.not_studied("shuttle", who="provider", by=date(2027, 3, 1)), on=date(2026, 11, 1)),
        Move.object_to("rota", by="carers", on=date(2026, 11, 10), reason="it moves clinics away from the villages"),
        Move.override("audit", "deferred", by="board", on=date(2026, 11, 20), reason="the auditor is away until May"),
        Move.accept(by="members", on=AGREED),
        Move.accept(by="board", on=AGREED),
        Move.dissent(by="carers", on=AGREED, reason="nothing is done for those with children", issue="creche"),
    ]


NEGOTIATION = Negotiation(
    "screening-2026",
    problem="what to change first in retinal screening",
    moves=_moves(),
    effort=[],
    rule="borda",
)
_PEOPLE = [
    Stakeholder("members", title="Members of the user group", role="service_user"),
    Stakeholder("carers", title="Carers' network", role="carer"),
    Stakeholder("board", title="Executive board", role="board"),
    Stakeholder("provider", title="Screening service", role="provider"),
]
REALISTIC = Process(
    "screening",
    title="Retinal screening",
    stakeholders=_PEOPLE,
    issues=_ISSUES,
    negotiation=NEGOTIATION,
    agreement=NEGOTIATION.replay(issues=_ISSUES),
)


def numbered_agreement(issues: int, *, seed: int = 1) -> Process:
    """An agreement on that many issues, of six parties on two sides, with ties, and days for about half of them."""
    chance = Random(seed)
    keys = [f"i{number}" for number in range(issues)]
    positions = []
    for number in range(6):
        own: list[str | tuple[str, ...]] = list(chance.sample(keys, max(1, 3 * issues // 4)))
        tie = tuple(own.pop() for _ in range(min(2, len(own) - 1)))
        side = ("service_users", "organisation")[number % 2]
        positions.append(Priorities(f"p{number}", [*own, tie] if tie else own, side=side))
    feasibility = [
        chance.choice((Feasibility.shown(key), Feasibility.shown(key), Feasibility.ruled_out(key, reason="no room")))
        for key in keys
    ]
    agreement = negotiate(
        *positions,
        feasibility=feasibility,
        effort={key: chance.randint(1, 9) for key in keys},
        capacity=2 * issues,
        on=AGREED,
    )
    titles = [Issue(key, title=f"What should change in {number} places at once") for number, key in enumerate(keys)]
    return Process(f"numbered-{issues}", title=f"{issues} issues", issues=titles, agreement=agreement)


def by_hand(**more: object) -> Process:
    """What somebody wrote down without any ranking."""
    process = Process("by-hand", issues=[Issue("evenings"), Issue("letters")])
    settlements = [Settlement("evenings", "declined"), Settlement("letters", "agreed", who="board")]
    agreement = evolve(SMALL.agreement, positions=(), settlements=settlements, on=None, feasibility=(), **more)
    return evolve(process, agreement=agreement)


OBJECTION = Voice("members", reason="too slow", issue="evenings")
