"""Public reports of many random processes under attack: `python -m tests.laws.many_processes 2000`.

Of each process a report is published, a second edition of the same day, and one of a month later, when somebody joined or left
and more was said and answered; each knows what was published before. Then a reader with an integer programme (scipy), who has
read the figures of all three, tries every small count, what parts lack of wholes, and the changes.
"""

import sys
from collections import Counter
from datetime import date, timedelta
from random import Random
from time import monotonic

from involvement import Contribution, Event, Ledger, Person, Process, Representation, Stakeholder
from involvement.people import Population, PopulationShare, Quota, TargetProfile
from involvement.privacy import ONS_10_5, Figures
from involvement.reports.public_figures import figures_of
from involvement.snapshots import Snapshot
from tests.laws.many_figures import OFF, attacked, say, told_in_turn

FIRST, LATER = date(2026, 5, 4), date(2026, 6, 1)
CRITERIA = {"age": ("young", "middle", "old"), "carer": ("yes", "no"), "health": ("hiv", "diabetes", "none")}


def people(rng: Random, group: str, many: int) -> list[Person]:
    def known(criterion: str) -> dict[str, str]:
        return {criterion: rng.choice(CRITERIA[criterion])} if rng.random() < 0.85 else {}

    asked = rng.sample(sorted(CRITERIA), rng.randint(1, 3))
    return [
        Person(
            f"{group}-{number}", {key: value for each in asked for key, value in known(each).items()}, member_of=[group]
        )
        for number in range(many)
    ]


def profile(rng: Random, group: str) -> TargetProfile:
    chosen = rng.sample([(criterion, value) for criterion, values in CRITERIA.items() for value in values], 4)
    quotas = [Quota(criterion, value, at_least=rng.randint(1, 14)) for criterion, value in chosen]
    return TargetProfile(f"{group}-mix", quotas, group=group, population="borough" if rng.random() < 0.5 else None)


def ledger(rng: Random, groups: list[str], many: int) -> Ledger:
    said = [
        Contribution(
            f"c{number}", on=FIRST - timedelta(rng.randint(0, 60) if rng.random() < 0.8 else -20),
            stakeholder=rng.choice([*groups, None]), way_back=rng.random() < 0.9,
        )
        for number in range(many)
    ]  # fmt: skip
    events = []
    for each in said:
        if rng.random() < 0.7:
            on = each.on + timedelta(rng.randint(0, 50))
            events.append(
                Event(each.key, "answered", on=on, outcome=rng.choice(("did", "will_do", "could_not")), reason="so")
            )
            if rng.random() < 0.5:
                events.append(Event(each.key, "told", on=on + timedelta(3)))
    return Ledger(said, events)


def a_process(rng: Random, groups: list[str], members: list[Person], record: Ledger) -> Process:
    shares = [PopulationShare("age", value, count=1000) for value in CRITERIA["age"]]
    sizes = Counter(group for person in members for group in person.member_of)
    return Process(
        "p",
        stakeholders=[
            Stakeholder(group, role="service_user", kind="group", size=sizes[group] + rng.choice((0, 0, 3)) or None)
            if rng.random() < 0.7
            else Stakeholder(group, role="service_user", kind="group")
            for group in groups
        ],
        representation=Representation(
            people=members,
            profiles=[profile(rng, group) for group in groups],
            populations=[Population("borough", shares, size=3000)],
        ),
        ledger=record,
    )


def editions(seed: int) -> list[Figures]:
    """The figures of what is published, in the order of days."""
    rng = Random(f"process {seed}")
    groups = ["members", "carers"][: rng.randint(1, 2)]
    members = [person for group in groups for person in people(rng, group, rng.choice((0, 1, 3, 8, 12, 20, 35)))]
    record = ledger(rng, groups, rng.choice((0, 4, 15, 40)))
    state = rng.getstate()
    first = a_process(rng, groups, members, record)
    changed = members[1:] if rng.random() < 0.5 else [*members, Person("new", {"age": "young"}, member_of=groups[:1])]
    rng.setstate(state)
    second = a_process(rng, groups, changed, record)
    return [figures_of(Snapshot(first, FIRST)), figures_of(Snapshot(first, FIRST)), figures_of(Snapshot(second, LATER))]


def main(many: int) -> int:
    """How many small counts were found out with the rule on."""
    began, broken = monotonic(), 0
    for name, rule, asked in (("ONS 10-5", ONS_10_5, many), ("off", OFF, many // 8)):
        found: Counter[str] = Counter()
        published = 0
        for seed in range(asked):
            days = editions(seed)
            told = told_in_turn(days, rule, found)
            published += len(told)
            attacked(days, told, found, least=10, zero=False)
        broken += 0 if rule is OFF else found["within one"] + found["unsound"]
        say(f"{name}: {asked} processes, {published} publications, {dict(found)}, {monotonic() - began:.0f} s")
    return broken


if __name__ == "__main__":
    sys.exit(min(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000), 1))
