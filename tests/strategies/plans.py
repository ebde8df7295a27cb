"""Which plans must the laws hold for? Random ones, with everything that can be told of a date."""

from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from involvement import Activity
from involvement.plans import When
from tests.strategies.maps import FIRST, randoms

MAKE = {
    ("start", True): When.after_start,
    ("start", False): When.before_start,
    ("end", True): When.after_end,
    ("end", False): When.before_end,
}


def plan(rng: Random) -> dict[str, dict[str, Any]]:
    """Up to seven activities in plain words, days counted from the first."""
    keys = list("abcdefg"[: rng.randint(1, 7)])
    order = list(keys)
    rng.shuffle(order)
    return {key: activity(rng, key, keys, order) for key in keys}


def activity(rng: Random, key: str, keys: list[str], order: list[str]) -> dict[str, Any]:
    before = order[: order.index(key)] if rng.random() < 0.9 else keys
    return {
        "days": rng.choice([None, rng.randint(1, 20)]),
        "start": moment(rng, before, after=True),
        "due": moment(rng, keys, after=False),
        "after": [each for each in before if rng.random() < 0.25],
        "done": rng.randint(0, 60) if rng.random() < 0.15 else None,
    }


def moment(rng: Random, keys: list[str], *, after: bool) -> Any:
    chance = rng.random()
    if chance < 0.5:
        return None
    if chance < 0.75 or not keys:
        return rng.randint(0, 50) if after else rng.randint(50, 120)
    return rng.choice(["start", "end"]), rng.choice(keys), rng.randint(-15, 25)


def as_activities(plain: dict[str, dict[str, Any]]) -> list[Activity]:
    """The same plan in the words of the library."""
    return [
        Activity(
            key,
            days=each["days"],
            start=as_moment(each["start"]),
            due=as_moment(each["due"]),
            after=each["after"],
            done=None if each["done"] is None else FIRST + timedelta(each["done"]),
        )
        for key, each in plain.items()
    ]


def as_moment(told: Any) -> date | When | None:
    if isinstance(told, tuple):
        anchor, key, days = told
        return MAKE[anchor, days >= 0](key, days=abs(days))
    return None if told is None else FIRST + timedelta(told)


def plain_plans() -> st.SearchStrategy[dict[str, dict[str, Any]]]:
    """Plans that Hypothesis can make smaller."""
    return st.builds(plan, randoms())
