"""The processes that truth about voices is asked of: the case files, and random tables, groups and traces of people."""

from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from random import Random
from typing import TypeVar

from involvement import (
    Activity,
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
    Option,
    Person,
    Priorities,
    Process,
    Reply,
    Representation,
    Seat,
    Stakeholder,
    Workplan,
)
from involvement.people import Population, PopulationShare, Quota, TargetProfile
from involvement.priorities import Agreement, Move, Negotiation, Voice
from involvement.support import Attendance, Engagement, Lead, Support
from tests.checks.case_files import cases
from tests.truth.processes import Asked

FIRST = date(2026, 3, 2)
TABLES, GROUPS, TRACES = 320, 160, 240
ROLES = ("service_user", "carer", "peer_representative", "manager", "board", "advocate", None)
CRITERIA = {"carer": ("yes", "no"), "age": ("under-30", "30-to-60", "over-60"), "sex": ("female", "male")}

T = TypeVar("T")


@cache
def processes() -> tuple[Asked, ...]:
    """All of them, the same ones each time."""
    return (
        *(Asked(str(case), case.process, case.on) for case in cases("VOI")),
        *map(table, range(TABLES)),
        *map(group, range(GROUPS)),
        *(half(have, unknown) for have in range(3) for unknown in range(3)),
        *map(traces, range(TRACES)),
    )


def _day(rng: Random) -> date:
    return FIRST + timedelta(days=rng.randint(0, 12))


def _some(rng: Random, likely: float, value: T) -> T | None:
    return value if rng.random() < likely else None


def _shuffled(rng: Random, items: list[T]) -> list[T]:
    return rng.sample(items, len(items))


def table(seed: int) -> Asked:
    """Forums with seats of several sides, some of which are not recorded, and decisions before and after the day."""
    rng = Random(seed)
    many, rest = seed % 3 == 0, "carer" if seed % 12 == 6 else "board"
    people = [
        Stakeholder(
            f"s-{number:02}",
            role=rest if many and number > 4 else rng.choice(ROLES if seed % 4 else ROLES[:-1]),
            kind=rng.choice(("role", "group", "group", "organisation", "person", None)),
        )
        for number in range(24 if many else rng.randint(1, 7))
    ]
    keys = [person.key for person in people]
    forums = [
        Forum(key, seats=_seats(rng, keys, many=many), quota=_some(rng, 0.4, rng.randint(0, 9)))
        for key in ("panel", "board", "group")[: rng.randint(1, 3)]
    ]
    places = [forum.key for forum in forums]
    decisions = [
        Decision(key, made_at=rng.choice(places), on=_some(rng, 0.8, _day(rng)))
        for key in _shuffled(rng, ["letters", "budget", "contract"])
    ]
    entries = [
        EntryPoint(rng.choice(places), _some(rng, 0.8, rng.choice(keys))) for _ in range(rng.choice((0, 0, 1, 2)))
    ]
    flows = [Flow(places[0], places[-1], carried_by=rng.choice(keys))] if len(places) > 1 and seed % 5 == 0 else []
    map_ = DecisionMap(forums=forums, decisions=decisions, entry_points=entries, flows=flows)
    has_map = rng.random() < 0.6
    process = Process("screening", stakeholders=_shuffled(rng, people), decision_map=map_ if has_map else None)
    return Asked(f"table {seed}", process, _day(rng))


def _seats(rng: Random, keys: list[str], *, many: bool) -> list[Seat]:
    holders = keys if many else rng.sample(keys, rng.randint(0, len(keys)))
    return [Seat(key, rng.choice((0, 1, 1, 2, 3))) for key in _shuffled(rng, list(holders))]


def group(seed: int) -> Asked:
    """Groups with profiles, people of whom more or less is known, and a population to compare with."""
    rng = Random(10_000 + seed)
    people = [
        Person(
            f"p-{number}",
            {
                name: rng.choice(values)
                for name, values in CRITERIA.items()
                if rng.random() < (0.95 if seed % 2 else 0.6)
            },
            member_of=rng.sample(["members", "panel"], rng.randint(0, 2)),
            candidate_for=["members"] if rng.random() < 0.1 else (),
        )
        for number in range(rng.randint(0, 9))
    ]
    population = Population("borough", [_share(rng, *each) for each in _characteristics(rng)], title="the borough")
    profiles = [
        TargetProfile(
            key,
            [_quota(rng, *each) for each in _characteristics(rng)],
            group=rng.choice(("members", "panel", None)),
            chairs=_some(rng, 0.5, rng.randint(1, 4)),
            population=_some(rng, 0.8, "borough"),
            on=_some(rng, 0.4, _day(rng)),
        )
        for key in ("table", "ring")[: rng.randint(1, 2)]
    ]
    whole = Representation(profiles=profiles, people=people, populations=[population])
    map_ = DecisionMap(forums=[Forum("panel", title="Panel")])
    listed = [Stakeholder("members", role="service_user", kind="group")]
    return Asked(
        f"group {seed}", Process("screening", stakeholders=listed, decision_map=map_, representation=whole), _day(rng)
    )


