"""Processes to draw: the example, and large ones by number, with views that go back and answers of all kinds."""

from datetime import date
from pathlib import Path
from random import Random

from involvement import (
    Decision,
    DecisionMap,
    EntryPoint,
    Flow,
    Forum,
    Process,
    Reply,
    Stakeholder,
    load,
)
from involvement.checks import Finding
from involvement.references import Ref
from involvement.wording import Statement
from involvement.wording.texts import one_line

DAY = date(2026, 11, 23)
EXAMPLE = load(Path(__file__).parents[2] / "examples" / "diabetes_user_group.toml")
TIERS = (None, "operational", "clinical", "financial", "executive")
WORDS = [
    "Carer",
    "Service",
    "Redesign",
    "Commissioning",
    "Finance",
    "Board",
    "Clinical",
    "Diabetes",
    "Network",
    "Review",
    "Committee",
    "Panel",
]


def numbered(forums: int, *, seed: int = 1, tiers: bool = True, people: int = 6) -> Process:
    """A process with that many forums: mostly forward flows, some back and some inside a tier, and answers."""
    chance = Random(seed)
    level = [number * len(TIERS) // forums for number in range(forums)]
    keys = [f"f{number}" for number in range(forums)]
    stakeholders = [
        Stakeholder(f"s{number}", title=f"Members of group {number}", role=chance.choice(("service_user", "manager")))
        for number in range(people)
    ]
    flows = []
    for number, key in enumerate(keys):
        near = [other for other in range(forums) if other != number and 0 <= level[other] - level[number] <= 2]
        for _ in range(chance.randint(1, 2)):
            pair = [key, keys[chance.choice(near)]] if near else []
            if chance.random() < 0.2:
                pair.reverse()
            if pair:
                flows.append(
                    Flow(*pair, days=chance.randint(0, 30), standing=chance.choice((None, "advises", "informed")))
                )
    answers = []
    for _ in range(forums // 3):
        target = chance.choice([*keys, *(each.key for each in stakeholders)])
        source = chance.choice(keys)
        if source != target:
            answers.append(Reply(source, target, days=5))
    return Process(
        "numbered",
        title=f"{forums} forums",
        stakeholders=stakeholders,
        decision_map=DecisionMap(
            forums=[
                Forum(key, title=" ".join(chance.sample(WORDS, 3)), tier=TIERS[level[number]] if tiers else None)
                for number, key in enumerate(keys)
            ],
            flows=flows,
            entry_points=[
                *(EntryPoint(chance.choice(keys[: forums // 3 + 1]), each.key) for each in stakeholders),
                EntryPoint(keys[0]),
            ],
            decisions=[
                Decision(
                    f"d{number}", made_at=chance.choice(keys), on=date(2027, 1 + number % 12, 3) if number % 4 else None
                )
                for number in range(forums // 3)
            ],
            replies=answers,
        ),
    )


def sentence(text: str) -> Statement:
    """A statement that says a text as it is."""
    return Statement("MAP001.says", template=(one_line(text) or "-").replace("{", "{{").replace("}", "}}"))


def finding(key: str = "d", message: str = "Something is the matter.", **more) -> Finding:
    """A finding about a decision, with a message and a remedy of one's own."""
    given = {"severity": "warning", "fix": sentence("Fix it.")} | more
    return Finding("MAP001", about=Ref("decision", key), says=sentence(message), **given)
