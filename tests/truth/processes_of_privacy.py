"""The processes that truth about privacy is asked of: small ones, into whose keys and texts things of persons are put at random.

What each text holds is written beside it, by hand, and nowhere worked out.
"""

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
    Flow,
    Forum,
    Issue,
    Ledger,
    Person,
    Priorities,
    Process,
    Representation,
    Stakeholder,
    Workplan,
)
from involvement.evidence import Source
from involvement.maturity import AnswerSheet, Criterion, Framework
from involvement.people import Population, PopulationShare, Quota, TargetProfile
from involvement.plans import Activity
from involvement.priorities import Agreement, Voice
from involvement.support import StatedNeed, Support
from tests.truth.processes import Asked

ON = date(2026, 5, 1)
RANDOM = 900

# Nobody's: numbers for plays and films, examples of the NHS and of HMRC, the reserved domain.
TEXTS: dict[str, tuple[str, ...]] = {
    "A ramp": (),
    "Room W1A at 14.30 on 2 March 2026, item 1-123456789": (),
    "Write to info@example.org, or ring 0300 123 1234 or +44 800 123 4567": (),
    "the Dr Foster Intelligence report": (),
    "9434765918 is a reference, ISBN 3201234567 a book, and 5434765915 another": (),
    "Born in 1957": (),
    "B12AB and ZZ1 1AA": (),
    "Write to jane.doe@example.org": ("email_address",),
    "Ring 07700 900123": ("mobile_number",),
    "+44 7700 900123": ("mobile_number",),
    "Ring 020 7946 0018": ("phone_number",),
    "Ring 01632 960001": ("phone_number",),
    "+44 (0)113 496 0123 rings": ("phone_number",),
    "+353 1 555 1234": ("phone_number",),
    "NHS 943 476 5919": ("nhs_number",),
    "CHI 1302571117": ("nhs_number",),
    "320 123 4567": ("nhs_number",),
    "QQ 12 34 56 C": ("national_insurance_number",),
    "at LS1 4AP": ("postcode",),
    "W1A 1AA is theirs": ("postcode",),
    "m1 1ae": ("postcode",),
    "DOB 2/3/1957": ("date_of_birth",),
    "born on 2 March 1957": ("date_of_birth",),
    "Mrs Example": ("name",),
    "Dr A. Example of Ward 3": ("name",),
    "My name is Jane": ("name",),
    "Mrs Example, 07700 900123": ("mobile_number", "name"),
}
KEYS: dict[str, tuple[str, ...]] = {
    "a": (),
    "b-17": (),
    "CASE/2024/0017": (),
    "dr-plan": (),
    "943-476-5918": (),
    "9434765a-4765-4919-8476-943476591901": (),
    "j.doe@example.org": ("email_address",),
    "tel-07700-900123": ("mobile_number",),
    "nhs-9434765919": ("nhs_number",),
    "ls1-4ap": ("postcode",),
    "mrs-example": ("name",),
    "dr.a.jones": ("name",),
    "dob-1957-03-02": ("date_of_birth",),
}
SIZES = (None, None, 0, 1, 2, 9, 10, 25)
KINDS = (None, "group", "organisation", "role", "person")

T = TypeVar("T")


@cache
def processes() -> tuple[Asked, ...]:
    """All of them, the same ones each time."""
    return (*map(with_names, range(4, 8)), *map(process_of, range(RANDOM)))


def with_names(number: int) -> Asked:
    """As many forums as that, and each has a person's name for its title."""
    forums = [Forum(f"f-{place}", title="Mrs Example") for place in range(number)]
    parts = {"workplan": Workplan(), "ledger": Ledger(), "support": Support()}
    return Asked(f"{number} names", Process("screening", decision_map=DecisionMap(forums=forums), **parts), ON)


def _text(rng: Random) -> str | None:
    return None if rng.random() < 0.3 else rng.choice(list(TEXTS)) if rng.random() < 0.4 else "A ramp"


def _keys(rng: Random, most: int) -> list[str]:
    clean = [key for key, holds in KEYS.items() if not holds]
    drawn = {rng.choice(list(KEYS) if rng.random() < 0.3 else clean) for _ in range(rng.randint(1, most))}
    return sorted(drawn, key=lambda _: rng.random())


def _stakeholder(rng: Random, key: str) -> Stakeholder:
    kind = rng.choice(KINDS)
    title = None if kind == "person" else _text(rng)
    return Stakeholder(key, kind=kind, size=rng.choice(SIZES), title=title, role="carer", external_ids=_ids(rng))


