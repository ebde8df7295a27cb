"""The processes that truth about support is asked of: the case files, and random records of needs, money, work and barriers."""

from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from random import Random
from typing import TypeVar

from involvement import (
    Contribution,
    Decision,
    DecisionMap,
    EntryPoint,
    Event,
    Forum,
    Ledger,
    Person,
    Process,
    Promise,
    Representation,
    Stakeholder,
)
from involvement.maturity import AnswerSheet, framework
from involvement.priorities import Agreement, Voice
from involvement.support import (
    AccessNeed,
    Adjustment,
    Attendance,
    Barrier,
    Engagement,
    Expense,
    ExpensesPolicy,
    Lead,
    LeadDemand,
    LeadSkill,
    Mitigation,
    NeedsAsked,
    NotedBarrier,
    PaperSent,
    PaymentOffer,
    Signal,
    StatedLimit,
    StatedNeed,
    Support,
)
from tests.checks.case_files import cases
from tests.truth.processes import Asked

FIRST = date(2026, 5, 20)
RANDOM = 600
PEOPLE = (
    Stakeholder("members", title="Members", role="service_user", kind="group"),
    Stakeholder("carers", role="carer"),
    Stakeholder("p-4", role="service_user", kind="person"),
    Stakeholder("visitors"),
    Stakeholder("coordinator", title="The coordinator", role="coordinator"),
)
KEYS = tuple(person.key for person in PEOPLE)
NEEDS = (AccessNeed.LARGE_PRINT, AccessNeed.AUDIO, AccessNeed.LANGUAGE, AccessNeed.HEARING_LOOP, AccessNeed.BREAKS)
FORMATS = ("print", "electronic", "large_print", "audio", "translation")
PLACES = ("group", "board")

T = TypeVar("T")


@cache
def processes() -> tuple[Asked, ...]:
    """All of them, the same ones each time."""
    return (
        *(Asked(str(case), case.process, case.on) for case in cases("SUP")),
        *map(process_of, range(RANDOM)),
    )


def _day(rng: Random, most: int = 30) -> date:
    return FIRST + timedelta(days=rng.randint(0, most))


def _some(rng: Random, likely: float, value: T) -> T | None:
    return value if rng.random() < likely else None


def _upto(rng: Random, most: int) -> range:
    return range(rng.randint(0, most))


def _period(rng: Random) -> dict[str, date | None]:
    since, until = sorted((_day(rng), _day(rng)))
    return {"since": _some(rng, 0.4, since), "until": _some(rng, 0.4, until)}


def process_of(seed: int) -> Asked:
    """Each part for itself, so that they meet in every way."""
    rng = Random(seed)
    on = _day(rng)
    parts: dict[str, object] = {}
    parts |= _needs(rng) if rng.random() < 0.7 else {}
    parts |= _money(rng) if rng.random() < 0.5 else {}
    parts |= _work(rng) if rng.random() < 0.6 else {}
    parts |= _burden(rng) if rng.random() < 0.3 else {}
    own = [Barrier("last-bus", audience="service_users", title="No bus", signals=[Signal.NEEDS_UNMET, Signal.DISSENT])]
    keys = rng.sample(["su7", "su4", "pr1", "pr4", "last-bus"], rng.randint(0, 3))
    support = Support(**parts, own_barriers=own)  # type: ignore[arg-type]
    people = [Person("p-1", member_of=["members"]), Person("p-2", member_of=["coordinator"])]
    process = Process(
        "screening",
        definition=rng.choice((None, " ", "Dialogue.")),
        methods=("group", "survey")[: rng.randint(0, 2)],
        stakeholders=rng.sample(PEOPLE, len(PEOPLE)),
        representation=_some(rng, 0.6, Representation(people=people)),
        decision_map=_map(rng),
        support=support,
        barriers=[_noted(rng, key) for key in keys for _ in range(rng.randint(1, 2))],
        ledger=_some(rng, 0.4, _ledger(rng)),
        agreement=_some(rng, 0.4, _agreement(rng)),
        assessments=[_sheet(rng)] if rng.random() < 0.3 else (),
    )
    return Asked(f"support {seed}", process, on)


def _who(rng: Random) -> str:
    return rng.choice(KEYS)


def _attendances(rng: Random) -> list[Attendance]:
    places = {(rng.choice(PLACES), _day(rng)) for _ in range(rng.randint(1, 4))}
    return [
        Attendance(
            place,
            meeting,
            expected=rng.sample(KEYS, rng.randint(0, 3)),
            attended=_some(rng, 0.6, rng.sample(KEYS, rng.randint(0, 2))),
            hours=_some(rng, 0.6, Fraction(rng.randint(1, 8), 2)),
        )
        for place, meeting in sorted(places)
    ]


def _needs(rng: Random) -> dict[str, object]:
    attendances = _attendances(rng)
    meetings = [(each.forum, each.meeting) for each in attendances]
    return {
        "attendances": rng.sample(attendances, len(attendances)),
        "needs": [
            StatedNeed(
                _who(rng), rng.choice(NEEDS), alternatives=rng.sample(NEEDS, _some(rng, 0.2, 1) or 0), **_period(rng)
            )
            for _ in _upto(rng, 4)
        ],
        "needs_asked": [NeedsAsked(_who(rng), _day(rng)) for _ in _upto(rng, 3)],
        "adjustments": [_adjustment(rng, meetings) for _ in _upto(rng, 2)],
        "papers": [_paper(rng, meetings) for _ in _upto(rng, 7)],
        "reading_days": _some(rng, 0.5, rng.randint(0, 9)),
    }


