"""The processes that truth about feedback is asked of: the case files, on other days too, and random ledgers with maps."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any, TypeVar

from involvement import (
    Activity,
    Contribution,
    Days,
    Decision,
    DecisionMap,
    EntryPoint,
    Event,
    Feasibility,
    Forum,
    InvolvementError,
    Issue,
    Ledger,
    Meetings,
    Process,
    Promise,
    Reply,
    Stakeholder,
    WorkingCalendar,
    Workplan,
)
from involvement.priorities import Agreement
from tests.checks.case_files import cases
from tests.truth.processes import Asked, some_withdrawn

FIRST = date(2026, 3, 2)
RANDOM, ANSWERED = 500, 400
SHIFTS = (-9, -2, -1, 1, 4, 30)
KEYS = ("a", "b", "c", "d", "e")
PEOPLE = (
    Stakeholder("members", title="Members of the user group", role="service_user", kind="group"),
    Stakeholder("carers", title="Carers", role="carer"),
    Stakeholder("p-7", role="service_user", kind="person"),
    Stakeholder("board", title="The board", role="board"),
    Stakeholder("coordinator", role="coordinator"),
)
WHO = ("members", "members", "carers", "p-7", "board", None)
DOING = ("coordinator", "board", "members", None, None)
KINDS = (
    "acknowledged", "assessed", "assessed", "considered", "considered", "merged", "redirected", "answered", "answered",
    "answered", "told", "told", "followed_through", "followed_through", "withdrawn", "reopened",
)  # fmt: skip
OUTCOMES = ("did", "did_in_part", "will_do", "will_do", "not_yet", "could_not", "could_not", "noted", None)

T = TypeVar("T")


@cache
def processes() -> tuple[Asked, ...]:
    """All of them, the same ones each time."""
    return (
        *_cases(),
        *map(random_process, range(RANDOM)),
        *map(answered_process, range(ANSWERED)),
        *(studied_process(done, acted) for done in range(3) for acted in range(3)),
    )


def _cases() -> Iterator[Asked]:
    for case in cases("FBK"):
        for shift in (0, *SHIFTS):
            day = case.on + timedelta(days=shift)
            yield Asked(f"{case}, {shift} days later", case.process, day)


def _day(number: int) -> date:
    return FIRST + timedelta(days=number)


def _some(rng: Random, likely: float, value: T) -> T | None:
    return value if rng.random() < likely else None


def random_process(seed: int) -> Asked:
    """Up to five contributions and what happened to them within some weeks, about decisions that answers return from."""
    rng = Random(seed)
    issues = [
        Issue(key, decisions=rng.sample(["budget", "contract"], rng.randint(0, 2))) for key in ("evenings", "letters")
    ]
    people = rng.sample(PEOPLE, len(PEOPLE))
    map_ = (
        _map(rng) if rng.random() < 0.85 else DecisionMap(decisions=_decisions(rng, ["hall"]), forums=[Forum("hall")])
    )
    process = Process(
        "screening",
        stakeholders=people,
        issues=issues,
        decision_map=some_withdrawn(Random(seed), map_, _day(18)),
        ledger=_ledger(rng),
        past_agreements=[_agreement(rng)] if rng.random() < 0.3 else (),
        agreement=_some(rng, 0.4, _agreement(rng)),
        workplan=_some(rng, 0.3, _plan(rng)),
        calendar=_some(rng, 0.5, WorkingCalendar(holidays=[_day(rng.randint(0, 30)) for _ in "ab"])),
    )
    return Asked(f"random {seed}", process, _day(rng.randint(8, 40)))


def answered_process(seed: int) -> Asked:
    """People who spoke about a decision, some to one end, with an answer that promises something, told or on its way."""
    rng = Random(10_000 + seed)
    keys = KEYS[: rng.randint(1, 4)]
    ledger = Ledger(
        [
            Contribution(
                key,
                on=_day(rng.randint(0, 4)),
                stakeholder=rng.choice(("members", "members", "p-7", "carers", "board")),
                about=rng.choice(("contract", "evenings")),
                owner=_some(rng, 0.3, "carers"),
            )
            for key in keys
        ],
        promises=[_promise(rng, kind) for kind in ("told", "followed_through")],
    )
    steps = [Event(key, "merged", on=_day(6), into="a", by="coordinator") for key in keys[1:] if rng.random() < 0.6]
    for key in keys:
        day, due = _day(rng.randint(5, 20)), _some(rng, 0.5, _day(rng.randint(20, 30)))
        outcome = rng.choice(("did_in_part", "will_do", "not_yet", "could_not", "noted", None))
        steps.append(Event(key, "answered", on=day, outcome=outcome, due=due, by="members"))
        steps += [Event(key, "told", on=day + timedelta(days=3)) for _ in "a" if rng.random() < 0.4]
    for step in steps:
        if rng.random() < 0.85:
            try:
                ledger = ledger.append(step)
            except InvolvementError:  # it has no answer of its own
                continue
    map_ = DecisionMap(
        forums=[
            Forum("board-meeting"),
            Forum("group", meetings=Meetings.on([_day(rng.randint(8, 50)) for _ in "abc"])),
        ],
        decisions=[Decision("contract", made_at="board-meeting", on=_day(rng.randint(5, 30)))],
        entry_points=[EntryPoint("group", rng.choice(("members", None)))],
        replies=[Reply("board-meeting", rng.choice(("group", "group", "p-7")), days=rng.randint(0, 20))],
    )
    map_ = some_withdrawn(Random(seed), map_, _day(18))
    issues = [Issue("evenings", decisions=["contract"])]
    process = Process("screening", stakeholders=PEOPLE, issues=issues, decision_map=map_, ledger=ledger)
    return Asked(f"answered {seed}", process, _day(rng.randint(4, 40)))


def studied_process(done: int, acted: int) -> Asked:
    """What was asked for was done before its study in the workplan, on the same day or after it."""
    contribution = Contribution("a", on=FIRST, stakeholder="members", about="evenings")
    process = Process(
        "screening",
        stakeholders=PEOPLE,
        issues=[Issue("evenings")],
        ledger=Ledger([contribution], [Event("a", "followed_through", on=_day(acted))]),
        workplan=Workplan([Activity("study", studies="evenings", done=_day(done))]),
    )
    return Asked(f"studied on {done}, acted on {acted}", process, _day(5))


def _decisions(rng: Random, forums: list[str]) -> list[Decision]:
    return [
        Decision(key, made_at=rng.choice(forums), on=_some(rng, 0.85, _day(rng.randint(0, 35))))
        for key in rng.sample(["budget", "contract"], 2)
    ]


def _map(rng: Random) -> DecisionMap:
    forums = ["board-meeting", "clinic", "group"]
    pairs = [rng.sample(forums, 2) for _ in range(rng.choice((0, 1, 2, 3)))]
    pairs += [[rng.choice(forums), rng.choice(("members", "p-7"))] for _ in range(rng.choice((0, 0, 1)))]
    return DecisionMap(
        forums=[Forum(key, meetings=_meetings(rng), papers_due=rng.choice((None, 0, 0, 5))) for key in forums],
        decisions=_decisions(rng, forums),
        entry_points=[
            EntryPoint(rng.choice(forums), rng.choice(("members", "carers", "p-7", "p-7", "members", None)))
            for _ in range(rng.randint(1, 4))
        ],
        replies=[Reply(*pair, days=rng.choice((None, 0, 3, 14))) for pair in pairs],
    )


def _meetings(rng: Random) -> Meetings | None:
    days = [_day(each) for each in range(rng.randint(0, 20), 120, rng.choice((7, 14, 28)))]
    return rng.choice((None, Meetings.any_day(), Meetings.on(days), Meetings.on(days), Meetings.on(days[:2])))


def _ledger(rng: Random) -> Ledger:
    kinds = rng.sample(["acknowledged", "answered", "told", "followed_through"], rng.choice((0, 2, 3, 4)))
    ledger = Ledger(
        [_contribution(rng, key) for key in KEYS[: rng.randint(1, 5)]], promises=[_promise(rng, kind) for kind in kinds]
    )
    for _ in range(rng.randint(0, 25)):
        try:
            ledger = ledger.append(_event(rng, ledger.contributions))
        except InvolvementError:  # it cannot have happened
            continue
    return ledger


def _contribution(rng: Random, key: str) -> Contribution:
    return Contribution(
        key,
        on=_day(rng.randint(0, 14)),
        stakeholder=rng.choice(WHO),
        about=rng.choice((None, "budget", "contract", "evenings", "evenings", "letters")),
        way_back=rng.random() < 0.85,
        owner=rng.choice((None, None, "board", "p-7")),
        title=_some(rng, 0.5, f"Idea {key}"),
    )


def _promise(rng: Random, kind: str) -> Promise:
    number = rng.randint(0, 12)
    days = rng.choice((number, Days(number, leave_out="weekends"), Days(number, clear=True, leave_out="sundays")))
    return Promise(kind, days=days, roll=rng.random() < 0.3)


def _event(rng: Random, contributions: Sequence[Contribution]) -> Event:
    contribution = rng.choice(contributions)
    kind, on = rng.choice(KINDS), max(contribution.on, _day(rng.randint(0, 30)))
    more: dict[str, Any] = {}
    if kind == "merged":
        more = {"into": rng.choice(contributions).key}
    elif kind == "redirected":
        more = {"to": "council"}
    elif kind == "told":
        more = {"to": rng.choice((None, None, "members", "carers"))}
    elif kind == "assessed":
        more = {"feasible": rng.choice((True, False, False, None))}
    elif kind == "answered":
        more = {
            "outcome": rng.choice(OUTCOMES),
            "due": _some(rng, 0.3, on + timedelta(days=rng.randint(0, 10))),
            "reason": _some(rng, 0.6, "It costs too much."),
            "process": _some(rng, 0.6, "At two meetings."),
            "options": ["evenings", "Saturdays"] if rng.random() < 0.6 else (),
            "action": _some(rng, 0.5, "A nurse visits."),
        }
    owner = _some(rng, 0.15, rng.choice(("coordinator", "carers")))
    return Event(contribution.key, kind, on=on, by=rng.choice(DOING), owner=owner, **more)


def _agreement(rng: Random) -> Agreement:
    day = _some(rng, 0.8, _day(rng.randint(0, 30)))
    found = [
        Feasibility.shown(issue, on=day) if rng.random() < 0.6 else Feasibility.not_studied(issue)
        for issue in ("evenings", "letters")
        if rng.random() < 0.6
    ]
    return Agreement(feasibility=found, on=day)


def _plan(rng: Random) -> Workplan:
    return Workplan(
        [Activity("study", studies=rng.choice(("evenings", "letters")), done=_some(rng, 0.7, _day(rng.randint(0, 30))))]
    )