def _ids(rng: Random) -> list[tuple[str, str]]:
    return [("crm", rng.choice(list(TEXTS)))] if rng.random() < 0.1 else []


def process_of(seed: int) -> Asked:
    """Each part for itself, so that they meet in every way."""
    rng = Random(seed)
    listed = [] if rng.random() < 0.15 else [_stakeholder(rng, key) for key in _keys(rng, 4)]
    keys = [stakeholder.key for stakeholder in listed] or _keys(rng, 3)
    forums = [Forum(key, title=_text(rng), venue=_text(rng)) for key in _keys(rng, 3)]
    places = [forum.key for forum in forums]
    representation = _representation(rng, keys, places) if rng.random() < 0.7 else None
    people = [] if representation is None else [person.key for person in representation.people]
    process = Process(
        rng.choice(("screening", "b-17")),
        title=_text(rng),
        purpose=_text(rng),
        methods=[text for text in (_text(rng),) if text is not None],
        stakeholders=listed,
        representation=representation,
        decision_map=DecisionMap(
            forums=forums,
            decisions=[Decision(key, made_at=rng.choice(places), title=_text(rng)) for key in _keys(rng, 2)],
            entry_points=[EntryPoint(rng.choice(places), rng.choice(keys), method=_text(rng))],
            flows=[Flow(places[0], places[1], medium=_text(rng))] if len(places) > 1 else [],
        ),
        issues=[Issue(rng.choice(list(KEYS)), title=_text(rng))],
        positions=[Priorities(rng.choice(keys), [])] if rng.random() < 0.3 else [],
        agreement=_agreement(rng, keys) if rng.random() < 0.3 else None,
        workplan=Workplan([Activity("letters", owner=rng.choice(keys), title=_text(rng))]),
        ledger=Ledger([_contribution(rng, key, [*keys, *people]) for key in _keys(rng, 4)]),
        support=Support(needs=[StatedNeed(rng.choice([*keys, *people]), "breaks", detail=_text(rng))]),
        assessments=[AnswerSheet("own", on=ON - timedelta(days=rng.randint(-2, 2)), rater=rng.choice(keys))],
        frameworks=[Framework("own", criteria=[Criterion("time", title=_text(rng))], source=_source(rng))],
    )
    return Asked(f"privacy {seed}", process, ON)


def _source(rng: Random) -> Source | None:
    author, title = _text(rng), _text(rng)
    return None if author is None or title is None else Source(title, authors=[author])


def _contribution(rng: Random, key: str, who: list[str]) -> Contribution:
    stakeholder = rng.choice(who) if rng.random() < 0.6 else None
    day = ON - timedelta(days=rng.randint(-3, 20))
    return Contribution(key, on=day, stakeholder=stakeholder, title=_text(rng), says=_text(rng))


def _agreement(rng: Random, keys: list[str]) -> Agreement:
    voices = [Voice(rng.choice(keys), on=ON, reason=_text(rng) or "Too dear") for _ in range(rng.randint(0, 2))]
    return Agreement(
        positions=[Priorities(rng.choice(keys), [])] if rng.random() < 0.6 else [],
        objections=voices[:1],
        dissent=voices[1:],
        on=ON - timedelta(days=rng.randint(-1, 3)),
    )


def _representation(rng: Random, keys: list[str], places: list[str]) -> Representation:
    groups = [*keys, *places]
    people = [
        Person(f"p-{number}", {"lives": rng.choice(("north", *KEYS))}, member_of=rng.sample(groups, 1))
        for number in range(rng.choice((0, 1, 2, 2, 3, 11)))
    ]
    profiles = [
        TargetProfile(
            key,
            [
                Quota("carer", "yes", at_least=rng.choice((1, 9, 10))),
                Quota("sex", "male", at_most=rng.choice((0, 3, 12))),
            ],
            group=rng.choice((None, *groups)),
            chairs=rng.choice((None, 0, 9, 10)),
        )
        for key in ("table", "chairs")[: rng.randint(0, 2)]
    ]
    size = rng.choice((9, 10, 1000))
    few = rng.choice((0, 9, 10))
    population = Population(
        "borough",
        [PopulationShare("hiv", "yes", count=min(few, size)), PopulationShare("carer", "yes", share=Fraction(1, 8))],
        title=_text(rng),
        size=size,
    )
    return Representation(people=people, profiles=profiles, populations=[population] if rng.random() < 0.4 else [])