def half(have: int, unknown: int) -> Asked:
    """A group of four beside a population of which half are carers: fewer than half as common, just half, and more."""
    people = [
        Person(
            f"p-{number}",
            {} if number < unknown else {"carer": "yes" if number < unknown + have else "no"},
            member_of=["members"],
        )
        for number in range(4)
    ]
    whole = Representation(
        profiles=[TargetProfile("table", group="members", population="borough")],
        people=people,
        populations=[Population("borough", [PopulationShare("carer", "yes", share=Fraction(1, 2))])],
    )
    listed = [Stakeholder("members", role="service_user", kind="group")]
    return Asked(f"half {have} {unknown}", Process("screening", stakeholders=listed, representation=whole), FIRST)


def _characteristics(rng: Random) -> list[tuple[str, str]]:
    pairs = [(name, value) for name, values in CRITERIA.items() for value in values]
    return rng.sample(pairs, rng.randint(1, 4))


def _share(rng: Random, name: str, value: str) -> PopulationShare:
    return PopulationShare(name, value, share=Fraction(rng.randint(0, 9), 10))


def _quota(rng: Random, name: str, value: str) -> Quota:
    least = rng.randint(0, 3)
    most = least + rng.randint(0, 2) if rng.random() < 0.5 or not least else None
    return Quota(name, value, at_least=least, at_most=most)


def traces(seed: int) -> Asked:
    """People who are listed, some of whom left a trace somewhere, before or after the day."""
    rng = Random(20_000 + seed)
    keys = ["members", "carers", "peers", "managers", "p-7"]
    people = [
        Stakeholder("members", title="Members", role="service_user", kind="group"),
        Stakeholder("carers", role="carer"),
        Stakeholder("peers", role="peer_representative"),
        Stakeholder("managers", role="manager"),
        Stakeholder("p-7", role="carer", kind="person"),
    ]
    names = rng.sample(TRACES_LEFT, rng.randint(0, 4))
    parts: dict[str, object] = {}
    for name in names:
        parts |= _trace(rng, name, rng.choice(keys))
    forums = [Forum("board", seats=parts.pop("seats", ())), Forum("group")]  # type: ignore[arg-type]
    map_ = DecisionMap(
        forums=forums,
        decisions=[Decision("contract", made_at="board", options=parts.pop("options", ()))],  # type: ignore[arg-type]
        entry_points=parts.pop("entry_points", ()),  # type: ignore[arg-type]
        flows=parts.pop("flows", ()),  # type: ignore[arg-type]
        replies=parts.pop("replies", ()),  # type: ignore[arg-type]
    )
    process = Process(
        "screening", stakeholders=_shuffled(rng, people), decision_map=map_, issues=[Issue("evenings")], **parts
    )  # type: ignore[arg-type]
    return Asked(f"traces {seed}", process, _day(rng))


TRACES_LEFT = (
    "seat", "entry", "runs", "option", "open", "flow", "reply", "position", "agreed", "objected", "proposed", "said", "told", "came",
    "expected", "asked", "leads", "claim", "activity", "member",
)  # fmt: skip


def _trace(rng: Random, name: str, key: str) -> dict[str, object]:
    wanted = Priorities(key, ["evenings"])
    day = _day(rng)
    traces_by_name: dict[str, object] = {
        "seat": {"seats": [Seat(key)]},
        "entry": {"entry_points": [EntryPoint("group", key)]},
        "runs": {"entry_points": [EntryPoint("group", "managers", run_by=key)]},
        "option": {"options": [Option("van", proposed_by=key)]},
        "open": {"entry_points": [EntryPoint("group")]},
        "flow": {"flows": [Flow("group", "board", carried_by=key)]},
        "reply": {"replies": [Reply("board", "group", carried_by=key)]},
        "position": {"positions": [wanted]},
        "agreed": {"agreement": Agreement(accepted_by=[key], on=_some(rng, 0.7, day))},
        "objected": {"agreement": Agreement(objections=[Voice(key, reason="Too late.")], positions=[wanted], on=day)},
        "proposed": {"negotiation": Negotiation("talks", problem="Hours", moves=[Move.propose(wanted, on=day)])},
        "said": {"ledger": Ledger([Contribution("c-1", on=day, stakeholder=key)])},
        "told": {"ledger": Ledger([Contribution("c-1", on=FIRST)], [Event("c-1", "acknowledged", on=day, by=key)])},
        "came": {"support": Support(attendances=[Attendance("group", day, attended=[key])])},
        "expected": {"support": Support(attendances=[Attendance("group", day, expected=[key])])},
        "asked": {"support": Support(engagements=[Engagement(key, day, accepted=rng.choice((None, True, False)))])},
        "leads": {"support": Support(leads=[Lead(key, since=_some(rng, 0.7, day))])},
        "claim": {
            "claims": [Claim(key, "contract", ladder="iap2-2018", rung="consult", on=_some(rng, 0.7, day))]
        },
        "activity": {"workplan": Workplan([Activity("calls", owner=key)])},
        "member": {
            "representation": Representation(people=[Person("p-7", member_of=[rng.choice(("members", "carers"))])])
        },
    }  # fmt: skip
    found = traces_by_name[name]
    assert isinstance(found, dict)
    return found