def _adjustment(rng: Random, meetings: list[tuple[str, date]]) -> Adjustment:
    forum, meeting = rng.choice(meetings)
    return Adjustment(
        rng.choice(NEEDS),
        stakeholder=_some(rng, 0.5, _who(rng)),
        forum=_some(rng, 0.6, forum),
        meeting=_some(rng, 0.5, meeting),
        **_period(rng),
    )


def _paper(rng: Random, meetings: list[tuple[str, date]]) -> PaperSent:
    forum, meeting = rng.choice(meetings)
    return PaperSent(
        _who(rng),
        meeting - timedelta(days=rng.randint(-1, 12)),
        forum=_some(rng, 0.9, forum),
        meeting=_some(rng, 0.9, meeting),
        formats=rng.sample(FORMATS, rng.randint(0, 2)),
        pages=_some(rng, 0.5, 20),
    )


def _money(rng: Random) -> dict[str, object]:
    return {
        "expenses": [_expense(rng) for _ in _upto(rng, 7)],
        "policies": [_policy(rng, FIRST + timedelta(days=days)) for days in rng.sample(range(15), rng.randint(0, 2))],
        "offers": [
            PaymentOffer(_day(rng), pays=rng.random() < 0.5, stakeholder=_some(rng, 0.8, _who(rng)))
            for _ in _upto(rng, 2)
        ],
        "engagements": _engagements(rng),
    }


def _policy(rng: Random, first: date) -> ExpensesPolicy:
    last = first + timedelta(days=rng.randint(0, 15))
    return ExpensesPolicy(first, until=_some(rng, 0.3, last), prompt_days=_some(rng, 0.6, rng.randint(0, 8)))


def _expense(rng: Random) -> Expense:
    claimed, closed = sorted((_day(rng), _day(rng)))
    how = rng.choice(("paid_on", "declined_on", None))
    return Expense(_who(rng), claimed_on=claimed, **({} if how is None else {how: closed}))


def _engagements(rng: Random) -> list[Engagement]:
    return [
        Engagement(
            _who(rng),
            _day(rng),
            kind=rng.choice(("journey", "survey")),
            accepted=rng.choice((None, True, False)),
            hours=_some(rng, 0.5, Fraction(rng.randint(1, 9), 2)),
        )
        for _ in _upto(rng, 4)
    ]


def _work(rng: Random) -> dict[str, object]:
    return {
        "leads": [
            Lead(
                rng.choice(("coordinator", "carers", "p-4")),
                days_a_week=_some(rng, 0.8, Fraction(rng.randint(0, 10), 4)),
                skills=_some(rng, 0.7, rng.sample(list(LeadSkill), 3)),
                admin_support=rng.choice((None, True, False, False)),
                **_period(rng),
            )
            for _ in _upto(rng, 2)
        ],
        "demands": [_demand(rng, f"work-{number}") for number in _upto(rng, 3)],
        "skills_needed": rng.sample(list(LeadSkill), rng.randint(0, 3)),
    }


def _demand(rng: Random, work: str) -> LeadDemand:
    least = _some(rng, 0.6, Fraction(rng.randint(1, 6), 4))
    most = None if rng.random() < 0.6 else (least or 0) + Fraction(rng.randint(0, 6), 4)
    return LeadDemand(work, days_a_week=least, at_most=most, **_period(rng))


def _burden(rng: Random) -> dict[str, object]:
    return {
        "attendances": _attendances(rng),
        "engagements": _engagements(rng),
        "limits": [
            StatedLimit(
                key,
                meetings=_some(rng, 0.5, rng.randint(0, 1)),
                pages=_some(rng, 0.5, rng.randint(0, 30)),
                hours=rng.randint(0, 4),
                **_period(rng),
            )
            for key in rng.sample(KEYS, 4)
        ],
    }


def _noted(rng: Random, key: str) -> NotedBarrier:
    return NotedBarrier(
        key,
        stakeholder=_some(rng, 0.7, rng.choice((*KEYS, "members"))),
        on=_some(rng, 0.3, _day(rng, 20)),
        mitigations=[_mitigation(rng) for _ in range(rng.choice((0, 1, 1, 2)))],
    )


def _mitigation(rng: Random) -> Mitigation:
    begun, seen = sorted((_day(rng), _day(rng)))
    effect = rng.choice((None, None, "removed", "eased", "unchanged", "unchanged", "worse"))
    return Mitigation(
        "a step",
        on=_some(rng, 0.6, begun),
        effect=effect,
        effect_on=None if effect is None else _some(rng, 0.5, seen),
    )


def _map(rng: Random) -> DecisionMap:
    standing = rng.choice((None, "informed", "consulted"))
    return DecisionMap(
        forums=[Forum("group", papers_due=_some(rng, 0.3, 5)), Forum("board", title="The board")],
        entry_points=[EntryPoint("board", rng.choice(("members", "carers")), standing=standing) for _ in _upto(rng, 2)],
        decisions=[Decision("contract", made_at="board", on=_some(rng, 0.7, _day(rng, 60)))],
    )


def _ledger(rng: Random) -> Ledger:
    answered = [Event("c-1", "answered", on=_day(rng), outcome="did")] if rng.random() < 0.4 else []
    promises = [Promise("answered", days=5)] if rng.random() < 0.5 else []
    return Ledger([Contribution("c-1", on=FIRST, stakeholder="members")], answered, promises=promises)


def _agreement(rng: Random) -> Agreement:
    voices = [Voice("carers", reason="Too little.", on=_some(rng, 0.7, _day(rng))) for _ in _upto(rng, 1)]
    return Agreement(on=_some(rng, 0.5, _day(rng)), **{rng.choice(("objections", "dissent")): voices})


def _sheet(rng: Random) -> AnswerSheet:
    key = rng.choice(("gunning", "commissioner-specification"))
    return AnswerSheet(key, edition=framework(key).edition, on=_day(rng))
